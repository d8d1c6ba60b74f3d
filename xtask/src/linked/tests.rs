use super::*;

/// `now` and `later` both use "shared", and `later` alone "rare"; through "names" it takes the address of `$called`.
/// Nobody uses "nobody", nor, since a panic only ends, its message.
const PROGRAM: &str = r#"(module
    (import "page" "log" (func))
    (memory (export "memory") 1)
    (table 4 funcref)
    (elem (i32.const 1) $called $kept $forgotten)
    (func $now (export "now") (drop (i32.const 100)) (drop (i32.const 1002)) (call $_ZN4core9panicking5panicE (i32.const 400)))
    (func $later (export "later_0123456789abcdef") (drop (i32.const 100)) (drop (i32.const 200)) (drop (i32.const 500)))
    (func $describe (export "__wbindgen_describe_later") (drop (i32.const 300)))
    (func $_ZN4core9panicking5panicE (param i32) (drop (i32.const 600)) unreachable)
    (func $called)
    (func $kept (drop (i32.const 100)))
    (func $forgotten)
    (data (i32.const 100) "shared")
    (data (i32.const 200) "rare")
    (data (i32.const 300) "nobody")
    (data (i32.const 400) "message")
    (data (i32.const 500) "\01\00\00\00")
    (data (i32.const 600) "hook"))"#;

/// The addresses of the data, one segment each, and how long it is.
const DATA: [(u32, u32); 6] = [(100, 6), (200, 4), (300, 6), (400, 7), (500, 4), (600, 4)];
/// What stands for the address of the function that is in the second place of the table.
const ADDRESS_OF_KEPT: i32 = 1002;
const FUNCTIONS: u32 = 8;
const CALLED: u32 = 5;
const KEPT: u32 = 6;

/// A number of less than 2^14 as the format writes it.
fn number(value: usize) -> Vec<u8> {
    if value < 128 { vec![value as u8] } else { vec![value as u8 | 128, (value >> 7) as u8] }
}

fn section(name: &str, contents: Vec<u8>) -> Vec<u8> {
    let contents = [number(name.len()), name.into(), contents].concat();
    [vec![0], number(contents.len()), contents].concat()
}

/// The program as the linker would leave it: every symbol, and every place that one is used in.
fn linked() -> Vec<u8> {
    linked_without(|_| false)
}

/// The same without the relocations of some operators.
fn linked_without(is_left_out: impl Fn(&Operator) -> bool) -> Vec<u8> {
    let module = wat::parse_str(PROGRAM).unwrap();
    let mut symbols = Vec::new();
    for function in 0..FUNCTIONS {
        symbols.push([vec![0, 0x40], number(function as usize), number(1), b"f".to_vec()].concat());
    }
    for (segment, (_, size)) in DATA.iter().enumerate() {
        symbols.push([vec![1, 0], number(1), b"d".to_vec(), number(segment), vec![0], number(*size as usize)].concat());
    }
    let table = [number(symbols.len()), symbols.concat()].concat();
    let linking = [vec![2, 8], number(table.len()), table].concat();
    let (mut code, mut entries) = (0, Vec::new());
    let (mut code_at, mut data_at, mut sections, mut pieces) = (0, 0, 0, Vec::new());
    for payload in Parser::new(0).parse_all(&module) {
        let payload = payload.unwrap();
        match &payload {
            Payload::CodeSectionStart { range, .. } => (code, code_at) = (range.start, sections),
            Payload::DataSection(data) => {
                data_at = sections;
                pieces = data.clone().into_iter().map(|it| it.unwrap().range.end - data.range().start).collect();
            }
            Payload::CodeSectionEntry(body) => {
                for operator in body.get_operators_reader().unwrap().into_iter_with_offsets() {
                    let (operator, place) = operator.unwrap();
                    if is_left_out(&operator) {
                        continue;
                    }
                    let (kind, symbol, addend) = match operator {
                        Operator::Call { function_index } => (0, function_index as usize, vec![]),
                        Operator::I32Const { value: ADDRESS_OF_KEPT } => (1, KEPT as usize, vec![]),
                        Operator::I32Const { value } => {
                            let segment = DATA.iter().position(|(address, _)| *address == value as u32).unwrap();
                            (4, FUNCTIONS as usize + segment, vec![0])
                        }
                        _ => continue,
                    };
                    entries.push([vec![kind], number(place + 1 - code), number(symbol), addend].concat());
                }
            }
            _ => {}
        }
        sections += usize::from(payload.as_section().is_some());
    }
    let of_code = [number(code_at), number(entries.len()), entries.concat()].concat();
    let of_data = [number(data_at), vec![1, 2], number(pieces[4] - 4), number(CALLED as usize)].concat();
    let sections = [section("linking", linking), section("reloc.CODE", of_code), section("reloc.DATA", of_data)];
    [module, sections.concat()].concat()
}

#[test]
fn what_only_late_exports_use_is_told_from_the_rest() {
    let (_, late) = trim(&linked(), &["later"]).unwrap();
    let data = vec![(200, b"rare".to_vec()), (500, vec![1, 0, 0, 0])];
    assert_eq!(late, Late { data, slots: [1].into(), vacant: [3].into() });
}

#[test]
fn what_nobody_uses_and_what_would_be_said_at_the_end_goes() {
    let (trimmed, _) = trim(&linked(), &["later"]).unwrap();
    let holds = |text: &[u8]| trimmed.windows(text.len()).any(|part| part == text);
    for text in [&b"shared"[..], b"rare", b"\x01\0\0\0"] {
        assert!(holds(text), "{text:?}");
    }
    for text in [&b"nobody"[..], b"message", b"hook", b"linking", b"reloc."] {
        assert!(!holds(text), "{text:?}");
    }
    let whole = wat::parse_str(PROGRAM).unwrap();
    assert_eq!(trimmed.len(), whole.len(), "the same module but for that");
    wasmparser::Validator::new().validate_all(&trimmed).unwrap();
}

#[test]
fn what_could_be_missed_is_refused() {
    let refusal = |module: &[u8], late: &str| trim(module, &[late]).unwrap_err().to_string();
    let whole = wat::parse_str(PROGRAM).unwrap();
    assert_eq!(refusal(&whole, "later"), "the linker has left no relocations");
    assert_eq!(refusal(&linked(), "late"), "the program has 0 exports of the name late");
    let no_calls = linked_without(|operator| matches!(operator, Operator::Call { .. }));
    assert_eq!(refusal(&no_calls, "later"), "no relocation for Call { function_index: 4 }");
    let no_text = linked_without(|operator| matches!(operator, Operator::I32Const { value: 500 }));
    assert_eq!(refusal(&no_text, "later"), "no relocation for I32Const { value: 500 }");
}

#[test]
fn what_can_end_otherwise_is_no_dead_end() {
    let is_dead_end = |code: &str| {
        let program = wat::parse_str(format!("(module (func (param i32) {code} unreachable))")).unwrap();
        let mut bodies = Parser::new(0).parse_all(&program);
        let body =
            bodies.find_map(|it| if let Payload::CodeSectionEntry(body) = it.unwrap() { Some(body) } else { None });
        Function::read(&body.unwrap()).unwrap().never_returns()
    };
    for code in [
        "",
        "(drop (i32.const 1))",
        "(block (br 0))",
        "(loop (br_if 0 (local.get 0)))",
        "(if (local.get 0) (then (br 0)))",
    ] {
        assert!(is_dead_end(code), "{code}");
    }
    for code in [
        "(return)",
        "(br 0)",
        "(br_if 0 (local.get 0))",
        "(block (br_if 1 (local.get 0)))",
        "(block (br_table 0 1 (local.get 0)))",
        "(block (br_table 1 0 (local.get 0)))",
    ] {
        assert!(!is_dead_end(code), "{code}");
    }
}

//! Complaints: the slip behind bad JSON, limits, hostile input, and the table in `docs/complaints.md`.
//!
//! `UPDATE_GOLDEN=1 cargo test --test complaints` writes the table anew.
#![cfg(not(target_arch = "wasm32"))]

use indicator_widget::complaint::{Complaint, Failure, Finding, Severity};
use indicator_widget::doors;
use indicator_widget::doors::read_own;
use indicator_widget::limits::{MAX_DEPTH, MAX_INDICATORS, MAX_LABEL, MAX_SERIES, MAX_TEXT, MAX_TILES, MAX_VALUES};
use indicator_widget::read::{Options, Reading};
use indicator_widget::text::Lang;
use indicator_widget::wire::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

fn reading(json: &str, lang: &str) -> Reading {
    read_own(json, &Options { lang: Some(lang.to_owned()), ..Options::default() })
}

#[track_caller]
fn first(json: &str) -> Complaint {
    reading(json, "en").complaints.into_iter().next().expect("a complaint")
}

#[test]
fn bad_json_names_line_column_and_the_likely_slip() {
    let check = |json: &str, place: (usize, usize), mend: &str| {
        let complaint = first(json);
        let expected = format!("Malformed JSON at line {}, column {}.", place.0, place.1);
        assert_eq!((complaint.code, &complaint.message), ("syntax", &expected), "{json}");
        assert!(complaint.mend.contains(mend), "{json}: {}", complaint.mend);
    };
    check("", (1, 1), "file is empty");
    check("{\"label\": \"Xã\", \"value\": 1", (1, 26), "end half-way");
    check("{\n  \"label\": \"Xã đạt\",\n}", (3, 1), "Leave out the comma");
    check("[1, 2,]", (1, 7), "Leave out the comma");
    check("{“label”: 1}", (1, 2), "straight double quotes");
    check("{\"label”: \"Xã\", \"value\": 1}", (1, 12), "straight double quotes");
    check("{'label': 1}", (1, 2), "straight double quotes");
    check("{\n  // xã\n}", (2, 3), "comment");
    check("{\"label\": \"Xã mới\" \"value\": 1}", (1, 20), "Put a comma");
    check("{\"a\": [1] \"b\": 2}", (1, 11), "Put a comma");
    check("{\"value\": 12,5}", (1, 14), "decimal dot");
    check("{\"value\": 1.234.567}", (1, 16), "decimal dot");
    check("{\"value\": 1 234}", (1, 13), "decimal dot");
    check("{\"value\": 12%}", (1, 13), "no %");
    check("{\"value\": +12}", (1, 11), "no +");
    check("{\"label\": Xã}", (1, 11), "straight double quotes");
    check("{\"label\": \"Xã\nmới\"}", (1, 14), "break the line");
    check("{\"label\": \"C:\\xã\"}", (1, 15), "write it twice");
    check("{\"label\": 1} {}", (1, 14), "what follows");
    check("{\u{a0}\"label\": 1}", (1, 2), "ordinary space");
    check("{\"value\": 81/116}", (1, 13), "Write numbers as");
    check("{&quot;label&quot;: 1}", (1, 2), "&quot;");
    check("{\"label\": \"Phong trào \"Xanh\" ở xã\"}", (1, 24), "A quote within a text is written");
    check("{\"label\":\u{200b} 1}", (1, 10), "ordinary space");
    check("{\"title\": \"Xã \\\"A\\\"\", \"label\": \"đường mới\nở\"}", (1, 42), "break the line");
}

#[test]
fn a_number_beyond_all_doubles_is_a_number_that_is_written_wrong() {
    for number in ["1e999", "-1e999", &"9".repeat(400)] {
        assert!(
            first(&format!("{{\"label\": \"A\", \"value\": {number}}}")).mend.contains("Write numbers as"),
            "{number}"
        );
    }
    for number in ["-0", "1e-400", "0.0", &format!("0.{}1", "0".repeat(1000))] {
        let json = format!("{{\"label\": \"A\", \"value\": {number}}}");
        assert!(reading(&json, "vi").complaints.is_empty(), "{number}");
    }
    assert_eq!(first("{\"label\": \"A\", \"value\": 1e300}").code, "out-of-range");
}

#[test]
fn a_number_that_is_not_exact_is_told_of_its_qualifier() {
    let mend = |value: &str| first(&format!("{{\"label\": \"A\", \"value\": \"{value}\"}}")).mend;
    for value in ["trên 11,4", "Khoảng 5", "over 3", "more than 11.4"] {
        assert!(mend(value).contains("qualifier"), "{value}: {}", mend(value));
    }
    for value in ["trên", "bốn", "Trăng 5"] {
        assert!(!mend(value).contains("qualifier"), "{value}: {}", mend(value));
    }
}

#[test]
fn limits_are_kept_and_named() {
    let check = |json: &str, code: &str, most: &str| {
        let complaint = first(json);
        assert_eq!(complaint.code, code, "{}", complaint.message);
        assert!(complaint.in_full().contains(most), "{}", complaint.in_full());
    };
    let values = |count: usize| {
        let (names, values) = (vec!["\"x\""; count].join(","), vec!["1"; count].join(","));
        format!("{{\"label\":\"A\",\"categories\":[{names}],\"series\":[{{\"values\":[{values}]}}]}}")
    };
    check(&" ".repeat(MAX_TEXT + 1), "too-large", "20,000,000 bytes");
    check(&"[".repeat(10_000_000), "too-deep", &MAX_DEPTH.to_string());
    check(&"{\"a\":".repeat(100_000), "too-deep", &MAX_DEPTH.to_string());
    check(&values(MAX_VALUES + 1), "too-large", "500,000 figures");
    check(&format!("[{}]", vec!["[]"; 3_000_000].join(",")), "too-large", "1,000 indicators");
    check(&format!("{{\"label\":\"{}\",\"value\":1}}", "a".repeat(MAX_LABEL + 1)), "too-large", "10,000 characters");
    let parts = (0..=MAX_TILES).map(|n| format!("{{\"label\":\"p{n}\",\"value\":1,\"unit\":\"u{n}\"}}"));
    check(
        &format!("{{\"label\":\"A\",\"parts\":[{}]}}", parts.collect::<Vec<_>>().join(",")),
        "too-large",
        "1,000 tiles",
    );
    let change = "{\"percent\":1,\"versus\":\"plan\"}";
    let changes = vec![change; MAX_TILES + 1].join(",");
    check(&format!("{{\"label\":\"A\",\"value\":1,\"changes\":[{changes}]}}"), "too-large", "1,000 tiles");
    let groups = |count: usize, group: &str| format!("{{\"groups\":[{}]}}", vec![group; count].join(","));
    check(&groups(MAX_INDICATORS + 1, "{\"title\":\"A\"}"), "too-large", "1,000 indicators");
    let two = "{\"title\":\"A\",\"indicators\":[{\"label\":\"A\",\"value\":1},{\"label\":\"B\",\"value\":1}]}";
    check(&groups(MAX_INDICATORS / 2 + 1, two), "too-large", "1,000 indicators");
    assert!(reading(&groups(MAX_INDICATORS / 2, two), "vi").complaints.is_empty());
    let series = vec!["{\"values\":[1]}"; MAX_SERIES + 1].join(",");
    check(&format!("{{\"label\":\"A\",\"categories\":[\"x\"],\"series\":[{series}]}}"), "too-large", "200 series");
    assert!(reading(&values(100_000), "vi").accepted());
    let indicators = vec!["{\"label\":\"A\",\"value\":1}"; MAX_INDICATORS].join(",");
    assert!(reading(&format!("[{indicators}]"), "vi").complaints.is_empty());
}

#[test]
fn an_indicator_beyond_a_limit_does_not_stop_its_neighbour() {
    let many = vec!["1"; MAX_VALUES + 1].join(",");
    let json = format!(
        "[{{\"label\":\"A\",\"categories\":[{many}],\"series\":[{{\"values\":[{many}]}}]}},{{\"label\":\"B\",\"value\":1}}]"
    );
    assert_eq!(reading(&json, "vi").document.unwrap().indicators().count(), 1);
}

#[test]
fn a_group_that_cannot_be_read_is_told_of_in_its_place() {
    for (group, title, path) in [
        (r#"{"title":"B","indicators":{}}"#, Some("B"), "$.groups[1].indicators"),
        ("7", None, "$.groups[1]"),
        (r#"{"title":"B","value":3}"#, Some("B"), "“indicators” is missing."),
        (r#"{"title":"B","changes":[],"indicators":null}"#, Some("B"), "$.groups[1].indicators"),
        (&format!(r#"{{"title":"B","indicators":[{}1]}}"#, "1,".repeat(1000)), Some("B"), "$.groups[1].indicators"),
    ] {
        let one = r#"{"title":"A","indicators":[{"label":"x","value":1}]}"#;
        let document = reading(&format!(r#"{{"groups":[{one},{group}]}}"#), "en").document.unwrap();
        let words = indicator_widget::describe::page(&document).groups;
        let doubts: Vec<&str> = words[1].figures.iter().flat_map(|it| &it.doubts).map(String::as_str).collect();
        assert_eq!(words[1].title.as_deref(), title);
        assert!(doubts.len() == 1 && doubts[0].contains(path), "{doubts:?}");
        let table = indicator_widget::describe::table(&document, 9);
        assert_eq!(table.sections[1].rows.len(), 1, "{group:.40}");
    }
}

#[test]
fn a_figure_in_a_group_is_to_stand_in_its_list() {
    let complaints = reading(r#"{"groups":[{"title":"B","value":3,"unit":"xã"}]}"#, "vi").complaints;
    let said: Vec<String> = complaints.iter().map(Complaint::in_full).collect();
    assert_eq!(said, ["Thiếu “indicators”. Thêm trường “indicators” kèm giá trị. ($.groups[0].indicators)"]);
}

#[test]
fn each_complaint_says_where_it_is() {
    let paths = |json: &str| -> Vec<String> { reading(json, "vi").complaints.into_iter().map(|it| it.path).collect() };
    let chart = r#""categories":["x"],"series":[{"values":[1]}]"#;
    assert_eq!(
        paths(&format!(r#"{{"label":"A",{chart},"highlight":["q","x","r"]}}"#)),
        ["$.highlight[0]", "$.highlight[2]"]
    );
    // What is about 105 may be 100.
    let about = std::fs::read_to_string("tests/fixtures/doubtful/value-about-over-total.json").unwrap();
    assert_eq!(paths(&about), ["$[0].value", "$[2].parts"]);
    let nothing = std::fs::read_to_string("tests/fixtures/doubtful/change-from-nothing.json").unwrap();
    assert_eq!(paths(&nothing), ["$.changes[0]", "$.changes[1]"]);
}

#[test]
fn a_million_fields_are_read_and_a_few_complained_of() {
    let fields: Vec<String> = (0..1_000_000).map(|number| format!("\"k{number}\":1")).collect();
    let reading = reading(&format!("{{\"label\":\"A\",\"value\":1,{}}}", fields.join(",")), "en");
    assert_eq!(reading.complaints.len(), 21);
    assert_eq!(reading.complaints[20].message, "Further complaints of these kinds: 999980.");
    assert!(reading.document.is_some());
}

#[test]
fn a_hundred_thousand_wrong_numbers_are_complained_of_briefly() {
    let wrong = vec!["\"x\""; 100_000].join(",");
    let json = format!("{{\"label\":\"A\",\"categories\":[{wrong}],\"series\":[{{\"values\":[{wrong}]}}]}}");
    let complaints = reading(&json, "en").complaints;
    assert!(complaints.len() < 30, "{}", complaints.len());
    assert_eq!(complaints[0].code, "not-a-number");
}

#[test]
fn a_status_that_contradicts_every_part_is_doubted_of_a_few() {
    let part = |place| format!(r#"{{"label":"Xã {place}","value":0,"status":"not-reported"}}"#);
    let parts: Vec<String> = (0..63).map(part).collect();
    let reading = reading(&format!(r#"{{"label":"A","parts":[{}]}}"#, parts.join(",")), "en");
    let codes: Vec<&str> = reading.complaints.iter().map(|complaint| complaint.code).collect();
    assert_eq!((codes.len(), codes[0], codes[20]), (21, codes[19], "more"));
}

#[test]
fn a_target_alone_is_an_indicator_that_lacks_something() {
    assert_ne!(first(r#"{"target":{"value":100}}"#).code, "not-a-document");
}

#[test]
fn a_word_is_no_address_of_a_source() {
    let complaint = first(r#"{"label":"A","value":1,"source":{"name":"B","url":"https"}}"#);
    assert_eq!((complaint.code, &*complaint.path), ("unsafe-address", "$.source.url"));
}

#[test]
fn hostile_words_come_out_as_plain_text() {
    let json = "{\"label\": \"\u{202e}Xã\u{2066} A\\u0000\\u0007\", \"value\": 1, \"__proto__\": 1, \"constructor\": 2,
        \"\u{202e}x\": 3, \"status\": \"\u{202e}dratropei\"}";
    let reading = reading(json, "vi");
    assert_eq!(reading.complaints.iter().filter(|complaint| complaint.code == "unknown-field").count(), 3);
    for complaint in &reading.complaints {
        let said = complaint.in_full();
        assert!(!said.chars().any(|c| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c)), "{said}");
    }
    let csv = "Xã,\u{202e}Hộ\u{7}\nA,1\u{9f}x\nB,2\n";
    let foreign = doors::read_any(csv.as_bytes(), &doors::Options::default(), &Options::default());
    assert_eq!(foreign.complaints[0].path, "Hộ:2");
    assert!(!foreign.complaints[0].in_full().contains(|c: char| c.is_control() || c == '\u{202e}'));
    let nameless = doors::read_any(",Hộ\nA,1,5\nB,2\n".as_bytes(), &doors::Options::default(), &Options::default());
    assert_eq!(nameless.complaints[0].path, "$:2");
    let clean = read_own("{\"label\": \"\u{202e}Xã\u{2066} A\\u0000\", \"value\": 1}", &Options::default());
    assert_eq!(clean.document.unwrap().indicators().next().unwrap().label, "Xã A");
}

#[test]
fn rounded_figures_do_not_contradict_each_other() {
    let check = |json: &str, doubts: usize| {
        let found: Vec<_> = reading(json, "en").complaints;
        assert_eq!(found.len(), doubts, "{json}: {found:?}");
    };
    let change = |value: &str, base: &str, percent: &str| {
        format!(
            "{{\"label\":\"A\",\"value\":{value},\"changes\":[{{\"percent\":{percent},\"base\":{base},\"versus\":\"plan\"}}]}}"
        )
    };
    check(&change("11.4", "8.9", "28.4"), 0);
    check(&change("11.4", "8.9", "38.4"), 1);
    check(&change("625", "488", "28.1"), 0);
    check(&change("625", "488", "28.9"), 1);
    let parts = |values: [&str; 3]| {
        let parts = values.iter().enumerate().map(|(n, value)| format!("{{\"label\":\"{n}\",\"value\":{value}}}"));
        format!("{{\"label\":\"A\",\"total\":100,\"parts\":[{}]}}", parts.collect::<Vec<_>>().join(","))
    };
    check(&parts(["33.4", "33.3", "33.4"]), 0);
    check(&parts(["33.4", "33.4", "33.8"]), 1);
    check(&parts(["33", "34", "34"]), 1);
}

#[test]
fn a_change_against_a_base_below_zero_says_which_way_it_went() {
    let doubts = |value: &str, base: &str, amount: &str| {
        let change = format!(r#"{{{amount},"base":{base},"versus":"plan"}}"#);
        let found = reading(&format!(r#"{{"label":"A","value":{value},"changes":[{change}]}}"#), "en").complaints;
        found.into_iter().map(|it| (it.code, it.message)).collect::<Vec<_>>()
    };
    let doubt = |message: &str| vec![("change-contradicts-base", message.to_owned())];
    assert_eq!(doubts("5", "-10", r#""percent":150"#), []);
    assert_eq!(doubts("-15", "-10", r#""percent":-50"#), []);
    assert_eq!(doubts("5", "-10", r#""percent":-150"#), doubt("The change is given as −150%, the base gives 150.0%."));
    assert_eq!(doubts("-10", "-5", r#""percent":50"#), doubt("The change is given as 50%, the base gives −100.0%."));
    let none = |stated: &str| {
        doubt(&format!("The change is given as {stated}, but from a base of 0 or less there is none such."))
    };
    assert_eq!(doubts("-10", "-5", r#""times":2"#), none("2 times"));
    assert_eq!(doubts("-2", "-5", r#""times":0.4"#), none("0.4 times"));
    assert_eq!(doubts("-5", "-5", r#""times":1"#), []);
    assert_eq!(doubts("5", "-10", r#""difference":15"#), []);
}

#[test]
fn more_numbers_than_categories_are_likely_decimal_commas() {
    let values = |values: &str| format!(r#"{{"label":"A","categories":["a","b"],"series":[{{"values":[{values}]}}]}}"#);
    let mend = |json: &str, lang: &str| reading(json, lang).complaints[0].mend.clone();
    assert!(mend(&values("92,5, 96,1"), "vi").contains("số thập phân dùng dấu chấm (92.5)"));
    assert!(mend(&values("92,5, 96,1"), "en").contains("decimals are written with a point (92.5)"));
    assert!(mend(&values("92"), "vi").contains("chưa có số thì viết null"));
}

#[test]
fn a_share_of_one_is_to_be_given_in_percent() {
    let mend = |rest: &str| first(&format!(r#"{{"label":"A","value":81,{rest}}}"#)).mend;
    assert_eq!(mend(r#""total":116,"stated":0.6983"#), "“stated” is in percent: write 69.83.");
    assert_eq!(mend(r#""total":116,"stated":"0.70""#), "“stated” is in percent: write 70.");
    assert_eq!(mend(r#""total":81,"stated":1"#), "“stated” is in percent: write 100.");
    assert_eq!(mend(r#""total":116,"stated":68"#), "Check “value”, “total” and “stated”.");
    assert_eq!(mend(r#""total":116,"qualifier":"more-than","stated":"69.80""#), "Check “value”, “total” and “stated”.");
    assert_eq!(mend(r#""total":116,"qualifier":"more-than","stated":0.6983"#), "“stated” is in percent: write 69.83.");
    let over = reading(r#"{"label":"A","value":81,"total":4,"stated":20.25}"#, "en").complaints;
    assert_eq!(over[1].mend, "“stated” is in percent: write 2025.");
}

#[test]
fn a_message_in_place_of_the_picture_says_which_indicator_it_is_of() {
    let message = |json: &str| reading(json, "en").message().unwrap();
    assert!(message(r#"{"label":"Xã A","value":"12,5"}"#).starts_with("Xã A: “12,5” has a decimal comma. "));
    assert!(message(r#"[{"value":"1,5"},{"label":"B","value":"12,5"}]"#).starts_with("“label” is missing. "));
    let titled = |title: &str| format!(r#"{{"title":{title},"indicators":[{{"label":"B","value":"12,5"}}]}}"#);
    assert!(message(&titled("\"T\"")).starts_with("B: “12,5”"));
    assert!(message(&titled("1")).starts_with("This must be text. "));
    assert_eq!(reading(r#"{"label":"A","value":1}"#, "en").message(), None);
}

#[test]
fn ids_that_name_nothing_leave_nothing_to_draw() {
    let options = Options { only: vec!["b".to_owned()], ..Options::default() };
    let reading = read_own("{\"indicators\": [{\"id\": \"a\", \"label\": \"A\", \"value\": 1}]}", &options);
    assert_eq!((reading.complaints[0].code, reading.document), ("nothing-to-draw", None));
}

#[test]
fn a_word_that_an_attribute_does_not_know_is_told_to_the_author() {
    let settings = r#"{"view":"pie","theme":"drak","format":"xlsx","select":"","only":["a"],"lang":"en"}"#;
    let settings = Value::from_json(settings).unwrap();
    let (doors, options) = (doors::Options::from_settings(&settings), Options::from_settings(&settings));
    for file in [r#"{"id":"a","label":"A","value":1}"#, "{"] {
        let reading = doors::read_any(file, &doors, &options);
        let told: Vec<_> = reading.complaints.iter().map(|it| (it.code, &*it.path, it.for_reader)).collect();
        assert_eq!(told[..3], ["view", "theme", "format"].map(|name| ("unknown-word", name, false)), "{file}");
        assert_eq!(reading.document.is_some(), told.len() == 3);
    }
    let known = Value::from_json(r#"{"view":"bars","theme":"auto","format":"csv","lang":""}"#).unwrap();
    assert!(doors::Options::from_settings(&known).unknown.is_empty());
}

#[test]
fn a_slip_in_the_name_of_an_attribute_is_told_and_a_name_of_the_page_s_own_is_not() {
    let check = |names: &str| {
        let settings = Value::from_json(&format!("{{\"attributes\":{names}}}")).unwrap();
        let unknown = doors::Options::from_settings(&settings).unknown;
        let said = |slip: Complaint| (slip.code, slip.said(Lang::En).in_full());
        unknown.into_iter().map(said).collect::<Vec<_>>()
    };
    let told =
        |name: &str, mend: &str| vec![("unknown-field", format!("There is no attribute “{name}”. {mend} ({name})"))];
    assert_eq!(check(r#"["label","vaule"]"#), told("vaule", "Did you mean “value”?"));
    assert_eq!(check(r#"["src","column"]"#), told("column", "Did you mean “columns”?"));
    assert_eq!(check(r#"["no_menu"]"#), told("no_menu", "Did you mean “no-menu”?"));
    for field in ["qualifier", "status", "decimals", "note", "source", "stated", "as-of", "asof", "change", "subtitle"]
    {
        let mend = "Say it as a field of JSON, in a <script> within the element or in a file.";
        assert_eq!(check(&format!("[\"{field}\"]")), told(field, mend));
    }
    // The element says of itself what it has.
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("www/custom-elements.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    let modules = manifest["modules"].as_array().unwrap().iter();
    let declarations = modules.flat_map(|module| module["declarations"].as_array().unwrap());
    let attributes = declarations.flat_map(|element| element["attributes"].as_array().into_iter().flatten());
    let all: Vec<&str> = attributes.map(|attribute| attribute["name"].as_str().unwrap()).collect();
    assert_eq!(all.len(), 16, "{all:?}");
    assert_eq!(check(&serde_json::to_string(&all).unwrap()), []);
    for name in all.iter().filter(|name| name.len() > 3) {
        assert_eq!(check(&format!("[\"{name}s\"]")).len(), 1, "{name}s is a slip");
    }
    let own = r#"["class","id","style","title","hidden","slot","part","dir","role","is","nonce","tabindex","name","alt",
        "width","height","type","data-state","data-value","aria-label","aria-hidden","_ngcontent-abc","v-cloak","onclick",
        ":value","@value","v-value","x-value","ng-value","_nghost-abc","wire:target","inert","translate","popover"]"#;
    assert_eq!(check(own), []);
    assert_eq!(check("\"value\""), []);
}

/// Complaints about the network or the element, which no file can raise, and the test that does.
fn of_the_network() -> [(Finding, &'static str); 7] {
    [
        (Finding::Failed(Failure::Unreachable), "tests/e2e/tests/states.rs"),
        (Finding::Failed(Failure::NoServer), "tests/e2e/tests/file.rs"),
        (Finding::Failed(Failure::Timeout), "tests/e2e/tests/states.rs"),
        (Finding::Failed(Failure::NoData), "tests/e2e/tests/states.rs"),
        (Finding::Failed(Failure::Unreadable), "tests/e2e/tests/faults.rs"),
        (Finding::Failed(Failure::Unclosed), "tests/e2e/tests/life.rs"),
        (Finding::NothingToDraw, "tests/complaints.rs"),
    ]
}

/// The codes that the program knows, as its source lists them.
fn codes() -> BTreeSet<&'static str> {
    let sources = [include_str!("../src/complaint.rs"), include_str!("../src/complaint/failure.rs")];
    let bodies = sources.iter().flat_map(|source| source.split("pub fn code").skip(1));
    bodies
        .map(|rest| rest.split("fn weight").next().unwrap())
        .flat_map(|body| body.split("=> \"").skip(1))
        .map(|rest| rest.split('"').next().unwrap())
        .collect()
}

/// Every code with the first fixture that raises it: its name, and the complaint in Vietnamese and English.
fn raised() -> BTreeMap<&'static str, (String, [Complaint; 2])> {
    let mut raised = BTreeMap::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let asked = Value::from_json(&fs::read_to_string(root.join("tests/fixtures/doors/options.json")).unwrap()).unwrap();
    for directory in ["tests/fixtures/refused", "tests/fixtures/doubtful", "tests/fixtures/doors"] {
        let entries = fs::read_dir(root.join(directory)).unwrap();
        let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files.retain(|file| !file.ends_with("expected.json") && !file.ends_with("options.json"));
        for file in files {
            let bytes = fs::read(&file).unwrap();
            let name = file.file_name().unwrap().to_str().unwrap();
            let doors = doors::Options::from_settings(asked.get(name).unwrap_or(&Value::Null));
            let [vi, en] = ["vi", "en"].map(|lang| {
                let options = Options { lang: Some(lang.to_owned()), ..Options::default() };
                doors::read_any(bytes.as_slice(), &doors, &options).complaints
            });
            let name = format!("{directory}/{name}");
            for (vi, en) in vi.into_iter().zip(en) {
                raised.entry(vi.code).or_insert_with(|| (name.clone(), [vi, en]));
            }
        }
    }
    raised
}

#[test]
fn every_code_has_a_fixture_and_a_row_in_the_documentation() {
    let mut rows = raised();
    for (finding, test) in of_the_network() {
        let both = [Lang::Vi, Lang::En].map(|lang| finding.clone().at("src".to_owned()).said(lang));
        let twice = rows.insert(finding.code(), (test.to_owned(), both));
        assert!(twice.is_none(), "a fixture raises {} too", finding.code());
    }
    assert_eq!(rows.keys().copied().collect::<BTreeSet<_>>(), codes(), "each code needs a fixture that raises it");
    let mut page = "# Complaints\n\nWritten by `tests/complaints.rs` from the program and its fixtures. Names and \
        numbers in the sentences are those of the fixture. An error stops its indicator, never its neighbours. Where the \
        program itself is missing or fails, the element says so with the code `engine` (`tests/e2e/tests/opening.rs`, \
        `tests/e2e/tests/restart.rs`).\n\n\
        | code | severity | seen by | Vietnamese | English | raised by |\n|---|---|---|---|---|---|\n"
        .to_owned();
    for (code, (place, [vi, en])) in &rows {
        let severity = if vi.severity == Severity::Error { "error" } else { "warning" };
        let seen = if vi.for_reader { "reader" } else { "author" };
        let cell = |complaint: &Complaint| format!("{} {}", complaint.message, complaint.mend).replace('|', "\\|");
        writeln!(page, "| `{code}` | {severity} | {seen} | {} | {} | `{place}` |", cell(vi), cell(en)).unwrap();
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/complaints.md");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&file, &page).unwrap();
    }
    assert!(fs::read_to_string(&file).ok() == Some(page), "docs/complaints.md is old; look, then set UPDATE_GOLDEN=1");
}

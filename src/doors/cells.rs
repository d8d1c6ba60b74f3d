//! Single figures and statuses, as foreign files write them.

use super::lowercase;
use crate::complaint::Finding;
use crate::format::as_written;
use crate::model::{Quantity, Status};
use crate::read::{decimal, mistaken};
use crate::wire::Value;

/// What stands where there is no figure.
const MISSING: [&str; 18] = [
    "",
    "-",
    "–",
    "—",
    ".",
    "..",
    "...",
    "…",
    ":",
    "x",
    "na",
    "n/a",
    "null",
    "nan",
    "không có số liệu",
    "chưa có số liệu",
    "không áp dụng",
    // Does not arise.
    "kps",
];

/// Whether a text says that there is no figure.
pub fn is_missing(written: &str) -> bool {
    let lower = lowercase(written.trim());
    // ": c" is confidential.
    MISSING.contains(&lower.as_str()) || lower.strip_prefix(':').is_some_and(|flags| are_flags(flags.trim_start()))
}

/// Whether letters are flags as Eurostat writes them behind a figure, several as one word.
pub fn are_flags(letters: &str) -> bool {
    (1..=3).contains(&letters.len()) && letters.bytes().all(|flag| b"bcdefnprsuz".contains(&flag))
}

/// A figure as our document takes it: a number, a text that is a plain decimal, `null`. `None` where it is none.
pub fn figure(value: &Value) -> Option<Value> {
    match value {
        Value::Null => Some(Value::Null),
        Value::Number(number) if number.is_finite() => Some(Value::Number(*number)),
        Value::Text(text) if is_missing(text) => Some(Value::Null),
        Value::Text(text) => {
            let text = text.trim();
            let text = text.strip_prefix('+').unwrap_or(text).replace('−', "-");
            let text = text.as_str();
            if decimal(text).is_some() {
                return Some(Value::Text(text.to_owned()));
            }
            // "1.2E7", as programs write large numbers.
            let exponent = text.contains(['e', 'E']) && text.bytes().all(|byte| b"0123456789+-.eE".contains(&byte));
            let number = Value::from_json(text).ok().filter(|_| exponent)?;
            matches!(number, Value::Number(_)).then_some(number)
        }
        _ => None,
    }
}

/// A figure as a number with its decimals; `None` where it is missing.
pub fn quantity(figure: &Value) -> Option<Quantity> {
    match figure {
        Value::Number(number) => Some(as_written(*number)),
        Value::Text(written) => decimal(written),
        _ => None,
    }
}

/// What is wrong with a cell that is no figure.
pub fn no_figure(value: &Value) -> Finding {
    let mistaken = match value {
        Value::Text(text) => mistaken(text),
        _ => None,
    };
    mistaken.unwrap_or_else(|| Finding::NotANumber(value.sketch()))
}

/// A power of ten as it stands before a unit; none where it changes nothing.
pub fn power(written: String) -> Option<String> {
    let lower = lowercase(&written);
    match lower.as_str() {
        "units" | "unit" | "0" | "1" | "one" | "ones" | "none" => None,
        _ if !lower.is_empty() && lower.bytes().all(|byte| byte.is_ascii_digit()) => {
            let raised = |digit: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(digit.to_digit(10).unwrap_or_default() as usize);
            Some(format!("×10{}", lower.chars().filter_map(raised).collect::<String>()))
        }
        _ => Some(written),
    }
}

/// A number as a name: mostly it is a year or a code, and has no marks between thousands.
pub fn name_of_number(number: f64) -> String {
    Value::Number(number).sketch().replace(',', "")
}

/// The status of a code or a phrase; what is not known says nothing.
pub fn status(written: &str) -> Status {
    known_status(written).unwrap_or_default()
}

/// The status of a code (SDMX's list of observation statuses) or a phrase; `None` where it is not known.
pub fn known_status(written: &str) -> Option<Status> {
    let lower = lowercase(written.trim());
    // "Số liệu sơ bộ", as our own tables say it.
    let lower = lower.strip_prefix("số liệu ").map_or(lower.clone(), str::to_owned);
    let says = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
    let status = match lower.as_str() {
        "p" => Status::Provisional,
        "e" | "f" | "i" => Status::Estimated,
        "r" => Status::Revised,
        // "c" is confidential.
        "m" | "o" | "l" | "c" | ":" | ".." | "..." | "…" => Status::NotReported,
        "z" | "." => Status::NotApplicable,
        "a" | "normal value" | "chính thức" => Status::Reported,
        _ if says(&["provisional", "prel", "sơ bộ", "tạm tính"]) => Status::Provisional,
        _ if says(&["estimat", "forecast", "imputed", "modelled", "modeled", "ước", "dự kiến", "dự báo"]) => {
            Status::Estimated
        }
        _ if says(&["revised", "điều chỉnh", "đã điều chỉnh"]) => Status::Revised,
        _ if says(&["not applicable", "không áp dụng"]) => Status::NotApplicable,
        _ if says(&["missing", "not available", "chưa có số liệu", "không có số liệu"]) => {
            Status::NotReported
        }
        flags if are_flags(flags) => {
            let first = ["p", "e", "r"].into_iter().find(|flag| flags.contains(flag));
            first.map_or(Status::Reported, status)
        }
        _ => return None,
    };
    Some(status)
}

/// The word of our document for a status; none for the usual one.
pub fn status_name(status: Status) -> Option<&'static str> {
    let names = Status::ALL.into_iter().zip(Status::NAMES);
    names.skip(1).find(|(own, _)| *own == status).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_codes_of_several_offices() {
        let check = |written: &str, expected| assert_eq!(status(written), expected, "{written}");
        check("p", Status::Provisional);
        check("bp", Status::Provisional);
        check("Provisional value", Status::Provisional);
        check("e", Status::Estimated);
        check("Estimated value", Status::Estimated);
        check("r", Status::Revised);
        check(":", Status::NotReported);
        check("..", Status::NotReported);
        check("M", Status::NotReported);
        check("c", Status::NotReported);
        check(".", Status::NotApplicable);
        check("a", Status::Reported);
        check("b", Status::Reported);
        check("Undefined", Status::Reported);
        check("", Status::Reported);
    }

    #[test]
    fn figures_are_numbers_and_texts_of_them() {
        let check = |written: &str, expected: Option<&str>| {
            let expected = expected.map(|expected| Value::Text(expected.to_owned()));
            assert_eq!(figure(&Value::Text(written.to_owned())), expected, "{written}");
        };
        check(" 12.50 ", Some("12.50"));
        check("+3", Some("3"));
        check("−5.5", Some("-5.5"));
        for none in ["12,5", "5%", "bốn", "0x10", "1-2", "e", "--5", "1e999", "Infinity"] {
            check(none, None);
        }
        assert_eq!(figure(&Value::Text("1.2E7".to_owned())), Some(Value::Number(12_000_000.0)));
        assert_eq!(figure(&Value::Text("n/a".to_owned())), Some(Value::Null));
        assert_eq!(figure(&Value::Number(f64::NAN)), None);
    }
}

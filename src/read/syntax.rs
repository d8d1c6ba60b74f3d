//! Where a text stops being JSON, and the likely slip: what an editor without a JSON tool does wrong.

use crate::complaint::{Finding, Slip};
use crate::wire::Value;

/// The finding behind an error of the JSON parser.
pub fn finding(text: &str, error: &serde_json::Error) -> Finding {
    let line_start = match error.line() {
        0 | 1 => 0,
        line => text.match_indices('\n').nth(line - 2).map_or(text.len(), |(place, _)| place + 1),
    };
    // The parser counts bytes, an editor counts characters.
    let before = |offset: usize| {
        let bytes = text.as_bytes().get(..offset.min(text.len())).unwrap_or_default();
        String::from_utf8_lossy(bytes).into_owned()
    };
    // Column 0 is the end of the line before.
    let until = before((line_start + error.column()).saturating_sub(1));
    let last_line = until.rsplit('\n').next().unwrap_or_default();
    let line = until.matches('\n').count() + 1;
    let column = last_line.chars().filter(|character| *character != '\u{fffd}').count() + 1;
    // An error that is not of the text is the reader's own: the only one that JSON can raise is about depth.
    if error.is_data() {
        return Finding::TooDeep { line, column };
    }
    let slip = if text.trim().is_empty() {
        Slip::Empty
    } else if error.is_eof() {
        Slip::CutOff
    } else {
        slip(&until, text.get(until.len()..).unwrap_or_default())
    };
    Finding::Syntax { line, column, slip }
}

/// The likely slip, from what was read and what follows.
fn slip(read: &str, rest: &str) -> Slip {
    let next = rest.chars().next().unwrap_or_default();
    let escaped = read.bytes().rev().take(12).any(|byte| byte == b'\\');
    let last = read.trim_end().chars().next_back().unwrap_or_default();
    let after_digit = read.ends_with(|character: char| character.is_ascii_digit());
    let in_text = inside_text(read);
    match next {
        _ if in_text && (escaped || next == '\\') => Slip::Escape,
        _ if in_text && next.is_control() => Slip::LineBreak,
        // &quot;, as some editors write a quote.
        '&' | '“' | '”' | '„' | '‘' | '’' | '«' | '»' | '\'' => Slip::Quotes,
        // 81/116 is a value and a total.
        '/' if after_digit => Slip::Number,
        '/' if rest.starts_with("//") || rest.starts_with("/*") => Slip::Comment,
        '#' => Slip::Comment,
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => Slip::Space,
        _ if !next.is_ascii() && next.is_whitespace() => Slip::Space,
        '}' | ']' if last == ',' => Slip::TrailingComma,
        '.' | '%' | '+' | '\u{2212}' => Slip::Number,
        '0'..='9' if after_digit || last.is_ascii_digit() || last == ',' => Slip::Number,
        '-' | 'e' | 'E' if after_digit => Slip::Number,
        // A number that is too large, or stops after its dot or sign, is found out at its end.
        _ if read.ends_with(['.', '-', '+', 'e', 'E']) || digits_run(read) => Slip::Number,
        _ if Value::from_json(read).is_ok() => Slip::After,
        // A text that was opened straight and closed curly runs on to the next straight quote.
        _ if read.rsplit('"').nth(usize::from(last == '"')).is_some_and(|text| text.contains(['”', '“'])) => {
            Slip::Quotes
        }
        // A word behind a text: the quote before it was meant to be of the text.
        _ if next.is_alphabetic() && last == '"' => Slip::QuoteInText,
        _ if next.is_alphabetic() || next == '_' => Slip::Word,
        '"' | '{' | '[' | '-' | '0'..='9' if last == '"' || last == '}' || last == ']' || last.is_alphanumeric() => {
            Slip::MissingComma
        }
        _ => Slip::Other,
    }
}

/// Whether a straight quote is open at the end.
fn inside_text(read: &str) -> bool {
    let (mut open, mut escaped) = (false, false);
    for byte in read.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if open => escaped = true,
            b'"' => open = !open,
            _ => {}
        }
    }
    open
}

/// Whether the last word is a number beyond all doubles.
fn digits_run(read: &str) -> bool {
    let start = read.rfind(|character: char| !matches!(character, '0'..='9' | '.' | '-' | '+' | 'e' | 'E'));
    let word = read.get(start.map_or(0, |start| start + 1)..).unwrap_or_default();
    word.starts_with(|first: char| first.is_ascii_digit() || first == '-')
        && (word.contains(['e', 'E']) || word.len() > 300)
}

//! The small types of the format: texts, numbers, dates, closed lists, and the fields of an object.

use super::Reader;
use crate::complaint::Finding;
use crate::format::{MAX_DECIMALS, decimals_of};
use crate::model::{Date, Quantity};
use crate::wire::Value;
use std::fmt;

/// The largest number that a picture takes: beyond it a double counts in steps of more than a hundred.
pub const MAX_NUMBER: f64 = 1e18;
/// The most characters of a label that an author can want.
const MAX_LABEL: usize = 500;

/// A place in the document, as a list of steps that ends at its root. It is written out only for a complaint.
#[derive(Clone, Copy)]
pub enum At<'a> {
    /// The document.
    Root,
    /// A field of an object.
    Field(&'a At<'a>, &'a str),
    /// An entry of a list, from 0.
    Entry(&'a At<'a>, usize),
}

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            At::Root => f.write_str("$"),
            At::Field(parent, name) if name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') => {
                write!(f, "{parent}.{name}")
            }
            At::Field(parent, name) => write!(f, "{parent}[{}]", Value::quoted(name)),
            At::Entry(parent, index) => write!(f, "{parent}[{index}]"),
        }
    }
}

/// An object whose fields are read by name.
#[derive(Clone, Copy)]
pub struct Fields<'a> {
    /// Where it is.
    pub at: &'a At<'a>,
    entries: &'a [(String, Value)],
}

impl<'a> Fields<'a> {
    /// The field, whatever it holds; `None` where it is absent.
    pub fn given(&self, name: &str) -> Option<&'a Value> {
        self.entries.iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The field, if it holds anything: `null` is as good as absent.
    pub fn get(&self, name: &str) -> Option<&'a Value> {
        self.given(name).filter(|value| **value != Value::Null)
    }

    /// Where that field is.
    pub fn at(&self, name: &'a str) -> At<'a> {
        At::Field(self.at, name)
    }
}

impl Reader<'_> {
    /// The fields of an object; those that are not in `known` are worth a hint.
    pub fn fields<'v>(
        &mut self,
        value: &'v Value,
        at: &'v At<'v>,
        known: &'static [&'static str],
    ) -> Option<Fields<'v>> {
        let Value::Object(entries) = value else { return self.refuse(Finding::NotAnObject, at) };
        // A few hints help; a million would only fill the memory.
        for (name, _) in entries.iter().filter(|(name, _)| !known.contains(&name.as_str())).take(20) {
            let like = known.iter().copied().find(|known| similar(name, known));
            self.complain(Finding::UnknownField { found: name.clone(), like }, &At::Field(at, name));
        }
        Some(Fields { at, entries })
    }

    /// The entries of a list that has at least one.
    pub fn entries<'v>(&mut self, value: &'v Value, at: &At) -> Option<&'v [Value]> {
        match value {
            Value::List(entries) if entries.is_empty() => self.refuse(Finding::EmptyList, at),
            Value::List(entries) => Some(entries),
            _ => self.refuse(Finding::NotAList, at),
        }
    }

    /// A text in the reader's language, without what would only confuse: control characters and direction overrides.
    pub fn text(&mut self, value: &Value, at: &At) -> Option<String> {
        let words = match value {
            Value::Text(words) => words,
            Value::Object(languages) => {
                for (tag, words) in languages {
                    if !matches!(words, Value::Text(_)) {
                        return self.refuse(Finding::NotAText, &At::Field(at, tag));
                    }
                }
                // A translation that is still blank is as good as absent.
                let written = || {
                    languages
                        .iter()
                        .filter(|(_, words)| matches!(words, Value::Text(words) if !words.trim().is_empty()))
                };
                let matching = self.tags.iter().find_map(|tag| {
                    written()
                        .find(|(known, _)| known == tag)
                        .or_else(|| written().find(|(known, _)| primary(known).eq_ignore_ascii_case(primary(tag))))
                });
                match matching.or_else(|| written().next()).or(languages.first()) {
                    Some((_, Value::Text(words))) => words,
                    _ => return self.refuse(Finding::NotAText, at),
                }
            }
            _ => return self.refuse(Finding::NotAText, at),
        };
        let clean: String = words.chars().filter_map(shown).collect();
        let clean = clean.trim();
        let length = clean.chars().count();
        if length > MAX_LABEL {
            self.complain(Finding::LabelTooLong(length), at);
        }
        Some(clean.to_owned())
    }

    /// An optional text; an empty one is none.
    pub fn optional_text(&mut self, fields: &Fields, name: &str) -> Option<String> {
        let text = self.text(fields.get(name)?, &fields.at(name))?;
        Some(text).filter(|text| !text.is_empty())
    }

    /// A text that must be there.
    pub fn required_text(&mut self, fields: &Fields, name: &'static str) -> Option<String> {
        let at = fields.at(name);
        let Some(value) = fields.get(name) else { return self.refuse(Finding::MissingField(name), &at) };
        self.text_not_blank(value, &at, name)
    }

    /// A text that says something; `name` is the field that it is, or stands for.
    pub fn text_not_blank(&mut self, value: &Value, at: &At, name: &'static str) -> Option<String> {
        let text = self.text(value, at)?;
        if text.is_empty() {
            return self.refuse(Finding::MissingField(name), at);
        }
        Some(text)
    }

    /// A plain string, the same in every language: an id or an address.
    pub fn code(&mut self, fields: &Fields, name: &str) -> Option<String> {
        match fields.get(name)? {
            Value::Text(code) => Some(code.clone()),
            _ => self.refuse(Finding::NotAText, &fields.at(name)),
        }
    }

    /// A number, or `None` where it is missing; the outer `None` where there is something else.
    pub fn number(&mut self, value: &Value, at: &At) -> Option<Option<Quantity>> {
        let quantity = match value {
            Value::Null => return Some(None),
            Value::Number(number) if number.is_nan() => {
                return self.refuse(Finding::NotANumber("NaN".to_owned()), at);
            }
            Value::Number(number) => Quantity { value: *number, decimals: decimals_of(*number) },
            Value::Text(written) => match decimal(written) {
                Some(quantity) => quantity,
                None => {
                    let better = written.replacen(',', ".", 1);
                    let finding = match decimal(&better) {
                        Some(_) => Finding::DecimalComma { found: written.clone(), better },
                        None => Finding::NotANumber(value.sketch()),
                    };
                    return self.refuse(finding, at);
                }
            },
            _ => return self.refuse(Finding::NotANumber(value.sketch()), at),
        };
        if quantity.value.abs() > MAX_NUMBER {
            return self.refuse(Finding::OutOfRange { low: -(MAX_NUMBER as i64), high: MAX_NUMBER as i64 }, at);
        }
        Some(Some(quantity))
    }

    /// A number that must be there, and must not be missing.
    pub fn required_number(&mut self, fields: &Fields, name: &'static str) -> Option<Quantity> {
        let at = fields.at(name);
        let Some(value) = fields.given(name) else { return self.refuse(Finding::MissingField(name), &at) };
        match self.number(value, &at)? {
            Some(quantity) => Some(quantity),
            None => self.refuse(Finding::NotANumber("null".to_owned()), &at),
        }
    }

    /// A number that may be absent or missing.
    pub fn optional_number(&mut self, fields: &Fields, name: &str) -> Option<Quantity> {
        self.number(fields.get(name)?, &fields.at(name))?
    }

    /// A date that may be absent.
    pub fn date(&mut self, fields: &Fields, name: &str) -> Option<Date> {
        let at = fields.at(name);
        let Value::Text(written) = fields.get(name)? else { return self.refuse(Finding::NotADate, &at) };
        let Some(date) = date(written) else { return self.refuse(Finding::NotADate, &at) };
        if !exists(date) {
            return self.refuse(Finding::NoSuchDate(written.clone()), &at);
        }
        Some(date)
    }

    /// One word of a closed list, which may be absent.
    pub fn word<T: Copy>(
        &mut self,
        fields: &Fields,
        name: &str,
        allowed: &'static [&'static str],
        meanings: &[T],
    ) -> Option<T> {
        let value = fields.get(name)?;
        if let Value::Text(word) = value {
            let place = allowed.iter().position(|allowed| allowed == word);
            if let Some(meaning) = place.and_then(|place| meanings.get(place)) {
                return Some(*meaning);
            }
        }
        let found = match value {
            Value::Text(word) => word.clone(),
            other => other.sketch(),
        };
        self.refuse(Finding::NotInList { found, allowed }, &fields.at(name))
    }
}

/// The language without region or script.
fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

/// A character as it may be shown: line breaks and tabs are spaces, other controls nothing. Direction overrides
/// and isolates (Unicode's "trojan source") could make a number read backwards.
fn shown(character: char) -> Option<char> {
    match character {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
        _ if character.is_control() => None,
        _ => Some(character),
    }
}

/// A decimal as the format allows it in a text: digits with at most one dot, and a minus sign before.
fn decimal(written: &str) -> Option<Quantity> {
    let digits = written.strip_prefix('-').unwrap_or(written);
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !fraction.is_none_or(all_digits) {
        return None;
    }
    // Digits make an integer, and one division by a power of ten rounds but once: as exact as a double can be, up to
    // fifteen digits, and without the tables of the standard library's own way.
    let number = |part: &str| part.bytes().fold(0.0, |number, digit| number * 10.0 + f64::from(digit - b'0'));
    let fraction = fraction.unwrap_or_default();
    let fraction = fraction.get(..fraction.len().min(15)).unwrap_or_default();
    let one = 10f64.powi(fraction.len() as i32);
    let size = (number(whole) * one + number(fraction)) / one;
    let value = if written.starts_with('-') { -size } else { size };
    // Further decimals than a double holds would be digits that nobody wrote.
    let held = 15usize.saturating_sub(whole.trim_start_matches('0').len());
    Some(Quantity { value, decimals: fraction.len().min(held).min(usize::from(MAX_DECIMALS)) as u8 })
}

/// A date by its form: `2021`, `2021-05` or `2021-05-15`.
fn date(written: &str) -> Option<Date> {
    let number = |part: &str, length: usize| {
        (part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse::<u16>().ok())?
    };
    let mut parts = written.split('-');
    let year = number(parts.next()?, 4)?;
    let mut two_digits = || match parts.next() {
        None => Some(None),
        Some(part) => number(part, 2).map(|number| Some(number as u8)),
    };
    let (month, day) = (two_digits()?, two_digits()?);
    parts.next().is_none().then_some(Date { year, month, day })
}

/// Whether the Gregorian calendar has it.
fn exists(date: Date) -> bool {
    let leap = date.year.is_multiple_of(4) && (!date.year.is_multiple_of(100) || date.year.is_multiple_of(400));
    let days = match date.month {
        None => return true,
        Some(2) if leap => 29,
        Some(2) => 28,
        Some(4 | 6 | 9 | 11) => 30,
        Some(1..=12) => 31,
        Some(_) => return false,
    };
    date.day.is_none_or(|day| (1..=days).contains(&day))
}

/// Whether one name is likely a slip for the other: another case, or one edit apart (a letter more, less, other,
/// or swapped with its neighbour).
pub fn similar(found: &str, known: &str) -> bool {
    if found.eq_ignore_ascii_case(known) {
        return true;
    }
    let (one, other) = (found.as_bytes(), known.as_bytes());
    let start = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (one.get(start..).unwrap_or_default(), other.get(start..).unwrap_or_default());
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let one = one.get(..one.len().saturating_sub(end)).unwrap_or_default();
    let other = other.get(..other.len().saturating_sub(end)).unwrap_or_default();
    match (one, other) {
        ([a, b], [c, d]) => a == d && b == c,
        (one, other) => one.len() <= 1 && other.len() <= 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_have_a_dot_and_nothing_else() {
        let check = |written: &str, read: Option<(f64, u8)>| {
            assert_eq!(decimal(written).map(|quantity| (quantity.value, quantity.decimals)), read, "{written}");
        };
        check("11.40", Some((11.4, 2)));
        check("-3", Some((-3.0, 0)));
        check("0.1234567891", Some((0.1234567891, 9)));
        check("69.83", Some((69.83, 2)));
        check("0.1", Some((0.1, 1)));
        check("123456789012.345", Some((123456789012.345, 3)));
        check("-0.000001", Some((-0.000001, 6)));
        check("123456789012345.5", Some((123456789012345.5, 0)));
        for wrong in ["", "-", ".5", "5.", "12,5", "1.234.567", "1e3", "+1", " 1", "NaN", "inf", "١٢"] {
            check(wrong, None);
        }
    }

    #[test]
    fn dates_have_a_form_and_a_calendar() {
        let check = |written: &str, form, calendar| {
            let read = date(written);
            assert_eq!(read.is_some(), form, "{written}");
            assert_eq!(read.is_some_and(exists), calendar, "{written}");
        };
        check("2021", true, true);
        check("2021-05", true, true);
        check("2021-05-15", true, true);
        check("2020-02-29", true, true);
        check("2021-02-29", true, false);
        check("2021-13", true, false);
        check("2021-00", true, false);
        check("2021-04-31", true, false);
        for wrong in ["", "21-05-15", "2021-5-15", "15/5/2021", "2021-05-15-01", "2021-", "+021"] {
            check(wrong, false, false);
        }
    }

    #[test]
    fn slips_are_recognised() {
        for (found, known) in [("Label", "label"), ("lable", "label"), ("labl", "label"), ("totall", "total")] {
            assert!(similar(found, known), "{found}");
        }
        for (found, known) in [("colour", "label"), ("tool", "total"), ("", "id")] {
            assert!(!similar(found, known), "{found}");
        }
    }
}

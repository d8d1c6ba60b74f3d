//! The small types of the format: texts, numbers, dates, closed lists, and the fields of an object.

use super::Reader;
use super::number::{decimal, is_exact, mistaken};
use crate::complaint::Amount;
use crate::complaint::Finding;
use crate::format::{self, round};
use crate::limits::{LONG_LABEL, MAX_ALIKE, MAX_LABEL, MAX_NUMBER};
use crate::model::{Date, Quantity};
use crate::wire::{Value, shown};
use std::fmt;

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
            At::Field(parent, name)
                if name.len() <= 30 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') =>
            {
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
        let Value::Object(entries) = value else { return self.refuse(Finding::NotAnObject(known), at) };
        let mut seen = 0u32;
        let mut strangers = 0;
        for (name, _) in entries {
            let Some(place) = known.iter().position(|known| known == name) else {
                strangers += 1;
                // A few hints help; a million would only fill the memory.
                if strangers <= MAX_ALIKE {
                    let like = match &**name {
                        // What each series has, where it does not stand in one.
                        "values" | "targets" if known.contains(&"series") => Some("series"),
                        _ => likely(name, known),
                    };
                    let found = Value::short(name);
                    self.complain(Finding::UnknownField { found, like, is_attribute: false }, &At::Field(at, name));
                } else {
                    self.left_out += 1;
                }
                continue;
            };
            let bit = 1u32.checked_shl(place as u32).unwrap_or_default();
            if let Some(name) = known.get(place).filter(|_| seen & bit != 0) {
                self.complain(Finding::RepeatedField(name), &At::Field(at, name));
            }
            seen |= bit;
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
        let (tag, words) = match value {
            Value::Text(words) => (self.own, words),
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
                    Some((tag, Value::Text(words))) => (Some(tag.as_str()), words),
                    _ => return self.refuse(Finding::NotAText, at),
                }
            }
            _ => return self.refuse(Finding::NotAText, at),
        };
        let clean: String = words.chars().filter_map(shown).collect();
        let clean = clean.trim();
        if self.written.is_none() && !clean.is_empty() {
            self.written = tag.map(str::to_owned);
        }
        let length = clean.chars().count();
        self.limit(Amount::Characters, length, MAX_LABEL, at)?;
        if length > LONG_LABEL && !matches!(at, At::Field(_, "note")) {
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
        let at = fields.at(name);
        let Value::Text(code) = fields.get(name)? else { return self.refuse(Finding::NotAText, &at) };
        self.limit(Amount::Characters, code.chars().count(), MAX_LABEL, &at)?;
        Some(code.clone())
    }

    /// A number, or `None` where it is missing; the outer `None` where there is something else.
    pub fn number(&mut self, value: &Value, at: &At) -> Option<Option<Quantity>> {
        let quantity = match value {
            Value::Null => return Some(None),
            Value::Number(number) if number.is_nan() => {
                return self.refuse(Finding::NotANumber("NaN".to_owned()), at);
            }
            Value::Number(number) => format::as_written(*number),
            Value::Text(written) => {
                let mistake = mistaken(written);
                let Some(quantity) = decimal(written) else {
                    return self.refuse(mistake.unwrap_or_else(|| Finding::NotANumber(value.sketch())), at);
                };
                if let Some(doubt) = mistake {
                    self.complain(doubt, at);
                }
                quantity
            }
            _ => return self.refuse(Finding::NotANumber(value.sketch()), at),
        };
        if quantity.value.abs() > MAX_NUMBER {
            return self.refuse(Finding::OutOfRange { low: -(MAX_NUMBER as i64), high: MAX_NUMBER as i64 }, at);
        }
        let vanishes = quantity.value != 0.0 && round(quantity.value, quantity.decimals) == 0.0;
        let is_kept = match value {
            Value::Text(written) => is_exact(written, quantity),
            // What was written is not known any more; but round figures are as they were.
            _ => quantity.value.abs() <= EXACT || (quantity.value / 1e3).trunc() * 1e3 == quantity.value,
        };
        if vanishes || !is_kept {
            let shown = format::quantity(quantity, None, self.lang);
            self.complain(Finding::TooManyDigits(shown), at);
        }
        Some(Some(quantity))
    }

    /// A number that must be there, and must not be missing.
    pub fn required_number(&mut self, fields: &Fields, name: &'static str) -> Option<Quantity> {
        let at = fields.at(name);
        let Some(value) = fields.given(name) else { return self.refuse(Finding::MissingField(name), &at) };
        match self.number(value, &at)? {
            Some(quantity) => Some(quantity),
            None => self.refuse(Finding::MissingField(name), &at),
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
            Value::Text(word) => Value::short(word),
            other => other.sketch(),
        };
        self.refuse(Finding::NotInList { found, allowed }, &fields.at(name))
    }
}

/// Up to here, a double holds every whole number: 2^53.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The language without region or script.
fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
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
    let Some(month) = date.month else { return true };
    (1..=12).contains(&month) && date.day.is_none_or(|day| (1..=days_in(date.year, month)).contains(&day))
}

/// How many days a month has, from 1 on, in the Gregorian calendar.
pub fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Whether a year has a day more.
pub fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

/// The known name that a slip was likely meant to be: the nearest one, at most one edit in three letters apart.
pub fn likely(found: &str, known: &'static [&'static str]) -> Option<&'static str> {
    let near = known.iter().filter_map(|known| Some((near(found, known)?, *known)));
    near.min_by_key(|(edits, _)| *edits).map(|(_, name)| name)
}

/// How many edits a slip is from a known name; `None` where they are too many for a slip. Case and underscores do not
/// count: `as_of` is `asOf`.
pub fn near(found: &str, known: &str) -> Option<usize> {
    let letters = |name: &str| -> Vec<u8> {
        name.bytes().filter(|byte| *byte != b'_' && *byte != b'-').map(|byte| byte.to_ascii_lowercase()).collect()
    };
    let most = (found.len() / 3).max(1);
    let (one, other) = (letters(found), letters(known));
    if found.len() > 40 || one.len().abs_diff(other.len()) > most {
        return None;
    }
    Some(distance(&one, &other)).filter(|edits| *edits <= most && *edits < found.len())
}

/// How many letters have to be put in, left out, changed or swapped with their neighbour.
fn distance(one: &[u8], other: &[u8]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    let at = |row: &[usize], place: Option<usize>| place.and_then(|place| row.get(place)).copied();
    let mut previous = None;
    for (index, &letter) in one.iter().enumerate() {
        let mut row = vec![index + 1];
        let mut left = None;
        for (place, &wanted) in other.iter().enumerate() {
            let change = at(&last, Some(place)).map(|cost| cost + usize::from(letter != wanted));
            let edits = [at(&last, Some(place + 1)), at(&row, Some(place))].map(|cost| cost.map(|cost| cost + 1));
            let swapped = previous == Some(wanted) && left == Some(letter);
            let swap = at(&before, place.checked_sub(1)).filter(|_| swapped).map(|cost| cost + 1);
            row.extend(edits.into_iter().chain([change, swap]).flatten().min());
            left = Some(wanted);
        }
        previous = Some(letter);
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

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
        const KNOWN: &[&str] = &["label", "total", "id", "asOf", "qualitativeRanges", "categories", "value", "values"];
        for (found, known) in [
            ("Label", "label"),
            ("lable", "label"),
            ("labl", "label"),
            ("totall", "total"),
            ("as_of", "asOf"),
            ("qualitative-range", "qualitativeRanges"),
            ("catagorys", "categories"),
            ("valeus", "values"),
        ] {
            assert_eq!(likely(found, KNOWN), Some(known), "{found}");
        }
        for found in ["colour", "tool", "", "x", "nhãn", &"label".repeat(1000)] {
            assert_eq!(likely(found, KNOWN), None, "{found}");
        }
    }
}

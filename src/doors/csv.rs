//! CSV and TSV (RFC 4180), as Excel saves them: with semicolons and decimal commas in Vietnam.

use super::rows::{Column, Table};
use super::{MAX_CELLS, Problem, cells};
use crate::complaint::{Amount, Finding};
use crate::wire::Value;

/// The table of a file whose first row names the columns.
pub fn table(text: &str) -> Result<Table, Problem> {
    let text = text.trim_start_matches('\u{feff}');
    // Excel's own hint about the delimiter: a first line "sep=;".
    let (hint, text) = match text.strip_prefix("sep=") {
        Some(rest) => (rest.chars().next(), rest.split_once('\n').map_or("", |(_, rest)| rest)),
        None => (None, text),
    };
    let delimiter = hint.unwrap_or_else(|| delimiter(text));
    let mut rows = records(text, delimiter)?.into_iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    let names = rows.next().unwrap_or_default();
    let mut columns: Vec<Column> =
        names.iter().map(|name| Column { name: super::cube::tidy(name), values: Vec::new() }).collect();
    for row in rows {
        let mut row = row.into_iter();
        for column in &mut columns {
            column.values.push(Value::Text(row.next().unwrap_or_default().trim().to_owned()));
        }
    }
    columns.retain(|column| !column.name.is_empty());
    write_with_dots(&mut columns, delimiter)?;
    Ok(Table { columns, format: "CSV", path: |column, row| format!("{column}:{}", row + 2) })
}

/// What stands most often in the first line, outside of quotes.
fn delimiter(text: &str) -> char {
    let mut counts = [(';', 0u32), ('\t', 0), (',', 0)];
    let mut quoted = false;
    for character in text.chars() {
        match character {
            '"' => quoted = !quoted,
            '\n' if !quoted => break,
            _ if quoted => {}
            _ => {
                if let Some((_, count)) = counts.iter_mut().find(|(known, _)| *known == character) {
                    *count += 1;
                }
            }
        }
    }
    let mut best = (',', 0);
    for (character, count) in counts {
        if count > best.1 {
            best = (character, count);
        }
    }
    best.0
}

fn records(text: &str, delimiter: char) -> Result<Vec<Vec<String>>, Problem> {
    let mut records = Vec::new();
    let (mut record, mut field) = (Vec::new(), String::new());
    let mut quoted = false;
    let mut count = 0u64;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if quoted {
            match character {
                '"' if characters.peek() == Some(&'"') => {
                    characters.next();
                    field.push('"');
                }
                '"' => quoted = false,
                other => field.push(other),
            }
            continue;
        }
        match character {
            '"' if field.trim().is_empty() => {
                field.clear();
                quoted = true;
            }
            '\r' if characters.peek() == Some(&'\n') => {}
            '\n' | '\r' => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
            }
            other if other == delimiter => {
                record.push(std::mem::take(&mut field));
                count += 1;
                if count > MAX_CELLS {
                    return Err((Finding::TooLarge { what: Amount::Cells, most: MAX_CELLS as usize }, "$".to_owned()));
                }
            }
            other => field.push(other),
        }
    }
    if !field.is_empty() || !record.is_empty() {
        record.push(field);
        records.push(record);
    }
    Ok(records)
}

/// What the marks in a number can mean.
#[derive(Clone, Copy, PartialEq)]
enum Marks {
    /// Digits alone.
    None,
    /// The dot is decimal, a comma parts thousands.
    Dot,
    /// The comma is decimal, a dot parts thousands.
    Comma,
    /// One mark before three digits: `1.234`.
    Either,
}

/// Reads a number's marks; `None` where it is no number.
fn marks(written: &str) -> Option<Marks> {
    let digits = written.strip_prefix(['-', '+', '−']).unwrap_or(written);
    if !digits.starts_with(|first: char| first.is_ascii_digit())
        || !digits.ends_with(|last: char| last.is_ascii_digit())
    {
        return None;
    }
    if !digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',') {
        return None;
    }
    let groups = |text: &str, mark: char| {
        let mut groups = text.split(mark);
        groups.next().is_some_and(|first| (1..=3).contains(&first.len()) && !first.starts_with('0'))
            && groups.all(|group| group.len() == 3)
    };
    let (dots, commas) = (digits.matches('.').count(), digits.matches(',').count());
    match (dots, commas) {
        (0, 0) => Some(Marks::None),
        (1, 0) if groups(digits, '.') => Some(Marks::Either),
        (0, 1) if groups(digits, ',') => Some(Marks::Either),
        (1, 0) => Some(Marks::Dot),
        (0, 1) => Some(Marks::Comma),
        (_, 0) => groups(digits, '.').then_some(Marks::Comma),
        (0, _) => groups(digits, ',').then_some(Marks::Dot),
        (_, 1) => groups(digits.split(',').next().unwrap_or_default(), '.').then_some(Marks::Comma),
        (1, _) => groups(digits.split('.').next().unwrap_or_default(), ',').then_some(Marks::Dot),
        _ => None,
    }
}

/// One mark that may be either.
fn ambiguous(number: &str) -> Finding {
    let (one, other) = (number.replace(['.', ','], ""), number.replace(',', "."));
    Finding::AmbiguousNumber { found: number.to_owned(), one, other }
}

/// Writes every number with a decimal dot and nothing between thousands. What the marks mean is decided for the whole
/// file: by the numbers that can be read in one way only, else by the delimiter, which no decimal mark can be.
fn write_with_dots(columns: &mut [Column], delimiter: char) -> Result<(), Problem> {
    for column in columns.iter_mut() {
        // Excel's spaces between thousands, and a percent sign that all numbers of a column have.
        let percent =
            |value: &Value| matches!(value, Value::Text(text) if text.ends_with('%') || cells::is_missing(text));
        let all = column.values.iter().all(percent)
            && column.values.iter().any(|value| matches!(value, Value::Text(text) if text.ends_with('%')));
        for value in &mut column.values {
            if let Value::Text(text) = value {
                let bare = if all { text.trim_end_matches('%').trim() } else { text.as_str() };
                let joined: String =
                    bare.chars().filter(|character| !matches!(character, '\u{a0}' | '\u{202f}' | ' ')).collect();
                *text = if marks(&joined).is_some() { joined } else { bare.to_owned() };
            }
        }
        if all && !column.name.contains('%') {
            column.name.push_str(" (%)");
        }
    }
    let seen = |wanted: Marks| {
        let mut values = columns.iter().flat_map(|column| &column.values);
        values.any(|value| matches!(value, Value::Text(text) if marks(text) == Some(wanted)))
    };
    let decimal = match (seen(Marks::Dot), seen(Marks::Comma)) {
        (true, false) => Some(Marks::Dot),
        (false, true) => Some(Marks::Comma),
        _ => None,
    };
    for column in columns.iter_mut() {
        for (row, value) in column.values.iter_mut().enumerate() {
            let Value::Text(text) = value else { continue };
            let own = match marks(text) {
                None | Some(Marks::None) => continue,
                Some(Marks::Either) => match (decimal, delimiter, text.contains('.')) {
                    (Some(decimal), ..) => decimal,
                    // Between commas, a dot is decimal.
                    (None, ',', true) => Marks::Dot,
                    // Between semicolons, which Excel takes where the comma is decimal, a comma is.
                    (None, ';' | '\t', false) => Marks::Comma,
                    _ => return Err((ambiguous(text), format!("{}:{}", column.name, row + 2))),
                },
                Some(own) => own,
            };
            let (thousands, point) = if own == Marks::Comma { ('.', ',') } else { (',', '.') };
            *text = text
                .replace('−', "-")
                .chars()
                .filter(|mark| *mark != thousands)
                .map(|mark| if mark == point { '.' } else { mark })
                .collect();
        }
    }
    Ok(())
}

//! CSV and TSV (RFC 4180), as Excel saves them: with semicolons and decimal commas in Vietnam.

use super::lowercase;
use super::roles::{TIME, is_code, is_named};
use super::rows::{Column, Table};
use super::{MAX_CELLS, Problem, cells};
use crate::complaint::{Amount, Finding};
use crate::wire::{Value, shown};

/// The table of a file whose first row names the columns.
pub fn table(text: &str) -> Result<Table, Problem> {
    // Excel's own hint about the delimiter: a first line "sep=;".
    let (hint, text) = match text.strip_prefix("sep=") {
        Some(rest) => (rest.chars().next(), rest.split_once('\n').map_or("", |(_, rest)| rest)),
        None => (None, text),
    };
    let delimiter = hint.unwrap_or_else(|| delimiter(text));
    let rows = records(text, delimiter)?.into_iter().zip(1usize..).filter(|(row, _)| filled(row) > 0);
    let (mut rows, lines): (Vec<Vec<String>>, Vec<usize>) =
        rows.map(|(row, line)| (row.iter().map(|cell| cell.trim().to_owned()).collect(), line)).unzip();
    let head = header(&rows);
    let title = rows.get(..head).and_then(|above| above.iter().find(|row| filled(row) == 1)?.first()).cloned();
    let note = notes_below(&mut rows, head);
    let place = move |column: &str, row: usize| {
        let line = row.checked_add(head).and_then(|row| lines.get(row.checked_add(1)?).copied());
        // What concerns a whole line, or a column without a name, is found by the line alone.
        format!(
            "{}:{}",
            if column.chars().all(|c| shown(c).is_none()) { "$" } else { column },
            line.unwrap_or_default()
        )
    };
    let mut rows = rows.into_iter().skip(head);
    let names = rows.next().unwrap_or_default();
    let width = names.len();
    let mut columns: Vec<Column> =
        names.iter().map(|name| Column { name: super::cube::tidy(name), values: Vec::new() }).collect();
    for (index, row) in rows.enumerate() {
        // A decimal comma between commas makes one cell more; half a number must not be drawn.
        if row.iter().skip(width).any(|cell| !cell.is_empty()) {
            let differ = Finding::LengthsDiffer { expected: width, found: row.len() };
            return Err((differ, place(columns.first().map_or("", |column| column.name.as_str()), index)));
        }
        let mut row = row.into_iter();
        for column in &mut columns {
            column.values.push(Value::Text(row.next().unwrap_or_default()));
        }
    }
    // Without a name, a column of words is what pivot tables begin with; one of numbers counts rows.
    let named =
        |column: &Column| !column.name.is_empty() || column.values.iter().any(|value| cells::figure(value).is_none());
    columns.retain(named);
    write_with_dots(&mut columns, delimiter, &place)?;
    let title = title.map(|title| super::cube::tidy(&title));
    Ok(Table { columns, format: "CSV", title, note, path: Box::new(place) })
}

/// How many cells of a row have something in them.
fn filled(row: &[String]) -> usize {
    row.iter().filter(|cell| !cell.trim().is_empty()).count()
}

/// Where the names of the columns are: below titles and remarks, which fill fewer cells than half of the widest row.
fn header(rows: &[Vec<String>]) -> usize {
    let width = rows.iter().map(|row| filled(row)).max().unwrap_or_default();
    let remark = |row: &&Vec<String>| {
        filled(row).saturating_mul(2) <= width && row.first().is_some_and(|first| !first.trim().is_empty())
    };
    rows.iter().take_while(remark).count()
}

/// Takes the remarks off below the table: rows of one cell that say that they are no data.
fn notes_below(rows: &mut Vec<Vec<String>>, head: usize) -> Option<String> {
    const BEGIN: [&str; 7] = ["nguồn", "source", "ghi chú", "chú thích", "note", "*", "("];
    let mut notes = Vec::new();
    while let Some(row) = rows.last().filter(|_| rows.len() > head.saturating_add(2)) {
        let first = row.first().map(|first| lowercase(first)).unwrap_or_default();
        if !BEGIN.iter().any(|begin| first.starts_with(begin)) || row.len() > 1 && filled(row) > 1 {
            break;
        }
        notes.extend(rows.pop().and_then(|row| row.into_iter().next()));
    }
    notes.reverse();
    Some(notes.join(" ")).filter(|note| !note.is_empty())
}

/// What parts the cells: what every one of the first lines has equally often, else what most of them have. Where commas
/// are decimal, lines have those too.
fn delimiter(text: &str) -> char {
    const KNOWN: [char; 3] = ['\t', ';', ','];
    let mut lines: Vec<[u32; 3]> = Vec::new();
    let (mut line, mut quoted, mut blank) = ([0u32; 3], false, true);
    for character in text.chars().chain(['\n']) {
        match character {
            '"' => quoted = !quoted,
            _ if quoted => blank = false,
            '\n' | '\r' => {
                if !blank {
                    lines.push(line);
                }
                (line, blank) = ([0; 3], true);
                if lines.len() == 20 {
                    break;
                }
            }
            _ => {
                blank = false;
                for (count, _) in line.iter_mut().zip(KNOWN).filter(|(_, known)| *known == character) {
                    *count = count.saturating_add(1);
                }
            }
        }
    }
    let counts = |index: usize| lines.iter().map(move |line| line.get(index).copied().unwrap_or_default());
    let equal = |index: usize| {
        let first = counts(index).next().unwrap_or_default();
        first > 0 && counts(index).all(|count| count == first)
    };
    let most = |index: usize| {
        let having = counts(index).filter(|count| *count > 0).count();
        having > 0 && having.saturating_mul(2) >= lines.len()
    };
    let found = (0..KNOWN.len()).find(|&index| equal(index)).or_else(|| (0..KNOWN.len()).find(|&index| most(index)));
    found.and_then(|index| KNOWN.get(index).copied()).unwrap_or(',')
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

/// "1 234 567,8" without its spaces; `None` where they part something else.
fn without_spaces(written: &str) -> Option<String> {
    let mut groups = written.split([' ', '\u{a0}', '\u{202f}']);
    let first = groups.next()?;
    let digits = |group: &str| group.bytes().take_while(u8::is_ascii_digit).count();
    let joined = groups.all(|group| digits(group) == 3).then(|| written.replace([' ', '\u{a0}', '\u{202f}'], ""))?;
    (first.len() == written.len() || digits(first.trim_start_matches(['-', '+', '−'])) <= 3).then_some(())?;
    marks(&joined).map(|_| joined)
}

/// One mark that may be either.
fn ambiguous(number: &str) -> Finding {
    let (one, other) = (number.replace(['.', ','], ""), number.replace(',', "."));
    Finding::AmbiguousNumber { found: number.to_owned(), one, other }
}

/// Writes every number with a decimal dot and nothing between thousands. What the marks mean is decided for the whole
/// file: by the numbers that can be read in one way only, else by the delimiter, which no decimal mark can be.
fn write_with_dots(
    columns: &mut [Column],
    delimiter: char,
    place: &dyn Fn(&str, usize) -> String,
) -> Result<(), Problem> {
    for column in columns.iter_mut() {
        // Excel's spaces between thousands, and a percent sign that all numbers of a column have.
        let percent =
            |value: &Value| matches!(value, Value::Text(text) if text.ends_with('%') || cells::is_missing(text));
        let all = column.values.iter().all(percent)
            && column.values.iter().any(|value| matches!(value, Value::Text(text) if text.ends_with('%')));
        for value in &mut column.values {
            if let Value::Text(text) = value {
                let bare = if all { text.trim_end_matches('%').trim() } else { text.as_str() };
                *text = without_spaces(bare).unwrap_or_else(|| bare.to_owned());
            }
        }
        if all && !column.name.contains('%') {
            column.name.push_str(" (%)");
        }
    }
    // The marks in codes and times are no marks in numbers.
    let counts = |column: &&Column| !is_code(&column.name) && !is_named(&column.name, &TIME);
    let seen = |wanted: Marks| {
        let mut values = columns.iter().filter(counts).flat_map(|column| &column.values);
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
                    (None, ';', false) => Marks::Comma,
                    _ => return Err((ambiguous(text), place(&column.name, row))),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_what_all_lines_have() {
        let check = |text: &str, expected| assert_eq!(delimiter(text), expected, "{text}");
        check("Xã,Hộ\nA,5\n", ',');
        check("Xã;Tỷ lệ\nA;1,5\nB;2,5\n", ';');
        check("Xã, phường;Tỷ lệ\nA;1,5\n", ';');
        check("Dân số, hộ\n\nXã;Hộ\nA;1,5\nB;2\n", ';');
        check("Xã\tHộ\nA, B\t1;2\n", '\t');
        check("\"a;b;c\",Hộ\n\"d;e\",5\n", ',');
        check("", ',');
    }

    #[test]
    fn marks_mean_one_thing_in_a_whole_file() {
        let check = |delimiter: char, cells: &[&str], expected: Option<&[&str]>| {
            let text = |cell: &&str| Value::Text((*cell).to_owned());
            let mut columns = vec![Column { name: "Hộ".to_owned(), values: cells.iter().map(text).collect() }];
            let read = write_with_dots(&mut columns, delimiter, &|column, row| format!("{column}:{row}"));
            assert_eq!(read.is_ok(), expected.is_some(), "{cells:?}");
            if let Some(expected) = expected {
                assert_eq!(columns[0].values, expected.iter().map(text).collect::<Vec<_>>(), "{cells:?}");
            }
        };
        check(';', &["1.234", "1.234,5"], Some(&["1234", "1234.5"]));
        check(';', &["1,234", "900"], Some(&["1.234", "900"]));
        check(';', &["1.234", "900"], None);
        check(',', &["1.234", "900"], Some(&["1.234", "900"]));
        check(',', &["1,234", "900"], None);
        check(',', &["1,234", "1,234,567"], Some(&["1234", "1234567"]));
        check('\t', &["1,234"], None);
        check(';', &["1 234,5", "−2,5"], Some(&["1234.5", "-2.5"]));
        check(';', &["12 34", "2018 2019"], Some(&["12 34", "2018 2019"]));
        check(';', &["12,5%", "-", "8 %"], Some(&["12.5", "-", "8"]));
        check(';', &["12%", "5"], Some(&["12%", "5"]));
    }
}

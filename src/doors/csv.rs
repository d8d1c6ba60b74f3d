//! CSV and TSV (RFC 4180), as Excel saves them: with semicolons and decimal commas in Vietnam; and with bars.

use super::choice::same;
use super::column::is_time;
use super::cube::tidy;
use super::rows::{Column, Table};
use super::{Problem, around, cells, check_cells, check_table, noted, numbers, sdmx};
use crate::complaint::{Finding, Slip};
use crate::wire::{Value, shown};

/// The table of a file whose first row names the columns.
pub fn table(text: &str) -> Result<Table, Problem> {
    // Excel's own hint about the delimiter: a first line "sep=;".
    let (hint, text) = match text.strip_prefix("sep=") {
        Some(rest) => (rest.chars().next(), rest.split_once('\n').map_or("", |(_, rest)| rest)),
        None => (None, text),
    };
    if has_lost_marks(text) {
        return Err((Finding::NotUnicode(None), "$".to_owned()));
    }
    let delimiter = hint.unwrap_or_else(|| delimiter(text));
    let rows = records(text, delimiter)?.into_iter().zip(1usize..);
    let rows = rows.map(|(row, line)| (row.iter().map(|cell| visible(cell).to_owned()).collect::<Vec<_>>(), line));
    let (rows, lines): (Vec<Vec<String>>, Vec<usize>) = rows.filter(|(row, _)| around::filled(row) > 0).unzip();
    let above = around::above(&rows, &lines);
    let first = above.first;
    // On each page of a print the names stand again.
    let is_again = |row: &[String]| around::names_again(&above.names, row);
    let is_same = |row: &[String]| row.iter().zip(&above.names).all(|(cell, name)| cell.is_empty() || same(cell, name));
    let mut second = None;
    let kept = rows.into_iter().zip(lines).enumerate().filter(|(index, (row, line))| {
        if *index < first || !is_again(row) {
            return true;
        }
        second = second.or(Some(*line).filter(|_| !is_same(row)));
        false
    });
    let (mut rows, lines): (Vec<Vec<String>>, Vec<usize>) = kept.map(|(_, row)| row).unzip();
    if let Some(line) = second {
        return Err((Finding::SecondTable, format!("$:{line}")));
    }
    let below = around::below(&mut rows, &lines, first);
    let place = move |column: &str, row: usize| {
        let line = row.checked_add(first).and_then(|row| lines.get(row).copied()).unwrap_or_default();
        // What concerns a whole line, or a column without a name, is found by the line alone.
        let column = if column.chars().all(|c| shown(c).is_none()) { "$" } else { column };
        format!("{column}:{line}")
    };
    if above.names.len() > 1 && around::are_figures(above.names.get(1..).unwrap_or_default()) {
        return Err((Finding::NoNames, "$".to_owned()));
    }
    let width = above.names.len();
    // Short rows are filled up.
    check_table(width, rows.len().saturating_sub(first), "$")?;
    let mut columns: Vec<Column> =
        above.names.iter().map(|name| Column { name: tidy(name), ..Column::default() }).collect();
    for (index, row) in rows.into_iter().skip(first).enumerate() {
        // A decimal comma between commas makes one cell more; half a number must not be drawn.
        if row.iter().skip(width).any(|cell| !cell.is_empty()) {
            let differ = Finding::NamesDiffer { expected: width, found: around::used(&row) };
            return Err((differ, place("", index)));
        }
        let mut row = row.into_iter();
        for column in &mut columns {
            column.values.push(Value::Text(row.next().unwrap_or_default()));
        }
    }
    if let Some((column, row)) = nameless(&columns) {
        let names = columns.iter().filter(|column| !column.name.is_empty()).count();
        return Err((Finding::NamesDiffer { expected: names, found: column.saturating_add(1) }, place("", row)));
    }
    let first_names = first_names(&columns);
    let mut index = 0..;
    columns.retain(|column| {
        let is_first = index.next() == Some(0);
        !column.name.is_empty() || has_words(column) || is_first && first_names
    });
    sdmx::split(&mut columns);
    numbers::write_with_dots(&mut columns, delimiter, &place)?;
    let source = below.iter().find_map(|remark| around::source(remark));
    let remarks = above.remarks.into_iter().chain(below.into_iter().filter(|remark| around::source(remark).is_none()));
    let note = Some(remarks.map(|remark| tidy(&remark)).collect::<Vec<_>>().join(" ")).filter(|note| !note.is_empty());
    let (title, unit) = (above.title, above.unit);
    Ok(Table { columns, format: "CSV", title, unit, note, source, path: Box::new(place) })
}

/// The column and the row of a figure below no name. The first column without one counts rows, or names them.
fn nameless(columns: &[Column]) -> Option<(usize, usize)> {
    let is_figure = |value: &Value| value.as_text().is_some_and(noted::is_figure);
    let mut others = columns.iter().enumerate().skip(1).filter(|(_, column)| column.name.is_empty());
    others.find_map(|(index, column)| Some((index, column.values.iter().position(is_figure)?)))
}

fn has_words(column: &Column) -> bool {
    let is_word = |text: &str| !noted::is_figure(text) && !cells::is_missing(text);
    column.values.iter().filter_map(Value::as_text).any(is_word)
}

/// Whether the first column names the rows, be it by numbers: they are periods, or else no column has names.
fn first_names(columns: &[Column]) -> bool {
    let named = |(index, column): (usize, &Column)| is_time(index, column) || has_words(column);
    let several = columns.len() > 1 && columns.iter().any(|column| column.values.len() > 1);
    columns.first().is_some_and(|first| is_time(0, first)) || several && !columns.iter().enumerate().skip(1).any(named)
}

/// Whether a program has put `?` for the letters of Vietnamese, as Excel's older kind of CSV does: "D?t chu?n". In the
/// address of a page it asks.
fn has_lost_marks(text: &str) -> bool {
    let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphabetic);
    let within = |window: &&[u8]| matches!(window, [_, b'?', _]) && letter(window.first()) && letter(window.last());
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, ';' | ',' | '|' | '"'));
    let lost = |word: &str| word.as_bytes().windows(3).filter(within).count();
    text.is_ascii() && words.filter(|word| !word.contains("://")).map(lost).sum::<usize>() > 1
}

/// A cell without what stands around its words, seen or not.
fn visible(cell: &str) -> &str {
    cell.trim_matches(|c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    })
}

/// What parts the cells: what every one of the first lines has equally often, else what most of them have, else what two
/// lines below each other have equally often. Where commas are decimal, lines have those too.
fn delimiter(text: &str) -> char {
    const KNOWN: [char; 4] = ['\t', ';', '|', ','];
    let mut lines: Vec<[u32; 4]> = Vec::new();
    let (mut line, mut quoted, mut blank) = ([0u32; 4], false, true);
    for character in text.chars().chain(['\n']) {
        match character {
            '"' => quoted = !quoted,
            _ if quoted => blank = false,
            '\n' | '\r' => {
                if !blank {
                    lines.push(line);
                }
                (line, blank) = ([0; 4], true);
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
    let having = |index: usize| counts(index).filter(|count| *count > 0).count();
    // Between commas, bars may part several names in one cell.
    let within = |index: usize| KNOWN.get(index) == Some(&'|') && having(index.saturating_add(1)) > having(index);
    let most = |index: usize| {
        let having = having(index);
        having > 0 && having.saturating_mul(2) >= lines.len() && !within(index)
    };
    // A table may be short beside what stands around it.
    let block = |index: usize| counts(index).zip(counts(index).skip(1)).any(|(one, next)| one > 0 && one == next);
    let first = |is_mark: &dyn Fn(usize) -> bool| (0..KNOWN.len()).find(|&index| is_mark(index));
    let found = first(&equal).or_else(|| first(&most)).or_else(|| first(&block));
    found.and_then(|index| KNOWN.get(index).copied()).unwrap_or(',')
}

fn records(text: &str, delimiter: char) -> Result<Vec<Vec<String>>, Problem> {
    let mut records = Vec::new();
    let (mut record, mut field) = (Vec::new(), String::new());
    let mut quoted = false;
    let (mut count, mut line, mut opened) = (0u64, 1usize, 1usize);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if character == '\n' || character == '\r' && characters.peek() != Some(&'\n') {
            line += 1;
        }
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
                (quoted, opened) = (true, line);
            }
            '\r' if characters.peek() == Some(&'\n') => {}
            '\n' | '\r' => {
                record.push(std::mem::take(&mut field));
                records.push(std::mem::take(&mut record));
                count += 1;
            }
            other if other == delimiter => {
                record.push(std::mem::take(&mut field));
                count += 1;
            }
            other => field.push(other),
        }
        check_cells(count, "$")?;
    }
    // The rest of the file stands in one cell.
    if quoted {
        return Err((Finding::Syntax { line: opened, column: 1, slip: Slip::OpenQuote }, "$".to_owned()));
    }
    if !field.is_empty() || !record.is_empty() {
        record.push(field);
        records.push(record);
    }
    Ok(records)
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
        check("Xã, phường|Hộ\nA, B|1,5\n", '|');
        check("Dân số, hộ\n\nXã|Hộ\nA|1,5\nB|2,5\n", '|');
        check("Dân số\nXã,Dân tộc,Hộ\nA,Kinh|Tày,5\nB,Kinh|Mường,6\n", ',');
        check("", ',');
    }
}

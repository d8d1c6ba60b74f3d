//! What stands around a table of lines: the names of its columns, titles and units above them, remarks below.

use super::choice::same;
use super::cube::{measures, tidy, within_a_line};
use super::names::is_named;
use super::period::period;
use super::units::own_unit;
use super::{begins, cells, lowercase, noted, numbers};

/// What was read above a table, and where its figures begin.
#[derive(Default)]
pub struct Above {
    /// The names of the columns.
    pub names: Vec<String>,
    /// The first row of figures.
    pub first: usize,
    /// What the table is about.
    pub title: Option<String>,
    /// The unit of all figures that have none of their own.
    pub unit: Option<String>,
    /// All else that is said there.
    pub remarks: Vec<String>,
}

/// How many cells of a row have something in them.
pub fn filled(row: &[String]) -> usize {
    row.iter().filter(|cell| !cell.is_empty()).count()
}

/// How many cells a row has up to the last with something in it.
pub fn used(row: &[String]) -> usize {
    row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last.saturating_add(1))
}

/// What a unit is called, above a table or beside its own line.
const UNITS: [&str; 6] = ["đơn vị", "đơn vị tính", "đvt", "đv tính", "unit", "units"];

fn has_figure(row: &[String]) -> bool {
    row.iter().any(|cell| noted::is_figure(cell))
}

/// Whether a row has no figures, unless they are periods.
fn has_words_alone(row: &[String]) -> bool {
    row.iter().all(|cell| !noted::is_figure(cell) || period(cell).is_some())
}

/// Reads what stands above the figures: titles and remarks, which fill fewer cells than half of the widest row or name
/// the unit; the names of the columns, in one line or two; and a line that numbers the columns. `lines` has the number
/// of each row's line.
pub fn above(rows: &[Vec<String>], lines: &[usize]) -> Above {
    let width = rows.iter().map(|row| filled(row)).max().unwrap_or_default();
    let is_above = |(row, next): &(&Vec<String>, Option<&Vec<String>>)| {
        let filled = filled(row).saturating_mul(2);
        if row.iter().any(|cell| named_unit(cell).is_some()) && next.is_some_and(|next| has_words_alone(next)) {
            return true;
        }
        match row.first().is_some_and(|first| !first.is_empty()) {
            true => filled <= width || row.iter().any(|cell| is_motto(cell)),
            // Or the name of the rows is missing.
            false => filled < width && next.is_some_and(|next| has_words_alone(next)),
        }
    };
    let following = rows.iter().skip(1).map(Some).chain([None]);
    let mut head = rows.iter().zip(following).take_while(is_above).count();
    let mut above = Above::default();
    let (Some(mut names), mut titles) = (rows.get(head), rows.get(..head).unwrap_or_default()) else { return above };
    let mut groups = None;
    let is_group = |line: &Vec<String>| {
        filled(line) > 1
            && has_words_alone(line)
            && !line.iter().any(|cell| is_motto(cell) || named_unit(cell).is_some())
            && !follows_gap(lines, head)
    };
    if let Some((last, others)) = titles.split_last().filter(|(last, _)| is_group(last)) {
        (groups, titles) = (Some(last), others);
    } else if let Some(below) = rows.get(head.saturating_add(1)).filter(|below| is_second_line(names, below)) {
        (groups, names) = (Some(names), below);
        head = head.saturating_add(1);
    }
    above.names = groups.map_or_else(|| names.clone(), |groups| in_two_lines(groups, names));
    while above.names.last().is_some_and(String::is_empty) {
        above.names.pop();
    }
    let mut of_all = None;
    if let Some(units) = rows.get(head.saturating_add(1)).filter(|below| are_units(&above.names, below)) {
        of_all = with_units(&mut above.names, units);
        head = head.saturating_add(1);
    }
    above.first = head.saturating_add(1);
    let next = rows.get(above.first.saturating_add(1)).and_then(|row| row.first());
    if rows.get(above.first).is_some_and(|row| numbers_columns(row, next)) {
        above.first = above.first.saturating_add(1);
    }
    let mut titles_alone = Vec::new();
    for row in titles {
        let unit = unit_of(row);
        let is_unit = |cell: &str| unit.is_some_and(|(said_in, _)| said_in == cell);
        let words = row.iter().map(String::as_str).filter(|cell| !cell.is_empty() && !is_motto(cell) && !is_unit(cell));
        match words.collect::<Vec<_>>().as_slice() {
            [alone] => titles_alone.push(tidy(alone)),
            several => above.remarks.push(several.join(" ")),
        }
        above.unit = unit.map(|(_, unit)| within_a_line(unit)).or(above.unit);
    }
    above.unit = of_all.or(above.unit);
    let title = titles_alone.iter().position(|title| !is_office(title)).unwrap_or_default();
    if title < titles_alone.len() {
        above.title = Some(titles_alone.remove(title));
    }
    above.remarks.extend(titles_alone);
    above.remarks.retain(|remark| !remark.is_empty());
    above
}

/// Whether what should be names are figures: the first row is one of data. Years, and months from 1 on, are names.
pub fn are_figures(names: &[String]) -> bool {
    let counted = (1..).zip(names).all(|(place, name)| name.parse() == Ok(place));
    !counted && names.iter().all(|name| noted::is_figure(name) && period(name).is_none())
}

/// Whether a line names columns below those of a line of groups, with words and periods: it fills what the other leaves
/// open, or that names the same twice, or both name the rows alike.
fn is_second_line(groups: &[String], names: &[String]) -> bool {
    let (Some(group), Some(first)) = (groups.first(), names.first()) else { return false };
    let is_open = |(group, name): (&String, &String)| group.is_empty() && !name.is_empty();
    let is_twice = |pair: &[String]| matches!(pair, [one, other] if one == other && !one.is_empty());
    let is_counted = |name: &String| name.trim_matches(['(', ')']).parse::<u8>().is_ok();
    let is_below = if first.is_empty() {
        groups.iter().zip(names).any(is_open) || groups.windows(2).any(is_twice)
    } else {
        first == group
    };
    is_below
        && has_words_alone(names)
        && filled(names) > 1
        && names.iter().all(|name| name.is_empty() || !cells::is_missing(name) && !is_counted(name))
}

/// Whether a line below the names has but units of columns: in brackets, or surely such.
fn are_units(names: &[String], below: &[String]) -> bool {
    let is_head = |first: &String| first.is_empty() || is_named(first.trim_matches(['(', ')']), &UNITS);
    let is_unit = |(column, cell): (usize, &String)| {
        let is_named = names.get(column).is_some_and(|name| !name.is_empty());
        let in_brackets = cell.starts_with('(') && cell.ends_with(')') && cell.contains(char::is_alphabetic);
        cell.is_empty() || is_named && (in_brackets || measures(cell)) && !numbers::is_number(cell)
    };
    below.first().is_some_and(is_head) && used(below) > 1 && below.iter().enumerate().skip(1).all(is_unit)
}

/// Puts units into the names of their columns; one that all columns of figures have is returned instead.
fn with_units(names: &mut [String], units: &[String]) -> Option<String> {
    let plain = |cell: &String| within_a_line(cell.trim_matches(['(', ')']));
    let first = units.get(1).map(plain).filter(|unit| measures(unit));
    if first.is_some() && (1..names.len()).all(|column| units.get(column).map(plain) == first) {
        return first;
    }
    for (name, unit) in names.iter_mut().zip(units).skip(1).filter(|(_, unit)| !unit.is_empty()) {
        *name = format!("{name} ({})", plain(unit));
    }
    None
}

/// "2020 – Nam": the names of columns behind those of their groups, which stand above the first column of each.
fn in_two_lines(groups: &[String], names: &[String]) -> Vec<String> {
    let at = |line: &[String], column: usize| line.get(column).cloned().unwrap_or_default();
    let mut group = String::new();
    let name = |column: usize| {
        let (upper, lower) = (at(groups, column), at(names, column));
        if !upper.is_empty() {
            // A name that has none below it is of its own column only.
            group = if lower.is_empty() { String::new() } else { upper.clone() };
        }
        match (lower.is_empty(), group.is_empty() || group == lower) {
            (true, _) => upper,
            (false, true) => lower,
            (false, false) if lower.starts_with('(') => format!("{group} {lower}"),
            // "Diện tích (ha)" above years, of which all count in it; "So với năm trước" beside them does not.
            (false, false) if let Some((name, unit)) = own_unit(&group).filter(|_| period(&lower).is_some()) => {
                format!("{name} – {lower} ({unit})")
            }
            (false, false) => format!("{group} – {lower}"),
        }
    };
    (0..groups.len().max(names.len())).map(name).collect()
}

fn is_letter(cell: &str) -> bool {
    cell.len() == 1 && cell.starts_with(|letter: char| letter.is_ascii_uppercase())
}

/// Whether names of rows go on counting: A and B, A and B1, I and II, 1 and 2.
fn counts_on(name: &str, next: &str) -> bool {
    let letter = next.trim_end_matches(|digit: char| digit.is_ascii_digit());
    let after = |name: &str| name.bytes().next().and_then(|letter| letter.checked_add(1));
    let number = |name: &str| name.parse::<u32>().ok();
    is_letter(name) && is_letter(letter) && after(name) == letter.bytes().next()
        || (name, next) == ("I", "II")
        || number(name).and_then(|number| number.checked_add(1)).is_some_and(|after| number(next) == Some(after))
}

/// "A, B, 1, 2, 3 = 2/1": a line below the names that numbers the columns, and is not the first of rows A, B, C. `next` is
/// the first cell of the row below.
fn numbers_columns(row: &[String], next: Option<&String>) -> bool {
    let is_row = |next: &String| is_letter(next) || row.first().is_some_and(|name| counts_on(name, next));
    if next.is_none_or(is_row) {
        return false;
    }
    let mut last = None;
    let mut is_marked = false;
    for cell in row.iter().filter(|cell| !cell.is_empty()) {
        let plain = cell.trim_start_matches('(');
        let (number, formula) = plain.split_once('=').unwrap_or((plain, ""));
        let number = number.trim().trim_end_matches(')');
        is_marked |= plain.len() < cell.len() || !formula.is_empty();
        match (number.parse::<u32>(), last) {
            (Ok(number), None) if number <= 2 => last = Some(number),
            (Ok(number), Some(before)) if number.checked_sub(1) == Some(before) => last = Some(number),
            (Err(_), None) if is_letter(number) => is_marked = true,
            _ => return false,
        }
    }
    // Figures may count up by chance.
    last.is_some_and(|last| is_marked && last > 1 || last > 3)
}

/// The cell that has the unit of the table, and that: "Đơn vị tính: ha", or a unit alone above the last columns.
fn unit_of(row: &[String]) -> Option<(&str, &str)> {
    let mut cells = row.iter().map(String::as_str).filter(|cell| !cell.is_empty());
    if let Some(named) = cells.clone().find_map(|cell| Some((cell, named_unit(cell)?))) {
        return Some(named);
    }
    let cell = cells.next().filter(|_| cells.next().is_none())?;
    let unit = cell.trim_matches(['(', ')']);
    (row.first().is_some_and(String::is_empty) && measures(unit)).then_some((cell, unit))
}

/// The unit of a cell that says that it has one: "(Đơn vị tính: ha)".
fn named_unit(cell: &str) -> Option<&str> {
    let (word, unit) = cell.trim_matches(['(', ')']).split_once(':')?;
    let named = is_named(word, &UNITS);
    (named && !unit.trim().is_empty()).then_some(unit)
}

/// The national motto stands above every paper of an office.
fn is_motto(cell: &str) -> bool {
    begins(cell, &["cộng hòa xã hội", "cộng hoà xã hội", "độc lập -", "độc lập –"])
}

/// Whether a line above a table names an office, a place or the number of a paper, where another may be its title.
fn is_office(remark: &str) -> bool {
    const OFFICES: [&str; 17] = [
        "cục thống kê",
        "chi cục",
        "tổng cục",
        "sở ",
        "phòng ",
        "ủy ban",
        "uỷ ban",
        "ubnd",
        "hđnd",
        "ban chỉ đạo",
        "tỉnh ",
        "thành phố ",
        "huyện ",
        "thị xã ",
        "phụ lục",
        "biểu ",
        "mẫu ",
    ];
    // "Biểu 02: Diện tích lúa" is a title, "Biểu số: 02/BC" is none.
    remark.split_once(':').is_none_or(|(_, rest)| !rest.trim().contains(' ')) && begins(remark, &OFFICES)
}

/// Whether there is an empty line above a row.
fn follows_gap(lines: &[usize], row: usize) -> bool {
    let line = |row: usize| lines.get(row).copied().unwrap_or_default();
    line(row) > line(row.saturating_sub(1)).saturating_add(1)
}

/// Takes the remarks off below the table: what comes after an empty line, and rows that say that they are no data, all
/// without figures but the numbers of footnotes. `first` is the first row of data.
pub fn below(rows: &mut Vec<Vec<String>>, lines: &[usize], first: usize) -> Vec<String> {
    let is_word = |cell: &str| !cells::is_missing(cell) && !noted::is_figure(cell);
    let is_footnote =
        |row: &[String]| matches!(row, [number, text, ..] if number.parse::<u8>().is_ok() && is_word(text));
    let is_remark = |row: &[String]| filled(row) <= 2 && (!has_figure(row) || is_footnote(row));
    let least = first.saturating_add(1);
    let remarks = rows.iter().rev().take_while(|row| is_remark(row)).count();
    let from = rows.len().saturating_sub(remarks).max(least);
    // Numbers of footnotes have a name above them, those of rows have not.
    let are_below = |row: usize| follows_gap(lines, row) && rows.get(row).is_some_and(|row| !has_figure(row));
    let mut end = (from..rows.len()).find(|&row| are_below(row)).unwrap_or(rows.len());
    while end > least && rows.get(end.saturating_sub(1)).is_some_and(|row| is_remark(row) && says_remark(row)) {
        end = end.saturating_sub(1);
    }
    let text = |row: Vec<String>| row.into_iter().filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" ");
    // UNdata's names of the columns of footnotes say nothing.
    let is_named =
        |row: &Vec<String>| row.first().is_some_and(|first| ["fnSeqID", "Footnote Seq. ID"].contains(&first.as_str()));
    let lines = rows.split_off(end.min(rows.len())).into_iter().filter(|row| !is_named(row)).map(text);
    // Who signed is nobody's to read below a picture.
    lines.take_while(|line| !is_signature(line)).collect()
}

/// "Người lập biểu", "Giám đốc": the line from which on a paper is signed.
fn is_signature(line: &str) -> bool {
    const SIGNED: [&str; 10] = [
        "người lập",
        "thủ trưởng",
        "giám đốc",
        "chủ tịch",
        "cục trưởng",
        "trưởng phòng",
        "kế toán trưởng",
        "(ký",
        "kt.",
        "tm.",
    ];
    line.chars().count() < 60 && begins(line, &SIGNED)
}

/// Whether a row without figures says itself that it is no data: a source, a note, a place and a day, who signed.
fn says_remark(row: &[String]) -> bool {
    const WORDS: [&str; 8] = ["nguồn", "nguồn số liệu", "source", "ghi chú", "chú thích", "note", "notes", "chú giải"];
    let text = row.iter().find(|cell| !cell.is_empty()).map(|cell| lowercase(cell)).unwrap_or_default();
    let marked =
        text.strip_prefix('(').is_some_and(|rest| rest.starts_with(|mark: char| mark == '*' || mark.is_ascii_digit()));
    // "1/ Không bao gồm hộ mới tách", and one that begins with the word alone: "Số liệu ước tính".
    let numbered = text.split_once('/').is_some_and(|(number, rest)| {
        number.len() == 1 && number.bytes().all(|digit| digit.is_ascii_digit()) && rest.trim().contains(' ')
    });
    text.starts_with('*')
        || marked
        || numbered
        || text.starts_with("số liệu ")
        || text.split_once(':').is_some_and(|(word, _)| is_named(word, &WORDS))
        || is_signature(&text)
        || text.contains("ngày ") && text.contains(" tháng ") && text.contains(" năm ")
}

/// Whether a row names columns again, as on the next page of a print or above another table: it begins as the names do.
pub fn names_again(names: &[String], row: &[String]) -> bool {
    let first = names.first().filter(|name| !name.is_empty() && row.first().is_some_and(|cell| same(cell, name)));
    first.is_some()
        && filled(row) > 1
        && has_words_alone(row)
        && row.iter().all(|cell| cell.is_empty() || !cells::is_missing(cell))
}

/// The source that a remark names.
pub fn source(remark: &str) -> Option<String> {
    let (word, source) = remark.split_once(':')?;
    let named = is_named(word, &["nguồn", "source", "nguồn số liệu"]);
    Some(tidy(source)).filter(|source| named && !source.is_empty())
}

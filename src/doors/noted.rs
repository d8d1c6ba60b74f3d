//! What stands behind a number in its own cell: that it is provisional or estimated, or the mark of a footnote.

use super::cells;
use super::column::words;
use super::numbers::is_number;
use super::period::period;
use super::roles::Roles;
use super::rows::{Column, Table};
use super::slice::Groups;
use crate::model::Status;
use crate::wire::Value;

/// A number and the mark behind it: `330 (p)`, `330p`, `12,5*`, `12,5(1)`, `12,5¹`.
pub fn noted(cell: &str) -> Option<(&str, &str)> {
    let in_number =
        |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ',' | '%' | '-' | '−' | '–' | '+');
    let (number, mark) = cell.split_at_checked(cell.find(|c| !in_number(c))?)?;
    let (number, mark) = (number.trim(), mark.trim_end());
    (is_number(number) && (status(mark).is_some() || is_footnote(mark))).then_some((number, mark))
}

/// Whether a cell is a number, with such a mark or without.
pub fn is_figure(cell: &str) -> bool {
    is_number(cell) || noted(cell).is_some()
}

/// How sure a mark says that its figure is.
pub fn status(mark: &str) -> Option<Status> {
    match in_brackets(mark).unwrap_or(mark) {
        "p" | "P" | "ᵖ" => Some(Status::Provisional),
        "e" | "E" | "ᵉ" => Some(Status::Estimated),
        "r" | "R" | "ʳ" => Some(Status::Revised),
        // "bp" is a break in the series, and provisional. Other letters have other meanings in brackets.
        letters if letters.len() < 4 => cells::known_status(letters)
            .filter(|status| letters.len() > 1 && cells::are_flags(letters) && *status != Status::Reported),
        phrase => cells::known_status(phrase)
            .filter(|status| matches!(status, Status::Provisional | Status::Estimated | Status::Revised)),
    }
}

fn is_footnote(mark: &str) -> bool {
    let is_digit = |mark: &str| mark.len() == 1 && mark.starts_with(|digit: char| digit.is_ascii_digit());
    let inner = in_brackets(mark);
    let mark = inner.unwrap_or(mark);
    let is_sign = |c: char| matches!(c, '*' | '†' | '¹' | '²' | '³');
    // Eurostat's flags; in brackets, letters are units.
    inner.is_some_and(is_digit)
        || !mark.is_empty() && (mark.chars().all(is_sign) || inner.is_none() && cells::are_flags(mark))
}

fn in_brackets(mark: &str) -> Option<&str> {
    mark.strip_prefix('(')?.strip_suffix(')')
}

/// Whether a mark is one where all figures have it, too: "30p" may be minutes then, and "12 (3)" a count with its share.
fn is_sure(mark: &str) -> bool {
    match status(mark) {
        Some(_) => mark.len() > 1,
        None => mark.contains(['*', '†']),
    }
}

/// Takes the marks behind the figures of a column away, to where a column has them.
pub fn take(column: &mut Column) {
    let (mut plain, mut marked, mut others, mut all_sure, mut all_periods) = (0u32, 0u32, 0u32, true, true);
    // All figures of a year may have flags.
    let is_dated = period(&column.name).is_some();
    for value in &column.values {
        let Value::Text(text) = value else {
            plain += u32::from(*value != Value::Null);
            continue;
        };
        if let Some((_, mark)) = noted(text) {
            marked += 1;
            all_sure &= is_sure(mark) || is_dated && cells::are_flags(mark);
        } else if is_number(text) {
            plain += 1;
        } else if !cells::is_missing(text) {
            others += 1;
        }
        all_periods &= period(text).is_some() || cells::is_missing(text);
    }
    if marked == 0 || all_periods || plain == 0 && !all_sure || marked.saturating_add(plain) <= others {
        return;
    }
    for value in &mut column.values {
        let cell = value.as_text().and_then(noted);
        let parts = cell.map(|(number, mark)| (Value::Text(number.to_owned()), mark.to_owned()));
        column.marks.push(parts.map(|(number, mark)| {
            *value = number;
            mark
        }));
    }
}

/// Which figures have which footnotes: "Huyện A – Tỷ lệ, Huyện B – Tỷ lệ: *".
pub fn footnotes(table: &Table, roles: &Roles) -> Option<String> {
    let mut groups = Groups::default();
    for &index in &roles.values {
        let Some(column) = table.columns.get(index) else { continue };
        for (row, mark) in column.marks.iter().enumerate() {
            let Some(mark) = mark.as_deref().filter(|mark| status(mark).is_none()) else { continue };
            let mut name = String::new();
            for &key in roles.labels.iter().chain(&roles.series).chain(&roles.time) {
                name.extend(table.columns.get(key).and_then(|column| words(column.values.get(row)?)));
                name.push_str(" – ");
            }
            if roles.values.len() > 1 {
                name.push_str(&column.name);
            }
            groups.say(mark, name.trim_end_matches([' ', '–']).to_owned());
        }
    }
    groups.in_words()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_said_apart_from_their_numbers() {
        let check = |cell: &str, number: &str, mark: &str, said: Option<Status>| {
            assert_eq!(noted(cell), Some((number, mark)), "{cell}");
            assert_eq!(status(mark), said, "{cell}");
        };
        check("330(p)", "330", "(p)", Some(Status::Provisional));
        check("1.330,5 (e)", "1.330,5", "(e)", Some(Status::Estimated));
        check("330p", "330", "p", Some(Status::Provisional));
        check("−12,5% ʳ", "−12,5%", "ʳ", Some(Status::Revised));
        check("330 ᵖ", "330", "ᵖ", Some(Status::Provisional));
        check("330 (sơ bộ)", "330", "(sơ bộ)", Some(Status::Provisional));
        check("330 ước", "330", "ước", Some(Status::Estimated));
        check("12,5*", "12,5", "*", None);
        check("12,5(1)", "12,5", "(1)", None);
        check("12,5 (**)", "12,5", "(**)", None);
        check("12,5¹", "12,5", "¹", None);
    }

    #[test]
    fn units_shares_and_words_are_no_marks() {
        for cell in [
            "330", "12 ha", "12 m", "12 (m)", "12 (i)", "12 (30)", "(5)", "p", "*", "12 ()", "12 (", "1-2 (p)",
            "12 giờ", "5 xã*",
        ] {
            assert_eq!(noted(cell), None, "{cell}");
        }
    }

    #[test]
    fn what_all_figures_have_may_be_a_unit() {
        let check = |cells: &[&str], marks: usize, dated: usize| {
            let text = |cell: &&str| Value::Text((*cell).to_owned());
            let values: Vec<Value> = cells.iter().map(text).collect();
            let mut column = Column { values: values.clone(), ..Column::default() };
            take(&mut column);
            assert_eq!(column.marks.iter().flatten().count(), marks, "{cells:?}");
            let mut column = Column { name: "2023".to_owned(), values, ..Column::default() };
            take(&mut column);
            assert_eq!(column.marks.iter().flatten().count(), dated, "{cells:?}");
        };
        check(&["30p", "45p", "-"], 0, 2);
        check(&["30p", "45", "-"], 1, 1);
        check(&["3.1 bp", "4 d"], 0, 2);
        check(&["12 (3)", "15 (4)"], 0, 0);
        check(&["12 (3)", "15"], 1, 1);
        check(&["30 (p)", "45 (p)"], 2, 2);
        check(&["12,5*", "7*"], 2, 2);
        // Years, and names of which one looks like a figure.
        check(&["2020", "2021 (p)"], 0, 0);
        check(&["Tổ 1", "Tổ 2", "5 (e)"], 0, 0);
    }
}

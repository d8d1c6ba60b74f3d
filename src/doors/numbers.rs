//! Numbers as people write them in tables: what the marks in them mean.

use super::codes::is_code;
use super::names::{TIME, is_male, is_named};
use super::rows::Column;
use super::{Problem, cells, lowercase, noted};
use crate::complaint::Finding;
use crate::wire::Value;

/// The delimiter of a file that has none: there, figures are rarely texts, and none is refused for the marks in it.
pub const NONE: char = '\0';

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

/// The signs that stand at numbers in the cells of a column: percent, and currencies.
pub const SIGNS: [char; 6] = ['%', '$', '£', '€', '¥', '₫'];

/// Whether a cell is a number, however its marks are meant; with a sign of [`SIGNS`], too.
pub fn is_number(cell: &str) -> bool {
    marks(&plain(cell)).is_some() || signed(cell).is_some()
}

/// The sign at a number in a cell, and the number without it: "12,5 %", "-£1.20".
fn signed(cell: &str) -> Option<(char, String)> {
    let (minus, rest) = cell.strip_prefix(MINUS).map_or(("", cell), |rest| ("-", rest));
    let behind = cell.chars().next_back().filter(|sign| SIGNS.contains(sign));
    let before = rest.chars().next().filter(|sign| *sign != '%' && SIGNS.contains(sign));
    let (sign, number) = match (behind, before) {
        (Some(sign), _) => (sign, cell.strip_suffix(sign)?.trim_end().to_owned()),
        (None, Some(sign)) => (sign, [minus, rest.strip_prefix(sign)?.trim_start()].concat()),
        (None, None) => return None,
    };
    let number = plain(&number);
    marks(&number).is_some().then_some((sign, number))
}

/// Reads a number's marks; `None` where it is no number.
fn marks(written: &str) -> Option<Marks> {
    let digits = written.strip_prefix(['-', '+']).unwrap_or(written);
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
        // Of two kinds the last mark is decimal, and the only one of its kind.
        _ => {
            let (whole, _) = digits.rsplit_once(['.', ','])?;
            match (whole.contains('.'), whole.contains(',')) {
                (true, false) => groups(whole, '.').then_some(Marks::Comma),
                (false, true) => groups(whole, ',').then_some(Marks::Dot),
                _ => None,
            }
        }
    }
}

/// What stands for a minus in tables.
const MINUS: [char; 3] = ['-', '−', '–'];

/// A number with a plain minus sign and without spaces, "− 1 234,5" as "-1234,5"; what is no number stays as it is.
fn plain(written: &str) -> String {
    const SPACES: [char; 3] = [' ', '\u{a0}', '\u{202f}'];
    let (sign, number) = match written.strip_prefix(MINUS) {
        Some(number) => ("-", number.trim_start()),
        None => ("", written),
    };
    let digits = |group: &str| group.bytes().take_while(u8::is_ascii_digit).count();
    let mut groups = number.split(SPACES);
    let first = groups.next().unwrap_or_default();
    let in_groups = groups.all(|group| digits(group) == 3) && (first.len() == number.len() || digits(first) <= 3);
    let joined = [sign, &number.replace(SPACES, "")].concat();
    if in_groups && marks(&joined).is_some() { joined } else { written.to_owned() }
}

/// One mark that may be either, and how to write it between such delimiters so that it is not.
fn ambiguous(number: &str, delimiter: char) -> Finding {
    let one = number.replace(['.', ','], "");
    let other = match delimiter {
        ',' => number.replace(',', ".").trim_end_matches('0').trim_end_matches('.').to_owned(),
        _ => [number, "0"].concat(),
    };
    Finding::AmbiguousNumber { found: number.to_owned(), one, other }
}

/// Writes every number with a decimal dot and nothing between thousands. What the marks mean, the numbers of a column say
/// that can be read in one way only; else those of the others, if they agree; else the delimiter, which no decimal mark
/// can be. Between [`NONE`], what is in doubt stays as it is written.
pub fn write_with_dots(
    columns: &mut [Column],
    delimiter: char,
    place: &dyn Fn(&str, usize) -> String,
) -> Result<(), Problem> {
    let several = columns.len() > 1;
    for (index, column) in columns.iter_mut().enumerate().filter(|(_, column)| counts(column)) {
        // The first of several columns names the rows, be it by percentages.
        let names_rows = index == 0 && several;
        if !names_rows {
            noted::take(column);
        }
        for value in &mut column.values {
            if let Value::Text(text) = value {
                *text = plain(text.trim());
            }
        }
        if !names_rows {
            take_signs(column);
            take_denominators(column);
        }
    }
    let seen = |column: &Column, wanted: Marks| {
        column.values.iter().any(|value| matches!(value, Value::Text(text) if marks(text) == Some(wanted)))
    };
    let decimal = |dot: bool, comma: bool| match (dot, comma) {
        (true, false) => Some(Marks::Dot),
        (false, true) => Some(Marks::Comma),
        _ => None,
    };
    // Those of the first of several columns may be ordinals: 1.1, 1.2.
    let anywhere =
        |wanted: Marks| columns.iter().skip(usize::from(several)).any(|column| counts(column) && seen(column, wanted));
    let (dot, comma) = (anywhere(Marks::Dot), anywhere(Marks::Comma));
    // Excel writes semicolons where the comma is decimal: a dot among them says nothing of other columns.
    let of_others = decimal(dot, comma).filter(|decimal| delimiter != ';' || *decimal == Marks::Comma);
    for column in columns.iter_mut().filter(|column| counts(column)) {
        let own = decimal(seen(column, Marks::Dot), seen(column, Marks::Comma));
        let decimal = own.or(of_others).filter(|_| !(dot && comma));
        let is_whole =
            |value: &Value| matches!(value, Value::Text(text) if text != "0" && marks(text) == Some(Marks::None));
        let some_whole = column.values.iter().any(is_whole);
        for (row, value) in column.values.iter_mut().enumerate() {
            let Value::Text(text) = value else { continue };
            // "1,23E+12", as Excel shows large numbers.
            if let Some((mantissa, power)) = text.split_once(['E', 'e'])
                && marks(mantissa).is_some_and(|marks| marks == Marks::Comma)
                && marks(power) == Some(Marks::None)
            {
                *text = text.replace(',', ".");
                continue;
            }
            // What the file itself decides is in no doubt: a number, and no text that somebody wrote.
            let own_mark = if text.contains('.') { Marks::Dot } else { Marks::Comma };
            if marks(text) == Some(Marks::Either)
                && decimal == Some(own_mark)
                && let Ok(number) = Value::from_json(&text.replace(',', "."))
            {
                *value = number;
                continue;
            }
            let own = match marks(text) {
                None | Some(Marks::None) => continue,
                Some(Marks::Either) => match (decimal, delimiter, own_mark) {
                    (Some(decimal), ..) => decimal,
                    // Between commas, a dot is decimal, but no program writes both 4.250 and 900.
                    (None, ',', Marks::Dot) if !(some_whole && text.ends_with('0')) => Marks::Dot,
                    // As programs write numbers, it is.
                    (None, NONE, Marks::Dot) => Marks::Dot,
                    // Between semicolons, a comma is; then a dot parts thousands. Where but dots are seen to be decimal, a
                    // comma parts those, and a dot is in doubt.
                    (None, ';', Marks::Comma) if dot && !comma => Marks::Dot,
                    (None, ';', Marks::Comma) => Marks::Comma,
                    (None, ';', Marks::Dot) if !dot => Marks::Comma,
                    (None, NONE, _) => continue,
                    _ => return Err((ambiguous(text, delimiter), place(&column.name, row))),
                },
                Some(own) => own,
            };
            let (thousands, point) = if own == Marks::Comma { ('.', ',') } else { (',', '.') };
            let kept = text.chars().filter(|mark| *mark != thousands);
            *text = kept.map(|mark| if mark == point { '.' } else { mark }).collect();
        }
    }
    Ok(())
}

/// Codes and times are left as they are written: the marks in them are no marks in numbers.
fn counts(column: &Column) -> bool {
    !is_code(&column.name) && (!is_named(&column.name, &TIME) || is_male(&column.name))
}

/// Takes a sign that all numbers of a column have into its name.
fn take_signs(column: &mut Column) {
    let texts = || column.values.iter().filter_map(Value::as_text);
    let Some((sign, _)) = texts().find_map(signed) else { return };
    let has_sign = |text: &&str| signed(text).is_some_and(|(own, _)| own == sign);
    let others = || column.values.iter().any(|value| !matches!(value, Value::Text(_) | Value::Null));
    let is_other = |text: &&str| !has_sign(text) && !cells::is_missing(text) && *text != "0";
    // A slip among them is complained about, and not they.
    let slips = texts().filter(is_other).count();
    if others() || texts().filter(is_other).any(is_number) || texts().filter(has_sign).count() <= slips {
        return;
    }
    for value in &mut column.values {
        if let Value::Text(text) = value
            && let Some((_, number)) = signed(text)
        {
            *text = number;
        }
    }
    if !column.name.contains(sign) {
        column.name = format!("{} ({sign})", column.name);
    }
}

/// "17/19", "19/19": takes what all numbers of a column are out of into its name, as their unit.
fn take_denominators(column: &mut Column) {
    let split = |value: &Value| {
        let (number, whole) = value.as_text()?.split_once('/')?;
        let (number, whole) = (plain(number.trim()), plain(whole.trim()));
        (marks(&number).is_some() && marks(&whole).is_some()).then_some((number, whole))
    };
    let split: Option<Vec<(String, String)>> = column.values.iter().map(split).collect();
    let Some(split) = split.filter(|split| split.len() > 1) else { return };
    let Some((_, whole)) = split.first() else { return };
    // "5/2021" is a month, and "15/5" a day.
    let may_be_date = whole.len() == 4 || whole.parse().is_ok_and(|month: u32| month <= 12);
    if may_be_date || is_dated(&column.name) || split.iter().any(|(_, other)| other != whole) {
        return;
    }
    column.name = format!("{} (/{whole})", column.name);
    column.values = split.into_iter().map(|(number, _)| Value::Text(number)).collect();
}

/// Whether a column may hold days, by its name.
fn is_dated(name: &str) -> bool {
    let name = lowercase(name);
    ["ngày", "thời", "tháng", "kỳ", "hạn", "date", "time"].iter().any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_mean_one_thing_in_a_whole_file() {
        let check = |delimiter: char, cells: &[&str], expected: Option<&[&str]>| {
            let text = |cell: &&str| Value::Text((*cell).to_owned());
            let mut columns =
                vec![Column { name: "Hộ".to_owned(), values: cells.iter().map(text).collect(), ..Column::default() }];
            let read = write_with_dots(&mut columns, delimiter, &|column, row| format!("{column}:{row}"));
            assert_eq!(read.is_ok(), expected.is_some(), "{cells:?}");
            if let Some(expected) = expected {
                assert_eq!(columns[0].values, expected.iter().map(text).collect::<Vec<_>>(), "{cells:?}");
            }
        };
        check(';', &["1.234", "1.234,5"], Some(&["1234", "1234.5"]));
        check(';', &["1,234", "900"], Some(&["1.234", "900"]));
        check(',', &["1,234.5", "-12,345.60", "1,234"], Some(&["1234.5", "-12345.60", "1234"]));
        check(',', &["1.234,5", "1.234.567,8"], Some(&["1234.5", "1234567.8"]));
        check(',', &["1,2.3", "1,234,567.8.9", "1.234,567.8"], Some(&["1,2.3", "1,234,567.8.9", "1.234,567.8"]));
        check(';', &["1.234", "900"], Some(&["1234", "900"]));
        check(',', &["1.234", "900"], Some(&["1.234", "900"]));
        check(',', &["4.250", "3.125"], Some(&["4.250", "3.125"]));
        check(',', &["4.250", "0"], Some(&["4.250", "0"]));
        check(',', &["4.250", "900"], None);
        check(',', &["1,234", "900"], None);
        check(',', &["1,234", "1,234,567"], Some(&["1234", "1234567"]));
        check('\t', &["1,234"], None);
        check(';', &["1 234,5", "−2,5"], Some(&["1234.5", "-2.5"]));
        check(';', &["12 34", "2018 2019"], Some(&["12 34", "2018 2019"]));
        check(';', &["12,5%", "-", "8 %"], Some(&["12.5", "-", "8"]));
        check(';', &["12%", "5"], Some(&["12%", "5"]));
        check(';', &["12,5%", "9%", "khoảng 9%"], Some(&["12.5", "9", "khoảng 9%"]));
        check(';', &["17/19", "19/19"], Some(&["17", "19"]));
        check(';', &["67,3/100", "58/100"], Some(&["67.3", "58"]));
        check(';', &["5/2021", "6/2021"], Some(&["5/2021", "6/2021"]));
        check(';', &["15/5", "20/5"], Some(&["15/5", "20/5"]));
        check(';', &["17/19", "18/20"], Some(&["17/19", "18/20"]));
        check(',', &["£1.20", "-£1,250.50", "£ 3", "0"], Some(&["1.20", "-1250.50", "3", "0"]));
        check(';', &["1,20 €", "−3 €", "…"], Some(&["1.20", "-3", "…"]));
        check(',', &["$1.20", "£1.25"], Some(&["$1.20", "£1.25"]));
        check(NONE, &["1,234", "900"], Some(&["1,234", "900"]));
        check(NONE, &["1.234.567", "2.500"], Some(&["1234567", "2500"]));
    }
}

//! What a column has in it: periods, figures, statuses or names.

use super::choice::same;
use super::cube::tidy;
use super::names::{FLAGS, STATUS, TIME, is_male, is_named};
use super::period::period;
use super::rows::Column;
use super::{begins, cells, lowercase, set};
use crate::read::decimal;
use crate::wire::Value;

/// Whether a column has the period of each row.
pub fn is_time(index: usize, column: &Column) -> bool {
    let mut labels = column.values.iter().filter_map(words).peekable();
    let given = labels.peek().is_some();
    let named = is_named(&column.name, &TIME);
    let name = lowercase(&column.name);
    let like = name.contains("year")
        || ["năm", "nam_", "kỳ ", "thời ", "niên ", "giai đoạn"].iter().any(|start| name.starts_with(start))
        || name.ends_with("_nam");
    // "Năm 2020" and "Năm trước" name what their figures are of.
    let is_of_one = name.contains(|letter: char| letter.is_ascii_digit())
        || ["trước", "nay", "ngoái", "sau"].iter().any(|end| name.ends_with(end));
    let like = like && !is_of_one;
    let first = labels.peek().cloned();
    // "namhoc" is a year, if it is the same one in all rows; a plan of 2000 for each of them is none.
    let everywhere = name.starts_with("nam")
        && name.is_ascii()
        && column.values.len() > 1
        && column.values.iter().all(|value| words(value) == first);
    // Years look like figures: in the first column they are none.
    let sure = index == 0 || named || like || everywhere;
    // "Nam" without marks is a year, if it can be, with them a man.
    let is_near = |year: u32| !is_male(&column.name) || (1950..=2050).contains(&year);
    let is_period = |label: &str| {
        period(label).is_some_and(|it| is_near(it.year)) && (sure || label.len() != 4 && decimal(label).is_none())
    };
    let whole = given && labels.all(|label| is_period(&label));
    whole || named && !is_male(&column.name)
}

/// Whether a column has the month or the quarter of each row; "quy" may be a fund as well.
pub fn is_month_or_quarter(column: &Column) -> bool {
    let parts = [("thang", 12), ("quy", 4)];
    let Some((_, most)) = parts.into_iter().find(|(name, _)| same(name, &column.name)) else { return false };
    let mut given = column.values.iter().filter_map(words);
    given.all(|part| part.parse().is_ok_and(|part: u32| (1..=most).contains(&part)))
}

/// Whether a column says how sure figures are: "Hoàn thành" and "Chưa hoàn thành" say what is counted.
pub fn is_status(column: &Column) -> bool {
    let known = || column.values.iter().filter_map(words).any(|written| cells::known_status(&written).is_some());
    is_named(&column.name, &FLAGS)
        || begins(&column.name, &["observation status", "observation flag"])
        || is_named(&column.name, &STATUS) && known()
}

/// A cell as a name; `None` where it is empty.
pub fn words(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(tidy(text)).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(cells::name_of_number(*number)),
        Value::Bool(_) => Some(value.sketch()),
        _ => None,
    }
}

/// Mostly numbers: one slip among them must not make names of all.
pub fn is_numeric(column: &Column, shortest_code: usize) -> bool {
    // "01", "02", "10" are codes: all as long, and some begin with a zero.
    let texts = || column.values.iter().filter_map(Value::as_text).filter(|text| !cells::is_missing(text));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let first = texts().next().map_or(0, str::len);
    if first >= shortest_code
        && texts().all(|text| digits(text) && text.len() == first)
        && texts().any(|text| text.starts_with('0'))
    {
        return false;
    }
    let figures: Vec<Option<Value>> = column.values.iter().map(cells::figure).collect();
    let numbers = figures.iter().filter(|figure| figure.as_ref().is_some_and(|figure| *figure != Value::Null)).count();
    let others = figures.iter().filter(|figure| figure.is_none()).count();
    numbers > others
}

/// Whether a column behind one of figures, called `before`, is of figures that nobody has yet: marks say so, or it is empty
/// and called the same but for its number, as "Quý IV" behind "Quý III".
pub fn lacks_figures(column: &Column, before: &str) -> bool {
    fn stem(name: &str) -> &str {
        name.trim_end_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, ' ' | 'I' | 'V' | 'X' | '/'))
    }
    let mut given = column.values.iter().filter_map(words).peekable();
    match given.peek() {
        None => stem(&column.name) == stem(before),
        // A cross may say that something is so.
        Some(_) => given.all(|mark| cells::is_missing(&mark) && !same(&mark, "x")),
    }
}

/// Whether a column holds words or numbers, and nothing that is made of several.
pub fn is_words(column: &Column) -> bool {
    column.values.iter().any(|value| words(value).is_some())
        && column.values.iter().all(|value| !matches!(value, Value::List(_) | Value::Object(_)))
}

/// "XXA", "SI_POV": in capitals, neither a letter alone, as names in lists may be, nor "12O".
pub fn is_short_code(name: &str) -> bool {
    let begins = name.starts_with(|letter: char| letter.is_ascii_uppercase());
    begins
        && name.len() > 1
        && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
}

/// How many of so many rows are different in these columns.
pub fn distinct(columns: &[&Column], rows: usize) -> usize {
    let row = |row: usize| -> Vec<_> { columns.iter().map(|column| words(column.values.get(row)?)).collect() };
    set((0..rows).map(row)).len()
}

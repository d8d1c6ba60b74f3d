//! What keeps the columns of a table from being figures.

use super::codes::is_code;
use super::column::words;
use super::cube::measures;
use super::period::period;
use super::rows::Table;
use super::{Problem, begins, cells};
use crate::complaint::Finding;
use crate::text::{Lang, is_bracketed, is_qualified};
use crate::wire::Value;

/// The slip that keeps a column from being one of figures: at least a third of its cells are. Where `is_lost`, nothing is
/// made of this one, and numbers with marks and units count as well: that is said in a remark.
///
/// # Errors
/// The slip, where figures and such numbers are all there is: they would name the bars.
pub fn spoilt(
    table: &Table,
    is_lost: bool,
    label: usize,
    lang: Lang,
) -> Result<Option<(Problem, Option<String>)>, Problem> {
    let Some(column) = table.columns.get(label).filter(|_| label > 0) else { return Ok(None) };
    let (mut given, mut figures, mut numbers, mut slips) = (0usize, 0usize, 0usize, 0usize);
    let mut first = None;
    let is_dated = period(&column.name).is_some();
    for (row, value) in column.values.iter().enumerate().filter(|(_, value)| words(value).is_some()) {
        given += 1;
        match cells::figure(value) {
            Some(figure) => figures += usize::from(figure != Value::Null),
            None => {
                let finding = cells::no_figure(value);
                slips += 1;
                numbers +=
                    usize::from(is_number(&finding) || is_dated && matches!(finding, Finding::NumberWithUnit { .. }));
                first = first.or(Some((finding, row)));
            }
        }
    }
    let Some((finding, row)) = first else { return Ok(None) };
    let slip = (finding, (table.path)(&column.name, row));
    if !is_lost && figures > 0 && numbers == slips {
        return Err(slip);
    }
    let meant = if is_lost { figures + numbers } else { figures };
    let is_spoilt = meant > 0 && meant.saturating_mul(3) >= given;
    Ok(is_spoilt.then(|| (slip, is_lost.then(|| lang.not_drawn(&column.name)))))
}

/// Why there is nothing to show: what looks like a number and is none, or really nothing.
pub fn nothing(table: &Table) -> Problem {
    for column in table.columns.iter().filter(|column| !is_code(&column.name)) {
        let mut cells = column.values.iter().enumerate();
        let numbers =
            column.values.iter().any(|value| matches!(cells::figure(value), Some(figure) if figure != Value::Null));
        let slip = cells.find_map(|(row, value)| match cells::no_figure(value) {
            _ if cells::figure(value).is_some() => None,
            Finding::NotANumber(found) if is_of_several(&found) => {
                Some((Finding::NotANumber(found), (table.path)(&column.name, row)))
            }
            Finding::NotANumber(found) if !is_in_words(&found) && (!numbers || !matches!(value, Value::Text(_))) => {
                None
            }
            finding => Some((finding, (table.path)(&column.name, row))),
        });
        if let Some(slip) = slip {
            return slip;
        }
    }
    (Finding::NoFigures(table.format), "$".to_owned())
}

/// Whether what is no figure is a number all the same: "1,234", "(5)", ">7" and "12 ha", not "12 Nguyễn Trãi".
fn is_number(finding: &Finding) -> bool {
    match finding {
        Finding::NumberWithUnit { found, .. } => {
            measures(found.trim_start_matches(|sign: char| !sign.is_alphabetic() && sign != '%'))
        }
        Finding::NotANumber(found) => is_in_words(found) || is_of_several(found),
        _ => true,
    }
}

/// Whether what is no number is so many of several, "12/18" in its quotes, and no day or year.
fn is_of_several(found: &str) -> bool {
    let found = found.trim_matches('"');
    let parts = found.split_once('/');
    let count = |part: &str| part.parse::<u16>().ok().filter(|_| !part.starts_with(['0', '+']) || part == "0");
    // Of houses and days, the second number may be the lower one.
    let is_share = parts.is_some_and(|(some, all)| count(some).zip(count(all)).is_some_and(|(some, all)| some <= all));
    is_share && period(found).is_none()
}

/// Whether what is no number is one in brackets, or with a word before it.
fn is_in_words(found: &str) -> bool {
    is_bracketed(found)
        || is_qualified(found)
        || begins(found.trim_start_matches('"'), &["tăng ", "giảm "])
            && found.contains(|digit: char| digit.is_ascii_digit())
}

//! What keeps the columns of a table from being figures.

use super::codes::is_code;
use super::column::words;
use super::cube::measures;
use super::rows::Table;
use super::{Problem, cells};
use crate::complaint::Finding;
use crate::wire::Value;

/// The slip that keeps a column from being one of figures: at least a third of its cells are. Where another column,
/// `unique`, alone names the bars, nothing is made of this one, and numbers with marks and units count as well.
pub fn spoilt(table: &Table, unique: Option<usize>, label: usize) -> Option<Problem> {
    let column = table.columns.get(label)?;
    let is_lost = unique.is_some_and(|unique| unique != label);
    let is_meant = |value: &Value| match cells::figure(value) {
        Some(figure) => figure != Value::Null,
        None => is_lost && is_number(&cells::no_figure(value)),
    };
    let given = || column.values.iter().filter(|value| words(value).is_some());
    let figures = given().filter(|value| is_meant(value)).count();
    let slip = column.values.iter().position(|value| cells::figure(value).is_none())?;
    let is_spoilt = label > 0 && figures > 0 && figures.saturating_mul(3) >= given().count();
    is_spoilt
        .then(|| (cells::no_figure(column.values.get(slip).unwrap_or(&Value::Null)), (table.path)(&column.name, slip)))
}

/// Why there is nothing to show: what looks like a number and is none, or really nothing.
pub fn nothing(table: &Table) -> Problem {
    for column in table.columns.iter().filter(|column| !is_code(&column.name)) {
        let mut cells = column.values.iter().enumerate();
        let numbers =
            column.values.iter().any(|value| matches!(cells::figure(value), Some(figure) if figure != Value::Null));
        let slip = cells.find_map(|(row, value)| match cells::no_figure(value) {
            _ if cells::figure(value).is_some() => None,
            Finding::NotANumber(_) if !numbers || !matches!(value, Value::Text(_)) => None,
            finding => Some((finding, (table.path)(&column.name, row))),
        });
        if let Some(slip) = slip {
            return slip;
        }
    }
    (Finding::NoFigures(table.format), "$".to_owned())
}

/// Whether what is no figure is a number all the same: "1,234" and "12 ha", not "12 Nguyễn Trãi".
fn is_number(finding: &Finding) -> bool {
    match finding {
        Finding::NumberWithUnit { found, .. } => {
            measures(found.trim_start_matches(|sign: char| !sign.is_alphabetic() && sign != '%'))
        }
        finding => !matches!(finding, Finding::NotANumber(_)),
    }
}

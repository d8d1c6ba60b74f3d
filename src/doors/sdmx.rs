//! SDMX-CSV with codes and names: in one cell, as `labels=both` of version 1 has them ("REF_AREA: Reference area",
//! "XA: Area A"), or in columns beside each other, as version 2 has.

use super::choice::same;
use super::names::{FLAGS, MULTIPLIER, TIME, UNIT, is_named};
use super::rows::Column;
use crate::text::around;
use crate::wire::Value;

/// A code and its name.
pub fn parts(cell: &str) -> Option<(&str, &str)> {
    around(cell, ": ").next()
}

/// Calls columns by their codes, which say what they are, and leaves readers the names. Elsewhere, what stands before a
/// colon is no code.
pub fn split(columns: &mut Vec<Column>) {
    join(columns);
    // The ILO calls the column of names "sex.label".
    let code = |name: &str| {
        let code = parts(name).map_or(name, |(code, _)| code);
        code.strip_suffix(".label").unwrap_or(code).to_owned()
    };
    if !columns.iter().any(|column| same(&code(&column.name), "obs_value")) {
        return;
    }
    for column in columns {
        column.label = parts(&column.name).map_or("", |(_, label)| label).to_owned();
        column.name = code(&column.name);
        // The IMF's, which is no size here.
        if same(&column.name, "scale") {
            column.name = "unit_mult".to_owned();
        }
        let of_figures = [&FLAGS[..], &MULTIPLIER, &TIME].iter().any(|names| is_named(&column.name, names));
        let is_title = is_named(&column.name, &["dataflow", "structure_id"]);
        if !of_figures && !is_title && !is_named(&column.name, &UNIT) {
            continue;
        }
        for value in &mut column.values {
            if let Value::Text(text) = value
                && let Some((code, label)) = parts(text)
            {
                *text = if of_figures { code } else { label }.to_owned();
                if is_title {
                    column.name = "indicator".to_owned();
                }
            }
        }
    }
}

/// Writes codes and the names in the columns behind them into one cell, and leaves out what says nothing of figures.
fn join(columns: &mut Vec<Column>) {
    if !columns.iter().any(|column| same(&column.name, "structure_name")) {
        return;
    }
    const OTHERS: [&str; 5] = ["structure", "action", "last update", "series_key", "obs_key"];
    columns.retain(|column| !is_named(&column.name, &OTHERS));
    // Where a name is missing, or one more, the columns are no pairs.
    if columns.iter().position(|column| same(&column.name, "obs_value")).is_none_or(|place| place & 1 == 1) {
        return;
    }
    let mut rest = std::mem::take(columns).into_iter();
    while let Some(mut column) = rest.next() {
        if let Some(names) = rest.next() {
            column.name = [column.name, names.name].join(": ");
            for (value, name) in column.values.iter_mut().zip(&names.values) {
                if let (Value::Text(code), Value::Text(name)) = (value, name)
                    && !name.is_empty()
                {
                    *code = [code.as_str(), name].join(": ");
                }
            }
        }
        columns.push(column);
    }
}

//! SDMX-CSV with codes and names in one cell, as `labels=both` has it: "REF_AREA: Reference area", "XA: Area A".

use super::choice::same;
use super::roles::{FLAGS, MULTIPLIER, TIME, UNIT, is_named};
use super::rows::Column;
use crate::text::around;
use crate::wire::Value;

/// A code and its name.
pub fn parts(cell: &str) -> Option<(&str, &str)> {
    around(cell, ": ").next()
}

/// Calls columns by their codes, which say what they are, and leaves readers the names. Elsewhere, what stands before a
/// colon is no code.
pub fn split(columns: &mut [Column]) {
    let code = |name: &str| parts(name).map_or(name, |(code, _)| code).to_owned();
    if !columns.iter().any(|column| same(&code(&column.name), "obs_value")) {
        return;
    }
    for column in columns {
        let own = parts(&column.name).map(|(code, label)| (code.to_owned(), label.to_owned()));
        if let Some((code, label)) = own {
            (column.name, column.label) = (code, label);
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

//! Which format a file is of.

use crate::complaint::Finding;
use crate::read::decimal;
use crate::wire::Value;

/// The closed list of `format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Whichever it is recognised as.
    #[default]
    Auto,
    /// A document of our own.
    Indicators,
    /// JSON-stat 1.x and 2.0.
    JsonStat,
    /// Objects that are rows: CKAN, Socrata, Vega-Lite.
    Rows,
    /// CSV or TSV.
    Csv,
    /// An answer of the World Bank's API, version 1 or 2.
    WorldBank,
    /// The columns of Open SDG.
    OpenSdg,
}

impl Format {
    /// Its words, in the order of [`Format::ALL`].
    pub const NAMES: [&'static str; 7] = ["auto", "indicators", "json-stat", "rows", "csv", "world-bank", "open-sdg"];
    const ALL: [Format; 7] = [
        Format::Auto,
        Format::Indicators,
        Format::JsonStat,
        Format::Rows,
        Format::Csv,
        Format::WorldBank,
        Format::OpenSdg,
    ];

    /// The format of that name.
    pub fn from_name(name: &str) -> Option<Format> {
        Format::NAMES.iter().zip(Format::ALL).find(|(known, _)| **known == name).map(|(_, format)| format)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Format::ALL.iter().zip(Format::NAMES).find(|(known, _)| **known == self).map_or("auto", |(_, name)| name)
    }
}

/// Whether the text is to be read as CSV: no JSON begins with a word, and several lines of one word are no table.
pub fn is_csv(text: &str, format: Format) -> bool {
    match format {
        Format::Csv => true,
        Format::Auto => {
            let text = text.trim_start();
            if text.starts_with(['{', '[']) || text.starts_with("//") || text.starts_with("/*") {
                return false;
            }
            let mut lines = text.split(['\n', '\r']).filter(|line| !line.trim().is_empty());
            let delimited = |line: &str| line.contains([',', ';', '\t', '|']);
            let first = lines.next().unwrap_or_default();
            let names_alone = delimited(first) && first.starts_with(char::is_alphabetic) && !first.contains(':');
            // A title may stand above the table.
            match lines.next() {
                None => names_alone,
                Some(second) => delimited(first) || delimited(second) || lines.take(8).any(delimited),
            }
        }
        _ => false,
    }
}

/// What a text is that calls a program with its figures, as Google's answers for charts do.
pub fn other_text(text: &str) -> Option<Finding> {
    let start: String = text.chars().take(60).collect();
    start
        .contains("google.visualization")
        .then_some(Finding::OtherFormat { found: "Google Visualization", wanted: "CSV (tqx=out:csv)" })
}

/// What a JSON tree is that has figures and is not read.
pub fn other(value: &Value) -> Option<Finding> {
    let has = |value: &Value, name: &str| matches!(value.get(name), Some(Value::List(_)));
    let data = value.get("data");
    let first = match data {
        Some(Value::List(rows)) => rows.first(),
        _ => None,
    };
    // Its cells are codes, whose names are elsewhere.
    if has(value, "columns") && first.is_some_and(|row| has(row, "key") && has(row, "values")) {
        return Some(Finding::OtherFormat { found: "PxWeb “json”", wanted: "“json-stat2”" });
    }
    let is_sdmx = has(value, "dataSets") || data.is_some_and(|data| has(data, "dataSets"));
    is_sdmx.then_some(Finding::OtherFormat { found: "SDMX-JSON", wanted: "SDMX-CSV" })
}

/// The format of a JSON tree; what is recognised as nothing else may be a document of our own.
pub fn format(value: &Value) -> Format {
    match value {
        Value::Object(_) if is_json_stat(value) => Format::JsonStat,
        Value::Object(_) if is_open_sdg(value) => Format::OpenSdg,
        Value::List(entries) if is_world_bank(entries) => Format::WorldBank,
        Value::List(entries) if entries.is_empty() => Format::Indicators,
        _ if is_begun(value) => Format::Indicators,
        _ if super::rows::records(value).is_some_and(|records| is_rows(records) || is_declared(value, records)) => {
            Format::Rows
        }
        _ => Format::Indicators,
    }
}

/// Whether an object has a field that a document of ours begins with, and no other format has.
pub fn is_begun(value: &Value) -> bool {
    ["label", "indicators", "groups"].iter().any(|name| value.get(name).is_some())
}

fn is_json_stat(value: &Value) -> bool {
    let class = |name: &str| value.get("class") == Some(&Value::Text(name.to_owned()));
    if class("dataset")
        || class("collection")
        || class("dimension")
        || class("error")
        || super::json_stat::is_dataset(value)
    {
        return true;
    }
    // A bundle of version 1: an object of datasets.
    matches!(value, Value::Object(fields) if fields.iter().any(|(_, field)| super::json_stat::is_dataset(field)))
}

fn is_world_bank(entries: &[Value]) -> bool {
    let header = |header: &Value| header.get("page").is_some() && header.get("total").is_some();
    match entries {
        [first, Value::List(_) | Value::Null] => header(first),
        [only] => header(only),
        _ => false,
    }
}

fn is_open_sdg(value: &Value) -> bool {
    value.get("edges").is_some() && value.get("data").is_some() || super::open_sdg::columns(value).is_some()
}

/// Whether objects are rows of somebody else's table and not our indicators.
fn is_rows(records: &[Value]) -> bool {
    super::rows::has_header(records)
        || records.iter().all(|record| matches!(record, Value::Object(_)) && !is_ours(record))
}

/// Whether records are lists, and what is in them is said beside them.
fn is_declared(value: &Value, records: &[Value]) -> bool {
    matches!(records.first(), Some(Value::List(_))) && super::declared::list(value).is_some()
}

/// Whether an object is meant as an indicator: it has a list of ours, or a label and no figure in a field that is not ours.
fn is_ours(record: &Value) -> bool {
    const LISTS: [&str; 4] = ["parts", "categories", "series", "changes"];
    const FIGURES: [&str; 5] = ["value", "total", "target", "stated", "decimals"];
    let Value::Object(fields) = record else { return false };
    let is_figure = |value: &Value| match value {
        Value::Text(text) => decimal(text).is_some(),
        value => matches!(value, Value::Number(_)),
    };
    let foreign = || fields.iter().any(|(name, value)| !FIGURES.contains(&name.as_str()) && is_figure(value));
    LISTS.iter().any(|name| matches!(record.get(name), Some(Value::List(_))))
        || matches!(record.get("target"), Some(Value::Object(_)))
        || record.get("label").is_some() && (record.get("value").is_some() || !foreign())
}

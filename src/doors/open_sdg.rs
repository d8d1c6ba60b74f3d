//! Open SDG's JSON: an object of columns, `{ "data": { "Year": […], "Value": […] }, "edges": … }`.

use super::rows::{Column, Table};
use super::{Problem, check_table};
use crate::complaint::Finding;
use crate::wire::Value;

/// The columns, if the value is an object of lists of which one is called Value.
pub fn columns(value: &Value) -> Option<&[(String, Value)]> {
    let Value::Object(fields) = value.get("data").unwrap_or(value) else { return None };
    let lists = fields.iter().all(|(_, list)| matches!(list, Value::List(_)));
    let named = fields.iter().any(|(name, _)| name.eq_ignore_ascii_case("value"));
    (lists && named && fields.len() > 1).then_some(fields.as_slice())
}

/// The table of the columns.
pub fn table(value: &Value) -> Result<Table, Problem> {
    let columns = columns(value).ok_or((Finding::NoFigures("Open SDG"), "$.data".to_owned()))?;
    let mut read: Vec<Column> = Vec::new();
    for (name, list) in columns {
        let Value::List(values) = list else { continue };
        if let Some(first) = read.first().filter(|first| first.values.len() != values.len()) {
            let finding = Finding::LengthsDiffer { expected: first.values.len(), found: values.len() };
            return Err((finding, format!("$.data.{name}")));
        }
        check_table(read.len().saturating_add(1), values.len(), "$.data")?;
        read.push(Column { name: name.trim().to_owned(), values: values.clone(), ..Column::default() });
    }
    let path = Box::new(|column: &str, row: usize| format!("$.data.{column}[{row}]"));
    Ok(Table { columns: read, format: "Open SDG", title: None, unit: None, note: None, source: None, path })
}

//! The columns that a file of rows declares beside them: Socrata's `meta.view.columns`, CKAN's `result.fields`, those of
//! ArcGIS.

use super::column::words;
use super::set;
use crate::wire::Value;

/// A column that is declared: what objects call it, and what readers do.
pub struct Declared<'a> {
    /// Its key in an object, empty where it has none.
    pub key: &'a str,
    /// Its name; `None` for what Socrata keeps for itself.
    pub name: Option<String>,
}

/// What Socrata says of the whole table.
pub fn view(value: &Value) -> Option<&Value> {
    value.get("meta").and_then(|meta| meta.get("view"))
}

/// The list in which a file declares its columns.
pub fn list(value: &Value) -> Option<&[Value]> {
    let fields = value.get("result").and_then(|result| result.get("fields"));
    let fields = fields.or_else(|| value.get("features").and(value.get("fields")));
    match view(value).and_then(|view| view.get("columns")).or(fields)? {
        Value::List(fields) => Some(fields),
        _ => None,
    }
}

/// The columns in their order; none where the file declares none.
pub fn columns(value: &Value) -> Vec<Declared<'_>> {
    let declared = list(value).unwrap_or_default().iter().map(|field| {
        let alias = field.get("alias");
        let key = field.get("fieldName").or(field.get("id")).or(alias.and(field.get("name")));
        let key = key.and_then(Value::as_text).unwrap_or_default();
        let label = alias.or(field.get("name")).or_else(|| field.get("info")?.get("label")).and_then(words);
        let name = Some(label.unwrap_or_else(|| key.to_owned())).filter(|_| !key.is_empty() && !key.starts_with(':'));
        Declared { key, name }
    });
    let mut declared: Vec<Declared> = declared.collect();
    // Names that do not tell columns apart say less than keys.
    let names = || declared.iter().filter_map(|column| column.name.as_deref());
    if set(names()).len() < names().count() {
        let shown = declared.iter_mut().filter(|column| column.name.is_some());
        shown.for_each(|column| column.name = Some(column.key.to_owned()));
    }
    declared
}

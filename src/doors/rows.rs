//! Rows of objects, and what tables of every format have in common.

use super::column::words;
use super::cube::tidy;
use super::recognise::is_begun;
use super::{Problem, check_table, declared, numbers, times};
use crate::complaint::Finding;
use crate::wire::{Value, shown};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Says where in the file a cell is: from the name of its column, and its row.
pub type Place = Box<dyn Fn(&str, usize) -> String>;

/// One column of a table.
#[derive(Default)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What readers call it and its categories, where `name` is a code; empty where it is no such.
    pub label: String,
    /// One value a row.
    pub values: Vec<Value>,
    /// What stood behind the figure of each row; empty where nothing did.
    pub marks: Vec<Option<String>>,
}

/// A table of any format.
pub struct Table {
    /// Its columns, all of one length.
    pub columns: Vec<Column>,
    /// What its format is called.
    pub format: &'static str,
    /// What stands above it.
    pub title: Option<String>,
    /// The unit of all figures that have none of their own.
    pub unit: Option<String>,
    /// What else is said above or below it.
    pub note: Option<String>,
    /// Where it comes from.
    pub source: Option<String>,
    /// Where a cell is in the source, from the name of its column and its row from 0.
    pub path: Place,
}

impl Table {
    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, |column| column.values.len())
    }
}

/// The rows of a file of objects: a list, or what CKAN, Socrata, OData and Vega-Lite put around it.
pub fn records(value: &Value) -> Option<&[Value]> {
    let list = match value {
        Value::List(_) => Some(value),
        _ => value
            .get("result")
            .and_then(|result| result.get("records"))
            .or_else(|| value.get("data").and_then(|data| data.get("values")))
            .or_else(|| {
                ["records", "values", "data", "rows", "items", "results", "features"]
                    .iter()
                    .find_map(|name| value.get(name))
            })
            .or_else(|| value.get("value").filter(|list| matches!(list, Value::List(_)))),
    };
    match list {
        Some(Value::List(records)) => Some(records),
        _ => None,
    }
}

/// What a server says in place of rows: CKAN, Socrata, the World Bank, PxWeb, OData and ArcGIS.
pub fn refusal(value: &Value) -> Option<String> {
    let error = value.get("error");
    let said = match (value, error) {
        (Value::List(answer), _) => match answer.first()?.get("message")? {
            Value::List(messages) => messages.first()?.get("value"),
            _ => None,
        },
        // A word beside the rows says that all went well.
        (Value::Object(_), Some(_)) if is_begun(value) || records(value).is_some_and(|rows| !rows.is_empty()) => None,
        (_, Some(Value::Bool(true))) => value.get("message"),
        (_, Some(Value::Text(_))) => error,
        (_, Some(error)) => error.get("message"),
        _ if value.get("errorCode").is_some() => value.get("message"),
        _ => None,
    };
    let said: String = said?.as_text()?.chars().take(200).filter_map(shown).collect();
    Some(format!("“{said}”"))
}

/// What is said of rows that are there and were not sent: CKAN sends a hundred where nobody asks for more, OData and ArcGIS
/// as many as they like.
pub fn one_page(value: &Value) -> Option<Problem> {
    let says = |part: &Value, name: &str| matches!(part.get(name), Some(Value::Text(_) | Value::Bool(true)));
    let of_arcgis = |part: &Value| says(part, "exceededTransferLimit");
    let all = match value {
        value if says(value, "@odata.nextLink") => Some("$top=100000"),
        value if of_arcgis(value) || value.get("properties").is_some_and(of_arcgis) => Some("resultRecordCount=32000"),
        _ => None,
    };
    if let Some(all) = all {
        return Some((Finding::OnePage { page: 1, pages: None, all }, "$".to_owned()));
    }
    let result = value.get("result")?;
    let number = |name: &str| match result.get(name) {
        Some(Value::Number(number)) if (0.0..1e9).contains(number) => Some(*number as u32),
        _ => None,
    };
    let sent = records(value)?.len();
    let (total, limit) = (number("total")?, number("limit").filter(|limit| *limit > 0)?);
    let page = (number("offset").unwrap_or_default() / limit).saturating_add(1);
    let one = Finding::OnePage { page, pages: Some(total.div_ceil(limit)), all: "limit=32000" };
    (sent < total as usize).then(|| (one, "$.result.total".to_owned()))
}

/// The row of a place on a map, as ArcGIS and GeoJSON write it.
fn feature(record: &Value) -> Option<&Value> {
    let Value::Object(fields) = record else { return None };
    let is_place = |(name, _): &(String, Value)| {
        ["attributes", "properties", "geometry", "centroid", "type", "id", "bbox"].contains(&name.as_str())
    };
    let row = record.get("attributes").or(record.get("properties")).filter(|_| fields.iter().all(is_place));
    row.filter(|row| matches!(row, Value::Object(_)))
}

/// The fields of an object; none of anything else.
fn fields(value: &Value) -> &[(String, Value)] {
    match value {
        Value::Object(fields) => fields,
        _ => &[],
    }
}

/// The names within rows that stand in several places: in the rows themselves, or in objects of different names.
fn ambiguous(records: &[Value]) -> BTreeSet<&str> {
    let (mut places, mut ambiguous) = (BTreeMap::new(), BTreeSet::new());
    if !records.iter().flat_map(fields).any(|(_, value)| matches!(value, Value::Object(_))) {
        return ambiguous;
    }
    for (name, value) in records.iter().flat_map(fields) {
        let own = (!matches!(value, Value::Object(_))).then_some((name.as_str(), ""));
        let inner = fields(value).iter().map(|(inner, _)| (inner.as_str(), name.as_str()));
        for (name, place) in inner.chain(own) {
            if *places.entry(name).or_insert(place) != place {
                ambiguous.insert(name);
            }
        }
    }
    ambiguous
}

/// The fields of a row and of the objects in it, by names that mean but one.
fn cells<'a>(row: &'a [(String, Value)], ambiguous: &BTreeSet<&str>) -> Vec<(Cow<'a, str>, &'a Value)> {
    let mut cells = Vec::new();
    for (name, value) in row {
        if !matches!(value, Value::Object(_)) {
            cells.push((Cow::Borrowed(name.as_str()), value));
        }
        for (inner, value) in fields(value) {
            let is_clear = !ambiguous.contains(inner.as_str());
            let whole = || Cow::Owned(format!("{name}.{inner}"));
            cells.push((if is_clear { Cow::Borrowed(inner.as_str()) } else { whole() }, value));
        }
    }
    cells
}

/// Whether rows are lists, of which the first names the columns, as spreadsheets and the US census answer.
pub fn has_header(records: &[Value]) -> bool {
    // Years are names as well.
    let is_name = |name: &Value| match name {
        Value::Text(_) => true,
        Value::Number(year) => (1500.0..2500.0).contains(year) && year.trunc() == *year,
        _ => false,
    };
    let Some(Value::List(names)) = records.first().filter(|_| records.len() > 1) else { return false };
    let begins = matches!(names.as_slice(), [Value::Text(_), _, ..]);
    begins && names.iter().all(is_name) && records.iter().all(|row| matches!(row, Value::List(_)))
}

/// Rows that are lists as rows that are objects; what has no name is left out.
fn with_names(names: &[String], records: &[Value], first: usize) -> Result<Vec<Value>, Problem> {
    let row = |(index, row): (usize, &Value)| {
        let Value::List(cells) = row else { return Ok(Value::Null) };
        // What stands beyond the names would vanish.
        if cells.iter().skip(names.len()).any(|cell| words(cell).is_some()) {
            let differ = Finding::NamesDiffer { expected: names.len(), found: cells.len() };
            return Err((differ, format!("$[{index}]")));
        }
        let named = names.iter().zip(cells).filter(|(name, _)| !name.is_empty());
        Ok(Value::Object(named.map(|(name, cell)| (name.clone(), cell.clone())).collect()))
    };
    records.iter().enumerate().skip(first).map(row).collect()
}

/// The table of a list of objects; a field that a row has not is missing there.
pub fn table(value: &Value) -> Result<Table, Problem> {
    let records = records(value).ok_or((Finding::NotAList, "$".to_owned()))?;
    let features: Vec<Value> = records.iter().map_while(feature).cloned().collect();
    let records = if features.len() == records.len() { features.as_slice() } else { records };
    let declared = declared::columns(value);
    let is_shown = |column: &&declared::Declared| column.name.is_some();
    let (names, first): (Vec<String>, usize) = match records.first() {
        Some(Value::List(_)) if !declared.is_empty() => {
            (declared.iter().map(|column| if is_shown(&column) { column.key } else { "" }.to_owned()).collect(), 0)
        }
        Some(Value::List(names)) if has_header(records) => {
            (names.iter().map(|name| words(name).unwrap_or_default()).collect(), 1)
        }
        _ => (Vec::new(), 0),
    };
    let lists = if names.is_empty() { Vec::new() } else { with_names(&names, records, first)? };
    let records = if lists.is_empty() { records } else { lists.as_slice() };
    let mut places: BTreeMap<Cow<str>, usize> = BTreeMap::new();
    let mut columns: Vec<Column> = Vec::new();
    for column in declared.iter().filter(is_shown) {
        places.insert(column.key.into(), columns.len());
        columns.push(Column { name: column.name.clone().unwrap_or_default(), ..Column::default() });
    }
    let ambiguous = ambiguous(records);
    for (row, record) in records.iter().enumerate() {
        let Value::Object(fields) = record else { return Err((Finding::NotAnObject(&[]), format!("$[{row}]"))) };
        for (name, value) in cells(fields, &ambiguous) {
            let place = *places.entry(name).or_insert_with_key(|name| {
                columns.push(Column { name: tidy(name), ..Column::default() });
                columns.len() - 1
            });
            check_table(columns.len(), records.len(), "$")?;
            // Of a field that is there twice, the first counts.
            if let Some(column) = columns.get_mut(place).filter(|column| column.values.len() <= row) {
                column.values.resize(row, Value::Null);
                column.values.push(value.clone());
            }
        }
    }
    for column in &mut columns {
        column.values.resize(records.len(), Value::Null);
        times::write_days(column);
    }
    let path = Box::new(move |column: &str, row: usize| format!("$[{}].{column}", row.saturating_add(first)));
    numbers::write_with_dots(&mut columns, numbers::NONE, &path)?;
    let said = |name: &str| words(declared::view(value)?.get(name)?);
    Ok(Table {
        columns,
        format: "JSON",
        title: said("name"),
        unit: None,
        note: None,
        source: said("attribution"),
        path,
    })
}

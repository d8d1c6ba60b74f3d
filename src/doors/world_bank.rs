//! Answers of the World Bank's API: `[header, rows]`; version 1 writes numbers as texts.

use super::roles::words;
use super::rows::{Column, Table};
use super::sheet::Sheet;
use super::{Options, Problem, table};
use crate::complaint::Finding;
use crate::model::sorted;
use crate::text::Lang;
use crate::wire::Value;

/// The picture of all rows.
pub fn sheets(value: &Value, options: &Options, lang: Lang) -> Result<Vec<Sheet>, Problem> {
    let none = || (Finding::NoFigures("World Bank"), "$[1]".to_owned());
    let Value::List(answer) = value else { return Err(none()) };
    let (Some(header), Some(Value::List(rows))) = (answer.first(), answer.get(1)) else { return Err(none()) };
    // The World Bank lists the newest first, which no picture of years does; countries stay in their order.
    let year = |index: usize| text(rows.get(index).and_then(|row| row.get("date")));
    let order = sorted(rows.len(), &|one, other| year(one).cmp(&year(other)));
    let rows: Vec<&Value> = order.iter().filter_map(|&index| rows.get(index)).collect();
    let column = |name: &str, read: &dyn Fn(&Value) -> Value| Column {
        name: name.to_owned(),
        values: rows.iter().map(|row| read(row)).collect(),
    };
    let named = |row: &Value, name: &str| row.get(name).and_then(|of| of.get("value")).cloned().unwrap_or(Value::Null);
    let own = |row: &Value, name: &str| row.get(name).cloned().unwrap_or(Value::Null);
    let columns = vec![
        column("Indicator", &|row| named(row, "indicator")),
        column("Country", &|row| named(row, "country")),
        column("Year", &|row| own(row, "date")),
        column("Value", &|row| own(row, "value")),
        column("Unit", &|row| own(row, "unit")),
        column("Status", &|row| own(row, "obs_status")),
    ];
    let path = Box::new(move |_: &str, row: usize| format!("$[1][{}]", order.get(row).copied().unwrap_or_default()));
    let read = Table { columns, format: "World Bank", title: None, unit: None, note: None, source: None, path };
    let mut sheets = table::sheets(read, options, lang)?;
    for sheet in &mut sheets {
        sheet.source = Some("World Bank".to_owned());
        sheet.updated = header.get("lastupdated").and_then(|updated| super::period::day(&text(Some(updated))));
    }
    let page = |name: &str| text(header.get(name)).parse().unwrap_or(1u32);
    if let Some(sheet) = sheets.first_mut().filter(|_| page("pages") > 1) {
        let one = Finding::OnePage { page: page("page"), pages: page("pages") };
        sheet.warnings.push((one, "$[0].pages".to_owned()));
    }
    Ok(sheets)
}

/// A field as words, none where there is nothing in it.
fn text(value: Option<&Value>) -> String {
    value.and_then(words).unwrap_or_default()
}

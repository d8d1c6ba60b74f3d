//! Answers of the World Bank's API: `[header, rows]`; version 1 writes numbers as texts.

use super::choice::{pairs, same};
use super::column::words;
use super::rows::{Column, Table};
use super::sheet::Sheet;
use super::{Options, Problem, table};
use crate::complaint::Finding;
use crate::model::sorted;
use crate::text::Lang;
use crate::wire::Value;
use std::collections::BTreeMap;

/// What the column of the indicators is called.
const INDICATOR: &str = "Indicator";

/// The pictures of all rows: one for each indicator, as their units differ, unless the page asks for something of them.
pub fn sheets(value: &Value, options: &Options, lang: Lang) -> Result<Vec<Sheet>, Problem> {
    let none = || (Finding::NoFigures("World Bank"), "$[1]".to_owned());
    let Value::List(answer) = value else { return Err(none()) };
    let (Some(header), Some(Value::List(rows))) = (answer.first(), answer.get(1)) else { return Err(none()) };
    // The World Bank lists the newest first, which no picture of years does; countries stay in their order.
    let year = |index: usize| text(rows.get(index).and_then(|row| row.get("date")));
    let order = sorted(rows.len(), &|one, other| year(one).cmp(&year(other)));
    let mut names = pairs(&options.select).map(|(name, _)| name).chain([options.bars.as_str()]);
    let is_asked = names.any(|name| same(name, INDICATOR)) || !options.columns.trim().is_empty();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows.iter().filter(|_| !is_asked) {
        let count = places.len();
        places.entry(indicator(row)).or_insert(count);
    }
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); places.len().max(1)];
    for index in order {
        let place = rows.get(index).and_then(|row| places.get(&indicator(row))).copied().unwrap_or_default();
        if let Some(group) = groups.get_mut(place) {
            group.push(index);
        }
    }
    let (mut sheets, mut problems, mut unknown, mut any) = (Vec::new(), Vec::new(), None, false);
    for group in groups {
        let name = group.first().and_then(|&row| rows.get(row)).map(|row| named(row, "indicator"));
        match table::sheets(of_one(rows, group), options, lang) {
            Ok(own) => {
                any = true;
                sheets.extend(own);
            }
            // Beside others, an indicator without figures is one that is missing, and so is one without the year asked for.
            Err((finding @ (Finding::NoFigures(_) | Finding::UnknownChoice { .. }), path)) => {
                if matches!(finding, Finding::UnknownChoice { .. }) {
                    unknown = unknown.or(Some((finding, path)));
                }
                let fields = vec![("value".to_owned(), Value::Null)];
                let asked: Vec<_> = pairs(&options.select).map(|(name, wanted)| format!("{name}: {wanted}")).collect();
                let subtitle = Some(asked.join("; ")).filter(|asked| !asked.is_empty());
                sheets.push(Sheet { label: Some(text(name.as_ref())), subtitle, fields, ..Sheet::default() });
            }
            Err(problem) => problems.push(problem),
        }
    }
    if !any {
        return Err(problems.into_iter().next().or(unknown).unwrap_or_else(none));
    }
    for sheet in &mut sheets {
        sheet.source = Some("World Bank".to_owned());
        sheet.updated = header.get("lastupdated").and_then(|updated| super::period::day(&text(Some(updated))));
    }
    let page = |name: &str| text(header.get(name)).parse().unwrap_or(1u32);
    if page("pages") > 1 {
        let one = Finding::OnePage { page: page("page"), pages: Some(page("pages")), all: "per_page=20000" };
        problems.push((one, "$[0].pages".to_owned()));
    }
    if let Some(sheet) = sheets.first_mut() {
        sheet.warnings.extend(problems);
    }
    Ok(sheets)
}

/// The name of what a row is of.
fn named(row: &Value, field: &str) -> Value {
    row.get(field).and_then(|of| of.get("value")).cloned().unwrap_or(Value::Null)
}

/// Which indicator a row is of.
fn indicator(row: &Value) -> String {
    let of = row.get("indicator");
    text(of.and_then(|of| of.get("id").or(of.get("value"))))
}

/// The table of some of the rows.
fn of_one(rows: &[Value], order: Vec<usize>) -> Table {
    let rows: Vec<&Value> = order.iter().filter_map(|&index| rows.get(index)).collect();
    let column = |name: &str, read: &dyn Fn(&Value) -> Value| Column {
        name: name.to_owned(),
        values: rows.iter().map(|row| read(row)).collect(),
        ..Column::default()
    };
    let own = |row: &Value, name: &str| row.get(name).cloned().unwrap_or(Value::Null);
    let columns = vec![
        column(INDICATOR, &|row| named(row, "indicator")),
        column("Country", &|row| named(row, "country")),
        column("Year", &|row| own(row, "date")),
        column("Value", &|row| own(row, "value")),
        column("Unit", &|row| own(row, "unit")),
        column("Status", &|row| own(row, "obs_status")),
    ];
    let path = Box::new(move |_: &str, row: usize| format!("$[1][{}]", order.get(row).copied().unwrap_or_default()));
    Table { columns, format: "World Bank", title: None, unit: None, note: None, source: None, path }
}

/// A field as words, none where there is nothing in it.
fn text(value: Option<&Value>) -> String {
    value.and_then(words).unwrap_or_default()
}

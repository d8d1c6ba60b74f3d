//! The data table: every fact of the document, in reading order.

use super::{TableSection, TableWords, figures, group_note};
use crate::figure;
use crate::format;
use crate::model::{Document, Group, Indicator, Member, Shape, Status, Table};
use crate::text::Lang;

/// The table of a document. A document of a single bar chart becomes its categories by its series; any other has
/// a row a figure.
pub fn table(document: &Document) -> TableWords {
    let lang = document.lang;
    let mut indicators = document.indicators();
    if let (Some(only), None) = (indicators.next(), indicators.next())
        && let Shape::Table(table) = &only.shape
    {
        return wide(only, table, lang);
    }
    let words = lang.words();
    let title = document.title.as_deref();
    TableWords {
        caption: title.map_or_else(|| words.table().to_owned(), |title| format!("{}: {title}", words.table())),
        columns: words.table_columns().map(str::to_owned).to_vec(),
        sections: document.groups.iter().map(|group| section(group, lang)).collect(),
    }
}

fn wide(indicator: &Indicator, table: &Table, lang: Lang) -> TableWords {
    let words = lang.words();
    let mut columns = vec![words.category().to_owned()];
    for series in &table.series {
        let name = series.label.as_deref().unwrap_or(&indicator.label);
        let unit = indicator.unit.as_ref().map(|unit| format!(" ({unit})")).unwrap_or_default();
        columns.push(format!("{name}{unit}"));
        if !series.targets.is_empty() {
            columns.push(words.target_of(name));
        }
    }
    let rows = table.categories.iter().enumerate().map(|(index, category)| {
        let mut row = vec![category.label.clone()];
        for series in &table.series {
            let cell = |list: &[Option<crate::model::Quantity>]| {
                figure::at_mark(indicator, list.get(index).copied().flatten(), Status::Reported, lang)
            };
            row.push(cell(&series.values));
            if !series.targets.is_empty() {
                row.push(cell(&series.targets));
            }
        }
        row
    });
    let remarks = figures::remarks(indicator, lang);
    let caption = [vec![indicator.label.clone()], remarks].concat().join(". ");
    TableWords { caption, columns, sections: vec![TableSection { title: None, rows: rows.collect() }] }
}

fn section(group: &Group, lang: Lang) -> TableSection {
    let mut rows = Vec::new();
    for member in &group.members {
        match member {
            Member::Checked(indicator) => rows.extend(facts(indicator, lang)),
            Member::Refused { label, complaint } => {
                let name = label.clone().unwrap_or_else(|| complaint.path.clone());
                rows.push(vec![name, String::new(), complaint.message.clone()]);
            }
        }
    }
    if group.members.is_empty() {
        rows.extend(
            group.title.clone().zip(group_note(group, lang)).map(|(title, note)| vec![title, String::new(), note]),
        );
    }
    TableSection { title: group.title.clone(), rows }
}

/// The rows of one indicator: name, figure, remarks.
fn facts(indicator: &Indicator, lang: Lang) -> Vec<Vec<String>> {
    let words = lang.words();
    let unit = indicator.unit.as_deref();
    let label = &indicator.label;
    let changes = indicator.changes.iter().enumerate().map(|(index, change)| {
        let versus = figure::versus(indicator, change, lang);
        // The first change of an indicator without a figure stands in the figure's place.
        if index == 0 && indicator.shape == Shape::Changes {
            return versus;
        }
        let of = change.of.as_ref().map(|of| format!("{of} ")).unwrap_or_default();
        format!("{of}{} {versus}", figure::change(indicator, change, lang))
    });
    let doubts = indicator.doubts.iter().map(|doubt| doubt.message.clone());
    let said: Vec<String> = changes.chain(figures::remarks(indicator, lang)).chain(doubts).collect();
    let row = |name: String, figure: String, remarks: &[String]| vec![name, figure, remarks.join(" · ")];
    let full = |value| figure::in_full(indicator, value, unit, indicator.status, lang);
    match &indicator.shape {
        Shape::Value(value) => vec![row(label.clone(), full(*value), &said)],
        Shape::Share { value: Some(value), total, stated } => {
            let percent = figure::percent(indicator, *value, *total, *stated, lang);
            let figure = format!("{} ({percent})", figure::of_total(indicator, *value, *total, lang));
            vec![row(label.clone(), figure, &said)]
        }
        Shape::Share { value: None, .. } => vec![row(label.clone(), full(None), &said)],
        Shape::Target { value, target, ranges } => {
            let due = target.due.map(|date| format::date(date, lang));
            let comparative = words.target(&full(Some(target.value)), target.label.as_deref(), due.as_deref());
            let ranges = ranges.iter().map(|range| format!("{} ≤ {}", range.label, full(Some(range.up_to))));
            let said: Vec<String> = [comparative].into_iter().chain(ranges).chain(said).collect();
            vec![row(label.clone(), full(*value), &said)]
        }
        Shape::Parts { parts, total } => {
            let total = total.map(|total| {
                let figure = figure::with_unit(&format::quantity(total, None, lang), unit);
                row(label.clone(), words.total(&figure), &said)
            });
            let alone = total.is_none();
            let parts = parts.iter().map(|part| {
                let unit = part.unit.as_deref().or(unit);
                let figure = figure::in_full(indicator, part.value, unit, part.status, lang);
                let status = words.status(part.status).map(str::to_owned);
                let said: Vec<String> = status.into_iter().chain(said.iter().filter(|_| alone).cloned()).collect();
                row(format!("{label}: {}", part.label), figure, &said)
            });
            total.into_iter().chain(parts).collect()
        }
        Shape::Table(table) => {
            let cells = table.categories.iter().enumerate().flat_map(|(index, category)| {
                let said = &said;
                table.series.iter().map(move |series| {
                    let value = series.values.get(index).copied().flatten();
                    let series_name = series.label.as_ref().map(|name| format!(", {name}")).unwrap_or_default();
                    let target = series.targets.get(index).copied().flatten();
                    let target = target.map(|target| words.target(&full(Some(target)), None, None));
                    let said: Vec<String> = target.into_iter().chain(said.iter().cloned()).collect();
                    let figure = figure::in_full(indicator, value, unit, Status::Reported, lang);
                    row(format!("{label}: {}{series_name}", category.label), figure, &said)
                })
            });
            cells.collect()
        }
        Shape::Changes => {
            let mut changes = indicator.changes.iter().map(|change| figure::change(indicator, change, lang));
            let figure = changes.next().unwrap_or_default();
            vec![row(label.clone(), figure, &said)]
        }
    }
}

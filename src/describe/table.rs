//! The data table: every fact of the document, in reading order.

use super::{TableSection, TableWords, figures, group_note};
use crate::figure;
use crate::format;
use crate::model::{Document, Group, Indicator, Member, Quantity, Shape, Status, Table};
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
    let mut section = TableSection::default();
    for (index, category) in table.categories.iter().enumerate() {
        let (mut cells, mut numbers) = (vec![category.label.clone()], vec![None]);
        for series in &table.series {
            let targets = Some(&series.targets).filter(|targets| !targets.is_empty());
            for list in [Some(&series.values), targets].into_iter().flatten() {
                let value = list.get(index).copied().flatten();
                cells.push(figure::at_mark(indicator, value, Status::Reported, lang));
                numbers.push(value.map(|value| value.value));
            }
        }
        section.rows.push(cells);
        section.numbers.push(numbers);
    }
    let remarks = figures::remarks(indicator, lang);
    let caption = [vec![indicator.label.clone()], remarks].concat().join(". ");
    TableWords { caption, columns, sections: vec![section] }
}

fn section(group: &Group, lang: Lang) -> TableSection {
    let mut section = TableSection { title: group.title.clone(), ..TableSection::default() };
    for member in &group.members {
        match member {
            Member::Checked(indicator) => add_facts(indicator, lang, &mut section),
            Member::Refused { label, complaint } => {
                let name = label.clone().unwrap_or_else(|| complaint.path.clone());
                section.add(name, String::new(), None, complaint.message.clone());
            }
        }
    }
    if let (true, Some(title), Some(note)) = (group.members.is_empty(), &group.title, group_note(group, lang)) {
        section.add(title.clone(), String::new(), None, note);
    }
    section
}

impl TableSection {
    /// A row of name, figure and remarks, with the number that the figure prints.
    fn add(&mut self, name: String, figure: String, value: Option<Quantity>, remarks: String) {
        self.rows.push(vec![name, figure, remarks]);
        self.numbers.push(vec![None, value.map(|value| value.value), None]);
    }
}

/// The rows of one indicator.
fn add_facts(indicator: &Indicator, lang: Lang, section: &mut TableSection) {
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
    let mut add = |name, figure, value, remarks: &[String]| section.add(name, figure, value, remarks.join(" · "));
    let full = |value| figure::in_full(indicator, value, unit, indicator.status, lang);
    match &indicator.shape {
        Shape::Value(value) => add(label.clone(), full(*value), *value, &said),
        Shape::Share { value: Some(value), total, stated } => {
            let percent = figure::percent(indicator, *value, *total, *stated, lang);
            let figure = format!("{} ({percent})", figure::of_total(indicator, *value, *total, lang));
            add(label.clone(), figure, Some(*value), &said);
        }
        Shape::Share { value: None, .. } => add(label.clone(), full(None), None, &said),
        Shape::Target { value, target, ranges } => {
            let due = target.due.map(|date| format::date(date, lang));
            let comparative = words.target(&full(Some(target.value)), target.label.as_deref(), due.as_deref());
            let ranges = ranges.iter().map(|range| format!("{} ≤ {}", range.label, full(Some(range.up_to))));
            let said: Vec<String> = [comparative].into_iter().chain(ranges).chain(said).collect();
            add(label.clone(), full(*value), *value, &said);
        }
        Shape::Parts { parts, total } => {
            if let Some(total) = *total {
                let figure = figure::with_unit(&format::quantity(total, None, lang), unit);
                add(label.clone(), words.total(&figure), Some(total), &said);
            }
            for part in parts {
                let unit = part.unit.as_deref().or(unit);
                let figure = figure::in_full(indicator, part.value, unit, part.status, lang);
                let status = words.status(part.status).map(str::to_owned);
                let said = said.iter().filter(|_| total.is_none()).cloned();
                let said: Vec<String> = status.into_iter().chain(said).collect();
                add(format!("{label}: {}", part.label), figure, part.value, &said);
            }
        }
        Shape::Table(table) => {
            for (index, category) in table.categories.iter().enumerate() {
                for series in &table.series {
                    let value = series.values.get(index).copied().flatten();
                    let series_name = series.label.as_ref().map(|name| format!(", {name}")).unwrap_or_default();
                    let target = series.targets.get(index).copied().flatten();
                    let target = target.map(|target| words.target(&full(Some(target)), None, None));
                    let said: Vec<String> = target.into_iter().chain(said.iter().cloned()).collect();
                    let figure = figure::in_full(indicator, value, unit, Status::Reported, lang);
                    add(format!("{label}: {}{series_name}", category.label), figure, value, &said);
                }
            }
        }
        Shape::Changes => {
            let change = indicator.changes.first().map(|change| figure::change(indicator, change, lang));
            add(label.clone(), change.unwrap_or_default(), None, &said);
        }
    }
}

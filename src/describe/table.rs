//! The data table: every fact of the document, in reading order.

use super::figures::Line;
use super::{ChangeWords, TableSection, TableWords, figures, group_note};
use crate::figure;
use crate::model::{Category, Change, Document, Group, Indicator, Member, Part, Quantity, Shape, Table};
use crate::text::Lang;

/// The table of a document, as far as its first `most` rows. A document of a single bar chart becomes its categories by
/// its series; any other has a row a figure.
pub fn table(document: &Document, most: usize) -> TableWords {
    let lang = document.lang;
    if let [group] = document.groups.as_slice()
        && let [Member::Checked(only)] = group.members.as_slice()
        && let Shape::Table(table) = &only.shape
    {
        return wide(only, table, most, lang);
    }
    let words = lang.words();
    let mut indicators = document.indicators();
    let only = indicators.next().filter(|_| indicators.next().is_none());
    let title = document.title.as_deref().or(only.map(|only| only.label.as_str()));
    let mut rows = Rows { room: most, ..Rows::default() };
    TableWords {
        caption: title.map_or_else(|| words.table().to_owned(), |title| format!("{}: {title}", words.table())),
        columns: words.table_columns().map(str::to_owned).to_vec(),
        sections: document.groups.iter().map(|group| section(group, &mut rows, lang)).collect(),
        left: rows.left,
    }
}

fn wide(indicator: &Indicator, table: &Table, most: usize, lang: Lang) -> TableWords {
    let words = lang.words();
    let mut columns = vec![words.category().to_owned()];
    let lines = figures::lines(indicator, table, lang);
    // Bars of shares have columns of them beside the figures.
    let has_shares = (0..table.categories.len()).any(|category| figures::whole(indicator, table, category).is_some());
    for Line { series, .. } in &lines {
        let name = series.label.as_deref().unwrap_or(&indicator.label);
        let unit = indicator.unit.as_ref().map(|unit| format!(" ({unit})")).unwrap_or_default();
        columns.push(format!("{name}{unit}"));
        columns.extend(has_shares.then(|| format!("{name} (%)")));
        if !series.targets.is_empty() {
            columns.push(format!("{}{unit}", words.target_of(name)));
        }
    }
    let mut section = TableSection::default();
    for (index, category) in table.categories.iter().enumerate().take(most) {
        let (mut cells, mut numbers) = (vec![category.label.clone()], vec![None]);
        let whole = figures::whole(indicator, table, index);
        for line in &lines {
            let series = &line.series;
            let value = series.value(index);
            cells.push(line.said(index, &|value| figure::at_mark(indicator, value, lang)));
            numbers.push(value.map(|value| value.value));
            if has_shares {
                cells.push(figures::share(indicator, value, whole, lang).unwrap_or_default());
                numbers.push(value.zip(whole).map(|(value, whole)| 100.0 * value.value / whole.value));
            }
            if !series.targets.is_empty() {
                let target = series.target(index);
                let missing = || words.no_target().to_owned();
                cells.push(target.map_or_else(missing, |target| figure::number(indicator, target, lang)));
                numbers.push(target.map(|target| target.value));
            }
        }
        section.rows.push(cells);
        section.numbers.push(numbers);
    }
    let name = std::iter::once(indicator.label.clone());
    let caption: Vec<String> = name.chain(figures::changes(indicator, lang)).chain(remarks(indicator, lang)).collect();
    let caption = caption.join(" · ");
    let left = table.categories.len().saturating_sub(most) as u32;
    TableWords { caption, columns, sections: vec![section], left }
}

/// A row of name, figure and remarks, with the number that the figure prints.
struct Row {
    name: String,
    figure: String,
    value: Option<Quantity>,
    remarks: String,
}

impl Row {
    fn new(name: &str, figure: String, value: Option<Quantity>, remarks: &[String]) -> Row {
        Row { name: name.to_owned(), figure, value, remarks: remarks.join(" · ") }
    }
}

/// The rows of one section after another.
#[derive(Default)]
struct Rows {
    /// Those of the section in hand.
    section: TableSection,
    /// How many more are wanted.
    room: usize,
    /// How many more there are.
    left: u32,
}

impl Rows {
    /// Adds a row; its words are made only where it is wanted.
    fn add(&mut self, row: &dyn Fn() -> Row) {
        if self.room == 0 {
            self.left = self.left.saturating_add(1);
            return;
        }
        self.room -= 1;
        let Row { name, figure, value, remarks } = row();
        self.section.rows.push(vec![name, figure, remarks]);
        self.section.numbers.push(vec![None, value.map(|value| value.value), None]);
    }
}

fn section(group: &Group, rows: &mut Rows, lang: Lang) -> TableSection {
    rows.section.title = group.title.clone();
    for member in &group.members {
        match member {
            Member::Checked(indicator) => add_facts(indicator, lang, rows),
            Member::Refused { label, complaint } => {
                let name = label.as_ref().unwrap_or(&complaint.path);
                rows.add(&|| Row::new(name, String::new(), None, std::slice::from_ref(&complaint.message)));
            }
        }
    }
    // Its name stands above, as that of the section; what is said in place of figures is the name of none.
    if let (true, Some(note)) = (group.members.is_empty(), group_note(group, lang)) {
        rows.add(&|| Row::new("", note.clone(), None, &[]));
    }
    std::mem::take(&mut rows.section)
}

/// What is said beside all figures of an indicator, but for how they changed.
fn remarks(indicator: &Indicator, lang: Lang) -> Vec<String> {
    let source = indicator.source.as_ref().map(|own| figures::source(own, lang).text);
    // What is doubted of one part alone stands beside that.
    let parts = format!("{}.parts[", indicator.path);
    let doubts = indicator.doubts_in_words().filter(|doubt| !doubt.path.starts_with(&parts));
    let doubts = doubts.map(|doubt| doubt.message.clone());
    figures::remarks(indicator, lang).chain(source).chain(doubts).collect()
}

/// The rows of one indicator.
fn add_facts(indicator: &Indicator, lang: Lang, rows: &mut Rows) {
    let label = &indicator.label;
    let remarks = remarks(indicator, lang);
    // What says itself how sure it is, and what is not there, is not as sure as all of them.
    let mut unsure = remarks.clone();
    unsure.retain(|words| Some(words.as_str()) != figures::status(indicator, lang));
    let said: Vec<String> = figures::changes(indicator, lang).chain(remarks.iter().cloned()).collect();
    let full = |value| figure::in_full(indicator, value, lang);
    // Beside one of several figures, how the whole of them changed would be said of that one.
    let change = |change: &Change, remarks: &[String]| {
        let ChangeWords { amount, versus, .. } = figures::change_words(indicator, change, lang);
        Row::new(label, amount, None, &[&[versus], remarks].concat())
    };
    if let Shape::Parts { total: None, .. } | Shape::Table(_) = &indicator.shape {
        indicator.changes.iter().for_each(|it| rows.add(&|| change(it, &[])));
    }
    match &indicator.shape {
        Shape::Value(value) => rows.add(&|| Row::new(label, full(*value), *value, &said)),
        Shape::Share { value: Some(value), total, stated } => rows.add(&|| {
            let percent = figure::qualified(indicator, figure::percent(indicator, *value, *total, *stated, lang), lang);
            let figure = format!("{} ({percent})", figure::of_total(indicator, *value, *total, lang));
            Row::new(label, figure, Some(*value), &said)
        }),
        Shape::Share { value: None, .. } => rows.add(&|| {
            let said = [figures::compared(indicator, lang), said.clone()].concat();
            Row::new(label, full(None), None, &said)
        }),
        Shape::Target { value, target, ranges } => rows.add(&|| {
            let comparative = figures::of_target(indicator, lang).into_iter();
            let reached = figures::reached(indicator, *value, target.value, lang).map(str::to_owned);
            let comparative = comparative.chain([figure::target(indicator, target, lang)]).chain(reached);
            let exact = |quantity| figure::exact(indicator, quantity, lang);
            let ranges = ranges.iter().map(|range| format!("{} ≤ {}", range.label, exact(range.up_to)));
            let said: Vec<String> = comparative.chain(ranges).chain(said.iter().cloned()).collect();
            Row::new(label, full(*value), *value, &said)
        }),
        Shape::Parts { parts, total } => {
            if let Some(total) = *total {
                rows.add(&|| {
                    Row::new(label, lang.words().total(&figure::total(indicator, total, lang)), Some(total), &said)
                });
            }
            for (index, part) in parts.iter().enumerate() {
                let common: &[String] = if total.is_none() { &unsure } else { &[] };
                rows.add(&|| part_row(indicator, index, part, common, lang));
            }
        }
        Shape::Table(table) => {
            let lines = figures::lines(indicator, table, lang);
            for (index, category) in table.categories.iter().enumerate() {
                let whole = || figures::whole(indicator, table, index);
                for line in &lines {
                    let remarks = if line.series.value(index).is_some() { &remarks } else { &unsure };
                    rows.add(&|| cell_row(indicator, (index, category), line, whole(), remarks, lang));
                }
            }
        }
        Shape::Changes => {
            // The first change stands in the figure's place.
            if let Some(first) = indicator.changes.first() {
                rows.add(&|| change(first, said.get(1..).unwrap_or_default()));
            }
        }
    }
}

/// The row of a part; `remarks` are those that belong to all of them.
fn part_row(indicator: &Indicator, index: usize, part: &Part, remarks: &[String], lang: Lang) -> Row {
    let common = lang.words().status(indicator.status).filter(|_| part.value.is_some());
    let status = figures::own_status(indicator, part, lang).or(common).map(str::to_owned);
    let path = format!("{}.parts[{index}].", indicator.path);
    let doubts = indicator.doubts_in_words().filter(|doubt| doubt.path.starts_with(&path));
    let doubts = doubts.map(|doubt| doubt.message.clone());
    let said: Vec<String> = status.into_iter().chain(remarks.iter().cloned()).chain(doubts).collect();
    let figure = figure::part_in_full(indicator, part, indicator.unit_of(part), lang);
    Row::new(&format!("{}: {}", indicator.label, part.label), figure, part.value, &said)
}

/// The row of a series in a category, whose figures may be shown as shares of a `whole`.
fn cell_row(
    indicator: &Indicator,
    (index, category): (usize, &Category),
    line: &Line,
    whole: Option<Quantity>,
    remarks: &[String],
    lang: Lang,
) -> Row {
    let series = &line.series;
    let value = series.value(index);
    let share = figures::share(indicator, value, whole, lang)
        .zip(whole)
        .map(|(share, whole)| lang.words().part_of(&share, &figure::exact(indicator, whole, lang)));
    let target = series.target(index).map(|target| figure::mark_target(indicator, target, lang));
    let said: Vec<String> = share.into_iter().chain(target).chain(remarks.iter().cloned()).collect();
    let series_name = series.label.as_ref().map(|name| format!(", {name}")).unwrap_or_default();
    let name = format!("{}: {}{series_name}", indicator.label, category.label);
    Row::new(&name, line.in_full(indicator, index, lang), value, &said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doors::read_own;
    use crate::read::Options;

    #[test]
    fn the_first_rows_are_those_of_the_whole_table() {
        let chart = r#"{"label":"A","categories":["x","y","z"],"series":[{"values":[1,null,3],"targets":[4,5,6]}]}"#;
        let check = |json: &str, count: usize| {
            let reading = read_own(json, &Options::default());
            let rows = |most| {
                let table = reading.document.as_ref().map(|document| table(document, most));
                let left = table.as_ref().map(|table| table.left as usize);
                let sections = table.into_iter().flat_map(|table| table.sections);
                let rows: Vec<_> = sections.flat_map(|it| it.rows.into_iter().zip(it.numbers)).collect();
                (rows, left)
            };
            let (whole, left) = rows(usize::MAX);
            assert_eq!((whole.len(), left), (count, Some(0)), "{json}");
            for most in 0..=count {
                assert_eq!(rows(most), (whole[..most].to_vec(), Some(count - most)), "{most} of {json}");
            }
        };
        check(chart, 3);
        let parts = r#"{"label":"B","parts":[{"label":"x","value":1},{"label":"y","value":2}],"total":9}"#;
        let group = r#"{"title":"D","status":"not-reported"}"#;
        let others = format!(r#"{chart},{parts},{{"label":"C","value":1}},{{"label":"wrong"}}"#);
        check(&format!(r#"{{"groups":[{{"title":"E","indicators":[{others}]}},{group}]}}"#), 3 + 3 + 1 + 1 + 1);
    }

    #[test]
    fn bars_of_shares_have_the_shares_beside_their_figures() {
        let chart = |more: &str| {
            let series = r#"[{"label":"Nam","values":[18,3]},{"label":"Nữ","values":[76,null]}]"#;
            format!(r#"{{"label":"A","unit":"người","categories":["x","y"],"series":{series},"stack":{more}}}"#)
        };
        let table = |json: &str| {
            let document = read_own(json, &Options::default()).document;
            let tables: Vec<TableWords> = document.iter().map(|document| table(document, usize::MAX)).collect();
            let rows: Vec<_> = tables[0].sections.iter().flat_map(|section| section.rows.clone()).collect();
            (tables[0].columns.clone(), rows)
        };
        let (columns, rows) = table(&chart(r#""percent""#));
        assert_eq!(columns[1..], ["Nam (người)", "Nam (%)", "Nữ (người)", "Nữ (%)"]);
        assert_eq!(rows, [["x", "18", "19,15%", "76", "80,85%"], ["y", "3", "", "chưa có số liệu", ""]]);
        let (columns, rows) = table(&chart("true"));
        assert_eq!(columns[1..], ["Nam (người)", "Nữ (người)", "Tổng số (người)"]);
        assert_eq!(rows, [["x", "18", "76", "94"], ["y", "3", "chưa có số liệu", "chưa đủ số liệu"]]);
        let (_, rows) = table(&format!(r#"[{},{{"label":"B","value":1}}]"#, chart(r#""percent""#)));
        assert_eq!(rows[0], ["A: x, Nam", "18 người", "19,15% trong tổng số 94 người"]);
        assert_eq!(rows[2], ["A: y, Nam", "3 người", ""]);
    }
}

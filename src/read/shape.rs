//! The figures of an indicator: exactly one of the shapes.

use super::Reader;
use super::fields::{At, Fields};
use crate::complaint::{Amount, Finding};
use crate::limits::{LEAST_TOTAL, MAX_SERIES, MAX_VALUES};
use crate::model::{Category, Part, QualitativeRange, Quantity, Series, Shape, Sort, Stack, Table, Target, sorted};
use crate::wire::Value;

const TARGET: &[&str] = &["value", "label", "due"];
const RANGE: &[&str] = &["upTo", "label"];
const PART: &[&str] = &["label", "value", "unit", "status"];
const CATEGORY: &[&str] = &["id", "label"];
const SERIES: &[&str] = &["label", "values", "targets"];

/// Which fields cannot stand in one indicator.
const EXCLUSIVE: [(&str, &str); 9] = [
    ("total", "target"),
    ("value", "parts"),
    ("value", "categories"),
    ("value", "series"),
    ("parts", "target"),
    ("parts", "categories"),
    ("parts", "series"),
    ("categories", "total"),
    ("categories", "target"),
];

impl Reader<'_> {
    /// The shape, or `None` with a complaint. Changes alone are a shape too.
    pub fn shape(&mut self, fields: &Fields, has_changes: bool, mixed: bool, unit: Option<&str>) -> Option<Shape> {
        let given = |name: &str| fields.given(name).is_some();
        for (one, other) in EXCLUSIVE {
            if given(one) && given(other) {
                return self.refuse(Finding::TwoShapes(one, other), fields.at);
            }
        }
        if given("categories") || given("series") {
            return self.table(fields, mixed, unit).map(Shape::Table);
        }
        if let Some(parts) = fields.given("parts") {
            return self.parts(fields, parts);
        }
        let Some(value) = fields.given("value") else {
            return match ["total", "target"].into_iter().find(|name| given(name)) {
                Some(_) => self.refuse(Finding::MissingField("value"), &fields.at("value")),
                None if has_changes => Some(Shape::Changes),
                // Changes that could not be read have been complained of already.
                None if fields.get("changes").is_some_and(|changes| *changes != Value::List(Vec::new())) => None,
                None => self.refuse(Finding::NoShape, fields.at),
            };
        };
        let value = self.number(value, &fields.at("value"));
        if given("total") {
            let total = self.total(fields);
            let stated = self.optional_number(fields, "stated");
            return Some(Shape::Share { value: value?, total: total?, stated });
        }
        if given("target") {
            let target = self.target(fields);
            let ranges = self.ranges(fields);
            return Some(Shape::Target { value: value?, target: target?, ranges });
        }
        value.map(Shape::Value)
    }

    fn total(&mut self, fields: &Fields) -> Option<Quantity> {
        let total = self.required_number(fields, "total")?;
        if total.value < LEAST_TOTAL {
            return self.refuse(Finding::TotalNotPositive, &fields.at("total"));
        }
        Some(total)
    }

    fn target(&mut self, fields: &Fields) -> Option<Target> {
        let at = fields.at("target");
        match fields.given("target") {
            Some(value @ Value::Object(_)) => {
                let fields = self.fields(value, &at, TARGET)?;
                let value = self.required_number(&fields, "value");
                let label = self.optional_text(&fields, "label");
                let due = self.date(&fields, "due");
                Some(Target { value: value?, label, due })
            }
            _ => Some(Target { value: self.required_number(fields, "target")?, label: None, due: None }),
        }
    }

    fn ranges(&mut self, fields: &Fields) -> Vec<QualitativeRange> {
        let at = fields.at("qualitativeRanges");
        let Some(value) = fields.get("qualitativeRanges") else { return Vec::new() };
        let Value::List(entries) = value else { return self.refuse(Finding::NotAList, &at).unwrap_or_default() };
        // Few: two to five, since more shades cannot be told apart.
        if !(2..=5).contains(&entries.len()) {
            self.complain(Finding::WrongCount { low: 2, high: 5 }, &at);
        }
        let mut ranges: Vec<QualitativeRange> = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            let at = At::Entry(&at, index);
            let Some(fields) = self.fields(entry, &at, RANGE) else { continue };
            let up_to = self.required_number(&fields, "upTo");
            let label = self.required_text(&fields, "label");
            let (Some(up_to), Some(label)) = (up_to, label) else { continue };
            if ranges.last().is_some_and(|last| last.up_to.value >= up_to.value) {
                self.complain(Finding::RangesNotRising, &fields.at("upTo"));
            }
            ranges.push(QualitativeRange { up_to, label });
        }
        ranges
    }

    fn parts(&mut self, fields: &Fields, value: &Value) -> Option<Shape> {
        let at = fields.at("parts");
        let entries = self.entries(value, &at)?;
        self.count(entries.len(), &at)?;
        let total = match fields.given("total") {
            Some(_) => Some(self.total(fields)?),
            None => None,
        };
        let mut parts = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            parts.extend(self.part(entry, &At::Entry(&at, index)));
        }
        let label = |index: usize| parts.get(index).map_or("", |part: &Part| part.label.as_str());
        self.duplicates(parts.len(), &label, &at);
        if total.is_some() && parts.iter().any(Part::is_negative) {
            self.complain(Finding::CannotStack("total"), &fields.at("total"));
        }
        Some(Shape::Parts { parts, total })
    }

    fn part(&mut self, entry: &Value, at: &At) -> Option<Part> {
        let fields = self.fields(entry, at, PART)?;
        let label = self.required_text(&fields, "label");
        let value = match fields.given("value") {
            Some(value) => self.number(value, &fields.at("value")),
            None => self.refuse(Finding::MissingField("value"), &fields.at("value")),
        };
        let unit = self.optional_text(&fields, "unit");
        let status = self.status(&fields);
        Some(Part { label: label?, value: value?, unit, status })
    }

    fn table(&mut self, fields: &Fields, mixed: bool, unit: Option<&str>) -> Option<Table> {
        for name in ["categories", "series"] {
            if fields.given(name).is_none() {
                return self.refuse(Finding::MissingField(name), &fields.at(name));
            }
        }
        let categories_at = fields.at("categories");
        let entries = self.entries(fields.given("categories")?, &categories_at)?;
        if let Some(Value::List(series)) = fields.given("series") {
            self.limit(Amount::Series, series.len(), MAX_SERIES, &fields.at("series"))?;
            self.count(entries.len().saturating_mul(series.len()), &categories_at)?;
        }
        let written = entries.len();
        let mut wanted = self.highlight(fields);
        let mut categories = Vec::with_capacity(written);
        for (index, entry) in entries.iter().enumerate() {
            categories.extend(self.category(entry, &At::Entry(&categories_at, index), &mut wanted));
        }
        let highlight_at = fields.at("highlight");
        for (name, open) in wanted {
            if let Some(place) = open {
                self.complain(Finding::NoSuchCategory(Value::short(name)), &At::Entry(&highlight_at, place));
            }
        }
        let series_at = fields.at("series");
        let entries = self.entries(fields.given("series")?, &series_at)?;
        let alone = entries.len() == 1;
        let mut series = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            let at = At::Entry(&series_at, index);
            let Some(mut read) = self.series(entry, &at, written, index, alone) else { continue };
            if let (true, Some(Value::Text(unit))) = (mixed, entry.get("unit")) {
                let unit = Value::short(unit.trim());
                read.label = Some(read.label.map_or(unit.clone(), |label| format!("{label} ({unit})")));
            }
            series.push(read);
        }
        let wanted = self.stack(fields);
        let sort = self
            .word(
                fields,
                "sort",
                &["none", "ascending", "descending", "label"],
                &[Sort::None, Sort::Ascending, Sort::Descending, Sort::Label],
            )
            .unwrap_or_default();
        let label = |index: usize| categories.get(index).map_or("", |category| category.label.as_str());
        self.duplicates(categories.len(), &label, &categories_at);
        let whole = |series: &Series| series.values.len() == categories.len();
        if categories.is_empty() || series.is_empty() || !series.iter().all(whole) {
            return None;
        }
        let order = (0..categories.len()).collect();
        let mut table = Table { order, categories, series, wanted, stack: wanted, sort };
        table.arrange(unit.filter(|_| !mixed));
        if wanted != Stack::None && table.stack == Stack::None {
            self.complain(Finding::CannotStack("stack"), &fields.at("stack"));
        }
        Some(table)
    }

    /// Counts the numbers of an indicator before they are read; one that would be too many holds none.
    fn count(&mut self, found: usize, at: &At) -> Option<()> {
        self.limit(Amount::Values, self.values.saturating_add(found), MAX_VALUES, at)?;
        self.values += found;
        Some(())
    }

    /// A category; it is highlighted where its id, or its label in any language, is one of those `wanted`, each with
    /// its place in their list until it is found.
    fn category(&mut self, entry: &Value, at: &At, wanted: &mut [(&str, Option<usize>)]) -> Option<Category> {
        let is_object_of_fields = entry.get("label").is_some() || entry.get("id").is_some();
        let (id, label) = if is_object_of_fields {
            let fields = self.fields(entry, at, CATEGORY)?;
            (self.code(&fields, "id"), self.required_text(&fields, "label")?)
        } else {
            (None, self.text_not_blank(entry, at, "label")?)
        };
        let mut highlighted = false;
        if !wanted.is_empty() {
            let written = if is_object_of_fields { entry.get("label") } else { Some(entry) };
            let translations = match written {
                Some(Value::Object(languages)) => languages.as_slice(),
                _ => &[],
            };
            let translations = translations.iter().filter_map(|(_, words)| words.as_text()).map(str::trim);
            for name in [label.as_str()].into_iter().chain(id.as_deref()).chain(translations) {
                // Sorted, since both lists may be long.
                let place = wanted.binary_search_by(|(wanted, _)| (*wanted).cmp(name));
                if let Some((_, open)) = place.ok().and_then(|place| wanted.get_mut(place)) {
                    (*open, highlighted) = (None, true);
                }
            }
        }
        Some(Category { id, label, highlighted })
    }

    fn series(&mut self, entry: &Value, at: &At, length: usize, index: usize, alone: bool) -> Option<Series> {
        let fields = self.fields(entry, at, SERIES)?;
        let label = self.optional_text(&fields, "label");
        let label = label.or_else(|| (!alone).then(|| self.lang.words().series(index + 1)));
        let Some(values) = fields.get("values") else {
            return self.refuse(Finding::MissingField("values"), &fields.at("values"));
        };
        let values = self.numbers(values, &fields.at("values"), length);
        let targets = match fields.get("targets") {
            Some(targets) => self.numbers(targets, &fields.at("targets"), length),
            None => Some(Vec::new()),
        };
        Some(Series { label, values: values?, targets: targets? })
    }

    fn numbers(&mut self, value: &Value, at: &At, length: usize) -> Option<Vec<Option<Quantity>>> {
        let Value::List(entries) = value else { return self.refuse(Finding::NotAList, at) };
        if entries.len() != length {
            return self.refuse(Finding::LengthsDiffer { expected: length, found: entries.len() }, at);
        }
        let mut numbers = Vec::with_capacity(length);
        for (index, entry) in entries.iter().enumerate() {
            // Each is read, so that each that is wrong is complained of.
            numbers.extend(self.number(entry, &At::Entry(at, index)));
        }
        (numbers.len() == length).then_some(numbers)
    }

    fn stack(&mut self, fields: &Fields) -> Stack {
        match fields.get("stack") {
            None | Some(Value::Bool(false)) => Stack::None,
            Some(Value::Bool(true)) => Stack::Amounts,
            Some(Value::Text(word)) if word == "percent" => Stack::Percent,
            Some(other) => {
                let found = other.as_text().map_or_else(|| other.sketch(), Value::short);
                let finding = Finding::NotInList { found, allowed: &["true", "\"percent\""] };
                self.refuse(finding, &fields.at("stack")).unwrap_or_default()
            }
        }
    }

    /// The names that are to stand out, sorted, each once, and where it stands.
    fn highlight<'v>(&mut self, fields: &Fields<'v>) -> Vec<(&'v str, Option<usize>)> {
        let at = fields.at("highlight");
        let Some(value) = fields.get("highlight") else { return Vec::new() };
        let Value::List(entries) = value else { return self.refuse(Finding::NotAList, &at).unwrap_or_default() };
        let mut wanted = Vec::with_capacity(entries.len());
        for (index, entry) in entries.iter().enumerate() {
            match entry {
                Value::Text(name) => wanted.push((name.as_str(), Some(index))),
                _ => self.complain(Finding::NotAText, &At::Entry(&at, index)),
            }
        }
        let name = |place: usize| wanted.get(place).map(|(name, _)| *name);
        let order = sorted(wanted.len(), &|one, other| name(one).cmp(&name(other)));
        let mut names: Vec<_> = order.iter().filter_map(|&place| wanted.get(place).copied()).collect();
        names.dedup_by_key(|(name, _)| *name);
        names
    }

    /// Complains of the first category that is there twice.
    fn duplicates<'a>(&mut self, count: usize, label: &dyn Fn(usize) -> &'a str, at: &At) {
        let by_label = sorted(count, &|one, other| label(one).cmp(label(other)));
        let twice = by_label.iter().zip(by_label.iter().skip(1)).filter(|&(&one, &other)| label(one) == label(other));
        if let Some(&index) = twice.map(|(_, other)| other).min() {
            self.complain(Finding::DuplicateCategory(Value::short(label(index))), &At::Entry(at, index));
        }
    }
}

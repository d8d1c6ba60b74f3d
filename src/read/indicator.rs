//! One indicator: its names and remarks, its changes, and the picture it becomes.

use super::document::Around;
use super::fields::{At, Fields, likely};
use super::{Reader, View, decimals, doubts};
use crate::complaint::{Amount, Finding};
use crate::limits::{LEAST_TOTAL, MAX_NUMBER, MAX_SEGMENTS, MAX_TILES};
use crate::model::{Basis, Change, ChangeAmount, HigherIs, Indicator, Picture, Qualifier, Shape, Versus, two_units};
use crate::wire::Value;

pub const FIELDS: &[&str] = &[
    "label",
    "id",
    "unit",
    "note",
    "source",
    "asOf",
    "decimals",
    "basis",
    "status",
    "qualifier",
    "higherIs",
    "view",
    "changes",
    "value",
    "total",
    "stated",
    "target",
    "qualitativeRanges",
    "parts",
    "categories",
    "series",
    "stack",
    "sort",
    "highlight",
    "$schema",
];
/// What is read of one shape alone, and the field that makes it that shape.
const OF_SHAPE: [(&str, &str); 5] = [
    ("stated", "total"),
    ("qualitativeRanges", "target"),
    ("stack", "series"),
    ("sort", "series"),
    ("highlight", "series"),
];
const CHANGE: &[&str] = &["percent", "times", "difference", "versus", "of", "base", "words"];
const VERSUS: &[&str] = &["same-period-last-year", "previous-period", "plan", "baseline"];

impl Reader<'_> {
    /// Reads all of it, whatever is wrong: each complaint saves the author a round. The caller looks whether any of
    /// them was an error.
    pub fn indicator(&mut self, value: &Value, at: &At, around: Around) -> Option<Indicator> {
        let fields = self.fields(value, at, FIELDS)?;
        let label = self.required_text(&fields, "label").unwrap_or_default();
        let unit = self.optional_text(&fields, "unit");
        let decimals = self.decimals(&fields);
        let basis = self.word(&fields, "basis", &["cumulative", "in-period"], &[Basis::Cumulative, Basis::InPeriod]);
        let qualifier = self.word(
            &fields,
            "qualifier",
            &["more-than", "less-than", "about"],
            &[Qualifier::MoreThan, Qualifier::LessThan, Qualifier::About],
        );
        let higher_is = self
            .word(
                &fields,
                "higherIs",
                &["better", "worse", "neutral"],
                &[HigherIs::Better, HigherIs::Worse, HigherIs::Neutral],
            )
            .unwrap_or_default();
        let view = self.word(&fields, "view", &View::NAMES, &View::ALL);
        let changes = self.changes(&fields);
        let mixed = self.mixed_series(&fields, unit.as_deref());
        let shape = self.shape(&fields, !changes.is_empty(), mixed, unit.as_deref())?;
        for (field, takes) in OF_SHAPE {
            if fields.get(field).is_some() && fields.get(takes).is_none() {
                self.complain(Finding::StrayField { field, takes }, &fields.at(field));
            }
        }
        // Each series then names its own unit; bars would stand on one axis.
        let unit = unit.filter(|_| !mixed).or_else(|| unit_of_total(&shape));
        let view = match self.options.view {
            _ if mixed => View::As(Picture::Table),
            View::Auto => view.unwrap_or_default(),
            asked => asked,
        };
        let picture = picture(view, &shape, unit.as_deref(), higher_is);
        if let Shape::Parts { parts, total } = &shape {
            if picture == Picture::Tile {
                self.limit(Amount::Tiles, parts.len(), MAX_TILES, &fields.at("parts"))?;
            }
            if let (Some(_), Some((one, other))) = (total, two_units(parts, *total, unit.as_deref())) {
                let (one, other) = (one.to_owned(), other.to_owned());
                self.complain(Finding::UnitsMixed { one, other }, &fields.at("total"));
            }
        }
        let mut indicator = Indicator {
            path: at.to_string(),
            id: self.code(&fields, "id"),
            label,
            decimals: decimals::telling(decimals, &shape, &changes),
            asked_decimals: decimals,
            note: self.optional_text(&fields, "note"),
            source: self.source(&fields),
            as_of: self.date(&fields, "asOf"),
            dated: around.dated,
            basis,
            status: self.status(&fields).unwrap_or(around.status),
            qualifier,
            higher_is,
            wanted: picture,
            unit,
            shape,
            changes,
            doubts: Vec::new(),
        };
        for doubt in doubts::find(&indicator, fields.get("status").is_some(), self.lang) {
            if self.has_room(doubt.code) {
                self.complaints.push(doubt.clone());
                indicator.doubts.push(doubt);
            }
        }
        Some(indicator)
    }

    /// Whether series carry units of their own that are not one and the same. The format has no such field, but bars
    /// of different units on one axis would be a lie.
    fn mixed_series(&mut self, fields: &Fields, unit: Option<&str>) -> bool {
        let Some(Value::List(series)) = fields.get("series") else { return false };
        let mut first = unit;
        for unit in series.iter().filter_map(own_unit) {
            match first {
                Some(first) if first != unit => {
                    let (one, other) = (Value::short(first), Value::short(unit));
                    self.complain(Finding::UnitsMixed { one, other }, &fields.at("series"));
                    return true;
                }
                _ => first = Some(unit),
            }
        }
        false
    }

    fn decimals(&mut self, fields: &Fields) -> Option<u8> {
        let at = fields.at("decimals");
        match fields.get("decimals")? {
            Value::Number(number) if (0.0..=9.0).contains(number) && number.trunc() == *number => Some(*number as u8),
            Value::Number(_) => self.refuse(Finding::OutOfRange { low: 0, high: 9 }, &at),
            other => self.refuse(Finding::NotANumber(other.sketch()), &at),
        }
    }

    fn changes(&mut self, fields: &Fields) -> Vec<Change> {
        let at = fields.at("changes");
        let Some(value) = fields.get("changes") else { return Vec::new() };
        // A program with nothing to report writes an empty list; only an indicator without any figure needs one.
        let Value::List(entries) = value else { return self.refuse(Finding::NotAList, &at).unwrap_or_default() };
        if self.limit(Amount::Tiles, entries.len(), MAX_TILES, &at).is_none() {
            return Vec::new();
        }
        entries.iter().enumerate().filter_map(|(index, entry)| self.change(entry, &At::Entry(&at, index))).collect()
    }

    fn change(&mut self, value: &Value, at: &At) -> Option<Change> {
        let fields = self.fields(value, at, CHANGE)?;
        let mut given = ["percent", "times", "difference"].into_iter().filter(|name| fields.given(name).is_some());
        let amount = match (given.next(), given.next()) {
            (None, _) => self.refuse(Finding::MissingField("percent"), &fields.at("percent")),
            (Some(one), Some(other)) => self.refuse(Finding::TwoShapes(one, other), at),
            (Some(name), None) => self.required_number(&fields, name).map(match name {
                "percent" => ChangeAmount::Percent,
                "times" => ChangeAmount::Times,
                _ => ChangeAmount::Difference,
            }),
        };
        // What fell 2.5 times is not -2.5 times as much.
        if matches!(amount, Some(ChangeAmount::Times(times)) if times.value < 0.0) {
            self.complain(Finding::OutOfRange { low: 0, high: MAX_NUMBER as i64 }, &fields.at("times"));
        }
        let versus = match fields.get("versus") {
            None => self.refuse(Finding::MissingField("versus"), &fields.at("versus")),
            Some(Value::Text(word)) if VERSUS.contains(&word.as_str()) => Some(match word.as_str() {
                "same-period-last-year" => Versus::SamePeriodLastYear,
                "previous-period" => Versus::PreviousPeriod,
                "plan" => Versus::Plan,
                _ => Versus::Baseline,
            }),
            Some(words) => self.text_not_blank(words, &fields.at("versus"), "versus").map(Versus::Words),
        };
        if let Some(Versus::Words(words)) = &versus
            && (likely(words, VERSUS).is_some() || is_code(words))
        {
            self.complain(Finding::UnknownWord { found: Value::short(words), allowed: VERSUS }, &fields.at("versus"));
        }
        let of = self.optional_text(&fields, "of");
        let base = self.optional_number(&fields, "base");
        let words = self.optional_text(&fields, "words");
        Some(Change { amount: amount?, versus: versus?, of, base, words })
    }
}

/// Whether it is written as the words for programs are, and none for people: `same-period`.
fn is_code(words: &str) -> bool {
    words.bytes().any(|byte| byte == b'-') && words.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

/// The unit of a total whose parts alone name one.
fn unit_of_total(shape: &Shape) -> Option<String> {
    let Shape::Parts { parts, total: Some(_) } = shape else { return None };
    let unit = parts.first()?.unit.as_ref()?;
    parts.iter().all(|part| part.unit.as_ref() == Some(unit)).then(|| unit.clone())
}

/// The unit that a series has for itself.
fn own_unit(series: &Value) -> Option<&str> {
    Some(series.get("unit")?.as_text()?.trim()).filter(|unit| !unit.is_empty())
}

/// The picture that was asked for, where the shape allows it; else the one that suits the shape.
fn picture(view: View, shape: &Shape, unit: Option<&str>, higher_is: HigherIs) -> Picture {
    let is_one_unit = match shape {
        Shape::Parts { parts, total } => two_units(parts, *total, unit).is_none(),
        _ => true,
    };
    let own = match shape {
        Shape::Value(_) | Shape::Changes => Picture::Tile,
        Shape::Share { .. } => Picture::Progress,
        Shape::Target { .. } => Picture::Bullet,
        Shape::Parts { .. } if !is_one_unit => Picture::Tile,
        Shape::Parts { total: Some(_), parts } if parts.len() <= MAX_SEGMENTS => Picture::Segments,
        Shape::Parts { .. } | Shape::Table(_) => Picture::Bars,
    };
    match (view, shape) {
        (View::As(Picture::Table), _) => Picture::Table,
        (
            View::As(Picture::Tile),
            Shape::Value(_) | Shape::Share { .. } | Shape::Target { .. } | Shape::Parts { .. },
        ) => Picture::Tile,
        // Only what counts up from zero, and is to be reached, can be filled.
        (View::As(Picture::Progress), Shape::Target { target, .. })
            if target.value.value >= LEAST_TOTAL && higher_is != HigherIs::Worse =>
        {
            Picture::Progress
        }
        (View::As(Picture::Bars), Shape::Parts { .. }) if is_one_unit => Picture::Bars,
        _ => own,
    }
}

//! One indicator in words: headlines, changes, remarks.

use super::{ChangeWords, FigureWords, Kind, SourceWords, sentence};
use crate::complaint::Complaint;
use crate::figure::{self, Headline};
use crate::format;
use crate::model::{
    Change, HigherIs, Indicator, Part, Picture, Qualifier, Quantity, Series, Shape, Source, Stack, Status, Table,
    two_units,
};
use crate::text::{Lang, around, capitalised};
use std::borrow::Cow;

/// The words around the picture of an indicator; `index` counts the checked ones.
pub fn words(indicator: &Indicator, index: usize, lang: Lang) -> FigureWords {
    let kind = match indicator.picture() {
        Picture::Tile => Kind::Tile,
        Picture::Table => Kind::Table,
        _ => Kind::Canvas,
    };
    let headlines = if kind == Kind::Tile { headlines(indicator, lang) } else { Vec::new() };
    // Marks carry bare numbers, so the caption says what they count; a progress bar says it itself.
    let unit = match indicator.picture() {
        Picture::Bars if in_percent(indicator) => Some("%".to_owned()),
        Picture::Bars | Picture::Segments | Picture::Table => common_unit(indicator).map(str::to_owned),
        _ => None,
    };
    let in_headline = usize::from(kind == Kind::Tile && matches!(indicator.shape, Shape::Changes));
    let mut changes: Vec<ChangeWords> =
        indicator.changes.iter().map(|change| change_words(indicator, change, lang)).collect();
    // What the headline says need not be said again, but against what it is measured must be.
    for change in changes.iter_mut().take(in_headline) {
        change.direction = None;
        change.amount = String::new();
    }
    let compared = if kind == Kind::Tile { compared(indicator, lang) } else { Vec::new() };
    let ours = compared.into_iter().chain(certainty(indicator, lang));
    FigureWords {
        kind,
        index,
        id: indicator.id.clone(),
        label: indicator.label.clone(),
        unit,
        headlines,
        changes,
        remarks: ours.map(capitalised).collect(),
        note: indicator.note.clone(),
        source: indicator.source.as_ref().map(|own| source(own, lang)),
        doubts: indicator.doubts_in_words().map(|doubt| doubt.message.clone()).collect(),
        sentence: sentence::of(indicator, lang),
        meter: match (indicator.picture(), &indicator.shape) {
            (Picture::Progress, Shape::Share { value: Some(value), total, .. }) => Some([value.value, total.value]),
            (Picture::Progress, Shape::Target { value: Some(value), target, .. }) => {
                Some([value.value, target.value.value])
            }
            _ => None,
        },
    }
}

/// What all figures of an indicator count, be it that each part says so itself.
fn common_unit(indicator: &Indicator) -> Option<&str> {
    let unit = indicator.unit.as_deref();
    match &indicator.shape {
        Shape::Parts { parts, total } if two_units(parts, *total, unit).is_none() => {
            parts.first().map_or(unit, |part| indicator.unit_of(part))
        }
        _ => unit,
    }
}

/// Whether the marks carry shares of their sum in place of the indicator's own figures.
fn in_percent(indicator: &Indicator) -> bool {
    matches!(&indicator.shape, Shape::Table(table) if table.stack == Stack::Percent)
}

/// What bars of shares show the figures of a category as shares of; nothing where those are in percent and say it
/// themselves.
pub(super) fn whole(indicator: &Indicator, table: &Table, category: usize) -> Option<Quantity> {
    if !in_percent(indicator) || indicator.qualifier.is_some() || figure::are_shares(indicator, table) {
        return None;
    }
    table.whole(category)
}

/// What the figure of a part is a share of: the total, where both are counted in the same unit.
pub(super) fn whole_of_part(indicator: &Indicator, part: &Part, total: Option<Quantity>) -> Option<Quantity> {
    total.filter(|_| indicator.unit_of(part) == indicator.unit.as_deref())
}

/// What such a bar shows in place of its figure.
pub(super) fn share(
    indicator: &Indicator,
    value: Option<Quantity>,
    whole: Option<Quantity>,
    lang: Lang,
) -> Option<String> {
    let (value, whole) = value.zip(whole)?;
    Some(figure::percent(indicator, value, whole, None, lang))
}

/// A figure of a table below a caption that says what all of them are: in percent where the bars are shares.
pub fn captioned(indicator: &Indicator, table: &Table, series: &Series, category: usize, lang: Lang) -> String {
    let Some(value) = series.value(category) else { return figure::missing(indicator, None, lang).to_owned() };
    if indicator.picture() != Picture::Bars || !in_percent(indicator) {
        return figure::at_mark(indicator, value, lang);
    }
    let share = share(indicator, Some(value), whole(indicator, table, category), lang);
    share.unwrap_or_else(|| figure::in_full(indicator, Some(value), lang))
}

/// A series, and what stands in the place of a figure that it lacks.
pub(super) struct Line<'a> {
    pub series: Cow<'a, Series>,
    missing: &'static str,
}

impl Line<'_> {
    /// A figure in full; words where it is missing.
    pub(super) fn in_full(&self, indicator: &Indicator, category: usize, lang: Lang) -> String {
        self.said(category, &|value| figure::in_full(indicator, Some(value), lang))
    }

    /// What `print` makes of a figure; words where it is missing.
    pub(super) fn said(&self, category: usize, print: &dyn Fn(Quantity) -> String) -> String {
        self.series.value(category).map_or_else(|| self.missing.to_owned(), print)
    }
}

/// The series of a table, and the sums that stacked bars print as one more, where any is known.
pub(super) fn lines<'a>(indicator: &Indicator, table: &'a Table, lang: Lang) -> Vec<Line<'a>> {
    let missing = figure::missing(indicator, None, lang);
    let mut lines: Vec<Line> =
        table.series.iter().map(|series| Line { series: Cow::Borrowed(series), missing }).collect();
    if table.stack == Stack::Amounts && lines.len() > 1 {
        let values: Vec<_> = (0..table.categories.len()).map(|category| table.sum(category)).collect();
        if values.iter().any(Option::is_some) {
            let sums = Series { label: Some(lang.words().sum().to_owned()), values, targets: Vec::new() };
            lines.push(Line { series: Cow::Owned(sums), missing: lang.words().incomplete() });
        }
    }
    lines
}

/// What stands in the place of an indicator that could not be checked.
pub fn refused(label: Option<&str>, complaint: &Complaint) -> FigureWords {
    FigureWords {
        label: label.unwrap_or_default().to_owned(),
        doubts: complaint.is_said().then(|| complaint.in_full()).into_iter().collect(),
        ..FigureWords::default()
    }
}

/// A source in words. A name that holds the date of publication already does not get it twice.
pub fn source(source: &Source, lang: Lang) -> SourceWords {
    let said = |date, lang| has_date(&source.name, &format::plain_date(date, lang));
    let published = source.published.filter(|date| !said(*date, Lang::Vi) && !said(*date, Lang::En));
    let published = published.map(|date| format::date(date, lang));
    SourceWords { text: lang.words().source(&source.name, published.as_deref()), url: source.url.clone() }
}

/// Whether the whole date stands in the name: in "21/5/2021" there is no "1/5/2021".
fn has_date(name: &str, date: &str) -> bool {
    let digit = |character: char| character.is_ascii_digit();
    around(name, date).any(|(before, after)| !before.ends_with(digit) && !after.starts_with(digit))
}

/// What a figure is measured by, which a tile has no marks for: range and target, or a total.
pub fn compared(indicator: &Indicator, lang: Lang) -> Vec<String> {
    let words = lang.words();
    match &indicator.shape {
        Shape::Target { value, target, ranges } => {
            let within = figure::range(indicator, *value, ranges).map(|range| words.within(&range.label));
            let reached = reached(indicator, *value, target.value, lang).map(str::to_owned);
            let target = figure::target(indicator, target, lang);
            within.into_iter().chain(of_target(indicator, lang)).chain([target]).chain(reached).collect()
        }
        Shape::Share { value: None, total, stated } => vec![figure::of_unknown(indicator, *total, *stated, lang)],
        Shape::Parts { total: Some(total), .. } => vec![words.total(&figure::total(indicator, *total, lang))],
        _ => Vec::new(),
    }
}

/// Whether a target is reached, where the figure is exact enough to tell and one way is the better one.
pub(super) fn reached(
    indicator: &Indicator,
    value: Option<Quantity>,
    target: Quantity,
    lang: Lang,
) -> Option<&'static str> {
    let (value, target) = (value?.value, target.value);
    let lower_is_better = indicator.higher_is == HigherIs::Worse;
    let is_neutral = indicator.higher_is == HigherIs::Neutral;
    let reached = match indicator.qualifier {
        // Nobody said on which side of its target it should be.
        None if is_neutral => (value == target).then_some(true),
        _ if is_neutral => None,
        None => Some(if lower_is_better { value <= target } else { value >= target }),
        Some(Qualifier::MoreThan) => (value >= target).then_some(!lower_is_better),
        Some(Qualifier::LessThan) => (value <= target).then_some(lower_is_better),
        Some(Qualifier::About) => None,
    };
    Some(lang.words().reached(reached?))
}

/// What share of its target a figure is, where the picture says it.
pub(super) fn of_target(indicator: &Indicator, lang: Lang) -> Option<String> {
    let percent = figure::qualified(indicator, figure::percent_of_target(indicator, lang)?, lang);
    Some(lang.words().of_target(&percent))
}

/// Every change, in a phrase each.
pub fn changes(indicator: &Indicator, lang: Lang) -> impl Iterator<Item = String> {
    indicator.changes.iter().map(move |change| {
        let words = change_words(indicator, change, lang);
        [words.amount, words.versus].join(" ")
    })
}

/// Basis and date, status and note: what the table says of the figures.
pub fn remarks(indicator: &Indicator, lang: Lang) -> impl Iterator<Item = String> {
    certainty(indicator, lang).chain(indicator.note.clone())
}

/// Basis and date, and status.
fn certainty(indicator: &Indicator, lang: Lang) -> impl Iterator<Item = String> + use<> {
    let as_of = indicator.as_of.map(|date| format::date(date, lang));
    let counted = lang.words().counted(indicator.basis, as_of.as_deref(), indicator.dated);
    [counted, status(indicator, lang).map(str::to_owned)].into_iter().flatten()
}

/// How sure the figures are; nothing where words stand in the place of all of them: they say already why there are none,
/// and what is not there is not provisional either.
pub fn status(indicator: &Indicator, lang: Lang) -> Option<&'static str> {
    lang.words().status(indicator.status).filter(|_| !is_missing(indicator))
}

/// How sure the figure of a part is, where that is not what is said of all of them.
pub(super) fn own_status(indicator: &Indicator, part: &Part, lang: Lang) -> Option<&'static str> {
    let own = part.status.filter(|own| part.value.is_some() && *own != indicator.status)?;
    Some(lang.words().status(own).unwrap_or(lang.words().official()))
}

fn is_missing(indicator: &Indicator) -> bool {
    let has_none = match &indicator.shape {
        Shape::Value(value) | Shape::Share { value, .. } | Shape::Target { value, .. } => value.is_none(),
        Shape::Parts { parts, .. } => parts.iter().all(|part| part.value.is_none()),
        Shape::Table(table) => table.series.iter().flat_map(|series| &series.values).all(Option::is_none),
        Shape::Changes => false,
    };
    let says_why = matches!(indicator.status, Status::NotReported | Status::NotApplicable);
    has_none && (says_why || indicator.changes.is_empty())
}

pub(super) fn change_words(indicator: &Indicator, change: &Change, lang: Lang) -> ChangeWords {
    let amount = figure::change(indicator, change, lang);
    ChangeWords {
        // The source's words say which way: a rank of 8 less is one of 8 higher.
        direction: change.words.is_none().then(|| figure::direction(change)),
        meaning: figure::meaning(indicator, change),
        amount: match &change.of {
            Some(of) => format!("{of} {amount}"),
            None => amount,
        },
        versus: figure::versus(indicator, change, lang),
    }
}

fn headlines(indicator: &Indicator, lang: Lang) -> Vec<Headline> {
    let unit = indicator.unit.as_deref();
    match &indicator.shape {
        Shape::Value(value) | Shape::Target { value, .. } => vec![Headline::of(indicator, *value, unit, None, lang)],
        &Shape::Share { value, total, stated } => {
            let headline = Headline::of_share(indicator, value, total, stated, lang);
            let of_total = value.map(|value| figure::of_total(indicator, value, total, lang));
            vec![Headline { after: of_total.or(headline.after), ..headline }]
        }
        Shape::Parts { parts, .. } => parts
            .iter()
            .map(|part| {
                let unit = indicator.unit_of(part);
                let headline = Headline::of(indicator, part.value, unit, part.status, lang);
                let own = own_status(indicator, part, lang).map(|status| format!("({status})"));
                let after = [headline.after, own].into_iter().flatten().reduce(|unit, own| [unit, own].join(" "));
                // "39 tập thể" needs no label that says "tập thể" again.
                let label = (unit != Some(&part.label)).then(|| part.label.clone());
                Headline { after, label, ..headline }
            })
            .collect(),
        Shape::Changes => indicator
            .changes
            .first()
            .map(|change| {
                let figure = figure::change(indicator, change, lang);
                Headline { before: None, figure, after: None, label: change.of.clone() }
            })
            .into_iter()
            .collect(),
        Shape::Table(_) => Vec::new(),
    }
}

//! An indicator's figures as they are printed. The same strings serve the picture, the caption, the table and the
//! sentences, so that none of them can say something else than the others.

use crate::format;
use crate::model::{
    Change, ChangeAmount, HigherIs, Indicator, Part, Picture, QualitativeRange, Quantity, Shape, Stack, Status, Table,
    Target, is_percent,
};
use crate::text::{Direction, Lang};
use serde::Serialize;

/// The number alone, with the indicator's decimals. Those of a share are its percentage's, so that counts get none.
pub fn number(indicator: &Indicator, quantity: Quantity, lang: Lang) -> String {
    let decimals = match indicator.shape {
        Shape::Share { .. } => indicator.decimals.map(|decimals| decimals.min(quantity.decimals)),
        _ => indicator.decimals,
    };
    format::quantity(quantity, decimals, lang)
}

/// The qualitative range of a figure that is exact enough to tell.
pub fn range<'a>(
    indicator: &Indicator,
    value: Option<Quantity>,
    ranges: &'a [QualitativeRange],
) -> Option<&'a QualitativeRange> {
    let value = value.filter(|_| indicator.qualifier.is_none())?;
    ranges.iter().find(|range| value.value <= range.up_to.value)
}

/// A number at a mark, with its qualifier: "trên 11,4".
pub fn at_mark(indicator: &Indicator, value: Quantity, lang: Lang) -> String {
    qualified(indicator, number(indicator, value, lang), lang)
}

/// Whether the bars are shares of their sum, and the figures are such already: then they are printed as they were given.
pub fn are_shares(indicator: &Indicator, table: &Table) -> bool {
    table.stack == Stack::Percent && is_percent(indicator.unit.as_deref())
}

/// What is printed of the figure, with the word for the sense in which it is not exact.
pub fn qualified(indicator: &Indicator, figure: String, lang: Lang) -> String {
    match qualifier(indicator, lang) {
        Some(qualifier) => format!("{qualifier} {figure}"),
        None => figure,
    }
}

fn qualifier(indicator: &Indicator, lang: Lang) -> Option<&'static str> {
    indicator.qualifier.map(|qualifier| lang.words().qualifier(qualifier))
}

/// A large figure with the small words around it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Headline {
    /// Before the number: "trên".
    pub before: Option<&'static str>,
    /// The number; empty where there is none.
    pub figure: String,
    /// After the number: the unit; or why there is none.
    pub after: Option<String>,
    /// Above: what it counts, where several figures share a caption and the units do not tell them apart.
    pub label: Option<String>,
}

impl Headline {
    /// A figure in large type, or why there is none.
    pub fn of(
        indicator: &Indicator,
        value: Option<Quantity>,
        unit: Option<&str>,
        own: Option<Status>,
        lang: Lang,
    ) -> Headline {
        let (figure, after) = match value {
            Some(value) => with_sign(&number(indicator, value, lang), unit, lang),
            None => (String::new(), Some(missing(indicator, own, lang).to_owned())),
        };
        let before = value.and(qualifier(indicator, lang));
        Headline { before, figure, after, label: None }
    }

    /// So many of a total, in percent.
    pub fn of_share(
        indicator: &Indicator,
        value: Option<Quantity>,
        total: Quantity,
        stated: Option<Quantity>,
        lang: Lang,
    ) -> Headline {
        let Some(value) = value else { return Headline::of(indicator, None, None, None, lang) };
        let figure = percent(indicator, value, total, stated, lang);
        Headline { before: qualifier(indicator, lang), figure, after: None, label: None }
    }

    /// What is written of it on one line, and what of that is large: the number, or the words in its place.
    pub fn pieces(&self) -> impl Iterator<Item = (&str, bool)> {
        let pieces = [(self.before, false), (Some(&*self.figure), true), (self.after.as_deref(), false)];
        pieces.into_iter().filter_map(|(words, large)| Some((words.filter(|words| !words.is_empty())?, large)))
    }
}

/// A number and its unit, without the qualifier: that belongs to the figure and not to what it is compared with.
pub fn exact(indicator: &Indicator, quantity: Quantity, lang: Lang) -> String {
    with_unit(&number(indicator, quantity, lang), indicator.unit.as_deref(), lang)
}

/// A figure in full: qualifier, number and unit ("trên 11,4 tỷ đồng"); words where it is missing.
pub fn in_full(indicator: &Indicator, value: Option<Quantity>, lang: Lang) -> String {
    full(indicator, value, indicator.unit.as_deref(), None, lang)
}

/// That of a part, with as much of its unit as is to be said.
pub fn part_in_full(indicator: &Indicator, part: &Part, unit: Option<&str>, lang: Lang) -> String {
    full(indicator, part.value, unit, part.status, lang)
}

fn full(indicator: &Indicator, value: Option<Quantity>, unit: Option<&str>, own: Option<Status>, lang: Lang) -> String {
    match value {
        Some(quantity) => qualified(indicator, with_unit(&number(indicator, quantity, lang), unit, lang), lang),
        None => missing(indicator, own, lang).to_owned(),
    }
}

/// What a target is called, how high it is and when it is due.
pub fn target(indicator: &Indicator, target: &Target, lang: Lang) -> String {
    let due = target.due.map(|due| format::date(due, lang));
    lang.words().target(&exact(indicator, target.value, lang), target.label.as_deref(), due.as_deref())
}

/// What one of several marks is to reach.
pub fn mark_target(indicator: &Indicator, target: Quantity, lang: Lang) -> String {
    lang.words().target(&exact(indicator, target, lang), None, None)
}

/// The words for a number that is missing: the mark's own reason, else the indicator's.
pub fn missing(indicator: &Indicator, own: Option<Status>, lang: Lang) -> &'static str {
    lang.words().missing(own.unwrap_or(indicator.status))
}

/// A number and its unit: signs such as `%` and `°C` stand close, words after a space.
pub fn with_unit(number: &str, unit: Option<&str>, lang: Lang) -> String {
    match with_sign(number, unit, lang) {
        (figure, Some(unit)) => format!("{figure} {unit}"),
        (figure, None) => figure,
    }
}

/// "116 xã": what the parts are parts of, as the source wrote it.
pub fn total(indicator: &Indicator, total: Quantity, lang: Lang) -> String {
    with_unit(&format::quantity(total, None, lang), indicator.unit.as_deref(), lang)
}

/// A number with the sign that belongs to it, and the unit in words that stands beside it: "12%", "12" and "xã"; in
/// English "$12" and "million", "−£12bn".
pub fn with_sign(number: &str, unit: Option<&str>, lang: Lang) -> (String, Option<String>) {
    let Some(unit) = unit else { return (number.to_owned(), None) };
    // "17/19", too, is one figure.
    let is_fraction =
        unit.strip_prefix('/').is_some_and(|whole| whole.starts_with(|first: char| first.is_ascii_digit()));
    if unit.starts_with(['%', '‰', '°']) || is_fraction {
        return (format!("{number}{unit}"), None);
    }
    let Some((sign, rest)) = currency(unit).filter(|_| lang == Lang::En) else {
        return (number.to_owned(), Some(unit.to_owned()));
    };
    let figure = match number.strip_prefix('\u{2212}') {
        Some(size) => ["\u{2212}", sign, size].concat(),
        None => [sign, number].concat(),
    };
    match rest.strip_prefix(' ') {
        Some(words) => (figure, Some(words.to_owned())),
        None => (figure + rest, None),
    }
}

/// The sign of a currency that a unit begins with, as "US$" in "US$ million", where what follows can stand behind a
/// number: digits cannot, as in "£000".
fn currency(unit: &str) -> Option<(&str, &str)> {
    let country = unit.bytes().take_while(u8::is_ascii_uppercase).count();
    let sign = unit.get(country..)?.chars().next().filter(|sign| matches!(sign, '$' | '£' | '€' | '¥'))?;
    let (sign, rest) = unit.split_at_checked(country + sign.len_utf8())?;
    let follows = |first: &u8| first.is_ascii_lowercase() || *first == b'/';
    rest.strip_prefix(' ').unwrap_or(rest).as_bytes().first().is_none_or(follows).then_some((sign, rest))
}

/// "Tổng số 116 xã", or "69,83% trong tổng số 116 xã" where the share was printed: what is known of a count that is not.
pub fn of_unknown(indicator: &Indicator, total: Quantity, stated: Option<Quantity>, lang: Lang) -> String {
    let total = self::total(indicator, total, lang);
    let percent = |stated| qualified(indicator, format!("{}%", format::quantity(stated, None, lang)), lang);
    stated.map_or_else(|| lang.words().total(&total), |stated| lang.words().part_of(&percent(stated), &total))
}

/// A figure whose unit in words follows later.
fn with_own_sign(indicator: &Indicator, value: Quantity, lang: Lang) -> String {
    let (figure, _) = with_sign(&number(indicator, value, lang), indicator.unit.as_deref(), lang);
    qualified(indicator, figure, lang)
}

/// "81 / 116 xã": so many of a total.
pub fn of_total(indicator: &Indicator, value: Quantity, total: Quantity, lang: Lang) -> String {
    format!("{} / {}", with_own_sign(indicator, value, lang), self::total(indicator, total, lang))
}

/// "69,83%": the share as the source printed it, unless that is in doubt or other decimals are asked for; else ours,
/// which then has those, or the ones that the doubt is about.
pub fn percent(
    indicator: &Indicator,
    value: Quantity,
    total: Quantity,
    stated: Option<Quantity>,
    lang: Lang,
) -> String {
    let is_doubted = indicator.doubts.iter().any(|doubt| doubt.code == "stated-disagrees");
    if let Some(stated) = stated.filter(|_| !is_doubted && indicator.decimals.is_none()) {
        return format!("{}%", format::quantity(stated, None, lang));
    }
    format::share(value.value, total.value, indicator.decimals, lang)
}

/// "81 trong tổng số 116 xã, chiếm 69,83%": so many of a total, and the share, in a sentence.
pub fn share(indicator: &Indicator, value: Quantity, total: Quantity, stated: Option<Quantity>, lang: Lang) -> String {
    let percent = qualified(indicator, percent(indicator, value, total, stated, lang), lang);
    let number = with_own_sign(indicator, value, lang);
    let is_part = (0.0..=total.value).contains(&value.value);
    lang.words().share(&number, &self::total(indicator, total, lang), &percent, is_part)
}

/// "86%": what share of its target the figure is, where the picture is a bar that fills towards it.
pub fn percent_of_target(indicator: &Indicator, lang: Lang) -> Option<String> {
    match (indicator.picture(), &indicator.shape) {
        (Picture::Progress, Shape::Target { value: Some(value), target, .. }) => {
            Some(percent(indicator, *value, target.value, None, lang))
        }
        _ => None,
    }
}

/// Which way a change went.
pub fn direction(change: &Change) -> Direction {
    let (value, still) = match change.amount {
        ChangeAmount::Percent(quantity) | ChangeAmount::Difference(quantity) => (quantity.value, 0.0),
        ChangeAmount::Times(quantity) => (quantity.value, 1.0),
    };
    match value {
        value if value > still => Direction::Up,
        value if value < still => Direction::Down,
        _ => Direction::Same,
    }
}

/// The change itself: the source's words, else ours: "tăng 28%", "gấp 2,5 lần".
pub fn change(indicator: &Indicator, change: &Change, lang: Lang) -> String {
    if let Some(words) = &change.words {
        return words.clone();
    }
    let words = lang.words();
    let size = |quantity: Quantity| Quantity { value: quantity.value.abs(), ..quantity };
    // Where there is no other figure, the qualifier is that of the change.
    let qualified = |figure: String| match indicator.shape {
        Shape::Changes => qualified(indicator, figure, lang),
        _ => figure,
    };
    match change.amount {
        ChangeAmount::Percent(percent) => {
            words.change(direction(change), &qualified(format!("{}%", format::quantity(size(percent), None, lang))))
        }
        ChangeAmount::Times(factor) => words.times(direction(change), &qualified(format::quantity(factor, None, lang))),
        ChangeAmount::Difference(difference) => {
            let difference = size(difference);
            let figure = match (&change.of, indicator.unit.as_deref()) {
                // Nobody said in which unit something else is counted.
                (Some(_), _) => format::quantity(difference, None, lang),
                // A share of 3,25% that falls by 0,5 percent is still 3,23%.
                (None, unit) if is_percent(unit) => words.percentage_points(&number(indicator, difference, lang)),
                (None, _) => exact(indicator, difference, lang),
            };
            words.change(direction(change), &qualified(figure))
        }
    }
}

/// Against what, and from which figure: "so với cùng kỳ (từ 488)".
pub fn versus(indicator: &Indicator, change: &Change, lang: Lang) -> String {
    let words = lang.words();
    let versus = match (change.amount, &change.words) {
        (ChangeAmount::Times(_), None) => words.times_versus(&change.versus),
        (_, None) => words.versus(direction(change), &change.versus),
        (_, Some(_)) => words.versus(Direction::Up, &change.versus),
    };
    let Some(base) = change.base else { return versus.to_owned() };
    // Nobody said in which unit something else is counted.
    let base = match change.of {
        Some(_) => format::quantity(base, None, lang),
        None => with_sign(&number(indicator, base, lang), indicator.unit.as_deref(), lang).0,
    };
    format!("{versus} ({})", words.base(&base))
}

/// Whether a change is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Meaning {
    /// It is good.
    Better,
    /// It is bad.
    Worse,
    /// Neither, or nobody said.
    Neutral,
}

/// What a change means.
pub fn meaning(indicator: &Indicator, change: &Change) -> Meaning {
    match (direction(change), indicator.higher_is) {
        // What changed is something else, and nobody said which way it should go.
        _ if change.of.is_some() => Meaning::Neutral,
        (Direction::Up, HigherIs::Better) | (Direction::Down, HigherIs::Worse) => Meaning::Better,
        (Direction::Up, HigherIs::Worse) | (Direction::Down, HigherIs::Better) => Meaning::Worse,
        _ => Meaning::Neutral,
    }
}

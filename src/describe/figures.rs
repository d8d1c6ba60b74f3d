//! One indicator in words: headlines, changes, remarks.

use super::{ChangeWords, FigureWords, Headline, SourceWords, sentence};
use crate::complaint::Complaint;
use crate::figure;
use crate::format;
use crate::model::{Change, Indicator, Picture, Quantity, Shape, Source, Stack, Status};
use crate::text::{Direction, Lang};

/// The words around the picture of an indicator; `index` counts the checked ones.
pub fn words(indicator: &Indicator, index: usize, lang: Lang) -> FigureWords {
    let kind = match indicator.picture {
        Picture::Tile => "tile",
        Picture::Table => "table",
        _ => "canvas",
    };
    let headlines = if kind == "tile" { headlines(indicator, lang) } else { Vec::new() };
    // Marks carry bare numbers, so the caption says what they count; a progress bar says it itself.
    let unit = match indicator.picture {
        Picture::Bars if in_percent(indicator) => Some("%".to_owned()),
        Picture::Bars | Picture::Segments | Picture::Table => indicator.unit.clone(),
        _ => None,
    };
    let in_headline = usize::from(kind == "tile" && matches!(indicator.shape, Shape::Changes));
    let mut changes: Vec<ChangeWords> =
        indicator.changes.iter().map(|change| change_words(indicator, change, lang)).collect();
    // What the headline says need not be said again, but against what it is measured must be.
    for change in changes.iter_mut().take(in_headline) {
        change.direction = "none";
        change.amount = String::new();
    }
    FigureWords {
        kind,
        index,
        id: indicator.id.clone(),
        label: indicator.label.clone(),
        unit,
        headlines,
        changes,
        remarks: [if kind == "tile" { compared(indicator, lang) } else { Vec::new() }, remarks(indicator, lang)]
            .concat(),
        source: indicator.source.as_ref().map(|own| source(own, lang)),
        doubts: indicator.doubts.iter().map(|doubt| doubt.message.clone()).collect(),
        sentence: sentence::of(indicator, lang),
        meter: match (indicator.picture, &indicator.shape) {
            (Picture::Progress, Shape::Share { value: Some(value), total, .. }) => Some([value.value, total.value]),
            (Picture::Progress, Shape::Target { value: Some(value), target, .. }) => {
                Some([value.value, target.value.value])
            }
            _ => None,
        },
    }
}

/// Whether the marks carry shares of their sum in place of the indicator's own figures.
fn in_percent(indicator: &Indicator) -> bool {
    matches!(&indicator.shape, Shape::Table(table) if table.stack == Stack::Percent)
}

/// What stands in the place of an indicator that could not be checked.
pub fn refused(label: Option<&str>, complaint: &Complaint) -> FigureWords {
    FigureWords {
        kind: "refused",
        label: label.unwrap_or_default().to_owned(),
        doubts: vec![complaint.in_full()],
        ..FigureWords::default()
    }
}

/// A source in words. A name that holds the date of publication already does not get it twice.
pub fn source(source: &Source, lang: Lang) -> SourceWords {
    let published = source.published.filter(|date| !source.name.contains(&format::plain_date(*date, lang)));
    let published = published.map(|date| format::date(date, lang));
    SourceWords { text: lang.words().source(&source.name, published.as_deref()), url: source.url.clone() }
}

/// What a figure is measured by, which a tile has no marks for: range and target, or the total of its parts.
pub fn compared(indicator: &Indicator, lang: Lang) -> Vec<String> {
    let words = lang.words();
    match &indicator.shape {
        Shape::Target { value, target, ranges } => {
            let due = target.due.map(|date| format::date(date, lang));
            let number = figure::exact(indicator, target.value, lang);
            let comparative = words.target(&number, target.label.as_deref(), due.as_deref());
            let within = figure::range(indicator, *value, ranges).map(|range| words.within(&range.label));
            within.into_iter().chain([comparative]).collect()
        }
        Shape::Parts { total: Some(total), .. } => vec![words.total(&figure::total(indicator, *total, lang))],
        _ => Vec::new(),
    }
}

/// Every change, in a phrase each.
pub fn changes(indicator: &Indicator, lang: Lang) -> impl Iterator<Item = String> {
    indicator.changes.iter().map(move |change| {
        let words = change_words(indicator, change, lang);
        [words.amount, words.versus].join(" ")
    })
}

/// Basis and date, status and note: quiet lines below the picture and in the table.
pub fn remarks(indicator: &Indicator, lang: Lang) -> Vec<String> {
    let words = lang.words();
    let as_of = indicator.as_of.map(|date| format::date(date, lang));
    [
        words.counted(indicator.basis, as_of.as_deref(), indicator.dated),
        status(indicator, lang).map(str::to_owned),
        indicator.note.clone(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// How sure the figures are; nothing where words stand in the place of the only one: they say already why there is none, and
/// what is not there is not provisional either.
pub fn status(indicator: &Indicator, lang: Lang) -> Option<&'static str> {
    lang.words().status(indicator.status).filter(|_| !is_missing(indicator))
}

fn is_missing(indicator: &Indicator) -> bool {
    let (Shape::Value(value) | Shape::Share { value, .. } | Shape::Target { value, .. }) = &indicator.shape else {
        return false;
    };
    let says_why = matches!(indicator.status, Status::NotReported | Status::NotApplicable);
    value.is_none() && (says_why || indicator.changes.is_empty())
}

pub(super) fn change_words(indicator: &Indicator, change: &Change, lang: Lang) -> ChangeWords {
    let amount = figure::change(indicator, change, lang);
    ChangeWords {
        direction: match figure::direction(change) {
            Direction::Up => "up",
            Direction::Down => "down",
            Direction::Same => "none",
        },
        meaning: figure::meaning(indicator, change),
        amount: match &change.of {
            Some(of) => format!("{of} {amount}"),
            None => amount,
        },
        versus: figure::versus(indicator, change, lang),
    }
}

fn headlines(indicator: &Indicator, lang: Lang) -> Vec<Headline> {
    let of = |value: Option<Quantity>, unit: Option<&str>, status: Status, label: Option<String>| Headline {
        before: value.and(indicator.qualifier).map(|qualifier| lang.words().qualifier(qualifier).to_owned()),
        figure: match (value, unit) {
            (Some(value), Some(sign)) if sign.starts_with(['%', '‰', '°']) => {
                figure::with_unit(&figure::number(indicator, value, lang), unit)
            }
            (Some(value), _) => figure::number(indicator, value, lang),
            (None, _) => figure::missing(indicator, status, lang).to_owned(),
        },
        after: value.and(unit).filter(|unit| !unit.starts_with(['%', '‰', '°'])).map(str::to_owned),
        label,
    };
    let unit = indicator.unit.as_deref();
    let plain = |figure: String, after: Option<String>| Headline { before: None, figure, after, label: None };
    match &indicator.shape {
        Shape::Value(value) | Shape::Target { value, .. } => vec![of(*value, unit, indicator.status, None)],
        Shape::Share { value: Some(value), total, stated } => vec![Headline {
            before: indicator.qualifier.map(|qualifier| lang.words().qualifier(qualifier).to_owned()),
            ..plain(
                figure::percent(indicator, *value, *total, *stated, lang),
                Some(figure::of_total(indicator, *value, *total, lang)),
            )
        }],
        Shape::Share { value: None, .. } => vec![of(None, unit, indicator.status, None)],
        Shape::Parts { parts, .. } => parts
            .iter()
            .map(|part| {
                let unit = part.unit.as_deref().or(unit);
                // "39 tập thể" needs no label that says "tập thể" again.
                let label = (unit != Some(&part.label)).then(|| part.label.clone());
                of(part.value, unit, part.status, label)
            })
            .collect(),
        Shape::Changes => indicator
            .changes
            .first()
            .map(|change| Headline { label: change.of.clone(), ..plain(figure::change(indicator, change, lang), None) })
            .into_iter()
            .collect(),
        Shape::Table(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{FigureWords, page, table};
    use crate::doors::read_own;
    use crate::read::Options;

    /// The words of the first figure, and all that the table says, in English.
    fn said(json: &str) -> (FigureWords, String) {
        let options = Options { lang: Some("en".to_owned()), ..Options::default() };
        let document = read_own(json, &options).document.expect("a document");
        let table = table(&document, usize::MAX);
        let cells: Vec<String> =
            table.sections.iter().flat_map(|section| section.rows.iter().flatten()).cloned().collect();
        let mut groups = page(&document).groups;
        (groups.remove(0).figures.remove(0), [vec![table.caption], cells].concat().join("|"))
    }

    #[test]
    fn a_change_of_something_else_says_of_what_everywhere() {
        let change = r#"{"percent":5,"of":"Capital","versus":"plan"}"#;
        let (figure, table) = said(&format!(r#"{{"label":"Business","changes":[{change}]}}"#));
        assert_eq!(figure.headlines[0].label.as_deref(), Some("Capital"));
        assert_eq!(figure.sentence, "Business: Capital up 5% against the plan.");
        assert!(table.ends_with("Business|Capital up 5%|against the plan"), "{table}");
    }

    #[test]
    fn what_a_change_is_measured_against_fits_after_it() {
        let check = |amount: &str, versus: &str, expected: &str| {
            let change = format!(r#"{{{amount},"versus":"{versus}"}}"#);
            let (figure, table) = said(&format!(r#"{{"label":"A","value":1,"changes":[{change}]}}"#));
            assert_eq!(figure.sentence, format!("A: 1; {expected}."));
            assert!(table.ends_with(&format!("A|1|{expected}")), "{table}");
        };
        check(r#""percent":28"#, "same-period-last-year", "up 28% on the same period last year");
        check(r#""times":2.5"#, "same-period-last-year", "2.5 times as much as in the same period last year");
        check(r#""times":0.5"#, "previous-period", "0.5 times as much as in the previous period");
        check(r#""times":1"#, "plan", "just as much as planned");
        check(r#""times":2"#, "baseline", "2 times as much as at the baseline");
        check(r#""times":2,"words":"twofold""#, "plan", "twofold against the plan");
    }

    #[test]
    fn a_tile_says_what_its_figure_is_measured_by() {
        let ranges = r#"[{"upTo":60,"label":"low"},{"upTo":100,"label":"high"}]"#;
        let target = r#"{"value":90,"label":"Plan","due":"2021-12-31"}"#;
        let (figure, _) = said(&format!(
            r#"{{"label":"A","value":86,"target":{target},"qualitativeRanges":{ranges},"note":"N","view":"tile"}}"#
        ));
        assert_eq!(figure.remarks, ["in the range high", "Plan: 90, by 31 December 2021", "N"]);
        let parts = r#"[{"label":"x","value":1},{"label":"y","value":2}]"#;
        let (figure, _) = said(&format!(r#"{{"label":"A","parts":{parts},"total":5,"unit":"km","view":"tile"}}"#));
        assert_eq!(figure.remarks, ["Total 5 km"]);
    }

    #[test]
    fn a_printed_share_is_said_as_it_was_printed() {
        let share = |stated: f64| {
            let (figure, table) =
                said(&format!(r#"{{"label":"A","value":"11.4","total":"16.3","stated":{stated},"view":"tile"}}"#));
            assert!(table.contains(&figure.headlines[0].figure), "{table}");
            figure.headlines[0].figure.clone()
        };
        // 69.9 by what was printed of the two figures, which were rounded themselves.
        assert_eq!(share(70.4), "70.4%");
        assert_eq!(share(75.5), "69.9%", "in doubt, and the doubt names the printed one");
    }

    #[test]
    fn a_share_that_falls_by_points_does_not_fall_by_percent() {
        let change = r#""changes":[{"difference":-0.5,"base":3.25,"versus":"plan"}]"#;
        let (figure, _) = said(&format!(r#"{{"label":"A","value":2.75,"unit":"%",{change}}}"#));
        assert_eq!(figure.sentence, "A: 2.75%; down 0.5 percentage points against the plan (from 3.25).");
        // And something else is not counted in the unit of this.
        let change = r#""changes":[{"difference":120.5,"of":"Capital","versus":"plan"}]"#;
        let (figure, _) = said(&format!(r#"{{"label":"A","value":2,"unit":"firms","decimals":0,{change}}}"#));
        assert_eq!(figure.sentence, "A: 2 firms; Capital up 120.5 against the plan.");
    }

    #[test]
    fn a_figure_that_is_not_exact_is_so_everywhere_and_nothing_else_is() {
        let about = r#""qualifier":"less-than""#;
        let (figure, table) = said(&format!(r#"{{"label":"A","value":81,"total":116,"view":"tile",{about}}}"#));
        assert_eq!(figure.headlines[0].before.as_deref(), Some("under"));
        assert_eq!(figure.sentence, "A: under 81 of 116, or under 69.83%.");
        assert!(table.contains("under 81 / 116 (under 69.83%)"), "{table}");
        let ranges = r#"[{"upTo":60,"label":"low"},{"upTo":100,"label":"high"}]"#;
        let (_, table) =
            said(&format!(r#"{{"label":"A","value":50,"unit":"%","target":90,"qualitativeRanges":{ranges},{about}}}"#));
        assert!(table.ends_with("A|under 50%|Target: 90% · low ≤ 60% · high ≤ 100%"), "{table}");
        let (_, table) =
            said(&format!(r#"{{"label":"A","categories":["x"],"series":[{{"values":[1],"targets":[2]}}],{about}}}"#));
        assert!(table.ends_with("x|under 1|2"), "{table}");
    }

    #[test]
    fn a_source_with_an_address_keeps_it() {
        let source = r#"{"name":"S","url":"https://example.org/s"}"#;
        let (figure, table) = said(&format!(r#"{{"label":"A","value":1,"source":{source}}}"#));
        let source = figure.source.expect("a source");
        assert_eq!((source.text.as_str(), source.url.as_deref()), ("Source: S", Some("https://example.org/s")));
        assert!(table.ends_with("A|1|Source: S") && figure.remarks.is_empty(), "{table}");
    }

    #[test]
    fn the_table_of_a_chart_has_all_that_is_said_beside_it() {
        let changes = r#"[{"percent":5,"versus":"plan"}]"#;
        let (_, table) = said(&format!(
            r#"{{"label":"A","categories":["x"],"series":[{{"values":[1]}}],"changes":{changes},"note":"N"}}"#
        ));
        assert_eq!(table, "A · up 5% against the plan · N|x|1");
    }

    #[test]
    fn what_a_group_says_of_its_figures_holds_for_each_that_does_not_say_otherwise() {
        let group = |own: &str| {
            said(&format!(
                r#"{{"groups":[{{"title":"G","status":"provisional","indicators":[{{"label":"A","value":1{own}}}]}}]}}"#
            ))
        };
        let (figure, table) = group("");
        assert_eq!(figure.remarks, ["provisional"]);
        assert!(table.ends_with("A|1|provisional"), "{table}");
        assert!(group(r#","status":"reported""#).0.remarks.is_empty());
    }
}

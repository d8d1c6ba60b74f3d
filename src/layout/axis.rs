//! Numbers and names along an axis.

use super::draft::{Draft, ascent, line_height};
use crate::format;
use crate::scene::{Anchor, Font};
use crate::text::Lang;
use crate::theme::SMALL;

/// What an axis may say at one place.
pub(super) struct AxisLabel<'a> {
    /// Where its middle is to be.
    pub at: f64,
    /// What it says.
    pub words: &'a str,
}

/// A number along an axis: nothing has no decimals.
pub(super) fn number(tick: f64, decimals: u8, lang: Lang) -> String {
    format::number(tick, if tick == 0.0 { 0 } else { decimals }, lang)
}

/// Labels keep at least that far from each other.
const APART: f64 = 8.0;
/// More than that are never highlighted in one picture that still says anything.
const OUTSTANDING: usize = 100;

/// Draws as many of the labels as do not touch each other, evenly thinned, centred on their places but never beyond
/// the picture; in bold, and first, those that stand out. Gives the bottom edge. Of `count` labels, only those that may
/// be drawn are asked for and measured.
pub(super) fn labels_below<'a>(
    draft: &mut Draft,
    count: usize,
    label: &dyn Fn(usize) -> AxisLabel<'a>,
    stands_out: &dyn Fn(usize) -> bool,
    top: f64,
) -> f64 {
    let (width, ink, muted) = (draft.width(), draft.theme.ink, draft.theme.muted);
    let bold = Font { bold: true, ..SMALL };
    let span = |draft: &Draft, label: &AxisLabel, font: Font| {
        let length = draft.measure(label.words, font);
        let left = (label.at - length / 2.0).min(width - length).max(0.0);
        (left, left + length)
    };
    let (mut first, mut others) = (Vec::new(), Vec::with_capacity(count));
    (0..count).for_each(|index| if stands_out(index) { first.push(index) } else { others.push(index) });
    let mut outstanding: Vec<(f64, f64)> = Vec::new();
    for label in first.into_iter().take(OUTSTANDING).map(label) {
        let (from, to) = span(draft, &label, bold);
        if to <= width && outstanding.last().is_none_or(|&(_, end)| end + APART <= from) {
            outstanding.push((from, to));
            draft.text(from, top + ascent(SMALL), Anchor::Start, bold, ink, label.words);
        }
    }
    let places = |draft: &Draft, every: usize| {
        let mut places = Vec::new();
        let mut free_from = f64::NEG_INFINITY;
        // Both ends are named, and others evenly between them.
        let last = others.len().saturating_sub(1);
        let steps = last / every;
        let chosen = (0..=steps).filter_map(|step| others.get(step.saturating_mul(last) / steps.max(1)).copied());
        for label in chosen.map(label) {
            let (from, to) = span(draft, &label, SMALL);
            if from < free_from || to > width + 0.5 {
                return None;
            }
            free_from = to + APART;
            let is_free = outstanding.iter().all(|&(start, end)| end + APART <= from || to + APART <= start);
            if is_free {
                places.push((from, label.words));
            }
        }
        Some(places)
    };
    // Nothing is narrower than eight pixels with its distance: more labels than that need not be tried.
    let mut every = ((others.len() as f64 * 8.0 / width.max(1.0)).floor() as usize).max(1);
    while every == 1 || every < others.len() {
        if let Some(places) = places(draft, every) {
            for (left, words) in places {
                draft.text(left, top + ascent(SMALL), Anchor::Start, SMALL, muted, words);
            }
            return top + line_height(SMALL);
        }
        every = next_step(every);
    }
    if !outstanding.is_empty() {
        return top + line_height(SMALL);
    }
    // Not even two fit beside each other: the first one, in as many lines as it takes.
    let lines = if count > 0 { draft.wrap(label(0).words, SMALL, width) } else { Vec::new() };
    draft.lines(0.0, top, SMALL, muted, &lines)
}

/// 1, 2, 3, 4, 5, 6, 8, 10, 12, 15 …: a quarter more each time, so that the work stays in proportion to the width.
fn next_step(every: usize) -> usize {
    every + (every / 4).max(1)
}

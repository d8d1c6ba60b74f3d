//! Numbers and names along an axis.

use super::draft::{Draft, ascent, line_height};
use crate::scene::Anchor;
use crate::theme::SMALL;

/// Draws as many of the labels as do not touch each other, evenly thinned, centred on their places but never beyond
/// the picture; gives the bottom edge. Only what may be drawn is measured.
pub(super) fn labels_below<S: AsRef<str>>(draft: &mut Draft, at: &[f64], labels: &[S], top: f64) -> f64 {
    let width = draft.width();
    let muted = draft.theme.muted;
    let places = |draft: &Draft, every: usize| {
        let mut places = Vec::new();
        let mut free_from = f64::NEG_INFINITY;
        for (&x, label) in at.iter().zip(labels).step_by(every) {
            let length = draft.measure(label.as_ref(), SMALL);
            let left = (x - length / 2.0).min(width - length).max(0.0);
            if left < free_from {
                return None;
            }
            free_from = left + length + 8.0;
            places.push(left);
        }
        (free_from <= width + 8.5).then_some(places)
    };
    // Nothing is narrower than eight pixels with its distance: more labels than that need not be tried.
    let mut every = ((at.len() as f64 * 8.0 / width.max(1.0)).floor() as usize).max(1);
    while every < at.len() {
        if let Some(places) = places(draft, every) {
            for (&left, label) in places.iter().zip(labels.iter().step_by(every)) {
                draft.text(left, top + ascent(SMALL), Anchor::Start, SMALL, muted, label.as_ref());
            }
            return top + line_height(SMALL);
        }
        every = next_step(every);
    }
    // Not even two fit beside each other: the first one, in as many lines as it takes.
    let lines = labels.first().map_or(Vec::new(), |label| draft.wrap(label.as_ref(), SMALL, width));
    draft.lines(0.0, top, SMALL, muted, &lines)
}

/// 1, 2, 3, 4, 5, 6, 8, 10, 12, 15 …: a quarter more each time, so that the work stays in proportion to the width.
fn next_step(every: usize) -> usize {
    every + (every / 4).max(1)
}

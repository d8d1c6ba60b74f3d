//! A segmented progress bar: the parts of one total.

use super::draft::{Draft, Fill};
use super::headline::GAP_BELOW_WORDS;
use super::legend::{self, Entry, Swatch};
use super::progress::{BAR, full_mark};
use crate::figure;
use crate::format;
use crate::model::{Indicator, Part, Quantity};
use crate::scale::Linear;
use crate::scene::{Rect, Scene};
use crate::theme::LABEL;

/// Draws the parts from left to right in their order. What none of them covers is track, or hatched like a missing bar
/// where the parts that are not known may be in it.
pub(super) fn lay_out(mut draft: Draft, indicator: &Indicator, parts: &[Part], total: Quantity) -> Scene {
    let (lang, width) = (draft.lang, draft.width());
    let words = lang.words().total(&figure::total(indicator, total, lang));
    let lines = draft.wrap(&words, LABEL, width);
    let y0 = draft.lines(0.0, 0.0, LABEL, draft.theme.ink, &lines) + GAP_BELOW_WORDS;
    let y1 = y0 + BAR;

    let amount = |part: &Part| part.value.map_or(0.0, |value| value.value);
    let sum = format::sum(&mut parts.iter().filter_map(|part| part.value)).value;
    let scale = Linear::new((0.0, sum.max(total.value)), (0.0, width));
    let mut so_far = 0.0;
    let (mut entries, mut areas, mut swatches) = (Vec::new(), Vec::new(), Vec::new());
    for (index, part) in parts.iter().enumerate() {
        let fill = Fill::series(draft.theme, index);
        let status = part.status.unwrap_or(indicator.status);
        let from = scale.at(so_far);
        so_far += amount(part);
        let to = scale.at(so_far);
        let area = Rect { x0: from + gap(from, to), y0, x1: to, y1 };
        draft.bar(area, fill, status);
        areas.push(Rect { x0: from, y0, x1: to, y1 });
        entries.push(match part.value {
            Some(value) => Entry {
                swatch: Swatch::Fill(fill, status),
                label: part.label.clone(),
                figure: Some(figure::at_mark(indicator, value, lang)),
                remark: part.status.and_then(|own| lang.words().status(own)).map(str::to_owned),
            },
            None => Entry {
                swatch: Swatch::Missing,
                label: part.label.clone(),
                figure: None,
                remark: Some(figure::missing(indicator, part.status, lang).to_owned()),
            },
        });
    }
    let end = scale.at(so_far);
    let rest = scale.at(total.value);
    let uncovered = Rect { x0: end + gap(end, rest), y0, x1: rest, y1 };
    if parts.iter().any(|part| part.value.is_none()) {
        draft.slot(uncovered);
    } else {
        draft.rect(uncovered.x0, y0, rest, y1, draft.theme.track);
    }
    let bottom = if sum > total.value { full_mark(&mut draft, rest, y0, y1) } else { y1 };
    let begins: Vec<f64> = areas.iter().map(|area| area.x0).collect();
    let bottom = legend::draw_below(&mut draft, bottom + 8.0, LABEL, &entries, &begins, &mut swatches);
    // A part without any extent is found at its name.
    for (index, (area, swatch)) in areas.into_iter().zip(swatches).enumerate() {
        draft.hit(if area.width() > 0.0 { area } else { swatch }, index, 0);
    }
    draft.finish(bottom)
}

/// What a segment gives up at its start, so that neighbours are kept apart: nothing at the start of the bar, and
/// never so much that the segment is gone.
pub(super) fn gap(from: f64, to: f64) -> f64 {
    if from <= 0.0 { 0.0 } else { ((to - from) / 2.0).clamp(0.0, 2.0) }
}

//! A bullet graph after Stephen Few's specification: a figure as a bar, its target as a short line across it, and
//! what counts as poor or good as bands behind both, over a quantitative scale.

use super::axis::{self, AxisLabel, labels_below};
use super::draft::{Draft, Fill, ascent, line_height};
use super::headline;
use super::legend::{self, Entry, Swatch};
use crate::figure::{self, Headline};
use crate::model::{HigherIs, Indicator, QualitativeRange, Quantity, Status, Target};
use crate::scale::{Linear, Ticks, ticks};
use crate::scene::{Anchor, Colour, Rect, Scene};
use crate::theme::{SMALL, mix};

/// How high the bands are; bar and target take a third and two thirds of it.
const BANDS: f64 = 30.0;
const MEASURE: f64 = 10.0;
const TARGET: f64 = 20.0;
/// About so many steps decide where a scale without bands ends.
const STEPS: usize = 6;
/// At most so many have numbers, and none is narrower than that.
const MOST_STEPS: usize = 10;
const STEP: f64 = 72.0;

/// Draws `value` against `target`, over the bands.
pub(super) fn lay_out(
    mut draft: Draft,
    indicator: &Indicator,
    value: Option<Quantity>,
    target: &Target,
    ranges: &[QualitativeRange],
) -> Scene {
    let (lang, width, muted) = (draft.lang, draft.width(), draft.theme.muted);
    let headline = Headline::of(indicator, value, indicator.unit.as_deref(), None, lang);
    let aside = figure::target(indicator, target, lang);
    let mut y = headline::draw(&mut draft, &headline, &aside);

    let number = value.map_or(0.0, |value| value.value);
    let ends = ranges.iter().map(|range| range.up_to.value);
    let low = ends.clone().fold(number.min(target.value.value).min(0.0), f64::min);
    let high = ends.fold(number.max(target.value.value).max(0.0), f64::max);
    // A first band that ends where the scale would begin gets the extent of the second.
    let low = match ranges {
        [first, second, ..] if first.up_to.value <= low => 2.0 * first.up_to.value - second.up_to.value,
        _ => low,
    };
    let figures = [number, target.value.value].into_iter().chain(ranges.iter().map(|range| range.up_to.value));
    let is_whole = figures.map(f64::fract).all(|part| part == 0.0);
    // Bands end the scale where they end; without any, it ends at a round number, the same in every width.
    let whole = ticks(low, high, STEPS, is_whole);
    let (low, high) = match whole.values.as_slice() {
        [first, .., last] if ranges.is_empty() => (*first, *last),
        _ => (low, high),
    };
    let scale = Linear::new((low, high), (0.0, width));
    let steps = steps(&draft, (low, high), is_whole, whole);

    let bands = bands(&draft, scale, ranges, indicator.higher_is);
    let fits = bands.iter().all(|band| draft.measure(band.label(), SMALL) + 8.0 <= band.x1 - band.x0);
    if fits && !bands.is_empty() {
        for band in &bands {
            let middle = (band.x0 + band.x1) / 2.0;
            draft.text(middle, y + ascent(SMALL), Anchor::Middle, SMALL, muted, band.label());
        }
        y += line_height(SMALL);
    }

    let (y0, y1) = (y, y + BANDS);
    if bands.is_empty() {
        draft.rect(0.0, y0, width, y1, draft.theme.track);
    }
    for &Band { x0, x1, tint, .. } in &bands {
        let gap = if x0 > 0.0 { 1.0 } else { 0.0 };
        let ground = draft.theme.ground;
        draft.rect(x0, y0, x0 + gap, y1, ground);
        draft.rect(x0 + gap, y0, x1, y1, tint);
    }
    let middle = (y0 + y1) / 2.0;
    let (zero, end) = (scale.at(0.0), scale.at(number));
    let measure = |x0: f64, x1: f64| Rect { x0, y0: middle - MEASURE / 2.0, x1, y1: middle + MEASURE / 2.0 };
    match value {
        Some(_) => {
            // A thin line of the ground keeps the bar apart from the darkest band.
            let bar = measure(zero.min(end), zero.max(end));
            let ground = draft.theme.ground;
            if bar.width() > 0.0 {
                draft.rect(bar.x0 - 1.0, bar.y0 - 1.0, bar.x1 + 1.0, bar.y1 + 1.0, ground);
            }
            draft.bar(bar, Fill::series(draft.theme, 0), indicator.status);
        }
        None => draft.slot(measure(0.0, width)),
    }
    let x = scale.at(target.value.value).min(width - 2.5).max(2.5);
    draft.marker(Rect { x0: x - 1.5, y0: middle - TARGET / 2.0, x1: x + 1.5, y1: middle + TARGET / 2.0 });
    draft.hit(Rect { x0: 0.0, y0, x1: width, y1 }, 0, 0);

    let labels: Vec<_> = steps.values.iter().map(|&tick| axis::number(tick, steps.decimals, lang)).collect();
    for &tick in &steps.values {
        let x = scale.at(tick).min(width - 0.5).max(0.5);
        draft.rect(x - 0.5, y1, x + 0.5, y1 + 4.0, muted);
    }
    let at = |place: usize| steps.values.get(place).map_or(0.0, |&tick| scale.at(tick));
    let label = |place: usize| AxisLabel { at: at(place), words: labels.get(place).map_or("", String::as_str) };
    let y = labels_below(&mut draft, labels.len(), &label, &|_| false, y1 + 4.0);
    if fits {
        return draft.finish(y);
    }
    let entry = |band: &Band| Entry {
        remark: Some(format!("≤ {}", figure::number(indicator, band.range.up_to, lang))),
        ..Entry::new(Swatch::Fill(Fill::plain(band.tint), Status::Reported), band.label().to_owned())
    };
    let entries: Vec<Entry> = bands.iter().map(entry).collect();
    let y = legend::draw(&mut draft, y + 4.0, SMALL, &entries);
    draft.finish(y)
}

/// As many steps of the scale as have room for their numbers; the last one ends with the picture, half its width farther
/// left. Where that is only one, the first and the last of `whole`, since one number alone is no scale.
fn steps(draft: &Draft, (low, high): (f64, f64), is_whole: bool, mut whole: Ticks) -> Ticks {
    let width = draft.width();
    let most = ((width / STEP) as usize).clamp(1, MOST_STEPS);
    let marks = ticks(low, high, most, is_whole);
    let widths = marks.values.iter().map(|&tick| draft.measure(&axis::number(tick, marks.decimals, draft.lang), SMALL));
    let room = widths.fold(0.0, f64::max) * 1.5 + 8.0;
    let mut marks = ticks(low, high, ((width / room) as usize).clamp(1, most), is_whole);
    let within = |tick: &f64| (low..=high).contains(tick);
    marks.values.retain(within);
    if marks.values.len() >= 2 {
        return marks;
    }
    whole.values.retain(within);
    whole.values = whole.values.first().into_iter().chain(whole.values.last()).copied().collect();
    whole
}

/// A qualitative range as it is drawn.
struct Band<'a> {
    range: &'a QualitativeRange,
    x0: f64,
    x1: f64,
    tint: Colour,
}

impl Band<'_> {
    fn label(&self) -> &str {
        &self.range.label
    }
}

/// The bands from left to right, in tints of one hue: what is poor the most intense, as Few has it; where higher is worse,
/// the last.
fn bands<'a>(draft: &Draft, scale: Linear, ranges: &'a [QualitativeRange], higher_is: HigherIs) -> Vec<Band<'a>> {
    let last = ranges.len().saturating_sub(1);
    let (mut bands, mut x0) = (Vec::new(), 0.0);
    for (place, range) in ranges.iter().enumerate() {
        let paler = if higher_is == HigherIs::Worse { last - place } else { place };
        let tint = mix(draft.theme.muted, draft.theme.track, 0.4 + 0.6 * paler as f64 / last.max(1) as f64);
        let x1 = scale.at(range.up_to.value);
        bands.push(Band { range, x0, x1, tint });
        x0 = x1;
    }
    bands
}

//! Vertical bars: for many categories, or short names. The height is fixed; what is too narrow for a pixel of its
//! own is merged by pixel columns that keep the extremes.

use super::axis::labels_below;
use super::bars::Bars;
use super::draft::{Draft, line_height, middle_to_baseline};
use super::segments::gap;
use super::{figures, legend};
use crate::figure;
use crate::format;
use crate::model::{Quantity, Stack, Status};
use crate::scale::{Linear, Ticks, ticks};
use crate::scene::{Anchor, Font, Rect, Scene};
use crate::theme::{FIGURE, SMALL};
use std::ops::Range;

/// How high the chart is, its legend not counted.
const HEIGHT: f64 = 320.0;
/// How high it is where no bar has any extent.
const HEIGHT_OF_NOTHING: f64 = 80.0;
/// Up to so many categories the bars are horizontal, unless the names are short.
const MANY: usize = 50;
/// Which names are short.
const SHORT: f64 = 48.0;
/// More figures than this never fit above their bars.
const FIGURES_AT_MOST: usize = 200;
/// Wider bars would look like areas.
const WIDEST: f64 = 96.0;

/// Whether the bars of a chart are vertical.
pub(super) fn suits(bars: &Bars, width: f64, measure: &dyn Fn(&str, Font) -> f64) -> bool {
    let count = bars.categories();
    let room = (width / count.max(1) as f64 - 8.0).min(SHORT);
    count > MANY
        || (bars.is_table() && count > 2 && (0..count).all(|category| measure(bars.label(category), SMALL) <= room))
}

/// Draws the chart.
pub(super) fn lay_out(mut draft: Draft, bars: &Bars) -> Scene {
    let (width, lang) = (draft.width(), draft.lang);
    let entries = bars.legend(&draft, true);
    let mut top = legend::draw(&mut draft, 0.0, SMALL, &entries);
    if !entries.is_empty() {
        top += 8.0;
    }
    let (low, high) = bars.extent();
    let height = if high > low { HEIGHT } else { HEIGHT_OF_NOTHING };
    let bottom = top + height - line_height(SMALL) - 6.0;
    let count = bars.categories().max(1);

    let with_figures = figures_fit(&draft, bars, width / count as f64);
    // The bars fill the height: a round number beyond them would only leave a part of it empty.
    let mut marks = ticks(low, high, 6);
    marks.values.retain(|tick| (low..=high).contains(tick));
    let percent = bars.stack() == Stack::Percent;
    let tick_label = |tick: f64| match percent {
        true => figures::percent(tick, 1.0, None, lang),
        false => format::number(tick, marks.decimals, lang),
    };
    let (x0, scale) = if with_figures {
        // A line of figures above the bars, and below those that hang down.
        let line = line_height(FIGURE) + 2.0;
        let below = if low < 0.0 { line } else { 0.0 };
        let above = if high > 0.0 || low >= 0.0 { line } else { 4.0 };
        (0.0, Linear::new((low, high), (bottom - below, top + above)))
    } else {
        let widths = marks.values.iter().map(|&tick| draft.measure(&tick_label(tick), SMALL));
        let x0 = (widths.fold(0.0, f64::max).ceil() + 8.0).min(width * 0.75);
        let scale = Linear::new((low, high), (bottom - 1.0, top + 8.0));
        grid(&mut draft, &marks, &scale, x0, &tick_label);
        (x0, scale)
    };

    let chart = Chart { scale, x0, x1: width, top, bottom, band: (width - x0) / count as f64, with_figures };
    let is_merged = chart.is_merged(&draft, bars);
    if is_merged {
        chart.merged(&mut draft, bars);
    } else {
        for category in 0..bars.categories() {
            chart.category(&mut draft, bars, category);
        }
    }
    let zero = scale.at(0.0);
    let colour = draft.theme.muted;
    draft.rect(x0, zero - 0.5, width, zero + 0.5, colour);

    for category in 0..bars.categories() {
        chart.find(&mut draft, bars, category, is_merged);
    }
    let at: Vec<f64> = (0..bars.categories()).map(|category| chart.left(category) + chart.band / 2.0).collect();
    let labels: Vec<&str> = (0..bars.categories()).map(|category| bars.label(category)).collect();
    let y = labels_below(&mut draft, &at, &labels, bottom + 6.0);
    draft.finish(y)
}

/// Whether there is room for the figure of every bar; then no axis is needed.
fn figures_fit(draft: &Draft, bars: &Bars, band: f64) -> bool {
    let per_category = if bars.stack() == Stack::None { bars.series() } else { 1 };
    if bars.stack() == Stack::Percent || bars.categories().saturating_mul(per_category) > FIGURES_AT_MOST {
        return false;
    }
    let room = if per_category > 1 { band * 0.8 / per_category as f64 } else { band };
    (0..bars.categories()).all(|category| {
        (0..per_category).all(|series| {
            let figure = figure_of(draft, bars, category, series);
            figure.is_none_or(|figure| draft.measure(&figure, FIGURE) + 4.0 <= room)
        })
    })
}

/// The figure above a bar, or above all bars of a category.
fn figure_of(draft: &Draft, bars: &Bars, category: usize, series: usize) -> Option<String> {
    let value = match bars.stack() {
        Stack::None => bars.value(category, series),
        Stack::Amounts => bars.total(category),
        Stack::Percent => None,
    };
    value.map(|value| figure::at_mark(bars.indicator, Some(value), Status::Reported, draft.lang))
}

fn grid(draft: &mut Draft, marks: &Ticks, scale: &Linear, x0: f64, label: &dyn Fn(f64) -> String) {
    let (muted, track, width) = (draft.theme.muted, draft.theme.track, draft.width());
    for &tick in &marks.values {
        let y = scale.at(tick);
        draft.rect(x0, y - 0.5, width, y + 0.5, track);
        draft.text(x0 - 8.0, y + middle_to_baseline(SMALL), Anchor::End, SMALL, muted, &label(tick));
    }
}

/// What the columns of a chart have in common.
struct Chart {
    scale: Linear,
    x0: f64,
    x1: f64,
    top: f64,
    bottom: f64,
    /// How wide the place of one category is.
    band: f64,
    with_figures: bool,
}

impl Chart {
    /// Where the place of a category begins.
    fn left(&self, category: usize) -> f64 {
        self.x0 + self.band * category as f64
    }

    /// Whether a bar would be thinner than a device pixel.
    fn is_merged(&self, draft: &Draft, bars: &Bars) -> bool {
        let side_by_side = if bars.stack() == Stack::None { bars.series() } else { 1 };
        self.band * draft.viewport.ratio < side_by_side as f64
    }

    /// Where the bars of one category are found: each in its own part of the width, from top to bottom; stacked
    /// ones each on itself, and what has no extent above them.
    fn find(&self, draft: &mut Draft, bars: &Bars, category: usize, is_merged: bool) {
        let (left, right) = (self.left(category), self.left(category + 1));
        let place = bars.place(category);
        let tall = |x0: f64, x1: f64| Rect { x0, y0: self.top, x1, y1: self.bottom };
        if is_merged {
            return (0..bars.series()).for_each(|series| draft.hit(tall(left, right), place, series));
        }
        if bars.stack() == Stack::None {
            let share = (right - left) / bars.series() as f64;
            let at = |series: usize| left + share * series as f64;
            return (0..bars.series()).for_each(|series| draft.hit(tall(at(series), at(series + 1)), place, series));
        }
        let spans = bars.spans(category);
        let end = spans.last().map_or(self.bottom, |&(_, end)| self.scale.at(end));
        for (series, (from, to)) in spans.into_iter().enumerate() {
            let (low, high) = (self.scale.at(from), self.scale.at(to));
            let (y0, y1) = if high < low { (high, low) } else { (self.top, end) };
            draft.hit(Rect { x0: left, y0, x1: right, y1 }, place, series);
        }
    }

    /// The bars of one category.
    fn category(&self, draft: &mut Draft, bars: &Bars, category: usize) {
        // Narrow bars stand a device pixel apart, and the narrowest touch.
        let pixel = 1.0 / draft.viewport.ratio;
        let between = if self.band >= 8.0 {
            (self.band * 0.25).max(self.band - WIDEST * bars.series() as f64)
        } else if self.band >= 3.0 * pixel {
            pixel
        } else {
            0.0
        };
        let (x0, x1) = (self.left(category) + between / 2.0, self.left(category + 1) - between / 2.0);
        if bars.stack() != Stack::None {
            return self.stacked(draft, bars, category, x0, x1);
        }
        let share = (x1 - x0) / bars.series() as f64;
        let apart = if bars.series() > 1 && share >= 6.0 { 1.0 } else { 0.0 };
        for series in 0..bars.series() {
            let from = x0 + share * series as f64;
            let to = from + share - if series + 1 < bars.series() { apart } else { 0.0 };
            self.bar(draft, bars, category, series, (from, to));
        }
    }

    fn bar(&self, draft: &mut Draft, bars: &Bars, category: usize, series: usize, (x0, x1): (f64, f64)) {
        let zero = self.scale.at(0.0);
        let Some(value) = bars.value(category, series) else {
            return draft.slot(Rect { x0, y0: zero - 22.0, x1, y1: zero });
        };
        let end = self.scale.at(value.value);
        let colour = bars.colour(draft, bars.highlighted(category), series);
        draft.bar(Rect { x0, y0: zero.min(end), x1, y1: zero.max(end) }, colour, bars.status(category));
        let mut tip = end;
        if let Some(target) = bars.target(category, series) {
            let y = self.scale.at(target.value).max(self.top + 2.0).min(self.bottom - 2.0);
            let (from, to) = ((x0 - 2.0).max(1.0), (x1 + 2.0).min(self.x1 - 1.0));
            draft.marker(Rect { x0: from, y0: y - 1.0, x1: to, y1: y + 1.0 });
            // The figure stands beyond the line where the line would strike it through.
            let reach = line_height(FIGURE) + 4.0;
            if value.value >= 0.0 && y < tip && y > tip - reach {
                tip = y - 2.0;
            } else if value.value < 0.0 && y > tip && y < tip + reach {
                tip = y + 2.0;
            }
        }
        let figure = figure_of(draft, bars, category, series).filter(|_| self.with_figures);
        self.figure(draft, figure, value.value < 0.0, (x0 + x1) / 2.0, tip);
    }

    fn figure(&self, draft: &mut Draft, figure: Option<String>, below: bool, x: f64, tip: f64) {
        let Some(figure) = figure else { return };
        let baseline = if below { tip + 3.0 + FIGURE.size * 0.8 } else { tip - 5.0 };
        let half = draft.measure(&figure, FIGURE) / 2.0;
        let x = x.min(self.x1 - half).max(half);
        draft.text(x, baseline, Anchor::Middle, FIGURE, draft.theme.ink, &figure);
    }

    fn stacked(&self, draft: &mut Draft, bars: &Bars, category: usize, x0: f64, x1: f64) {
        let zero = self.scale.at(0.0);
        let total = bars.total(category);
        let mut end = zero;
        for (series, (from, to)) in bars.spans(category).into_iter().enumerate() {
            let from = self.scale.at(from);
            end = self.scale.at(to);
            if end < from {
                let area = Rect { x0, y0: end, x1, y1: from - gap(zero - from, zero - end) };
                draft.bar(area, bars.colour(draft, bars.highlighted(category), series), bars.status(category));
                bars.draw_inside(draft, area, category, series);
            }
        }
        if total.is_none() {
            let y1 = if end < zero { end - 2.0 } else { end };
            return draft.slot(Rect { x0, y0: (y1 - 22.0).max(self.top), x1, y1: y1.max(self.top) });
        }
        let figure = match total {
            // Nothing has no shares: say so, where a figure has room.
            Some(nothing) if bars.stack() == Stack::Percent && end >= zero && self.band >= 24.0 => {
                Some(figure::number(bars.indicator, nothing, draft.lang))
            }
            _ => figure_of(draft, bars, category, 0).filter(|_| self.with_figures),
        };
        self.figure(draft, figure, false, (x0 + x1) / 2.0, end);
    }

    /// All bars of a chart that has more of them than the device has pixels: every pixel column shows how far the
    /// bars within it reach, the longest behind, each in its series' colour.
    fn merged(&self, draft: &mut Draft, bars: &Bars) {
        let columns = ((self.x1 - self.x0) * draft.viewport.ratio).floor().clamp(1.0, 1e5) as usize;
        let pixel = (self.x1 - self.x0) / columns as f64;
        let first_of = |column: usize| {
            let place = bars.categories() as u64 * column as u64 / columns as u64;
            usize::try_from(place).unwrap_or(usize::MAX)
        };
        // Neighbouring columns without any figure share one slot.
        let mut missing_from = None;
        for column in 0..columns {
            let categories = first_of(column)..first_of(column + 1).max(first_of(column) + 1);
            let x0 = self.x0 + pixel * column as f64;
            let any = categories.clone().any(|category| (0..bars.series()).any(|s| bars.value(category, s).is_some()));
            if any {
                self.close_slot(draft, missing_from.take(), x0);
                self.pixel_column(draft, bars, categories, (x0, x0 + pixel));
            } else {
                missing_from = missing_from.or(Some(x0));
            }
        }
        self.close_slot(draft, missing_from, self.x1);
    }

    fn close_slot(&self, draft: &mut Draft, from: Option<f64>, to: f64) {
        let zero = self.scale.at(0.0);
        if let Some(from) = from {
            draft.slot(Rect { x0: from, y0: zero - 22.0, x1: to, y1: zero });
        }
    }

    fn pixel_column(&self, draft: &mut Draft, bars: &Bars, categories: Range<usize>, (x0, x1): (f64, f64)) {
        if bars.stack() != Stack::None {
            let highest = categories.reduce(|one, other| if bars.known(other) > bars.known(one) { other } else { one });
            highest.into_iter().for_each(|category| self.stacked(draft, bars, category, x0, x1));
            return;
        }
        let highlighted = categories.clone().any(|category| bars.highlighted(category));
        let zero = self.scale.at(0.0);
        let mut reaches = Vec::new();
        for series in 0..bars.series() {
            let values = categories.clone().filter_map(|category| bars.value(category, series));
            let (low, high) = values.fold((0.0_f64, 0.0_f64), |(low, high), v| (low.min(v.value), high.max(v.value)));
            reaches.extend([(low, series), (high, series)].into_iter().filter(|&(reach, _)| reach != 0.0));
        }
        reaches.sort_by(|(one, _), (other, _)| other.abs().total_cmp(&one.abs()));
        for (reach, series) in reaches {
            let end = self.scale.at(reach);
            let colour = bars.colour(draft, highlighted, series);
            draft.rect(x0, zero.min(end), x1, zero.max(end), colour);
        }
        let targets = categories.flat_map(|category| (0..bars.series()).filter_map(move |s| bars.target(category, s)));
        let ends = targets.fold(None, |ends: Option<(f64, f64)>, Quantity { value, .. }| {
            Some(ends.map_or((value, value), |(low, high)| (low.min(value), high.max(value))))
        });
        for target in ends.into_iter().flat_map(|(low, high)| [low, high]) {
            let (y, ink) = (self.scale.at(target), draft.theme.ink);
            draft.rect(x0, y - 1.0, x1, y + 1.0, ink);
        }
    }
}

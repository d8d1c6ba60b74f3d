//! Vertical bars: for many categories, or short names. The height is fixed; what is too narrow for a pixel of its
//! own is merged by pixel columns that keep the extremes.

mod grid;
mod merged;

use self::grid::Grid;
use super::axis::{AxisLabel, labels_below};
use super::bars::Bars;
use super::draft::{Draft, ascent, line_height, middle_to_baseline};
use super::legend::{self, Entry};
use super::segments::gap;
use super::{Measure, Viewport};
use crate::figure;
use crate::model::Stack;
use crate::scale::Linear;
use crate::scene::{Anchor, Font, Rect, Scene};
use crate::text::Lang;
use crate::theme::{FIGURE, LABEL, SMALL};

/// How high the chart is, its legend not counted.
const HEIGHT: f64 = 320.0;
/// How high it is where no bar has any extent.
const HEIGHT_OF_NOTHING: f64 = 80.0;
/// Up to so many categories the bars are horizontal, unless the names are short.
const MANY: usize = 50;
/// More horizontal bars than this are taller than a canvas can be, and would lose their sharpness.
const ROWS_AT_MOST: usize = 150;
/// So many are still better than bars that are merged with those of other series.
const ROWS_IN_NEED: usize = 500;
/// Narrower bars have no room for rings.
const HOLLOW: f64 = 5.0;
/// Which names are short; those of months and quarters of a year may be longer, since time runs from left to right.
const SHORT: f64 = 50.0;
const SHORT_WITH_YEAR: f64 = 90.0;
/// More figures than this never fit above their bars.
const FIGURES_AT_MOST: usize = 200;
/// From the chart to the names below it; half of an axis label hangs into it.
const BELOW: f64 = 10.0;

/// Whether the bars of a chart are vertical: where there are many, or where their names are short and in an order of
/// their own, as years are, and all their figures fit too. A ranking reads from top to bottom.
pub(super) fn suits(bars: &Bars, lang: Lang, viewport: Viewport, measure: Measure) -> bool {
    let count = bars.categories();
    let rows = count.saturating_mul(bars.abreast());
    if count > MANY || rows > ROWS_AT_MOST {
        // Merged bars of several series would read as parts of one bar.
        let in_rows = bars.abreast() > 1 && rows <= ROWS_IN_NEED;
        return !(in_rows && Grid::new(bars, lang, viewport, measure).is_merged(viewport.ratio));
    }
    if !bars.is_table() || bars.is_ranking() || count < 3 {
        return false;
    }
    let widest = (0..count).map(|category| measure(bars.label(category), label_font(bars, category)));
    let widest = widest.fold(0.0, f64::max);
    let short = if (0..count).all(|category| has_year(bars.label(category))) { SHORT_WITH_YEAR } else { SHORT };
    let grid = Grid::new(bars, lang, viewport, measure);
    let figures_fit = match bars.stack() {
        Stack::Percent => shares_fit(bars, lang, measure, grid.bar),
        _ => grid.with_figures,
    };
    figures_fit && widest <= short && widest + 8.0 <= grid.band
}

/// Whether a name speaks of a year of the last century or of this one.
fn has_year(name: &str) -> bool {
    let mut numbers = name.split(|character: char| !character.is_ascii_digit());
    numbers.any(|number| number.len() == 4 && (number.starts_with("19") || number.starts_with("20")))
}

fn label_font(bars: &Bars, category: usize) -> Font {
    Font { bold: bars.highlighted(category), ..SMALL }
}

/// Draws the chart.
pub(super) fn lay_out(mut draft: Draft, bars: &Bars) -> Scene {
    let (width, lang) = (draft.width(), draft.lang);
    let mut entries = bars.names(&draft);
    entries.extend(bars.signs(&draft, false));
    let grid = Grid::new(bars, lang, draft.viewport, &|words, font| draft.measure(words, font));
    if grid.bar <= HOLLOW {
        // The legend shows what the bars look like.
        entries.iter_mut().for_each(Entry::fill_whole);
    }
    let mut top = legend::draw(&mut draft, 0.0, SMALL, &entries);
    if !entries.is_empty() {
        top += 8.0;
    }
    let (low, high) = bars.extent();
    // Where nothing rises, what has no extent stands below the axis too.
    let hangs = low < 0.0 && high <= 0.0;
    let height = if high > low { HEIGHT } else { HEIGHT_OF_NOTHING };
    let bottom = top + height - line_height(SMALL) - BELOW;
    let scale = if grid.with_figures {
        // A line of figures above the bars, and below those that hang down.
        let line = line_height(FIGURE) + 2.0;
        let below = if low < 0.0 { line } else { 0.0 };
        let above = if hangs { 4.0 } else { line };
        Linear::new((low, high), (bottom - below, top + above))
    } else {
        Linear::new((low, high), (bottom - 1.0, top + 10.0))
    };
    let (x0, end) = (grid.x0, grid.x0 + grid.band * bars.categories() as f64);
    if !grid.with_figures {
        for &tick in &grid.marks.values {
            let (y, words) = (scale.at(tick), grid.tick_label(bars, tick, lang));
            let (muted, track) = (draft.theme.muted, draft.theme.track);
            draft.rect(x0, y - 0.5, end, y + 0.5, track);
            // In a picture that is hardly wider than the number there is no room for it beside the bars.
            if draft.measure(&words, SMALL) + 8.0 <= x0 {
                draft.text(x0 - 8.0, y + middle_to_baseline(SMALL), Anchor::End, SMALL, muted, &words);
            }
        }
    }

    let chart = Chart { scale, grid, x1: width, top, bottom, hangs };
    let is_merged = chart.grid.is_merged(draft.viewport.ratio);
    if is_merged {
        chart.merged(&mut draft, bars);
    } else {
        for category in 0..bars.categories() {
            chart.category(&mut draft, bars, category);
        }
    }
    let zero = scale.at(0.0);
    let colour = draft.theme.muted;
    draft.rect(x0, zero - 0.5, end, zero + 0.5, colour);

    draft.expect_hits(bars.categories().saturating_mul(bars.series()));
    for category in 0..bars.categories() {
        chart.find(&mut draft, bars, category, is_merged);
    }
    let label =
        |category: usize| AxisLabel { at: chart.left(category) + chart.grid.band / 2.0, words: bars.label(category) };
    let stands_out = |category: usize| bars.highlighted(category);
    let y = labels_below(&mut draft, bars.categories(), &label, &stands_out, bottom + BELOW);
    draft.finish(y)
}

fn figures_fit(bars: &Bars, lang: Lang, measure: Measure, grid: &Grid) -> bool {
    let abreast = bars.abreast();
    if bars.stack() == Stack::Percent || bars.categories().saturating_mul(abreast) > FIGURES_AT_MOST {
        return false;
    }
    let room = if abreast > 1 { grid.bar + grid.apart } else { grid.band };
    (0..bars.categories()).all(|category| {
        (0..abreast).all(|series| {
            let figure = figure_of(bars, lang, category, series);
            figure.is_none_or(|figure| measure(&figure, FIGURE) + 4.0 <= room)
        })
    })
}

/// Whether the shares of a category can stand on their parts of a bar that is so wide.
fn shares_fit(bars: &Bars, lang: Lang, measure: Measure, bar: f64) -> bool {
    (0..bars.categories()).all(|category| {
        bars.spans(category).iter().enumerate().filter(|(_, (from, to))| to > from).all(|(series, _)| {
            let share = bars.figure_inside(category, series, lang);
            share.is_none_or(|share| measure(&share, LABEL) + 8.0 <= bar)
        })
    })
}

/// The figure above a bar, or above all bars of a category.
fn figure_of(bars: &Bars, lang: Lang, category: usize, series: usize) -> Option<String> {
    let value = match bars.stack() {
        Stack::None => bars.value(category, series),
        Stack::Amounts => bars.total(category),
        Stack::Percent => None,
    };
    value.map(|value| figure::at_mark(bars.indicator, value, lang))
}

/// What the columns of a chart have in common.
struct Chart {
    scale: Linear,
    grid: Grid,
    x1: f64,
    top: f64,
    bottom: f64,
    hangs: bool,
}

impl Chart {
    /// Where the place of a category begins.
    fn left(&self, category: usize) -> f64 {
        self.grid.x0 + self.grid.band * category as f64
    }

    /// Where the first bar of a category begins: the same whole number of device pixels after its place does.
    fn first_bar(&self, draft: &Draft, bars: &Bars, category: usize) -> f64 {
        let Grid { band, bar, apart, .. } = self.grid;
        let abreast = bars.abreast();
        let ratio = draft.viewport.ratio;
        let taken = bar * abreast as f64 + apart * abreast.saturating_sub(1) as f64;
        self.left(category) + ((band - taken) * ratio / 2.0 + 1e-6).floor() / ratio
    }

    /// Where the bars of one category are found: each as far as half-way to its neighbours, from top to bottom; stacked
    /// ones each on itself, and what has no extent above them.
    fn find(&self, draft: &mut Draft, bars: &Bars, category: usize, is_merged: bool) {
        let (left, right) = (self.left(category), self.left(category + 1));
        let place = bars.place(category);
        let tall = |x0: f64, x1: f64| Rect { x0, y0: self.top, x1, y1: self.bottom };
        if is_merged {
            return (0..bars.series()).for_each(|series| draft.hit(tall(left, right), place, series));
        }
        if bars.stack() == Stack::None {
            let (first, step) = (self.first_bar(draft, bars, category), self.grid.bar + self.grid.apart);
            let at = |series: usize| match series {
                0 => left,
                series if series == bars.series() => right,
                series => first + step * series as f64 - self.grid.apart / 2.0,
            };
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
        let Grid { bar, apart, .. } = self.grid;
        let first = self.first_bar(draft, bars, category);
        let from = |series: usize| first + (bar + apart) * series as f64;
        if bars.stack() != Stack::None {
            return self.stacked(draft, bars, category, from(0), from(0) + bar);
        }
        (0..bars.series())
            .for_each(|series| self.bar(draft, bars, category, series, (from(series), from(series) + bar)));
    }

    /// Where the bar of a number ends.
    fn tip(&self, draft: &Draft, number: f64) -> f64 {
        self.scale.tip(number, draft.least_bar()).min(self.bottom)
    }

    fn bar(&self, draft: &mut Draft, bars: &Bars, category: usize, series: usize, (x0, x1): (f64, f64)) {
        let zero = self.scale.at(0.0);
        let value = bars.value(category, series).map(|value| value.value);
        let below = value.unwrap_or_default() < 0.0 || self.hangs;
        let mut tip = value.map_or(zero, |value| self.tip(draft, value));
        if value.is_some() {
            let fill = bars.fill(draft, bars.highlighted(category), series);
            draft.bar(Rect { x0, y0: zero.min(tip), x1, y1: zero.max(tip) }, fill, bars.status(category));
        } else {
            draft.slot(self.slot(x0, x1));
        }
        if let Some(target) = bars.target(category, series) {
            let marker = self.marker(target.value, x0, x1);
            draft.marker(marker);
            let past = beyond(tip, marker, below);
            // On the target's line, the figure would read as the target: in the bar it does not.
            if past != tip && self.grid.with_figures && self.figure_in(draft, bars, category, series, (x0, x1)) {
                return;
            }
            tip = past;
        }
        let figure = figure_of(bars, draft.lang, category, series).filter(|_| self.grid.with_figures);
        self.figure(draft, figure, below, (x0 + x1) / 2.0, tip);
    }

    /// Draws the figure of a bar within its end, where that has room for it; says whether it did.
    fn figure_in(&self, draft: &mut Draft, bars: &Bars, category: usize, series: usize, (x0, x1): (f64, f64)) -> bool {
        let Some(value) = bars.value(category, series) else { return false };
        let (zero, tip, room) = (self.scale.at(0.0), self.scale.at(value.value), line_height(FIGURE) + 2.0);
        if (tip - zero).abs() < room {
            return false;
        }
        let (y0, y1) = if tip > zero { (tip - room, tip) } else { (tip, tip + room) };
        bars.draw_inside(draft, Rect { x0, y0, x1, y1 }, category, series, None, FIGURE)
    }

    /// Where the bar of a missing figure would begin.
    fn slot(&self, x0: f64, x1: f64) -> Rect {
        let zero = self.scale.at(0.0);
        let (y0, y1) = if self.hangs { (zero, zero + 22.0) } else { (zero - 22.0, zero) };
        Rect { x0, y0, x1, y1 }
    }

    /// The line of a target, a little wider than its bar.
    fn marker(&self, target: f64, x0: f64, x1: f64) -> Rect {
        let y = self.scale.at(target).max(self.top + 2.0).min(self.bottom - 2.0);
        Rect { x0: (x0 - 2.0).max(1.0), y0: y - 1.0, x1: (x1 + 2.0).min(self.x1 - 1.0), y1: y + 1.0 }
    }

    fn figure(&self, draft: &mut Draft, figure: Option<String>, below: bool, x: f64, tip: f64) {
        let Some(figure) = figure else { return };
        let baseline = if below { tip + 1.0 + ascent(FIGURE) } else { tip - 5.0 };
        let half = draft.measure(&figure, FIGURE) / 2.0;
        let x = x.min(self.x1 - half).max(half);
        draft.text(x, baseline, Anchor::Middle, FIGURE, draft.theme.ink, &figure);
    }

    fn stacked(&self, draft: &mut Draft, bars: &Bars, category: usize, x0: f64, x1: f64) {
        let zero = self.scale.at(0.0);
        let total = bars.total(category);
        let marker = bars.stacked_target(category).map(|target| self.marker(target, x0, x1));
        let mut end = zero;
        for (series, (from, to)) in bars.spans(category).into_iter().enumerate() {
            let from = self.scale.at(from);
            end = self.scale.at(to);
            if end < from {
                // In narrow columns, gaps in the ground's colour would be what is seen.
                let apart = if x1 - x0 < 6.0 { 0.0 } else { gap(zero - from, zero - end) };
                let area = Rect { x0, y0: end, x1, y1: from - apart };
                draft.bar(area, bars.fill(draft, bars.highlighted(category), series), bars.status(category));
                bars.draw_inside(draft, area, category, series, marker, LABEL);
            }
        }
        let tip = marker.map_or(end, |marker| beyond(end, marker, false));
        marker.into_iter().for_each(|marker| draft.marker(marker));
        if total.is_none() {
            let y1 = if end < zero { end - 2.0 } else { end };
            return draft.slot(Rect { x0, y0: (y1 - 22.0).max(self.top), x1, y1: y1.max(self.top) });
        }
        let figure = match total {
            // Nothing has no shares: say so, where a figure has room.
            Some(nothing) if bars.stack() == Stack::Percent && end >= zero && self.grid.band >= 24.0 => {
                Some(figure::number(bars.indicator, nothing, draft.lang))
            }
            _ => figure_of(bars, draft.lang, category, 0).filter(|_| self.grid.with_figures),
        };
        self.figure(draft, figure, false, (x0 + x1) / 2.0, tip);
    }
}

/// Where a figure beyond the tip of a bar begins: beyond the target's line too, where that would strike it through.
fn beyond(tip: f64, marker: Rect, below: bool) -> f64 {
    let reach = line_height(FIGURE) + 4.0;
    match below {
        false if marker.y0 + 1.0 < tip && marker.y0 + 1.0 > tip - reach => marker.y0 - 1.0,
        true if marker.y1 - 1.0 > tip && marker.y1 - 1.0 < tip + reach => marker.y1 + 1.0,
        _ => tip,
    }
}

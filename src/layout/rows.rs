//! Horizontal bars: a row for each category, its name beside or above its bars, its figures at their ends.

use super::bars::Bars;
use super::draft::{Draft, middle_to_baseline};
use super::legend;
use super::segments::gap;
use crate::figure;
use crate::model::{Quantity, Stack, Status};
use crate::scale::Linear;
use crate::scene::{Anchor, Colour, Font, Rect, Scene};
use crate::theme::{FIGURE, LABEL, SMALL};

/// Between a label and its bar, and between a bar and its figure.
const LABEL_GAP: f64 = 12.0;
const FIGURE_GAP: f64 = 8.0;
/// How far a target's line reaches beyond its bar.
const OVERHANG: f64 = 3.0;
/// Narrower pictures have their labels above the bars.
const NARROW: f64 = 420.0;
/// Which part of the width labels beside the bars may take.
const LABELS_AT_MOST: f64 = 0.45;

/// One bar of a row, or all bars of it on top of each other.
struct Slot {
    series: usize,
    /// The number where the bar ends; `None` where there is no figure.
    end: Option<f64>,
    target: Option<f64>,
    /// What stands at its end, in type and colour.
    words: Vec<(String, Font, Colour)>,
    /// How wide these words are.
    width: f64,
    /// Whether a figure is missing from it.
    missing: bool,
}

impl Slot {
    /// Whether there is nothing but the words for a missing figure: they may use the room of the bar.
    fn is_empty(&self) -> bool {
        self.end.is_none() && self.target.is_none()
    }

    /// Whether the bar points to the left, and so its figure stands there.
    fn points_left(&self) -> bool {
        self.end.is_some_and(|end| end < 0.0)
    }
}

fn label_font(bars: &Bars, category: usize) -> Font {
    if bars.highlighted(category) { FIGURE } else { LABEL }
}

/// How wide the column of labels beside the bars would be; `None` where labels stand above.
pub(super) fn own_label_column(bars: &Bars, width: f64, measure: &dyn Fn(&str, Font) -> f64) -> Option<f64> {
    let widths = (0..bars.categories()).map(|category| measure(bars.label(category), label_font(bars, category)));
    let widest = widths.fold(0.0, f64::max).ceil();
    (width >= NARROW && widest <= width * LABELS_AT_MOST).then_some(widest)
}

/// Draws the chart.
pub(super) fn lay_out(mut draft: Draft, bars: &Bars) -> Scene {
    let width = draft.width();
    let entries = bars.legend(&draft, false);
    let mut y = legend::draw(&mut draft, 0.0, SMALL, &entries);
    if !entries.is_empty() {
        y += 8.0;
    }
    let slots: Vec<Vec<Slot>> = (0..bars.categories()).map(|category| slots(&draft, bars, category)).collect();
    let all = || slots.iter().flatten();
    if all().any(|slot| slot.target.is_some()) {
        y += OVERHANG + 1.0;
    }
    let thickness = if all().count() > slots.len() { 18.0 } else { 22.0 };

    let widest = |wanted: &dyn Fn(&Slot) -> bool| {
        let widths = all().filter(|slot| wanted(slot)).map(|slot| {
            let square = if slot.missing { thickness + FIGURE_GAP } else { 0.0 };
            if slot.width > 0.0 { slot.width + FIGURE_GAP + square } else { square }
        });
        widths.fold(0.0, f64::max)
    };
    let left = widest(&|slot| slot.points_left());
    let right = widest(&|slot| !slot.points_left() && !slot.is_empty());
    let alone = widest(&Slot::is_empty);
    let fits = |room: f64| left + right <= room * 0.6 && alone <= room;
    let column = own_label_column(bars, width, &|words, font| draft.measure(words, font))
        .map(|own| own.max(draft.viewport.label_column.unwrap_or(0.0)).min(width * LABELS_AT_MOST) + LABEL_GAP)
        .filter(|column| fits(width - column));
    let x0 = column.unwrap_or(0.0);
    // Figures so long that they would leave no room for the bars get lines of their own.
    let figures_above = !fits(width - x0);
    let range = if figures_above { (x0, width) } else { (x0 + left, width - right) };
    let (low, high) = bars.extent();
    let chart = Chart { scale: Linear::new((low, high), range), bounds: (x0, width), thickness, figures_above };

    for (category, slots) in slots.iter().enumerate() {
        let top = y;
        let font = label_font(bars, category);
        if column.is_none() {
            let lines = draft.wrap(bars.label(category), font, width);
            y = draft.lines(0.0, y, font, draft.theme.ink, &lines);
            if !figures_above {
                y += 4.0;
            }
        }
        let first_bar = y;
        for (index, slot) in slots.iter().enumerate() {
            if index > 0 {
                y += 2.0;
            }
            let slot_top = if index > 0 { y } else { top };
            if figures_above {
                for (words, font, colour) in &slot.words {
                    let lines = draft.wrap(words, *font, width);
                    y = draft.lines(x0, y, *font, *colour, &lines);
                }
                y += 4.0;
            }
            chart.draw(&mut draft, bars, category, slot, y);
            y += thickness;
            let area = Rect { x0: 0.0, y0: slot_top, x1: width, y1: y };
            if bars.stack() == Stack::None {
                draft.hit(area, bars.place(category), slot.series);
            }
        }
        if low < 0.0 {
            let zero = chart.scale.at(0.0);
            let muted = draft.theme.muted;
            draft.rect(zero - 0.5, first_bar - 3.0, zero + 0.5, y + 3.0, muted);
        }
        if column.is_some() {
            let baseline = (first_bar + y) / 2.0 + middle_to_baseline(font);
            draft.text(0.0, baseline, Anchor::Start, font, draft.theme.ink, bars.label(category));
        }
        y += if column.is_some() && slots.len() == 1 { 8.0 } else { 12.0 };
    }
    let last_step = if column.is_some() && slots.last().is_some_and(|slots| slots.len() == 1) { 8.0 } else { 12.0 };
    let overhang = if entries.is_empty() && low >= 0.0 { 0.0 } else { OVERHANG + 1.0 };
    draft.finish((y - last_step + overhang).max(0.0))
}

fn slots(draft: &Draft, bars: &Bars, category: usize) -> Vec<Slot> {
    let (lang, ink, muted) = (draft.lang, draft.theme.ink, draft.theme.muted);
    let slot = |series: usize, value: Option<Quantity>, end: Option<f64>, target: Option<f64>, missing: bool| {
        let mut words = Vec::new();
        words.extend(
            value.map(|value| (figure::at_mark(bars.indicator, Some(value), Status::Reported, lang), FIGURE, ink)),
        );
        if missing {
            words.push((figure::missing(bars.indicator, bars.own_status(category), lang).to_owned(), SMALL, muted));
        }
        // A missing figure's status is what its words say.
        let status = lang.words().status(bars.own_status(category)).filter(|_| !missing);
        words.extend(status.map(|word| (word.to_owned(), SMALL, muted)));
        let widths = words.iter().map(|(words, font, _)| draft.measure(words, *font));
        let width = widths.sum::<f64>() + 6.0 * words.len().saturating_sub(1) as f64;
        Slot { series, end, target, words, width, missing }
    };
    let (total, known) = (bars.total(category), bars.known(category));
    match bars.stack() {
        Stack::None => (0..bars.series())
            .map(|series| {
                let value = bars.value(category, series);
                let target = bars.target(category, series).map(|target| target.value);
                slot(series, value, value.map(|value| value.value), target, value.is_none())
            })
            .collect(),
        Stack::Amounts => vec![slot(0, total, Some(known), None, total.is_none())],
        // Shares of an unknown sum are unknown, and so are shares of nothing.
        Stack::Percent => match total {
            Some(total) if total.value > 0.0 => vec![slot(0, None, Some(1.0), None, false)],
            Some(nothing) => vec![slot(0, Some(nothing), Some(0.0), None, false)],
            None => vec![slot(0, None, None, None, true)],
        },
    }
}

/// What the rows of a chart have in common.
struct Chart {
    scale: Linear,
    /// Between which edges bars and their figures stand.
    bounds: (f64, f64),
    thickness: f64,
    figures_above: bool,
}

impl Chart {
    fn draw(&self, draft: &mut Draft, bars: &Bars, category: usize, slot: &Slot, y0: f64) {
        let y1 = y0 + self.thickness;
        let (zero, mut end) = (self.scale.at(0.0), self.scale.at(0.0));
        if let Some(number) = slot.end {
            end = self.scale.at(number);
        }
        if bars.stack() == Stack::None {
            let colour = bars.colour(draft, bars.highlighted(category), slot.series);
            let area = Rect { x0: zero.min(end), y0, x1: zero.max(end), y1 };
            draft.bar(area, colour, bars.status(category));
        } else {
            self.segments(draft, bars, category, y0);
        }
        let words_width = if self.figures_above { 0.0 } else { slot.width + FIGURE_GAP };
        let mut tip = end;
        if slot.missing {
            // The square stands where the bar would go on; with a negative scale there may be no room to its right.
            let x0 = if end > zero { end + FIGURE_GAP } else { end };
            let x0 = x0.min(self.bounds.1 - self.thickness - words_width).max(self.bounds.0);
            tip = x0 + self.thickness;
            draft.slot(Rect { x0, y0, x1: tip, y1 });
        }
        let left = slot.points_left();
        if let Some(target) = slot.target {
            let (low, high) = (self.bounds.0 + 2.0, self.bounds.1 - 2.0);
            let x = self.scale.at(target).min(high).max(low);
            let marker = Rect { x0: x - 1.0, y0: y0 - OVERHANG, x1: x + 1.0, y1: y1 + OVERHANG };
            draft.marker(marker);
            // A figure that would be struck through moves beyond the line.
            let reach = slot.width + FIGURE_GAP + 4.0;
            if !left && x + 2.0 > tip && x < tip + reach {
                tip = x + 2.0;
            } else if left && x - 2.0 < tip && x > tip - reach {
                tip = x - 2.0;
            }
        }
        if self.figures_above {
            return;
        }
        let mut x = if left { tip - FIGURE_GAP - slot.width } else { tip + FIGURE_GAP };
        x = x.min(self.bounds.1 - slot.width).max(self.bounds.0);
        for (words, font, colour) in &slot.words {
            let baseline = (y0 + y1) / 2.0 + middle_to_baseline(FIGURE);
            draft.text(x, baseline, Anchor::Start, *font, *colour, words);
            x += draft.measure(words, *font) + 6.0;
        }
    }

    /// The bars of one category on top of each other, each with its figure where there is room for it. What has no
    /// extent is found to the right of them.
    fn segments(&self, draft: &mut Draft, bars: &Bars, category: usize, y0: f64) {
        let y1 = y0 + self.thickness;
        let zero = self.scale.at(0.0);
        let spans = bars.spans(category);
        let end = spans.last().map_or(zero, |&(_, end)| self.scale.at(end));
        for (series, &(from, to)) in spans.iter().enumerate() {
            let (from, to) = (self.scale.at(from), self.scale.at(to));
            if to > from {
                let area = Rect { x0: from + gap(from - zero, to - zero), y0, x1: to, y1 };
                draft.bar(area, bars.colour(draft, bars.highlighted(category), series), bars.status(category));
                bars.draw_inside(draft, area, category, series);
            }
            let (x0, x1) = if to > from { (from, to) } else { (end, self.bounds.1) };
            draft.hit(Rect { x0, y0, x1, y1 }, bars.place(category), series);
        }
    }
}

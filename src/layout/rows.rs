//! Horizontal bars: a row for each category, its name beside or above its bars, its figures at their ends.

use super::bars::Bars;
use super::draft::{Draft, ascent, line_height, middle_to_baseline};
use super::legend::{self, Entry};
use super::segments::gap;
use crate::figure;
use crate::model::{Quantity, Stack};
use crate::scale::Linear;
use crate::scene::{Anchor, Font, Rect, Scene};
use crate::theme::{FIGURE, LABEL, SMALL};

/// Between a label and its bar, and between a bar and its figure.
const LABEL_GAP: f64 = 12.0;
const FIGURE_GAP: f64 = 8.0;
/// Between a figure and its remark.
const WORD_GAP: f64 = 6.0;
/// How far a target's line reaches beyond its bar.
const OVERHANG: f64 = 3.0;
/// Narrower pictures have all but short labels above the bars.
const NARROW: f64 = 420.0;
/// Which part of the width labels beside the bars may take.
const LABELS_AT_MOST: f64 = 0.45;
const LABELS_AT_MOST_WHERE_NARROW: f64 = 0.25;

/// One bar of a row, or all bars of it on top of each other.
struct Slot {
    series: usize,
    /// The number where the bar ends; `None` where there is no figure.
    end: Option<f64>,
    target: Option<f64>,
    /// What stands at its end.
    figure: Option<String>,
    /// How wide that is.
    width: f64,
    /// Its status, or why there is no figure: beside the figure where there is room, else below the bar.
    remark: Option<String>,
    /// Whether a figure is missing from it.
    missing: bool,
}

impl Slot {
    /// Whether the bar points to the left, and so its figure stands there.
    fn points_left(&self) -> bool {
        self.end.is_some_and(|end| end < 0.0)
    }
}

fn label_font(bars: &Bars, category: usize) -> Font {
    if bars.highlighted(category) { FIGURE } else { LABEL }
}

/// How wide the column of labels beside the bars would be; `None` where they would leave no room.
fn own_label_column(draft: &Draft, bars: &Bars) -> Option<f64> {
    let width = draft.width();
    let widths = (0..bars.categories()).map(|category| draft.measure(bars.label(category), label_font(bars, category)));
    let widest = widths.fold(0.0, f64::max).ceil();
    let most = if width >= NARROW { LABELS_AT_MOST } else { LABELS_AT_MOST_WHERE_NARROW };
    (widest <= width * most).then_some(widest)
}

/// How wide the column of labels must be so that the bars of all these charts start at the same place: 0 where one of
/// the charts needs its labels above the bars, `None` where there is no chart.
pub(super) fn common_label_column(draft: &Draft, charts: &[&Bars]) -> Option<f64> {
    let own = charts.iter().map(|bars| own_label_column(draft, bars));
    let Some(widest) = own.reduce(|one, other| Some(one?.max(other?)))? else { return Some(0.0) };
    let room = draft.width() - widest - LABEL_GAP;
    let fits = charts.iter().all(|bars| Rows::of(draft, bars).leave_room(room));
    Some(if fits { widest } else { 0.0 })
}

/// All slots of a chart, by category.
struct Rows {
    slots: Vec<Vec<Slot>>,
    thickness: f64,
    /// How much room the figures take at the left of the bars.
    left: f64,
    /// And at their right.
    right: f64,
}

impl Rows {
    fn of(draft: &Draft, bars: &Bars) -> Rows {
        let slots: Vec<Vec<Slot>> = (0..bars.categories()).map(|category| slots(draft, bars, category)).collect();
        let all = || slots.iter().flatten();
        let thickness = if all().count() > slots.len() { 20.0 } else { 22.0 };
        let widest = |wanted: &dyn Fn(&Slot) -> bool| {
            let widths = all().filter(|slot| wanted(slot)).map(|slot| {
                let square = if slot.missing { thickness + FIGURE_GAP } else { 0.0 };
                if slot.width > 0.0 { slot.width + FIGURE_GAP + square } else { square }
            });
            widths.fold(0.0, f64::max)
        };
        let left = widest(&Slot::points_left);
        let right = widest(&|slot| !slot.points_left() && slot.end.is_some());
        Rows { slots, thickness, left, right }
    }

    /// Whether the figures leave enough of that room to the bars.
    fn leave_room(&self, room: f64) -> bool {
        self.left + self.right <= room * 0.6
    }
}

/// Draws the chart.
pub(super) fn lay_out(mut draft: Draft, bars: &Bars) -> Scene {
    let width = draft.width();
    let rows = Rows::of(&draft, bars);
    let Rows { ref slots, thickness, left, right } = rows;
    let all = || slots.iter().flatten();
    let common = draft.viewport.label_column;
    let column = own_label_column(&draft, bars)
        .filter(|_| common != Some(0.0))
        .map(|own| own.max(common.unwrap_or(0.0)).min(width * LABELS_AT_MOST) + LABEL_GAP)
        .filter(|column| rows.leave_room(width - column));
    let x0 = column.unwrap_or(0.0);
    // Figures so long that they would leave no room for the bars get lines of their own.
    let figures_above = !rows.leave_room(width - x0);
    let range = if figures_above { (x0, width) } else { (x0 + left, width - right) };
    let (low, high) = bars.extent();
    let least = if low < 0.0 { draft.least_bar() } else { 0.0 };
    let chart = Chart { scale: Linear::new((low, high), range), least, bounds: (x0, width), thickness, figures_above };

    let mut entries = bars.names(&draft);
    let direct = chart.direct_names(&draft, bars, &entries);
    if !direct.is_empty() {
        entries.clear();
    }
    entries.extend(bars.signs(&draft, true));
    let mut y = legend::draw(&mut draft, 0.0, SMALL, &entries);
    if !entries.is_empty() {
        y += 8.0;
    }
    if direct.is_empty() && all().any(|slot| slot.target.is_some()) {
        y += OVERHANG + 1.0;
    }

    let step = if column.is_some() && slots.iter().all(|slots| slots.len() == 1) { 8.0 } else { 12.0 };
    for (category, slots) in slots.iter().enumerate() {
        let top = y;
        if category > 0 {
            draft.seam(top - step / 2.0);
        }
        let font = label_font(bars, category);
        if column.is_none() {
            let lines = draft.wrap(bars.label(category), font, width);
            y = draft.lines(0.0, y, font, draft.theme.ink, &lines);
            if !figures_above {
                y += 4.0;
            }
        }
        if category == 0 && !direct.is_empty() {
            for (x, name) in &direct {
                draft.text(*x, y + ascent(SMALL), Anchor::Start, SMALL, draft.theme.ink, name);
            }
            y += line_height(SMALL) + OVERHANG;
        }
        let first_bar = y;
        let mut last_bar = y;
        for (index, slot) in slots.iter().enumerate() {
            if index > 0 {
                y += 2.0;
            }
            // A name of several bars belongs to none of them alone.
            let slot_top = if slots.len() > 1 { y } else { top };
            if figures_above {
                y = chart.words_above(&mut draft, slot, y);
            }
            last_bar = y + thickness;
            y = chart.draw(&mut draft, bars, category, slot, y);
            if low < 0.0 {
                // A line for each bar: one for all would run through the words between them.
                let (zero, muted) = (chart.scale.at(0.0), draft.theme.muted);
                draft.rect(zero - 0.5, last_bar - thickness - 3.0, zero + 0.5, last_bar + 3.0, muted);
            }
            if bars.stack() == Stack::None {
                let left = if slots.len() > 1 { x0 } else { 0.0 };
                draft.hit(Rect { x0: left, y0: slot_top, x1: width, y1: y }, bars.place(category), slot.series);
            }
        }
        if column.is_some() {
            let baseline = (first_bar + last_bar) / 2.0 + middle_to_baseline(font);
            draft.text(0.0, baseline, Anchor::Start, font, draft.theme.ink, bars.label(category));
        }
        y += step;
    }
    let overhang = if entries.is_empty() && low >= 0.0 { 0.0 } else { OVERHANG + 1.0 };
    draft.finish((y - step + overhang).max(0.0))
}

fn slots(draft: &Draft, bars: &Bars, category: usize) -> Vec<Slot> {
    let lang = draft.lang;
    let slot = |series: usize, value: Option<Quantity>, end: Option<f64>, target: Option<f64>, missing: bool| {
        let figure = value.map(|value| figure::at_mark(bars.indicator, value, lang));
        let width = figure.as_deref().map_or(0.0, |figure| draft.measure(figure, FIGURE));
        // A missing figure's status is what its words say.
        let remark = match missing {
            true => Some(bars.reason(category, lang)),
            false => bars.own_status(category).and_then(|own| lang.words().status(own)),
        };
        Slot { series, end, target, figure, width, remark: remark.map(str::to_owned), missing }
    };
    let (total, known) = (bars.total(category), bars.known(category));
    let target = || bars.stacked_target(category);
    match bars.stack() {
        Stack::None => (0..bars.series())
            .map(|series| {
                let value = bars.value(category, series);
                let target = bars.target(category, series).map(|target| target.value);
                slot(series, value, value.map(|value| value.value), target, value.is_none())
            })
            .collect(),
        Stack::Amounts => vec![slot(0, total, Some(known), target(), total.is_none())],
        // Shares of an unknown sum are unknown, and so are shares of nothing.
        Stack::Percent => match total {
            Some(total) if total.value > 0.0 => vec![slot(0, None, Some(1.0), target(), false)],
            Some(nothing) => vec![slot(0, Some(nothing), Some(0.0), None, false)],
            None => vec![slot(0, None, None, None, true)],
        },
    }
}

/// What the rows of a chart have in common.
struct Chart {
    scale: Linear,
    /// How long a bar is at least.
    least: f64,
    /// Between which edges bars and their figures stand.
    bounds: (f64, f64),
    thickness: f64,
    figures_above: bool,
}

impl Chart {
    /// The names of stacked series, each where its part of the first bar begins; none where one would not fit whole.
    fn direct_names(&self, draft: &Draft, bars: &Bars, entries: &[Entry]) -> Vec<(f64, String)> {
        if bars.stack() == Stack::None || entries.len() != bars.series() {
            return Vec::new();
        }
        let spans = bars.spans(0);
        let begins = spans.iter().map(|&(from, _)| self.scale.at(from));
        let ends = begins.clone().skip(1).map(|next| next - 12.0).chain([self.bounds.1]);
        let fits =
            begins.clone().zip(ends).zip(entries).zip(&spans).all(|(((begin, end), entry), (from, to))| {
                to > from && begin + draft.measure(&entry.label, SMALL) <= end
            });
        if !fits {
            return Vec::new();
        }
        begins.zip(entries).map(|(begin, entry)| (begin, entry.label.clone())).collect()
    }

    /// Figure and remark on lines of their own; gives where the bar begins.
    fn words_above(&self, draft: &mut Draft, slot: &Slot, top: f64) -> f64 {
        let (x0, ink) = (self.bounds.0, draft.theme.ink);
        let width = self.bounds.1 - x0;
        // What is too wide for its line is rather set smaller than broken.
        let font = if slot.width > width { Font { bold: true, ..SMALL } } else { FIGURE };
        let lines = draft.wrap(slot.figure.as_deref().unwrap_or_default(), font, width);
        let y = draft.lines(x0, top, font, ink, &lines);
        self.remark(draft, slot, x0, y) + 2.0
    }

    /// The remark on lines of its own from that place on; gives their bottom edge.
    fn remark(&self, draft: &mut Draft, slot: &Slot, x: f64, top: f64) -> f64 {
        let Some(remark) = &slot.remark else { return top };
        let lines = draft.wrap(remark, SMALL, self.bounds.1 - x);
        let muted = draft.theme.muted;
        draft.lines(x, top, SMALL, muted, &lines)
    }

    /// Draws one bar with its words; gives its bottom edge.
    fn draw(&self, draft: &mut Draft, bars: &Bars, category: usize, slot: &Slot, y0: f64) -> f64 {
        let y1 = y0 + self.thickness;
        let (zero, end) = (self.scale.at(0.0), self.scale.tip(slot.end.unwrap_or(0.0), self.least));
        let line = slot.target.map(|target| self.scale.at(target).min(self.bounds.1 - 2.0).max(self.bounds.0 + 2.0));
        let marker = line.map(|x| Rect { x0: x - 1.0, y0: y0 - OVERHANG, x1: x + 1.0, y1: y1 + OVERHANG });
        if bars.stack() == Stack::None {
            let fill = bars.fill(draft, bars.highlighted(category), slot.series);
            let area = Rect { x0: zero.min(end), y0, x1: zero.max(end), y1 };
            draft.bar(area, fill, bars.status(category));
        } else {
            self.segments(draft, bars, category, y0, marker);
        }
        let reserved = if self.figures_above || slot.width <= 0.0 { 0.0 } else { slot.width + FIGURE_GAP };
        let (mut start, mut tip) = (end, end);
        if slot.missing {
            // The square stands where the bar would go on; with a negative scale there may be no room to its right, and
            // its words stand at its left where no bar does.
            let x0 = if end > zero { end + FIGURE_GAP } else { end };
            let x0 = x0.min(self.bounds.1 - self.thickness - reserved).max(self.bounds.0);
            (start, tip) = (x0, x0 + self.thickness);
            draft.slot(Rect { x0, y0, x1: tip, y1 });
        }
        marker.into_iter().for_each(|marker| draft.marker(marker));
        if self.figures_above {
            return y1;
        }
        let remark = slot.remark.as_deref().map_or(0.0, |remark| draft.measure(remark, SMALL));
        let between = if slot.width > 0.0 && remark > 0.0 { WORD_GAP } else { 0.0 };
        let place = |width: f64, left: bool| {
            let mut tip = if left { start } else { tip };
            if let Some(x) = line {
                // Words that would be struck through move beyond the line.
                let reach = width + FIGURE_GAP + 4.0;
                if !left && x + 2.0 > tip && x < tip + reach {
                    tip = x + 2.0;
                } else if left && x - 2.0 < tip && x > tip - reach {
                    tip = x - 2.0;
                }
            }
            if left { tip - FIGURE_GAP - width } else { tip + FIGURE_GAP }
        };
        let whole = slot.width + between + remark;
        let fits = |left: bool| (self.bounds.0..=self.bounds.1 - whole).contains(&place(whole, left));
        let is_alone = slot.missing && end <= zero;
        let left = slot.points_left() || is_alone && !fits(false) && fits(true);
        let is_beside = fits(left);
        let width = if is_beside { whole } else { slot.width };
        let x = place(width, left).min(self.bounds.1 - width).max(self.bounds.0);
        let baseline = (y0 + y1) / 2.0 + middle_to_baseline(FIGURE);
        let (ink, muted) = (draft.theme.ink, draft.theme.muted);
        if let Some(figure) = &slot.figure {
            draft.text(x, baseline, Anchor::Start, FIGURE, ink, figure);
        }
        match &slot.remark {
            Some(remark) if is_beside => {
                draft.text(x + slot.width + between, baseline, Anchor::Start, SMALL, muted, remark);
                y1
            }
            // On the bar's own side of zero, where that has room.
            Some(_) => {
                let is_beyond = slot.points_left() || zero + remark > self.bounds.1;
                self.remark(draft, slot, if is_beyond { self.bounds.0 } else { zero }, y1 + 2.0)
            }
            None => y1,
        }
    }

    /// The bars of one category on top of each other, each with its figure where there is room for it. What has no
    /// extent is found to the right of them.
    fn segments(&self, draft: &mut Draft, bars: &Bars, category: usize, y0: f64, marker: Option<Rect>) {
        let y1 = y0 + self.thickness;
        let zero = self.scale.at(0.0);
        let spans = bars.spans(category);
        let end = spans.last().map_or(zero, |&(_, end)| self.scale.at(end));
        for (series, &(from, to)) in spans.iter().enumerate() {
            let (from, to) = (self.scale.at(from), self.scale.at(to));
            if to > from {
                let area = Rect { x0: from + gap(from - zero, to - zero), y0, x1: to, y1 };
                draft.bar(area, bars.fill(draft, bars.highlighted(category), series), bars.status(category));
                bars.draw_inside(draft, area, category, series, marker, LABEL);
            }
            let (x0, x1) = if to > from { (from, to) } else { (end, self.bounds.1) };
            draft.hit(Rect { x0, y0, x1, y1 }, bars.place(category), series);
        }
    }
}

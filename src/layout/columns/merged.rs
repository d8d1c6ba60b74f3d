//! More bars than the device has pixels: each pixel column shows the extremes of the bars within it.

use super::super::draft::Fill;
use super::{Bars, Chart, Draft};
use crate::model::{Quantity, Stack, sorted};
use std::ops::Range;

impl Chart {
    /// All bars of a chart that has more of them than the device has pixels: every pixel column shows how far the
    /// bars within it reach, the longest behind, each in its series' colour.
    pub(super) fn merged(&self, draft: &mut Draft, bars: &Bars) {
        let (left, width) = (self.grid.x0, self.x1 - self.grid.x0);
        let columns = (width * draft.viewport.ratio + 1e-6).floor().clamp(1.0, 1e5) as usize;
        let pixel = width / columns as f64;
        let first_of = |column: usize| {
            let place = bars.categories() as u64 * column as u64 / columns as u64;
            usize::try_from(place).unwrap_or(usize::MAX)
        };
        // Neighbouring columns without any figure share one slot.
        let mut missing_from = None;
        for column in 0..columns {
            let categories = first_of(column)..first_of(column + 1).max(first_of(column) + 1);
            let x0 = left + pixel * column as f64;
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
        if let Some(from) = from {
            draft.slot(self.slot(from, to));
        }
    }

    fn pixel_column(&self, draft: &mut Draft, bars: &Bars, categories: Range<usize>, (x0, x1): (f64, f64)) {
        if bars.stack() != Stack::None {
            let highest = categories.reduce(|one, other| if bars.reach(other) > bars.reach(one) { other } else { one });
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
        let length = |place: usize| reaches.get(place).map_or(0.0, |(reach, _)| reach.abs());
        let longest_first = sorted(reaches.len(), &|one, other| length(other).total_cmp(&length(one)));
        for &(reach, series) in longest_first.iter().filter_map(|&place| reaches.get(place)) {
            let end = self.tip(draft, reach);
            let Fill { colour, .. } = bars.fill(draft, highlighted, series);
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

//! Where columns stand from left to right, and what their axis says.

use super::super::axis;
use super::super::bars::Bars;
use super::super::{Measure, Viewport};
use super::figures_fit;
use crate::format;
use crate::model::Stack;
use crate::scale::{Ticks, ticks};
use crate::text::Lang;
use crate::theme::SMALL;

/// The most steps of an axis.
const TICKS: u8 = 6;

/// Wider bars would look like areas.
const WIDEST: f64 = 96.0;

/// Where everything stands from left to right, in steps of whole device pixels where they fill the width: all bars of
/// a chart are equally wide and equally far apart.
pub(super) struct Grid {
    /// Whether there is room for the figure of every bar; then no axis is needed.
    pub with_figures: bool,
    /// Round numbers along the axis.
    pub marks: Ticks,
    /// Where the first category begins.
    pub x0: f64,
    /// How wide the place of one category is.
    pub band: f64,
    /// How wide a bar is: less than a device pixel where bars are to be merged.
    pub bar: f64,
    /// How far the bars of one category are apart.
    pub apart: f64,
}

impl Grid {
    /// The grid of a chart in that room.
    pub fn new(bars: &Bars, lang: Lang, viewport: Viewport, measure: Measure) -> Grid {
        let (low, high) = bars.extent();
        // The bars fill the height: a round number beyond them would only leave a part of it empty.
        // Wider extents have whole steps anyway, and there may be very many bars to look at.
        let is_whole = high - low < f64::from(TICKS) && bars.is_whole();
        let within = |most: usize| {
            let mut marks = ticks(low, high, most, is_whole);
            marks.values.retain(|tick| (low..=high).contains(tick));
            marks
        };
        let few = within(usize::from(TICKS));
        let marks = if few.values.len() < 4 { within(2 * usize::from(TICKS)) } else { few };
        let (band, bar, apart) = Grid::steps(bars, viewport.width, viewport.ratio);
        let mut grid = Grid { with_figures: true, marks, x0: 0.0, band, bar, apart };
        grid.with_figures = figures_fit(bars, lang, measure, &grid);
        if !grid.with_figures {
            let widths = grid.marks.values.iter().map(|&tick| measure(&grid.tick_label(bars, tick, lang), SMALL));
            let axis = (widths.fold(0.0, f64::max) + 8.0).min(viewport.width * 0.85);
            grid.x0 = (axis * viewport.ratio).ceil() / viewport.ratio;
            (grid.band, grid.bar, grid.apart) = Grid::steps(bars, viewport.width - grid.x0, viewport.ratio);
        }
        grid
    }

    /// How wide the place of a category and a bar in it are, and how far its bars are apart, in that much room.
    fn steps(bars: &Bars, room: f64, ratio: f64) -> (f64, f64, f64) {
        let count = bars.categories().max(1) as f64;
        let abreast = bars.abreast() as f64;
        let exact = room * ratio / count;
        let whole = (exact + 1e-6).floor();
        if whole < abreast {
            return (room / count, room / count / abreast, 0.0);
        }
        // Steps that are not whole make bars a pixel wider here and there: better than a chart that ends too early. They
        // are a hair shorter, so that no edge stands half-way between two pixels, where noise would decide.
        let is_whole = whole >= exact * 0.9;
        let band = if is_whole { whole } else { exact * (1.0 - 1e-7) };
        let between = match band / ratio {
            // Narrow bars stand a device pixel apart, and the narrowest touch.
            narrow if narrow < 8.0 => {
                if band >= abreast + 2.0 {
                    1.0
                } else {
                    0.0
                }
            }
            wide => ((wide * 0.25).max(wide - WIDEST * abreast) * ratio).ceil(),
        };
        let apart = if abreast > 1.0 && (band - between) / abreast >= 4.0 { ratio.round().max(1.0) } else { 0.0 };
        let bar = (band - between - apart * (abreast - 1.0)) / abreast;
        let bar = if is_whole { bar.floor().max(1.0) } else { bar };
        (band / ratio, bar / ratio, apart / ratio)
    }

    /// Whether a bar would be thinner than a device pixel.
    pub fn is_merged(&self, ratio: f64) -> bool {
        self.bar * ratio < 1.0 - 1e-6
    }

    /// What an axis says at a tick.
    pub fn tick_label(&self, bars: &Bars, tick: f64, lang: Lang) -> String {
        match bars.stack() {
            Stack::Percent => format::share(tick, 1.0, None, lang),
            _ => axis::number(tick, self.marks.decimals, lang),
        }
    }
}

//! Pure geometry in CSS pixels: from a checked indicator to a [`Scene`].

mod axis;
mod bars;
mod bullet;
mod columns;
pub(crate) mod draft;
mod headline;
mod legend;
mod progress;
mod rows;
mod segments;
mod wrap;

use self::bars::Bars;
use self::draft::Draft;
use crate::model::{Indicator, Picture, Shape};
use crate::scene::{Font, Scene};
use crate::text::Lang;
use crate::theme::Theme;

/// The width of a line of text in CSS pixels. What it answers decides the picture, so it must be exact.
pub type Measure<'a> = &'a dyn Fn(&str, Font) -> f64;

/// The room for a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Viewport {
    /// In CSS pixels.
    pub width: f64,
    /// Device pixels per CSS pixel: bars that would be thinner than one device pixel are merged.
    pub ratio: f64,
    /// How wide the column of labels is, where charts above each other are aligned, and 0 where all of them have their
    /// labels above the bars; see [`label_column`].
    pub label_column: Option<f64>,
}

impl Viewport {
    /// The room that so many CSS pixels leave at that ratio: whole device pixels, since a picture of half a one more
    /// would be stretched over its neighbours and blur.
    pub fn new(width: f64, ratio: f64) -> Viewport {
        let ratio = if ratio > 0.0 { ratio } else { 1.0 };
        Viewport { width: (width * ratio).floor() / ratio, ratio, label_column: None }
    }
}

/// Lays an indicator out. `None` where its picture is words: tiles and tables.
pub fn lay_out(
    indicator: &Indicator,
    lang: Lang,
    viewport: Viewport,
    theme: &Theme,
    measure: Measure,
) -> Option<Scene> {
    let draft = Draft::new(lang, viewport, theme, measure);
    match (&indicator.shape, indicator.picture()) {
        (_, Picture::Tile | Picture::Table) | (Shape::Value(_) | Shape::Changes, _) => None,
        (&Shape::Share { value, total, stated }, _) => Some(progress::lay_out(draft, indicator, value, total, stated)),
        (Shape::Parts { parts, total: Some(total) }, Picture::Segments) => {
            Some(segments::lay_out(draft, indicator, parts, *total))
        }
        (&Shape::Target { value, ref target, .. }, Picture::Progress) => {
            Some(progress::towards(draft, indicator, value, target))
        }
        (Shape::Target { value, target, ranges }, _) => Some(bullet::lay_out(draft, indicator, *value, target, ranges)),
        (Shape::Parts { .. } | Shape::Table(_), _) => {
            let bars = Bars::of(indicator)?;
            let vertical = columns::suits(&bars, lang, draft.viewport, &|words, font| draft.measure(words, font));
            Some(if vertical { columns::lay_out(draft, &bars) } else { rows::lay_out(draft, &bars) })
        }
    }
}

/// How wide the column of labels must be so that the bars of all these charts start at the same place: 0 where one of
/// them needs its labels above the bars. Charts with vertical bars have no say in it; `None` where there is only one.
pub fn label_column<'a>(
    indicators: impl Iterator<Item = &'a Indicator>,
    lang: Lang,
    room: Viewport,
    measure: Measure,
) -> Option<f64> {
    let charts: Vec<Bars> =
        indicators.filter(|indicator| indicator.picture() == Picture::Bars).filter_map(Bars::of).collect();
    if charts.len() < 2 {
        return None;
    }
    let draft = Draft::new(lang, room, &Theme::LIGHT, measure);
    let measure: Measure = &|words, font| draft.measure(words, font);
    let is_vertical = |bars: &Bars| columns::suits(bars, draft.lang, draft.viewport, measure);
    let horizontal: Vec<&Bars> = charts.iter().filter(|bars| !is_vertical(bars)).collect();
    rows::common_label_column(&draft, &horizontal)
}

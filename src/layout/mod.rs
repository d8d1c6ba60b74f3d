//! Pure geometry in CSS pixels: from a checked indicator to a [`Scene`].

use crate::model::Indicator;
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
    /// How wide the column of labels is, where charts above each other are aligned; see [`label_column`].
    pub label_column: Option<f64>,
}

/// Lays an indicator out. `None` where its picture is words: tiles and tables.
pub fn lay_out(
    indicator: &Indicator,
    lang: Lang,
    viewport: Viewport,
    theme: &Theme,
    measure: Measure,
) -> Option<Scene> {
    let _ = (indicator, lang, viewport, theme, measure);
    None
}

/// How wide the column of labels must be so that the bars of all these charts start at the same place.
pub fn label_column<'a>(indicators: impl Iterator<Item = &'a Indicator>, width: f64, measure: Measure) -> Option<f64> {
    let _ = (indicators, width, measure);
    None
}

//! Single pictures of documents, and what is found in them.

use crate::metrics;
use indicator_widget::doors::read_own;
use indicator_widget::layout::{Viewport, lay_out};
use indicator_widget::read::Options;
use indicator_widget::scene::{Colour, Rect, Scene, Shape};
use indicator_widget::theme::Theme;

/// The picture of the first indicator of a document.
pub fn draw_in(json: &str, width: f64, theme: &Theme) -> Scene {
    let reading = read_own(json, &Options::default());
    let document = reading.document.unwrap_or_else(|| panic!("{:?} in {json}", reading.complaints));
    let viewport = Viewport { width, ratio: 1.0, label_column: None };
    lay_out(document.indicators().next().unwrap(), document.lang, viewport, theme, &metrics::measure).unwrap()
}

/// The same in light.
pub fn draw(json: &str, width: f64) -> Scene {
    draw_in(json, width, &Theme::LIGHT)
}

/// All rectangles in a colour.
pub fn rects(scene: &Scene, colour: Colour) -> Vec<Rect> {
    let rects = scene.shapes.iter().filter_map(|shape| match shape {
        Shape::Rect(rect, of) if *of == colour => Some(*rect),
        _ => None,
    });
    rects.collect()
}

/// The box of the first text with these words.
#[track_caller]
pub fn text(scene: &Scene, words: &str) -> Rect {
    let texts = metrics::texts(scene);
    let found = texts.iter().find(|(text, _)| text.words == words);
    found.unwrap_or_else(|| panic!("no {words:?} in\n{scene}")).1
}

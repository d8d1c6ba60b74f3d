//! The width of text from a real font: subsets of Noto Sans, whose letters are about as wide as those of the fonts
//! that browsers fall back to. Tests measure alike on every machine.

use indicator_widget::scene::{Anchor, Font, Rect, Scene, Shape, Text};
use std::sync::LazyLock;
use ttf_parser::Face;

static REGULAR: LazyLock<Face> = LazyLock::new(|| face(include_bytes!("../fonts/NotoSans-Regular.subset.ttf")));
static BOLD: LazyLock<Face> = LazyLock::new(|| face(include_bytes!("../fonts/NotoSans-Bold.subset.ttf")));

fn face(bytes: &'static [u8]) -> Face<'static> {
    Face::parse(bytes, 0).expect("the font of the tests can be read")
}

/// The width of a line of text in CSS pixels.
pub fn measure(text: &str, font: Font) -> f64 {
    let face = if font.bold { &*BOLD } else { &*REGULAR };
    let units = f64::from(face.units_per_em());
    let advance = |character: char| match face.glyph_index(character) {
        Some(glyph) => f64::from(face.glyph_hor_advance(glyph).unwrap_or(0)) / units,
        None if is_mark(character) => 0.0,
        None => 0.6,
    };
    text.chars().map(advance).sum::<f64>() * font.size
}

/// Marks and joiners that the subset lacks: they stand on the letter before them.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}'
        | '\u{17b4}'..='\u{17d3}' | '\u{200b}'..='\u{200f}' | '\u{fe00}'..='\u{fe0f}')
}

/// The texts of a picture with their boxes: as high as those that browsers give to a line of Noto Sans.
#[allow(dead_code, reason = "not every test looks at boxes")]
pub fn texts(scene: &Scene) -> Vec<(&Text, Rect)> {
    let texts = scene.shapes.iter().filter_map(|shape| match shape {
        Shape::Text(text) => Some(text),
        _ => None,
    });
    let boxed = texts.map(|text| {
        let width = measure(&text.words, text.font);
        let x0 = match text.anchor {
            Anchor::Start => text.x,
            Anchor::Middle => text.x - width / 2.0,
            Anchor::End => text.x - width,
        };
        let (y0, y1) = (text.baseline - 1.07 * text.font.size, text.baseline + 0.3 * text.font.size);
        (text, Rect { x0, y0, x1: x0 + width, y1 })
    });
    boxed.collect()
}

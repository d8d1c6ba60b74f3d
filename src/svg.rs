//! A scene as an SVG document: a drawing surface of plotters that writes, as `browser::surface` is one that draws.
//!
//! plotters' own SVG surface divides the size of type by 1.24, moves texts off their baselines and prints every number
//! by way of floats.

use crate::format;
use crate::paint::paint;
use crate::scene::{Colour, Scene};
use crate::text::Lang;
use plotters::style::RGBColor;
use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};
use std::convert::Infallible;

/// What an SVG document says of itself to those who do not see it.
pub struct About<'a> {
    /// A language tag.
    pub lang: &'a str,
    /// Its name.
    pub title: &'a str,
    /// All that it shows.
    pub description: &'a str,
}

/// The scene as an SVG document of its size in CSS pixels, on `ground`, with the type's family as in CSS. Texts
/// stay texts.
pub fn to_svg(scene: &Scene, ground: Colour, family: &str, about: Option<&About>) -> String {
    let side = |length: f64| length.ceil().clamp(1.0, 1e9) as u32;
    let size @ (width, height) = (side(scene.size.width), side(scene.size.height));
    // Anchors are meant from left to right, whatever the page does that the picture comes to stand in. SVG 1.1 wants the
    // title before everything else.
    let (language, words) = about.map_or_else(Default::default, |About { lang, title, description }| {
        let words = format!("<title>{}</title>\n<desc>{}</desc>\n", escaped(title), escaped(description));
        (format!("lang=\"{lang}\" direction=\"ltr\" "), words)
    });
    let document = format!(
        "<svg {language}width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
            xmlns=\"http://www.w3.org/2000/svg\">\n{words}"
    );
    let mut svg = Svg { document, size, family: escaped(family) };
    let Colour(red, green, blue) = ground;
    let whole = (i32::try_from(width).unwrap_or(i32::MAX), i32::try_from(height).unwrap_or(i32::MAX));
    // Writing into a string cannot fail.
    let _ = svg.draw_rect((0, 0), whole, &RGBColor(red, green, blue), true);
    let _ = paint(scene, 1.0, &mut svg);
    svg.document + "</svg>\n"
}

/// Words as character data of XML or the value of an attribute; XML has no place for control characters.
fn escaped(words: &str) -> String {
    let mut safe = String::new();
    for character in words.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            character if character.is_control() => safe.push(' '),
            character => safe.push(character),
        }
    }
    safe
}

/// A document that is being written.
struct Svg {
    document: String,
    size: (u32, u32),
    /// The family of all type, as the value of an attribute.
    family: String,
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Svg {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, colour: BackendColor) -> Drawn {
        self.draw_rect(point, (point.0.saturating_add(1), point.1.saturating_add(1)), &colour, true)
    }

    /// A scene's rectangles are all filled.
    fn draw_rect<S: BackendStyle>(&mut self, (x, y): BackendCoord, to: BackendCoord, style: &S, _: bool) -> Drawn {
        let (wide, high) = (to.0.saturating_sub(x), to.1.saturating_sub(y));
        let colour = hex(style.color());
        self.document += &format!("<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\" fill=\"{colour}\"/>\n");
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let points: Vec<String> = path.into_iter().map(|(x, y)| format!("{x},{y}")).collect();
        self.document += &format!("<polygon fill=\"{}\" points=\"{}\"/>\n", hex(style.color()), points.join(" "));
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): BackendCoord) -> Drawn {
        let anchor = match style.anchor().h_pos {
            HPos::Left => "start",
            HPos::Center => "middle",
            HPos::Right => "end",
        };
        let size = format::number(style.size(), format::decimals_of(style.size()), Lang::En);
        let weight = if matches!(style.style(), FontStyle::Bold) { " font-weight=\"bold\"" } else { "" };
        self.document += &format!(
            "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" font-family=\"{}\" font-size=\"{size}\" fill=\"{}\"{weight}>{}</text>\n",
            self.family,
            hex(style.color()),
            escaped(text)
        );
        Ok(())
    }
}

fn hex(colour: BackendColor) -> String {
    let (red, green, blue) = colour.rgb;
    format!("#{red:02x}{green:02x}{blue:02x}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Anchor, Font, Rect, Shape, Size, Text};

    #[test]
    fn texts_stand_on_their_baseline_at_their_size() {
        let ink = Colour(0x16, 0x20, 0x2b);
        let font = Font { size: 15.0, bold: true };
        let words = "a < b & \"c\" dy=\"0.76em\"".to_owned();
        let text = Text { x: 4.0, baseline: 15.0, anchor: Anchor::End, font, colour: ink, words };
        let rect = Rect { x0: 0.2, y0: 1.6, x1: 10.5, y1: 1.7 };
        let shapes = vec![Shape::Rect(rect, ink), Shape::Text(text)];
        let scene = Scene { size: Size { width: 320.0, height: 20.5 }, shapes, hits: Vec::new(), seams: Vec::new() };
        let svg = to_svg(&scene, Colour(0xff, 0xff, 0xff), "'Noto Sans', sans-serif", None);
        for part in [
            "<svg width=\"320\" height=\"21\"",
            "<rect x=\"0\" y=\"2\" width=\"11\" height=\"1\" fill=\"#16202b\"/>",
            "<text x=\"4\" y=\"15\" text-anchor=\"end\" font-family=\"'Noto Sans', sans-serif\" font-size=\"15\"",
            "font-weight=\"bold\"",
            "a &lt; b &amp; &quot;c&quot; dy=&quot;0.76em&quot;",
        ] {
            assert!(svg.contains(part), "{part} is not in {svg}");
        }
    }
}

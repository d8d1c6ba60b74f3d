//! A scene as an SVG document, through plotters' SVG surface.

use crate::paint::paint;
use crate::scene::{Colour, Scene};
use plotters::backend::SVGBackend;
use plotters::style::text_anchor::{Pos, VPos};
use plotters::style::{FontDesc, FontFamily, RGBColor, TextStyle};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};

/// The scene as an SVG document of its size in CSS pixels, on `ground`, with the type's family as in CSS. Texts
/// stay texts.
pub fn to_svg(scene: &Scene, ground: Colour, family: &str) -> String {
    let mut document = String::new();
    let side = |length: f64| length.ceil().clamp(1.0, 1e9) as i32;
    let (width, height) = (side(scene.size.width), side(scene.size.height));
    let size = (width.unsigned_abs(), height.unsigned_abs());
    let mut svg = Svg { inner: SVGBackend::with_string(&mut document, size), family };
    let Colour(red, green, blue) = ground;
    let painted = svg
        .draw_rect((0, 0), (width, height), &RGBColor(red, green, blue), true)
        .and_then(|()| paint(scene, 1.0, &mut svg))
        .and_then(|()| svg.present());
    drop(svg);
    // Writing into a string cannot fail; were it to, an empty document is better than half a picture.
    if painted.is_err() {
        return String::new();
    }
    // Words stand on a line of their own, whose end would be a space to Firefox.
    document.replace(SHIFT, "").replace("\">\n", "\">").replace("\n</text>", "</text>")
}

/// plotters' surface moves every text off its baseline, by a part of the em for texts anchored at the top. In the
/// words themselves quotes are escaped, so only that attribute reads like this.
const SHIFT: &str = " dy=\"0.76em\"";
/// plotters' surface divides every type size by this.
const SHRINK: f64 = 1.24;

/// plotters' SVG surface, with its texts put right.
struct Svg<'a> {
    inner: SVGBackend<'a>,
    family: &'a str,
}

type Drawn<'a> = Result<(), DrawingErrorKind<<SVGBackend<'a> as DrawingBackend>::ErrorType>>;

impl<'a> DrawingBackend for Svg<'a> {
    type ErrorType = <SVGBackend<'a> as DrawingBackend>::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        self.inner.get_size()
    }

    fn ensure_prepared(&mut self) -> Drawn<'a> {
        self.inner.ensure_prepared()
    }

    fn present(&mut self) -> Drawn<'a> {
        self.inner.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, colour: BackendColor) -> Drawn<'a> {
        self.inner.draw_pixel(point, colour)
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Drawn<'a> {
        self.inner.draw_rect(from, to, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn<'a> {
        self.inner.fill_polygon(path, style)
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn<'a> {
        let corrected = TextStyle {
            font: FontDesc::new(FontFamily::Name(self.family), style.size() * SHRINK, style.style()),
            color: style.color(),
            pos: Pos::new(style.anchor().h_pos, VPos::Top),
        };
        self.inner.draw_text(text, &corrected, at)
    }
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
        let scene = Scene { size: Size { width: 320.0, height: 20.5 }, shapes, hits: Vec::new() };
        let svg = to_svg(&scene, Colour(0xff, 0xff, 0xff), "'Noto Sans', sans-serif");
        for part in [
            "<svg width=\"320\" height=\"21\"",
            "<rect x=\"0\" y=\"2\" width=\"11\" height=\"1\" opacity=\"1\" fill=\"#16202B\"",
            "<text x=\"4\" y=\"15\" text-anchor=\"end\" font-family=\"&apos;Noto Sans&apos;, sans-serif\" font-size=\"15",
            "font-weight=\"bold\"",
            "a &lt; b &amp; &quot;c&quot; dy=&quot;0.76em&quot;",
        ] {
            assert!(svg.contains(part), "{part} is not in {svg}");
        }
    }
}

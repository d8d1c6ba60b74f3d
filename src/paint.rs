//! From a scene to the pixels of a plotters surface: the only place that rounds.
//!
//! Edges are rounded, not widths: marks that share an edge in the scene share it on the device. What has an extent
//! in the scene keeps at least one device pixel.

use crate::scene::{Anchor, Colour, Scene, Shape, Size, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontDesc, FontFamily, FontStyle, RGBColor, TextStyle};
use plotters_backend::{BackendColor, DrawingBackend, DrawingErrorKind};

/// The longest side that a canvas may have on the device: beyond it, some browsers draw nothing at all.
pub const LONGEST_SIDE: f64 = 4096.0;

/// A canvas that a scene fits on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Surface {
    /// Width in device pixels: at least one.
    pub width: u32,
    /// Height in device pixels: at least one.
    pub height: u32,
    /// Device pixels per CSS pixel.
    pub ratio: f64,
    /// The box in CSS pixels that these device pixels fill exactly.
    pub size: Size,
}

/// The canvas for a scene of that size: at the ratio asked for, or a lower one where a side would be too long.
pub fn surface(size: Size, ratio: f64) -> Surface {
    let longest = size.width.max(size.height).max(1.0);
    let ratio = if ratio > 0.0 { ratio } else { 1.0 };
    let ratio = ratio.min(LONGEST_SIDE / longest);
    let side = |length: f64| (length * ratio).round().clamp(1.0, LONGEST_SIDE);
    let (width, height) = (side(size.width), side(size.height));
    let size = Size { width: width / ratio, height: height / ratio };
    Surface { width: width as u32, height: height as u32, ratio, size }
}

/// Paints a scene at so many device pixels per CSS pixel. The surface takes `VPos::Bottom` for "the alphabetic
/// baseline is at y", and sets the family of the type itself.
///
/// # Errors
/// What the surface says: it could not draw.
pub fn paint<B: DrawingBackend>(
    scene: &Scene,
    ratio: f64,
    surface: &mut B,
) -> Result<(), DrawingErrorKind<B::ErrorType>> {
    for shape in &scene.shapes {
        match shape {
            Shape::Rect(rect, colour) => {
                let (x0, x1) = edges(rect.x0, rect.x1, scene.size.width, ratio);
                let (y0, y1) = edges(rect.y0, rect.y1, scene.size.height, ratio);
                surface.draw_rect((x0, y0), (x1, y1), &rgb(*colour), true)?;
            }
            Shape::Polygon(points, colour) => {
                let points = points.iter().map(|&(x, y)| (device(x, ratio), device(y, ratio)));
                surface.fill_polygon(points, &rgb(*colour))?;
            }
            Shape::Text(text) => {
                let at = (device(text.x, ratio), device(text.baseline, ratio));
                surface.draw_text(&text.words, &style(text, ratio), at)?;
            }
        }
    }
    Ok(())
}

fn device(position: f64, ratio: f64) -> i32 {
    (position * ratio).round() as i32
}

/// Two edges of a rectangle; what would vanish keeps one pixel, within the picture.
fn edges(low: f64, high: f64, extent: f64, ratio: f64) -> (i32, i32) {
    let (from, to) = (device(low, ratio), device(high, ratio));
    if to > from || high <= low {
        return (from, to);
    }
    let from = from.min(device(extent, ratio).saturating_sub(1));
    (from, from.saturating_add(1))
}

fn rgb(colour: Colour) -> RGBColor {
    RGBColor(colour.0, colour.1, colour.2)
}

fn style(text: &Text, ratio: f64) -> TextStyle<'static> {
    let weight = if text.font.bold { FontStyle::Bold } else { FontStyle::Normal };
    let horizontal = match text.anchor {
        Anchor::Start => HPos::Left,
        Anchor::Middle => HPos::Center,
        Anchor::End => HPos::Right,
    };
    let Colour(red, green, blue) = text.colour;
    TextStyle {
        font: FontDesc::new(FontFamily::SansSerif, text.font.size * ratio, weight),
        color: BackendColor { alpha: 1.0, rgb: (red, green, blue) },
        pos: Pos::new(horizontal, VPos::Bottom),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Font, Rect};
    use plotters_backend::{BackendCoord, BackendStyle, BackendTextStyle};
    use std::convert::Infallible;

    /// Writes down what it is asked to draw.
    #[derive(Default)]
    struct Notes(Vec<String>);

    type Drawn = Result<(), DrawingErrorKind<Infallible>>;

    impl DrawingBackend for Notes {
        type ErrorType = Infallible;

        fn get_size(&self) -> (u32, u32) {
            (0, 0)
        }

        fn ensure_prepared(&mut self) -> Drawn {
            Ok(())
        }

        fn present(&mut self) -> Drawn {
            Ok(())
        }

        fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
            Ok(())
        }

        fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, _: bool) -> Drawn {
            self.0.push(format!("{from:?} {to:?} {:?}", style.color().rgb));
            Ok(())
        }

        fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, _: &S) -> Drawn {
            self.0.push(format!("{:?}", path.into_iter().collect::<Vec<_>>()));
            Ok(())
        }

        fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
            let is_ours = matches!(style.anchor(), Pos { h_pos: HPos::Right, v_pos: VPos::Bottom });
            self.0.push(format!("{text} {at:?} {} {is_ours}", style.size()));
            Ok(())
        }
    }

    #[track_caller]
    fn check(shape: Shape, ratio: f64, drawn: &str) {
        let scene = Scene {
            size: Size { width: 100.0, height: 50.0 },
            shapes: vec![shape],
            hits: Vec::new(),
            seams: Vec::new(),
        };
        let mut notes = Notes::default();
        paint(&scene, ratio, &mut notes).unwrap();
        assert_eq!(notes.0, [drawn]);
    }

    fn rect(x0: f64, y0: f64, x1: f64, y1: f64) -> Shape {
        Shape::Rect(Rect { x0, y0, x1, y1 }, Colour(1, 2, 3))
    }

    #[test]
    fn edges_are_rounded_and_shared() {
        check(rect(0.0, 0.0, 33.4, 22.0), 1.0, "(0, 0) (33, 22) (1, 2, 3)");
        check(rect(33.4, 0.0, 66.6, 22.0), 1.0, "(33, 0) (67, 22) (1, 2, 3)");
        check(rect(33.4, 0.0, 66.6, 22.0), 1.5, "(50, 0) (100, 33) (1, 2, 3)");
        check(Shape::Polygon(vec![(0.4, 0.6), (2.0, 2.0)], Colour(0, 0, 0)), 2.0, "[(1, 1), (4, 4)]");
    }

    #[test]
    fn what_has_an_extent_keeps_a_pixel() {
        check(rect(10.1, 0.0, 10.2, 22.0), 1.0, "(10, 0) (11, 22) (1, 2, 3)");
        check(rect(10.1, 0.0, 10.2, 22.0), 3.0, "(30, 0) (31, 66) (1, 2, 3)");
        check(rect(99.9, 49.9, 100.0, 50.0), 1.0, "(99, 49) (100, 50) (1, 2, 3)");
    }

    #[test]
    fn texts_are_scaled_and_stand_on_their_baseline() {
        let font = Font { size: 15.0, bold: true };
        let (anchor, colour, words) = (Anchor::End, Colour(0, 0, 0), "299".to_owned());
        let text = Text { x: 10.3, baseline: 15.0, anchor, font, colour, words };
        check(Shape::Text(text), 1.5, "299 (15, 23) 22.5 true");
    }

    #[test]
    fn a_canvas_is_never_longer_than_browsers_can_draw() {
        #[track_caller]
        fn check(width: f64, height: f64, ratio: f64, expected: (u32, u32)) {
            let canvas = surface(Size { width, height }, ratio);
            assert_eq!((canvas.width, canvas.height), expected);
            assert!(canvas.ratio <= ratio && canvas.ratio > 0.0);
        }
        check(320.0, 64.0, 3.0, (960, 192));
        check(320.0, 64.5, 1.5, (480, 97));
        check(320.0, 8192.0, 2.0, (160, 4096));
        check(0.0, 0.0, 1.0, (1, 1));
    }
}

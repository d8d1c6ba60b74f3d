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
}

/// The canvas for a scene of that size: at the ratio asked for, or a lower one where a side would be too long.
pub fn surface(size: Size, ratio: f64) -> Surface {
    let longest = size.width.max(size.height).max(1.0);
    let ratio = if ratio > 0.0 { ratio } else { 1.0 };
    let ratio = ratio.min(LONGEST_SIDE / longest);
    let side = |length: f64| (length * ratio).round().clamp(1.0, LONGEST_SIDE) as u32;
    Surface { width: side(size.width), height: side(size.height), ratio }
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

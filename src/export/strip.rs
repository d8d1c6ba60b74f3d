//! A picture that is longer than a canvas may be, piece by piece.

use crate::paint::LONGEST_SIDE;
use crate::scene::{Colour, Rect, Scene, Shape};

/// Some rows of a picture on its ground.
#[derive(Debug, Clone, PartialEq)]
pub struct Strip {
    /// What to paint; what is above or below the strip lies outside of it.
    pub scene: Scene,
    /// Device pixels per CSS pixel: lower than was asked for where the picture would be too wide.
    pub ratio: f64,
    /// Width of the whole picture in device pixels.
    pub width: u32,
    /// Height of the whole picture in device pixels.
    pub height: u32,
    /// How many rows of device pixels the strip has: as many as a canvas may, if there are so many left.
    pub rows: u32,
}

/// The strip that begins `top` device pixels below the upper edge; `None` where nothing is left.
pub fn strip(scene: &Scene, ground: Colour, top: u32, ratio: f64) -> Option<Strip> {
    let ratio = if ratio > 0.0 { ratio } else { 1.0 };
    let ratio = ratio.min(LONGEST_SIDE / scene.size.width.max(1.0));
    let side = |length: f64| (length * ratio).round().max(1.0) as u32;
    let (width, height) = (side(scene.size.width), side(scene.size.height));
    let rows = height.checked_sub(top).filter(|&left| left > 0)?.min(LONGEST_SIDE as u32);
    let paper = Rect { x0: 0.0, y0: 0.0, x1: scene.size.width, y1: scene.size.height };
    let above = -f64::from(top) / ratio;
    let shapes = std::iter::once(Shape::Rect(paper, ground)).chain(scene.shapes.iter().cloned());
    let shapes = shapes.map(|shape| shape.moved(0.0, above)).collect();
    let scene = Scene { size: scene.size, shapes, hits: Vec::new(), seams: Vec::new() };
    Some(Strip { scene, ratio, width, height, rows })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::Size;

    /// The rows of each strip of a picture, and its width and ratio.
    fn check(width: f64, height: f64, expected: &[u32], device: (u32, f64)) {
        let (mut top, mut rows) = (0, Vec::new());
        let scene = Scene { size: Size { width, height }, shapes: Vec::new(), hits: Vec::new(), seams: Vec::new() };
        while let Some(strip) = strip(&scene, Colour(255, 255, 255), top, 2.0) {
            let Some(Shape::Rect(ground, _)) = strip.scene.shapes.first() else { panic!("it has a ground") };
            assert_eq!(ground.y0, -f64::from(top) / strip.ratio);
            assert_eq!((strip.width, strip.ratio), device);
            top += strip.rows;
            rows.push(strip.rows);
        }
        assert_eq!(rows, expected);
    }

    #[test]
    fn strips_cover_the_picture_once() {
        check(320.0, 100.0, &[200], (640, 2.0));
        check(320.0, 2048.0, &[4096], (640, 2.0));
        check(320.0, 5000.5, &[4096, 4096, 1809], (640, 2.0));
        check(4096.0, 10.0, &[10], (4096, 1.0));
    }
}

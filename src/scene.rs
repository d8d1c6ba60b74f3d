//! What is drawn: a finished list of filled shapes and texts in draw order, and where the pointer finds which mark.
//!
//! Everything is in CSS pixels as `f64`, x to the right and y down. [`Scene`] prints itself line by line; that
//! print is the oracle of the golden tests.

use std::fmt;

/// A rectangle by its corners: `x0 <= x1`, `y0 <= y1`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x0: f64,
    /// Top edge.
    pub y0: f64,
    /// Right edge.
    pub x1: f64,
    /// Bottom edge.
    pub y1: f64,
}

impl Rect {
    /// The width.
    pub fn width(&self) -> f64 {
        self.x1 - self.x0
    }

    /// The height.
    pub fn height(&self) -> f64 {
        self.y1 - self.y0
    }
}

/// Width and height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
}

/// An opaque sRGB colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

/// The type of a text: its size in CSS pixels, and whether it is bold. The family is the theme's, for all texts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Font {
    /// The em in CSS pixels.
    pub size: f64,
    /// Weight 700 where true, else 400.
    pub bold: bool,
}

/// Which point of a text its `x` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Its left end.
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

/// One line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Where the anchor stands.
    pub x: f64,
    /// The alphabetic baseline.
    pub baseline: f64,
    /// Which point of the text `x` is.
    pub anchor: Anchor,
    /// Its type.
    pub font: Font,
    /// Its colour.
    pub colour: Colour,
    /// The words, whole: nothing is ever cut.
    pub words: String,
}

/// One thing to paint.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A filled rectangle. Lines along an axis are rectangles too: a stroke of one pixel would smear over two.
    Rect(Rect, Colour),
    /// A filled polygon: a target's pointer, the stripes of a hatching.
    Polygon(Vec<(f64, f64)>, Colour),
    /// A line of text.
    Text(Text),
}

/// Where the pointer, a finger or the keyboard finds a mark.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// The mark's reach: at least its ink.
    pub area: Rect,
    /// The category (or part), counted from 0 in the order of the document.
    pub category: usize,
    /// The series, counted from 0.
    pub series: usize,
}

/// A finished picture of one indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// How large the picture is.
    pub size: Size,
    /// What to paint, first things first.
    pub shapes: Vec<Shape>,
    /// The marks in reading order.
    pub hits: Vec<Hit>,
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

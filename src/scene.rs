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
    /// A filled polygon: the stripes of a hatching, the arrow of a change.
    Polygon(Vec<(f64, f64)>, Colour),
    /// A line of text.
    Text(Text),
}

impl Shape {
    /// Whether it is a text in bold type.
    pub fn is_bold(&self) -> bool {
        matches!(self, Shape::Text(text) if text.font.bold)
    }

    /// The same thing, so much further to the right and down.
    pub fn moved(self, dx: f64, dy: f64) -> Shape {
        match self {
            Shape::Rect(Rect { x0, y0, x1, y1 }, colour) => {
                Shape::Rect(Rect { x0: x0 + dx, y0: y0 + dy, x1: x1 + dx, y1: y1 + dy }, colour)
            }
            Shape::Polygon(mut points, colour) => {
                points.iter_mut().for_each(|(x, y)| (*x, *y) = (*x + dx, *y + dy));
                Shape::Polygon(points, colour)
            }
            Shape::Text(text) => Shape::Text(Text { x: text.x + dx, baseline: text.baseline + dy, ..text }),
        }
    }
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
    /// Heights that nothing crosses, from the top down: there a sheet of paper may end.
    pub seams: Vec<f64>,
}

/// The mark nearest to a point, counted as `hits` has them; the first of equally near ones. `None` without marks.
pub fn nearest(hits: &[Hit], x: f64, y: f64) -> Option<usize> {
    let mut nearest = None;
    let mut least = f64::INFINITY;
    for (place, Hit { area, .. }) in hits.iter().enumerate() {
        let (aside, above) = ((area.x0 - x).max(x - area.x1).max(0.0), (area.y0 - y).max(y - area.y1).max(0.0));
        let distance = aside * aside + above * above;
        if distance < least {
            (nearest, least) = (Some(place), distance);
        }
    }
    nearest
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

impl fmt::Display for Scene {
    /// One line per shape and hit, in order; numbers with at most two decimals, words last and as they are.
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(f, "scene {} {}", Short(self.size.width), Short(self.size.height))?;
        for shape in &self.shapes {
            match shape {
                Shape::Rect(rect, colour) => writeln!(f, "rect {rect} {colour}")?,
                Shape::Polygon(points, colour) => {
                    f.write_str("polygon")?;
                    for &(x, y) in points {
                        write!(f, " {},{}", Short(x), Short(y))?;
                    }
                    writeln!(f, " {colour}")?;
                }
                Shape::Text(text) => writeln!(f, "text {text}")?,
            }
        }
        for hit in &self.hits {
            writeln!(f, "hit {} category {} series {}", hit.area, hit.category, hit.series)?;
        }
        Ok(())
    }
}

impl fmt::Display for Rect {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{} {} {} {}", Short(self.x0), Short(self.y0), Short(self.x1), Short(self.y1))
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let anchor = match self.anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let weight = if self.font.bold { "bold" } else { "regular" };
        let (x, baseline, size) = (Short(self.x), Short(self.baseline), Short(self.font.size));
        write!(f, "{x} {baseline} {anchor} {size} {weight} {} {}", self.colour, self.words)
    }
}

/// A number with at most two decimals.
struct Short(f64);

impl fmt::Display for Short {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        // Adding zero makes a negative zero positive.
        write!(f, "{}", (self.0 * 100.0).round() / 100.0 + 0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_mark_is_found() {
        let hit = |x0, y0, x1, y1| Hit { area: Rect { x0, y0, x1, y1 }, category: 0, series: 0 };
        let hits = [hit(0.0, 0.0, 10.0, 10.0), hit(10.0, 0.0, 20.0, 10.0), hit(0.0, 30.0, 20.0, 40.0)];
        let check = |x, y, expected| assert_eq!(nearest(&hits, x, y), expected, "at {x}, {y}");
        check(5.0, 5.0, Some(0));
        check(10.0, 5.0, Some(0));
        check(10.1, 5.0, Some(1));
        check(-100.0, 19.0, Some(0));
        check(15.0, 21.0, Some(2));
        check(1e9, 1e9, Some(2));
        assert_eq!(nearest(&[], 0.0, 0.0), None);
    }

    #[test]
    fn a_scene_prints_a_line_for_each_thing() {
        let colour = Colour(1, 2, 0xff);
        let rect = Rect { x0: -0.001, y0: 1.0 / 3.0, x1: 20.0, y1: 7.5 };
        let text = Text {
            x: 1.0,
            baseline: 15.0,
            anchor: Anchor::End,
            font: Font { size: 15.0, bold: true },
            colour,
            words: "tỷ đồng".to_owned(),
        };
        let scene = Scene {
            size: Size { width: 320.0, height: 22.0 },
            shapes: vec![
                Shape::Rect(rect, colour),
                Shape::Polygon(vec![(0.0, 0.0), (1.0, 0.125)], colour),
                Shape::Text(text),
            ],
            hits: vec![Hit { area: rect, category: 3, series: 1 }],
            seams: Vec::new(),
        };
        let print = "scene 320 22\nrect 0 0.33 20 7.5 #0102ff\npolygon 0,0 1,0.13 #0102ff\n\
                     text 1 15 end 15 bold #0102ff tỷ đồng\nhit 0 0.33 20 7.5 category 3 series 1\n";
        assert_eq!(scene.to_string(), print);
    }
}

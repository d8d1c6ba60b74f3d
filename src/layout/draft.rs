//! A scene in the making: what every layout draws with.

use super::wrap::wrap;
use super::{Measure, Viewport};
use crate::model::Status;
use crate::scene::{Anchor, Colour, Font, Hit, Rect, Scene, Shape, Size, Text};
use crate::text::Lang;
use crate::theme::Theme;

/// What a layout needs to know, and what it has drawn so far.
pub(crate) struct Draft<'a> {
    /// In which language figures are written.
    pub lang: Lang,
    /// The room; its width is finite and at least zero.
    pub viewport: Viewport,
    /// The colours.
    pub theme: &'a Theme,
    measure: Measure<'a>,
    shapes: Vec<Shape>,
    /// Painted after all shapes: nothing covers a text, and a canvas takes up another colour once, not at every bar.
    texts: Vec<Shape>,
    hits: Vec<Hit>,
    seams: Vec<f64>,
    /// Where the lowest text ends.
    bottom: f64,
}

/// How high a line of text is: the box that browsers give to a line of Noto Sans (1.07 em above the baseline, 0.29
/// below) fits in whole, since Vietnamese capitals with two marks and Khmer vowels fill it.
pub(crate) fn line_height(font: Font) -> f64 {
    (ascent(font) + descent(font)).max((font.size * 1.4).ceil())
}

/// How far below the top of its line a text's baseline is. Whole pixels, so that lines keep their distance when
/// their baselines are rounded.
pub(crate) fn ascent(font: Font) -> f64 {
    (font.size * 1.07).ceil()
}

/// How far the box of a text reaches below its baseline.
pub(super) fn descent(font: Font) -> f64 {
    (font.size * 0.3).ceil()
}

/// How far it is from one line to the next below a text with these words: Khmer and its relatives hang letters below
/// letters.
pub(super) fn line_step(font: Font, words: &str) -> f64 {
    line_height(font) + if words.contains(is_deep) { descent(font) } else { 0.0 }
}

/// Letters of South and South-East Asia, whose fonts reach deep below the baseline.
fn is_deep(character: char) -> bool {
    matches!(character, '\u{900}'..='\u{fff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
}

/// The room that a line of text takes: whole pixels, finite, and at least two more than its width, since its place is
/// rounded to device pixels later, and letters such as "ơ" reach a little beyond their own width.
fn room(measure: Measure, words: &str, font: Font) -> f64 {
    let width = measure(words, font);
    if width > 0.0 { (width + 2.0).min(1e6).ceil() } else { 0.0 }
}

/// How far below the middle of a mark the baseline of the text beside it is: half the height of figures.
pub(super) fn middle_to_baseline(font: Font) -> f64 {
    font.size * 0.35
}

/// What a bar is filled with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Fill {
    /// The colour of its series.
    pub colour: Colour,
    /// How many rings lie within its outline, in the ground's colour and its own by turns: bars of a series that
    /// takes up a colour for the second time are hollow, since hatching already says that a figure is not final.
    pub rings: usize,
    /// The colour of its outline, where that differs.
    pub edge: Option<Colour>,
}

/// How wide a ring is.
const RING: f64 = 2.5;

impl Fill {
    /// The fill of the series counted from 0. Where the system chooses the colours, some are the same.
    pub fn series(theme: &Theme, index: usize) -> Fill {
        let (colour, colours) = (theme.series(index), theme.series.len());
        let alike = |first: usize| theme.series.iter().take(first).filter(|&&other| other == colour).count();
        let rings = index / colours * alike(colours) + alike(index % colours);
        Fill { colour, rings: rings.min(3), edge: None }
    }

    /// A colour and nothing else.
    pub fn plain(colour: Colour) -> Fill {
        Fill { colour, rings: 0, edge: None }
    }
}

fn is_right_to_left(character: char) -> bool {
    matches!(character, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

impl<'a> Draft<'a> {
    pub fn new(lang: Lang, viewport: Viewport, theme: &'a Theme, measure: Measure<'a>) -> Draft<'a> {
        // A width that is no number or beyond any screen would only make endless work.
        let tame = |number: f64, low: f64, high: f64| if number >= low { number.min(high) } else { low };
        let viewport = Viewport {
            width: tame(viewport.width, 0.0, 20_000.0),
            ratio: tame(viewport.ratio, 0.1, 20.0),
            label_column: viewport.label_column.filter(|column| column.is_finite()),
        };
        let (shapes, texts, hits, seams) = Default::default();
        Draft { lang, viewport, theme, measure, shapes, texts, hits, seams, bottom: 0.0 }
    }

    /// The width of the picture.
    pub fn width(&self) -> f64 {
        self.viewport.width
    }

    /// How long a bar is at least, on its own side of a line along zero: a device pixel that the line does not cover.
    pub fn least_bar(&self) -> f64 {
        0.5 + 1.0 / self.viewport.ratio
    }

    /// The room that a line of text takes; see [`room`].
    pub fn measure(&self, words: &str, font: Font) -> f64 {
        room(self.measure, words, font)
    }

    /// A text's lines in a column of that width.
    pub fn wrap(&self, text: &str, font: Font, width: f64) -> Vec<String> {
        wrap(text, &|line| self.measure(line, font) <= width)
    }

    /// A filled rectangle, as far as it is within the picture; nothing where it is empty.
    pub fn rect(&mut self, x0: f64, y0: f64, x1: f64, y1: f64, colour: Colour) {
        let (x0, y0, x1) = (x0.max(0.0), y0.max(0.0), x1.min(self.width()));
        if x1 > x0 && y1 > y0 {
            self.shapes.push(Shape::Rect(Rect { x0, y0, x1, y1 }, colour));
        }
    }

    /// A line of text.
    pub fn text(&mut self, x: f64, baseline: f64, anchor: Anchor, font: Font, colour: Colour, words: &str) {
        if !words.is_empty() {
            // Line ends and tabs would be drawn as spaces: make them so.
            let words = words.replace(char::is_control, " ");
            // The last letter of an Arabic line stands at its left, and its tail reaches beyond its width.
            let x = if x < 1.0 && anchor == Anchor::Start && words.contains(is_right_to_left) { 1.0 } else { x };
            self.bottom = self.bottom.max(baseline - ascent(font) + line_step(font, &words));
            self.texts.push(Shape::Text(Text { x, baseline, anchor, font, colour, words }));
        }
    }

    /// Lines below each other, from their top and left edges; gives the bottom edge.
    pub fn lines(&mut self, x: f64, top: f64, font: Font, colour: Colour, lines: &[String]) -> f64 {
        let mut y = top;
        for line in lines {
            self.text(x, y + ascent(font), Anchor::Start, font, colour, line);
            y += line_step(font, line);
        }
        y
    }

    /// Diagonal stripes within a rectangle, `thickness` wide and `period` apart along its edges.
    fn stripes(&mut self, rect: Rect, thickness: f64, period: f64, colour: Colour) {
        let (width, height) = (rect.width(), rect.height());
        if !(width > 0.0 && height > 0.0) {
            return;
        }
        // A stripe is what lies between two lines on which x + y is constant; a line meets the left or bottom edge
        // at one end, and the top or right edge at the other.
        let low = |sum: f64| if sum <= height { (0.0, sum) } else { (sum - height, height) };
        let high = |sum: f64| if sum <= width { (sum, 0.0) } else { (width, sum - width) };
        let count = ((width + height) / period).ceil() as usize;
        for index in 0..count {
            let from = index as f64 * period;
            let to = (from + thickness).min(width + height);
            let mut points = vec![high(from), low(from)];
            if from < height && to > height {
                points.push((0.0, height));
            }
            points.push(low(to));
            points.push(high(to));
            if from < width && to > width {
                points.push((width, 0.0));
            }
            points.dedup();
            let points = points.into_iter().map(|(x, y)| (rect.x0 + x, rect.y0 + y)).collect();
            self.shapes.push(Shape::Polygon(points, colour));
        }
    }

    /// The place of a figure that is not there: stripes without a bar.
    pub fn slot(&mut self, rect: Rect) {
        self.stripes(rect, 1.5, 6.0, self.theme.muted);
    }

    /// A bar: filled, and hatched where the figure is not final. Stripes and outlines need room to be seen.
    pub fn bar(&mut self, rect: Rect, fill: Fill, status: Status) {
        let edge = fill.edge.filter(|_| rect.width() >= 4.0 && rect.height() >= 4.0);
        self.rect(rect.x0, rect.y0, rect.x1, rect.y1, edge.unwrap_or(fill.colour));
        if edge.is_some() {
            self.rect(rect.x0 + 1.0, rect.y0 + 1.0, rect.x1 - 1.0, rect.y1 - 1.0, fill.colour);
        }
        for ring in 1..=fill.rings {
            let inset = RING * ring as f64;
            let colour = if ring % 2 == 1 { self.theme.ground } else { fill.colour };
            self.rect(rect.x0 + inset, rect.y0 + inset, rect.x1 - inset, rect.y1 - inset, colour);
        }
        if status != Status::Reported && rect.width() >= 3.0 && rect.height() >= 3.0 {
            self.stripes(rect, 2.0, 7.0, self.theme.ground);
        }
    }

    /// A short line across a bar that marks a target, with a halo that keeps it apart from the bar's colour.
    pub fn marker(&mut self, rect: Rect) {
        let Rect { x0, y0, x1, y1 } = rect;
        self.rect(x0 - 1.0, y0 - 1.0, x1 + 1.0, y1 + 1.0, self.theme.ground);
        self.rect(x0, y0, x1, y1, self.theme.ink);
    }

    /// Makes room for that many marks more: many of them would be moved again and again.
    pub fn expect_hits(&mut self, count: usize) {
        self.hits.reserve(count);
    }

    /// Where a mark is found.
    pub fn hit(&mut self, area: Rect, category: usize, series: usize) {
        self.hits.push(Hit { area, category, series });
    }

    /// A height that nothing crosses.
    pub fn seam(&mut self, y: f64) {
        self.seams.push(y);
    }

    /// The shapes of another picture, with its upper left corner there.
    pub fn embed(&mut self, shapes: Vec<Shape>, x: f64, y: f64) {
        for shape in shapes {
            let is_text = matches!(shape, Shape::Text(_));
            let list = if is_text { &mut self.texts } else { &mut self.shapes };
            list.push(shape.moved(x, y));
        }
    }

    /// The finished picture.
    pub fn finish(mut self, height: f64) -> Scene {
        let size = Size { width: self.viewport.width, height: height.max(self.bottom) };
        self.shapes.append(&mut self.texts);
        Scene { size, shapes: self.shapes, hits: self.hits, seams: self.seams }
    }
}

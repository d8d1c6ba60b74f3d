//! A column that fills from top to bottom: every line below the box of the one before it.

use crate::layout::draft::{Draft, ascent, line_height};
use crate::layout::{Measure, Viewport, label_column, lay_out};
use crate::model::Indicator;
use crate::scene::{Anchor, Colour, Font, Scene, Shape};
use crate::text::Lang;
use crate::theme::Theme;

/// Between two columns side by side.
const GUTTER: f64 = 24.0;
/// Narrower columns are not split.
const SPLIT_FROM: f64 = 400.0;

/// A piece of a line.
pub(super) struct Run<'a> {
    pub words: &'a str,
    pub font: Font,
    pub colour: Colour,
}

/// One line of a list.
pub(super) struct Entry {
    pub name: String,
    /// What each figure is called, where there are several, and the figure.
    pub figures: Vec<(Option<String>, String)>,
}

impl Entry {
    fn runs(&self, font: Font, theme: &Theme) -> Vec<Run<'_>> {
        let name = |words| Run { words, font, colour: theme.muted };
        let bold = Font { bold: true, ..font };
        let mut runs = vec![name(self.name.as_str())];
        for (series, figure) in &self.figures {
            runs.extend(series.as_deref().map(name));
            runs.push(Run { words: figure, font: bold, colour: theme.ink });
        }
        runs
    }
}

pub(super) struct Column<'a> {
    draft: Draft<'a>,
    measure: Measure<'a>,
    left: f64,
    width: f64,
    y: f64,
    margin: f64,
}

impl<'a> Column<'a> {
    /// An empty column in a picture of that width, with a margin around it.
    pub fn new(lang: Lang, width: f64, theme: &'a Theme, measure: Measure<'a>) -> Column<'a> {
        let draft = Draft::new(lang, Viewport::new(width, 1.0), theme, measure);
        let margin = if draft.width() < 480.0 { 8.0 } else { 16.0 };
        let width = (draft.width() - 2.0 * margin).max(0.0);
        Column { draft, measure, left: margin, width, y: margin, margin }
    }

    /// The colours.
    pub fn theme(&self) -> &'a Theme {
        self.draft.theme
    }

    /// The language of the figures.
    pub fn lang(&self) -> Lang {
        self.draft.lang
    }

    /// How wide a line may be.
    pub fn width(&self) -> f64 {
        self.width
    }

    /// Whether anything is in it.
    pub fn has_begun(&self) -> bool {
        self.y > self.margin
    }

    /// The width of a line of text.
    pub fn measure(&self, words: &str, font: Font) -> f64 {
        self.draft.measure(words, font)
    }

    /// Leaves so much room.
    pub fn space(&mut self, height: f64) {
        self.y += height;
    }

    /// A line across the column.
    pub fn rule(&mut self, thickness: f64, colour: Colour) {
        self.draft.rect(self.left, self.y, self.left + self.width, self.y + thickness, colour);
        self.y += thickness;
    }

    /// A text in as many lines as it takes.
    pub fn paragraph(&mut self, words: &str, font: Font, colour: Colour) {
        self.indented(0.0, words, font, colour);
    }

    /// As [`Column::paragraph`], so far from the left edge.
    pub fn indented(&mut self, indent: f64, words: &str, font: Font, colour: Colour) {
        let lines = self.draft.wrap(words, font, self.width - indent);
        self.y = self.draft.lines(self.left + indent, self.y, font, colour, &lines);
    }

    /// Pieces one after another on a common baseline, `gap` apart, each line `indent` from the left edge. What does
    /// not fit on the rest of a line begins the next.
    pub fn flow(&mut self, indent: f64, gap: f64, runs: &[Run]) {
        let mut line = Vec::new();
        let mut x = indent;
        for run in runs {
            let pieces = if x + self.measure(run.words, run.font) <= self.width {
                vec![run.words.to_owned()]
            } else {
                self.end_line(&mut line);
                x = indent;
                self.draft.wrap(run.words, run.font, self.width - indent)
            };
            for (index, words) in pieces.into_iter().enumerate() {
                if index > 0 {
                    self.end_line(&mut line);
                    x = indent;
                }
                let width = self.measure(&words, run.font);
                line.push((x, words, run.font, run.colour));
                x += width + gap;
            }
        }
        self.end_line(&mut line);
    }

    fn end_line(&mut self, line: &mut Vec<(f64, String, Font, Colour)>) {
        let most = |of: fn(Font) -> f64| line.iter().map(|&(_, _, font, _)| of(font)).fold(0.0, f64::max);
        let (above, height) = (most(ascent), most(line_height));
        for (x, words, font, colour) in line.drain(..) {
            self.draft.text(self.left + x, self.y + above, Anchor::Start, font, colour, &words);
        }
        self.y += height;
    }

    /// A filled polygon, its points relative to the left edge and the place that has been reached.
    pub fn polygon(&mut self, points: &[(f64, f64)], colour: Colour) {
        self.draft.embed(vec![Shape::Polygon(points.to_vec(), colour)], self.left, self.y);
    }

    /// A square with a sign in it, at the left end of the next line.
    pub fn sign(&mut self, words: &str, font: Font, side: f64) {
        let theme = self.theme();
        let top = self.y + (line_height(font) - side) / 2.0;
        self.draft.rect(self.left, top, self.left + side, top + side, theme.ink);
        let baseline = self.y + ascent(font);
        self.draft.text(self.left + side / 2.0, baseline, Anchor::Middle, font, theme.ground, words);
    }

    fn room(&self, label_column: Option<f64>) -> Viewport {
        Viewport { width: self.width, ratio: 1.0, label_column }
    }

    /// How wide the column of labels of pictures in this column is; see [`label_column`].
    pub fn labels(&self, indicators: &[&Indicator]) -> Option<f64> {
        label_column(indicators.iter().copied(), self.draft.lang, self.room(None), self.measure)
    }

    /// The picture of an indicator in this column, with its labels in one of that width.
    pub fn lay_out(&self, indicator: &Indicator, labels: Option<f64>) -> Option<Scene> {
        lay_out(indicator, self.draft.lang, self.room(labels), self.draft.theme, self.measure)
    }

    /// A picture, at least `gap` below what is above it; boxes of texts count.
    pub fn picture(&mut self, scene: Scene, gap: f64) {
        let (mut top, mut bottom) = (0.0_f64, scene.size.height);
        for shape in &scene.shapes {
            if let Shape::Text(text) = shape {
                let from = text.baseline - ascent(text.font);
                top = top.min(from);
                bottom = bottom.max(from + line_height(text.font));
            }
        }
        let y = self.y + gap.max(-top);
        self.draft.embed(scene.shapes, self.left, y);
        self.y = y + bottom;
    }

    /// Whether there is room for two columns in this one.
    pub fn splits(&self) -> bool {
        self.width >= SPLIT_FROM
    }

    /// Draws two things beside each other.
    pub fn side_by_side(&mut self, one: impl FnOnce(&mut Column<'a>), other: impl FnOnce(&mut Column<'a>)) {
        let (left, width, top) = (self.left, self.width, self.y);
        self.width = ((width - GUTTER) / 2.0).floor();
        one(self);
        let bottom = self.y;
        self.y = top;
        self.left = left + width - self.width;
        other(self);
        (self.left, self.width, self.y) = (left, width, self.y.max(bottom));
    }

    /// Short entries in as many columns as fit, each a name, and its figures in bold after their own names, row by row.
    pub fn list(&mut self, font: Font, entries: &[Entry]) {
        let theme = self.theme();
        let gap = 6.0;
        let widths = entries.iter().map(|entry| {
            let runs = entry.runs(font, theme);
            runs.iter().map(|run| self.measure(run.words, run.font) + gap).sum::<f64>() - gap
        });
        let widest = widths.fold(1.0, f64::max);
        let columns = ((self.width + GUTTER) / (widest + GUTTER)).floor().max(1.0);
        let (left, width) = (self.left, self.width);
        self.width = ((width + GUTTER) / columns - GUTTER).max(0.0);
        for row in entries.chunks(columns as usize) {
            let (top, mut bottom) = (self.y, self.y);
            for (place, entry) in row.iter().enumerate() {
                self.left = left + (self.width + GUTTER) * place as f64;
                self.y = top;
                self.flow(0.0, gap, &entry.runs(font, theme));
                bottom = bottom.max(self.y);
            }
            self.y = bottom;
        }
        (self.left, self.width) = (left, width);
    }

    /// The finished picture.
    pub fn finish(self) -> Scene {
        self.draft.finish((self.y + self.margin).ceil())
    }
}

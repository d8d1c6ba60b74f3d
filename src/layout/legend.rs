//! Direct labels and legends: entries of a swatch and a name, side by side as long as they fit.

use super::draft::{Draft, Fill, ascent, line_height, middle_to_baseline};
use crate::model::Status;
use crate::scene::{Anchor, Font, Rect};
use crate::theme::SMALL;

/// What stands before the name: a piece of the mark that it explains.
pub(super) enum Swatch {
    /// A colour, hatched unless the figure is final.
    Fill(Fill, Status),
    /// A figure that is not there.
    Missing,
    /// A target.
    Marker,
}

/// One name with what belongs to it.
pub(super) struct Entry {
    /// The mark.
    pub swatch: Swatch,
    /// Its name.
    pub label: String,
    /// Its figure, bold.
    pub figure: Option<String>,
    /// A quiet word after it.
    pub remark: Option<String>,
}

const SWATCH: f64 = 12.0;
const INDENT: f64 = 20.0;
const BETWEEN: f64 = 24.0;

impl Entry {
    /// A swatch and its name.
    pub fn new(swatch: Swatch, label: String) -> Entry {
        Entry { swatch, label, figure: None, remark: None }
    }
}

/// Draws the entries from `top` on, as many on a line as fit whole; gives the bottom edge.
pub(super) fn draw(draft: &mut Draft, top: f64, font: Font, entries: &[Entry]) -> f64 {
    draw_found(draft, top, font, entries, &mut Vec::new())
}

/// As [`draw`], and writes down where each entry begins: its swatch.
pub(super) fn draw_found(draft: &mut Draft, top: f64, font: Font, entries: &[Entry], found: &mut Vec<Rect>) -> f64 {
    let (height, muted, ink) = (line_height(font), draft.theme.muted, draft.theme.ink);
    let bold = Font { bold: true, ..font };
    let (mut x, mut y) = (0.0, top);
    for entry in entries {
        let mut pieces = vec![(&*entry.label, font, ink)];
        pieces.extend(entry.figure.as_deref().map(|figure| (figure, bold, ink)));
        pieces.extend(entry.remark.as_deref().map(|remark| (remark, SMALL, muted)));
        let width: f64 = pieces.iter().map(|&(words, font, _)| draft.measure(words, font) + 8.0).sum();
        if x > 0.0 && x + INDENT + width - 8.0 > draft.width() {
            (x, y) = (0.0, y + height);
        }
        found.push(swatch(draft, x, y + ascent(font) - middle_to_baseline(font), &entry.swatch));
        let indent = x + INDENT;
        x = indent;
        for (words, font, colour) in pieces {
            let room = draft.width() - x;
            if x > indent && draft.measure(words, font) > room {
                (x, y) = (indent, y + height);
            }
            let lines = draft.wrap(words, font, draft.width() - x);
            for (index, line) in lines.iter().enumerate() {
                if index > 0 {
                    y += height;
                }
                draft.text(x, y + ascent(font).max(ascent(bold)), Anchor::Start, font, colour, line);
            }
            x += lines.last().map_or(0.0, |line| draft.measure(line, font)) + 8.0;
        }
        x += BETWEEN - 8.0;
    }
    if entries.is_empty() { top } else { y + height }
}

fn swatch(draft: &mut Draft, x: f64, middle: f64, swatch: &Swatch) -> Rect {
    let square = Rect { x0: x, y0: middle - SWATCH / 2.0, x1: x + SWATCH, y1: middle + SWATCH / 2.0 };
    match *swatch {
        Swatch::Fill(fill, status) => draft.bar(square, fill, status),
        Swatch::Missing => draft.slot(square),
        Swatch::Marker => {
            let (y0, y1) = (square.y0 - 1.0, square.y1 + 1.0);
            draft.marker(Rect { x0: x + 5.0, y0, x1: x + 7.0, y1 });
        }
    }
    square
}

//! Direct labels and legends: entries of a swatch and a name, side by side as long as they fit.

use super::draft::{Draft, Fill, ascent, line_height, line_step, middle_to_baseline};
use crate::model::Status;
use crate::scene::{Anchor, Colour, Font, Rect};
use crate::theme::SMALL;

/// What stands before the name: a piece of the mark that it explains.
pub(super) enum Swatch {
    /// A colour, hatched unless the figure is final.
    Fill(Fill, Status),
    /// A figure that is not there.
    Missing,
    /// A target of horizontal bars.
    Marker,
    /// A target of vertical bars.
    LyingMarker,
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

    /// Leaves out the rings of its swatch.
    pub fn fill_whole(&mut self) {
        if let Swatch::Fill(fill, _) = &mut self.swatch {
            fill.rings = 0;
        }
    }
}

/// Draws the entries from `top` on, as many on a line as fit whole; gives the bottom edge.
pub(super) fn draw(draft: &mut Draft, top: f64, font: Font, entries: &[Entry]) -> f64 {
    draw_found(draft, top, font, entries, &mut Vec::new())
}

/// Draws every entry where `begins` says, if they all fit whole on one line like that: below the mark itself. Else
/// as [`draw_found`].
pub(super) fn draw_below(
    draft: &mut Draft,
    top: f64,
    font: Font,
    entries: &[Entry],
    begins: &[f64],
    found: &mut Vec<Rect>,
) -> f64 {
    let ends = begins.iter().skip(1).map(|next| next - BETWEEN / 2.0).chain([draft.width()]);
    let fits = begins.iter().zip(ends).zip(entries).all(|((begin, end), entry)| {
        let width: f64 =
            pieces(draft, entry, font).iter().map(|&(words, font, _)| draft.measure(words, font) + 8.0).sum();
        begin + INDENT + width - 8.0 <= end
    });
    if !fits {
        return draw_found(draft, top, font, entries, found);
    }
    for (&begin, entry) in begins.iter().zip(entries) {
        one(draft, (begin, top), font, entry, found);
    }
    top + line_height(font)
}

/// The words of an entry, in type and colour.
fn pieces<'e>(draft: &Draft, entry: &'e Entry, font: Font) -> Vec<(&'e str, Font, Colour)> {
    let (muted, ink) = (draft.theme.muted, draft.theme.ink);
    let mut pieces = vec![(&*entry.label, font, ink)];
    pieces.extend(entry.figure.as_deref().map(|figure| (figure, Font { bold: true, ..font }, ink)));
    pieces.extend(entry.remark.as_deref().map(|remark| (remark, SMALL, muted)));
    pieces
}

/// As [`draw`], and writes down where each entry begins: its swatch.
pub(super) fn draw_found(draft: &mut Draft, top: f64, font: Font, entries: &[Entry], found: &mut Vec<Rect>) -> f64 {
    let (mut x, mut y) = (0.0, top);
    let step = entries.iter().map(|entry| line_step(font, &entry.label)).fold(line_height(font), f64::max);
    for entry in entries {
        let words = pieces(draft, entry, font);
        let width: f64 = words.iter().map(|&(words, font, _)| draft.measure(words, font) + 8.0).sum();
        if x > 0.0 && x + INDENT + width - 8.0 > draft.width() {
            (x, y) = (0.0, y + step);
        }
        let above = y;
        (x, y) = one(draft, (x, y), font, entry, found);
        // What stands beside the second line of a name would look like its going on.
        x = if y > above { draft.width() } else { x + BETWEEN };
    }
    if entries.is_empty() { top } else { y + step }
}

/// Draws one entry from its left top corner on; gives where its last line ends and where that begins.
fn one(draft: &mut Draft, (x, mut y): (f64, f64), font: Font, entry: &Entry, found: &mut Vec<Rect>) -> (f64, f64) {
    let height = line_step(font, &entry.label);
    found.push(swatch(draft, x, y + ascent(font) - middle_to_baseline(font), &entry.swatch));
    let indent = x + INDENT;
    let mut x = indent;
    for (words, type_of, colour) in pieces(draft, entry, font) {
        if x > indent && draft.measure(words, type_of) > draft.width() - x {
            (x, y) = (indent, y + height);
        }
        let lines = draft.wrap(words, type_of, draft.width() - x);
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                y += height;
            }
            draft.text(x, y + ascent(font), Anchor::Start, type_of, colour, line);
        }
        x += lines.last().map_or(0.0, |line| draft.measure(line, type_of)) + 8.0;
    }
    (x - 8.0, y)
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
        Swatch::LyingMarker => {
            draft.marker(Rect { x0: x + 1.0, y0: middle - 1.0, x1: x + SWATCH + 1.0, y1: middle + 1.0 })
        }
    }
    square
}

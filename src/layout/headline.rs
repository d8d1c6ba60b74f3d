//! The large figure above a bar, with a quieter phrase at the other end of its line.

use super::draft::{Draft, ascent, descent, line_height};
use crate::figure::Headline;
use crate::scene::{Anchor, Font};
use crate::theme::{FIGURE, HEADLINE, LABEL};

/// How far below a large figure the bar begins, and below words: their letters reach deeper than figures.
const GAP: f64 = 4.0;
pub(super) const GAP_BELOW_WORDS: f64 = 8.0;
/// What a figure is set in, and the words in the place of one that is missing: the first size that fits.
const FIGURES: [Font; 3] = [HEADLINE, Font { size: 30.0, bold: true }, Font { size: 22.0, bold: true }];
const PHRASES: [Font; 2] = [Font { size: 22.0, bold: false }, LABEL];
/// What a figure may be set in where it has lines of its own: a smaller one that is whole is better than a broken one.
const ALONE: [Font; 3] = [Font { size: 22.0, bold: true }, Font { size: 17.0, bold: true }, FIGURE];

/// Draws the headline at the left and `aside` at the right, or below where both do not fit; gives where the bar begins.
pub(super) fn draw(draft: &mut Draft, headline: &Headline, aside: &str) -> f64 {
    let (ink, muted, width) = (draft.theme.ink, draft.theme.muted, draft.width());
    let is_missing = headline.figure.is_empty();
    let pieces: Vec<(&str, bool)> = headline.pieces().map(|(words, large)| (words, large || is_missing)).collect();
    let sizes: &[Font] = if is_missing { &PHRASES } else { &FIGURES };
    let font_of = |large: bool, font: Font| if large { font } else { LABEL };
    let colour_of = |large: bool| if large && !is_missing { ink } else { muted };
    let gap = 6.0;
    let needed = |draft: &Draft, font: Font| {
        pieces.iter().map(|(words, large)| draft.measure(words, font_of(*large, font)) + gap).sum::<f64>() - gap
    };
    let fitting = sizes.iter().copied().find(|&font| needed(draft, font) <= width);
    let Some(font) = fitting else {
        // Not even the smallest size fits on one line: every piece gets lines of its own.
        let is_whole = |font| pieces.iter().all(|(words, large)| !large || draft.measure(words, font) <= width);
        let font = match is_missing {
            false => ALONE.into_iter().find(|&font| is_whole(font)).unwrap_or(FIGURE),
            true => LABEL,
        };
        let mut y = 0.0;
        for (words, large) in &pieces {
            let font = font_of(*large, font);
            let lines = draft.wrap(words, font, width);
            y = draft.lines(0.0, y, font, colour_of(*large), &lines);
        }
        return below(draft, y, aside);
    };
    let baseline = ascent(font);
    let mut x = 0.0;
    for (words, large) in &pieces {
        let font = font_of(*large, font);
        draft.text(x, baseline, Anchor::Start, font, colour_of(*large), words);
        x += draft.measure(words, font) + gap;
    }
    let bottom = baseline + descent(font);
    if x - gap + 16.0 + draft.measure(aside, LABEL) <= width {
        draft.text(width - 1.0, baseline, Anchor::End, LABEL, ink, aside);
        return bottom + GAP;
    }
    below(draft, bottom, aside)
}

fn below(draft: &mut Draft, top: f64, aside: &str) -> f64 {
    let lines = draft.wrap(aside, LABEL, draft.width());
    draft.lines(0.0, top, LABEL, draft.theme.ink, &lines).max(top + line_height(LABEL)) + GAP_BELOW_WORDS
}

//! A whole widget on paper: every word of the page above and below its pictures, in one column, as one [`Scene`].

mod column;
mod figure;
mod strip;

pub use strip::{Strip, strip};

use self::column::Column;
use crate::describe::{GroupWords, Kind, Page};
use crate::layout::Measure;
use crate::model::{Document, Indicator};
use crate::scene::{Colour, Font, Scene};
use crate::svg::{About, to_svg};
use crate::theme::{LABEL, SMALL, Theme, contrast};

const TITLE: Font = Font { size: 22.0, bold: true };
const SUBTITLE: Font = Font { size: 17.0, bold: false };
const HEADING: Font = Font { size: 17.0, bold: true };

/// Between two figures, two groups, and before what stands below everything.
const BETWEEN_FIGURES: f64 = 22.0;
const BETWEEN_GROUPS: f64 = 36.0;
const BEFORE_FOOTNOTES: f64 = 28.0;

/// The widget as one picture of that width in CSS pixels: `page` gives the words and `document` the pictures, and both
/// must come from the same document. The ground is not part of it.
pub fn compose(document: &Document, page: &Page, width: f64, theme: &Theme, measure: Measure) -> Scene {
    let mut column = Column::new(document.lang, width, theme, measure);
    if let Some(title) = &page.title {
        column.paragraph(title, TITLE, theme.ink);
    }
    for line in page.subtitles.iter().chain(&page.period) {
        column.paragraph(line, SUBTITLE, theme.muted);
    }
    for (index, (group, words)) in document.groups.iter().zip(&page.groups).enumerate() {
        if index > 0 {
            column.space(BETWEEN_GROUPS);
        } else if column.has_begun() {
            column.space(20.0);
        }
        let indicators: Vec<&Indicator> = group.checked().collect();
        compose_group(&mut column, words, &indicators);
    }
    let footnotes = page.notes.iter().chain(page.source.iter().map(|source| &source.text)).chain(&page.dates);
    for (index, line) in footnotes.enumerate() {
        if index == 0 {
            column.space(BEFORE_FOOTNOTES);
            column.rule(1.0, theme.track);
            column.space(8.0);
        }
        column.paragraph(line, SMALL, theme.muted);
    }
    column.finish()
}

fn compose_group(column: &mut Column, words: &GroupWords, indicators: &[&Indicator]) {
    let (ink, muted) = (column.theme().ink, column.theme().muted);
    if let Some(title) = &words.title {
        column.rule(3.0, ink);
        column.space(8.0);
        column.paragraph(title, HEADING, ink);
    }
    if let Some(note) = &words.note {
        column.space(4.0);
        column.paragraph(note, LABEL, muted);
    }
    if words.title.is_some() && !words.figures.is_empty() {
        column.space(14.0);
    }
    let labels = column.labels(indicators);
    let mut checked = indicators.iter().copied();
    let mut figures = words.figures.iter().map(|figure| {
        // What was refused has words but no indicator.
        let indicator = if figure.kind == Kind::Refused { None } else { checked.next() };
        figure::Figure { words: figure, indicator, labels }
    });
    let mut is_first = true;
    let mut waiting = figures.next();
    while let Some(one) = waiting {
        waiting = figures.next();
        if !is_first {
            column.space(BETWEEN_FIGURES);
        }
        is_first = false;
        // Two tiles stand side by side where there is room for both.
        match waiting.take_if(|next| one.words.kind == Kind::Tile && next.words.kind == Kind::Tile && column.splits()) {
            Some(other) => {
                column.side_by_side(|left| one.draw(left), |right| other.draw(right));
                waiting = figures.next();
            }
            None => one.draw(column),
        }
    }
}

/// The widget as an SVG document: [`compose`] on the ground of the theme, `family` a `font-family` as in CSS. The
/// texts stay texts, and the sentences of the pictures are its description.
pub fn svg(document: &Document, page: &Page, width: f64, theme: &Theme, family: &str, measure: Measure) -> String {
    let scene = compose(document, page, width, theme, measure);
    let figures = || page.groups.iter().flat_map(|group| &group.figures);
    let title = page.title.as_ref().or_else(|| figures().map(|figure| &figure.label).next());
    let sentences: Vec<&str> =
        figures().map(|figure| figure.sentence.as_str()).filter(|sentence| !sentence.is_empty()).collect();
    let about = About { lang: page.lang, title: title.map_or("", String::as_str), description: &sentences.join(" ") };
    to_svg(&scene, theme.ground, family, Some(&about))
}

/// The colours of an export, from what [`Theme::from_rgb`] takes: those of the page where its ground is light, since an
/// export is paper.
pub fn paper(colours: &[u32]) -> Theme {
    let (black, white) = (Colour(0, 0, 0), Colour(0xff, 0xff, 0xff));
    let is_light = |theme: &Theme| contrast(theme.ground, black) > contrast(theme.ground, white);
    Theme::from_rgb(colours).filter(is_light).unwrap_or(Theme::LIGHT)
}

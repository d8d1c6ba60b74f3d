//! One indicator on paper: caption, picture or large figures, changes, doubts, remarks.

use super::column::{Column, Entry, Run};
use crate::describe::{ChangeWords, FigureWords, Kind, captioned};
use crate::figure::{self, Headline, Meaning};
use crate::model::{Indicator, Picture, Shape};
use crate::scene::{Font, Scene, Shape as Ink};
use crate::text::{Direction, Lang};
use crate::theme::{FIGURE, HEADLINE, LABEL, SMALL};

/// The sizes of a large figure, the first that fits is taken; of several side by side, without the first. The last ones
/// are for numbers of many digits, which must not break.
const SIZES: [Font; 5] = [
    HEADLINE,
    Font { size: 30.0, bold: true },
    Font { size: 22.0, bold: true },
    Font { size: 17.0, bold: true },
    Font { size: 13.0, bold: true },
];
const QUIET: Font = Font { size: 17.0, bold: false };
/// Longer lists of figures would be no picture any more: the sentence with the extremes stands for them.
const LISTED: usize = 1000;

pub(super) struct Figure<'a> {
    pub words: &'a FigureWords,
    /// Nothing where it was refused.
    pub indicator: Option<&'a Indicator>,
    /// The common width of the labels in its group.
    pub labels: Option<f64>,
}

impl Figure<'_> {
    pub fn draw(&self, column: &mut Column) {
        let (ink, muted) = (column.theme().ink, column.theme().muted);
        let words = self.words;
        let unit = words.unit.as_ref().map(|unit| format!("({unit})"));
        let mut caption = vec![Run { words: &words.label, font: LABEL, colour: ink }];
        caption.extend(unit.as_deref().map(|unit| Run { words: unit, font: LABEL, colour: muted }));
        if !words.label.is_empty() {
            column.flow(0.0, 5.0, &caption);
        }
        if let Some(indicator) = self.indicator {
            self.picture(column, indicator);
        }
        self.headlines(column);
        for change in &words.changes {
            draw_change(column, change);
        }
        for doubt in &words.doubts {
            column.space(4.0);
            column.sign("!", FIGURE, 18.0);
            column.indented(26.0, doubt, LABEL, ink);
        }
        let source = words.source.iter().map(|source| &source.text);
        for (index, remark) in words.remarks.iter().chain(&words.note).chain(source).enumerate() {
            column.space(if index == 0 { 4.0 } else { 0.0 });
            column.paragraph(remark, SMALL, muted);
        }
    }

    fn picture(&self, column: &mut Column, indicator: &Indicator) {
        let muted = column.theme().muted;
        let scene = column.lay_out(indicator, self.labels);
        let is_table = self.words.kind == Kind::Table;
        let silent = match &scene {
            Some(scene) => leaves_out_labels(indicator, scene),
            None => is_table,
        };
        if let Some(scene) = scene {
            column.picture(scene, 8.0);
        }
        if !silent {
            return;
        }
        column.space(8.0);
        match entries(indicator, column.lang()) {
            Some(entries) => column.list(if is_table { LABEL } else { SMALL }, &entries),
            None => column.paragraph(&self.words.sentence, SMALL, muted),
        }
    }

    /// The large figures of a tile; several stand in two columns where there is room.
    fn headlines(&self, column: &mut Column) {
        let headlines = &self.words.headlines;
        if let [only] = headlines.as_slice() {
            return draw_headline(column, only, &SIZES);
        }
        let [_, smaller @ ..] = &SIZES;
        for pair in headlines.chunks(2) {
            match pair {
                [one, other] if column.splits() => column.side_by_side(
                    |left| draw_headline(left, one, smaller),
                    |right| draw_headline(right, other, smaller),
                ),
                _ => pair.iter().for_each(|headline| draw_headline(column, headline, smaller)),
            }
        }
    }
}

fn draw_headline(column: &mut Column, headline: &Headline, sizes: &[Font]) {
    let (ink, muted) = (column.theme().ink, column.theme().muted);
    if let Some(label) = &headline.label {
        column.space(4.0);
        column.paragraph(label, LABEL, ink);
    }
    let pieces: Vec<(&str, bool)> = headline.pieces().collect();
    let gap = 6.0;
    let font_of = |large: bool, font: Font| if large { font } else { QUIET };
    let fits = |font: Font, whole: bool| {
        let measured = pieces.iter().filter(|(_, large)| whole || *large);
        let widths = measured.map(|(words, large)| column.measure(words, font_of(*large, font)) + gap);
        widths.sum::<f64>() - gap <= column.width()
    };
    // The quiet words move to lines of their own before a figure becomes smaller than its unit.
    let mut large = sizes.iter().filter(|font| font.size > QUIET.size);
    let fitting = large.find(|&&font| fits(font, true)).or_else(|| sizes.iter().find(|&&font| fits(font, false)));
    let font = fitting.or(sizes.last()).copied().unwrap_or(FIGURE);
    let colour_of = |large: bool| if large { ink } else { muted };
    let runs: Vec<Run> = pieces
        .iter()
        .map(|(words, large)| Run { words, font: font_of(*large, font), colour: colour_of(*large) })
        .collect();
    column.flow(0.0, gap, &runs);
}

fn draw_change(column: &mut Column, change: &ChangeWords) {
    let theme = column.theme();
    let colour = match change.meaning {
        Meaning::Better => theme.better,
        Meaning::Worse => theme.worse,
        Meaning::Neutral => theme.ink,
    };
    // The arrow as a shape, since not every font has one.
    let indent = match change.direction {
        Some(Direction::Up) => {
            column.polygon(&[(0.0, 16.0), (5.0, 7.0), (10.0, 16.0)], colour);
            16.0
        }
        Some(Direction::Down) => {
            column.polygon(&[(0.0, 7.0), (5.0, 16.0), (10.0, 7.0)], colour);
            16.0
        }
        Some(Direction::Same) | None => 0.0,
    };
    let amount = Run { words: &change.amount, font: FIGURE, colour };
    let versus = Run { words: &change.versus, font: LABEL, colour: theme.ink };
    let runs: Vec<Run> = [amount, versus].into_iter().filter(|run| !run.words.is_empty()).collect();
    column.flow(indent, 5.0, &runs);
}

/// Whether a picture lacks names of its marks, as charts of many vertical bars do: on paper no pointer finds them.
fn leaves_out_labels(indicator: &Indicator, scene: &Scene) -> bool {
    let labels: Vec<&str> = match &indicator.shape {
        Shape::Table(table) => table.categories.iter().map(|category| category.label.as_str()).collect(),
        Shape::Parts { parts, .. } if indicator.picture() == Picture::Bars => {
            parts.iter().map(|part| part.label.as_str()).collect()
        }
        _ => return false,
    };
    let shown = |label: &str| scene.shapes.iter().any(|shape| matches!(shape, Ink::Text(text) if text.words == label));
    // Horizontal bars, between which a picture may be parted, show them all, be it in several lines.
    let is_vertical = labels.len() > 1 && scene.seams.is_empty();
    is_vertical && (labels.len() > LISTED || labels.iter().any(|label| !shown(label)))
}

/// Each category with its figures.
fn entries(indicator: &Indicator, lang: Lang) -> Option<Vec<Entry>> {
    match &indicator.shape {
        Shape::Table(table) if table.categories.len() <= LISTED => {
            let entries = table.categories.iter().enumerate().map(|(index, category)| {
                let last = table.series.len().saturating_sub(1);
                let name = if last > 0 { format!("{} ·", category.label) } else { category.label.clone() };
                let figures = table.series.iter().enumerate().map(|(place, series)| {
                    let figure = captioned(indicator, table, series, index, lang);
                    let figure = if place < last { format!("{figure} ·") } else { figure };
                    (series.label.as_ref().filter(|_| last > 0).map(|label| format!("{label}:")), figure)
                });
                Entry { name, figures: figures.collect() }
            });
            Some(entries.collect())
        }
        Shape::Parts { parts, .. } if parts.len() <= LISTED => {
            let entries = parts.iter().map(|part| {
                let figure = figure::part_in_full(indicator, part, part.unit.as_deref(), lang);
                Entry { name: part.label.clone(), figures: vec![(None, figure)] }
            });
            Some(entries.collect())
        }
        _ => None,
    }
}

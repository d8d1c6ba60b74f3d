//! The same facts in words and as a table: all that the page shows as text, and what a screen reader reads.
//!
//! The browser's part turns these plain structures into elements. Words of its own it has only for what happens without
//! the program, when it cannot be had, and for the states of its controls: while a file is being made, and how many rows
//! are left.

mod csv;
mod figures;
mod mark;
mod sentence;
mod table;

pub use csv::csv;
pub use figures::captioned;
pub use mark::{MarkWords, extent, mark};
pub use table::table;

use crate::figure::{Headline, Meaning};
use crate::format;
use crate::model::{Document, Group, Member};
use crate::text::{Direction, Lang, capitalised};
use serde::Serialize;

/// Every word of a widget but those inside the pictures.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Page {
    /// The language of the sentences, for the `lang` attribute: `vi` or `en`.
    pub lang: &'static str,
    /// The language tag of the words that are its author's alone, where that is another: titles, labels, notes.
    pub written: Option<String>,
    /// The heading.
    pub title: Option<String>,
    /// Lines below the heading: subtitle, area, and the period in its author's words.
    pub subtitles: Vec<String>,
    /// The line below them: the period in ours.
    pub period: Option<String>,
    /// Remarks on everything.
    pub notes: Vec<String>,
    /// The sections.
    pub groups: Vec<GroupWords>,
    /// Where the figures come from.
    pub source: Option<SourceWords>,
    /// Dates of the document, each a phrase.
    pub dates: Vec<String>,
    /// What the control that opens the data table is called.
    pub table_label: &'static str,
    /// What a picture is called, beside its name.
    pub chart: &'static str,
    /// Which keys read a picture mark by mark.
    pub keys: &'static str,
    /// What the control that opens the list of [`Page::downloads`] is called.
    pub download_label: &'static str,
    /// What the widget can be taken away as: a PNG picture, an SVG picture, the figures as CSV.
    pub downloads: [&'static str; 3],
}

/// One section.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroupWords {
    /// Its heading.
    pub title: Option<String>,
    /// A remark, or what is said in place of figures.
    pub note: Option<String>,
    /// One entry an indicator.
    pub figures: Vec<FigureWords>,
}

/// One indicator in words.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FigureWords {
    /// What is made of it.
    pub kind: Kind,
    /// The place of the indicator among those that were checked, from 0: what `draw` is called with.
    pub index: usize,
    /// Its code.
    pub id: Option<String>,
    /// The caption.
    pub label: String,
    /// What it counts, where the caption says it: for pictures of several marks and for tables.
    pub unit: Option<String>,
    /// The large figures of a tile; several where the parts have different units.
    pub headlines: Vec<Headline>,
    /// How it moved, a line each.
    pub changes: Vec<ChangeWords>,
    /// Quiet lines below: what a tile is measured by, basis, date, status.
    pub remarks: Vec<String>,
    /// Its author's note, letter for letter.
    pub note: Option<String>,
    /// Where it comes from, where that is not the document's source.
    pub source: Option<SourceWords>,
    /// What puts the figure in doubt, or took its picture away.
    pub doubts: Vec<String>,
    /// What the picture shows, as one or two sentences: its text alternative.
    pub sentence: String,
    /// For a progress bar, `[value, total]`: what a `meter` says.
    pub meter: Option<[f64; 2]>,
}

/// What is made of an indicator.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// A picture is drawn.
    Canvas,
    /// The headlines are the picture.
    Tile,
    /// Its figures stand only in the data table.
    Table,
    /// Only [`FigureWords::doubts`]: it could not be checked.
    #[default]
    Refused,
}

/// A change in words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChangeWords {
    /// Which way it went, where an arrow is to say so.
    pub direction: Option<Direction>,
    /// Whether it is good.
    pub meaning: Meaning,
    /// The change itself: "tăng 28%".
    pub amount: String,
    /// Against what: "so với cùng kỳ".
    pub versus: String,
}

/// Where the figures come from, in words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SourceWords {
    /// "Nguồn: …", with the date of publication where it is known.
    pub text: String,
    /// Where to read it.
    pub url: Option<String>,
}

/// The data table: the facts of the whole document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TableWords {
    /// What the table holds.
    pub caption: String,
    /// The headers of the columns.
    pub columns: Vec<String>,
    /// Rows in reading order.
    pub sections: Vec<TableSection>,
    /// How many more rows there are.
    pub left: u32,
}

/// Rows under a common header.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct TableSection {
    /// The header, for documents with groups.
    pub title: Option<String>,
    /// One entry a column; the first is the row's header, and empty where words stand in place of all figures.
    pub rows: Vec<Vec<String>>,
    /// The numbers that the cells of `rows` print, in the same places, for sorting; `None` for words.
    pub numbers: Vec<Vec<Option<f64>>>,
}

/// The words of a whole document.
pub fn page(document: &Document) -> Page {
    let lang = document.lang;
    let words = lang.words();
    let print = |date| format::date(date, lang);
    let mut index = 0;
    let mut groups = Vec::new();
    for group in &document.groups {
        groups.push(group_words(group, &mut index, lang));
    }
    let written = document.written.clone().filter(|tag| Lang::from_tag(tag) != Some(lang));
    let (subtitles, period) = about(document);
    Page {
        lang: lang.tag(),
        written,
        title: document.title.clone(),
        subtitles,
        period,
        notes: document.note.iter().cloned().collect(),
        groups,
        source: document.source.as_ref().map(|source| figures::source(source, lang)),
        dates: [
            document.as_of.map(|date| words.as_of(&print(date))),
            document.updated.map(|date| words.updated(&print(date))),
        ]
        .into_iter()
        .flatten()
        .collect(),
        table_label: words.table(),
        chart: words.chart(),
        keys: words.keys(),
        download_label: words.download(),
        downloads: words.downloads(),
    }
}

/// What the figures are about: the lines in their author's words, and the period in ours where it has none of those.
fn about(document: &Document) -> (Vec<String>, Option<String>) {
    let print = |date| format::date(date, document.lang);
    let label = document.period.as_ref().and_then(|period| period.label.clone());
    let unnamed = document.period.as_ref().filter(|period| period.label.is_none());
    let period = unnamed.map(|period| match period.start == period.end {
        true => capitalised(print(period.start)),
        false => document.lang.words().period(&print(period.start), &print(period.end)),
    });
    ([document.subtitle.clone(), document.area.clone(), label].into_iter().flatten().collect(), period)
}

fn group_words(group: &Group, index: &mut usize, lang: Lang) -> GroupWords {
    let mut figures = Vec::new();
    for member in &group.members {
        figures.push(match member {
            Member::Refused { label, complaint } => figures::refused(label.as_deref(), complaint),
            Member::Checked(indicator) => {
                let words = figures::words(indicator, *index, lang);
                *index += 1;
                words
            }
        });
    }
    GroupWords { title: group.title.clone(), note: group_note(group, lang), figures }
}

/// The group's remark; where it has no figures and says nothing, that there are none.
fn group_note(group: &Group, lang: Lang) -> Option<String> {
    let silent = group.members.is_empty().then(|| lang.words().missing(group.status).to_owned());
    group.note.clone().or(silent)
}

//! From the JSON tree to checked indicators: every refusal names a JSON path and the mend.
//!
//! An error stops the indicator it is found in, never its neighbours; a warning stops nothing. After this, the
//! types in [`crate::model`] are the proof, and nobody checks again.

mod document;
mod doubts;
mod fields;
mod indicator;
mod shape;
mod update;

use crate::complaint::{Complaint, Finding, Severity};
use crate::model::{Document, Picture};
use crate::text::Lang;
use crate::wire::Value;
use fields::At;
pub(crate) use fields::similar;
pub use update::update_values;

/// What the page asks for, beside the data.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// The widget's language tag; the document's own where `None`.
    pub lang: Option<String>,
    /// How to show every indicator that can be shown so; each in its own way where `None`.
    pub view: Option<View>,
    /// The `id`s of the indicators and groups to show; all where empty.
    pub only: Vec<String>,
}

/// The closed list of `view`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// As suits the shape.
    Auto,
    /// One of the pictures, where the shape allows it.
    As(Picture),
}

impl View {
    /// Its words, in the order of [`View::ALL`].
    pub const NAMES: [&'static str; 6] = ["auto", "progress", "bullet", "bars", "tile", "table"];
    const ALL: [View; 6] = [
        View::Auto,
        View::As(Picture::Progress),
        View::As(Picture::Bullet),
        View::As(Picture::Bars),
        View::As(Picture::Tile),
        View::As(Picture::Table),
    ];

    /// The view of that name.
    pub fn from_name(name: &str) -> Option<View> {
        View::NAMES.iter().zip(View::ALL).find(|(known, _)| **known == name).map(|(_, view)| view)
    }
}

/// What came of reading.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// What can be shown; `None` where that is nothing at all.
    pub document: Option<Document>,
    /// Everything that was found wrong, in the order of the document.
    pub complaints: Vec<Complaint>,
    /// The language of the sentences.
    pub lang: Lang,
}

impl Reading {
    /// Whether the whole document is as it should be: warnings at most.
    pub fn accepted(&self) -> bool {
        self.complaints.iter().all(|complaint| complaint.severity == Severity::Warning)
    }
}

/// Reads a document, a bare indicator, or a list of indicators.
pub fn read(value: &Value, options: &Options) -> Reading {
    let widget = options.lang.as_deref();
    let own = match value.get("lang") {
        Some(Value::Text(tag)) => Some(tag.as_str()),
        _ => None,
    };
    let tags: Vec<&str> = widget.into_iter().chain([own.unwrap_or("vi")]).collect();
    let lang = tags.iter().find_map(|tag| Lang::from_tag(tag)).unwrap_or_default();
    let mut reader = Reader { lang, tags, options, complaints: Vec::new() };
    let document = reader.document(value);
    Reading { document, complaints: reader.complaints, lang }
}

/// Reads JSON text: [`crate::wire::Value::from_json`] and then [`read`].
pub fn read_json(text: &str, options: &Options) -> Reading {
    Value::from_json(text).map_or_else(
        |error| {
            let lang = options.lang.as_deref().and_then(Lang::from_tag).unwrap_or_default();
            // An error without a line is not the text's but ours: nested too deeply.
            let finding = match text.trim_start().starts_with('<') {
                true => Finding::Html,
                false => Finding::Syntax { line: error.line(), column: error.column() },
            };
            Reading { document: None, complaints: vec![finding.at("$".to_owned(), lang)], lang }
        },
        |value| read(&value, options),
    )
}

/// What is known while reading, and what was found wrong so far.
struct Reader<'a> {
    lang: Lang,
    /// Which translation of a text to take, first come.
    tags: Vec<&'a str>,
    options: &'a Options,
    complaints: Vec<Complaint>,
}

impl Reader<'_> {
    /// Writes a complaint down.
    fn complain(&mut self, finding: Finding, at: &At) {
        self.complaints.push(finding.at(at.to_string(), self.lang));
    }

    /// Writes a complaint down, where a value would have been.
    fn refuse<T>(&mut self, finding: Finding, at: &At) -> Option<T> {
        self.complain(finding, at);
        None
    }

    /// The first error since so many complaints.
    fn error_since(&self, count: usize) -> Option<&Complaint> {
        self.complaints.iter().skip(count).find(|complaint| complaint.severity == Severity::Error)
    }
}

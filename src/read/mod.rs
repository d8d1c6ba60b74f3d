//! From the JSON tree to checked indicators: every refusal names a JSON path and the mend.
//!
//! An error stops the indicator it is found in, never its neighbours; a warning stops nothing. After this, the
//! types in [`crate::model`] are the proof, and nobody checks again.

mod decimals;
mod document;
mod doubts;
mod fields;
mod indicator;
mod number;
mod shape;
pub(crate) mod syntax;
mod update;

use crate::complaint::{Amount, Complaint, Finding, Severity};
use crate::limits::MAX_ALIKE;
use crate::model::{Document, Member, Picture};
use crate::text::Lang;
use crate::wire::Value;
use fields::At;
pub(crate) use fields::{days_in, is_leap, likely, near};
pub(crate) use number::{decimal, mistaken};
pub use update::update_values;

/// What the page asks for, beside the data.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// The widget's language tag; the document's own where `None`.
    pub lang: Option<String>,
    /// How to show every indicator that can be shown so; each in its own way where it is [`View::Auto`].
    pub view: View,
    /// The `id`s of the indicators and groups to show; all where empty.
    pub only: Vec<String>,
}

impl Options {
    /// From an object of the same names; a field that is missing or empty asks for nothing.
    pub fn from_settings(settings: &Value) -> Options {
        let only = match settings.get("only") {
            Some(Value::List(ids)) => ids.iter().filter_map(Value::as_text).map(str::to_owned).collect(),
            _ => Vec::new(),
        };
        let text = |name: &str| settings.get(name).and_then(Value::as_text).filter(|text| !text.is_empty());
        Options {
            lang: text("lang").map(str::to_owned),
            view: text("view").and_then(View::from_name).unwrap_or_default(),
            only,
        }
    }
}

/// The closed list of `view`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum View {
    /// As suits the shape.
    #[default]
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
    /// The label of the indicator that the first error is of, where nothing can be shown.
    pub refused: Option<String>,
    /// The language of the sentences.
    pub lang: Lang,
}

impl Reading {
    /// What to tell the reader where nothing can be drawn: the first error in full, and of which indicator it is, since
    /// other widgets on the page may say the same.
    pub fn message(&self) -> Option<String> {
        let error = self.complaints.iter().find(|complaint| complaint.severity == Severity::Error)?;
        Some(match &self.refused {
            Some(label) => format!("{label}: {}", error.in_full()),
            None => error.in_full(),
        })
    }

    /// Whether the whole document is as it should be: warnings at most.
    pub fn accepted(&self) -> bool {
        self.complaints.iter().all(|complaint| complaint.severity == Severity::Warning)
    }

    /// Puts new numbers in the place of the old ones, as [`update_values`] does. What put the old ones in doubt goes with
    /// them; what else was found wrong is so still.
    pub fn update_values(&mut self, values: &[f64]) -> bool {
        let Some(document) = &mut self.document else { return false };
        let fits = update_values(document, values);
        if fits {
            self.complaints.retain(|complaint| !complaint.is_doubt());
            self.complaints.extend(document.indicators().flat_map(|indicator| indicator.doubts.iter().cloned()));
        }
        fits
    }

    /// Puts into words what is wrong.
    pub fn say(&mut self) {
        let members = self.document.iter_mut().flat_map(|document| &mut document.groups).flat_map(|it| &mut it.members);
        let figures = members.flat_map(|member| match member {
            Member::Checked(indicator) => indicator.doubts.iter_mut(),
            Member::Refused { complaint, .. } => std::slice::from_mut(complaint).iter_mut(),
        });
        self.complaints.iter_mut().chain(figures).for_each(|complaint| complaint.say(self.lang));
    }
}

/// Reads a document, a bare indicator, or a list of indicators. What is wrong with it is not in words yet.
pub fn read(value: &Value, options: &Options) -> Reading {
    let widget = options.lang.as_deref();
    let own = match value.get("lang") {
        Some(Value::Text(tag)) => Some(tag.as_str()),
        _ => None,
    };
    let tags: Vec<&str> = widget.into_iter().chain([own.unwrap_or("vi")]).collect();
    let lang = tags.iter().find_map(|tag| Lang::from_tag(tag)).unwrap_or_default();
    let mut reader = Reader {
        lang,
        tags,
        own,
        written: None,
        options,
        complaints: Vec::new(),
        refused: None,
        since: 0,
        left_out: 0,
        indicators: 0,
        values: 0,
    };
    let mut document = reader.document(value);
    reader.close(&At::Root);
    if let Some(document) = &mut document {
        document.written = reader.written;
    }
    Reading { document, complaints: reader.complaints, refused: reader.refused, lang }
}

/// Whether documents or indicators have a field of that name, however it is spelt: `as-of` is `asOf`.
pub fn is_field(name: &str) -> bool {
    // There may be several changes, and a page would write one.
    let names = document::FIELDS.iter().chain(indicator::FIELDS).chain(&["change"]);
    names.copied().any(|field| near(name, field) == Some(0))
}

/// What is known while reading, and what was found wrong so far.
struct Reader<'a> {
    lang: Lang,
    /// Which translation of a text to take, first come.
    tags: Vec<&'a str>,
    /// The language that the document says it is in.
    own: Option<&'a str>,
    /// That of the first text, where that is known.
    written: Option<String>,
    options: &'a Options,
    complaints: Vec<Complaint>,
    /// The label of the indicator that the first error is of, where nothing can be shown.
    refused: Option<String>,
    /// Which complaints are of the indicator that is being read: those from this one on.
    since: usize,
    /// How many more it would have, if all were written down.
    left_out: usize,
    /// How many indicators the groups so far hold.
    indicators: usize,
    /// How many numbers the indicators so far hold.
    values: usize,
}

impl Reader<'_> {
    /// Writes a complaint down, unless there are enough of its kind.
    fn complain(&mut self, finding: Finding, at: &At) {
        if self.has_room(finding.code()) {
            self.complaints.push(finding.at(at.to_string()));
        }
    }

    /// Whether there are not yet enough of that kind; else one more is counted.
    fn has_room(&mut self, code: &str) -> bool {
        let alike = self.complaints.iter().skip(self.since).filter(|complaint| complaint.code == code).count();
        if alike >= MAX_ALIKE {
            self.left_out += 1;
        }
        alike < MAX_ALIKE
    }

    /// Says how many complaints were left out since the last time, and begins to count anew.
    fn close(&mut self, at: &At) {
        if self.left_out > 0 {
            self.complaints.push(Finding::More(self.left_out).at(at.to_string()));
        }
        self.since = self.complaints.len();
        self.left_out = 0;
    }

    /// Refuses more than the most there may be.
    fn limit(&mut self, what: Amount, found: usize, most: usize, at: &At) -> Option<()> {
        if found > most {
            return self.refuse(Finding::TooLarge { what, most }, at);
        }
        Some(())
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

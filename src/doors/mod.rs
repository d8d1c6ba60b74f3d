//! The doors: one file for each foreign format, all turning it into a document of our own as [`wire::Value`].
//!
//! A door knows its format and nothing of pictures. What it cannot read it refuses with the place in the source; what
//! it had to choose it says. The document then goes through [`read`] like any other.
//!
//! [`wire::Value`]: crate::wire::Value

mod cells;
mod choice;
mod csv;
mod cube;
mod decode;
mod json_stat;
mod open_sdg;
mod period;
mod recognise;
mod roles;
mod rows;
mod sheet;
mod slice;
mod table;
mod world_bank;

pub use recognise::Format;

use crate::complaint::{Amount, Finding};
use crate::limits::MAX_TEXT;
use crate::read::{self, Reading, read, syntax};
use crate::text::Lang;
use crate::wire::Value;
use std::collections::BTreeSet;

/// How many cells a cube may declare, and a table of rows have.
pub const MAX_CELLS: u64 = 1_000_000;

/// What the page asks of a door.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// The format; recognised where it is [`Format::Auto`].
    pub format: Format,
    /// Which category of a dimension: `Year=2020;Sex=Total`.
    pub select: String,
    /// Which dimension gives the bars.
    pub bars: String,
    /// Which columns of a table are what: `label=Xã;value=Đạt,Chưa đạt;year=Năm;unit=Đơn vị;series=Giới`.
    pub columns: String,
}

/// Something wrong, and where in the source.
pub type Problem = (Finding, String);

/// A document of our own, and what has to be said of how it came about.
pub struct Opened {
    /// The format that it was.
    pub format: Format,
    /// The document.
    pub document: Value,
    /// Warnings for the author.
    pub warnings: Vec<Problem>,
}

impl Options {
    /// From an object of the same names, all texts; a field that is missing or empty asks for nothing. A format that is
    /// none is [`Format::Auto`]: files say themselves what they are.
    pub fn from_settings(settings: &Value) -> Options {
        let text = |name: &str| settings.get(name).and_then(Value::as_text).unwrap_or_default().to_owned();
        Options {
            format: Format::from_name(&text("format")).unwrap_or_default(),
            select: text("select"),
            bars: text("bars"),
            columns: text("columns"),
        }
    }
}

/// Reads a file of any of the formats. Its bytes are given back as soon as they are a document: together with that and
/// what is read from it, they would take the most memory of all.
pub fn read_any(bytes: impl Into<Vec<u8>>, doors: &Options, options: &read::Options) -> Reading {
    let lang = options.lang.as_deref().and_then(Lang::from_tag).unwrap_or_default();
    let bytes = bytes.into();
    let opened = open(&bytes, doors, lang);
    drop(bytes);
    match opened {
        Err((finding, path)) => Reading { document: None, complaints: vec![finding.at(path, lang)], lang },
        Ok(opened) => {
            let mut reading = read(&opened.document, options);
            let lang = reading.lang;
            let warnings = opened.warnings.into_iter().map(|(finding, path)| finding.at(path, lang));
            reading.complaints.splice(0..0, warnings);
            reading
        }
    }
}

/// Reads the text of a document of our own.
pub fn read_own(text: &str, options: &read::Options) -> Reading {
    read_any(text, &Options { format: Format::Indicators, ..Options::default() }, options)
}

/// Turns the bytes of a file into a document of our own, without reading that.
///
/// # Errors
/// What is wrong with the file as one of its format.
pub fn open(bytes: &[u8], doors: &Options, lang: Lang) -> Result<Opened, Problem> {
    if bytes.len() > MAX_TEXT {
        return Err((Finding::TooLarge { what: Amount::Bytes, most: MAX_TEXT }, "$".to_owned()));
    }
    decode::text(bytes).and_then(|text| open_text(Value::trimmed(&text), doors, lang))
}

/// The format that bytes are read as; `None` where they are no text or no JSON.
pub fn recognised(bytes: &[u8], format: Format) -> Option<Format> {
    let text = decode::text(bytes).ok()?;
    let text = Value::trimmed(&text);
    match format {
        _ if recognise::is_csv(text, format) => Some(Format::Csv),
        Format::Auto => Value::from_json(text).ok().map(|value| recognise::format(&value)),
        format => Some(format),
    }
}

fn open_text(text: &str, doors: &Options, lang: Lang) -> Result<Opened, Problem> {
    if text.trim_start().starts_with('<') {
        return Err((Finding::Html, "$".to_owned()));
    }
    if recognise::is_csv(text, doors.format) {
        let table = csv::table(text)?;
        return table::sheets(table, doors, lang).map(|sheets| sheet::document(Format::Csv, sheets));
    }
    match Value::from_json(text) {
        Ok(value) => open_value(value, doors, lang),
        Err(error) => Err((syntax::finding(text, &error), "$".to_owned())),
    }
}

fn open_value(value: Value, doors: &Options, lang: Lang) -> Result<Opened, Problem> {
    let format = match doors.format {
        Format::Auto => recognise::format(&value),
        format => format,
    };
    let sheets = match format {
        Format::JsonStat => json_stat::sheets(&value, doors)?,
        Format::WorldBank => world_bank::sheets(&value, doors, lang)?,
        Format::OpenSdg => table::sheets(open_sdg::table(&value)?, doors, lang)?,
        Format::Rows => table::sheets(rows::table(&value)?, doors, lang)?,
        Format::Auto | Format::Indicators | Format::Csv => {
            return Ok(Opened { format: Format::Indicators, document: value, warnings: Vec::new() });
        }
    };
    Ok(sheet::document(format, sheets))
}

/// In small letters, one by one: what `str::to_lowercase` knows of Greek beyond that is a third of a door in bytes.
fn lowercase(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

/// A set to look into; `collect` would sort the items first, with a sort of its own for each type.
fn set<T: Ord>(items: impl Iterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(items);
    set
}

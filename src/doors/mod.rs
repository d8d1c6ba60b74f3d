//! The doors: one file for each foreign format, all turning it into a document of our own as [`wire::Value`].
//!
//! A door knows its format and nothing of pictures. What it cannot read it refuses with the place in the source; what
//! it had to choose it says. The document then goes through [`read`] like any other.
//!
//! [`wire::Value`]: crate::wire::Value

mod around;
mod cells;
mod choice;
mod codes;
mod column;
mod compose;
mod csv;
mod cube;
mod declared;
mod decode;
mod json_stat;
mod merged;
mod names;
mod noted;
mod numbers;
mod open_sdg;
mod outline;
mod period;
mod recognise;
mod roles;
mod rows;
mod sdmx;
mod sheet;
mod slice;
mod slips;
mod sums;
mod table;
mod times;
mod units;
mod world_bank;

pub use recognise::Format;

use crate::complaint::{Amount, Complaint, Failure, Finding};
use crate::limits::{MAX_INDICATORS, MAX_SERIES, MAX_TEXT};
use crate::read::{self, Reading, likely, read, syntax};
use crate::text::Lang;
use crate::wire::Value;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// How many cells a cube may declare, and a table of rows have.
pub const MAX_CELLS: u64 = 1_000_000;

/// Refuses more cells than that, before there is any room made for them.
fn check_cells(count: u64, path: &str) -> Result<(), Problem> {
    if count > MAX_CELLS {
        return Err((Finding::TooLarge { what: Amount::Cells, most: MAX_CELLS as usize }, path.to_owned()));
    }
    Ok(())
}

/// Refuses a table of more columns than can be drawn, before anything is looked for in their names, and of too many cells.
fn check_table(columns: usize, rows: usize, path: &str) -> Result<(), Problem> {
    if columns > MAX_INDICATORS {
        return Err((Finding::TooLarge { what: Amount::Series, most: MAX_SERIES }, path.to_owned()));
    }
    check_cells((columns as u64).saturating_mul(rows as u64), path)
}

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
    /// What the page asks for in a word or a name that there is not, of a door or beyond, and the attribute: each is as
    /// good as not asked.
    pub unknown: Vec<Complaint>,
}

/// The attributes of the element.
const ATTRIBUTES: &[&str] = &[
    "src", "label", "value", "total", "target", "unit", "lang", "view", "only", "format", "select", "bars", "columns",
    "theme", "refresh", "no-menu",
];

/// Whether an attribute is none of ours, whatever it looks like: HTML has it for every element, or it is a framework's.
fn is_of_the_page(name: &str) -> bool {
    matches!(name, "id" | "title")
        || ["data-", "aria-", "v-", "x-", "ng-", "_ng"].iter().any(|start| name.starts_with(start))
        || name.bytes().any(|byte| matches!(byte, b':' | b'@' | b'.' | b'[' | b'(' | b'#'))
}

/// Something wrong, and where in the source.
pub type Problem = (Finding, String);

/// A file that is known to be of a format.
enum Sorted<'a> {
    /// A table of lines.
    Csv(Cow<'a, str>),
    /// A JSON tree of that format.
    Tree(Format, Value),
}

/// A document of our own, and what has to be said of how it came about.
struct Opened {
    document: Value,
    /// For the author.
    warnings: Vec<Problem>,
}

impl Options {
    /// From an object of the same names, all texts, which may also have `view`, `theme` and the list `attributes`, the
    /// names that the element has; a field that is missing or empty asks for nothing. A format that is none is
    /// [`Format::Auto`]: files say themselves what they are.
    pub fn from_settings(settings: &Value) -> Options {
        let text = |name: &str| settings.get(name).and_then(Value::as_text).unwrap_or_default().to_owned();
        let lists: [(&'static str, &'static [&'static str]); 3] =
            [("view", &read::View::NAMES), ("theme", &["auto", "light", "dark"]), ("format", &Format::NAMES)];
        let words = lists.into_iter().filter_map(|(attribute, allowed)| {
            let found = Some(text(attribute)).filter(|word| !word.is_empty() && !allowed.contains(&word.as_str()))?;
            Some(Finding::UnknownWord { found: Value::short(&found), allowed }.at(attribute.to_owned()))
        });
        let names = match settings.get("attributes") {
            Some(Value::List(names)) => names.as_slice(),
            _ => &[],
        };
        // Every element may have others, for the use of the page or of what it is made with.
        let unknown = |name: &&str| !ATTRIBUTES.contains(name) && !is_of_the_page(name);
        let slips = names.iter().filter_map(Value::as_text).filter(unknown).filter_map(|name| {
            let (found, like) = (name.to_owned(), likely(name, ATTRIBUTES));
            (like.is_some() || read::is_field(name))
                .then(|| Finding::UnknownField { found, like, is_attribute: true }.at(name.to_owned()))
        });
        Options {
            unknown: words.chain(slips).collect(),
            format: Format::from_name(&text("format")).unwrap_or_default(),
            select: text("select"),
            bars: text("bars"),
            columns: text("columns"),
        }
    }
}

/// Reads a file of any of the formats.
pub fn read_any(bytes: impl Into<Vec<u8>>, doors: &Options, options: &read::Options) -> Reading {
    let (bytes, lang) = (bytes.into(), lang_of(options));
    let opened = sort(&bytes, doors.format).and_then(|sorted| open(sorted, doors, lang));
    // Together with the document and what is read from it, they would take the most memory of all.
    drop(bytes);
    let mut reading = match opened {
        Ok(opened) => read_opened(opened, doors, options),
        Err((finding, path)) => {
            let complaints = doors.unknown.iter().cloned().chain([finding.at(path)]).collect();
            Reading { document: None, complaints, refused: None, lang }
        }
    };
    reading.say();
    reading
}

/// Reads a document of our own, of which something can be shown: that takes no door, nor the words for what is wrong with
/// it, which are still to be said. `None` where the file is any other.
pub fn read_if_own(bytes: impl Into<Vec<u8>>, doors: &Options, options: &read::Options) -> Option<Reading> {
    let bytes = bytes.into();
    let text = str::from_utf8(&bytes).ok().filter(|text| text.len() <= MAX_TEXT)?;
    let (Format::Indicators, document) = tree(text, doors.format).ok()? else { return None };
    drop(bytes);
    let reading = read_opened(Opened { document, warnings: Vec::new() }, doors, options);
    reading.document.is_some().then_some(reading)
}

/// Reads a document of our own, and complains of what the page asked for and of how it came about, too.
fn read_opened(Opened { document, warnings }: Opened, doors: &Options, options: &read::Options) -> Reading {
    let mut reading = read(&document, options);
    let warnings = warnings.into_iter().map(|(finding, path)| finding.at(path));
    reading.complaints.splice(0..0, doors.unknown.iter().cloned().chain(warnings));
    reading
}

/// Reads the text of a document of our own.
pub fn read_own(text: &str, options: &read::Options) -> Reading {
    read_any(text, &Options { format: Format::Indicators, ..Options::default() }, options)
}

/// The format that bytes are read as; `None` where they are no text or no JSON.
pub fn recognised(bytes: &[u8], format: Format) -> Option<Format> {
    sort(bytes, format).ok().map(|sorted| match sorted {
        Sorted::Csv(_) => Format::Csv,
        Sorted::Tree(format, _) => format,
    })
}

fn lang_of(options: &read::Options) -> Lang {
    options.lang.as_deref().and_then(Lang::from_tag).unwrap_or_default()
}

/// What a file is. Fails on what is wrong in any format.
fn sort(bytes: &[u8], format: Format) -> Result<Sorted<'_>, Problem> {
    if bytes.len() > MAX_TEXT {
        return Err((Finding::Failed(Failure::TooLarge), "$".to_owned()));
    }
    let decoded = decode::text(bytes)?;
    let text = Value::trimmed(&decoded);
    if text.trim_start().starts_with('<') {
        return Err((Finding::Failed(Failure::Html), "$".to_owned()));
    }
    if recognise::is_csv(text, format) {
        return Ok(Sorted::Csv(decoded));
    }
    let refused = |finding: Finding| (finding, "$".to_owned());
    if let Some(other) = recognise::other_text(text) {
        return Err(refused(other));
    }
    let (format, value) = tree(text, format).map_err(|error| refused(syntax::finding(text, &error)))?;
    let said = rows::refusal(&value).map(|said| Finding::Failed(Failure::HttpStatus(said)));
    match said.or_else(|| recognise::other(&value)) {
        Some(finding) => Err(refused(finding)),
        None => Ok(Sorted::Tree(format, value)),
    }
}

/// Reads JSON, which by itself tells its format.
fn tree(text: &str, format: Format) -> Result<(Format, Value), serde_json::Error> {
    let value = Value::from_json(text)?;
    Ok((if format == Format::Auto { recognise::format(&value) } else { format }, value))
}

/// Turns a file into a document of our own, without reading that. Fails on what is wrong with it as one of its format.
fn open(sorted: Sorted, doors: &Options, lang: Lang) -> Result<Opened, Problem> {
    let (format, value) = match sorted {
        Sorted::Csv(text) => {
            let text = compose::composed(&text);
            return table::sheets(csv::table(Value::trimmed(&text))?, doors, lang).map(sheet::document);
        }
        Sorted::Tree(format, value) => (format, value),
    };
    let sheets = match format {
        Format::JsonStat => json_stat::sheets(&value, doors, lang)?,
        Format::WorldBank => world_bank::sheets(&value, doors, lang)?,
        Format::OpenSdg => table::sheets(open_sdg::table(&value)?, doors, lang)?,
        Format::Rows => {
            let mut sheets = table::sheets(rows::table(&value)?, doors, lang)?;
            if let Some(first) = sheets.first_mut() {
                first.warnings.extend(rows::one_page(&value));
            }
            sheets
        }
        Format::Auto | Format::Indicators | Format::Csv => {
            return Ok(Opened { document: value, warnings: Vec::new() });
        }
    };
    Ok(sheet::document(sheets))
}

/// In small letters, one by one: what `str::to_lowercase` knows of Greek beyond that is a third of a door in bytes.
fn lowercase(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

/// Whether a text begins with one of these words, which are in small letters; its own case does not count.
fn begins(text: &str, words: &[&str]) -> bool {
    let lower = lowercase(text);
    words.iter().any(|word| lower.starts_with(word))
}

/// A set to look into; `collect` would sort the items first, with a sort of its own for each type.
fn set<T: Ord>(items: impl Iterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(items);
    set
}

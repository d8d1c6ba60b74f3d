//! What is wrong with an input, where, and how to mend it, in the reader's language.

mod failure;

pub use failure::Failure;

use crate::model::Status;
use crate::text::Lang;
use crate::wire::shown;
use serde::Serialize;
use std::rc::Rc;

/// What follows from a complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The indicator is not drawn.
    Error,
    /// It is drawn.
    Warning,
}

/// One complaint, as events and the console carry it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Complaint {
    /// What follows.
    pub severity: Severity,
    /// A stable name of the finding, such as `not-a-number`.
    pub code: &'static str,
    /// Where: a JSON path from `$`, the column and the line of a table (`Hộ:2`), an address, or the name of an attribute.
    pub path: String,
    /// What was found; empty until that is said.
    pub message: String,
    /// What to do about it.
    pub mend: String,
    /// Whether the reader sees it: it puts a figure in doubt or takes a picture away.
    #[serde(skip)]
    pub for_reader: bool,
    /// What is still to be put into words.
    #[serde(skip)]
    unsaid: Option<Rc<Finding>>,
}

impl Complaint {
    /// Puts into words what is wrong, where nobody has done so.
    ///
    /// Those words are a good part of the program, and few documents take them: so who reads finds, and who wants the
    /// words says them, which may be later.
    pub fn say(&mut self, lang: Lang) {
        if let Some(finding) = self.unsaid.take() {
            let (message, mend) = lang.finding(&finding);
            (self.message, self.mend) = (plain(message), plain(mend));
        }
    }

    /// The same in words.
    pub fn said(mut self, lang: Lang) -> Complaint {
        self.say(lang);
        self
    }

    /// Whether there are words for it.
    pub fn is_said(&self) -> bool {
        self.unsaid.is_none()
    }

    /// Whether it puts a figure in doubt that is drawn.
    pub fn is_doubt(&self) -> bool {
        self.severity == Severity::Warning && self.for_reader
    }

    /// What the reader is told: what is wrong, how to mend it, and where, unless that is the document as a whole.
    pub fn in_full(&self) -> String {
        match self.path.as_str() {
            "$" => format!("{} {}", self.message, self.mend),
            path => format!("{} {} ({path})", self.message, self.mend),
        }
    }
}

/// What most often makes a text no JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// There is nothing.
    Empty,
    /// It ends within a list, an object or a text.
    CutOff,
    /// A comma before a closing bracket.
    TrailingComma,
    /// Two entries without a comma between them.
    MissingComma,
    /// Curly or single quotes.
    Quotes,
    /// A straight quote within a text.
    QuoteInText,
    /// One before a cell of CSV, and none behind it.
    OpenQuote,
    /// A comment.
    Comment,
    /// A space that is none to JSON, such as those of web pages and of Word that do not break.
    Space,
    /// A number with a decimal comma, marks between thousands, a sign or `%`, or beyond all bounds.
    Number,
    /// A word without quotes.
    Word,
    /// The end of a line, or a tab, within a text.
    LineBreak,
    /// A backslash that escapes nothing.
    Escape,
    /// Something after the end.
    After,
    /// Anything else.
    Other,
}

/// What there can be too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Amount {
    Characters,
    Indicators,
    Values,
    Series,
    Tiles,
    Cells,
}

/// What can be found wrong. The words for each are in `src/text/`.
#[allow(missing_docs, reason = "the fields are the words in the sentence above them")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// Not JSON, or not CSV: line and column from 1.
    Syntax { line: usize, column: usize, slip: Slip },
    /// More levels of lists and objects than are read.
    TooDeep { line: usize, column: usize },
    /// More of something than is read.
    TooLarge { what: Amount, most: usize },
    /// JSON, but no indicator, list of indicators or document.
    NotADocument,
    /// There is nothing to draw in it.
    NothingToDraw,
    /// A required field is not there, or empty.
    MissingField(&'static str),
    /// Something else where a number must be; how it looks.
    NotANumber(String),
    /// A number with a decimal comma, and the same with a dot.
    DecimalComma { found: String, better: String },
    /// A number with marks between thousands, and the same without.
    ThousandsMarks { found: String, better: String },
    /// A number that can be read in two ways.
    AmbiguousNumber { found: String, one: String, other: String },
    /// A number and its unit in one text, and the number alone.
    NumberWithUnit { found: String, better: String },
    /// A number that is too large to be true, or outside of the limits that are named.
    OutOfRange { low: i64, high: i64 },
    /// Something else where a text must be.
    NotAText,
    /// Something else where a list must be.
    NotAList,
    /// Something else where an object with these fields must be.
    NotAnObject(&'static [&'static str]),
    /// Not of the form of a date.
    NotADate,
    /// Of the form of a date, but the calendar does not have it.
    NoSuchDate(String),
    /// A word outside of a closed list.
    NotInList { found: String, allowed: &'static [&'static str] },
    /// The same in an attribute of the element, which then is as good as not there.
    UnknownWord { found: String, allowed: &'static [&'static str] },
    /// A total of zero or less.
    TotalNotPositive,
    /// A table whose first row is one of figures.
    NoNames,
    /// The names of another table below the first.
    SecondTable,
    /// A row with more cells than its columns have names.
    NamesDiffer { expected: usize, found: usize },
    /// A list with another length than its categories.
    LengthsDiffer { expected: usize, found: usize },
    /// Fields of two shapes in one indicator.
    TwoShapes(&'static str, &'static str),
    /// No field that holds a figure.
    NoShape,
    /// A list that must not be empty.
    EmptyList,
    /// A bullet graph needs none, or two to five ranges.
    WrongCount { low: usize, high: usize },
    /// Qualitative ranges that do not rise.
    RangesNotRising,
    /// More than the total.
    ValueOverTotal { value: String, total: String },
    /// The printed share is not value / total; the same in percent, where it is a share of one.
    StatedDisagrees { stated: String, computed: String, in_percent: Option<String> },
    /// A figure beside a status that says that there is none.
    FigureBesideStatus(Status),
    /// The parts are more than the total.
    PartsOverTotal { parts: String, total: String },
    /// The printed change is not what value and base give; against some bases they give none.
    ChangeContradictsBase { stated: String, computed: Option<String> },
    /// A field or an attribute nobody reads, and the name it is likely to be; an attribute like none is a field's name.
    UnknownField { found: String, like: Option<&'static str>, is_attribute: bool },
    /// A field of another shape, and the field that makes an indicator of that shape.
    StrayField { field: &'static str, takes: &'static str },
    /// A field that is there twice; only the first is read.
    RepeatedField(&'static str),
    /// Different units on one axis, or in one total.
    UnitsMixed { one: String, other: String },
    /// A text with a dot and three digits, which may have been meant as thousands.
    MaybeThousands { found: String, better: String },
    /// So many further complaints of the same kinds.
    More(usize),
    /// A name that no category has.
    NoSuchCategory(String),
    /// More digits than a double holds, or smaller than is printed.
    TooManyDigits(String),
    /// A period that ends before it begins.
    PeriodBackwards,
    /// Two categories of the same name.
    DuplicateCategory(String),
    /// A label of more than 500 characters.
    LabelTooLong(usize),
    /// An address that is neither `http:` nor `https:`.
    UnsafeAddress,
    /// Stacking values of which some are negative, by that field.
    CannotStack(&'static str),
    /// There is nothing to read.
    Failed(Failure),
    /// A file that is neither UTF-8 nor UTF-16; how the names of such files end, where it is known to be no text at all.
    NotUnicode(Option<&'static str>),
    /// A file of a known format that holds descriptions only.
    NoFigures(&'static str),
    /// A file of a format that is not read, and the one to ask for in its place.
    OtherFormat { found: &'static str, wanted: &'static str },
    /// A dimension, category or column that the file does not have, the likely one, and some that it has.
    UnknownChoice { found: String, like: Option<String>, known: Vec<String> },
    /// What was taken of a file that has more.
    CubeCut(String),
    /// One page of an answer that has several, so many if that is known, and what asks for all.
    OnePage { page: u32, pages: Option<u32>, all: &'static str },
    /// A column of words that tell no rows apart.
    UnusedColumn(String),
    /// Two rows for one place: the first counts.
    TwoRows(String),
}

impl Finding {
    /// A stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Finding::Syntax { .. } => "syntax",
            Finding::TooDeep { .. } => "too-deep",
            Finding::TooLarge { .. } => "too-large",
            Finding::ThousandsMarks { .. } => "thousands-marks",
            Finding::AmbiguousNumber { .. } => "ambiguous-number",
            Finding::NumberWithUnit { .. } => "number-with-unit",
            Finding::RepeatedField(_) => "repeated-field",
            Finding::UnitsMixed { .. } => "units-mixed",
            Finding::MaybeThousands { .. } => "maybe-thousands",
            Finding::More(_) => "more",
            Finding::NotADocument => "not-a-document",
            Finding::NothingToDraw => "nothing-to-draw",
            Finding::MissingField(_) => "missing-field",
            Finding::NotANumber(_) => "not-a-number",
            Finding::DecimalComma { .. } => "decimal-comma",
            Finding::OutOfRange { .. } => "out-of-range",
            Finding::NotAText => "not-a-text",
            Finding::NotAList => "not-a-list",
            Finding::NotAnObject(_) => "not-an-object",
            Finding::NotADate => "not-a-date",
            Finding::NoSuchDate(_) => "no-such-date",
            Finding::NotInList { .. } => "not-in-list",
            Finding::UnknownWord { .. } => "unknown-word",
            Finding::StrayField { .. } => "stray-field",
            Finding::TotalNotPositive => "total-not-positive",
            Finding::NoNames => "no-names",
            Finding::SecondTable => "second-table",
            Finding::NamesDiffer { .. } => "names-differ",
            Finding::LengthsDiffer { .. } => "lengths-differ",
            Finding::TwoShapes(..) => "two-shapes",
            Finding::NoShape => "no-shape",
            Finding::EmptyList => "empty-list",
            Finding::WrongCount { .. } => "wrong-count",
            Finding::RangesNotRising => "ranges-not-rising",
            Finding::ValueOverTotal { .. } => "value-over-total",
            Finding::StatedDisagrees { .. } => "stated-disagrees",
            Finding::FigureBesideStatus(_) => "figure-beside-status",
            Finding::PartsOverTotal { .. } => "parts-over-total",
            Finding::ChangeContradictsBase { .. } => "change-contradicts-base",
            Finding::UnknownField { .. } => "unknown-field",
            Finding::NoSuchCategory(_) => "no-such-category",
            Finding::TooManyDigits(_) => "too-many-digits",
            Finding::PeriodBackwards => "period-backwards",
            Finding::DuplicateCategory(_) => "duplicate-category",
            Finding::LabelTooLong(_) => "label-too-long",
            Finding::UnsafeAddress => "unsafe-address",
            Finding::CannotStack(_) => "cannot-stack",
            Finding::Failed(failure) => failure.code(),
            Finding::NotUnicode(_) => "not-unicode",
            Finding::NoFigures(_) => "no-figures",
            Finding::OtherFormat { .. } => "other-format",
            Finding::UnknownChoice { .. } => "unknown-choice",
            Finding::CubeCut(_) => "cube-cut",
            Finding::OnePage { .. } => "one-page",
            Finding::UnusedColumn(_) => "unused-column",
            Finding::TwoRows(_) => "two-rows",
        }
    }

    /// What follows, and whether the reader is told.
    fn weight(&self) -> (Severity, bool) {
        match self {
            Finding::ValueOverTotal { .. }
            | Finding::StatedDisagrees { .. }
            | Finding::FigureBesideStatus(_)
            | Finding::PartsOverTotal { .. }
            | Finding::ChangeContradictsBase { .. } => (Severity::Warning, true),
            Finding::UnknownField { .. }
            | Finding::UnknownWord { .. }
            | Finding::StrayField { .. }
            | Finding::RepeatedField(_)
            | Finding::UnitsMixed { .. }
            | Finding::MaybeThousands { .. }
            | Finding::More(_)
            | Finding::NoSuchCategory(_)
            | Finding::TooManyDigits(_)
            | Finding::PeriodBackwards
            | Finding::DuplicateCategory(_)
            | Finding::LabelTooLong(_)
            | Finding::UnsafeAddress
            | Finding::CannotStack(_)
            | Finding::CubeCut(_)
            | Finding::UnusedColumn(_)
            | Finding::TwoRows(_)
            | Finding::OnePage { .. } => (Severity::Warning, false),
            Finding::Failed(failure) => failure.weight(),
            _ => (Severity::Error, true),
        }
    }

    /// The complaint about it, which is not in words yet.
    pub fn at(self, path: String) -> Complaint {
        let (severity, for_reader) = self.weight();
        let (code, path) = (self.code(), plain(path));
        Complaint {
            severity,
            code,
            path,
            message: String::new(),
            mend: String::new(),
            for_reader,
            unsaid: Some(Rc::new(self)),
        }
    }
}

/// A text without what may not be shown: names from foreign files are quoted as they are written there.
fn plain(words: String) -> String {
    words.chars().filter_map(shown).collect()
}

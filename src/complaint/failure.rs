//! What can be wrong before any figure is looked at.

use super::{Complaint, Severity, plain};
use crate::text::Lang;

/// Why there is nothing to read, or what becomes of the page around: what can be said without a look at any figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The server answered with that status.
    HttpStatus(String),
    /// No answer, or one that the browser may not hand over.
    Unreachable,
    /// The page was opened from a file, and browsers let none such read another file.
    NoServer,
    /// No answer in time.
    Timeout,
    /// A page in place of data.
    Html,
    /// Neither data nor an address of any.
    NoData,
    /// More bytes than are read.
    TooLarge,
    /// An object that refers to itself, or whose fields throw when they are read.
    Unreadable,
    /// The rest of the page stands within the element.
    Unclosed,
}

impl Failure {
    /// A stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Failure::HttpStatus(_) => "http-status",
            Failure::Unreachable => "unreachable",
            Failure::NoServer => "no-server",
            Failure::Timeout => "timeout",
            Failure::Html => "html",
            Failure::NoData => "no-data",
            Failure::TooLarge => "too-large",
            Failure::Unreadable => "unreadable",
            Failure::Unclosed => "unclosed",
        }
    }

    /// What follows, and whether the reader is told.
    pub(super) fn weight(&self) -> (Severity, bool) {
        match self {
            Failure::Unclosed => (Severity::Warning, false),
            _ => (Severity::Error, true),
        }
    }

    /// The complaint about it.
    pub fn at(self, path: String, lang: Lang) -> Complaint {
        let (severity, for_reader) = self.weight();
        let (message, mend) = lang.words().failure(&self);
        Complaint { severity, code: self.code(), path: plain(path), message, mend, for_reader, unsaid: None }
    }
}

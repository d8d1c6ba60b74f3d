//! What is wrong with an input, where, and how to mend it, in the reader's language.

use serde::Serialize;

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
    /// Where, as a JSON path from `$`, or an address.
    pub path: String,
    /// What was found.
    pub message: String,
    /// What to do about it.
    pub mend: String,
    /// Whether the reader sees it: it puts a figure in doubt or takes a picture away.
    #[serde(skip)]
    pub for_reader: bool,
}

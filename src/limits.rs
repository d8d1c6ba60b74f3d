//! How much a document may hold. Each limit is far beyond what a reader can take in, and the complaint names it.

/// The largest file of any format, in bytes.
pub const MAX_TEXT: usize = 20_000_000;
/// The most levels of lists and objects. The format itself needs eight.
pub const MAX_DEPTH: usize = 32;
/// The most groups, and the most indicators, of a document.
pub const MAX_INDICATORS: usize = 1_000;
/// The most numbers in all pictures of a document: categories times series, and parts.
pub const MAX_VALUES: usize = 500_000;
/// The most series of a table: no reader tells more apart.
pub const MAX_SERIES: usize = 200;
/// The most tiles and changes of an indicator, since each is an element of the page.
pub const MAX_TILES: usize = 1_000;
/// The most characters of a label that an author can want; more are worth a warning.
pub const LONG_LABEL: usize = 500;
/// The most characters of any text.
pub const MAX_LABEL: usize = 10_000;
/// The largest number that a picture takes: beyond it a double counts in steps of more than a hundred.
pub const MAX_NUMBER: f64 = 1e18;
/// The smallest total: less would be printed as 0.
pub const LEAST_TOTAL: f64 = 1e-9;
/// The most parts of a total that are drawn within one bar; more are bars of their own.
pub const MAX_SEGMENTS: usize = 50;
/// How many complaints of one kind an indicator gets; the others are only counted.
pub const MAX_ALIKE: usize = 20;

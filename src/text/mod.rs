//! Words per language: one file a language, every sentence in one place.

mod en;
mod vi;

/// A language in which numbers and sentences can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Vietnamese, the first language.
    #[default]
    Vi,
    /// English.
    En,
}

//! Words per language: one file a language, with every sentence that this program can say.

pub mod collate;
mod en;
mod vi;

use crate::complaint::{Failure, Finding};
use crate::model::{Basis, Qualifier, Status, Versus};
use serde::Serialize;

/// How many columns a CSV can have.
pub const CSV_COLUMNS: usize = 16;

/// A language in which numbers and sentences can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Vietnamese, the first language.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// The language of a tag such as `vi`, `en-GB` or `VI_vn`, if it is one of ours.
    pub fn from_tag(tag: &str) -> Option<Lang> {
        let primary = tag.split(['-', '_']).next()?.trim();
        if primary.eq_ignore_ascii_case("vi") {
            Some(Lang::Vi)
        } else if primary.eq_ignore_ascii_case("en") {
            Some(Lang::En)
        } else {
            None
        }
    }

    /// The tag for a `lang` attribute.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::Vi => "vi",
            Lang::En => "en",
        }
    }

    /// Its sentences.
    pub fn words(self) -> &'static dyn Words {
        match self {
            Lang::Vi => &vi::Vietnamese,
            Lang::En => &en::English,
        }
    }

    /// What is wrong, and how to mend it: none of its [`Words`], so that a program that does not say it has not to know it.
    pub fn finding(self, finding: &Finding) -> (String, String) {
        match self {
            Lang::Vi => vi::finding::finding(finding),
            Lang::En => en::finding::finding(finding),
        }
    }

    /// A remark below a picture: a column of its table that is not in it.
    pub fn not_drawn(self, column: &str) -> String {
        match self {
            Lang::Vi => format!("Cột “{column}” chưa vẽ được"),
            Lang::En => format!("The column “{column}” could not be drawn"),
        }
    }

    /// The headers of the CSV: group, indicator, category, series, figure, qualifier, unit, total, share, target, due
    /// date, change, status, as-of date, remarks, source. None of its [`Words`], for the same reason.
    pub fn csv_headers(self) -> [&'static str; CSV_COLUMNS] {
        match self {
            Lang::Vi => vi::CSV_HEADERS,
            Lang::En => en::CSV_HEADERS,
        }
    }
}

/// What stands before and behind a part of a text, wherever that stands in it. Such texts are short: the standard library's
/// search is for long ones, and many times the size.
pub fn around<'a>(text: &'a str, part: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    text.char_indices().filter_map(move |(start, _)| {
        let (before, rest) = text.split_at_checked(start)?;
        Some((before, rest.strip_prefix(part)?))
    })
}

/// A phrase as a line of its own, with a capital letter first.
pub fn capitalised(phrase: String) -> String {
    let mut rest = phrase.chars();
    let first = rest.next().map(collate::capital);
    first.into_iter().chain(rest).collect()
}

/// Which way a figure moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Direction {
    /// It rose.
    Up,
    /// It fell.
    Down,
    /// It stayed.
    Same,
}

/// Every sentence, in one language. Figures come in formatted; what goes out is plain text.
pub trait Words: Sync {
    /// The decimal mark and the mark between thousands.
    fn marks(&self) -> (char, char);

    /// Said where there is no number: why not.
    fn missing(&self, status: Status) -> &'static str;
    /// Said where some of the numbers are there that make a whole, and others are not.
    fn incomplete(&self) -> &'static str;
    /// What a status other than "reported" is called.
    fn status(&self, status: Status) -> Option<&'static str>;
    /// What the status "reported" is called, where others have another.
    fn official(&self) -> &'static str;
    /// The word before a figure that is not exact.
    fn qualifier(&self, qualifier: Qualifier) -> &'static str;
    /// Up to when, and whether all in all or in the period. `as_of` is a printed date; `dated` says that the
    /// document as a whole carries the date.
    fn counted(&self, basis: Option<Basis>, as_of: Option<&str>, dated: bool) -> Option<String>;

    /// "up 28%": a change by an amount.
    fn change(&self, direction: Direction, amount: &str) -> String;
    /// "0.5 percentage points": by how much a figure in percent differs from another one.
    fn percentage_points(&self, figure: &str) -> String;
    /// "2.5 times as much"; a direction other than up says that the factor is less than one, or one.
    fn times(&self, direction: Direction, factor: &str) -> String;
    /// What a multiple is counted in.
    fn times_unit(&self) -> &'static str;
    /// Against what, after [`Words::change`] in that direction.
    fn versus<'a>(&self, direction: Direction, versus: &'a Versus) -> &'a str;
    /// Against what, after [`Words::times`].
    fn times_versus<'a>(&self, versus: &'a Versus) -> &'a str;
    /// "from 100": the figure that a change is measured from.
    fn base(&self, figure: &str) -> String;

    /// So many of a total, and the share: for sentences. `is_part` says that it is no more than all and no less than
    /// nothing.
    fn share(&self, value: &str, total: &str, percent: &str, is_part: bool) -> String;
    /// A target: its figure, what it is called, and by when.
    fn target(&self, figure: &str, label: Option<&str>, due: Option<&str>) -> String;
    /// What the short line across a bar is called in a legend.
    fn target_line(&self) -> &'static str;
    /// What stands in the place of a target where others have one.
    fn no_target(&self) -> &'static str;
    /// What share of its target a figure is.
    fn of_target(&self, percent: &str) -> String;
    /// The band of a bullet graph that the figure is in.
    fn within(&self, range: &str) -> String;
    /// What all parts add up to.
    fn sum(&self) -> &'static str;
    /// What all parts are parts of.
    fn total(&self, figure: &str) -> String {
        format!("{} {figure}", self.sum())
    }
    /// Highest and lowest of many.
    fn extremes(&self, count: &str, highest: &str, lowest: &str) -> String;
    /// The first of several marks, and how many more there are.
    fn and_more(&self, first: &str, count: &str) -> String;
    /// That so many figures are all the same.
    fn all_equal(&self, count: &str, figure: &str) -> String;
    /// That a mark stands out from the others in the picture.
    fn highlighted(&self) -> &'static str;
    /// How many have no figure, and why.
    fn lacking(&self, count: &str, reason: &str) -> String;
    /// The share of a part, and of what.
    fn part_of(&self, percent: &str, total: &str) -> String;
    /// Whether a target is reached.
    fn reached(&self, reached: bool) -> &'static str;
    /// The rank in a ranking.
    fn rank(&self, rank: &str, of: &str) -> String;
    /// The place among all marks of a picture.
    fn place(&self, place: &str, of: &str) -> String;
    /// A series by the name of its place, where it has no name.
    fn series(&self, number: usize) -> String;

    /// From one date to another.
    fn period(&self, start: &str, end: &str) -> String;
    /// Up to when everything counts.
    fn as_of(&self, date: &str) -> String;
    /// When the document was last changed.
    fn updated(&self, date: &str) -> String;
    /// That figures are old: when they were loaded.
    fn outdated(&self, time: &str, date: &str) -> String;
    /// Where figures come from; `published` is a printed date.
    fn source(&self, name: &str, published: Option<&str>) -> String;

    /// What a picture is called.
    fn chart(&self) -> &'static str;
    /// Which keys read a picture mark by mark.
    fn keys(&self) -> &'static str;
    /// What the data table is called.
    fn table(&self) -> &'static str;
    /// The headers of its columns: indicator, figure, remarks.
    fn table_columns(&self) -> [&'static str; 3];
    /// The header over the names of categories.
    fn category(&self) -> &'static str;
    /// The header over the targets of a series.
    fn target_of(&self, series: &str) -> String;

    /// What the control is called that gives the widget as a file.
    fn download(&self) -> &'static str;
    /// The files: a PNG picture, an SVG picture, the figures as CSV.
    fn downloads(&self) -> [&'static str; 3];

    /// Why there is nothing to read, and what to do about it.
    fn failure(&self, failure: &Failure) -> (String, String);
}

/// Whether what should be a number, in its quotes, is one in brackets, as in accounts.
pub fn is_bracketed(found: &str) -> bool {
    matches!(found.as_bytes(), [b'"', b'(', b'0'..=b'9', .., b')', b'"'])
}

/// Whether what should be a number, in its quotes, begins with a word or a sign for the sense in which it is not exact.
pub fn is_qualified(found: &str) -> bool {
    let words = ["trên ", "hơn ", "dưới ", "khoảng ", "over ", "more than ", "under ", "less than ", "about "];
    let found = found.trim_start_matches('"');
    let begins = |word: &&str| found.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    (words.iter().any(begins) || found.starts_with(['<', '>', '≤', '≥', '~', '≈']))
        && found.bytes().any(|byte| byte.is_ascii_digit())
}

/// How an object of these fields begins: `{"name": …, "url": …}`.
fn example(fields: &[&str]) -> String {
    let fields: Vec<String> = fields.iter().take(2).map(|name| format!("\"{name}\": …")).collect();
    format!("{{{}}}", fields.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_begins_with_a_capital() {
        for (phrase, line) in
            [("đạt mục tiêu", "Đạt mục tiêu"), ("ước tính", "Ước tính"), ("up 5%", "Up 5%"), ("5%", "5%"), ("", "")]
        {
            assert_eq!(capitalised(phrase.to_owned()), line);
        }
    }
}

//! English.

mod failure;
pub mod finding;

use super::{CSV_COLUMNS, Direction, Words};
use crate::complaint::Failure;
use crate::model::{Basis, Qualifier, Status, Versus};

/// The second language of the widget.
pub struct English;

/// The headers of the CSV, in the order of its columns.
pub const CSV_HEADERS: [&str; CSV_COLUMNS] = [
    "Group",
    "Indicator",
    "Category",
    "Series",
    "Figure",
    "Qualifier",
    "Unit",
    "Total",
    "Share (%)",
    "Target",
    "Due",
    "Change",
    "Status",
    "As of",
    "Remarks",
    "Source",
];

impl Words for English {
    fn marks(&self) -> (char, char) {
        ('.', ',')
    }

    fn missing(&self, status: Status) -> &'static str {
        match status {
            Status::NotApplicable => "not applicable",
            Status::NotReported => "not reported",
            _ => "no figures yet",
        }
    }

    fn incomplete(&self) -> &'static str {
        "figures incomplete"
    }

    fn status(&self, status: Status) -> Option<&'static str> {
        match status {
            Status::Reported => None,
            Status::Provisional => Some("provisional"),
            Status::Revised => Some("revised"),
            Status::Estimated => Some("estimated"),
            Status::NotReported => Some("not reported"),
            Status::NotApplicable => Some("not applicable"),
        }
    }

    fn official(&self) -> &'static str {
        "official"
    }

    fn qualifier(&self, qualifier: Qualifier) -> &'static str {
        match qualifier {
            Qualifier::MoreThan => "over",
            Qualifier::LessThan => "under",
            Qualifier::About => "about",
        }
    }

    fn counted(&self, basis: Option<Basis>, as_of: Option<&str>, dated: bool) -> Option<String> {
        Some(match (basis, as_of) {
            (Some(Basis::Cumulative), Some(date)) => format!("Running total up to {date}"),
            (Some(Basis::Cumulative), None) if dated => "Running total".to_owned(),
            (Some(Basis::Cumulative), None) => "Running total to date".to_owned(),
            (Some(Basis::InPeriod), Some(date)) => format!("In the period, up to {date}"),
            (Some(Basis::InPeriod), None) => "In the period".to_owned(),
            (None, Some(date)) => format!("As of {date}"),
            (None, None) => return None,
        })
    }

    fn change(&self, direction: Direction, amount: &str) -> String {
        match direction {
            Direction::Up => format!("up {amount}"),
            Direction::Down => format!("down {amount}"),
            Direction::Same => "unchanged".to_owned(),
        }
    }

    fn percentage_points(&self, figure: &str) -> String {
        format!("{figure} percentage point{}", if figure == "1" { "" } else { "s" })
    }

    fn times(&self, direction: Direction, factor: &str) -> String {
        match direction {
            Direction::Up | Direction::Down => format!("{factor} times as much"),
            Direction::Same => "just as much".to_owned(),
        }
    }

    fn times_unit(&self) -> &'static str {
        "times"
    }

    fn versus<'a>(&self, direction: Direction, versus: &'a Versus) -> &'a str {
        match (versus, direction) {
            (Versus::SamePeriodLastYear, Direction::Same) => "from the same period last year",
            (Versus::SamePeriodLastYear, _) => "on the same period last year",
            (Versus::PreviousPeriod, Direction::Same) => "from the previous period",
            (Versus::PreviousPeriod, _) => "on the previous period",
            (Versus::Plan, Direction::Same) => "from the plan",
            (Versus::Plan, _) => "against the plan",
            (Versus::Baseline, Direction::Same) => "from the baseline",
            (Versus::Baseline, _) => "against the baseline",
            (Versus::Words(words), _) => words,
        }
    }

    fn times_versus<'a>(&self, versus: &'a Versus) -> &'a str {
        match versus {
            Versus::SamePeriodLastYear => "as in the same period last year",
            Versus::PreviousPeriod => "as in the previous period",
            Versus::Plan => "as planned",
            Versus::Baseline => "as at the baseline",
            Versus::Words(words) => words,
        }
    }

    fn base(&self, figure: &str) -> String {
        format!("from {figure}")
    }

    fn share(&self, value: &str, total: &str, percent: &str, _is_part: bool) -> String {
        format!("{value} of {total}, or {percent}")
    }

    fn target(&self, figure: &str, label: Option<&str>, due: Option<&str>) -> String {
        let label = label.unwrap_or("Target");
        due.map_or_else(|| format!("{label}: {figure}"), |due| format!("{label}: {figure}, by {due}"))
    }

    fn target_line(&self) -> &'static str {
        "Target"
    }

    fn no_target(&self) -> &'static str {
        "no target"
    }

    fn of_target(&self, percent: &str) -> String {
        format!("{percent} of the target")
    }

    fn within(&self, range: &str) -> String {
        format!("in the range {range}")
    }

    fn sum(&self) -> &'static str {
        "Total"
    }

    fn extremes(&self, count: &str, highest: &str, lowest: &str) -> String {
        format!("{count} entries; highest: {highest}; lowest: {lowest}")
    }

    fn and_more(&self, first: &str, count: &str) -> String {
        format!("{first} and {count} more")
    }

    fn all_equal(&self, count: &str, figure: &str) -> String {
        format!("{count} entries, all {figure}")
    }

    fn highlighted(&self) -> &'static str {
        "highlighted"
    }

    fn lacking(&self, count: &str, reason: &str) -> String {
        format!("{reason} for {count}")
    }

    fn part_of(&self, percent: &str, total: &str) -> String {
        format!("{percent} of the total of {total}")
    }

    fn reached(&self, reached: bool) -> &'static str {
        if reached { "target reached" } else { "target not reached" }
    }

    fn rank(&self, rank: &str, of: &str) -> String {
        format!("rank {rank} of {of}")
    }

    fn place(&self, place: &str, of: &str) -> String {
        format!("item {place} of {of}")
    }

    fn series(&self, number: usize) -> String {
        format!("Series {number}")
    }

    fn period(&self, start: &str, end: &str) -> String {
        format!("From {start} to {end}")
    }

    fn as_of(&self, date: &str) -> String {
        format!("Figures as of {date}")
    }

    fn updated(&self, date: &str) -> String {
        format!("Updated {date}")
    }

    fn outdated(&self, time: &str, date: &str) -> String {
        format!("Older figures, loaded at {time} on {date}: they could not be updated.")
    }

    fn source(&self, name: &str, published: Option<&str>) -> String {
        published.map_or_else(|| format!("Source: {name}"), |date| format!("Source: {name}, published {date}"))
    }

    fn chart(&self) -> &'static str {
        "chart"
    }

    fn keys(&self) -> &'static str {
        "Arrow keys read one figure after another, Home and End go to the first and the last."
    }

    fn table(&self) -> &'static str {
        "Data table"
    }

    fn table_columns(&self) -> [&'static str; 3] {
        ["Indicator", "Figure", "Remarks"]
    }

    fn category(&self) -> &'static str {
        "Category"
    }

    fn target_of(&self, series: &str) -> String {
        format!("{series} (target)")
    }

    fn download(&self) -> &'static str {
        "Download"
    }

    fn downloads(&self) -> [&'static str; 3] {
        ["PNG picture", "SVG picture", "CSV figures (Excel)"]
    }

    fn failure(&self, failure: &Failure) -> (String, String) {
        failure::failure(failure)
    }
}

//! What is wrong with an input, and how to mend it, in English.

use crate::complaint::{Amount, Finding, Slip};
use crate::format;
use crate::limits::{MAX_DEPTH, MAX_NUMBER};
use crate::text::{Lang, example, is_bracketed, is_qualified};

/// The message and the mend.
pub fn finding(finding: &Finding) -> (String, String) {
    let say = |message: &str, mend: &str| (message.to_owned(), mend.to_owned());
    match finding {
        Finding::Syntax { line, slip: Slip::OpenQuote, .. } => {
            (format!("The quote that opens in line {line} is never closed."), slip_words(Slip::OpenQuote).to_owned())
        }
        Finding::Syntax { line, column, slip } => {
            (format!("Malformed JSON at line {line}, column {column}."), slip_words(*slip).to_owned())
        }
        Finding::TooDeep { line, column } => (
            format!("The data are nested too deeply (line {line}, column {column})."),
            format!("Nest at most {MAX_DEPTH} levels."),
        ),
        Finding::TooLarge { what, most } => {
            let what = match what {
                Amount::Characters => "characters",
                Amount::Indicators => "indicators or groups",
                Amount::Values => "figures",
                Amount::Series => "series",
                Amount::Tiles => "tiles or changes",
                Amount::Cells => "cells",
            };
            let most = format::number(*most as f64, 0, Lang::En);
            (format!("There are more than {most} {what}."), "Leave some out, or divide them.".to_owned())
        }
        Finding::ThousandsMarks { found, better } => (
            format!("“{found}” has marks between thousands."),
            format!("Write {better}; the picture shows it in the reader's way."),
        ),
        Finding::AmbiguousNumber { found, one, other } => {
            (format!("“{found}” can be read in two ways."), format!("Write {one} or {other}, whichever is meant; in Excel, take the thousands separator out of the cells' format."))
        }
        Finding::NumberWithUnit { found, better } => (
            format!("“{found}” holds a number and a unit."),
            format!("Write {better} alone; a unit, if needed, goes into “unit”, in a table into the column's name."),
        ),
        Finding::RepeatedField(name) => {
            (format!("The field “{name}” is there twice; only the first is read."), "Leave one out.".to_owned())
        }
        Finding::UnitsMixed { one, other } => (
            match other.as_str() {
                "" => format!("Figures in “{one}” and figures without a unit cannot share an axis or a total."),
                _ => format!("The units “{one}” and “{other}” cannot share an axis or a total."),
            },
            "Make an indicator of each unit.".to_owned(),
        ),
        Finding::MaybeThousands { found, better } => (
            format!("“{found}” is read as a decimal with three digits after the dot."),
            format!("If the dot was to mark thousands, write {better}."),
        ),
        Finding::More(count) => {
            (format!("Further complaints of these kinds: {count}."), "Mend those named, then check again.".to_owned())
        }
        Finding::NotADocument => say("This is no indicator.", "Give an object with “label”, “indicators” or “groups”."),
        Finding::NothingToDraw => {
            say("There is no indicator to show.", "Add at least one indicator, or mend the attribute “only”.")
        }
        Finding::MissingField(name) => (format!("“{name}” is missing."), format!("Add the field “{name}” with a value.")),
        Finding::NotANumber(found) if found.contains(['“', '”', '‘', '’']) => {
            (format!("{found} is not a number."), slip_words(Slip::Quotes).to_owned())
        }
        Finding::NotANumber(found) if is_bracketed(found) => (
            format!("{found} is not a number."),
            "Write a negative number with a minus sign; if it is none, leave out the brackets.".to_owned(),
        ),
        Finding::NotANumber(found) if is_qualified(found) => (
            format!("{found} is not a number."),
            "Write the number alone, and add “qualifier”: “more-than”, “less-than” or “about”; in a table, say it in a \
             remark below.".to_owned(),
        ),
        Finding::NotANumber(found) => (
            format!("{found} is not a number."),
            "Write digits alone, with a minus or a decimal dot if needed, such as -12.5; where there is no figure yet, null, in \
             a table an empty cell."
                .to_owned(),
        ),
        Finding::DecimalComma { found, better } => (
            format!("“{found}” has a decimal comma."),
            format!("Write {better}; the picture shows it in the reader's way."),
        ),
        Finding::OutOfRange { low, high } => {
            let mend = match (*low, *high as f64 >= MAX_NUMBER) {
                (0, true) => "Write 0 or more.".to_owned(),
                (_, true) => "Write fewer digits, in a larger unit, such as “billion”.".to_owned(),
                _ => format!("Write a number from {low} to {high}."),
            };
            ("The number is out of range.".to_owned(), mend)
        }
        Finding::NotAText => {
            say("This must be text.", "Put it in double quotes, or write {\"vi\": \"…\", \"en\": \"…\"}.")
        }
        Finding::NotAList => say("This must be a list.", "Put the entries in square brackets [ ]."),
        Finding::NotAnObject(fields) => {
            ("This must be an object.".to_owned(), format!("Put the fields in braces: {}.", example(fields)))
        }
        Finding::NotADate => say(
            "This is not written as a date.",
            "Write year-month-day in double quotes: \"2021-05-15\", \"2021-05\" or \"2021\".",
        ),
        Finding::NoSuchDate(found) => {
            (format!("There is no {found} in the calendar."), "Check it; the order is year-month-day.".to_owned())
        }
        Finding::NotInList { found, allowed } | Finding::UnknownWord { found, allowed } => {
            (format!("“{found}” is not understood."), format!("Use one of: {}.", allowed.join(", ")))
        }
        Finding::TotalNotPositive => {
            say("The total must be above 0.", "Mend the total, or leave it out where it is not known.")
        }
        Finding::NoNames => {
            say("The columns have no names: the first row is one of figures.", "Put a row with their names above.")
        }
        Finding::SecondTable => say(
            "Another table begins here.",
            "Keep one table in a file: leave this one out, or save it as a file of its own.",
        ),
        Finding::NamesDiffer { expected, found } => (
            format!("This row has {found} cells, but only {expected} columns have names."),
            "Name every column that has figures; between commas, put numbers such as 12,5 in quotes.".to_owned(),
        ),
        Finding::LengthsDiffer { expected, found } => (
            format!("Numbers: {found}, categories: {expected}."),
            // Each decimal comma makes two numbers of one.
            match found > expected {
                true => "Write one number a category; decimals are written with a point (92.5), not with a comma."
                    .to_owned(),
                false => "Write one number a category, null where there is none yet.".to_owned(),
            },
        ),
        Finding::TwoShapes(one, other) => {
            (format!("“{one}” and “{other}” exclude each other."), format!("Leave out “{one}” or “{other}”."))
        }
        Finding::NoShape => {
            say("The indicator has no figure.", "Add “value”, “parts”, “categories” with “series”, or “changes”.")
        }
        Finding::EmptyList => say("The list is empty.", "Add at least one entry."),
        Finding::WrongCount { low, high } => {
            ("This is the wrong number of entries.".to_owned(), format!("Write {low} to {high} entries."))
        }
        Finding::RangesNotRising => {
            say("The ranges do not rise.", "Order “upTo” from low to high, each above the one before.")
        }
        Finding::ValueOverTotal { value, total } => (
            format!("The value {value} is above the total {total}."),
            "Check both numbers; if it really exceeds the total, leave them.".to_owned(),
        ),
        Finding::StatedDisagrees { stated, computed, in_percent } => (
            format!("The source prints {stated}, the numbers give {computed}."),
            in_percent.as_ref().map_or_else(
                || "Check “value”, “total” and “stated”.".to_owned(),
                |percent| format!("“stated” is in percent: write {percent}."),
            ),
        ),
        Finding::FigureBesideStatus(status) => (
            format!("There is a figure, but its status is “{}”.", Lang::En.words().missing(*status)),
            "Leave out “status”, or write null in place of the figure.".to_owned(),
        ),
        Finding::PartsOverTotal { parts, total } => (
            format!("The parts add up to {parts}, above the total {total}."),
            "Check the parts and the total.".to_owned(),
        ),
        Finding::ChangeContradictsBase { stated, computed } => (
            match computed {
                Some(computed) => format!("The change is given as {stated}, the base gives {computed}."),
                None => format!("The change is given as {stated}, but from a base of 0 or less there is none such."),
            },
            "Check the change, its base and the value.".to_owned(),
        ),
        Finding::UnknownField { found, like, is_attribute } => (
            format!("There is no {} “{found}”.", if *is_attribute { "attribute" } else { "field" }),
            match like {
                Some(like) => format!("Did you mean “{like}”?"),
                None if *is_attribute => {
                    "Say it as a field of JSON, in a <script> within the element or in a file.".to_owned()
                }
                None => "Leave it out, or check its name.".to_owned(),
            },
        ),
        Finding::StrayField { field, takes } => (
            format!("“{field}” does nothing where there is no “{takes}”."),
            format!("Leave “{field}” out: it goes with “{takes}” alone."),
        ),
        Finding::NoSuchCategory(name) => {
            (format!("There is no category “{name}”."), "Write the label, or the id, of a category.".to_owned())
        }
        Finding::TooManyDigits(shown) => (
            format!("The number has too many digits: it is shown as {shown}."),
            "Write at most 15 digits, 9 of them decimals; use a larger or smaller unit.".to_owned(),
        ),
        Finding::PeriodBackwards => say("The period ends before it begins.", "Check “start” and “end”."),
        Finding::DuplicateCategory(label) => {
            (format!("The category “{label}” is there twice."), "Give each category a name of its own.".to_owned())
        }
        Finding::LabelTooLong(length) => {
            (format!("The label has {length} characters."), "Shorten it, and move the rest to “note”.".to_owned())
        }
        Finding::UnsafeAddress => {
            say("The address begins with neither http: nor https:.", "Write it in full, beginning with https://.")
        }
        Finding::CannotStack(field) => (
            "Negative values cannot be stacked, nor be parts of a whole: the bars are drawn side by side.".to_owned(),
            format!("Leave out “{field}”, or check the signs."),
        ),
        Finding::Failed(failure) => super::failure::failure(failure),
        Finding::NotUnicode(None) => {
            say("The file is not in Unicode.", "Save it as UTF-8; in Excel choose “CSV UTF-8” or “Unicode Text”.")
        }
        Finding::NotUnicode(Some(kind)) => (
            format!("This file is no text such as CSV or JSON but of the kind {kind}, whatever its name."),
            "Open its table in Excel, save that as “CSV UTF-8”, and use the new file.".to_owned(),
        ),
        Finding::NoFigures(format) => (
            format!("This {format} file has no figures, only descriptions or empty cells."),
            "Download it again with figures, or name the right data set.".to_owned(),
        ),
        Finding::OtherFormat { found, wanted } => (
            format!("This file is of the format {found}, which is not read."),
            format!("Ask for the same figures as {wanted}."),
        ),
        Finding::UnknownChoice { found, like, known } => (
            format!("The file has no “{found}”."),
            like.as_ref().map_or_else(
                || format!("Use one of: {}.", known.join(" | ")),
                |like| format!("Did you mean “{like}”?"),
            ),
        ),
        Finding::CubeCut(chosen) => (
            format!("The file has several dimensions; the picture shows only: {chosen}."),
            "To show another part, use “select” and “bars”.".to_owned(),
        ),
        Finding::OnePage { pages: None, all, .. } => (
            "The server has sent but some of the rows; the others are not in the picture.".to_owned(),
            format!("Add “{all}” to the address, or filter for fewer rows."),
        ),
        Finding::OnePage { page, pages: Some(pages), all } => (
            format!("The file is page {page} of {pages}; the figures of the others are not in the picture."),
            format!("Add “{all}” to the address."),
        ),
        Finding::UnusedColumn(column) => (
            format!("The column “{column}” is not in the picture."),
            format!("If it tells rows apart, name it in “columns”: “series={column}”; if it has units, “unit={column}”."),
        ),
        Finding::TwoRows(label) => {
            (format!("“{label}” has two rows; the first is shown."), "Remove one of them.".to_owned())
        }
    }
}

/// What to do about a slip in the writing of JSON.
fn slip_words(slip: Slip) -> &'static str {
    match slip {
        Slip::Empty => "The file is empty: check the address, or write figures into it.",
        Slip::CutOff => "The data end half-way: add the closing bracket or quote that is missing at the end.",
        Slip::TrailingComma => "Leave out the comma right before the closing bracket.",
        Slip::MissingComma => "Put a comma right before that place.",
        Slip::Quotes => "Write straight double quotes in place of curly or single ones, or of &quot;: \".",
        Slip::Space => {
            "Put an ordinary space in place of the special one, which came with a paste from Word or a web page."
        }
        Slip::Comment => "Leave out the comment: JSON has none.",
        Slip::Number => "Write numbers as 1234.5: a decimal dot, no marks between thousands, no + and no %.",
        Slip::QuoteInText => "A quote within a text is written \\\"; between two entries, put a comma.",
        Slip::OpenQuote => "Close it at the end of its cell; a quote within a cell is written twice: \"\".",
        Slip::Word => "Put words in straight double quotes; write null where there is no number yet.",
        Slip::LineBreak => "Do not break the line or use tabs between two quotes; write \\n if you must.",
        Slip::Escape => "Look at the \\ right before that place; to have a \\, write it twice.",
        Slip::After => {
            "The data end before that place: leave out what follows, or put all of it into [ ], with commas between."
        }
        Slip::Other => "Look at the commas, brackets and quotes right before that place; decimals are written 12.5.",
    }
}

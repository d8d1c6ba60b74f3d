//! Periods as statistics write them: `2024`, `Prel. 2024`, `2024M03`, `2024-Q1`, `Quý 1/2024`, `Sơ bộ 2024`.

use super::names::is_named;
use super::{begins, lowercase};
use crate::model::Status;

/// What a label says of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// The year.
    pub year: u32,
    /// The month, quarter or week in it, 0 for none.
    pub part: u32,
    /// How sure the label itself says that the figures are.
    pub status: Status,
    /// The label without that word.
    pub label: String,
}

/// What stands beside figures that may still change, and beside those that were not counted.
const PROVISIONAL: [&str; 9] =
    ["provisional", "preliminary", "prel.", "prel", "prov.", "sơ bộ", "(sơ bộ)", "so bo", "(p)"];
const ESTIMATED: [&str; 6] = ["ước thực hiện", "ước tính", "ước", "(ước thực hiện)", "(ước tính)", "(ước)"];

/// The period of a label; `None` where it is something else.
pub fn period(label: &str) -> Option<Period> {
    let mut rest = lowercase(label.trim());
    let mut shown = label.trim().to_owned();
    let mut status = Status::Reported;
    let provisional = PROVISIONAL.iter().map(|word| (*word, Status::Provisional));
    for (word, said) in provisional.chain(ESTIMATED.iter().map(|word| (*word, Status::Estimated))) {
        if let Some(cut) = rest.strip_prefix(word).or_else(|| rest.strip_suffix(word)) {
            let length = cut.trim().chars().count();
            let front = rest.starts_with(word);
            let kept: Vec<char> = shown.chars().collect();
            let kept = match front {
                true => kept.get(kept.len().saturating_sub(cut.chars().count())..),
                false => kept.get(..cut.chars().count()),
            };
            shown = kept.unwrap_or_default().iter().collect::<String>().trim().to_owned();
            rest = cut.trim().to_owned();
            status = said;
            if length == 0 {
                return None;
            }
            break;
        }
    }
    // A time stamp at midnight is a day.
    if let Some((day, time)) = rest.split_at_checked(10)
        && time.starts_with(['t', ' '])
        && time.bytes().all(|byte| b"t 0:.z+".contains(&byte))
    {
        shown = shown.chars().take(10).collect();
        rest = day.to_owned();
    }
    let part_of_year = part_of_year(&rest)?;
    Some(Period { year: part_of_year.0, part: part_of_year.1, status, label: shown })
}

/// Words that stand beside the numbers of a period.
const WORDS: [&str; 16] = [
    "năm", "tháng", "quý", "tuần", "kỳ", "đầu", "cuối", "ngày", "học", "month", "months", "quarter", "week", "year",
    "half", "semester",
];
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const ROMAN: [&str; 4] = ["i", "ii", "iii", "iv"];

/// The year of a period in small letters, and a number that orders it within that year.
fn part_of_year(written: &str) -> Option<(u32, u32)> {
    let numbers: Vec<&str> =
        written.split(|character: char| !character.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let words = written.split(|character: char| !character.is_alphabetic()).filter(|word| !word.is_empty());
    let place_in = |list: &[&str], word: &str| list.iter().position(|known| *known == word);
    let (mut named, mut unknown) = (None, 0);
    for word in words {
        let month = word.get(..3).and_then(|start| place_in(&MONTHS, start));
        // "QII" is as good as "Quý II".
        let quarter = place_in(&ROMAN, word.strip_prefix('q').unwrap_or(word));
        match month.or(quarter) {
            Some(place) => named = u32::try_from(place).ok().and_then(|place| place.checked_add(1)),
            None if WORDS.contains(&word) => {}
            None => unknown += word.chars().count(),
        }
    }
    // "So với 2020 (%)" is a rate.
    if unknown > 7 || unknown > 0 && written.contains('%') || numbers.len() > 3 {
        return None;
    }
    let is_year = |number: &&str| number.len() == 4 && ("1500".."2500").contains(number);
    let place = numbers.iter().position(is_year)?;
    // "2021/2020" compares two years, "2020/2021" is one of schools.
    let mut years = numbers.iter().filter(|number| is_year(number));
    if years.next().zip(years.next()).is_some_and(|(first, second)| second < first) {
        return None;
    }
    let year = numbers.get(place)?.parse().ok()?;
    let others: Vec<u32> =
        (0..).zip(&numbers).filter(|(index, _)| *index != place).flat_map(|(_, number)| number.parse().ok()).collect();
    let part = match (others.as_slice(), place) {
        ([], _) => named.unwrap_or_default(),
        ([part], _) => *part,
        // 2021-05-15 and 15/5/2021, or 5/15/2021 where no month is meant.
        ([month @ 1..=12, day @ 1..=31], 0)
        | ([day @ 1..=31, month @ 1..=12], 2)
        | ([month @ 1..=12, day @ 13..=31], 2) => month.checked_mul(100)?.checked_add(*day)?,
        _ => return None,
    };
    Some((year, part))
}

/// How long the time is that a name without a year is of.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
pub enum Span {
    /// A month.
    Month,
    /// Three.
    Quarter,
    /// Several, or all until then.
    Longer,
}

impl Span {
    /// That of a name; `None` where it is of no time, or of a whole one.
    pub fn of(name: &str) -> Option<Span> {
        let begins = |words: &[&str]| begins(name, words);
        match () {
            _ if begins(&["tháng ", "month "]) => Some(Span::Month),
            _ if begins(&["quý ", "quarter "]) => Some(Span::Quarter),
            _ if is_part_of_a_year(name) || begins(&["cả năm", "whole year", "lũy kế", "luỹ kế", "cộng dồn"]) => {
                Some(Span::Longer)
            }
            _ => None,
        }
    }
}

/// "6 tháng": so much of a year from its first month on.
pub fn is_part_of_a_year(name: &str) -> bool {
    let counts = name.starts_with(|digit: char| digit.is_ascii_digit());
    counts && name.split(' ').nth(1).is_some_and(|word| is_named(word, &["tháng", "months"]))
}

/// The day of a date or time stamp; `None` for what is none, and for dates that mean "never".
pub fn day(written: &str) -> Option<String> {
    let start = written.trim().get(..10)?;
    let turned = in_turned_order(start);
    let day = turned.as_deref().unwrap_or(start);
    let mut parts = day.split('-');
    let (year, month, date) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    // Year 1 and the start of Unix time are what programs write that know of no change.
    let never = !("1900"..="2500").contains(&year) || day == "1970-01-01" || day == "1900-01-01";
    let whole = digits(year, 4) && digits(month, 2) && digits(date, 2);
    let exists = ("01"..="12").contains(&month) && ("01"..="31").contains(&date);
    (whole && exists && !never).then(|| day.to_owned())
}

/// "17/10/2013" as 2013-10-17; only where no month can be meant by the first number.
fn in_turned_order(day: &str) -> Option<String> {
    let mut parts = day.split('/');
    let (date, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let sure = date == month || date > "12" && date.len() == 2;
    (sure && month.len() == 2).then(|| format!("{year}-{month}-{date}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_ordered_by_year_and_part() {
        let check = |label: &str, year: u32, part: u32| {
            let expected = Period { year, part, status: Status::Reported, label: label.to_owned() };
            assert_eq!(period(label), Some(expected), "{label}");
        };
        check("2024", 2024, 0);
        check("Năm 2024", 2024, 0);
        check("2024M03", 2024, 3);
        check("2024-Q1", 2024, 1);
        check("2023K4", 2023, 4);
        check("Quý III/2021", 2021, 3);
        check("Quý 2/2021", 2021, 2);
        check("QII/2021", 2021, 2);
        // What a star stands for, a remark says.
        check("2021*", 2021, 0);
        check("Tháng 12 năm 2023", 2023, 12);
        check("6 tháng đầu năm 2021", 2021, 6);
        check("September 2021", 2021, 9);
        check("2021-05-15", 2021, 515);
        check("15/5/2021", 2021, 515);
        check("5/15/2021", 2021, 515);
        check("2019/20", 2019, 20);
        check("2020/2021", 2020, 2021);
        check("2020 (%)", 2020, 0);
    }

    #[test]
    fn a_label_may_say_that_it_is_provisional() {
        for label in ["Prel. 2024", "Sơ bộ 2024", "2024 (p)", "2024 (sơ bộ)", "SƠ BỘ 2024"] {
            let expected = Period { year: 2024, part: 0, status: Status::Provisional, label: "2024".to_owned() };
            assert_eq!(period(label), Some(expected), "{label}");
        }
        for label in ["Ước 2024", "ước tính 2024", "2024 (ước)", "Ước thực hiện 2024"] {
            assert_eq!(period(label).map(|it| (it.status, it.label)), Some((Status::Estimated, "2024".to_owned())));
        }
    }

    #[test]
    fn other_words_and_numbers_are_no_periods() {
        for label in [
            "",
            "Sơ bộ",
            "An Giang",
            "15 - 19",
            "1024",
            "9999",
            "20245",
            "Đường tỉnh lộ 2024 mới",
            "45/45/2021",
            "1.2.3.2021",
            "2021/2020",
            "2021/2020 (%)",
            "So với 2020 (%)",
        ] {
            assert_eq!(period(label), None, "{label}");
        }
    }

    #[test]
    fn days_of_change_are_sure_and_were() {
        let check = |written: &str, day_is: Option<&str>| assert_eq!(day(written).as_deref(), day_is, "{written}");
        check("2025-07-23T02:00:00Z", Some("2025-07-23"));
        check("17/10/2013 16:51:00", Some("2013-10-17"));
        check("05/05/2013", Some("2013-05-05"));
        check("05/06/2013", None);
        check("0001-01-01T00:00:00", None);
        check("1970-01-01", None);
        check("1900-01-01", None);
        check("9999-12-31", None);
        check("2025-13-01", None);
        check("hôm qua và hôm nay", None);
        check("", None);
    }
}

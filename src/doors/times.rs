//! Times as programs count them: milliseconds since 1970.

use super::lowercase;
use super::names::{TIME, is_named};
use super::rows::Column;
use crate::read::{days_in, is_leap};
use crate::wire::Value;

/// Writes times in milliseconds, as ArcGIS and charts have them, as days in columns that are called such, and with the
/// hour where they do not all begin one.
pub fn write_days(column: &mut Column) {
    // From 1980 to 2100, to the second.
    let is_time = |value: &Value| match value {
        Value::Number(time) => (3.15e11..4.1e12).contains(time) && (time / 1e3).trunc() * 1e3 == *time,
        value => *value == Value::Null,
    };
    let lower = lowercase(&column.name);
    let is_called =
        is_named(&column.name, &TIME) || ["date", "time", "ngay", "ngày"].iter().any(|word| lower.contains(word));
    if !is_called || !column.values.iter().all(is_time) {
        return;
    }
    let minutes = |value: &Value| match value {
        Value::Number(time) => Some((*time / 60_000.0) as u32),
        _ => None,
    };
    let all_at =
        |minute: u32| column.values.iter().filter_map(minutes).all(|time| time.checked_rem(A_DAY) == Some(minute));
    // In Viet Nam, a day begins at five in the afternoon of London.
    let begins_here = all_at(17 * 60);
    let are_days = begins_here || all_at(0);
    for value in &mut column.values {
        let Some(time) = minutes(value).map(|time| if begins_here { time.saturating_add(7 * 60) } else { time }) else {
            continue;
        };
        let (days, minute) = (time.checked_div(A_DAY).unwrap_or_default(), time.checked_rem(A_DAY).unwrap_or_default());
        let hour = format!(" {:02}:{:02}", minute / 60, minute % 60);
        *value = Value::Text(day(days) + if are_days { "" } else { &hour });
    }
}

/// In minutes.
const A_DAY: u32 = 24 * 60;

/// The day so many days after 1 January 1970, in the Gregorian calendar.
fn day(days: u32) -> String {
    let (mut year, mut month, mut left) = (1970u16, 1u8, days);
    while let Some(rest) = left.checked_sub(if is_leap(year) { 366 } else { 365 }) {
        (year, left) = (year.saturating_add(1), rest);
    }
    while let Some(rest) = left.checked_sub(days_in(year, month).into()) {
        (month, left) = (month.saturating_add(1), rest);
    }
    format!("{year}-{month:02}-{:02}", left.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn days_are_counted_from_1970() {
        for (days, expected) in [(0, "1970-01-01"), (58, "1970-02-28"), (59, "1970-03-01"), (19_723, "2024-01-01")] {
            assert_eq!(day(days), expected);
        }
        for (days, expected) in [(19_782, "2024-02-29"), (20_088, "2024-12-31"), (47_541, "2100-03-01")] {
            assert_eq!(day(days), expected);
        }
    }
}

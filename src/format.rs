//! Numbers and dates as they are printed. Nothing here goes through `Intl`: its compact notation loses digits
//! (11.4 billion becomes "11 tỷ"), and the same figure must come out the same in every browser.

use crate::model::{Date, Quantity};
use crate::text::Lang;

/// The most decimals that are ever shown.
pub const MAX_DECIMALS: u8 = 9;

/// A number with exactly so many decimals, but never more than [`MAX_DECIMALS`]; thousands grouped by the language's
/// mark, a true minus sign.
pub fn number(value: f64, decimals: u8, lang: Lang) -> String {
    let (decimal_mark, thousands_mark) = lang.words().marks();
    let decimals = decimals.min(MAX_DECIMALS);
    let digits = digits(value.abs(), decimals);
    let (whole, fraction) = digits.split_at_checked(digits.len() - usize::from(decimals)).unwrap_or_default();
    let mut printed = String::new();
    if value < 0.0 && digits.bytes().any(|digit| digit != b'0') {
        printed.push('\u{2212}');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            printed.push(thousands_mark);
        }
        printed.push(digit);
    }
    if !fraction.is_empty() {
        printed.push(decimal_mark);
        printed.push_str(fraction);
    }
    printed
}

/// The digits of a positive number, rounded to so many decimals, at most [`MAX_DECIMALS`]; that many of them, at the
/// end, are the fraction. By integers, since the standard library's way from a double to digits is many times the size
/// of all this.
fn digits(value: f64, decimals: u8) -> String {
    if value >= 1e19 {
        // Only a share can be that much. No integer holds it whole, and its first digits are all that it can mean.
        return digits((value.min(f64::MAX) / 1e12).round(), 0) + &"0".repeat(12 + usize::from(decimals));
    }
    let one = 10u64.pow(u32::from(decimals));
    // Both parts are exact: a double with a fraction has a whole part below 2^53.
    let scaled = value.fract() * one as f64;
    let (mut whole, mut fraction) = (value.trunc() as u64, (scaled + noise(value * one as f64)).round() as u64);
    if fraction >= one {
        (whole, fraction) = (whole.saturating_add(1), 0);
    }
    match decimals {
        0 => whole.to_string(),
        _ => format!("{whole}{fraction:0width$}", width = usize::from(decimals)),
    }
}

/// How far below a decimal a double may be that was computed from one: 2.55 is a little less, and rounded up all the same.
fn noise(scaled: f64) -> f64 {
    if scaled < 1e13 { scaled * 1e-15 } else { 0.0 }
}

/// A quantity with the decimals that were asked for, else as it was written. With more, where those would round what is
/// not nothing down to zero.
pub fn quantity(quantity: Quantity, decimals: Option<u8>, lang: Lang) -> String {
    let least = decimals.unwrap_or(quantity.decimals);
    let enough = (least..=MAX_DECIMALS).find(|&decimals| round(quantity.value, decimals) != 0.0);
    number(quantity.value, enough.unwrap_or(least), lang)
}

/// A share in percent: with the decimals given, else at most two and no trailing zeros. With more, where those would round
/// what is not all up to 100 %, or what is not nothing down to zero.
pub fn share(value: f64, total: f64, decimals: Option<u8>, lang: Lang) -> String {
    let percent = value / total * 100.0;
    let misleads = |decimals| {
        let shown = round(percent, decimals);
        (shown == 100.0) != (value == total) || (shown == 0.0) != (value == 0.0)
    };
    let enough = |least: u8| (least..=MAX_DECIMALS).find(|&decimals| !misleads(decimals)).unwrap_or(MAX_DECIMALS);
    let decimals = decimals.map_or_else(|| decimals_of(round(percent, enough(2))), enough);
    format!("{}%", number(percent, decimals, lang))
}

/// How many decimals a double was written with, if it came from a decimal text; noise beyond the ninth decimal
/// (0.1 + 0.2) does not count.
pub fn decimals_of(value: f64) -> u8 {
    let exact = |value| (0..MAX_DECIMALS).find(|&decimals| round(value, decimals) == value);
    let decimals = exact(value).or_else(|| exact(round(value, MAX_DECIMALS))).unwrap_or(MAX_DECIMALS);
    // Beside the digits before them, a double holds fifteen in all.
    let is_held = |power: &&f64| value.abs() * **power < 1e15;
    let held = POWERS.iter().skip(1).take_while(is_held).count() as u8;
    decimals.min(held)
}

/// The powers of ten up to [`MAX_DECIMALS`].
const POWERS: [f64; 10] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

/// The nearest double with so many decimals.
pub fn round(value: f64, decimals: u8) -> f64 {
    let factor = POWERS.get(usize::from(decimals)).copied().unwrap_or(1e9);
    let scaled = value * factor;
    // From 2^53 on a double has no decimals left, and scaling could only add noise.
    if scaled.abs() < 9e15 { (scaled + noise(scaled.abs()).copysign(scaled)).round() / factor } else { value }
}

/// A double as the decimal that it was written as, or computed from: without the noise of 0.1 + 0.2.
pub fn as_written(value: f64) -> Quantity {
    let decimals = decimals_of(value);
    Quantity { value: without_noise(value, decimals), decimals }
}

/// What quantities add up to, with the decimals of the finest.
pub fn sum(quantities: &mut dyn Iterator<Item = Quantity>) -> Quantity {
    let mut sum = Quantity { value: 0.0, decimals: 0 };
    for next in quantities {
        sum = Quantity { value: sum.value + next.value, decimals: sum.decimals.max(next.decimals) };
    }
    Quantity { value: without_noise(sum.value, sum.decimals), ..sum }
}

/// The decimal that is meant; of more decimals than are shown, and of what would be nothing, none is taken for noise.
fn without_noise(value: f64, decimals: u8) -> f64 {
    let rounded = round(value, decimals);
    if decimals < MAX_DECIMALS && rounded != 0.0 { rounded } else { value }
}

/// A date within a phrase, as precise as it was given. In Vietnamese a month and a year are called so there:
/// `15/5/2021`, `tháng 5/2021`, `năm 2021`; in English `15 May 2021`, `May 2021`, `2021`.
pub fn date(date: Date, lang: Lang) -> String {
    let plain = plain_date(date, lang);
    match (lang, date.month, date.day) {
        (Lang::Vi, Some(_), None) => format!("tháng {plain}"),
        (Lang::Vi, None, _) => format!("năm {plain}"),
        _ => plain,
    }
}

/// A date that stands alone, such as in the cell of a spreadsheet: `15/5/2021`, `5/2021`, `2021`.
pub fn plain_date(date: Date, lang: Lang) -> String {
    let Date { year, month, day } = date;
    match (lang, month, day) {
        (Lang::Vi, Some(month), Some(day)) => format!("{day}/{month}/{year}"),
        (Lang::Vi, Some(month), None) => format!("{month}/{year}"),
        (Lang::En, Some(month), Some(day)) => format!("{day} {} {year}", month_name(month)),
        (Lang::En, Some(month), None) => format!("{} {year}", month_name(month)),
        (_, None, _) => year.to_string(),
    }
}

fn month_name(month: u8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_language() {
        let check = |value, decimals, vi: &str, en: &str| {
            assert_eq!(number(value, decimals, Lang::Vi), vi);
            assert_eq!(number(value, decimals, Lang::En), en);
        };
        check(11.4, 1, "11,4", "11.4");
        check(11.4, 2, "11,40", "11.40");
        check(1234.0, 0, "1.234", "1,234");
        check(1234567.891, 2, "1.234.567,89", "1,234,567.89");
        check(-5.5, 1, "−5,5", "−5.5");
        check(-0.001, 1, "0,0", "0.0");
        check(999.0, 0, "999", "999");
        check(0.999, 2, "1,00", "1.00");
        check(0.05, 2, "0,05", "0.05");
        check(69.825, 2, "69,83", "69.83");
        // As decimals, and not as the doubles just below them.
        check(2.55, 1, "2,6", "2.6");
        check(-1.005, 2, "−1,01", "−1.01");
        check(1234567.285, 2, "1.234.567,29", "1,234,567.29");
        check(2.549_999, 1, "2,5", "2.5");
        // Ticks between tiny numbers have more decimals than are ever shown.
        check(2.5e-10, 11, "0,000000000", "0.000000000");
        assert!(number(f64::INFINITY, 0, Lang::Vi).len() > 300, "no recursion without end");
        check(1e18, 0, "1.000.000.000.000.000.000", "1,000,000,000,000,000,000");
        check(1e22, 1, "10.000.000.000.000.000.000.000,0", "10,000,000,000,000,000,000,000.0");
        check(2.5e22, 0, "25.000.000.000.000.000.000.000", "25,000,000,000,000,000,000,000");
    }

    #[test]
    fn what_is_not_nothing_never_prints_as_zero() {
        let check = |value, decimals, shown: &str| {
            assert_eq!(quantity(Quantity { value, decimals: 3 }, decimals, Lang::Vi), shown);
        };
        check(0.4, Some(0), "0,4");
        check(-0.4, Some(0), "−0,4");
        check(0.5, Some(0), "1");
        check(0.004, Some(1), "0,004");
        check(12.04, Some(0), "12");
        check(0.0, Some(1), "0,0");
        check(0.0, None, "0,000");
        // A sum of doubles that is nothing but noise.
        check(5e-17, Some(0), "0");
    }

    #[test]
    fn shares_are_never_rounded_to_all_or_nothing() {
        let check = |value, total, decimals, shown: &str| assert_eq!(share(value, total, decimals, Lang::Vi), shown);
        check(999.0, 1000.0, Some(0), "99,9%");
        check(1.0, 1000.0, Some(0), "0,1%");
        check(1000.0, 1000.0, Some(1), "100,0%");
        check(81.0, 116.0, Some(2), "69,83%");
        check(81.0, 116.0, None, "69,83%");
        check(1.0, 2.0, None, "50%");
        check(1.0, 8.0, None, "12,5%");
        check(99_999.0, 100_000.0, None, "99,999%");
        check(1.0, 100_000.0, None, "0,001%");
        check(0.0, 7.0, None, "0%");
        check(7.0, 7.0, None, "100%");
        check(130.0, 100.0, None, "130%");
        check(2.675, 100.0, None, "2,68%");
    }

    #[test]
    fn decimals_are_counted_without_noise() {
        let check = |value, decimals| assert_eq!(decimals_of(value), decimals, "{value}");
        check(69.83, 2);
        check(0.1 + 0.2, 1);
        check(11.0, 0);
        check(-2.5, 1);
        check(1e18, 0);
        check(1.0 / 3.0, 9);
        check(12_345_678.123_456_79, 7);
        check(1e-12, 0);
    }

    #[test]
    fn noise_is_no_part_of_a_number() {
        let quantity = |value, decimals| Quantity { value, decimals };
        assert_eq!(as_written(0.1 + 0.2), quantity(0.3, 1));
        assert_eq!(as_written(1.0 / 3.0), quantity(1.0 / 3.0, 9));
        assert_eq!(as_written(1e-12), quantity(1e-12, 0));
        assert_eq!(sum(&mut [1.1, 2.2].map(as_written).into_iter()), quantity(3.3, 1));
        assert_eq!(sum(&mut [5e-17, 5e-17].map(as_written).into_iter()), quantity(1e-16, 0));
    }

    #[test]
    fn dates_are_as_precise_as_given() {
        let check = |month, day, vi: [&str; 2], en: &str| {
            let given = Date { year: 2021, month, day };
            assert_eq!([date(given, Lang::Vi), plain_date(given, Lang::Vi)], vi);
            assert_eq!([date(given, Lang::En), plain_date(given, Lang::En)], [en, en]);
        };
        check(Some(5), Some(15), ["15/5/2021", "15/5/2021"], "15 May 2021");
        check(Some(5), None, ["tháng 5/2021", "5/2021"], "May 2021");
        check(None, None, ["năm 2021", "2021"], "2021");
    }
}

//! Numbers that are written as text: what the format allows, and what people write in its place.

use crate::complaint::Finding;
use crate::format::{MAX_DECIMALS, as_written};
use crate::model::Quantity;
use crate::wire::Value;

/// The minus signs: that of the keyboard, and that of print, as pages show it and Word writes it.
const MINUS: [char; 2] = ['-', '\u{2212}'];

/// A decimal as the format allows it in a text: digits with at most one dot, and a minus sign before.
pub fn decimal(written: &str) -> Option<Quantity> {
    let digits = written.strip_prefix(MINUS).unwrap_or(written);
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, rest)| (whole, Some(rest)));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !fraction.is_none_or(all_digits) {
        return None;
    }
    // Digits make an integer, and one division by a power of ten rounds but once: as exact as a double can be, up to
    // fifteen digits, and without the tables of the standard library's own way.
    let number = |part: &str| part.bytes().fold(0.0, |number, digit| number * 10.0 + f64::from(digit - b'0'));
    let fraction = fraction.unwrap_or_default();
    let fraction = fraction.get(..fraction.len().min(HELD)).unwrap_or_default();
    let one = 10f64.powi(fraction.len() as i32);
    let size = (number(whole) * one + number(fraction)) / one;
    let value = if written.starts_with(MINUS) { -size } else { size };
    let decimals = fraction.len().min(held(whole)) as u8;
    // A program that writes out what it computed makes "0.30000000000000004" of 0.1 + 0.2.
    let computed = (significant(written) > HELD).then(|| as_written(value));
    let computed = computed.filter(|computed| computed.decimals + 2 < decimals);
    Some(computed.unwrap_or(Quantity { value, decimals }))
}

/// How many digits every double keeps.
const HELD: usize = 15;

/// Whether `quantity`, read from this decimal, is what was written, but for the noise of a computation.
pub fn is_exact(written: &str, quantity: Quantity) -> bool {
    let whole = written.strip_prefix(MINUS).unwrap_or(written).split('.').next();
    significant(written) <= HELD || usize::from(quantity.decimals) < whole.map_or(0, held)
}

/// How many decimals are read behind so many digits: further ones would be digits that nobody wrote.
fn held(whole: &str) -> usize {
    HELD.saturating_sub(whole.trim_start_matches('0').len()).min(usize::from(MAX_DECIMALS))
}

/// How many digits of a decimal matter.
fn significant(decimal: &str) -> usize {
    let (mut all, mut zeros) = (0, 0);
    for digit in decimal.bytes().filter(u8::is_ascii_digit) {
        zeros = if digit == b'0' { zeros + 1 } else { 0 };
        all += usize::from(all > 0 || digit != b'0');
    }
    if decimal.bytes().any(|byte| byte == b'.') { all } else { all.saturating_sub(zeros) }
}

/// The longest text in which a number is looked for.
const LONGEST: usize = 60;

/// What is wrong, or doubtful, with a number that a person wrote for people: a decimal comma, marks between thousands,
/// a unit behind it. It is said how to write it, never taken for it.
pub fn mistaken(written: &str) -> Option<Finding> {
    if written.len() > LONGEST {
        return None;
    }
    let trimmed = written.trim();
    let (sign, body) = match trimmed.strip_prefix(MINUS) {
        Some(body) => ("-", body),
        None => ("", trimmed),
    };
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’') || is_space(c);
    let end = body.find(|c| !is_number(c)).unwrap_or(body.len());
    let (number, unit) = body.split_at_checked(end)?;
    let (number, unit) = (number.trim_end(), unit.trim());
    let found = Value::short(written);
    let better = |number: String| [sign, &number].concat();
    let plain = |number: &str| decimal(number).is_some();
    let groups: Vec<&str> = number.split(|c: char| !c.is_ascii_digit()).collect();
    let marks: Vec<char> = number.chars().filter(|c| !c.is_ascii_digit()).collect();
    let first_group = groups.first().filter(|group| (1..=3).contains(&group.len()) && !group.starts_with('0'));
    // One mark and three digits behind it: 1,234 is a decimal for some and a thousand for others.
    if let ([whole, fraction], [mark @ ('.' | ',')], Some(_)) = (&*groups, &*marks, first_group)
        && fraction.len() == 3
    {
        let (one, other) = (better([*whole, *fraction].concat()), better([whole, ".", fraction].concat()));
        return Some(match mark {
            '.' if plain(written) => Finding::MaybeThousands { found, better: one },
            _ => Finding::AmbiguousNumber { found, one, other },
        });
    }
    if plain(written) {
        return None;
    }
    let (alone, marked) = match &*marks {
        [] => (number.to_owned(), false),
        ['.' | ','] => (number.replace(',', "."), false),
        [thousands, rest @ ..] => {
            let decimal_mark = rest.last().filter(|mark| *mark != thousands && matches!(mark, '.' | ','));
            let same = rest.iter().rev().skip(usize::from(decimal_mark.is_some())).all(|mark| mark == thousands);
            let whole = groups.len() - usize::from(decimal_mark.is_some());
            let threes = groups.iter().take(whole).skip(1).all(|group| group.len() == 3);
            if !same || !threes || first_group.is_none() {
                return None;
            }
            let digits = groups.iter().take(whole).copied().collect::<Vec<_>>().concat();
            let fraction = groups.get(whole).map_or(String::new(), |fraction| [".", fraction].concat());
            (digits + &fraction, true)
        }
    };
    let better = better(alone);
    match () {
        _ if !plain(&better) || unit.bytes().any(|byte| byte.is_ascii_digit()) => None,
        // "12O" was to be 120.
        _ if matches!(unit, "O" | "o") => None,
        _ if !unit.is_empty() => Some(Finding::NumberWithUnit { found, better }),
        _ if marked => Some(Finding::ThousandsMarks { found, better }),
        _ if marks.contains(&',') => Some(Finding::DecimalComma { found, better }),
        _ => None,
    }
}

/// Spaces of all kinds that stand between thousands.
fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_have_a_dot_and_nothing_else() {
        let check = |written: &str, read: Option<(f64, u8)>| {
            assert_eq!(decimal(written).map(|quantity| (quantity.value, quantity.decimals)), read, "{written}");
        };
        check("11.40", Some((11.4, 2)));
        check("-3", Some((-3.0, 0)));
        check("\u{2212}5", Some((-5.0, 0)));
        check("\u{2212}0.50", Some((-0.5, 2)));
        check("0.1234567891", Some((0.1234567891, 9)));
        check("69.83", Some((69.83, 2)));
        check("0.1", Some((0.1, 1)));
        check("123456789012.345", Some((123456789012.345, 3)));
        check("-0.000001", Some((-0.000001, 6)));
        check("123456789012345.5", Some((123456789012345.5, 0)));
        check("0.30000000000000004", Some((0.3, 1)));
        check("-1250.3000000000002", Some((-1250.3, 1)));
        check("0.09999999999999987", Some((0.1, 1)));
        for wrong in
            ["", "-", ".5", "5.", "12,5", "1.234.567", "1e3", "+1", " 1", "NaN", "inf", "١٢", "\u{2013}5", "-\u{2212}5"]
        {
            check(wrong, None);
        }
    }

    #[test]
    fn only_the_noise_of_a_computation_is_left_out_in_silence() {
        let check = |written: &str, exact: bool| {
            assert_eq!(decimal(written).map(|quantity| is_exact(written, quantity)), Some(exact), "{written}");
        };
        for noisy in ["0.30000000000000004", "-1250.3000000000002", "0.09999999999999987", "123456789.10000001"] {
            check(noisy, true);
        }
        for whole in ["81", "0.1234567891", "12345678.1234567", "100000000000000000000"] {
            check(whole, true);
        }
        for lost in ["0.1234567891234567", "123456789012345.5", "12345678901234567", "-12345678.12345678901"] {
            check(lost, false);
        }
    }

    #[test]
    fn numbers_for_people_are_explained_and_never_guessed() {
        let check = |written: &str, code: &str, better: &str| {
            let finding = mistaken(written);
            let said = finding.as_ref().map(|finding| match finding {
                Finding::DecimalComma { better, .. }
                | Finding::ThousandsMarks { better, .. }
                | Finding::NumberWithUnit { better, .. }
                | Finding::MaybeThousands { better, .. } => better.clone(),
                Finding::AmbiguousNumber { one, other, .. } => format!("{one} {other}"),
                _ => String::new(),
            });
            assert_eq!((finding.as_ref().map(Finding::code), said.as_deref()), (Some(code), Some(better)), "{written}");
        };
        check("12,5", "decimal-comma", "12.5");
        check("-0,25", "decimal-comma", "-0.25");
        check("0,125", "decimal-comma", "0.125");
        check("1234,567", "decimal-comma", "1234.567");
        check("1.234.567", "thousands-marks", "1234567");
        check("1,234,567", "thousands-marks", "1234567");
        check("1.234.567,89", "thousands-marks", "1234567.89");
        check("1,234.5", "thousands-marks", "1234.5");
        check("1.234,5", "thousands-marks", "1234.5");
        check("12'345'678", "thousands-marks", "12345678");
        check("1 234", "thousands-marks", "1234");
        check("1 234 567", "thousands-marks", "1234567");
        check("1 234,5", "thousands-marks", "1234.5");
        check("1,234", "ambiguous-number", "1234 1.234");
        check("1.234 tỷ", "ambiguous-number", "1234 1.234");
        check("1.234", "maybe-thousands", "1234");
        check("\u{2212}1,234", "ambiguous-number", "-1234 -1.234");
        check("12%", "number-with-unit", "12");
        check("69,83 %", "number-with-unit", "69.83");
        check("81 xã", "number-with-unit", "81");
        check("1.234.567 đồng", "number-with-unit", "1234567");
        for plain in ["12.5", "0.125", "1234.567", "12.3456", "81", "-3"] {
            assert_eq!(mistaken(plain), None, "{plain}");
        }
        for other in
            ["", "-", "xã", "12O", "1e3", "+81", " 81 ", ".5", "5.", "1.23.456", "1,2,3", "1..2", "81 / 116", "١٢"]
        {
            assert_eq!(mistaken(other), None, "{other}");
        }
    }
}

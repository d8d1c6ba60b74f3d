//! The words inside pictures: every figure and phrase that layout sets, in one place.

use crate::model::{Date, Qualifier, Quantity, Status, Target};
use crate::text::Lang;

/// A headline figure with the quiet words around it.
pub(super) struct Headline {
    /// "trên", where the figure is a bound.
    pub before: Option<String>,
    /// The number.
    pub figure: String,
    /// Its unit.
    pub after: Option<String>,
}

fn pick(lang: Lang, vi: &str, en: &str) -> String {
    match lang {
        Lang::Vi => vi.to_owned(),
        Lang::En => en.to_owned(),
    }
}

/// A number with so many decimals.
pub(super) fn number(value: f64, decimals: u8, lang: Lang) -> String {
    let plain = format!("{value:.*}", usize::from(decimals));
    let (sign, plain) = match plain.strip_prefix('-') {
        Some(digits) if digits.contains(|digit: char| ('1'..='9').contains(&digit)) => ("-", digits),
        Some(digits) => ("", digits),
        None => ("", &*plain),
    };
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    let (thousands, point) = match lang {
        Lang::Vi => ('.', ','),
        Lang::En => (',', '.'),
    };
    let mut written = sign.to_owned();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            written.push(thousands);
        }
        written.push(digit);
    }
    if !fraction.is_empty() {
        written.push(point);
        written.push_str(fraction);
    }
    written
}

/// A figure as it is shown.
pub(super) fn quantity(quantity: Quantity, decimals: Option<u8>, lang: Lang) -> String {
    number(quantity.value, decimals.unwrap_or(quantity.decimals), lang)
}

/// A share of a whole (0.5 is a half) in percent: at most two decimals, trailing zeros dropped, unless `decimals`.
pub(super) fn percent(share: f64, decimals: Option<u8>, lang: Lang) -> String {
    let percent = share * 100.0;
    let least = |&decimals: &u8| {
        let rounded = |decimals: u8| format!("{percent:.*}", usize::from(decimals)).parse::<f64>();
        rounded(decimals) == rounded(2)
    };
    let decimals = decimals.unwrap_or_else(|| (0..2).find(least).unwrap_or(2));
    format!("{}%", number(percent, decimals, lang))
}

/// What share `value` is of `total`, as the source printed it or as we count it.
pub(super) fn share(
    value: Quantity,
    total: Quantity,
    stated: Option<Quantity>,
    decimals: Option<u8>,
    lang: Lang,
) -> String {
    match stated {
        Some(stated) => format!("{}%", quantity(stated, decimals, lang)),
        None => percent(value.value / total.value, decimals, lang),
    }
}

/// "81 / 116 xã".
pub(super) fn of_total(
    value: Option<Quantity>,
    total: Quantity,
    unit: Option<&str>,
    decimals: Option<u8>,
    lang: Lang,
) -> String {
    let value = value.map_or("–".to_owned(), |value| quantity(value, decimals, lang));
    let unit = unit.map_or(String::new(), |unit| format!("\u{a0}{unit}"));
    format!("{value}\u{a0}/\u{a0}{}{unit}", quantity(total, decimals, lang))
}

/// What the parts are parts of.
pub(super) fn total(total: Quantity, unit: Option<&str>, decimals: Option<u8>, lang: Lang) -> String {
    let unit = unit.map_or(String::new(), |unit| format!("\u{a0}{unit}"));
    format!("{} {}{unit}", pick(lang, "Tổng số:", "Total:"), quantity(total, decimals, lang))
}

/// What a target is called, how high it is and when it is due.
pub(super) fn target(target: &Target, unit: Option<&str>, decimals: Option<u8>, lang: Lang) -> String {
    let label = target.label.clone().unwrap_or_else(|| target_word(lang));
    let unit = unit.map_or(String::new(), |unit| format!("\u{a0}{unit}"));
    let due = target.due.map_or(String::new(), |due| format!(" ({} {})", pick(lang, "đến", "by"), date(due)));
    format!("{label}: {}{unit}{due}", quantity(target.value, decimals, lang))
}

fn date(date: Date) -> String {
    let parts = [date.day.map(u16::from), date.month.map(u16::from), Some(date.year)];
    parts.into_iter().flatten().map(|part| part.to_string()).collect::<Vec<_>>().join("/")
}

/// The name of the short line that marks a target.
pub(super) fn target_word(lang: Lang) -> String {
    pick(lang, "Mục tiêu", "Target")
}

/// What stands in the place of a figure that is not there.
pub(super) fn missing(status: Status, lang: Lang) -> String {
    match status {
        Status::NotApplicable => pick(lang, "không áp dụng", "not applicable"),
        _ => pick(lang, "chưa có số liệu", "no figures yet"),
    }
}

/// What is said of a figure that is not final.
pub(super) fn status(status: Status, lang: Lang) -> Option<String> {
    match status {
        Status::Provisional => Some(pick(lang, "sơ bộ", "provisional")),
        Status::Revised => Some(pick(lang, "đã sửa", "revised")),
        Status::Estimated => Some(pick(lang, "ước tính", "estimated")),
        Status::Reported | Status::NotReported | Status::NotApplicable => None,
    }
}

/// The word before a figure that is not exact.
pub(super) fn qualifier(qualifier: Option<Qualifier>, lang: Lang) -> Option<String> {
    qualifier.map(|qualifier| match qualifier {
        Qualifier::MoreThan => pick(lang, "trên", "more than"),
        Qualifier::LessThan => pick(lang, "dưới", "less than"),
        Qualifier::About => pick(lang, "khoảng", "about"),
    })
}

//! What puts a figure in doubt although it can be drawn: numbers that contradict each other.

use super::indicator::two_units;
use crate::complaint::{Complaint, Finding};
use crate::format;
use crate::model::{ChangeAmount, Indicator, Qualifier, Quantity, Shape, Status};
use crate::text::Lang;

/// Every contradiction within one indicator.
pub fn find(indicator: &Indicator, lang: Lang) -> Vec<Complaint> {
    let mut doubts = Vec::new();
    let mut doubt =
        |finding: Finding, field: &str| doubts.push(finding.at(format!("{}.{field}", indicator.path), lang));
    let print = |quantity: Quantity| format::quantity(quantity, None, lang);
    let unit = indicator.unit.as_deref();
    // What is less than its figure, or about that, may be no more than its total all the same.
    let may_be_less = matches!(indicator.qualifier, Some(Qualifier::LessThan | Qualifier::About));
    let disagree = |stated: Quantity, computed: f64, slack: f64| {
        let over = stated.value - computed;
        // Half a unit of its last decimal, what the figures that it is computed from were rounded by, and a little more
        // for the noise of doubles.
        let allowed = 0.5 / 10f64.powi(i32::from(stated.decimals)) + slack + computed.abs() * 1e-9;
        match indicator.qualifier {
            None => over.abs() > allowed,
            Some(Qualifier::MoreThan) => -over > allowed,
            Some(Qualifier::LessThan) => over > allowed,
            Some(Qualifier::About) => false,
        }
    };
    match &indicator.shape {
        Shape::Share { value: Some(value), total, stated } => {
            if value.value > total.value && !may_be_less {
                doubt(Finding::ValueOverTotal { value: print(*value), total: print(*total) }, "value");
            }
            let percent = value.value / total.value * 100.0;
            let slack = slack(*value, *total, unit) * 100.0;
            if let Some(stated) = stated.filter(|stated| disagree(*stated, percent, slack)) {
                let stated_percent = format!("{}%", print(stated));
                let computed = format::share(value.value, total.value, Some(stated.decimals.max(2)), lang);
                doubt(Finding::StatedDisagrees { stated: stated_percent, computed }, "stated");
            }
        }
        // Figures of different units have no sum.
        Shape::Parts { parts, total: Some(total) } if two_units(parts, unit).is_none() && !may_be_less => {
            let unit = parts.first().and_then(|part| part.unit.as_deref()).or(unit);
            let given = || parts.iter().filter_map(|part| part.value);
            let sum: f64 = given().map(|quantity| quantity.value).sum();
            let decimals = given().map(|quantity| quantity.decimals).max().unwrap_or_default();
            let rounding: f64 =
                given().map(|quantity| half_unit(quantity, unit)).sum::<f64>() + half_unit(*total, unit);
            if format::round(sum - rounding, decimals) > total.value {
                let parts = format::number(sum, decimals, lang);
                doubt(Finding::PartsOverTotal { parts, total: print(*total) }, "parts");
            }
        }
        _ => {}
    }
    let no_figure = |status: Status| matches!(status, Status::NotReported | Status::NotApplicable);
    if let Shape::Parts { parts, .. } = &indicator.shape
        && let Some((index, part)) =
            parts.iter().enumerate().find(|(_, part)| part.value.is_some() && no_figure(part.status))
    {
        doubt(Finding::FigureBesideStatus(part.status), &format!("parts[{index}].status"));
    }
    let value = match &indicator.shape {
        Shape::Value(value) | Shape::Share { value, .. } | Shape::Target { value, .. } => *value,
        _ => None,
    };
    if value.is_some() && no_figure(indicator.status) {
        doubt(Finding::FigureBesideStatus(indicator.status), "status");
    }
    for (index, change) in indicator.changes.iter().enumerate() {
        // A change of something else than the indicator's own figure cannot be checked against it.
        let (Some(value), Some(base), None) = (value, change.base, &change.of) else { continue };
        // Against a base of zero or less there is neither a percentage nor a multiple.
        let ratio = if base.value > 0.0 { value.value / base.value } else { f64::NAN };
        let (stated, computed, slack, sign) = match change.amount {
            ChangeAmount::Percent(stated) => (stated, (ratio - 1.0) * 100.0, slack(value, base, unit) * 100.0, "%"),
            ChangeAmount::Times(stated) => (stated, ratio, slack(value, base, unit), ""),
            ChangeAmount::Difference(stated) => {
                (stated, value.value - base.value, half_unit(value, unit) + half_unit(base, unit), "")
            }
        };
        if computed.is_finite() && disagree(stated, computed, slack) {
            let computed = format!("{}{sign}", format::number(computed, stated.decimals.max(1), lang));
            let finding = Finding::ChangeContradictsBase { stated: format!("{}{sign}", print(stated)), computed };
            doubts.push(finding.at(format!("{}.changes[{index}]", indicator.path), lang));
        }
    }
    doubts
}

/// By how much a figure can have been rounded. Whole numbers are rounded where they are measured, not counted.
fn half_unit(quantity: Quantity, unit: Option<&str>) -> f64 {
    match quantity.decimals {
        0 if !unit.is_some_and(is_measured) => 0.0,
        decimals => 0.5 / 10f64.powi(i32::from(decimals)),
    }
}

/// Whether a unit is one of money, mass, length, area or percent, or of thousands and more.
fn is_measured(unit: &str) -> bool {
    const WORDS: &str = "nghìn ngàn triệu tỷ tỉ trăm vnd vnđ usd eur euro euros dollar dollars kg tạ tấn ton tons tonne \
        tonnes ha hectare hectares km km² km2 m² m2 m³ m3 percent hundred hundreds thousand thousands million millions \
        billion billions trillion trillions";
    let mut words = unit.split([' ', '\u{a0}', '/', '(', ')', '.', ',']);
    let is_known = |word: &str| WORDS.split_ascii_whitespace().any(|known| known.eq_ignore_ascii_case(word));
    // "Hợp đồng" are counted.
    unit.contains(['%', '‰', '$', '€', '₫']) || unit.split('/').next() == Some("đồng") || words.any(is_known)
}

/// By how much a ratio of two rounded figures can be wrong.
fn slack(value: Quantity, base: Quantity, unit: Option<&str>) -> f64 {
    (half_unit(value, unit) + (value.value / base.value).abs() * half_unit(base, unit)) / base.value.abs()
}

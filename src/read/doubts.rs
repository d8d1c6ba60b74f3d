//! What puts a figure in doubt although it can be drawn: numbers that contradict each other.

use super::indicator::two_units;
use crate::complaint::{Complaint, Finding};
use crate::format;
use crate::model::{ChangeAmount, Indicator, Quantity, Shape, Status};
use crate::text::Lang;

/// Every contradiction within one indicator.
pub fn find(indicator: &Indicator, lang: Lang) -> Vec<Complaint> {
    let mut doubts = Vec::new();
    let mut doubt =
        |finding: Finding, field: &str| doubts.push(finding.at(format!("{}.{field}", indicator.path), lang));
    let print = |quantity: Quantity| format::quantity(quantity, None, lang);
    match &indicator.shape {
        Shape::Share { value: Some(value), total, stated } => {
            if value.value > total.value {
                doubt(Finding::ValueOverTotal { value: print(*value), total: print(*total) }, "value");
            }
            let percent = value.value / total.value * 100.0;
            if let Some(stated) = stated.filter(|stated| disagree(*stated, percent, slack(*value, *total) * 100.0)) {
                let stated_percent = format!("{}%", print(stated));
                let computed = format::share(value.value, total.value, Some(stated.decimals.max(2)), lang);
                doubt(Finding::StatedDisagrees { stated: stated_percent, computed }, "stated");
            }
        }
        // Figures of different units have no sum.
        Shape::Parts { parts, total: Some(total) } if two_units(parts, indicator.unit.as_deref()).is_none() => {
            let given = || parts.iter().filter_map(|part| part.value);
            let sum: f64 = given().map(|quantity| quantity.value).sum();
            let decimals = given().map(|quantity| quantity.decimals).max().unwrap_or_default();
            let rounding: f64 = given().map(half_unit).sum::<f64>() + half_unit(*total);
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
            ChangeAmount::Percent(stated) => (stated, (ratio - 1.0) * 100.0, slack(value, base) * 100.0, "%"),
            ChangeAmount::Times(stated) => (stated, ratio, slack(value, base), ""),
            ChangeAmount::Difference(stated) => {
                (stated, value.value - base.value, half_unit(value) + half_unit(base), "")
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

/// Whether a printed figure cannot be the rounding of the computed one: more than half a unit of its last decimal
/// apart, what the figures that it is computed from were rounded by, and a little more for the noise of doubles.
fn disagree(stated: Quantity, computed: f64, slack: f64) -> bool {
    let half_unit = 0.5 / 10f64.powi(i32::from(stated.decimals));
    (stated.value - computed).abs() > half_unit + slack + computed.abs() * 1e-9
}

/// By how much a figure can have been rounded. Whole numbers are counted, not rounded.
fn half_unit(quantity: Quantity) -> f64 {
    if quantity.decimals == 0 { 0.0 } else { 0.5 / 10f64.powi(i32::from(quantity.decimals)) }
}

/// By how much a ratio of two rounded figures can be wrong.
fn slack(value: Quantity, base: Quantity) -> f64 {
    (half_unit(value) + (value.value / base.value).abs() * half_unit(base)) / base.value.abs()
}

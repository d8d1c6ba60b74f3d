//! What puts a figure in doubt although it can be drawn: numbers that contradict each other.

use crate::complaint::{Complaint, Finding};
use crate::format;
use crate::model::{ChangeAmount, Indicator, Quantity, Shape};
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
            if let Some(stated) = stated.filter(|stated| disagree(*stated, percent)) {
                let stated_percent = format!("{}%", print(stated));
                let computed = format::share(value.value, total.value, Some(stated.decimals.max(2)), lang);
                doubt(Finding::StatedDisagrees { stated: stated_percent, computed }, "stated");
            }
        }
        Shape::Parts { parts, total: Some(total) } => {
            let given = || parts.iter().filter_map(|part| part.value);
            let sum: f64 = given().map(|quantity| quantity.value).sum();
            let decimals = given().map(|quantity| quantity.decimals).max().unwrap_or_default();
            if format::round(sum, decimals) > total.value {
                let parts = format::number(sum, decimals, lang);
                doubt(Finding::PartsOverTotal { parts, total: print(*total) }, "parts");
            }
        }
        _ => {}
    }
    let value = match &indicator.shape {
        Shape::Value(value) | Shape::Share { value, .. } | Shape::Target { value, .. } => *value,
        _ => None,
    };
    for (index, change) in indicator.changes.iter().enumerate() {
        // A change of something else than the indicator's own figure cannot be checked against it.
        let (Some(value), Some(base), None) = (value, change.base, &change.of) else { continue };
        let (stated, computed, sign) = match change.amount {
            ChangeAmount::Percent(stated) => (stated, (value.value / base.value - 1.0) * 100.0, "%"),
            ChangeAmount::Times(stated) => (stated, value.value / base.value, ""),
            ChangeAmount::Difference(stated) => (stated, value.value - base.value, ""),
        };
        // Against a base of zero there is neither a percentage nor a multiple.
        if computed.is_finite() && disagree(stated, computed) {
            let computed = format!("{}{sign}", format::number(computed, stated.decimals.max(1), lang));
            let finding = Finding::ChangeContradictsBase { stated: format!("{}{sign}", print(stated)), computed };
            doubts.push(finding.at(format!("{}.changes[{index}]", indicator.path), lang));
        }
    }
    doubts
}

/// Whether a printed figure cannot be the rounding of the computed one: more than half a unit of its last decimal
/// apart, and a little more for the noise of doubles.
fn disagree(stated: Quantity, computed: f64) -> bool {
    let half_unit = 0.5 / 10f64.powi(i32::from(stated.decimals));
    (stated.value - computed).abs() > half_unit + computed.abs() * 1e-9
}

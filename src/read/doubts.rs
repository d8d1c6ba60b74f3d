//! What puts a figure in doubt although it can be drawn: numbers that contradict each other.

use crate::complaint::{Complaint, Finding};
use crate::figure;
use crate::format;
use crate::model::{ChangeAmount, Indicator, Qualifier, Quantity, Shape, Stack, Status, is_percent, two_units};
use crate::text::Lang;

/// Every contradiction within one indicator, whose status is its own or that of its group.
pub fn find(indicator: &Indicator, has_own_status: bool, lang: Lang) -> Vec<Complaint> {
    let mut doubts = Vec::new();
    let mut doubt = |finding: Finding, field: &str| doubts.push(finding.at(format!("{}.{field}", indicator.path)));
    let print = |quantity: Quantity| format::quantity(quantity, None, lang);
    let unit = indicator.unit.as_deref();
    let full = |quantity: Quantity| figure::with_unit(&print(quantity), unit, lang);
    // What is less than its figure may be no more than its total all the same.
    let may_be_less = indicator.qualifier == Some(Qualifier::LessThan);
    let disagree = |stated: Quantity, computed: f64, slack: f64, qualifier: Option<Qualifier>| {
        let over = stated.value - computed;
        // Half a unit of its last decimal, what the figures that it is computed from were rounded by, and a little more
        // for the noise of doubles.
        let allowed = 0.5 / 10f64.powi(i32::from(stated.decimals)) + slack + computed.abs() * 1e-9;
        match qualifier {
            None | Some(Qualifier::About) => over.abs() > allowed,
            Some(Qualifier::MoreThan) => -over > allowed,
            Some(Qualifier::LessThan) => over > allowed,
        }
    };
    // What is about its figure is taken to be within a tenth of it.
    let error = |value: Quantity| match indicator.qualifier {
        Some(Qualifier::About) => value.value.abs() / 10.0,
        _ => half_unit(value, unit),
    };
    // By how much the ratio of two figures can be wrong.
    let slack = |value: Quantity, base: Quantity| {
        (error(value) + (value.value / base.value).abs() * half_unit(base, unit)) / base.value.abs()
    };
    match &indicator.shape {
        Shape::Share { value: Some(value), total, stated } => {
            let is_about = indicator.qualifier == Some(Qualifier::About);
            let least = if is_about { value.value - error(*value) } else { value.value };
            if least > total.value && !may_be_less {
                doubt(Finding::ValueOverTotal { value: full(*value), total: full(*total) }, "value");
            }
            let percent = value.value / total.value * 100.0;
            let slack = slack(*value, *total) * 100.0;
            if let Some(stated) = stated.filter(|stated| disagree(*stated, percent, slack, indicator.qualifier)) {
                let stated_percent = format!("{}%", print(stated));
                let computed = format::share(value.value, total.value, Some(stated.decimals.max(2)), lang);
                // 0.6983 is 69.83%, whatever is said of the value.
                let of_hundred = Quantity { value: stated.value * 100.0, decimals: stated.decimals.saturating_sub(2) };
                let in_percent = (!disagree(of_hundred, percent, slack, None)).then(|| {
                    let mut written = format::number(of_hundred.value, of_hundred.decimals, Lang::En);
                    written.retain(|mark| mark != ',');
                    written
                });
                doubt(Finding::StatedDisagrees { stated: stated_percent, computed, in_percent }, "stated");
            }
        }
        // Figures of different units have no sum.
        Shape::Parts { parts, total: Some(total) }
            if two_units(parts, Some(*total), unit).is_none() && !may_be_less =>
        {
            let given: Vec<Quantity> = parts.iter().filter_map(|part| part.value).collect();
            if let Some(sum) = sum_over(&given, total.value, half_unit(*total, unit), &error) {
                doubt(Finding::PartsOverTotal { parts: full(sum), total: full(*total) }, "parts");
            }
        }
        // Shares of a whole are no more than that.
        Shape::Table(table) if table.wanted == Stack::Percent && is_percent(unit) && !may_be_less => {
            let hundred = Quantity { value: 100.0, decimals: 0 };
            let sum = |category: usize| {
                let given: Vec<Quantity> = table.series.iter().filter_map(|series| series.value(category)).collect();
                sum_over(&given, hundred.value, 0.0, &error)
            };
            if let Some(sum) = (0..table.categories.len()).find_map(sum) {
                doubt(Finding::PartsOverTotal { parts: full(sum), total: full(hundred) }, "series");
            }
        }
        _ => {}
    }
    let no_figure = |status: Status| matches!(status, Status::NotReported | Status::NotApplicable);
    if let Shape::Parts { parts, .. } = &indicator.shape {
        for (index, part) in parts.iter().enumerate().filter(|(_, it)| it.value.is_some()) {
            if let Some(own) = part.status.filter(|own| no_figure(*own)) {
                doubt(Finding::FigureBesideStatus(own), &format!("parts[{index}].status"));
            }
        }
    }
    let value = indicator.shape.one_value();
    if has_figure(&indicator.shape) && no_figure(indicator.status) {
        // Of `$.groups[0].indicators[1]`, what is before the last dot.
        let group = indicator.path.rsplit_once('.').map(|(group, _)| group);
        let at = group.filter(|_| !has_own_status).unwrap_or(&indicator.path);
        doubts.push(Finding::FigureBesideStatus(indicator.status).at(format!("{at}.status")));
    }
    for (index, change) in indicator.changes.iter().enumerate() {
        // A change of something else than the indicator's own figure cannot be checked against it.
        let (Some(value), Some(base), None) = (value, change.base, &change.of) else { continue };
        let difference = value.value - base.value;
        let (stated, computed, slack, unit) = match change.amount {
            // What rose has risen by so much of its base, also where that is below zero.
            ChangeAmount::Percent(stated) => {
                (stated, difference / base.value.abs() * 100.0, slack(value, base) * 100.0, Some("%"))
            }
            ChangeAmount::Times(stated) => {
                // Twice a base below zero is less: no multiple of it says what rose and what fell.
                let is_none = base.value < 0.0 && difference != 0.0;
                let ratio = if is_none { f64::INFINITY } else { value.value / base.value };
                (stated, ratio, slack(value, base), Some(lang.words().times_unit()))
            }
            ChangeAmount::Difference(stated) => (stated, difference, error(value) + half_unit(base, unit), unit),
        };
        if computed.is_infinite() || computed.is_finite() && disagree(stated, computed, slack, indicator.qualifier) {
            let print = |number: &str| figure::with_unit(number, unit, lang);
            let computed = computed.is_finite().then(|| format::number(computed, stated.decimals.max(1), lang));
            let finding = Finding::ChangeContradictsBase {
                stated: print(&format::quantity(stated, None, lang)),
                computed: computed.as_deref().map(print),
            };
            doubts.push(finding.at(format!("{}.changes[{index}]", indicator.path)));
        }
    }
    doubts
}

/// What figures add up to, where that is more than the whole however wrong each may be, and the whole by `slack`.
fn sum_over(given: &[Quantity], whole: f64, slack: f64, error: &dyn Fn(Quantity) -> f64) -> Option<Quantity> {
    let sum = format::sum(&mut given.iter().copied());
    let rounding = given.iter().map(|quantity| error(*quantity)).sum::<f64>() + slack;
    (format::round(sum.value - rounding, sum.decimals) > whole).then_some(sum)
}

/// Whether there is any figure that the status of the indicator is said of.
pub fn has_figure(shape: &Shape) -> bool {
    match shape {
        Shape::Value(value) | Shape::Share { value, .. } | Shape::Target { value, .. } => value.is_some(),
        // A part that has a status has spoken for itself.
        Shape::Parts { parts, .. } => parts.iter().any(|it| it.value.is_some() && it.status.is_none()),
        Shape::Table(table) => table.series.iter().any(|series| series.values.iter().any(Option::is_some)),
        Shape::Changes => false,
    }
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
        tonnes ha hectare hectares m mét cm mm km km² km2 m² m2 m³ m3 metre metres meter meters g gam gram grams lít l \
        litre litres liter liters kw mw kwh mwh giờ hour hours điểm point points percent hundred hundreds thousand \
        thousands million millions billion billions trillion trillions";
    let mut words = unit.split([' ', '\u{a0}', '/', '(', ')', '.', ',']);
    let is_known = |word: &str| WORDS.split_ascii_whitespace().any(|known| known.eq_ignore_ascii_case(word));
    // "Hợp đồng" are counted.
    unit.contains(['%', '‰', '$', '€', '₫']) || unit.split('/').next() == Some("đồng") || words.any(is_known)
}

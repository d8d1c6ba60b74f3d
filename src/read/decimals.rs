//! How many decimals tell a figure from what it is compared with.

use crate::format::{MAX_DECIMALS, round};
use crate::model::{Change, ChangeAmount, Quantity, Shape, Table};

/// The decimals that were asked for, if any were; more where a figure would be printed like the target, the total, the
/// end of a qualitative range or the base of a change that it is not, or a difference like none.
pub fn telling(asked: Option<u8>, shape: &Shape, changes: &[Change]) -> Option<u8> {
    let asked = asked?;
    let is_told = |value: Option<Quantity>, other: Option<Quantity>, decimals| match (value, other) {
        (Some(Quantity { value, .. }), Some(Quantity { value: other, .. })) => {
            value == other || round(value, decimals) != round(other, decimals)
        }
        _ => true,
    };
    let value = shape.one_value();
    let own = || changes.iter().filter(|change| change.of.is_none());
    let are_told = |decimals| {
        own().all(|change| {
            let difference = match change.amount {
                ChangeAmount::Difference(difference) => Some(difference),
                _ => None,
            };
            let none = Quantity { value: 0.0, decimals: 0 };
            is_told(difference, Some(none), decimals) && is_told(value, change.base, decimals)
        })
    };
    let is_enough = |&decimals: &u8| match shape {
        _ if !are_told(decimals) => false,
        Shape::Share { value, total, .. } => is_told(*value, Some(*total), decimals),
        Shape::Target { value, target, ranges } => {
            is_told(*value, Some(target.value), decimals)
                && ranges.iter().all(|range| is_told(*value, Some(range.up_to), decimals))
        }
        Shape::Parts { parts, total } => parts.iter().all(|part| is_told(part.value, *total, decimals)),
        Shape::Table(Table { series, .. }) => series
            .iter()
            .all(|one| (0..one.targets.len()).all(|place| is_told(one.value(place), one.target(place), decimals))),
        _ => true,
    };
    (asked..=MAX_DECIMALS).find(is_enough).or(Some(asked))
}

#[cfg(test)]
mod tests {
    use crate::doors::read_own;
    use crate::read::Options;

    /// How many decimals an indicator of this shape has that asks for none.
    #[track_caller]
    fn check(shape: &str, expected: u8) {
        let json = format!(r#"{{"label":"A","decimals":0,{shape}}}"#);
        let document = read_own(&json, &Options::default()).document;
        let decimals = document.and_then(|document| document.indicators().next()?.decimals);
        assert_eq!(decimals, Some(expected), "{shape}");
    }

    #[test]
    fn what_differs_is_printed_differently_and_nothing_else() {
        check(r#""value":89.6,"target":90"#, 1);
        check(r#""value":90.04,"target":90"#, 2);
        check(r#""value":90,"target":90"#, 0);
        check(r#""value":89.2,"target":90"#, 0);
        check(r#""value":null,"target":90"#, 0);
        check(r#""value":115.6,"total":116"#, 1);
        check(r#""value":12.4,"changes":[{"difference":0.4,"base":12,"versus":"plan"}]"#, 1);
        check(r#""value":12.4,"changes":[{"difference":0.4,"base":12,"versus":"plan","of":"x"}]"#, 0);
        check(r#""value":12,"changes":[{"difference":0.04,"versus":"plan"}]"#, 2);
        let ranges = r#""qualitativeRanges":[{"upTo":60,"label":"x"},{"upTo":100,"label":"y"}]"#;
        check(&format!(r#""value":60.04,"target":90,{ranges}"#), 2);
        check(r#""parts":[{"label":"x","value":99.6},{"label":"y","value":0.4}],"total":100"#, 1);
        check(r#""parts":[{"label":"x","value":99.6},{"label":"y","value":0.4}]"#, 0);
        check(r#""categories":["x","y"],"series":[{"values":[94.6,1.2],"targets":[95,9]}]"#, 1);
        check(r#""categories":["x","y"],"series":[{"values":[94.6,95.2],"targets":[9,null]}]"#, 0);
    }
}

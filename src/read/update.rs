//! New numbers for the same categories.

use super::{decimals, doubts};
use crate::format;
use crate::limits::MAX_NUMBER;
use crate::model::{Document, Indicator, Member, Quantity, Shape, Status};

/// Puts new numbers in the place of the old ones: indicator after indicator, series after series, in the order of
/// the document. NaN is missing. `false`, and nothing changes, where their count is another or one is beyond range.
/// What puts the new ones in doubt is not in words yet.
pub fn update_values(document: &mut Document, values: &[f64]) -> bool {
    let expected: usize = document.indicators().map(count).sum();
    if expected != values.len() || values.iter().any(|value| value.abs() > MAX_NUMBER) {
        return false;
    }
    let lang = document.lang;
    let mut values = values.iter().map(|value| (!value.is_nan()).then(|| format::as_written(*value)));
    let members = document.groups.iter_mut().flat_map(|group| &mut group.members);
    for member in members {
        let Member::Checked(indicator) = member else { continue };
        replace(indicator, &mut values);
        // How the old figure moved is not how the new one did.
        if indicator.shape != Shape::Changes {
            indicator.changes.retain(|change| change.of.is_some());
        }
        indicator.decimals = decimals::telling(indicator.asked_decimals, &indicator.shape, &indicator.changes);
        if doubts::has_figure(&indicator.shape) {
            indicator.status = once_reported(indicator.status);
        }
        indicator.doubts = doubts::find(indicator, true, lang);
    }
    true
}

/// How many numbers an indicator holds.
fn count(indicator: &Indicator) -> usize {
    match &indicator.shape {
        Shape::Value(_) | Shape::Share { .. } | Shape::Target { .. } => 1,
        Shape::Parts { parts, .. } => parts.len(),
        Shape::Table(table) => table.categories.len() * table.series.len(),
        Shape::Changes => 0,
    }
}

fn replace(indicator: &mut Indicator, values: &mut impl Iterator<Item = Option<Quantity>>) {
    let mut next = || values.next().flatten();
    match &mut indicator.shape {
        Shape::Value(value) | Shape::Target { value, .. } => *value = next(),
        Shape::Share { value, stated, .. } => {
            *value = next();
            // What the source printed was the share of the old number.
            *stated = None;
        }
        Shape::Parts { parts, .. } => {
            for part in parts {
                part.value = next();
                if part.value.is_some() {
                    part.status = part.status.filter(|own| once_reported(*own) == *own);
                }
            }
        }
        Shape::Table(table) => {
            let mut place_of = vec![0; table.order.len()];
            for (place, &written) in table.order.iter().enumerate() {
                if let Some(slot) = place_of.get_mut(written) {
                    *slot = place;
                }
            }
            for series in &mut table.series {
                for &place in &place_of {
                    let value = next();
                    if let Some(slot) = series.values.get_mut(place) {
                        *slot = value;
                    }
                }
            }
            table.arrange(indicator.unit.as_deref());
        }
        Shape::Changes => {}
    }
}

/// A figure that has come is no longer one that nobody reported.
fn once_reported(status: Status) -> Status {
    match status {
        Status::NotReported | Status::NotApplicable => Status::Reported,
        status => status,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doors::read_own;
    use crate::read::{Options, Reading};

    fn reading(json: &str) -> Reading {
        read_own(json, &Options::default())
    }

    fn document(json: &str) -> Document {
        reading(json).document.expect("a valid document")
    }

    #[test]
    fn new_numbers_give_what_a_new_document_would() {
        let table = |values: &str, sort: &str| {
            format!(r#"{{"label":"A","categories":["x","y","z"],"series":[{{"values":{values}}}],"sort":"{sort}"}}"#)
        };
        let check = |before: &str, values: &[f64], after: &str| {
            let mut updated = reading(before);
            assert!(update_values(updated.document.as_mut().unwrap(), values), "{before}");
            updated.say();
            assert_eq!(updated.document, reading(after).document, "{before}");
        };
        for sort in ["none", "ascending", "descending", "label"] {
            check(&table("[1,2,3]", sort), &[9.0, f64::NAN, 4.5], &table("[9,null,4.5]", sort));
        }
        let near = |value: &str| format!(r#"{{"label":"A","value":{value},"target":90,"decimals":0}}"#);
        check(&near("86.4"), &[89.7], &near("89.7"));
        check(&near("89.7"), &[50.0], &near("50"));
        let stacked = |values: &str| table(values, "none").replace("\"sort\":\"none\"", "\"stack\":true");
        check(&stacked("[1,2,3]"), &[1.0, -2.0, 3.0], &stacked("[1,-2,3]"));
        check(&stacked("[1,-2,3]"), &[1.0, 2.0, 3.0], &stacked("[1,2,3]"));
        let said = r#""stated":33.3,"status":"not-reported","changes":[{"percent":5,"versus":"plan"}]"#;
        check(
            &format!(r#"{{"label":"A","value":1,"total":3,{said}}}"#),
            &[2.0],
            r#"{"label":"A","value":2,"total":3}"#,
        );
        check(r#"{"label":"A","value":1,"total":3}"#, &[2.0], r#"{"label":"A","value":2,"total":3}"#);
        check(r#"{"label":"A","value":1,"total":3}"#, &[4.0], r#"{"label":"A","value":4,"total":3}"#);
        let unreported = |rest: &str| format!(r#"{{"label":"A","status":"not-reported",{rest}}}"#);
        let parts = |value: &str| format!(r#""label":"A","parts":[{{"label":"x","value":{value}}}]"#);
        check(&unreported(&parts("null")).replacen(r#""label":"A","#, "", 1), &[1.0], &format!("{{{}}}", parts("1")));
        check(
            r#"{"label":"A","parts":[{"label":"x","value":1},{"label":"y","value":2}]}"#,
            &[f64::NAN, 0.0],
            r#"{"label":"A","parts":[{"label":"x","value":null},{"label":"y","value":0}]}"#,
        );
        check(
            r#"[{"label":"A","value":1},{"label":"B","value":1}]"#,
            &[2.0, 3.0],
            r#"[{"label":"A","value":2},{"label":"B","value":3}]"#,
        );
    }

    #[test]
    fn what_is_wrong_with_the_document_stays_and_doubts_go_with_their_numbers() {
        let mut updated = reading(r#"[{"label":"A","value":5,"total":3,"colour":"red"},{"label":"B"}]"#);
        for (value, codes) in [
            (2.0, &["unknown-field", "no-shape"][..]),
            (4.0, &["unknown-field", "no-shape", "value-over-total"]),
            (6.0, &["unknown-field", "no-shape", "value-over-total"]),
        ] {
            assert!(updated.update_values(&[value]));
            assert_eq!(updated.complaints.iter().map(|it| it.code).collect::<Vec<_>>(), codes, "{value}");
        }
        assert!(!updated.update_values(&[1.0, 2.0]));
        assert!(updated.complaints.iter().any(|complaint| complaint.code == "value-over-total"));
    }

    #[test]
    fn wrong_counts_and_infinities_change_nothing() {
        let mut updated = document(r#"{"label":"A","value":1}"#);
        let before = updated.clone();
        for values in [&[][..], &[1.0, 2.0], &[f64::INFINITY]] {
            assert!(!update_values(&mut updated, values));
        }
        assert_eq!(updated, before);
    }
}

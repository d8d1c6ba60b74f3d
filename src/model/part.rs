//! Parts: several figures of a kind, or of a whole.

use super::{Quantity, Status};

/// One part of a whole, or one of several figures of a kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Its name.
    pub label: String,
    /// Its figure.
    pub value: Option<Quantity>,
    /// Its unit, where it names one itself.
    pub unit: Option<String>,
    /// How sure it is, where that is not what is said of all of them.
    pub status: Option<Status>,
}

impl Part {
    /// Whether its figure is below zero.
    pub fn is_negative(&self) -> bool {
        self.value.is_some_and(|quantity| quantity.value < 0.0)
    }
}

/// Two units, of the parts and of their total, that are not the same; `unit` is that of the total, and of parts without
/// one.
pub fn two_units<'a>(parts: &'a [Part], total: Option<Quantity>, unit: Option<&'a str>) -> Option<(&'a str, &'a str)> {
    let of_parts = parts.iter().map(|part| part.unit.as_deref().or(unit).unwrap_or_default());
    let mut units = of_parts.chain(total.map(|_| unit.unwrap_or_default()));
    let first = units.next()?;
    units.find(|unit| *unit != first).map(|other| (first, other))
}

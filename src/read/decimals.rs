//! How many decimals tell a figure from what it is compared with.

use crate::format::{MAX_DECIMALS, round};
use crate::model::{Quantity, Shape, Table};

/// The decimals that were asked for; more where a figure would be printed like the target or the total that it is not.
pub fn telling(asked: u8, shape: &Shape) -> u8 {
    let misleads = |(value, target): (Option<Quantity>, Option<Quantity>), decimals| match (value, target) {
        (Some(Quantity { value, .. }), Some(Quantity { value: target, .. })) => {
            value != target && round(value, decimals) == round(target, decimals)
        }
        _ => false,
    };
    let is_enough = |&decimals: &u8| match shape {
        Shape::Share { value, total, .. } => !misleads((*value, Some(*total)), decimals),
        Shape::Target { value, target, .. } => !misleads((*value, Some(target.value)), decimals),
        Shape::Table(Table { series, .. }) => series
            .iter()
            .all(|one| !(0..one.targets.len()).any(|place| misleads((one.value(place), one.target(place)), decimals))),
        _ => true,
    };
    (asked..=MAX_DECIMALS).find(is_enough).unwrap_or(asked)
}

//! The words inside pictures. Figures come from [`crate::figure`], so that a picture says what its caption says.

use crate::figure;
use crate::format;
use crate::model::{Indicator, Quantity};
use crate::text::Lang;

/// What share `value` is of `total` in percent.
pub(super) fn percent(value: f64, total: f64, decimals: Option<u8>, lang: Lang) -> String {
    format::share(value, total, decimals, lang)
}

/// What the parts are parts of.
pub(super) fn total(indicator: &Indicator, total: Quantity, lang: Lang) -> String {
    lang.words().total(&figure::total(indicator, total, lang))
}

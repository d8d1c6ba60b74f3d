//! A progress bar: so many of a total.

use super::draft::{Draft, Fill, ascent, line_height};
use super::headline;
use crate::figure::{self, Headline};
use crate::format;
use crate::model::{Indicator, Quantity, Target};
use crate::scale::Linear;
use crate::scene::{Anchor, Rect, Scene};
use crate::theme::SMALL;

/// How high the bar is.
pub(super) const BAR: f64 = 20.0;

/// Draws `value` of the target as of a total; the target is named, with its date.
pub(super) fn towards(draft: Draft, indicator: &Indicator, value: Option<Quantity>, target: &Target) -> Scene {
    let aside = figure::target(indicator, target, draft.lang);
    let aside = match value {
        Some(_) => format!("{}; {aside}", figure::in_full(indicator, value, draft.lang)),
        None => aside,
    };
    fill(draft, indicator, value, target.value, None, &aside, true)
}

/// Draws `value` of `total`; `stated` is the share in percent as the source printed it.
pub(super) fn lay_out(
    draft: Draft,
    indicator: &Indicator,
    value: Option<Quantity>,
    total: Quantity,
    stated: Option<Quantity>,
) -> Scene {
    let aside = match value {
        Some(value) => figure::of_total(indicator, value, total, draft.lang),
        None => figure::of_unknown(indicator, total, stated, draft.lang),
    };
    fill(draft, indicator, value, total, stated, &aside, false)
}

/// The bar, under its share in percent and the words beside it.
fn fill(
    mut draft: Draft,
    indicator: &Indicator,
    value: Option<Quantity>,
    total: Quantity,
    stated: Option<Quantity>,
    aside: &str,
    is_target: bool,
) -> Scene {
    let lang = draft.lang;
    let headline = Headline::of_share(indicator, value, total, stated, lang);
    let y0 = headline::draw(&mut draft, &headline, aside);
    let y1 = y0 + BAR;

    let number = value.map_or(0.0, |value| value.value);
    let width = draft.width();
    let scale = Linear::new((number.min(0.0), number.max(total.value)), (0.0, width));
    let (zero, full, end) = (scale.at(0.0), scale.at(total.value), scale.at(number));
    let track = Rect { x0: zero, y0, x1: full, y1 };
    let mut bottom = y1;
    if value.is_none() {
        draft.slot(track);
    } else {
        draft.rect(zero, y0, full, y1, draft.theme.track);
        let fill = Rect { x0: zero.min(end), y0, x1: zero.max(end), y1 };
        draft.bar(fill, Fill::series(draft.theme, 0), indicator.status);
        if number < 0.0 {
            // Without a line at zero, what hangs to the left of it would read as a part of the whole.
            let muted = draft.theme.muted;
            draft.rect(zero - 0.5, y0 - 4.0, zero + 0.5, y1 + 4.0, muted);
            let beyond = draft.measure(&format::share(1.0, 1.0, None, lang), SMALL) + 8.0;
            name_share(&mut draft, 0.0, zero, y1, width - beyond);
        }
        if is_target || !(0.0..=total.value).contains(&number) {
            bottom = full_mark(&mut draft, full, y0, y1);
        }
    }
    draft.hit(Rect { x0: 0.0, y0, x1: width, y1 }, 0, 0);
    draft.finish(bottom)
}

/// The line at which the whole is reached, for bars that go beyond it or begin before zero; gives the bottom edge of its
/// label.
pub(super) fn full_mark(draft: &mut Draft, x: f64, y0: f64, y1: f64) -> f64 {
    let width = draft.width();
    let x = x.min(width - 2.0).max(1.0);
    draft.marker(Rect { x0: x - 1.0, y0: y0 - 4.0, x1: x + 1.0, y1: y1 + 4.0 });
    name_share(draft, 1.0, x, y1, width);
    y1 + 4.0 + line_height(SMALL)
}

/// Says below the bar which share ends at `x`, as far to the left as it takes to end before `right`.
fn name_share(draft: &mut Draft, share: f64, x: f64, y1: f64, right: f64) {
    let words = format::share(share, 1.0, None, draft.lang);
    let half = draft.measure(&words, SMALL) / 2.0;
    let middle = x.min(right - half).max(half);
    draft.text(middle, y1 + 4.0 + ascent(SMALL), Anchor::Middle, SMALL, draft.theme.muted, &words);
}

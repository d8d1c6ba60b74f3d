//! The marks of a picture, for pointer and keyboard: they are counted from 0 in reading order.

use super::{Widget, plain};
use crate::describe;
use crate::scene::{Hit, Rect, nearest};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
impl Widget {
    /// How many marks the picture of that indicator has; none before it is drawn.
    pub fn marks(&self, index: usize) -> usize {
        self.hits.borrow().get(index).map_or(0, Vec::len)
    }

    /// The mark nearest to a point in CSS pixels of the picture; −1 where there is none. Of marks that share a
    /// pixel it is the largest, since that is the one to be seen.
    #[wasm_bindgen(js_name = markAt)]
    pub fn mark_at(&self, index: usize, x: f64, y: f64) -> i32 {
        let hits = self.hits.borrow();
        let found = hits.get(index).and_then(|hits| Some((hits, nearest(hits, x, y)?)));
        found.and_then(|(hits, place)| i32::try_from(self.largest(index, hits, place, x)).ok()).unwrap_or(-1)
    }

    /// A mark: its area as left, top, right and bottom edge in CSS pixels of the picture, and its words
    /// ([`describe::MarkWords`]); `undefined` where there is none.
    pub fn mark(&self, index: usize, place: usize) -> JsValue {
        let hits = self.hits.borrow();
        let area = hits.get(index).and_then(|hits| hits.get(place)).map(|hit| hit.area);
        let words = self.reading.document.as_ref().and_then(|document| {
            let indicator = document.indicators().nth(index)?;
            describe::mark(indicator, place, document.lang)
        });
        match area.zip(words) {
            Some((Rect { x0, y0, x1, y1 }, words)) => plain(&([x0, y0, x1, y1], words)),
            None => JsValue::UNDEFINED,
        }
    }

    pub(super) fn keep(&self, index: usize, found: Vec<Hit>) {
        let mut hits = self.hits.borrow_mut();
        if hits.len() <= index {
            hits.resize(index.saturating_add(1), Vec::new());
        }
        if let Some(kept) = hits.get_mut(index) {
            *kept = found;
        }
    }

    /// Of the marks that are in the same pixel as `place`, the largest one; marks of a pixel and more stand alone.
    fn largest(&self, index: usize, hits: &[Hit], place: usize, x: f64) -> usize {
        let thin = |hit: &&Hit| hit.area.width() < 1.0 && hit.area.height() >= 1.0;
        let indicator = self.reading.document.as_ref().and_then(|document| document.indicators().nth(index));
        let (Some(indicator), Some(found)) = (indicator, hits.get(place).filter(thin)) else { return place };
        let pixel = x.max(found.area.x0).min(found.area.x1).floor();
        let shares = |hit: &&Hit| hit.area.x1 > pixel && hit.area.x0 < pixel + 1.0;
        let Some((before, after)) = hits.split_at_checked(place) else { return place };
        let first = place - before.iter().rev().take_while(shares).count();
        let end = place + after.iter().take_while(shares).count();
        let extent = |place: usize| describe::extent(indicator, place);
        let larger = |one: usize, other: usize| if extent(other) > extent(one) { other } else { one };
        (first..end).reduce(larger).unwrap_or(place)
    }
}

//! How wide texts are. A canvas that nobody sees measures them, each once for all pictures of the page: the canvas of a
//! picture would have the browser find its style anew at every font.

use super::surface::css_font;
use crate::scene::Font;
use std::cell::RefCell;
use std::cmp::Ordering;
use wasm_bindgen::prelude::*;
use web_sys::CanvasRenderingContext2d;

/// So many widths are kept.
const MOST_WIDTHS: usize = 1_000;

#[derive(Default)]
struct Ruler {
    context: Option<CanvasRenderingContext2d>,
    family: String,
    /// The font that the context has now, where it is known.
    font: Option<Font>,
    /// Texts of that family, in the order of [`by_words`].
    widths: Vec<(Font, Box<str>, f64)>,
}

thread_local! {
    static RULER: RefCell<Ruler> = RefCell::default();
}

/// Measures with that canvas from now on. Without one, no picture is laid out.
#[wasm_bindgen(js_name = useRuler)]
pub fn use_ruler(context: Option<CanvasRenderingContext2d>) {
    RULER.set(Ruler { context, ..Ruler::default() });
}

/// Has every text measured anew, since a font has come that the page waited for.
#[wasm_bindgen(js_name = forgetWidths)]
pub fn forget_widths() {
    RULER.with_borrow_mut(|ruler| ruler.forget());
}

/// What gives the width of a line of text in CSS pixels, in that CSS `font-family`.
pub fn of_family(family: &str) -> Option<impl Fn(&str, Font) -> f64> {
    RULER
        .with_borrow_mut(|ruler| {
            if ruler.family != family {
                ruler.forget();
                family.clone_into(&mut ruler.family);
            }
            ruler.context.is_some()
        })
        .then_some(|text: &str, font| RULER.with_borrow_mut(|ruler| ruler.measure(text, font)))
}

impl Ruler {
    fn forget(&mut self) {
        self.widths.clear();
        self.font = None;
    }

    fn measure(&mut self, text: &str, font: Font) -> f64 {
        let Some(context) = &self.context else { return 0.0 };
        let place = self.widths.binary_search_by(|(known, words, _)| by_words((*known, words), (font, text)));
        if let Some((.., width)) = place.ok().and_then(|place| self.widths.get(place)) {
            return *width;
        }
        if self.font.replace(font) != Some(font) {
            context.set_font(&css_font(font, &self.family));
        }
        let width = context.measure_text(text).map_or(0.0, |metrics| metrics.width());
        if self.widths.len() < MOST_WIDTHS {
            self.widths.insert(place.unwrap_or_else(|place| place), (font, text.into(), width));
        } else {
            self.widths.clear();
        }
        width
    }
}

fn by_words((one, words): (Font, &str), (other, others): (Font, &str)) -> Ordering {
    one.bold.cmp(&other.bold).then(one.size.total_cmp(&other.size)).then_with(|| words.cmp(others))
}

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

/// Is seldom as wide in one font as in another. Fonts that a page adds by code come without any notice.
const SAMPLE: &str = "0,1 Xã đạt chuẩn MWưế";

/// The types that are looked at for what holds of all sizes.
const PROBES: [Font; 2] = [Font { size: 15.0, bold: false }, Font { size: 15.0, bold: true }];

/// Each digit beside each other one, and beside the signs that stand in figures and dates. In most fonts it is as wide as
/// the same with zeros alone: there, one figure of a form is as wide as any other, and "Xã 7" as wide as "Xã 8".
const DIGITS: &str = "00102030405060708091121314151617181922324252627282933435363738394454647484955657585966768697787988990\
    ,0,1,2,3,4,5,6,7,8,9.0.1.2.3.4.5.6.7.8.9/0/1/2/3/4/5/6/7/8/9 0 1 2 3 4 5 6 7 8 9%";

#[derive(Default)]
struct Ruler {
    context: Option<CanvasRenderingContext2d>,
    family: String,
    /// The font that the context has now, where it is known.
    font: Option<Font>,
    /// How wide [`SAMPLE`] was, plain and bold, where that is known.
    sample: Option<[f64; 2]>,
    /// Whether all digits are as wide as a zero, plain and bold.
    even: [bool; 2],
    /// Texts of that family, in the order of [`by_words`]; where digits are even, they are zeros.
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
    let is_there = RULER.with_borrow_mut(|ruler| ruler.take_up(family));
    is_there.then_some(|text: &str, font| RULER.with_borrow_mut(|ruler| ruler.measure(text, font)))
}

impl Ruler {
    fn forget(&mut self) {
        self.widths.clear();
        (self.font, self.sample) = (None, None);
    }

    /// Makes sure that what is known is known of this family, as it is now.
    fn take_up(&mut self, family: &str) -> bool {
        if self.family != family {
            self.forget();
            family.clone_into(&mut self.family);
        }
        let sample = PROBES.map(|font| self.ask(SAMPLE, font));
        if self.sample != Some(sample) {
            self.widths.clear();
            self.sample = Some(sample);
            self.even = PROBES.map(|font| self.ask(DIGITS, font) == self.ask(&zeros(DIGITS), font));
        }
        self.context.is_some()
    }

    fn measure(&mut self, text: &str, font: Font) -> f64 {
        let [plain, bold] = self.even;
        let is_even = if font.bold { bold } else { plain };
        let zeros = (is_even && text.contains(is_digit)).then(|| zeros(text));
        let text = zeros.as_deref().unwrap_or(text);
        let place = self.widths.binary_search_by(|(known, words, _)| by_words((*known, words), (font, text)));
        if let Some((.., width)) = place.ok().and_then(|place| self.widths.get(place)) {
            return *width;
        }
        let width = self.ask(text, font);
        if self.widths.len() < MOST_WIDTHS {
            self.widths.insert(place.unwrap_or_else(|place| place), (font, text.into(), width));
        } else {
            self.widths.clear();
        }
        width
    }

    fn ask(&mut self, text: &str, font: Font) -> f64 {
        let Some(context) = &self.context else { return 0.0 };
        if self.font.replace(font) != Some(font) {
            context.set_font(&css_font(font, &self.family));
        }
        context.measure_text(text).map_or(0.0, |metrics| metrics.width())
    }
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit()
}

fn zeros(text: &str) -> String {
    text.replace(is_digit, "0")
}

fn by_words((one, words): (Font, &str), (other, others): (Font, &str)) -> Ordering {
    one.bold.cmp(&other.bold).then(one.size.total_cmp(&other.size)).then_with(|| words.cmp(others))
}

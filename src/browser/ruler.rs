//! How wide texts are. A canvas that nobody sees measures them, each once for all pictures of the page: the canvas of a
//! picture would have the browser find its style anew at every font.

use super::surface::css_font;
use crate::scene::Font;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use web_sys::CanvasRenderingContext2d;

/// So many widths are kept at most.
const PLACES: usize = 1_024;

/// What stands beside digits in figures, dates and times.
const SIGNS: &str = ",./ %-–−:()";

#[derive(Default)]
struct Ruler {
    context: Option<CanvasRenderingContext2d>,
    family: String,
    /// The font that the context has now, where it is known.
    font: Option<Font>,
    /// Whether all digits are as wide as a zero, plain and bold, where that is known.
    even: Option<[bool; 2]>,
    /// Widths of texts in that family, each in its [`place_of`]; where digits are even, they are zeros.
    widths: Vec<Option<(Font, Box<str>, f64)>>,
}

thread_local! {
    static RULER: RefCell<Ruler> = RefCell::default();
}

/// Measures with that canvas from now on. Without one, no picture is laid out.
#[wasm_bindgen(js_name = useRuler)]
pub fn use_ruler(context: Option<CanvasRenderingContext2d>) {
    RULER.set(Ruler { context, ..Ruler::default() });
}

/// Has every text measured anew, since the page has other fonts than before.
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
        (self.font, self.even) = (None, None);
    }

    /// Makes sure that what is known is known of this family.
    fn take_up(&mut self, family: &str) -> bool {
        if self.family != family {
            self.forget();
            family.clone_into(&mut self.family);
        }
        self.context.is_some()
    }

    fn measure(&mut self, text: &str, font: Font) -> f64 {
        let zeros = (text.contains(is_digit) && self.is_even(font.bold)).then(|| zeros(text));
        let text = zeros.as_deref().unwrap_or(text);
        let place = place_of(text, font);
        if let Some(Some((known, words, width))) = self.widths.get(place)
            && *known == font
            && **words == *text
        {
            return *width;
        }
        let width = self.ask(text, font);
        self.widths.resize(PLACES, None);
        if let Some(kept) = self.widths.get_mut(place) {
            *kept = Some((font, text.into(), width));
        }
        width
    }

    /// Whether a figure is as wide as the same with zeros alone, as it is in most fonts: there, one figure of a form is
    /// as wide as any other, and "Xã 7" as wide as "Xã 8".
    fn is_even(&mut self, bold: bool) -> bool {
        let [plain, heavy] = self.even.unwrap_or_else(|| {
            let digits = every_digit();
            [false, true].map(|bold| {
                // What holds of one size holds of all.
                let font = Font { size: 15.0, bold };
                self.ask(&digits, font) == self.ask(&zeros(&digits), font)
            })
        });
        self.even = Some([plain, heavy]);
        if bold { heavy } else { plain }
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

/// Each digit beside each other one, and before and behind each of [`SIGNS`].
fn every_digit() -> String {
    let mut text = String::new();
    for other in "0123456789".chars().chain(SIGNS.chars()) {
        for digit in '0'..='9' {
            text.push(other);
            text.push(digit);
        }
    }
    text
}

fn zeros(text: &str) -> String {
    text.replace(is_digit, "0")
}

/// The place of a text among the widths that are kept, by FNV-1a (Fowler, Noll and Vo).
fn place_of(text: &str, font: Font) -> usize {
    let hash = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    let font = [font.size as u8, font.bold.into()];
    text.bytes().chain(font).fold(0x811c_9dc5, hash) as usize % PLACES
}

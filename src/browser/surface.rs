//! A canvas as a drawing surface of plotters: `CanvasBackend`, with the text and the rectangles taken over.
//!
//! `CanvasBackend` formats a colour and sets the font at every call, asks the page's DOM for the width of a text,
//! and reads the canvas size back; here colour, font and alignment are set when they change, a width is asked for once on
//! a page, and text stands on its alphabetic baseline.

use crate::format;
use crate::scene::Font;
use crate::text::Lang;
use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};
use plotters_canvas::CanvasBackend;
use std::cell::{Cell, RefCell};
use std::cmp::Ordering;
use wasm_bindgen::prelude::*;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// So many widths are kept.
const MOST_WIDTHS: usize = 1_000;

/// The canvas of one picture.
pub struct CanvasSurface {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    /// Draws what is neither text nor rectangle.
    shapes: CanvasBackend,
    family: String,
    size: (u32, u32),
    /// The fill style that the context has now, where it is known.
    fill: Option<(u8, u8, u8)>,
    /// The font that the context has now, where it is known: measuring changes it too.
    font: Cell<Option<Font>>,
    align: Option<&'static str>,
}

/// The widths of texts in one font family, for all pictures of the page.
struct Widths {
    family: String,
    /// In the order of [`by_words`].
    known: Vec<(Font, Box<str>, f64)>,
}

thread_local! {
    static WIDTHS: RefCell<Widths> = const { RefCell::new(Widths { family: String::new(), known: Vec::new() }) };
}

/// Has every text measured anew, since a font has come that the page waited for.
#[wasm_bindgen(js_name = forgetWidths)]
pub fn forget_widths() {
    WIDTHS.with_borrow_mut(|widths| widths.known.clear());
}

impl CanvasSurface {
    /// A surface on that canvas; `family` is a CSS `font-family`. `None` where the canvas gives no 2d context.
    pub fn new(canvas: HtmlCanvasElement, family: &str) -> Option<CanvasSurface> {
        let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        let shapes = CanvasBackend::with_canvas_object(canvas.clone())?;
        Some(CanvasSurface {
            canvas,
            context,
            shapes,
            family: family.to_owned(),
            size: (0, 0),
            fill: None,
            font: Cell::default(),
            align: None,
        })
    }

    /// Gives the bitmap a size in device pixels, which also clears it.
    pub fn resize(&mut self, width: u32, height: u32) {
        self.canvas.set_width(width);
        self.canvas.set_height(height);
        self.size = (width, height);
        // A resized canvas has forgotten its state.
        (self.fill, self.align) = (None, None);
        self.font.take();
    }

    /// The width of a line of text in CSS pixels.
    pub fn measure(&self, text: &str, font: Font) -> f64 {
        WIDTHS.with_borrow_mut(|Widths { family, known }| {
            if *family != self.family || known.len() >= MOST_WIDTHS {
                family.clone_from(&self.family);
                known.clear();
            }
            let place = known.binary_search_by(|(known, words, _)| by_words((*known, words), (font, text)));
            if let Some((.., width)) = place.ok().and_then(|place| known.get(place)) {
                return *width;
            }
            self.set_font(font);
            let width = self.context.measure_text(text).map_or(0.0, |metrics| metrics.width());
            known.insert(place.unwrap_or_else(|place| place), (font, text.into(), width));
            width
        })
    }

    fn set_font(&self, font: Font) {
        if self.font.replace(Some(font)) != Some(font) {
            let size = format::number(font.size, 2, Lang::En);
            self.context.set_font(&format!("{} {size}px {}", if font.bold { 700 } else { 400 }, self.family));
        }
    }

    fn set_fill(&mut self, colour: BackendColor) {
        let (r, g, b) = colour.rgb;
        if self.fill != Some((r, g, b)) {
            self.context.set_fill_style_str(&format!("rgb({r},{g},{b})"));
            self.fill = Some((r, g, b));
        }
    }
}

fn by_words((one, words): (Font, &str), (other, others): (Font, &str)) -> Ordering {
    one.bold.cmp(&other.bold).then(one.size.total_cmp(&other.size)).then_with(|| words.cmp(others))
}

type Drawn = Result<(), DrawingErrorKind<<CanvasBackend as DrawingBackend>::ErrorType>>;

impl DrawingBackend for CanvasSurface {
    type ErrorType = <CanvasBackend as DrawingBackend>::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, colour: BackendColor) -> Drawn {
        self.draw_rect(point, (point.0.saturating_add(1), point.1.saturating_add(1)), &colour, true)
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Drawn {
        if !fill {
            return self.shapes.draw_rect(from, to, style, false);
        }
        self.set_fill(style.color());
        let (x, y) = (f64::from(from.0), f64::from(from.1));
        self.context.fill_rect(x, y, f64::from(to.0) - x, f64::from(to.1) - y);
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.shapes.draw_line(from, to, style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.shapes.draw_path(path, style)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        // The backend sets the fill style behind our back.
        self.fill = None;
        self.shapes.fill_polygon(path, style)
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        self.set_fill(style.color());
        self.set_font(Font { size: style.size(), bold: matches!(style.style(), FontStyle::Bold) });
        let align = match style.anchor().h_pos {
            HPos::Left => "left",
            HPos::Right => "right",
            HPos::Center => "center",
        };
        if self.align.replace(align) != Some(align) {
            self.context.set_text_align(align);
        }
        // A text that the canvas refuses to draw leaves the rest of the picture whole.
        let _ = self.context.fill_text(text, f64::from(at.0), f64::from(at.1));
        Ok(())
    }
}

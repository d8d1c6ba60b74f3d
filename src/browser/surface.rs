//! A canvas as a drawing surface of plotters: `CanvasBackend`, with all that is filled, and the text, taken over.
//!
//! `CanvasBackend` formats a colour and sets the font at every call, asks the page's DOM for the width of a text,
//! and reads the canvas size back; here colour, font and alignment are set when they change, and text stands on its
//! alphabetic baseline. Polygons are filled here as well: the transparency in the backend's colours would take the
//! standard library's whole way from a float to digits along.

use crate::format;
use crate::scene::Font;
use crate::text::Lang;
use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// The canvas of one picture.
pub struct CanvasSurface {
    context: CanvasRenderingContext2d,
    /// Draws lines and paths.
    shapes: CanvasBackend,
    family: String,
    size: (u32, u32),
    /// The fill style that the context has now, where it is known.
    fill: Option<(u8, u8, u8)>,
    /// The font that the context has now, where it is known.
    font: Option<Font>,
    align: Option<&'static str>,
}

impl CanvasSurface {
    /// A surface on that canvas, whose bitmap gets that size in device pixels and is cleared; `family` is a CSS
    /// `font-family`. `None` where the canvas gives no 2d context.
    pub fn new(canvas: HtmlCanvasElement, family: &str, (width, height): (u32, u32)) -> Option<CanvasSurface> {
        let is_sized = canvas.width() == width && canvas.height() == height;
        // Before there is a context, which would first make a bitmap of the size that the canvas has by itself.
        if !is_sized {
            canvas.set_width(width);
            canvas.set_height(height);
        }
        let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
        // A size that is set, be it the same, has the browser find the style of the canvas anew.
        if is_sized {
            context.clear_rect(0.0, 0.0, width.into(), height.into());
        }
        let shapes = CanvasBackend::with_canvas_object(canvas)?;
        let family = family.to_owned();
        Some(CanvasSurface { context, shapes, family, size: (width, height), fill: None, font: None, align: None })
    }

    fn set_font(&mut self, font: Font) {
        if self.font.replace(font) != Some(font) {
            self.context.set_font(&css_font(font, &self.family));
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

/// A font as CSS writes it.
pub fn css_font(font: Font, family: &str) -> String {
    let size = format::number(font.size, 2, Lang::En);
    format!("{} {size}px {family}", if font.bold { 700 } else { 400 })
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

    /// A scene's rectangles are all filled.
    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, _: bool) -> Drawn {
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
        self.set_fill(style.color());
        self.context.begin_path();
        for (x, y) in path {
            // The first one begins the line.
            self.context.line_to(x.into(), y.into());
        }
        self.context.fill();
        Ok(())
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

//! What no first picture of a document of our own needs: the doors, the words of complaints, and what a widget gives
//! away. The build takes all that only these functions use out of the module into one of its own, which a page
//! downloads when it has a file of another format, when something is wrong, or when a reader wants a file.

use super::ruler;
use super::surface::CanvasSurface;
use super::{Widget, options};
use crate::describe;
use crate::doors;
use crate::export;
use crate::paint::paint;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

#[wasm_bindgen]
impl Widget {
    /// Reads a file of any format that [`doors`] know. `settings` is as for `readIfOwn`.
    #[wasm_bindgen(js_name = readAny)]
    pub fn read_any(file: Vec<u8>, settings: &str) -> Widget {
        let (doors, reading) = options(settings);
        Widget::of(doors::read_any(file, &doors, &reading))
    }

    /// What to tell the reader where nothing can be drawn ([`Reading::message`]); else `undefined`.
    ///
    /// [`Reading::message`]: crate::read::Reading::message
    pub fn message(&self) -> Option<String> {
        self.reading.message()
    }

    /// Puts into words what there is to complain of: it stands on the page, too, from then on.
    pub fn say(&mut self) {
        self.reading.say();
    }

    /// The widget as an SVG document of that width in CSS pixels; `colours` and `font` are as for `draw`. Empty where
    /// there is no picture.
    pub fn svg(&self, width: f64, colours: &[u32], font: &str) -> String {
        let svg = || {
            let document = self.reading.document.as_ref()?;
            let measure = ruler::of_family(font)?;
            let page = describe::page(document);
            Some(export::svg(document, &page, width, &export::paper(colours), font, &measure))
        };
        svg().unwrap_or_default()
    }

    /// Paints the widget on a canvas, as many rows of device pixels from `top` on as a canvas may have. The answer is
    /// the width and the height of the whole picture in device pixels, and how many rows were painted; empty where
    /// there is no picture.
    #[wasm_bindgen(js_name = paintExport)]
    pub fn paint_export(
        &self,
        canvas: HtmlCanvasElement,
        top: u32,
        width: f64,
        ratio: f64,
        colours: &[u32],
        font: &str,
    ) -> Vec<u32> {
        let painted = || {
            let document = self.reading.document.as_ref()?;
            let theme = export::paper(colours);
            // All strips are of one picture, whatever becomes of the figures meanwhile.
            let begun = self.exported.take().filter(|_| top > 0);
            let scene = match begun {
                Some(scene) => scene,
                None => {
                    let measure = ruler::of_family(font)?;
                    export::compose(document, &describe::page(document), width, &theme, &measure)
                }
            };
            let strip = export::strip(&scene, theme.ground, top, ratio)?;
            if top + strip.rows < strip.height {
                self.exported.replace(Some(scene));
            }
            let mut surface = CanvasSurface::new(canvas, font, (strip.width, strip.rows))?;
            paint(&strip.scene, strip.ratio, &mut surface).ok()?;
            Some(vec![strip.width, strip.height, strip.rows])
        };
        painted().unwrap_or_default()
    }

    /// The figures as CSV ([`describe::csv`]), byte order mark and all; empty where nothing can be drawn.
    pub fn csv(&self) -> String {
        self.reading.document.as_ref().map(describe::csv).unwrap_or_default()
    }
}

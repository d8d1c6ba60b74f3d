//! The only part that knows JavaScript: thin, and without arithmetic.

mod marks;
mod rest;
mod ruler;
mod surface;

use crate::complaint::{Complaint, Failure};
use crate::describe;
use crate::doors;
use crate::format;
use crate::layout::{self, Viewport};
use crate::model::Date;
use crate::paint;
use crate::read::{Options, Reading};
use crate::scene::{Hit, Scene, Shape};
use crate::text::Lang;
use crate::theme::Theme;
use crate::wire::Value;
pub use ruler::use_ruler;
use serde::Serialize;
use std::cell::{Cell, RefCell};
use surface::CanvasSurface;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

/// One widget's data: read once, drawn and described as often as needed. Nothing here throws.
#[wasm_bindgen]
pub struct Widget {
    reading: Reading,
    /// The marks of every picture as it was last drawn, by the index of its indicator.
    hits: RefCell<Vec<Vec<Hit>>>,
    /// The column of labels of the group that was drawn last: measured once for all of its pictures.
    labels: Cell<Option<Labels>>,
    /// The picture of everything of which some strips are painted and others are not.
    exported: RefCell<Option<Scene>>,
}

/// How wide the labels of a group are, as long as its pictures are drawn one after the other.
#[derive(Clone, Copy)]
struct Labels {
    group: usize,
    /// The picture that was drawn last.
    index: usize,
    width: f64,
    column: Option<f64>,
}

#[wasm_bindgen]
impl Widget {
    /// Reads a document of our own of which something can be shown; `undefined` where the file is any other
    /// ([`doors::read_if_own`]). `settings` is a JSON object of what the element asks for: the texts `lang`, `view`,
    /// `format`, `select`, `bars`, `columns` and `theme`, and the lists `only` and `attributes`, the names of all that the
    /// element has.
    #[wasm_bindgen(js_name = readIfOwn)]
    pub fn read_if_own(file: Vec<u8>, settings: &str) -> Option<Widget> {
        let (doors, reading) = options(settings);
        doors::read_if_own(file, &doors, &reading).map(Widget::of)
    }

    /// Every word of the page but the table ([`describe::Page`]); `undefined` where nothing can be drawn.
    pub fn page(&self) -> JsValue {
        self.reading.document.as_ref().map_or(JsValue::UNDEFINED, |document| plain(&describe::page(document)))
    }

    /// The first rows of the data table ([`describe::TableWords`]), at most so many; `undefined` where nothing can be
    /// drawn.
    pub fn table(&self, most: usize) -> JsValue {
        self.reading.document.as_ref().map_or(JsValue::UNDEFINED, |document| plain(&describe::table(document, most)))
    }

    /// All complaints about what was read, and about the numbers that were put in its place: a list of [`Complaint`].
    pub fn complaints(&self) -> JsValue {
        plain(&self.reading.complaints)
    }

    /// Draws the checked indicator of that index, counted from 0, on a canvas, and gives its bitmap the size of the
    /// picture. `width` is the room in CSS pixels, `colours` what [`Theme::from_rgb`] takes, `font` a CSS family.
    /// The answer is the picture's width and height in CSS pixels, and the heights where it may be parted
    /// ([`Scene::seams`]); empty where there is no picture.
    pub fn draw(
        &self,
        index: usize,
        canvas: HtmlCanvasElement,
        width: f64,
        ratio: f64,
        colours: &[u32],
        font: &str,
    ) -> Vec<f64> {
        self.try_draw(index, canvas, width, ratio, colours, font).unwrap_or_default()
    }

    /// Puts new numbers in the place of the old ones: indicator after indicator, series after series, in the order of
    /// the document; NaN is missing. `false`, and nothing changes, where their count is another or one is beyond range.
    #[wasm_bindgen(js_name = updateValues)]
    pub fn update_values(&mut self, values: &[f64]) -> bool {
        self.reading.update_values(values)
    }

    /// Whether there is something to complain of that only `say` puts into words.
    #[wasm_bindgen(js_name = isSilent)]
    pub fn is_silent(&self) -> bool {
        !self.reading.complaints.iter().all(Complaint::is_said)
    }

    fn of(reading: Reading) -> Widget {
        Widget { reading, hits: RefCell::default(), labels: Cell::default(), exported: RefCell::default() }
    }

    fn try_draw(
        &self,
        index: usize,
        canvas: HtmlCanvasElement,
        width: f64,
        ratio: f64,
        colours: &[u32],
        font: &str,
    ) -> Option<Vec<f64>> {
        let document = self.reading.document.as_ref()?;
        let indicator = document.indicators().nth(index)?;
        let theme = Theme::from_rgb(colours)?;
        let measure = ruler::of_family(font)?;
        let room = Viewport::new(width, ratio);
        let group = document.group_of(index)?;
        // Before the pictures of a group are drawn once more, a text or a font may be another.
        let known =
            self.labels.get().filter(|known| known.group == group && known.index < index && known.width == room.width);
        let measured = || layout::label_column(document.groups.get(group)?.checked(), document.lang, room, &measure);
        let label_column = known.map_or_else(measured, |known| known.column);
        self.labels.set(Some(Labels { group, index, width: room.width, column: label_column }));
        let viewport = Viewport { label_column, ..room };
        let scene = layout::lay_out(indicator, document.lang, viewport, &theme, &measure)?;
        let bitmap = paint::surface(scene.size, ratio);
        let mut surface = CanvasSurface::new(canvas, font, (bitmap.width, bitmap.height))?;
        // At every change of its font, a canvas has the browser look at the page's style.
        let (mut bold, mut shapes): (Vec<_>, Vec<_>) = scene.shapes.into_iter().partition(Shape::is_bold);
        shapes.append(&mut bold);
        let scene = Scene { shapes, ..scene };
        paint::paint(&scene, bitmap.ratio, &mut surface).ok()?;
        self.keep(index, scene.hits);
        Some([bitmap.size.width, bitmap.size.height].into_iter().chain(scene.seams).collect())
    }
}

/// What a page asks for, of the doors and beyond them.
fn options(settings: &str) -> (doors::Options, Options) {
    let settings = Value::from_json(settings).unwrap_or(Value::Null);
    (doors::Options::from_settings(&settings), Options::from_settings(&settings))
}

/// The complaint about data that never became a document: `code` is `http-status`, `unreachable`, `no-server`,
/// `timeout`, `html`, `no-data`, `too-large`, `unreadable` or `unclosed`, `address` where they should have come from, `detail` the
/// status of the answer.
#[wasm_bindgen]
pub fn complain(code: &str, address: &str, detail: &str, lang: &str) -> JsValue {
    let failure = match code {
        "http-status" => Failure::HttpStatus(detail.to_owned()),
        "no-server" => Failure::NoServer,
        "timeout" => Failure::Timeout,
        "html" => Failure::Html,
        "no-data" => Failure::NoData,
        "too-large" => Failure::TooLarge,
        "unreadable" => Failure::Unreadable,
        "unclosed" => Failure::Unclosed,
        _ => Failure::Unreachable,
    };
    plain(&failure.at(address.to_owned(), Lang::from_tag(lang).unwrap_or_default()))
}

/// Says that figures are old: `time` is when they were loaded, as year, month, day, hour and minute.
#[wasm_bindgen]
pub fn outdated(time: &[u16], lang: &str) -> Option<String> {
    let [year, month, day, hour, minute] = *time else { return None };
    let lang = Lang::from_tag(lang).unwrap_or_default();
    let date = Date { year, month: u8::try_from(month).ok(), day: u8::try_from(day).ok() };
    Some(lang.words().outdated(&format!("{hour:02}:{minute:02}"), &format::date(date, lang)))
}

/// A plain JavaScript object of the same fields. These types hold nothing that could fail.
fn plain(words: &impl Serialize) -> JsValue {
    serde_wasm_bindgen::to_value(words).unwrap_or(JsValue::UNDEFINED)
}

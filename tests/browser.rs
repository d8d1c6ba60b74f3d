//! What only a browser can show: run by `wasm-pack test --headless --chrome`.
#![cfg(target_arch = "wasm32")]

use include_dir::{Dir, include_dir};
use indicator_widget::browser::{Widget, use_ruler};
use indicator_widget::scene::Colour;
use indicator_widget::theme::Theme;
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{CanvasRenderingContext2d, Document, HtmlCanvasElement};

wasm_bindgen_test_configure!(run_in_browser);

static FIXTURES: Dir = include_dir!("$CARGO_MANIFEST_DIR/tests/fixtures");
static DATA: Dir = include_dir!("$CARGO_MANIFEST_DIR/www/data");

const FAMILY: &str = "sans-serif";
const WIDTH: f64 = 400.0;

/// Every document in the repository that is meant to be read, good or bad.
fn documents() -> impl Iterator<Item = (&'static str, &'static str)> {
    let directories = FIXTURES.dirs().chain([&FIXTURES, &DATA]);
    let files = directories.flat_map(|directory| directory.files());
    files
        .filter(|file| file.path().extension().is_some_and(|extension| extension == "json"))
        .filter(|file| !file.path().ends_with("expected.json"))
        // What is no text is only called so.
        .filter_map(|file| Some((file.path().to_str().unwrap(), file.contents_utf8()?)))
}

fn page() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

fn canvas() -> HtmlCanvasElement {
    let canvas: HtmlCanvasElement = page().create_element("canvas").unwrap().dyn_into().unwrap();
    canvas.set_attribute("dir", "ltr").unwrap();
    page().body().unwrap().append_child(&canvas).unwrap();
    canvas
}

fn colours() -> Vec<u32> {
    let Theme { ground, ink, muted, track, series, better, worse } = Theme::LIGHT;
    let rgb = |Colour(r, g, b)| (u32::from(r) << 16) | (u32::from(g) << 8) | u32::from(b);
    [ground, ink, muted, track].into_iter().chain(series).chain([better, worse]).map(rgb).collect()
}

fn context(canvas: &HtmlCanvasElement) -> CanvasRenderingContext2d {
    canvas.get_context("2d").unwrap().unwrap().dyn_into().unwrap()
}

fn widget(json: &str) -> Widget {
    use_ruler(Some(context(&canvas())));
    Widget::read_any(json.into(), r#"{"lang":"vi"}"#)
}

/// The picture of the first indicator, a colour a pixel, row after row.
fn pixels(json: &str, ratio: f64) -> (HtmlCanvasElement, Vec<[u8; 4]>) {
    let canvas = canvas();
    let size = widget(json).draw(0, canvas.clone(), WIDTH, ratio, &colours(), FAMILY);
    assert!(size.len() >= 2, "drawn");
    assert_eq!(f64::from(canvas.width()), size[0] * ratio);
    assert_eq!(f64::from(canvas.height()), size[1] * ratio);
    let image = context(&canvas)
        .get_image_data(0.0, 0.0, canvas.width().into(), canvas.height().into())
        .unwrap()
        .data()
        .to_vec();
    let pixels = image.chunks_exact(4).map(|pixel| [pixel[0], pixel[1], pixel[2], pixel[3]]).collect();
    canvas.remove();
    (canvas, pixels)
}

#[wasm_bindgen_test]
fn a_bar_has_its_colour_to_the_pixel_at_every_ratio() {
    for ratio in [1.0, 1.5, 2.0, 3.0] {
        let (canvas, pixels) = pixels(r#"{"label":"A","value":1,"total":2}"#, ratio);
        let width = canvas.width() as usize;
        // The bar stands at the bottom of the picture.
        let row = &pixels[pixels.len() - 5 * width..][..width];
        let Colour(r, g, b) = Theme::LIGHT.series[0];
        let fill = row.iter().take_while(|pixel| **pixel == [r, g, b, 255]).count();
        assert_eq!(fill, width / 2, "half of the track at ratio {ratio}");
        let Colour(r, g, b) = Theme::LIGHT.track;
        let track = row[fill..].iter().take_while(|pixel| **pixel == [r, g, b, 255]).count();
        assert_eq!(fill + track, width, "no blurred pixel between them at ratio {ratio}");
    }
}

#[wasm_bindgen_test]
fn an_rtl_page_shows_the_same_picture() {
    let json = FIXTURES.get_file("rtl.json").unwrap().contents_utf8().unwrap();
    let ltr = pixels(json, 1.0).1;
    let root = page().document_element().unwrap();
    root.set_attribute("dir", "rtl").unwrap();
    let rtl = pixels(json, 1.0).1;
    root.remove_attribute("dir").unwrap();
    assert!(ltr == rtl, "every pixel is the same");
}

#[wasm_bindgen_test]
fn every_document_is_drawn_or_refused_in_words() {
    let canvas = canvas();
    for (name, json) in documents() {
        let widget = widget(json);
        let drawable = !widget.page().is_undefined();
        assert_eq!(drawable, !widget.table(200).is_undefined(), "{name}");
        assert!(drawable || widget.message().is_some_and(|message| !message.is_empty()), "{name}");
        for index in 0..8 {
            for width in [0.0, 1.0, 240.0, 1280.0, f64::NAN, f64::INFINITY, -1.0] {
                let size = widget.draw(index, canvas.clone(), width, 2.0, &colours(), FAMILY);
                assert!(size.iter().all(|side| side.is_finite()), "{name} at {width}");
                assert!(canvas.width() <= 4096 && canvas.height() <= 4096, "{name} at {width}");
            }
        }
    }
    canvas.remove();
}

#[wasm_bindgen_test]
fn rubbish_is_refused_without_a_panic() {
    let deep = "{\"label\":".repeat(100_000);
    let files: [&[u8]; 8] = [b"", b"\0", b"\xff\xfe", b"<html>", b"null", b"[1,", b"\xc3\x28", deep.as_bytes()];
    for file in files {
        let widget = Widget::read_any(file.to_vec(), "");
        assert!(widget.page().is_undefined(), "{} bytes are no document", file.len());
        assert!(widget.message().is_some_and(|message| !message.is_empty()));
        assert!(widget.table(200).is_undefined());
    }
}

#[wasm_bindgen_test]
fn a_document_of_our_own_is_read_without_the_doors() {
    let own = |file: &str, settings: &str| Widget::read_if_own(file.into(), settings);
    let document = r#"{"label":"A","value":1}"#;
    assert!(own(document, "").is_some_and(|widget| !widget.page().is_undefined()));
    assert!(own("[1,", "").is_none(), "nothing but words can be shown");
    for (file, settings) in [(r#"{"label":"A","value":2,"total":1}"#, ""), (document, r#"{"attributes":["vaule"]}"#)] {
        let mut widget = own(file, settings).unwrap();
        assert!(widget.is_silent(), "{file}");
        widget.say();
        assert!(!widget.is_silent(), "{file}");
    }
    assert!(own("a;b\nA;1\n", "").is_none());
    assert!(own(r#"{"class":"dataset"}"#, "").is_none());
    assert!(own(document, r#"{"format":"rows"}"#).is_none(), "the page knows better");
}

#[wasm_bindgen_test]
fn settings_choose_language_ids_format_and_slice() {
    let check = |file: &str, settings: &str, said: &str| {
        let message = Widget::read_any(file.into(), settings).message().unwrap();
        assert!(message.contains(said), "{message}");
    };
    check("", r#"{"lang":"en"}"#, "Malformed");
    check(r#"{"label":"A","id":"a","value":1}"#, r#"{"lang":"en","only":["b"]}"#, "no indicator");
    check("a;b\nA;1\n", r#"{"lang":"en","columns":"label=c"}"#, "no “c”");
    check(r#"[{"a":"A","b":1}]"#, r#"{"lang":"en","format":"json-stat"}"#, "JSON-stat");
}

#[wasm_bindgen_test]
fn new_values_are_drawn() {
    let mut widget = widget(r#"{"label":"A","value":1,"total":4}"#);
    assert!(widget.update_values(&[3.0]));
    assert!(!widget.update_values(&[1.0, 2.0]), "two numbers for one");
    let sentence = Reflect::get(
        &Reflect::get(&widget.page(), &"groups".into()).and_then(|groups| Reflect::get(&groups, &0.into())).unwrap(),
        &"figures".into(),
    )
    .and_then(|figures| Reflect::get(&figures, &0.into()))
    .and_then(|figure| Reflect::get(&figure, &"sentence".into()))
    .unwrap();
    assert_eq!(sentence.as_string().unwrap(), "A: 3 trong tổng số 4, chiếm 75%.");
}

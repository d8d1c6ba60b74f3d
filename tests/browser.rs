//! What only a browser can show: run by `wasm-pack test --headless --chrome`.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn a_canvas_gives_a_context_to_draw_on() {
    let document = web_sys::window().unwrap().document().unwrap();
    let canvas = document.create_element("canvas").unwrap();
    assert!(canvas.dyn_into::<web_sys::HtmlCanvasElement>().unwrap().get_context("2d").unwrap().is_some());
}

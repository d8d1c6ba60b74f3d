//! Pages from a folder, a USB stick or an attachment: no server, only the one file.

use std::fs;
use std::path::PathBuf;

use e2e::{Browser, Engine};
use serde_json::{Value, json};

const CHILD: &str = r#"<indicator-widget><p>Words of the page</p><script type="application/json">
    { "label": "Xã", "value": 81, "total": 116, "unit": "xã" }</script></indicator-widget>"#;
const ATTRIBUTES: &str =
    "<indicator-widget label='Xã' value='81' total='116' unit='xã'><p>Words of the page</p></indicator-widget>";

/// A folder with the one file and a page, which goes when it is dropped.
struct Stick(PathBuf);

impl Stick {
    fn with(name: &str, body: &str) -> Stick {
        let folder = std::env::temp_dir().join(format!("indicator-widget-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::copy(xtask::dist::folder().join("indicator-widget.single.js"), folder.join("indicator-widget.single.js"))
            .unwrap();
        let page = format!(
            "<!doctype html><html lang='vi'><head><meta charset='utf-8'><title>Trang</title>
            <script>window.faults = []; addEventListener('error', event => faults.push(event.message));</script>
            <script src='indicator-widget.single.js'></script></head><body>{body}</body></html>"
        );
        fs::write(folder.join("trang.html"), page).unwrap();
        Stick(folder)
    }

    fn url(&self) -> String {
        format!("file://{}/trang.html", self.0.display())
    }
}

impl Drop for Stick {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

/// State, ink of the bar, sentence, whether the page's own words are seen, errors.
fn seen(browser: &Browser, stick: &Stick, state: &str) -> Value {
    browser.goto(&stick.url());
    browser.wait_until(&format!("document.querySelector('indicator-widget').dataset.state === '{state}'"));
    browser.run(
        "const widget = document.querySelector('indicator-widget');
        const canvas = widget.shadowRoot.querySelector('canvas');
        const pixels = canvas ? canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data : [];
        let ink = 0;
        for (let i = 0; i < pixels.length; i += 4) ink += pixels[i] === 0x12 && pixels[i + 1] === 0x43 && pixels[i + 2] === 0x6d;
        const message = widget.shadowRoot.querySelector('[part=message]');
        return [ink > 500, canvas && canvas.getAttribute('aria-label'), widget.querySelector('p').getClientRects().length > 0,
            message.hidden ? '' : message.textContent, window.faults];",
    )
}

#[test]
fn a_page_without_a_server_draws() {
    for engine in Engine::ALL {
        let browser = Browser::open(engine);
        for (name, body) in [("child", CHILD), ("attributes", ATTRIBUTES)] {
            let stick = Stick::with(name, body);
            let sentence = "Xã: 81 trong tổng số 116 xã, chiếm 69,83%.";
            assert_eq!(seen(&browser, &stick, "ready"), json!([true, sentence, false, "", []]), "{engine:?}, {name}");
        }
    }
}

#[test]
fn a_document_beside_such_a_page_cannot_be_read_and_the_words_stay() {
    for engine in Engine::ALL {
        let browser = Browser::open(engine);
        let stick =
            Stick::with("address", "<indicator-widget src='figures.json'><p>Words of the page</p></indicator-widget>");
        fs::write(stick.0.join("figures.json"), r#"{ "label": "Xã", "value": 81 }"#).unwrap();
        let seen = seen(&browser, &stick, "error");
        assert_eq!((&seen[0], &seen[2], &seen[4]), (&json!(false), &json!(true), &json!([])), "{engine:?}: {seen}");
        let message = seen[3].as_str().unwrap();
        assert!(message.contains("file://"), "it says why, and what to do in {engine:?}: {message}");
    }
}

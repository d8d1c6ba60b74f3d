//! Opening, drawing and reading in every engine, with real keys and under the strictest policy.

use e2e::{Browser, Engine, Key, Site, Stage};
use serde_json::{Value, json};

const STRICT: &str =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'";

const BARS: &str = r#"{ "title": "Thi đua (giả định)", "source": { "name": "Nguồn" }, "indicators": [
    { "label": "Điểm thi đua", "unit": "điểm", "categories": ["Khối A", "Khối B", "Khối C"],
      "series": [{ "values": [92.5, null, 88] }] },
    { "label": "Xã đạt chuẩn", "value": 81, "total": 116, "unit": "xã" }] }"#;

/// Of all pictures of a page: how many there are, how many have no ink, and how many bitmaps do not fit their box.
const PICTURES: &str = "(() => {
    const canvases = [...document.querySelectorAll('indicator-widget')]
        .flatMap(it => [...it.shadowRoot.querySelectorAll('canvas')]).filter(it => it.clientWidth);
    const blank = canvases.filter(canvas => {
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return !data.some((value, place) => place % 4 === 3 && value > 0);
    });
    const blurred = canvases.filter(canvas => {
        const box = canvas.getBoundingClientRect();
        return Math.abs(canvas.width - box.width * devicePixelRatio) > 0.5
            || Math.abs(canvas.height - box.height * devicePixelRatio) > 0.5;
    });
    return [canvases.length, blank.length, blurred.length];
})()";

#[test]
fn every_page_opens_and_every_picture_has_ink() {
    let site = Site::start();
    for engine in Engine::ALL {
        let browser = Browser::open(engine);
        for (page, widgets, least) in [
            ("/", 1, 3),
            ("/gallery.html?all", 50, 50),
            ("/design.html?all", 130, 100),
            ("/formats.html", 6, 6),
            ("/doctor.html", 1, 1),
        ] {
            browser.goto(&site.url(page));
            browser.wait_until(&format!(
                "document.querySelectorAll('indicator-widget').length >= {widgets}
                && [...document.querySelectorAll('indicator-widget')].every(it => it.dataset.state === 'ready')"
            ));
            let seen = browser.run(&format!("return {PICTURES}"));
            assert!(seen[0].as_u64() >= Some(least), "{engine:?}, {page}: {seen}");
            assert_eq!((&seen[1], &seen[2]), (&json!(0), &json!(0)), "{engine:?}, {page}: blank, blurred of {seen}");
        }
    }
}

#[test]
fn everything_works_under_the_strictest_policy() {
    for engine in Engine::ALL {
        let stage = Stage::on(engine, |_, response| {
            response.headers_mut().insert("content-security-policy", STRICT.parse().unwrap());
        });
        stage.site.put("/figures.json", 200, BARS);
        let words = "<p>Words of the page</p>";
        stage.settle(
            &format!("<p><a href='#'>Before</a></p><indicator-widget src='figures.json'>{words}</indicator-widget>"),
            "ready",
        );
        let case = &format!("{engine:?}");

        // Words, table, sentences.
        stage.check(case, "stage.labels().length", 2);
        stage.check(case, "/92,5.*chưa có số liệu.*88/s.test(stage.table())", true);
        stage.check(case, "/92,5/.test(stage.all('canvas')[0].getAttribute('aria-label'))", true);
        stage.check(case, "stage.visible(widget.querySelector('p'))", false);

        read_by_keyboard(&stage, case);

        // The menu and the table, opened by their buttons.
        stage.browser.run("stage.all('button').slice(0, 2).forEach(it => it.click()); return stage.frames()");
        stage.check(
            case,
            "[stage.visible(stage.all('table')[0]), stage.visible(stage.all('[part=menu]')[0])]",
            json!([true, true]),
        );
        for (kind, start) in [("image/png", "\u{fffd}PNG"), ("image/svg+xml", "<svg"), ("text/csv", "")] {
            let text = stage.value(&format!("widget.export('{kind}').then(it => it.text())"));
            let text = text.as_str().unwrap();
            assert!(text.starts_with(start) && text.len() > 60, "{engine:?}, {kind}: {}", text.len());
        }

        // Dark, new figures, paper.
        stage.browser.run("widget.setAttribute('theme', 'dark'); return stage.frames()");
        stage.check(case, "stage.pixels('5aa9e6') > 500", true);
        stage.check(case, "widget.updateValues([10, 20, 30, 58])", true);
        stage.browser.wait_until("/10.*20.*30.*58.*50%/s.test(stage.table())");
        stage.browser.run("dispatchEvent(new Event('beforeprint'))");
        stage.check(case, "[stage.pixels('12436d') > 500, stage.all('canvas')[0].width / stage.all('canvas')[0].getBoundingClientRect().width]", json!([true, 3]));
        stage.browser.run("dispatchEvent(new Event('afterprint'))");
        stage.check(case, "stage.pixels('5aa9e6') > 500", true);
        stage.check_faultless(case);
    }
}

/// Steps through the marks from the link before the widget on: each is announced, and shown beside its bar.
fn read_by_keyboard(stage: &Stage, case: &str) {
    let said = || stage.value("stage.all('[aria-live]')[0].textContent");
    stage.browser.run("document.querySelector('a').focus()");
    stage.browser.press(&[Key::Tab]);
    stage.check(
        case,
        "Boolean(stage.root().activeElement && stage.root().activeElement.querySelector('canvas'))",
        true,
    );
    let mut heard: Vec<Value> = vec![said()];
    for (key, words) in [(Key::Right, "92,5"), (Key::Down, "chưa có số liệu"), (Key::End, "88"), (Key::Home, "92,5")]
    {
        stage.browser.press(&[key]);
        let now = said();
        assert!(now.as_str().unwrap().contains(words) && Some(&now) != heard.last(), "{case}: {now} after {heard:?}");
        stage.check(case, "stage.visible(stage.all('.card')[0])", true);
        heard.push(now);
    }
    stage.value("void document.addEventListener('indicator-select', event => (window.chosen = event.detail))");
    stage.browser.press(&[Key::Enter, Key::Escape]);
    stage.check(case, "[chosen.category, stage.visible(stage.all('.card')[0])]", json!(["Khối A", false]));
}

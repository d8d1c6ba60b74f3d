//! Marks one by one, by keyboard, pointer and finger: real events, under the strictest policy that lets the module run.

use std::collections::BTreeSet;
use std::path::Path;
use std::{fs, thread, time::Duration};

use e2e::{Browser, Site};
use serde_json::json;

const POLICY: &str =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'";

/// The page's own script: what the tests ask for, as functions, and the chosen marks.
const HELPERS: &str = "
    import './indicator-widget.js';
    const find = selector => [...document.querySelectorAll('indicator-widget')]
        .map(widget => widget.shadowRoot.querySelector(selector));
    const box = element => {
        const { left, top, right, bottom } = element.getBoundingClientRect();
        return { left, top, right, bottom };
    };
    Object.assign(window, {
        chosen: [],
        escapes: 0,
        widget: document.querySelector('indicator-widget'),
        said: () => find('[aria-live]')[0].textContent,
        focused: () => document.activeElement.shadowRoot && document.activeElement.shadowRoot.activeElement,
        tip: () => { const tip = find('.tip')[0]; return tip.hidden ? null : box(tip.querySelector('.card')) },
        tipWords: () => find('.card')[0].textContent,
        ring: () => { const ring = find('.mark-ring')[0]; return ring.hidden ? null : box(ring) },
        focusRing: () => { const ring = find('.focus-ring')[0]; return ring.hidden ? null : box(ring) },
        canvas: () => box(find('canvas')[0]),
    });
    addEventListener('indicator-select', event => chosen.push(event.detail));
    addEventListener('keydown', event => { if (event.key === 'Escape') escapes += 1 });
";

/// A page whose first widget shows that document, below and above some words.
fn site(document: &str) -> Site {
    let page = "<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><title>A</title>
        <meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">
        <link rel=\"icon\" href=\"favicon.svg\"><link rel=\"stylesheet\" href=\"reading.css\">
        <script type=\"module\" src=\"reading.js\"></script>
        <p><a href=\"#\">Trước</a></p><indicator-widget src=\"reading.json\"></indicator-widget>
        <p><a href=\"#\">Sau</a></p>"
        .to_owned();
    let files = [
        ("/reading.html", "text/html", page),
        ("/reading.js", "text/javascript", HELPERS.to_owned()),
        ("/reading.css", "text/css", "body { margin: 0 8px; font: 16px sans-serif }".to_owned()),
        ("/reading.json", "application/json", document.to_owned()),
    ];
    Site::with(move |path, response| {
        response.headers_mut().insert("content-security-policy", POLICY.parse().unwrap());
        if let Some((_, kind, text)) = files.iter().find(|(name, ..)| *name == path) {
            *response.status_mut() = "200".parse().unwrap();
            response.headers_mut().insert("content-type", kind.parse().unwrap());
            response.headers_mut().insert("content-length", text.len().into());
            *response.body_mut() = text.clone().into();
        }
    })
}

fn open(site: &Site, width: u32) -> Browser {
    let browser = Browser::chromium(width, 1.0, false);
    browser.goto(&site.url("/reading.html"));
    browser.wait_until("window.widget && widget.dataset.state === 'ready' && widget.shadowRoot.querySelector('table')");
    browser
}

fn fixture(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures");
    fs::read_to_string(root.join(name)).unwrap()
}

fn press(browser: &Browser, key: &str) {
    let code = match key {
        "Tab" => 9,
        "Enter" => 13,
        "Escape" => 27,
        "PageUp" => 33,
        "PageDown" => 34,
        "End" => 35,
        "Home" => 36,
        "ArrowLeft" => 37,
        "ArrowUp" => 38,
        "ArrowRight" => 39,
        "ArrowDown" => 40,
        _ => panic!("no code for {key}"),
    };
    for kind in ["rawKeyDown", "keyUp"] {
        let event = json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code });
        browser.devtools("Input.dispatchKeyEvent", event);
    }
}

fn mouse(browser: &Browser, kind: &str, x: f64, y: f64) {
    let pressed = kind != "mouseMoved";
    let (button, count) = if pressed { ("left", 1) } else { ("none", 0) };
    let event = json!({ "type": kind, "x": x, "y": y, "button": button, "clickCount": count });
    browser.devtools("Input.dispatchMouseEvent", event);
}

fn tap(browser: &Browser, x: f64, y: f64) {
    browser.devtools("Input.dispatchTouchEvent", json!({ "type": "touchStart", "touchPoints": [{ "x": x, "y": y }] }));
    browser.devtools("Input.dispatchTouchEvent", json!({ "type": "touchEnd", "touchPoints": [] }));
}

/// Tabs from the link before the widget to its first stop.
fn tab_to_chart(browser: &Browser) {
    browser.run("document.querySelector('a').focus()");
    press(browser, "Tab");
    assert_eq!(browser.run("return Boolean(focused() && focused().querySelector('canvas'))"), json!(true));
}

fn said(browser: &Browser) -> String {
    browser.run("return said()").as_str().unwrap().to_owned()
}

/// Presses a key and gives the announcement, which must be another one than before.
fn step(browser: &Browser, key: &str) -> String {
    let before = said(browser);
    press(browser, key);
    let now = said(browser);
    assert_ne!(now, before, "{key} announces something");
    now
}

/// A box that a helper of the page gives, as left, top, right and bottom; `None` where nothing is shown.
fn rect(browser: &Browser, expression: &str) -> Option<[f64; 4]> {
    let found = browser.run(&format!("return {expression}"));
    (!found.is_null()).then(|| ["left", "top", "right", "bottom"].map(|edge| found[edge].as_f64().unwrap()))
}

fn assert_calm(browser: &Browser) {
    assert_eq!(browser.errors(), [""; 0], "no error and no violation of the policy");
}

#[test]
fn the_keyboard_reads_every_mark_once_and_says_each() {
    let site = site(&fixture("table-grouped.json"));
    let browser = open(&site, 800);
    tab_to_chart(&browser);
    assert_eq!(said(&browser), "", "the focus itself is said by the reader's own program");
    let mut all = vec![step(&browser, "Home")];
    all.extend((1..6).map(|place| step(&browser, if place % 2 == 0 { "ArrowRight" } else { "ArrowDown" })));
    assert_eq!(
        all,
        [
            "Tiểu học, Nam: 8.210 học sinh; mục 1 trên 6.",
            "Tiểu học, Nữ: 7.940 học sinh; mục 2 trên 6.",
            "Trung học cơ sở, Nam: 6.120 học sinh; mục 3 trên 6.",
            "Trung học cơ sở, Nữ: 6.035 học sinh; mục 4 trên 6.",
            "Trung học phổ thông, Nam: 3.905 học sinh; mục 5 trên 6.",
            "Trung học phổ thông, Nữ: 4.210 học sinh; mục 6 trên 6.",
        ]
    );
    press(&browser, "ArrowRight");
    assert_eq!(said(&browser), all[5], "there is nothing beyond the last mark");
    assert_eq!(step(&browser, "ArrowLeft"), all[4]);
    assert_eq!(step(&browser, "ArrowUp"), all[3]);
    assert_eq!(step(&browser, "Home"), all[0]);
    assert_eq!(step(&browser, "End"), all[5]);
    let regions = "return widget.shadowRoot.querySelectorAll('[aria-live]').length";
    assert_eq!(browser.run(regions), json!(1));
    assert_calm(&browser);
}

#[test]
fn long_charts_are_read_by_tens_and_the_page_stays() {
    let site = site(&fixture("many-categories.json"));
    let browser = open(&site, 800);
    tab_to_chart(&browser);
    let scrolled = browser.run("return scrollY");
    let mut places = vec![step(&browser, "ArrowRight")];
    places.extend((0..7).map(|_| step(&browser, "PageDown")));
    for (said, place) in places.iter().zip([1, 11, 21, 31, 41, 51, 61, 63]) {
        assert!(said.contains(&format!("mục {place} trên 63")), "{said}");
    }
    assert!(step(&browser, "PageUp").contains("mục 53 trên 63"));
    assert_eq!(browser.run("return scrollY"), scrolled, "the keys read and do not scroll");

    step(&browser, "Home");
    let mut all = BTreeSet::from([said(&browser)]);
    all.extend((1..63).map(|_| step(&browser, "ArrowRight")));
    assert_eq!(all.len(), 63, "each mark has words of its own");
    assert_calm(&browser);
}

#[test]
fn the_tooltip_is_there_at_every_step_of_a_chart_that_is_longer_than_the_window() {
    let bars: Vec<String> = (0..60).map(|bar| format!("\"Huyện {bar}\"")).collect();
    let values: Vec<String> = (1..=60).map(|value| value.to_string()).collect();
    let (bars, values) = (bars.join(","), values.join(","));
    let site = site(&format!(r#"{{"label":"A","categories":[{bars}],"series":[{{"values":[{values}]}}]}}"#));
    let browser = open(&site, 320);
    // As some pages have it.
    browser.run("document.documentElement.style.scrollBehavior = 'smooth'");
    tab_to_chart(&browser);
    let seen = "const tip = widget.shadowRoot.querySelector('.tip');
        const { top, bottom } = tip.getBoundingClientRect();
        return !tip.hidden && top >= 0 && bottom <= innerHeight";
    for key in ["ArrowDown"; 40].iter().chain(&["End", "Home", "PageDown", "PageDown", "PageUp"]) {
        let words = step(&browser, key);
        assert_eq!(browser.run(seen), json!(true), "{key}, {words}");
    }
    // And stays there when the page has heard of its scrolling.
    assert_eq!(
        browser.run(&format!("return new Promise((done) => setTimeout(() => done((() => {{ {seen} }})()), 300))")),
        json!(true)
    );
}

#[test]
fn focus_and_mark_are_ringed_and_escape_closes_only_the_tooltip() {
    let site = site(&fixture("parts.json"));
    let browser = open(&site, 800);
    tab_to_chart(&browser);
    let frame = rect(&browser, "focusRing()").expect("the chart is ringed");
    let canvas = rect(&browser, "canvas()").unwrap();
    assert!(frame.iter().zip(canvas).all(|(one, other)| (one - other).abs() < 1.5), "{frame:?} {canvas:?}");
    let ratio = browser.run(
        "const style = getComputedStyle(widget.shadowRoot.querySelector('.focus-ring'));
        const ground = getComputedStyle(widget.shadowRoot.querySelector('.widget')).backgroundColor;
        return [style.outlineStyle, style.outlineWidth, style.outlineColor, ground]",
    );
    assert_eq!(ratio, json!(["solid", "2px", "rgb(22, 32, 43)", "rgb(255, 255, 255)"]));
    assert_eq!(rect(&browser, "tip()"), None);

    step(&browser, "ArrowRight");
    let first = rect(&browser, "ring()").expect("the mark is ringed");
    assert!(rect(&browser, "tip()").is_some());
    press(&browser, "Escape");
    assert_eq!(rect(&browser, "tip()"), None);
    assert_eq!(browser.run("return escapes"), json!(0), "the tooltip's Escape is not the page's");
    assert_eq!(rect(&browser, "ring()"), Some(first), "the mark stays where it was");
    press(&browser, "Escape");
    assert_eq!(browser.run("return escapes"), json!(1), "the second one is");

    step(&browser, "ArrowRight");
    assert_ne!(rect(&browser, "ring()"), Some(first));
    press(&browser, "Tab");
    assert_eq!(rect(&browser, "tip()"), None);
    assert_eq!(rect(&browser, "ring()"), None);
    assert_eq!(rect(&browser, "focusRing()"), None);
    assert_calm(&browser);
}

#[test]
fn enter_and_click_select_and_say_which() {
    let json = r#"{"id":"nha","label":"Nhà","categories":[{"id":"a1","label":"Huyện A"},"Huyện B"],
        "series":[{"label":"Xây mới","values":[3,5]},{"values":[4,6]}]}"#;
    let site = site(json);
    let browser = open(&site, 800);
    tab_to_chart(&browser);
    press(&browser, "Enter");
    assert_eq!(browser.run("return chosen"), json!([]), "no mark, nothing to select");
    press(&browser, "ArrowRight");
    press(&browser, "Enter");
    let first = json!({ "indicator": "nha", "category": "a1", "series": "Xây mới" });
    assert_eq!(browser.run("return chosen"), json!([first]));

    press(&browser, "End");
    let [left, top, right, bottom] = rect(&browser, "ring()").unwrap();
    let (x, y) = ((left + right) / 2.0, (top + bottom) / 2.0);
    press(&browser, "Home");
    for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
        mouse(&browser, kind, x, y);
    }
    let last = json!({ "indicator": "nha", "category": "Huyện B", "series": "Dãy 2" });
    assert_eq!(browser.run("return chosen"), json!([first, last]));
    assert!(said(&browser).starts_with("Huyện B, Dãy 2: 6"), "{}", said(&browser));
    assert_calm(&browser);
}

#[test]
fn the_tooltip_says_what_is_announced_and_never_leaves_the_window() {
    let json = r#"{"label":"Số hộ","unit":"hộ","categories":["1","2","3","4","Mộttừrấtdàikhôngcókhoảngtrắngđểngắtdòngởbấtkỳchỗnàocả"],
        "series":[{"label":"Hộ gia đình được công nhận đạt chuẩn văn hóa nhiều năm liền","values":[3,5,2,4,1]},{"label":"B","values":[1,2,3,4,5]}]}"#;
    for (name, json) in [("long", json.to_owned()), ("many", fixture("many-categories.json"))] {
        let site = site(&json);
        let browser = open(&site, 320);
        tab_to_chart(&browser);
        let last = if name == "many" { 62 } else { 9 };
        for place in 0..=last {
            let words = step(&browser, "ArrowRight");
            let [left, top, right, bottom] = rect(&browser, "tip()").expect("a tooltip");
            let within = left >= 0.0 && top >= 0.0 && right <= 320.0 && bottom <= 800.0;
            assert!(within, "{name} {place}: {left} {top} {right} {bottom}");
            let beyond =
                "const card = widget.shadowRoot.querySelector('.card'); return card.scrollWidth - card.clientWidth";
            assert_eq!(browser.run(beyond), json!(0), "long words break");
            let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
            let shown = browser.run("return tipWords()");
            assert_eq!(letters(shown.as_str().unwrap()), letters(&words));
        }
        let beyond = browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assert_eq!(beyond, json!(0), "nothing reaches beyond the page");
        assert_calm(&browser);
    }
}

#[test]
fn the_pointer_finds_the_nearest_mark_and_may_rest_on_the_tooltip() {
    let site = site(&fixture("parts.json"));
    let browser = open(&site, 800);
    let [left, _, right, bottom] = rect(&browser, "canvas()").unwrap();
    let (x, y) = ((left + right) / 2.0, bottom - 10.0);
    mouse(&browser, "mouseMoved", x, y);
    let [tip_left, tip_top, tip_right, tip_bottom] = rect(&browser, "tip()").expect("a tooltip");
    assert!(x < tip_left && tip_left < x + 40.0 && tip_bottom <= y, "it stands above the bar, beside the pointer");
    let words = browser.run("return tipWords()");
    assert_eq!(said(&browser), "", "what the pointer passes is not announced");

    // To the tooltip, pixel by pixel, and then a rest that is longer than any delay.
    let (mut right, mut up) = (x, y);
    while right < (tip_left + tip_right) / 2.0 {
        right += 1.0;
        mouse(&browser, "mouseMoved", right, up);
    }
    while up > (tip_top + tip_bottom) / 2.0 {
        up -= 1.0;
        mouse(&browser, "mouseMoved", right, up);
    }
    thread::sleep(Duration::from_millis(600));
    assert_eq!(rect(&browser, "tip()"), Some([tip_left, tip_top, tip_right, tip_bottom]));
    assert_eq!(browser.run("return tipWords()"), words);
    press(&browser, "Escape");
    assert_eq!(rect(&browser, "tip()"), None, "it closes although nothing has the focus");

    mouse(&browser, "mouseMoved", x, y);
    mouse(&browser, "mouseMoved", x, y - 60.0);
    assert_ne!(browser.run("return tipWords()"), words);
    mouse(&browser, "mouseMoved", 2.0, 2.0);
    browser.wait_until("tip() === null && ring() === null");
    assert_calm(&browser);
}

#[test]
fn a_mouse_that_goes_straight_up_a_chart_of_rows_reads_each_of_them() {
    let site = site(&fixture("table-horizontal.json"));
    let browser = open(&site, 800);
    let marks = browser.run("return widget.shadowRoot.querySelectorAll('tbody tr').length").as_u64().unwrap();
    let [left, top, right, bottom] = rect(&browser, "canvas()").unwrap();
    for share in [0.3, 0.9] {
        let (x, mut y) = (left + (right - left) * share, bottom - 4.0);
        let mut read = Vec::new();
        while y > top + 4.0 {
            mouse(&browser, "mouseMoved", x, y);
            let words = browser.run("return tip() && tipWords()");
            if !words.is_null() && read.last() != Some(&words) {
                read.push(words);
            }
            y -= 3.0;
        }
        assert_eq!(read.len() as u64, marks, "at {share}: {read:?}");
    }
    assert_calm(&browser);
}

#[test]
fn a_finger_shows_a_mark_and_a_tap_elsewhere_closes_it() {
    let site = site(&fixture("table-vertical.json"));
    let browser = open(&site, 320);
    browser.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": true }));
    let [left, top, _, bottom] = rect(&browser, "canvas()").unwrap();
    let y = (top + bottom) / 2.0;
    tap(&browser, left + 20.0, y);
    browser.wait_until("tip() !== null");
    let first = said(&browser);
    tap(&browser, left + 200.0, y);
    browser.wait_until(&format!("said() !== {}", json!(first)));
    assert!(rect(&browser, "tip()").is_some());
    assert_eq!(browser.run("return chosen.length"), json!(2));
    tap(&browser, 160.0, 780.0);
    browser.wait_until("tip() === null");
    let blocked = "return getComputedStyle(widget.shadowRoot.querySelector('.frame')).touchAction";
    assert_eq!(browser.run(blocked), json!("auto"), "a finger scrolls the page");
    assert_calm(&browser);
}

#[test]
fn pictures_say_what_they_are_and_meters_stay_meters() {
    let site = site(&format!("[{},{}]", fixture("share.json"), fixture("parts.json")));
    let browser = open(&site, 800);
    let roles = browser.run(
        "return [...widget.shadowRoot.querySelectorAll('.frame')].map(frame => [
            frame.getAttribute('role'), frame.getAttribute('aria-roledescription'), frame.tabIndex,
            (frame.getAttribute('aria-describedby') || '').split(' ').filter(Boolean)
                .every(id => widget.shadowRoot.getElementById(id)),
            frame.querySelector('canvas').textContent.length > 20,
        ])",
    );
    assert_eq!(roles, json!([["meter", null, 0, true, true], ["application", "biểu đồ", 0, true, true]]));
    tab_to_chart(&browser);
    let words = step(&browser, "ArrowRight");
    assert_eq!(words, "Xã đạt chuẩn nông thôn mới: 81 trong tổng số 116 xã, chiếm 69,83%.");
    assert_calm(&browser);
}

#[test]
fn reading_goes_on_when_the_figures_change_and_ends_when_the_widget_leaves() {
    let site = site(&fixture("parts.json"));
    let browser = open(&site, 800);
    tab_to_chart(&browser);
    step(&browser, "ArrowRight");
    step(&browser, "ArrowRight");
    let before = browser.run("return tipWords()");
    let values =
        "widget.updateValues([7, 8, 9, 10, 11].slice(0, widget.shadowRoot.querySelectorAll('tbody tr').length))";
    assert_eq!(browser.run(&format!("return {values}")), json!(true));
    assert_ne!(browser.run("return tipWords()"), before, "the tooltip has the new figure");
    browser.wait_until("widget.shadowRoot.querySelector('canvas').textContent.includes('8')");
    assert_eq!(browser.run("return Boolean(focused() && focused().querySelector('canvas'))"), json!(true));
    assert!(rect(&browser, "tip()").is_some() && rect(&browser, "focusRing()").is_some());
    assert!(step(&browser, "ArrowRight").contains("mục 3"));

    let first = step(&browser, "Home");
    press(&browser, "Home");
    assert_eq!(said(&browser), first, "no step, nothing to say");
    browser.run(&format!("return {}", values.replace("[7,", "[6,")));
    assert!(step(&browser, "Home").contains('6'), "no step, but another figure than was said");

    browser.run("window.kept = widget; widget.remove()");
    assert_eq!(browser.run("return kept.shadowRoot.querySelector('.tip').hidden"), json!(true));
    press(&browser, "Escape");
    assert_eq!(browser.run("return escapes"), json!(1), "no listener is left behind");
    assert_calm(&browser);
}

#[test]
fn each_of_a_hundred_thousand_marks_is_found() {
    let list = |entry: &dyn Fn(usize) -> String| (0..100_000).map(entry).collect::<Vec<_>>().join(",");
    let values = list(&|place| if place == 54_321 { "1000".to_owned() } else { (place % 7).to_string() });
    let categories = list(&|place| format!("\"Đơn vị {place}\""));
    let site = site(&format!(r#"{{"label":"L","categories":[{categories}],"series":[{{"values":[{values}]}}]}}"#));
    let browser = open(&site, 640);
    let [left, top, right, bottom] = rect(&browser, "canvas()").unwrap();
    tab_to_chart(&browser);
    assert!(step(&browser, "End").contains("mục 100.000 trên 100.000"));
    // The one tall bar is what a reader points at.
    let seen = (0..).map(|step| left + f64::from(step)).take_while(|x| *x < right);
    let tall = seen.filter(|&x| x > left + (right - left) * 0.5 && x < left + (right - left) * 0.6).any(|x| {
        mouse(&browser, "mouseMoved", x, (top + bottom) / 2.0);
        browser.run("return tipWords()") == "Đơn vị 543211.000mục 54.322 trên 100.000"
    });
    assert!(tall, "the largest mark of a pixel is found");
    assert_calm(&browser);
}

#[test]
fn rings_and_tooltip_follow_the_system_and_are_not_printed() {
    let site = site(&fixture("parts.json"));
    let browser = open(&site, 800);
    tab_to_chart(&browser);
    step(&browser, "ArrowRight");
    let colours = "const style = selector => getComputedStyle(widget.shadowRoot.querySelector(selector));
        return [style('.focus-ring').outlineColor, style('.mark-ring').outlineColor, style('.card').backgroundColor]";
    let emulate = |media: &str, name: &str, value: &str| {
        let features = json!([{ "name": name, "value": value }]);
        browser.devtools("Emulation.setEmulatedMedia", json!({ "media": media, "features": features }));
    };
    let light = "rgb(22, 32, 43)";
    assert_eq!(browser.run(colours), json!([light, light, light]));
    emulate("", "prefers-color-scheme", "dark");
    browser.wait_until("widget.shadowRoot.querySelector('.widget').dataset.scheme === 'dark'");
    let dark = "rgb(238, 242, 246)";
    assert_eq!(browser.run(colours), json!([dark, dark, dark]));
    emulate("", "forced-colors", "active");
    let text = browser.run("document.body.style.color = 'CanvasText'; return getComputedStyle(document.body).color");
    let rings = browser.run(colours);
    assert_eq!((&rings[0], &rings[1]), (&text, &text));
    let border = "return getComputedStyle(widget.shadowRoot.querySelector('.card')).borderTopColor";
    assert_eq!(browser.run(border), text, "the tooltip has an edge where its ground is the page's");
    emulate("print", "prefers-color-scheme", "light");
    let shown = "return [...widget.shadowRoot.querySelectorAll('.ring, .tip')]
        .filter(element => getComputedStyle(element).display !== 'none').length";
    assert_eq!(browser.run(shown), json!(0));
    assert_calm(&browser);
}

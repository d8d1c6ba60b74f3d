//! `embed.html` in an iframe, with and without `embed.js` around it: its height, and what the two may tell each other.
//!
//! A page of another origin is one of a second `Site`, whose port differs.

use e2e::{Browser, Engine, Site, Stage};
use serde_json::json;

const SHARE: &str = r#"{ "id": "a", "label": "Xã đạt chuẩn", "value": 81, "total": 116, "unit": "xã" }"#;
const EMBED: &str = include_str!("../../../www/embed.html");
const REPORT: &str = "/embed.html?src=data/kien-giang-2021-h1.json";
const STRICT: &str =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'";

/// The widget of a page, where it is drawn and has its table.
const READY: &str = "(page) => { const widget = page.querySelector('indicator-widget');
    return widget && widget.dataset.state === 'ready' && widget.shadowRoot.querySelector('table') && widget }";

/// Whether every frame of the page is exactly as high as what is drawn in it, at least so many pixels, and cannot scroll.
const FITS: &str = "(least) => [...document.querySelectorAll('iframe')].every((frame) => {
    const page = frame.contentDocument;
    const height = page.body && page.body.getBoundingClientRect().height;
    return (READY)(page) && height >= least && frame.clientHeight === Math.ceil(height)
        && page.documentElement.scrollHeight === frame.clientHeight
        && getComputedStyle(page.documentElement).overflowY === 'hidden' })";

fn fits(least: u32) -> String {
    format!("({})({least})", FITS.replace("READY", READY))
}

/// A page around frames, in which `embed.js` stands at the end.
fn around(body: &str) -> String {
    format!(
        "<!doctype html><html lang='vi'><head><meta charset='utf-8'><title>Host</title>
        <link rel='icon' href='/favicon.svg'><script src='/stage.js'></script></head>
        <body>{body}<script src='/embed.js'></script></body></html>"
    )
}

/// Asserts that nothing is said any more where nothing changes.
#[track_caller]
fn check_settled(stage: &Stage) {
    stage.value("void (window.said = 0, addEventListener('message', () => { said += 1 }))");
    stage.browser.run("return stage.sleep(1.2)");
    stage.check("settled", "said", 0);
}

#[test]
fn an_iframe_shows_the_picture_at_its_full_height() {
    for engine in Engine::ALL {
        let stage = Stage::on(engine, |_, _| ());
        stage.site.put("/figures.json", 200, SHARE);
        stage.show_page(&around(&format!(
            "<iframe src='{REPORT}' title='Report' width='100%' height='90'></iframe>
        <iframe src='/embed.html?src=figures.json' title='Share' width='50%'></iframe>"
        )));
        let heights = || {
            let heights = stage.value("[...document.querySelectorAll('iframe')].map((frame) => frame.clientHeight)");
            [0, 1].map(|frame| heights[frame].as_u64().unwrap())
        };
        stage.browser.wait_until(&fits(60));
        let loaded = heights();
        assert!(loaded[0] > 600 && loaded[1] < 250, "each has its own: {loaded:?}");

        stage.browser.run("document.body.style.width = '384px'");
        stage.browser.wait_until(&format!(
            "{} && document.querySelector('iframe').clientHeight > {}",
            fits(60),
            loaded[0]
        ));
        stage.browser.run("document.body.style.width = ''");
        let as_loaded = format!(
            "{} && String([...document.querySelectorAll('iframe')].map((frame) => frame.clientHeight)) === '{},{}'",
            fits(60),
            loaded[0],
            loaded[1]
        );
        stage.browser.wait_until(&as_loaded);

        let toggle = format!("({READY})(frames[0].document).shadowRoot.querySelector('[part~=table-button]').click()");
        stage.value(&format!("void {toggle}"));
        stage.browser.wait_until(&format!(
            "{} && document.querySelector('iframe').clientHeight > {}",
            fits(60),
            loaded[0] + 200
        ));
        assert_eq!(heights()[1], loaded[1], "the other frame stays");
        stage.value(&format!("void {toggle}"));
        stage.browser.wait_until(&as_loaded);
        stage.check_faultless("frames");

        check_settled(&stage);
    }
}

#[test]
fn a_page_of_another_origin_gives_the_height_too() {
    let (site, portal) = (Site::start(), Site::start());
    portal.put("/stage.js", 200, include_str!("../src/stage.js"));
    let browser = Browser::chromium(800, 1.0, false);
    let frame = |query: &str| format!("<iframe src='{}' style='width: 600px'></iframe>", site.url(query));
    let heights = || browser.run("return [...document.querySelectorAll('iframe')].map((frame) => frame.clientHeight)");

    // What is right is what a page of the same origin finds.
    site.put("/host.html", 200, &around(&frame(REPORT)));
    site.put("/stage.js", 200, "");
    browser.goto(&site.url("/host.html"));
    browser.wait_until(&fits(60));
    let right = heights()[0].clone();

    // A frame far below is not laid out by the browser itself until someone scrolls there.
    let below = format!("{}<div style='height: 9000px'></div>{}", frame(REPORT), frame(REPORT));
    let script = |src: &str| format!("<script src='{src}'></script>");
    let embed = site.url("/embed.js");
    for (case, head, end) in [
        ("at the end", String::new(), script("/embed.js")),
        ("in the head", script("/embed.js"), String::new()),
        ("twice, from two places", script("/embed.js"), script(&embed)),
    ] {
        let page = format!(
            "<!doctype html><meta charset='utf-8'><title>Host</title><link rel='icon' href='/favicon.svg'>{head}<body>{below}{end}"
        );
        portal.put("/host.html", 200, &page);
        browser.goto(&portal.url("/host.html"));
        let wanted = json!([right, right]);
        browser.wait_until(&format!(
            "String([...document.querySelectorAll('iframe')].map((frame) => frame.clientHeight)) === '{right},{right}'"
        ));
        assert_eq!(heights(), wanted, "{case}");
        browser.run(
            "const later = document.querySelector('iframe').cloneNode();
            later.removeAttribute('style');
            later.width = 600;
            document.body.append(later)",
        );
        browser.wait_until(&format!("document.querySelectorAll('iframe')[2].clientHeight === {right}"));
    }

    // A script that comes after everything else asks.
    let heard = "<script>addEventListener('message', ({ data }) => { window.told = data.height })</script>";
    let title = "<title>Host</title><link rel='icon' href='/favicon.svg'>";
    portal.put("/host.html", 200, &format!("<!doctype html><meta charset='utf-8'>{title}{heard}{}", frame(REPORT)));
    browser.goto(&portal.url("/host.html"));
    browser.wait_until("window.told > 600");
    assert_eq!(heights(), json!([150]));
    browser
        .run(&format!("document.head.append(Object.assign(document.createElement('script'), {{ src: '{embed}' }}))"));
    browser.wait_until(&format!("document.querySelector('iframe').clientHeight === {right}"));
    assert_eq!(browser.errors(), [""; 0]);
}

#[test]
fn the_height_holds_against_the_styles_of_the_page() {
    let stage = Stage::open();
    stage.site.put("/style.css", 200, "");
    for (case, style) in [
        ("a reset", "box-sizing: border-box"),
        ("a border", "border: 7px solid; box-sizing: border-box"),
        ("a border outside", "border: 7px solid"),
        ("no border", "border: 0"),
        ("a height", "height: auto; max-width: 100%"),
    ] {
        stage.show_page(&around(&format!("<style>iframe {{ {style} }}</style><iframe src='{REPORT}'></iframe>")));
        stage.browser.wait_until(&fits(60));
        stage.check_faultless(case);
    }
    // Where the page has less room to give, the frame scrolls.
    stage.show_page(&around(&format!("<style>iframe {{ max-height: 300px }}</style><iframe src='{REPORT}'></iframe>")));
    let scrolls = "frames[0].document.body.clientHeight > 600
        && document.querySelector('iframe').clientHeight === 300
        && getComputedStyle(frames[0].document.documentElement).overflowY !== 'hidden'
        && (frames[0].scrollTo(0, 200), frames[0].scrollY === 200)";
    stage.browser.wait_until(scrolls);
    // And so it does where nothing follows it.
    stage.show_page(
        &around(&format!("<iframe src='{REPORT}' height='300'></iframe>")).replace("/embed.js", "/nothing.js"),
    );
    stage.browser.wait_until(scrolls);
}

#[test]
fn the_height_is_told_without_an_observer_too() {
    let stage = Stage::open();
    stage.site.put("/older.js", 200, "delete window.ResizeObserver");
    stage.site.put(
        "/embed.html",
        200,
        &EMBED.replace("<script defer", "<script src='/older.js'></script><script defer"),
    );
    stage.show_page(&around(&format!("<iframe src='{REPORT}'></iframe>")));
    stage.browser.wait_until(&fits(600));
    stage.check("taken away", "frames[0].ResizeObserver === undefined", true);
    let before = stage.value("document.querySelector('iframe').clientHeight").as_u64().unwrap();
    stage
        .browser
        .run(&format!("({READY})(frames[0].document).shadowRoot.querySelector('[part~=table-button]').click()"));
    stage.browser.wait_until(&fits(before as u32 + 200));
    check_settled(&stage);
}

#[test]
fn a_frame_whose_address_was_led_to_https_gets_its_height() {
    let stage = Stage::open();
    stage.site.put("/figures.json", 200, SHARE);
    stage.show_page(&around("<iframe src='/embed.html?src=figures.json'></iframe>"));
    stage.browser.wait_until(&fits(40));
    let told = |origin: &str| {
        stage.value(&format!(
            "(() => {{
                const frame = document.querySelector('iframe');
                frame.style.height = '';
                const data = {{ type: 'indicator-widget', height: 777 }};
                dispatchEvent(new MessageEvent('message', {{ data, source: frame.contentWindow, origin: {origin} }}));
                return frame.style.height;
            }})()"
        ))
    };
    assert_eq!(told("location.origin"), "777px");
    assert_eq!(told("location.origin.replace('http:', 'https:')"), "777px");
    assert_eq!(told("'https://other.example'"), "");
    assert_eq!(told("'null'"), "");
}

#[test]
fn a_forged_message_changes_nothing() {
    let other = Site::start();
    other.put(
        "/embed.html",
        200,
        "<script>addEventListener('message', ({ data }) => data.say && parent.postMessage(data.say, '*'))</script>",
    );
    let stage = Stage::open();
    stage.site.put("/figures.json", 200, SHARE);
    stage.site.put("/plain.html", 200, "<!doctype html><title>Another page of the site</title>");
    stage.site.put("/nesting.html", 200, "<!doctype html><title>Nest</title><iframe src='/plain.html'></iframe>");
    stage.show_page(&around(&format!(
        "<iframe src='/embed.html?src=figures.json'></iframe>
        <iframe src='/plain.html'></iframe>
        <iframe src='/nesting.html'></iframe>
        <iframe src='/embed.html?src=figures.json' sandbox='allow-scripts'></iframe>
        <iframe src='{}'></iframe>",
        other.url("/embed.html")
    )));
    let ready = format!("({READY})(frames[0].document) && document.querySelector('iframe').style.height");
    stage.browser.wait_until(&ready);
    let heights = "[...document.querySelectorAll('iframe')].map((frame) => frame.style.height)";
    let before = stage.value(heights);
    assert_eq!(before.as_array().unwrap().iter().filter(|height| *height != "").count(), 1, "{before}");

    // From inside a frame: the script runs there.
    let from = |frame: &str, to: &str, message: &str| {
        stage.browser.run(&format!("{frame}.eval(`{to}.postMessage({message}, '*')`); return stage.sleep(0.1)"));
    };
    let good = "{ type: 'indicator-widget', height: 777 }";
    for (case, frame, to) in [
        ("the page itself", "window", "window"),
        ("another page in a frame", "frames[1]", "parent"),
        ("a frame in a frame", "frames[2].frames[0]", "top"),
    ] {
        from(frame, to, good);
        stage.check(case, heights, before.clone());
    }
    for message in [
        "null",
        "'indicator-widget'",
        "777",
        "[777]",
        "{ height: 777 }",
        "{ type: 'other', height: 777 }",
        "{ type: 'indicator-widget' }",
        "{ type: 'indicator-widget', height: '777' }",
        "{ type: 'indicator-widget', height: '777px' }",
        "{ type: 'indicator-widget', height: NaN }",
        "{ type: 'indicator-widget', height: Infinity }",
        "{ type: 'indicator-widget', height: 1e9 }",
        "{ type: 'indicator-widget', height: 0 }",
        "{ type: 'indicator-widget', height: -5 }",
        "{ type: 'indicator-widget', height: { valueOf: 777 } }",
    ] {
        from("frames[0]", "parent", message);
        stage.check(message, heights, before.clone());
    }
    // A frame that was led to another site has lost its say.
    stage.browser.run(&format!("frames[0].location = '{}'", other.url("/embed.html")));
    stage.browser.wait_until("(() => { try { return !frames[0].document } catch (error) { return true } })()");
    let say = format!(
        "window.heard = 0; addEventListener('message', () => {{ heard += 1 }});
        const speak = setInterval(() => frames[0].postMessage({{ say: {good} }}, '*'), 50)"
    );
    stage.browser.run(&say);
    stage.browser.wait_until("heard > 1");
    stage.check("led elsewhere", heights, before.clone());

    // A message that is no forgery is heard, or all of this proves nothing.
    stage.browser.run(&format!("frames[4].postMessage({{ say: {good} }}, '*')"));
    stage.browser.wait_until("document.querySelectorAll('iframe')[4].style.height === '777px'");
    stage.check_faultless("forgeries");
}

#[test]
fn a_frame_obeys_nobody_but_the_page_around_it() {
    let stage = Stage::open();
    stage.show_page(&around(&format!("<iframe src='{REPORT}'></iframe><iframe src='/data/'></iframe>")));
    stage.browser.wait_until(&format!(
        "({READY})(frames[0].document) && frames[0].document.documentElement.style.overflowY === 'hidden'"
    ));
    let forged = "frames[0].postMessage({ type: 'indicator-widget', fits: false }, '*')";
    stage.browser.run(&format!("frames[1].eval(\"parent.{forged}\"); return stage.sleep(0.2)"));
    stage.check("from its neighbour", "frames[0].document.documentElement.style.overflowY", "hidden");
    stage.browser.run(forged);
    stage.browser.wait_until("frames[0].document.documentElement.style.overflowY === ''");
}

#[test]
fn everything_in_a_frame_works_under_a_strict_policy() {
    let stage = Stage::with(|path, response| {
        let policy = if path == "/stage.html" {
            "default-src 'none'; script-src 'self'; frame-src 'self'; img-src 'self'"
        } else {
            STRICT
        };
        response.headers_mut().insert("content-security-policy", policy.parse().unwrap());
    });
    stage.show_page(&around(&format!("<iframe src='{REPORT}' width='500'></iframe>")));
    stage.browser.wait_until(&fits(600));
    stage.browser.run(&format!(
        "const root = ({READY})(frames[0].document).shadowRoot;
        root.querySelector('[part~=table-button]').click();
        window.same = true"
    ));
    stage.browser.wait_until(&fits(1200));

    // A download is a link too, and must not take the whole page away as other links do.
    let folder = std::env::temp_dir().join(format!("frame-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let behaviour = json!({ "behavior": "allow", "downloadPath": folder });
    stage.browser.devtools("Page.setDownloadBehavior", behaviour);
    stage.browser.run(&format!(
        "const root = ({READY})(frames[0].document).shadowRoot;
        root.querySelector('[part~=menu-button]').click();
        root.querySelectorAll('[part~=menu] button')[2].click();"
    ));
    let file = folder.join("phong-trao-thi-dua-o-tinh-kien-giang.csv");
    let start = std::time::Instant::now();
    while !file.exists() {
        assert!(start.elapsed().as_secs() < 20, "no download: {:?}", stage.browser.errors());
        stage.browser.run("return stage.sleep(0.1)");
    }
    std::fs::remove_dir_all(folder).unwrap();
    stage.check("still the page", "same", true);
    stage.check_faultless("the page around");
    assert_eq!(stage.browser.errors(), [""; 0]);
}

#[test]
fn a_link_in_a_frame_opens_in_the_whole_window() {
    let stage = Stage::open();
    let url = stage.site.url("/index.html");
    let linked = format!(r#"{{ "source": {{ "name": "S", "url": "{url}" }}, "indicators": [{SHARE}] }}"#);
    stage.site.put("/figures.json", 200, &linked);
    stage.show_page(&around("<iframe src='/embed.html?src=figures.json'></iframe>"));
    stage.browser.wait_until(&format!("({READY})(frames[0].document)"));
    let link = format!("({READY})(frames[0].document).shadowRoot.querySelector('footer a')");
    stage.browser.run(&format!("const link = {link}; setTimeout(() => link.click())"));
    stage.browser.wait_until("location.pathname === '/index.html'");
}

#[test]
fn a_frame_that_cannot_draw_says_so() {
    let stage = Stage::open();
    stage.site.put("/figures.json", 200, SHARE);
    // Nobody can look into a frame with a sandbox, so it tells its words.
    let telling = EMBED.replace("</body>", "<script src='/tell.js'></script></body>");
    stage.site.put("/embed.html", 200, &telling);
    stage.site.put(
        "/tell.js",
        200,
        "setInterval(() => parent.postMessage({ words: document.body.innerText }, '*'), 50)",
    );
    let said = |body: &str, word: &str| {
        stage.show_page(&around(body));
        stage.browser.run(
            "addEventListener('message', ({ data }) => { if (data.words !== undefined) window.words = data.words })",
        );
        stage.browser.wait_until(&format!("window.words && words.includes('{word}')"));
    };
    said("<iframe src='/embed.html?src=figures.json' sandbox='allow-scripts'></iframe>", "allow-same-origin");
    let permitted = "sandbox='allow-scripts allow-same-origin'";
    stage.show_page(&around(&format!("<iframe src='/embed.html?src=figures.json' {permitted}></iframe>")));
    stage.browser.wait_until(&fits(60));
    stage.site.put("/indicator-widget.js", 404, "");
    said("<iframe src='/embed.html?src=figures.json'></iframe>", "không tải được tệp indicator-widget.js");
    said("<iframe src='/embed.html?src=figures.json'></iframe>", "Số liệu của hình này");
    said("<iframe src='/embed.html?src=figures.json&lang=en'></iframe>", "could not be loaded");
}

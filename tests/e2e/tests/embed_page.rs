//! `embed.html` by itself: what its address may ask for, and what it refuses. `frame.rs` puts it into iframes.

use e2e::{Browser, Site};
use serde_json::{Value, json};

const SHARE: &str = r#"{ "id": "a", "label": "Xã đạt chuẩn", "value": 81, "total": 116, "unit": "xã" }"#;
const EMBED: &str = include_str!("../../../www/embed.html");

/// The widget of a page, where it is drawn and has its table.
const READY: &str = "(page) => { const widget = page.querySelector('indicator-widget');
    return widget && widget.dataset.state === 'ready' && widget.shadowRoot.querySelector('table') && widget }";

/// What stands in `embed.html`: the words of the message, or nothing.
const MESSAGE: &str = "[...document.querySelectorAll('[role=status]')].map(it => it.textContent).join()";

fn site() -> Site {
    let site = Site::start();
    site.put("/figures.json", 200, SHARE);
    site
}

fn open(site: &Site, browser: &Browser, query: &str) {
    browser.goto(&site.url(&format!("/embed.html?{query}")));
}

#[track_caller]
fn check(browser: &Browser, case: &str, expression: &str, expected: impl Into<Value>) {
    let (found, expected) = (browser.run(&format!("return {expression}")), expected.into());
    assert_eq!(found, expected, "{case}: {expression}");
}

fn wait_for_picture(browser: &Browser) {
    browser.wait_until(&format!("({READY})(document)"));
}

/// Opens the page and asserts that it says why it shows nothing, and holds no widget.
#[track_caller]
fn check_refused(site: &Site, browser: &Browser, query: &str, words: [&str; 2]) {
    for (lang, word) in [("vi", words[0]), ("en", words[1])] {
        open(site, browser, &format!("{query}&lang={lang}"));
        browser.wait_until(&format!("{MESSAGE} !== ''"));
        let said = browser.run(&format!("return {MESSAGE}"));
        assert!(said.as_str().unwrap().contains(word), "{query}: {said}");
        check(browser, query, "document.querySelectorAll('indicator-widget').length", 0);
        check(browser, query, "document.documentElement.lang", lang);
    }
}

#[test]
fn the_address_has_the_attributes_of_the_element() {
    let site = site();
    site.put("/a b+ư.json", 200, SHARE);
    let browser = Browser::chromium(800, 1.0, false);
    open(
        &site,
        &browser,
        "src=figures.json&format=auto&lang=en&view=bars&only=a+b&select=Year%3D2020%3BSex%3DTotal&bars=T%E1%BB%89nh\
         &theme=dark&refresh=60&no-menu&onclick=alert(1)&style=color:red&class=x&id=y&data-doctor&view=tile",
    );
    browser.wait_until("document.querySelector('indicator-widget[data-state]')");
    let attributes = "Object.assign({}, ...[...document.querySelector('indicator-widget').attributes]
        .filter((it) => it.name !== 'data-state').map((it) => ({ [it.name]: it.value })))";
    let expected = json!({
        "src": site.url("/figures.json"), "format": "auto", "lang": "en", "view": "bars", "only": "a b",
        "select": "Year=2020;Sex=Total", "bars": "Tỉnh", "theme": "dark", "refresh": "60", "no-menu": "",
    });
    check(&browser, "all", attributes, expected);

    for (src, path) in [
        ("figures.json", "/figures.json"),
        ("/figures.json", "/figures.json"),
        ("./data/../figures.json%3Fv=1%26w=2", "/figures.json?v=1&w=2"),
        (&site.url("/figures.json"), "/figures.json"),
    ] {
        open(&site, &browser, &format!("src={src}"));
        wait_for_picture(&browser);
        check(&browser, src, attributes, json!({ "src": site.url(path) }));
        check(&browser, src, MESSAGE, "");
    }
    assert_eq!(browser.errors(), [""; 0]);
}

#[test]
fn the_page_has_a_name_and_a_language() {
    let site = site();
    let browser = Browser::chromium(800, 1.0, false);
    for (query, lang, title) in [
        ("src=figures.json", "vi", "Xã đạt chuẩn"),
        ("src=figures.json&lang=en", "en", "Xã đạt chuẩn"),
        ("src=data/kien-giang-2021-h1.json&lang=vi", "vi", "Phong trào thi đua ở tỉnh Kiên Giang"),
        ("src=data/kien-giang-2021-h1.json&lang=en", "en", "Emulation campaigns in Kiên Giang province"),
        ("src=data/kien-giang-2021-h1.json&lang=%22%3E%3Cb%3E", "vi", "Phong trào thi đua ở tỉnh Kiên Giang"),
    ] {
        open(&site, &browser, query);
        wait_for_picture(&browser);
        check(&browser, query, "[document.documentElement.lang, document.title]", json!([lang, title]));
    }
    open(&site, &browser, "src=nowhere.json&lang=en");
    browser.wait_until("document.querySelector('[data-state=error]')");
    check(&browser, "nothing to name", "document.title", "Figures");
    // The page's own words: where the data are.
    check(
        &browser,
        "words",
        "[...document.querySelectorAll('indicator-widget a')].map((it) => [it.textContent, it.href, it.offsetHeight > 0])",
        json!([["The data of this picture", site.url("/nowhere.json"), true]]),
    );
}

#[test]
fn nobody_puts_words_on_the_page_by_an_address_that_leads_nowhere() {
    let site = site();
    let browser = Browser::chromium(800, 1.0, false);
    open(&site, &browser, "src=CALL-0900123456&refresh=1");
    browser.wait_until("document.querySelector('[data-state=error]') && document.querySelector('[role=status]')");
    let seen = "document.body.innerText.includes('không đọc được tệp') && !/CALL/.test(document.body.innerText)
        && document.querySelector('indicator-widget').shadowRoot.querySelector('[part=message]').offsetHeight === 0";
    check(&browser, "what is seen", seen, json!(true));
    site.put("/CALL-0900123456", 200, SHARE);
    wait_for_picture(&browser);
    check(&browser, "figures that come later", "document.querySelector('[role=status]')", json!(null));
}

#[test]
fn light_unless_the_address_asks_for_another_theme() {
    let site = site();
    let (light, dark) = (json!(["rgb(255, 255, 255)", "light"]), json!(["rgb(16, 22, 29)", "dark"]));
    for reader_prefers_dark in [false, true] {
        let browser = Browser::chromium(800, 1.0, reader_prefers_dark);
        for (theme, expected) in [
            ("", &light),
            ("&theme=light", &light),
            ("&theme=dark", &dark),
            ("&theme=auto", if reader_prefers_dark { &dark } else { &light }),
            ("&theme=other", &light),
        ] {
            open(&site, &browser, &format!("src=figures.json{theme}"));
            wait_for_picture(&browser);
            check(
                &browser,
                &format!("{theme}, {reader_prefers_dark}"),
                &format!(
                    "[getComputedStyle(document.documentElement).backgroundColor,
                    ({READY})(document).shadowRoot.querySelector('section').dataset.scheme]"
                ),
                expected.clone(),
            );
        }
    }
}

#[test]
fn figures_come_from_its_own_origin_only() {
    let other = Site::with(|_, response| {
        response.headers_mut().insert("access-control-allow-origin", "*".parse().unwrap());
    });
    other.put("/figures.json", 200, SHARE);
    let own = site();
    let browser = Browser::chromium(800, 1.0, false);
    let away = other.url("/figures.json");
    for src in [
        away.as_str(),
        &away.replace("http:", ""),
        &away.replace("http://", "\\\\"),
        &away.replace("http://", "/%09/"),
        &away.replace("http://", "http://127.0.0.1@"),
        "data:application/json,{\"label\":\"x\",\"value\":1}",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "http://",
        "//evil.example/x.json",
        &format!("blob:{}", own.url("/5f9e3e0b-0000-4000-8000-000000000000")),
    ] {
        check_refused(&own, &browser, &format!("src={src}"), ["thuộc trang khác", "belongs to another site"]);
    }
    assert_eq!(other.requests(), []);
    assert_eq!(browser.requests_beyond(&own), [""; 0]);

    // With its consent and the webmaster's.
    let switched =
        EMBED.replace("content=\"connect-src 'self'\"", &format!("content=\"connect-src 'self' {}/\"", other.url("")));
    assert_ne!(switched, EMBED);
    own.put("/embed.html", 200, &switched);
    open(&own, &browser, &format!("src={away}"));
    wait_for_picture(&browser);
    check(&browser, "switched on", MESSAGE, "");
    check_refused(&own, &browser, "src=//evil.example/x.json", ["thuộc trang khác", "belongs to another site"]);
    assert_eq!(browser.errors(), [""; 0]);
}

#[test]
fn an_address_that_leads_to_another_origin_is_refused() {
    let other = Site::with(|_, response| {
        response.headers_mut().insert("access-control-allow-origin", "*".parse().unwrap());
    });
    other.put("/figures.json", 200, SHARE);
    let (away, near) = (other.url("/figures.json"), "/figures.json".to_owned());
    let own = Site::with(move |path, response| {
        let target = if path == "/away.json" { &away } else { &near };
        if ["/away.json", "/near.json"].contains(&path) {
            *response.status_mut() = "302".parse().unwrap();
            response.headers_mut().insert("location", target.parse().unwrap());
        }
    });
    own.put("/figures.json", 200, SHARE);
    let browser = Browser::chromium(800, 1.0, false);
    check_refused(&own, &browser, "src=away.json", ["dẫn sang trang khác", "leads to one"]);
    assert_eq!(other.requests(), []);
    open(&own, &browser, "src=near.json");
    wait_for_picture(&browser);
}

#[test]
fn figures_in_the_address_are_refused_until_the_webmaster_allows_them() {
    let site = site();
    let browser = Browser::chromium(800, 1.0, false);
    let figures = "label=X%C3%A3&value=81&total=116&unit=x%C3%A3";
    for query in [figures, "value=1", "src=figures.json&label=tin+gi%E1%BA%A3", "target=", "unit=x&src="] {
        check_refused(&site, &browser, query, ["ai cũng sửa được", "anyone could change"]);
        check(&browser, query, "/Xã đạt|tin giả/.test(document.documentElement.textContent)", false);
    }
    let switched = EMBED.replace("\n<html lang=\"vi\">", "\n<html lang=\"vi\" data-allow-figures>");
    assert_ne!(switched, EMBED);
    site.put("/embed.html", 200, &switched);
    open(&site, &browser, figures);
    wait_for_picture(&browser);
    check(&browser, "switched on", "document.title", "Xã");
    assert_eq!(browser.errors(), [""; 0]);
}

#[test]
fn a_name_in_the_address_that_the_figures_lack_is_not_repeated() {
    let site = site();
    site.put("/figures.csv", 200, "Xã,Số hộ\nA,12\nB,30\n");
    let browser = Browser::chromium(800, 1.0, false);
    for choice in
        ["select=Call+0900+123+456", "select=X%C3%A3%3DCall+0900", "bars=Call+0900", "columns=label%3DCall+0900"]
    {
        let query = format!("src=figures.csv&{choice}");
        check_refused(&site, &browser, &query, ["tên mà tệp số liệu không có", "does not have"]);
        check(&browser, choice, "document.body.textContent.includes('0900')", false);
    }
    let broken: Vec<String> = browser.errors().into_iter().filter(|error| error.contains("Uncaught")).collect();
    assert_eq!(broken, [""; 0]);
    open(&site, &browser, "src=figures.csv&bars=X%C3%A3");
    wait_for_picture(&browser);
}

#[test]
fn a_frame_can_be_kept_to_one_folder() {
    let site = site();
    site.put("/data/figures.json", 200, SHARE);
    site.put("/embed.html", 200, &EMBED.replace("<html lang=\"vi\">", "<html lang=\"vi\" data-folder=\"/data/\">"));
    let browser = Browser::chromium(800, 1.0, false);
    for src in ["figures.json", "/data/../figures.json", "/data", "/data/%2e%2e/figures.json"] {
        check_refused(&site, &browser, &format!("src={src}"), ["thuộc trang khác", "belongs to another site"]);
    }
    open(&site, &browser, "src=/data/figures.json");
    wait_for_picture(&browser);
}

#[test]
fn without_its_own_script_a_frame_is_not_blank() {
    let site = site();
    site.put("/embed-frame.js", 404, "");
    let browser = Browser::chromium(800, 1.0, false);
    open(&site, &browser, "src=figures.json");
    let late = "[...document.querySelectorAll('.late')].map(it => getComputedStyle(it).visibility)";
    check(&browser, "at first", late, json!(["hidden", "hidden"]));
    browser.run("document.getAnimations().forEach(it => it.finish())");
    check(&browser, "later", late, json!(["visible", "visible"]));
}

#[test]
fn without_scripts_it_says_so() {
    let site = site();
    let browser = Browser::chromium(800, 1.0, false);
    browser.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true }));
    open(&site, &browser, "src=figures.json");
    check(&browser, "no scripts", "document.body.innerText.includes('cần JavaScript')", true);
}

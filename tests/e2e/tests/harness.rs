//! The harness itself: a check that cannot fail proves nothing.

use e2e::{Browser, Request, Site};
use serde_json::json;

#[test]
fn errors_and_foreign_requests_are_noticed() {
    let site = Site::start();
    let browser = Browser::chromium(800, 1.0, false);
    browser.goto(&site.url("/package.json"));
    browser.run("setTimeout(() => { throw new Error('thrown on purpose') })");
    browser.run("return fetch('/nowhere.json').then(() => null)");
    browser.run("return fetch('http://127.0.0.1:9/elsewhere').catch(() => null)");
    let errors = browser.errors();
    assert!(errors.iter().any(|error| error.contains("thrown on purpose")), "{errors:?}");
    assert!(errors.iter().any(|error| error.contains("nowhere.json")), "{errors:?}");
    assert_eq!(browser.requests_beyond(&site), ["http://127.0.0.1:9/elsewhere"]);
    assert!(site.requests().contains(&Request { path: "/nowhere.json".to_owned(), status: 404 }));
}

#[test]
fn the_window_is_as_wide_sharp_and_dark_as_was_asked() {
    let site = Site::start();
    let browser = Browser::chromium(360, 3.0, true);
    browser.goto(&site.url("/package.json"));
    let seen = "return [innerWidth, devicePixelRatio, matchMedia('(prefers-color-scheme: dark)').matches]";
    assert_eq!(browser.run(seen), json!([360, 3, true]));
    browser.resize(1280, 1.5);
    assert_eq!(browser.run(seen), json!([1280, 1.5, true]));
}

#[test]
fn an_answer_can_be_changed_before_it_is_sent() {
    let site = Site::with(|path, response| {
        if path.ends_with(".wasm") {
            response.headers_mut().insert("content-type", "application/octet-stream".parse().unwrap());
        }
    });
    let browser = Browser::chromium(800, 1.0, false);
    browser.goto(&site.url("/package.json"));
    let type_of =
        |file: &str| browser.run(&format!("return fetch('{file}').then(it => it.headers.get('content-type'))"));
    assert_eq!(type_of("indicator-widget.wasm"), json!("application/octet-stream"));
    assert_eq!(type_of("indicator-widget.js"), json!("text/javascript"));
}

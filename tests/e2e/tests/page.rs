//! The demo page as a reader meets it.

use e2e::{Browser, Site};

#[test]
fn every_widget_of_the_page_gets_ready() {
    let site = Site::start();
    let browser = Browser::chromium(1280, 1.0, false);
    browser.goto(&site.url("/"));
    browser.wait_until(
        "document.querySelector('indicator-widget') !== null
         && [...document.querySelectorAll('indicator-widget')].every(widget => widget.dataset.state === 'ready')",
    );
    assert_eq!(browser.errors(), [""; 0]);
    assert_eq!(browser.requests_beyond(&site), [""; 0]);
}

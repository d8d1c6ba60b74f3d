//! In sight first: what is far away waits, and is not forgotten.

use e2e::Stage;

/// A page that takes its time: it is still being loaded until `finish` says otherwise.
const SLOW: &str = "let loading = true;
    Object.defineProperty(document, 'readyState', { get: () => (loading ? 'interactive' : 'complete') });
    window.addEventListener('load', (event) => loading && event.stopImmediatePropagation(), true);
    window.finish = () => { loading = false; window.dispatchEvent(new Event('load')); };";

const DATA: &str = r#"{ "label": "Xã", "value": 81, "total": 116 }"#;

fn open() -> Stage {
    let stage = Stage::open();
    stage.site.put("/slow.js", 200, SLOW);
    stage.site.put("/far.json", 200, DATA);
    stage.show_page(
        "<!doctype html><html lang='vi'><head><meta charset='utf-8'><title>Page</title><script src='/stage.js'></script>
        <script src='/slow.js'></script><script type='module' src='/indicator-widget.js'></script>
        <style>.room { height: 2400px }</style></head><body>
        <indicator-widget id='near' label='Xã' value='81' total='116'></indicator-widget><div class='room'></div>
        <indicator-widget id='inline' label='Xã' value='3' total='4'><p>Words</p></indicator-widget>
        <indicator-widget id='far' src='/far.json'><p>Words</p></indicator-widget></body></html>",
    );
    stage.browser.wait_until("near.dataset.state === 'ready'");
    stage.browser.run("return stage.sleep(0.6)");
    for far in ["inline", "far"] {
        stage.check(far, &format!("{far}.dataset.state"), "loading");
        stage.check(far, &format!("{far}.querySelector('p').getClientRects().length"), 1);
    }
    assert_eq!(stage.requests_of("/far.json"), 0);
    stage
}

/// After `script` has run, both are drawn, and what one was made of was asked for once.
fn check_drawn_after(script: &str) {
    let stage = open();
    stage.browser.run(script);
    stage.browser.wait_until("far.dataset.state === 'ready' && inline.dataset.state === 'ready'");
    assert_eq!(stage.requests_of("/far.json"), 1, "{script}");
    stage.check(script, "far.shadowRoot.querySelector('canvas').width > 300", true);
    stage.check_faultless(script);
}

#[test]
fn a_widget_far_below_waits_until_the_reader_comes_near() {
    check_drawn_after("scrollTo(0, 1900)");
}

#[test]
fn it_comes_by_itself_when_the_page_is_there() {
    check_drawn_after("finish()");
}

#[test]
fn it_does_not_wait_where_it_is_asked_for() {
    let stage = open();
    stage.browser.run("inline.redraw()");
    stage.check("redraw", "inline.dataset.state", "ready");
    stage.check("the other one", "far.dataset.state", "loading");
    stage.browser.run("far.indicators = { label: 'Xã', value: 1 }; return stage.sleep(0.1)");
    stage.check("given anew", "far.dataset.state", "loading");
    stage.browser.run("window.dispatchEvent(new Event('beforeprint'))");
    stage.browser.wait_until("far.dataset.state === 'ready'");
    stage.check("mount", "stage.mount({ label: 'Xã', value: 2 }).then((element) => element.dataset.state)", "ready");
    stage.check_faultless("asked for");
}

//! What happens to a widget one after another: its states, its events, and what the reader sees meanwhile.
//!
//! `stage.story` is the order of states and events; `element.rs` says how a case is written.

use e2e::Stage;
use serde_json::{Value, json};

const GOOD: &str = r#"{ "label": "Xã", "value": 81, "total": 116, "unit": "xã" }"#;
const BETTER: &str = r#"{ "label": "Xã", "value": 90, "total": 116, "unit": "xã" }"#;

/// Hurries everything but the clock of a request, which has 30 seconds.
const HURRY: &str = "<script>stage.hurry(500)</script>";

/// What the reader sees: the page's own words, the picture, and a message.
const SEEN: &str = "[
    stage.visible(widget.querySelector('p')),
    stage.visible(stage.root().querySelector('section')),
    stage.message() !== '',
]";

fn widget(attributes: &str) -> String {
    format!("<indicator-widget {attributes}><p>Words of the page</p></indicator-widget>")
}

/// The story of a first picture.
fn good_story() -> Vec<String> {
    ["state loading", "state ready", "indicator-ready"].map(String::from).to_vec()
}

#[test]
fn every_failure_says_what_is_wrong_and_how_to_mend_it() {
    let stage = Stage::open();
    stage.site.put("/missing.json", 404, "{}");
    stage.site.put("/broken.json", 500, GOOD);
    stage.site.put("/page.json", 200, "<!doctype html><title>Trang chủ</title>");
    stage.site.put("/comma.json", 200, "{\n  \"label\": \"Xã\",\n  \"value\": 81,\n}");
    stage.site.put("/words.json", 200, "\"81/116\"");
    stage.site.put("/bad.json", 200, r#"{ "label": "Xã", "value": 81, "total": 0 }"#);
    for (attributes, code, vi, en) in [
        ("src='missing.json'", "http-status", "404", "404"),
        ("src='broken.json'", "http-status", "500", "500"),
        ("src='http://127.0.0.1:9/'", "unreachable", "CORS", "CORS"),
        ("src='page.json'", "html", "trang web", "web page"),
        ("src='comma.json'", "syntax", "dòng 4, cột 1", "line 4, column 1"),
        ("src='words.json'", "not-a-document", "chỉ tiêu", "no indicator"),
        ("src='bad.json'", "total-not-positive", "tổng", "total"),
        ("", "no-data", "Chưa có số liệu", "no figures"),
        ("label='Xã' value='12,5'", "decimal-comma", "12.5", "12.5"),
    ] {
        for (lang, words) in [("vi", vi), ("en", en)] {
            let case = &format!("{attributes} in {lang}");
            stage.settle(&widget(&format!("{attributes} lang='{lang}'")), "error");
            let story = json!(["state loading", "state error", format!("indicator-error {code}")]);
            stage.check(case, "stage.story", story);
            stage.check(case, SEEN, json!([true, false, true]));
            let complaint = stage.value("stage.complaints[0]");
            let told = stage.value("stage.message()");
            let told = told.as_str().unwrap();
            assert_eq!((&complaint["severity"], &complaint["code"]), (&json!("error"), &json!(code)), "{case}");
            assert!(told.to_lowercase().contains(&words.to_lowercase()), "{case}: {told} lacks {words}");
            for part in ["message", "mend"] {
                let sentence = complaint[part].as_str().unwrap();
                assert!(!sentence.is_empty() && told.contains(sentence), "{case}: {told} lacks the {part} {sentence}");
            }
            assert_ne!(complaint["path"], Value::Null, "{case}");
            stage.check_faultless(case);
        }
    }
}

#[test]
fn the_place_of_a_message_is_there_before_its_words() {
    let stage = Stage::open();
    stage.show("<indicator-widget label='A' value='1'></indicator-widget>");
    stage.wait_for("ready");
    // Screen readers say what changes in a place that they know.
    let place = "stage.all('[part=message]')[0]";
    let (rendered, height) = (format!("{place}.getClientRects().length"), format!("{place}.offsetHeight"));
    stage.check("no words", &format!("[{rendered}, {height}, {place}.textContent]"), json!([1, 0, ""]));
    stage.browser.run(&format!("window.place = {place}; widget.setAttribute('value', 'x')"));
    stage.wait_for("error");
    stage.check("words", &format!("[{place} === window.place, {place}.textContent !== '']"), json!([true, true]));
    stage.browser.run("widget.setAttribute('value', '2')");
    stage.wait_for("ready");
    stage.check("no words any more", &format!("[{rendered}, {height}, {place}.textContent]"), json!([1, 0, ""]));
}

#[test]
fn the_words_of_the_page_stay_until_the_picture_is_there() {
    let stage = Stage::open();
    stage.site.put("/figures.json", 200, GOOD);
    let before = "<script>stage.hold('figures.json'); window.early = stage.visible(widget.querySelector('p'))</script>";
    stage.show(&format!("{}{before}", widget("src='figures.json'")));
    stage.wait_for("loading");
    stage.check("before the definition", "early", true);
    stage.browser.run("return stage.frames()");
    stage.check("loading", SEEN, json!([true, false, false]));
    stage.browser.run("stage.let('figures.json')");
    stage.wait_for("ready");
    stage.check("ready", SEEN, json!([false, true, false]));
    stage.check("ready", "stage.story", json!(good_story()));
    stage.browser.run("widget.setAttribute('src', 'nowhere.json')");
    stage.wait_for("error");
    stage.check("another address that fails", SEEN, json!([true, false, true]));
    stage.browser.run("widget.setAttribute('src', 'figures.json')");
    stage.wait_for("ready");
    stage.check("the good one again", SEEN, json!([false, true, false]));
}

#[test]
fn events_bubble_out_of_shadow_roots() {
    let stage = Stage::open();
    stage.show(
        "<div id='host'></div><script>
         window.seen = [];
         for (const name of ['indicator-ready', 'indicator-error']) {
           document.body.addEventListener(name, event => seen.push(
             [name, event.bubbles, event.composed, event.target.id, event.composedPath()[0].localName,
              event.detail ? Object.keys(event.detail).sort().join(' ') : event.detail]));
         }
         host.attachShadow({ mode: 'open' }).innerHTML = '<p><indicator-widget label=A value=1></indicator-widget>';
         </script>",
    );
    stage.browser.wait_until("seen.length");
    stage.check("ready", "seen", json!([["indicator-ready", true, true, "host", "indicator-widget", null]]));
    stage.browser.run("seen.length = 0; host.shadowRoot.querySelector('indicator-widget').setAttribute('value', 'x')");
    stage.browser.wait_until("seen.length");
    let fields = "code mend message path severity";
    stage.check("error", "seen", json!([["indicator-error", true, true, "host", "indicator-widget", fields]]));
}

#[test]
fn the_console_gets_every_complaint() {
    let stage = Stage::open();
    stage.show(
        "<script>window.said = [];
         for (const name of ['error', 'warn']) console[name] = (...words) => said.push(`${name} ${words.join()}`);</script>
         <indicator-widget id='own' veiw='bars' class='veiws'><script type='application/json'>[
           { \"label\": \"A\", \"value\": \"x\" },
           { \"label\": \"B\", \"value\": 3, \"total\": 2, \"colour\": \"red\" }
         ]</script></indicator-widget>",
    );
    stage.wait_for("ready");
    stage.check("events", "stage.complaints.length", 4);
    for (level, path) in [("error", "$[0].value"), ("warn", "$[1].value"), ("warn", "$[1].colour"), ("warn", "veiw")] {
        stage.check(
            path,
            &format!("said.filter(it => it.startsWith('{level} indicator-widget id=\"own\": ') && it.includes('{path}: ')).length"),
            1,
        );
    }
    // The reader sees what puts a figure in doubt, not what only its author has to know.
    stage.check("doubt", "stage.all('.doubt').length", 2);
    stage.check("unknown field", "stage.root().textContent.includes('colour')", false);
}

#[test]
fn a_refresh_that_fails_makes_the_picture_stale_and_never_loading() {
    let stage = Stage::open();
    for (case, status, text, code) in [
        ("500", 500, GOOD, "http-status"),
        ("HTML", 200, "<p>Bảo trì", "html"),
        ("half a file", 200, &GOOD[..20], "syntax"),
        ("nothing that can be drawn", 200, r#"{ "label": "Xã", "value": "?" }"#, "not-a-number"),
    ] {
        stage.site.put("/figures.json", 200, GOOD);
        stage.show(&format!("{HURRY}{}", widget("src='figures.json' refresh='100'")));
        stage.wait_for("ready");
        stage.site.put("/figures.json", status, text);
        stage.wait_for("stale");
        // The message is how old the picture is.
        stage.check(case, SEEN, json!([false, true, true]));
        stage.check(case, "stage.table().includes('81')", true);
        stage.check(case, "stage.pixels('12436d') > 500", true);
        stage.site.put("/figures.json", 200, BETTER);
        stage.browser.wait_until("widget.dataset.state === 'ready' && stage.table().includes('90')");
        stage.check(case, SEEN, json!([false, true, false]));
        let mut story: Vec<String> =
            serde_json::from_value(stage.value("stage.story")).expect("the story is a list of words");
        // It may have been ready, or failed, more than once.
        story.dedup_by(|a, b| a == b);
        assert!(!story[1..].contains(&"state loading".to_owned()), "{case}: {story:?}");
        let states: Vec<&str> = story.iter().filter_map(|entry| entry.strip_prefix("state ")).collect();
        assert_eq!(states, ["loading", "ready", "stale", "ready"], "{case}");
        assert!(story.contains(&format!("indicator-error {code}")), "{case}: {story:?}");
        stage.check_faultless(case);
    }
}

#[test]
fn a_first_failure_can_become_ready() {
    let stage = Stage::open();
    stage.site.put("/figures.json", 404, "");
    stage.show(&format!("{HURRY}{}", widget("src='figures.json' refresh='100'")));
    stage.wait_for("error");
    stage.site.put("/figures.json", 200, GOOD);
    stage.wait_for("ready");
    let states = "stage.story.filter(it => it.startsWith('state '))";
    stage.check("late", states, json!(["state loading", "state error", "state ready"]));
    stage.check("late", SEEN, json!([false, true, false]));
}

#[test]
fn a_server_that_does_not_answer_in_time_is_given_up() {
    let stage = Stage::open();
    stage.site.put("/figures.json", 200, GOOD);
    stage.show(&format!(
        "<script>stage.hold('figures.json'); stage.pace = seconds => seconds / 100</script>{}",
        widget("src='figures.json' lang='en'")
    ));
    stage.wait_for("error");
    stage.check("timeout", "stage.story", json!(["state loading", "state error", "indicator-error timeout"]));
    stage.check("timeout", "stage.message().includes('did not answer in time')", true);
    stage.check("timeout", "stage.waits.includes(30)", true);
    stage.browser.run("stage.let('figures.json'); return stage.frames()");
    stage.check("too late", "widget.dataset.state", "error");
}

#[test]
fn the_last_request_wins() {
    let stage = Stage::open();
    stage.site.put("/old.json", 200, &GOOD.replace("Xã", "old"));
    stage.site.put("/new.json", 200, &GOOD.replace("Xã", "new"));
    let shown = "[widget.dataset.state, stage.labels()]";
    for (case, change, label) in [
        ("another address", "widget.setAttribute('src', 'new.json')", "new"),
        ("a property", "widget.indicators = { label: 'property', value: 1 }", "property"),
        (
            "attributes",
            "widget.setAttribute('label', 'short'); widget.setAttribute('value', 1); widget.removeAttribute('src')",
            "short",
        ),
    ] {
        stage.show(&format!("<script>stage.hold('old.json')</script>{}", widget("src='old.json'")));
        stage.wait_for("loading");
        // The old request is under way when the new one begins, and is answered last.
        stage.browser.run(&format!("return stage.frames().then(() => {{ {change} }})"));
        stage.wait_for("ready");
        stage.check(case, shown, json!(["ready", [label]]));
        stage.browser.run("stage.let('old.json'); return stage.sleep(0.4)");
        stage.check(case, shown, json!(["ready", [label]]));
        stage.check(case, "stage.complaints", json!([]));
        stage.check_faultless(case);
    }
}

#[test]
fn why_there_are_no_figures_is_said_in_the_language_that_is_asked_for() {
    let stage = Stage::open();
    stage.settle(&widget("src='nowhere.json' lang='vi'"), "error");
    let asked = stage.requests_of("/nowhere.json");
    stage.browser.run("widget.lang = 'en'");
    stage.browser.wait_until("stage.message().includes('404') && !stage.message().includes('Máy')");
    assert_eq!(stage.requests_of("/nowhere.json"), asked, "nothing is asked again");
}

#[test]
fn scripts_and_styles_of_the_page_are_no_figures() {
    let stage = Stage::open();
    stage.site.put("/figures.json", 200, r#"{ "label": "Xã", "value": 1, "total": 2 }"#);
    for child in [
        r#"<script type="application/ld+json">{"@context": "https://schema.org"}</script>"#,
        r#"<style>{"a"}</style>"#,
        r#"<pre>{"label": "Xã"</pre>"#,
    ] {
        stage.settle(&format!("<indicator-widget src=' figures.json ' lang=''>{child}</indicator-widget>"), "ready");
        stage.check(child, "stage.labels()", json!(["Xã"]));
    }
}

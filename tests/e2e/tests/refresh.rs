//! Figures that are asked for again and again: when, what of the answers is taken, and what the reader is told meanwhile.

use e2e::Stage;
use serde_json::json;

const GOOD: &str = r#"{ "label": "Xã", "value": 81, "total": 116, "unit": "xã" }"#;
const BETTER: &str = r#"{ "label": "Xã", "value": 90, "total": 116, "unit": "xã" }"#;

/// What says what there is to complain of.
const REST: &str = "/indicator-widget.rest.wasm";

/// Hurries everything but the clock of a request, which has 30 seconds.
const HURRY: &str = "<script>stage.hurry(500)</script>";

fn widget(attributes: &str) -> String {
    format!("<indicator-widget {attributes}><p>Words of the page</p></indicator-widget>")
}

#[test]
fn a_refresh_waits_twice_as_long_after_each_failure_up_to_five_minutes() {
    let stage = Stage::open();
    // The last wait is reached within a second.
    let failing = |seconds: &str, random: &str| {
        stage.site.put("/figures.json", 200, GOOD);
        let attributes = format!("src='figures.json' refresh='{seconds}'");
        stage.show(&format!("{HURRY}<script>Math.random = () => {random}</script>{}", widget(&attributes)));
        stage.wait_for("ready");
        stage.site.put("/figures.json", 503, "");
        stage.wait_for("stale");
        stage.browser.run("return stage.sleep(1.8)");
    };
    // Every request has a clock of 30 seconds, which is not meant here.
    let waits = "stage.waits.filter(it => it > 0.5 && it !== 30).filter((it, i, all) => it !== all[i - 1])";
    // Where the machine was slow, the longest wait differs by less than a second from one to the next.
    let rounded = format!("({waits}).map(Math.round).filter((it, i, all) => it !== all[i - 1]).join()");
    for (seconds, random, expected) in [
        // A tenth less or more, so that not all readers of a page ask in the same moment.
        ("40", "0", "36,72,144,245"),
        ("40", "0.5", "40,80,160,273"),
        ("40", "0.999999", "44,88,176,300"),
        ("600", "0.5", "600"),
    ] {
        failing(seconds, random);
        stage.check(&format!("{seconds} s, {random}"), &rounded, expected);
    }
    stage.site.put("/figures.json", 200, GOOD);
    // More than a timer can count would not wait at all.
    for seconds in ["1e12", "Infinity"] {
        stage.settle(&format!("{HURRY}{}", widget(&format!("src='figures.json' refresh='{seconds}'"))), "ready");
        stage.browser.wait_until(&format!("({waits}).length"));
        stage.check(seconds, &format!("({waits}).every(it => it > 1.7e6 && it < 2147483)"), true);
    }
    for seconds in ["0", "0.5", "-1", "soon", ""] {
        stage.settle(&format!("{HURRY}{}", widget(&format!("src='figures.json' refresh='{seconds}'"))), "ready");
        let asked = stage.requests_of("/figures.json");
        stage.browser.run("return stage.sleep(0.7)");
        stage.check(seconds, waits, json!([]));
        assert_eq!(stage.requests_of("/figures.json"), asked, "refresh='{seconds}' asks once");
    }
    stage.browser.run("widget.setAttribute('refresh', '50')");
    stage.browser.wait_until(&format!("({waits}).length && ({waits}).every(it => it >= 45 && it <= 55)"));
    let asked = stage.requests_of("/figures.json");
    stage.browser.run("return stage.sleep(0.5)");
    assert!(stage.requests_of("/figures.json") > asked, "it begins when the attribute is set");
    stage.browser.run("widget.removeAttribute('refresh'); return stage.sleep(0.2)");
    let asked = stage.requests_of("/figures.json");
    stage.browser.run("return stage.sleep(0.5)");
    assert_eq!(stage.requests_of("/figures.json"), asked, "and ends when it is taken away");
}

#[test]
fn a_refresh_asks_whether_the_figures_are_still_the_same() {
    let path = "/fixtures/share.json";
    let stage = Stage::with(move |asked, response| {
        if asked == path {
            response.headers_mut().remove("cache-control");
        }
    });
    stage.settle(&format!("{HURRY}{}", widget(&format!("src='{path}' refresh='50'"))), "ready");
    let statuses = || -> Vec<u16> {
        stage.site.requests().iter().filter(|request| request.path == path).map(|request| request.status).collect()
    };
    stage.browser.run("return stage.frames()");
    let before = stage.value("[stage.draws, stage.story.length]");
    stage.browser.run("return stage.sleep(1)");
    let found = statuses();
    assert!(found.len() > 3 && found[0] == 200 && found[1..].iter().all(|status| *status == 304), "{found:?}");
    stage.check("neither drawn nor told again", "[stage.draws, stage.story.length]", before);
    stage.site.put(path, 200, BETTER);
    stage.browser.wait_until("stage.table().includes('90')");
    assert!(statuses().ends_with(&[304, 200]) || statuses().ends_with(&[200, 200]), "{:?}", statuses());
    stage.check_faultless("conditional");
}

#[test]
fn a_server_that_knows_no_conditions_does_not_make_the_widget_draw_anew() {
    let stage = Stage::open();
    stage.site.put("/figures.json", 200, GOOD);
    stage.settle(&format!("{HURRY}{}", widget("src='figures.json' refresh='50'")), "ready");
    stage.browser.run("return stage.frames()");
    let before = stage.value("[stage.draws, stage.story.length]");
    let asked = stage.requests_of("/figures.json");
    stage.browser.run("return stage.sleep(1)");
    assert!(stage.requests_of("/figures.json") > asked + 3);
    stage.check("the same text", "[stage.draws, stage.story.length]", before);
}

#[test]
fn a_hidden_tab_does_not_ask_until_it_is_shown() {
    let stage = Stage::open();
    stage.site.put("/figures.json", 200, GOOD);
    // The clock of the page can be put on.
    let clock = "<script>
        window.ahead = 0;
        const { now } = Date;
        Date.now = () => now() + ahead * 1000;
        let seen = 'visible';
        Object.defineProperty(document, 'visibilityState', { get: () => seen });
        window.see = state => { seen = state; document.dispatchEvent(new Event('visibilitychange')); };
        </script>";
    stage.settle(&format!("{HURRY}{clock}{}", widget("src='figures.json' refresh='100'")), "ready");
    stage.browser.run("see('hidden'); return stage.sleep(0.6)");
    let asked = stage.requests_of("/figures.json");
    stage.site.put("/figures.json", 200, BETTER);
    stage.browser.run("return stage.sleep(1)");
    assert_eq!(stage.requests_of("/figures.json"), asked, "hidden");
    stage.check("hidden", "stage.alive.timers", 0);
    // Too early: the rest is waited for.
    stage
        .browser
        .run("stage.pace = seconds => seconds; stage.waits.length = 0; see('visible'); see('hidden'); see('visible')");
    stage.check("the rest", "stage.waits.length === 2 && stage.waits.every(it => it > 50 && it <= 110)", true);
    assert_eq!(stage.requests_of("/figures.json"), asked, "too early");
    stage.browser.run("see('hidden'); ahead = 200; stage.waits.length = 0; see('visible')");
    stage.check("long over", "stage.waits[0]", 0);
    stage.browser.wait_until("stage.table().includes('90')");
    stage.check_faultless("hidden");
    stage.browser.run("widget.remove(); stage.waits.length = 0; see('hidden'); see('visible')");
    stage.check("removed", "stage.waits", json!([]));
}

#[test]
fn an_old_picture_says_of_when_it_is() {
    let stage = Stage::open();
    let date = "<script>
        const Now = Date;
        window.Date = class extends Now {
          constructor(...given) { given.length ? super(...given) : super(2026, 10, 25, 9, 5); }
        };
        </script>";
    stage.site.put("/figures.json", 200, GOOD);
    stage.settle(&format!("{HURRY}{date}{}", widget("src='figures.json' refresh='100'")), "ready");
    stage.site.put("/figures.json", 500, "");
    stage.wait_for("stale");
    let said = "stage.root().querySelector('[part=message] span + span').textContent";
    stage.check("vi", said, "Số liệu cũ, tải lúc 09:05 ngày 25/11/2026: chưa cập nhật được.");
    // In another language it is as old; numbers given by code do not make it newer.
    stage.browser.run("widget.lang = 'en'; return stage.frames()");
    stage.check("en", said, "Older figures, loaded at 09:05 on 25 November 2026: they could not be updated.");
    stage.browser.run("widget.updateValues([50]); return stage.sleep(0.4)");
    stage.check("still", "[widget.dataset.state, stage.message() !== '']", json!(["stale", true]));
    stage.site.put("/figures.json", 200, GOOD);
    stage.wait_for("ready");
    stage.check("recovered", "stage.message()", "");
    stage.check("recovered, and the file is the same: no news", "stage.table().includes('50')", true);
    stage.site.put("/figures.json", 200, &GOOD.replace("81", "82"));
    stage.browser.wait_until("stage.table().includes('82')");
}

#[test]
fn an_answer_that_was_given_up_does_not_come_back() {
    let stage = Stage::open();
    stage.site.put("/figures.json", 200, GOOD);
    // The second answer comes only when the test wants, whatever happened to its request.
    let slow = format!(
        "<script>
        stage.pace = seconds => seconds / 200;
        const fetched = window.fetch;
        let asked = 0;
        window.fetch = (address, more) => {{
          if (address !== 'figures.json' || (asked += 1) !== 2) return fetched(address, more);
          return new Promise(done => (window.answer = () => done(new Response(`{}`))));
        }};
        </script>",
        GOOD.replace("Xã", "old")
    );
    stage.settle(&format!("{slow}{}", widget("src='figures.json' refresh='20'")), "ready");
    stage.site.put("/figures.json", 200, &GOOD.replace("Xã", "new"));
    stage.browser.wait_until("stage.labels()[0] === 'new'");
    stage.check("given up", "stage.complaints.map(it => it.code)", json!(["timeout"]));
    stage.browser.run("answer(); return stage.sleep(0.4)");
    stage.check("late", "[widget.dataset.state, stage.labels()[0]]", json!(["ready", "new"]));
}

#[test]
fn a_failure_is_not_told_after_the_success_that_followed_it() {
    let stage = Stage::open();
    stage.site.put("/figures.json", 404, "");
    // The words for the failure are still on their way when the file is there.
    let hold = "<script>stage.hold(`${location.origin}/indicator-widget.wasm`)</script>";
    stage.show(&format!("{HURRY}{hold}{}", widget("src='figures.json' refresh='50'")));
    stage.wait_for("loading");
    stage.browser.run("return stage.sleep(0.3)");
    stage.site.put("/figures.json", 200, GOOD);
    stage.browser.run("return stage.sleep(0.5).then(() => stage.let(`${location.origin}/indicator-widget.wasm`))");
    stage.wait_for("ready");
    stage.browser.run("return stage.sleep(0.5)");
    stage.check(
        "in order",
        "stage.story.filter(it => it.startsWith('state'))",
        json!(["state loading", "state error", "state ready"]),
    );
}

#[test]
fn a_picture_that_waits_for_its_words_is_neither_old_nor_refused() {
    let stage = Stage::open();
    stage.site.put("/figures", 200, r#"{ "label": "A", "value": 1, "total": 2 }"#);
    let held = format!("<script>stage.hold(`${{location.origin}}{REST}`)</script>");
    let pace = "<script>stage.hurry(20)</script>";
    let widget = "<div id='place'></div><indicator-widget src='figures' refresh='2'></indicator-widget>";
    let (text, message) = ("widget.shadowRoot.textContent", "widget.shadowRoot.querySelector('[part=message]')");
    for state in ["stale", "error"] {
        if state == "error" {
            stage.site.put("/figures", 404, "");
        }
        stage.show(&format!("{held}{pace}{widget}"));
        stage.wait_for(if state == "error" { "error" } else { "ready" });
        stage.site.put("/figures", 404, "");
        stage.browser.wait_until(&format!("widget.dataset.state === '{state}' && stage.visible({message})"));
        stage.site.put("/figures", 200, r#"{ "label": "B", "value": 3, "total": 2 }"#);
        stage.browser.wait_until("stage.labels()[0] === 'B'");
        // After an old picture nothing is loading, and what is said of it does not stand below the new one.
        let waiting = if state == "error" { "loading" } else { "stale" };
        stage.check(state, &format!("[widget.dataset.state, stage.visible({message})]"), json!([waiting, false]));
        stage.browser.run("place.append(widget); return stage.sleep(0.3)");
        stage.check("moved", "widget.dataset.state", waiting);
        stage.browser.run(&format!("stage.let(`${{location.origin}}{REST}`)"));
        stage.browser.wait_until(&format!("widget.dataset.state === 'ready' && {text}.includes('3 lớn hơn')"));
        stage.check_faultless(state);
    }
}

#[test]
fn below_an_old_picture_stands_that_it_is_old_whatever_else_is_missing() {
    let stage = Stage::open();
    stage.site.put(REST, 404, "");
    stage.site.put("/figures", 200, r#"{ "label": "A", "value": 1, "total": 2 }"#);
    stage.show("<script>stage.hurry(20)</script><indicator-widget src='figures' refresh='2'></indicator-widget>");
    stage.wait_for("ready");
    stage.site.put("/figures", 404, "");
    stage.browser.wait_until("widget.dataset.state === 'stale' && stage.message().includes('Số liệu cũ')");
    stage.check("bad numbers", "widget.updateValues([3])", true);
    stage.browser.wait_until("stage.complaints.some(({ code }) => code === 'engine')");
    stage.check("the message", "stage.message().includes('Số liệu cũ')", true);
    stage.check_faultless("all");
}

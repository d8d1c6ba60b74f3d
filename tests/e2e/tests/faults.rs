//! The fault matrix: every bad input and every fault of a network beside a healthy neighbour.
//!
//! The reader is told what is wrong and how to mend it, the page's own words stay, the neighbour is drawn, and the page
//! has no error.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;
use std::time::Duration;

use e2e::Stage;
use serde_json::json;

const GOOD: &str = r#"{ "label": "Xã", "value": 81, "total": 116, "unit": "xã" }"#;
const MEGABYTE: usize = 1_000_000;

/// Opens a page with a widget of these attributes, a script that may give it more, and a healthy neighbour.
fn open(stage: &Stage, attributes: &str, script: &str) {
    stage.site.put("/good.json", 200, GOOD);
    stage.show(&format!(
        "<indicator-widget {attributes}><p>Words of the page</p></indicator-widget>
         <indicator-widget id='neighbour' src='good.json'><p>Words of the neighbour</p></indicator-widget>
         <script>{{ {script} }}</script>"
    ));
    stage
        .browser
        .wait_until("['ready', 'error'].includes(widget.dataset.state) && neighbour.dataset.state === 'ready'");
}

/// Whatever happened beside it, the neighbour is drawn and can be drawn anew, and nothing was thrown into the page.
#[track_caller]
fn check_neighbour(stage: &Stage, case: &str) {
    stage.browser.run("neighbour.redraw()");
    stage.check(case, "stage.pixels('12436d', neighbour.shadowRoot.querySelector('canvas')) > 500", true);
    stage.check(case, "stage.visible(neighbour.querySelector('p'))", false);
    stage.check_faultless(case);
}

/// It is refused with that code.
#[track_caller]
fn check_refused(stage: &Stage, case: &str, code: &str) {
    stage.check(case, "[widget.dataset.state, stage.complaints.map(it => it.code)]", json!(["error", [code]]));
    stage.check(case, "stage.visible(widget.querySelector('p'))", true);
    stage.check(case, "stage.visible(stage.root().querySelector('section'))", false);
    for part in ["message", "mend"] {
        let said = format!("stage.complaints[0].{part} !== '' && stage.message().includes(stage.complaints[0].{part})");
        stage.check(case, &said, true);
    }
    check_neighbour(stage, case);
}

/// It is drawn, with that label.
#[track_caller]
fn check_drawn(stage: &Stage, case: &str, label: &str) {
    stage.check(case, "[widget.dataset.state, stage.labels()[0]]", json!(["ready", label]));
    stage.check(case, "stage.visible(widget.querySelector('p'))", false);
    stage.check(case, "stage.all('img, script, a, iframe, b').length", 0);
    check_neighbour(stage, case);
}

#[test]
fn bad_files_are_refused_in_words() {
    let stage = Stage::open();
    let keys: Vec<String> = (0..1_000_000).map(|key| format!("\"k{key}\":0")).collect();
    for (case, content, code) in [
        ("a comma too many", br#"{ "label": "A", "value": 1, }"#.to_vec(), "syntax"),
        ("half a file", GOOD.as_bytes()[..20].to_vec(), "syntax"),
        ("nothing", Vec::new(), "syntax"),
        ("white space", b" \n ".to_vec(), "syntax"),
        ("null", b"null".to_vec(), "not-a-document"),
        ("a boolean", b"true".to_vec(), "not-a-document"),
        ("a web page", b"<!doctype html><title>Trang".to_vec(), "html"),
        ("a decimal comma", br#"{ "label": "A", "value": "12,5" }"#.to_vec(), "decimal-comma"),
        ("a boolean for a number", br#"{ "label": "A", "value": true }"#.to_vec(), "not-a-number"),
        ("brackets", vec![b'['; 10 * MEGABYTE], "too-deep"),
        ("keys", format!("{{{}}}", keys.join(",")).into_bytes(), "not-a-document"),
        ("a raw NUL", b"{ \"label\": \"A\0B\", \"value\": 1 }".to_vec(), "syntax"),
        ("half a surrogate pair", br#"{ "label": "\ud800", "value": 1 }"#.to_vec(), "syntax"),
        ("not UTF-8", b"{ \"label\": \"A\xff\xfeB\", \"value\": 1 }".to_vec(), "not-unicode"),
        ("too large", format!("[{GOOD}{}]", " ".repeat(20 * MEGABYTE)).into_bytes(), "too-large"),
    ] {
        stage.site.put("/bad.json", 200, &content);
        open(&stage, "src='bad.json'", "");
        let fatal = "stage.complaints.splice(0, Infinity, stage.complaints.find(it => it.severity === 'error'))";
        stage.browser.run(fatal);
        check_refused(&stage, case, code);
    }
}

#[test]
fn hostile_files_are_drawn_as_text() {
    let stage = Stage::open();
    let keys: Vec<String> = (0..1_000_000).map(|key| format!("\"k{key}\":0")).collect();
    let many = format!("{{ \"label\": \"A\", \"value\": 1, {} }}", keys.join(","));
    for (case, content, label) in [
        (
            "prototypes",
            br#"{ "__proto__": { "label": "X" }, "constructor": 1, "label": "A", "value": 1 }"#.to_vec(),
            "A",
        ),
        (
            "markup",
            br#"{ "label": "<img src=x onerror=alert(1)><b>&amp;", "value": 1 }"#.to_vec(),
            "<img src=x onerror=alert(1)><b>&amp;",
        ),
        ("bidi controls", "{ \"label\": \"A\u{202e}B\u{2066}\", \"value\": 1 }".into(), "AB"),
        ("unknown keys", many.into_bytes(), "A"),
    ] {
        stage.site.put("/odd.json", 200, &content);
        open(&stage, "src='odd.json'", "");
        check_drawn(&stage, case, label);
    }
}

#[test]
fn objects_of_any_kind_do_no_harm() {
    let stage = Stage::open();
    for (case, script, code) in [
        ("a circle", "const it = { label: 'A', value: 1 }; it.note = it; widget.indicators = it", "unreadable"),
        ("a circle of lists", "const it = []; it.push(it); widget.indicators = it", "unreadable"),
        ("a getter", "widget.indicators = { label: 'A', get value() { throw new Error('no') } }", "unreadable"),
        ("a proxy", "widget.indicators = new Proxy({}, { ownKeys() { throw new Error('no') } })", "unreadable"),
        (
            "a proxy that is off",
            "const { proxy, revoke } = Proxy.revocable([], {}); revoke(); widget.indicators = proxy",
            "unreadable",
        ),
        ("a function", "widget.indicators = { label: 'A', value: () => 1 }", "not-a-number"),
        ("a symbol", "widget.indicators = { label: 'A', value: Symbol('a') }", "not-a-number"),
        ("a date", "widget.indicators = { label: 'A', value: new Date() }", "not-a-number"),
        ("an element", "widget.indicators = document.body", "not-a-document"),
        ("not a number", "widget.indicators = { label: 'A', value: NaN }", "not-a-number"),
        ("a boolean", "widget.indicators = true", "not-a-document"),
        ("deep", "let it = {}; for (let i = 0; i < 99; i += 1) it = { a: it }; widget.indicators = it", "too-deep"),
        (
            "deeper than any stack",
            "let it = []; for (let i = 0; i < 1e6; i += 1) it = [it]; widget.indicators = it",
            "unreadable",
        ),
        (
            "wide at every level",
            "let it = [1]; for (let i = 0; i < 40; i += 1) it = Array(9).fill(it); widget.indicators = it",
            "too-large",
        ),
        ("a long text", "widget.indicators = ' '.repeat(20000001)", "too-large"),
        ("a long label", "widget.indicators = { label: 'a'.repeat(20000001), value: 1 }", "too-large"),
    ] {
        open(&stage, "", script);
        check_refused(&stage, case, code);
    }
    for (case, script, label) in [
        ("half a surrogate pair", "widget.indicators = { label: 'A\\ud800', value: 1 }", "A\u{fffd}"),
        (
            "prototypes",
            "widget.indicators = JSON.parse('{ \"__proto__\": { \"label\": 1 }, \"label\": \"A\", \"value\": 1 }')",
            "A",
        ),
        ("a class", "widget.indicators = new (class { constructor() { this.label = 'A'; this.value = 1 } })()", "A"),
        ("a proxy", "widget.indicators = new Proxy({ label: 'A', value: 1 }, {})", "A"),
        ("no prototype", "widget.indicators = Object.assign(Object.create(null), { label: 'A', value: 1 })", "A"),
        ("the same twice", "const it = { label: 'A', value: 1 }; widget.indicators = [it, it]", "A"),
        ("undefined", "widget.indicators = { label: 'A', value: 1, note: undefined }", "A"),
        ("what looks like half a pair", r"widget.indicators = { label: '\\ud800', value: 1 }", r"\ud800"),
        (
            "a typed array",
            "widget.indicators = { label: 'A', categories: ['a', 'b'], series: [{ values: Float64Array.of(1, 2) }] }",
            "A",
        ),
    ] {
        open(&stage, "", script);
        check_drawn(&stage, case, label);
    }
}

#[test]
fn a_network_may_fail_in_any_way() {
    let stage = Stage::with(|path, response| {
        if path == "/loop.json" {
            *response.status_mut() = "302".parse().unwrap();
            response.headers_mut().insert("location", "/loop.json".parse().unwrap());
        }
    });
    stage.site.put("/missing.json", 404, GOOD);
    stage.site.put("/broken.json", 500, GOOD);
    stage.site.put("/empty.json", 204, "");
    let allowed = "HTTP/1.1 200 OK\r\naccess-control-allow-origin: *\r\n";
    for (case, src, code) in [
        ("404", "missing.json".to_owned(), "http-status"),
        ("500", "broken.json".to_owned(), "http-status"),
        ("204", "empty.json".to_owned(), "syntax"),
        ("a redirect to itself", "loop.json".to_owned(), "unreachable"),
        ("nobody there", "http://127.0.0.1:9/".to_owned(), "unreachable"),
        ("no such scheme", "data-base://figures".to_owned(), "unreachable"),
        ("no address", "http://".to_owned(), "unreachable"),
        ("cut before the answer", raw("", false), "unreachable"),
        ("cut within the answer", raw(&format!("{allowed}content-length: 999\r\n\r\n{GOOD}"), false), "unreachable"),
        ("cut within the headers", raw("HTTP/1.1 200 OK\r\nacc", false), "unreachable"),
        ("no HTTP", raw("SSH-2.0-OpenSSH\r\n", false), "unreachable"),
        ("no consent", raw(&format!("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{GOOD}"), false), "unreachable"),
        ("said to be too large", raw(&format!("{allowed}content-length: 20000001\r\n\r\n"), true), "too-large"),
        ("without end", raw(&format!("{allowed}\r\n{}", " ".repeat(21 * MEGABYTE)), true), "too-large"),
    ] {
        open(&stage, &format!("src='{src}'"), "");
        check_refused(&stage, case, code);
    }

    for (case, src) in [("no answer", raw("", true)), ("no end", raw(&format!("{allowed}\r\n{GOOD}"), true))] {
        open(&stage, "label='A' value='1'", "");
        // Only now: on a busy machine the neighbour's figures may be as late as that.
        stage.browser.run(&format!("stage.pace = seconds => seconds / 20; widget.setAttribute('src', '{src}')"));
        stage.wait_for("error");
        check_refused(&stage, case, "timeout");
    }

    open(&stage, "label='A' value='1'", "");
    let offline = |offline| {
        let conditions = json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        stage.browser.devtools("Network.enable", json!({}));
        stage.browser.devtools("Network.emulateNetworkConditions", conditions);
    };
    offline(true);
    stage.browser.run("widget.setAttribute('src', 'good.json')");
    stage.wait_for("error");
    check_refused(&stage, "offline", "unreachable");
    offline(false);

    open(&stage, "label='A' value='1'", "");
    stage.browser.run("stage.hold('good.json'); widget.removeAttribute('label'); widget.removeAttribute('value')");
    stage.browser.run("widget.setAttribute('src', 'good.json'); return stage.frames()");
    stage.check("slow", "widget.dataset.state", "loading");
    check_neighbour(&stage, "slow");
    stage.browser.run("stage.let('good.json')");
    stage.wait_for("ready");
    check_drawn(&stage, "slow", "Xã");
}

/// The address of a server that sends these bytes to everyone, and then ends the connection, or leaves it open.
fn raw(bytes: &str, open: bool) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let bytes = bytes.to_owned();
    // It ends with the test.
    thread::spawn(move || {
        for connection in listener.incoming() {
            let (mut connection, bytes) = (connection.unwrap(), bytes.clone());
            thread::spawn(move || {
                let mut request = [0; 4096];
                if connection.read(&mut request).is_ok_and(|read| read == 0) {
                    return;
                }
                connection.write_all(bytes.as_bytes()).ok();
                // Until the browser hangs up.
                connection.set_read_timeout(Some(Duration::from_secs(60))).ok();
                while open && connection.read(&mut request).is_ok_and(|read| read > 0) {}
            });
        }
    });
    format!("http://{address}/")
}

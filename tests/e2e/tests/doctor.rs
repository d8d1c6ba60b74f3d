//! The webmaster's doctor: every fault is named where it stands, with its mend and the lines for the server, in both
//! languages, and a healthy page has none.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex, OnceLock};

use e2e::{Browser, Site, Stage};
use serde::Deserialize;
use serde_json::{Value, json};
use xtask::serve::Response;

const STRICT: &str =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'";

const WIDGET: &str = "<indicator-widget data-doctor label='Xã' value='81' total='116'></indicator-widget>";
const FIGURES: &str = r#"{ "label": "Xã", "value": 81, "total": 116, "asOf": "2021-05-15" }"#;

const MODULE: &str = "<script type='module' src='/indicator-widget.js'></script>";
const WASM: &str = "/indicator-widget.wasm";

/// What is done to an answer of the server.
type Change = fn(&str, &mut Response);

fn header(response: &mut Response, name: &'static str, value: &str) {
    response.headers_mut().insert(name, value.parse().unwrap());
}

/// A server as it should be: what it sends of the widget is compressed, and all stands under a strict policy.
fn good(path: &str, response: &mut Response) {
    header(response, "content-security-policy", STRICT);
    if response.status() == 200 && path.starts_with("/indicator-widget.") {
        header(response, "content-encoding", "gzip");
        response.headers_mut().remove("content-length");
        *response.body_mut() = gzipped(path).into();
    }
}

fn gzipped(path: &str) -> Vec<u8> {
    static KNOWN: OnceLock<Mutex<HashMap<String, Vec<u8>>>> = OnceLock::new();
    let mut known = KNOWN.get_or_init(Mutex::default).lock().unwrap();
    let compress = || {
        let script = "process.stdout.write(require('zlib').gzipSync(require('fs').readFileSync(process.argv[1])))";
        let file = xtask::dist::folder().join(path.trim_start_matches('/'));
        Command::new("node").args(["-e", script]).arg(file).output().unwrap().stdout
    };
    known.entry(path.to_owned()).or_insert_with(compress).clone()
}

/// What is done to the answers, and what the report then has: severity, code and place; the words in both languages; the
/// lines for nginx, Apache and IIS.
type Case = (&'static str, Change, [&'static str; 3], [&'static str; 2], [&'static str; 3]);

/// What is taken away, and what the report then has: severities and codes.
type MissingFiles = (&'static str, Change, &'static [(&'static str, &'static str)]);

/// One line of the report.
#[derive(Debug, Deserialize)]
struct Finding {
    severity: String,
    code: String,
    what: String,
    place: String,
    mend: String,
    /// For nginx, Apache and IIS.
    lines: Vec<String>,
}

/// A good server that can fall ill, and a browser before it.
struct Clinic {
    stage: Stage,
    illness: Arc<Mutex<Option<Change>>>,
}

impl Clinic {
    fn open() -> Self {
        let illness: Arc<Mutex<Option<Change>>> = Arc::default();
        let now = Arc::clone(&illness);
        let stage = Stage::with(move |path, response| {
            good(path, response);
            if let Some(change) = *now.lock().unwrap() {
                change(path, response);
            }
        });
        stage.site.put("/figures.json", 200, FIGURES);
        Self { stage, illness }
    }

    fn fall_ill(&self, change: Change) {
        *self.illness.lock().unwrap() = Some(change);
    }

    /// Opens a page with these scripts in its head and this body, and waits for the report.
    fn examine(&self, head: &str, body: &str) {
        self.stage.show_page(&format!(
            "<!doctype html><html lang='vi'><head><meta charset='utf-8'><title>Page</title>
            <link rel='icon' href='/favicon.svg'><script src='/stage.js'></script><link rel='stylesheet' href='/own.css'>
            {head}</head><body>{body}</body></html>"
        ));
        self.wait("page");
    }

    /// Waits for the report on the `page` or on its `data`, which is `report` then, among all `reports`.
    fn wait(&self, title: &str) {
        let heading = if title == "data" { "dữ liệu" } else { "trang này" };
        let reports = "window.reports = [...document.querySelectorAll('.indicator-doctor')].map(it => it.shadowRoot)";
        let own =
            format!("window.report = reports.find(it => it.querySelector('h2').textContent.includes('{heading}'))");
        self.stage
            .browser
            .wait_until(&format!("({reports}, {own}, report && report.querySelector('[aria-busy=false]'))"));
    }

    /// What the report lists as wrong, in this language.
    fn findings(&self, lang: &str) -> Vec<Finding> {
        let script = format!(
            "document.documentElement.lang = '{lang}';
            const rest = () => new Promise(done => setTimeout(done)).then(() => report.querySelector('[aria-busy=true]') && rest());
            return rest().then(() => [...report.querySelectorAll('.findings > li')].map(item => {{
                const text = selector => (item.querySelector(selector) || {{ textContent: '' }}).textContent;
                return {{ severity: item.className, code: item.dataset.code, what: text('.what'), place: text('.where'),
                    mend: text('.mend'), lines: [...item.querySelectorAll('pre')].map(it => it.textContent) }};
            }}))"
        );
        serde_json::from_value(self.stage.browser.run(&script)).unwrap()
    }

    fn summary(&self) -> String {
        self.stage.value("report.querySelector('[role=status]').textContent").as_str().unwrap().to_owned()
    }

    /// Asserts that the report names one thing, with these words and at this place, and nothing else.
    #[track_caller]
    fn check(&self, case: &str, severity: &str, code: &str, place: &str, words: [&str; 2]) -> Finding {
        for (lang, word) in ["en", "vi"].into_iter().zip([words[1], words[0]]) {
            let found = self.findings(lang);
            assert_eq!(found.len(), 1, "{case}: {found:#?}");
            let Finding { severity: its, code: own, place: there, what, mend, .. } = &found[0];
            assert_eq!((its.as_str(), own.as_str()), (severity, code), "{case}: {found:#?}");
            assert!(there.contains(place), "{case}: {there}");
            assert!(format!("{what} {mend}").contains(word), "{case}: {what} {mend}");
        }
        self.findings("vi").remove(0)
    }

    /// Asserts that each of the three servers gets the line, and IIS a file that is XML.
    #[track_caller]
    fn check_lines(&self, case: &str, found: &Finding, lines: [&str; 3]) {
        assert_eq!(found.lines.len(), 3, "{case}: {found:#?}");
        for (text, line) in found.lines.iter().zip(lines) {
            assert!(text.contains(line), "{case}: {line} is not in\n{text}");
        }
        let root = self.stage.value(&format!(
            "new DOMParser().parseFromString({}, 'application/xml').documentElement.nodeName",
            json!(found.lines[2])
        ));
        assert_eq!(root, "configuration", "{case}: {}", found.lines[2]);
    }
}

fn not_found(response: &mut Response) {
    *response.status_mut() = "404".parse().unwrap();
    response.headers_mut().remove("content-encoding");
}

/// What many a site answers for what it does not have: a page, and no error.
fn page_instead(response: &mut Response) {
    response.headers_mut().remove("content-encoding");
    response.headers_mut().remove("content-length");
    header(response, "content-type", "text/html");
    *response.body_mut() = "\r\n<!doctype html><title>Cổng thông tin</title>".into();
}

#[test]
fn a_healthy_page_has_no_fault() {
    let clinic = Clinic::open();
    let (tagged, single) = (
        "<script type='module' src='/indicator-widget.js' data-doctor></script>",
        "<script src='/indicator-widget.single.js' data-doctor></script>",
    );
    let table: Vec<u8> = "\u{feff}Xã\tHộ\r\nXã A\t7\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    clinic.stage.site.put("/table.txt", 200, &table);
    for (case, head, body, files) in [
        ("on the element", MODULE, WIDGET, &["indicator-widget.js", "indicator-widget.wasm"][..]),
        ("on the script", tagged, "<indicator-widget src='figures.json'></indicator-widget>", &["nowasm.js", ".css"]),
        ("in one file", single, "<indicator-widget src='figures.json'></indicator-widget>", &["single.js"]),
        ("twice", tagged, WIDGET, &["indicator-widget.js"]),
        ("a table", tagged, "<indicator-widget src='table.txt'></indicator-widget>", &["Tải được dữ liệu"]),
    ] {
        clinic.examine(head, body);
        let found = clinic.findings("vi");
        assert!(found.is_empty(), "{case}: {found:#?}");
        assert_eq!(clinic.summary(), "Không thấy lỗi nào.", "{case}");
        clinic.stage.check(case, "reports.length", 1);
        let checked = clinic.stage.value("report.querySelector('.good').textContent");
        let checked = checked.as_str().unwrap();
        for word in files.iter().copied().chain(["gzip", "cùng một phiên bản", "cho phép chạy WebAssembly", "Đã vẽ."])
        {
            assert!(checked.contains(word), "{case}: {word} is not in {checked}");
        }
        if body.contains("figures.json") {
            assert!(checked.contains("số liệu ghi ngày 15/5/2021"), "{case}: {checked}");
        }
        clinic.findings("en");
        assert_eq!(clinic.summary(), "No fault was found.", "{case}");
        clinic.stage.check(case, "getComputedStyle(report.host).borderTopWidth", "4px");
        clinic.stage.check_faultless(case);
    }
}

#[test]
fn nobody_else_loads_it() {
    let clinic = Clinic::open();
    for script in [MODULE, "<script src='/indicator-widget.single.js'></script>"] {
        clinic.stage.show_page(&format!(
            "<!doctype html><html lang='vi'><head><title>Page</title><script src='/stage.js'></script>{script}</head>
            <body><indicator-widget label='Xã' value='81'></indicator-widget></body></html>"
        ));
        clinic.stage.browser.wait_until("widget.dataset.state === 'ready' && document.readyState === 'complete'");
        clinic.stage.browser.run("return stage.frames()");
    }
    let asked: Vec<String> = clinic.stage.site.requests().into_iter().map(|request| request.path).collect();
    assert!(asked.contains(&WASM.to_owned()) && asked.contains(&"/indicator-widget.single.js".to_owned()), "{asked:?}");
    assert!(!asked.iter().any(|path| path.contains("doctor") || path.contains("integrity")), "{asked:?}");
}

#[test]
fn faults_of_the_server_come_with_their_lines() {
    let clinic = Clinic::open();
    let wasm_type = [
        "application/wasm wasm;",
        "AddType application/wasm .wasm",
        r#"<mimeMap fileExtension=".wasm" mimeType="application/wasm" />"#,
    ];
    let caching = [
        r#"add_header Cache-Control "no-cache";"#,
        r#"Header set Cache-Control "no-cache""#,
        r#"<clientCache cacheControlMode="DisableCache" />"#,
    ];
    let change: [Case; 7] = [
        (
            "no type for .wasm",
            |path, response| {
                if path == WASM {
                    response.headers_mut().remove("content-type");
                }
            },
            ["advice", "file-type", WASM],
            [
                "kiểu MIME để trống; kiểu đúng là application/wasm",
                "MIME type (none); the right one is application/wasm",
            ],
            wasm_type,
        ),
        (
            "wrong type for .wasm",
            |path, response| {
                if path == WASM {
                    header(response, "content-type", "application/octet-stream");
                }
            },
            ["advice", "file-type", WASM],
            ["kiểu MIME application/octet-stream", "MIME type application/octet-stream"],
            wasm_type,
        ),
        (
            ".wasm is not served",
            |path, response| {
                if path == WASM {
                    not_found(response);
                }
            },
            ["advice", "file-status", WASM],
            [
                "trả lời 404 thay vì gửi tệp indicator-widget.wasm. Hình vẫn được vẽ",
                "answers 404 in place of the file indicator-widget.wasm. The pictures are drawn all the same",
            ],
            wasm_type,
        ),
        (
            "a page instead of .wasm",
            |path, response| {
                if path == WASM {
                    page_instead(response);
                }
            },
            ["advice", "file-status", WASM],
            [
                "gửi một trang web thay vì tệp indicator-widget.wasm: tệp không có ở đó. Hình vẫn được vẽ",
                "sends a web page in place of the file indicator-widget.wasm: it is not there. The pictures are drawn",
            ],
            wasm_type,
        ),
        (
            "the rest of the program is not served",
            |path, response| {
                if path == "/indicator-widget.rest.wasm" {
                    not_found(response);
                }
            },
            ["fault", "file-status", "/indicator-widget.rest.wasm"],
            ["chưa biết đuôi .wasm", "does not know the ending .wasm"],
            wasm_type,
        ),
        (
            "not compressed",
            |path, response| {
                if path == WASM {
                    response.headers_mut().remove("content-encoding");
                    *response.body_mut() =
                        fs::read(xtask::dist::folder().join("indicator-widget.wasm")).unwrap().into();
                }
            },
            ["advice", "uncompressed", WASM],
            ["không nén: indicator-widget.wasm (", "without compression: indicator-widget.wasm"],
            [
                "gzip_types text/javascript application/javascript application/wasm application/json text/css;",
                "AddOutputFilterByType DEFLATE text/javascript application/javascript application/wasm",
                r#"appcmd.exe set config -section:system.webServer/httpCompression /+"staticTypes.[mimeType='application/wasm',enabled='True']" /commit:apphost"#,
            ],
        ),
        (
            "files of two versions",
            |path, response| {
                if path == "/indicator-widget.css" {
                    response.headers_mut().remove("content-encoding");
                    header(response, "content-encoding", "identity");
                    *response.body_mut() = "section { color: red }".into();
                }
            },
            ["fault", "mixed", "/"],
            [
                "indicator-widget.css không cùng phiên bản",
                "indicator-widget.css and integrity.json are of different versions",
            ],
            caching,
        ),
    ];
    for (case, change, [severity, code, place], words, lines) in change {
        clinic.fall_ill(change);
        clinic.examine(MODULE, WIDGET);
        let found = clinic.check(case, severity, code, place, words);
        clinic.check_lines(case, &found, lines);
        assert!(found.lines[2].contains("gộp vào tệp đang có"), "{case}: {}", found.lines[2]);
        clinic.stage.check(case, "widget.dataset.state", "ready");
    }
}

#[test]
fn missing_files_are_as_bad_as_what_readers_miss() {
    let clinic = Clinic::open();
    let alone = "<script type='module' src='/doctor.js'></script>";
    let missing: [MissingFiles; 5] = [
        (
            "no wasm at all",
            |path, response| {
                if path.ends_with(".wasm") {
                    not_found(response);
                }
            },
            &[("advice", "file-status"), ("advice", "file-status")],
        ),
        (
            "the script for no wasm",
            |path, response| {
                if path == "/indicator-widget.nowasm.js" {
                    not_found(response);
                }
            },
            &[("advice", "file-status")],
        ),
        (
            "all of them",
            |path, response| {
                if path.starts_with("/indicator-widget.") {
                    not_found(response);
                }
            },
            &[("fault", "no-folder"), ("fault", "not-defined")],
        ),
        (
            "a page instead of what is not wasm",
            |path, response| {
                if path.starts_with("/indicator-widget.") && !path.ends_with(".wasm") {
                    page_instead(response);
                }
            },
            &[("fault", "file-status"), ("fault", "not-defined"), ("advice", "file-status"), ("advice", "file-status")],
        ),
        (
            "a page instead of all of them",
            |path, response| {
                if path.starts_with("/indicator-widget.") {
                    page_instead(response);
                }
            },
            &[("fault", "no-folder"), ("fault", "not-defined")],
        ),
    ];
    for (case, change, codes) in missing {
        clinic.fall_ill(change);
        clinic.examine(&format!("{MODULE}{alone}"), WIDGET);
        let found = clinic.findings("vi");
        let own: Vec<(&str, &str)> = found.iter().map(|it| (it.severity.as_str(), it.code.as_str())).collect();
        assert_eq!(own, codes, "{case}: {found:#?}");
        // Servers know the ending of scripts by themselves.
        for it in &found {
            assert_eq!(it.lines.is_empty(), !it.place.ends_with(".wasm"), "{case}: {it:#?}");
        }
    }

    clinic.fall_ill(|path, response| {
        if path == "/integrity.json" {
            *response.status_mut() = "403".parse().unwrap();
        }
    });
    clinic.examine(MODULE, WIDGET);
    let words = ["trả lời 403 thay vì integrity.json", "answers 403 in place of integrity.json"];
    let found = clinic.check("integrity.json", "note", "versions-unknown", "/", words);
    assert!(!found.mend.contains("cùng thư mục"), "{found:#?}");

    clinic.fall_ill(|path, response| {
        if path == "/integrity.json" {
            page_instead(response);
        }
    });
    clinic.examine(MODULE, WIDGET);
    let words = ["gửi một trang web thay vì integrity.json", "sends a web page in place of integrity.json"];
    let found = clinic.check("a page instead of integrity.json", "note", "versions-unknown", "/", words);
    assert!(found.mend.contains("cùng thư mục"), "{found:#?}");

    clinic.fall_ill(|path, response| {
        if path == "/integrity.json" {
            response.headers_mut().remove("content-encoding");
            response.headers_mut().remove("content-length");
            *response.body_mut() = "{ \"indicator".into();
        }
    });
    clinic.examine(MODULE, WIDGET);
    let words = ["Không đối chiếu được", "could not be compared"];
    let found = clinic.check("half of integrity.json", "note", "versions-unknown", "/", words);
    assert!(found.mend.contains("bị hỏng"), "{found:#?}");
}

#[test]
fn a_doctor_that_cannot_come_says_so_on_the_page() {
    let clinic = Clinic::open();
    clinic.fall_ill(|path, response| {
        if path == "/doctor.js" {
            not_found(response);
        }
    });
    clinic.stage.show_page(&format!("<!doctype html><html lang=\"vi\"><body>{MODULE}{WIDGET}"));
    clinic.stage.browser.wait_until("document.body.innerText.includes('doctor.js không tải được')");
}

#[test]
fn lines_are_open_for_the_server_that_answers() {
    let clinic = Clinic::open();
    let cases: [(Change, Value); 4] = [
        (|_, response| header(response, "server", "nginx/1.22.1"), json!(["nginx"])),
        (|_, response| header(response, "server", "Apache/2.4"), json!(["Apache"])),
        (|_, response| header(response, "server", "Microsoft-IIS/10.0"), json!(["IIS"])),
        (|_, _| (), json!(["nginx", "Apache", "IIS"])),
    ];
    for (server, open) in cases {
        clinic.fall_ill(server);
        clinic.stage.site.put("/gone.json", 404, "{}");
        clinic.examine(MODULE, "<indicator-widget data-doctor src='gone.json'></indicator-widget>");
        clinic.stage.check(
            "open",
            "[...report.querySelectorAll('[data-code=data-status] details[open] summary')].map(it => it.textContent)",
            open,
        );
    }
}

#[test]
fn a_missing_permission_comes_with_the_policy_that_gives_it() {
    let clinic = Clinic::open();
    clinic.fall_ill(|_, response| {
        header(
            response,
            "content-security-policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:",
        );
    });
    clinic.examine(MODULE, WIDGET);
    let words = ["thiếu 'wasm-unsafe-eval'", "'wasm-unsafe-eval' is missing"];
    let found = clinic.check("refused", "advice", "wasm-refused", "/stage.html", words);
    let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data:";
    clinic.check_lines(
        "refused",
        &found,
        [
            &format!(r#"add_header Content-Security-Policy "{policy}" always;"#),
            &format!(r#"Header set Content-Security-Policy "{policy}""#),
            &format!(r#"<add name="Content-Security-Policy" value="{policy}" />"#),
        ],
    );
    clinic.stage.check("drawn all the same", "widget.dataset.state", "ready");
    assert!(!found.mend.contains("<meta"), "{}", found.mend);

    // The policy stands in the page itself.
    clinic.fall_ill(|_, response| {
        response.headers_mut().remove("content-security-policy");
    });
    let meta = "<meta http-equiv='Content-Security-Policy' content=\"script-src 'self'\">";
    clinic.examine(&format!("{meta}{MODULE}"), WIDGET);
    let found = clinic.check("in the page", "advice", "wasm-refused", "/stage.html", words);
    let tag = "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'self' 'wasm-unsafe-eval'\">";
    assert!(found.mend.contains(tag) && found.lines.is_empty(), "{found:#?}");

    // No request is allowed, not even the doctor's: scripts and styles are used all the same.
    clinic.fall_ill(|_, response| {
        let policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'";
        header(response, "content-security-policy", policy);
    });
    clinic.examine(MODULE, WIDGET);
    let found = clinic.findings("vi");
    assert!(found.iter().all(|it| it.severity != "fault"), "{found:#?}");
    let unasked =
        found.iter().filter(|it| it.code == "file-unasked").map(|it| (it.severity.as_str(), it.place.as_str()));
    let unasked: Vec<_> = unasked.collect();
    assert_eq!(unasked.len(), 3, "{found:#?}");
    assert!(unasked.iter().all(|(severity, place)| *severity == "note" && !place.ends_with(".wasm")), "{found:#?}");
    let refused = found.iter().find(|it| it.code == "wasm-refused").unwrap();
    assert!(refused.lines[0].contains("connect-src 'self'"), "{refused:#?}");
    clinic.stage.check("no request", "widget.dataset.state", "ready");
    clinic.fall_ill(|_, response| {
        response.headers_mut().remove("content-security-policy");
    });

    // A browser without any wasm.
    clinic.stage.site.put("/no-wasm.js", 200, "delete window.WebAssembly;");
    clinic.examine(&format!("<script src='/no-wasm.js'></script>{MODULE}"), WIDGET);
    clinic.check("none", "note", "wasm-none", "/stage.html", ["không có WebAssembly", "has no WebAssembly"]);

    // Then the other script is needed, and its lack is a fault.
    clinic.stage.site.put("/indicator-widget.nowasm.js", 404, "");
    clinic.examine(&format!("<script src='/no-wasm.js'></script>{MODULE}"), WIDGET);
    let found = clinic.findings("vi");
    let codes: Vec<(&str, &str)> = found.iter().map(|it| (it.severity.as_str(), it.code.as_str())).collect();
    assert_eq!(codes, [("fault", "file-status"), ("fault", "complaint"), ("note", "wasm-none")], "{found:#?}");
    assert!(
        found[1].what.contains("Không vẽ được biểu đồ trong trình duyệt này."),
        "the widget's own words: {found:#?}"
    );
}

#[test]
fn a_policy_keeps_what_it_says_and_gets_the_permission() {
    let stage = Stage::open();
    stage.show("");
    for (policy, allowing) in [
        ("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'"),
        (
            "default-src 'self' https://a.vn; img-src *",
            "default-src 'self' https://a.vn; img-src *; script-src 'self' https://a.vn 'wasm-unsafe-eval'",
        ),
        ("img-src 'self'", "img-src 'self'; script-src 'self' 'wasm-unsafe-eval'"),
        ("Script-Src  'self' 'nonce-abc123' ;", "Script-Src 'self' 'nonce-…' 'wasm-unsafe-eval'"),
        (
            "default-src 'none'; script-src 'self'",
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
        ),
        (
            "default-src 'self'; script-src 'self'; connect-src 'none'",
            "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
        ),
        (
            "script-src 'self'; connect-src https://a.vn",
            "script-src 'self' 'wasm-unsafe-eval'; connect-src https://a.vn 'self'",
        ),
    ] {
        let call = format!("import('/doctor/permission.js').then(it => it.allowing({}))", json!(policy));
        stage.check(policy, &call, allowing);
    }
    for (page, data, mixed) in [
        ("https://a.vn/", "http://a.vn/x.json", true),
        ("https://a.vn/", "https://b.vn/x.json", false),
        ("http://a.vn/", "http://b.vn/x.json", false),
        ("https://a.vn/", "http://127.0.0.1/x.json", false),
    ] {
        stage.check(data, &format!("import('/doctor/data.js').then(it => it.isMixed('{page}', '{data}'))"), mixed);
    }
}

#[test]
fn faults_of_the_data_are_told_apart() {
    let clinic = Clinic::open();
    let site = &clinic.stage.site;
    site.put("/gone.json", 404, "<!doctype html><title>404</title>");
    site.put("/home.json", 200, "<!doctype html><title>Cổng thông tin</title>");
    site.put("/old.json", 200, b"{ \"label\": \"X\xe3\", \"value\": 1 }");
    let closed = Site::start();
    closed.put("/quy-1.json", 200, FIGURES);
    let nobody = {
        let gone = Site::start();
        gone.url("/quy-1.json")
    };
    // Else the policy of the page would stop what is to be tried.
    let elsewhere: Change = |_, response| {
        header(response, "content-security-policy", &STRICT.replace("connect-src 'self'", "connect-src *"));
    };
    let here: Change = |_, _| ();
    let moved: Change = |path, response| {
        header(response, "content-security-policy", &STRICT.replace("connect-src 'self'", "connect-src *"));
        if path == "/moved.json" {
            *response.status_mut() = "302".parse().unwrap();
            header(response, "location", "http://127.0.0.1:9/login");
        }
    };
    let json_type = [
        "application/json json;",
        "AddType application/json .json",
        r#"<mimeMap fileExtension=".json" mimeType="application/json" />"#,
    ];
    let on_disk = [
        "Tải tệp lên trang web, rồi viết vào src địa chỉ của tệp trên trang ấy, có dấu / ở đầu",
        "Upload the file to the site, and write its address there in src, with / in front",
    ];
    let page = clinic.stage.site.url("");
    let cors = [
        format!(r#"add_header Access-Control-Allow-Origin "{page}";"#),
        format!("<Files \"quy-1.json\">\n  Header set Access-Control-Allow-Origin \"{page}\"\n</Files>"),
        format!(r#"<add name="Access-Control-Allow-Origin" value="{page}" />"#),
    ];
    let cors = cors.each_ref().map(String::as_str);
    let other = closed.url("/quy-1.json");
    for (case, change, src, code, words, lines) in [
        ("404", here, "gone.json", "data-status", ["trả lời 404", "answers 404"], Some(json_type)),
        (
            "a page",
            here,
            "home.json",
            "data-html",
            ["một trang web thay vì dữ liệu", "a web page in place of the data"],
            None,
        ),
        ("a drive", here, r"C:\bai\quy-1.json", "data-on-disk", on_disk, None),
        ("a file of a drive", here, "file:///C:/bai/quy-1.json", "data-on-disk", on_disk, None),
        ("not UTF-8", here, "old.json", "data-encoding", ["chọn mã UTF-8", "as UTF-8"], None),
        (
            "another site",
            elsewhere,
            other.as_str(),
            "data-cors",
            ["không cho http://127.0.0.1", "does not let http://127.0.0.1"],
            Some(cors),
        ),
        (
            "no server",
            elsewhere,
            nobody.as_str(),
            "data-unreachable",
            ["địa chỉ này không trả lời", "this address does not answer"],
            None,
        ),
        (
            "led elsewhere",
            moved,
            "moved.json",
            "redirect",
            ["chuyển địa chỉ này sang một nơi", "leads this address to a place"],
            None,
        ),
        (
            "forbidden",
            here,
            other.as_str(),
            "data-policy",
            ["connect-src của chính sách", "the policy’s connect-src"],
            None,
        ),
    ] {
        clinic.fall_ill(change);
        clinic.examine(MODULE, &format!("<indicator-widget data-doctor src='{src}'></indicator-widget>"));
        // What the element complains of is the same.
        let found = clinic.check(case, "fault", code, src.rsplit(['\\', '/']).next().unwrap(), words);
        if let Some(lines) = lines {
            clinic.check_lines(case, &found, lines);
        }
        assert_eq!(clinic.summary(), "Có 1 lỗi.", "{case}");
        clinic.stage.check(case, "widget.dataset.state", "error");
    }

    // Of anything else it is heard, whatever comes of its address.
    clinic.fall_ill(here);
    let child = "<script type='application/json'>{</script>";
    clinic.examine(MODULE, &format!("<indicator-widget data-doctor src='gone.json'>{child}</indicator-widget>"));
    let found = clinic.findings("vi");
    let codes: Vec<&str> = found.iter().map(|it| it.code.as_str()).collect();
    assert_eq!(codes, ["data-status", "complaint"], "{found:#?}");
}

#[test]
fn another_sites_script_needs_its_consent() {
    let clinic = Clinic::open();
    let cdn = Site::start();
    let home = cdn.url("");
    let policy: Change = |_, response| {
        header(response, "content-security-policy", "script-src * 'wasm-unsafe-eval'; style-src *; connect-src *");
    };
    clinic.fall_ill(policy);
    let head = format!(
        "<script type='module' src='{home}/indicator-widget.js'></script><script type='module' src='/doctor.js'></script>"
    );
    clinic.examine(&head, WIDGET);
    let found = clinic.findings("vi");
    let cors = found.iter().find(|it| it.code == "file-cors" && it.place.ends_with("/indicator-widget.js")).unwrap();
    assert_eq!(cors.severity, "fault");
    let line = format!("add_header Access-Control-Allow-Origin \"{}\";", clinic.stage.site.url(""));
    assert!(cors.lines[0].contains(&line), "{cors:#?}");
    assert!(found.iter().any(|it| it.code == "not-defined" && it.place.starts_with(&home)), "{found:#?}");

    // A classic script runs without it; what cannot be seen is not called a fault.
    clinic.examine(
        &format!(
            "<script src='{home}/indicator-widget.single.js'></script><script type='module' src='/doctor.js'></script>"
        ),
        WIDGET,
    );
    let found = clinic.findings("vi");
    let codes: Vec<(&str, &str)> = found.iter().map(|it| (it.severity.as_str(), it.code.as_str())).collect();
    assert_eq!(codes, [("note", "file-unseen"), ("note", "versions-unknown")], "{found:#?}");
}

#[test]
fn a_script_that_does_not_run_is_told_by_the_doctor_alone() {
    let clinic = Clinic::open();
    let alone = "<script type='module' src='/doctor.js'></script>";
    let cases: [(&str, Change, &str, [&str; 2], &str); 5] = [
        (
            "not there",
            |path, response| {
                if path == "/indicator-widget.js" {
                    not_found(response);
                }
            },
            MODULE,
            ["file-status", "not-defined"],
            "",
        ),
        (
            "wrong type",
            |path, response| {
                if path == "/indicator-widget.js" {
                    header(response, "content-type", "text/plain");
                }
            },
            MODULE,
            ["file-type", "not-defined"],
            "AddType text/javascript .js",
        ),
        (
            "wrong integrity",
            |_, _| (),
            "<script type='module' src='/indicator-widget.js' integrity='sha384-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'></script>",
            ["integrity", "not-defined"],
            "",
        ),
        ("no type", |_, _| (), "<script src='/indicator-widget.js'></script>", ["no-module", ""], ""),
        ("no script", |_, _| (), "", ["no-script", ""], ""),
    ];
    for (case, change, head, codes, line) in cases {
        clinic.fall_ill(change);
        clinic.examine(&format!("{head}{alone}"), WIDGET);
        let found = clinic.findings("vi");
        let own: Vec<&str> = found.iter().filter(|it| it.severity == "fault").map(|it| it.code.as_str()).collect();
        assert_eq!(own, codes.into_iter().filter(|code| !code.is_empty()).collect::<Vec<_>>(), "{case}: {found:#?}");
        assert!(line.is_empty() || found[0].lines[1].contains(line), "{case}: {found:#?}");
        assert!(codes[0] != "no-module" || found[0].mend.contains("type=\"module\""), "{case}: {found:#?}");
        if codes[0] == "integrity" {
            let values: Value =
                serde_json::from_slice(&fs::read(xtask::dist::folder().join("integrity.json")).unwrap()).unwrap();
            assert!(found[0].mend.contains(values["indicator-widget.js"].as_str().unwrap()), "{found:#?}");
        }
    }
}

#[test]
fn a_copy_in_the_cache_is_told_from_what_the_server_has() {
    let clinic = Clinic::open();
    clinic.fall_ill(|path, response| {
        if path == WASM {
            header(response, "cache-control", "max-age=3600");
        }
    });
    clinic.examine(MODULE, WIDGET);
    assert!(clinic.findings("vi").is_empty());
    // A byte more: a section of no meaning, so that the module stays one.
    clinic.fall_ill(|path, response| {
        if path == WASM {
            let mut bytes = fs::read(xtask::dist::folder().join("indicator-widget.wasm")).unwrap();
            bytes.extend([0, 2, 1, b'x']);
            header(response, "content-encoding", "identity");
            *response.body_mut() = bytes.into();
        }
    });
    clinic.examine(MODULE, WIDGET);
    let found = clinic.findings("vi");
    let cached = found.iter().find(|it| it.code == "cached").unwrap_or_else(|| panic!("{found:#?}"));
    assert!(cached.place.ends_with(WASM) && cached.what.contains("bản cũ của indicator-widget.wasm"), "{cached:#?}");
    assert!(cached.lines[1].contains("Header set Cache-Control \"no-cache\""), "{cached:#?}");
}

#[test]
fn faults_of_the_page_are_named_where_they_stand() {
    let clinic = Clinic::open();
    clinic.stage.site.put(
        "/own.css",
        200,
        "indicator-widget { display: block } .none { width: 0 } .flat { height: 0; overflow: hidden } .away { display: none }",
    );
    clinic.fall_ill(|path, response| {
        if path == "/own.css" {
            header(response, "content-type", "text/css");
        }
    });
    let inside = |open: &str, close: &str| format!("{open}<div id='inner'>{WIDGET}</div>{close}");
    for (case, body, severity, code, words) in [
        ("no width", inside("<div class='none' id='box'>", "</div>"), "fault", "no-width", ["rộng 0 px", "0 px wide"]),
        ("no height", inside("<div class='flat' id='box'>", "</div>"), "fault", "no-height", ["cao 0 px", "0 px high"]),
        ("away", inside("<div class='away' id='box'>", "</div>"), "note", "hidden", ["chưa hiện", "not shown now"]),
        (
            "folded",
            inside("<details id='box'><summary>Xem</summary>", "</details>"),
            "note",
            "hidden",
            ["sẽ được vẽ khi phần ấy mở ra", "will be drawn when"],
        ),
    ] {
        clinic.examine(MODULE, &body);
        let found = clinic.check(
            case,
            severity,
            code,
            "<indicator-widget data-doctor label=\"Xã\" value=\"81\" total=\"116\">",
            words,
        );
        assert!(found.what.contains("id=\"box\""), "{case}: the culprit is named: {}", found.what);
    }

    // What comes after such a tag is inside it; of that nothing is said before it has an end.
    let slash = "<indicator-widget data-doctor label='Xã' value='81' total='116' />";
    let ends = ["Viết </indicator-widget> ngay sau", "Write </indicator-widget> right after"];
    for (case, rest) in
        [("another", WIDGET), ("a heading", "<h2>Tin khác</h2>"), ("the foot", "<footer>Liên hệ</footer>")]
    {
        clinic.examine(MODULE, &format!("{slash}<p>Sau hình</p>{rest}"));
        clinic.check(case, "fault", "unclosed", "<indicator-widget data-doctor label=\"Xã\"", ends);
    }

    let twice = ["2 lần", "2 times"];
    for (case, scripts, place) in [
        ("two addresses", "<script type='module' src='/indicator-widget.js?v=2'></script>", "/indicator-widget.js?v=2"),
        ("module and one file", "<script src='/indicator-widget.single.js'></script>", "/indicator-widget.single.js"),
        ("imported", "<script type='module' src='/importing.js'></script>", "/indicator-widget.js?imported"),
    ] {
        clinic.stage.site.put("/importing.js", 200, "import '/indicator-widget.js?imported';");
        clinic.examine(&format!("{MODULE}{scripts}"), WIDGET);
        clinic.check(case, "advice", "twice", place, twice);
    }

    clinic.examine(&format!("{MODULE}<script type='module' src='/doctor.js'></script>"), "<p>Không có hình</p>");
    clinic.check(
        "no element",
        "note",
        "no-element",
        "/stage.html",
        ["không có thẻ <indicator-widget>", "no <indicator-widget>"],
    );

    let frame = "<iframe src='/embed.html?src=/figures.json' title='Số liệu'></iframe>";
    clinic.examine("<script type='module' src='/doctor.js'></script>", frame);
    let doctor = "/doctor.html?src=%2Ffigures.json";
    clinic.check("a frame", "note", "in-frame", "/embed.html?src=/figures.json", [doctor, doctor]);
}

#[test]
fn figures_that_are_refused_or_doubtful_are_told_one_by_one() {
    let clinic = Clinic::open();
    let figures = r#"[{ "label": "A", "value": 130, "total": 120 }, { "label": "B", "value": "12,5" }, { "label": "C", "value": 3, "colour": "red" }]"#;
    clinic.stage.site.put("/mixed.json", 200, figures);
    // The figure is drawn, and what stands around it is not.
    let around = r#"{ "title": "T", "asOf": "2021-5-15", "source": "Sở A", "period": "Quý I", "indicators": [{ "label": "A", "value": 1 }] }"#;
    clinic.stage.site.put("/around.json", 200, around);
    let first = format!("<script type='module' src='/doctor.js'></script>{MODULE}");
    let later = "<script type='module' src='/indicator-widget.js' data-doctor></script>";
    for (case, head) in [("it hears them", first.as_str()), ("it comes later", later)] {
        clinic.examine(head, "<indicator-widget src='mixed.json'></indicator-widget>");
        clinic.stage.check(case, "widget.dataset.state", "ready");
        let found = clinic.findings("vi");
        let codes: Vec<(&str, &str)> = found.iter().map(|it| (it.severity.as_str(), it.code.as_str())).collect();
        assert_eq!(codes, [("fault", "complaint"), ("advice", "doubt"), ("advice", "doubt")], "{case}: {found:#?}");
        assert!(found.iter().all(|it| it.place.contains("src=\"mixed.json\"")), "{case}: {found:#?}");
        assert!(found[0].what.contains("12,5") && found[0].place.contains("$[1].value"), "{case}: {found:#?}");
        assert!(found[1].what.contains("130 lớn hơn tổng số 120"), "{case}: {found:#?}");
        assert!(found[2].what.contains("colour"), "what only authors are told: {case}: {found:#?}");
        assert_eq!(clinic.summary(), "Có 1 lỗi và 2 chỗ nên sửa.", "{case}");

        clinic.examine(head, "<indicator-widget src='around.json'></indicator-widget>");
        clinic.stage.check(case, "widget.dataset.state", "ready");
        for (lang, words) in [("vi", "Có một phần không hiện được."), ("en", "A part is not shown.")] {
            let found = clinic.findings(lang);
            let places: Vec<&str> = found.iter().filter_map(|it| it.place.split('$').nth(1)).collect();
            assert_eq!(places, [".period", ".asOf", ".source"], "{case}: {found:#?}");
            assert!(found.iter().all(|it| it.what.contains(words)), "{case}: {found:#?}");
        }
        clinic.stage.check(case, "report.querySelector('.good').textContent.includes('2021')", false);
    }
}

#[test]
fn dates_are_written_as_the_widget_writes_them() {
    let stage = Stage::open();
    stage.show("");
    for (text, [vi, en]) in [
        ("2021", ["năm 2021", "2021"]),
        ("2021-12", ["tháng 12/2021", "December 2021"]),
        ("2021-07-05", ["ngày 5/7/2021", "5 July 2021"]),
        ("2020-02-29", ["ngày 29/2/2020", "29 February 2020"]),
    ] {
        let call = format!(
            "import('/doctor/dates.js').then(it => ['vi', 'en'].map(lang => it.written(it.dateIn('{text}'), lang)))"
        );
        stage.check(text, &call, json!([vi, en]));
    }
    let refused = json!([
        "2021-02-29",
        "2021-04-31",
        "2021-13",
        "2021-00",
        "2021-05-00",
        "2021-5-15",
        "15/5/2021",
        "2021-05-15-01",
        2021
    ]);
    stage.check("refused", &format!("import('/doctor/dates.js').then(it => {refused}.filter(it.dateIn))"), json!([]));

    let clinic = Clinic::open();
    clinic.fall_ill(|path, response| {
        if path == "/figures.json" {
            header(response, "last-modified", "Mon, 05 Jul 2021 06:00:00 GMT");
        }
    });
    clinic.examine(MODULE, "<indicator-widget data-doctor src='figures.json'></indicator-widget>");
    for (lang, words) in [
        ("vi", "số liệu ghi ngày 15/5/2021; tệp sửa lần cuối ngày 5/7/2021."),
        ("en", "the figures are dated 15 May 2021; the file was last changed on 5 July 2021."),
    ] {
        assert!(clinic.findings(lang).is_empty());
        let told = format!("report.querySelector('.good').textContent.includes({})", json!(words));
        clinic.stage.check(lang, &told, true);
    }
}

#[test]
fn old_figures_are_told_when_they_become_old() {
    let clinic = Clinic::open();
    clinic.examine(MODULE, "<indicator-widget data-doctor src='figures.json' refresh='1'></indicator-widget>");
    assert!(clinic.findings("vi").is_empty());
    clinic.stage.site.put("/figures.json", 500, "");
    clinic.stage.browser.wait_until("report.querySelector('[data-code=stale]')");
    for (lang, words) in
        [("vi", ["Hình đang cho thấy số liệu cũ", "500"]), ("en", ["The picture shows old figures", "500"])]
    {
        let found = clinic.findings(lang);
        let codes: Vec<&str> = found.iter().map(|it| it.code.as_str()).collect();
        assert_eq!(codes, ["data-status", "stale"], "{found:#?}");
        assert!(found[1].what.contains(words[0]) && found[1].mend.contains(words[1]), "{found:#?}");
    }
    clinic.stage.site.put("/figures.json", 200, FIGURES);
    clinic.stage.browser.wait_until("!report.querySelector('.findings > li')");
}

#[test]
fn the_page_of_the_doctor_checks_its_folder_and_an_address() {
    let clinic = Clinic::open();
    let stage = &clinic.stage;
    let open = |query: &str| {
        stage.browser.goto(&stage.site.url(&format!("/doctor.html{query}")));
    };
    open("");
    clinic.wait("page");
    assert!(clinic.findings("vi").is_empty(), "{:#?}", clinic.findings("vi"));
    stage.check("sample", "document.querySelector('indicator-widget').dataset.state", "ready");
    stage.check("instead of the sentence", "document.body.innerText.includes('file://')", false);
    assert_eq!(stage.browser.errors(), [""; 0], "no violation either");

    stage
        .browser
        .run("document.getElementById('src').value = '/figures.json'; document.querySelector('form button').click()");
    clinic.wait("data");
    assert!(clinic.findings("vi").is_empty());
    stage.check("read", "report.querySelector('.good').textContent.includes('15/5/2021')", true);
    stage
        .browser
        .run("document.getElementById('src').value = 'http://'; document.querySelector('form button').click()");
    stage.check("no address", "document.getElementById('refusal').textContent", "Đây không phải là một địa chỉ.");

    // By the address, and in English.
    stage.browser.run("document.getElementById('switch').click()");
    stage.check(
        "English",
        "reports.map(it => it.querySelector('h2').textContent)",
        json!(["What was found on this page", "What was found in the data"]),
    );
    // A link of the site itself leads to what it names.
    let follow = |query: &str| {
        open("");
        stage.browser.run(&format!("window.left = true; location.href = '/doctor.html{query}'"));
        stage.browser.wait_until("!window.left && document.readyState === 'complete'");
    };
    follow("?src=/gone.json");
    clinic.wait("data");
    clinic.check("?src", "fault", "data-status", "/gone.json", ["404", "404"]);

    // Whoever made the link must not put words of their own on this page: its reader asks, or nobody.
    let foreign = stage.site.url("/figures.json").replace("127.0.0.1", "localhost");
    for src in ["data:application/json,{\"label\":\"X\",\"value\":1}", &foreign, "blob:null/1", "http://"] {
        follow(&format!("?src={src}"));
        clinic.wait("page");
        stage.check(src, "document.getElementById('src').value", "");
        stage.check(src, "document.getElementById('data').childElementCount", 0);
    }
    let own = stage.site.url("/figures.json");
    open(&format!("?src={own}"));
    clinic.wait("page");
    stage.check("from elsewhere", "document.getElementById('src').value", own);
    stage.check("from elsewhere", "document.getElementById('data').childElementCount", 0);

    // What is wrong in the data, the element itself says, and shows what can be shown.
    let shown = "[...report.querySelectorAll('indicator-widget')].map(it => it.dataset.state)";
    stage.site.put("/comma.json", 200, "{ \"label\": \"Xã\", \"value\": 12,5 }");
    stage.site.put("/slip.csv", 200, "Huyện,Số xã\nA,1\nB,2\nA,3\n");
    follow("?src=/comma.json");
    clinic.wait("data");
    clinic.check("syntax", "fault", "complaint", "$", ["dòng 1, cột 30", "line 1, column 30"]);
    stage.check("syntax", shown, json!(["error"]));
    follow("?src=/slip.csv");
    clinic.wait("data");
    clinic.check("a doubt", "advice", "doubt", "Huyện:4", ["“A” có hai dòng", "“A” has two rows"]);
    stage.check("a doubt", shown, json!(["ready"]));

    clinic.fall_ill(|path, response| {
        if path == WASM {
            not_found(response);
        }
    });
    open("");
    clinic.wait("page");
    clinic.check("its folder", "advice", "file-status", WASM, ["404", "404"]);
}

#[test]
fn from_a_file_the_page_says_why_nothing_runs() {
    let browser = Browser::chromium(800, 1.0, false);
    let page = xtask::dist::folder().join("doctor.html");
    browser.goto(&format!("file://{}", Path::new(&page).display()));
    for words in ["file://", "indicator-widget.single.js", "trình duyệt không nạp module", "browsers load no modules"]
    {
        assert_eq!(browser.run(&format!("return document.body.innerText.includes('{words}')")), true, "{words}");
    }
    assert_eq!(browser.run("return document.querySelectorAll('form:not([hidden]), .indicator-doctor').length"), 0);
}

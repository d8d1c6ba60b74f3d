//! What comes later comes once, however many widgets want it, and not before one does.

use std::fs;

use e2e::{Engine, Stage};

const WIDGETS: usize = 5;
const PARTS: [&str; 6] = [
    "indicator-widget.js",
    "indicator-widget.wasm",
    "indicator-widget.rest.wasm",
    "indicator-widget.nowasm.js",
    "indicator-widget.css",
    "doctor.js",
];

/// How often each of [`PARTS`] was asked for.
fn asked(stage: &Stage) -> [usize; 6] {
    PARTS.map(|part| stage.requests_of(&format!("/{part}")))
}

/// Shows widgets in the page, one that code adds, and all that a reader can open.
fn use_everything(stage: &Stage) {
    let widget = "<indicator-widget label='Xã' value='81' total='116' unit='xã'></indicator-widget>";
    stage.show(&widget.repeat(WIDGETS));
    let widgets = "Array.from(document.querySelectorAll('indicator-widget'))";
    stage.browser.wait_until(&format!("{widgets}.every((one) => one.dataset.state === 'ready')"));
    stage.check("mount", "stage.mount({ label: 'Xã', value: 2 }).then((element) => element.dataset.state)", "ready");
    stage.browser.run(&format!(
        "for (const one of {widgets}) one.shadowRoot.querySelectorAll('button').forEach((button) => button.click())"
    ));
    let types = "['image/png', 'image/svg+xml', 'text/csv']";
    let sizes = format!(
        "Promise.all({types}.map((type) => widget.export(type))).then((all) => all.map(({{ size }}) => size > 50))"
    );
    stage.check("exports", &sizes, vec![true, true, true]);
}

#[test]
fn the_program_is_downloaded_once_for_all_widgets() {
    let stage = Stage::open();
    use_everything(&stage);
    assert_eq!(asked(&stage), [1, 1, 1, 0, 0, 0], "{PARTS:?}");
    stage.check_faultless("wasm");
}

/// The line of README.md that has the browser fetch the program early.
fn preload() -> String {
    let readme = fs::read_to_string(xtask::root().join("README.md")).unwrap();
    let line = readme.lines().find(|line| line.starts_with("<link rel=\"preload\"")).unwrap();
    line.replace("/widget/", "/")
}

#[test]
fn what_the_page_fetches_early_is_not_fetched_again() {
    // WebKit fetches it again, as README.md says.
    for engine in [Engine::Chromium, Engine::Firefox] {
        let stage = Stage::on(engine, |_, _| ());
        stage.show_page(&format!(
            "<!doctype html><html lang='vi'><head><meta charset='utf-8'><title>Page</title>
            <link rel='icon' href='/favicon.svg'><script src='/stage.js'></script>{}
            <script type='module' src='/indicator-widget.js'></script></head>
            <body><indicator-widget label='Xã' value='81' total='116'></indicator-widget></body></html>",
            preload()
        ));
        stage.wait_for("ready");
        assert_eq!(asked(&stage), [1, 1, 0, 0, 0, 0], "{engine:?}: {PARTS:?}");
        stage.check_faultless("early");
    }
}

#[test]
fn the_program_as_a_script_is_downloaded_once_where_there_is_no_module() {
    let stage = Stage::with(|path, response| {
        if path == "/indicator-widget.wasm" {
            *response.status_mut() = "404".parse().unwrap();
        }
    });
    use_everything(&stage);
    let [script, module, rest, program, ..] = asked(&stage);
    assert_eq!([script, module, rest, program], [1, 1, 0, 1]);
}

#[test]
fn a_page_without_figures_loads_no_program() {
    let stage = Stage::open();
    stage.show("<p>Words</p>");
    stage.browser.run("return stage.sleep(0.5)");
    assert_eq!(asked(&stage), [1, 0, 0, 0, 0, 0], "{PARTS:?}");
}

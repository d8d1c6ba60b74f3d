//! A program that breaks under one widget: the others go on with another, and do not notice.

use e2e::Stage;
use serde_json::json;

/// Stops the program in the middle, as a trap does, when a file with these words is put into its memory.
const TRAP: &str = "<script>
    window.traps = 0;
    const { set } = Uint8Array.prototype;
    Uint8Array.prototype.set = function (bytes, place) {
      const isMemory = this.length >= 65536;
      if (isMemory && new TextDecoder().decode(Uint8Array.from(bytes)).includes('hỏng')) {
        traps += 1;
        throw new (window.WebAssembly ? WebAssembly.RuntimeError : Error)('unreachable');
      }
      return set.call(this, bytes, place);
    };
    </script>";

/// The first one is to be broken; two neighbours, one of them with numbers of its own.
const WIDGETS: &str = "
    <indicator-widget label='Một' value='1' total='4'><p>Words of the page</p></indicator-widget>
    <indicator-widget id='left' label='Hai' value='81' total='116' unit='xã'><p>left</p></indicator-widget>
    <indicator-widget id='right' label='Ba' value='7' total='9' unit='xã'><p>right</p></indicator-widget>";

/// A document that traps while it is read.
const POISON: &str = "{ label: 'Đã hỏng', value: 1 }";

fn open(stage: &Stage) {
    stage.show(&format!("{TRAP}{WIDGETS}"));
    stage.browser.wait_until("document.querySelectorAll('[data-state=ready]').length === 3");
    // Nothing is asked of the program while it is being replaced.
    stage.browser.run("right.updateValues([8]); return stage.sleep(0.4)");
}

/// The neighbours are as they were: drawn, described, readable, and of their own figures.
fn check_neighbours(stage: &Stage, case: &str) {
    stage.browser.wait_until(
        "[left, right].every(it => it.dataset.state === 'ready' && it.shadowRoot.querySelector('[tabindex]'))",
    );
    for (id, figures) in [("left", "81/116"), ("right", "8/9")] {
        let case = &format!("{case}, {id}");
        stage.check(case, &format!("stage.pixels('12436d', {id}.shadowRoot.querySelector('canvas')) > 500"), true);
        stage.check(case, &format!("stage.visible({id}.querySelector('p'))"), false);
        // Drawn and said anew by the next program.
        stage.browser.run(&format!("{id}.redraw()"));
        stage.check(case, &format!("stage.pixels('12436d', {id}.shadowRoot.querySelector('canvas')) > 500"), true);
        let csv = format!(
            "{id}.export('text/csv').then(blob => blob.text()).then(text => '{figures}'.split('/').every(it => text.includes(`;${{it}};`)))"
        );
        stage.check(case, &csv, true);
        stage.check(case, &format!("{id}.updateValues([{}])", if id == "left" { 81 } else { 8 }), true);
    }
    stage.check_faultless(case);
}

/// The broken one says so, and the page's own words are back.
fn check_broken(stage: &Stage, case: &str) {
    stage.check(case, "widget.dataset.state", "error");
    stage.check(case, "stage.visible(widget.querySelector('p'))", true);
    stage.check(case, "stage.visible(stage.root().querySelector('section'))", false);
    stage.check(case, "stage.complaints.map(it => it.code)", json!(["engine"]));
    stage.check(case, "stage.message().includes(stage.complaints[0].mend)", true);
    stage.check(case, "stage.message().includes('gặp lỗi với số liệu này')", true);
}

#[test]
fn those_that_wait_for_their_first_picture_get_it_from_the_next_program() {
    let stage = Stage::open();
    stage.show(&format!("{TRAP}<div id='place'></div>"));
    // In a page that is there, none waits for its turn: all three wait for the program.
    let widgets = WIDGETS.replacen("label='Một'", "label='Đã hỏng'", 1);
    stage.browser.run(&format!("place.innerHTML = {}", json!(widgets)));
    stage.browser.wait_until("[left, right].every((it) => it.dataset.state === 'ready')");
    stage.check("the program", "traps", 1);
    check_broken(&stage, "the first of all");
    stage.browser.run("right.updateValues([8]); return stage.sleep(0.4)");
    check_neighbours(&stage, "beside the first of all");
}

#[test]
fn one_that_breaks_the_program_leaves_its_neighbours_alone() {
    let stage = Stage::open();
    for (case, deed) in [
        ("while it is read", format!("widget.indicators = {POISON}; widget.redraw()")),
        ("as text", format!("widget.indicators = JSON.stringify({POISON}); widget.redraw()")),
        (
            "while it is drawn",
            "Object.defineProperty(stage.all('canvas')[0], 'width', { configurable: true, set() { throw new WebAssembly.RuntimeError('unreachable') } });
             widget.redraw()".to_owned(),
        ),
    ] {
        open(&stage);
        let downloads = stage.requests_of("/indicator-widget.wasm");
        let before = stage.value("stage.alive.widgets");
        assert_eq!(before, 3, "{case}");
        stage.browser.run(&format!("window.old = stage.memory; {deed}"));
        check_broken(&stage, case);
        check_neighbours(&stage, case);
        stage.check(case, "stage.memory !== old", true);
        // What is left of the first program is not freed in the second, where other widgets may be at its place.
        stage.browser.devtools("HeapProfiler.enable", json!({}));
        stage.browser.devtools("HeapProfiler.collectGarbage", json!({}));
        stage.browser.run("return stage.sleep(0.3)");
        stage.check(case, "stage.alive.widgets", 2);
        check_broken(&stage, case);
        assert_eq!(stage.requests_of("/indicator-widget.wasm"), downloads, "{case}: the program is not downloaded again");
        stage.browser.run(
            "stage.all('canvas').forEach(it => delete it.width); widget.indicators = { label: 'Lành', value: 2, total: 4 }",
        );
        stage.wait_for("ready");
        check_neighbours(&stage, &format!("{case}, then mended"));
    }
}

#[test]
fn the_program_as_a_script_is_replaced_likewise() {
    let stage = Stage::open();
    stage.site.put("/no-wasm.js", 200, "delete window.WebAssembly;");
    stage.show(&format!("<script src='/no-wasm.js'></script>{TRAP}{WIDGETS}"));
    stage.browser.wait_until("document.querySelectorAll('[data-state=ready]').length === 3");
    stage.browser.run(&format!("right.updateValues([8]); widget.indicators = {POISON}; widget.redraw()"));
    check_broken(&stage, "no wasm");
    check_neighbours(&stage, "no wasm");
}

#[test]
fn what_broke_the_program_is_not_tried_for_ever() {
    let stage = Stage::open();
    open(&stage);
    stage.browser.run(&format!("widget.indicators = {POISON}"));
    stage.wait_for("error");
    stage
        .browser
        .run("widget.lang = 'en'; widget.setAttribute('view', 'tile'); widget.redraw(); return stage.sleep(0.3)");
    stage.check("the same", "traps", 1);
    for _ in 0..5 {
        stage.browser.run(&format!("widget.indicators = {POISON}; return stage.sleep(0.3)"));
    }
    stage.check("given again and again", "traps", 3);
    check_neighbours(&stage, "three times");

    // A refresh does not try the same again, and keeps the picture that there was.
    stage.site.put("/figures.json", 200, "{ \"label\": \"Lành\", \"value\": 1, \"total\": 4 }");
    stage.show(&format!(
        "<script>stage.hurry(500)</script>{TRAP}{}",
        WIDGETS.replacen("label='Một' value='1' total='4'", "src='figures.json' refresh='50'", 1)
    ));
    stage.wait_for("ready");
    stage.browser.run("right.updateValues([8])");
    stage.site.put("/figures.json", 200, "{ \"label\": \"Đã hỏng\", \"value\": 1, \"total\": 4 }");
    stage.wait_for("stale");
    let asked = stage.requests_of("/figures.json");
    stage.browser.run("return stage.sleep(1)");
    assert!(stage.requests_of("/figures.json") > asked + 1, "it is asked for still");
    stage.check("refresh", "traps", 1);
    stage.check("refresh", "stage.labels()", json!(["Lành"]));
    stage.check("refresh", "stage.message().includes('Số liệu cũ')", true);
    check_neighbours(&stage, "refresh");
    stage.site.put("/figures.json", 200, "{ \"label\": \"Mới\", \"value\": 1, \"total\": 4 }");
    stage.wait_for("ready");
    stage.check("refresh", "stage.labels()", json!(["Mới"]));
}

#[test]
fn figures_that_came_while_it_was_replaced_are_those_that_another_language_shows() {
    let stage = Stage::open();
    let figures = |label: &str| format!("{{ \"label\": \"{label}\", \"value\": 1, \"total\": 4 }}");
    stage.site.put("/figures.json", 200, &figures("Cũ"));
    stage.show(&format!(
        "<script>stage.hurry(500)</script>{TRAP}{}",
        WIDGETS.replacen("label='Một' value='1' total='4'", "src='figures.json' refresh='50'", 1)
    ));
    stage.wait_for("ready");
    // The next program is there when it is let.
    stage.browser.run(&format!(
        "const {{ instantiate }} = WebAssembly;
         const let_it_come = new Promise((come) => (window.come = come));
         WebAssembly.instantiate = (...given) => let_it_come.then(() => instantiate.apply(WebAssembly, given));
         left.indicators = {POISON};
         left.redraw()"
    ));
    let asked = || stage.requests_of("/figures.json");
    stage.site.put("/figures.json", 200, &figures("Mới"));
    let before = asked();
    stage.browser.run("return stage.sleep(0.5)");
    assert!(asked() > before, "the new figures");
    stage.browser.run("widget.lang = 'en'; return stage.sleep(0.1)");
    stage.check("meanwhile", "stage.labels()", json!(["Cũ"]));
    stage.browser.run("come()");
    stage.browser.wait_until("stage.labels()[0] === 'Mới'");
    stage.browser.run("return stage.sleep(0.3)");
    stage.check("in the end", "stage.labels()", json!(["Mới"]));
}

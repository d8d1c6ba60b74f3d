//! The widget in pages that are strict, incomplete, or written in code: policies, a module that is missing, `mount`,
//! and what a widget leaves behind.
//!
//! `stage.alive` counts what a page has to keep for its widgets; `element.rs` says how a case is written.

use e2e::{Engine, Stage};
use serde_json::json;
use xtask::serve::Response;

const SHARE: &str = r#"{ "label": "Xã", "value": 81, "total": 116, "unit": "xã" }"#;
const WIDGET: &str =
    "<indicator-widget label='Xã' value='81' total='116' unit='xã'><p>Words of the page</p></indicator-widget>";

/// The colour of a bar.
const BAR: &str = "12436d";

/// Neither form of the program is there.
fn without_program(path: &str, response: &mut Response) {
    if path.ends_with(".wasm") || path.ends_with(".nowasm.js") {
        *response.status_mut() = "404".parse().unwrap();
        *response.body_mut() = "<!doctype html><title>404</title>".into();
        response.headers_mut().remove("content-length");
        response.headers_mut().insert("content-type", "text/html".parse().unwrap());
    }
}

/// A stage whose pages have this content-security policy.
fn under(policy: &'static str) -> Stage {
    Stage::with(move |_, response| {
        response.headers_mut().insert("content-security-policy", policy.parse().unwrap());
    })
}

/// A page with an empty `place` and the module's exports at hand, on which `code`, in an async function, has run.
fn run(stage: &Stage, code: &str) {
    stage.show("<div id='place' style='width: 400px'></div>");
    then(stage, &format!("window.module = await import('/indicator-widget.js'); {code}"));
}

fn then(stage: &Stage, code: &str) {
    stage.browser.run(&format!("return (async () => {{ {code} }})()"));
}

#[test]
fn a_strict_policy_is_kept() {
    let stage = under(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'",
    );
    stage.site.put("/figures.json", 200, SHARE);
    let child = format!("<indicator-widget><script type='application/json'>{SHARE}</script></indicator-widget>");
    for (case, body) in [("address", "<indicator-widget src='figures.json'></indicator-widget>"), ("child", &child)] {
        stage.settle(body, "ready");
        stage.check(case, "stage.pixels('12436d') > 500", true);
        stage.check(case, "getComputedStyle(stage.root().querySelector('section')).position", "relative");
        stage.check(case, "stage.all('canvas')[0].getBoundingClientRect().width", 784);
        then(&stage, "widget.setAttribute('theme', 'dark'); stage.all('button')[0].click(); await stage.frames()");
        stage.check(case, "stage.pixels('5aa9e6') > 500", true);
        stage.check(case, "stage.visible(stage.all('table')[0])", true);
        stage.check_faultless(case);
    }
    // The policy is in force, or all of this proves nothing.
    stage.browser.run("document.body.setAttribute('style', 'color: red'); return stage.frames()");
    stage.check("in force", "stage.faults.length", 1);
}

#[test]
fn without_the_program_the_page_keeps_its_words() {
    for (case, stage) in [
        ("404", Stage::with(without_program)),
        ("not a program", {
            let stage = Stage::open();
            stage.site.put("/indicator-widget.wasm", 200, "<!doctype html>");
            stage.site.put("/indicator-widget.nowasm.js", 200, "<!doctype html>");
            stage
        }),
    ] {
        stage.site.put("/figures.json", 200, SHARE);
        for (body, lang) in [
            (WIDGET.to_owned(), "vi"),
            (WIDGET.replace("label='Xã'", "lang='en' src='figures.json'"), "en"),
            (WIDGET.replace("label='Xã'", "src='nowhere.json'"), "vi"),
        ] {
            let case = &format!("{case}, {body}");
            stage.settle(&body, "error");
            stage.check(case, "stage.story", json!(["state loading", "state error", "indicator-error engine"]));
            stage.check(case, "stage.visible(widget.querySelector('p'))", true);
            let words = if lang == "en" { "cannot be drawn" } else { "Không vẽ được" };
            stage.check(case, &format!("stage.message().includes('{words}')"), true);
            stage.check(case, "stage.message().includes(stage.complaints[0].mend)", true);
            // A script that is none is a page's syntax error by itself; else it is told to the author, and nothing is thrown.
            stage.check(case, "stage.faults.filter(it => !it.includes('SyntaxError'))", json!([]));
        }
    }
}

#[test]
fn widgets_share_one_module() {
    let stage = Stage::open();
    let two = WIDGET.repeat(2);
    stage.show(&format!("{two}<script type='module' src='/indicator-widget.js?twice'></script>"));
    stage
        .browser
        .wait_until("[...document.querySelectorAll('indicator-widget')].every(it => it.dataset.state === 'ready')");
    assert_eq!(stage.requests_of("/indicator-widget.wasm"), 1);
    // Once each; once more where the window gets its size only now.
    stage.check("both drawn", "[2, 4].includes(stage.draws)", true);
    let drawn =
        "[...document.querySelectorAll('indicator-widget')].map(it => it.shadowRoot.querySelector('canvas').width > 0)";
    stage.check("each of them", drawn, json!([true, true]));
    stage.check_faultless("the module twice");
}

#[test]
fn mount_takes_figures_and_options() {
    let stage = Stage::open();
    let both = json!([{ "id": "a", "label": { "vi": "Xã", "en": "Communes" }, "value": 1, "total": 2 },
        { "id": "b", "label": "B", "value": 1, "total": 2 }]);
    for (options, labels, canvases) in [
        ("{}", json!(["Xã", "B"]), 2),
        ("{ lang: 'en' }", json!(["Communes", "B"]), 2),
        ("{ lang: 'en', only: ['b'] }", json!(["B"]), 1),
        ("{ only: 'b a', view: 'tile' }", json!(["Xã", "B"]), 0),
    ] {
        run(&stage, &format!("window.mounted = await module.mount(place, {both}, {options})"));
        // Not a moment later: it had drawn when it resolved.
        stage.check(options, "[place.contains(widget), widget.dataset.state]", json!([true, "ready"]));
        stage.check(options, "stage.labels()", labels);
        stage.check(options, "stage.all('canvas').length", canvases);
    }
    run(&stage, &format!("await module.mount(place, JSON.stringify({both}), {{ theme: 'dark' }})"));
    stage.check("as text, dark", "stage.pixels('5aa9e6') > 500", true);
    run(&stage, "window.mounted = await module.mount(place, { label: 'Xã', value: '12,5' }, { lang: 'en' })");
    stage.check("bad figures", "[widget.dataset.state, stage.message().includes('12.5')]", json!(["error", true]));
    then(&stage, &format!("mounted.update({both})"));
    stage.check("mended", "[widget.dataset.state, stage.message()]", json!(["ready", ""]));
    run(
        &stage,
        "const host = document.createElement('div'); await module.mount(host, {}); window.out = host.children.length",
    );
    stage.check("a host that is not in the page", "out", 1);
    stage.check_faultless("mount");
}

#[test]
fn update_has_drawn_when_it_returns() {
    let stage = Stage::open();
    run(&stage, &format!("window.mounted = await module.mount(place, {SHARE})"));
    // Everything is read before the browser has done anything else.
    let seen = |call: &str| {
        stage.value(&format!(
            "(() => {{ const before = stage.pixels('{BAR}'); stage.draws = 0; {call};
            return [stage.pixels('{BAR}') / before, stage.draws, stage.labels()[0], widget.dataset.state] }})()"
        ))
    };
    let after = seen("mounted.update({ label: 'new', value: 40.5, total: 116 })");
    assert!((0.45..0.55).contains(&after[0].as_f64().unwrap()), "half of the bar: {after}");
    assert_eq!((&after[1], &after[2], &after[3]), (&json!(1), &json!("new"), &json!("ready")), "one picture");
    let same = "window.object = { label: 'same', value: 81, total: 116 }; mounted.update(object);
        object.value = 40.5; stage.draws = 0; mounted.update(object)";
    let after = seen(same);
    assert!((0.9..1.1).contains(&after[0].as_f64().unwrap()), "an object that was changed in place: {after}");
    // Where nothing can be drawn, the reason may have to be loaded.
    then(&stage, "mounted.update({ label: 'x', value: '?' })");
    stage.wait_for("error");
}

#[test]
fn update_values_changes_pixels_at_once_and_then_the_words() {
    let stage = Stage::open();
    let table = json!({ "label": "Điểm", "unit": "điểm", "categories": ["A", "B"],
        "series": [{ "label": "2020", "values": [50, 100] }, { "label": "2021", "values": [100, 100] }] });
    run(&stage, &format!("window.mounted = await module.mount(place, {table}, {{ lang: 'en' }})"));
    stage.wait_for("ready");
    let update = |values: &str| {
        stage.value(&format!(
            "(() => {{ const before = stage.pixels('{BAR}'); stage.draws = 0;
             const fits = mounted.updateValues({values});
             return [fits, stage.pixels('{BAR}') / before, stage.draws] }})()"
        ))
    };
    // The first series had 150, and the longest bar stays 100.
    let after = update("new Float64Array([50, 25, 100, 100])");
    assert_eq!((&after[0], &after[2]), (&json!(true), &json!(1)), "{after}");
    assert!((0.4..0.6).contains(&after[1].as_f64().unwrap()), "half of the first series' bars: {after}");
    let row = "stage.all('tbody tr').map(it => it.textContent).join(' ')";
    let sentence = "stage.all('canvas')[0].getAttribute('aria-label')";
    stage.browser.wait_until(&format!("({row}).includes('25') && ({sentence}).includes('25')"));

    let after = update("new Float64Array([50, NaN, 12.5, 100])");
    assert_eq!(after[0], true, "{after}");
    stage.browser.wait_until(&format!("({row}).includes('12.5') && ({row}).includes('no figures yet')"));
    stage.check("missing", &format!("/NaN|\\b0\\b/.test({row})"), false);

    let before = stage.value(row);
    for (case, values) in [
        ("too few", "new Float64Array([1, 2, 3])"),
        ("too many", "new Float64Array(5)"),
        ("none", "new Float64Array()"),
        ("beyond range", "new Float64Array([1, 2, 3, Infinity])"),
    ] {
        let after = update(values);
        assert_eq!(after, json!([false, 1, 0]), "{case}: it says so, and nothing changes");
        stage.browser.run("return stage.sleep(0.3)");
        stage.check(case, row, before.clone());
    }
    stage.check("still ready", "widget.dataset.state", "ready");
    stage.check_faultless("updateValues");
}

#[test]
fn destroy_leaves_nothing_behind() {
    let stage = Stage::on(Engine::Chromium, |_, _| ());
    stage.site.put("/figures.json", 200, SHARE);
    // Once, so that what all widgets share is there.
    run(&stage, &format!("(await module.mount(place, {SHARE})).destroy(); await stage.sleep(0.5)"));
    let before = stage.value("stage.alive");
    stage.check("the counts work", "Object.values(stage.alive).every(it => it >= 0)", true);
    let counters = || {
        stage.browser.devtools("HeapProfiler.collectGarbage", json!({}));
        stage.browser.devtools("HeapProfiler.collectGarbage", json!({}));
        let counters = stage.browser.devtools("Memory.getDOMCounters", json!({}));
        ["nodes", "jsEventListeners"].map(|name| counters[name].as_u64().unwrap())
    };
    let [nodes, listeners] = counters();
    then(&stage, &format!("window.mounted = await module.mount(place, {SHARE})"));
    for kind in ["listeners", "observers", "widgets"] {
        let more = stage.value(&format!("stage.alive.{kind}")).as_u64() > before[kind].as_u64();
        assert!(more, "a widget has {kind}, or its end proves nothing");
    }
    then(&stage, "mounted.destroy()");
    // In each of these, something is under way when the widget is taken away.
    for (case, code) in [
        ("drawn", "mounted.destroy()"),
        ("twice", "mounted.destroy(); mounted.destroy()"),
        ("updated", "mounted.update({ label: 'x', value: 1 }); mounted.destroy()"),
        ("new numbers", "mounted.updateValues([40]); mounted.destroy()"),
        ("a change of width", "place.style.width = '300px'; await stage.sleep(0); mounted.destroy()"),
        ("a change of theme", "mounted.element.setAttribute('theme', 'dark'); mounted.destroy()"),
        ("a change of attributes", "mounted.element.setAttribute('lang', 'en'); mounted.destroy()"),
        ("the table open", "stage.all('button')[0].click(); mounted.destroy()"),
        ("bad figures", "mounted.update({}); mounted.destroy()"),
        (
            "an address",
            "mounted.element.indicators = null; mounted.element.setAttribute('src', 'figures.json'); await 0; mounted.destroy()",
        ),
        (
            "a refresh",
            "mounted.element.setAttribute('refresh', '3'); mounted.element.indicators = null;
             mounted.element.setAttribute('src', 'figures.json'); await stage.sleep(0.3); mounted.destroy()",
        ),
        (
            "calls afterwards",
            "mounted.destroy(); mounted.updateValues([1]); mounted.update({ label: 'x', value: 1 }); mounted.element.redraw()",
        ),
        ("moved", "document.body.append(mounted.element); place.append(mounted.element); mounted.destroy()"),
        ("nothing given", "mounted.element.indicators = null; await stage.sleep(0.1); mounted.destroy()"),
    ] {
        then(
            &stage,
            &format!(
                "mounted = await module.mount(place, {SHARE}); {code}; mounted = undefined; await stage.sleep(0.1)"
            ),
        );
        stage.check(case, "stage.alive", before.clone());
        stage.check(case, "place.children.length", 0);
        stage.check_faultless(case);
    }
    then(
        &stage,
        &format!(
            "for (let i = 0; i < 30; i += 1) (await module.mount(place, {SHARE})).destroy(); await stage.sleep(0.5)"
        ),
    );
    let [nodes_after, listeners_after] = counters();
    // One widget has dozens of nodes, and more than a dozen listeners; thirty would show.
    assert!(nodes_after < nodes + 60, "{nodes} nodes before, {nodes_after} after");
    assert!(listeners_after < listeners + 15, "{listeners} listeners before, {listeners_after} after");
}

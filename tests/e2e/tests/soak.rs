//! Ten thousand updates and a thousand mounts leave nothing behind.

use e2e::Stage;
use serde_json::{Value, json};

/// How many bytes of JavaScript a page may have more after the work than before it: what the browser keeps for itself of
/// code that runs often, the later the busier the machine is. Sixty bytes for each update would be as much.
const JS_TOLERANCE: u64 = 600_000;

const WORK: &str = "
    const { mount } = await import('/indicator-widget.js');
    const labels = ['Một', 'Hai', 'Ba', 'Bốn', 'Năm', 'Sáu'];
    const bars = (i) => ({
      title: `Lần ${i % 7}`,
      indicators: [
        { label: 'Cột', unit: 'xã', categories: labels, series: [{ values: labels.map((_, j) => (i * 7 + j * 3) % 50) }] },
        // One in ten is in doubt, which the console is told.
        { label: 'Tiến độ', value: i % 10 ? i % 100 : 130, total: 100, unit: 'xã' },
      ],
    });
    // Long enough for the words, which are written when the browser is idle.
    const idle = () => stage.sleep(0.25);";

/// So many updates of one widget, four in five of its numbers alone.
fn update(stage: &Stage, count: usize) {
    for start in (0..count).step_by(500) {
        let script = format!(
            "{WORK}
            window.kept = window.kept || (await mount(place, bars(0)));
            for (let i = {start}; i < {start} + 500; i += 1) {{
                if (i % 5 === 0) kept.update(bars(i));
                else if (!kept.updateValues(labels.map((_, j) => (i + j) % 50).concat([i % 100]))) throw new Error('no fit');
                if (i % 250 === 0) await idle();
            }}
            return kept.element.dataset.state"
        );
        assert_eq!(run(stage, &script), "ready");
    }
}

/// So many widgets put on the page and taken away, by code and by markup in turn.
fn mount(stage: &Stage, count: usize) {
    for start in (0..count).step_by(50) {
        let script = format!(
            "{WORK}
            for (let i = {start}; i < {start} + 50; i += 1) {{
                const mounted = await mount(place, bars(i));
                if (mounted.element.dataset.state !== 'ready') return mounted.element.dataset.state;
                if (i % 50 === 0) await idle();
                if (i % 2) mounted.destroy();
                else place.lastChild.remove();
            }}
            return 'ready'"
        );
        assert_eq!(run(stage, &script), "ready");
    }
}

fn run(stage: &Stage, script: &str) -> Value {
    stage.browser.run(&format!("return (async () => {{ {script} }})()"))
}

/// Bytes of JavaScript, bytes of wasm, and what else is counted, after the garbage is gone.
fn weigh(stage: &Stage) -> (u64, u64, Value) {
    // The records of the stage itself grow.
    stage.browser.run("stage.story.length = stage.waits.length = stage.complaints.length = 0; return stage.sleep(0.5)");
    for _ in 0..3 {
        stage.browser.devtools("HeapProfiler.collectGarbage", json!({}));
    }
    let heap = stage.browser.devtools("Runtime.getHeapUsage", json!({}));
    let dom = stage.browser.devtools("Memory.getDOMCounters", json!({}));
    let wasm = stage.value("stage.memory.buffer.byteLength");
    let alive = stage.value("stage.alive");
    let counted = json!({ "nodes": dom["nodes"], "listeners": dom["jsEventListeners"], "alive": alive });
    (heap["usedSize"].as_f64().unwrap() as u64, wasm.as_u64().unwrap(), counted)
}

#[test]
fn updates_and_mounts_leave_nothing_behind() {
    let stage = Stage::open();
    stage.show("<div id='place'></div>");
    stage.browser.devtools("HeapProfiler.enable", json!({}));
    // So much before, that the browser's compilers have done with what runs often.
    update(&stage, 4000);
    mount(&stage, 400);
    let (js, wasm, counted) = weigh(&stage);
    update(&stage, 10_000);
    mount(&stage, 1000);
    let (js_after, wasm_after, counted_after) = weigh(&stage);
    println!("JavaScript {js} -> {js_after}, wasm {wasm} -> {wasm_after}, {counted} -> {counted_after}");
    assert!(js_after < js + JS_TOLERANCE, "JavaScript: {js} bytes became {js_after}");
    assert_eq!(wasm_after, wasm, "the memory of the program");
    assert_eq!(counted_after, counted, "nodes, listeners, and what is alive");
    stage.check_faultless("soak");
}

//! The rest of the program, which reads files of other formats, says what is wrong with documents, and makes files of
//! pictures: it comes when it is taken, once for all widgets, and where it does not come, everything else goes on.

use e2e::Stage;
use serde_json::json;

const REST: &str = "/indicator-widget.rest.wasm";

/// Documents of our own, one of them in the page.
const OWN: &str = "
    <indicator-widget id='left' label='Hai' value='81' total='116' unit='xã'><p>left</p></indicator-widget>
    <indicator-widget id='right'><script type='application/json'>{ \"label\": \"Ba\", \"value\": 7, \"total\": 9 }</script>
    </indicator-widget>";

/// A file of another format.
const CSV: &str = "<indicator-widget id='csv'><p>Words of the page</p><script type='text/csv'>Xã;Hộ\nA;4\nB;5\n</script></indicator-widget>";

const ALL_READY: &str =
    "Array.from(document.querySelectorAll('indicator-widget')).every((one) => one.dataset.state === 'ready')";

/// Has the page write down what there is to complain of on the left.
const HEARD: &str =
    "window.heard = []; left.addEventListener('indicator-error', ({ detail }) => heard.push(detail.code));";

/// Has the page wait for the rest until it is let.
fn held() -> String {
    format!("<script>stage.hold(`${{location.origin}}{REST}`)</script>")
}

fn let_it_come(stage: &Stage) {
    stage.browser.run(&format!("stage.let(`${{location.origin}}{REST}`)"));
}

/// The two documents of our own are drawn, and take other numbers.
#[track_caller]
fn check_own(stage: &Stage, case: &str) {
    check_own_at(stage, case, "left", "[81]");
    check_own_at(stage, case, "right", "[8]");
}

#[track_caller]
fn check_own_at(stage: &Stage, case: &str, id: &str, values: &str) {
    stage.check(case, &format!("{id}.updateValues({values})"), true);
    stage.check(case, &format!("stage.pixels('12436d', {id}.shadowRoot.querySelector('canvas')) > 500"), true);
    stage.check(case, &format!("{id}.dataset.state"), "ready");
}

#[test]
fn it_is_downloaded_once_and_not_before_a_widget_takes_it() {
    let stage = Stage::open();
    stage.show(OWN);
    stage.browser.wait_until(ALL_READY);
    stage.browser.run(
        "left.indicators = { label: 'A', value: 1, total: 4 }; left.redraw(); left.updateValues([3]); right.redraw();
         return stage.sleep(0.3)",
    );
    assert_eq!(stage.requests_of(REST), 0, "documents of our own");
    stage.show(&format!("{OWN}{CSV}{}", CSV.replace("'csv'", "'other'")));
    stage.browser.run(
        "right.indicators = { class: 'dataset', id: ['Xã'], size: [2], dimension: { 'Xã': { category: { index: ['A', 'B'] } } }, value: [1, 2] }",
    );
    stage.check("an export", "left.export('text/csv').then(({ size }) => size > 50)", true);
    stage.browser.wait_until(ALL_READY);
    assert_eq!(stage.requests_of(REST), 1);
    // From now on, files of other formats are drawn at once, too.
    let update = "csv.indicators = 'Xã;Hộ\\nC;1\\nD;2\\n', csv.redraw(), csv.dataset.state";
    stage.check("update", &format!("({update})"), "ready");
    stage.check("update", "csv.shadowRoot.querySelector('canvas').textContent.includes('C')", true);
    stage.check_faultless("all");
}

#[test]
fn it_is_downloaded_for_what_there_is_to_complain_of() {
    let stage = Stage::open();
    let words = "left.shadowRoot.textContent";
    let documents = [
        ("a refusal", "{ label: 'A', valu: 1 }", "error", "Chỉ tiêu không có số liệu.", false),
        ("a doubt", "{ label: 'A', value: 3, total: 2 }", "ready", "Số liệu 3 lớn hơn tổng số 2.", true),
        ("a slip", "{ label: 'A', value: 3, colour: 'red' }", "ready", "", true),
        ("a refusal among others", "[{ label: 'A', value: 3 }, { label: 'B' }]", "ready", "không có số liệu.", true),
    ];
    for (case, document, state, said, is_drawn) in documents {
        stage.show(OWN);
        stage.browser.wait_until(ALL_READY);
        let before = stage.requests_of(REST);
        // The picture is there at once, whatever there is to say of it.
        let label = "left.shadowRoot.querySelector('figcaption').textContent";
        let drawn = format!("(left.indicators = {document}, left.redraw(), [{label} === 'A', left.dataset.state])");
        stage.check(case, &drawn, json!([is_drawn, "loading"]));
        stage.browser.wait_until(&format!("{words}.includes('{said}')"));
        stage.browser.wait_until(&format!("left.dataset.state === '{state}'"));
        assert_eq!(stage.requests_of(REST), before + 1, "{case}");
        check_own_at(&stage, case, "right", "[8]");
    }
    stage.check_faultless("all");
}

#[test]
fn what_new_numbers_leave_to_complain_of_is_said_when_it_is_there() {
    let stage = Stage::open();
    stage.show(&format!("{}{OWN}", held()));
    stage.browser.wait_until(ALL_READY);
    let words = "left.shadowRoot.textContent";
    stage
        .browser
        .run("window.heard = []; left.addEventListener('indicator-error', ({ detail }) => heard.push(detail.code))");
    stage.check("new numbers", "left.updateValues([120])", true);
    stage.check("the picture", "stage.pixels('12436d', left.shadowRoot.querySelector('canvas')) > 500", true);
    // New words are there as soon as the browser is idle; the doubt follows.
    stage.browser.wait_until(&format!("{words}.includes('120 trong tổng số 116')"));
    stage.browser.run("left.updateValues([121]); return stage.sleep(0.3)");
    stage.browser.run("left.updateValues([120]); return stage.sleep(0.3)");
    stage.check("as long as it is on its way", "[left.dataset.state, heard.length]", json!(["ready", 0]));
    let_it_come(&stage);
    stage.browser.wait_until(&format!("{words}.includes('Số liệu 120 xã lớn hơn tổng số 116 xã.')"));
    stage.check("to the page", "heard", json!(["value-over-total"]));
    // From now on it is there.
    stage.check("good numbers", "left.updateValues([80])", true);
    stage.browser.wait_until(&format!("!{words}.includes('lớn hơn') && {words}.includes('80')"));
    stage.check("an export of bad ones", "left.updateValues([130])", true);
    let file = "left.export('text/csv').then((blob) => blob.text())";
    stage.check("an export of bad ones", &format!("{file}.then((text) => text.includes('130 xã lớn hơn'))"), true);
    stage.browser.wait_until(&format!("{words}.includes('Số liệu 130 xã lớn hơn tổng số 116 xã.')"));
    stage.check_faultless("new numbers");
}

#[test]
fn words_that_do_not_come_leave_no_old_ones_below_new_numbers() {
    let stage = Stage::open();
    stage.site.put(REST, 404, b"<!doctype html>");
    stage.show(&format!("{OWN}<script>window.widget = left</script>"));
    stage.browser.wait_until(ALL_READY);
    stage
        .browser
        .run("window.heard = []; left.addEventListener('indicator-error', ({ detail }) => heard.push(detail.code))");
    let (words, message) = ("left.shadowRoot.textContent", "left.shadowRoot.querySelector('[part=message]')");
    for numbers in ["[120]", "[121]"] {
        stage.check("new numbers", &format!("left.updateValues({numbers})"), true);
        stage.browser.wait_until(&format!(
            "stage.visible({message}) && {message}.textContent.includes('{}') && {words}.includes('{} trong tổng số')",
            &REST[1..],
            numbers.trim_matches(['[', ']'])
        ));
        stage.check("the picture", "left.dataset.state", "ready");
    }
    stage.check("asked for once, and told once", "heard", json!(["engine"]));
    assert_eq!(stage.requests_of(REST), 1);
    check_own(&stage, "good numbers");
    stage.browser.wait_until(&format!("!stage.visible({message}) && {words}.includes('69,83')"));
    stage.check("bad ones once more", "left.updateValues([120])", true);
    stage.browser.wait_until(&format!("stage.visible({message})"));
    stage.browser.run("left.indicators = { label: 'B', value: 1, total: 2 }");
    stage.browser.wait_until(&format!("!stage.visible({message}) && {words}.includes('50')"));
    // A document with a slip is drawn all the same.
    stage.browser.run("heard.length = 0; left.indicators = { label: 'C', value: 3, total: 4, colour: 'red' }");
    stage
        .browser
        .wait_until(&format!("stage.visible({message}) && {words}.includes('75') && left.dataset.state === 'ready'"));
    stage.check("told", "heard", json!(["engine"]));
    // It is asked for once more where a page asks for the picture once more.
    let file = std::fs::read(xtask::dist::folder().join(&REST[1..])).unwrap();
    stage.site.put(REST, 200, &file);
    stage.browser.run("left.redraw()");
    stage.browser.wait_until(&format!("!stage.visible({message}) && heard.length > 1"));
    stage.check("told in the end", "heard", json!(["engine", "unknown-field"]));
}

#[test]
fn what_has_come_meanwhile_is_not_undone_when_it_comes() {
    let stage = Stage::open();
    stage.show(&format!("{}{OWN}", held()));
    stage.browser.wait_until(ALL_READY);
    stage.check("bad numbers", "left.updateValues([120]) && right.updateValues([20])", true);
    stage.browser.run("return stage.sleep(0.3)");
    stage.check("good numbers", "left.updateValues([80])", true);
    stage.browser.run("right.indicators = { label: 'B', value: 1, total: 2 }; return stage.sleep(0.3)");
    let_it_come(&stage);
    stage.browser.run("return stage.sleep(0.5)");
    let said = |id: &str, words: &str| format!("{id}.shadowRoot.textContent.includes('{words}')");
    stage.check("left", &format!("{} && !{}", said("left", "80 trong"), said("left", "lớn hơn")), true);
    stage.check("right", &format!("{} && !{}", said("right", "1 trong"), said("right", "lớn hơn")), true);
    stage.browser.wait_until(ALL_READY);
    stage.check_faultless("all");
}

#[test]
fn while_it_is_on_its_way_everything_else_goes_on() {
    let stage = Stage::open();
    stage.show(&format!("{}{OWN}{CSV}", held()));
    stage.browser.wait_until("left.dataset.state === 'ready' && right.dataset.state === 'ready'");
    stage.browser.run("window.exported = left.export('image/png').then((blob) => blob.type); return stage.sleep(0.3)");
    stage.check(
        "the words of the page",
        "[csv.dataset.state, stage.visible(csv.querySelector('p'))]",
        json!(["loading", true]),
    );
    check_own(&stage, "meanwhile");
    // What comes in place of it is shown, and not the late one.
    stage.browser.run("right.indicators = 'Xã;Hộ\\nA;1\\n'; right.redraw(); right.indicators = { label: 'Bốn', value: 8, total: 9 }; right.redraw()");
    stage.check("another one", "right.shadowRoot.querySelector('figcaption').textContent", "Bốn");
    let_it_come(&stage);
    stage.browser.wait_until(ALL_READY);
    stage.check("the export", "exported", "image/png");
    stage.check("another one", "right.shadowRoot.querySelector('figcaption').textContent", "Bốn");
    check_own(&stage, "afterwards");
    stage.check_faultless("all");
}

#[test]
fn where_it_does_not_come_the_reader_is_told() {
    let stage = Stage::open();
    let file = std::fs::read(xtask::dist::folder().join(&REST[1..])).unwrap();
    let mut other = file.clone();
    *other.last_mut().unwrap() ^= 1;
    for (case, status, content, said) in [
        ("missing", 404, &b"<!doctype html>"[..], "Không tải được một phần chương trình"),
        ("of another version", 200, &other, "không cùng một phiên bản"),
    ] {
        stage.site.put(REST, status, content);
        stage.show(&format!("{OWN}{CSV}<script>window.widget = csv</script>"));
        stage.browser.wait_until("csv.dataset.state === 'error' && left.dataset.state === 'ready'");
        stage.check(case, "stage.visible(csv.querySelector('p'))", true);
        let message = |id: &str| format!("{id}.shadowRoot.textContent");
        for word in [said, &REST[1..]] {
            stage.check(case, &format!("{}.includes('{word}')", message("csv")), true);
        }
        check_own(&stage, case);
        // The list of downloads leads nowhere, and says so.
        stage.browser.run("const press = (part) => left.shadowRoot.querySelector(part).click(); press('[part=menu-button]'); press('[part=menu] button')");
        stage.browser.wait_until(&format!("{}.includes('{said}')", message("left")));
        stage.check(case, "left.dataset.state", "ready");
        stage.check(case, "left.export('text/csv').then(() => 'given', () => 'refused')", "refused");
        // It is asked for anew, and then the message goes.
        stage.site.put(REST, 200, &file);
        stage.check(case, "left.export('text/csv').then(({ size }) => size > 50)", true);
        stage.browser.run("csv.indicators = 'Xã;Hộ\\nA;4\\n'; csv.redraw()");
        stage.browser.wait_until("csv.dataset.state === 'ready'");
        stage.browser.run("const press = (part) => left.shadowRoot.querySelector(part).click(); press('[part=menu-button]'); press('[part=menu] button')");
        stage.browser.wait_until("left.shadowRoot.querySelector('[part=menu-message]').textContent === ''");
        check_own(&stage, case);
        stage.check_faultless(case);
    }
}

#[test]
fn a_program_that_takes_the_place_of_a_broken_one_has_it_too() {
    let stage = Stage::open();
    stage.show(&format!("{OWN}{CSV}"));
    stage.browser.wait_until(ALL_READY);
    stage.browser.run(
        "window.old = stage.memory;
         Object.defineProperty(right.shadowRoot.querySelector('canvas'), 'width', { configurable: true, set() { throw new WebAssembly.RuntimeError('unreachable') } });
         right.redraw()",
    );
    stage.check("broken", "right.dataset.state", "error");
    stage.browser.wait_until("stage.memory !== old && csv.shadowRoot.querySelector('[tabindex]')");
    stage.browser.run("csv.redraw(); return stage.sleep(0.3)");
    stage.check("its neighbour", "csv.updateValues([7, 8])", true);
    stage.check(
        "its neighbour",
        "csv.export('text/csv').then((blob) => blob.text()).then((text) => text.includes(';B;8'))",
        true,
    );
    assert_eq!(stage.requests_of(REST), 1);
    stage.check_faultless("all");
}

#[test]
fn a_refresh_that_takes_it_leaves_the_picture_before_it() {
    let stage = Stage::open();
    let own = r#"{ "label": "Xã", "value": 81, "total": 116 }"#;
    let file = std::fs::read(xtask::dist::folder().join(&REST[1..])).unwrap();
    stage.site.put(REST, 404, "");
    stage.site.put("/figures", 200, own);
    stage.show("<script>stage.hurry(20)</script><indicator-widget src='figures' refresh='2'></indicator-widget>");
    stage.wait_for("ready");
    stage.site.put("/figures", 200, "Xã;Hộ\nA;4\nB;5\n");
    stage.browser.wait_until("widget.dataset.state === 'stale'");
    // A change that reads the shown figures anew needs no more of the program than they do.
    stage.browser.run("widget.lang = 'en'; widget.redraw()");
    stage.check("its picture", "stage.labels()", json!(["Xã"]));
    // The same answer is read as soon as that can be.
    stage.site.put(REST, 200, &file);
    stage.browser.wait_until("widget.dataset.state === 'ready' && stage.labels()[0] === 'Hộ'");
    stage.check_faultless("refresh");
}

#[test]
fn numbers_for_figures_on_their_way_are_not_put_into_the_old_ones() {
    let stage = Stage::open();
    stage.show(&format!("{}{OWN}", held()));
    stage.browser.wait_until(ALL_READY);
    let update = "(left.indicators = 'Xã;Hộ\\nA;4\\n', left.redraw(), left.updateValues([7]))";
    stage.check("meanwhile", update, false);
    let_it_come(&stage);
    stage.browser.wait_until(ALL_READY);
    stage.check("afterwards", "left.updateValues([7])", true);
    stage.check_faultless("numbers");
}

#[test]
fn what_is_wrong_with_a_document_is_said_whatever_numbers_come_before_the_words_for_it() {
    let stage = Stage::open();
    stage.show(&format!("{}{OWN}", held()));
    stage.browser.wait_until(ALL_READY);
    stage.browser.run(&format!(
        "{HEARD} left.indicators = [{{ label: 'A', value: 3, colour: 'red' }}, {{ label: 'B' }}]; left.redraw();
         return stage.sleep(0.3)"
    ));
    stage.check("new numbers", "left.updateValues([4])", true);
    stage.browser.run("return stage.sleep(0.4)");
    stage.check("as long as it is on its way", "[left.dataset.state, heard.length]", json!(["loading", 0]));
    let_it_come(&stage);
    stage.browser.wait_until("left.dataset.state === 'ready'");
    stage.check("to the page", "heard", json!(["unknown-field", "no-shape"]));
    stage.check("to the reader", "left.shadowRoot.textContent.includes('không có số liệu.')", true);
    // It is so still, and told once.
    stage.check("more of them", "left.updateValues([5])", true);
    stage.browser.wait_until("left.shadowRoot.querySelector('.words').textContent.includes('5')");
    stage.check("more of them", "heard.length", 2);
    stage.check_faultless("all");
}

#[test]
fn a_mounted_widget_that_is_moved_and_taken_away_meanwhile_is_not_waited_for() {
    let stage = Stage::open();
    stage.show(&format!("{}<div id='place'></div>", held()));
    stage.browser.run("window.mounted = stage.mount({ label: 'A', value: 3, total: 2 }).then(() => 'mounted')");
    stage.wait_for("loading");
    stage.browser.run("window.moved = widget; place.append(moved); return stage.sleep(0.3)");
    stage.browser.run("moved.remove()");
    stage.check("taken away", "Promise.race([mounted, stage.sleep(1)])", "mounted");
    stage.check_faultless("all");
}

#[test]
fn nothing_is_told_of_figures_that_others_are_to_follow() {
    let stage = Stage::open();
    let file = std::fs::read(xtask::dist::folder().join(&REST[1..])).unwrap();
    for (case, status, content) in [("it comes", 200, &file[..]), ("it does not", 404, &[])] {
        stage.site.put(REST, status, content);
        stage.site.put("/figures", 200, r#"{ "label": "B", "value": 1, "total": 2 }"#);
        let figures = "<script>stage.hold(`${location.origin}/figures`)</script>";
        stage.show(&format!("{}{figures}{OWN}", held()));
        stage.browser.wait_until(ALL_READY);
        stage.browser.run(&format!(
            "{HEARD} left.indicators = {{ label: 'A', value: 3, total: 2 }}; left.redraw(); return stage.sleep(0.3)"
        ));
        stage.browser.run("left.indicators = undefined; left.setAttribute('src', `${location.origin}/figures`)");
        let_it_come(&stage);
        stage.browser.run("return stage.sleep(0.5)");
        let message = "stage.visible(left.shadowRoot.querySelector('[part=message]'))";
        stage.check(case, &format!("[left.dataset.state, {message}]"), json!(["loading", false]));
        stage.browser.run("stage.let(`${location.origin}/figures`)");
        stage.browser.wait_until(ALL_READY);
        stage.check(case, "[heard.length, left.shadowRoot.querySelector('figcaption').textContent]", json!([0, "B"]));
        stage.check_faultless(case);
    }
}

#[test]
fn whoever_hears_of_a_complaint_may_show_something_else_or_take_the_widget_away() {
    let stage = Stage::open();
    stage.site.put(REST, 404, "");
    stage.show(OWN);
    stage.browser.wait_until(ALL_READY);
    stage.browser.run(&format!(
        "{HEARD} left.addEventListener('indicator-ready', () => heard.push('ready'));
         left.addEventListener('indicator-error', () => {{ left.indicators = {{ label: 'B', value: 1 }}; left.redraw(); }});
         right.addEventListener('indicator-error', () => right.remove());
         window.kept = right; left.indicators = right.indicators = {{ label: 'A', value: 3, total: 2 }};"
    ));
    stage.browser.wait_until("!kept.isConnected && left.shadowRoot.querySelector('figcaption').textContent === 'B'");
    stage.browser.run("return stage.sleep(0.4)");
    let message = "stage.visible(left.shadowRoot.querySelector('[part=message]'))";
    stage.check("something else", &format!("[left.dataset.state, {message}]"), json!(["ready", false]));
    stage.check("told", "heard", json!(["engine", "ready"]));
    stage.check("taken away", "kept.dataset.state", "ready");
    stage.check_faultless("all");
}

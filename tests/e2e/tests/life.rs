//! What happens to a widget while somebody uses it: it is moved, gets new numbers in the middle of a click, stands in a
//! tag that was never closed.

use e2e::{Key, Stage};
use serde_json::json;

const CHART: &str = r#"{"label":"Xã","categories":["A","B","C"],"series":[{"values":[1,2,3]}]}"#;

fn chart() -> String {
    format!(
        "<a href='#'>Trước</a><div id='place'></div><indicator-widget><script type='application/json'>{CHART}</script></indicator-widget>"
    )
}

/// What the picture says, which is the sentence of its figures.
const SENTENCE: &str = "stage.all('canvas')[0].textContent";

#[test]
fn a_widget_that_is_moved_keeps_its_picture_and_its_numbers() {
    let stage = Stage::open();
    stage.site.put("/figures.json", 200, CHART);
    for (case, html) in [
        ("inside", chart()),
        ("by address", "<div id='place'></div><indicator-widget src='figures.json'></indicator-widget>".to_owned()),
    ] {
        stage.show(&html);
        stage.wait_for("ready");
        stage.check(case, "widget.updateValues([10, 20, 30])", true);
        let asked = stage.requests_of("/figures.json");
        // Whoever moves it while there is no network loses nothing.
        stage.site.put("/figures.json", 500, "");
        stage.browser.run("place.append(widget); return stage.sleep(0.3)");
        stage.check(case, "widget.dataset.state", "ready");
        stage.check(case, SENTENCE, "Xã: A: 10; B: 20; C: 30.");
        stage.check(case, "widget.updateValues([11, 21, 31])", true);
        assert_eq!(stage.requests_of("/figures.json"), asked, "{case}");
        stage.site.put("/figures.json", 200, CHART);
        stage.check_faultless(case);
    }
    // A copy has the state of its original, and no picture.
    stage.browser.run("window.copy = widget.cloneNode(true); copy.removeAttribute('src'); document.body.append(copy)");
    stage.check("a copy", "copy.dataset.state", "loading");
}

#[test]
fn new_numbers_are_numbers_or_missing_and_those_of_what_is_shown_next() {
    let stage = Stage::open();
    stage.show(&chart());
    stage.wait_for("ready");
    stage.check("missing", "widget.updateValues([null, '', 3])", true);
    stage.browser.wait_until(&format!("!{SENTENCE}.includes('A: 1;')"));
    stage.check("missing", SENTENCE, "Xã: A: chưa có số liệu; B: chưa có số liệu; C: 3.");
    stage.check(
        "no list",
        "['123', null, undefined, 5, [1n, 2n, 3n]].map(it => widget.updateValues(it))",
        json!([false, false, false, false, false]),
    );
    // What was set a moment ago is what they belong to.
    stage.check(
        "other figures",
        "(widget.indicators = { label: 'Ấp', categories: ['A', 'B'], series: [{ values: [1, 2] }] },
            [widget.updateValues([7, 8, 9]), widget.updateValues([7, 8])])",
        json!([false, true]),
    );
    stage.browser.wait_until(&format!("{SENTENCE} === 'Ấp: A: 7; B: 8.'"));
    stage.check_faultless("numbers");
}

#[test]
fn a_picture_may_be_drawn_anew_while_a_pointer_rests_on_it() {
    let stage = Stage::open();
    stage.show(&chart());
    stage.wait_for("ready");
    stage.browser.run(
        "const { left, right, bottom } = stage.all('canvas')[0].getBoundingClientRect();
        document.querySelector('a').focus();
        const at = { clientX: (left + right) / 2, clientY: bottom - 10, screenX: 1, screenY: 1, bubbles: true, composed: true };
        stage.all('canvas')[0].dispatchEvent(new MouseEvent('mousemove', at));",
    );
    let ring = "!stage.all('.mark-ring')[0].hidden";
    stage.check("the pointer rests", ring, true);
    // From the link before it into the chart, as Tab does.
    stage.browser.run("stage.all('.frame')[0].focus(); widget.updateValues([3, 2, 1]); return stage.frames()");
    stage.check("drawn anew", "widget.dataset.state", "ready");
    stage.browser.run("stage.all('.frame')[0].blur()");
    stage.browser.run("stage.root().querySelector('section').dispatchEvent(new MouseEvent('mouseleave'))");
    stage.browser.wait_until(&format!("!({ring})"));
    stage.check_faultless("at rest");
}

#[test]
fn rings_and_tooltips_are_where_their_marks_are_in_an_enlarged_part_of_a_page() {
    let stage = Stage::open();
    for style in ["zoom: 1.5", "transform: scale(.5); transform-origin: 0 0"] {
        stage.show(&format!("<div style='{style}'><p>Trước</p>{}</div>", chart()));
        stage.wait_for("ready");
        stage.browser.run("document.querySelector('a').focus()");
        stage.browser.press(&[Key::Tab, Key::Right]);
        let apart = "(() => {
            const [canvas, frame, mark] = ['canvas', '.focus-ring', '.mark-ring']
                .map(it => stage.all(it)[0].getBoundingClientRect());
            const near = (one, other) => Math.abs(one - other) < 3;
            return [near(frame.left, canvas.left), near(frame.width, canvas.width), near(frame.top, canvas.top),
                mark.top >= canvas.top - 1 && mark.bottom <= canvas.bottom + 1 && mark.right <= canvas.right + 1];
        })()";
        stage.check(style, apart, json!([true, true, true, true]));
        stage.check_faultless(style);
    }
}

#[test]
fn whoever_is_in_the_table_stays_there() {
    let stage = Stage::open();
    let names: Vec<String> = (0..500).map(|it| format!("\"Xã {it}\"")).collect();
    let values = vec!["1"; 500].join(",");
    let json = format!(r#"{{"label":"Xã","categories":[{}],"series":[{{"values":[{values}]}}]}}"#, names.join(","));
    stage.show(&format!("<indicator-widget><script type='application/json'>{json}</script></indicator-widget>"));
    stage.wait_for("ready");
    let focused = "stage.root().activeElement && stage.root().activeElement.textContent";
    stage.value("stage.all('.toggle')[0].click()");
    stage.browser.wait_until("stage.all('.sort').length === 2");
    stage.value("stage.all('.sort')[1].focus()");
    stage.browser.run("widget.updateValues(new Float64Array(500).fill(2)); return stage.sleep(0.5)");
    stage.check("the same header", "stage.root().activeElement === stage.all('.sort')[1]", true);
    stage.value("stage.all('.table-box .toggle')[0].click()");
    stage.check("the first new row", focused, "Xã 200");
    stage.browser.run("widget.updateValues(new Float64Array(500).fill(3)); return stage.sleep(0.5)");
    stage.check("as many rows as before", "stage.all('tbody tr').length", 400);
    let name = "stage.all('.toggle')[0].getAttribute('aria-label')";
    stage.check("its name says of what", name, "Bảng số liệu: Xã");
    stage.check_faultless("table");
}

#[test]
fn escape_closes_the_menu_and_not_the_dialog_around_it() {
    let stage = Stage::open();
    stage.show("<dialog id='around'><indicator-widget label='Xã' value='81' total='116'></indicator-widget></dialog>");
    stage.browser.run("around.showModal()");
    stage.wait_for("ready");
    stage.value("stage.all('[part~=menu-button]')[0].focus()");
    stage.browser.press(&[Key::Enter]);
    let open = "[around.open, !stage.all('[part~=menu]')[0].hidden]";
    stage.check("open", open, json!([true, true]));
    stage.browser.press(&[Key::Escape]);
    stage.check("the menu alone", open, json!([true, false]));
    stage.browser.press(&[Key::Escape]);
    stage.check("then the dialog", open, json!([false, false]));
}

#[test]
fn the_rest_of_a_page_in_a_tag_without_end_stays_visible() {
    let stage = Stage::open();
    stage.show(
        "<indicator-widget label='Xã' value='81' total='116'><p id='after'>Phần sau</p>
         <indicator-widget label='Ấp' value='2'></indicator-widget></indicator-widget>",
    );
    stage.wait_for("ready");
    stage.check("told", "stage.complaints.some(it => it.code === 'unclosed')", true);
    stage.check(
        "visible",
        "[stage.visible(after), stage.visible(stage.root().querySelector('section'))]",
        json!([true, true]),
    );
}

#[test]
fn figures_that_an_editor_has_wrapped_are_read() {
    let stage = Stage::open();
    let json = r#"{ "label": "Xã", "value": 81, "total": 116 }"#;
    for (case, inside) in [
        ("a paragraph around", format!("<div><script type='application/json'>{json}</script></div>")),
        ("another way of writing the type", format!("<script type='application/JSON; charset=utf-8'>{json}</script>")),
        ("no script at all", format!("<p>{json}</p>")),
    ] {
        stage.show(&format!("<indicator-widget>{inside}</indicator-widget>"));
        stage.wait_for("ready");
        stage.check(case, SENTENCE, "Xã: 81 trong tổng số 116, chiếm 69,83%.");
        stage.check_faultless(case);
    }
}

#[test]
fn what_is_off_is_off_and_what_is_no_number_of_seconds_asks_once() {
    let stage = Stage::open();
    stage.site.put("/figures.json", 200, CHART);
    stage.show("<script>stage.hurry(100)</script><indicator-widget src='figures.json' no-menu='false' refresh='2 phút'></indicator-widget>");
    stage.wait_for("ready");
    stage.check("a menu", "stage.all('[part~=menu-button]').length", 1);
    stage.browser.run("return stage.sleep(0.5)");
    assert_eq!(stage.requests_of("/figures.json"), 1);
}

#[test]
fn whoever_waits_for_a_widget_that_was_taken_away_is_told() {
    let stage = Stage::open();
    stage.show("<div id='place'></div>");
    let mounted = "(async () => {
        const { mount } = await import('/indicator-widget.js');
        const host = document.createElement('div');
        place.append(host);
        const waiting = mount(host, { label: 'Xã', value: 1 });
        host.remove();
        return Promise.race([waiting.then(it => it.element.localName), stage.sleep(3)]);
    })()";
    stage.check("taken away", mounted, "indicator-widget");
    for nowhere in ["null", "'#place'"] {
        let refused = format!(
            "import('/indicator-widget.js').then(it => it.mount({nowhere}, {{}})).catch(error => error.message)"
        );
        stage.check(nowhere, &refused, "indicator-widget: there is no element to mount into");
    }
}

#[test]
fn a_pointer_that_passes_another_picture_does_not_move_the_reader() {
    let stage = Stage::open();
    let two = format!("[{CHART},{CHART}]");
    stage.show(&format!(
        "<a href='#'>Trước</a><indicator-widget><script type='application/json'>{two}</script></indicator-widget>"
    ));
    stage.wait_for("ready");
    stage.browser.run("document.querySelector('a').focus()");
    stage.browser.press(&[Key::Tab, Key::Right, Key::Right]);
    let said = "stage.all('[aria-live]')[0].textContent";
    stage.check("the second mark", &format!("{said}.startsWith('B: 2')"), true);
    stage.browser.run(
        "const { left, right, bottom } = stage.all('canvas')[1].getBoundingClientRect();
        const at = { clientX: (left + right) / 2, clientY: bottom - 10, screenX: 1, screenY: 1, bubbles: true, composed: true };
        stage.all('canvas')[1].dispatchEvent(new MouseEvent('mousemove', at));
        stage.root().querySelector('section').dispatchEvent(new MouseEvent('mouseleave'));",
    );
    stage.browser.wait_until("stage.all('.mark-ring')[0].hidden");
    stage.browser.press(&[Key::Right]);
    stage.check("the third", &format!("{said}.startsWith('C: 3')"), true);
    stage.check_faultless("a pointer");
}

#[test]
fn numbers_of_other_figures_do_not_come_back() {
    let stage = Stage::open();
    let two = r#"[{"id":"a","label":"A","value":1,"total":10},{"id":"b","label":"B","value":2,"total":10}]"#;
    stage
        .show(&format!("<indicator-widget only='a'><script type='application/json'>{two}</script></indicator-widget>"));
    stage.wait_for("ready");
    stage.check("a", "widget.updateValues([7])", true);
    stage.browser.run(
        "const [it, home] = [widget, widget.parentNode]; it.remove(); it.setAttribute('only', 'b'); home.append(it)",
    );
    stage.browser.wait_until(&format!("{SENTENCE}.startsWith('B')"));
    stage.check("b", SENTENCE, "B: 2 trong tổng số 10, chiếm 20%.");
    stage.check_faultless("numbers");
}

#[test]
fn what_is_no_number_is_not_drawn_as_one() {
    let stage = Stage::open();
    stage.show(&chart());
    stage.wait_for("ready");
    stage.check(
        "not decimals",
        "[[' ', 1, 2], [false, true, 2], [[], [1], 2], ['0x10', 1, 2], ['x', 1, 2], [{}, 1, 2], ['1.234.567', 1, 2]]
            .map(it => widget.updateValues(it))",
        json!([false, false, false, false, false, false, false]),
    );
    stage.check("decimals", "widget.updateValues(['-1.5', undefined, 3])", true);
    stage.browser.wait_until(&format!("{SENTENCE} === 'Xã: A: −1,5; B: chưa có số liệu; C: 3.'"));
    stage.check_faultless("decimals");
}

#[test]
fn nothing_is_left_of_a_figure_or_a_mark_that_is_no_more() {
    let stage = Stage::open();
    stage.show(&chart());
    stage.wait_for("ready");
    stage.browser.run("document.querySelector('a').focus()");
    stage.browser.press(&[Key::Tab, Key::Right]);
    let said = "stage.all('[aria-live]')[0].textContent";
    stage.check("the first mark", &format!("{said}.startsWith('A: 1')"), true);
    stage.browser.run("widget.updateValues([5, 2, 3])");
    let shown = "stage.all('.card')[0].textContent.includes('5')";
    stage.check("another figure", &format!("[{said}, {shown}]"), json!(["", true]));
    stage.browser.run("widget.indicators = { label: 'Ấp', categories: ['D'], series: [{ values: [4] }] }");
    stage.browser.wait_until(&format!("{SENTENCE} === 'Ấp: D: 4.'"));
    stage.check("nothing", said, "");
    stage.check("no tooltip", "stage.all('.tip')[0].hidden", true);
}

#[test]
fn a_tooltip_is_whole_in_a_card_that_cuts_off() {
    let stage = Stage::open();
    stage.show(&format!(
        "<style>.card {{ width: 260px; height: 90px; overflow: hidden; transform: translateZ(0) }}</style>
         <p style='margin: 90px 0'></p><a href='#'>Trước</a><div class='card'>{}</div>",
        chart().replace("<a href='#'>Trước</a>", "")
    ));
    stage.wait_for("ready");
    stage.browser.run("document.querySelector('a').focus()");
    stage.browser.press(&[Key::Tab, Key::Right]);
    stage.check(
        "on top",
        "(() => {
            const { left, right, top } = stage.all('.tip')[0].getBoundingClientRect();
            const found = stage.root().elementFromPoint((left + right) / 2, top + 15);
            return Boolean(found && found.closest('.tip'));
        })()",
        true,
    );
    stage.check_faultless("a card");
}

#[test]
fn whoever_is_at_a_source_or_a_download_stays_there() {
    let stage = Stage::open();
    stage.show("<indicator-widget></indicator-widget>");
    let document = |value: u32| {
        format!(r#"{{ label: 'Xã', value: {value}, source: {{ name: 'Sở A', url: 'https://example.org/' }} }}"#)
    };
    stage.browser.run(&format!("widget.indicators = {}", document(1)));
    stage.wait_for("ready");
    stage.browser.run("stage.all('.words a')[0].focus()");
    stage.browser.run(&format!("widget.indicators = {}; widget.redraw()", document(2)));
    stage.check("the source", "stage.root().activeElement === stage.all('.words a')[0]", true);
    stage.browser.run("stage.all('[part~=menu-button]')[0].click(); stage.all('[part~=menu] button')[1].focus()");
    stage.browser.run("widget.lang = 'en'; widget.redraw()");
    stage.check("the same entry", "stage.root().activeElement.textContent", "SVG picture");
    stage.check_faultless("focus");
}

#[test]
fn a_widget_is_filled_before_its_card_is_in_the_page() {
    let stage = Stage::open();
    stage.show("<div id='place'></div>");
    stage.browser.run(&format!(
        "return import('/indicator-widget.js').then(async ({{ mount }}) => {{
            const card = document.createElement('a');
            card.href = '/here';
            const mounted = mount(card, {CHART}, {{ lang: undefined }});
            card.firstChild.redraw();
            place.append(card);
            (await mounted).update({CHART});
        }})"
    ));
    stage.wait_for("ready");
    stage.check("drawn", SENTENCE, "Xã: A: 1; B: 2; C: 3.");
    stage.check_faultless("a card");
}

#[test]
fn what_was_taken_away_does_not_come() {
    let stage = Stage::open();
    stage.site.put("/late.json", 200, CHART);
    stage.show("<script>stage.hold('late.json')</script><indicator-widget src='late.json'></indicator-widget>");
    stage.browser.wait_until("stage.held.get('late.json').asked");
    stage.browser.run("widget.removeAttribute('src'); stage.let('late.json'); return stage.sleep(0.5)");
    stage.check("nothing", "[widget.dataset.state, stage.all('canvas').length]", json!(["loading", 0]));
}

#[test]
fn a_widget_that_moves_about_is_refreshed_all_the_same() {
    let stage = Stage::open();
    stage.site.put("/figures.json", 200, CHART);
    stage.show("<div id='place'></div><indicator-widget src='figures.json' refresh='1'></indicator-widget>");
    stage.wait_for("ready");
    for _ in 0..8 {
        stage.browser.run("place.append(widget); return stage.sleep(0.4)");
    }
    assert!(stage.requests_of("/figures.json") > 1, "asked again while it moved");
}

#[test]
fn a_canvas_that_the_browser_emptied_is_drawn_again() {
    let stage = Stage::open();
    stage.show(&chart());
    stage.wait_for("ready");
    let painted = "stage.all('canvas')[0].getContext('2d').getImageData(0, 0, 400, 200).data.some(it => it > 0)";
    stage.browser.run("const [canvas] = stage.all('canvas'); canvas.width = canvas.width");
    stage.check("empty", painted, false);
    stage.browser.run("stage.all('canvas')[0].dispatchEvent(new Event('contextrestored'))");
    stage.browser.wait_until(painted);
}

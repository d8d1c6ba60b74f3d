//! What pages do around a widget: scrollbars that come and go, old layouts, the style of articles, dialogs, zoom.

use e2e::{Engine, Stage};
use serde_json::{Value, json};

/// Years by two series: vertical bars in a wide place, horizontal and far lower ones in a narrow place.
fn years() -> Value {
    let series = |label: &str| json!({ "label": label, "values": [1234.5, 2345.6, 1999] });
    let names = ["Năm 2019", "Năm 2020", "Năm 2021"];
    json!({ "label": "Thu ngân sách", "categories": names, "series": [series("Dự toán"), series("Thực hiện")] })
}

fn districts(count: usize) -> Value {
    let names: Vec<String> = (1..=count).map(|place| format!("Huyện {place}")).collect();
    json!({ "label": "Điểm", "categories": names, "series": [{ "values": (1..=count).collect::<Vec<_>>() }] })
}

/// A widget in the page's own `before` and `after`.
fn open(stage: &Stage, before: &str, indicators: &Value, after: &str) {
    let script = format!("<script type='application/json'>{indicators}</script>");
    stage.settle(&format!("{before}<indicator-widget>{script}</indicator-widget>{after}"), "ready");
}

/// Points at the mark of that place, and gives its tooltip and its ring as top and bottom edge in the window.
fn point(stage: &Stage, place: usize) -> [f64; 4] {
    let script = format!(
        "(() => {{
            const canvas = stage.all('canvas')[0];
            const {{ left, top, width, height }} = canvas.getBoundingClientRect();
            const place = {{ clientX: left + width / 2, clientY: top + height * ({place} + 0.5) / 40, bubbles: true, composed: true }};
            canvas.dispatchEvent(new MouseEvent('mousemove', place));
            const edges = (name) => (({{ top, bottom }}) => [top, bottom])(stage.all(name)[0].getBoundingClientRect());
            return [...edges('.card'), ...edges('.mark-ring')];
        }})()"
    );
    serde_json::from_value(stage.value(&script)).unwrap()
}

#[test]
fn a_scrollbar_that_a_picture_brings_does_not_make_it_flicker() {
    let stage = Stage::open();
    open(&stage, "<div id=box>", &years(), "</div>");
    // Where a picture that is narrower by a scrollbar is far lower.
    let found = stage.value(
        "(async () => {
            const heights = [];
            for (let width = 330; width <= 600; width += 15) {
                box.style.width = `${width}px`;
                await stage.frames();
                heights.push(widget.offsetHeight);
                const [narrow, wide] = heights.slice(-2);
                if (narrow + 50 < wide) return [width, narrow, wide];
            }
        })()",
    );
    let (width, narrow, wide): (f64, f64, f64) = serde_json::from_value(found).unwrap();
    // As a scrollbar would, whenever the widget is higher than the window.
    let limit = (narrow + wide) / 2.0;
    stage.value(&format!(
        "void (window.bar = new ResizeObserver(() => requestAnimationFrame(() => {{
            box.style.width = `${{widget.offsetHeight > {limit} ? {width} - 15 : {width}}}px`;
        }}))).observe(widget)"
    ));
    stage.value("stage.sleep(1)");
    let draws = stage.value("stage.draws");
    stage.value("stage.sleep(1)");
    stage.check("it is at rest", "stage.draws", draws);
    stage.check("at the lower one", "widget.offsetHeight", narrow as u64);
    stage.check("whole", "stage.all('canvas')[0].offsetWidth", width as u64 - 15);
    // Another width is another picture.
    stage.value(&format!("void (bar.disconnect(), box.style.width = '{}px')", width + 10.0));
    stage.value("stage.frames()");
    stage.check("as wide as there is room", "stage.all('canvas')[0].offsetWidth", width as u64 + 10);
    stage.check_faultless("scrollbar");
}

#[test]
fn a_table_in_an_old_page_has_the_look_of_its_widget() {
    let stage = Stage::open();
    let widget = "<indicator-widget label=A value=1 total=2></indicator-widget>";
    let head = "<script src=/stage.js></script><script type=module src=/indicator-widget.js></script>";
    let style = "<style>table { caption-side: bottom }</style>";
    stage.show_page(&format!(
        "<html lang=vi>{head}{style}<body bgcolor=#003366 text=#ffffff><table><tr><td width=400>{widget}</table>"
    ));
    stage.wait_for("ready");
    stage.check("quirks", "document.compatMode", "BackCompat");
    let same = "['color', 'fontSize', 'fontFamily'].every((name) =>
        new Set(['td', '.caption', '.widget'].map((part) => getComputedStyle(stage.all(part)[0])[name])).size === 1)";
    stage.check("colour and type", same, true);
    stage.check("caption", "getComputedStyle(stage.all('caption')[0]).captionSide", "top");
}

#[test]
fn a_picture_asks_for_no_room_itself() {
    let stage = Stage::open();
    let cell = |value: u32| format!("<td><indicator-widget label=Xã value={value} total=116></indicator-widget></td>");
    let table =
        format!("<div id=box style='width: 400px'><table width=100%><tr>{}{}</tr></table></div>", cell(81), cell(81));
    stage.settle(&table, "ready");
    let widths = "[...document.querySelectorAll('td')].map((cell) => Math.round(cell.offsetWidth))";
    for width in [700, 300, 700] {
        stage.value(&format!("void (box.style.width = '{width}px')"));
        stage.value("stage.frames()");
        let cells: Vec<f64> = serde_json::from_value(stage.value(widths)).unwrap();
        assert!((cells[0] - cells[1]).abs() <= 1.0, "{cells:?} of {width}");
        let full = "[...document.querySelectorAll('indicator-widget')].every((widget) =>
            Math.abs(widget.shadowRoot.querySelector('canvas').offsetWidth - widget.offsetWidth) <= 1)";
        stage.check("full", full, true);
    }
}

#[test]
fn the_focus_scrolls_nothing_within_a_widget() {
    let stage = Stage::on(Engine::Chromium, |_, _| ());
    open(&stage, "<dialog id=box style='width: 500px'>", &years(), "</dialog>");
    stage.value("box.showModal()");
    stage.value("stage.frames()");
    stage.check("opened", "stage.root().activeElement !== null", true);
    stage.check("whole", "stage.all('.group').map((group) => group.scrollTop + group.scrollLeft)", json!([0]));
}

#[test]
fn a_widget_never_widens_its_page() {
    let stage = Stage::open();
    stage.show(
        "<style>body { margin: 0 }</style><indicator-widget src=/data/kien-giang-2021-h1.json></indicator-widget>",
    );
    stage.wait_for("ready");
    stage.value("stage.all('[part~=table-button]')[0].click()");
    stage.value("stage.frames()");
    stage.check("width", "document.documentElement.scrollWidth <= document.documentElement.clientWidth", true);
}

#[test]
fn a_message_has_nothing_of_the_style_of_an_article() {
    let stage = Stage::open();
    let style =
        "text-indent: 40px; text-transform: uppercase; text-shadow: 0 0 9px red; white-space: nowrap; width: 200px";
    let widget = "<indicator-widget label=A value='12,5'></indicator-widget>";
    stage.settle(&format!("<div style='{style}'>{widget}</div>"), "error");
    let seen = "(({ textIndent, textTransform, textShadow, whiteSpace }) => [textIndent, textTransform, textShadow, whiteSpace])(
        getComputedStyle(stage.root().querySelector('[part=message]')))";
    stage.check("message", seen, json!(["0px", "none", "none", "normal"]));
    stage.check("wrapped", "stage.root().querySelector('[part=message]').scrollWidth <= 200", true);
}

#[test]
fn a_tooltip_stands_at_its_mark_under_zoom_and_goes_with_it() {
    let stage = Stage::on(Engine::Chromium, |_, _| ());
    for style in ["zoom: 0.8", "transform: scale(1.25); transform-origin: 0 0", ""] {
        open(&stage, &format!("<div style='{style}'>"), &districts(40), "</div><p style='height: 2000px'>");
        let [_, bottom, ring, _] = point(&stage, 15);
        assert!((bottom - ring).abs() < 10.0, "{style}: the tooltip ends at {bottom}, the mark begins at {ring}");
    }
    let is_open = "!stage.all('.tip')[0].hidden";
    stage.check("open", is_open, true);
    stage.value("scrollBy(0, 150)");
    stage.value("stage.frames()");
    stage.check("with its mark", is_open, true);
    stage.value("scrollBy(0, 700)");
    stage.value("stage.frames()");
    stage.check("gone with its mark, while the chart is seen", is_open, false);

    // In a box that scrolls for itself.
    open(
        &stage,
        "<p style='height: 300px'></p><div id=box style='height: 300px; overflow: auto'>",
        &districts(40),
        "</div>",
    );
    point(&stage, 3);
    stage.check("open", is_open, true);
    stage.value("void (box.scrollTop = 400)");
    stage.value("stage.frames()");
    stage.check("gone with its mark, in the box", is_open, false);
}

#[test]
fn a_tooltip_can_be_read_where_the_ground_is_the_page_s() {
    let stage = Stage::open();
    open(&stage, "<div style='--indicator-ground: transparent'>", &districts(5), "</div>");
    point(&stage, 3);
    let colours = "(({ color, backgroundColor }) => [color, backgroundColor])(getComputedStyle(stage.all('.card')[0]))";
    stage.check("words and ground", colours, json!(["rgb(255, 255, 255)", "rgb(22, 32, 43)"]));
}

#[test]
fn figures_side_by_side_begin_at_the_same_height() {
    let stage = Stage::open();
    let part = |label: &str, unit: &str| json!({ "label": label, "value": 1200, "unit": unit });
    let several = json!({ "label": "Bệnh viện", "parts": [part("Giường", "giường"), part("Bác sĩ", "người")] });
    let one = json!({ "label": "Doanh nghiệp", "value": 625, "unit": "doanh nghiệp" });
    open(&stage, "", &json!([several, one]), "");
    let tops = "new Set(stage.all('figcaption').map((label) => label.getBoundingClientRect().top)).size";
    stage.check("labels", tops, 1);
    let missing = json!({ "label": "Gạo", "value": null, "unit": "tấn" });
    let several = json!({ "label": "Bệnh viện", "parts": [part("Giường", "giường"), missing] });
    open(&stage, "", &json!([several]), "");
    stage.check("captions of parts", &tops.replace("figcaption", ".headline-label"), 1);
}

#[test]
fn a_page_with_functions_of_its_own_in_the_place_of_the_browsers_breaks_nothing() {
    let stage = Stage::open();
    let figure = json!({ "indicators": [{ "label": "A", "value": 123456789012345_u64, "unit": "đồng" }] });
    open(&stage, "<script>Array.from = (list) => typeof list === 'string' ? [list] : [...list]</script>", &figure, "");
    stage.check("a long figure", "stage.all('.headline')[0].classList.contains('small')", true);
    stage.show(
        "<script>window.fetch = () => Promise.reject()</script><indicator-widget src=/data.json></indicator-widget>",
    );
    stage.wait_for("error");
    stage.check("no answer", "stage.complaints.map(({ code }) => code)", json!(["unreachable"]));
    stage.show(
        "<script>Array.prototype.toJSON = function () { return '[' + this.map(it => JSON.stringify(it)) + ']' }</script>
        <indicator-widget only='b'></indicator-widget>
        <script>
          document.querySelector('indicator-widget').indicators = [
            { id: 'a', label: 'A', value: 1 }, { id: 'b', label: 'B', categories: ['x'], series: [{ values: [2] }] },
          ];
        </script>",
    );
    stage.wait_for("ready");
    stage.check("lists", "stage.labels()", json!(["B"]));
}

#[test]
fn whoever_is_at_the_source_stays_there_when_it_is_named_anew() {
    let stage = Stage::open();
    let document = |day: u32| {
        let source = json!({ "name": "Sở A", "url": "https://example.org/a" });
        json!({ "indicators": [{ "label": "A", "value": 1 }], "source": source, "updated": format!("2021-07-{day}") })
    };
    open(&stage, "", &json!({ "label": "B", "value": 2 }), "");
    stage.value(&format!("void (widget.indicators = {})", document(21)));
    stage.browser.wait_until("stage.all('.footnotes a').length === 1");
    stage.value("stage.all('.footnotes a')[0].focus()");
    stage.value(&format!("void (widget.indicators = {})", document(22)));
    stage.browser.wait_until("stage.root().querySelector('.footnotes').textContent.includes('22/7')");
    stage.check("focus", "stage.root().activeElement === stage.all('.footnotes a')[0]", true);
}

//! What makes a picture outdated: another width, pixel ratio, colour or place; and that nothing else draws.
//!
//! `stage.draws` counts pictures as they are begun, `stage.strokes` what is put on them; `element.rs` says how a
//! case is written.

use e2e::{Browser, Engine, Stage};
use serde_json::{Value, json};

const SHARE: &str = "<indicator-widget label='Xã' value='81' total='116' unit='xã'></indicator-widget>";

/// The fill of a bar in the light and in the dark scheme, and the ink of its figures.
const LIGHT: &str = "12436d";
const DARK: &str = "5aa9e6";
const LIGHT_INK: &str = "16202b";
const DARK_INK: &str = "eef2f6";

/// Device pixels of the first canvas beside those of its box, and whether its box is as wide as its frame.
const FIT: &str = "(canvas => {
    const box = canvas.getBoundingClientRect();
    return [
        Math.round(canvas.width - box.width * devicePixelRatio),
        Math.round(canvas.height - box.height * devicePixelRatio),
        Math.abs(box.width - canvas.parentElement.getBoundingClientRect().width) <= 1 / devicePixelRatio,
    ];
})(stage.all('canvas')[0])";

fn check_fit(stage: &Stage, case: &str) {
    stage.check(case, FIT, json!([0, 0, true]));
}

/// Nothing is drawn while nothing changes.
fn check_idle(stage: &Stage, case: &str) {
    stage
        .browser
        .run("return stage.frames().then(() => { stage.draws = 0; stage.strokes = 0; return stage.sleep(1) })");
    stage.check(case, "[stage.draws, stage.strokes]", json!([0, 0]));
}

/// Does that, waits for the frames in which a widget reacts, and gives how many pictures were drawn.
fn draws_after(stage: &Stage, change: &str) -> u64 {
    stage
        .value(&format!("(async () => {{ stage.draws = 0; {change}; await stage.frames(); return stage.draws }})()"))
        .as_u64()
        .unwrap()
}

/// How many pixels the first canvas has of each colour, as whether there are any.
fn check_colours(stage: &Stage, case: &str, dark: bool) {
    let any = format!("['{LIGHT}', '{LIGHT_INK}', '{DARK}', '{DARK_INK}'].map(it => stage.pixels(it) > 0)");
    stage.check(case, &any, json!([!dark, !dark, dark, dark]));
    let ground = if dark { "rgb(16, 22, 29)" } else { "rgb(255, 255, 255)" };
    stage.check(case, "getComputedStyle(stage.root().querySelector('section')).backgroundColor", ground);
}

#[test]
fn texts_are_measured_anew_where_the_page_has_another_font() {
    let stage = Stage::open();
    stage.show("<indicator-widget label='Xã đạt chuẩn' value='81' total='116'></indicator-widget>");
    stage.wait_for("ready");
    stage.browser.run(
        "const { measureText } = CanvasRenderingContext2D.prototype;
        window.measured = 0;
        CanvasRenderingContext2D.prototype.measureText = function (text) {
            window.measured += 1;
            return measureText.call(this, text);
        };
        window.again = () => { window.measured = 0; widget.redraw(); return window.measured > 0; };",
    );
    stage.check("as it was", "again()", false);
    stage.browser.run("Object.defineProperty(document.fonts, 'size', { value: document.fonts.size + 1 })");
    stage.check("another font", "[again(), again()]", json!([true, false]));
    stage.browser.run("document.fonts.dispatchEvent(new Event('loadingdone'))");
    // One that was waited for draws by itself.
    stage.browser.wait_until("measured > 0");
    stage.check_faultless("fonts");
}

#[test]
fn large_figures_keep_their_digits_together_in_narrow_places() {
    let stage = Stage::open();
    let change = |change: Value| json!({ "label": "L", "changes": [change] });
    let figures = [
        json!({ "label": "L", "value": 1_234_567_890, "unit": "người" }),
        change(json!({ "percent": 12.75, "versus": "plan" })),
        change(json!({ "times": 2.5, "versus": "plan", "words": "tăng 2,5 lần" })),
    ];
    let widths = [110, 130, 150, 185, 200, 240, 275, 290];
    let place = |width: u32, figure: &Value| {
        format!(
            "<div style='width: {width}px'><indicator-widget><script type='application/json'>{figure}</script></indicator-widget></div>"
        )
    };
    let places = widths.into_iter().flat_map(|width| figures.iter().map(move |figure| place(width, figure)));
    stage.show(&places.collect::<String>());
    stage
        .browser
        .wait_until("[...document.querySelectorAll('indicator-widget')].every((one) => one.dataset.state === 'ready')");
    let broken = "[...document.querySelectorAll('indicator-widget')].map(({ shadowRoot }) => {
        const [section, number] = ['section', '.number'].map((name) => shadowRoot.querySelector(name));
        const line = document.createRange();
        line.selectNodeContents(number);
        const rows = new Set(Array.from(line.getClientRects(), ({ top }) => Math.round(top)));
        const beyond = line.getBoundingClientRect().right - section.getBoundingClientRect().right;
        return rows.size > 1 || beyond > 0 ? `${section.clientWidth}: ${number.textContent}` : undefined;
    }).filter(Boolean)";
    stage.check("digits", broken, json!([]));
    stage.check_faultless("narrow places");
}

#[test]
fn a_picture_changes_its_font_once_for_its_names_and_once_for_its_figures() {
    let stage = Stage::open();
    let categories: Vec<String> = (1..=12).map(|number| format!("Huyện {number}")).collect();
    let bars =
        json!({ "label": "L", "categories": categories, "series": [{ "values": (1..=12).collect::<Vec<_>>() }] });
    stage.show(&format!("<indicator-widget><script type='application/json'>{bars}</script></indicator-widget>"));
    stage.wait_for("ready");
    stage.browser.run(
        "const { prototype } = CanvasRenderingContext2D;
        const font = Object.getOwnPropertyDescriptor(prototype, 'font');
        const { fillText } = prototype;
        [window.fonts, window.texts] = [0, 0];
        Object.defineProperty(prototype, 'font', {
            ...font,
            set(value) { window.fonts += 1; font.set.call(this, value); },
        });
        prototype.fillText = function (...given) { window.texts += 1; fillText.apply(this, given); };
        widget.updateValues(Array.from({ length: 12 }, (_, i) => 12 - i));",
    );
    stage.check("names and figures", "[fonts, texts >= 24]", json!([2, true]));
    stage.check_faultless("fonts");
}

#[test]
fn it_follows_the_width_of_its_place() {
    let stage = Stage::on(Engine::Chromium, |_, _| ());
    stage.settle(&format!("<div id='place' style='width: 600px'>{SHARE}</div>"), "ready");
    check_fit(&stage, "at first");
    let width = "stage.all('canvas')[0].getBoundingClientRect().width";
    stage.check("at first", width, 600);
    for (pixels, expected) in [(400.0, json!(400)), (333.3, Value::Null), (250.0, json!(250)), (600.0, json!(600))] {
        let drawn = draws_after(&stage, &format!("place.style.width = '{pixels}px'"));
        assert_eq!(drawn, 1, "once for {pixels} px");
        check_fit(&stage, &format!("{pixels} px"));
        if !expected.is_null() {
            stage.check(&format!("{pixels} px"), width, expected);
        }
    }
    assert_eq!(draws_after(&stage, "place.style.height = '900px'; document.body.style.paddingTop = '50px'"), 0);
    stage.browser.run("place.style.width = ''");
    for pixels in [500, 700] {
        stage.browser.resize(pixels, 1.0);
        stage.browser.run("return stage.frames()");
        check_fit(&stage, &format!("a window of {pixels} px"));
        stage.check("the window's", &format!("{width} === document.documentElement.clientWidth - 16"), true);
    }
    check_idle(&stage, "after all that");
}

#[test]
fn nothing_unseen_widens_a_page_that_runs_from_right_to_left() {
    let stage = Stage::open();
    for dir in ["ltr", "rtl"] {
        let page = format!("<script>document.dir = '{dir}'; document.body.style.margin = 0</script>");
        stage.settle(&format!("{page}<indicator-widget label=A value=1 total=2></indicator-widget>"), "ready");
        stage.check(dir, "document.documentElement.scrollWidth - document.documentElement.clientWidth", 0);
    }
}

#[test]
fn it_follows_the_pixel_ratio_where_its_width_stays() {
    let stage = Stage::on(Engine::Chromium, |_, _| ());
    // The emulation tells a media query of a new ratio only together with another change, here the window's height.
    // The window of a frame does not change with it, so that nothing but the ratio is left to notice.
    stage.show_in_frame(&format!("<div style='width: 333.3px'>{SHARE}</div>"));
    stage.browser.wait_until("frames[0].widget.dataset.state === 'ready'");
    stage.browser.run("window.resized = 0; frames[0].addEventListener('resize', () => resized += 1)");
    for (ratio, height) in [(2.0, 801), (1.5, 802), (3.0, 803), (1.25, 804), (1.0, 805)] {
        let window = json!({ "width": 800, "height": height, "deviceScaleFactor": ratio, "mobile": false });
        stage.browser.run("frames[0].stage.draws = 0");
        stage.browser.devtools("Emulation.setDeviceMetricsOverride", window);
        stage.browser.wait_until(&format!("frames[0].devicePixelRatio === {ratio} && frames[0].stage.draws > 0"));
        stage.browser.run("return stage.frames()");
        let case = format!("ratio {ratio}");
        stage.check(&case, "frames[0].stage.draws", 1);
        stage.check(&case, &format!("frames[0].eval({})", json!(FIT)), json!([0, 0, true]));
    }
    stage.check("only the ratio", "resized", 0);
    stage.browser.run("frames[0].stage.draws = 0; return stage.sleep(1)");
    stage.check("after all that", "frames[0].stage.draws", 0);
}

#[test]
fn it_draws_no_second_time_by_itself() {
    let stage = Stage::open();
    // Boxes with scrollbars of their own, whose need hangs on the height of the picture.
    let parts = json!({ "label": "Cầu và đường giao thông nông thôn", "parts": [
        { "label": "Xây mới và nâng cấp mở rộng", "value": 35 }, { "label": "Sửa chữa", "value": 29 }] });
    let boxes: String = (0..24)
        .map(|i| {
            format!(
                "<div style='width: {}px; height: {}px; overflow: auto; float: left'><indicator-widget>
                 <script type='application/json'>{parts}</script></indicator-widget></div>",
                150 + 5 * i,
                300 - 5 * i
            )
        })
        .collect();
    stage.settle(&format!("<style>::-webkit-scrollbar {{ width: 15px; height: 15px }}</style>{boxes}"), "ready");
    stage.browser.run("return stage.sleep(0.5)");
    let drawn = stage.value("stage.draws").as_u64().unwrap();
    assert!((24..=72).contains(&drawn), "{drawn} pictures for 24 widgets, of which a scrollbar may change the width");
    check_idle(&stage, "boxes that scroll");
    stage.check_faultless("no resize loop");
}

#[test]
fn a_hidden_widget_is_drawn_when_it_is_shown() {
    let stage = Stage::open();
    stage.settle(&format!("<div id='place' style='display: none'>{SHARE}</div>"), "ready");
    stage.check("hidden from the start", "stage.draws", 0);
    assert_eq!(draws_after(&stage, "place.style.display = ''"), 1);
    check_fit(&stage, "shown");
    check_colours(&stage, "shown", false);
    assert_eq!(draws_after(&stage, "place.style.display = 'none'"), 0);
    let drawn = draws_after(&stage, "place.style.width = '400px'; await stage.frames(); place.style.display = ''");
    assert_eq!(drawn, 1, "it became narrower while it was hidden");
    check_fit(&stage, "shown again");
    assert_eq!(draws_after(&stage, "widget.hidden = true; await stage.frames(); widget.hidden = false"), 0, "the same");
    check_colours(&stage, "shown again", false);
    // New figures for a widget that nobody sees.
    stage.browser.run("place.style.display = 'none'; widget.setAttribute('value', 116); return stage.frames()");
    let bar = stage.value(&format!("stage.pixels('{LIGHT}')")).as_u64().unwrap();
    assert_eq!(draws_after(&stage, "place.style.display = ''"), 1);
    assert!(stage.value(&format!("stage.pixels('{LIGHT}')")).as_u64().unwrap() > bar, "the bar is longer");
}

#[test]
fn a_widget_can_be_taken_out_and_put_back() {
    let stage = Stage::open();
    stage.site.put("/figures.json", 200, r#"{ "label": "Xã", "value": 81, "total": 116 }"#);
    for (case, body) in [("attributes", SHARE), ("address", "<indicator-widget src='figures.json'></indicator-widget>")]
    {
        stage.settle(&format!("<div id='place' style='width: 300px'></div>{body}"), "ready");
        stage.browser.run("window.kept = widget; kept.remove(); return stage.frames()");
        stage.browser.run("place.append(kept)");
        stage.wait_for("ready");
        stage.browser.run("return stage.frames()");
        check_fit(&stage, case);
        check_colours(&stage, case, false);
        stage.check(case, "stage.labels()", json!(["Xã"]));
        // Moved within one task, as a CMS does that sorts its boxes.
        stage.browser.run("document.body.append(widget); document.body.prepend(widget)");
        stage.wait_for("ready");
        stage.browser.run("return stage.frames()");
        check_fit(&stage, case);
        let drawn = draws_after(&stage, "document.body.style.width = '500px'");
        assert_eq!(drawn, 1, "{case}: it still follows its width");
        // Changed while it was away.
        stage.browser.run(
            "kept = widget; kept.remove(); kept.indicators = { label: 'new', value: 1, total: 2 }; place.append(kept)",
        );
        stage.browser.wait_until("widget.dataset.state === 'ready' && stage.labels()[0] === 'new'");
        stage.check_faultless(case);
    }
}

#[test]
fn colours_follow_the_theme_and_the_scheme_in_use() {
    let stage = Stage::on(Engine::Chromium, |_, _| ());
    let with = |attributes: &str| SHARE.replace("label=", &format!("{attributes} label="));
    for (case, body, dark) in [
        ("a light page", with(""), false),
        ("theme=dark", with("theme='dark'"), true),
        ("theme=light", with("theme='light'"), false),
        ("theme=auto", with("theme='auto'"), false),
        ("a dark place", format!("<div style='color-scheme: dark'>{SHARE}</div>"), true),
        ("a dark host", with("style='color-scheme: dark'"), true),
        (
            "a light widget in a dark place",
            format!("<div style='color-scheme: dark'>{}</div>", with("theme='light'")),
            false,
        ),
        ("a dark page", format!("<style>:root {{ color-scheme: dark }}</style>{SHARE}"), true),
        // The reader prefers light pages.
        ("a page with both", format!("<style>:root {{ color-scheme: light dark }}</style>{SHARE}"), false),
    ] {
        stage.settle(&body, "ready");
        check_colours(&stage, case, dark);
    }
    // One after another on the last of these pages.
    for (case, change, dark) in [
        ("theme set", "widget.setAttribute('theme', 'dark')", true),
        ("theme set to light", "widget.setAttribute('theme', 'light')", false),
        ("theme taken away", "widget.removeAttribute('theme')", false),
        ("a class of the page", "document.documentElement.style.colorScheme = 'dark'", true),
        ("and without it", "document.documentElement.style.colorScheme = ''", false),
        ("a scheme of the host", "widget.style.colorScheme = 'dark'", true),
        ("and without it", "widget.style.colorScheme = ''", false),
        ("a scheme of the body", "document.body.style.colorScheme = 'dark'", true),
        ("and without it", "document.body.style.colorScheme = ''", false),
    ] {
        stage.browser.run(&format!("{change}; return stage.frames()"));
        check_colours(&stage, case, dark);
    }
    let prefer = |scheme: &str| {
        let feature = json!({ "name": "prefers-color-scheme", "value": scheme });
        stage.browser.devtools("Emulation.setEmulatedMedia", json!({ "features": [feature] }));
        stage.browser.run("return stage.frames()");
    };
    prefer("dark");
    check_colours(&stage, "a reader who prefers dark", true);
    prefer("light");
    check_colours(&stage, "and light again", false);
    check_idle(&stage, "after all that");
}

#[test]
fn the_page_gives_colours_and_a_redraw_takes_them() {
    let stage = Stage::open();
    stage.settle(
        &format!(
            "<style>indicator-widget {{ --indicator-series-1: #aa3300; --indicator-ink: rgb(1 2 3) }}</style>{SHARE}"
        ),
        "ready",
    );
    stage.check("its colours", "['aa3300', '010203'].map(it => stage.pixels(it) > 0)", json!([true, true]));
    // A rule that comes later is seen at the next drawing, or when the page asks for it.
    stage.browser.run(
        "document.head.append(Object.assign(document.createElement('style'), { textContent:
        'indicator-widget { --indicator-series-1: #00aa33 !important }' })); widget.redraw()",
    );
    stage.check("at once", "['aa3300', '00aa33'].map(it => stage.pixels(it) > 0)", json!([false, true]));
    assert_eq!(draws_after(&stage, "widget.redraw()"), 1);
    // Where a browser knows other ways of naming colours, the picture is as red as the words.
    stage.browser.run(
        "widget.style.setProperty('--indicator-series-1', 'red', 'important');
        if (CSS.supports('color', 'oklch(0.6 0.2 25)')) {
            widget.style.setProperty('--indicator-series-1', 'color(display-p3 0.9175 0.2003 0.1386)', 'important');
        }
        widget.redraw()",
    );
    let reddish = "(() => {
        const canvas = stage.all('canvas')[0];
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        for (let i = 0; i < data.length; i += 4) if (data[i] > 240 && data[i + 1] < 40 && data[i + 2] < 40) return true;
        return false;
    })()";
    stage.check("red", reddish, true);
}

#[test]
fn a_reader_who_prefers_dark_sees_dark_only_where_the_page_allows_it() {
    let stage = Stage { browser: Browser::chromium(800, 1.0, true), ..Stage::open() };
    for (scheme, dark) in [("light dark", true), ("dark", true), ("light", false), ("normal", false)] {
        stage.settle(&format!("<style>:root {{ color-scheme: {scheme} }}</style>{SHARE}"), "ready");
        check_colours(&stage, scheme, dark);
    }
}

/// How often the styles of the page are asked for while that is done.
fn styles_asked(stage: &Stage, change: &str) -> Value {
    stage.value(&format!(
        "(() => {{
            const asIs = window.getComputedStyle;
            let asked = 0;
            window.getComputedStyle = (...given) => ((asked += 1), asIs(...given));
            {change};
            window.getComputedStyle = asIs;
            return asked;
        }})()"
    ))
}

#[test]
fn new_numbers_are_drawn_once_and_ask_the_page_for_nothing() {
    for engine in [Engine::Chromium, Engine::Firefox] {
        let stage = Stage::on(engine, |_, _| ());
        stage.settle(&format!("<div id='place' style='width: 600px'>{SHARE}</div>"), "ready");
        stage.browser.run("return stage.sleep(0.5)");
        for value in [30, 60] {
            stage.browser.run("stage.draws = 0");
            assert_eq!(styles_asked(&stage, &format!("widget.updateValues([{value}])")), json!(0));
            stage.check("when it returns", "stage.draws", 1);
            // The words, which come later, draw no second time.
            stage.browser.wait_until(&format!("stage.root().textContent.includes('{value} / 116')"));
            stage.browser.run("return stage.sleep(0.5)");
            stage.check("with its words", "stage.draws", 1);
        }
        stage.check_faultless("new numbers");
    }
}

#[test]
fn what_changes_around_new_numbers_is_drawn_too() {
    for engine in [Engine::Chromium, Engine::Firefox] {
        let stage = Stage::on(engine, |_, _| ());
        let host = "<style>.hot { --indicator-series-1: #aa3300 } .hot .cold { --indicator-series-1: #0033aa }
            .plain indicator-widget { font-family: monospace }</style>";
        stage.settle(&format!("{host}<div id='place'><p>{SHARE}</p></div>"), "ready");
        let is_seen = |it: &str| format!("stage.pixels('{it}') > 0");
        for (case, before, after, colour) in [
            ("a property of the host", "", "widget.style.setProperty('--indicator-series-1', '#00aa33')", "00aa33"),
            ("and without it", "", "widget.removeAttribute('style')", LIGHT),
            ("a class around it", "", "place.className = 'hot'", "aa3300"),
            ("a class of the host", "", "widget.className = 'cold'", "0033aa"),
            ("both taken away before", "place.className = widget.className = ''", "", LIGHT),
            ("a theme before", "widget.setAttribute('theme', 'dark')", "", DARK),
            ("a theme after", "", "widget.setAttribute('theme', 'light')", LIGHT),
            ("a rule for all", "", "document.head.append(rule)", "00aaaa"),
        ] {
            let rule = "const rule = document.createElement('style');
                rule.textContent = 'indicator-widget { --indicator-series-1: #00aaaa !important }';";
            stage.browser.run(&format!("{rule} {before}; widget.updateValues([50]); {after}; return stage.frames()"));
            stage.check(case, &is_seen(colour), true);
        }
        let at_once = "(widget.setAttribute('theme', 'dark'), widget.updateValues([9]), stage.pixels('eef2f6') > 0)";
        stage.check("a theme set right before", at_once, true);
        // A font is no colour, but a class of the host may bring one.
        assert_eq!(draws_after(&stage, "place.className = 'plain'; widget.className = 'any'"), 1, "another font");
        assert_eq!(draws_after(&stage, "widget.className = 'other'"), 0, "nothing else");
        stage.check_faultless("what changes");
    }
}

#[test]
fn a_widget_is_measured_once_for_its_first_picture() {
    let stage = Stage::open();
    // The program is there already, and the first sizes are told after the picture.
    stage.settle(SHARE, "ready");
    let asked = stage.value(
        "(async () => {
            const asIs = window.getComputedStyle;
            let asked = 0;
            window.getComputedStyle = (...given) => ((asked += 1), asIs(...given));
            stage.draws = 0;
            document.body.insertAdjacentHTML('beforeend', `<indicator-widget label=A value=1 total=2></indicator-widget>`);
            await Promise.resolve().then(() => {});
            const first = asked;
            await stage.frames();
            return [first > 0, asked - first, stage.draws];
        })()",
    );
    assert_eq!(asked, json!([true, 0, 1]), "asked for the picture, asked again, pictures");
    assert_eq!(draws_after(&stage, "widget.style.width = '300px'"), 1, "another width");
}

//! What the reader's system, browser and eyes ask for: another ground, more contrast, less movement, paper, larger
//! text, more space, and controls that can be hit.

use e2e::{Browser, Site, Stage};
use indicator_widget::scene::Colour;
use indicator_widget::theme::{Theme, contrast};
use serde_json::{Value, json};

const PAGES: [&str; 3] = ["/index.html", "/gallery.html?all", "/design.html?all"];

const SETTLED: &str = "document.body.dataset.state !== 'building'
    && [...document.querySelectorAll('indicator-widget')].every(({ dataset, shadowRoot }) =>
        dataset.state === 'ready' && shadowRoot.querySelector('table') !== null)";

fn open(site: &Site, page: &str, width: u32, dark: bool) -> Browser {
    let browser = Browser::chromium(width, 1.0, dark);
    browser.goto(&site.url(page));
    browser.wait_until(SETTLED);
    browser
}

/// Pretends that the reader's system asks for something, and waits until the pictures have followed.
fn emulate(browser: &Browser, media: &str, features: &[(&str, &str)]) {
    let features: Vec<Value> = features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
    browser.devtools("Emulation.setEmulatedMedia", json!({ "media": media, "features": features }));
    browser.run("return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
}

/// Evaluates an expression with `root`, the shadow root of the first widget, `widget`, what it holds, and `style`,
/// the computed style of that.
fn inside(browser: &Browser, expression: &str) -> Value {
    browser.run(&format!(
        "const root = document.querySelector('indicator-widget').shadowRoot;
        const widget = root.querySelector('.widget');
        const style = getComputedStyle(widget);
        return {expression}"
    ))
}

/// A colour as style sheets write it (`#rrggbb`) or as browsers give it (`rgb(1, 2, 3)`).
fn parse(colour: &str) -> Colour {
    let colour = colour.trim();
    let channels: Vec<u8> = match colour.strip_prefix('#') {
        Some(hex) => (0..3).map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).unwrap()).collect(),
        None => colour
            .trim_matches(|letter: char| !letter.is_ascii_digit())
            .split(", ")
            .map(|channel| channel.parse().unwrap_or_else(|_| panic!("{colour} is no colour")))
            .collect(),
    };
    Colour(channels[0], channels[1], channels[2])
}

/// A token of the style sheet, `ink` or `series-1`, as it is in force.
fn token(browser: &Browser, name: &str) -> Colour {
    parse(inside(browser, &format!("style.getPropertyValue('--_{name}')")).as_str().unwrap())
}

fn style(browser: &Browser, selector: &str, property: &str) -> Colour {
    let script = format!("getComputedStyle(root.querySelector('{selector}')).{property}");
    parse(inside(browser, &script).as_str().unwrap())
}

/// What a system colour is in the page right now.
fn system(browser: &Browser, name: &str) -> Colour {
    let script = format!(
        "(() => {{
            const probe = document.body.appendChild(document.createElement('i'));
            probe.style.color = '{name}';
            const {{ color }} = getComputedStyle(probe);
            probe.remove();
            return color;
        }})()"
    );
    parse(inside(browser, &script).as_str().unwrap())
}

/// How many pixels of the first picture, the progress bar, are of exactly that colour.
fn pixels(browser: &Browser, colour: Colour) -> u64 {
    let script = format!(
        "(() => {{
            const canvas = root.querySelector('canvas');
            const {{ data }} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
            let count = 0;
            for (let i = 0; i < data.length; i += 4) {{
                if (data[i] === {} && data[i + 1] === {} && data[i + 2] === {} && data[i + 3] === 255) count += 1;
            }}
            return count;
        }})()",
        colour.0, colour.1, colour.2
    );
    inside(browser, &script).as_u64().unwrap()
}

/// Of a picture in these colours, so many pixels at least are bar, and track.
const SEEN: u64 = 1000;

#[test]
fn the_colours_of_the_style_sheet_are_those_of_the_theme() {
    let site = Site::start();
    for (dark, theme) in [(false, Theme::LIGHT), (true, Theme::DARK)] {
        let browser = open(&site, "/index.html", 800, dark);
        for (name, colour) in
            [("ground", theme.ground), ("ink", theme.ink), ("muted", theme.muted), ("track", theme.track)]
        {
            assert_eq!(token(&browser, name), colour, "{name}");
        }
        for (index, colour) in theme.series.into_iter().enumerate() {
            assert_eq!(token(&browser, &format!("series-{}", index + 1)), colour, "series {index}");
        }
        for name in ["better", "worse"] {
            assert!(contrast(token(&browser, name), theme.ground) >= 4.5, "{name} is read as text");
        }
    }
}

#[test]
fn dark_changes_pictures_and_words() {
    let site = Site::start();
    let browser = open(&site, "/index.html", 800, false);
    for (scheme, used, other) in [("dark", Theme::DARK, Theme::LIGHT), ("light", Theme::LIGHT, Theme::DARK)] {
        emulate(&browser, "", &[("prefers-color-scheme", scheme)]);
        assert!(pixels(&browser, used.series[0]) > SEEN && pixels(&browser, used.track) > SEEN, "{scheme}");
        assert_eq!(pixels(&browser, other.series[0]), 0, "{scheme}");
        assert_eq!(style(&browser, ".title", "color"), used.ink);
        assert_eq!(style(&browser, ".remark", "color"), used.muted);
        assert_eq!(style(&browser, ".widget", "backgroundColor"), used.ground);
    }
}

#[test]
fn forced_colours_are_the_systems_on_pictures_and_words() {
    let site = Site::start();
    let browser = open(&site, "/index.html", 800, false);
    for scheme in ["light", "dark"] {
        emulate(&browser, "", &[("forced-colors", "active"), ("prefers-color-scheme", scheme)]);
        let (ground, ink) = (system(&browser, "Canvas"), system(&browser, "CanvasText"));
        assert!(contrast(ground, ink) > 7.0, "{ground:?} and {ink:?}");
        assert!(pixels(&browser, ink) > SEEN, "bar and figures in {ink:?}");
        for own in [Theme::LIGHT, Theme::DARK] {
            assert_eq!(pixels(&browser, own.series[0]) + pixels(&browser, own.track), 0, "no colour of ours");
        }
        assert_eq!(style(&browser, ".title", "color"), ink);
        assert_eq!(style(&browser, ".remark", "color"), ink);
        assert_eq!(style(&browser, ".widget", "backgroundColor"), ground);
    }
}

#[test]
fn more_contrast_shows_the_track_and_darkens_what_is_quiet() {
    let site = Site::start();
    for dark in [false, true] {
        let browser = open(&site, "/index.html", 800, dark);
        let scheme = if dark { "dark" } else { "light" };
        emulate(&browser, "", &[("prefers-contrast", "more"), ("prefers-color-scheme", scheme)]);
        let [ground, ink, muted, track, bar] =
            ["ground", "ink", "muted", "track", "series-1"].map(|name| token(&browser, name));
        assert!(contrast(ink, ground) > 17.0 && contrast(muted, ground) >= 7.0, "texts, {scheme}");
        assert!(contrast(track, ground) >= 3.0, "the track against the ground, {scheme}");
        assert!(contrast(bar, track) >= 3.0, "the bar against its track, {scheme}");
        assert!(pixels(&browser, track) > SEEN, "the picture is drawn anew, {scheme}");
        assert_eq!(style(&browser, ".remark", "color"), muted);
    }
}

#[test]
fn nothing_moves_under_reduced_motion() {
    let site = Site::start();
    let browser = open(&site, "/index.html", 800, false);
    emulate(&browser, "", &[("prefers-reduced-motion", "reduce")]);
    inside(&browser, "root.querySelectorAll('[aria-expanded=false]').forEach(control => control.click())");
    // What has no extent moves nothing that could be seen.
    let moving = inside(
        &browser,
        "[...document.querySelectorAll('*'), ...root.querySelectorAll('*')].filter(element => {
            const { width, height } = element.getBoundingClientRect();
            const { transitionDuration, animationName } = getComputedStyle(element);
            const moves = transitionDuration.split(', ').some(time => parseFloat(time) > 0) || animationName !== 'none';
            return width * height > 0 && moves;
        }).map(element => element.outerHTML.slice(0, 80))",
    );
    assert_eq!(moving, json!([]));
    assert_eq!(inside(&browser, "document.getAnimations().length + root.getAnimations().length"), json!(0));
}

#[test]
fn paper_is_white_and_without_controls() {
    let site = Site::start();
    let browser = open(&site, "/index.html", 800, true);
    emulate(&browser, "print", &[("prefers-color-scheme", "dark")]);
    // Only a real print tells so itself.
    browser.run("dispatchEvent(new Event('beforeprint'))");
    assert!(pixels(&browser, Theme::LIGHT.series[0]) > SEEN, "bars are dark");
    assert_eq!(pixels(&browser, Theme::DARK.series[0]), 0);
    assert_eq!(style(&browser, ".title", "color"), Theme::LIGHT.ink);
    assert_eq!(style(&browser, ".widget", "backgroundColor"), Theme::LIGHT.ground);
    let shown = "[...root.querySelectorAll('button'), ...document.querySelectorAll('nav')]
        .filter(control => control.getClientRects().length).map(control => control.outerHTML)";
    assert_eq!(inside(&browser, shown), json!([]), "controls on paper");
    let page = browser.run("return getComputedStyle(document.body).backgroundColor");
    assert_eq!(parse(page.as_str().unwrap()), Theme::LIGHT.ground);

    browser.run("dispatchEvent(new Event('afterprint'))");
    emulate(&browser, "", &[("prefers-color-scheme", "dark")]);
    assert!(pixels(&browser, Theme::DARK.series[0]) > SEEN, "dark again on the screen");
}

#[test]
fn captions_side_by_side_stand_on_one_line_and_so_do_their_figures() {
    let site = Site::start();
    let browser = open(&site, "/index.html", 1280, false);
    let tiles = "[...root.querySelectorAll('.group')].map(group => [...group.querySelectorAll('.tile')])
        .find(([, second]) => second && second.querySelector('.medium'))";
    let lines = format!(
        "{tiles}.map(tile => {{
            const foot = document.createElement('i');
            foot.style.display = 'inline-block';
            tile.querySelector('.number').append(foot);
            return [tile.querySelector('.label').getBoundingClientRect().top, foot.getBoundingClientRect().bottom];
        }})"
    );
    let lines: Vec<[f64; 2]> = serde_json::from_value(inside(&browser, &lines)).expect("two tiles");
    let [[label, figure], [second_label, second_figure]] = lines[..] else { panic!("{lines:?}") };
    assert!((label - second_label).abs() < 0.1 && (figure - second_figure).abs() < 0.1, "{lines:?}");
}

#[test]
fn no_figure_lies_on_the_letters_of_its_name() {
    let site = Site::start();
    let page = "<!doctype html><html lang=\"vi\"><script type=\"module\" src=\"/indicator-widget.js\"></script>
        <indicator-widget src=\"/parts.json\"></indicator-widget>";
    site.put("/parts.json", 200, include_str!("../../fixtures/parts-units.json"));
    site.put("/parts.html", 200, page);
    let browser = open(&site, "/parts.html", 480, false);
    let on_top = "[...root.querySelectorAll('.headline-label')].map(label => {
        const { left, bottom } = label.getBoundingClientRect();
        return root.elementFromPoint(left + 4, bottom - 1) === label;
    })";
    assert_eq!(inside(&browser, on_top), json!([true, true]));
}

#[test]
fn the_table_is_printed_where_the_reader_has_opened_it() {
    let site = Site::start();
    let browser = open(&site, "/index.html", 800, false);
    emulate(&browser, "print", &[]);
    let height = || inside(&browser, "root.querySelector('[part=table]').getBoundingClientRect().height");
    assert!(height().as_f64().unwrap() <= 1.0, "closed, it takes no room on paper");
    inside(&browser, "root.querySelector('[part=table-button]').click()");
    assert!(height().as_f64().unwrap() > 300.0, "open, it is printed");
}

#[test]
fn missing_figures_stand_below_the_others_and_titles_in_sight() {
    let site = Site::start();
    let browser = open(&site, "/index.html", 320, false);
    inside(&browser, "root.querySelector('[part=table-button]').click()");
    let titles = "(() => {
        const { right } = root.querySelector('.table-box').getBoundingClientRect();
        const titles = [...root.querySelectorAll('.section > *')].map((title) => title.getBoundingClientRect().right <= right + 1);
        return [root.querySelector('table').offsetWidth > right, titles.length > 2, titles.every(Boolean)];
    })()";
    assert_eq!(inside(&browser, titles), json!([true, true, true]), "wide, with titles, in sight");
    let sides = "[...root.querySelectorAll('tr')].map((row) => getComputedStyle(row.cells[1] || row).textAlign)";
    assert!(!inside(&browser, sides).as_array().unwrap().contains(&json!("right")), "figures with their units");
    browser.run(
        "document.querySelector('indicator-widget').indicators =
            { label: 'A', unit: '%', categories: ['2019', '2020', '2021'], series: [{ values: [null, '12.5', 7] }] }",
    );
    browser.wait_until("document.querySelector('indicator-widget').shadowRoot.querySelectorAll('tr').length === 4");
    assert_eq!(inside(&browser, sides), json!(["right", "right", "right", "right"]), "header, missing, and figures");
    let names = "[...root.querySelectorAll('tr')].map((row) => getComputedStyle(row.cells[0]).textAlign)";
    assert_eq!(inside(&browser, names), json!(["left", "left", "left", "left"]), "years are names");
}

#[test]
fn a_long_table_comes_in_pages_of_two_hundred_rows() {
    let site = Site::start();
    let browser = open(&site, "/index.html", 800, false);
    let list = |entry: &str| format!("Array.from({{ length: 450 }}, (_, place) => {entry})");
    browser.run(&format!(
        "const widget = document.querySelector('indicator-widget');
        widget.indicators = {{ label: 'A', categories: {}, series: [{{ values: {} }}] }};
        widget.redraw();",
        list("`Xã ${place}`"),
        list("place")
    ));
    let rows = "document.querySelector('indicator-widget').shadowRoot.querySelectorAll('tbody tr').length";
    browser.wait_until(&format!("{rows} === 200"));
    assert_eq!(inside(&browser, "root.querySelectorAll('[part=table] button').length"), json!(0), "closed: no control");
    let left = "[...root.querySelectorAll('[part=table] > p')].map(line => line.textContent)";
    assert_eq!(inside(&browser, left), json!(["Còn 250 dòng nữa; mở bảng để xem."]), "but who listens knows of more");
    inside(&browser, "root.querySelector('[part=table-button]').click()");
    for expected in [400, 450] {
        inside(&browser, "[...root.querySelectorAll('[part=table] > button')].forEach(more => more.click())");
        browser.wait_until(&format!("{rows} === {expected}"));
    }
    assert_eq!(inside(&browser, "root.querySelectorAll('[part=table] > button').length"), json!(0), "nothing is left");
    assert_eq!(inside(&browser, left), json!([]), "nor said");
}

#[test]
fn only_rows_that_are_shown_are_asked_for_and_once() {
    let stage = Stage::open();
    let list = |entry: &str| format!("Array.from({{ length: 1000 }}, (_, place) => {entry})");
    stage.settle("<indicator-widget label=A value=1></indicator-widget>", "ready");
    let (names, values) = (list("`Xã ${place}`"), list("place"));
    let more = "stage.root().querySelector('[part=table] > button').click()";
    let sort = "stage.root().querySelectorAll('.sort')[1].click()";
    let figure = "stage.root().querySelector('tbody tr td').textContent === ";
    let rows = "stage.root().querySelectorAll('tbody tr').length === ";
    for (case, change, sign, asked) in [
        (
            "the whole document",
            &*format!("widget.indicators = {{ label: 'B', categories: {names}, series: [{{ values: {values} }}] }}"),
            &*format!("{rows} 200"),
            json!([200]),
        ),
        (
            "new numbers",
            &format!("widget.updateValues({}.reverse())", list("place")),
            &format!("{figure} '999'"),
            json!([200]),
        ),
        ("opened", "stage.root().querySelector('[part=table-button]').click()", &format!("{rows} 200"), json!([])),
        ("more", more, &format!("{rows} 400"), json!([400])),
        ("sorted", sort, &format!("{figure} '0'"), json!([u32::MAX])),
        ("sorted the other way", sort, &format!("{figure} '999'"), json!([])),
        ("more of the sorted", more, &format!("{rows} 600"), json!([])),
        ("as it was", sort, &format!("{figure} '999'"), json!([])),
        (
            "other numbers",
            &format!("widget.updateValues({values})"),
            // As many rows as before, which nobody has to ask for again.
            &format!("{figure} '0' && {rows} 600"),
            json!([600]),
        ),
    ] {
        stage.browser.run(&format!("stage.rows = []; {change}"));
        stage.browser.wait_until(sign);
        stage.browser.run("return stage.sleep(0.5)");
        stage.check(case, "stage.rows", asked);
    }
    stage.check_faultless("pages of a table");
}

/// Words and pictures that reach beyond the page or beyond their widget, and boxes that scroll to the side, but for
/// the table that a reader has opened.
fn beyond(browser: &Browser) -> Value {
    browser.run(
        "const found = [];
        const page = document.documentElement;
        if (page.scrollWidth > page.clientWidth) found.push(`the page scrolls to ${page.scrollWidth}`);
        for (const host of document.querySelectorAll('indicator-widget')) {
            const box = host.getBoundingClientRect();
            const look = (rect, what) => {
                if (rect.left < box.left - 1 || rect.right > box.right + 1 || rect.bottom > box.bottom + 1) {
                    found.push(`${what} at ${rect.left}…${rect.right} of ${box.left}…${box.right}`);
                }
            };
            const texts = document.createTreeWalker(host.shadowRoot, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
                const { currentNode } = texts;
                if (currentNode.parentElement.closest('.table-box, style, canvas')) continue;
                const range = document.createRange();
                range.selectNodeContents(currentNode);
                for (const rect of range.getClientRects()) look(rect, currentNode.data);
            }
            for (const canvas of host.shadowRoot.querySelectorAll('canvas')) look(canvas.getBoundingClientRect(), 'a canvas');
        }
        return found;",
    )
}

#[test]
fn nothing_scrolls_to_the_side_on_a_phone_or_at_400_per_cent() {
    let site = Site::start();
    // A window of 1280 px at 400 % is one of 320 px with four device pixels to each.
    for scale in [1.0, 4.0] {
        let browser = Browser::chromium(320, scale, false);
        for page in PAGES {
            browser.goto(&site.url(page));
            browser.wait_until(SETTLED);
            assert_eq!(beyond(&browser), json!([]), "{page}");
            browser.run(
                "for (const { shadowRoot } of document.querySelectorAll('indicator-widget')) {
                    shadowRoot.querySelectorAll('[aria-expanded=false]').forEach(control => control.click());
                }",
            );
            assert_eq!(beyond(&browser), json!([]), "{page}, all opened");
        }
    }
}

/// As much space as a reader may want between letters, words, lines and paragraphs (WCAG 1.4.12).
const SPACED: &str = "const spaced = new CSSStyleSheet();
    spaced.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
    for (const root of [document, ...[...document.querySelectorAll('indicator-widget')].map(it => it.shadowRoot)]) {
        root.adoptedStyleSheets = [...root.adoptedStyleSheets, spaced];
    }
    return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));";

#[test]
fn more_space_between_letters_words_and_lines_loses_nothing() {
    let site = Site::start();
    for width in [320, 1280] {
        let browser = Browser::chromium(width, 1.0, false);
        for page in PAGES {
            browser.goto(&site.url(page));
            browser.wait_until(SETTLED);
            browser.run(SPACED);
            assert_eq!(beyond(&browser), json!([]), "{page} at {width} px");
        }
    }
}

#[test]
fn a_phrase_in_place_of_a_figure_stands_on_one_line_on_a_phone() {
    let site = Site::start();
    for width in [340, 360, 1280] {
        let browser = open(&site, "/index.html", width, false);
        let rows = "[...root.querySelectorAll('.number')].map(number => {
            const line = document.createRange();
            line.selectNodeContents(number);
            return `${number.textContent}: ${new Set([...line.getClientRects()].map(it => Math.round(it.top))).size}`;
        })";
        let rows = inside(&browser, rows);
        let rows: Vec<&str> = rows.as_array().unwrap().iter().filter_map(Value::as_str).collect();
        assert!(rows.contains(&"tăng 2,5 lần: 1") && rows.iter().all(|it| it.ends_with(": 1")), "{width}: {rows:?}");
    }
}

#[test]
fn more_space_between_letters_leaves_long_figures_whole() {
    let stage = Stage::open();
    let tiles = [
        json!({ "label": "L", "value": 123_456_789_012.25 }),
        json!({ "label": "L", "value": 1_234_567_890, "unit": "người" }),
        json!({ "label": "L", "changes": [{ "times": 2.5, "versus": "plan", "words": "tăng thêm 2,5 lần" }] }),
        json!({ "label": "L", "parts": [
            { "label": "A", "value": 123_456_789_012.25, "unit": "đồng" }, { "label": "B", "value": 7, "unit": "hộ" },
        ] }),
    ];
    let places = [281, 300, 320].into_iter().flat_map(|width| tiles.iter().map(move |tile| (width, tile)));
    let places = places.map(|(width, tile)| {
        format!(
            "<div style='width: {width}px'><indicator-widget><script type='application/json'>{tile}</script></indicator-widget></div>"
        )
    });
    let font = "<style>indicator-widget { --indicator-font: monospace }</style>";
    stage.show(&format!("{font}{}", places.collect::<String>()));
    stage.browser.wait_until(SETTLED);
    stage.browser.run(SPACED);
    assert_eq!(beyond(&stage.browser), json!([]));
}

#[test]
fn every_control_can_be_hit() {
    let site = Site::start();
    for page in PAGES {
        let browser = open(&site, page, 320, false);
        // A link in a sentence is as high as its line (WCAG 2.5.8).
        let small = browser.run(
            "const small = [];
            let seen = 0;
            for (const root of [document, ...[...document.querySelectorAll('indicator-widget')].map(it => it.shadowRoot)]) {
                root.querySelectorAll('[aria-expanded=false]').forEach(control => control.click());
                for (const control of root.querySelectorAll('a[href], button, summary, [role=button]')) {
                    const { width, height } = control.getBoundingClientRect();
                    const inSentence = control.localName === 'a' && control.parentElement.textContent.trim() !== control.textContent.trim()
                        && !control.closest('nav');
                    if (!width || inSentence) continue;
                    seen += 1;
                    if (width < 24 || height < 24) small.push(`${control.outerHTML}: ${width} x ${height}`);
                }
            }
            return seen > 2 ? small : `only ${seen} controls`;",
        );
        assert_eq!(small, json!([]), "{page}");
    }
}

#[test]
fn an_open_table_is_sorted_by_any_column() {
    let site = Site::start();
    let browser = open(&site, "/index.html", 800, false);
    let rows = |browser: &Browser| {
        inside(
            browser,
            "[...root.querySelectorAll('tbody')].map(body => [...body.rows].map(row => row.cells[0].textContent))",
        )
    };
    let sort = |column: u32| {
        inside(&browser, &format!("root.querySelectorAll('.sort')[{column}].click()"));
        inside(
            &browser,
            "[root.activeElement.textContent, [...root.querySelectorAll('th[scope=col]')].map(th => th.ariaSort)]",
        )
    };
    let toggle = || inside(&browser, "root.querySelector('.toggle').click()");
    browser.run(
        "document.querySelector('indicator-widget').indicators = {
            groups: [
                { title: 'Một', indicators: [{
                    label: 'L', categories: ['Ô', 'An', 'Đá', 'Ba', 'Dừa'],
                    series: [{ values: [9.5, null, 1200, -3, 10] }],
                }] },
                { title: 'Hai', indicators: [{ label: 'Z', value: 2 }, { label: 'B', value: 1 }] },
            ],
        }",
    );
    browser.wait_until("document.querySelector('indicator-widget').shadowRoot.querySelectorAll('tbody').length === 2");
    let written = json!([["Một", "L: Ô", "L: An", "L: Đá", "L: Ba", "L: Dừa"], ["Hai", "Z", "B"]]);
    assert_eq!(rows(&browser), written);
    assert_eq!(inside(&browser, "root.querySelectorAll('table button').length"), json!(0), "while it is closed");

    toggle();
    let figures = inside(&browser, "root.querySelectorAll('.sort')[1].textContent");
    assert_eq!(sort(1), json!([figures, [null, "ascending", null]]));
    let rising = json!([["Một", "L: Ba", "L: Ô", "L: Dừa", "L: Đá", "L: An"], ["Hai", "B", "Z"]]);
    assert_eq!(rows(&browser), rising);
    assert_eq!(sort(1), json!([figures, [null, "descending", null]]));
    let falling = json!([["Một", "L: Đá", "L: Dừa", "L: Ô", "L: Ba", "L: An"], ["Hai", "Z", "B"]]);
    assert_eq!(rows(&browser), falling, "the missing figure stays last");
    assert_eq!(sort(1), json!([figures, [null, null, null]]));
    assert_eq!(rows(&browser), written);
    sort(0);
    let by_name = json!([["Một", "L: An", "L: Ba", "L: Dừa", "L: Đá", "L: Ô"], ["Hai", "B", "Z"]]);
    assert_eq!(rows(&browser), by_name, "the alphabet is the Vietnamese one");

    toggle();
    assert_eq!(inside(&browser, "root.querySelectorAll('table button').length"), json!(0));
}

#[test]
fn numbers_of_neighbouring_tiles_stand_on_one_line() {
    let site = Site::start();
    let browser = open(&site, "/index.html", 800, false);
    let tiles = inside(
        &browser,
        "[...root.querySelectorAll('.tile')].slice(0, 2).map(tile =>
            ['.label', '.number'].map(part => tile.querySelector(part).getBoundingClientRect())
                .flatMap(({ top, bottom }, i) => i ? [bottom] : [bottom - top]))",
    );
    let [[one_caption, one_number], [other_caption, other_number]] =
        serde_json::from_value::<[[f64; 2]; 2]>(tiles).unwrap();
    assert!(other_caption > one_caption + 15.0, "only one caption takes two lines");
    assert!((one_number - other_number).abs() < 0.5, "{one_number} and {other_number}");
}

#[test]
fn the_table_is_open_where_a_table_is_asked_for() {
    let site = Site::start();
    let browser = open(&site, "/index.html", 800, false);
    let open = |view: &str| {
        inside(&browser, &format!("document.querySelector('indicator-widget').setAttribute('view', '{view}')"));
        browser.run("return new Promise(done => setTimeout(done, 100))");
        browser.wait_until(SETTLED);
        inside(&browser, "root.querySelector('.table-box').getBoundingClientRect().height > 100")
    };
    assert_eq!([open("auto"), open("table"), open("auto")], [json!(false), json!(true), json!(false)]);
    inside(&browser, "root.querySelector('[part=table-button]').click()");
    assert_eq!(open("auto"), json!(true), "what the reader has opened stays open");
}

#[test]
fn pictures_are_drawn_as_wide_as_they_were_measured() {
    let stage = Stage::open();
    stage.show(
        "<style>body { letter-spacing: 0.3em; word-spacing: 1em; font-variant: small-caps; font-feature-settings: 'tnum';
            font-kerning: none; text-rendering: geometricPrecision; -webkit-font-smoothing: antialiased }
        </style><indicator-widget label='Xã đạt chuẩn' value='81' total='116'></indicator-widget>",
    );
    stage.wait_for("ready");
    let width = |canvas: &str| {
        format!(
            "(() => {{ const context = {canvas}.getContext('2d'); context.font = '700 15px serif';
            return Math.round(context.measureText('1.111.111 Xã đạt chuẩn').width * 100); }})()"
        )
    };
    let measured = stage.value(&width("document.createElement('canvas')"));
    stage.check("on the picture", &width("stage.all('canvas')[0]"), measured);
    let again = "(() => { const picture = () => stage.all('canvas')[0].toDataURL(); const first = picture();
        widget.redraw(); return first === picture() && stage.draws > 1 })()";
    stage.check("drawn again, it is the same", again, true);
}

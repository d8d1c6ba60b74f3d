//! What a page gives to `<indicator-widget>`, and what comes of it: figures, words, table, complaints.
//!
//! A case is a page that it writes itself, shown on a [`Stage`], and JavaScript expressions that must have a value:
//!
//! ```ignore
//! stage.settle("<indicator-widget label='A' value='1' total='2'></indicator-widget>", "ready");
//! stage.check("attributes", "stage.labels()", json!(["A"]));
//! ```
//!
//! `widget` is the page's first widget; all that `stage` answers is in `tests/e2e/src/stage.js`. Files that the page
//! loads are put on the site with `stage.site.put(path, status, text)`. One test shows many pages in one browser,
//! since a browser takes a second to start.
//!
//! The other files: `states.rs` has what happens one after another, `redraw.rs` what makes a picture outdated,
//! `embed.rs` policies, missing files and `mount`.

use e2e::Stage;
use serde_json::{Value, json};

/// A share as JSON text, with that label.
fn share(label: &str) -> String {
    json!({ "label": label, "value": 1, "total": 2 }).to_string()
}

/// A widget with these children.
fn widget(attributes: &str, children: &str) -> String {
    format!("<indicator-widget {attributes}>{children}</indicator-widget>")
}

/// The child that holds JSON.
fn inline(json: &str) -> String {
    format!("<script type='application/json'>{json}</script>")
}

#[test]
fn figures_come_from_property_child_address_or_attributes() {
    let stage = Stage::open();
    stage.site.put("/figures.json", 200, &share("address"));
    let child = inline(&share("child"));
    let property = |children: &str, set: &str| format!("{}<script>{set}</script>", widget("", children));
    let given = share("property");
    // A classic script runs before the module defines the element.
    for (case, body, label) in [
        ("an object before the definition", property("", &format!("widget.indicators = {given}")), "property"),
        ("text before the definition", property("", &format!("widget.indicators = '{given}'")), "property"),
        (
            "an object after the definition",
            property(
                "",
                &format!(
                    "customElements.whenDefined('indicator-widget').then(() => {{ widget.indicators = {given} }})"
                ),
            ),
            "property",
        ),
        (
            "an element that a script made",
            format!(
                "<script>const made = document.createElement('indicator-widget');
                 made.indicators = [{given}]; document.body.append(made)</script>"
            ),
            "property",
        ),
        ("a child", widget("", &child), "child"),
        ("an address", widget("src='figures.json'", ""), "address"),
        ("attributes", widget("label='attributes' value='81' total='116' unit='xã'", ""), "attributes"),
        ("property before child", property(&child, &format!("widget.indicators = {given}")), "property"),
        ("child before address", widget("src='figures.json'", &child), "child"),
        ("address before attributes", widget("src='figures.json' label='attributes' value='1'", ""), "address"),
    ] {
        stage.settle(&body, "ready");
        stage.check(case, "stage.labels()", json!([label]));
        stage.check_faultless(case);
    }
    assert_eq!(stage.requests_of("/figures.json"), 2, "an address is asked only where it counts");
}

#[test]
fn each_source_gives_way_to_the_next() {
    let stage = Stage::open();
    stage.site.put("/figures.json", 200, &share("address"));
    let attributes = "src='figures.json' label='attributes' value='1'";
    stage.settle(&widget(attributes, &inline(&share("child"))), "ready");
    for (change, label) in [
        (format!("widget.indicators = {}", share("property")), "property"),
        (
            "widget.indicators.label = 'the same object'; widget.indicators = widget.indicators".into(),
            "the same object",
        ),
        ("widget.indicators = undefined".into(), "child"),
        (format!("widget.querySelector('script').textContent = '{}'", share("new text")), "new text"),
        ("widget.querySelector('script').remove()".into(), "address"),
        ("widget.removeAttribute('src')".into(), "attributes"),
        ("widget.setAttribute('label', 'another')".into(), "another"),
        (format!("widget.insertAdjacentHTML('beforeend', `{}`)", inline(&share("child again"))), "child again"),
    ] {
        stage.browser.run(&change);
        stage.browser.wait_until(&format!("stage.labels()[0] === '{label}'"));
        stage.check(&change, "[stage.labels(), widget.dataset.state]", json!([[label], "ready"]));
    }
    stage.check("never an error", "stage.complaints", json!([]));
}

#[test]
fn children_may_come_later() {
    let stage = Stage::open();
    let append = format!("widget.insertAdjacentHTML('beforeend', `{}`)", inline(&share("child")));
    // After a second without anything, it says that there is nothing.
    let (early, late) = ("stage.sleep(0.3)", "new Promise(done => document.addEventListener('indicator-error', done))");
    for (case, wait, failures) in [
        ("early", early, json!([])),
        ("late", late, json!(["state error", "indicator-error no-data", "state loading"])),
    ] {
        stage.show(&widget("", ""));
        stage.browser.run(&format!("return {wait}.then(() => {{ {append} }})"));
        stage.wait_for("ready");
        stage.check(case, "stage.labels()", json!(["child"]));
        stage.check(case, "stage.story.slice(1, -2)", failures);
        stage.check(
            case,
            "[stage.story[0], ...stage.story.slice(-2)]",
            json!(["state loading", "state ready", "indicator-ready"]),
        );
    }
}

#[test]
fn what_is_taken_away_does_not_stay_on_the_page() {
    let stage = Stage::open();
    stage.site.put("/figures.json", 200, &share("address"));
    for (given, taken) in [
        (
            "label='A' value='81' total=' 116 '",
            "for (const name of ['label', 'value', 'total']) widget.removeAttribute(name)",
        ),
        ("src='figures.json'", "widget.removeAttribute('src')"),
    ] {
        stage.settle(&widget(given, "<p>Words of the page</p>"), "ready");
        stage.browser.run(taken);
        stage.wait_for("error");
        stage.check(
            given,
            "[stage.complaints.map(it => it.code), stage.visible(stage.all('section')[0])]",
            json!([["no-data"], false]),
        );
        // And what comes after that is drawn.
        stage.browser.run("widget.indicators = { label: 'B', value: 1, total: 2 }");
        stage.browser.wait_until("widget.dataset.state === 'ready' && stage.labels()[0] === 'B'");
    }
}

#[test]
fn a_widget_may_move_into_a_document_of_the_same_site() {
    let stage = Stage::open();
    stage.settle(&widget("label='A' value='81' total='116'", ""), "ready");
    stage.browser.run(
        "window.moved = widget;
         window.frame = document.createElement('iframe');
         frame.width = 400;
         // Some browsers put another document into an empty frame a moment later.
         frame.srcdoc = '<p>Trang</p>';
         const loaded = new Promise(done => frame.addEventListener('load', done));
         document.body.append(frame);
         return loaded.then(() => frame.contentDocument.body.append(moved))",
    );
    stage.browser.run("return stage.sleep(0.4)");
    let position = "frame.contentWindow.getComputedStyle(moved.shadowRoot.querySelector('section')).position";
    stage.check("in the frame", &format!("[moved.dataset.state, {position}]"), json!(["ready", "relative"]));
    stage.browser.run("moved.setAttribute('value', '58'); return stage.sleep(0.4)");
    stage.check("it follows", "moved.shadowRoot.querySelector('canvas').textContent.includes('58')", true);
    stage.browser.run("document.body.append(moved); return stage.sleep(0.4)");
    stage.check("and back", "getComputedStyle(widget.shadowRoot.querySelector('section')).position", "relative");
    stage.check_faultless("moved");
}

#[test]
fn a_page_may_arrive_in_pieces() {
    let stage = Stage::open();
    stage.site.put("/figures.json", 200, &share("address"));
    // A document that is written to is one that still loads.
    stage.show("<iframe width='600' height='400'></iframe>");
    stage.browser.run(
        "window.part = document.querySelector('iframe').contentWindow;
         part.document.open();
         part.document.write('<!doctype html><script type=module async src=/indicator-widget.js></' + 'script><div>Before');
         window.inner = () => part.document.querySelector('indicator-widget');
         window.errors = 0;
         part.document.addEventListener('indicator-error', () => errors += 1);",
    );
    stage.browser.wait_until("part.customElements.get('indicator-widget')");
    for piece in [
        "<indicator-widget src=/figures.json label=attributes value=1>",
        "<p>Words of the page</p>",
        "<script type=application/json>{\"label\": \"ch",
        "ild\", \"val",
        "ue\": 1, \"total\": 2}</script>",
        "</indicator-widget>",
    ] {
        stage.browser.run(&format!("part.document.write({}); return stage.sleep(0.1)", json!(piece)));
    }
    stage.browser.run("return stage.sleep(1.2)");
    stage.check(
        "half a page",
        "[part.document.readyState, errors, inner().dataset.state]",
        json!(["loading", 0, "loading"]),
    );
    stage.browser.run("part.document.write('<div>After'); part.document.close()");
    stage.browser.wait_until("inner().dataset.state === 'ready'");
    stage.check("in pieces", "inner().shadowRoot.querySelector('figcaption').textContent", "child");
    stage.check("in pieces", "errors", 0);
    assert_eq!(stage.requests_of("/figures.json"), 0, "the child was still to come");
}

#[test]
fn changes_in_one_task_are_taken_in_at_once() {
    let stage = Stage::open();
    for name in ["a", "b", "c"] {
        stage.site.put(&format!("/{name}.json"), 200, &share(name));
    }
    stage.settle(&widget("label='A' value='1' total='2'", ""), "ready");
    let change =
        "for (const [name, value] of Object.entries({ label: 'B', value: '2', total: '3', unit: 'xã', view: 'bars' }))
        widget.setAttribute(name, value);
        return stage.sleep(0.3)";
    stage.browser.run(&format!("stage.story.length = 0; stage.draws = 0; {change}"));
    stage.check("attributes", "stage.labels()", json!(["B"]));
    stage.check("attributes", "stage.story.filter(it => it === 'indicator-ready')", json!(["indicator-ready"]));
    stage.check("attributes", "stage.draws", 1);
    stage.browser.run("for (const name of ['a', 'b', 'c']) widget.setAttribute('src', `${name}.json`)");
    stage.browser.wait_until("stage.labels()[0] === 'c'");
    let asked = ["/a.json", "/b.json", "/c.json"].map(|path| stage.requests_of(path));
    assert_eq!(asked, [0, 0, 1], "only the last of several addresses is asked");
}

#[test]
fn attributes_choose_what_is_shown_and_how() {
    let stage = Stage::open();
    let table = json!({ "indicators": [
        { "id": "a", "label": "A", "value": 1, "total": 2 },
        { "id": "b", "label": "B", "value": 3, "total": 4 },
        { "id": "c", "label": "C", "value": 5, "total": 6 },
    ]})
    .to_string();
    for (attributes, labels, canvases) in [
        ("", json!(["A", "B", "C"]), 3),
        ("only='b'", json!(["B"]), 1),
        ("only='c a'", json!(["A", "C"]), 2),
        ("view='progress'", json!(["A", "B", "C"]), 3),
        ("view='bars'", json!(["A", "B", "C"]), 3),
        ("view='tile'", json!(["A", "B", "C"]), 0),
    ] {
        stage.settle(&widget(attributes, &inline(&table)), "ready");
        stage.check(attributes, "stage.labels()", labels);
        stage.check(attributes, "stage.all('canvas').length", canvases);
        stage.check_faultless(attributes);
    }
    // While it is shown, too.
    stage.browser.run("widget.setAttribute('view', 'bars'); widget.setAttribute('only', 'c')");
    stage.browser.wait_until("stage.labels().join() === 'C' && stage.all('canvas').length === 1");
}

#[test]
fn the_language_is_that_of_the_nearest_ancestor() {
    let stage = Stage::open();
    let child = inline(r#"{"label": {"vi": "Xã", "en": "Communes"}, "value": null, "total": 2}"#);
    let missing = ["chưa có số liệu", "no figures yet"];
    for (case, body, lang) in [
        ("the page's", widget("", &child), "vi"),
        ("its own", widget("lang='en'", &child), "en"),
        ("an ancestor's", format!("<div lang='en-GB'><p>{}", widget("", &child)), "en"),
        ("its own first", format!("<div lang='en'>{}", widget("lang='vi'", &child)), "vi"),
        ("as other systems write it", widget("lang='en_US'", &child), "en"),
        (
            "a picture's around it",
            format!(
                "<svg lang='en' width='400' height='400'><foreignObject width='400' height='400'>{}",
                widget("", &child)
            ),
            "en",
        ),
        ("one that is not spoken here", widget("lang='fr'", &child), "vi"),
    ] {
        stage.settle(&body, "ready");
        stage.check(case, "stage.labels()", json!([if lang == "en" { "Communes" } else { "Xã" }]));
        stage.check(case, "stage.root().querySelector('section').lang", lang);
        for (word, other) in missing.iter().zip(["vi", "en"]) {
            stage.check(case, &format!("stage.table().includes('{word}')"), lang == other);
        }
    }
    for (lang, own) in [("en_US", "en"), ("en-GB", "en"), ("eng", "vi"), ("", "vi")] {
        stage.settle(&widget(&format!("lang='{lang}'"), &inline("{")), "error");
        stage.check(lang, "stage.root().querySelector('.widget + .message').lang", own);
    }
    stage.settle(&format!("<div id='outer'>{}</div>", widget("", &child)), "ready");
    for (case, change) in [
        ("the page's, changed", "document.documentElement.lang = 'en'"),
        ("an ancestor's, changed", "outer.lang = 'vi'"),
        ("its own, changed", "widget.lang = 'en'"),
    ] {
        let label = if change.ends_with("'en'") { "Communes" } else { "Xã" };
        stage.browser.run(&format!("stage.story.length = 0; {change}"));
        stage.browser.wait_until(&format!("stage.labels()[0] === '{label}'"));
        stage.check(case, "stage.story.includes('state loading')", false);
    }
}

#[test]
fn its_authors_words_keep_their_language_where_it_is_another() {
    let stage = Stage::open();
    let document = json!({
        "lang": "vi", "title": "Tiêu đề", "subtitle": "Phụ đề", "note": "Ghi chú", "period": { "start": "2021", "end": "2021" },
        "groups": [{ "title": "Nhóm", "note": "Về nhóm", "indicators": [
            { "label": "Xã", "categories": ["A", "B"], "series": [{ "values": [1, 2] }], "status": "provisional", "note": "Chú thích" },
        ] }],
    });
    let texts = |lang: &str| {
        format!("stage.all('[lang={lang}]').filter((one) => one.localName !== 'section').map((one) => one.textContent)")
    };
    stage.show(&widget("lang='en'", &inline(&document.to_string())));
    stage.wait_for("ready");
    stage.browser.wait_until("stage.all('table').length > 0");
    stage.check(
        "Vietnamese in English",
        &texts("vi"),
        json!(["Tiêu đề", "Phụ đề", "Nhóm", "Về nhóm", "Xã", "Chú thích", "Ghi chú", "A", "B"]),
    );
    stage.check("ours", "stage.all('.subtitle')[1].closest('[lang]').lang", "en");
    stage.browser.run("widget.setAttribute('lang', 'vi')");
    // The table follows when the browser is idle.
    stage.browser.wait_until("stage.root().querySelector('section').lang === 'vi' && !stage.all('th[lang]').length");
    stage.check("nothing to say", &texts("vi"), json!([]));
}

#[test]
fn without_any_language_it_speaks_vietnamese() {
    let stage = Stage::open();
    let body = widget("", &inline(r#"{"label": {"en": "Communes", "vi": "Xã"}, "value": 1}"#));
    stage.show_page(&format!(
        "<!doctype html><script src='stage.js'></script><script type='module' src='indicator-widget.js'></script>{body}"
    ));
    stage.wait_for("ready");
    stage.check("no language", "stage.labels()", json!(["Xã"]));
    // An ancestor may stand outside of the shadow root that holds the widget.
    let nested = "const host = document.createElement('div'); host.lang = 'en'; document.body.append(host);
        const inner = host.attachShadow({ mode: 'open' });
        inner.innerHTML = '<div><indicator-widget label=\"A\"></indicator-widget></div>';
        inner.querySelector('indicator-widget').setAttribute('value', 'x');
        return stage.sleep(0.3).then(() => stage.complaints[0].message)";
    assert!(stage.browser.run(nested).as_str().unwrap().contains("not a number"));
}

#[test]
fn every_picture_has_a_label_and_every_figure_a_row() {
    let stage = Stage::open();
    let document = json!({ "lang": "vi", "indicators": [
        { "label": "Xã", "value": 81, "total": 116, "unit": "xã", "stated": 69.83 },
        { "label": "Cầu", "unit": "cây", "parts": [{ "label": "Xây mới", "value": 35 }, { "label": "Sửa", "value": null }] },
        { "label": "Tiền", "value": "11.4", "unit": "tỷ đồng", "qualifier": "more-than" },
    ]});
    stage.settle(&widget("", &inline(&document.to_string())), "ready");
    stage.check("open", "widget.shadowRoot.mode", "open");
    let canvases =
        "stage.all('canvas').map(it => [it.getAttribute('role'), it.getAttribute('aria-label') === it.textContent])";
    stage.check("labelled", canvases, json!([["img", true], ["img", true]]));
    let sentences: Vec<String> =
        serde_json::from_value(stage.value("stage.all('canvas').map(it => it.getAttribute('aria-label'))")).unwrap();
    for (sentence, words) in sentences.iter().zip([&["81", "116", "69,83%"][..], &["35", "chưa có số liệu"]]) {
        for word in words {
            assert!(sentence.contains(word), "{sentence} lacks {word}");
        }
    }
    let rows =
        stage.value("stage.all('tbody tr').map(row => [...row.children].map(it => it.textContent.trim()).join('|'))");
    let rows: Vec<String> = serde_json::from_value(rows).unwrap();
    for facts in
        [&["81", "116", "69,83%"][..], &["Xây mới", "35"], &["Sửa", "chưa có số liệu"], &["trên 11,4", "tỷ đồng"]]
    {
        let found = rows.iter().any(|row| facts.iter().all(|fact| row.contains(fact)));
        assert!(found, "no row of the table has {facts:?}: {rows:#?}");
    }
    // Read by a screen reader although it is not seen.
    stage.check(
        "in the accessibility tree",
        "(table => [getComputedStyle(table).display, getComputedStyle(table).visibility, table.closest('[aria-hidden], [hidden], [inert]')])
            (stage.all('table')[0])",
        json!(["table", "visible", Value::Null]),
    );
}

#[test]
fn one_bad_indicator_among_good_ones_leaves_a_message_in_its_place() {
    let stage = Stage::open();
    let document = json!([
        { "label": "A", "value": 1, "total": 2 },
        { "label": "B", "value": "12,5", "total": 20 },
        { "label": "C", "value": 1, "total": 2 },
    ]);
    for (lang, words) in [("vi", "Viết 12.5"), ("en", "Write 12.5")] {
        let child = format!("<p>Words of the page</p>{}", inline(&document.to_string()));
        stage.settle(&widget(&format!("lang='{lang}'"), &child), "ready");
        stage.check(lang, "stage.labels()", json!(["A", "B", "C"]));
        stage.check(lang, "stage.all('figure').map(it => it.querySelectorAll('canvas').length)", json!([1, 0, 1]));
        stage.check(
            lang,
            "stage.all('figure').map(it => it.textContent.includes('12,5'))",
            json!([false, true, false]),
        );
        stage.check(lang, "stage.all('figure')[1].textContent.length < 160", true);
        stage.check(lang, "stage.visible(widget.querySelector('p'))", false);
        let complaints = "stage.complaints.map(it => [it.severity, it.code, it.path])";
        stage.check(lang, complaints, json!([["error", "decimal-comma", "$[1].value"]]));
        stage.check(lang, &format!("stage.complaints[0].mend.includes('{words}')"), true);
        let story = json!(["state loading", "state ready", "indicator-error decimal-comma", "indicator-ready"]);
        stage.check(lang, "stage.story", story);
    }
}

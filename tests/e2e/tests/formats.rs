//! Files of other systems in the browser: read as by the library itself, and cut as the attributes say.

use std::fs;
use std::path::PathBuf;

use e2e::Stage;
use indicator_widget::describe;
use indicator_widget::{doors, read, wire};
use serde_json::{Value, json};

fn fixtures() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/doors"))
}

/// The sentences of all pictures, or the code of the first complaint where there is none.
const SAID: &str = "it => it.dataset.state === 'ready'
    ? [...it.shadowRoot.querySelectorAll('canvas')].map(canvas => canvas.getAttribute('aria-label'))
    : stage.complaints.find(({ message }) => it.shadowRoot.textContent.includes(message)).code";

/// The same by the library.
fn said(bytes: &[u8], options: &doors::Options) -> Value {
    let reading =
        doors::read_any(bytes, options, &read::Options { lang: Some("vi".to_owned()), ..read::Options::default() });
    let Some(document) = &reading.document else { return json!(reading.complaints[0].code) };
    let page = describe::page(document);
    let figures = page.groups.iter().flat_map(|group| &group.figures);
    let pictures = figures.filter(|figure| figure.kind == describe::Kind::Canvas);
    json!(pictures.map(|figure| &figure.sentence).collect::<Vec<_>>())
}

#[test]
fn every_file_is_read_as_by_the_library() {
    let asked = fs::read_to_string(fixtures().join("options.json")).unwrap();
    let asked: Value = serde_json::from_str(&asked).unwrap();
    let stage = Stage::open();
    let (mut body, mut expected) = (String::new(), Vec::new());
    let mut names: Vec<String> =
        fs::read_dir(fixtures()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names.retain(|name| !["options.json", "expected.json"].contains(&name.as_str()));
    for name in &names {
        let bytes = fs::read(fixtures().join(name)).unwrap();
        stage.site.put(&format!("/{name}"), 200, &bytes);
        let settings = asked[name.as_str()].to_string();
        let settings = wire::Value::from_json(&settings).unwrap();
        expected.push(json!([name, said(&bytes, &doors::Options::from_settings(&settings))]));
        let attributes: String = asked[name.as_str()]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(attribute, value)| format!(" {attribute}=\"{}\"", value.as_str().unwrap()))
            .collect();
        body += &format!("<indicator-widget src='{name}'{attributes}></indicator-widget>");
    }
    assert!(names.len() > 40, "{names:?}");
    stage.show(&body);
    let widgets = "[...document.querySelectorAll('indicator-widget')]";
    stage.browser.wait_until(&format!("{widgets}.every(it => ['ready', 'error'].includes(it.dataset.state))"));
    let found = stage.value(&format!("{widgets}.map(it => [it.getAttribute('src'), ({SAID})(it)])"));
    for (found, expected) in found.as_array().unwrap().iter().zip(&expected) {
        assert_eq!(found, expected);
    }
    assert_eq!(found.as_array().unwrap().len(), expected.len());
    stage.check_faultless("all files");
}

const CUBE: &str = r#"{
    "class": "dataset", "id": ["xa", "nam"], "size": [2, 2], "role": { "time": ["nam"] }, "value": [1, 2, 3, 4],
    "dimension": {
        "xa": { "label": "Xã", "category": { "index": ["a", "b"], "label": { "a": "Xã A", "b": "Xã B" } } },
        "nam": { "label": "Năm", "category": { "index": ["2020", "2021"] } }
    }
}"#;

#[test]
fn attributes_cut_a_cube_and_name_the_columns_of_a_table() {
    let stage = Stage::open();
    stage.site.put("/cube.json", 200, CUBE);
    stage.site.put("/table.txt", 200, "xa;nam_truoc;nam_nay\nA;1;3\nB;2;4\n");
    let sentence = "stage.root().querySelector('canvas').getAttribute('aria-label')";
    let check = |case: &str, said: [&str; 2]| {
        for said in said {
            stage.check(&format!("{case}: {said}"), &format!("{sentence}.includes('{said}')"), true);
        }
    };
    stage.settle("<indicator-widget src='cube.json'></indicator-widget>", "ready");
    check("by rule", ["Xã A: 2", "Xã B: 4"]);
    stage.browser.run("widget.setAttribute('select', 'Năm=2020'); return stage.frames()");
    check("another year", ["Xã A: 1", "Xã B: 3"]);
    stage.browser.run("widget.setAttribute('select', 'Xã=Xã B'); widget.setAttribute('bars', 'Năm')");
    stage.browser.run("return stage.frames()");
    check("years as bars", ["2020: 3", "2021: 4"]);
    stage.check("asked for once", "performance.getEntriesByName(new URL('cube.json', location).href).length", 1);

    stage.settle("<indicator-widget src='table.txt' columns='label=xa;value=nam_nay'></indicator-widget>", "ready");
    check("one column", ["A: 3", "B: 4"]);
    stage.browser.run("widget.setAttribute('columns', 'label=xa;value=nam_truoc'); return stage.frames()");
    check("another column", ["A: 1", "B: 2"]);
    stage.browser.run("widget.setAttribute('format', 'json-stat'); return stage.frames()");
    stage.check(
        "another format",
        "[widget.dataset.state, stage.complaints.map(it => it.code)]",
        json!(["error", ["syntax"]]),
    );
    stage.check_faultless("attributes");
}

#[test]
fn a_table_may_stand_in_the_page_itself() {
    let stage = Stage::open();
    stage.settle(
        "<indicator-widget><p>Words</p><script type='text/csv'>Đơn vị;Đạt (%)\nXã A;69,8\nXã B;54,25\n</script></indicator-widget>",
        "ready",
    );
    let sentence = "stage.root().querySelector('canvas').getAttribute('aria-label')";
    stage.check("sentence", sentence, "Đạt: Xã A: 69,8%; Xã B: 54,25%.");
    stage.browser.run("widget.querySelector('script').textContent = 'Xã;Hộ\\nC;7\\n'; return stage.frames()");
    stage.check("changed", "stage.labels()[0]", "Hộ");
    stage.browser.run("widget.indicators = 'Xã\\tTrường\\nD\\t9\\n'; return stage.frames()");
    stage.check("as a property", "stage.labels()[0]", "Trường");
}

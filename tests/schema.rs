//! The JSON Schema and the reader against every document of this repository, and against each other. Files are
//! found by listing their directories, so adding a case means adding a file.

#![cfg(not(target_arch = "wasm32"))]
use indicator_widget::complaint::Severity;
use indicator_widget::doors::read_own;
use indicator_widget::read::{Options, Reading};
use jsonschema::Validator;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn place(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The documents directly in a directory, by file name.
fn documents(directory: &str) -> BTreeMap<String, String> {
    let entries = fs::read_dir(place(directory)).unwrap_or_else(|error| panic!("{directory}: {error}"));
    entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), text(&path)))
        .filter(|(name, _)| name != "expected.json")
        .collect()
}

fn expected(directory: &str) -> BTreeMap<String, Value> {
    serde_json::from_str(&text(&place(directory).join("expected.json"))).unwrap()
}

fn schema() -> Validator {
    let schema: Value = serde_json::from_str(&text(&place("www/schema/indicator-document-1.json"))).unwrap();
    jsonschema::meta::validate(&schema).expect("the schema follows draft 2020-12");
    jsonschema::draft202012::new(&schema).unwrap()
}

/// The examples of the README: what stands between "```json" and "```".
fn examples() -> Vec<String> {
    let readme = text(&place("README.md"));
    let blocks = readme.split("\n```json\n").skip(1);
    blocks.map(|block| block.split("\n```").next().unwrap_or_default().to_owned()).collect()
}

/// What the reader makes of it in each language: Vietnamese and English.
fn readings(json: &str) -> [Reading; 2] {
    ["vi", "en"].map(|lang| read_own(json, &Options { lang: Some(lang.to_owned()), ..Options::default() }))
}

/// The first complaint of that severity is the expected one, and has words in both languages.
fn complain(name: &str, json: &str, severity: Severity, expected: &Value) {
    for Reading { complaints, lang, .. } in readings(json) {
        let first = complaints.iter().find(|complaint| complaint.severity == severity);
        let first = first.unwrap_or_else(|| panic!("{name}: nothing found in {complaints:?}"));
        assert_eq!((&expected["code"], &expected["path"]), (&first.code.into(), &first.path.as_str().into()), "{name}");
        assert!(!first.message.is_empty() && !first.mend.is_empty(), "{name} in {lang:?}");
    }
}

fn accept(schema: &Validator, name: &str, json: &str) {
    let document: Value = serde_json::from_str(json).unwrap_or_else(|error| panic!("{name}: {error}"));
    let errors: Vec<String> =
        schema.iter_errors(&document).map(|error| format!("{} at {}", error, error.instance_path())).collect();
    assert!(errors.is_empty(), "{name}: {errors:#?}");
}

fn draw_without_complaint(schema: &Validator, name: &str, json: &str) {
    accept(schema, name, json);
    for reading in readings(json) {
        assert!(reading.complaints.is_empty(), "{name}: {:#?}", reading.complaints);
        assert!(reading.document.is_some(), "{name}");
    }
}

#[test]
fn good_documents_are_drawn_without_complaint() {
    let schema = schema();
    for directory in ["tests/fixtures", "www/data"] {
        let documents = documents(directory);
        assert!(!documents.is_empty(), "{directory} holds documents");
        documents.iter().for_each(|(name, json)| draw_without_complaint(&schema, name, json));
    }
}

#[test]
fn examples_of_the_readme_are_drawn_without_complaint() {
    let schema = schema();
    let examples = examples();
    assert!(examples.len() >= 6, "one for each shape, and a whole document: {}", examples.len());
    examples.iter().for_each(|json| draw_without_complaint(&schema, json, json));
}

#[test]
fn doubtful_documents_are_drawn_with_a_warning() {
    let schema = schema();
    let expected = expected("tests/fixtures/doubtful");
    for (name, json) in documents("tests/fixtures/doubtful") {
        accept(&schema, &name, &json);
        complain(&name, &json, Severity::Warning, &expected[&name]);
        for reading in readings(&json) {
            assert!(reading.accepted() && reading.document.is_some(), "{name}: {:#?}", reading.complaints);
            assert_eq!(expected[&name]["reader"], reading.complaints[0].for_reader, "{name}");
        }
    }
}

#[test]
fn faulty_documents_are_refused_by_the_reader_and_for_their_structure_by_the_schema() {
    let schema = schema();
    let expected = expected("tests/fixtures/refused");
    for (name, json) in documents("tests/fixtures/refused") {
        let finding = &expected[&name];
        complain(&name, &json, Severity::Error, finding);
        match serde_json::from_str::<Value>(&json) {
            Err(_) => assert!(finding["code"] == "syntax" || finding["code"] == "html", "{name} is not JSON"),
            Ok(document) => assert_eq!(finding["structure"], !schema.is_valid(&document), "{name}"),
        }
    }
}

#[test]
fn every_faulty_document_has_its_expected_complaint() {
    for directory in ["tests/fixtures/refused", "tests/fixtures/doubtful"] {
        let files: BTreeSet<String> = documents(directory).into_keys().collect();
        let named: BTreeSet<String> = expected(directory).into_keys().collect();
        assert_eq!(files, named, "{directory}");
        for (name, finding) in expected(directory) {
            assert!(finding["code"].is_string(), "{name}");
            assert!(finding["path"].as_str().is_some_and(|path| path.starts_with('$')), "{name}");
        }
    }
}

/// What the reader finds wrong beyond structure: how figures, dates and lists stand to each other.
const NOT_STRUCTURE: [&str; 7] = [
    "too-large",
    "too-deep",
    "no-such-date",
    "total-not-positive",
    "lengths-differ",
    "ranges-not-rising",
    "out-of-range",
];

/// Fields that mean something somewhere: put where they do not belong, schema and reader must still agree.
const FIELDS: [&str; 17] = [
    "groups",
    "indicators",
    "label",
    "id",
    "value",
    "total",
    "stated",
    "target",
    "qualitativeRanges",
    "parts",
    "categories",
    "series",
    "changes",
    "percent",
    "targets",
    "stack",
    "source",
];

/// Every document that differs from this one in one place: a value that became another, came or went.
fn neighbours(document: &Value) -> Vec<Value> {
    let others =
        json!([null, true, false, -1, 7, 1.5, "", "Xã A", "12,5", "2021-06", "percent", [], ["Xã A"], [3], {}]);
    let others = others.as_array().unwrap();
    let within = |put: &dyn Fn(Value) -> Value, value: &Value| neighbours(value).into_iter().map(put).collect();
    let deeper: Vec<Vec<Value>> = match document {
        Value::Array(entries) => (0..entries.len())
            .map(|index| {
                let put = |value| {
                    let mut copy = entries.clone();
                    copy[index] = value;
                    Value::Array(copy)
                };
                within(&put, &entries[index])
            })
            .collect(),
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| {
                let put = |value| {
                    let mut copy = fields.clone();
                    copy.insert(name.clone(), value);
                    Value::Object(copy)
                };
                let mut without = fields.clone();
                without.remove(name);
                let mut changed: Vec<Value> = within(&put, value);
                changed.push(Value::Object(without));
                changed
            })
            .collect(),
        _ => Vec::new(),
    };
    let more = |fields: &Map<String, Value>| -> Vec<Value> {
        let absent = FIELDS.iter().filter(|name| !fields.contains_key(**name));
        let with = |name: &str, value: &Value| {
            let mut copy = fields.clone();
            copy.insert(name.to_owned(), value.clone());
            Value::Object(copy)
        };
        absent.flat_map(|name| [&others[0], &others[4], &others[7]].map(|value| with(name, value))).collect()
    };
    let more = document.as_object().map(more).unwrap_or_default();
    deeper.into_iter().flatten().chain(more).chain(others.iter().cloned()).collect()
}

#[test]
fn schema_and_reader_agree_on_every_neighbour_of_a_good_document() {
    let schema = schema();
    let (mut accepted, mut refused) = (0, 0);
    // Long lists would only repeat themselves.
    for (name, json) in documents("tests/fixtures").into_iter().filter(|(_, json)| json.len() < 1200) {
        for document in neighbours(&serde_json::from_str(&json).unwrap()) {
            let [reading, _] = readings(&document.to_string());
            let errors = reading.complaints.iter().filter(|complaint| complaint.severity == Severity::Error);
            let codes: Vec<&str> = errors.map(|complaint| complaint.code).collect();
            let valid = schema.is_valid(&document);
            match valid {
                true => {
                    assert!(codes.iter().all(|code| NOT_STRUCTURE.contains(code)), "{name}: {codes:?} in {document}")
                }
                false => assert!(!codes.is_empty(), "{name}: only the schema refuses {document}"),
            }
            *if valid { &mut accepted } else { &mut refused } += 1;
        }
    }
    assert!(accepted > 1000 && refused > 1000, "{accepted} accepted, {refused} refused");
}

#[test]
fn whoever_lists_the_attributes_lists_them_all() {
    let names = |list: &str| -> BTreeSet<String> {
        let names = list.split(|letter: char| !letter.is_ascii_lowercase() && letter != '-');
        names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
    };
    // The pieces of a file that stand between two marks, as one text.
    let listed = |file: &str, marks: &[[&str; 2]]| {
        let text = text(&place(file));
        let between = |[from, to]: [&str; 2]| {
            let (_, rest) = text.split_once(from).unwrap_or_else(|| panic!("{file}: {from}"));
            rest.split_once(to).unwrap_or_else(|| panic!("{file}: {to}")).0.to_owned()
        };
        names(&marks.iter().map(|pair| between(*pair)).collect::<Vec<_>>().join(" "))
    };
    let manifest: Value = serde_json::from_str(&text(&place("www/custom-elements.json"))).unwrap();
    let attributes = manifest.pointer("/modules/0/declarations/0/attributes").and_then(Value::as_array).unwrap();
    let all: BTreeSet<String> =
        attributes.iter().map(|attribute| attribute["name"].as_str().unwrap().to_owned()).collect();
    assert_eq!(listed("README.md", &[["extended_valid_elements:\n  'indicator-widget[", "]'"]]), all, "TinyMCE");
    assert_eq!(listed("README.md", &[["explode(' ', '", "')"]]), all, "WordPress");
    assert_eq!(
        listed("www/embed-frame.js", &[["const ATTRIBUTES = [", "]"], ["const FIGURES = [", "]"]]),
        all,
        "a frame's address"
    );
    let types = text(&place("www/indicator-widget.d.ts"));
    let types = types.split("interface IndicatorWidgetAttributes {").nth(1).and_then(|rest| rest.split('}').next());
    let fields = types.unwrap().lines().filter_map(|line| line.trim().split_once("?:")).map(|(name, _)| name);
    // Frameworks set a property in the same way.
    let typed: BTreeSet<String> = all.into_iter().chain(["indicators".to_owned()]).collect();
    assert_eq!(names(&fields.collect::<Vec<_>>().join(" ")), typed, "types");
}

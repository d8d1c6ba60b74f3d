//! The JSON Schema against every document of this repository. Files are found by listing their directories, so
//! adding a case means adding a file.

#![cfg(not(target_arch = "wasm32"))]
use jsonschema::Validator;
use serde_json::Value;
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

fn accept(schema: &Validator, name: &str, json: &str) {
    let document: Value = serde_json::from_str(json).unwrap_or_else(|error| panic!("{name}: {error}"));
    let errors: Vec<String> =
        schema.iter_errors(&document).map(|error| format!("{} at {}", error, error.instance_path())).collect();
    assert!(errors.is_empty(), "{name}: {errors:#?}");
}

#[test]
fn what_is_drawn_passes() {
    let schema = schema();
    for directory in ["tests/fixtures", "tests/fixtures/doubtful"] {
        let documents = documents(directory);
        assert!(!documents.is_empty(), "{directory} holds documents");
        documents.iter().for_each(|(name, json)| accept(&schema, name, json));
    }
    if place("www/data").is_dir() {
        documents("www/data").iter().for_each(|(name, json)| accept(&schema, name, json));
    }
}

#[test]
fn examples_of_the_readme_pass() {
    let schema = schema();
    let examples = examples();
    assert!(examples.len() >= 6, "one for each shape, and a whole document: {}", examples.len());
    examples.iter().for_each(|json| accept(&schema, json, json));
}

#[test]
fn what_is_refused_for_its_structure_fails() {
    let schema = schema();
    let expected = expected("tests/fixtures/refused");
    for (name, json) in documents("tests/fixtures/refused") {
        let finding = &expected[&name];
        match serde_json::from_str::<Value>(&json) {
            Err(_) => assert_eq!(finding["code"], "syntax", "{name} is not JSON"),
            Ok(document) => {
                assert_ne!(finding["code"], "syntax", "{name} is JSON");
                assert_eq!(finding["structure"], !schema.is_valid(&document), "{name}");
            }
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

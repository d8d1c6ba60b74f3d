//! The gallery: it shows every fixture, so each needs a place and a title, and none may be named that is not there.
//! That every fixture with a picture has a golden, and every golden a fixture, is tested where they are drawn.
#![cfg(not(target_arch = "wasm32"))]

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn every_fixture_has_a_place_and_a_title_in_the_gallery() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let groups: Value = serde_json::from_slice(&fs::read(root.join("www/gallery.json")).unwrap()).unwrap();
    let groups = groups.as_array().unwrap();
    let titles: Vec<(&String, &Value)> =
        groups.iter().flat_map(|group| group["fixtures"].as_object().unwrap()).collect();
    let named: BTreeSet<String> = titles.iter().map(|(name, _)| format!("{name}.json")).collect();
    assert_eq!(named.len(), titles.len(), "a fixture is named twice in www/gallery.json");

    let fixtures = fs::read_dir(root.join("tests/fixtures")).unwrap().map(|entry| entry.unwrap());
    let files = fixtures.filter(|entry| entry.file_type().unwrap().is_file());
    let there: BTreeSet<String> = files.map(|entry| entry.file_name().into_string().unwrap()).collect();
    let apart: Vec<_> = named.symmetric_difference(&there).collect();
    assert!(apart.is_empty(), "only in www/gallery.json, or only in tests/fixtures: {apart:?}");

    for title in groups.iter().map(|group| &group["title"]).chain(titles.iter().map(|(_, title)| *title)) {
        for lang in ["vi", "en"] {
            assert!(title[lang].as_str().is_some_and(|words| !words.trim().is_empty()), "no {lang} title: {title}");
        }
    }
}

//! Every file of another format, against the document and the complaints that it gave before.
//!
//! `UPDATE_GOLDEN=1 cargo test --test doors` accepts what is read now. `options.json` has what some files are asked for.
#![cfg(not(target_arch = "wasm32"))]

use indicator_widget::describe;
use indicator_widget::doors::{MAX_CELLS, Options, read_any, recognised};
use indicator_widget::read;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/doors")
}

/// What a file is read as: format, words and table of its document, and every complaint.
fn check(bytes: &[u8], asked: &Value) -> Value {
    let text = |name: &str| asked[name].as_str().unwrap_or_default().to_owned();
    let options =
        Options { select: text("select"), bars: text("bars"), columns: text("columns"), ..Options::default() };
    let reading = read_any(bytes, &options, &read::Options::default());
    let complaints: Vec<String> =
        reading.complaints.iter().map(|complaint| format!("{} {}", complaint.code, complaint.in_full())).collect();
    let page = reading.document.as_ref().map(|document| {
        let page = describe::page(document);
        let figures: Vec<Value> = page
            .groups
            .iter()
            .flat_map(|group| &group.figures)
            .map(|figure| json!({ "sentence": figure.sentence, "remarks": figure.remarks }))
            .collect();
        let table = describe::table(document);
        let rows: Vec<String> =
            table.sections.iter().flat_map(|section| &section.rows).map(|row| row.join(" | ")).collect();
        json!({
            "title": page.title,
            "subtitles": page.subtitles,
            "notes": page.notes,
            "source": page.source.map(|source| source.text),
            "dates": page.dates,
            "figures": figures,
            "columns": table.columns.join(" | "),
            "rows": rows,
        })
    });
    let format = recognised(bytes, options.format).map(|format| format.name());
    json!({ "format": format, "page": page, "complaints": complaints })
}

#[test]
fn every_file_is_read_as_it_was() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let asked: Value = serde_json::from_slice(&fs::read(folder().join("options.json")).unwrap()).unwrap();
    let mut read = serde_json::Map::new();
    let mut names: Vec<String> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    for name in names.iter().filter(|name| !["options.json", "expected.json"].contains(&name.as_str())) {
        read.insert(name.clone(), check(&fs::read(folder().join(name)).unwrap(), &asked[name.as_str()]));
    }
    assert!(!read.is_empty());
    let expected = folder().join("expected.json");
    if update {
        fs::write(&expected, serde_json::to_string_pretty(&read).unwrap() + "\n").unwrap();
    }
    let stored: Value = serde_json::from_slice(&fs::read(&expected).unwrap()).unwrap();
    let stored = stored.as_object().unwrap();
    let changed: Vec<&String> =
        read.keys().chain(stored.keys()).filter(|name| read.get(*name) != stored.get(*name)).collect();
    assert!(changed.is_empty(), "read differently: {changed:?}; look, then set UPDATE_GOLDEN=1");
}

#[test]
fn a_hundred_thousand_rows_are_read() {
    let rows: Vec<String> = (0..100_000).map(|row| format!("Xã {row},{row}")).collect();
    let text = format!("Xã,Hộ\n{}\n", rows.join("\n"));
    let reading = read_any(text.as_bytes(), &Options::default(), &read::Options::default());
    assert_eq!(reading.complaints, Vec::new());
    let table = describe::table(&reading.document.unwrap());
    assert_eq!(table.sections[0].rows.len(), 100_000);
}

#[test]
fn sizes_whose_product_overflows_are_refused() {
    let size = u32::MAX;
    let text = format!(
        "{{\"class\":\"dataset\",\"id\":[\"a\"],\"size\":[{size}],\"dimension\":{{\"a\":{{\"category\":{{\"index\":[\"x\"]}}}}}},\"value\":[1]}}"
    );
    let reading = read_any(text.as_bytes(), &Options::default(), &read::Options::default());
    assert!(reading.document.is_none());
    assert!(u64::from(size) > MAX_CELLS);
}

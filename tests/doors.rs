//! Every file of another format, against the document and the complaints that it gave before.
//!
//! `UPDATE_GOLDEN=1 cargo test --test doors` accepts what is read now. `options.json` has what some files are asked for.
#![cfg(not(target_arch = "wasm32"))]

use indicator_widget::describe;
use indicator_widget::doors::{Format, MAX_CELLS, Options, read_any, read_if_own, recognised};
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
            .map(|figure| {
                let remarks: Vec<_> = figure.remarks.iter().chain(&figure.note).collect();
                json!({ "sentence": figure.sentence, "remarks": remarks })
            })
            .collect();
        let table = describe::table(document, usize::MAX);
        let rows: Vec<String> =
            table.sections.iter().flat_map(|section| &section.rows).map(|row| row.join(" | ")).collect();
        json!({
            "title": page.title,
            "subtitles": page.subtitles.iter().chain(&page.period).collect::<Vec<_>>(),
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
fn a_document_of_our_own_is_the_same_without_doors_once_it_is_in_words() {
    let mut own = 0;
    for below in ["..", "../doubtful", "../refused", "../doors"] {
        let files = fs::read_dir(folder().join(below)).unwrap().map(|entry| entry.unwrap().path());
        for path in files.filter(|path| path.is_file()) {
            let bytes = fs::read(&path).unwrap();
            let options = (Options::default(), read::Options::default());
            let whole = read_any(bytes.as_slice(), &options.0, &options.1);
            let is_ours = recognised(&bytes, Format::Auto) == Some(Format::Indicators) && whole.document.is_some();
            let mut reading = read_if_own(bytes, &options.0, &options.1);
            if let Some(document) = reading.as_ref().and_then(|reading| reading.document.as_ref()) {
                let page = describe::page(document);
                let doubts = page.groups.iter().flat_map(|group| &group.figures).flat_map(|figure| &figure.doubts);
                assert_eq!(doubts.count(), 0, "{}: what has no words says nothing", path.display());
            }
            reading.iter_mut().for_each(read::Reading::say);
            assert_eq!(reading, is_ours.then_some(whole), "{}", path.display());
            own += usize::from(is_ours);
        }
    }
    assert!(own > 60, "only {own} documents");
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
    let table = describe::table(&reading.document.unwrap(), usize::MAX);
    assert_eq!(table.sections[0].rows.len(), 100_000);
}

#[test]
fn sixteen_thousand_days_of_one_kind_are_read_in_one_pass() {
    let kind = |row: usize| ["đầu", "khác"][row % 2];
    let day = |row: usize| format!("{}-{:02}-{:02}", 1970 + row / 336, row / 28 % 12 + 1, row % 28 + 1);
    let line = |row: usize| format!("Xã {},{},{},{row}", row / 2 % 2, day(row / 4), kind(row));
    let rows: Vec<String> = (0..64_000).map(line).collect();
    let text = format!("Xã,Ngày,Loại,Hộ\n{}\n", rows.join("\n"));
    assert_eq!(codes(text.as_bytes()), ["cube-cut"]);
}

#[test]
fn of_hundreds_of_totals_a_few_are_said_by_name() {
    let rows: Vec<String> = (0..600).map(|row| format!("Tổng số - mục {row};{row}\n")).collect();
    let text = format!("Mục;Hộ\nA;1\nB;2\n{}", rows.concat());
    let reading = read_any(text.as_bytes(), &Options::default(), &read::Options::default());
    assert_eq!(reading.complaints, Vec::new());
    let note = reading.document.and_then(|document| document.note).unwrap();
    assert!(note.starts_with("Tổng số - mục 0: 0. ") && note.ends_with(". Tổng số - mục 19: 19. …"), "{note}");
}

/// A data set of so many categories in each dimension, with the figures as given.
fn cube(sizes: &[u64], value: &str) -> Vec<u8> {
    let ids: Vec<String> = (0..sizes.len()).map(|index| format!("d{index}")).collect();
    let dimensions: serde_json::Map<String, Value> = ids
        .iter()
        .zip(sizes)
        .map(|(id, size)| {
            let codes: Vec<String> = (0..*size).map(|index| format!("c{index}")).collect();
            (id.clone(), json!({ "category": { "index": codes } }))
        })
        .collect();
    let value: Value = serde_json::from_str(value).unwrap();
    json!({ "class": "dataset", "id": ids, "size": sizes, "dimension": dimensions, "value": value })
        .to_string()
        .into_bytes()
}

fn codes(bytes: &[u8]) -> Vec<&'static str> {
    let reading = read_any(bytes, &Options::default(), &read::Options::default());
    reading.complaints.iter().map(|complaint| complaint.code).collect()
}

#[test]
fn as_many_cells_as_the_limit_are_read_and_no_more() {
    assert_eq!(codes(&cube(&[1000, MAX_CELLS / 1000], r#"{"0": 1}"#)), ["cube-cut"]);
    assert_eq!(codes(&cube(&[1000, MAX_CELLS / 1000 + 1], r#"{"0": 1}"#)), ["too-large"]);
    // Twice to the 64th: the product of the sizes does not fit a number.
    assert_eq!(codes(&cube(&[2; 65], r#"{"0": 1}"#)), ["too-large"]);
    let wide = |columns: u64| format!("Xã{}\nA{}\n", ",b".repeat(columns as usize), ",1".repeat(columns as usize));
    assert_eq!(codes(wide(MAX_CELLS / 2 + 1).as_bytes()), ["too-large"]);
    let columns = 1001;
    assert_eq!(codes(wide(columns).as_bytes()), ["too-large"]);
    // Rows that are short are filled up: ten kilobytes could be two million cells.
    let short = format!("Xã{}\n{}", ",b".repeat(900), "a,1\n".repeat(2_000));
    assert_eq!(codes(short.as_bytes()), ["too-large"]);
    let row = |row: u64| format!("{{\"c{row}\": {row}}}");
    let rows: Vec<String> = (0..=1000).map(row).collect();
    assert_eq!(codes(format!("[{}]", rows.join(",")).as_bytes()), ["too-large"]);
}

#[test]
fn thousands_of_dimensions_of_one_category_freeze_nothing() {
    let mut sizes = vec![1; 5_000];
    sizes.push(20_000);
    // What was chosen of so many is a text beyond the limit.
    assert_eq!(codes(&cube(&sizes, r#"{"0": 1, "19999": 2}"#)), ["too-large"]);
}

#[test]
fn thousands_of_times_of_one_period_freeze_nothing() {
    let ids = vec!["a"; 32_000];
    let set = json!({ "class": "dataset", "id": ids, "size": vec![1; ids.len()], "role": { "time": ["a"] },
        "dimension": { "a": { "category": { "index": ["2020"] } } }, "value": [1] });
    // What was chosen of so many is a text beyond the limit.
    assert_eq!(codes(set.to_string().as_bytes()), ["too-large"]);
}

#[test]
fn declared_sizes_that_no_categories_have_are_refused() {
    let declared = |sizes: &str, value: &str| {
        let category = r#"{"category": {"index": ["x", "y"]}}"#;
        let text = format!(
            r#"{{"class": "dataset", "id": ["a", "b"], "size": {sizes}, "dimension": {{"a": {category}, "b": {category}}}, "value": {value}}}"#
        );
        codes(text.as_bytes())
    };
    assert_eq!(declared("[2, 2]", "[1, 2, 3, 4]"), ["cube-cut"]);
    for sizes in ["[1e9, 1e9]", "[4294967296, 4294967296]", "[\"99999999999999999999\", 2]", "[3, 2]", "[0, 2]"] {
        let found = declared(sizes, "[1, 2, 3]");
        assert_eq!(found, ["lengths-differ"], "{sizes}");
    }
    for sizes in ["[-2, 2]", "[2.5, 2]", "[null, 2]", "[2]", "{}", "[\"2\", \"2\"]"] {
        assert_eq!(declared(sizes, "[1, 2, 3, 4]"), ["cube-cut"], "{sizes}");
    }
    for key in ["-1", "1.5", "4", "99999999999999999999", "x", ""] {
        assert_eq!(declared("[2, 2]", &format!(r#"{{"{key}": 1}}"#)), ["out-of-range"], "{key}");
    }
}

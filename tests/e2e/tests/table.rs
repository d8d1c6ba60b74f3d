//! `docs/opening.md`: a row whose test is not there proves nothing.

use std::fs;
use std::path::Path;

#[test]
fn every_way_of_opening_names_a_test_that_exists() {
    let root = xtask::root();
    let table = fs::read_to_string(root.join("docs/opening.md")).unwrap();
    let rows: Vec<&str> = table.lines().filter(|line| line.starts_with("| ")).skip(1).collect();
    assert!(rows.len() >= 10, "{} rows", rows.len());
    for row in rows {
        let parts: Vec<&str> = row.split('`').collect();
        let [.., file, _, name, _] = parts.as_slice() else { panic!("no test in {row}") };
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(file)).unwrap();
        let test = text.find(&format!("fn {name}(")).unwrap_or_else(|| panic!("{file} has no {name}"));
        let attribute = text.get(..test).unwrap().trim_end().ends_with("#[test]");
        assert!(attribute, "{name} is no test");
        // A row that says so runs in all three engines.
        let body = text.get(test..).unwrap().split("\n}\n").next().unwrap();
        let everywhere = row.matches('✓').count() == 3;
        assert_eq!(everywhere, body.contains("Engine::ALL"), "the engines of {name}");
    }
}

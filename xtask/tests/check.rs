//! What `cargo xtask check` says of files, as people and as programs read it, and its exit status.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures").join(name)
}

/// Exit status, output and errors of a check in the folder of the fixtures.
fn check(arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("check")
        .args(arguments)
        .current_dir(fixture(""))
        .output()
        .expect("the check runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("a status"), text(output.stdout), text(output.stderr))
}

fn answers(arguments: &[&str]) -> (i32, Vec<Value>) {
    let (status, output, _) = check(&[&["--json"], arguments].concat());
    (status, serde_json::from_str(&output).expect("JSON"))
}

fn rows(answer: &Value) -> Value {
    answer["table"]["sections"][0]["rows"].clone()
}

#[test]
fn people_read_format_sentences_table_and_complaints() {
    let (status, text, _) = check(&["doors/json-stat-bundle-px-web.json"]);
    assert_eq!(status, 0, "a warning does not stop anybody");
    let expected = "\
== doors/json-stat-bundle-px-web.json (json-stat)
Dân số (giả định)
Mục: Tổng số; Năm: 2024
Chung: 31,5 Nghìn người
* Tổng số: Thành thị: 11,3 Nghìn người; Nông thôn: 20,2 Nghìn người. Số liệu sơ bộ.
  Số liệu sơ bộ
Hạng mục | Tổng số (Nghìn người)
Thành thị | 11,3
Nông thôn | 20,2
Cập nhật 23/7/2025
warning cube-cut $.dataset: Tệp có nhiều chiều; hình chỉ vẽ: Mục: Tổng số; Năm: 2024; Nơi ở: 2/3. \
Muốn vẽ phần khác, dùng “select” và “bars”.

";
    assert_eq!(text, expected);
}

#[test]
fn programs_read_the_same_as_json() {
    let (status, answers) = answers(&["--lang", "en", "doors/json-stat-bundle-px-web.json"]);
    let [answer] = answers.as_slice() else { panic!("{answers:?}") };
    assert_eq!(status, 0);
    assert_eq!(answer["file"], "doors/json-stat-bundle-px-web.json");
    assert_eq!(answer["format"], "json-stat");
    assert_eq!(rows(answer), json!([["Thành thị", "11.3"], ["Nông thôn", "20.2"]]));
    assert_eq!(answer["page"]["dates"], json!(["Updated 23 July 2025"]));
    assert!(answer["sentences"][0].as_str().is_some_and(|sentence| sentence.contains("11.3 Nghìn người")));
    let complaint = &answer["complaints"][0];
    assert_eq!(
        (&complaint["severity"], &complaint["code"], &complaint["path"]),
        (&json!("warning"), &json!("cube-cut"), &json!("$.dataset"))
    );
}

#[test]
fn what_is_not_drawn_fails_and_keeps_no_other_file_from_being_read() {
    let files = ["value.json", "doors/json-stat-words.json", "nowhere.json", "doors", "doors/csv-percent.csv"];
    let (status, answers) = answers(&files);
    assert_eq!(status, 1);
    let named: Vec<&str> = answers.iter().filter_map(|answer| answer["file"].as_str()).collect();
    assert_eq!(named, files);
    assert_eq!(answers[1]["complaints"][0]["code"], "not-a-number");
    assert_eq!(answers[1]["complaints"][0]["severity"], "error");
    assert!(answers[1]["table"].is_null() && answers[1]["sentences"] == json!([]));
    assert!(answers[2]["unreadable"].is_string() && answers[3]["unreadable"].is_string());
    assert_eq!(rows(&answers[4]), json!([["Xã A", "12,5"], ["Xã B", "8"]]));
    let (status, text, errors) = check(&files);
    assert_eq!(status, 1);
    assert!(text.contains("== value.json (indicators)") && text.contains("Xã A | 12,5"));
    assert!(text.contains("error not-a-number $.value[3]: "));
    assert!(errors.contains("cannot open nowhere.json") && errors.contains("cannot open doors: "));
}

#[test]
fn one_bad_indicator_among_good_ones_fails_too() {
    let (status, answers) = answers(&["refused/one-bad-among-good.json"]);
    assert_eq!(status, 1);
    assert!(answers[0]["table"].is_object(), "the good ones are told");
}

#[test]
fn a_web_page_in_place_of_data_is_named() {
    let (status, text, _) = check(&["--lang", "en", "refused/web-page.json"]);
    assert_eq!(status, 1);
    assert!(text.contains("error html $: "), "{text}");
}

#[test]
fn the_page_s_own_wishes_are_heard() {
    let file = "doors/json-stat-total-and-last-year.json";
    let (status, answers_of) = answers(&["--select", "Năm=2020;Vùng=Xã B", "--bars", "Giới", file]);
    assert_eq!((status, rows(&answers_of[0])), (0, json!([["Nam", "9"], ["Nữ", "11"]])));
    let file = "doors/columns-series.csv";
    let (status, answers_of) = answers(&["--columns", "label=Xã;series=Giới;value=Hộ", file]);
    assert_eq!((status, rows(&answers_of[0])), (0, json!([["Xã A", "5", "6"], ["Xã B", "7", "8"]])));
    let (status, answers_of) = answers(&["--bars", "Vunh", "doors/json-stat-total-and-last-year.json"]);
    assert_eq!((status, &answers_of[0]["complaints"][0]["code"]), (1, &json!("unknown-choice")));
}

#[test]
fn the_format_can_be_forced_and_must_be_one() {
    let (status, answers) = answers(&["--format", "csv", "doors/rows-vega-lite.json"]);
    assert_eq!((status, &answers[0]["format"]), (1, &json!("csv")));
    let (status, _, errors) = check(&["--format", "xml", "value.json"]);
    assert_eq!(status, 1);
    assert!(errors.contains("there is no format xml; use one of auto, indicators"), "{errors}");
}

//! What a webmaster pins: integrity values and the folder of a version.

use std::fs;
use std::path::{Path, PathBuf};

use e2e::Stage;
use serde_json::{Map, Value};

const WIDGET: &str =
    "<indicator-widget label='Xã' value='81' total='116' unit='xã'><p>Words of the page</p></indicator-widget>";

fn dist() -> PathBuf {
    xtask::dist::folder()
}

fn integrity() -> Map<String, Value> {
    serde_json::from_str(&fs::read_to_string(dist().join("integrity.json")).unwrap()).unwrap()
}

/// The folder of the version: the only one whose name begins with a digit.
fn version() -> String {
    let names = fs::read_dir(dist()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let versions: Vec<String> = names.filter(|name| name.starts_with(|first: char| first.is_ascii_digit())).collect();
    assert_eq!(versions.len(), 1, "{versions:?}");
    versions[0].clone()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn show(stage: &Stage, script: &str, integrity: &str) {
    stage.show_page(&format!(
        "<!doctype html><html lang='vi'><head><meta charset='utf-8'><title>Page</title><script src='/stage.js'></script>
        {}</head><body>{WIDGET}</body></html>",
        script.replace("INTEGRITY", &format!("integrity='{integrity}' crossorigin='anonymous'"))
    ));
}

#[test]
fn a_pinned_version_draws_and_a_changed_one_does_not_run() {
    let version = version();
    for (kind, file) in [("type='module'", "indicator-widget.js"), ("", "indicator-widget.single.js")] {
        let stage = Stage::open();
        let script = format!("<script {kind} src='/{version}/{file}' INTEGRITY></script>");
        let value = integrity()[file].as_str().unwrap().to_owned();
        show(&stage, &script, &value);
        stage.wait_for("ready");
        stage.check(file, "stage.pixels('12436d') > 500", true);
        stage.check_faultless(file);
        let elsewhere = stage.site.requests().into_iter().filter(|it| it.path.starts_with("/indicator-widget"));
        assert_eq!(elsewhere.count(), 0, "everything comes from the folder of the version");

        let changed = fs::read_to_string(dist().join(file)).unwrap() + " ";
        stage.site.put(&format!("/{version}/{file}"), 200, &changed);
        show(&stage, &script, &value);
        stage.browser.run("return stage.sleep(0.3)");
        stage.check(
            file,
            "[typeof customElements.get('indicator-widget'), stage.visible(widget.querySelector('p'))]",
            serde_json::json!(["undefined", true]),
        );
    }
}

#[test]
fn every_part_has_its_integrity_value_and_a_copy_in_the_folder_of_the_version() {
    let (values, folder) = (integrity(), dist().join(version()));
    let stage = Stage::open();
    stage.show("");
    for (part, value) in &values {
        let digest = stage.value(&format!(
            "fetch('/{part}').then(it => it.arrayBuffer()).then(it => crypto.subtle.digest('SHA-384', it))
                .then(it => 'sha384-' + btoa(String.fromCharCode(...new Uint8Array(it))))"
        ));
        assert_eq!(&digest, value, "{part}");
        assert!(fs::read(dist().join(part)).unwrap() == fs::read(folder.join(part)).unwrap(), "{part}");
    }
    assert!(values.len() >= 5, "{values:?}");
    assert!(files(&folder).iter().any(|file| file.ends_with("integrity.json")));

    // A page that has pinned the version finds the doctor there too.
    let script = format!("<script type='module' src='/{}/indicator-widget.js' data-doctor></script>", version());
    show(&stage, &script, "");
    stage.wait_for("ready");
    let words = format!("/{}/doctor/words.js", version());
    stage
        .browser
        .wait_until(&format!("performance.getEntriesByType('resource').some(it => it.name.endsWith('{words}'))"));
    let missing = stage.site.requests().into_iter().filter(|it| it.path.contains("/doctor") && it.status != 200);
    assert_eq!(missing.count(), 0);
}

#[test]
fn nothing_that_is_shipped_names_the_machine_it_was_built_on() {
    let places = [xtask::root().to_owned(), std::env::home_dir().unwrap()];
    for file in files(&dist()) {
        let content = fs::read(&file).unwrap();
        for place in &places {
            let place = place.to_str().unwrap().as_bytes();
            assert!(!content.windows(place.len()).any(|window| window == place), "{}", file.display());
        }
    }
}

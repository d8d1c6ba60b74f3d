//! Every fixture drawn, against what was drawn before: the scene's print is the oracle, the SVG is for eyes.
//!
//! `UPDATE_GOLDEN=1 cargo test --test golden` accepts what is drawn now.
#![cfg(not(target_arch = "wasm32"))]

mod metrics;

use indicator_widget::doors::read_own;
use indicator_widget::layout::{Viewport, label_column, lay_out};
use indicator_widget::model::{Document, Indicator};
use indicator_widget::read::Options;
use indicator_widget::scene::Scene;
use indicator_widget::svg::to_svg;
use indicator_widget::theme::Theme;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// One column on a phone, and one on a desk.
const WIDTHS: [f64; 2] = [320.0, 640.0];
const FAMILY: &str = "'Noto Sans', system-ui, sans-serif";

/// Every picture of a document at one width, with the indicator it shows.
fn pictures(document: &Document, width: f64) -> Vec<(&Indicator, Scene)> {
    let measure = &metrics::measure;
    let mut pictures = Vec::new();
    for group in &document.groups {
        let room = Viewport { width, ratio: 1.0, label_column: None };
        let viewport = Viewport { label_column: label_column(group.checked(), document.lang, room, measure), ..room };
        for indicator in group.checked() {
            let scene = lay_out(indicator, document.lang, viewport, &Theme::LIGHT, measure);
            pictures.extend(scene.map(|scene| (indicator, scene)));
        }
    }
    pictures
}

/// The scenes as text, and all pictures below each other as one SVG, a column for each width.
fn draw(document: &Document) -> (String, String) {
    let (mut print, mut body) = (String::new(), String::new());
    let (mut left, mut tallest) = (0.0, 0.0_f64);
    for width in WIDTHS {
        let mut top = 0.0;
        for (indicator, scene) in pictures(document, width) {
            writeln!(print, "# {} at {width}\n{scene}", indicator.path).unwrap();
            let svg = to_svg(&scene, Theme::LIGHT.ground, FAMILY, None);
            body += &svg.replacen("<svg ", &format!("<svg x=\"{left}\" y=\"{top}\" "), 1);
            top += scene.size.height + 32.0;
        }
        left += width + 32.0;
        tallest = tallest.max(top);
    }
    let size = format!("width=\"{left}\" height=\"{tallest}\"");
    (print, format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {size}>\n{body}</svg>\n"))
}

#[test]
fn every_fixture_looks_as_it_did() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    // Figures in doubt are drawn too: a value over its total, parts over theirs.
    let mut fixtures: Vec<PathBuf> = ["fixtures", "fixtures/doubtful"]
        .into_iter()
        .flat_map(|directory| fs::read_dir(root.join(directory)).expect("there are fixtures"))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .filter(|path| !path.ends_with("expected.json"))
        .collect();
    fixtures.sort();
    let golden = root.join("golden");
    let mut expected = Vec::new();
    let mut changed = Vec::new();
    for fixture in &fixtures {
        let json = fs::read_to_string(fixture).unwrap();
        let Some(document) = read_own(&json, &Options::default()).document else { continue };
        let (print, svg) = draw(&document);
        if print.is_empty() {
            continue;
        }
        let name = fixture.file_stem().unwrap().to_str().unwrap();
        for (file, drawn) in [(format!("{name}.scene"), print), (format!("{name}.svg"), svg)] {
            let path = golden.join(&file);
            if update {
                fs::create_dir_all(&golden).unwrap();
                fs::write(&path, drawn).unwrap();
            } else if fs::read_to_string(&path).ok().as_ref() != Some(&drawn) {
                changed.push(file.clone());
            }
            expected.push(file);
        }
    }
    assert!(!expected.is_empty(), "no fixture gives a picture");
    let stored = fs::read_dir(&golden).expect("there are stored pictures");
    for file in stored.map(|entry| entry.unwrap().file_name().into_string().unwrap()) {
        if expected.contains(&file) {
            continue;
        }
        if update {
            fs::remove_file(golden.join(&file)).unwrap();
        } else {
            changed.push(file);
        }
    }
    assert!(changed.is_empty(), "drawn differently, or no longer: {changed:?}; look, then set UPDATE_GOLDEN=1");
}

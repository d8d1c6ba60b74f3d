//! What holds for every export: all words are there, and every box of a text keeps to itself.
#![cfg(not(target_arch = "wasm32"))]

mod metrics;

use indicator_widget::describe::{self, Page};
use indicator_widget::doors::read_own;
use indicator_widget::export::compose;
use indicator_widget::model::{Document, Shape as Data};
use indicator_widget::read::Options;
use indicator_widget::scene::{Rect, Scene, Shape};
use indicator_widget::theme::Theme;
use std::fs;
use std::path::Path;

const WIDTHS: [f64; 4] = [240.0, 320.0, 480.0, 800.0];

/// Every document of the folders, by the name of its file.
fn documents() -> Vec<(String, Document)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut documents = Vec::new();
    for folder in ["tests/fixtures", "tests/fixtures/doubtful", "www/data"] {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let Ok(json) = fs::read_to_string(&path) else { continue };
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            for lang in ["vi", "en"] {
                let options = Options { lang: Some(lang.to_owned()), ..Options::default() };
                let document = read_own(&json, &options).document;
                documents.extend(document.map(|document| (format!("{name} ({lang})"), document)));
            }
        }
    }
    documents
}

fn is_apart(one: Rect, other: Rect) -> bool {
    one.x1 < other.x0 || other.x1 < one.x0 || one.y1 < other.y0 || other.y1 < one.y0
}

/// The box of an arrow, which says whether a figure rose or fell: 10 CSS pixels wide, with three corners.
fn arrow(shape: &Shape) -> Option<Rect> {
    let Shape::Polygon(points, _) = shape else { return None };
    let &[(x0, y0), (_, y1), (x1, _)] = points.as_slice() else { return None };
    (x1 - x0 == 10.0).then_some(Rect { x0, y0: y0.min(y1), x1, y1: y0.max(y1) })
}

/// Faults of a picture, a sentence each.
fn faults(scene: &Scene) -> Vec<String> {
    let mut faults = Vec::new();
    let texts = metrics::texts(scene);
    let arrows: Vec<Rect> = scene.shapes.iter().filter_map(arrow).collect();
    for (index, (text, one)) in texts.iter().enumerate() {
        if one.x0 < 0.0 || one.y0 < 0.0 || one.x1 > scene.size.width || one.y1 > scene.size.height {
            faults.push(format!("{:?} ({one}) leaves the picture", text.words));
        }
        if arrows.iter().any(|arrow| !is_apart(*one, *arrow)) {
            faults.push(format!("{:?} ({one}) stands on an arrow", text.words));
        }
        for (next, other) in &texts[index + 1..] {
            if !is_apart(*one, *other) {
                faults.push(format!("{:?} ({one}) touches {:?} ({other})", text.words, next.words));
            }
        }
    }
    faults
}

/// Every string that the page shows.
fn strings(page: &Page) -> Vec<String> {
    let mut strings: Vec<String> =
        page.title.iter().chain(&page.subtitles).chain(&page.period).chain(&page.notes).cloned().collect();
    for group in &page.groups {
        strings.extend(group.title.iter().chain(&group.note).cloned());
        for figure in &group.figures {
            strings.push(figure.label.clone());
            strings.extend(figure.unit.iter().map(|unit| format!("({unit})")));
            for headline in &figure.headlines {
                strings.extend(headline.pieces().map(|(words, _)| words.to_owned()).chain(headline.label.clone()));
            }
            strings.extend(figure.changes.iter().flat_map(|change| [change.amount.clone(), change.versus.clone()]));
            strings.extend(figure.doubts.iter().chain(&figure.remarks).chain(&figure.note).cloned());
        }
    }
    strings.extend(page.source.iter().map(|source| source.text.clone()).chain(page.dates.iter().cloned()));
    strings
}

/// The names of the marks; of a table with more than 1,000 categories none, since no list on paper is that long.
fn labels(document: &Document) -> Vec<String> {
    let mut labels = Vec::new();
    for indicator in document.indicators() {
        match &indicator.shape {
            Data::Parts { parts, .. } => labels.extend(parts.iter().map(|part| part.label.clone())),
            Data::Table(table) if table.categories.len() <= 1000 => {
                labels.extend(table.categories.iter().map(|category| category.label.clone()));
                labels.extend(table.series.iter().filter(|_| table.series.len() > 1).flat_map(|it| it.label.clone()));
            }
            Data::Target { ranges, .. } => labels.extend(ranges.iter().map(|range| range.label.clone())),
            _ => {}
        }
    }
    labels
}

/// A document in Vietnamese at one width.
fn on_paper(json: &str, width: f64) -> Scene {
    let document = read_own(json, &Options::default()).document.unwrap();
    compose(&document, &describe::page(&document), width, &Theme::LIGHT, &metrics::measure)
}

fn bare(words: &str) -> String {
    words.split(|character: char| character.is_whitespace() || character.is_control()).collect()
}

#[test]
fn nothing_is_lost_and_nothing_touches() {
    let documents = documents();
    assert!(documents.len() > 100, "only {} documents", documents.len());
    let mut found = Vec::new();
    for (name, document) in &documents {
        let page = describe::page(document);
        for width in WIDTHS {
            let scene = compose(document, &page, width, &Theme::LIGHT, &metrics::measure);
            assert_eq!(scene.size.width, width);
            let mut faults = faults(&scene);
            let shown: String = metrics::texts(&scene).iter().map(|(text, _)| bare(&text.words)).collect();
            let lost = strings(&page).into_iter().chain(labels(document)).filter(|words| !shown.contains(&bare(words)));
            faults.extend(lost.map(|words| format!("{words:?} is lost")));
            found.extend(faults.into_iter().map(|fault| format!("{name} at {width}: {fault}")));
        }
    }
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found[..found.len().min(40)].join("\n"));
}

#[test]
fn lists_set_figures_apart_from_the_names_of_their_series() {
    let names: Vec<String> = (0..60).map(|index| format!("\"Xã số {index}\"")).collect();
    let values = |first: usize| (first..first + 60).map(|index| index.to_string()).collect::<Vec<_>>().join(",");
    let series =
        format!(r#"[{{"label":"2020","values":[{}]}},{{"label":"2021","values":[{}]}}]"#, values(120), values(15));
    for stack in ["false", "true"] {
        let json = format!(r#"{{"label":"L","categories":[{}],"series":{series},"stack":{stack}}}"#, names.join(","));
        let scene = on_paper(&json, 800.0);
        let texts = metrics::texts(&scene);
        let from = texts.iter().position(|(text, _)| text.words == "Xã số 1 ·").unwrap();
        let entry: Vec<_> = texts[from + 1..from + 5].iter().map(|(text, _)| (&*text.words, text.font.bold)).collect();
        assert_eq!(entry, [("2020:", false), ("121 ·", true), ("2021:", false), ("16", true)]);
    }
}

#[test]
fn every_part_of_a_crowded_chart_is_named_on_paper() {
    let part = |place| format!(r#"{{"label":"Tỉnh số {place}","value":{}}}"#, place % 7 + 1);
    let parts: Vec<String> = (0..63).map(part).collect();
    let json = format!(r#"{{"label":"A","unit":"xã","parts":[{}]}}"#, parts.join(","));
    let scene = on_paper(&json, 640.0);
    let words: String = metrics::texts(&scene).iter().map(|(text, _)| format!("{} ", text.words)).collect();
    assert!((0..63).all(|place| words.contains(&format!("Tỉnh số {place} "))), "{words}");
}

#[test]
fn a_list_below_bars_of_shares_has_the_shares() {
    let names: Vec<String> = (0..60).map(|place| format!("\"Xã số {place}\"")).collect();
    let series =
        [18, 42].map(|value| format!(r#"{{"label":"S{value}","values":[{}]}}"#, vec![value.to_string(); 60].join(",")));
    let (names, series) = (names.join(","), series.join(","));
    let json = format!(r#"{{"label":"A","unit":"hộ","categories":[{names}],"series":[{series}],"stack":"percent"}}"#);
    let scene = on_paper(&json, 800.0);
    let texts = metrics::texts(&scene);
    let from = texts.iter().position(|(text, _)| text.words == "Xã số 1 ·").unwrap();
    let entry: Vec<_> = texts[from + 1..from + 5].iter().map(|(text, _)| &*text.words).collect();
    assert_eq!(entry, ["S18:", "30% ·", "S42:", "70%"]);
}

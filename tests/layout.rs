//! What holds for every picture, whatever is in it: tried on many documents made up by a small generator.
#![cfg(not(target_arch = "wasm32"))]

mod metrics;

use indicator_widget::describe::mark;
use indicator_widget::doors::read_own;
use indicator_widget::layout::{Viewport, lay_out};
use indicator_widget::model::{Document, Indicator, Shape as Data};
use indicator_widget::read::Options;
use indicator_widget::scene::{Rect, Scene, Shape, nearest};
use indicator_widget::theme::{FIGURE, Theme};
use std::fmt::Write;
use std::fs;

/// Numbers that look random and are the same on every run (a 64-bit linear congruential generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) % sides as u64) as usize
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    fn label(&mut self) -> String {
        const WORDS: [&str; 16] = [
            "Xã",
            "đạt",
            "chuẩn",
            "nông",
            "thôn",
            "mới,",
            "2021",
            "Nghiêng",
            "A",
            "B-C",
            "tỷ\u{a0}đồng",
            "nghie\u{302}\u{323}ng",
            "Rạch\u{a0}Giá/Hà\u{a0}Tiên",
            "ភ្នំពេញ",
            "建設新農村",
            "Mộttừrấtdàikhôngcókhoảngtrắngđểngắtdòngởbấtkỳchỗnàocả",
        ];
        let count = [1, 1, 2, 4, 9, 30][self.below(6)];
        (0..count).map(|_| self.pick(&WORDS)).collect::<Vec<_>>().join(" ")
    }

    fn number(&mut self, signed: bool) -> String {
        match self.below(12) {
            0 => "null".to_owned(),
            1 => "0".to_owned(),
            2 => "1e18".to_owned(),
            3 if signed => format!("-{}", self.below(1000)),
            4 => format!("0.{:03}", self.below(1000)),
            5 => format!("{}", self.below(100_000_000)),
            _ => format!("{}", self.below(300)),
        }
    }

    fn list(&mut self, length: usize, mut entry: impl FnMut(&mut Dice) -> String) -> String {
        (0..length).map(|_| entry(self)).collect::<Vec<_>>().join(",")
    }

    fn indicator(&mut self) -> String {
        let mut json = format!("{{\"label\":\"{}\",\"unit\":\"{}\"", self.label(), self.pick(&["xã", "tỷ đồng", "%"]));
        const STATUSES: [&str; 5] = ["reported", "reported", "provisional", "estimated", "not-applicable"];
        write!(json, ",\"status\":\"{}\"", self.pick(&STATUSES)).unwrap();
        if self.below(4) == 0 {
            json += ",\"qualifier\":\"more-than\"";
        }
        match self.below(5) {
            0 => write!(json, ",\"value\":{},\"total\":{}", self.number(false), 1 + self.below(500)).unwrap(),
            1 => {
                let (value, target, label) = (self.number(true), self.below(300), self.label());
                write!(json, ",\"value\":{value},\"target\":{{\"value\":{target},\"label\":\"{label}\"}}").unwrap();
                if self.below(2) == 0 {
                    let mut up_to = 0;
                    let count = 2 + self.below(4);
                    let ranges = self.list(count, |dice| {
                        up_to += 1 + dice.below(200);
                        format!("{{\"upTo\":{up_to},\"label\":\"{}\"}}", dice.label())
                    });
                    write!(json, ",\"qualitativeRanges\":[{ranges}]").unwrap();
                }
            }
            2 => {
                let count = 1 + self.below(8);
                let parts = self.list(count, |dice| {
                    let (label, value, status) = (dice.label(), dice.number(false), dice.pick(&STATUSES));
                    format!("{{\"label\":\"{label}\",\"value\":{value},\"status\":\"{status}\"}}")
                });
                write!(json, ",\"parts\":[{parts}]").unwrap();
                if self.below(2) == 0 {
                    write!(json, ",\"total\":{}", 1 + self.below(900)).unwrap();
                }
            }
            _ => {
                let count = [1, 2, 3, 5, 9, 30, 60, 700][self.below(8)];
                let short = self.below(2) == 0;
                let mut place = 0;
                let categories = self.list(count, |dice| {
                    place += 1;
                    if short { format!("\"{place}\"") } else { format!("\"{} {place}\"", dice.label()) }
                });
                let stack = ["", "", ",\"stack\":true", ",\"stack\":\"percent\""][self.below(4)];
                let signed = stack.is_empty() && self.below(2) == 0;
                let series_count = 1 + self.below(4);
                let with_targets = self.below(3) == 0;
                let series = self.list(series_count, |dice| {
                    let (label, values) = (dice.label(), dice.list(count, |dice| dice.number(signed)));
                    let targets = match with_targets {
                        true => format!(",\"targets\":[{}]", dice.list(count, |dice| dice.number(signed))),
                        false => String::new(),
                    };
                    format!("{{\"label\":\"{label}\",\"values\":[{values}]{targets}}}")
                });
                write!(json, ",\"categories\":[{categories}],\"series\":[{series}]{stack}").unwrap();
                if self.below(3) == 0 {
                    json += ",\"highlight\":[\"1\",\"2\"]";
                }
            }
        }
        json + "}"
    }
}

fn document(json: &str) -> Document {
    let reading = read_own(json, &Options::default());
    reading.document.unwrap_or_else(|| panic!("{:?} in {json}", reading.complaints))
}

fn draw(indicator: &Indicator, width: f64, ratio: f64) -> Option<Scene> {
    let viewport = Viewport { width, ratio, label_column: None };
    lay_out(indicator, Default::default(), viewport, &Theme::LIGHT, &metrics::measure)
}

#[track_caller]
fn check_within(what: &str, rect: Rect, scene: &Scene) {
    let Rect { x0, y0, x1, y1 } = rect;
    let (width, height) = (scene.size.width + 0.01, scene.size.height + 0.01);
    let within = x0 >= -0.01 && y0 >= -0.01 && x1 <= width && y1 <= height && x0 <= x1 && y0 <= y1;
    assert!(within, "{what} {rect} is not within {} x {}", scene.size.width, scene.size.height);
}

fn check_picture(scene: &Scene) {
    for shape in &scene.shapes {
        match shape {
            Shape::Rect(rect, _) => check_within("a rectangle", *rect, scene),
            Shape::Polygon(points, _) => {
                points.iter().for_each(|&(x, y)| check_within("a point", Rect { x0: x, y0: y, x1: x, y1: y }, scene));
            }
            Shape::Text(_) => {}
        }
    }
    scene.hits.iter().for_each(|hit| check_within("a hit", hit.area, scene));
    let texts = metrics::texts(scene);
    for (index, (text, one)) in texts.iter().enumerate() {
        check_within(&text.words, *one, scene);
        for (next, other) in &texts[index + 1..] {
            let apart = one.x1 + 2.0 <= other.x0
                || other.x1 + 2.0 <= one.x0
                || one.y1 + 0.01 <= other.y0
                || other.y1 + 0.01 <= one.y0;
            assert!(apart, "{:?} ({one}) touches {:?} ({other})", text.words, next.words);
        }
    }
    check_seams(scene, &texts.iter().map(|(_, rect)| (rect.y0, rect.y1)).collect::<Vec<_>>());
}

/// Where a picture may be parted, nothing is cut: no text, bar or mark reaches from above to below.
fn check_seams(scene: &Scene, texts: &[(f64, f64)]) {
    assert!(scene.seams.is_sorted(), "{:?}", scene.seams);
    let shapes = scene.shapes.iter().filter_map(|shape| match shape {
        Shape::Rect(rect, _) => Some((rect.y0, rect.y1)),
        Shape::Polygon(points, _) => points.iter().map(|&(_, y)| (y, y)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))),
        Shape::Text(_) => None,
    });
    let hits = scene.hits.iter().map(|hit| (hit.area.y0, hit.area.y1));
    for (top, bottom) in shapes.chain(hits).chain(texts.iter().copied()) {
        // The seams are device pixels at the end.
        let crossing = scene.seams.iter().find(|&&seam| top < seam - 0.5 && bottom > seam + 0.5);
        assert!(crossing.is_none(), "{top} to {bottom} is cut at {crossing:?}");
    }
}

/// Every word of a label is in one of the texts, whole, unless it is longer than a line of its own; where there are
/// so many categories that bars are vertical and names thinned, those may be missing.
fn check_labels(indicator: &Indicator, scene: &Scene) {
    let (mut labels, mut series): (Vec<&String>, usize) = (Vec::new(), 1);
    match &indicator.shape {
        Data::Parts { parts, .. } => labels.extend(parts.iter().map(|part| &part.label)),
        Data::Table(table) => {
            series = table.series.len();
            labels.extend(table.categories.iter().map(|category| &category.label));
        }
        Data::Target { target, ranges, .. } => {
            labels.extend(target.label.as_ref());
            labels.extend(ranges.iter().map(|range| &range.label));
        }
        _ => return,
    }
    if !matches!(indicator.shape, Data::Target { .. }) {
        assert_eq!(scene.hits.len(), labels.len() * series, "every mark is found");
    }
    if labels.len() > 50 {
        labels.clear();
    }
    if let Data::Table(table) = &indicator.shape {
        labels.extend(table.series.iter().filter_map(|series| series.label.as_ref()));
    }
    let texts = metrics::texts(scene);
    for word in labels.into_iter().flat_map(|label| label.split_whitespace()) {
        let is_long = metrics::measure(word, FIGURE) > scene.size.width - 20.0;
        let is_shown = texts.iter().any(|(text, _)| text.words.contains(word));
        assert!(is_long || is_shown, "{word:?} is in none of the texts");
    }
}

#[test]
fn nothing_is_cut_or_drawn_over_a_text() {
    let mut dice = Dice(2021);
    let mut drawn = 0;
    for round in 0..500 {
        let json = dice.indicator();
        let width = [240, 241, 320, 360, 419, 420, 640, 801, 1300][dice.below(9)] as f64;
        let document = document(&json);
        for indicator in document.indicators() {
            let Some(scene) = draw(indicator, width, 1.0) else { continue };
            let checked = std::panic::catch_unwind(|| {
                check_picture(&scene);
                check_labels(indicator, &scene);
            });
            assert!(checked.is_ok(), "round {round}, {width} px: {json}");
            drawn += 1;
        }
    }
    assert!(drawn > 400, "only {drawn} pictures");
}

#[test]
fn no_width_is_too_small_or_strange() {
    let mut dice = Dice(7);
    for _ in 0..50 {
        let document = document(&dice.indicator());
        for indicator in document.indicators() {
            for width in [0.0, 1.0, 17.3, 120.0, -5.0, f64::NAN, f64::INFINITY] {
                if let Some(scene) = draw(indicator, width, [1.0, 0.0, f64::NAN, 3.0][dice.below(4)]) {
                    assert!(scene.size.width.is_finite() && scene.size.height.is_finite());
                    assert!(!scene.to_string().contains("NaN") && !scene.to_string().contains("inf"));
                }
            }
        }
    }
}

#[test]
fn bars_are_as_long_as_their_figures_say() {
    for width in [240.0, 500.0, 1300.0] {
        let values = [299.0, 14.0, 0.5, 120.25, 1.0];
        let parts: Vec<String> =
            values.iter().map(|value| format!("{{\"label\":\"Nhà\",\"value\":{value}}}")).collect();
        let document = document(&format!("{{\"label\":\"Nhà\",\"parts\":[{}]}}", parts.join(",")));
        let scene = draw(document.indicators().next().unwrap(), width, 1.0).unwrap();
        let lengths: Vec<f64> = bars(&scene).iter().map(Rect::width).collect();
        assert_eq!(lengths.len(), values.len());
        for (length, value) in lengths.iter().zip(values) {
            assert!((length / lengths[0] - value / values[0]).abs() < 1e-9, "{length} for {value}");
        }
    }
}

#[test]
fn a_hundred_thousand_categories_are_drawn_in_time_and_found() {
    let count = 100_000;
    // One tall bar among small ones must not be lost when bars are merged.
    let document = chart(count, |index| if index == 54_321 { 1000 } else { index as i64 % 7 });
    let scene = draw(document.indicators().next().unwrap(), 640.0, 2.0).unwrap();
    assert!(scene.shapes.len() < 3000, "{} shapes", scene.shapes.len());
    assert_eq!(scene.hits.len(), count);
    let bars = bars(&scene);
    let tallest = bars.iter().max_by(|one, other| one.height().total_cmp(&other.height())).unwrap();
    let hit = scene.hits.iter().find(|hit| hit.category == 54_321).unwrap();
    assert!(hit.area.x0 >= tallest.x0 - 0.01 && hit.area.x1 <= tallest.x1 + 0.01, "{hit:?} {tallest}");
    check_picture(&scene);
}

#[test]
fn every_mark_of_every_fixture_is_found_once_in_reading_order() {
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");
    let files = fs::read_dir(fixtures).unwrap().map(|entry| entry.unwrap().path());
    let mut checked = 0;
    for file in files.filter(|file| file.extension().is_some_and(|extension| extension == "json")) {
        let json = fs::read_to_string(&file).unwrap();
        let Some(document) = read_own(&json, &Options::default()).document else { continue };
        for (indicator, width) in document.indicators().flat_map(|one| [240.0, 640.0].map(|width| (one, width))) {
            let Some(scene) = draw(indicator, width, 1.0) else { continue };
            let name = format!("{} {} at {width}", file.display(), indicator.path);
            let found: Vec<_> = scene.hits.iter().map(|hit| (hit.category, hit.series)).collect();
            let expected: Vec<_> = match &indicator.shape {
                Data::Table(table) => {
                    table.order.iter().flat_map(|&place| (0..table.series.len()).map(move |s| (place, s))).collect()
                }
                Data::Parts { parts, .. } => (0..parts.len()).map(|place| (place, 0)).collect(),
                _ => vec![(0, 0)],
            };
            assert_eq!(found, expected, "{name}");
            // The words are counted in the same way.
            let words: Vec<_> = (0..).map_while(|place| mark(indicator, place, document.lang)).collect();
            assert_eq!(words.len(), found.len(), "{name}");
            for (mark, (category, series)) in words.iter().zip(&found) {
                if let Data::Table(table) = &indicator.shape {
                    let place = table.order.iter().position(|place| place == category).unwrap();
                    assert_eq!(mark.category.as_deref(), Some(table.categories[place].name()), "{name}");
                    assert_eq!(mark.series, table.series[*series].label, "{name}");
                }
            }
            // A mark is what a pointer finds in its middle, unless another one is drawn in the same place.
            for (place, hit) in scene.hits.iter().enumerate() {
                let Rect { x0, y0, x1, y1 } = hit.area;
                let at = nearest(&scene.hits, (x0 + x1) / 2.0, (y0 + y1) / 2.0);
                assert!(at == Some(place) || at.is_some_and(|at| scene.hits[at].area == hit.area), "{name}: {hit:?}");
            }
            checked += 1;
        }
    }
    assert!(checked > 60, "only {checked} pictures");
}

fn chart(categories: usize, value: impl Fn(usize) -> i64) -> Document {
    let list = |entry: &dyn Fn(usize) -> String| (0..categories).map(entry).collect::<Vec<_>>().join(",");
    let (names, values) = (list(&|index| format!("\"Đơn vị {index}\"")), list(&|index| value(index).to_string()));
    document(&format!("{{\"label\":\"L\",\"categories\":[{names}],\"series\":[{{\"values\":[{values}]}}]}}"))
}

fn bars(scene: &Scene) -> Vec<Rect> {
    let rects = scene.shapes.iter().filter_map(|shape| match shape {
        Shape::Rect(rect, colour) if *colour == Theme::LIGHT.series(0) => Some(*rect),
        _ => None,
    });
    rects.collect()
}

#[test]
fn a_target_far_beyond_a_share_leaves_the_bars_as_they_are() {
    let series = r#"[{"label":"A","values":[1e-310,3],"targets":[100,2]},{"label":"B","values":[1e-310,1]}]"#;
    let document = document(&format!(r#"{{"label":"L","categories":["x","y"],"series":{series},"stack":"percent"}}"#));
    let scene = draw(document.indicators().next().unwrap(), 640.0, 1.0).unwrap();
    check_picture(&scene);
    let widths: Vec<f64> = bars(&scene).iter().map(Rect::width).collect();
    let [half, most] = widths[..] else { panic!("{widths:?}") };
    assert!((half / most - 0.5 / 0.75).abs() < 0.01, "{widths:?}");
}

/// Seven and more numbers on both sides of zero, none of them zero, spread without a pattern.
fn scattered(index: usize) -> i64 {
    let number = (index as i64 * 7919) % 1009 - 300;
    if number == 0 { 1 } else { number }
}

#[test]
fn merged_bars_keep_the_extremes_of_every_pixel_column() {
    let count = 6000;
    let document = chart(count, scattered);
    let indicator = document.indicators().next().unwrap();
    let single = bars(&draw(indicator, 20_000.0, 1.0).unwrap());
    assert_eq!(single.len(), count, "wide enough for a bar each");
    let merged = draw(indicator, 640.0, 1.0).unwrap();
    let pixels = bars(&merged);
    let left = pixels.iter().map(|bar| bar.x0).fold(f64::INFINITY, f64::min);
    let columns = (640.0 - left).round() as usize;
    for column in 0..columns {
        let within = &single[count * column / columns..count * (column + 1) / columns];
        let extent = |bars: &mut dyn Iterator<Item = &Rect>| {
            bars.fold((f64::INFINITY, 0.0_f64), |(top, bottom), bar| (top.min(bar.y0), bottom.max(bar.y1)))
        };
        let (top, bottom) = extent(&mut within.iter());
        let x = left + column as f64 + 0.5;
        let drawn = extent(&mut pixels.iter().filter(|bar| bar.x0 < x && bar.x1 > x));
        assert!((drawn.0 - top).abs() < 1e-6 && (drawn.1 - bottom).abs() < 1e-6, "column {column}");
    }
}

#[test]
fn bars_of_a_chart_are_equally_wide_and_equally_far_apart() {
    for count in [51, 63, 120, 200, 211, 300, 380, 563] {
        let document = chart(count, |index| index as i64 % 17 + 1);
        for (width, ratio) in
            [(320.0, 3.0), (375.3, 2.0), (640.0, 1.0), (640.0, 1.25), (776.0, 1.0), (801.0, 1.5), (1301.0, 1.1)]
        {
            let width = Viewport::new(width, ratio).width;
            let bars = bars(&draw(document.indicators().next().unwrap(), width, ratio).unwrap());
            if bars.len() != count {
                continue;
            }
            let edges: Vec<(i64, i64)> =
                bars.iter().map(|bar| ((bar.x0 * ratio).round() as i64, (bar.x1 * ratio).round() as i64)).collect();
            let context = format!("{count} bars in {width} px at {ratio}");
            let room = (width - bars[0].x0) * ratio;
            let filled = (edges[count - 1].1 - edges[0].0) as f64;
            assert!(filled > room * 0.88, "{context} take {filled} of {room} pixels");
            // Where whole pixels would leave a part of the width empty, some bars are a pixel wider.
            let spread = if (room / count as f64).floor() * count as f64 > room * 0.9 { 0 } else { 1 };
            let narrowest = edges.iter().map(|(from, to)| to - from).min().unwrap();
            for pair in edges.windows(2) {
                assert!(pair[0].1 - pair[0].0 - narrowest <= spread, "{context}");
                assert_eq!(pair[1].0 - pair[0].1, edges[1].0 - edges[0].1, "{context}");
            }
        }
    }
}

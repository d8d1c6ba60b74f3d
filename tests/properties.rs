//! What holds for every document, whatever is in it: tried on made-up documents of all shapes, the same on every run.
#![cfg(not(target_arch = "wasm32"))]

mod invariants;
mod metrics;

use indicator_widget::doors::read_own;
use indicator_widget::model::Document;
use indicator_widget::read::Options;
use indicator_widget::scene::{Scene, Shape};
use indicator_widget::theme::Theme;
use invariants::made::Choices;
use invariants::{Look, check, draw};
use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof, proptest};
use proptest::test_runner::{RngAlgorithm, RngSeed};
use std::fmt;

/// As many cases as a normal run has time for. The seed is fixed: a test that fails now and then tells nobody anything,
/// and `cargo xtask fuzz` is for finding more.
fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(2021),
        rng_algorithm: RngAlgorithm::ChaCha,
        failure_persistence: None,
        max_shrink_iters: 40,
        ..ProptestConfig::default()
    }
}

/// What is tried: bytes, shown as the document and the look that they make.
#[derive(Clone)]
struct Made(Vec<u8>);

impl Made {
    fn parts(&self) -> (Look, String) {
        let mut choices = Choices::new(&self.0);
        (choices.any_look(), choices.document().to_string())
    }
}

impl fmt::Debug for Made {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let (look, json) = self.parts();
        write!(f, "{look:?} {json}")
    }
}

proptest! {
    #![proptest_config(config(100))]

    #[test]
    fn whatever_is_read_is_drawn_and_said_right(made in vec(any::<u8>(), 0..400).prop_map(Made)) {
        let (look, json) = made.parts();
        for lang in ["vi", "en"] {
            let options = Options { lang: Some(lang.to_owned()), ..Options::default() };
            let reading = read_own(&json, &options);
            assert_eq!(reading, read_own(&json, &options), "the same reading twice");
            check(&reading, look);
        }
    }
}

/// A chart of more bars than pixels.
#[derive(Debug, Clone)]
struct Crowd {
    categories: usize,
    series: usize,
    stack: &'static str,
    /// One figure in so many is missing.
    missing: usize,
    step: usize,
    width: f64,
    ratio: f64,
}

impl Crowd {
    fn document(&self) -> Document {
        // Spread without a pattern; some are zero, and some negative where bars are side by side.
        let lowest = if self.stack == "false" { 300.0 } else { 0.0 };
        let value = |place: usize| match place % self.missing {
            0 => "null".to_owned(),
            _ => ((place * self.step * 7919 % 1009) as f64 - lowest).to_string(),
        };
        let list = |entry: &dyn Fn(usize) -> String| (0..self.categories).map(entry).collect::<Vec<_>>().join(",");
        let series = (0..self.series).map(|series| {
            let values = list(&|category| value(category * self.series + series + 1));
            format!("{{\"label\":\"S{series}\",\"values\":[{values}]}}")
        });
        let series = series.collect::<Vec<_>>().join(",");
        let (names, stack) = (list(&|category| format!("\"{category}\"")), self.stack);
        let json = format!("{{\"label\":\"L\",\"categories\":[{names}],\"series\":[{series}],\"stack\":{stack}}}");
        read_own(&json, &Options::default()).document.expect("a chart")
    }
}

fn crowds() -> impl Strategy<Value = Crowd> {
    let stacks = prop_oneof![Just("false"), Just("false"), Just("true"), Just("\"percent\"")];
    let sizes = (1500..3000_usize, 1..4_usize, 120..700_u32, prop_oneof![Just(1.0), Just(2.0), Just(1.5)]);
    (sizes, stacks, 2..40_usize, 1..1000_usize).prop_map(
        |((categories, series, width, ratio), stack, missing, step)| Crowd {
            categories,
            series,
            stack,
            missing,
            step,
            width: f64::from(width),
            ratio,
        },
    )
}

/// How far above and below zero the bars of each pixel column reach, by series; of stacked ones, only how far all of
/// them reach. `column_of` gives the column of what is drawn at that x.
fn reaches(scene: &Scene, crowd: &Crowd, columns: usize, column_of: impl Fn(f64) -> usize) -> Vec<Vec<(f64, f64)>> {
    let theme = Theme::LIGHT;
    let zero = scene.shapes.iter().rev().find_map(|shape| match shape {
        Shape::Rect(rect, colour) if *colour == theme.muted => Some((rect.y0 + rect.y1) / 2.0),
        _ => None,
    });
    let zero = zero.expect("a line at zero");
    let mut reaches = vec![vec![(0.0_f64, 0.0_f64); crowd.series]; columns];
    let top = scene.hits.iter().map(|hit| hit.area.y0).fold(f64::INFINITY, f64::min);
    for shape in &scene.shapes {
        let Shape::Rect(rect, colour) = shape else { continue };
        let Some(series) = theme.series.iter().position(|known| known == colour) else { continue };
        // The legend stands above the bars.
        if rect.y1 <= top {
            continue;
        }
        let series = if crowd.stack == "false" { series } else { 0 };
        let reach = &mut reaches[column_of((rect.x0 + rect.x1) / 2.0)][series];
        *reach = (reach.0.max(zero - rect.y0), reach.1.max(rect.y1 - zero));
    }
    reaches
}

proptest! {
    #![proptest_config(config(30))]

    #[test]
    fn merged_bars_reach_as_far_as_single_ones(crowd in crowds()) {
        let document = crowd.document();
        let indicator = document.indicators().next().expect("a chart");
        let at = |width, ratio| draw(indicator, &document, Look { width, ratio, dark: false }).expect("a picture");
        let (single, merged) = (at(20_000.0, 1.0), at(crowd.width, crowd.ratio));
        // As wide as the chart is, in device pixels.
        let left = merged.hits[0].area.x0;
        let columns = ((merged.size.width - left) * crowd.ratio + 1e-6).floor() as usize;
        let pixel = (merged.size.width - left) / columns as f64;
        let drawn = reaches(&merged, &crowd, columns, |x| ((x - left) / pixel) as usize);
        let place = |x: f64| single.hits.partition_point(|hit| hit.area.x1 <= x) / crowd.series;
        // The first category of a column is the one that begins at its left edge or right before it.
        let column = |category: usize| {
            (0..columns).rev().find(|column| crowd.categories * column / columns <= category).unwrap_or_default()
        };
        let column_of: Vec<usize> = (0..crowd.categories).map(column).collect();
        let expected = reaches(&single, &crowd, columns, |x| column_of[place(x)]);
        // The shortest bars are a device pixel long, and half the line at zero.
        let least = 0.5 + 1.0 / crowd.ratio.min(1.0) + 1e-6;
        let is_same = |one: f64, other: f64| {
            (one - other).abs() < 1e-6 || one.min(other) > 0.0 && one.max(other) < least
        };
        for (column, (drawn, expected)) in drawn.iter().zip(&expected).enumerate() {
            for (one, other) in drawn.iter().zip(expected) {
                let same = is_same(one.0, other.0) && is_same(one.1, other.1);
                assert!(same, "column {column} of {columns}: {drawn:?} and not {expected:?}");
            }
        }
    }
}

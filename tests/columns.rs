//! What readers can tell from charts of many columns: names, numbers along the axis, which bar belongs to what.
#![cfg(not(target_arch = "wasm32"))]

mod metrics;
mod pictures;

use indicator_widget::scene::Scene;
use indicator_widget::svg::to_svg;
use indicator_widget::theme::Theme;
use pictures::{rects, text};

/// A picture on a phone.
fn draw(json: &str) -> Scene {
    pictures::draw(json, 320.0)
}

/// Whether the marks of the first two categories stand beside each other.
fn is_vertical(scene: &Scene) -> bool {
    let next = scene.hits.iter().find(|hit| hit.category != scene.hits[0].category);
    next.is_some_and(|next| next.area.x0 > scene.hits[0].area.x0)
}

/// So many columns of one series, on a phone.
fn many(count: usize, value: impl Fn(usize) -> String) -> Scene {
    let names = (0..count).map(|index| format!("\"N{index}\"")).collect::<Vec<_>>().join(",");
    let values = (0..count).map(value).collect::<Vec<_>>().join(",");
    draw(&format!(r#"{{"label":"L","categories":[{names}],"series":[{{"values":[{values}]}}]}}"#))
}

#[test]
fn nothing_has_no_decimals_along_an_axis() {
    text(&many(60, |index| format!("0.00{:02}", index + 1)), "0");
}

#[test]
fn an_axis_has_four_numbers_or_more() {
    let scene = many(72, |index| format!("{}", index as i32 * 2 - 45));
    ["\u{2212}40", "\u{2212}20", "0", "20", "80"].into_iter().for_each(|tick| assert!(text(&scene, tick).x0 >= 0.0));
}

#[test]
fn the_parts_of_narrow_columns_touch() {
    let names = (0..60).map(|index| format!("\"N{index}\"")).collect::<Vec<_>>().join(",");
    let series = ["10", "20"].map(|value| format!(r#"{{"label":"S{value}","values":[{}]}}"#, [value; 60].join(",")));
    let json = format!(r#"{{"label":"L","stack":true,"categories":[{names}],"series":[{}]}}"#, series.join(","));
    let scene = draw(&json);
    let parts = [0, 1].map(|series| rects(&scene, Theme::LIGHT.series(series)));
    // The first is that of the legend.
    assert_eq!((parts[0][1].y0, parts[0].len()), (parts[1][1].y1, 61));
}

#[test]
fn the_first_and_the_last_of_many_names_stand_below_their_bars() {
    for count in 60..72 {
        let scene = many(count, |_| "5".to_owned());
        assert!(text(&scene, "N0").x0 < text(&scene, &format!("N{}", count - 1)).x0);
    }
}

#[test]
fn many_bars_of_several_series_are_no_mosaic() {
    let chart = |count: usize, series: usize| {
        let names = (0..count).map(|index| format!("\"N{index}\"")).collect::<Vec<_>>().join(",");
        let one = |series| format!(r#"{{"label":"S{series}","values":[{}]}}"#, vec!["5"; count].join(","));
        let series = (0..series).map(one).collect::<Vec<_>>().join(",");
        draw(&format!(r#"{{"label":"L","categories":[{names}],"series":[{series}]}}"#))
    };
    assert!(!is_vertical(&chart(100, 4)) && is_vertical(&chart(60, 4)) && is_vertical(&chart(300, 8)));
    // The seventh series has no ring in the legend where it can have none in the picture.
    assert!(rects(&chart(300, 8), Theme::LIGHT.ground).is_empty());
}

#[test]
fn next_to_nothing_stands_on_its_own_side_of_zero() {
    let chart = |names: &str| {
        let series = r#"[{"values":[1,1e12,-1]}]"#;
        pictures::draw(&format!(r#"{{"label":"L","categories":[{names}],"series":{series}}}"#), 640.0)
    };
    let drawn = |scene: &Scene| {
        let svg = to_svg(scene, Theme::LIGHT.ground, "sans-serif", None);
        let colour = "#12436d";
        let bars = svg.lines().filter(|line| line.starts_with("<rect") && line.contains(colour));
        let numbers = bars.map(|bar| bar.split('"').filter_map(|it| it.parse().ok()).collect::<Vec<i32>>());
        numbers.collect::<Vec<_>>()
    };
    let columns = drawn(&chart(r#""A","B","C""#));
    let zero = columns[1][1] + columns[1][3];
    assert_eq!((columns[0][1] + columns[0][3], columns[2][1]), (zero, zero), "{columns:?}");
    let long = "Tên dài của một đơn vị";
    let rows = drawn(&chart(&format!(r#""{long} A","{long} B","{long} C""#)));
    assert_eq!((rows[0][0], rows[2][0] + rows[2][2]), (rows[1][0], rows[1][0]), "{rows:?}");
}

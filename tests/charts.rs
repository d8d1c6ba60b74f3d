//! What readers can tell from single pictures: where zero is, what a figure belongs to, what is missing.
#![cfg(not(target_arch = "wasm32"))]

mod metrics;
mod pictures;

use indicator_widget::describe::mark;
use indicator_widget::doors::read_own;
use indicator_widget::layout::{Viewport, label_column, lay_out};
use indicator_widget::model::Picture;
use indicator_widget::read::{Options, update_values};
use indicator_widget::scene::{Rect, Scene, Shape};
use indicator_widget::theme::Theme;
use indicator_widget::wire::Value;
use pictures::{draw, draw_in, rects, text};

#[test]
fn a_negative_share_hangs_to_the_left_of_a_zero_line() {
    for (value, width) in [(-35.0, 800.0), (-35.0, 320.0), (-1.0, 320.0), (-90_000.0, 320.0)] {
        let scene = draw(&format!(r#"{{"label":"L","value":{value},"total":100}}"#), width);
        let bar = rects(&scene, Theme::LIGHT.series(0))[0];
        let zero = rects(&scene, Theme::LIGHT.muted)[0];
        assert!(bar.x0 < zero.x0 && zero.x0 < bar.x1 && bar.x1 < zero.x1, "{bar} ends at {zero}");
        let (none, all) = (text(&scene, "0%"), text(&scene, "100%"));
        assert!(none.x1 + 4.0 <= all.x0 && none.x0 >= 0.0 && all.x1 <= width, "{none} and {all}");
        assert!(none.y0 >= bar.y1);
    }
}

/// Two stacked series, the second with a target.
fn stacked(more: &str, target: f64) -> String {
    let series =
        format!(r#"[{{"label":"S1","values":[60,50]}},{{"label":"S2","values":[40,50],"targets":[{target},null]}}]"#);
    format!(r#"{{"label":"L","categories":["Một nơi","Nơi khác"],"series":{series},{more}}}"#)
}

#[test]
fn figures_stand_on_hatched_segments_without_their_stripes() {
    for stack in ["true", "\"percent\""] {
        let scene = draw(&stacked(&format!(r#""status":"provisional","stack":{stack}"#), 40.0), 640.0);
        let figure = text(&scene, if stack == "true" { "60" } else { "60%" });
        let fills = rects(&scene, Theme::LIGHT.series(0));
        let patch = fills.iter().find(|rect| rect.x0 < figure.x0 && rect.x1 > figure.x1 && rect.width() < 60.0);
        let patch = *patch.unwrap_or_else(|| panic!("nothing under {figure}"));
        let at = |wanted: &dyn Fn(&Shape) -> bool| scene.shapes.iter().rposition(wanted).unwrap();
        let patched = at(&|shape| *shape == Shape::Rect(patch, Theme::LIGHT.series(0)));
        let within = |points: &[(f64, f64)]| points.iter().any(|&(x, y)| patch.x0 < x && x < patch.x1 && y <= patch.y1);
        let striped =
            at(&|shape| matches!(shape, Shape::Polygon(points, _) if within(points) && points[0].1 >= patch.y0));
        assert!(striped < patched, "stripes cover {patch}");
    }
}

#[test]
fn a_figure_in_a_segment_makes_way_for_the_line_of_a_target() {
    let check = |json: &str, width: f64| {
        let scene = draw(json, width);
        let figure = text(&scene, "40");
        let lines = rects(&scene, Theme::LIGHT.ink);
        let mut others = lines
            .iter()
            .filter(|line| line.x1 > figure.x0 && line.x0 < figure.x1 && line.y1 > figure.y0 && line.y0 < figure.y1);
        assert_eq!(others.next(), None, "{figure} is struck through");
        let bars = rects(&scene, Theme::LIGHT.series(1));
        assert!(
            bars.iter().any(|bar| bar.x0 < figure.x0 && bar.x1 > figure.x1 && bar.y1 > figure.y0 && bar.y0 < figure.y1)
        );
    };
    check(&stacked(r#""stack":true"#, 20.0), 640.0);
    check(&stacked(r#""stack":true"#, 18.0), 640.0);
    let years = stacked(r#""stack":true"#, 20.0).replace("Một nơi", "2020").replace("Nơi khác", "2021");
    let years =
        years.replace(r#""2021"]"#, r#""2021","2022"]"#).replace("50]", "50,50]").replace("null]", "null,null]");
    check(&years, 640.0);
}

#[test]
fn a_target_of_some_of_several_segments_is_not_marked_as_that_of_all() {
    let lines = |aims: [&str; 2]| {
        let [one, other] = aims.map(|targets| format!(r#""values":[20,30],"targets":{targets}"#));
        let series = format!(r#"[{{"label":"S1",{one}}},{{"label":"S2",{other}}}]"#);
        let json = format!(r#"{{"label":"L","stack":true,"categories":["Một nơi","Nơi khác"],"series":{series}}}"#);
        rects(&draw(&json, 640.0), Theme::LIGHT.ink).len()
    };
    let none = lines(["[null,null]", "[null,null]"]);
    // One line at each bar that has one, and one in the legend.
    assert_eq!(lines(["[20,20]", "[5,5]"]), none + 3);
    assert_eq!(lines(["[20,null]", "[5,5]"]), none + 2);
    assert_eq!(lines(["[20,null]", "[null,5]"]), none);
    assert_eq!(lines(["[null,null]", "[5,null]"]), none + 2);
}

#[test]
fn a_target_has_its_line_where_the_figure_is_missing() {
    let series = r#"[{"values":[3,null,5],"targets":[4,4,4]}]"#;
    let scene = draw(&format!(r#"{{"label":"L","categories":["2019","2020","2021"],"series":{series}}}"#), 640.0);
    let columns: Vec<Rect> = scene.hits.iter().map(|hit| hit.area).collect();
    let lines = rects(&scene, Theme::LIGHT.ink);
    for column in columns {
        assert!(lines.iter().any(|line| line.x0 > column.x0 && line.x1 < column.x1), "no line in {column}\n{scene}");
    }
}

#[test]
fn what_is_not_highlighted_is_paler_in_every_series() {
    let series: Vec<String> = (0..6).map(|series| format!(r#"{{"label":"S{series}","values":[5,5]}}"#)).collect();
    let series = series.join(",");
    for (theme, stack) in [(Theme::LIGHT, "false"), (Theme::DARK, "false"), (Theme::LIGHT, "true")] {
        let table = format!(r#""categories":["Một nơi","Nơi khác"],"highlight":["Nơi khác"],"series":[{series}]"#);
        let scene = draw_in(&format!(r#"{{"label":"L",{table},"stack":{stack}}}"#), 640.0, &theme);
        for (place, hit) in scene.hits.iter().enumerate() {
            let filled = rects(&scene, theme.series(hit.series));
            let within = filled.into_iter().filter(|bar| {
                let middle = ((bar.x0 + bar.x1) / 2.0, (bar.y0 + bar.y1) / 2.0);
                bar.width() > 20.0
                    && hit.area.x0 <= middle.0
                    && middle.0 < hit.area.x1
                    && hit.area.y0 <= middle.1
                    && middle.1 < hit.area.y1
            });
            // A bar in its own colour has at most an outline of it where others are highlighted.
            let is_covered = |bar: &Rect| {
                scene.shapes.iter().any(|shape| match shape {
                    Shape::Rect(inner, colour) if *colour != theme.series(hit.series) => {
                        (inner.x0 - bar.x0 - 1.0).abs() < 0.01 && (inner.y0 - bar.y0 - 1.0).abs() < 0.01
                    }
                    _ => false,
                })
            };
            let full = within.filter(|bar| !is_covered(bar)).count();
            assert_eq!(full, hit.category, "the mark {place}");
        }
    }
}

#[test]
fn series_of_one_colour_differ_in_their_rings() {
    let [first, second, third, _, fifth, _] = Theme::LIGHT.series;
    let theme = Theme { series: [first, second, third, third, fifth, first], ..Theme::LIGHT };
    let series: Vec<String> = (0..8).map(|series| format!(r#"{{"label":"S{series}","values":[5]}}"#)).collect();
    let json = format!(r#"{{"label":"L","categories":["Một nơi"],"series":[{}]}}"#, series.join(","));
    let scene = draw_in(&json, 640.0, &theme);
    let rings = |place: usize| {
        let area = scene.hits[place].area;
        let within = |rect: &Rect| rect.x0 > area.x0 && rect.y0 > area.y0 && rect.x1 < area.x1 && rect.y1 < area.y1;
        let inner = scene.shapes.iter().filter(|shape| matches!(shape, Shape::Rect(rect, _) if within(rect)));
        inner.count()
    };
    assert_eq!((0..8).map(rings).collect::<Vec<_>>(), [0, 0, 0, 1, 0, 1, 2, 1]);
}

/// Whether the marks of the first two categories stand beside each other.
fn is_vertical(scene: &Scene) -> bool {
    let next = scene.hits.iter().find(|hit| hit.category != scene.hits[0].category);
    next.is_some_and(|next| next.area.x0 > scene.hits[0].area.x0)
}

#[test]
fn a_chart_of_few_bars_has_all_its_figures() {
    let check = |names: &str, values: &str, width: f64, vertical: bool, figures: &[&str]| {
        let series = format!(r#"[{{"values":[{values}]}}]"#);
        let scene = draw(&format!(r#"{{"label":"L","categories":[{names}],"series":{series}}}"#), width);
        assert_eq!(is_vertical(&scene), vertical, "{values} at {width}");
        for figure in figures {
            text(&scene, figure);
        }
    };
    let letters = r#""A","B","C","D""#;
    check(letters, "10000000,1,2,3", 320.0, false, &["10.000.000", "1", "2", "3"]);
    check(letters, "1000,1,2,3", 320.0, true, &["1.000", "1", "2", "3"]);
    let years = (2010..2022).map(|year| format!("\"{year}\"")).collect::<Vec<_>>().join(",");
    let values = (0..12).map(|index| (12_345_678 + index).to_string()).collect::<Vec<_>>().join(",");
    check(&years, &values, 800.0, false, &["12.345.678", "12.345.689"]);
    check(&years, &values, 1200.0, true, &["12.345.678", "12.345.689"]);
}

#[test]
fn a_chart_of_few_shares_has_room_for_them() {
    let series = |share: f64| {
        let rest = 100.0 - share;
        format!(r#"[{{"label":"A","values":[{share},50,50,50]}},{{"label":"B","values":[{rest},50,50,50]}}]"#)
    };
    let table = |share: f64| {
        let names = r#"["2018","2019","2020","2021"]"#;
        format!(r#"{{"label":"L","stack":"percent","categories":{names},"series":{}}}"#, series(share))
    };
    assert!(is_vertical(&draw(&table(40.0), 320.0)));
    let scene = draw(&table(40.25), 320.0);
    assert!(!is_vertical(&scene));
    text(&scene, "40,25%");
}

#[test]
fn the_line_at_zero_runs_through_no_words() {
    let series = r#"[{"label":"A","values":[-123456789012345,6]},{"label":"B","values":[98765432109876543,-5]}]"#;
    let scene = draw(&format!(r#"{{"label":"L","categories":["Nơi một","Nơi hai"],"series":{series}}}"#), 320.0);
    let lines = rects(&scene, Theme::LIGHT.muted);
    assert_eq!(lines.len(), 4, "one for each bar");
    for (text, Rect { x0, y0, x1, y1 }) in metrics::texts(&scene) {
        let mut through = lines.iter().filter(|line| line.x1 > x0 && line.x0 < x1);
        assert!(through.all(|line| line.y1 <= y0 + 1.0 || line.y0 >= y1 - 1.0), "{:?} in\n{scene}", text.words);
    }
}

#[test]
fn the_words_for_a_missing_bar_stand_at_its_slot() {
    for values in ["-30,null,-5", "-30,null,1", "null,-2"] {
        let names = r#"["Lúa vụ mùa","Lúa hè thu","Lúa đông xuân"]"#;
        let names = if values.len() > 7 { names } else { r#"["Lúa vụ mùa","Lúa hè thu"]"# };
        let scene = draw(&format!(r#"{{"label":"L","categories":{names},"series":[{{"values":[{values}]}}]}}"#), 640.0);
        let words = text(&scene, "chưa có số liệu");
        let stripes = scene.shapes.iter().filter_map(|shape| match shape {
            Shape::Polygon(points, _) => Some(points),
            _ => None,
        });
        let xs: Vec<f64> = stripes.flatten().map(|&(x, _)| x).collect();
        let slot = xs.iter().fold((f64::INFINITY, 0.0_f64), |(x0, x1), &x| (x0.min(x), x1.max(x)));
        let gap = if words.x1 < slot.0 { slot.0 - words.x1 } else { words.x0 - slot.1 };
        assert!((4.0..16.0).contains(&gap), "{gap} px from the slot {slot:?} to its words {words}");
        let missing = values.split(',').position(|value| value == "null").unwrap();
        let row = scene.hits[missing].area;
        assert!(words.y0 > row.y0 - 4.0 && words.y1 < row.y1 + 4.0, "{words} in the row {row}");
    }
}

#[test]
fn the_latest_of_many_months_and_the_first_of_a_ranking_have_their_names() {
    let months = (0..66).map(|month| format!("\"T{}/{}\"", month % 12 + 1, 2016 + month / 12));
    let names = months.collect::<Vec<_>>().join(",");
    let values = (0..66).map(|month| (99 - month).to_string()).collect::<Vec<_>>().join(",");
    let table = format!(r#""label":"L","categories":[{names}],"series":[{{"values":[{values}]}}]"#);
    for width in [320.0, 500.0, 640.0] {
        text(&draw(&format!("{{{table}}}"), width), "T6/2021");
        text(&draw(&format!(r#"{{{table},"sort":"descending"}}"#), width), "T1/2016");
    }
}

#[test]
fn a_scale_of_whole_figures_has_no_decimals() {
    let fractions = |scene: &Scene| metrics::texts(scene).iter().filter(|(text, _)| text.words.contains(',')).count();
    let names = (0..300).map(|index| format!("\"{index}\"")).collect::<Vec<_>>().join(",");
    let chart = |values: [&str; 3]| {
        let values = (0..300).map(|index| values[index % 3]).collect::<Vec<_>>().join(",");
        draw(&format!(r#"{{"label":"L","categories":[{names}],"series":[{{"values":[{values}]}}]}}"#), 640.0)
    };
    let accidents = chart(["0", "1", "null"]);
    text(&accidents, "1");
    assert_eq!(fractions(&accidents), 0);
    assert!(fractions(&chart(["0", "1", "0.5"])) > 0);
    assert_eq!(fractions(&draw(r#"{"label":"L","value":1,"target":2}"#, 640.0)), 0);
    assert!(fractions(&draw(r#"{"label":"L","value":1,"target":2.5}"#, 640.0)) > 1);
}

#[test]
fn figures_in_percent_that_do_not_add_up_are_drawn_as_they_are_given() {
    let chart = |unit: &str, second: &str| {
        let series = format!(r#"[{{"label":"A","values":[39.71,60]}},{{"label":"B","values":[{second},40]}}]"#);
        let names = r#"["Một nơi","Nơi khác"]"#;
        draw(
            &format!(r#"{{"label":"L","unit":"{unit}","stack":"percent","categories":{names},"series":{series}}}"#),
            640.0,
        )
    };
    text(&chart("%", "54.39"), "39,71");
    text(&chart("xã", "54.39"), "42,2%");
    text(&chart("%", "60.29"), "39,71%");
    text(&chart("%", "61"), "39,71%");
    text(&chart("%", "null"), "60%");
}

#[test]
fn charts_of_a_group_have_their_labels_in_the_same_place() {
    let long = "Một tên rất dài của một đơn vị hành chính không còn chỗ nào ở bên cạnh các thanh";
    let wide = "123456789012345678";
    let begins = |label: &str, figure: &str, width: f64| {
        let chart = |label: &str, figure: &str| {
            let parts = format!(r#"[{{"label":"{label}","value":{figure}}},{{"label":"Nhà","value":2}}]"#);
            format!(r#"{{"label":"L","parts":{parts}}}"#)
        };
        let json = format!(r#"{{"indicators":[{},{}]}}"#, chart("Nhà hai", "5"), chart(label, figure));
        let document = read_own(&json, &Options::default()).document.unwrap();
        let room = Viewport { width, ratio: 1.0, label_column: None };
        let label_column = label_column(document.indicators(), document.lang, room, &metrics::measure);
        let viewport = Viewport { label_column, ..room };
        let scenes = document
            .indicators()
            .map(|indicator| lay_out(indicator, document.lang, viewport, &Theme::LIGHT, &metrics::measure).unwrap());
        scenes.map(|scene| rects(&scene, Theme::LIGHT.series(0))[0].x0).collect::<Vec<_>>()
    };
    assert_eq!(begins(long, "5", 640.0), [0.0, 0.0]);
    assert_eq!(begins("Nhà ba", wide, 320.0), [0.0, 0.0]);
    let [one, other] = begins("Nhà ba mươi mốt", "5", 640.0)[..] else { panic!("two charts") };
    assert!(one == other && one > 50.0, "{one} and {other}");
}

#[test]
fn a_ranking_is_read_from_top_to_bottom_and_years_from_left_to_right() {
    let check = |json: &str, horizontal: bool| {
        let scene = draw(json, 640.0);
        let below = scene.hits.windows(2).all(|pair| pair[0].area.y1 <= pair[1].area.y0);
        assert_eq!(below, horizontal, "{json}");
    };
    let table = |names: &str, sort: &str| {
        format!("{{\"label\":\"L\",\"sort\":\"{sort}\",\"categories\":[{names}],\"series\":[{{\"values\":[3,1,3]}}]}}")
    };
    check(&table("\"Khối A\",\"Khối B\",\"Khối C\"", "descending"), true);
    check(&table("\"Khối A\",\"Khối B\",\"Khối C\"", "ascending"), true);
    check(&table("\"Quý IV/2020\",\"Quý I/2021\",\"Quý II/2021\"", "none"), false);
    check(&table("\"2019\",\"2020\",\"2021\"", "none"), false);
    check(&table("\"Quý I\",\"Quý II\",\"Quý III\"", "none"), false);
}

#[test]
fn a_total_has_the_decimals_it_was_written_with() {
    let scene = draw(r#"{"label":"L","total":12.25,"decimals":1,"parts":[{"label":"A","value":3}]}"#, 640.0);
    let words: Vec<String> = metrics::texts(&scene).into_iter().map(|(text, _)| text.words.clone()).collect();
    assert!(words.iter().any(|words| words.contains("12,25")), "{words:?}");
    assert!(words.iter().any(|words| words.contains("3,0")), "{words:?}");
}

#[test]
fn shares_of_next_to_nothing_and_parts_beyond_counting_are_drawn_in_another_way() {
    let picture = |json: &str| {
        let document = read_own(json, &Options::default()).document.unwrap();
        document.indicators().next().map(|indicator| indicator.picture())
    };
    let target = |target: &str| format!(r#"{{"label":"A","value":1e18,"view":"progress","target":{target}}}"#);
    assert_eq!(picture(&target("1e-300")), Some(Picture::Bullet));
    assert_eq!(picture(&target("1e-9")), Some(Picture::Progress));
    let parts = |count: usize| {
        let parts = vec![r#"{"label":"x","value":1}"#; count].join(",");
        format!(r#"{{"label":"A","total":1000,"parts":[{parts}]}}"#)
    };
    assert_eq!(picture(&parts(50)), Some(Picture::Segments));
    assert_eq!(picture(&parts(51)), Some(Picture::Bars));
    let signed = r#"{"label":"A","total":10,"parts":[{"label":"In","value":15},{"label":"Out","value":-5}]}"#;
    assert_eq!(picture(signed), Some(Picture::Bars));
    let mut document = read_own(signed, &Options::default()).document.unwrap();
    for (values, expected) in [([8.0, 2.0], Picture::Segments), ([12.0, -2.0], Picture::Bars)] {
        assert!(update_values(&mut document, &values));
        assert_eq!(document.indicators().next().map(|indicator| indicator.picture()), Some(expected));
    }
}

#[test]
fn figures_that_are_not_exact_have_no_shares() {
    let words = |more: &str| {
        let series = r#"[{"label":"A","values":[10,20]},{"label":"B","values":[30,20]}]"#;
        let json = format!(r#"{{"label":"L","stack":"percent","categories":["x","y"],"series":{series}{more}}}"#);
        let scene = draw(&json, 640.0);
        metrics::texts(&scene).into_iter().map(|(text, _)| text.words.clone()).collect::<Vec<_>>()
    };
    assert!(words("").contains(&"25%".to_owned()), "{:?}", words(""));
    let qualified = words(r#","qualifier":"more-than""#);
    assert!(!qualified.iter().any(|it| it == "25%" || it == "75%" || it == "50%"), "{qualified:?}");
}

#[test]
fn percentages_are_no_shares_of_their_sum() {
    let said = |values: [f64; 2]| {
        let [one, other] = values;
        let series = format!(r#"[{{"label":"A","values":[{one}]}},{{"label":"B","values":[{other}]}}]"#);
        let json =
            format!(r#"{{"label":"Cơ cấu","unit":"%","stack":"percent","categories":["2019"],"series":{series}}}"#);
        let document = read_own(&json, &Options::default()).document.unwrap();
        mark(document.indicators().next().unwrap(), 0, document.lang).unwrap().words
    };
    for values in [[40.0, 60.0], [33.3, 66.6], [40.0, 20.0]] {
        assert!(!said(values).contains("trong tổng số"), "{}", said(values));
    }
}

#[test]
fn a_figure_is_rather_set_smaller_than_broken() {
    text(&draw(r#"{"label":"L","value":123456789012345,"target":5,"unit":"đồng"}"#, 200.0), "123.456.789.012.345");
    let parts = r#"[{"label":"A","value":123456789012345},{"label":"B","value":2}]"#;
    text(&draw(&format!(r#"{{"label":"L","parts":{parts}}}"#), 140.0), "123.456.789.012.345");
}

#[test]
fn a_share_that_is_doubted_has_the_decimals_of_the_doubt() {
    text(&draw(r#"{"label":"L","value":81,"total":116,"stated":75}"#, 640.0), "69,83%");
}

#[test]
fn every_line_below_a_bullet_graph_has_its_number() {
    let scene = draw(r#"{"label":"L","value":123456789012,"target":400000000000}"#, 320.0);
    let lines = rects(&scene, Theme::LIGHT.muted).len();
    let numbers = metrics::texts(&scene).iter().filter(|(text, _)| text.font.size == 13.0).count();
    assert_eq!(lines, numbers, "{scene}");
}

#[test]
fn a_unit_in_which_the_figure_stands_is_whole() {
    let scene = draw(r#"{"label":"L","value":1,"target":2,"unit":"nhóm 1 năm"}"#, 640.0);
    text(&scene, "nhóm 1 năm");
    let scene = draw(r#"{"label":"L","value":1,"target":2,"unit":"‰ trong 1 năm"}"#, 640.0);
    text(&scene, "1‰ trong 1 năm");
}

#[test]
fn more_bars_than_a_canvas_holds_below_each_other_are_vertical() {
    let names = (0..30).map(|index| format!("\"Huyện {index}\"")).collect::<Vec<_>>().join(",");
    let series = |index| format!(r#"{{"label":"S{index}","values":[{}]}}"#, ["5"; 30].join(","));
    let chart = |count: usize| {
        let series = (0..count).map(series).collect::<Vec<_>>().join(",");
        draw(&format!(r#"{{"label":"L","categories":[{names}],"series":[{series}]}}"#), 800.0)
    };
    assert!(!is_vertical(&chart(5)) && is_vertical(&chart(6)));
    assert!(chart(60).size.height < 4096.0);
}

#[test]
fn shares_of_shares_are_not_spoken_whatever_stands_behind_the_sign() {
    let json = r#"{"label":"L","unit":"% hộ","stack":true,"categories":["A","B"],
        "series":[{"label":"S","values":[30,20]},{"label":"T","values":[40,30]}]}"#;
    let document = read_own(json, &Options::default()).document.unwrap();
    let words = mark(document.indicators().next().unwrap(), 0, document.lang).unwrap();
    assert!(words.remarks.iter().all(|remark| !remark.contains('%')), "{words:?}");
}

#[test]
fn the_default_asked_for_is_what_an_indicator_asks_for_itself() {
    let options = Options::from_settings(&Value::from_json(r#"{"view":"auto"}"#).unwrap());
    let json = r#"{"label":"A","view":"table","value":1,"total":4}"#;
    let document = read_own(json, &options).document.unwrap();
    assert_eq!(document.indicators().next().unwrap().picture(), Picture::Table);
}

#[test]
fn a_bullet_graph_has_one_scale_in_every_width_and_more_than_one_number_on_it() {
    for (json, expected) in [
        (r#"{"label":"L","value":98765432,"target":120000000}"#, Some(98_765_432.0 / 120_000_000.0)),
        (r#"{"label":"L","value":86.4,"target":90}"#, Some(0.864)),
        (
            r#"{"label":"L","value":-12.4,"target":-5,"qualitativeRanges":
            [{"upTo":-10,"label":"A"},{"upTo":0,"label":"B"},{"upTo":10,"label":"C"}]}"#,
            None,
        ),
    ] {
        for width in [208.0, 240.0, 288.0, 480.0, 800.0, 1248.0] {
            let scene = draw(json, width);
            if let Some(share) = expected {
                let bar = rects(&scene, Theme::LIGHT.series(0)).into_iter().map(|bar| bar.width()).fold(0.0, f64::max);
                assert!((bar / width - share).abs() < 0.01, "{width}: {bar}");
            }
            let lowest = scene.size.height - 20.0;
            let is_number = |words: &str| words.contains(|it: char| it.is_ascii_digit());
            let numbers =
                metrics::texts(&scene).into_iter().filter(|(text, at)| at.y1 > lowest && is_number(&text.words));
            assert!(expected.is_none() || numbers.count() > 1, "{width}:\n{scene}");
        }
    }
}

#[test]
fn a_status_below_its_bar_stands_on_the_bars_side_of_zero() {
    let status = |value: f64, status: &str| format!(r#"{{"label":"N {value}","value":{value},"status":"{status}"}}"#);
    for (values, is_right) in [([400.0, -300.0], true), ([-400.0, 300.0], false)] {
        let parts = [status(values[0], "provisional"), status(values[1], "reported")].join(",");
        let scene = draw(&format!(r#"{{"label":"L","parts":[{parts}]}}"#), 480.0);
        let zero = rects(&scene, Theme::LIGHT.muted)[0];
        let (bar, words) = (rects(&scene, Theme::LIGHT.series(0))[0], text(&scene, "số liệu sơ bộ"));
        assert!(words.y0 >= bar.y1, "{words} is below {bar}");
        assert_eq!(words.x0 > zero.x0 - 1.0, is_right, "{words} and {zero}");
    }
}

#[test]
fn no_entry_of_a_legend_stands_beside_the_second_line_of_another() {
    let series = |label: &str| format!(r#"{{"label":"{label}","values":[1,2,3]}}"#);
    let series = ["Số hộ nghèo được hỗ trợ xây dựng nhà ở trong sáu tháng đầu năm nay", "Khác"].map(series).join(",");
    let scene = draw(&format!(r#"{{"label":"L","categories":["A","B","C"],"series":[{series}]}}"#), 320.0);
    let (long, other) = (text(&scene, "sáu tháng đầu năm nay"), text(&scene, "Khác"));
    assert!(other.y0 >= long.y1 && other.x0 == long.x0, "{other} and {long}");
}

//! What the words of the page and the table say of a figure: all that was given, and nothing else.
#![cfg(not(target_arch = "wasm32"))]

use indicator_widget::describe::{FigureWords, csv, mark, page, table};
use indicator_widget::doors::read_own;
use indicator_widget::read::Options;

/// The words of the first figure, and all that the table says, in English.
fn said(json: &str) -> (FigureWords, String) {
    said_in("en", json)
}

fn said_in(lang: &str, json: &str) -> (FigureWords, String) {
    let options = Options { lang: Some(lang.to_owned()), ..Options::default() };
    let document = read_own(json, &options).document.unwrap();
    let table = table(&document, usize::MAX);
    let cells: Vec<String> = table.sections.iter().flat_map(|section| section.rows.iter().flatten()).cloned().collect();
    let mut groups = page(&document).groups;
    (groups.remove(0).figures.remove(0), [vec![table.caption], cells].concat().join("|"))
}

#[test]
fn a_change_of_something_else_says_of_what_everywhere() {
    let change = r#"{"percent":5,"of":"Capital","versus":"plan"}"#;
    let (figure, table) = said(&format!(r#"{{"label":"Business","changes":[{change}]}}"#));
    assert_eq!(figure.headlines[0].label.as_deref(), Some("Capital"));
    assert_eq!(figure.sentence, "Business: Capital up 5% against the plan.");
    assert!(table.ends_with("Business|Capital up 5%|against the plan"), "{table}");
}

#[test]
fn what_a_change_is_measured_against_fits_after_it() {
    let check = |amount: &str, versus: &str, expected: &str| {
        let change = format!(r#"{{{amount},"versus":"{versus}"}}"#);
        let (figure, table) = said(&format!(r#"{{"label":"A","value":1,"changes":[{change}]}}"#));
        assert_eq!(figure.sentence, format!("A: 1; {expected}."));
        assert!(table.ends_with(&format!("A|1|{expected}")), "{table}");
    };
    check(r#""percent":28"#, "same-period-last-year", "up 28% on the same period last year");
    check(r#""times":2.5"#, "same-period-last-year", "2.5 times as much as in the same period last year");
    check(r#""times":0.5"#, "previous-period", "0.5 times as much as in the previous period");
    check(r#""times":1"#, "plan", "just as much as planned");
    check(r#""times":2"#, "baseline", "2 times as much as at the baseline");
    check(r#""times":2,"words":"twofold""#, "plan", "twofold against the plan");
}

#[test]
fn the_language_of_an_authors_words_is_said_where_it_is_another() {
    let check = |document: &str, lang: &str, written: Option<&str>| {
        let options = Options { lang: Some(lang.to_owned()), ..Options::default() };
        let page = page(&read_own(document, &options).document.unwrap());
        assert_eq!((page.lang, page.written.as_deref()), (lang, written), "{document}");
    };
    let vietnamese = r#"{"lang":"vi-VN","title":"Xã","indicators":[{"label":"A","value":1}]}"#;
    check(vietnamese, "en", Some("vi-VN"));
    check(vietnamese, "vi", None);
    check(&vietnamese.replace("vi-VN", "fr"), "vi", Some("fr"));
    // Nobody has said which.
    check(r#"{"title":"Xã","indicators":[{"label":"A","value":1}]}"#, "en", None);
    let both = r#"{"lang":"vi","title":{"vi":"Xã","en":"Communes"},"indicators":[{"label":"A","value":1}]}"#;
    check(both, "en", None);
    check(r#"{"indicators":[{"label":{"vi":"Xã"},"value":1}]}"#, "en", Some("vi"));
}

#[test]
fn a_tile_says_what_its_figure_is_measured_by() {
    let ranges = r#"[{"upTo":60,"label":"low"},{"upTo":100,"label":"high"}]"#;
    let target = r#"{"value":90,"label":"Plan","due":"2021-12-31"}"#;
    let (figure, _) = said(&format!(
        r#"{{"label":"A","value":86,"target":{target},"qualitativeRanges":{ranges},"note":"N","view":"tile"}}"#
    ));
    assert_eq!(figure.remarks, ["In the range high", "Plan: 90, by 31 December 2021"]);
    assert_eq!(figure.note.as_deref(), Some("N"));
    let parts = r#"[{"label":"x","value":1},{"label":"y","value":2}]"#;
    let (figure, _) = said(&format!(r#"{{"label":"A","parts":{parts},"total":5,"unit":"km","view":"tile"}}"#));
    assert_eq!(figure.remarks, ["Total 5 km"]);
    let (figure, table) = said(r#"{"label":"A","value":91,"target":90,"higherIs":"better","view":"tile"}"#);
    assert_eq!(figure.remarks, ["Target: 90", "Target reached"]);
    assert!(table.ends_with("A|91|Target: 90 · target reached"), "{table}");
}

#[test]
fn a_printed_share_is_said_as_it_was_printed() {
    let share = |stated: f64| {
        let (figure, table) =
            said(&format!(r#"{{"label":"A","value":"11.4","total":"16.3","stated":{stated},"view":"tile"}}"#));
        assert!(table.contains(&figure.headlines[0].figure), "{table}");
        figure.headlines[0].figure.clone()
    };
    // 69.9 by what was printed of the two figures, which were rounded themselves.
    assert_eq!(share(70.4), "70.4%");
    assert_eq!(share(75.5), "69.94%", "in doubt, and the doubt names the printed one");
    // Other decimals are those that were asked for; fewer than these would say that it is all.
    let asked = |decimals: u8| {
        let share = format!(r#""value":1153,"total":1155,"stated":99.83,"decimals":{decimals}"#);
        said(&format!(r#"{{"label":"A",{share}}}"#)).0.sentence
    };
    assert_eq!(asked(0), "A: 1,153 of 1,155, or 99.8%.");
    assert_eq!(asked(3), "A: 1,153 of 1,155, or 99.827%.");
}

#[test]
fn a_share_that_falls_by_points_does_not_fall_by_percent() {
    let change = r#""changes":[{"difference":-0.5,"base":3.25,"versus":"plan"}]"#;
    let (figure, _) = said(&format!(r#"{{"label":"A","value":2.75,"unit":"%",{change}}}"#));
    assert_eq!(figure.sentence, "A: 2.75%; down 0.5 percentage points against the plan (from 3.25%).");
    // And something else is not counted in the unit of this.
    let change = r#""changes":[{"difference":120.5,"of":"Capital","versus":"plan"}]"#;
    let (figure, _) = said(&format!(r#"{{"label":"A","value":2,"unit":"firms","decimals":0,{change}}}"#));
    assert_eq!(figure.sentence, "A: 2 firms; Capital up 120.5 against the plan.");
}

#[test]
fn a_figure_that_is_not_exact_is_so_everywhere_and_nothing_else_is() {
    let about = r#""qualifier":"less-than""#;
    let (figure, table) = said(&format!(r#"{{"label":"A","value":81,"total":116,"view":"tile",{about}}}"#));
    assert_eq!(figure.headlines[0].before, Some("under"));
    assert_eq!(figure.sentence, "A: under 81 of 116, or under 69.83%.");
    assert!(table.contains("under 81 / 116 (under 69.83%)"), "{table}");
    let ranges = r#"[{"upTo":60,"label":"low"},{"upTo":100,"label":"high"}]"#;
    let (_, table) =
        said(&format!(r#"{{"label":"A","value":50,"unit":"%","target":90,"qualitativeRanges":{ranges},{about}}}"#));
    assert!(table.ends_with("A|under 50%|Target: 90% · low ≤ 60% · high ≤ 100%"), "{table}");
    let (_, table) =
        said(&format!(r#"{{"label":"A","categories":["x"],"series":[{{"values":[1],"targets":[2]}}],{about}}}"#));
    assert!(table.ends_with("x|under 1|2"), "{table}");
}

#[test]
fn a_source_with_an_address_keeps_it() {
    let source = r#"{"name":"S","url":"https://example.org/s"}"#;
    let (figure, table) = said(&format!(r#"{{"label":"A","value":1,"source":{source}}}"#));
    let source = figure.source.unwrap();
    assert_eq!((source.text.as_str(), source.url.as_deref()), ("Source: S", Some("https://example.org/s")));
    assert!(table.ends_with("A|1|Source: S") && figure.remarks.is_empty(), "{table}");
}

#[test]
fn the_table_of_a_chart_has_all_that_is_said_beside_it() {
    let changes = r#"[{"percent":5,"versus":"plan"}]"#;
    let (_, table) = said(&format!(
        r#"{{"label":"A","categories":["x"],"series":[{{"values":[1]}}],"changes":{changes},"note":"N"}}"#
    ));
    assert_eq!(table, "A · up 5% against the plan · N|x|1");
}

#[test]
fn what_a_group_says_of_its_figures_holds_for_each_that_does_not_say_otherwise() {
    let group = |own: &str| {
        said(&format!(
            r#"{{"groups":[{{"title":"G","status":"provisional","indicators":[{{"label":"A","value":1{own}}}]}}]}}"#
        ))
    };
    let (figure, table) = group("");
    assert_eq!(figure.remarks, ["Provisional"]);
    assert!(table.ends_with("A|1|provisional"), "{table}");
    assert!(group(r#","status":"reported""#).0.remarks.is_empty());
}

#[test]
fn a_group_without_figures_has_its_name_once_in_the_table() {
    let groups = r#"{"groups":[{"title":"A","indicators":[{"label":"x","value":1}]},
        {"title":"B","indicators":[]},{"title":"C","note":"later"}]}"#;
    let options = Options { lang: Some("en".to_owned()), ..Options::default() };
    let table = table(&read_own(groups, &options).document.unwrap(), usize::MAX);
    let sections = table.sections.into_iter().map(|section| (section.title.unwrap(), section.rows.concat().join("|")));
    let [a, b, c] = ["A", "B", "C"].map(str::to_owned);
    let expected = [(a, "x|1|".to_owned()), (b, "|no figures yet|".to_owned()), (c, "|later|".to_owned())];
    assert_eq!(sections.collect::<Vec<_>>(), expected);
}

#[test]
fn how_sure_a_part_is_is_said_beside_its_figure() {
    let parts = r#"[{"label":"x","unit":"km","value":1,"status":"estimated"},{"label":"y","value":2},
        {"label":"z","value":null,"status":"estimated"}]"#;
    let (figure, table) = said(&format!(r#"{{"label":"A","parts":{parts},"status":"provisional"}}"#));
    assert_eq!(figure.sentence, "A: x: 1 km (estimated); y: 2; z: no figures yet. Provisional.");
    let after: Vec<_> = figure.headlines.iter().map(|headline| headline.after.as_deref()).collect();
    assert_eq!(after, [Some("km (estimated)"), None, Some("no figures yet")]);
    assert_eq!(table, "Data table: A|A: x|1 km|estimated|A: y|2|provisional|A: z|no figures yet|");
    // What holds for all is said once in words, and in every row.
    let parts = r#"[{"label":"x","value":1,"status":"estimated"},{"label":"y","value":2}],"total":3"#;
    let (figure, table) = said(&format!(r#"{{"label":"A","parts":{parts},"status":"estimated","view":"tile"}}"#));
    assert_eq!(figure.sentence, "A: Total 3; x: 1; y: 2. Estimated.");
    assert_eq!(figure.headlines[0].after, None);
    assert_eq!(table, "Data table: A|A|Total 3|estimated|A: x|1|estimated|A: y|2|estimated");
}

#[test]
fn an_official_part_of_provisional_figures_is_official() {
    let parts = r#"[{"label":"x","value":1},{"label":"y","value":2,"status":"reported"}]"#;
    let (figure, table) = said(&format!(r#"{{"label":"A","parts":{parts},"status":"provisional"}}"#));
    assert_eq!(figure.sentence, "A: x: 1; y: 2 (official). Provisional.");
    assert_eq!(table, "Data table: A|A: x|1|provisional|A: y|2|official");
}

#[test]
fn the_extremes_of_many_parts_say_how_sure_they_are() {
    let parts: Vec<String> =
        (1..9).map(|n| format!(r#"{{"label":"p{n}","value":{n},"status":"estimated"}}"#)).collect();
    let (figure, _) = said(&format!(r#"{{"label":"A","parts":[{}]}}"#, parts.join(",")));
    assert_eq!(figure.sentence, "A: 8 entries; highest: p8 (8, estimated); lowest: p1 (1, estimated).");
}

#[test]
fn a_total_is_said_where_nobody_knows_how_many_of_it() {
    let (figure, table) = said(r#"{"label":"A","unit":"km","value":null,"total":1200,"view":"tile"}"#);
    assert_eq!(figure.sentence, "A: no figures yet; Total 1,200 km.");
    assert_eq!(figure.remarks, ["Total 1,200 km"]);
    assert!(table.ends_with("A|no figures yet|Total 1,200 km"), "{table}");
}

#[test]
fn a_sentence_has_the_targets_of_few_marks() {
    let check = |categories: usize, targets: &str, vietnamese: &str, english: &str| {
        let names: Vec<String> = (1..=categories).map(|n| format!(r#""x{n}""#)).collect();
        let values: Vec<String> = (1..=categories).map(|n| n.to_string()).collect();
        let series = format!(r#"[{{"values":[{}],"targets":[{targets}]}}]"#, values.join(","));
        let json = format!(r#"{{"label":"A","unit":"%","categories":[{}],"series":{series}}}"#, names.join(","));
        assert_eq!(said_in("vi", &json).0.sentence, vietnamese);
        assert_eq!(said(&json).0.sentence, english);
    };
    check(2, "9,9", "A: x1: 1%; x2: 2%; Mục tiêu: 9%.", "A: x1: 1%; x2: 2%; Target: 9%.");
    check(2, "9,8", "A: x1: 1% (Mục tiêu: 9%); x2: 2% (Mục tiêu: 8%).", "A: x1: 1% (Target: 9%); x2: 2% (Target: 8%).");
    check(2, "9,null", "A: x1: 1% (Mục tiêu: 9%); x2: 2%.", "A: x1: 1% (Target: 9%); x2: 2%.");
    check(
        8,
        "9,9,9,9,9,9,9,8",
        "A: 8 mục; cao nhất: x8 (8%); thấp nhất: x1 (1%).",
        "A: 8 entries; highest: x8 (8%); lowest: x1 (1%).",
    );
}

/// The words of the first mark of the first indicator, and the file of the figures.
fn mark_and_file(lang: &str, json: &str) -> (String, String) {
    let options = Options { lang: Some(lang.to_owned()), ..Options::default() };
    let document = read_own(json, &options).document.unwrap();
    let mark = mark(document.indicators().next().unwrap(), 0, document.lang).unwrap();
    (mark.words, csv(&document))
}

#[test]
fn a_bar_towards_a_target_says_the_same_share_of_it_everywhere() {
    let json = r#"{"label":"A","value":130,"target":100,"view":"progress","qualifier":"more-than"}"#;
    let (figure, table) = said(json);
    let (mark, file) = mark_and_file("en", json);
    assert_eq!(figure.sentence, "A: over 130; over 130% of the target; Target: 100.");
    assert!(table.ends_with("A|over 130|over 130% of the target · Target: 100"), "{table}");
    assert!(mark.starts_with("A: over 130; over 130% of the target; Target: 100"), "{mark}");
    assert!(file.ends_with("Indicator,Figure,Qualifier,Share (%),Target\r\nA,130,over,130,100\r\n"), "{file}");
    assert_eq!(said_in("vi", json).0.sentence, "A: trên 130; trên 130% mục tiêu; Mục tiêu: 100.");
    // A bullet graph has no such figure.
    assert_eq!(said(r#"{"label":"A","value":130,"target":100}"#).0.sentence, "A: 130; Target: 100.");
}

/// Whether an indicator raises a doubt.
fn is_doubted(json: &str) -> bool {
    !read_own(json, &Options::default()).complaints.is_empty()
}

#[test]
fn a_figure_that_is_not_exact_is_doubted_only_for_what_it_rules_out() {
    let change = |qualifier: &str, percent: f64| {
        let change = format!(r#"[{{"percent":{percent},"base":9.9,"versus":"plan"}}]"#);
        is_doubted(&format!(r#"{{"label":"A","value":11.4,"changes":{change},"qualifier":"{qualifier}"}}"#))
    };
    assert_eq!(["more-than", "less-than", "about"].map(|it| change(it, 20.0)), [false, true, false]);
    assert_eq!(["more-than", "less-than", "about"].map(|it| change(it, 10.0)), [true, false, false]);
    let share = |qualifier: &str, value: u32, stated: &str| {
        is_doubted(&format!(r#"{{"label":"A","value":{value},"total":116,"qualifier":"{qualifier}"{stated}}}"#))
    };
    assert_eq!(["more-than", "less-than", "about"].map(|it| share(it, 120, "")), [true, false, false]);
    assert!(!share("about", 80, r#","stated":69.83"#));
    let parts = |qualifier: &str| {
        let parts = r#"[{"label":"x","value":60},{"label":"y","value":60}]"#;
        is_doubted(&format!(r#"{{"label":"A","parts":{parts},"total":116,"qualifier":"{qualifier}"}}"#))
    };
    assert_eq!(["more-than", "less-than", "about"].map(parts), [true, false, false]);
}

#[test]
fn whole_numbers_are_rounded_where_they_are_measured() {
    let change = |unit: &str, percent: f64| {
        let change = format!(r#"[{{"percent":{percent},"base":11,"versus":"plan"}}]"#);
        is_doubted(&format!(r#"{{"label":"A","value":12,"unit":"{unit}","changes":{change}}}"#))
    };
    for unit in ["tỷ đồng", "đồng/người", "Triệu lượt", "tấn", "%", "USD", "billion VND", "thousand people", "km²"]
    {
        assert!(!change(unit, 5.2), "{unit}: 11.6 over 11.03");
        assert!(change(unit, 30.0), "{unit}");
    }
    for unit in ["xã", "hợp đồng", "people"] {
        assert!(change(unit, 5.2), "{unit} are counted");
    }
    let parts = r#"[{"label":"x","value":51},{"label":"y","value":50}]"#;
    let sum = |unit: &str| is_doubted(&format!(r#"{{"label":"A","parts":{parts},"total":100,"unit":"{unit}"}}"#));
    assert_eq!(["%", "xã"].map(sum), [false, true]);
}

#[test]
fn a_small_figure_is_not_said_to_be_zero() {
    let series = r#""series":[{"values":[0.4,-0.4,0,12.4]}],"decimals":0"#;
    let (figure, _) = said(&format!(r#"{{"label":"A","categories":["x","y","z","u"],{series}}}"#));
    assert_eq!(figure.sentence, "A: x: 0.4; y: −0.4; z: 0; u: 12.");
}

#[test]
fn a_source_says_when_it_was_published_unless_its_name_has_that_very_date() {
    let source = |name: &str, published: &str| {
        let source = format!(r#"{{"name":"{name}","published":"{published}"}}"#);
        said_in("vi", &format!(r#"{{"label":"A","value":1,"source":{source}}}"#)).0.source.unwrap().text
    };
    assert_eq!(source("Báo cáo ngày 21/5/2021", "2021-05-21"), "Nguồn: Báo cáo ngày 21/5/2021");
    assert_eq!(source("1/5/2021 – báo cáo", "2021-05-01"), "Nguồn: 1/5/2021 – báo cáo");
    let other = "Nguồn: Báo cáo ngày 21/5/2021, công bố 1/5/2021";
    assert_eq!(source("Báo cáo ngày 21/5/2021", "2021-05-01"), other);
    assert_eq!(source("Số 20210", "2021"), "Nguồn: Số 20210, công bố năm 2021");
}

#[test]
fn the_extremes_of_many_are_said_with_how_many_share_them_and_how_many_are_missing() {
    let check = |values: &str, vietnamese: &str, english: &str| {
        let names: Vec<String> = values.split(',').enumerate().map(|(n, _)| format!(r#""x{n}""#)).collect();
        let series = format!(r#""series":[{{"values":[{values}]}}]"#);
        let json = format!(r#"{{"label":"A","unit":"m","categories":[{}],{series}}}"#, names.join(","));
        assert_eq!(said_in("vi", &json).0.sentence, format!("A: {vietnamese}."));
        assert_eq!(said(&json).0.sentence, format!("A: {english}."));
    };
    check("5,5,5,5,5,5,5,5,5", "9 mục, đều là 5 m", "9 entries, all 5 m");
    check(
        "5,5,null,5,5,5,5,5,5",
        "8 mục, đều là 5 m; 1 mục chưa có số liệu",
        "8 entries, all 5 m; no figures yet for 1",
    );
    check(
        "5,9,9,9,5,6,7,8",
        "8 mục; cao nhất: x1 (9 m) và 2 mục khác; thấp nhất: x0 (5 m) và 1 mục khác",
        "8 entries; highest: x1 (9 m) and 2 more; lowest: x0 (5 m) and 1 more",
    );
    check(
        "null,9,2,null,5,6,7,8",
        "8 mục; cao nhất: x1 (9 m); thấp nhất: x2 (2 m); 2 mục chưa có số liệu",
        "8 entries; highest: x1 (9 m); lowest: x2 (2 m); no figures yet for 2",
    );
    let none = ["null"; 7].join(",");
    check(&format!("3,{none}"), "x0: 3 m; 7 mục chưa có số liệu", "x0: 3 m; no figures yet for 7");
    let parts: Vec<String> = ["reported", "not-applicable"]
        .iter()
        .flat_map(|status| {
            [0, 1, 2, 3].map(|n| format!(r#"{{"label":"{status}{n}","value":null,"status":"{status}"}}"#))
        })
        .collect();
    let (figure, _) = said(&format!(r#"{{"label":"A","parts":[{}]}}"#, parts.join(",")));
    assert_eq!(figure.sentence, "A: no figures yet for 4; not applicable for 4.");
    let parts = [1, 2, 3, 4, 5, 6, 7, 8].map(|n| format!(r#"{{"label":"x{n}","value":{n},"unit":"u{}"}}"#, n % 2));
    let (figure, _) = said(&format!(r#"{{"label":"A","parts":[{}]}}"#, parts.join(",")));
    assert!(figure.sentence.ends_with("x7: 7 u1; x8: 8 u0."), "of different units: {}", figure.sentence);
}

#[test]
fn a_period_of_one_date_is_said_as_one() {
    let check = |start: &str, end: &str, vietnamese: &str, english: &str| {
        let period = format!(r#"{{"start":"{start}","end":"{end}"}}"#);
        let json = format!(r#"{{"period":{period},"indicators":[{{"label":"A","value":1}}]}}"#);
        for (lang, expected) in [("vi", vietnamese), ("en", english)] {
            let options = Options { lang: Some(lang.to_owned()), ..Options::default() };
            assert_eq!(page(&read_own(&json, &options).document.unwrap()).period.as_deref(), Some(expected));
        }
    };
    check("2021", "2021", "Năm 2021", "2021");
    check("2021-05", "2021-05", "Tháng 5/2021", "May 2021");
    check("2021-05-15", "2021-05-15", "15/5/2021", "15 May 2021");
    check("2020", "2021", "Từ năm 2020 đến năm 2021", "From 2020 to 2021");
}

#[test]
fn why_there_are_no_figures_at_all_is_said_once() {
    let check = |shape: &str, expected: &str| {
        let (figure, table) = said(&format!(r#"{{"label":"A","status":"not-reported",{shape}}}"#));
        assert_eq!(figure.sentence, format!("A: {expected}."), "{shape}");
        assert!(figure.remarks.is_empty(), "{shape}: {:?}", figure.remarks);
        assert!(!table.contains(" · not reported"), "{table}");
    };
    let series = r#""categories":["x","y"],"series""#;
    check(&format!(r#"{series}:[{{"values":[null,null]}}]"#), "not reported");
    check(
        &format!(r#"{series}:[{{"label":"p","values":[null,null]}},{{"label":"q","values":[null,null]}}]"#),
        "not reported",
    );
    check(
        &format!(r#"{series}:[{{"values":[null,null],"targets":[1,2]}}]"#),
        "x: not reported (Target: 1); y: not reported (Target: 2)",
    );
    check(r#""categories":["x"],"series":[{"values":[null]}]"#, "x: not reported");
    check(r#""parts":[{"label":"x","value":null},{"label":"y","value":null}],"total":9"#, "Total 9; not reported");
    check(
        r#""parts":[{"label":"x","value":null},{"label":"y","value":null,"status":"not-applicable"}]"#,
        "x: not reported; y: not applicable",
    );
    let (figure, _) = said(&format!(r#"{{"label":"A","status":"provisional",{series}:[{{"values":[1,null]}}]}}"#));
    assert_eq!(
        (figure.remarks.join(""), figure.sentence.ends_with(". Provisional.")),
        ("Provisional".to_owned(), true)
    );
}

#[test]
fn no_comma_between_figures_can_be_taken_for_a_decimal_mark() {
    let series = r#""categories":["1/2021","2/2021"],"series":[{"values":[0.06,1.52]}]"#;
    let (figure, _) = said_in("vi", &format!(r#"{{"label":"CPI","unit":"%",{series}}}"#));
    assert_eq!(figure.sentence, "CPI: 1/2021: 0,06%; 2/2021: 1,52%.");
}

#[test]
fn what_is_no_part_of_its_total_takes_up_none_of_it() {
    let check = |value: i32, expected: &str| {
        let json = format!(r#"{{"label":"A","value":{value},"total":4}}"#);
        assert_eq!(said_in("vi", &json).0.sentence, format!("A: {expected}."));
        assert_eq!(mark_and_file("vi", &json).0, format!("A: {expected}."));
    };
    check(0, "0 trong tổng số 4, chiếm 0%");
    check(4, "4 trong tổng số 4, chiếm 100%");
    check(5, "5 trong tổng số 4, bằng 125%");
    check(-6, "−6 trong tổng số 4, bằng −150%");
}

#[test]
fn shares_that_are_more_than_a_whole_are_in_doubt() {
    let table = |one: f64, other: f64, unit: &str| {
        let series = format!(r#"[{{"label":"a","values":[{one}]}},{{"label":"b","values":[{other}]}}]"#);
        format!(r#"{{"label":"A","unit":"{unit}","stack":"percent","categories":["x"],"series":{series}}}"#)
    };
    assert!(is_doubted(&table(60.0, 50.0, "%")));
    assert!(!is_doubted(&table(60.0, 40.0, "%")));
    assert!(!is_doubted(&table(66.7, 33.4, "%")), "each was rounded");
    assert!(!is_doubted(&table(60.0, 50.0, "km")));
}

#[test]
fn the_noise_of_doubles_puts_no_figure_in_doubt() {
    assert!(!is_doubted(r#"{"label":"A","value":3.3000000000000003,"total":3.3}"#));
    assert!(is_doubted(r#"{"label":"A","value":3.31,"total":3.3}"#));
    let ranges = r#"[{"upTo":0.3,"label":"low"},{"upTo":1,"label":"high"}]"#;
    let (figure, _) =
        said(&format!(r#"{{"label":"A","value":0.30000000000000004,"target":0.3,"qualitativeRanges":{ranges}}}"#));
    assert_eq!(figure.sentence, "A: 0.3; in the range low; Target: 0.3; target reached.");
}

#[test]
fn a_line_of_its_own_begins_with_a_capital_letter_unless_it_is_the_author_s() {
    let json = r#"{"label":"A","value":1,"status":"estimated","note":"pH"}"#;
    let (figure, table) = said_in("vi", json);
    assert_eq!(figure.remarks, ["Số liệu ước tính"]);
    assert_eq!(figure.note.as_deref(), Some("pH"));
    assert_eq!(figure.sentence, "A: 1; số liệu ước tính.");
    assert!(table.ends_with("số liệu ước tính · pH"), "{table}");
}

#[test]
fn how_a_whole_changed_is_not_said_of_its_parts() {
    let change = r#""changes":[{"percent":5,"versus":"plan"}]"#;
    let parts = r#""parts":[{"label":"x","value":1},{"label":"y","value":2}]"#;
    let (_, table) = said(&format!(r#"{{"label":"A",{parts},{change}}}"#));
    assert!(table.ends_with("A|up 5%|against the plan|A: x|1||A: y|2|"), "{table}");
    let (_, table) = said(&format!(r#"{{"label":"A",{parts},"total":3,{change}}}"#));
    assert!(table.ends_with("A|Total 3|up 5% against the plan|A: x|1||A: y|2|"), "{table}");
    let chart = r#""categories":["x","y"],"series":[{"values":[1,2]}]"#;
    let (_, table) = said(&format!(r#"[{{"label":"A",{chart},{change}}},{{"label":"B","value":3}}]"#));
    assert!(table.ends_with("A|up 5%|against the plan|A: x|1||A: y|2||B|3|"), "{table}");
}

#[test]
fn what_is_doubted_of_a_part_stands_beside_it() {
    let parts = r#""parts":[{"label":"x","value":3,"status":"not-applicable"},{"label":"y","value":4}]"#;
    for total in ["", r#","total":9"#] {
        let (_, table) = said(&format!(r#"{{"label":"A",{parts}{total}}}"#));
        let x = "A: x|3|not applicable · There is a figure, but its status is “not applicable”.";
        assert!(table.ends_with(&format!("{x}|A: y|4|")), "{table}");
    }
}

#[test]
fn a_change_without_a_figure_has_the_qualifier() {
    let (figure, table) = said(r#"{"label":"A","qualifier":"more-than","changes":[{"percent":28,"versus":"plan"}]}"#);
    assert_eq!(figure.sentence, "A: up over 28% against the plan.");
    assert!(table.ends_with("A|up over 28%|against the plan"), "{table}");
}

#[test]
fn a_printed_share_is_said_where_the_count_is_not_known() {
    let (figure, table) = said(r#"{"label":"A","value":null,"total":116,"unit":"communes","stated":69.83}"#);
    assert_eq!(figure.sentence, "A: no figures yet; 69.83% of the total of 116 communes.");
    assert!(table.contains("69.83% of the total of 116 communes"), "{table}");
}

#[test]
fn the_parts_name_the_unit_of_their_total() {
    let parts = r#"[{"label":"x","value":1,"unit":"km"},{"label":"y","value":2,"unit":"km"}]"#;
    let (_, table) = said(&format!(r#"{{"label":"A","parts":{parts},"total":9}}"#));
    assert!(table.contains("A|Total 9 km|"), "{table}");
}

#[test]
fn a_difference_of_percentages_is_in_points() {
    let change = r#""changes":[{"difference":-0.5,"versus":"previous-period"}]"#;
    let (figure, _) = said(&format!(r#"{{"label":"A","value":12.5,"unit":"% of GDP",{change}}}"#));
    assert_eq!(figure.sentence, "A: 12.5% of GDP; down 0.5 percentage points on the previous period.");
}

#[test]
fn percent_in_words_is_percent() {
    let change = |unit: &str| {
        let change = r#""changes":[{"difference":-1.5,"versus":"plan"}]"#;
        format!(r#"{{"label":"A","value":10,"unit":"{unit}",{change}}}"#)
    };
    let (figure, _) = said(&change("per cent"));
    assert_eq!(figure.sentence, "A: 10 per cent; down 1.5 percentage points against the plan.");
    let (figure, _) = said_in("vi", &change("phần trăm"));
    assert_eq!(figure.sentence, "A: 10 phần trăm; giảm 1,5 điểm phần trăm so với kế hoạch.");
}

#[test]
fn what_has_not_changed_is_unchanged_from_what_it_was() {
    let (figure, _) = said(r#"{"label":"A","value":5,"changes":[{"percent":0,"versus":"previous-period"}]}"#);
    assert_eq!(figure.sentence, "A: 5; unchanged from the previous period.");
}

#[test]
fn in_english_the_sign_of_a_currency_stands_before_the_number() {
    let check = |lang: &str, unit: &str, value: f64, expected: &str| {
        let (figure, _) = said_in(lang, &format!(r#"{{"label":"A","value":{value},"unit":"{unit}"}}"#));
        assert_eq!(figure.sentence, format!("A: {expected}."));
        let headline = &figure.headlines[0];
        let printed = [Some(&headline.figure), headline.after.as_ref()].into_iter().flatten();
        assert_eq!(printed.cloned().collect::<Vec<_>>().join(" "), expected);
    };
    check("en", "$", 1250.5, "$1,250.5");
    check("en", "£bn", -2.5, "−£2.5bn");
    check("en", "US$ million", 120.0, "US$120 million");
    check("en", "€/MWh", 80.0, "€80/MWh");
    check("en", "£000", 125.0, "125 £000");
    check("en", "$ '000", 125.0, "125 $ '000");
    check("en", "$US", 5.0, "5 $US");
    check("en", "USD", 5.0, "5 USD");
    check("vi", "$", 1250.5, "1.250,5 $");
    let (figure, table) = said(r#"{"label":"A","value":130,"total":260,"unit":"$ million","qualifier":"more-than"}"#);
    assert_eq!(figure.sentence, "A: over $130 of $260 million, or over 50%.");
    assert!(table.contains("over $130 / $260 million (over 50%)"), "{table}");
}

#[test]
fn the_decimals_of_a_share_are_those_of_its_percentage() {
    let (figure, _) = said(r#"{"label":"A","value":81,"total":116,"decimals":1}"#);
    assert_eq!(figure.sentence, "A: 81 of 116, or 69.8%.");
}

#[test]
fn what_should_be_low_does_not_fill_towards_its_target() {
    let (figure, _) = said(r#"{"label":"A:","value":3.2,"target":3,"higherIs":"worse","view":"progress"}"#);
    assert_eq!((figure.meter, figure.sentence.as_str()), (None, "A: 3.2; Target: 3; target not reached."));
}

#[test]
fn a_target_that_many_marks_share_is_said() {
    let numbers = |number: &str| [number; 8].join(",");
    let (names, ones, nines) = (r#""a","b","c","d","e","f","g","h""#, numbers("1"), numbers("9"));
    let (figure, _) = said(&format!(
        r#"{{"label":"A","categories":[{names}],"series":[{{"values":[{ones}],"targets":[{nines}]}}]}}"#
    ));
    assert!(figure.sentence.ends_with("; Target: 9."), "{}", figure.sentence);
}

#[test]
fn a_source_that_names_its_date_in_another_language_names_it_once() {
    let source = r#"{"name":"Sở A, công bố 21/7/2021","published":"2021-07-21"}"#;
    let (figure, _) = said(&format!(r#"{{"label":"A","value":1,"source":{source}}}"#));
    assert_eq!(figure.source.map(|source| source.text).as_deref(), Some("Source: Sở A, công bố 21/7/2021"));
}

#[test]
fn decimals_that_a_double_does_not_hold_are_not_printed() {
    let (figure, _) = said(r#"{"label":"A","value":12345678.123456789}"#);
    assert_eq!(figure.sentence, "A: 12,345,678.1234568.");
}

#[test]
fn shares_are_printed_as_they_were_given() {
    let json = r#"{"label":"A","unit":"%","categories":["x","y"],"stack":"percent",
        "series":[{"label":"b","values":[33.3,50]},{"label":"c","values":[66.6,50]}]}"#;
    let (figure, table) = said(json);
    assert_eq!(figure.sentence, "A: b – x: 33.3%; y: 50%. c – x: 66.6%; y: 50%.");
    assert_eq!(table, "A|x|33.3|66.6|y|50|50");
    let document = read_own(json, &Options { lang: Some("en".to_owned()), ..Options::default() }).document.unwrap();
    let mark = mark(document.indicators().next().unwrap(), 0, document.lang).unwrap();
    assert_eq!(mark.figure, "33.3%");
    assert!(!mark.words.contains("99.9"), "{}", mark.words);
    assert!(!csv(&document).contains("99.9"), "{}", csv(&document));
}

#[test]
fn a_unit_that_every_part_names_stands_in_the_caption() {
    let unit = |rest: &str| {
        let parts = format!(r#"[{{"label":"a","value":5,"unit":"km"}},{{"label":"b","value":7{rest}}}]"#);
        said(&format!(r#"{{"label":"A","parts":{parts}}}"#)).0.unit
    };
    assert_eq!(unit(r#","unit":"km""#).as_deref(), Some("km"));
    assert_eq!(unit(r#","unit":"ha""#), None);
    assert_eq!(unit(""), None);
}

#[test]
fn where_others_have_a_target_a_row_without_one_says_so() {
    let json = r#"{"label":"A","categories":["x","y"],"series":[{"values":[1,null],"targets":[null,0]}]}"#;
    assert_eq!(said(json).1, "A|x|1|no target|y|no figures yet|0");
    assert_eq!(said_in("vi", json).1, "A|x|1|không có mục tiêu|y|chưa có số liệu|0");
}

#[test]
fn a_figure_that_is_not_there_is_not_provisional_in_the_table() {
    let series = r#"[{"values":[1,null]}],"status":"provisional","note":"N""#;
    let chart = format!(r#"{{"label":"A","categories":["x","y"],"series":{series}}}"#);
    let (_, table) = said(&format!(r#"[{chart},{{"label":"B","value":1}}]"#));
    assert_eq!(table, "Data table|A: x|1|provisional · N|A: y|no figures yet|N|B|1|");
}

#[test]
fn what_stands_beside_a_single_chart_is_in_the_table_too() {
    let chart = r#"{"label":"A","categories":["x","y"],"series":[{"values":[1,2]}]}"#;
    let rows = |rest: &str| said(&format!(r#"{{"groups":[{{"title":"B","indicators":[{chart}]}},{rest}]}}"#)).1;
    let table = rows(r#"{"title":"C","status":"not-reported"}"#);
    assert!(table.contains("A: x|1|") && table.contains("|not reported|"), "{table}");
    let table = rows(r#"{"title":"C","indicators":[{"label":"D","value":"?"}]}"#);
    assert!(table.contains("A: x|1|") && table.contains("|D|"), "{table}");
}

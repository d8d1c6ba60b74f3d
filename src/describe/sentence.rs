//! The picture in a sentence: what a screen reader says in its place.

use super::figures;
use crate::figure;
use crate::format;
use crate::model::{Indicator, Part, Quantity, Series, Shape, Table, two_units};
use crate::text::{Lang, around, capitalised};

/// Up to so many marks are all named; of more, the extremes.
const NAMED: usize = 7;

/// What the picture of the indicator shows.
pub fn of(indicator: &Indicator, lang: Lang) -> String {
    let status = figures::status(indicator, lang).map(str::to_owned);
    let about: Vec<String> = figures::changes(indicator, lang).chain(status).collect();
    let label = indicator.label.trim_end_matches([':', ' ']);
    let facts = format!("{label}: {}", facts(indicator, lang));
    let facts = facts.trim_end_matches([':', ' ', '.']);
    let said = match (about.join("; "), &indicator.shape) {
        (about, _) if about.is_empty() => facts.to_owned(),
        // Right after the last of several figures it would be taken for what is known of that one alone.
        (about, _) if figures(&indicator.shape) > 1 => {
            let is_ours = indicator.changes.first().is_none_or(|first| first.of.is_none() && first.words.is_none());
            format!("{facts}. {}", if is_ours { capitalised(about) } else { about })
        }
        (about, Shape::Changes) => format!("{label}: {about}"),
        (about, _) => format!("{facts}; {about}"),
    };
    format!("{}.", said.trim_end_matches([':', ' ', '.']))
}

/// How many figures there are room for.
fn figures(shape: &Shape) -> usize {
    match shape {
        Shape::Parts { parts, .. } => parts.len(),
        Shape::Table(table) => table.categories.len() * table.series.len(),
        _ => 1,
    }
}

fn facts(indicator: &Indicator, lang: Lang) -> String {
    let full = |value: Option<Quantity>| figure::in_full(indicator, value, lang);
    match &indicator.shape {
        Shape::Value(value) => full(*value),
        Shape::Share { value, total, stated } => match value {
            Some(value) => figure::share(indicator, *value, *total, *stated, lang),
            None => [vec![full(None)], figures::compared(indicator, lang)].concat().join("; "),
        },
        Shape::Target { value, .. } => [vec![full(*value)], figures::compared(indicator, lang)].concat().join("; "),
        Shape::Parts { parts, .. } => {
            let part = |part: &Part| {
                let unit = indicator.unit_of(part);
                let figure = figure::part_in_full(indicator, part, unit, lang);
                // "39 tập thể" needs no name that says "tập thể" again.
                let is_named = part.value.is_none() || unit != Some(&part.label);
                Named {
                    name: is_named.then(|| part.label.clone()),
                    figure,
                    remark: figures::own_status(indicator, part, lang).map(str::to_owned),
                }
            };
            let values: Vec<_> = parts.iter().map(|part| part.value).collect();
            let mark = |index: usize| parts.get(index).map(part);
            // Of different units none is the highest.
            let one_unit = two_units(parts, None, indicator.unit.as_deref()).is_none();
            let named = if one_unit { marks(&values, &mark, lang) } else { listed(&values, &mark) };
            [figures::compared(indicator, lang), vec![named]].concat().join("; ")
        }
        Shape::Table(table) => rows(indicator, table, lang),
        Shape::Changes => String::new(),
    }
}

/// Each series: its marks by name and with their targets, or the highest and the lowest of many.
fn rows(indicator: &Indicator, table: &Table, lang: Lang) -> String {
    let count = table.categories.len();
    let is_silent = |series: &Series| series.targets.is_empty() && series.values.iter().all(Option::is_none);
    if table.series.len() > 1 && table.series.iter().all(is_silent) {
        return figure::missing(indicator, None, lang).to_owned();
    }
    let target = |target| figure::mark_target(indicator, target, lang);
    let lines = figures::lines(indicator, table, lang);
    let sentences = lines.iter().map(|line| {
        let series = &line.series;
        let common = common(&series.targets);
        let mark = |index: usize| {
            let category = table.categories.get(index)?;
            let value = series.value(index);
            let own = series.target(index).filter(|_| common.is_none() && count <= NAMED);
            let share = figures::share(indicator, value, figures::whole(indicator, table, index), lang);
            let highlighted = category.highlighted.then(|| lang.words().highlighted().to_owned());
            Some(Named {
                name: Some(category.label.clone()),
                figure: line.in_full(indicator, index, lang),
                remark: Some(
                    [share, own.map(target), highlighted].into_iter().flatten().collect::<Vec<_>>().join(", "),
                )
                .filter(|remark| !remark.is_empty()),
            })
        };
        let named = marks(&series.values, &mark, lang);
        // Of many marks, those that stand out are named beside the extremes.
        let outstanding = table.categories.iter().enumerate().filter(|(_, it)| it.highlighted && count > NAMED);
        let outstanding = outstanding.take(NAMED).filter_map(|(index, _)| mark(index)).map(Named::in_words);
        let mut said = vec![named];
        for words in outstanding {
            if !said.iter().any(|known| around(known, &words).next().is_some()) {
                said.push(words);
            }
        }
        said.extend(common.map(target));
        match &series.label {
            Some(label) => format!("{label} – {}", said.join("; ")),
            None => said.join("; "),
        }
    });
    sentences.collect::<Vec<_>>().join(". ")
}

/// The target that all marks have.
fn common(targets: &[Option<Quantity>]) -> Option<Quantity> {
    let first = (*targets.first()?)?;
    targets.iter().all(|target| target.is_some_and(|target| target.value == first.value)).then_some(first)
}

/// A mark that is named.
#[derive(Default)]
struct Named {
    /// What it is called, unless its figure says it.
    name: Option<String>,
    /// Its figure in full.
    figure: String,
    /// What is to be known of that figure.
    remark: Option<String>,
}

impl Named {
    fn in_a_list(self) -> String {
        let Named { name, figure, remark } = self;
        let name = name.map(|name| format!("{name}: ")).unwrap_or_default();
        let remark = remark.map(|remark| format!(" ({remark})")).unwrap_or_default();
        [name, figure, remark].concat()
    }

    fn in_words(self) -> String {
        let Named { name, figure, remark } = self;
        let figure = [Some(figure), remark].into_iter().flatten().collect::<Vec<_>>().join(", ");
        name.map(|name| format!("{name} ({figure})")).unwrap_or(figure)
    }
}

/// Few marks by name; of many, the extremes.
fn marks(values: &[Option<Quantity>], mark: &dyn Fn(usize) -> Option<Named>, lang: Lang) -> String {
    if values.len() > NAMED { extremes(values, mark, lang) } else { listed(values, mark) }
}

fn listed(values: &[Option<Quantity>], mark: &dyn Fn(usize) -> Option<Named>) -> String {
    let named: Vec<Named> = (0..values.len()).filter_map(mark).collect();
    let is_same = |pair: &[Named]| match pair {
        [one, other] => one.figure == other.figure && one.remark.is_none() && other.remark.is_none(),
        _ => false,
    };
    match named.as_slice() {
        // Why there is no figure at all is said once.
        [first, _, ..] if values.iter().all(Option::is_none) && named.windows(2).all(is_same) => first.figure.clone(),
        // A comma may be the decimal mark.
        _ => named.into_iter().map(Named::in_a_list).collect::<Vec<_>>().join("; "),
    }
}

/// The highest and the lowest of many marks, how many share them, and how many have no figure.
fn extremes(values: &[Option<Quantity>], mark: &dyn Fn(usize) -> Option<Named>, lang: Lang) -> String {
    let words = lang.words();
    let print = |count: usize| format::number(count as f64, 0, lang);
    let known = || values.iter().enumerate().filter_map(|(index, value)| Some((index, (*value)?.value)));
    let first = |extreme: f64| known().find(|(_, value)| *value == extreme).and_then(|(index, _)| mark(index));
    let extreme = |extreme: f64| {
        let first = first(extreme).map(Named::in_words).unwrap_or_default();
        match known().filter(|(_, value)| *value == extreme).count().saturating_sub(1) {
            0 => first,
            more => words.and_more(&first, &print(more)),
        }
    };
    let highest = known().map(|(_, value)| value).reduce(f64::max);
    let lowest = known().map(|(_, value)| value).reduce(f64::min);
    let mut said: Vec<String> = Vec::new();
    match (highest.zip(lowest), known().count()) {
        (None, _) => {}
        (Some((only, _)), 1) => said.extend(first(only).map(Named::in_a_list)),
        (Some((highest, lowest)), known) if highest == lowest => {
            said.extend(first(highest).map(|first| words.all_equal(&print(known), &first.figure)));
        }
        (Some((highest, lowest)), _) => {
            said.push(words.extremes(&print(values.len()), &extreme(highest), &extreme(lowest)));
        }
    }
    match (said.is_empty(), missing(values, mark).as_slice()) {
        (true, [(reason, _)]) => said.push(reason.clone()),
        (_, reasons) => said.extend(reasons.iter().map(|(reason, count)| words.lacking(&print(*count), reason))),
    }
    said.join("; ")
}

/// Why figures are missing, and how many for each reason.
fn missing(values: &[Option<Quantity>], mark: &dyn Fn(usize) -> Option<Named>) -> Vec<(String, usize)> {
    let mut reasons: Vec<(String, usize)> = Vec::new();
    for (index, _) in values.iter().enumerate().filter(|(_, value)| value.is_none()) {
        let reason = mark(index).unwrap_or_default().figure;
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, count)) => *count += 1,
            None => reasons.push((reason, 1)),
        }
    }
    reasons
}

#[cfg(test)]
mod tests {
    use crate::doors::read_own;
    use crate::read::Options;

    #[track_caller]
    fn check(json: &str, expected: &str) {
        let document = read_own(json, &Options::default()).document.expect("a document");
        let sentences: Vec<String> = document.indicators().map(|it| super::of(it, document.lang)).collect();
        assert_eq!(sentences, [expected], "{json}");
    }

    #[test]
    fn a_qualifier_belongs_to_the_figure_alone() {
        let ranges = r#""qualitativeRanges":[{"upTo":60,"label":"Thấp"},{"upTo":100,"label":"Cao"}]"#;
        check(&format!(r#"{{"label":"A","value":50,"target":90,{ranges}}}"#), "A: 50; thuộc mức Thấp; Mục tiêu: 90.");
        // What is more than 50 may be in any range from there on.
        check(
            &format!(r#"{{"label":"A","value":50,"target":90,"qualifier":"more-than",{ranges}}}"#),
            "A: trên 50; Mục tiêu: 90.",
        );
    }

    #[test]
    fn a_name_stands_apart_from_its_figure() {
        let series = r#""label":"A","categories":["2019","2020"],"series""#;
        check(&format!(r#"{{{series}:[{{"values":[12,15]}}]}}"#), "A: 2019: 12; 2020: 15.");
        check(
            &format!(r#"{{{series}:[{{"label":"x","values":[1,2]}},{{"label":"y","values":[3,null]}}]}}"#),
            "A: x – 2019: 1; 2020: 2. y – 2019: 3; 2020: chưa có số liệu.",
        );
        check(
            r#"{"label":"Bằng khen","parts":[{"label":"tập thể","unit":"tập thể","value":39},
                {"label":"cá nhân","unit":"cá nhân","value":null},{"label":"Xã","value":3}]}"#,
            "Bằng khen: 39 tập thể; cá nhân: chưa có số liệu; Xã: 3.",
        );
    }

    #[test]
    fn what_is_known_of_several_figures_follows_all_of_them() {
        let parts = r#""parts":[{"label":"C","value":987,"unit":"hộ"},{"label":"D","value":null}]"#;
        check(
            &format!(r#"{{"label":"Hộ","status":"provisional",{parts}}}"#),
            "Hộ: C: 987 hộ; D: chưa có số liệu. Số liệu sơ bộ.",
        );
        let table = r#""label":"A","categories":["x","y"],"series":[{"values":[1,2]}],"status":"estimated""#;
        check(&format!("{{{table}}}"), "A: x: 1; y: 2. Số liệu ước tính.");
        let change = |more: &str| format!(r#""changes":[{{"percent":5,"versus":"plan"{more}}}]"#);
        check(&format!("{{{table},{}}}", change("")), "A: x: 1; y: 2. Tăng 5% so với kế hoạch; số liệu ước tính.");
        check(
            &format!("{{{table},{}}}", change(r#","of":"pH""#)),
            "A: x: 1; y: 2. pH tăng 5% so với kế hoạch; số liệu ước tính.",
        );
        let one = r#"{"label":"A","categories":["x"],"series":[{"values":[1]}],"status":"estimated"}"#;
        check(one, "A: x: 1; số liệu ước tính.");
    }

    #[test]
    fn bars_of_shares_say_the_shares() {
        let table = |more: &str| {
            format!(
                r#"{{"label":"A","unit":"người","categories":["x","y"],"series":[
                    {{"label":"Nam","values":[18,3]}},{{"label":"Nữ","values":[76,null]}}]{more}}}"#
            )
        };
        check(
            &table(r#","stack":"percent""#),
            "A: Nam – x: 18 người (19,15%); y: 3 người. Nữ – x: 76 người (80,85%); y: chưa có số liệu.",
        );
        // What the bars print is said as well.
        check(
            &table(r#","stack":true"#),
            "A: Nam – x: 18 người; y: 3 người. Nữ – x: 76 người; y: chưa có số liệu. Tổng số – x: 94 người; y: chưa đủ số liệu.",
        );
    }

    #[test]
    fn marks_that_stand_out_are_named() {
        let chart = |names: &str, values: &str, highlight: &str| {
            format!(
                r#"{{"label":"A","categories":[{names}],"series":[{{"values":[{values}]}}],"highlight":[{highlight}]}}"#
            )
        };
        check(&chart(r#""x","y""#, "1,null", r#""x""#), "A: x: 1 (được nhấn mạnh); y: chưa có số liệu.");
        let (names, values) = (r#""1","2","3","4","5","6","7","8""#, "5,3,2,9,1,4,6,7");
        check(
            &chart(names, values, r#""2","4""#),
            "A: 8 mục; cao nhất: 4 (9, được nhấn mạnh); thấp nhất: 5 (1); 2 (3, được nhấn mạnh).",
        );
    }

    #[test]
    fn only_what_became_more_is_a_multiple() {
        let change = |times: f64| format!(r#"{{"label":"Vốn","changes":[{{"times":{times},"versus":"plan"}}]}}"#);
        check(&change(2.5), "Vốn: gấp 2,5 lần so với kế hoạch.");
        check(&change(1.0), "Vốn: không đổi so với kế hoạch.");
        check(&change(0.5), "Vốn: bằng 0,5 lần so với kế hoạch.");
    }

    #[test]
    fn a_figure_that_is_not_there_is_said_once() {
        let value = |rest: &str| format!(r#"{{"label":"A","value":null,{rest}}}"#);
        check(&value(r#""status":"not-reported""#), "A: không có số liệu.");
        check(&value(r#""status":"provisional""#), "A: chưa có số liệu.");
        let change = r#""changes":[{"percent":5,"versus":"plan"}],"status""#;
        check(&value(&format!(r#"{change}:"not-reported""#)), "A: không có số liệu; tăng 5% so với kế hoạch.");
        check(
            &value(&format!(r#"{change}:"estimated""#)),
            "A: chưa có số liệu; tăng 5% so với kế hoạch; số liệu ước tính.",
        );
    }

    #[test]
    fn a_long_series_without_any_figure_has_no_extremes() {
        let series = r#""categories":["1","2","3","4","5","6","7","8"],"series"#;
        check(
            &format!(r#"{{"label":"A",{series}":[{{"values":[null,null,null,null,null,null,null,null]}}]}}"#),
            "A: chưa có số liệu.",
        );
        check(
            &format!(r#"{{"label":"A",{series}":[{{"values":[null,3,null,null,1,null,null,null]}}]}}"#),
            "A: 8 mục; cao nhất: 2 (3); thấp nhất: 5 (1); 6 mục chưa có số liệu.",
        );
    }
}

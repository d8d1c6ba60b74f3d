//! One mark in words: what its tooltip shows and its announcement says.
//!
//! Marks are counted from 0 in reading order, as [`Scene::hits`](crate::scene::Scene) has them: category after
//! category as they are shown, and in each of them series after series.

use super::figures;
use crate::figure;
use crate::format;
use crate::model::{Indicator, Part, Quantity, Series, Shape, Sort, Status, Table, is_percent};
use crate::text::Lang;
use serde::Serialize;

/// A mark and what is known of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MarkWords {
    /// What it stands for: category and series, or the indicator itself.
    pub name: String,
    /// Its figure in full, or why there is none.
    pub figure: String,
    /// Its share, its target, its status, its place among the others.
    pub remarks: Vec<String>,
    /// All of this as one sentence.
    pub words: String,
    /// The id of the indicator, or its label.
    pub indicator: String,
    /// The id of its category, if the picture has categories.
    pub category: Option<String>,
    /// The label of its series, if it has one.
    pub series: Option<String>,
}

/// The words of a mark; `None` where there is no such mark.
pub fn mark(indicator: &Indicator, place: usize, lang: Lang) -> Option<MarkWords> {
    let facts = Facts { indicator, lang };
    let mut mark = match &indicator.shape {
        Shape::Table(table) => facts.cell(table, place)?,
        Shape::Parts { parts, total } => facts.part(parts, *total, place)?,
        _ if place > 0 => return None,
        Shape::Share { value, total, stated } => facts.share(*value, *total, *stated),
        Shape::Target { value, .. } => facts.compared(*value),
        Shape::Value(value) => facts.alone(*value),
        Shape::Changes => return None,
    };
    let status = |status: Status| lang.words().status(status).map(str::to_owned);
    mark.remarks.extend(mark.value.and_then(|_| status(mark.status)));
    mark.remarks.extend(facts.place(place, mark.count, mark.rank));
    let said: Vec<&str> = [&mark.figure].into_iter().chain(&mark.remarks).map(|words| words.trim()).collect();
    Some(MarkWords {
        words: format!("{}: {}.", mark.name, said.join("; ").trim_end_matches('.')),
        name: mark.name,
        figure: mark.figure,
        remarks: mark.remarks,
        indicator: indicator.id.clone().unwrap_or_else(|| indicator.label.clone()),
        category: mark.category,
        series: mark.series,
    })
}

/// How large a mark is, for choosing among those that share a pixel; zero where it is missing.
pub fn extent(indicator: &Indicator, place: usize) -> f64 {
    let value = match &indicator.shape {
        Shape::Table(table) => {
            let (category, series) = cell_of(table, place);
            series.and_then(|series| series.value(category))
        }
        Shape::Parts { parts, .. } => parts.get(place).and_then(|part| part.value),
        _ => None,
    };
    value.map_or(0.0, |value| value.value.abs())
}

/// The category and the series of a mark of a table.
fn cell_of(table: &Table, place: usize) -> (usize, Option<&Series>) {
    let count = table.series.len().max(1);
    (place / count, table.series.get(place % count))
}

/// What is known of a mark before its status and place are said.
struct Mark {
    name: String,
    figure: String,
    remarks: Vec<String>,
    value: Option<Quantity>,
    status: Status,
    category: Option<String>,
    series: Option<String>,
    /// How many marks there are.
    count: usize,
    /// Which one it is of how many, from the highest.
    rank: Option<(usize, usize)>,
}

struct Facts<'a> {
    indicator: &'a Indicator,
    lang: Lang,
}

impl Facts<'_> {
    fn alone(&self, value: Option<Quantity>) -> Mark {
        Mark {
            name: self.indicator.label.clone(),
            figure: figure::in_full(self.indicator, value, self.lang),
            remarks: Vec::new(),
            value,
            status: self.indicator.status,
            category: None,
            series: None,
            count: 1,
            rank: None,
        }
    }

    fn share(&self, value: Option<Quantity>, total: Quantity, stated: Option<Quantity>) -> Mark {
        match value {
            Some(known) => {
                let figure = figure::share(self.indicator, known, total, stated, self.lang);
                Mark { figure, ..self.alone(value) }
            }
            None => self.compared(None),
        }
    }

    fn compared(&self, value: Option<Quantity>) -> Mark {
        Mark { remarks: figures::compared(self.indicator, self.lang), ..self.alone(value) }
    }

    fn part(&self, parts: &[Part], total: Option<Quantity>, place: usize) -> Option<Mark> {
        let part = parts.get(place)?;
        let unit = self.indicator.unit_of(part).filter(|unit| *unit != part.label);
        let whole = figures::whole_of_part(self.indicator, part, total);
        Some(Mark {
            name: part.label.clone(),
            figure: figure::part_in_full(self.indicator, part, unit, self.lang),
            remarks: self.part_of(part.value, whole, None).into_iter().collect(),
            value: part.value,
            status: part.status.unwrap_or(self.indicator.status),
            category: Some(part.label.clone()),
            count: parts.len(),
            ..self.alone(None)
        })
    }

    fn cell(&self, table: &Table, place: usize) -> Option<Mark> {
        let (place, series) = cell_of(table, place);
        let (category, series) = (table.categories.get(place)?, series?);
        let value = series.value(place);
        let target = series.target(place);
        let several = table.series.len() > 1;
        // A sum of figures that are not exact may be anything.
        // Shares are no shares of their sum: it may not be a whole, if only for their rounding.
        let are_shares = is_percent(self.indicator.unit.as_deref());
        let whole = table.whole(place).filter(|_| self.indicator.qualifier.is_none() && !are_shares);
        let mut remarks: Vec<String> = self.part_of(value, whole, self.indicator.decimals).into_iter().collect();
        if let Some(target) = target {
            remarks.push(figure::mark_target(self.indicator, target, self.lang));
            remarks.extend(figures::reached(self.indicator, value, target, self.lang).map(str::to_owned));
        }
        Some(Mark {
            name: match &series.label {
                Some(series) => format!("{}, {series}", category.label),
                None => category.label.clone(),
            },
            remarks,
            category: Some(category.name().to_owned()),
            series: series.label.clone(),
            count: table.categories.len().saturating_mul(table.series.len()),
            rank: value.filter(|_| table.sort == Sort::Descending && !several).map(|value| rank(series, value)),
            ..self.alone(value)
        })
    }

    /// The share of a part, where both are known; `decimals` are those of the whole.
    fn part_of(&self, value: Option<Quantity>, whole: Option<Quantity>, decimals: Option<u8>) -> Option<String> {
        let (value, whole) = value.zip(whole)?;
        let percent = figure::percent(self.indicator, value, whole, None, self.lang);
        let percent = figure::qualified(self.indicator, percent, self.lang);
        let number = format::quantity(whole, decimals, self.lang);
        Some(
            self.lang.words().part_of(&percent, &figure::with_unit(&number, self.indicator.unit.as_deref(), self.lang)),
        )
    }

    /// The rank in a ranking, where others have one too; else the place among the marks, nothing where there is only one.
    fn place(&self, place: usize, count: usize, rank: Option<(usize, usize)>) -> Option<String> {
        let print = |count: usize| format::number(count as f64, 0, self.lang);
        let words = self.lang.words();
        match rank.filter(|&(_, of)| of > 1) {
            Some((rank, of)) => Some(words.rank(&print(rank), &print(of))),
            None => (count > 1).then(|| words.place(&print(place.saturating_add(1)), &print(count))),
        }
    }
}

/// Equal figures share a rank; what is missing has none.
fn rank(series: &Series, value: Quantity) -> (usize, usize) {
    let known = || series.values.iter().flatten();
    (known().filter(|other| other.value > value.value).count() + 1, known().count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doors::read_own;
    use crate::read::Options;

    /// The words of all marks of an indicator, in Vietnamese and in English.
    #[track_caller]
    fn check(json: &str, vietnamese: &[&str], english: &[&str]) {
        for (lang, expected) in [("vi", vietnamese), ("en", english)] {
            let options = Options { lang: Some(lang.to_owned()), ..Options::default() };
            let document = read_own(json, &options).document.expect("the indicator is good");
            let indicator = document.indicators().next().expect("there is one");
            let marks = (0..).map_while(|place| mark(indicator, place, document.lang));
            let words: Vec<String> = marks.map(|mark| mark.words).collect();
            assert_eq!(words, expected, "in {lang}");
        }
    }

    #[test]
    fn a_share_says_all_that_its_bar_shows() {
        check(
            r#"{"label":"Xã đạt chuẩn","unit":"xã","value":81,"total":116,"stated":69.83,"status":"provisional"}"#,
            &["Xã đạt chuẩn: 81 trong tổng số 116 xã, chiếm 69,83%; số liệu sơ bộ."],
            &["Xã đạt chuẩn: 81 of 116 xã, or 69.83%; provisional."],
        );
        check(
            r#"{"label":"Xã đạt chuẩn","value":null,"total":116,"status":"not-reported"}"#,
            &["Xã đạt chuẩn: không có số liệu; Tổng số 116."],
            &["Xã đạt chuẩn: not reported; Total 116."],
        );
    }

    #[test]
    fn a_target_is_reached_or_not_only_where_that_is_known() {
        let range = r#""qualitativeRanges":[{"upTo":60,"label":"Đạt"},{"upTo":100,"label":"Tốt"}]"#;
        check(
            &format!(
                r#"{{"label":"A","value":86.4,"target":{{"value":90,"due":"2025"}},"higherIs":"better",{range}}}"#
            ),
            &["A: 86,4; thuộc mức Tốt; Mục tiêu: 90, đến năm 2025; chưa đạt mục tiêu."],
            &["A: 86.4; in the range Tốt; Target: 90, by 2025; target not reached."],
        );
        let said = |value: u32, more: &str| {
            let json = format!(r#"{{"label":"A","value":{value},"target":10,{more}}}"#);
            let document = read_own(&json, &Options::default()).document.expect("the indicator is good");
            let words = mark(document.indicators().next()?, 0, Lang::Vi)?.words;
            match (words.contains("; đạt mục tiêu"), words.contains("chưa đạt")) {
                (true, false) => Some(true),
                (false, true) => Some(false),
                _ => None,
            }
        };
        let check = |value, more, expected| assert_eq!(said(value, more), expected, "{value} {more}");
        check(10, r#""higherIs":"better""#, Some(true));
        check(9, r#""higherIs":"better""#, Some(false));
        check(10, r#""higherIs":"worse""#, Some(true));
        check(11, r#""higherIs":"worse""#, Some(false));
        check(10, r#""qualifier":"more-than","higherIs":"better""#, Some(true));
        check(9, r#""qualifier":"more-than","higherIs":"better""#, None);
        check(10, r#""qualifier":"more-than","higherIs":"worse""#, Some(false));
        check(10, r#""qualifier":"less-than","higherIs":"better""#, Some(false));
        check(11, r#""qualifier":"less-than","higherIs":"better""#, None);
        check(10, r#""qualifier":"less-than","higherIs":"worse""#, Some(true));
        check(20, r#""qualifier":"about","higherIs":"better""#, None);
        // Where nobody said which way is better, only the target itself is one.
        check(9, r#""higherIs":"neutral""#, None);
        check(11, r#""higherIs":"neutral""#, None);
        check(10, r#""higherIs":"neutral""#, Some(true));
        check(10, r#""qualifier":"more-than""#, None);
    }

    #[test]
    fn parts_say_their_share_and_their_own_status() {
        check(
            r#"{"label":"Hồ sơ","unit":"hồ sơ","qualifier":"more-than","total":1200,"parts":[
                {"label":"Trước hạn","value":640},{"label":"Trễ hạn","value":30,"status":"estimated"},
                {"label":"Khác","value":null,"status":"not-applicable"}]}"#,
            &[
                "Trước hạn: trên 640 hồ sơ; trên 53,33% trong tổng số 1.200 hồ sơ; mục 1 trên 3.",
                "Trễ hạn: trên 30 hồ sơ; trên 2,5% trong tổng số 1.200 hồ sơ; số liệu ước tính; mục 2 trên 3.",
                "Khác: không áp dụng; mục 3 trên 3.",
            ],
            &[
                "Trước hạn: over 640 hồ sơ; over 53.33% of the total of 1,200 hồ sơ; item 1 of 3.",
                "Trễ hạn: over 30 hồ sơ; over 2.5% of the total of 1,200 hồ sơ; estimated; item 2 of 3.",
                "Khác: not applicable; item 3 of 3.",
            ],
        );
        // The unit of all parts is that of their total.
        check(
            r#"{"label":"A","total":10,"parts":[{"label":"x","value":3,"unit":"xã"},{"label":"y","value":5,"unit":"xã"}]}"#,
            &["x: 3 xã; 30% trong tổng số 10 xã; mục 1 trên 2.", "y: 5 xã; 50% trong tổng số 10 xã; mục 2 trên 2."],
            &["x: 3 xã; 30% of the total of 10 xã; item 1 of 2.", "y: 5 xã; 50% of the total of 10 xã; item 2 of 2."],
        );
        // Kinds of different units are never parts of one total.
        check(
            r#"{"label":"Bằng khen","view":"bars","parts":[
                {"label":"tập thể","unit":"tập thể","value":39},{"label":"Người","unit":"cá nhân","value":63}]}"#,
            &["tập thể: 39; mục 1 trên 2.", "Người: 63 cá nhân; mục 2 trên 2."],
            &["tập thể: 39; item 1 of 2.", "Người: 63 cá nhân; item 2 of 2."],
        );
    }

    #[test]
    fn marks_of_a_table_are_read_category_after_category() {
        check(
            r#"{"label":"Nhà","unit":"căn","stack":true,"categories":["A","B"],
                "series":[{"label":"Xây","values":[3,5]},{"values":[1,null]}]}"#,
            &[
                "A, Xây: 3 căn; 75% trong tổng số 4 căn; mục 1 trên 4.",
                "A, Dãy 2: 1 căn; 25% trong tổng số 4 căn; mục 2 trên 4.",
                "B, Xây: 5 căn; mục 3 trên 4.",
                "B, Dãy 2: chưa có số liệu; mục 4 trên 4.",
            ],
            &[
                "A, Xây: 3 căn; 75% of the total of 4 căn; item 1 of 4.",
                "A, Series 2: 1 căn; 25% of the total of 4 căn; item 2 of 4.",
                "B, Xây: 5 căn; item 3 of 4.",
                "B, Series 2: no figures yet; item 4 of 4.",
            ],
        );
    }

    #[test]
    fn decimals_hide_no_difference_to_what_a_figure_is_compared_with() {
        check(
            r#"{"label":"A","value":89.96,"decimals":1,"target":90,"higherIs":"better","unit":"%"}"#,
            &["A: 89,96%; Mục tiêu: 90,00%; chưa đạt mục tiêu."],
            &["A: 89.96%; Target: 90.00%; target not reached."],
        );
        check(
            r#"{"label":"A","value":115.6,"decimals":0,"total":116}"#,
            &["A: 115,6 trong tổng số 116, chiếm 99,7%."],
            &["A: 115.6 of 116, or 99.7%."],
        );
        check(
            r#"{"label":"A","decimals":0,"categories":["A","B","C"],
                "series":[{"values":[94.6,95.42,null],"targets":[95,95,95]}],"higherIs":"better"}"#,
            &[
                "A: 94,6; Mục tiêu: 95,0; chưa đạt mục tiêu; mục 1 trên 3.",
                "B: 95,4; Mục tiêu: 95,0; đạt mục tiêu; mục 2 trên 3.",
                "C: chưa có số liệu; Mục tiêu: 95,0; mục 3 trên 3.",
            ],
            &[
                "A: 94.6; Target: 95.0; target not reached; item 1 of 3.",
                "B: 95.4; Target: 95.0; target reached; item 2 of 3.",
                "C: no figures yet; Target: 95.0; item 3 of 3.",
            ],
        );
    }

    #[test]
    fn a_ranking_says_the_rank_and_ties_share_it() {
        check(
            r#"{"label":"Điểm","sort":"descending","higherIs":"better","categories":["A","B","C","D"],
                "series":[{"values":[92.5,96,null,96],"targets":[95,95,95,null]}]}"#,
            &[
                "B: 96; Mục tiêu: 95; đạt mục tiêu; hạng 1 trên 3.",
                "D: 96; hạng 1 trên 3.",
                "A: 92,5; Mục tiêu: 95; chưa đạt mục tiêu; hạng 3 trên 3.",
                "C: chưa có số liệu; Mục tiêu: 95; mục 4 trên 4.",
            ],
            &[
                "B: 96; Target: 95; target reached; rank 1 of 3.",
                "D: 96; rank 1 of 3.",
                "A: 92.5; Target: 95; target not reached; rank 3 of 3.",
                "C: no figures yet; Target: 95; item 4 of 4.",
            ],
        );
    }

    #[test]
    fn nobody_is_the_first_of_one() {
        let ranking = |values: &str, names: &str| {
            format!(r#"{{"label":"A","sort":"descending","categories":[{names}],"series":[{{"values":[{values}]}}]}}"#)
        };
        check(&ranking("7", r#""A""#), &["A: 7."], &["A: 7."]);
        check(
            &ranking("7,null", r#""A","B""#),
            &["A: 7; mục 1 trên 2.", "B: chưa có số liệu; mục 2 trên 2."],
            &["A: 7; item 1 of 2.", "B: no figures yet; item 2 of 2."],
        );
    }

    #[test]
    fn events_speak_of_ids() {
        let json = r#"{"id":"houses","label":"Nhà","categories":[{"id":"a1","label":"A"},"B"],"sort":"descending",
            "series":[{"label":"Xây","values":[3,5]}]}"#;
        let document = read_own(json, &Options::default()).document.expect("the indicator is good");
        let indicator = document.indicators().next().expect("there is one");
        let ids = (0..2).filter_map(|place| mark(indicator, place, Lang::Vi));
        let ids: Vec<_> = ids.map(|mark| (mark.indicator, mark.category, mark.series)).collect();
        let of = |category: &str| ("houses".to_owned(), Some(category.to_owned()), Some("Xây".to_owned()));
        assert_eq!(ids, [of("B"), of("a1")]);
    }
}

//! The figures of a document as CSV (RFC 4180), in the dialect that Excel reads in the document's language.

use super::figures;
use crate::figure;
use crate::format;
use crate::model::{Document, Group, Indicator, Member, Quantity, Shape, Status};
use crate::text::{CSV_COLUMNS, Lang};

/// The columns, in the order of [`Lang::csv_headers`].
#[derive(Clone, Copy)]
enum Column {
    Group,
    Indicator,
    Category,
    Series,
    Value,
    Qualifier,
    Unit,
    Total,
    Share,
    Target,
    Due,
    Change,
    Status,
    AsOf,
    Note,
    Source,
}

/// One figure: a cell a column, empty where there is nothing to say.
#[derive(Clone)]
struct Row([String; CSV_COLUMNS]);

impl Row {
    fn new(indicator: &str) -> Row {
        let mut row = Row(Default::default());
        row.set(Column::Indicator, indicator);
        row
    }

    fn set(&mut self, column: Column, words: impl Into<String>) {
        if let Some(cell) = self.0.get_mut(column as usize) {
            *cell = words.into();
        }
    }

    fn set_number(&mut self, column: Column, quantity: Option<Quantity>, lang: Lang) {
        if let Some(quantity) = quantity {
            self.set(column, plain(&format::quantity(quantity, None, lang), lang));
        }
    }

    fn set_share(&mut self, percent: Option<String>, lang: Lang) {
        self.set(Column::Share, percent.map(|percent| plain(&percent, lang)).unwrap_or_default());
    }

    /// A figure of an indicator; `own` is its own status.
    fn set_figure(&mut self, indicator: &Indicator, value: Option<Quantity>, own: Option<Status>, lang: Lang) {
        let words = lang.words();
        self.set_number(Column::Value, value, lang);
        if let Some(qualifier) = value.and(indicator.qualifier) {
            self.set(Column::Qualifier, words.qualifier(qualifier));
        }
        let status = match value {
            None => Some(figure::missing(indicator, own, lang)),
            Some(_) => words.status(own.unwrap_or(indicator.status)),
        };
        self.set(Column::Status, status.unwrap_or_default());
    }
}

/// The figures of a document, a row each, under a header: UTF-8 with a byte order mark, lines that end with CR LF. In
/// Vietnamese cells are separated by semicolons and decimals by a comma, in English by commas and a point. Numbers
/// are as precise as they were written, without marks between thousands. A figure that is missing is an empty cell with
/// its status in words. Columns that would be empty throughout are left out, and no cell of text can be taken for a
/// formula.
pub fn csv(document: &Document) -> String {
    let lang = document.lang;
    let mut rows = Vec::new();
    for group in &document.groups {
        let first = rows.len();
        add_rows(&mut rows, document, group);
        for row in rows.iter_mut().skip(first) {
            row.set(Column::Group, group.title.as_deref().unwrap_or_default());
            row.0.iter_mut().for_each(|cell| disarm(cell, lang));
        }
    }
    let headers = Row(lang.csv_headers().map(str::to_owned));
    let is_used = |column: usize| rows.iter().any(|row| row.0.get(column).is_some_and(|it| !it.is_empty()));
    let used: Vec<usize> = (0..CSV_COLUMNS).filter(|&column| is_used(column)).collect();
    let mut text = "\u{feff}".to_owned();
    for row in std::iter::once(&headers).chain(&rows) {
        for (place, &column) in used.iter().enumerate() {
            text += if place > 0 { separator(lang) } else { "" };
            add_cell(&mut text, row.0.get(column).map_or("", String::as_str), lang);
        }
        text += "\r\n";
    }
    text
}

/// What Excel takes for the mark between cells where the decimal mark is that of the language.
fn separator(lang: Lang) -> &'static str {
    match lang.words().marks() {
        (',', _) => ";",
        _ => ",",
    }
}

fn add_rows(rows: &mut Vec<Row>, document: &Document, group: &Group) {
    for member in &group.members {
        match member {
            Member::Checked(indicator) => add_figures(rows, document, group, indicator),
            Member::Refused { label, complaint } => {
                let mut row = Row::new(label.as_ref().unwrap_or(&complaint.path));
                row.set(Column::Note, &*complaint.message);
                rows.push(row);
            }
        }
    }
    if group.members.is_empty() {
        let mut row = Row::new("");
        row.set(Column::Note, super::group_note(group, document.lang).unwrap_or_default());
        rows.push(row);
    }
}

/// The rows of one indicator.
fn add_figures(rows: &mut Vec<Row>, document: &Document, group: &Group, indicator: &Indicator) {
    let lang = document.lang;
    let date = |date| format::plain_date(date, lang);
    let mut row = Row::new(&indicator.label);
    row.set(Column::Unit, indicator.unit.as_deref().unwrap_or_default());
    row.set(Column::Change, figures::changes(indicator, lang).collect::<Vec<_>>().join("; "));
    row.set(Column::AsOf, indicator.as_of.or(document.as_of).map(date).unwrap_or_default());
    row.set(Column::Note, note(document, group, indicator));
    let source = indicator.source.as_ref().or(document.source.as_ref());
    row.set(Column::Source, source.map_or("", |source| &source.name));
    match &indicator.shape {
        Shape::Value(value) => row.set_figure(indicator, *value, None, lang),
        // A change in place of a figure says for itself that there is none.
        Shape::Changes => row.set(Column::Status, lang.words().status(indicator.status).unwrap_or_default()),
        &Shape::Share { value, total, stated } => {
            row.set_figure(indicator, value, None, lang);
            row.set_number(Column::Total, Some(total), lang);
            row.set_share(value.map(|value| figure::percent(indicator, value, total, stated, lang)), lang);
        }
        Shape::Target { value, target, .. } => {
            row.set_figure(indicator, *value, None, lang);
            row.set_number(Column::Target, Some(target.value), lang);
            row.set(Column::Due, target.due.map(date).unwrap_or_default());
            row.set_share(figure::percent_of_target(indicator, lang), lang);
        }
        Shape::Parts { parts, total } => {
            for part in parts {
                let mut row = row.clone();
                row.set(Column::Category, &*part.label);
                row.set_figure(indicator, part.value, part.status, lang);
                if let Some(unit) = &part.unit {
                    row.set(Column::Unit, &**unit);
                }
                // What is counted in another unit is no part of the total.
                let whole = figures::whole_of_part(indicator, part, *total);
                row.set_number(Column::Total, whole, lang);
                row.set_share(figures::share(indicator, part.value, whole, lang), lang);
                rows.push(row);
            }
            return;
        }
        Shape::Table(table) => {
            for (index, category) in table.categories.iter().enumerate() {
                let shown = figures::whole(indicator, table, index);
                // The sum of rounded shares stands nowhere else.
                let whole = if figure::are_shares(indicator, table) { None } else { table.whole(index) };
                for series in &table.series {
                    let value = series.value(index);
                    let mut row = row.clone();
                    row.set(Column::Category, &*category.label);
                    row.set(Column::Series, series.label.as_deref().unwrap_or_default());
                    row.set_figure(indicator, value, None, lang);
                    row.set_number(Column::Total, whole, lang);
                    row.set_share(figures::share(indicator, value, shown, lang), lang);
                    row.set_number(Column::Target, series.target(index), lang);
                    rows.push(row);
                }
            }
            return;
        }
    }
    rows.push(row);
}

/// What the document is about, for a row that is taken out of it; what the figure counts, what a target and its bands
/// are called, remarks on it, its group and all of the document, and what puts it in doubt.
fn note(document: &Document, group: &Group, indicator: &Indicator) -> String {
    let lang = document.lang;
    let (mut said, period) = super::about(document);
    said.extend(period);
    said.extend(indicator.basis.and_then(|basis| lang.words().counted(Some(basis), None, true)));
    if let Shape::Target { target, ranges, .. } = &indicator.shape {
        said.extend(target.label.clone());
        for range in ranges {
            said.push([&range.label, " ≤ ", &figure::exact(indicator, range.up_to, lang)].concat());
        }
    }
    said.extend([&indicator.note, &group.note, &document.note].into_iter().flatten().cloned());
    said.extend(indicator.doubts.iter().map(|doubt| doubt.message.clone()));
    said.join(" · ")
}

/// A printed figure as a spreadsheet reads it.
fn plain(printed: &str, lang: Lang) -> String {
    let (_, thousands) = lang.words().marks();
    let mut number = printed.replace([thousands, '%'], "");
    if let Some(size) = number.strip_prefix('\u{2212}') {
        number = ["-", size].concat();
    }
    number
}

/// Puts an apostrophe before what a spreadsheet could take for a formula (OWASP, CSV injection), unless it is a plain
/// number.
fn disarm(cell: &mut String, lang: Lang) {
    let start = cell.trim_start_matches(' ').chars().next();
    let opens = start.is_some_and(|start| "=+-@\t\r\n\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}".contains(start));
    if opens && !is_number(cell, lang) {
        cell.insert(0, '\'');
    }
}

fn is_number(cell: &str, lang: Lang) -> bool {
    let (decimal, _) = lang.words().marks();
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let (whole, fraction) = digits.split_once(decimal).unwrap_or((digits, "0"));
    [whole, fraction].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Adds a cell, in quotes where it needs them: both separators count, since a reader's spreadsheet may be set up for
/// the other one. Numbers have a decimal mark that is no separator in their language.
fn add_cell(text: &mut String, cell: &str, lang: Lang) {
    let splits = cell.contains(['"', ',', ';', '\t', '\r', '\n']) || cell.starts_with(' ') || cell.ends_with(' ');
    if splits && !is_number(cell, lang) {
        *text += "\"";
        *text += &cell.replace('"', "\"\"");
        *text += "\"";
    } else {
        *text += cell;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doors::read_own;
    use crate::read::Options;

    #[track_caller]
    fn check(lang: &str, json: &str, lines: &[&str]) {
        let options = Options { lang: Some(lang.to_owned()), ..Options::default() };
        let csv = csv(&read_own(json, &options).document.expect("it can be drawn"));
        let expected: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
        assert_eq!(csv, format!("\u{feff}{expected}"));
    }

    #[test]
    fn numbers_and_separators_follow_the_language() {
        let json = r#"{"label": "Vốn", "unit": "tỷ đồng", "value": "1234567.50", "qualifier": "more-than"}"#;
        check("vi", json, &["Chỉ tiêu;Số liệu;Mức độ chính xác;Đơn vị tính", "Vốn;1234567,50;trên;tỷ đồng"]);
        check("en", json, &["Indicator,Figure,Qualifier,Unit", "Vốn,1234567.50,over,tỷ đồng"]);
        let json = r#"{"label": "Xã", "value": 81, "total": 1160, "stated": 6.983}"#;
        check("en", json, &["Indicator,Figure,Total,Share (%)", "Xã,81,1160,6.983"]);
        check("en", r#"{"label": "Lỗ", "value": -1234.5}"#, &["Indicator,Figure", "Lỗ,-1234.5"]);
    }

    #[test]
    fn a_missing_figure_is_an_empty_cell_with_a_reason() {
        let json = r#"{"label": "Cầu", "parts": [{"label": "Mới", "value": null, "status": "not-applicable"},
            {"label": "Sửa", "value": null}, {"label": "Khác", "value": 0, "status": "estimated"}]}"#;
        check(
            "en",
            json,
            &[
                "Indicator,Category,Figure,Status",
                "Cầu,Mới,,not applicable",
                "Cầu,Sửa,,no figures yet",
                "Cầu,Khác,0,estimated",
            ],
        );
        let json = r#"{"groups": [{"title": "Văn hóa", "status": "not-reported"}]}"#;
        check("vi", json, &["Nhóm;Ghi chú", "Văn hóa;không có số liệu"]);
    }

    #[test]
    fn what_is_counted_in_another_unit_is_no_part_of_the_total() {
        let json = r#"{"label": "C", "unit": "xã", "total": 10, "parts": [{"label": "a", "value": 3, "unit": "km"},
            {"label": "b", "value": 5}, {"label": "c", "value": 1, "unit": "xã"}]}"#;
        let header = "Indicator,Category,Figure,Unit,Total,Share (%)";
        check("en", json, &[header, "C,a,3,km,,", "C,b,5,xã,10,50", "C,c,1,xã,10,10"]);
        let json = r#"{"label": "C", "total": 10, "parts": [{"label": "a", "value": 3, "unit": "xã"}]}"#;
        check("en", json, &[header, "C,a,3,xã,10,30"]);
    }

    #[test]
    fn what_stacked_bars_print_has_its_column() {
        let json = |stack: &str| {
            format!(
                r#"{{"label": "A", "categories": ["x", "y"], "stack": {stack},
                    "series": [{{"label": "b", "values": [1, 2]}}, {{"label": "c", "values": [3, null]}}]}}"#
            )
        };
        let header = "Indicator,Category,Series,Figure,Total";
        check(
            "en",
            &json("true"),
            &[&format!("{header},Status"), "A,x,b,1,4,", "A,x,c,3,4,", "A,y,b,2,,", "A,y,c,,,no figures yet"],
        );
        check(
            "en",
            &json(r#""percent""#),
            &[
                &format!("{header},Share (%),Status"),
                "A,x,b,1,4,25,",
                "A,x,c,3,4,75,",
                "A,y,b,2,,,",
                "A,y,c,,,,no figures yet",
            ],
        );
    }

    #[test]
    fn no_cell_is_a_formula() {
        for formula in ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "  =1", "＝1", "-", "-1.5.2"] {
            let json = format!(r#"{{"label": "{formula}", "value": 1}}"#);
            check("en", &json, &["Indicator,Figure", &format!("'{},1", formula.trim_start())]);
        }
        let disarmed = |cell: &str, lang| {
            let mut cell = cell.to_owned();
            disarm(&mut cell, lang);
            cell
        };
        assert_eq!(disarmed("\tx", Lang::En), "'\tx");
        assert_eq!(disarmed("-12,5", Lang::Vi), "-12,5");
        assert_eq!(disarmed("-12,5", Lang::En), "'-12,5");
    }

    #[test]
    fn quotes_and_line_ends_stay_within_their_cell() {
        let json = r#"{"label": "a \"b\"; c", "note": "một, hai", "value": 1}"#;
        check("vi", json, &["Chỉ tiêu;Số liệu;Ghi chú", "\"a \"\"b\"\"; c\";1;\"một, hai\""]);
        let mut text = String::new();
        add_cell(&mut text, "a\nb", Lang::En);
        add_cell(&mut text, " a", Lang::En);
        assert_eq!(text, "\"a\nb\"\" a\"");
    }

    #[test]
    fn every_row_says_what_was_chosen_and_when() {
        let json = r#"{"subtitle": "Sex: Total", "area": "A", "period": {"start": "2021", "end": "2021"},
            "indicators": [{"label": "B", "value": 1, "note": "N"}, {"label": "C", "value": 2}]}"#;
        let lines = ["Indicator,Figure,Remarks", "B,1,Sex: Total · A · 2021 · N", "C,2,Sex: Total · A · 2021"];
        check("en", json, &lines);
        let json = r#"{"note": "Made up", "groups": [{"title": "G", "note": "Of all", "indicators": [{"label": "B", "value": 1}]}]}"#;
        check("en", json, &["Group,Indicator,Figure,Remarks", "G,B,1,Of all · Made up"]);
    }

    #[test]
    fn targets_series_and_changes_have_their_columns() {
        let json = r#"{"label": "Điểm", "categories": ["A", "B"], "asOf": "2021-05",
            "series": [{"label": "Nam", "values": [1, null], "targets": [2, 3]}, {"label": "Nữ", "values": [4, 5]}]}"#;
        check(
            "en",
            json,
            &[
                "Indicator,Category,Series,Figure,Target,Status,As of",
                "Điểm,A,Nam,1,2,,May 2021",
                "Điểm,A,Nữ,4,,,May 2021",
                "Điểm,B,Nam,,3,no figures yet,May 2021",
                "Điểm,B,Nữ,5,,,May 2021",
            ],
        );
        let json = r#"{"label": "Vốn", "changes": [{"times": 2.5, "versus": "plan"}]}"#;
        check("en", json, &["Indicator,Change", "Vốn,2.5 times as much as planned"]);
    }
}

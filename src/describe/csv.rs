//! The figures of a document as CSV (RFC 4180), in the dialect that Excel reads in the document's language.

use super::figures;
use crate::figure;
use crate::format;
use crate::model::{Basis, Document, Group, Indicator, Member, Quantity, Shape, Status};
use crate::text::{Lang, Words};

/// How many columns there can be; [`Words::csv_columns`] names them.
pub const COLUMNS: usize = 16;

/// One figure; the fields are the columns, in their order.
#[derive(Default)]
struct Row {
    group: String,
    indicator: String,
    category: String,
    series: String,
    value: String,
    qualifier: String,
    unit: String,
    total: String,
    share: String,
    target: String,
    due: String,
    change: String,
    status: String,
    as_of: String,
    note: String,
    source: String,
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
        for row in group_rows(document, group) {
            rows.push(row.cells().map(|cell| safe(cell, lang)));
        }
    }
    let header = lang.words().csv_columns().map(str::to_owned);
    let is_used: Vec<bool> = (0..COLUMNS)
        .map(|column| rows.iter().any(|row| row.get(column).is_some_and(|cell| !cell.is_empty())))
        .collect();
    let separator = separator(lang);
    let mut text = "\u{feff}".to_owned();
    for row in std::iter::once(&header).chain(&rows) {
        let used = row.iter().zip(&is_used).filter(|(_, is_used)| **is_used);
        let cells: Vec<String> = used.map(|(cell, _)| quoted(cell, lang)).collect();
        text += &cells.join(separator);
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

impl Row {
    fn cells(self) -> [String; COLUMNS] {
        [
            self.group,
            self.indicator,
            self.category,
            self.series,
            self.value,
            self.qualifier,
            self.unit,
            self.total,
            self.share,
            self.target,
            self.due,
            self.change,
            self.status,
            self.as_of,
            self.note,
            self.source,
        ]
    }
}

fn group_rows(document: &Document, group: &Group) -> Vec<Row> {
    let lang = document.lang;
    let named = |row: Row| Row { group: group.title.clone().unwrap_or_default(), ..row };
    if group.members.is_empty() {
        return vec![named(Row { note: super::group_note(group, lang).unwrap_or_default(), ..Row::default() })];
    }
    let mut rows = Vec::new();
    for member in &group.members {
        match member {
            Member::Checked(indicator) => rows.extend(figures_of(document, indicator).into_iter().map(named)),
            Member::Refused { label, complaint } => rows.push(named(Row {
                indicator: label.clone().unwrap_or_else(|| complaint.path.clone()),
                note: complaint.message.clone(),
                ..Row::default()
            })),
        }
    }
    rows
}

/// The rows of one indicator.
fn figures_of(document: &Document, indicator: &Indicator) -> Vec<Row> {
    let lang = document.lang;
    let words = lang.words();
    let date = |date| format::date(date, lang);
    let source = indicator.source.as_ref().or(document.source.as_ref());
    let one = |value: Option<Quantity>, own: Status| Row {
        indicator: indicator.label.clone(),
        value: value.map_or_else(String::new, |value| number(value, lang)),
        qualifier: value.and(indicator.qualifier).map_or_else(String::new, |it| words.qualifier(it).to_owned()),
        unit: indicator.unit.clone().unwrap_or_default(),
        change: changes(indicator, lang),
        status: status(indicator, value, own, lang),
        as_of: indicator.as_of.or(document.as_of).map(date).unwrap_or_default(),
        note: note(indicator, words),
        source: source.map_or_else(String::new, |source| source.name.clone()),
        ..Row::default()
    };
    match &indicator.shape {
        Shape::Value(value) => vec![one(*value, Status::Reported)],
        // A change in place of a figure says for itself that there is none.
        Shape::Changes => vec![Row { status: stated(words.status(indicator.status)), ..one(None, Status::Reported) }],
        &Shape::Share { value, total, stated } => vec![Row {
            total: number(total, lang),
            share: value
                .map_or_else(String::new, |value| plain(&figure::percent(indicator, value, total, stated, lang), lang)),
            ..one(value, Status::Reported)
        }],
        Shape::Target { value, target, ranges } => {
            let row = one(*value, Status::Reported);
            let bands = ranges.iter().map(|range| {
                let end = figure::number(indicator, range.up_to, lang);
                format!("{} ≤ {}", range.label, figure::with_unit(&end, indicator.unit.as_deref()))
            });
            let said = target.label.clone().into_iter().chain(bands).chain(Some(row.note.clone()));
            let said: Vec<String> = said.filter(|words| !words.is_empty()).collect();
            let due = target.due.map(date).unwrap_or_default();
            vec![Row { target: number(target.value, lang), due, note: said.join(" · "), ..row }]
        }
        Shape::Parts { parts, total } => {
            let rows = parts.iter().map(|part| {
                let row = one(part.value, part.status);
                let share = part.value.zip(*total).map(|(value, total)| {
                    plain(&format::share(value.value, total.value, indicator.decimals, lang), lang)
                });
                Row {
                    category: part.label.clone(),
                    unit: part.unit.clone().unwrap_or_else(|| row.unit.clone()),
                    total: total.map_or_else(String::new, |total| number(total, lang)),
                    share: share.unwrap_or_default(),
                    ..row
                }
            });
            rows.collect()
        }
        Shape::Table(table) => {
            let mut rows = Vec::new();
            for (index, category) in table.categories.iter().enumerate() {
                for series in &table.series {
                    let at = |list: &[Option<Quantity>]| list.get(index).copied().flatten();
                    rows.push(Row {
                        category: category.label.clone(),
                        series: series.label.clone().unwrap_or_default(),
                        target: at(&series.targets).map_or_else(String::new, |target| number(target, lang)),
                        ..one(at(&series.values), Status::Reported)
                    });
                }
            }
            rows
        }
    }
}

/// How it moved, in words.
fn changes(indicator: &Indicator, lang: Lang) -> String {
    let changes = indicator.changes.iter().map(|change| {
        let words = figures::change_words(indicator, change, lang);
        format!("{} {}", words.amount, words.versus)
    });
    changes.collect::<Vec<_>>().join("; ")
}

/// Why a figure is missing, or how sure it is.
fn status(indicator: &Indicator, value: Option<Quantity>, own: Status, lang: Lang) -> String {
    if value.is_none() {
        return figure::missing(indicator, own, lang).to_owned();
    }
    stated(lang.words().status(if own == Status::Reported { indicator.status } else { own }))
}

fn stated(words: Option<&str>) -> String {
    words.unwrap_or_default().to_owned()
}

/// What it counts, remarks, and what puts it in doubt.
fn note(indicator: &Indicator, words: &dyn Words) -> String {
    let basis = indicator.basis.and_then(|basis: Basis| words.counted(Some(basis), None, true));
    let doubts = indicator.doubts.iter().map(|doubt| doubt.message.clone());
    basis.into_iter().chain(indicator.note.clone()).chain(doubts).collect::<Vec<_>>().join(" · ")
}

/// A number as it was written, as a spreadsheet reads it.
fn number(quantity: Quantity, lang: Lang) -> String {
    plain(&format::quantity(quantity, None, lang), lang)
}

/// A printed figure as a spreadsheet reads it.
fn plain(printed: &str, lang: Lang) -> String {
    let (_, thousands) = lang.words().marks();
    printed
        .chars()
        .filter(|&sign| sign != thousands && sign != '%')
        .map(|sign| if sign == '\u{2212}' { '-' } else { sign })
        .collect()
}

/// A cell that a spreadsheet cannot take for a formula (OWASP, CSV injection): one that begins like it gets an
/// apostrophe, unless it is a plain number.
fn safe(cell: String, lang: Lang) -> String {
    let start = cell.trim_start_matches(' ').chars().next();
    let opens = start.is_some_and(|start| "=+-@\t\r\n\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}".contains(start));
    if opens && !is_number(&cell, lang) { format!("'{cell}") } else { cell }
}

fn is_number(cell: &str, lang: Lang) -> bool {
    let (decimal, _) = lang.words().marks();
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let (whole, fraction) = digits.split_once(decimal).unwrap_or((digits, "0"));
    [whole, fraction].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A cell in quotes where it needs them: both separators count, since a reader's spreadsheet may be set up for the
/// other one. Numbers have a decimal mark that is no separator in their language.
fn quoted(cell: &str, lang: Lang) -> String {
    let splits = cell.contains(['"', ',', ';', '\t', '\r', '\n']) || cell.starts_with(' ') || cell.ends_with(' ');
    if splits && !is_number(cell, lang) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Options, read_json};

    #[track_caller]
    fn check(lang: &str, json: &str, lines: &[&str]) {
        let options = Options { lang: Some(lang.to_owned()), ..Options::default() };
        let csv = csv(&read_json(json, &options).document.expect("it can be drawn"));
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
    fn no_cell_is_a_formula() {
        for formula in ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "  =1", "＝1", "-", "-1.5.2"] {
            let json = format!(r#"{{"label": "{formula}", "value": 1}}"#);
            check("en", &json, &["Indicator,Figure", &format!("'{},1", formula.trim_start())]);
        }
        assert_eq!(safe("\tx".to_owned(), Lang::En), "'\tx");
        assert_eq!(safe("-12,5".to_owned(), Lang::Vi), "-12,5");
        assert_eq!(safe("-12,5".to_owned(), Lang::En), "'-12,5");
    }

    #[test]
    fn quotes_and_line_ends_stay_within_their_cell() {
        let json = r#"{"label": "a \"b\"; c", "note": "một, hai", "value": 1}"#;
        check("vi", json, &["Chỉ tiêu;Số liệu;Ghi chú", "\"a \"\"b\"\"; c\";1;\"một, hai\""]);
        assert_eq!(quoted("a\nb", Lang::En), "\"a\nb\"");
        assert_eq!(quoted(" a", Lang::En), "\" a\"");
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
        check("en", json, &["Indicator,Change", "Vốn,2.5 times as much against the plan"]);
    }
}

//! Figures with several dimensions, as every statistics office has them.

use super::names::is_named;
use super::period::{Span, is_part_of_a_year, period};
use super::{lowercase, set, sums};
use crate::model::Status;
use crate::wire::Value;

/// What a dimension stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Sexes, provinces, ages.
    Plain,
    /// Years, quarters, months.
    Time,
    /// What is counted: each category has a unit of its own.
    Metric,
}

/// One category of a dimension.
#[derive(Debug, Clone, Default)]
pub struct Category {
    /// Its code.
    pub id: String,
    /// Its name.
    pub label: String,
    /// What it counts, for metrics.
    pub unit: Option<String>,
    /// How many decimals its figures have.
    pub decimals: Option<u8>,
    /// Whether it stands for all the others.
    pub total: bool,
    /// Whether it is made of some of the others.
    pub aggregate: bool,
    /// How sure its label says that its figures are.
    pub status: Status,
}

impl Category {
    /// A category, with what its name says: a total, a period that is provisional.
    pub fn new(id: &str, label: &str) -> Category {
        // A figure stands behind it after a colon of ours.
        let label = tidy(label.trim_end_matches(|last: char| last == ':' || last.is_whitespace()));
        let total = is_total(&label) || is_total_code(id.trim(), &label);
        Category { id: id.trim().to_owned(), label, total, ..Category::default() }
    }
}

/// One dimension.
#[derive(Debug, Clone)]
pub struct Dimension {
    /// Its code.
    pub id: String,
    /// Its name.
    pub label: String,
    /// What it stands for.
    pub kind: Kind,
    /// Its categories, in file order.
    pub categories: Vec<Category>,
}

impl Dimension {
    /// What it is called, its code where it has no name.
    pub fn name(&self) -> &str {
        if self.label.is_empty() { &self.id } else { &self.label }
    }
}

/// One figure.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Its place: the last dimension runs fastest.
    pub place: u64,
    /// The figure as it was written: a number, or a text of one; `null` where only a status is known.
    pub value: Value,
    /// How sure it is.
    pub status: Status,
}

/// All figures of a data set.
#[derive(Debug, Clone, Default)]
pub struct Cube {
    /// What it is about.
    pub title: Option<String>,
    /// Remarks.
    pub note: Option<String>,
    /// Where it comes from.
    pub source: Option<String>,
    /// The day of its last change.
    pub updated: Option<String>,
    /// Its dimensions.
    pub dimensions: Vec<Dimension>,
    /// Its figures, sorted by place; what is missing is absent.
    pub cells: Vec<Cell>,
    /// Where the figures are in the source.
    pub path: String,
    /// Whether it was made of rows: what no row has need not exist.
    pub of_rows: bool,
}

impl Cube {
    /// Says of each dimension what it stands for, where the file did not, and takes words such as "provisional" out of
    /// the names of periods.
    pub fn infer(&mut self) {
        let timeless = !self.dimensions.iter().any(|dimension| dimension.kind == Kind::Time);
        for dimension in &mut self.dimensions {
            let periods: Vec<_> = dimension.categories.iter().map(|category| period(&category.label)).collect();
            let all = !periods.is_empty() && periods.iter().all(Option::is_some);
            if timeless && dimension.kind == Kind::Plain && all {
                dimension.kind = Kind::Time;
            }
            if dimension.kind == Kind::Time {
                for (category, period) in dimension.categories.iter_mut().zip(periods) {
                    if let Some(period) = period {
                        category.status = period.status;
                        category.label = period.label;
                    }
                }
            }
        }
        for dimension in self.dimensions.iter_mut().filter(|dimension| dimension.kind == Kind::Plain) {
            split_units(dimension);
        }
        for dimension in &mut self.dimensions {
            // Among months and crops, "Cả năm" is all of them; beside "6 tháng" it is what that grows to.
            let grows = dimension.categories.iter().any(|category| is_part_of_a_year(&category.label));
            for category in dimension.categories.iter_mut().filter(|_| !grows) {
                category.total |= is_named(&category.label, &["cả năm", "cả quý", "whole year"]);
            }
        }
        // "Quý I" and "6 tháng" are sums of the months that stand beside them.
        for dimension in &mut self.dimensions {
            let spans: Vec<Option<Span>> =
                dimension.categories.iter().map(|category| Span::of(&category.label)).collect();
            let several = |span: Span| spans.iter().filter(|own| **own == Some(span)).nth(1).map(|_| span);
            let Some(finest) = several(Span::Month).or(several(Span::Quarter)) else { continue };
            for (category, span) in dimension.categories.iter_mut().zip(&spans) {
                category.aggregate |= span.is_some_and(|span| span > finest);
            }
        }
        sums::mark(self);
        // One category more is needed beside a total, else it is all there is.
        for dimension in &mut self.dimensions {
            let is_time = dimension.kind == Kind::Time;
            // "Tổng cộng" below months is no period, and stands for all of them.
            let stands_for_all = |category: &Category| is_time && period(&category.label).is_none();
            if dimension.kind != Kind::Plain {
                dimension.categories.iter_mut().for_each(|category| category.total &= stands_for_all(category));
            }
        }
    }

    /// The figure at a place.
    pub fn cell(&self, place: u64) -> Option<&Cell> {
        let index = self.cells.binary_search_by(|cell| cell.place.cmp(&place)).ok()?;
        self.cells.get(index)
    }

    /// How far apart neighbours of each dimension are.
    pub fn strides(&self) -> Vec<u64> {
        let mut stride = 1u64;
        let mut strides: Vec<u64> = self
            .dimensions
            .iter()
            .rev()
            .map(|dimension| {
                let own = stride;
                stride = stride.saturating_mul(dimension.categories.len() as u64);
                own
            })
            .collect();
        strides.reverse();
        strides
    }
}

/// PX-Web writes the unit of each category behind its name: "Total - Thous. pers.", "Growth rate -%", "Area (ha)".
/// Where every category has one, not all the same, and no two the same name, the dimension is a metric.
fn split_units(dimension: &mut Dimension) {
    let split: Option<Vec<(String, String)>> =
        dimension.categories.iter().map(|category| unit_in(&category.label)).collect();
    let Some(split) = split else { return };
    let differ = split.iter().any(|(_, unit)| split.first().is_some_and(|(_, first)| first != unit));
    let names = set(split.iter().map(|(name, _)| name));
    // "Nam - thành thị" is no unit.
    if !differ || names.len() < split.len() || !split.iter().any(|(_, unit)| measures(unit)) {
        return;
    }
    dimension.kind = Kind::Metric;
    for (category, (label, unit)) in dimension.categories.iter_mut().zip(split) {
        category.label = label;
        category.unit = Some(unit);
    }
}

/// The unit at the end of a name, and the name without it.
pub fn unit_in(label: &str) -> Option<(String, String)> {
    let (name, unit) = match label.strip_suffix(')') {
        Some(open) => open.rsplit_once('(')?,
        None => label.rsplit_once(" -")?,
    };
    let (name, unit) = (name.trim(), unit.trim());
    // "15 - 19" are ages, and "Hộ (2021)" has a year.
    let counts = unit.starts_with(|first: char| first.is_ascii_digit()) && !measures(unit) || period(unit).is_some();
    (!name.is_empty() && !unit.is_empty() && !counts).then(|| (name.to_owned(), unit.to_owned()))
}

/// Whether words surely name a unit.
pub fn measures(unit: &str) -> bool {
    const STARTS: [&str; 37] = [
        "thous",
        "mill",
        "bill",
        "pers",
        "number",
        "ha",
        "km",
        "m2",
        "m²",
        "m3",
        "m³",
        "ton",
        "kg",
        "usd",
        "vnd",
        "eur",
        "dong",
        "person",
        "people",
        "house",
        "nghìn",
        "ngàn",
        "triệu",
        "tỷ",
        "đồng",
        "người",
        "hộ",
        "tấn",
        "tạ",
        "con",
        "cây",
        "lượt",
        "xã",
        "trường",
        "giường",
        "chiếc",
        "kwh",
    ];
    let lower = lowercase(unit);
    // A ratio is what is counted.
    if lower.starts_with("tỷ lệ") {
        return false;
    }
    let word = |start: &&str| {
        let is_long = start.chars().count() > 3;
        lower.strip_prefix(*start).is_some_and(|rest| is_long || !rest.starts_with(char::is_alphabetic))
    };
    lower.contains(['%', '‰', '$', '€', '/']) || lower.contains(" per ") || STARTS.iter().any(word)
}

/// "Percentage (%)" is "%" behind a figure.
pub fn short_unit(unit: &str) -> String {
    let percent = ["percentage", "percent", "per cent", "phần trăm"].contains(&lowercase(unit).as_str());
    match unit {
        _ if percent || unit.ends_with("(%)") => "%".to_owned(),
        // "580,5 × 1.000 tấn": two numbers beside each other would be read as one.
        _ if unit.starts_with(|first: char| first.is_ascii_digit()) => format!("× {unit}"),
        // Of few letters, the first one may have to be a capital.
        _ if unit.is_ascii() && unit.len() < 5 => unit.to_owned(),
        _ => within_a_line(unit),
    }
}

/// "Nghìn ha" as it stands behind a figure; USD stays as it is.
pub fn within_a_line(unit: &str) -> String {
    let unit = tidy(unit);
    let mut rest = unit.chars();
    match (rest.next(), rest.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(rest).collect(),
        _ => unit,
    }
}

/// Text without the spaces that some servers leave in it.
pub fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a code says that this is all of them. A lone T may as well be an industry or a place: then it has a name.
fn is_total_code(id: &str, label: &str) -> bool {
    ["_T", "TOT", "TOTAL", "ALL", "SEX_BTSX"].contains(&id) || id == "T" && label == id
}

/// Whether a name says that this is all of them.
fn is_total(name: &str) -> bool {
    const WORDS: [&str; 41] = [
        "total",
        "totals",
        "all",
        "all categories",
        "all ages",
        "the whole country",
        "whole country",
        "all persons",
        "both sexes",
        "grand total",
        "insgesamt",
        "totalt",
        "i alt",
        "tổng",
        "tổng số",
        "tổng cộng",
        "cộng",
        "tổng chung",
        "chung",
        "tất cả",
        "cả nước",
        "toàn quốc",
        "cả tỉnh",
        "toàn tỉnh",
        "toàn thành phố",
        "toàn huyện",
        "toàn quận",
        "toàn thị xã",
        "toàn phường",
        "toàn đặc khu",
        "toàn vùng",
        "toàn xã",
        "toàn ngành",
        "tong so",
        "tong cong",
        // An average is of all of them, too.
        "bình quân",
        "bình quân chung",
        "trung bình chung",
        "overall",
        "all regions",
        "all sectors",
    ];
    let lower = lowercase(name.trim());
    let lower = without_number(&lower);
    // "Tổng số toàn tỉnh" is a total, "Tổng số hộ" is not.
    let of = ["tổng số ", "tổng cộng ", "cộng ", "tổng ", "chung "].iter().find_map(|sum| lower.strip_prefix(*sum));
    let begins = |name: &str| {
        // "Total - thousands" and "Total: all" are totals, "Total fertility" is not.
        let rest = |word: &&str| name.strip_prefix(*word);
        WORDS.iter().filter_map(rest).any(|rest| !rest.trim_start().starts_with(char::is_alphanumeric))
    };
    begins(lower) || of.is_some_and(begins)
}

/// A name without what numbers it: "I. ", "A) ", "- ", "* ".
fn without_number(name: &str) -> &str {
    let sign = name.strip_prefix(['-', '*', '+', '–']).map(str::trim_start);
    let number = || {
        let (number, rest) = name.split_once(['.', ')', '/'])?;
        let is_number = number.len() < 5 && number.bytes().all(|byte| b"ivx".contains(&byte) || byte.is_ascii_digit());
        let is_letter = matches!(number.as_bytes(), [b'a'..=b'z']);
        (is_number || is_letter).then_some(rest.trim_start())
    };
    sign.or_else(number).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_whole_names() {
        for name in ["Tổng số", "TỔNG CỘNG:", "Total - thousands", "Cả nước - Whole country", "Toàn thị xã"]
        {
            assert!(is_total(name), "{name}");
        }
        for name in ["I. TỔNG SỐ", "A. Tổng số", "- Tổng số", "* Tổng số", "1) Toàn ngành"] {
            assert!(is_total(name), "{name}");
        }
        for name in ["Tổng số toàn tỉnh", "Cộng toàn huyện", "Tổng số (toàn tỉnh)", "Tổng cộng cả nước"]
        {
            assert!(is_total(name), "{name}");
        }
        for name in
            ["Tổng số hộ", "Total fertility", "Tổng số chung cư", "Cộng đồng", "World", "EU27", "Tổng số hộ toàn xã"]
        {
            assert!(!is_total(name), "{name}");
        }
    }

    #[test]
    fn units_are_whole_words() {
        for unit in ["hộ", "Hộ/km2", "tấn", "tỷ đồng", "Nghìn người", "km2", "%", "households"] {
            assert!(measures(unit), "{unit}");
        }
        for name in ["hội phụ nữ", "cộng", "tấnh", "Tỷ lệ (%)", "tỷ lệ", "Huyện A"] {
            assert!(!measures(name), "{name}");
        }
    }
}

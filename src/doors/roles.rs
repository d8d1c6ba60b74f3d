//! Which column names the bars, which holds figures, and what the others are.

use super::choice::{pairs, same, unknown};
use super::cube::tidy;
use super::lowercase;
use super::period::period;
use super::rows::{Column, Table};
use super::table::constant;
use super::{Options, Problem, cells};
use crate::wire::Value;

/// Which column is what, by its place.
#[derive(Default)]
pub struct Roles {
    pub labels: Vec<usize>,
    pub values: Vec<usize>,
    pub time: Option<usize>,
    pub unit: Option<usize>,
    pub status: Option<usize>,
    pub series: Option<usize>,
}

/// What columns of times are called.
pub const TIME: [&str; 14] = [
    "year",
    "time",
    "date",
    "period",
    "time period",
    "time_period",
    "month",
    "quarter",
    "năm",
    "nam",
    "kỳ",
    "tháng",
    "quý",
    "thời gian",
];
const UNIT: [&str; 8] = ["unit", "units", "unit measure", "unit_measure", "đơn vị", "đơn vị tính", "đvt", "don vi"];
const STATUS: [&str; 6] = ["status", "observation status", "obs_status", "obs status", "tình trạng", "trạng thái"];
/// A power of ten, in words or as SDMX writes it.
pub const MULTIPLIER: [&str; 4] = ["unit multiplier", "unit_multiplier", "unit_mult", "unit mult"];
/// Numbers that count nothing.
const IGNORED: [&str; 28] = [
    "geocode",
    "id",
    "_id",
    "stt",
    "no",
    "no.",
    "objectid",
    "fid",
    "tt",
    "rank",
    "index",
    "code",
    "mã",
    "mã số",
    "ma",
    "lat",
    "lon",
    "lng",
    "latitude",
    "longitude",
    "kinh độ",
    "vĩ độ",
    "fips",
    "geoid",
    "zip",
    "postcode",
    "indicator code",
    "decimal",
];
/// What columns are called that say what is counted.
pub const TITLE: [&str; 7] =
    ["series", "indicator", "indicator name", "chỉ tiêu", "chỉ số", "tên chỉ tiêu", "indicators"];
/// Whether a name is one of a list, whatever its case.
pub fn is_named(name: &str, known: &[&str]) -> bool {
    known.iter().any(|known| same(known, name))
}

/// Gives each column its role: as the page says, else by its name and what is in it.
///
/// # Errors
/// Where the page names a column or a role that is none.
pub fn roles(table: &Table, options: &Options) -> Result<Roles, Problem> {
    let mut roles = Roles::default();
    let names = table.columns.iter().map(|column| column.name.as_str());
    let find = |name: &str| {
        names.clone().position(|own| same(own, name)).ok_or_else(|| unknown(name, "columns", names.clone()))
    };
    for (role, list) in pairs(&options.columns) {
        for name in list.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            let column = find(name)?;
            match role {
                "label" => roles.labels.push(column),
                "value" => roles.values.push(column),
                "year" => roles.time = Some(column),
                "unit" => roles.unit = Some(column),
                "status" => roles.status = Some(column),
                "series" => roles.series = Some(column),
                _ => {
                    return Err(unknown(
                        role,
                        "columns",
                        ["label", "value", "year", "unit", "status", "series"].into_iter(),
                    ));
                }
            }
        }
    }
    let given = roles.values.len() + roles.labels.len();
    // Beside a column of women, "Nam" are men and no years.
    let women = table.columns.iter().any(|column| is_named(&column.name, &["nữ", "nu"]));
    for (index, column) in table.columns.iter().enumerate() {
        let taken = [roles.time, roles.unit, roles.status, roles.series].contains(&Some(index));
        if taken
            || roles.labels.contains(&index)
            || roles.values.contains(&index)
            || is_code(&column.name)
            || is_named(&column.name, &MULTIPLIER)
        {
            continue;
        }
        if roles.time.is_none() && is_time(index, column) && !(is_male(&column.name) && women) {
            roles.time = Some(index);
        } else if roles.unit.is_none() && is_named(&column.name, &UNIT) {
            roles.unit = Some(index);
        } else if roles.status.is_none() && is_named(&column.name, &STATUS) {
            roles.status = Some(index);
        } else if roles.time.is_some() && is_named(&column.name, &TIME) && !is_male(&column.name) {
            // The month beside the year.
            roles.labels.push(index);
        } else if is_numeric(column) && options_leave(&options.columns, "value") {
            roles.values.push(index);
        } else if is_words(column) && options_leave(&options.columns, "label") && given == 0 {
            roles.labels.push(index);
        }
    }
    // “Đơn vị” is a unit of measure, or an office: where nothing else names the bars, it does.
    if roles.labels.is_empty() && options_leave(&options.columns, "unit") {
        let offices = |unit: &mut usize| table.columns.get(*unit).is_some_and(|column| constant(column).is_none());
        roles.labels.extend(roles.unit.take_if(offices));
    }
    // Where nothing else names the bars, codes do.
    if roles.labels.is_empty() && roles.time.is_none() && options_leave(&options.columns, "label") {
        let code = |column: &Column| is_code(&column.name) && !is_numeric(column) && is_words(column);
        roles.labels.extend(table.columns.iter().position(code));
    }
    // Numbers too may name the bars, but the first of several columns.
    if roles.labels.is_empty() && roles.time.is_none() && roles.values.len() > 1 {
        roles.labels.push(roles.values.remove(0));
    }
    Ok(roles)
}

fn options_leave(columns: &str, role: &str) -> bool {
    !pairs(columns).any(|(name, _)| name == role)
}

fn is_time(index: usize, column: &Column) -> bool {
    let mut labels = column.values.iter().filter_map(words).peekable();
    let given = labels.peek().is_some();
    let named = is_named(&column.name, &TIME);
    let name = lowercase(&column.name);
    let like = name.contains("year") || name.starts_with("năm") || name.starts_with("nam_") || name.ends_with("_nam");
    // "Năm 2020" and "Năm trước" name what their figures are of.
    let is_of_one = name.contains(|letter: char| letter.is_ascii_digit())
        || ["trước", "nay", "ngoái", "sau"].iter().any(|end| name.ends_with(end));
    let like = like && !is_of_one;
    let first = labels.peek().cloned();
    // "namhoc" is a year, if it is the same one in all rows; a plan of 2000 for each of them is none.
    let everywhere = name.starts_with("nam")
        && name.is_ascii()
        && column.values.len() > 1
        && column.values.iter().all(|value| words(value) == first);
    // Years look like figures: in the first column they are none.
    let sure = index == 0 || named || like || everywhere;
    // "Nam" without marks is a year, if it can be, with them a man.
    let is_near = |year: u32| !is_male(&column.name) || (1950..=2050).contains(&year);
    let is_period = |label: &str| {
        period(label).is_some_and(|it| is_near(it.year)) && (sure || label.len() != 4 && !cells::is_decimal(label))
    };
    let whole = given && labels.all(|label| is_period(&label));
    whole || named && !is_male(&column.name)
}

/// Whether a column may be of men.
fn is_male(name: &str) -> bool {
    same(name, "nam")
}

/// Whether a column numbers or locates rows.
pub fn is_code(name: &str) -> bool {
    let lower = lowercase(name.trim());
    is_named(&lower, &IGNORED)
        || lower.starts_with("mã ")
        || lower.starts_with(":@")
        || [" code", "_code", " id", "_id"].iter().any(|end| lower.ends_with(end))
}

/// A cell as a name; `None` where it is empty.
pub fn words(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(tidy(text)).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(cells::name_of_number(*number)),
        Value::Bool(_) => Some(value.sketch()),
        _ => None,
    }
}

/// Mostly numbers: one slip among them must not make names of all.
fn is_numeric(column: &Column) -> bool {
    // "01" is a code.
    let code = |value: &Value| matches!(value, Value::Text(text) if text.starts_with('0') && text.chars().nth(1).is_some_and(|next| next.is_ascii_digit()));
    if column.values.iter().any(code) {
        return false;
    }
    let figures: Vec<Option<Value>> = column.values.iter().map(cells::figure).collect();
    let numbers = figures.iter().filter(|figure| figure.as_ref().is_some_and(|figure| *figure != Value::Null)).count();
    let others = figures.iter().filter(|figure| figure.is_none()).count();
    numbers > others
}

/// Whether a column holds words or numbers, and nothing that is made of several.
pub fn is_words(column: &Column) -> bool {
    column.values.iter().any(|value| words(value).is_some())
        && column.values.iter().all(|value| !matches!(value, Value::List(_) | Value::Object(_)))
}

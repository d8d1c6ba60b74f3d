//! Which column names the bars, which holds figures, and what the others are.

use super::choice::{pairs, same, unknown};
use super::codes::{is_code, is_remark, is_year_of_event};
use super::cube::{measures, tidy};
use super::period::period;
use super::rows::{Column, Table};
use super::table::unique;
use super::units::is_multiplier;
use super::{Options, Problem, cells, lowercase, set};
use crate::read::decimal;
use crate::wire::Value;
use std::collections::BTreeSet;

/// Which column is what, by its place.
#[derive(Default)]
pub struct Roles {
    /// Names the bars, or breaks them down.
    pub labels: Vec<usize>,
    /// Holds figures.
    pub values: Vec<usize>,
    /// When they were counted.
    pub time: Option<usize>,
    /// Those of the labels that are months or days of it.
    pub parts: Vec<usize>,
    /// In what.
    pub unit: Option<usize>,
    /// How sure they are: of all figures, or of those of the column before.
    pub statuses: Vec<usize>,
    /// Stands side by side.
    pub series: Option<usize>,
}

/// What columns of times are called.
pub const TIME: [&str; 17] = [
    "year",
    "time",
    "date",
    "period",
    "time period",
    "time_period",
    "timeperiod",
    "month",
    "quarter",
    "năm",
    "nam",
    "kỳ",
    "tháng",
    "quý",
    "tuần",
    "week",
    "thời gian",
];
/// Days are counted, too.
const DAYS: [&str; 2] = ["ngày", "day"];
/// So are kinds.
const KINDS: [&str; 12] =
    ["loại", "loai", "nhóm", "nhom", "hạng", "hang", "cấp", "nhóm tuổi", "type", "group", "class", "level"];
pub const UNIT: [&str; 9] =
    ["unit", "units", "unit measure", "unit_measure", "đơn vị tính", "đvt", "don vi tinh", "don_vi_tinh", "dvt"];
/// A unit of measure, or an office.
const UNIT_OR_OFFICE: [&str; 3] = ["đơn vị", "don vi", "don_vi"];
/// What names the bars, although it may look like a figure.
const LABEL: [&str; 2] = ["hạng mục", "category"];
/// The figure of each row, where all before it says what that is of.
const FIGURE: [&str; 3] = ["value", "obs_value", "factvaluenumeric"];
/// So many columns are tried, each in all rows.
const FEW: usize = 8;
/// Statuses, whatever is in them.
pub const FLAGS: [&str; 10] = [
    "observation status",
    "obs_status",
    "obs status",
    "observation flag",
    "obs_flag",
    "obs flag",
    "flag",
    "flags",
    "flag codes",
    "flag description",
];
/// Statuses, or what rows are counted by.
const STATUS: [&str; 3] = ["status", "tình trạng", "trạng thái"];
/// A power of ten, in words or as SDMX writes it.
pub const MULTIPLIER: [&str; 5] = ["unit multiplier", "unit_multiplier", "unit_mult", "unit mult", "powercode"];
/// Where something is, in two columns beside each other.
const PLACES: [[&str; 2]; 4] = [["x", "y"], ["y", "x"], ["lat", "long"], ["long", "lat"]];
/// Numbers that may count something, if nothing else does.
const RANKS: [&str; 6] = ["rank", "index", "hạng", "xếp hạng", "thứ hạng", "xếp thứ"];
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
        // The percent sign of all its cells may have been taken into the name of a column.
        let taken = [name, " (%)"].concat();
        let place = |name: &str| names.clone().position(|own| same(own, name));
        place(name).or_else(|| place(&taken)).ok_or_else(|| unknown(name, "columns", names.clone()))
    };
    for (role, list) in pairs(&options.columns) {
        for name in list.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            let column = find(name)?;
            match role {
                "label" => roles.labels.push(column),
                "value" => roles.values.push(column),
                "year" => roles.time = Some(column),
                "unit" => roles.unit = Some(column),
                "status" => roles.statuses.push(column),
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
    let given = [&roles.values, &roles.labels, &roles.statuses].map(|list| list.iter().copied()).into_iter().flatten();
    let given: BTreeSet<usize> = given.chain([roles.time, roles.unit, roles.series].into_iter().flatten()).collect();
    let named = !(roles.values.is_empty() && roles.labels.is_empty());
    let by_name = |names: &[&str]| table.columns.iter().any(|column| is_named(&column.name, names));
    // Beside a column of women, "Nam" are men and no years; beside "Đơn vị tính", "Đơn vị" is an office.
    let (women, unit_named) = (by_name(&["nữ", "nu"]), by_name(&UNIT));
    let statuses_given = !roles.statuses.is_empty();
    // In lists of people, "05" is a figure as well; a short code stands first.
    let shortest_code = |index: usize| if index > 0 && table.format == "CSV" { 3 } else { 2 };
    let says_nothing = |(index, column): (usize, &Column)| {
        // In the first column, such years name the rows.
        let is_year = index > 0 && is_year_of_event(&column.name);
        is_code(&column.name) || is_remark(&column.name) || is_multiplier(column) || is_year
    };
    let open = table.columns.iter().enumerate();
    let open = open.filter(|column| !given.contains(&column.0) && !says_nothing(*column));
    if roles.time.is_none() {
        let times = open.clone().filter(|(index, it)| is_time(*index, it) && !(is_male(&it.name) && women));
        let times: Vec<_> = times.collect();
        // The year before its months.
        let dated = |(_, column): &&(usize, &Column)| {
            is_words(column) && column.values.iter().filter_map(words).all(|label| period(&label).is_some())
        };
        roles.time = times.iter().find(dated).or(times.first()).map(|(index, _)| *index);
    }
    for (index, column) in open.filter(|(index, _)| roles.time != Some(*index)) {
        let is_unit = || {
            let units = || column.values.iter().filter_map(words).any(|unit| measures(&unit) && !is_proper(&unit));
            is_named(&column.name, &UNIT)
                || is_named(&column.name, &UNIT_OR_OFFICE) && !unit_named && (!roles.labels.is_empty() || units())
        };
        if roles.unit.is_none() && is_unit() {
            roles.unit = Some(index);
        } else if !statuses_given && is_status(column) {
            roles.statuses.push(index);
        } else if roles.time.is_some()
            && (is_named(&column.name, &TIME) && !is_male(&column.name) || is_part_without_marks(column))
        {
            // The month beside the year.
            roles.labels.push(index);
            roles.parts.push(index);
        } else if is_numeric(column, shortest_code(index))
            && is_free(&options.columns, "value")
            && !is_named(&column.name, &LABEL)
        {
            roles.values.push(index);
        } else if is_words(column) && is_free(&options.columns, "label") && !named {
            roles.labels.push(index);
        }
    }
    // Of names and their codes, the names alone are read.
    if is_free(&options.columns, "label") {
        let are_codes = |index: usize| {
            let column = table.columns.get(index);
            column.is_some_and(|column| {
                !is_named(&column.name, &TITLE)
                    && !roles.parts.contains(&index)
                    && column.values.iter().filter_map(words).all(|name| is_short_code(&name))
            })
        };
        let pairs = roles.labels.iter().zip(roles.labels.iter().skip(1));
        let codes = pairs.filter_map(|(&one, &other)| match (are_codes(one), are_codes(other)) {
            (true, false) if mean_the_same(table, one, other) => Some(one),
            (false, true) if mean_the_same(table, one, other) => Some(other),
            _ => None,
        });
        let codes: Vec<usize> = codes.collect();
        roles.labels.retain(|index| !codes.contains(index));
    }
    // Days and kinds that tell rows apart are no figures, and nothing is before a column called "Value", where each row has
    // one figure, and no name of its own.
    if is_free(&options.columns, "value") && roles.values.len() > 1 {
        let is_called =
            |index: usize, names: &[&str]| table.columns.get(index).is_some_and(|column| is_named(&column.name, names));
        let figure = roles.values.iter().copied().find(|&index| is_called(index, &FIGURE));
        // The WHO writes it once more, with its bounds in words.
        roles.labels.retain(|&index| figure.is_none_or(|figure| index < figure) || !is_called(index, &FIGURE));
        let is_named_by_several = !roles.labels.is_empty() && unique(table, &roles).is_none();
        let figure = figure.filter(|_| is_named_by_several).unwrap_or_default();
        let is_kind = |index: &usize| *index < figure || is_called(*index, &DAYS) || is_called(*index, &KINDS);
        let mut kinds = roles.values.iter().copied().filter(is_kind).take(FEW).peekable();
        let is_open = kinds.peek().is_some() && !tells_apart(table, &roles, None);
        let telling = kinds.find(|&kind| is_open && tells_apart(table, &roles, Some(kind)));
        roles.values.retain(|&index| index >= figure && telling != Some(index));
        if let Some(telling) = telling {
            roles.labels.push(telling);
            roles.parts.extend(is_called(telling, &DAYS).then_some(telling));
        }
    }
    // A rank counts nothing beside figures, nor do X and Y, the place on a map.
    let named = |index: usize, name: &str| table.columns.get(index).is_some_and(|column| same(&column.name, name));
    let is_place = |one: usize| PLACES.iter().any(|[x, y]| named(one, x) && named(one.saturating_add(1), y));
    let is_rank = |index: &usize| {
        let by_name = table.columns.get(*index).is_some_and(|column| is_rank(&column.name));
        by_name || is_place(*index) || index.checked_sub(1).is_some_and(is_place)
    };
    if is_free(&options.columns, "value") && roles.values.iter().any(|index| !is_rank(index)) {
        roles.values.retain(|index| !is_rank(index));
    }
    // Where nothing else names the bars, codes do.
    if roles.labels.is_empty() && roles.time.is_none() && is_free(&options.columns, "label") {
        let mut columns = table.columns.iter().enumerate();
        let code =
            columns.position(|(index, it)| is_code(&it.name) && !is_numeric(it, shortest_code(index)) && is_words(it));
        roles.labels.extend(code);
    }
    // Sources of water or of money look like remarks, and years like those of events, but tell rows apart that are else
    // the same.
    if is_free(&options.columns, "label") && !tells_apart(table, &roles, None) {
        let remark = |index: &usize| {
            let column = table.columns.get(*index).filter(|_| !given.contains(index));
            column.is_some_and(|it| {
                is_remark(&it.name) && !is_numeric(it, shortest_code(*index)) || is_year_of_event(&it.name)
            })
        };
        let mut remarks = (0..table.columns.len()).filter(remark);
        let telling = remarks.find(|&remark| tells_apart(table, &roles, Some(remark)));
        roles.labels.extend(telling);
    }
    // Numbers too may name the bars, but the first of several columns; of a single row they are figures.
    let rows = table.columns.first().map_or(0, |column| column.values.len());
    if roles.labels.is_empty() && roles.time.is_none() && roles.values.len() > 1 && rows > 1 {
        roles.labels.push(roles.values.remove(0));
    }
    Ok(roles)
}

/// "Thứ hạng", or "Năm 2022 – Thứ hạng".
fn is_rank(name: &str) -> bool {
    is_named(name, &RANKS) || [" xếp hạng", " thứ hạng"].iter().any(|end| lowercase(name).ends_with(end))
}

/// Whether no two rows are the same in what names, dates and measures them, and in one column more.
fn tells_apart(table: &Table, roles: &Roles, more: Option<usize>) -> bool {
    let keys = roles.labels.iter().copied().chain(roles.time).chain(roles.unit).chain(roles.series).chain(more);
    let keys: Vec<&Column> = keys.filter_map(|key| table.columns.get(key)).collect();
    let row = |row: usize| -> Vec<_> { keys.iter().map(|column| words(column.values.get(row)?)).collect() };
    let rows = table.columns.first().map_or(0, |column| column.values.len());
    set((0..rows).map(row)).len() == rows
}

/// "XXA", "SI_POV": in capitals, and no letter alone, as names in lists may be.
fn is_short_code(name: &str) -> bool {
    name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
}

/// Whether each of several things in a column always stands beside the same in another one.
fn mean_the_same(table: &Table, one: usize, other: usize) -> bool {
    let (Some(one), Some(other)) = (table.columns.get(one), table.columns.get(other)) else { return false };
    let names = |column: &Column| -> Vec<Option<String>> { column.values.iter().map(words).collect() };
    let (one, other) = (names(one), names(other));
    let both = set(one.iter().zip(&other)).len();
    both > 1 && both == set(one.iter()).len() && both == set(other.iter()).len()
}

/// "Xã A" is an office, "xã" is a unit.
fn is_proper(name: &str) -> bool {
    name.split(' ').skip(1).any(|word| word.starts_with(char::is_uppercase))
}

/// Whether the page says nothing of a role.
fn is_free(columns: &str, role: &str) -> bool {
    !pairs(columns).any(|(name, _)| name == role)
}

/// Whether a column has the period of each row.
pub fn is_time(index: usize, column: &Column) -> bool {
    let mut labels = column.values.iter().filter_map(words).peekable();
    let given = labels.peek().is_some();
    let named = is_named(&column.name, &TIME);
    let name = lowercase(&column.name);
    let like = name.contains("year")
        || ["năm", "nam_", "kỳ ", "thời ", "niên ", "giai đoạn"].iter().any(|start| name.starts_with(start))
        || name.ends_with("_nam");
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
        period(label).is_some_and(|it| is_near(it.year)) && (sure || label.len() != 4 && decimal(label).is_none())
    };
    let whole = given && labels.all(|label| is_period(&label));
    whole || named && !is_male(&column.name)
}

/// Whether a column has the month or the quarter of each row; "quy" may be a fund as well.
fn is_part_without_marks(column: &Column) -> bool {
    let parts = [("thang", 12), ("quy", 4)];
    let Some((_, most)) = parts.into_iter().find(|(name, _)| same(name, &column.name)) else { return false };
    let mut given = column.values.iter().filter_map(words);
    given.all(|part| part.parse().is_ok_and(|part: u32| (1..=most).contains(&part)))
}

/// Whether a column says how sure figures are: "Hoàn thành" and "Chưa hoàn thành" say what is counted.
fn is_status(column: &Column) -> bool {
    let known = || column.values.iter().filter_map(words).any(|written| cells::known_status(&written).is_some());
    is_named(&column.name, &FLAGS) || is_named(&column.name, &STATUS) && known()
}

/// Whether a column may be of men.
pub fn is_male(name: &str) -> bool {
    same(name, "nam")
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
fn is_numeric(column: &Column, shortest_code: usize) -> bool {
    // "01", "02", "10" are codes: all as long, and some begin with a zero.
    let texts = || column.values.iter().filter_map(Value::as_text).filter(|text| !cells::is_missing(text));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let first = texts().next().map_or(0, str::len);
    if first >= shortest_code
        && texts().all(|text| digits(text) && text.len() == first)
        && texts().any(|text| text.starts_with('0'))
    {
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

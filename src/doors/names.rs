//! What columns are called, in the languages and formats of offices.

use super::choice::same;
use super::{begins, lowercase};

/// What columns of times are called.
pub const TIME: [&str; 18] = [
    "year",
    "time",
    "date",
    "period",
    "time period",
    "time_period",
    "timeperiod",
    // So the WHO calls it.
    "timedim",
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
pub const DAYS: [&str; 2] = ["ngày", "day"];
/// So are kinds.
pub const KINDS: [&str; 12] =
    ["loại", "loai", "nhóm", "nhom", "hạng", "hang", "cấp", "nhóm tuổi", "type", "group", "class", "level"];
/// Whom figures are of, who are never all.
pub const PEOPLE: [&str; 10] =
    ["sex", "gender", "giới", "giới tính", "age", "age group", "tuổi", "độ tuổi", "dân tộc", "trình độ"];
/// What figures are counted in.
pub const UNIT: [&str; 20] = [
    "unit",
    "units",
    "unit measure",
    "unit_measure",
    "unit name",
    "unit_name",
    "unit of measure",
    "unit_of_measure",
    "unitofmeasure",
    "uom",
    "đơn vị tính",
    "đvt",
    "don vi tinh",
    "don_vi_tinh",
    "donvitinh",
    "currency",
    "thước đo",
    "loại tiền",
    "tiền tệ",
    "dvt",
];
/// A unit of measure, or an office.
pub const UNIT_OR_OFFICE: [&str; 4] = ["đơn vị", "don vi", "don_vi", "donvi"];
/// What names the bars, although it may look like a figure.
pub const LABEL: [&str; 2] = ["hạng mục", "category"];
/// The figure of each row, where all before it says what that is of.
pub const FIGURE: [&str; 4] = ["value", "obs_value", "factvaluenumeric", "numericvalue"];
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
pub const STATUS: [&str; 3] = ["status", "tình trạng", "trạng thái"];
/// A power of ten, in words or as SDMX writes it.
pub const MULTIPLIER: [&str; 5] = ["unit multiplier", "unit_multiplier", "unit_mult", "unit mult", "powercode"];
/// Numbers that may count something, if nothing else does.
pub const RANKS: [&str; 6] = ["rank", "index", "hạng", "xếp hạng", "thứ hạng", "xếp thứ"];
/// What columns are called that say what is counted.
pub const TITLE: [&str; 7] =
    ["series", "indicator", "indicator name", "chỉ tiêu", "chỉ số", "tên chỉ tiêu", "indicators"];
/// Where something is, that may be called the same elsewhere.
pub const PLACES: [&str; 18] = [
    "huyện",
    "tỉnh",
    "thành phố",
    "quận",
    "khu vực",
    "vùng",
    "địa bàn",
    "địa điểm",
    "địa chỉ",
    "huyen",
    "tinh",
    "district",
    "province",
    "region",
    "county",
    "city",
    "location",
    "address",
];
/// Whether a name is one of a list, whatever its case.
pub fn is_named(name: &str, known: &[&str]) -> bool {
    known.iter().any(|known| same(known, name))
}

/// "Thứ hạng", or "Năm 2022 – Thứ hạng".
pub fn is_rank(name: &str) -> bool {
    is_named(name, &RANKS) || [" xếp hạng", " thứ hạng"].iter().any(|end| lowercase(name).ends_with(end))
}

/// Whether a column is of changes or of shares, and so of another kind than counts beside it.
pub fn compares(name: &str) -> bool {
    const STARTS: [&str; 12] = [
        "so với",
        "so sánh",
        "tăng",
        "giảm",
        "chênh lệch",
        "tỷ lệ",
        "tỉ lệ",
        "tỷ trọng",
        "tỉ trọng",
        "change",
        "growth",
        "rate",
    ];
    begins(name, &STARTS)
}

/// Whether a column may be of men.
pub fn is_male(name: &str) -> bool {
    same(name, "nam")
}

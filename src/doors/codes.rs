//! Which columns count nothing, by their names: codes, places on a map, years of events, and remarks.

use super::lowercase;
use super::names::is_named;

/// Numbers that count nothing.
const IGNORED: [&str; 63] = [
    "geocode",
    "id",
    "_id",
    "stt",
    "số tt",
    "số thứ tự",
    "thứ tự",
    "no",
    "objectid",
    "fid",
    "gid",
    "rowid",
    "sort_order",
    "thu_tu",
    "thutu",
    "tt",
    "code",
    "mã",
    "mã số",
    "mục",
    "ma",
    "ma xa",
    "maxa",
    "ma huyen",
    "mahuyen",
    "ma tinh",
    "matinh",
    "điện thoại",
    "số điện thoại",
    "sđt",
    "sdt",
    "phone",
    "fax",
    "lat",
    "lon",
    "lng",
    "latitude",
    "longitude",
    "vi do",
    "vi_do",
    "vido",
    "kinh do",
    "kinh_do",
    "kinhdo",
    "point_x",
    "point_y",
    "easting",
    "northing",
    "fips",
    "geoid",
    "zip",
    "zipcode",
    "statefp",
    "countyfp",
    "x_coord",
    "y_coord",
    "postcode",
    "indicator code",
    // What the WHO says twice.
    "timedimensionvalue",
    "timedimensionbegin",
    "timedimensionend",
    "decimal",
    "decimals",
];
/// What is said of single figures, or where they come from.
const REMARKS: [&str; 36] = [
    "ghi chú",
    "ghi_chu",
    "ghi chu",
    "ghichu",
    "nhận xét",
    "đánh giá",
    "diễn giải",
    "chú thích",
    "chu_thich",
    "chú giải",
    "note",
    "notes",
    "remark",
    "remarks",
    "comment",
    "comments",
    "footnote",
    "footnotes",
    "value footnotes",
    "nguồn",
    "nguồn số liệu",
    "source",
    "sources",
    "comment_obs",
    "obs_comment",
    "conf_status",
    "confidentiality status",
    "website",
    "url",
    "updated_at",
    "created_at",
    "last_updated",
    "last update",
    "time_detail",
    "estimates start after",
    "ngày cập nhật",
];

/// Whether a column numbers or locates rows.
pub fn is_code(name: &str) -> bool {
    let lower = lowercase(name.trim());
    // "Area Code (M49)" is a code as well.
    let lower = lower.split(" (").next().unwrap_or_default();
    // "S.T.T" and "No." are without their dots, too.
    is_named(&lower.replace('.', ""), &IGNORED)
        // Horsepower numbers nothing.
        || !lower.starts_with("mã lực") && lower.starts_with("mã ")
        || ["ma_", ":", "shape_", "vĩ độ", "kinh độ", "tọa độ", "toạ độ", "toa do ", "toa_do"].iter().any(|start| lower.starts_with(start))
        || [" code", "_code", ".code", " id", "_id", ".id"].iter().any(|end| lower.ends_with(end))
        // "ProvinceID" and "provinceId", not "paid" or "COVID".
        || ["Code", "Id", "ID"].iter().filter_map(|end| name.strip_suffix(end)).any(|rest| rest.ends_with(|last: char| last.is_ascii_lowercase()))
}

/// Whether a column has years in which something was founded or built, and not those in which figures were counted.
pub fn is_year_of_event(name: &str) -> bool {
    // "Nam sinh" are pupils, and no years of birth.
    const MARKED: [&str; 9] =
        ["thành lập", "xây dựng", "sinh", "công nhận", "đạt ", "hoàn thành", "khởi công", "đưa vào", "sử dụng"];
    const UNMARKED: [&str; 4] = ["thanh lap", "thanh_lap", "xay dung", "xay_dung"];
    const ENGLISH: [&str; 3] = ["built", "founded", "established"];
    let lower = lowercase(name);
    let events: [(&str, &[&str]); 4] =
        [("năm ", &MARKED), ("nam ", &UNMARKED), ("nam_", &UNMARKED), ("year ", &ENGLISH)];
    events.iter().any(|(year, events)| {
        let event = lower.strip_prefix(year);
        event.is_some_and(|event| events.iter().any(|known| event.starts_with(known)))
    })
}

/// Whether a column has words for the reader alone.
pub fn is_remark(name: &str) -> bool {
    is_named(name, &REMARKS)
}

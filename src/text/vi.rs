//! Vietnamese.

mod failure;
pub mod finding;

use super::{CSV_COLUMNS, Direction, Words};
use crate::complaint::Failure;
use crate::model::{Basis, Qualifier, Status, Versus};

/// The first language of the widget.
pub struct Vietnamese;

/// The headers of the CSV, in the order of its columns.
pub const CSV_HEADERS: [&str; CSV_COLUMNS] = [
    "Nhóm",
    "Chỉ tiêu",
    "Hạng mục",
    "Dãy số",
    "Số liệu",
    "Mức độ chính xác",
    "Đơn vị tính",
    "Tổng số",
    "Tỷ lệ (%)",
    "Mục tiêu",
    "Thời hạn",
    "Thay đổi",
    "Tình trạng",
    "Thời điểm",
    "Ghi chú",
    "Nguồn",
];

impl Words for Vietnamese {
    fn marks(&self) -> (char, char) {
        (',', '.')
    }

    fn missing(&self, status: Status) -> &'static str {
        match status {
            Status::NotApplicable => "không áp dụng",
            Status::NotReported => "không có số liệu",
            _ => "chưa có số liệu",
        }
    }

    fn incomplete(&self) -> &'static str {
        "chưa đủ số liệu"
    }

    fn status(&self, status: Status) -> Option<&'static str> {
        match status {
            Status::Reported => None,
            Status::Provisional => Some("số liệu sơ bộ"),
            Status::Revised => Some("số liệu đã điều chỉnh"),
            Status::Estimated => Some("số liệu ước tính"),
            Status::NotReported => Some("không có số liệu"),
            Status::NotApplicable => Some("không áp dụng"),
        }
    }

    fn official(&self) -> &'static str {
        "số liệu chính thức"
    }

    fn qualifier(&self, qualifier: Qualifier) -> &'static str {
        match qualifier {
            Qualifier::MoreThan => "trên",
            Qualifier::LessThan => "dưới",
            Qualifier::About => "khoảng",
        }
    }

    fn counted(&self, basis: Option<Basis>, as_of: Option<&str>, dated: bool) -> Option<String> {
        Some(match (basis, as_of) {
            (Some(Basis::Cumulative), Some(date)) => format!("Lũy kế đến {date}"),
            (Some(Basis::Cumulative), None) if dated => "Lũy kế".to_owned(),
            (Some(Basis::Cumulative), None) => "Lũy kế đến thời điểm báo cáo".to_owned(),
            (Some(Basis::InPeriod), Some(date)) => format!("Trong kỳ, đến {date}"),
            (Some(Basis::InPeriod), None) => "Trong kỳ".to_owned(),
            (None, Some(date)) => format!("Đến {date}"),
            (None, None) => return None,
        })
    }

    fn change(&self, direction: Direction, amount: &str) -> String {
        match direction {
            Direction::Up => format!("tăng {amount}"),
            Direction::Down => format!("giảm {amount}"),
            Direction::Same => "không đổi".to_owned(),
        }
    }

    fn percentage_points(&self, figure: &str) -> String {
        format!("{figure} điểm phần trăm")
    }

    fn times(&self, direction: Direction, factor: &str) -> String {
        match direction {
            Direction::Up => format!("gấp {factor} lần"),
            Direction::Down => format!("bằng {factor} lần"),
            Direction::Same => "không đổi".to_owned(),
        }
    }

    fn times_unit(&self) -> &'static str {
        "lần"
    }

    fn versus<'a>(&self, _direction: Direction, versus: &'a Versus) -> &'a str {
        match versus {
            Versus::SamePeriodLastYear => "so với cùng kỳ",
            Versus::PreviousPeriod => "so với kỳ trước",
            Versus::Plan => "so với kế hoạch",
            Versus::Baseline => "so với mốc ban đầu",
            Versus::Words(words) => words,
        }
    }

    fn times_versus<'a>(&self, versus: &'a Versus) -> &'a str {
        self.versus(Direction::Up, versus)
    }

    fn base(&self, figure: &str) -> String {
        format!("từ {figure}")
    }

    fn share(&self, value: &str, total: &str, percent: &str, is_part: bool) -> String {
        let verb = if is_part { "chiếm" } else { "bằng" };
        format!("{value} trong tổng số {total}, {verb} {percent}")
    }

    fn target(&self, figure: &str, label: Option<&str>, due: Option<&str>) -> String {
        let label = label.unwrap_or(self.target_line());
        due.map_or_else(|| format!("{label}: {figure}"), |due| format!("{label}: {figure}, đến {due}"))
    }

    fn target_line(&self) -> &'static str {
        "Mục tiêu"
    }

    fn no_target(&self) -> &'static str {
        "không có mục tiêu"
    }

    fn of_target(&self, percent: &str) -> String {
        format!("{percent} mục tiêu")
    }

    fn within(&self, range: &str) -> String {
        format!("thuộc mức {range}")
    }

    fn sum(&self) -> &'static str {
        "Tổng số"
    }

    fn extremes(&self, count: &str, highest: &str, lowest: &str) -> String {
        format!("{count} mục; cao nhất: {highest}; thấp nhất: {lowest}")
    }

    fn and_more(&self, first: &str, count: &str) -> String {
        format!("{first} và {count} mục khác")
    }

    fn all_equal(&self, count: &str, figure: &str) -> String {
        format!("{count} mục, đều là {figure}")
    }

    fn highlighted(&self) -> &'static str {
        "được nhấn mạnh"
    }

    fn lacking(&self, count: &str, reason: &str) -> String {
        format!("{count} mục {reason}")
    }

    fn part_of(&self, percent: &str, total: &str) -> String {
        format!("{percent} trong tổng số {total}")
    }

    fn reached(&self, reached: bool) -> &'static str {
        if reached { "đạt mục tiêu" } else { "chưa đạt mục tiêu" }
    }

    fn rank(&self, rank: &str, of: &str) -> String {
        format!("hạng {rank} trên {of}")
    }

    fn place(&self, place: &str, of: &str) -> String {
        format!("mục {place} trên {of}")
    }

    fn series(&self, number: usize) -> String {
        format!("Dãy {number}")
    }

    fn period(&self, start: &str, end: &str) -> String {
        format!("Từ {start} đến {end}")
    }

    fn as_of(&self, date: &str) -> String {
        format!("Số liệu đến {date}")
    }

    fn updated(&self, date: &str) -> String {
        format!("Cập nhật {date}")
    }

    fn outdated(&self, time: &str, date: &str) -> String {
        format!("Số liệu cũ, tải lúc {time} ngày {date}: chưa cập nhật được.")
    }

    fn source(&self, name: &str, published: Option<&str>) -> String {
        published.map_or_else(|| format!("Nguồn: {name}"), |date| format!("Nguồn: {name}, công bố {date}"))
    }

    fn chart(&self) -> &'static str {
        "biểu đồ"
    }

    fn keys(&self) -> &'static str {
        "Dùng phím mũi tên để đọc từng số liệu, Home và End để đến đầu và cuối."
    }

    fn table(&self) -> &'static str {
        "Bảng số liệu"
    }

    fn table_columns(&self) -> [&'static str; 3] {
        ["Chỉ tiêu", "Số liệu", "Ghi chú"]
    }

    fn category(&self) -> &'static str {
        "Hạng mục"
    }

    fn target_of(&self, series: &str) -> String {
        format!("{series} (mục tiêu)")
    }

    fn download(&self) -> &'static str {
        "Tải về"
    }

    fn downloads(&self) -> [&'static str; 3] {
        ["Ảnh PNG", "Hình vẽ SVG", "Số liệu CSV (Excel)"]
    }

    fn failure(&self, failure: &Failure) -> (String, String) {
        failure::failure(failure)
    }
}

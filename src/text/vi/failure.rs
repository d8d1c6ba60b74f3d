//! Why there is nothing to read, and what to do about it, in Vietnamese.

use crate::complaint::Failure;
use crate::format;
use crate::limits::MAX_TEXT;
use crate::text::Lang;

/// The message and the mend.
pub fn failure(failure: &Failure) -> (String, String) {
    let say = |message: &str, mend: &str| (message.to_owned(), mend.to_owned());
    match failure {
        Failure::HttpStatus(status) => (
            format!("Máy chủ trả lời {status} khi tải số liệu."),
            "Kiểm tra địa chỉ trong “src” và quyền đọc tệp.".to_owned(),
        ),
        Failure::Unreachable => say(
            "Không tải được số liệu.",
            "Kiểm tra mạng, địa chỉ trong “src”, connect-src trong chính sách bảo mật (CSP) của trang, và CORS nếu số liệu nằm ở tên miền khác.",
        ),
        Failure::NoServer => say(
            "Trang mở từ tệp (file://) không đọc được tệp số liệu.",
            "Đặt JSON vào bên trong thẻ, hoặc mở trang qua máy chủ web.",
        ),
        Failure::Timeout => say("Máy chủ không trả lời kịp.", "Thử lại sau, hoặc kiểm tra máy chủ."),
        Failure::Html => say(
            "Thay cho số liệu là các thẻ HTML, có thể là một trang web.",
            "Kiểm tra địa chỉ trong “src” (trang lỗi, trang đăng nhập?), hoặc xóa các thẻ mà trình soạn thảo đã chèn quanh JSON.",
        ),
        Failure::NoData => {
            say("Chưa có số liệu.", "Thêm “src”, JSON bên trong, hoặc các thuộc tính “label” và “value”.")
        }
        Failure::TooLarge => (
            format!("Có hơn {} byte.", format::number(MAX_TEXT as f64, 0, Lang::Vi)),
            "Bớt số liệu, hoặc chia ra nhiều phần.".to_owned(),
        ),
        Failure::Unclosed => say(
            "Phần sau của trang nằm trong thẻ <indicator-widget> này, vì thẻ chưa đóng.",
            "Viết </indicator-widget> ngay sau nội dung dự phòng; “/>” không đóng thẻ.",
        ),
        Failure::Unreadable => say(
            "Không đọc được đối tượng mà trang đưa vào “indicators”.",
            "Đưa vào đối tượng chỉ gồm dữ liệu như trong JSON, không lồng nhau vô tận, hoặc văn bản JSON.",
        ),
    }
}

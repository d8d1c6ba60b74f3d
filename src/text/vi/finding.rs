//! What is wrong with an input, and how to mend it, in Vietnamese.

use crate::complaint::{Amount, Finding, Slip};
use crate::format;
use crate::limits::{MAX_DEPTH, MAX_NUMBER};
use crate::text::{Lang, example, is_bracketed, is_qualified};

/// The message and the mend.
pub fn finding(finding: &Finding) -> (String, String) {
    let say = |message: &str, mend: &str| (message.to_owned(), mend.to_owned());
    match finding {
        Finding::Syntax { line, slip: Slip::OpenQuote, .. } => {
            (format!("Dấu nháy kép mở ở dòng {line} không có dấu đóng."), slip_words(Slip::OpenQuote).to_owned())
        }
        Finding::Syntax { line, column, slip } => {
            (format!("JSON sai cú pháp ở dòng {line}, cột {column}."), slip_words(*slip).to_owned())
        }
        Finding::TooDeep { line, column } => (
            format!("Dữ liệu lồng nhau quá sâu (dòng {line}, cột {column})."),
            format!("Lồng nhiều nhất {MAX_DEPTH} cấp."),
        ),
        Finding::TooLarge { what, most } => {
            let what = match what {
                Amount::Characters => "ký tự",
                Amount::Indicators => "chỉ tiêu hoặc nhóm",
                Amount::Values => "số liệu",
                Amount::Series => "dãy số",
                Amount::Tiles => "ô số liệu hoặc mức thay đổi",
                Amount::Cells => "ô số liệu trong tệp",
            };
            let most = format::number(*most as f64, 0, Lang::Vi);
            (format!("Có hơn {most} {what}."), "Bớt số liệu, hoặc chia ra nhiều phần.".to_owned())
        }
        Finding::ThousandsMarks { found, better } => {
            (format!("“{found}” có dấu ngăn cách hàng nghìn."), format!("Viết {better}; trên hình vẫn có dấu."))
        }
        Finding::AmbiguousNumber { found, one, other } => (
            format!("“{found}” có thể hiểu theo hai cách."),
            format!(
                "Viết {one} hoặc {other}, tùy nghĩa nào đúng; trong Excel, bỏ dấu phân cách hàng nghìn ở định dạng ô."
            ),
        ),
        Finding::NumberWithUnit { found, better } => {
            let mend = format!("Chỉ viết {better}; đơn vị, nếu cần, ghi ở “unit”, trong bảng thì ở tên cột.");
            (format!("“{found}” có cả số và đơn vị."), mend)
        }
        Finding::RepeatedField(name) => {
            (format!("Trường “{name}” có hai lần; chỉ đọc lần đầu."), "Bỏ bớt một.".to_owned())
        }
        Finding::UnitsMixed { one, other } => (
            match other.as_str() {
                "" => format!("Số theo đơn vị “{one}” và số không có đơn vị không thể chung một trục hay một tổng số."),
                _ => format!("Hai đơn vị “{one}” và “{other}” không thể chung một trục hay một tổng số."),
            },
            "Tách thành các chỉ tiêu riêng, mỗi đơn vị một chỉ tiêu.".to_owned(),
        ),
        Finding::MaybeThousands { found, better } => (
            format!("“{found}” được đọc là số thập phân, có ba chữ số sau dấu chấm."),
            format!("Nếu dấu chấm ngăn cách hàng nghìn, viết {better}."),
        ),
        Finding::More(count) => {
            (format!("Còn {count} lỗi cùng loại."), "Sửa những chỗ đã nêu rồi kiểm tra lại.".to_owned())
        }
        Finding::NotADocument => {
            say("Dữ liệu không phải là chỉ tiêu.", "Cần một đối tượng có “label”, “indicators” hoặc “groups”.")
        }
        Finding::NothingToDraw => {
            say("Không có chỉ tiêu nào để hiển thị.", "Thêm ít nhất một chỉ tiêu, hoặc sửa thuộc tính “only”.")
        }
        Finding::MissingField(name) => (format!("Thiếu “{name}”."), format!("Thêm trường “{name}” kèm giá trị.")),
        Finding::NotANumber(found) if found.contains(['“', '”', '‘', '’']) => {
            (format!("{found} không phải là số."), slip_words(Slip::Quotes).to_owned())
        }
        Finding::NotANumber(found) if is_bracketed(found) => (
            format!("{found} không phải là số."),
            "Số âm viết với dấu trừ ở trước; nếu không phải số âm, bỏ dấu ngoặc.".to_owned(),
        ),
        Finding::NotANumber(found) if is_qualified(found) => (
            format!("{found} không phải là số."),
            "Chỉ viết con số, và thêm “qualifier”: “more-than” (trên), “less-than” (dưới) hoặc “about” (khoảng); trong \
             bảng thì nói ở dòng ghi chú bên dưới."
                .to_owned(),
        ),
        Finding::NotANumber(found) => {
            let mend = "Chỉ viết chữ số, thêm dấu trừ hay dấu chấm thập phân nếu cần, như -12.5; nếu chưa có số, viết null, trong \
             bảng thì để ô trống.";
            (format!("{found} không phải là số."), mend.to_owned())
        }
        Finding::DecimalComma { found, better } => {
            (format!("“{found}” dùng dấu phẩy thập phân."), format!("Viết {better}; trên hình vẫn hiện dấu phẩy."))
        }
        Finding::OutOfRange { low, high } => {
            let mend = match (*low, *high as f64 >= MAX_NUMBER) {
                (0, true) => "Viết số từ 0 trở lên.".to_owned(),
                (_, true) => "Viết ít chữ số hơn, với đơn vị lớn hơn, như “tỷ đồng”.".to_owned(),
                _ => format!("Viết một số từ {low} đến {high}."),
            };
            ("Số nằm ngoài giới hạn.".to_owned(), mend)
        }
        Finding::NotAText => {
            say("Chỗ này phải là chữ.", "Đặt chữ trong dấu nháy kép, hoặc viết {\"vi\": \"…\", \"en\": \"…\"}.")
        }
        Finding::NotAList => say("Chỗ này phải là danh sách.", "Đặt các mục trong ngoặc vuông [ ]."),
        Finding::NotAnObject(fields) => {
            ("Chỗ này phải là đối tượng.".to_owned(), format!("Đặt các trường trong ngoặc nhọn: {}.", example(fields)))
        }
        Finding::NotADate => say(
            "Ngày viết không đúng dạng.",
            "Viết năm-tháng-ngày trong dấu nháy kép: \"2021-05-15\", \"2021-05\" hoặc \"2021\".",
        ),
        Finding::NoSuchDate(found) => {
            (format!("Không có ngày {found}."), "Kiểm tra lại; thứ tự là năm-tháng-ngày.".to_owned())
        }
        Finding::NotInList { found, allowed } | Finding::UnknownWord { found, allowed } => {
            (format!("Không hiểu “{found}”."), format!("Dùng một trong các từ: {}.", allowed.join(", ")))
        }
        Finding::TotalNotPositive => say("Tổng số phải lớn hơn 0.", "Sửa tổng số, hoặc bỏ nó nếu không biết."),
        Finding::NoNames => say("Bảng không có tên cột: dòng đầu đã là số liệu.", "Thêm một dòng tên cột ở đầu bảng."),
        Finding::SecondTable => say(
            "Từ chỗ này trở xuống là một bảng khác.",
            "Mỗi tệp chỉ để một bảng: bỏ bảng này, hoặc lưu nó thành tệp riêng.",
        ),
        Finding::NamesDiffer { expected, found } => (
            format!("Dòng này có {found} ô, nhưng chỉ {expected} cột có tên."),
            "Ghi tên cho mọi cột có số liệu; giữa các dấu phẩy, đặt số như 12,5 trong ngoặc kép.".to_owned(),
        ),
        Finding::LengthsDiffer { expected, found } => (
            format!("Có {found} số cho {expected} hạng mục."),
            // Each decimal comma makes two numbers of one.
            match found > expected {
                true => {
                    "Viết mỗi hạng mục đúng một số; số thập phân dùng dấu chấm (92.5), không dùng dấu phẩy.".to_owned()
                }
                false => "Viết đủ mỗi hạng mục một số; chưa có số thì viết null.".to_owned(),
            },
        ),
        Finding::TwoShapes(one, other) => {
            (format!("“{one}” và “{other}” không đi cùng nhau."), format!("Bỏ “{one}” hoặc “{other}”."))
        }
        Finding::NoShape => {
            say("Chỉ tiêu không có số liệu.", "Thêm “value”, “parts”, “categories” với “series”, hoặc “changes”.")
        }
        Finding::EmptyList => say("Danh sách rỗng.", "Thêm ít nhất một mục."),
        Finding::WrongCount { low, high } => ("Số mục không đúng.".to_owned(), format!("Cần từ {low} đến {high} mục.")),
        Finding::RangesNotRising => say("Các mức không tăng dần.", "Xếp “upTo” từ nhỏ đến lớn, không trùng nhau."),
        Finding::ValueOverTotal { value, total } => (
            format!("Số liệu {value} lớn hơn tổng số {total}."),
            "Kiểm tra lại hai số; nếu đúng là vượt tổng số thì giữ nguyên.".to_owned(),
        ),
        Finding::StatedDisagrees { stated, computed, in_percent } => (
            format!("Nguồn ghi {stated}, tính ra {computed}."),
            in_percent.as_ref().map_or_else(
                || "Kiểm tra lại “value”, “total” và “stated”.".to_owned(),
                |percent| format!("“stated” tính bằng phần trăm: viết {percent}."),
            ),
        ),
        Finding::FigureBesideStatus(status) => (
            format!("Có số liệu, nhưng tình trạng lại ghi “{}”.", Lang::Vi.words().missing(*status)),
            "Bỏ “status”, hoặc ghi null thay cho số liệu.".to_owned(),
        ),
        Finding::PartsOverTotal { parts, total } => (
            format!("Các phần cộng lại là {parts}, lớn hơn tổng số {total}."),
            "Kiểm tra lại các phần và tổng số.".to_owned(),
        ),
        Finding::ChangeContradictsBase { stated, computed } => (
            match computed {
                Some(computed) => format!("Mức thay đổi ghi {stated}, tính từ số gốc ra {computed}."),
                None => format!("Mức thay đổi ghi {stated}, nhưng từ số gốc bằng 0 hoặc âm không thể tính như vậy."),
            },
            "Kiểm tra lại mức thay đổi, số gốc và số liệu.".to_owned(),
        ),
        Finding::UnknownField { found, like, is_attribute } => (
            format!("Không có {} “{found}”.", if *is_attribute { "thuộc tính" } else { "trường" }),
            match like {
                Some(like) => format!("Có phải là “{like}” không?"),
                None if *is_attribute => {
                    "Ghi thành một trường của JSON, trong thẻ <script> bên trong hoặc trong tệp.".to_owned()
                }
                None => "Bỏ trường này, hoặc xem lại tên.".to_owned(),
            },
        ),
        Finding::StrayField { field, takes } => (
            format!("“{field}” không có tác dụng khi không có “{takes}”."),
            format!("Bỏ “{field}”: trường này chỉ đi cùng “{takes}”."),
        ),
        Finding::NoSuchCategory(name) => {
            (format!("Không có hạng mục “{name}”."), "Ghi đúng tên, hoặc id, của một hạng mục.".to_owned())
        }
        Finding::TooManyDigits(shown) => (
            format!("Số có quá nhiều chữ số: trên hình là {shown}."),
            "Viết nhiều nhất 15 chữ số, 9 chữ số thập phân; dùng đơn vị lớn hơn hoặc nhỏ hơn.".to_owned(),
        ),
        Finding::PeriodBackwards => say("Kỳ kết thúc trước khi bắt đầu.", "Kiểm tra lại “start” và “end”."),
        Finding::DuplicateCategory(label) => {
            (format!("Hạng mục “{label}” có hai lần."), "Đặt tên khác nhau cho từng hạng mục.".to_owned())
        }
        Finding::LabelTooLong(length) => {
            (format!("Nhãn dài {length} ký tự."), "Rút ngắn nhãn, chuyển phần còn lại sang “note”.".to_owned())
        }
        Finding::UnsafeAddress => {
            say("Địa chỉ không bắt đầu bằng http: hoặc https:.", "Viết địa chỉ đầy đủ, bắt đầu bằng https://.")
        }
        Finding::CannotStack(field) => (
            "Số âm không thể xếp chồng, cũng không là một phần của tổng: các cột được vẽ cạnh nhau.".to_owned(),
            format!("Bỏ “{field}”, hoặc kiểm tra dấu của các số."),
        ),
        Finding::Failed(failure) => super::failure::failure(failure),
        Finding::NotUnicode(Some(kind)) => (
            format!("Tệp này không phải văn bản như CSV hay JSON mà là loại {kind}, dù tên tệp là gì."),
            "Mở bảng trong Excel, lưu thành loại “CSV UTF-8”, rồi dùng tệp mới.".to_owned(),
        ),
        Finding::NotUnicode(None) => say(
            "Tệp không dùng bảng mã Unicode.",
            "Lưu lại bằng mã UTF-8; trong Excel chọn “CSV UTF-8” hoặc “Unicode Text”.",
        ),
        Finding::NoFigures(format) => (
            format!("Tệp {format} này không có số liệu nào, chỉ có phần mô tả hoặc ô trống."),
            "Tải lại tệp kèm số liệu, hoặc chỉ tới đúng bộ số liệu.".to_owned(),
        ),
        Finding::OtherFormat { found, wanted } => (
            format!("Tệp này có dạng {found}, không đọc được."),
            format!("Lấy lại đúng số liệu đó ở dạng {wanted}."),
        ),
        Finding::UnknownChoice { found, like, known } => (
            format!("Tệp không có “{found}”."),
            like.as_ref().map_or_else(
                || format!("Dùng một trong: {}.", known.join(" | ")),
                |like| format!("Có phải là “{like}” không?"),
            ),
        ),
        Finding::CubeCut(chosen) => (
            format!("Tệp có nhiều chiều; hình chỉ vẽ: {chosen}."),
            "Muốn vẽ phần khác, dùng “select” và “bars”.".to_owned(),
        ),
        Finding::OnePage { pages: None, all, .. } => (
            "Máy chủ chỉ trả về một phần các dòng; phần còn lại không có trên hình.".to_owned(),
            format!("Thêm “{all}” vào địa chỉ, hoặc lọc để có ít dòng hơn."),
        ),
        Finding::OnePage { page, pages: Some(pages), all } => (
            format!("Tệp chỉ là trang {page} trong {pages} trang; số liệu ở các trang khác không có trên hình."),
            format!("Thêm “{all}” vào địa chỉ."),
        ),
        Finding::UnusedColumn(column) => (
            format!("Cột “{column}” không có trong hình."),
            format!(
                "Nếu cột này phân biệt các dòng, nêu nó trong “columns”: “series={column}”; nếu là đơn vị, \
                 “unit={column}”."
            ),
        ),
        Finding::TwoRows(label) => {
            (format!("“{label}” có hai dòng số liệu; hình vẽ dòng đầu."), "Bỏ dòng thừa.".to_owned())
        }
    }
}

/// What to do about a slip in the writing of JSON.
fn slip_words(slip: Slip) -> &'static str {
    match slip {
        Slip::Empty => "Tệp rỗng: kiểm tra lại địa chỉ, hoặc ghi số liệu vào.",
        Slip::CutOff => "Dữ liệu dừng giữa chừng: thêm dấu ngoặc hoặc dấu nháy còn thiếu ở cuối.",
        Slip::TrailingComma => "Bỏ dấu phẩy thừa ngay trước dấu ngoặc đóng.",
        Slip::MissingComma => "Thêm dấu phẩy ở ngay trước chỗ đó.",
        Slip::Quotes => "Thay dấu nháy cong, nháy đơn hoặc &quot; bằng dấu nháy kép thẳng: \".",
        Slip::Space => "Thay khoảng trắng lạ (thường do dán từ Word hay trang web) bằng dấu cách thường.",
        Slip::Comment => "Bỏ chú thích: JSON không có chú thích.",
        Slip::Number => "Viết số dạng 1234.5: dấu chấm thập phân, không có dấu hàng nghìn, dấu + hay %.",
        Slip::QuoteInText => "Dấu nháy kép nằm trong chữ thì viết \\\"; giữa hai mục thì thêm dấu phẩy.",
        Slip::OpenQuote => "Thêm dấu đóng ở cuối ô ấy; dấu nháy nằm trong ô thì viết hai lần: \"\".",
        Slip::Word => "Đặt chữ trong dấu nháy kép thẳng; nếu chưa có số, viết null.",
        Slip::LineBreak => "Không xuống dòng hay dùng phím tab giữa hai dấu nháy; viết \\n nếu cần.",
        Slip::Escape => "Kiểm tra dấu \\ ở ngay trước chỗ đó; muốn có dấu \\ thì viết hai lần.",
        Slip::After => {
            "Dữ liệu đã kết thúc ở trước chỗ đó: bỏ phần sau, hoặc đặt tất cả trong [ ], cách nhau bằng dấu phẩy."
        }
        Slip::Other => "Kiểm tra dấu phẩy, dấu ngoặc, dấu nháy ở ngay trước chỗ đó; số thập phân viết 12.5.",
    }
}

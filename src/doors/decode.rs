//! From bytes to text: UTF-8, or UTF-16 as Excel's "Unicode text" has it.

use super::Problem;
use crate::complaint::Finding;
use std::borrow::Cow;

/// The text of a file, with what servers put around it; UTF-8 is not copied.
pub fn text(bytes: &[u8]) -> Result<Cow<'_, str>, Problem> {
    let unreadable = || (Finding::NotUnicode(kind(bytes)), "$".to_owned());
    let text = match bytes {
        _ if kind(bytes).is_some() => None,
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        // No text begins with NUL, and none in a Latin script is without: UTF-16 that lost its mark.
        [0, first, ..] if *first != 0 => utf16(bytes, u16::from_be_bytes),
        [first, 0, _, 0, ..] if *first != 0 => utf16(bytes, u16::from_le_bytes),
        _ => return std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| unreadable()),
    };
    text.map(Cow::Owned).ok_or_else(unreadable)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let units = bytes.as_chunks().0.iter().map(|pair| unit(*pair));
    char::decode_utf16(units).collect::<Result<String, _>>().ok()
}

/// How the name of a file ends that is no text, by its first bytes.
fn kind(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [b'P', b'K', 3, 4, ..] => Some(".xlsx / .ods / .zip"),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Some(".xls / .doc"),
        [b'%', b'P', b'D', b'F', b'-', ..] => Some(".pdf"),
        _ => None,
    }
}

//! The order of names in Vietnamese dictionaries: by letters first (a ă â … d đ … o ô ơ … u ư), by tones only where
//! the letters are the same. English names come out in English order, since its letters are among them. Numbers
//! within names count as numbers, so that "Khối 2" stands before "Khối 10".

use std::cmp::Ordering;

/// The letters in their order, each with its tones: none, grave, hook, tilde, acute, dot below.
pub(crate) const LETTERS: [&str; 33] = [
    "aàảãáạ",
    "ăằẳẵắặ",
    "âầẩẫấậ",
    "b",
    "c",
    "d",
    "đ",
    "eèẻẽéẹ",
    "êềểễếệ",
    "f",
    "g",
    "h",
    "iìỉĩíị",
    "j",
    "k",
    "l",
    "m",
    "n",
    "oòỏõóọ",
    "ôồổỗốộ",
    "ơờởỡớợ",
    "p",
    "q",
    "r",
    "s",
    "t",
    "uùủũúụ",
    "ưừửữứự",
    "v",
    "w",
    "x",
    "yỳỷỹýỵ",
    "z",
];

/// Which of two names stands first.
pub fn compare(one: &str, other: &str) -> Ordering {
    let letters = |name| keys(name).map(|(letter, _)| letter);
    let tones = |name| keys(name).map(|(_, tone)| tone);
    letters(one).cmp(letters(other)).then_with(|| tones(one).cmp(tones(other))).then_with(|| one.cmp(other))
}

/// The place of each letter and its tone; a run of digits is one letter, and stands before all others.
fn keys(name: &str) -> impl Iterator<Item = (u64, usize)> {
    let mut characters = name.chars().peekable();
    std::iter::from_fn(move || {
        let character = characters.next()?;
        let Some(mut number) = character.to_digit(10).map(u64::from) else { return Some(key(character)) };
        while let Some(digit) = characters.peek().and_then(|next| next.to_digit(10)) {
            number = number.saturating_mul(10).saturating_add(u64::from(digit)).min(NUMBERS);
            characters.next();
        }
        Some((SPACE + 1 + number, 0))
    })
}

/// Where the space stands: before everything, so that "An Bình" comes before "Anh".
const SPACE: u64 = 0;
/// Longer numbers than this count as this.
const NUMBERS: u64 = 1 << 40;

fn key(character: char) -> (u64, usize) {
    if character == ' ' {
        return (SPACE, 0);
    }
    let small = small(character);
    let found = LETTERS.iter().enumerate().find_map(|(place, tones)| {
        let tone = tones.chars().position(|known| known == small)?;
        Some((place as u64, tone))
    });
    let after_numbers = SPACE + 2 + NUMBERS;
    match found {
        Some((place, tone)) => (after_numbers + place, tone),
        None => (after_numbers + LETTERS.len() as u64 + u64::from(small), 0),
    }
}

/// The small letter of a capital, as far as Vietnamese and English have capitals: the whole of Unicode would weigh
/// more than all of this.
pub(crate) fn small(capital: char) -> char {
    let code = u32::from(capital);
    let step = match capital {
        'A'..='Z' | 'À'..='Þ' => 32,
        'Ư' => 1,
        'Ā'..='ſ' | 'Ơ' | 'Ạ'..='ỹ' if code.is_multiple_of(2) => 1,
        _ => 0,
    };
    char::from_u32(code + step).unwrap_or(capital)
}

/// The capital of a small letter, as far.
pub(crate) fn capital(small: char) -> char {
    let step = match small {
        'a'..='z' | 'à'..='þ' => 32,
        _ => 1,
    };
    let before = char::from_u32(u32::from(small).saturating_sub(step)).unwrap_or(small);
    if self::small(before) == small { before } else { small }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_as_in_a_dictionary() {
        let sorted = [
            "An Biên",
            "An Minh",
            "Anh",
            "Châu Thành",
            "Duy Tiên",
            "Đông Hòa",
            "Giang Thành",
            "Hà",
            "Hạ",
            "Hàm",
            "Khối 2",
            "Khối 10",
            "Khối A",
            "Ô Môn",
            "U Minh Thượng",
            "Ưng Hòa",
            "xã B",
            "Xã C",
        ];
        let mut names = sorted;
        names.reverse();
        names.sort_by(|one, other| compare(one, other));
        assert_eq!(names, sorted);
    }
}

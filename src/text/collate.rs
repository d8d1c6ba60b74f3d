//! The order of names in Vietnamese dictionaries: by letters first (a ă â … d đ … o ô ơ … u ư), by tones only where
//! the letters are the same. English names come out in English order, since its letters are among them. Numbers
//! within names count as numbers, so that "Khối 2" stands before "Khối 10".

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

/// What a name is sorted by: its letters, then its tones, then whatever else is in it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct Key<'a> {
    letters: Vec<u64>,
    tones: Vec<u8>,
    name: &'a str,
}

impl Key<'_> {
    /// The key of a name, made once for all comparisons.
    pub fn of(name: &str) -> Key<'_> {
        let (letters, tones) = letters(name).unzip();
        Key { letters, tones, name }
    }
}

/// The place of each letter and its tone; a run of digits is one letter, and stands before all others.
fn letters(name: &str) -> impl Iterator<Item = (u64, u8)> {
    let mut characters = name.chars().peekable();
    std::iter::from_fn(move || {
        let character = characters.next()?;
        let Some(mut number) = character.to_digit(10).map(u64::from) else { return Some(letter(character)) };
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

fn letter(character: char) -> (u64, u8) {
    if character == ' ' {
        return (SPACE, 0);
    }
    let small = small(character);
    let found = (0..).zip(LETTERS).find_map(|(place, tones)| {
        let tone = (0..).zip(tones.chars()).find(|(_, known)| *known == small)?.0;
        Some((place, tone))
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
        names.sort_by_key(|name| Key::of(name));
        assert_eq!(names, sorted);
    }
}

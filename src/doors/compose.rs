//! Vietnamese as some programs write it: letters with their marks behind them, in characters of their own.

use crate::text::collate::{LETTERS, capital, small};
use std::borrow::Cow;

/// The marks of tones, in the order of [`LETTERS`]: grave, hook, tilde, acute, dot below.
const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];

/// The marks that make another letter: breve, circumflex and horn, with what they stand on and what that becomes.
const SHAPES: [(char, char, char); 6] = [
    ('\u{306}', 'a', 'ă'),
    ('\u{302}', 'a', 'â'),
    ('\u{302}', 'e', 'ê'),
    ('\u{302}', 'o', 'ô'),
    ('\u{31b}', 'o', 'ơ'),
    ('\u{31b}', 'u', 'ư'),
];

/// The same text with each letter and its marks in one character.
pub fn composed(text: &str) -> Cow<'_, str> {
    if !text.contains(is_mark) {
        return Cow::Borrowed(text);
    }
    let mut whole = String::with_capacity(text.len());
    for character in text.chars() {
        let last = whole.chars().next_back().filter(|_| is_mark(character));
        match last.and_then(|last| marked(last, character)) {
            Some(letter) => {
                whole.pop();
                whole.push(letter);
            }
            None => whole.push(character),
        }
    }
    Cow::Owned(whole)
}

fn is_mark(character: char) -> bool {
    TONES.contains(&character) || SHAPES.iter().any(|(mark, ..)| *mark == character)
}

/// A letter with one mark more; `None` where Vietnamese has no such letter.
fn marked(letter: char, mark: char) -> Option<char> {
    let small = small(letter);
    let row = LETTERS.iter().find(|row| row.contains(small))?;
    let tone = row.chars().position(|known| known == small)?;
    let found = match TONES.iter().position(|known| *known == mark) {
        Some(place) if tone == 0 => row.chars().nth(place + 1)?,
        Some(_) => return None,
        None => {
            let base = row.chars().next()?;
            let (.., shaped) = SHAPES.iter().find(|(known, on, _)| *known == mark && *on == base)?;
            LETTERS.iter().find(|row| row.starts_with(*shaped))?.chars().nth(tone)?
        }
    };
    Some(if letter == small { found } else { capital(found) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_marks_become_one_character() {
        let check = |apart: &str, together: &str| assert_eq!(composed(apart), together);
        check("Huye\u{323}\u{302}n", "Huyện");
        check("Huy\u{ea}\u{323}n", "Huyện");
        check("\u{110}o\u{31b}n vi\u{323}", "Đơn vị");
        check("NA\u{306}M, U\u{31b}\u{301}NG", "NĂM, ỨNG");
        check("Tỷ lệ", "Tỷ lệ");
        // What Vietnamese has not stays as it is.
        check("n\u{303} z\u{302} \u{301}", "n\u{303} z\u{302} \u{301}");
    }
}

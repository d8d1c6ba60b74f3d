//! Breaking a text into lines that fit, without losing a letter of it.

/// Splits a text into lines for which `fits` holds: greedily, at spaces. What stands between two spaces and is too
/// long for a line of its own is split after hyphens, slashes and zero-width spaces, and between Chinese, Japanese
/// and Korean characters; where that is not enough, between characters (letters keep their marks), at least one a
/// line. A no-break space is no place to break.
pub(super) fn wrap(text: &str, fits: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in pieces(text, &is_after_space).flat_map(|word| broken(word, fits)) {
        let mut word = if line.is_empty() { word.trim_start_matches(is_space) } else { word };
        if !line.is_empty() {
            let longer = format!("{line}{word}");
            if fits(longer.trim_end_matches(is_space)) {
                line = longer;
                continue;
            }
            lines.push(line.trim_end_matches(is_space).to_owned());
            line.clear();
            word = word.trim_start_matches(is_space);
        }
        loop {
            let (head, tail) = split_word(word, fits);
            if tail.trim_start_matches(is_space).is_empty() {
                break;
            }
            lines.push(head.to_owned());
            word = tail;
        }
        line.push_str(word);
    }
    if !line.trim_end_matches(is_space).is_empty() {
        lines.push(line.trim_end_matches(is_space).to_owned());
    }
    lines
}

/// The word itself where it fits on a line, else its pieces between the places where it may be broken.
fn broken<'a>(word: &'a str, fits: &dyn Fn(&str) -> bool) -> Vec<&'a str> {
    match fits(word.trim_matches(is_space)) {
        true => vec![word],
        false => pieces(word, &breaks_between).collect(),
    }
}

/// Whether a text may be broken between the last two of three neighbours.
type Breaks<'a> = &'a dyn Fn(Option<char>, char, char) -> bool;

/// The pieces between places to break; each keeps the spaces that follow it.
fn pieces<'a>(text: &'a str, breaks_between: Breaks<'a>) -> impl Iterator<Item = &'a str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut characters = rest.char_indices().peekable();
        let mut before = None;
        while let Some((_, character)) = characters.next() {
            let Some(&(next_at, next)) = characters.peek() else { break };
            if breaks_between(before, character, next) {
                let (word, tail) = rest.split_at(next_at);
                rest = tail;
                return Some(word);
            }
            before = Some(character);
        }
        (!rest.is_empty()).then(|| std::mem::take(&mut rest))
    })
}

fn is_after_space(_: Option<char>, character: char, next: char) -> bool {
    is_space(character) && !is_space(next) && !joins(character, next)
}

fn breaks_between(before: Option<char>, character: char, next: char) -> bool {
    if is_space(next) || joins(character, next) {
        return false;
    }
    match character {
        '\u{200b}' => true,
        character if is_space(character) => true,
        // A hyphen that opens a word is a minus sign, and one between digits belongs to a date or a span of years.
        '-' | '/' | '\u{2010}' | '\u{2013}' | '\u{2014}' => {
            before.is_some_and(|before| !is_space(before))
                && !(before.is_some_and(|before| before.is_ascii_digit()) && next.is_ascii_digit())
        }
        character => {
            (is_ideograph(character) || is_ideograph(next))
                && !is_one_of(character, "「『（【〈《“‘(")
                && !is_closing(next)
        }
    }
}

/// Whether a line may end here at the cost of this very character.
fn is_space(character: char) -> bool {
    character.is_whitespace() && !matches!(character, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{ff01}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

/// What may not open a line.
fn is_closing(character: char) -> bool {
    is_one_of(character, "、。，．・：；？！」』）】〉》”’ー々,.:;?!)%\u{a0}")
}

/// As `contains` has it, but that brings a search for long texts with it, of many times the size.
fn is_one_of(character: char, all: &str) -> bool {
    all.chars().any(|one| one == character)
}

/// The longest head of a word that fits, at least one character with its marks, and the rest. The work is in
/// proportion to the line, not to the word.
fn split_word<'a>(word: &'a str, fits: &dyn Fn(&str) -> bool) -> (&'a str, &'a str) {
    let mut more = cluster_ends(word);
    let mut ends: Vec<usize> = more.by_ref().take(32).collect();
    let head = |end: usize| word.get(..end).unwrap_or(word);
    let mut enough = 0;
    while ends.last().is_some_and(|&end| fits(head(end).trim_end_matches(is_space))) {
        enough = ends.len();
        ends.extend(more.by_ref().take(enough));
        if ends.len() == enough {
            return (word, "");
        }
    }
    let rest = ends.get(enough..).unwrap_or_default();
    let count = enough + rest.partition_point(|&end| fits(head(end).trim_end_matches(is_space)));
    word.split_at(ends.get(count.saturating_sub(1)).copied().unwrap_or(word.len()))
}

/// Where each character ends that a reader takes for one: a letter with its marks, an emoji with its parts.
fn cluster_ends(word: &str) -> impl Iterator<Item = usize> {
    let mut characters = word.char_indices().peekable();
    let mut flags = 0;
    std::iter::from_fn(move || {
        loop {
            let (_, character) = characters.next()?;
            let Some(&(end, next)) = characters.peek() else { return Some(word.len()) };
            let is_flag = |character| matches!(character, '\u{1f1e6}'..='\u{1f1ff}');
            flags = if is_flag(character) { flags + 1 } else { 0 };
            let opens_a_flag = is_flag(next) && flags % 2 == 1;
            if !joins(character, next) && !opens_a_flag {
                return Some(end);
            }
        }
    })
}

/// Whether two neighbours are parts of one character: most of what Unicode's annex 29 asks for, in the scripts of
/// Viet Nam and its neighbours, without its tables.
fn joins(character: char, next: char) -> bool {
    let builds_on = matches!(next,
        // Marks of Latin, Cyrillic, Hebrew and Arabic letters; variation selectors, and what stands over symbols.
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}'
        | '\u{200c}' | '\u{200d}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}' | '\u{e0100}'..='\u{e01ef}'
        // Thai, Lao, Myanmar and Khmer vowels and tones that hang on a consonant; Cham, as written in Viet Nam.
        | '\u{e31}' | '\u{e33}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{eb1}' | '\u{eb3}'..='\u{ebc}'
        | '\u{ec8}'..='\u{ecd}' | '\u{102b}'..='\u{103e}' | '\u{17b4}'..='\u{17d3}' | '\u{17dd}'
        | '\u{aa29}'..='\u{aa36}' | '\u{aa43}' | '\u{aa4c}' | '\u{aa4d}'
        // Later letters of a Hangul syllable.
        | '\u{1160}'..='\u{11ff}')
        || indic_mark(next);
    let reaches_on = matches!(character,
        // The joiner of emoji, Khmer's and Indic scripts' signs that subjoin the next consonant.
        '\u{200d}' | '\u{17d2}' | '\u{1039}'
        // Thai and Lao vowels that are written before their consonant.
        | '\u{e40}'..='\u{e44}' | '\u{ec0}'..='\u{ec4}')
        || (matches!(character as u32, 0x900..=0xd7f) && character as u32 & 0x7f == 0x4d);
    (builds_on || reaches_on) && !is_space(character) && !is_space(next)
}

/// The nine scripts from Devanagari to Malayalam share one arrangement, 128 places each.
fn indic_mark(character: char) -> bool {
    let code = character as u32;
    matches!(code, 0x900..=0xd7f)
        && matches!(code & 0x7f, 0x00..=0x03 | 0x3a..=0x3c | 0x3e..=0x4f | 0x55..=0x57 | 0x62 | 0x63)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Breaks at `width` characters, marks not counted, and joins the lines with a bar.
    #[track_caller]
    fn check(text: &str, width: usize, lines: &str) {
        let fits = |line: &str| cluster_ends(line).count() <= width || line.is_empty();
        assert_eq!(wrap(text, &fits).join("|"), lines, "{text}");
    }

    #[test]
    fn lines_break_where_readers_expect_it() {
        check("Nhà đại đoàn kết, xây mới", 12, "Nhà đại đoàn|kết, xây mới");
        check("  Cầu   xây  mới ", 9, "Cầu   xây|mới");
        check("11,4\u{a0}tỷ\u{a0}đồng và hơn", 14, "11,4\u{a0}tỷ\u{a0}đồng|và hơn");
        check("Khánh Hòa-Ninh Thuận/Bình Thuận", 13, "Khánh|Hòa-Ninh|Thuận/Bình|Thuận");
        check("Hòa-Ninh Thuận/Bình", 7, "Hòa-|Ninh|Thuận/|Bình");
        check("giai đoạn 2020-2021 -5", 10, "giai đoạn|2020-2021|-5");
        check("đến 15/5/2021", 9, "đến|15/5/2021");
        check("建設新農村，共同富裕", 5, "建設新農|村，共同富|裕");
        check("siêu\u{200b}dài", 5, "siêu\u{200b}|dài");
        check("", 5, "");
        check("   ", 5, "");
    }

    #[test]
    fn long_words_break_between_whole_characters() {
        check("nghiêng", 3, "ngh|iên|g");
        check("nghie\u{302}\u{323}ng", 3, "ngh|ie\u{302}\u{323}n|g");
        check("ក្រុងភ្នំពេញ", 2, "ក្រុង|ភ្នំពេ|ញ");
        check("เก็บน้ำ", 1, "เก็|บ|น้ำ");
        check("👩‍👩‍👧👍🏽🇻🇳🇰🇭", 1, "👩‍👩‍👧|👍🏽|🇻🇳|🇰🇭");
        check("abc", 0, "a|b|c");
    }
}

//! Periods as statistics write them: `2024`, `Prel. 2024`, `2024M03`, `2024-Q1`, `Quý 1/2024`, `Sơ bộ 2024`.

/// What a label says of time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// The year.
    pub year: u32,
    /// The month, quarter or week in it, 0 for none.
    pub part: u32,
    /// Whether the label itself says that the figures may still change.
    pub provisional: bool,
    /// The label without that word.
    pub label: String,
}

const PROVISIONAL: [&str; 11] =
    ["provisional", "preliminary", "prel.", "prel", "prov.", "sơ bộ", "so bo", "ước tính", "ước", "(p)", "*"];

/// The period of a label; `None` where it is something else.
pub fn period(label: &str) -> Option<Period> {
    let mut rest = label.trim().to_lowercase();
    let mut shown = label.trim().to_owned();
    let mut provisional = false;
    for word in PROVISIONAL {
        if let Some(cut) = rest.strip_prefix(word).or_else(|| rest.strip_suffix(word)) {
            let length = cut.trim().chars().count();
            let front = rest.starts_with(word);
            let kept: Vec<char> = shown.chars().collect();
            let kept = match front {
                true => kept.get(kept.len().saturating_sub(cut.chars().count())..),
                false => kept.get(..cut.chars().count()),
            };
            shown = kept.unwrap_or_default().iter().collect::<String>().trim().to_owned();
            rest = cut.trim().to_owned();
            provisional = true;
            if length == 0 {
                return None;
            }
            break;
        }
    }
    let letters = rest.chars().filter(|character| character.is_alphabetic()).count();
    let numbers: Vec<&str> =
        rest.split(|character: char| !character.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    if letters > 7 || numbers.len() > 2 {
        return None;
    }
    let is_year = |number: &&str| number.len() == 4 && ("1500".."2500").contains(number);
    let place = numbers.iter().position(is_year)?;
    let year = numbers.get(place)?.parse().ok()?;
    let other = numbers.iter().enumerate().find(|(index, _)| *index != place).map(|(_, number)| *number);
    let part = match other {
        None => 0,
        Some(number) => number.parse().ok()?,
    };
    Some(Period { year, part, provisional, label: shown })
}

/// The day of a date or time stamp; `None` for what is none, and for dates that mean "never".
pub fn day(written: &str) -> Option<String> {
    let day = written.trim().get(..10)?;
    let mut parts = day.split('-');
    let (year, month, date) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    // Year 1 and the start of Unix time are what programs write that know of no change.
    let never = year < "1900" || year > "2500" || day == "1970-01-01" || day == "1900-01-01";
    let whole = digits(year, 4) && digits(month, 2) && digits(date, 2);
    let exists = ("01"..="12").contains(&month) && ("01"..="31").contains(&date);
    (whole && exists && !never).then(|| day.to_owned())
}

//! What the targets have in common: bytes become an input, and `tests/invariants` says what must hold of what comes of
//! it. A target is a line in `targets/`.

#[path = "../../tests/invariants/mod.rs"]
pub mod invariants;
#[path = "../../tests/metrics/mod.rs"]
mod metrics;

use indicator_widget::doors::read_own;
use indicator_widget::doors::{self, Format, read_any};
use indicator_widget::model::{Indicator, Shape};
use indicator_widget::read::{Options, View, update_values};
use invariants::{check, made::Choices};

/// What is asked of a reading, chosen by bytes.
fn asked(choices: &mut Choices) -> Options {
    let lang = choices.pick(&[Some("vi"), Some("en"), None, Some("en-GB"), Some("km")]);
    let view = choices.pick(&["", "auto", "progress", "bullet", "bars", "tile", "table"]);
    Options { lang: lang.map(str::to_owned), view: View::from_name(view).unwrap_or_default(), only: Vec::new() }
}

/// A file, and behind two bytes that no text has, what the page asks of it. So every file of the fixtures is an input.
fn file_and_choices(bytes: &[u8]) -> (&[u8], Choices<'_>) {
    let end = bytes.windows(2).position(|pair| pair == [0xff, 0xff]);
    let (file, chosen) = end.and_then(|end| bytes.split_at_checked(end)).unwrap_or((bytes, &[]));
    (file, Choices::new(chosen.get(2..).unwrap_or_default()))
}

/// JSON text of our own format, or of any that is recognised.
pub fn document(bytes: &[u8]) {
    let (file, mut choices) = file_and_choices(bytes);
    let (look, options, any) = (choices.look(), asked(&mut choices), choices.below(2) == 1);
    let read = || match std::str::from_utf8(file) {
        Ok(text) if !any => read_own(text, &options),
        _ => read_any(file, &doors::Options::default(), &options),
    };
    let reading = read();
    assert_eq!(reading, read(), "the same reading twice");
    check(&reading, look);
}

/// A file of that format.
pub fn door(format: Format, bytes: &[u8]) {
    const SELECT: [&str; 6] = ["", "Year=2020", "Sex=Total;Năm=2021", "time=", "=;;=", "country=VNM;indicator=x"];
    const BARS: [&str; 5] = ["", "Year", "Vùng", "country", "x"];
    const COLUMNS: [&str; 5] = ["", "label=Xã;value=Hộ", "value=a,b;year=c", "series=d;unit=e;status=f", "label=;x"];
    let (file, mut choices) = file_and_choices(bytes);
    let (look, reading) = (choices.look(), asked(&mut choices));
    let options = doors::Options {
        format,
        select: choices.pick(&SELECT).to_owned(),
        bars: choices.pick(&BARS).to_owned(),
        columns: choices.pick(&COLUMNS).to_owned(),
        ..doors::Options::default()
    };
    let read = || read_any(file, &options, &reading);
    let reading = read();
    assert_eq!(reading, read(), "the same reading twice");
    check(&reading, look);
}

/// A document made up of the bytes, at every width and ratio.
pub fn picture(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let (look, options) = (choices.any_look(), asked(&mut choices));
    let json = choices.document().to_string();
    check(&read_own(&json, &options), look);
}

/// New numbers of any kind in the place of those of a document.
pub fn update(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let (look, options) = (choices.look(), asked(&mut choices));
    let numbers: Vec<f64> = (0..choices.below(24)).map(|_| any_number(&mut choices)).collect();
    let json = choices.document().to_string();
    let mut reading = read_own(&json, &options);
    let Some(document) = &mut reading.document else { return };
    let before = document.clone();
    if numbers.is_empty() {
        return;
    }
    let expected = before.indicators().map(count).sum();
    // Few lists are as long as the document wants: made longer by repeating, or cut.
    let values: Vec<f64> = numbers.iter().copied().cycle().take(expected).collect();
    let fits = values.iter().all(|value| value.is_nan() || value.abs() <= 1e18);
    assert_eq!(update_values(document, &values), fits, "{values:?}");
    if !fits {
        return assert_eq!(*document, before, "nothing changes");
    }
    let once = document.clone();
    assert!(update_values(document, &values));
    assert_eq!(*document, once, "the same numbers twice");
    check(&reading, look);
}

/// How many numbers an indicator takes.
fn count(indicator: &Indicator) -> usize {
    match &indicator.shape {
        Shape::Value(_) | Shape::Share { .. } | Shape::Target { .. } => 1,
        Shape::Parts { parts, .. } => parts.len(),
        Shape::Table(table) => table.categories.len() * table.series.len(),
        Shape::Changes => 0,
    }
}

fn any_number(choices: &mut Choices) -> f64 {
    match choices.below(4) {
        0 => choices.below(256) as f64,
        1 => -(choices.below(256) as f64) / 4.0,
        2 => choices.pick(&[f64::NAN, -0.0, f64::INFINITY, 1e18, -1e18, 1e19, 5e-324, 1e-9, f64::NEG_INFINITY]),
        _ => choices.double(),
    }
}

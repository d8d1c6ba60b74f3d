//! Documents made up from bytes: the same bytes make the same document, and no bytes the simplest one. So whoever
//! makes up bytes, at random or by what they reach in the code, makes up documents of every shape.

use super::Look;
use serde_json::{Map, Value, json};

/// What texts are made of: Vietnamese in both Unicode forms, other scripts, and what was made to do harm.
const WORDS: [&str; 40] = [
    "Xã",
    "đạt chuẩn",
    "nông thôn mới",
    "tỷ đồng",
    "2021",
    "Quý\u{a0}I/2021",
    "A",
    "%",
    "nghie\u{302}\u{323}ng",
    "Mộttừrấtdàikhôngcókhoảngtrắngđểngắtdòngởbấtkỳchỗnàocả",
    "ភ្នំពេញ",
    "建設新農村",
    "مؤشر التنمية",
    "שלום",
    "👩‍👩‍👧‍👦",
    "🇻🇳",
    "<script>alert(1)</script>",
    "</text><image href=x onerror=alert(1)>",
    "]]>",
    "&amp; & &#x3c;",
    "\"' dy=\"0.76em\"",
    "<!-- ",
    "\u{0}\u{1}\u{1b}\u{7f}\u{9f}",
    "\u{202e}9876\u{202c}",
    "\u{2066}đảo\u{2069}",
    "\u{fffe}\u{ffff}\u{1fffe}",
    "\u{200b}\u{200d}\u{feff}",
    "\r\n\t",
    "\u{2028}\u{85}",
    "=1+1",
    "-2+3",
    "@SUM(A1)",
    "a;b,c",
    "__proto__",
    "12.345,6",
    "\u{300}\u{301}\u{302}",
    "a-b/c-d/e-f",
    "\\u0000",
    "W",
    "ก็ไม่",
];

const STATUSES: [&str; 6] = ["reported", "provisional", "revised", "estimated", "not-reported", "not-applicable"];

/// Choices taken from bytes, one after the other; nothing is left of them in the end, and then the first of everything
/// is chosen.
pub struct Choices<'a>(&'a [u8]);

impl<'a> Choices<'a> {
    /// What these bytes choose.
    pub fn new(bytes: &'a [u8]) -> Choices<'a> {
        Choices(bytes)
    }

    fn byte(&mut self) -> u8 {
        let Some((&first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        first
    }

    /// A number below so many, at most 256.
    pub fn below(&mut self, sides: usize) -> usize {
        usize::from(self.byte()) % sides
    }

    /// True once in so many times, and never without bytes.
    fn once_in(&mut self, sides: usize) -> bool {
        self.below(sides) == sides - 1
    }

    /// One of a list.
    pub fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    /// Any double at all: NaN and infinities too.
    pub fn double(&mut self) -> f64 {
        f64::from_bits((0..8).fold(0, |bits, _| bits << 8 | u64::from(self.byte())))
    }

    /// A width from 120 to 2000, a ratio from 0.5 to 4, light or dark.
    pub fn look(&mut self) -> Look {
        let steps = self.below(256) * 256 + self.below(256);
        let width = 120.0 + 1880.0 * steps as f64 / 65_535.0;
        let width = if self.once_in(2) { width } else { width.round() };
        Look { width, ratio: self.pick(&[1.0, 2.0, 3.0, 0.5, 1.25, 1.5, 2.625, 4.0, 1.1]), dark: self.once_in(2) }
    }

    /// Once in eight times a look that no page has.
    pub fn any_look(&mut self) -> Look {
        if self.once_in(8) { self.strange_look() } else { self.look() }
    }

    /// An extreme width or ratio.
    fn strange_look(&mut self) -> Look {
        let width = match self.below(8) {
            0 => 0.0,
            1 => self.double(),
            _ => self.pick(&[1.0, 17.3, 60.0, -5.0, f64::NAN, f64::INFINITY, 1e9, 20_000.0]),
        };
        Look { width, ratio: self.pick(&[1.0, 0.0, f64::NAN, f64::INFINITY, -1.0, 1e-9, 1e9]), dark: false }
    }

    /// A document.
    pub fn document(&mut self) -> Value {
        match self.below(6) {
            0..=2 => self.indicator(),
            3 => Value::Array(self.list(5, Choices::indicator)),
            4 => {
                let mut document = Map::new();
                for name in ["title", "subtitle", "note", "area"] {
                    self.maybe(&mut document, name, Choices::text);
                }
                self.maybe(&mut document, "asOf", Choices::date);
                self.maybe(&mut document, "period", |it| json!({ "start": it.date(), "end": it.date() }));
                self.maybe(&mut document, "source", |it| json!({ "name": it.text(), "published": it.date() }));
                document.insert("indicators".to_owned(), Value::Array(self.list(4, Choices::indicator)));
                Value::Object(document)
            }
            _ => {
                let groups = self.list(3, |it| {
                    let mut group = Map::from_iter([("title".to_owned(), it.text())]);
                    it.maybe(&mut group, "status", |it| json!(it.pick(&STATUSES)));
                    it.maybe(&mut group, "note", Choices::text);
                    it.maybe(&mut group, "indicators", |it| Value::Array(it.list(3, Choices::indicator)));
                    Value::Object(group)
                });
                json!({ "groups": groups })
            }
        }
    }

    fn list(&mut self, most: usize, mut entry: impl FnMut(&mut Self) -> Value) -> Vec<Value> {
        let count = 1 + self.below(most);
        (0..count).map(|_| entry(self)).collect()
    }

    fn maybe(&mut self, object: &mut Map<String, Value>, name: &str, field: impl FnOnce(&mut Self) -> Value) {
        if self.once_in(4) {
            let value = field(self);
            object.insert(name.to_owned(), value);
        }
    }

    fn words(&mut self) -> String {
        let count = self.pick(&[1, 1, 1, 2, 3, 6, 20]);
        let mut words = self.pick(&WORDS).to_owned();
        for _ in 1..count {
            words.push_str(self.pick(&[" ", " ", "", "\u{a0}"]));
            words.push_str(self.pick(&WORDS));
        }
        // A label of harmless but many letters, and any character there is.
        match self.below(32) {
            30 => words.repeat(20),
            31 => words + &self.character().to_string(),
            _ => words,
        }
    }

    fn character(&mut self) -> char {
        let code = (0..3).fold(0, |code, _| code << 8 | u32::from(self.byte()));
        char::from_u32(code % 0x11_0000).unwrap_or('?')
    }

    fn text(&mut self) -> Value {
        match self.below(8) {
            7 => json!({ "en": self.words(), "vi": self.words() }),
            _ => json!(self.words()),
        }
    }

    fn date(&mut self) -> Value {
        json!(self.pick(&["2021-05-15", "2021-05", "2021", "2020-02-29", "0000", "9999-12-31"]))
    }

    /// A figure: often an ordinary one, sometimes one at the edge of what there is.
    fn number(&mut self, signed: bool) -> Value {
        let number = match self.below(10) {
            0..=2 => f64::from(self.byte()),
            3 => return Value::Null,
            4 => f64::from(self.byte()) + f64::from(self.byte()) / 256.0,
            5 => f64::from(self.byte()) * f64::from(self.byte()) * 1000.0,
            6 => return json!(self.pick(&["11.40", "0.000000001", "999999999999999.9", "0", "123456789.123456789"])),
            7 => self.pick(&[
                0.0,
                1e18,
                5e-324,
                1e-12,
                2.5e-7,
                9.999_999_999,
                0.1 + 0.2,
                9_007_199_254_740_993.0,
                1e15 + 0.3,
                1.0,
            ]),
            8 => self.double(),
            _ => -f64::from(self.byte()),
        };
        let number = if number.is_finite() { number.clamp(-1e18, 1e18) } else { 1.0 };
        json!(if signed { number } else { number.abs() })
    }

    /// A figure that must be there.
    fn given(&mut self, signed: bool) -> Value {
        Some(self.number(signed)).filter(|number| !number.is_null()).unwrap_or(json!(100))
    }

    fn positive(&mut self) -> Value {
        let number = self.given(false);
        if number.as_f64() == Some(0.0) || number == "0" { json!(100) } else { number }
    }

    fn indicator(&mut self) -> Value {
        let mut indicator = Map::from_iter([("label".to_owned(), self.text())]);
        self.maybe(&mut indicator, "unit", Choices::text);
        self.maybe(&mut indicator, "note", Choices::text);
        self.maybe(&mut indicator, "asOf", Choices::date);
        self.maybe(&mut indicator, "decimals", |it| json!(it.below(10)));
        self.maybe(&mut indicator, "status", |it| json!(it.pick(&STATUSES)));
        self.maybe(&mut indicator, "qualifier", |it| json!(it.pick(&["more-than", "less-than", "about"])));
        self.maybe(&mut indicator, "higherIs", |it| json!(it.pick(&["better", "worse", "neutral"])));
        self.maybe(&mut indicator, "basis", |it| json!(it.pick(&["cumulative", "in-period"])));
        let views = ["auto", "progress", "bullet", "bars", "tile", "table"];
        self.maybe(&mut indicator, "view", |it| json!(it.pick(&views)));
        self.maybe(&mut indicator, "changes", |it| Value::Array(it.list(3, Choices::change)));
        match self.below(8) {
            0 => self.table(&mut indicator),
            1 => {
                indicator.insert("value".to_owned(), self.number(true));
            }
            2 => {
                indicator.insert("value".to_owned(), self.number(true));
                indicator.insert("total".to_owned(), self.positive());
                self.maybe(&mut indicator, "stated", |it| it.number(false));
            }
            3 => self.against(&mut indicator),
            4 => {
                let parts = self.list(8, |it| {
                    let mut part = Map::from_iter([("label".to_owned(), it.text())]);
                    part.insert("value".to_owned(), it.number(true));
                    it.maybe(&mut part, "status", |it| json!(it.pick(&STATUSES)));
                    if it.once_in(16) {
                        part.insert("unit".to_owned(), it.text());
                    }
                    Value::Object(part)
                });
                indicator.insert("parts".to_owned(), Value::Array(parts));
                if self.once_in(2) {
                    indicator.insert("total".to_owned(), self.positive());
                }
            }
            _ => self.table(&mut indicator),
        }
        Value::Object(indicator)
    }

    fn change(&mut self) -> Value {
        let amount = self.pick(&["percent", "times", "difference"]);
        let versus = self.pick(&["same-period-last-year", "previous-period", "plan", "baseline", "kỳ trước"]);
        let mut change = Map::from_iter([("versus".to_owned(), json!(versus))]);
        change.insert(amount.to_owned(), self.given(true));
        self.maybe(&mut change, "of", Choices::text);
        self.maybe(&mut change, "base", |it| it.number(true));
        self.maybe(&mut change, "words", Choices::text);
        Value::Object(change)
    }

    fn against(&mut self, indicator: &mut Map<String, Value>) {
        indicator.insert("value".to_owned(), self.number(true));
        let target = match self.below(2) {
            0 => self.given(true),
            _ => json!({ "value": self.given(true), "label": self.text(), "due": self.date() }),
        };
        indicator.insert("target".to_owned(), target);
        if self.once_in(2) {
            let (mut up_to, step) = (self.given(true).as_f64().unwrap_or(0.0), self.pick(&[1.0, 100.0, 1e-9, 1e15]));
            let count = 2 + self.below(4);
            let ranges = (0..count).map(|_| {
                up_to += step * (1.0 + self.below(256) as f64);
                json!({ "upTo": up_to, "label": self.text() })
            });
            indicator.insert("qualitativeRanges".to_owned(), Value::Array(ranges.collect()));
        }
    }

    fn table(&mut self, indicator: &mut Map<String, Value>) {
        let few = self.pick(&[1, 2, 3, 4, 5, 7, 9, 12, 16, 24, 30, 51, 60]);
        let count = if self.once_in(8) { self.pick(&[140, 300, 700, 1500]) } else { few };
        let stack = self.pick(&[None, None, Some("true"), Some("percent")]);
        let signed = stack.is_none() && self.once_in(2);
        let names = self.below(4);
        let categories: Vec<Value> = (0..count).map(|place| self.category(names, place, count)).collect();
        let highlighted = if self.once_in(3) { vec![categories[self.below(256) % count].clone()] } else { Vec::new() };
        let with_targets = self.once_in(4);
        let series = self.list(5, |it| {
            let mut series = Map::from_iter([("label".to_owned(), it.text())]);
            series.insert("values".to_owned(), it.numbers(count, signed));
            if with_targets {
                it.maybe(&mut series, "targets", |it| it.numbers(count, signed));
            }
            Value::Object(series)
        });
        indicator.insert("categories".to_owned(), Value::Array(categories));
        indicator.insert("series".to_owned(), Value::Array(series));
        if let Some(stack) = stack {
            indicator.insert("stack".to_owned(), if stack == "true" { json!(true) } else { json!(stack) });
        }
        self.maybe(indicator, "sort", |it| json!(it.pick(&["none", "ascending", "descending", "label"])));
        if highlighted.iter().all(Value::is_string) && !highlighted.is_empty() {
            indicator.insert("highlight".to_owned(), Value::Array(highlighted));
        }
    }

    fn category(&mut self, names: usize, place: usize, count: usize) -> Value {
        match names {
            0 => json!(format!("{}", place + 1)),
            1 => json!(format!("{}", 1990 + place)),
            2 if count <= 60 => json!(format!("{} {}", self.words(), place + 1)),
            _ => json!({ "id": place.to_string(), "label": format!("Xã số {}", place + 1) }),
        }
    }

    /// The figures of a series: each its own as long as they are few, else spread by a rule.
    fn numbers(&mut self, count: usize, signed: bool) -> Value {
        if count <= 60 {
            return Value::Array((0..count).map(|_| self.number(signed)).collect());
        }
        let (step, missing, peak) = (1 + self.below(256), 2 + self.below(256), self.below(256) * count / 256);
        let peak_value = self.given(signed);
        let numbers = (0..count).map(|place| match place {
            place if place == peak => peak_value.clone(),
            place if place % missing == missing - 1 => Value::Null,
            place => json!((place * step * 7919 % 1009) as f64 - if signed { 300.0 } else { 0.0 }),
        });
        Value::Array(numbers.collect())
    }
}

//! The document exactly as it was written: a JSON tree, not yet an indicator.
//!
//! A tree, and not derived structs, because a refusal has to name its JSON path, one bad indicator must not stop its
//! neighbours, and an unknown field is worth a hint, not a failure.

use crate::format;
use crate::limits::MAX_DEPTH;
use crate::text::Lang;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// One JSON value. Objects keep their order; a repeated key is kept, and the first one is read.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`: nothing was given.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// Any number, as a double.
    Number(f64),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Value>),
    /// An object.
    Object(Vec<(String, Value)>),
}

impl Value {
    /// Reads JSON text. A byte order mark and trailing NUL bytes, which some servers send, are no part of it.
    ///
    /// # Errors
    /// What the JSON parser says, with line and column (both from 1).
    pub fn from_json(text: &str) -> Result<Value, serde_json::Error> {
        serde_json::from_str(Value::trimmed(text))
    }

    /// The text without what servers put around it.
    pub fn trimmed(text: &str) -> &str {
        text.trim_start_matches('\u{feff}').trim_end_matches('\0')
    }

    /// The field of that name, if this is an object that has it.
    pub fn get(&self, name: &str) -> Option<&Value> {
        match self {
            Value::Object(fields) => fields.iter().find(|(key, _)| key == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text, if this is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// How the value looks, short enough to quote in a complaint.
    pub fn sketch(&self) -> String {
        match self {
            Value::Null => "null".to_owned(),
            Value::Bool(value) => value.to_string(),
            Value::Number(value) => format::number(*value, format::decimals_of(*value), Lang::En),
            Value::Text(text) => Value::quoted(text),
            Value::List(_) => "[…]".to_owned(),
            Value::Object(_) => "{…}".to_owned(),
        }
    }

    /// A text in quotes, cut after thirty characters.
    pub fn quoted(text: &str) -> String {
        format!("\"{}\"", Value::short(text))
    }

    /// A text, cut after thirty characters, without what may not be shown.
    pub fn short(text: &str) -> String {
        let mut start: String = text.chars().take(30).filter_map(shown).collect();
        if text.chars().nth(30).is_some() {
            start.push('…');
        }
        start
    }
}

/// A character as it may be shown: line breaks and tabs are spaces, other controls nothing. Direction overrides
/// and isolates (Unicode's "trojan source") could make a number read backwards, and U+FFFE and U+FFFF are no
/// characters: XML has no place for them, so that no SVG picture could be opened.
pub fn shown(character: char) -> Option<char> {
    match character {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' => None,
        _ if character.is_control() => None,
        _ => Some(character),
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        Level(MAX_DEPTH).deserialize(deserializer)
    }
}

/// How many levels may still be opened; it keeps input from deepening the recursion without end.
#[derive(Clone, Copy)]
struct Level(usize);

impl Level {
    fn below<E: Error>(self) -> Result<Level, E> {
        self.0.checked_sub(1).map(Level).ok_or_else(|| E::custom("nested too deeply"))
    }
}

impl<'de> DeserializeSeed<'de> for Level {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Level {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let below = self.below()?;
        let mut list = Vec::new();
        while let Some(value) = items.next_element_seed(below)? {
            list.push(value);
        }
        // The list may be long, and lives next to what is read from it.
        list.shrink_to_fit();
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let below = self.below()?;
        let mut fields = Vec::new();
        // Keys come through the same visitor: a second one would double its size.
        while let Some(key) = entries.next_key_seed(below)? {
            let value = entries.next_value_seed(below)?;
            if let Value::Text(key) = key {
                fields.push((key, value));
            }
        }
        Ok(Value::Object(fields))
    }
}

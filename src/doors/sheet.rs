//! A sheet is one picture's worth of figures; sheets make a document of our own.

use super::{Opened, Problem};
use crate::wire::Value;

/// One indicator, and the words that belong above and below it.
#[derive(Default)]
pub struct Sheet {
    /// The heading.
    pub title: Option<String>,
    /// What was chosen.
    pub subtitle: Option<String>,
    /// Remarks.
    pub note: Option<String>,
    /// Where the figures come from.
    pub source: Option<String>,
    /// The day of the last change.
    pub updated: Option<String>,
    /// The name of the indicator, the title where there is none.
    pub label: Option<String>,
    /// The other fields of the indicator.
    pub fields: Vec<(String, Value)>,
    /// What has to be said of it.
    pub warnings: Vec<Problem>,
}

/// A text as a field of that name.
pub fn field(name: &str, text: Option<String>) -> Option<(String, Value)> {
    text.map(|text| (name.to_owned(), Value::Text(text)))
}

fn source(name: Option<String>) -> Option<(String, Value)> {
    let name = field("name", name)?;
    Some(("source".to_owned(), Value::Object(vec![name])))
}

/// The document of all sheets. What they have in common stands above them, what they have not with each.
pub fn document(mut sheets: Vec<Sheet>) -> Opened {
    let mut fields = Vec::new();
    let common = |part: fn(&Sheet) -> &Option<String>| {
        let mut parts = sheets.iter().map(part);
        let first = parts.next().cloned().flatten();
        if parts.all(|part| *part == first) { first } else { None }
    };
    let words: [fn(&Sheet) -> &Option<String>; 5] = [
        |sheet| &sheet.title,
        |sheet| &sheet.subtitle,
        |sheet| &sheet.note,
        |sheet| &sheet.source,
        |sheet| &sheet.updated,
    ];
    let [title, subtitle, note, from, updated] = words.map(common);
    let titled = sheets.iter().all(|sheet| sheet.label.is_some());
    fields.extend(field("title", title.clone().filter(|_| titled)));
    fields.extend(field("subtitle", subtitle.clone()));
    fields.extend(field("note", note.clone()));
    fields.extend(field("updated", updated));
    fields.extend(source(from.clone()));
    let mut warnings = Vec::new();
    let mut indicators = Vec::new();
    for sheet in &mut sheets {
        let mut indicator = Vec::new();
        let label = match (&title, sheet.title.take(), sheet.label.take()) {
            (Some(_), own, None) => own,
            (None, Some(title), Some(label)) => Some(format!("{title}: {label}")),
            (_, own, label) => label.or(own),
        };
        indicator.extend(field("label", label.or_else(|| Some("–".to_owned()))));
        let remarks = [(subtitle.is_none(), sheet.subtitle.take()), (note.is_none(), sheet.note.take())];
        let remarks: Vec<String> = remarks.into_iter().filter_map(|(own, text)| text.filter(|_| own)).collect();
        indicator.extend(field("note", Some(remarks.join(". ")).filter(|text| !text.is_empty())));
        indicator.extend(source(sheet.source.take().filter(|_| from.is_none())));
        indicator.append(&mut sheet.fields);
        indicators.push(Value::Object(indicator));
        warnings.append(&mut sheet.warnings);
    }
    fields.push(("indicators".to_owned(), Value::List(indicators)));
    Opened { document: Value::Object(fields), warnings }
}

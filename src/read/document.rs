//! The document around the indicators: headings, dates, source, groups.

use super::Reader;
use super::fields::{At, Fields};
use crate::complaint::{Amount, Finding};
use crate::limits::MAX_INDICATORS;
use crate::model::{Document, Group, Member, Period, Source, Status};
use crate::wire::Value;

pub const FIELDS: &[&str] = &[
    "title",
    "subtitle",
    "note",
    "area",
    "lang",
    "period",
    "asOf",
    "updated",
    "source",
    "groups",
    "indicators",
    "$schema",
];
const GROUP: &[&str] = &["id", "title", "note", "status", "indicators"];
/// What makes an object an indicator, and in a group stands a step too high.
const OF_INDICATOR: &[&str] = &["label", "value", "total", "target", "parts", "categories", "series", "changes"];
const PERIOD: &[&str] = &["start", "end", "label"];
const SOURCE: &[&str] = &["name", "url", "published"];

/// What the document and the group say of their indicators.
#[derive(Clone, Copy)]
pub struct Around {
    /// Whether the document says up to when they count.
    pub dated: bool,
    /// How sure they are, unless they say it themselves.
    pub status: Status,
}

impl Around {
    /// There is nothing around an indicator that is a document by itself.
    const ALONE: Around = Around { dated: true, status: Status::Reported };
}

impl Reader<'_> {
    /// A document, a bare indicator or a list of them. `None` where nothing is left to show.
    pub fn document(&mut self, value: &Value) -> Option<Document> {
        let has = |names: &[&str]| names.iter().any(|name| value.get(name).is_some());
        let mut document = match value {
            Value::List(_) => {
                let members = self.members(value, &At::Root, Around::ALONE);
                bare(self.lang, members)
            }
            Value::Object(_) if has(&["groups", "indicators"]) => self.full(value)?,
            Value::Object(_) if has(OF_INDICATOR) => {
                let member = self.member(value, &At::Root, Around::ALONE);
                bare(self.lang, member.into_iter().collect())
            }
            _ => return self.refuse(Finding::NotADocument, &At::Root),
        };
        // Words alone are something to show, but only where figures were left out on purpose.
        document.groups.retain(|group| !group.members.is_empty() || group.title.is_some() || group.note.is_some());
        let shown = document.groups.iter().any(|group| {
            group.members.is_empty() || group.members.iter().any(|member| matches!(member, Member::Checked(_)))
        });
        if shown {
            return Some(document);
        }
        let Some(error) = self.error_since(0) else { return self.refuse(Finding::NothingToDraw, &At::Root) };
        let mut members = document.groups.iter().flat_map(|group| &group.members);
        self.refused = members.find_map(|member| match member {
            Member::Refused { label, complaint } if complaint.path == error.path => label.clone(),
            _ => None,
        });
        None
    }

    fn full(&mut self, value: &Value) -> Option<Document> {
        let fields = self.fields(value, &At::Root, FIELDS)?;
        self.code(&fields, "lang");
        let mut document = Document {
            title: self.optional_text(&fields, "title"),
            subtitle: self.optional_text(&fields, "subtitle"),
            note: self.optional_text(&fields, "note"),
            area: self.optional_text(&fields, "area"),
            period: self.period(&fields),
            as_of: self.date(&fields, "asOf"),
            updated: self.date(&fields, "updated"),
            source: self.source(&fields),
            ..bare(self.lang, Vec::new())
        };
        let around = Around { dated: document.as_of.is_some(), ..Around::ALONE };
        document.groups = match (fields.get("groups"), fields.get("indicators")) {
            (Some(_), Some(_)) => return self.refuse(Finding::TwoShapes("groups", "indicators"), &At::Root),
            (Some(groups), None) => self.groups(groups, &fields.at("groups"), around),
            (None, Some(indicators)) => {
                let members = self.members(indicators, &fields.at("indicators"), around);
                vec![group(members)]
            }
            (None, None) => return self.refuse(Finding::MissingField("indicators"), &fields.at("indicators")),
        };
        Some(document)
    }

    /// What is read of each entry of a list that has at least one.
    fn each<T>(&mut self, value: &Value, at: &At, read: impl Fn(&mut Self, &Value, &At) -> Option<T>) -> Vec<T> {
        let entries = self.entries(value, at).unwrap_or_default();
        if self.limit(Amount::Indicators, entries.len(), MAX_INDICATORS, at).is_none() {
            return Vec::new();
        }
        let entries = entries.iter().enumerate();
        entries.filter_map(|(index, entry)| read(self, entry, &At::Entry(at, index))).collect()
    }

    fn groups(&mut self, value: &Value, at: &At, around: Around) -> Vec<Group> {
        self.each(value, at, |reader, entry, at| reader.group(entry, at, around))
    }

    /// A group; one that cannot be read leaves the place of its figures to what is wrong.
    fn group(&mut self, value: &Value, at: &At, around: Around) -> Option<Group> {
        let before = self.complaints.len();
        let Some(fields) = self.fields(value, at, GROUP) else {
            let complaint = self.error_since(before).filter(|_| self.wanted(None)).cloned()?;
            return Some(group(vec![Member::Refused { label: None, complaint }]));
        };
        let id = self.code(&fields, "id");
        let wanted = self.wanted(id.as_deref());
        let mut read = Group {
            id,
            title: self.required_text(&fields, "title"),
            note: self.optional_text(&fields, "note"),
            status: self.status(&fields).unwrap_or_default(),
            members: Vec::new(),
        };
        let (list, list_at) = (fields.get("indicators"), fields.at("indicators"));
        let is_indicator = list.is_none() && OF_INDICATOR.iter().any(|name| fields.given(name).is_some());
        if is_indicator {
            // That a group has no such fields would sound as if they were to be left out.
            let mut places = 0..;
            self.complaints.retain(|it| places.next() < Some(before) || it.code != "unknown-field");
        }
        let before = self.complaints.len();
        let list = match list {
            Some(list) => self.group_list(list, &list_at),
            None if is_indicator => self.refuse(Finding::MissingField("indicators"), &list_at),
            None => return wanted.then_some(read),
        };
        let Some(list) = list else {
            let complaint = self.error_since(before).cloned();
            read.members.extend(complaint.map(|complaint| Member::Refused { label: None, complaint }));
            return wanted.then_some(read);
        };
        let around = Around { status: read.status, ..around };
        for (index, entry) in list.iter().enumerate() {
            let id = entry.get("id");
            if wanted || matches!(id, Some(Value::Text(id)) if self.wanted(Some(id))) {
                read.members.extend(self.member_unfiltered(entry, &At::Entry(&list_at, index), around));
            }
        }
        (wanted || !read.members.is_empty()).then_some(read)
    }

    /// The indicators of a group, which may be none; of all groups together not too many, since each is an element of the
    /// page.
    fn group_list<'v>(&mut self, value: &'v Value, at: &At) -> Option<&'v [Value]> {
        let Value::List(list) = value else { return self.refuse(Finding::NotAList, at) };
        let indicators = self.indicators.saturating_add(list.len());
        self.limit(Amount::Indicators, indicators, MAX_INDICATORS, at)?;
        self.indicators = indicators;
        Some(list)
    }

    fn members(&mut self, value: &Value, at: &At, around: Around) -> Vec<Member> {
        self.each(value, at, |reader, entry, at| reader.member(entry, at, around))
    }

    /// One indicator, unless the page asks for others only.
    fn member(&mut self, value: &Value, at: &At, around: Around) -> Option<Member> {
        let id = match value.get("id") {
            Some(Value::Text(id)) => Some(id.as_str()),
            _ => None,
        };
        if self.wanted(id) { self.member_unfiltered(value, at, around) } else { None }
    }

    fn member_unfiltered(&mut self, value: &Value, at: &At, around: Around) -> Option<Member> {
        self.close(at);
        let before = self.complaints.len();
        let indicator = self.indicator(value, at, around);
        let member = match (self.error_since(before).cloned(), indicator) {
            (None, indicator) => indicator.map(|indicator| Member::Checked(Box::new(indicator))),
            (Some(complaint), indicator) => {
                let label = indicator.map(|indicator| indicator.label).or_else(|| self.label_alone(value, at));
                Some(Member::Refused { label: label.filter(|label| !label.is_empty()), complaint })
            }
        };
        self.close(at);
        member
    }

    /// The label of an indicator that cannot be read: a reader has to know which one is missing.
    fn label_alone(&mut self, value: &Value, at: &At) -> Option<String> {
        let complaints = self.complaints.len();
        let label = value.get("label").and_then(|label| self.text(label, at));
        // What is wrong with the label was said when the indicator was read.
        self.complaints.truncate(complaints);
        label
    }

    /// Whether the page asks for what has this code.
    fn wanted(&self, id: Option<&str>) -> bool {
        let only = &self.options.only;
        only.is_empty() || id.is_some_and(|id| only.iter().any(|wanted| wanted == id))
    }

    fn period(&mut self, fields: &Fields) -> Option<Period> {
        let at = fields.at("period");
        let fields = self.fields(fields.get("period")?, &at, PERIOD)?;
        for name in ["start", "end"] {
            if fields.get(name).is_none() {
                return self.refuse(Finding::MissingField(name), &fields.at(name));
            }
        }
        let (start, end) = (self.date(&fields, "start")?, self.date(&fields, "end")?);
        // "2021-05" begins before "2021-05-15", and ends after it.
        let from = (start.year, start.month.unwrap_or(0), start.day.unwrap_or(0));
        let to = (end.year, end.month.unwrap_or(u8::MAX), end.day.unwrap_or(u8::MAX));
        if to < from {
            self.complain(Finding::PeriodBackwards, &at);
        }
        Some(Period { start, end, label: self.optional_text(&fields, "label") })
    }

    /// Where figures come from. An address that is not of the web is left out: it could be a script.
    pub fn source(&mut self, fields: &Fields) -> Option<Source> {
        let at = fields.at("source");
        let fields = self.fields(fields.get("source")?, &at, SOURCE)?;
        let name = self.required_text(&fields, "name")?;
        let mut url = self.code(&fields, "url");
        let web = |url: &String| {
            let scheme = url.split_once(':').map_or("", |(scheme, _)| scheme);
            scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
        };
        if url.as_ref().is_some_and(|url| !web(url)) {
            self.complain(Finding::UnsafeAddress, &fields.at("url"));
            url = None;
        }
        Some(Source { name, url, published: self.date(&fields, "published") })
    }

    /// How sure something is.
    pub fn status(&mut self, fields: &Fields) -> Option<Status> {
        self.word(fields, "status", &Status::NAMES, &Status::ALL)
    }
}

fn group(members: Vec<Member>) -> Group {
    Group { id: None, title: None, note: None, status: Status::Reported, members }
}

fn bare(lang: crate::text::Lang, members: Vec<Member>) -> Document {
    Document {
        lang,
        written: None,
        title: None,
        subtitle: None,
        note: None,
        area: None,
        period: None,
        as_of: None,
        updated: None,
        source: None,
        groups: vec![group(members)],
    }
}

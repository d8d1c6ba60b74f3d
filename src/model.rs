//! Checked indicators. Whoever holds one of these types need not check again: numbers are finite and within
//! range, totals are positive, lists have the length of their categories, dates exist, and every default is
//! resolved. Missing is `None`, never zero.

mod part;
mod table;

use crate::complaint::Complaint;
use crate::text::Lang;
pub use part::{Part, two_units};
pub use table::{Category, Series, Sort, Stack, Table, is_percent, sorted};

/// A number and how it was written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quantity {
    /// The value: finite, and at most 10^18 in size.
    pub value: f64,
    /// How many decimals the source wrote (0 to 9): two for `"11.40"`, one for `11.4`.
    pub decimals: u8,
}

/// A date as precise as it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// 0 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to the last of that month.
    pub day: Option<u8>,
}

/// Where the figures come from.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Its name, as it is to be cited.
    pub name: String,
    /// An `http:` or `https:` address.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<Date>,
}

/// The time that the figures are about.
#[derive(Debug, Clone, PartialEq)]
pub struct Period {
    /// Its first day, month or year.
    pub start: Date,
    /// Its last day, month or year.
    pub end: Date,
    /// What to say in place of the two dates.
    pub label: Option<String>,
}

/// How sure the figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// Final, as reported.
    #[default]
    Reported,
    /// May still change.
    Provisional,
    /// Has been corrected since it was first published.
    Revised,
    /// Not counted but estimated.
    Estimated,
    /// Nobody has said the figure.
    NotReported,
    /// There can be no such figure.
    NotApplicable,
}

impl Status {
    /// All of them, the usual one first.
    pub const ALL: [Status; 6] = [
        Status::Reported,
        Status::Provisional,
        Status::Revised,
        Status::Estimated,
        Status::NotReported,
        Status::NotApplicable,
    ];
    /// What documents call them.
    pub const NAMES: [&str; 6] = ["reported", "provisional", "revised", "estimated", "not-reported", "not-applicable"];
}

/// What stretch of time a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Everything up to the date: a running total.
    Cumulative,
    /// Only what came in the period.
    InPeriod,
}

/// In which sense the figure is not exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Qualifier {
    /// A lower bound.
    MoreThan,
    /// An upper bound.
    LessThan,
    /// Rounded by the source.
    About,
}

/// Whether a rise is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HigherIs {
    /// A rise is good.
    Better,
    /// A rise is bad.
    Worse,
    /// Neither.
    #[default]
    Neutral,
}

/// The kind of picture an indicator becomes: `view` with every default resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// A bar that fills towards its total.
    Progress,
    /// A progress bar of several parts of one total.
    Segments,
    /// A bullet graph (Stephen Few): featured measure, comparative measure, qualitative ranges.
    Bullet,
    /// Bars side by side, on one scale from zero.
    Bars,
    /// The number itself, large; no marks.
    Tile,
    /// Only the table.
    Table,
}

/// How a figure moved against another one.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// By how much.
    pub amount: ChangeAmount,
    /// Against what.
    pub versus: Versus,
    /// What it is that changed, where it is not the indicator itself.
    pub of: Option<String>,
    /// The figure it is compared with.
    pub base: Option<Quantity>,
    /// The source's own phrase for the change, in place of ours.
    pub words: Option<String>,
}

/// The size of a change. The sign says the direction; for `Times`, above or below 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ChangeAmount {
    /// 28 is "28 % more".
    Percent(Quantity),
    /// 2.5 is "2.5 times as much".
    Times(Quantity),
    /// In the indicator's own unit.
    Difference(Quantity),
}

/// What a change is measured against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Versus {
    /// The same months a year before.
    SamePeriodLastYear,
    /// The period right before.
    PreviousPeriod,
    /// What was planned.
    Plan,
    /// Where the count began.
    Baseline,
    /// Printed as it is.
    Words(String),
}

/// A figure to be reached: Few's comparative measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// The figure.
    pub value: Quantity,
    /// What it is called.
    pub label: Option<String>,
    /// By when.
    pub due: Option<Date>,
}

/// A background band of a bullet graph, from the one before it (or zero) up to `up_to`.
#[derive(Debug, Clone, PartialEq)]
pub struct QualitativeRange {
    /// Where it ends; each is above the one before.
    pub up_to: Quantity,
    /// What being within it is called.
    pub label: String,
}

/// What is known of an indicator.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// One figure.
    Value(Option<Quantity>),
    /// So many of a total.
    Share {
        /// How many.
        value: Option<Quantity>,
        /// Of how many: above zero.
        total: Quantity,
        /// The share in percent as the source printed it.
        stated: Option<Quantity>,
    },
    /// One figure against a target.
    Target {
        /// The featured measure.
        value: Option<Quantity>,
        /// The comparative measure.
        target: Target,
        /// In rising order; none, or two to five.
        ranges: Vec<QualitativeRange>,
    },
    /// Several figures; with a total they are its parts.
    Parts {
        /// At least one.
        parts: Vec<Part>,
        /// Above zero.
        total: Option<Quantity>,
    },
    /// Categories by series.
    Table(Table),
    /// No figure of its own, only its changes.
    Changes,
}

impl Shape {
    /// Its figure, where it is of one alone and that is known.
    pub fn one_value(&self) -> Option<Quantity> {
        match self {
            Shape::Value(value) | Shape::Share { value, .. } | Shape::Target { value, .. } => *value,
            _ => None,
        }
    }
}

/// One indicator, ready to be drawn and described.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// Where it stands in the document, as a JSON path.
    pub path: String,
    /// By which code names it.
    pub id: Option<String>,
    /// Its name.
    pub label: String,
    /// What it counts.
    pub unit: Option<String>,
    /// How many decimals to show: as many as were asked for, or the few more that these figures need; as written where
    /// `None`.
    pub decimals: Option<u8>,
    /// How many decimals were asked for.
    pub asked_decimals: Option<u8>,
    /// A remark.
    pub note: Option<String>,
    /// Where it comes from, where that is not the document's source.
    pub source: Option<Source>,
    /// Up to when it counts.
    pub as_of: Option<Date>,
    /// Whether the document as a whole says up to when it counts.
    pub dated: bool,
    /// What stretch of time it counts.
    pub basis: Option<Basis>,
    /// How sure it is.
    pub status: Status,
    /// In which sense it is not exact.
    pub qualifier: Option<Qualifier>,
    /// Whether a rise is good.
    pub higher_is: HigherIs,
    /// How it is shown, where its figures allow it.
    pub wanted: Picture,
    /// What is known.
    pub shape: Shape,
    /// How it moved.
    pub changes: Vec<Change>,
    /// What puts the figure in doubt, to be said beside it.
    pub doubts: Vec<Complaint>,
}

impl Indicator {
    /// What a part of it is counted in.
    pub fn unit_of<'a>(&'a self, part: &'a Part) -> Option<&'a str> {
        part.unit.as_deref().or(self.unit.as_deref())
    }

    /// How it is shown: parts of which one is below zero are no segments of a whole.
    pub fn picture(&self) -> Picture {
        match &self.shape {
            Shape::Parts { parts, .. } if self.wanted == Picture::Segments && parts.iter().any(Part::is_negative) => {
                Picture::Bars
            }
            _ => self.wanted,
        }
    }

    /// What puts the figures in doubt, in words, as far as there are any yet.
    pub fn doubts_in_words(&self) -> impl Iterator<Item = &Complaint> {
        self.doubts.iter().filter(|doubt| doubt.is_said())
    }
}

/// What stands in an indicator's place.
#[derive(Debug, Clone, PartialEq)]
pub enum Member {
    /// It passed every check.
    Checked(Box<Indicator>),
    /// It did not; its first complaint says why.
    Refused {
        /// Its name, where it has one that could be read.
        label: Option<String>,
        /// What is wrong.
        complaint: Complaint,
    },
}

/// Indicators under one heading; no indicators at all where only words are known.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// By which code names it.
    pub id: Option<String>,
    /// The heading; `None` where the document has no groups.
    pub title: Option<String>,
    /// A remark, or what is known in place of figures.
    pub note: Option<String>,
    /// Whether figures were reported.
    pub status: Status,
    /// In the order of the document.
    pub members: Vec<Member>,
}

/// A whole document in one language.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// In which language numbers and sentences are written.
    pub lang: Lang,
    /// In which language its author has written the first of its words, as a tag, where that is said.
    pub written: Option<String>,
    /// The heading.
    pub title: Option<String>,
    /// The line below it.
    pub subtitle: Option<String>,
    /// A remark on everything.
    pub note: Option<String>,
    /// The place that the figures are about.
    pub area: Option<String>,
    /// The time that the figures are about.
    pub period: Option<Period>,
    /// Up to when they count, unless an indicator says otherwise.
    pub as_of: Option<Date>,
    /// When the document was last changed.
    pub updated: Option<Date>,
    /// Where the figures come from.
    pub source: Option<Source>,
    /// At least one.
    pub groups: Vec<Group>,
}

impl Document {
    /// The place of the group that holds the checked indicator of that index.
    pub fn group_of(&self, index: usize) -> Option<usize> {
        let mut before = 0;
        self.groups.iter().position(|group| {
            before += group.checked().count();
            index < before
        })
    }

    /// Every checked indicator, in reading order.
    pub fn indicators(&self) -> impl Iterator<Item = &Indicator> {
        self.groups.iter().flat_map(Group::checked)
    }
}

impl Group {
    /// Its checked indicators, in reading order.
    pub fn checked(&self) -> impl Iterator<Item = &Indicator> {
        self.members.iter().filter_map(|member| match member {
            Member::Checked(indicator) => Some(&**indicator),
            Member::Refused { .. } => None,
        })
    }
}

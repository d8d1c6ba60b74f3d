//! Checked indicators. Whoever holds one of these types need not check again: numbers are finite and within
//! range, totals are positive, lists have the length of their categories, dates exist, and every default is
//! resolved. Missing is `None`, never zero.

use crate::complaint::Complaint;
use crate::text::{Lang, collate};
use std::cmp::Ordering;

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

/// One part of a whole, or one of several figures of a kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Its name.
    pub label: String,
    /// Its figure.
    pub value: Option<Quantity>,
    /// Its unit, where it differs from the indicator's.
    pub unit: Option<String>,
    /// How sure it is.
    pub status: Status,
}

/// One entry on the category axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Category {
    /// By which code names it; the label where none was given.
    pub id: String,
    /// What is shown.
    pub label: String,
    /// Whether it stands out from the others.
    pub highlighted: bool,
}

/// One row of numbers along the categories.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its name; `None` where there is just one series and it has no name of its own.
    pub label: Option<String>,
    /// One entry a category.
    pub values: Vec<Option<Quantity>>,
    /// One target a category, or none at all.
    pub targets: Vec<Option<Quantity>>,
}

/// How the series of one category stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stack {
    /// Side by side.
    #[default]
    None,
    /// On top of each other.
    Amounts,
    /// On top of each other, as shares of their sum.
    Percent,
}

/// In which order categories are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// As in the document.
    #[default]
    None,
    /// The lowest first.
    Ascending,
    /// The highest first: a ranking.
    Descending,
    /// By name.
    Label,
}

/// Categories by series.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// At least one, in the order in which they are shown.
    pub categories: Vec<Category>,
    /// At least one; every list in it has one entry a category, in the order shown.
    pub series: Vec<Series>,
    /// Whether the series are stacked. Never so where a value is negative.
    pub stack: Stack,
    /// In which order the categories are shown.
    pub sort: Sort,
    /// Which entry of the document each category was, counted from 0: what `updateValues` and events speak of.
    pub order: Vec<usize>,
}

impl Table {
    /// Puts the categories into the order of [`Table::sort`], from whatever order they are in: by the first series,
    /// missing values last, equal ones as in the document.
    pub fn arrange(&mut self) {
        let Some(first) = self.series.first() else { return };
        let value = |place: usize| first.values.get(place).copied().flatten().map(|quantity| quantity.value);
        let label = |place: usize| self.categories.get(place).map_or("", |category| category.label.as_str());
        let written = |place: usize| self.order.get(place).copied();
        let places = sorted(self.categories.len(), &|one, other| {
            let wanted = match (self.sort, value(one), value(other)) {
                (Sort::None, ..) => Ordering::Equal,
                (Sort::Label, ..) => collate::compare(label(one), label(other)),
                (Sort::Ascending, Some(one), Some(other)) => one.total_cmp(&other),
                (Sort::Descending, Some(one), Some(other)) => other.total_cmp(&one),
                (_, one, other) => one.is_none().cmp(&other.is_none()),
            };
            wanted.then_with(|| written(one).cmp(&written(other)))
        });
        if places.iter().enumerate().all(|(place, from)| place == *from) {
            return;
        }
        self.order = picked(&self.order, &places);
        self.categories = picked(&self.categories, &places);
        for series in &mut self.series {
            series.values = picked(&series.values, &places);
            series.targets = picked(&series.targets, &places);
        }
    }
}

/// The places below `count` in that order, equal ones as they were. One sort for all lists: each further type of
/// entry would add a sort of its own to the module.
pub fn sorted(count: usize, order: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|&one, &other| order(one, other));
    places
}

fn picked<T: Clone>(list: &[T], places: &[usize]) -> Vec<T> {
    places.iter().filter_map(|&place| list.get(place).cloned()).collect()
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
    /// How many decimals to show; as written where `None`.
    pub decimals: Option<u8>,
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
    /// How it is shown.
    pub picture: Picture,
    /// What is known.
    pub shape: Shape,
    /// How it moved.
    pub changes: Vec<Change>,
    /// What puts the figure in doubt, to be said beside it.
    pub doubts: Vec<Complaint>,
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
    /// The checked indicators of the group that holds the checked indicator of that index.
    pub fn group_of(&self, index: usize) -> Option<impl Iterator<Item = &Indicator>> {
        let mut before = 0;
        self.groups.iter().find_map(|group| {
            before += group.checked().count();
            (index < before).then(|| group.checked())
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

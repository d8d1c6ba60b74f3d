//! What bar charts draw: parts of a kind, or categories by series, behind one set of questions.

use super::draft::{Draft, Fill, line_height, middle_to_baseline};
use super::legend::{Entry, Swatch};
use crate::figure;
use crate::limits::MAX_NUMBER;
use crate::model::{Category, Indicator, Part, Quantity, Series, Shape, Sort, Stack, Status, Table};
use crate::scene::{Anchor, Font, Rect};
use crate::text::Lang;
use crate::theme::{contrast, mix};
use std::borrow::Cow;

/// An indicator that is drawn as bars.
pub(super) struct Bars<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// Its figures; parts are a table of one series.
    table: Cow<'a, Table>,
    /// How sure each part is.
    statuses: Vec<Option<Status>>,
    any_highlighted: bool,
    /// Which series have targets, counted from 0.
    aims: Vec<usize>,
}

impl<'a> Bars<'a> {
    /// `None` for shapes that have no categories.
    pub fn of(indicator: &'a Indicator) -> Option<Bars<'a>> {
        let (table, statuses) = match &indicator.shape {
            Shape::Parts { parts, .. } => (Cow::Owned(of_parts(parts)), parts.iter().map(|part| part.status).collect()),
            Shape::Table(table) => (Cow::Borrowed(table), Vec::new()),
            _ => return None,
        };
        let any_highlighted = table.categories.iter().any(|category| category.highlighted);
        let has_target = |series: &Series| series.targets.iter().any(Option::is_some);
        let aims = (0..).zip(&table.series).filter(|(_, series)| has_target(series)).map(|(index, _)| index).collect();
        Some(Bars { indicator, table, statuses, any_highlighted, aims })
    }

    /// How many categories there are.
    pub fn categories(&self) -> usize {
        self.table.categories.len()
    }

    /// Whether the categories stand in the order of their figures.
    pub fn is_ranking(&self) -> bool {
        matches!(self.table.sort, Sort::Ascending | Sort::Descending)
    }

    /// Whether the categories are those of a table, and not parts.
    pub fn is_table(&self) -> bool {
        matches!(self.indicator.shape, Shape::Table(_))
    }

    /// How many series there are.
    pub fn series(&self) -> usize {
        self.table.series.len()
    }

    /// How the series of a category stand to each other.
    pub fn stack(&self) -> Stack {
        self.table.stack
    }

    /// How many bars of a category stand side by side.
    pub fn abreast(&self) -> usize {
        if self.stack() == Stack::None { self.series() } else { 1 }
    }

    /// The name of a category.
    pub fn label(&self, category: usize) -> &str {
        self.table.categories.get(category).map(|category| &*category.label).unwrap_or_default()
    }

    /// Whether a category stands out.
    pub fn highlighted(&self, category: usize) -> bool {
        self.any_highlighted && self.table.categories.get(category).is_some_and(|category| category.highlighted)
    }

    /// The place of a category in the document.
    pub fn place(&self, category: usize) -> usize {
        self.table.order.get(category).copied().unwrap_or(category)
    }

    /// How sure a category's own figure is, where it says so.
    pub fn own_status(&self, category: usize) -> Option<Status> {
        self.statuses.get(category).copied().flatten()
    }

    /// How sure a category's figures are.
    pub fn status(&self, category: usize) -> Status {
        self.own_status(category).unwrap_or(self.indicator.status)
    }

    /// One figure.
    pub fn value(&self, category: usize, series: usize) -> Option<Quantity> {
        self.table.series.get(series)?.value(category)
    }

    /// What the figure is to reach.
    pub fn target(&self, category: usize, series: usize) -> Option<Quantity> {
        self.table.series.get(series)?.target(category)
    }

    /// Why a bar is not, or not all, there: of a stack, some parts may be known.
    pub fn reason(&self, category: usize, lang: Lang) -> &'static str {
        let any_known = (0..self.series()).any(|series| self.value(category, series).is_some());
        match any_known && self.stack() != Stack::None {
            true => lang.words().incomplete(),
            false => figure::missing(self.indicator, self.own_status(category), lang),
        }
    }

    /// The figures of a category on top of each other, where all of them are known.
    pub fn total(&self, category: usize) -> Option<Quantity> {
        self.table.sum(category)
    }

    /// The sum of those figures of a category that are known.
    pub fn known(&self, category: usize) -> f64 {
        (0..self.series()).filter_map(|series| self.value(category, series)).map(|value| value.value).sum()
    }

    /// What the figures of a stacked category are divided by: their sum where shares are shown.
    fn whole(&self, category: usize) -> f64 {
        match (self.stack(), self.total(category)) {
            (Stack::Percent, Some(total)) if total.value > 0.0 => total.value,
            (Stack::Percent, _) => f64::INFINITY,
            _ => 1.0,
        }
    }

    /// How far the bars of a stacked category reach: nowhere where they would be shares of something unknown.
    pub fn reach(&self, category: usize) -> f64 {
        self.known(category) / self.whole(category)
    }

    /// Where the target of a stacked category stands: the sum of them where every series has one; the only one of the
    /// chart where its own series is to end, counted from where that begins. Nowhere where it is one of several, which
    /// would read as the target of all; where shares are those of something unknown, or of so little that the target is
    /// beyond every number.
    pub fn stacked_target(&self, category: usize) -> Option<f64> {
        let one = *self.aims.first()?;
        let whole = Some(self.whole(category)).filter(|whole| whole.is_finite())?;
        let target = |series| self.target(category, series).map(|target| target.value);
        let at = match (0..self.series()).map(target).sum::<Option<f64>>() {
            Some(sum) => sum / whole,
            None if self.aims.len() > 1 => return None,
            None => self.spans(category).get(one)?.0 + target(one)? / whole,
        };
        (at <= MAX_NUMBER).then_some(at)
    }

    /// From where to where each series of a stacked category reaches, in numbers or as shares of their sum: no way
    /// at all where it is missing, or where it would be a share of something unknown or of nothing.
    pub fn spans(&self, category: usize) -> Vec<(f64, f64)> {
        let whole = self.whole(category);
        let mut so_far = 0.0;
        let spans = (0..self.series()).map(|series| {
            let from = so_far;
            so_far += self.value(category, series).map_or(0.0, |value| value.value);
            (from / whole, so_far / whole)
        });
        spans.collect()
    }

    /// From the lowest to the highest number that is drawn, zero included.
    pub fn extent(&self) -> (f64, f64) {
        let mut extent = (0.0_f64, 0.0_f64);
        let mut include = |number: f64| extent = (extent.0.min(number), extent.1.max(number));
        match self.stack() {
            Stack::None => {
                let lists = self.table.series.iter().flat_map(|series| [&series.values, &series.targets]);
                lists.for_each(|list| list.iter().flatten().for_each(|quantity| include(quantity.value)));
            }
            stack => (0..self.categories()).for_each(|category| {
                include(if stack == Stack::Percent { 1.0 } else { self.known(category) });
                self.stacked_target(category).into_iter().for_each(&mut include);
            }),
        }
        extent
    }

    /// Whether all numbers that are drawn are whole ones.
    pub fn is_whole(&self) -> bool {
        let is_whole = |number: Option<Quantity>| number.is_none_or(|number| number.value.fract() == 0.0);
        let all = |category: usize| {
            (0..self.series()).all(|it| is_whole(self.value(category, it)) && is_whole(self.target(category, it)))
        };
        self.stack() != Stack::Percent && (0..self.categories()).all(all)
    }

    /// What a bar is filled with: the colour of its series, paler where others are to stand out. A colour that has
    /// hardly more contrast than it needs stays as the outline of its pale bars.
    pub fn fill(&self, draft: &Draft, highlighted: bool, series: usize) -> Fill {
        let fill = Fill::series(draft.theme, series);
        if highlighted || !self.any_highlighted {
            return fill;
        }
        let pale = |step: i32| mix(fill.colour, draft.theme.ground, f64::from(step) / 20.0);
        let enough = (6..=16).rev().map(pale).find(|&pale| contrast(pale, draft.theme.ground) >= 3.0);
        match enough {
            Some(colour) => Fill { colour, ..fill },
            None => Fill { colour: pale(13), edge: Some(fill.colour), ..fill },
        }
    }

    /// The figure of one series of a stacked bar.
    pub fn figure_inside(&self, category: usize, series: usize, lang: Lang) -> Option<String> {
        let value = self.value(category, series)?;
        Some(match self.stack() {
            // Of figures that are not exact, nobody knows the shares.
            Stack::Percent if self.indicator.qualifier.is_some() => return None,
            _ if figure::are_shares(self.indicator, &self.table) => figure::number(self.indicator, value, lang) + "%",
            Stack::Percent => figure::percent(self.indicator, value, self.total(category)?, None, lang),
            _ => figure::at_mark(self.indicator, value, lang),
        })
    }

    /// Draws the figure of a bar on the bar itself, where there is room for it and contrast enough: in its
    /// middle, or beside the line of a target that would strike it through. Hatching makes way for it. Says whether it
    /// was drawn.
    pub fn draw_inside(
        &self,
        draft: &mut Draft,
        area: Rect,
        category: usize,
        series: usize,
        marker: Option<Rect>,
        font: Font,
    ) -> bool {
        // Most bars of a large stack are too low: of those, nothing is formatted or measured.
        if line_height(font) - 1.0 > area.height() {
            return false;
        }
        let Some(words) = self.figure_inside(category, series, draft.lang) else { return false };
        let fill = self.fill(draft, self.highlighted(category), series);
        let (ink, ground) = (draft.theme.ink, draft.theme.ground);
        let colour = if fill.rings % 2 == 1 { ground } else { fill.colour };
        let on = if contrast(ink, colour) > contrast(ground, colour) { ink } else { ground };
        let (width, height) = (draft.measure(&words, font), line_height(font));
        let rim = 4.0 * (fill.rings + 1) as f64;
        let inner = Rect { x0: area.x0 + rim, x1: area.x1 - rim, ..area };
        let middle = |room: Rect| ((room.x0 + room.x1) / 2.0, (room.y0 + room.y1) / 2.0);
        let (half, tall) = (width / 2.0 + 3.0, height / 2.0);
        let is_struck = |line: &Rect| {
            let (x, y) = middle(inner);
            line.x1 > x - half && line.x0 < x + half && line.y1 > y - tall && line.y0 < y + tall
        };
        let room = marker.filter(is_struck).map_or(inner, |marker| beside(inner, &marker));
        if contrast(on, colour) < 4.5 || width > room.width() || height - 1.0 > room.height() {
            return false;
        }
        let (x, y) = middle(room);
        if self.status(category) != Status::Reported {
            let (y0, y1) = ((y - tall).max(area.y0), (y + tall).min(area.y1));
            draft.rect(x - half, y0, x + half, y1, colour);
        }
        draft.text(x, y + middle_to_baseline(font), Anchor::Middle, font, on, &words);
        true
    }

    /// The names of the series, each with its colour.
    pub fn names(&self, draft: &Draft) -> Vec<Entry> {
        let is_said = |name: &str| self.series() == 1 && name == self.indicator.label;
        let names = self.table.series.iter().enumerate().filter_map(|(index, series)| match &series.label {
            Some(label) if is_said(label) => None,
            Some(label) => Some((index, label.clone())),
            None => (self.series() > 1).then(|| (index, draft.lang.words().series(index + 1))),
        });
        names
            .map(|(index, name)| Entry::new(Swatch::Fill(Fill::series(draft.theme, index), Status::Reported), name))
            .collect()
    }

    /// What the signs mean: a target's line, hatching, an empty slot. Horizontal bars (`at_marks`) have words beside
    /// them for their own status and for a missing figure; under vertical ones there is no room.
    pub fn signs(&self, draft: &Draft, at_marks: bool) -> Vec<Entry> {
        let words = draft.lang.words();
        let mut entries = Vec::new();
        let is_stacked = self.stack() != Stack::None;
        let has_line = || !is_stacked || (0..self.categories()).any(|category| self.stacked_target(category).is_some());
        if let Some(series) = self.aims.first().and_then(|&first| self.table.series.get(first)).filter(|_| has_line()) {
            let alone = is_stacked && self.aims.len() == 1;
            let name = match &series.label {
                Some(label) if alone => words.target_of(label),
                _ => words.target_line().to_owned(),
            };
            entries.push(Entry::new(if at_marks { Swatch::Marker } else { Swatch::LyingMarker }, name));
        }
        let is_drawn = |category: usize| (0..self.series()).any(|series| self.value(category, series).is_some());
        let fill = match self.series() {
            1 => Fill::series(draft.theme, 0),
            _ => Fill::plain(draft.theme.muted),
        };
        let mut seen: Vec<Status> = Vec::new();
        for category in 0..self.categories() {
            let status = match (at_marks, self.own_status(category)) {
                (true, None) => self.indicator.status,
                (true, Some(_)) => Status::Reported,
                (false, _) => self.status(category),
            };
            if status != Status::Reported && !seen.contains(&status) && is_drawn(category) {
                seen.push(status);
            }
        }
        for status in HATCHED.into_iter().filter(|status| seen.contains(status)) {
            let name = words.status(status).map(str::to_owned);
            entries.extend(name.map(|name| Entry::new(Swatch::Fill(fill, status), name)));
        }
        if !at_marks {
            let mut reasons: Vec<&str> = Vec::new();
            for category in 0..self.categories() {
                let reason = self.reason(category, draft.lang);
                let is_missing = || (0..self.series()).any(|series| self.value(category, series).is_none());
                if !reasons.contains(&reason) && is_missing() {
                    reasons.push(reason);
                }
            }
            entries.extend(reasons.into_iter().map(|reason| Entry::new(Swatch::Missing, reason.to_owned())));
        }
        entries
    }
}

fn of_parts(parts: &[Part]) -> Table {
    let category = |part: &Part| Category { id: None, label: part.label.clone(), highlighted: false };
    let values = parts.iter().map(|part| part.value).collect();
    Table {
        categories: parts.iter().map(category).collect(),
        series: vec![Series { label: None, values, targets: Vec::new() }],
        wanted: Stack::None,
        stack: Stack::None,
        sort: Sort::None,
        order: (0..parts.len()).collect(),
    }
}

/// How far a figure keeps from an upright line.
const LINE_GAP: f64 = 4.0;

/// The larger part of a place that a line divides.
fn beside(place: Rect, line: &Rect) -> Rect {
    let Rect { x0, y0, x1, y1 } = place;
    let parts = if line.height() > line.width() {
        [Rect { x1: x1.min(line.x0 - LINE_GAP), ..place }, Rect { x0: x0.max(line.x1 + LINE_GAP), ..place }]
    } else {
        [Rect { y1: y1.min(line.y0 - 1.0), ..place }, Rect { y0: y0.max(line.y1 + 1.0), ..place }]
    };
    let [one, other] = parts;
    if other.width() * other.height() > one.width() * one.height() { other } else { one }
}

/// In which order hatching is explained.
const HATCHED: [Status; 5] =
    [Status::Provisional, Status::Revised, Status::Estimated, Status::NotReported, Status::NotApplicable];

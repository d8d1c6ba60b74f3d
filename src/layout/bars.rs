//! What bar charts draw: parts of a kind, or categories by series, behind one set of questions.

use super::draft::{Draft, middle_to_baseline};
use super::figures;
use super::legend::{Entry, Swatch};
use crate::figure;
use crate::model::{Indicator, Part, Quantity, Series, Shape, Stack, Status, Table};
use crate::scene::{Anchor, Colour, Rect};
use crate::theme::{LABEL, contrast, mix};

/// An indicator that is drawn as bars.
pub(super) struct Bars<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    figures: Figures<'a>,
    any_highlighted: bool,
}

enum Figures<'a> {
    Parts(&'a [Part]),
    Table(&'a Table),
}

impl<'a> Bars<'a> {
    /// `None` for shapes that have no categories.
    pub fn of(indicator: &'a Indicator) -> Option<Bars<'a>> {
        let figures = match &indicator.shape {
            Shape::Parts { parts, .. } => Figures::Parts(parts),
            Shape::Table(table) => Figures::Table(table),
            _ => return None,
        };
        let any_highlighted = match figures {
            Figures::Parts(_) => false,
            Figures::Table(table) => table.categories.iter().any(|category| category.highlighted),
        };
        Some(Bars { indicator, figures, any_highlighted })
    }

    /// How many categories there are.
    pub fn categories(&self) -> usize {
        match self.figures {
            Figures::Parts(parts) => parts.len(),
            Figures::Table(table) => table.categories.len(),
        }
    }

    /// Whether the categories are those of a table, and not parts.
    pub fn is_table(&self) -> bool {
        matches!(self.figures, Figures::Table(_))
    }

    fn rows(&self) -> &'a [Series] {
        match self.figures {
            Figures::Parts(_) => &[],
            Figures::Table(table) => &table.series,
        }
    }

    /// How many series there are.
    pub fn series(&self) -> usize {
        self.rows().len().max(1)
    }

    /// How the series of a category stand to each other.
    pub fn stack(&self) -> Stack {
        match self.figures {
            Figures::Parts(_) => Stack::None,
            Figures::Table(table) => table.stack,
        }
    }

    /// The name of a category.
    pub fn label(&self, category: usize) -> &'a str {
        match self.figures {
            Figures::Parts(parts) => parts.get(category).map(|part| &*part.label),
            Figures::Table(table) => table.categories.get(category).map(|category| &*category.label),
        }
        .unwrap_or_default()
    }

    /// Whether a category stands out.
    pub fn highlighted(&self, category: usize) -> bool {
        match self.figures {
            Figures::Parts(_) => false,
            Figures::Table(table) => table.categories.get(category).is_some_and(|category| category.highlighted),
        }
    }

    /// The place of a category in the document.
    pub fn place(&self, category: usize) -> usize {
        match self.figures {
            Figures::Parts(_) => category,
            Figures::Table(table) => table.order.get(category).copied().unwrap_or(category),
        }
    }

    /// How sure a category's own figure is, where it says so.
    pub fn own_status(&self, category: usize) -> Status {
        match self.figures {
            Figures::Parts(parts) => parts.get(category).map_or(Status::Reported, |part| part.status),
            Figures::Table(_) => Status::Reported,
        }
    }

    /// How sure a category's figures are.
    pub fn status(&self, category: usize) -> Status {
        let own = self.own_status(category);
        if own == Status::Reported { self.indicator.status } else { own }
    }

    /// One figure.
    pub fn value(&self, category: usize, series: usize) -> Option<Quantity> {
        match self.figures {
            Figures::Parts(parts) => parts.get(category)?.value,
            Figures::Table(table) => *table.series.get(series)?.values.get(category)?,
        }
    }

    /// What the figure is to reach.
    pub fn target(&self, category: usize, series: usize) -> Option<Quantity> {
        *self.rows().get(series)?.targets.get(category)?
    }

    /// The figures of a category on top of each other; `None` where one is missing, since their sum would say less
    /// than the truth.
    pub fn total(&self, category: usize) -> Option<Quantity> {
        let sum = |sum: Quantity, next: Quantity| Quantity {
            value: sum.value + next.value,
            decimals: sum.decimals.max(next.decimals),
        };
        let none = Quantity { value: 0.0, decimals: 0 };
        (0..self.series()).try_fold(none, |so_far, series| Some(sum(so_far, self.value(category, series)?)))
    }

    /// The sum of those figures of a category that are known.
    pub fn known(&self, category: usize) -> f64 {
        (0..self.series()).filter_map(|series| self.value(category, series)).map(|value| value.value).sum()
    }

    /// From where to where each series of a stacked category reaches, in numbers or as shares of their sum: no way
    /// at all where it is missing, or where it would be a share of something unknown or of nothing.
    pub fn spans(&self, category: usize) -> Vec<(f64, f64)> {
        let whole = match (self.stack(), self.total(category)) {
            (Stack::Percent, Some(total)) if total.value > 0.0 => total.value,
            (Stack::Percent, _) => f64::INFINITY,
            _ => 1.0,
        };
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
        for category in 0..self.categories() {
            match self.stack() {
                Stack::None => {
                    for series in 0..self.series() {
                        let both = [self.value(category, series), self.target(category, series)];
                        both.into_iter().flatten().for_each(|quantity| include(quantity.value));
                    }
                }
                Stack::Amounts => include(self.known(category)),
                Stack::Percent => include(1.0),
            }
        }
        extent
    }

    /// The colour of a bar: that of its series, paler where others are to stand out.
    pub fn colour(&self, draft: &Draft, highlighted: bool, series: usize) -> Colour {
        let colour = draft.theme.series(series);
        if highlighted || !self.any_highlighted {
            return colour;
        }
        let ground = draft.theme.ground;
        let steps = (1..=16).rev().map(|step| mix(colour, ground, f64::from(step) / 20.0));
        steps.into_iter().find(|&pale| contrast(pale, ground) >= 3.0).unwrap_or(colour)
    }

    /// Draws the figure of a stacked bar on the bar itself, where there is room for it and contrast enough.
    pub fn draw_inside(&self, draft: &mut Draft, area: Rect, category: usize, series: usize) {
        let Some(value) = self.value(category, series) else { return };
        let words = if self.stack() == Stack::Percent {
            figures::percent(value.value, self.known(category), self.indicator.decimals, draft.lang)
        } else {
            figure::number(self.indicator, value, draft.lang)
        };
        let colour = self.colour(draft, self.highlighted(category), series);
        let (ink, ground) = (draft.theme.ink, draft.theme.ground);
        let on = if contrast(ink, colour) > contrast(ground, colour) { ink } else { ground };
        let readable = contrast(on, colour) >= 4.5 && self.status(category) == Status::Reported;
        let fits = draft.measure(&words, LABEL) + 8.0 <= area.width() && area.height() >= LABEL.size;
        if readable && fits {
            let baseline = (area.y0 + area.y1) / 2.0 + middle_to_baseline(LABEL);
            draft.text((area.x0 + area.x1) / 2.0, baseline, Anchor::Middle, LABEL, on, &words);
        }
    }

    /// What the colours and signs mean, where the chart does not say it itself.
    pub fn legend(&self, draft: &Draft, explain_missing: bool) -> Vec<Entry> {
        let names = self.rows().iter().enumerate().filter(|_| self.series() > 1);
        let mut entries: Vec<Entry> = names
            .map(|(index, series)| {
                let colour = draft.theme.series(index);
                let label = series.label.clone().unwrap_or_else(|| draft.lang.words().series(index + 1));
                Entry::new(Swatch::Fill(colour, Status::Reported), label)
            })
            .collect();
        let has_targets =
            self.stack() == Stack::None && self.rows().iter().any(|series| series.targets.iter().any(Option::is_some));
        if has_targets {
            entries.push(Entry::new(Swatch::Marker, figures::target_word(draft.lang).to_owned()));
        }
        let is_missing = |category| (0..self.series()).any(|series| self.value(category, series).is_none());
        if explain_missing && (0..self.categories()).any(is_missing) {
            entries.push(Entry::new(
                Swatch::Missing,
                figure::missing(self.indicator, Status::Reported, draft.lang).to_owned(),
            ));
        }
        entries
    }
}

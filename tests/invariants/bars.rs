//! Bars are as long as their figures say: from zero, on one scale, and none for a figure that is not there.

use indicator_widget::model::{Indicator, Picture, Shape as Data, Stack};
use indicator_widget::scene::{Colour, Rect, Scene, Shape};
use indicator_widget::theme::Theme;

/// How far in CSS pixels a length may be from what the figure says.
const TOLERANCE: f64 = 1e-4;
/// What is shorter than this may lie within the reach of its neighbour as well: it counts as nothing.
const NOTHING: f64 = 1e-5;

/// Checks the marks of a picture, which was laid out at that ratio, against the figures of its indicator.
pub fn check_proportions(indicator: &Indicator, scene: &Scene, ratio: f64, theme: &Theme) {
    match (&indicator.shape, indicator.picture()) {
        (Data::Share { value, total, .. }, Picture::Progress) => {
            check_share(value.map(|value| value.value), total.value, scene, theme);
        }
        (Data::Target { value, target, .. }, Picture::Progress) => {
            check_share(value.map(|value| value.value), target.value.value, scene, theme);
        }
        (Data::Target { value, target, .. }, _) => {
            check_bullet(value.map(|value| value.value), target.value.value, scene, theme);
        }
        (Data::Parts { parts, .. }, Picture::Segments | Picture::Progress) => {
            let values: Vec<f64> =
                parts.iter().map(|part| part.value.map_or(0.0, |value| value.value.max(0.0))).collect();
            let lengths: Vec<f64> = scene.hits.iter().map(|hit| hit.area.width()).collect();
            // What has no extent is found at its name.
            let least = values.iter().sum::<f64>() * 1e-12;
            check_lengths(values.iter().copied().zip(lengths).filter(|(value, _)| *value > least), 0.0);
        }
        (Data::Parts { parts, .. }, _) => {
            let values: Vec<Option<f64>> = parts.iter().map(|part| part.value.map(|value| value.value)).collect();
            Chart { values, series: 1, ratio, scene, theme }.check_side_by_side(true);
        }
        (Data::Table(table), _) => {
            let value = |category: usize, series: usize| table.series[series].values[category].map(|value| value.value);
            let series = table.series.len();
            let values = (0..table.categories.len()).flat_map(|category| (0..series).map(move |s| (category, s)));
            let values: Vec<Option<f64>> = values.map(|(category, series)| value(category, series)).collect();
            let aims = table.series.iter().any(|series| series.targets.iter().any(Option::is_some));
            let chart = Chart { values, series, ratio, scene, theme };
            match table.stack {
                _ if chart.is_merged(table.stack) => {}
                Stack::None => chart.check_side_by_side(!aims),
                stack => chart.check_stacked(stack),
            }
        }
        _ => {}
    }
}

/// The bar of a picture with one mark: the largest rectangle in the first colour.
fn only_bar(scene: &Scene, theme: &Theme) -> Option<Rect> {
    let rects = scene.shapes.iter().filter_map(|shape| match shape {
        Shape::Rect(rect, colour) if *colour == theme.series(0) => Some(*rect),
        _ => None,
    });
    rects.reduce(|one, other| if other.width() > one.width() { other } else { one })
}

fn check_share(value: Option<f64>, total: f64, scene: &Scene, theme: &Theme) {
    let bar = only_bar(scene, theme);
    let Some(value) = value else { return assert_eq!(bar, None, "a bar without a figure") };
    let extent = value.max(total) - value.min(0.0);
    let (expected, drawn) = (value.abs() / extent * scene.size.width, bar.map_or(0.0, |bar| bar.width()));
    assert!((expected - drawn).abs() < TOLERANCE, "{drawn} px for {value} of {total}, and not {expected}");
}

/// The bar ends on the scale on which the target's line stands.
fn check_bullet(value: Option<f64>, target: f64, scene: &Scene, theme: &Theme) {
    let bar = only_bar(scene, theme);
    let Some(value) = value else { return assert_eq!(bar, None, "a bar without a figure") };
    let Some(bar) = bar else {
        return assert!(value.abs() < target.abs().max(1.0) * 1e-3, "no bar for {value} of {target}");
    };
    let line = scene.shapes.iter().rev().find_map(|shape| match shape {
        Shape::Rect(rect, colour) if *colour == theme.ink => Some((rect.x0 + rect.x1) / 2.0),
        _ => None,
    });
    let line = line.expect("a target has its line");
    // At the edges of the picture the line keeps its width.
    if (2.6..=scene.size.width - 2.6).contains(&line) && value != 0.0 && target != 0.0 {
        let (zero, end) = if value < 0.0 { (bar.x1, bar.x0) } else { (bar.x0, bar.x1) };
        let (one, other) = ((end - zero) * (target / value), line - zero);
        assert!((one - other).abs() < 1e-3 || (end - zero).abs() < 0.1, "{value} against {target}: {bar}, {line}");
    }
}

/// All lengths are their values by one factor; only what is not nothing may be as long as `least`.
fn check_lengths(pairs: impl Iterator<Item = (f64, f64)> + Clone, least: f64) {
    let longest = pairs.clone().reduce(|one, other| if other.0.abs() > one.0.abs() { other } else { one });
    let Some((most, length)) = longest.filter(|(value, _)| *value != 0.0) else { return };
    for (value, drawn) in pairs {
        let expected = value.abs() / most.abs() * length;
        let most_drawn = if value == 0.0 { 0.0 } else { expected.max(least) };
        let fits = drawn > expected - TOLERANCE && drawn < most_drawn + TOLERANCE;
        assert!(fits, "{drawn} px for {value}, where {length} px are {most}");
    }
}

/// Bars of categories by series, as they are shown.
struct Chart<'a> {
    /// Category after category.
    values: Vec<Option<f64>>,
    series: usize,
    ratio: f64,
    scene: &'a Scene,
    theme: &'a Theme,
}

impl Chart<'_> {
    fn area(&self, place: usize) -> Rect {
        self.scene.hits[place].area
    }

    /// Horizontal bars stand below each other, in rows that have nothing in common; vertical ones beside each other.
    fn is_vertical(&self) -> bool {
        let rows = self.scene.hits.chunks(self.series).map(|row| {
            let ends = row.iter().map(|hit| (hit.area.y0, hit.area.y1));
            ends.reduce(|(y0, y1), (top, bottom)| (y0.min(top), y1.max(bottom))).unwrap_or_default()
        });
        let rows: Vec<(f64, f64)> = rows.collect();
        rows.len() > 2 && rows.windows(2).any(|pair| pair[0].1 > pair[1].0)
    }

    /// Whether there are more bars than pixels: then all bars of a category are found in one place, or one has less than
    /// a pixel.
    fn is_merged(&self, stack: Stack) -> bool {
        let column = |place: usize| (self.area(place).x0, self.area(place).x1);
        match self.series > 1 && stack == Stack::None {
            _ if !self.is_vertical() => false,
            true => column(0) == column(1),
            false => self.area(0).width() * self.ratio < 1.0 - 1e-6,
        }
    }

    /// The bar of every mark: the first rectangle in a series' colour within its reach. Bars are drawn in the order of
    /// their marks.
    fn bars(&self) -> Vec<Option<Rect>> {
        let theme = self.theme;
        let is_role = |colour: Colour| [theme.ground, theme.ink, theme.muted, theme.track].contains(&colour);
        let mut bars = vec![None; self.scene.hits.len()];
        let mut reached = 0;
        for shape in &self.scene.shapes {
            let Shape::Rect(rect, colour) = shape else { continue };
            if is_role(*colour) || rect.width().min(rect.height()) < NOTHING {
                continue;
            }
            let place = (reached..bars.len()).find(|&place| contains(self.area(place), *rect));
            if let Some(place) = place {
                bars[place] = bars[place].or(Some(*rect));
                reached = place;
            }
        }
        bars
    }

    /// `fills` says that the longest bar is as long as the scale.
    fn check_side_by_side(&self, fills: bool) {
        let vertical = self.is_vertical();
        let bars = self.bars();
        let along = |bar: &Rect| if vertical { (bar.y1, bar.y0) } else { (bar.x0, bar.x1) };
        let (mut zero, mut pairs) = (None, Vec::new());
        for (place, (value, bar)) in self.values.iter().zip(&bars).enumerate() {
            let Some(value) = value else {
                assert_eq!(*bar, None, "a bar without a figure, the mark {place}");
                continue;
            };
            if let Some(bar) = bar {
                let (low, high) = along(bar);
                let base = if *value < 0.0 { high } else { low };
                let zero = *zero.get_or_insert(base);
                assert!((base - zero).abs() < TOLERANCE, "{value} begins at {base} and not at {zero}");
            }
            pairs.push((*value, bar.map_or(0.0, |bar| if vertical { bar.height() } else { bar.width() })));
        }
        check_lengths(pairs.iter().copied(), 0.5 + 1.0 / self.ratio);
        if fills && pairs.iter().any(|(value, _)| *value != 0.0) {
            assert!(pairs.iter().any(|(_, length)| *length > 1.0), "figures without bars");
        }
    }

    /// Stacked bars reach from where the one before ends; a gap keeps them apart.
    fn check_stacked(&self, stack: Stack) {
        let vertical = self.is_vertical();
        let bars = self.bars();
        let mut pairs = Vec::new();
        for (category, values) in self.values.chunks(self.series).enumerate() {
            let sum: Option<f64> = values.iter().copied().sum();
            for (series, value) in values.iter().enumerate() {
                let share = match (stack, sum) {
                    (Stack::Percent, Some(sum)) if sum > 0.0 => value.map(|value| value / sum),
                    (Stack::Percent, _) => None,
                    _ => *value,
                };
                let place = category * self.series + series;
                let (bar, area) = (bars[place], self.area(place));
                let Some(share) = share.filter(|share| *share > 0.0) else {
                    assert_eq!(bar, None, "a bar without a figure, the mark {place}");
                    continue;
                };
                let reach = if vertical { area.height() } else { area.width() };
                match bar {
                    None => pairs.push((share, 0.0)),
                    Some(bar) => {
                        let length = if vertical { bar.height() } else { bar.width() };
                        assert!(length <= reach + TOLERANCE && length >= reach - 2.0 - TOLERANCE, "{bar} in {area}");
                        pairs.push((share, reach));
                    }
                }
            }
        }
        check_lengths(pairs.iter().copied(), 0.0);
    }
}

fn contains(area: Rect, rect: Rect) -> bool {
    rect.x0 >= area.x0 - NOTHING / 2.0
        && rect.x1 <= area.x1 + NOTHING / 2.0
        && rect.y0 >= area.y0 - NOTHING / 2.0
        && rect.y1 <= area.y1 + NOTHING / 2.0
}

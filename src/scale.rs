//! Scales: from a domain of numbers to a range of pixels. A scale never draws.

/// A straight line from a domain to a range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Linear {
    domain: (f64, f64),
    range: (f64, f64),
}

impl Linear {
    /// A scale that maps `domain.0` to `range.0` and `domain.1` to `range.1`; the range may run backwards. A
    /// domain without any extent is widened to one, so that there is always a line.
    pub fn new(domain: (f64, f64), range: (f64, f64)) -> Linear {
        let (low, high) = domain;
        let domain = if high > low { domain } else { (low, low + 1.0) };
        Linear { domain, range }
    }

    /// Where a number stands; numbers outside the domain stay on its nearer end, so that nothing is ever drawn
    /// outside the range.
    pub fn at(&self, number: f64) -> f64 {
        let (low, high) = self.domain;
        let part = ((number - low) / (high - low)).clamp(0.0, 1.0);
        self.range.0 + part * (self.range.1 - self.range.0)
    }

    /// Where a bar from zero to that number ends: at least so far from zero, on the number's own side of it.
    pub fn tip(&self, number: f64, least: f64) -> f64 {
        let (zero, tip) = (self.at(0.0), self.at(number));
        if number == 0.0 || (tip - zero).abs() >= least {
            return tip;
        }
        zero + least.copysign((self.range.1 - self.range.0) * number)
    }
}

/// Round numbers along an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Ticks {
    /// In rising order, zero among them where the domain has it.
    pub values: Vec<f64>,
    /// How many decimals tell them apart.
    pub decimals: u8,
}

/// At most `most` steps of 1, 2 or 5 times a power of ten, from the last one at or below `low` to the first one at
/// or above `high`; none of them below 1 where all figures are `whole`.
///
/// ```
/// let ticks = indicator_widget::scale::ticks(0.0, 299.0, 4, true);
/// assert_eq!(ticks.values, [0.0, 100.0, 200.0, 300.0]);
/// ```
pub fn ticks(low: f64, high: f64, most: usize, whole: bool) -> Ticks {
    let (low, high) = if high > low { (low, high) } else { (low, low + 1.0) };
    let rough = (high - low) / most.max(1) as f64;
    let rough = if whole { rough.max(1.0) } else { rough };
    let (mut power, mut decimals) = (1.0_f64, 0_u8);
    while power > rough && decimals < 20 {
        decimals += 1;
        power = 1.0 / powi10(decimals);
    }
    while power * 10.0 <= rough && power < 1e300 {
        power *= 10.0;
    }
    let step = [1.0, 2.0, 5.0, 10.0].map(|factor| factor * power).into_iter().find(|&step| step >= rough);
    let step = step.unwrap_or(power * 10.0);
    if step >= power * 10.0 {
        decimals = decimals.saturating_sub(1);
    }
    // Multiples of the step, not sums of it: sums drift. Steps are at least a part of the extent, so the count is
    // at most `most` and two more.
    let (first, last) = ((low / step).floor(), (high / step).ceil());
    // `clamp` would bring the whole of the standard library's way from a float to digits with it, for its panic.
    let count = (last - first).max(0.0).min(most as f64 + 2.0) as usize;
    Ticks { values: (0..=count).map(|index| (first + index as f64) * step).collect(), decimals }
}

fn powi10(exponent: u8) -> f64 {
    (0..exponent).fold(1.0, |power, _| power * 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_keeps_proportions() {
        let scale = Linear::new((-10.0, 30.0), (100.0, 500.0));
        for (number, pixel) in [(-10.0, 100.0), (0.0, 200.0), (15.0, 350.0), (30.0, 500.0)] {
            assert_eq!(scale.at(number), pixel);
        }
        assert_eq!(scale.at(31.0), 500.0);
        assert_eq!(Linear::new((0.0, 0.0), (0.0, 100.0)).at(0.0), 0.0);
    }

    #[test]
    fn a_bar_keeps_its_side_of_zero() {
        let scale = Linear::new((-10.0, 30.0), (500.0, 100.0));
        for (number, pixel) in [(-10.0, 500.0), (0.0, 400.0), (15.0, 250.0), (1e-9, 398.5), (-1e-300, 401.5)] {
            assert_eq!(scale.tip(number, 1.5), pixel);
        }
    }

    #[test]
    fn ticks_are_round_and_cover_the_domain() {
        #[track_caller]
        fn check(low: f64, high: f64, most: usize, values: &[f64], decimals: u8) {
            let ticks = ticks(low, high, most, false);
            assert_eq!((&ticks.values[..], ticks.decimals), (values, decimals));
        }
        check(0.0, 10.0, 5, &[0.0, 2.0, 4.0, 6.0, 8.0, 10.0], 0);
        check(-35.0, 70.0, 4, &[-50.0, 0.0, 50.0, 100.0], 0);
        check(0.0, 0.7, 4, &[0.0, 0.2, 0.4, 0.6, 0.8].map(|v: f64| (v / 0.2).round() * 0.2), 1);
        check(0.0, 1e18, 2, &[0.0, 5e17, 1e18], 0);
        check(0.0, 0.0, 1, &[0.0, 1.0], 0);
        check(0.0, 0.09, 1, &[0.0, 0.1], 1);
        let endless = ticks(0.0, f64::INFINITY, 6, false);
        assert!(endless.values.iter().all(|tick| tick.is_finite()));
    }

    #[test]
    fn whole_figures_have_whole_ticks() {
        for (high, expected) in [(1.0, &[0.0, 1.0][..]), (2.0, &[0.0, 1.0, 2.0]), (7.0, &[0.0, 2.0, 4.0, 6.0, 8.0])] {
            let ticks = ticks(0.0, high, 6, true);
            assert_eq!((&ticks.values[..], ticks.decimals), (expected, 0));
        }
    }
}

//! What was measured, as ratios in a table of Markdown.

use std::fmt::{Display, Formatter, Result};

use crate::{OURS, PEERS, RAW, Results};

/// Everything that one run found.
pub struct Report {
    /// The comparisons.
    pub rows: Vec<Row>,
    /// What one bar more costs the widget, as [`crate::Bench::growth`] gives it.
    pub growth: Vec<[f64; 5]>,
    /// The browser and the libraries.
    pub environment: String,
}

/// One comparison.
pub struct Row {
    name: String,
    results: Results,
    /// At most so much of the fastest peer's, or the smallest one's.
    goal: f64,
    /// Which peers count.
    against: &'static [&'static str],
    /// At most so much of the raw loop's.
    raw_goal: Option<f64>,
}

const ALL: &[&str] = &["uPlot", "Chart.js", "ECharts"];

impl Row {
    /// A redraw of so many bars.
    pub fn redraw(bars: u32, results: Results) -> Row {
        let goal = if bars < 1_000 { 1.0 } else { 0.5 };
        let raw_goal = match bars {
            1_000 => Some(2.0),
            100_000 => Some(0.2),
            _ => None,
        };
        Row { name: format!("redraw, {} bars", grouped(bars)), results, goal, against: ALL, raw_goal }
    }

    /// The first picture of so many bars.
    pub fn first(bars: u32, results: Results) -> Row {
        let name = format!("script start to first picture, {} bars", grouped(bars));
        Row { name, results, goal: 0.6, against: ALL, raw_goal: None }
    }

    /// Sixty charts.
    pub fn sixty(results: Results) -> Row {
        let name = "script start to last of 60 pictures, 12 bars each".to_owned();
        Row { name, results, goal: 1.0, against: &["uPlot"], raw_goal: None }
    }

    /// The bytes of the scripts.
    pub fn bytes(results: Results) -> Row {
        let name = "bytes to the first picture, brotli 11".to_owned();
        Row { name, results, goal: 0.75, against: &["Chart.js"], raw_goal: None }
    }

    /// The memory of sixty charts.
    pub fn memory(results: Results) -> Row {
        let name = "memory of 60 charts, JavaScript and wasm".to_owned();
        Row { name, results, goal: 1.0, against: &["Chart.js"], raw_goal: None }
    }

    /// Ours as a multiple of another's.
    fn ratio(&self, other: &str) -> Option<f64> {
        Some(self.results.get(OURS)? / self.results.get(other)?)
    }

    /// Ours as a multiple of the best of those that count.
    fn ratio_to_best(&self) -> f64 {
        self.against.iter().filter_map(|peer| self.ratio(peer)).fold(0.0, f64::max)
    }
}

impl Display for Row {
    fn fmt(&self, out: &mut Formatter) -> Result {
        let raw = self.results.get(RAW).map_or("—".to_owned(), |time| format!("{time:.2}"));
        write!(out, "| {} | {raw} | {}", self.name, shown(self.ratio(RAW)))?;
        for (peer, ..) in PEERS {
            write!(out, " | {}", shown(self.ratio(peer)))?;
        }
        let beyond_raw = self.raw_goal.is_some_and(|goal| self.ratio(RAW).is_some_and(|ratio| ratio > goal));
        let met = if self.ratio_to_best() <= self.goal && !beyond_raw { "yes" } else { "no" };
        write!(out, " | {}", self.goal)?;
        let named = if self.against.len() == ALL.len() { "the best peer".to_owned() } else { self.against.join(", ") };
        write!(out, " of {named}")?;
        if let Some(goal) = self.raw_goal {
            write!(out, ", {goal} of raw")?;
        }
        writeln!(out, " | {met} |")
    }
}

impl Display for Report {
    fn fmt(&self, out: &mut Formatter) -> Result {
        writeln!(out, "# Measured\n")?;
        writeln!(out, "Ours as a multiple of each other's: 0.5 is half the time, half the bytes. One run of")?;
        writeln!(out, "`cargo xtask bench`: {}.\n", self.environment)?;
        writeln!(out, "| | raw canvas loop, ms | ours : raw | : uPlot | : Chart.js | : ECharts | at most | met |")?;
        writeln!(out, "|---|---|---|---|---|---|---|---|")?;
        self.rows.iter().try_for_each(|row| write!(out, "{row}"))?;
        writeln!(
            out,
            "\nA picture is 800 × 400 CSS pixels and finished when one of its pixels is read back. — stands where a"
        )?;
        writeln!(out, "library takes no part, and where it took too long for fewer bars to be asked for more.")?;
        if self.growth.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n| what one bar more costs | redraw, µs | reading and drawing JSON, µs | bytes |")?;
        writeln!(out, "|---|---|---|---|")?;
        for [few, many, redraw, read, bytes] in &self.growth {
            let (few, many) = (grouped(*few as u32), grouped(*many as u32));
            let (redraw, read) = (redraw * 1_000.0, read * 1_000.0);
            writeln!(out, "| from {few} to {many} | {redraw:.2} | {read:.2} | {bytes:.0} |")?;
        }
        Ok(())
    }
}

fn shown(ratio: Option<f64>) -> String {
    ratio.map_or("—".to_owned(), |ratio| format!("{ratio:.2}"))
}

/// A whole number with a comma between thousands.
fn grouped(number: u32) -> String {
    match number {
        0..1_000 => number.to_string(),
        _ => format!("{},{:03}", number / 1_000, number % 1_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(row: Row, line: &str) {
        assert_eq!(row.to_string(), format!("{line}\n"));
    }

    fn results(ours: f64) -> Results {
        [(RAW, 2.0), ("uPlot", 8.0), ("ECharts", 10.0), (OURS, ours)].into()
    }

    #[test]
    fn a_row_compares_with_the_best_peer_and_with_the_raw_loop() {
        check(
            Row::redraw(1_000, results(4.0)),
            "| redraw, 1,000 bars | 2.00 | 2.00 | 0.50 | — | 0.40 | 0.5 of the best peer, 2 of raw | yes |",
        );
        check(
            Row::redraw(100_000, results(4.0)),
            "| redraw, 100,000 bars | 2.00 | 2.00 | 0.50 | — | 0.40 | 0.5 of the best peer, 0.2 of raw | no |",
        );
        check(
            Row::first(10, results(4.9)),
            "| script start to first picture, 10 bars | 2.00 | 2.45 | 0.61 | — | 0.49 | 0.6 of the best peer | no |",
        );
    }
}

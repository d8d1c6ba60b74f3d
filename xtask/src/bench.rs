//! Measures `dist/` against what people use today: `tests/bench/` does it, with the browser of the end-to-end tests.

use anyhow::Result;

use crate::{cargo, dist, run, tools};

/// Builds and measures everything.
pub fn build_and_measure(short: bool, rounds: Option<u32>) -> Result<()> {
    dist::build()?;
    measure(short, rounds)
}

/// Measures `dist/` as it is. The short form is for a machine that only has to see that all can be measured.
pub fn measure(short: bool, rounds: Option<u32>) -> Result<()> {
    tools::chromium()?;
    tools::peers()?;
    let rounds = rounds.unwrap_or(if short { 3 } else { 7 }).max(1).to_string();
    let extent = if short { "short" } else { "full" };
    run(cargo().args(["run", "--quiet", "--package", "e2e", "--bin", "bench", "--", extent, &rounds]))
}

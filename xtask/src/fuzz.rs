//! Fuzzing: libFuzzer makes up inputs by what they reach in the code, and `tests/invariants` says what must hold.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};

use crate::{root, run, tools};

/// The targets, in the order in which they run; `fuzz/targets/` has a file for each.
pub const TARGETS: [&str; 8] = ["document", "json_stat", "rows", "csv", "world_bank", "open_sdg", "picture", "update"];

/// How long, and for whom.
#[derive(clap::Args)]
pub struct Args {
    /// One of document, json_stat, rows, csv, world_bank, open_sdg, picture and update; all in turn without it
    target: Option<String>,
    /// How long each target runs
    #[arg(long, default_value_t = 5, conflicts_with = "runs")]
    minutes: u64,
    /// How many inputs each target tries, in place of a time
    #[arg(long)]
    runs: Option<u64>,
}

/// Builds the targets and runs them one after the other, each in a single process. What is found lies in
/// `fuzz/artifacts/`.
///
/// # Errors
/// The first finding, an unknown target, or a tool that cannot be had.
pub fn fuzz(args: &Args) -> Result<()> {
    let targets: Vec<&str> = match &args.target {
        None => TARGETS.to_vec(),
        Some(name) if TARGETS.contains(&name.as_str()) => vec![name],
        Some(name) => bail!("there is no target {name}; use one of {}", TARGETS.join(", ")),
    };
    let (cargo_fuzz, nightly) = (tools::cargo_fuzz()?, tools::nightly()?);
    for target in targets {
        println!("\n=== {target}");
        run(command(&cargo_fuzz, target, args)?.env("RUSTUP_TOOLCHAIN", nightly))?;
    }
    Ok(())
}

fn command(cargo_fuzz: &Path, target: &str, args: &Args) -> Result<Command> {
    let folder = root().join("fuzz");
    // What is found to reach further is kept beside the build; the seeds are the fixtures of the tests.
    let corpus = folder.join("target/corpus").join(target);
    fs::create_dir_all(&corpus)?;
    let mut command = Command::new(cargo_fuzz.join("cargo-fuzz"));
    command.current_dir(&folder);
    // The crate has no unsafe code, and so nothing for a sanitizer to find: without one, more inputs run.
    command.args(["fuzz", "run", "--fuzz-dir", ".", "--sanitizer", "none", target]).arg(&corpus);
    command.args(seeds(target)).args(["--", "-rss_limit_mb=2048", "-timeout=20", "-print_final_stats=1"]);
    command.arg(format!("-max_len={}", if target == "picture" || target == "update" { 1024 } else { 8192 }));
    match args.runs {
        Some(runs) => command.arg(format!("-runs={runs}")),
        None => command.arg(format!("-max_total_time={}", args.minutes.saturating_mul(60))),
    };
    let dictionary = folder.join("words.dict");
    if target != "picture" && target != "update" {
        command.arg(format!("-dict={}", dictionary.display()));
    }
    Ok(command)
}

/// Folders of files to begin with.
fn seeds(target: &str) -> Vec<PathBuf> {
    let fixtures = root().join("tests/fixtures");
    match target {
        "picture" | "update" => Vec::new(),
        "document" => vec![fixtures.clone(), fixtures.join("doors")],
        _ => vec![fixtures.join("doors")],
    }
}

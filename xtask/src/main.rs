//! The command line of `cargo xtask`.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Build, serve and test the indicator widget. Tools that are missing are installed once per machine.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build dist/ and serve it on 127.0.0.1
    Serve {
        /// Port to listen on; without it, the first free one from 8080 on
        #[arg(long)]
        port: Option<u16>,
    },
    /// Run every test there is
    Test,
    /// Write dist/, all that a webmaster copies
    Dist,
    /// Measure dist/ against uPlot, Chart.js and ECharts; writes docs/bench.md, which the README quotes
    Bench {
        /// Few rounds and no large charts, and nothing is written
        #[arg(long)]
        short: bool,
        /// How often everything is measured
        #[arg(long)]
        rounds: Option<u32>,
    },
    /// Try made-up inputs on every format and picture until one breaks a rule; needs a nightly Rust
    Fuzz(xtask::fuzz::Args),
    /// Say what files are read as, and everything that is wrong with them; exit status 1 where something is not drawn
    Check(xtask::check::Args),
}

fn main() -> ExitCode {
    perform(Args::parse().task).unwrap_or_else(|error| {
        eprintln!("\nerror: {error:#}");
        ExitCode::FAILURE
    })
}

fn perform(task: Task) -> Result<ExitCode> {
    match task {
        Task::Serve { port } => {
            xtask::dist::build()?;
            xtask::serve::forever(&xtask::dist::folder(), port)?;
        }
        Task::Bench { short, rounds } => xtask::bench::build_and_measure(short, rounds)?,
        Task::Test => xtask::test::all()?,
        Task::Dist => xtask::dist::build()?,
        Task::Fuzz(args) => xtask::fuzz::fuzz(&args)?,
        Task::Check(args) => return xtask::check::files(&args),
    }
    Ok(ExitCode::SUCCESS)
}

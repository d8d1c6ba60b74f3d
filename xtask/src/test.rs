//! Every test there is, stage by stage.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::{bench, cargo, dist, prepended_path, root, run, sizes, tools};

/// Runs all stages, also after one has failed, and then says which did and how long each took.
pub fn all() -> Result<()> {
    let mut report = Report::default();
    report.stage("tools", || {
        tools::rust_checkers()?;
        tools::wasm_target()?;
        tools::wasm_bindgen()?;
        tools::npm()?;
        tools::consumer()?;
        tools::wasm_pack()?;
        tools::chromium()?;
        tools::firefox()?;
        tools::webkit().map(|_| ())
    });
    report.stage("format", || run(cargo().args(["fmt", "--all", "--check"])));
    report.stage("lints", lints);
    report.stage("native tests", || run(cargo().args(["test", "--package", "indicator-widget", "--package", "xtask"])));
    report.stage("tests in Chromium", || in_browser("--chrome", "--chromedriver", &tools::chromium()?));
    report.stage("tests in Firefox", || in_browser("--firefox", "--geckodriver", &tools::firefox()?));
    report.stage("dist/, and the same once more", || dist::build().and_then(|()| dist::build_again()));
    report.stage("sizes", || sizes::check(&dist::folder()));
    report.stage("measurements, in short", || bench::measure(true, Some(1)));
    report.stage("end-to-end tests of pages in Firefox", || {
        let files = ["element::", "states::", "redraw::", "near::", "embed::", "export::"];
        run(cargo().env("E2E_ENGINE", "Firefox").args(["test", "--package", "e2e", "--test", "all", "--"]).args(files))
    });
    // The last one, so that what it says of a failure stands right above the list of stages.
    report.stage("end-to-end tests over dist/", || run(cargo().args(["test", "--package", "e2e"])));
    report.conclude()
}

fn lints() -> Result<()> {
    run(cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    run(cargo().args(["clippy", "--lib", "--test", "browser", "--target", tools::WASM, "--", "-D", "warnings"]))?;
    // A workspace of its own: nothing else would notice that it cannot be built any more.
    run(cargo().args(["clippy", "--manifest-path", "fuzz/Cargo.toml", "--", "-D", "warnings"]))
}

/// With everything that it wants on the path, wasm-pack downloads nothing.
fn in_browser(engine: &str, driver: &str, browser: &tools::Browser) -> Result<()> {
    let programs = browser.program.parent().map(Path::to_owned);
    let tools = [tools::wasm_pack()?, tools::wasm_bindgen()?, tools::npm()?];
    let mut wasm_pack = Command::new(tools::wasm_pack()?.join("wasm-pack"));
    wasm_pack.current_dir(root()).env("PATH", prepended_path(tools.into_iter().chain(programs))?);
    wasm_pack.args(["test", "--headless", engine, driver]).arg(&browser.driver);
    run(wasm_pack.args(["--", "--test", "browser"]))
}

#[derive(Default)]
struct Report {
    lines: Vec<(String, Duration, bool)>,
}

impl Report {
    fn stage(&mut self, name: &str, task: impl FnOnce() -> Result<()>) {
        println!("\n=== {name}");
        let start = Instant::now();
        let result = task();
        if let Err(error) = &result {
            eprintln!("{name}: {error:#}");
        }
        self.lines.push((name.to_owned(), start.elapsed(), result.is_ok()));
    }

    fn conclude(self) -> Result<()> {
        println!();
        for (name, time, passed) in &self.lines {
            println!("{:<8}{:>6.1} s  {name}", if *passed { "passed" } else { "FAILED" }, time.as_secs_f64());
        }
        let failed = self.lines.iter().filter(|(.., passed)| !passed).count();
        if failed > 0 {
            bail!("{failed} of {} stages failed", self.lines.len());
        }
        Ok(())
    }
}

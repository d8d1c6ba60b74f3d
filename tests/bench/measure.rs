//! Measures `dist/` beside uPlot, Chart.js and ECharts and a raw canvas loop, in one browser and turn by turn.
//! `cargo xtask bench` runs it, with the extent, `short` or `full`, and the number of rounds.

mod report;

use std::collections::BTreeMap;
use std::fs;
use std::time::Instant;

use e2e::{Browser, Site};
use report::{Report, Row};
use serde_json::{Value, json};
use xtask::serve::Response;
use xtask::{dist, root, sizes, tools};

/// The widget, under its name in the pages.
const OURS: &str = "ours";
/// What it loads for a picture.
const OUR_FILES: [&str; 2] = ["indicator-widget.js", "indicator-widget.wasm"];
/// The limit.
const RAW: &str = "raw";
/// What it is measured against: the name, the package, and the file that a page loads.
const PEERS: [(&str, &str, &str); 3] = [
    ("uPlot", "uplot", "uPlot.iife.min.js"),
    ("Chart.js", "chart.js", "chart.umd.min.js"),
    ("ECharts", "echarts", "echarts.min.js"),
];

/// Around the table in README.md.
const QUOTE: &str = "<!-- from docs/bench.md -->";
const QUOTE_END: &str = "<!-- until here -->";

/// The window's, in CSS pixels.
const WIDTH: u32 = 1_200;
const BARS: [u32; 5] = [10, 116, 1_000, 10_598, 100_000];
/// The largest number of bars in the short form.
const LARGEST_OF_SHORT: u32 = 1_000;
/// A peer whose redraw takes longer than this, and has grown faster than the number of bars, is not asked for the next
/// number: uPlot's time grows with the square.
const PATIENCE_MILLISECONDS: f64 = 30.0;
/// Redraws of few bars are so short that several are timed as one: so many bars in all, and so many redraws at most.
/// They also have the browser's compilers done with all contestants before the first round that counts.
const BARS_AT_ONCE: u32 = 8_000;
const MOST_AT_ONCE: u32 = 32;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [extent, rounds] = arguments.as_slice() else { panic!("run `cargo xtask bench`") };
    let rounds = rounds.parse().expect("the number of rounds is a number");
    let bench = Bench::open(rounds);
    let short = extent == "short";
    let bars: Vec<u32> = BARS.into_iter().filter(|&bars| !short || bars <= LARGEST_OF_SHORT).collect();
    let report = bench.measure(&bars).to_string();
    println!("\n{report}");
    if !short {
        fs::write(root().join("docs/bench.md"), &report).expect("docs/bench.md can be written");
        let readme = root().join("README.md");
        let quoting = quoted(&fs::read_to_string(&readme).expect("README.md can be read"), &report);
        fs::write(readme, quoting).expect("README.md can be written");
    }
}

/// README.md with the first table of the report where it quotes it: between two comments.
fn quoted(readme: &str, report: &str) -> String {
    let table: Vec<&str> =
        report.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|')).collect();
    let (before, rest) = readme.split_once(QUOTE).expect("README.md has a place for the table");
    let (_, after) = rest.split_once(QUOTE_END).expect("README.md says where the table ends");
    format!("{before}{QUOTE}\n{}\n{QUOTE_END}{after}", table.join("\n"))
}

/// A number for each contestant, by its name.
type Results = BTreeMap<&'static str, f64>;

struct Bench {
    site: Site,
    browser: Browser,
    rounds: usize,
}

impl Bench {
    fn open(rounds: usize) -> Self {
        let site = Site::with(isolate);
        let files = root().join("tests/bench");
        for file in ["page.html", "page.css", "page.js", "contestants.js"] {
            let content = fs::read(files.join(file)).expect("the pages are in the repository");
            site.put(&format!("/bench/{file}"), 200, &content);
        }
        let peers = tools::peers().expect("the peers are to be had from npm");
        let stylesheet = ("uPlot", "uplot", "uPlot.min.css");
        for (_, package, file) in PEERS.into_iter().chain([stylesheet]) {
            let content = fs::read(peers.join(package).join("dist").join(file)).expect("the package holds that file");
            site.put(&format!("/bench/{file}"), 200, &content);
        }
        // From memory like those of the peers.
        for file in OUR_FILES {
            let content = fs::read(dist::folder().join(file)).expect("dist/ is built");
            site.put(&format!("/{file}"), 200, &content);
        }
        Self { site, browser: Browser::chromium(WIDTH, 1.0, false), rounds }
    }

    fn measure(&self, bars: &[u32]) -> Report {
        let began = Instant::now();
        let say = |what: &str| eprintln!("{:>4} s  {what}", began.elapsed().as_secs());
        let mut rows = Vec::new();
        let mut firsts = Vec::new();
        let mut before: (u32, Results) = Default::default();
        let mut contestants: Vec<&str> = [RAW].into_iter().chain(PEERS.map(|(name, ..)| name)).chain([OURS]).collect();
        for &bars in bars {
            say(&format!("{bars} bars: redraw"));
            let redraws = self.redraw(&contestants, bars);
            say(&format!("{bars} bars: first picture"));
            firsts.push(Row::first(bars, self.turn_by_turn(&contestants, &format!("first(NAME, {bars})"))));
            contestants.retain(|&name| {
                let grows_faster =
                    before.1.get(name).is_some_and(|time| redraws[name] / time > f64::from(bars) / f64::from(before.0));
                [RAW, OURS].contains(&name) || redraws[name] <= PATIENCE_MILLISECONDS || !grows_faster
            });
            before = (bars, redraws.clone());
            rows.push(Row::redraw(bars, redraws));
        }
        rows.append(&mut firsts);
        say("sixty charts");
        let (sixty, memory) = self.sixty();
        rows.push(Row::sixty(sixty));
        rows.push(Row::bytes(packed()));
        rows.push(Row::memory(memory));
        say("growth");
        let growth = bars.windows(2).filter(|pair| pair[0] >= 1_000).map(|pair| self.growth(pair[0], pair[1]));
        let growth = growth.collect();
        say("done");
        Report { rows, growth, environment: self.environment() }
    }

    /// The result of a measurement in a new page.
    fn run(&self, call: &str) -> Value {
        self.browser.goto(&self.site.url("/bench/page.html"));
        self.browser.wait_until("window.bench");
        self.browser.run(&format!("return bench.{call}"))
    }

    fn redraw(&self, contestants: &[&'static str], bars: u32) -> Results {
        let repeats = (BARS_AT_ONCE / bars).clamp(1, MOST_AT_ONCE);
        let times = self.run(&format!("redraw({}, {bars}, {}, {repeats})", json!(contestants), self.rounds));
        contestants.iter().map(|&name| (name, median(numbers(&times[name])))).collect()
    }

    /// One page for each contestant in each round; `NAME` in the call stands for its name.
    fn turn_by_turn(&self, contestants: &[&'static str], call: &str) -> Results {
        let mut times: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
        for _ in 0..self.rounds {
            for &name in contestants {
                let time = self.run(&call.replace("NAME", &json!(name).to_string()));
                times.entry(name).or_default().push(number(&time));
            }
        }
        times.into_iter().map(|(name, times)| (name, median(times))).collect()
    }

    /// Times and bytes of sixty charts.
    fn sixty(&self) -> (Results, Results) {
        let contestants = ["uPlot", "Chart.js", OURS];
        // High enough for all of them: what is off-screen need not be drawn.
        let window = json!({ "width": WIDTH, "height": 7_200, "deviceScaleFactor": 1, "mobile": false });
        self.browser.devtools("Emulation.setDeviceMetricsOverride", window);
        let times = self.turn_by_turn(&contestants, "sixty(NAME)");
        let memory = contestants.map(|name| {
            self.run(&format!("sixty({})", json!(name)));
            (name, self.memory())
        });
        self.browser.resize(WIDTH, 1.0);
        (times, memory.into_iter().collect())
    }

    /// The bytes that the page holds after what can be collected is gone: JavaScript's objects, and the memory of a
    /// wasm module, which is none of them.
    fn memory(&self) -> f64 {
        self.browser.devtools("HeapProfiler.collectGarbage", json!({}));
        let heap = self.browser.devtools("Runtime.getHeapUsage", json!({}));
        number(&heap["usedSize"]) + number(&self.browser.run("return bench.wasm()"))
    }

    /// What each bar costs between two numbers of bars: `[few, many, redraw, reading, bytes]`, the first two the numbers.
    fn growth(&self, few: u32, many: u32) -> [f64; 5] {
        let [few, many] = [few, many].map(f64::from);
        let per_bar = |measure: &dyn Fn(f64) -> f64| (measure(many) - measure(few)) / (many - few);
        let redraw = per_bar(&|bars| self.redraw(&[OURS], bars as u32)[OURS]);
        let read = per_bar(&|bars| median(numbers(&self.run(&format!("read({bars}, {})", self.rounds)))));
        let bytes = per_bar(&|bars| {
            self.run(&format!("keep({bars})"));
            self.memory()
        });
        [few, many, redraw, read, bytes]
    }

    fn environment(&self) -> String {
        let version = self.browser.devtools("Browser.getVersion", json!({}));
        let mut parts = vec![version["product"].as_str().unwrap_or_default().replace('/', " ")];
        let lock = fs::read(root().join("tests/bench/package-lock.json")).expect("the lock file is in the repository");
        let lock: Value = serde_json::from_slice(&lock).expect("the lock file is JSON");
        parts.extend(PEERS.map(|(name, package, _)| {
            let version = lock["packages"][format!("node_modules/{package}")]["version"].as_str();
            format!("{name} {}", version.expect("the lock file names every peer"))
        }));
        format!("{}; medians of {} rounds", parts.join(", "), self.rounds)
    }
}

/// Browsers tell the time by microseconds only to pages that share their process with nobody.
fn isolate(_: &str, response: &mut Response) {
    for (name, value) in
        [("cross-origin-opener-policy", "same-origin"), ("cross-origin-embedder-policy", "require-corp")]
    {
        response.headers_mut().insert(name, value.parse().expect("a value that is written here"));
    }
}

/// The bytes that a page loads for its first picture, as a server sends them.
fn packed() -> Results {
    let size = |file: &std::path::Path| sizes::compressed(file).expect("Node.js can compress a file") as f64;
    let peers = tools::peers().expect("the peers are installed");
    let mut packed: Results =
        PEERS.map(|(name, package, file)| (name, size(&peers.join(package).join("dist").join(file)))).into();
    let ours = OUR_FILES.map(|file| size(&dist::folder().join(file)));
    packed.insert(OURS, ours.iter().sum());
    packed
}

fn numbers(values: &Value) -> Vec<f64> {
    values.as_array().expect("a list of numbers").iter().map(number).collect()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("not measured: {value}"))
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}

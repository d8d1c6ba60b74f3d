//! What the other commands need and a fresh machine lacks: found, or installed once per machine and version.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::{cargo, fingerprint, output, prepended_path, root, run};

/// The target that the widget is compiled to.
pub const WASM: &str = "wasm32-unknown-unknown";

const WASM_PACK: &str = "0.15.1";

const GECKODRIVER: &str = "0.37.1";

const CARGO_FUZZ: &str = "0.13.1";

/// The compiler of the fuzz targets, which libFuzzer's instrumentation needs: a nightly, always the same.
const NIGHTLY: &str = "nightly-2026-05-20";

/// Where tools are kept: `INDICATOR_WIDGET_CACHE`, else a folder in the user's cache.
fn cache() -> Result<PathBuf> {
    if let Some(chosen) = env::var_os("INDICATOR_WIDGET_CACHE") {
        return Ok(PathBuf::from(chosen));
    }
    let caches = match env::var_os("XDG_CACHE_HOME") {
        Some(caches) => PathBuf::from(caches),
        None => env::home_dir()
            .context("no home directory; set INDICATOR_WIDGET_CACHE to a folder for tools")?
            .join(".cache"),
    };
    Ok(caches.join("indicator-widget"))
}

/// Makes sure that Rust can compile to wasm. Rustup must be asked: it may be set not to install targets by itself.
pub fn wasm_target() -> Result<()> {
    let library =
        output(Command::new("rustc").current_dir(root()).args(["--print", "target-libdir", "--target", WASM]))?;
    if Path::new(library.trim()).is_dir() {
        return Ok(());
    }
    println!("Adding Rust's {WASM} target");
    run(Command::new("rustup").current_dir(root()).args(["target", "add", WASM]))
        .with_context(|| format!("Rust's standard library for {WASM} is missing; install Rust with https://rustup.rs"))
}

/// Makes sure of `cargo fmt` and `cargo clippy`, which a minimal installation of Rust lacks.
pub fn rust_checkers() -> Result<()> {
    for component in ["rustfmt", "clippy"] {
        let there = Command::new(format!("cargo-{}", component.trim_start_matches("rust"))).arg("--version").output();
        if !there.is_ok_and(|output| output.status.success()) {
            println!("Adding Rust's {component}");
            run(Command::new("rustup").current_dir(root()).args(["component", "add", component]))
                .with_context(|| format!("{component} is missing"))?;
        }
    }
    Ok(())
}

/// The folder of `wasm-bindgen` and `wasm-bindgen-test-runner`, at exactly the version that the crate is linked with:
/// module and tool speak a protocol that changes between versions.
pub fn wasm_bindgen() -> Result<PathBuf> {
    let lock = fs::read_to_string(root().join("Cargo.lock")).context("Cargo.lock")?;
    let (_, entry) =
        lock.split_once("name = \"wasm-bindgen\"\nversion = \"").context("Cargo.lock has no wasm-bindgen")?;
    let (version, _) = entry.split_once('"').context("Cargo.lock is cut off")?;
    // Its TLS is only for drivers elsewhere.
    cargo_install("wasm-bindgen-cli", version, "wasm-bindgen", &["--no-default-features"])
}

/// The folder of `wasm-pack`.
pub fn wasm_pack() -> Result<PathBuf> {
    cargo_install("wasm-pack", WASM_PACK, "wasm-pack", &[])
}

/// The folder of `cargo-fuzz`.
pub fn cargo_fuzz() -> Result<PathBuf> {
    cargo_install("cargo-fuzz", CARGO_FUZZ, "cargo-fuzz", &[])
}

/// The name of the toolchain that compiles the fuzz targets: [`NIGHTLY`], or where that cannot be had, any nightly that
/// is here.
pub fn nightly() -> Result<&'static str> {
    let works = |name: &str| {
        let version = Command::new("rustup").args(["run", name, "rustc", "--version"]).output();
        version.is_ok_and(|output| output.status.success())
    };
    if works(NIGHTLY) {
        return Ok(NIGHTLY);
    }
    println!("Adding Rust's {NIGHTLY}");
    let install = ["toolchain", "install", NIGHTLY, "--profile", "minimal", "--no-self-update"];
    let added = run(Command::new("rustup").args(install));
    if added.is_err() && works("nightly") {
        println!("{NIGHTLY} could not be had: another nightly is here and is taken in its place");
        return Ok("nightly");
    }
    added.with_context(|| format!("fuzzing needs Rust's {NIGHTLY}; install Rust with https://rustup.rs"))?;
    Ok(NIGHTLY)
}

/// Compiles a crate's programs into the cache and gives their folder. Without `--locked`, since the lock files of
/// these crates name versions that may not be had everywhere; not optimised, since they run for a second
/// and compile for minutes.
fn cargo_install(package: &str, version: &str, program: &str, options: &[&str]) -> Result<PathBuf> {
    let cache = cache()?;
    let home = cache.join(format!("{package}-{version}"));
    let bin = home.join("bin");
    if bin.join(program).exists() {
        return Ok(bin);
    }
    println!("Compiling {package} {version}, once on this machine; this takes a few minutes");
    let build = cache.join(format!("build-{package}-{version}"));
    let mut install = cargo();
    install.args(["install", package, "--version", &format!("={version}")]).args(options);
    install.arg("--root").arg(&home).arg("--target-dir").arg(&build);
    for (setting, value) in [("OPT_LEVEL", "0"), ("CODEGEN_UNITS", "256"), ("LTO", "off"), ("DEBUG", "0")] {
        install.env(format!("CARGO_PROFILE_RELEASE_{setting}"), value);
    }
    // Or else cargo advises to put it on the path.
    install.env("PATH", prepended_path([bin.clone()])?);
    // What is meant for the widget does not concern its tools.
    install.env_remove("RUSTFLAGS").env_remove("CARGO_BUILD_TARGET");
    run(&mut install).with_context(|| format!("{package} {version} could not be installed from the crate registry"))?;
    fs::remove_dir_all(&build).ok();
    Ok(bin)
}

/// The folder of the programs in `xtask/npm`: `wasm-opt` and `esbuild`. Debian's own binaryen is too old: it writes
/// modules that no browser starts.
pub fn npm() -> Result<PathBuf> {
    Ok(npm_packages("xtask/npm")?.join(".bin"))
}

/// The folder `node_modules` of the project that the tests build with the package: `tests/npm`.
pub fn consumer() -> Result<PathBuf> {
    npm_packages("tests/npm")
}

/// The folder of the libraries that the widget is measured against: `tests/bench`.
pub fn peers() -> Result<PathBuf> {
    npm_packages("tests/bench")
}

/// Installs what the lock file in a folder of the repository names, and gives the folder `node_modules` of it.
fn npm_packages(folder: &str) -> Result<PathBuf> {
    let wanted = root().join(folder);
    let lock = fs::read(wanted.join("package-lock.json")).with_context(|| format!("{folder}/package-lock.json"))?;
    let home = cache()?.join(format!("npm-{}", fingerprint(&lock)));
    let modules = home.join("node_modules");
    if modules.exists() {
        return Ok(modules);
    }
    if find("npm").is_none() || find("node").is_none() {
        debian("Node.js with npm", &["nodejs", "npm"], "install Node.js 20.19 or newer, https://nodejs.org")?;
    }
    println!("Installing what {folder}/package.json names from npm, once on this machine");
    // Installed beside and then moved, so that an interrupted download is not taken for a finished one.
    let stage = home.with_extension(std::process::id().to_string());
    fs::create_dir_all(&stage).with_context(|| format!("could not create {}", stage.display()))?;
    for file in ["package.json", "package-lock.json"] {
        fs::copy(wanted.join(file), stage.join(file))?;
    }
    let options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    run(Command::new("npm").args(options).current_dir(&stage).stdin(Stdio::null()))
        .with_context(|| format!("what {folder}/package.json names could not be installed from the npm registry"))?;
    if fs::rename(&stage, &home).is_err() && modules.exists() {
        // Another run was faster.
        fs::remove_dir_all(&stage).ok();
    }
    Ok(modules)
}

/// The script that checks a page for accessibility: axe-core, which the tests run in their pages.
pub fn axe() -> Result<PathBuf> {
    Ok(npm()?.join("../axe-core/axe.min.js"))
}

/// A browser and the WebDriver server that steers it.
pub struct Browser {
    /// The browser itself.
    pub program: PathBuf,
    /// Its driver.
    pub driver: PathBuf,
}

/// Chromium and ChromeDriver: those that `CHROMIUM` and `CHROMEDRIVER` name, else those on the path.
pub fn chromium() -> Result<Browser> {
    if let Some(browser) = installed_chromium() {
        return Ok(browser);
    }
    // The fonts hold every letter of Vietnamese.
    debian(
        "Chromium with ChromeDriver",
        &["chromium", "chromium-driver", "fonts-noto-core"],
        "install Chrome or Chromium and the ChromeDriver of the same version \
         (https://googlechromelabs.github.io/chrome-for-testing/), and put both on PATH or \
         name them in the environment variables CHROMIUM and CHROMEDRIVER",
    )?;
    installed_chromium().context("the installed packages hold no chromium or no chromedriver")
}

/// [`chromium`], without installing anything.
pub fn installed_chromium() -> Option<Browser> {
    let programs = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    Some(Browser {
        program: named("CHROMIUM").or_else(|| programs.into_iter().find_map(find))?,
        driver: named("CHROMEDRIVER").or_else(|| find("chromedriver"))?,
    })
}

/// Firefox, the one that `FIREFOX` names or one on the path, and geckodriver, the one that `GECKODRIVER` names or one
/// that is compiled here.
pub fn firefox() -> Result<Browser> {
    if installed_firefox_alone().is_none() {
        debian(
            "Firefox",
            &["firefox-esr"],
            "install Firefox (https://www.mozilla.org/firefox/) and put it on PATH or name it in the environment \
             variable FIREFOX",
        )?;
    }
    if named("GECKODRIVER").is_none() {
        cargo_install("geckodriver", GECKODRIVER, "geckodriver", &[])?;
    }
    installed_firefox().context("the installed package holds no firefox")
}

/// [`firefox`], without installing anything.
pub fn installed_firefox() -> Option<Browser> {
    let compiled = || {
        let program = cache().ok()?.join(format!("geckodriver-{GECKODRIVER}/bin/geckodriver"));
        program.is_file().then_some(program)
    };
    Some(Browser { program: installed_firefox_alone()?, driver: named("GECKODRIVER").or_else(compiled)? })
}

fn installed_firefox_alone() -> Option<PathBuf> {
    named("FIREFOX").or_else(|| ["firefox-esr", "firefox"].into_iter().find_map(find))
}

/// WebKit, as GNOME's MiniBrowser, its driver, and an X server without a screen. They are found where Debian and its kin
/// put them.
pub fn webkit() -> Result<Browser> {
    if installed_webkit().is_none() {
        debian(
            "WebKitGTK with WebKitWebDriver, and Xvfb",
            &["webkit2gtk-driver", "xvfb"],
            "the tests in WebKit need the programs MiniBrowser and WebKitWebDriver of WebKitGTK 4, and Xvfb; they are \
             to be had for Linux. Name the first two in the environment variables WEBKIT and WEBKIT_DRIVER",
        )?;
    }
    installed_webkit().context("the installed packages hold no MiniBrowser, no WebKitWebDriver or no Xvfb")
}

/// [`webkit`], without installing anything.
pub fn installed_webkit() -> Option<Browser> {
    find("Xvfb")?;
    Some(Browser {
        program: named("WEBKIT").or_else(mini_browser)?,
        driver: named("WEBKIT_DRIVER").or_else(|| find("WebKitWebDriver"))?,
    })
}

/// It is not on the path, but beside the library: `/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser`.
fn mini_browser() -> Option<PathBuf> {
    let within = |folder: PathBuf| fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let libraries = ["/usr/lib", "/usr/libexec", "/usr/lib64"].into_iter().map(PathBuf::from);
    let folders = libraries.flat_map(|library| within(library.clone()).chain([library])).flat_map(within);
    let folders =
        folders.filter(|folder| folder.file_name().is_some_and(|name| name.to_string_lossy().starts_with("webkit")));
    folders.map(|folder| folder.join("MiniBrowser")).find(|program| program.is_file())
}

/// The program that an environment variable names.
fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from)
}

fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(program)).find(|candidate| candidate.is_file())
}

/// Installs Debian packages where that is ours to do, which is as root on Debian; elsewhere says what is missing.
fn debian(what: &str, packages: &[&str], elsewhere: &str) -> Result<()> {
    let packages_shown = packages.join(" ");
    let is_debian =
        fs::read_to_string("/etc/os-release").is_ok_and(|text| text.lines().any(|line| line == "ID=debian"));
    let is_root = || output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if !is_debian {
        bail!("{what} is missing: {elsewhere}");
    }
    if !is_root() {
        bail!("{what} is missing: run `sudo apt-get install --no-install-recommends {packages_shown}`, or {elsewhere}");
    }
    println!("Installing {what} (Debian packages {packages_shown})");
    let apt = || {
        let mut apt = Command::new("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null()).arg("--quiet=1");
        apt
    };
    let hint = || format!("{what} is missing and could not be installed: {elsewhere}");
    run(apt().arg("update")).with_context(hint)?;
    run(apt().args(["install", "--yes", "--no-install-recommends"]).args(packages)).with_context(hint)
}

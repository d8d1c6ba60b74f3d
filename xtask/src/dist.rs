//! Writes `dist/`: everything that a webmaster copies.
//!
//! cargo → wasm-bindgen → wasm-opt gives the module, esbuild the JavaScript around it; the pages and their data are
//! copied. All of it is made beside the old folder and then takes its place, so that a failure leaves the old one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::{cargo, fingerprint, output, root, run, sizes, tools};

/// The name that `www/` imports the generated glue by.
const GLUE: &str = "indicator-widget-wasm";

/// What rustc takes for granted in wasm since 1.82. Named one by one: `--all-features` would let wasm-opt write
/// a module that no browser loads.
const WASM_FEATURES: [&str; 6] =
    ["bulk-memory", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"];

/// The folder that [`build`] writes.
pub fn folder() -> PathBuf {
    root().join("dist")
}

/// Builds the widget and its pages, and prints what they weigh.
pub fn build() -> Result<()> {
    tools::wasm_target()?;
    let bindgen = tools::wasm_bindgen()?;
    let npm = tools::npm()?;

    println!("Building the widget");
    let module = compile()?;
    let work = module.with_file_name("indicator-widget");
    run(Command::new(bindgen.join("wasm-bindgen")).arg(&module).arg("--out-dir").arg(&work).args([
        "--target",
        "web",
        "--no-typescript",
        "--omit-default-module-path",
        "--out-name",
        "glue",
    ]))?;

    let stage = root().join("dist.new");
    remove(&stage)?;
    fs::create_dir(&stage).with_context(|| format!("could not create {}", stage.display()))?;
    fs::copy(optimise(&npm, &work)?, stage.join("indicator-widget.wasm"))?;
    let bundled = bundle(&npm, &work, &stage)?;
    copy_pages(&root().join("www"), &stage, &bundled)?;
    for folder in ["", "doubtful", "refused"] {
        copy_fixtures(&root().join("tests/fixtures").join(folder), &stage.join("fixtures").join(folder))?;
    }
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        fs::copy(root().join(licence), stage.join(licence)).context(licence)?;
    }
    fs::write(stage.join("package.json"), format!("{:#}\n", package()))?;

    let old = root().join("dist.old");
    remove(&old)?;
    if folder().exists() {
        fs::rename(folder(), &old)?;
    }
    fs::rename(&stage, folder())?;
    remove(&old)?;
    sizes::print(&folder(), &["indicator-widget.js", "indicator-widget.wasm"])
}

/// Compiles the library and gives the path of the wasm module, wherever the target folder is.
fn compile() -> Result<PathBuf> {
    let mut build = cargo();
    build.args(["build", "--release", "--lib", "--target", tools::WASM]).args(["--package", "indicator-widget"]);
    let messages = output(build.arg("--message-format=json-render-diagnostics"))?;
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let files = messages.filter_map(|message| message["filenames"].as_array().cloned()).flatten();
    let mut files = files.filter_map(|file| file.as_str().map(PathBuf::from));
    files
        .find(|file| file.extension().is_some_and(|extension| extension == "wasm"))
        .context("cargo built no wasm module")
}

/// Makes the generated module smaller and gives the path of the result. That takes most of a build's time, so the
/// last result is kept, with the fingerprint of all that it came from.
fn optimise(npm: &Path, work: &Path) -> Result<PathBuf> {
    let (module, optimised, kept) = (work.join("glue_bg.wasm"), work.join("optimised.wasm"), work.join("optimised.of"));
    let mut wasm_opt = Command::new(npm.join("wasm-opt"));
    wasm_opt.args(["-Oz", "--strip-producers", "--strip-target-features"]);
    // A function moved into its only caller saves a few bytes raw and costs many packed: less of the code is alike.
    wasm_opt.arg("--one-caller-inline-max-function-size=0");
    wasm_opt.args(WASM_FEATURES.map(|feature| format!("--enable-{feature}")));
    wasm_opt.arg(&module).arg("-o").arg(&optimised);
    let fingerprint = fingerprint(&(fs::read(&module)?, format!("{wasm_opt:?}")));
    if optimised.exists() && fs::read_to_string(&kept).is_ok_and(|kept| kept == fingerprint) {
        return Ok(optimised);
    }
    println!("Optimising the module");
    fs::remove_file(&kept).ok();
    run(&mut wasm_opt)?;
    fs::write(&kept, fingerprint)?;
    Ok(optimised)
}

/// Bundles the element's JavaScript with the generated glue, and gives the files of `www/` that went into it.
fn bundle(npm: &Path, work: &Path, stage: &Path) -> Result<Vec<PathBuf>> {
    let account = work.join("bundle.json");
    let mut esbuild = Command::new(npm.join("esbuild"));
    esbuild.current_dir(root()).arg("www/indicator-widget.js");
    esbuild.args(["--bundle", "--format=esm", "--minify", "--target=es2020", "--loader:.css=text"]);
    esbuild.args(["--charset=utf8", "--log-level=warning"]);
    esbuild.arg(format!("--alias:{GLUE}={}", work.join("glue.js").display()));
    esbuild.arg(format!("--outfile={}", stage.join("indicator-widget.js").display()));
    esbuild.arg(format!("--metafile={}", account.display()));
    run(&mut esbuild)?;
    let account: Value = serde_json::from_slice(&fs::read(account)?)?;
    let inputs = account["inputs"].as_object().context("esbuild's account has no inputs")?;
    Ok(inputs.keys().map(|input| root().join(input)).collect())
}

/// Copies everything of `www/` but the scripts that are already in the bundle. The style sheet is there as a file
/// too, for browsers that cannot construct one.
fn copy_pages(from: &Path, to: &Path, bundled: &[PathBuf]) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            copy_pages(&source, &target, bundled)?;
        } else if !bundled.contains(&source) || source.extension().is_some_and(|extension| extension == "css") {
            fs::copy(&source, &target).with_context(|| source.display().to_string())?;
        }
    }
    // A folder of sources alone leaves nothing to copy.
    fs::remove_dir(to).ok();
    Ok(())
}

/// Copies the documents of a folder, for the gallery, and writes their names in order into `index.json`.
fn copy_fixtures(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    let mut names = Vec::new();
    for entry in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let source = entry?.path();
        let name = source.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // What the tests expect of the others is no document.
        if source.extension().is_some_and(|extension| extension == "json") && name != "expected.json" {
            fs::copy(&source, to.join(&name)).with_context(|| source.display().to_string())?;
            names.push(name);
        }
    }
    names.sort();
    fs::write(to.join("index.json"), format!("{:#}\n", Value::from(names)))?;
    Ok(())
}

fn package() -> Value {
    json!({
        "name": "indicator-widget",
        "version": env!("CARGO_PKG_VERSION"),
        "license": "MIT OR Apache-2.0",
        "type": "module",
        "exports": {
            ".": "./indicator-widget.js",
            "./indicator-widget.js": "./indicator-widget.js",
            "./indicator-widget.wasm": "./indicator-widget.wasm",
            "./schema/*": "./schema/*",
        },
    })
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("could not remove {}", folder.display()))?;
    }
    Ok(())
}

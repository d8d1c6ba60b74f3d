//! Writes `dist/`: everything that a webmaster copies.
//!
//! [`module`] builds the program, [`scripts`] the JavaScript around it; the pages and their data are copied, and
//! [`release`] writes what a webmaster needs to pin it all. All of it is made beside the old folder and then takes its
//! place, so that a failure leaves the old one.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::{module, release, root, scripts, sizes, tools};

/// What a page can load of the widget. They belong together.
const PARTS: [&str; 5] = [
    "indicator-widget.js",
    "indicator-widget.wasm",
    "indicator-widget.nowasm.js",
    "indicator-widget.css",
    "indicator-widget.single.js",
];

/// The folder that [`build`] writes.
pub fn folder() -> PathBuf {
    root().join("dist")
}

/// Builds the widget and its pages, and prints what they weigh.
pub fn build() -> Result<()> {
    let npm = tools::npm()?;
    let program = module::build(&npm)?;

    let stage = root().join("dist.new");
    remove(&stage)?;
    fs::create_dir(&stage).with_context(|| format!("could not create {}", stage.display()))?;
    fs::copy(&program.wasm, stage.join("indicator-widget.wasm"))?;
    let bundled = scripts::bundle(&npm, &program, &stage)?;
    copy_pages(&root().join("www"), &stage, &bundled)?;
    for folder in ["", "doubtful", "refused"] {
        copy_fixtures(&root().join("tests/fixtures").join(folder), &stage.join("fixtures").join(folder))?;
    }
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        fs::copy(root().join(licence), stage.join(licence)).context(licence)?;
    }
    fs::write(stage.join("package.json"), format!("{:#}\n", package()))?;
    let release = release::write(&stage, &PARTS)?;
    scripts::check(&npm, &stage)?;

    let old = root().join("dist.old");
    remove(&old)?;
    if folder().exists() {
        fs::rename(folder(), &old)?;
    }
    fs::rename(&stage, folder())?;
    remove(&old)?;
    sizes::print(&folder(), &PARTS)?;
    release.print();
    Ok(())
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

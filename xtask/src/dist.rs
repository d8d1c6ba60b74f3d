//! Writes `dist/`: everything that a webmaster copies.
//!
//! [`module`] builds the program, [`scripts`] the JavaScript around it; the pages and their data are copied, and
//! [`release`] writes what a webmaster needs to pin it all. All of it is made beside the old folder and then takes its
//! place, so that a failure leaves the old one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::release::{self, Release};
use crate::{digest, module, root, scripts, sizes, tools};

/// The folder that [`build`] writes.
pub fn folder() -> PathBuf {
    root().join("dist")
}

/// Builds the widget and its pages, and prints what they weigh.
pub fn build() -> Result<()> {
    let (stage, old) = (root().join("dist.new"), root().join("dist.old"));
    let release = make(&stage, &module::target()?)?;
    remove(&old)?;
    if folder().exists() {
        fs::rename(folder(), &old)?;
    }
    fs::rename(&stage, folder())?;
    remove(&old)?;
    sizes::print(&folder())?;
    release.print();
    Ok(())
}

/// Builds everything once more, in a target folder of its own, and makes sure that not a byte differs from `dist/`.
pub fn build_again() -> Result<()> {
    let again = root().join("dist.again");
    make(&again, &module::target()?.join("again"))?;
    let (first, second) = (contents(&folder())?, contents(&again)?);
    remove(&again)?;
    let differs = |name: &&String| first.get(*name) != second.get(*name);
    let different: BTreeSet<&String> = first.keys().chain(second.keys()).filter(differs).collect();
    if !different.is_empty() {
        bail!("two builds differ in {different:?}");
    }
    println!("{} files, the same to the byte", first.len());
    Ok(())
}

/// Every file below a folder: its name, and the digest of what it holds.
fn contents(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(contents(&path)?.into_iter().map(|(below, digest)| (format!("{name}/{below}"), digest)));
        } else {
            found.insert(name, digest(&fs::read(&path)?, 32));
        }
    }
    Ok(found)
}

/// Writes everything into the folder `stage`; cargo's own files go into the folder `target`.
fn make(stage: &Path, target: &Path) -> Result<Release> {
    let npm = tools::npm()?;
    let program = module::build(&npm, target)?;
    remove(stage)?;
    fs::create_dir(stage).with_context(|| format!("could not create {}", stage.display()))?;
    for (part, name) in program.parts.iter().zip(["indicator-widget.wasm", "indicator-widget.rest.wasm"]) {
        fs::copy(part, stage.join(name))?;
    }
    let bundled = scripts::bundle(&npm, &program, stage)?;
    copy_pages(&root().join("www"), stage, &bundled)?;
    for folder in ["", "doubtful", "refused"] {
        copy_fixtures(&root().join("tests/fixtures").join(folder), &stage.join("fixtures").join(folder))?;
    }
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        fs::copy(root().join(licence), stage.join(licence)).context(licence)?;
    }
    fs::write(stage.join("package.json"), format!("{:#}\n", package()))?;
    let release = release::write(stage, &sizes::PARTS.map(|(name, _)| name))?;
    scripts::check(&npm, stage)?;
    Ok(release)
}

/// Copies everything of `www/` but what is already in the bundle.
fn copy_pages(from: &Path, to: &Path, bundled: &[PathBuf]) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            copy_pages(&source, &target, bundled)?;
        } else if source.extension().is_some_and(|extension| extension == "js") && !bundled.contains(&source) {
            let script = fs::read_to_string(&source).with_context(|| source.display().to_string())?;
            fs::write(&target, in_ascii(&script))?;
        } else if !bundled.contains(&source) {
            fs::copy(&source, &target).with_context(|| source.display().to_string())?;
        }
    }
    // A folder of sources alone leaves nothing to copy.
    fs::remove_dir(to).ok();
    Ok(())
}

/// A script with escapes for all letters that a server's wrong charset would make others of.
fn in_ascii(script: &str) -> String {
    let mut text = String::new();
    for character in script.chars() {
        match character.is_ascii() {
            true => text.push(character),
            false => character.encode_utf16(&mut [0; 2]).iter().for_each(|unit| text += &format!("\\u{unit:04x}")),
        }
    }
    text
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

/// What makes the folder a package of npm. The declarations come first in `exports`, since the first match counts.
fn package() -> Value {
    let module = json!({ "types": "./indicator-widget.d.ts", "default": "./indicator-widget.js" });
    let mut package = json!({
        "name": "indicator-widget",
        "version": env!("CARGO_PKG_VERSION"),
        "description": "<indicator-widget>: public figures as progress bars, bullet graphs, bar charts and large numbers",
        "license": "MIT OR Apache-2.0",
        "type": "module",
        "main": "./indicator-widget.js",
        "module": "./indicator-widget.js",
        "types": "./indicator-widget.d.ts",
        "customElements": "./custom-elements.json",
        "exports": {
            ".": module.clone(),
            "./indicator-widget.js": module,
            "./react": { "types": "./react.d.ts" },
            "./vue": { "types": "./vue.d.ts" },
            "./schema/*": "./schema/*",
        },
        // To import it defines the element, or examines the page, so that no bundler may leave it out.
        "sideEffects": [
            "./indicator-widget.js",
            "./doctor.js",
            "./indicator-widget.nowasm.js",
            "./indicator-widget.single.js",
            "./indicator-widget.css",
            "./embed.js",
        ],
        "files": [
            "indicator-widget.*", "react.d.ts", "vue.d.ts", "custom-elements.json", "integrity.json", "embed.*",
            "embed-frame.js", "doctor", "doctor*", "page.*", "favicon.svg", "schema", "examples", "LICENSE-*",
        ],
    });
    for file in [
        "indicator-widget.wasm",
        "indicator-widget.rest.wasm",
        "indicator-widget.single.js",
        "indicator-widget.nowasm.js",
        "indicator-widget.css",
        "embed.js",
        "custom-elements.json",
        "package.json",
    ] {
        package["exports"][format!("./{file}")] = format!("./{file}").into();
    }
    package
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("could not remove {}", folder.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    fn types_come_before_what_they_are_the_types_of() {
        let exports = &super::package()["exports"]["."];
        let conditions: Vec<&String> = exports.as_object().into_iter().flat_map(|it| it.keys()).collect();
        assert_eq!(conditions, ["types", "default"]);
    }
}

//! The JavaScript that is shipped: bundled by esbuild, in the syntax of 2018.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::module::Program;
use crate::{root, run};

/// The program for browsers without wasm: it leaves its function under a name that holds its version, so that it can be
/// both imported and run as a classic script.
const PROGRAM: &str = "
/** Takes a buffer out of use: every view of it then has the length 0. */
function detach(buffer) {
  const { port1 } = new MessageChannel();
  port1.postMessage(0, [buffer]);
  port1.close();
}
self[`indicator-widget ${STAMP}`] = instantiate;
";

/// Parses each of the files named as ECMAScript 2018 with `import()` and `import.meta`, which every browser of our floor
/// has and which that edition lacks: they are put into words that it has.
const PARSE: &str = "
const { parse } = require('acorn'), { readFileSync } = require('fs');
let failed = false;
for (const file of process.argv.slice(1)) {
  const text = readFileSync(file, 'utf8').replace(/\\bimport\\(/g, 'fetch(').replace(/\\bimport\\.meta\\b/g, 'document');
  try { parse(text, { ecmaVersion: 2018, sourceType: 'module' }); }
  catch (error) { failed = true; console.error(`${file}: ${error.message}`); }
}
process.exit(failed ? 1 : 0);
";

/// Bundles the three scripts into `stage`, with the style sheet, and gives the files of `www/` that went into them.
pub fn bundle(npm: &Path, program: &Program, stage: &Path) -> Result<Vec<PathBuf>> {
    let source = program.script.with_file_name("indicator-widget.nowasm.js");
    fs::write(&source, fs::read_to_string(&program.script)? + PROGRAM)?;
    let mut esbuild = esbuild(npm, program);
    esbuild.arg(&source).arg("--format=iife");
    run(esbuild.arg(format!("--outfile={}", stage.join("indicator-widget.nowasm.js").display())))?;

    // Words as they are, without comments and spaces: what browsers of 2018 read is not for a tool to choose.
    let (readable, style) = (root().join("www/indicator-widget.css"), stage.join("indicator-widget.css"));
    let mut shorten = Command::new(npm.join("esbuild"));
    shorten.arg(&readable).args(["--minify-whitespace", "--charset=utf8", "--log-level=warning"]);
    run(shorten.arg(format!("--outfile={}", style.display())))?;

    let mut inputs = vec![readable];
    for (name, format, files) in
        [("indicator-widget.js", "esm", "files.module.js"), ("indicator-widget.single.js", "iife", "files.single.js")]
    {
        let mut esbuild = self::esbuild(npm, program);
        esbuild.arg(format!("www/{name}")).arg(format!("--format={format}"));
        esbuild.args([
            "--global-name=indicatorWidget",
            "--external:./indicator-widget.nowasm.js",
            "--external:./doctor.js",
        ]);
        esbuild.args(["--loader:.css=text", "--loader:.wasm=binary"]);
        esbuild.arg(format!("--alias:indicator-widget-glue={}", program.glue.display()));
        esbuild.arg(format!("--alias:indicator-widget-program={}", source.display()));
        esbuild.arg(format!("--alias:indicator-widget-style={}", style.display()));
        esbuild.arg(format!("--alias:indicator-widget-wasm={}", program.wasm.display()));
        esbuild.arg(format!("--alias:indicator-widget-files={}", root().join("www/element").join(files).display()));
        let account = program.wasm.with_file_name(name).with_extension("json");
        esbuild.arg(format!("--outfile={}", stage.join(name).display()));
        run(esbuild.arg(format!("--metafile={}", account.display())))?;
        let account: Value = serde_json::from_slice(&fs::read(account)?)?;
        let used = account["inputs"].as_object().context("esbuild's account has no inputs")?;
        inputs.extend(used.keys().map(|input| root().join(input)));
    }
    Ok(inputs)
}

fn esbuild(npm: &Path, program: &Program) -> Command {
    let mut esbuild = Command::new(npm.join("esbuild"));
    esbuild.current_dir(root()).args(["--bundle", "--minify", "--charset=utf8", "--log-level=warning"]);
    esbuild.args(["--target=es2018", "--supported:dynamic-import=true", "--supported:import-meta=true"]);
    esbuild.arg(format!("--define:STAMP=\"{}\"", program.stamp));
    esbuild
}

/// Makes sure that every script of a folder can be read by browsers of 2018.
pub fn check(npm: &Path, folder: &Path) -> Result<()> {
    let mut parse = Command::new("node");
    parse.env("NODE_PATH", npm.join("..")).args(["-e", PARSE]);
    run(parse.args(scripts(folder)?)).context("a shipped script is not ECMAScript 2018")
}

fn scripts(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(scripts(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "js") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

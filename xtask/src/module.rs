//! The program in two forms: wasm of 2017's features alone, and plain JavaScript for where wasm is refused.
//!
//! cargo → [`trim`] → wasm-bindgen → [`shorten`] → wasm-opt gives the module. [`split`] parts it in what every page
//! needs and what few do, and wasm2js makes a script of the whole.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::glue::shorten;
use crate::linked::trim;
use crate::split::split;
use crate::{cargo, digest, fingerprint, output, root, run, tools};

/// What rustc has used since 1.82 beyond the first wasm, and wasm-opt can put into other words. Reference types and
/// multiple values are not among them: without their names in the module, wasm-bindgen does not use them either.
const FEATURES: [&str; 4] = ["mutable-globals", "sign-ext", "bulk-memory", "nontrapping-fptoint"];

/// What `src/browser/rest.rs` exports: no page needs it for the first picture of a document of our own.
const LATE: [&str; 6] =
    ["widget_readAny", "widget_message", "widget_say", "widget_svg", "widget_paintExport", "widget_csv"];

/// The program, in files of its own.
pub struct Program {
    /// The generated JavaScript between the program and the browser: a module that takes the program's exports.
    pub glue: PathBuf,
    /// The whole as a wasm module, stamped.
    pub wasm: PathBuf,
    /// The whole but what only [`LATE`] takes, and that alone: two wasm modules, both stamped.
    pub parts: [PathBuf; 2],
    /// The same program as a script whose one function, `instantiate`, takes the imports and gives the exports.
    pub script: PathBuf,
    /// Says which version all of them are of.
    pub stamp: String,
}

/// Builds the program; cargo's own files go into the folder `target`.
pub fn build(npm: &Path, target: &Path) -> Result<Program> {
    tools::wasm_target()?;
    let bindgen = tools::wasm_bindgen()?;
    println!("Building the widget");
    compile(target)?;
    let release = target.join(tools::WASM).join("release");
    let (module, work) = (release.join("indicator_widget.wasm"), release.join("indicator-widget"));
    fs::create_dir_all(&work)?;
    let (trimmed, parting) = trim(&fs::read(&module)?, &LATE).context("indicator_widget.wasm")?;
    let module = work.join("trimmed.wasm");
    fs::write(&module, trimmed)?;
    // The target for bundlers is the one whose glue takes exports from wherever they come.
    run(Command::new(bindgen.join("wasm-bindgen")).arg(&module).arg("--out-dir").arg(&work).args([
        "--target",
        "bundler",
        "--no-typescript",
        "--out-name",
        "glue",
    ]))?;
    let (glue, module) = (work.join("glue_bg.js"), work.join("glue_bg.wasm"));
    let (short, script) = shorten(&fs::read(&module)?, &fs::read_to_string(&glue)?)?;
    fs::write(&module, short)?;
    fs::write(&glue, script)?;
    let lowered = lower(npm, &work)?;
    let parts = split(&fs::read(&lowered)?, &LATE, &parting)?;
    for (name, part) in ["first-part.wasm", "rest-part.wasm"].iter().zip(parts) {
        fs::write(work.join(name), part)?;
    }
    let plain = finish(npm, &lowered, &work.join("whole.wasm"))?;
    let first = finish(npm, &work.join("first-part.wasm"), &work.join("first.wasm"))?;
    let rest = finish(npm, &work.join("rest-part.wasm"), &work.join("rest.wasm"))?;
    let script = translate(npm, &work, &plain)?;
    let modules = [&plain, &first, &rest];
    let bytes = modules.iter().map(fs::read).collect::<Result<Vec<_>, _>>()?;
    let stamp = digest(&bytes.concat(), 8);
    let [wasm, first, rest] = modules.map(|module| module.with_extension("stamped.wasm"));
    for (module, bytes) in [&wasm, &first, &rest].into_iter().zip(bytes) {
        fs::write(module, stamped(bytes, &stamp))?;
    }
    Ok(Program { glue, wasm, parts: [first, rest], script, stamp })
}

/// The folder that cargo builds into.
pub fn target() -> Result<PathBuf> {
    let metadata = output(cargo().args(["metadata", "--format-version=1", "--no-deps"]))?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    Ok(metadata["target_directory"].as_str().context("cargo names no target folder")?.into())
}

/// Room for the stack, in bytes. The data stand behind it: the lower they are, the shorter are their addresses; and none
/// is `0x110000`, which code has all over as the end of what a `char` may be.
const STACK: &str = "-zstack-size=786432";

fn compile(target: &Path) -> Result<()> {
    let features = format!("--features={}", FEATURES.join(","));
    let arguments = [&features, "--no-check-features", "--emit-relocs", STACK];
    let mut flags: Vec<_> = arguments.map(|argument| format!("-Clink-arg={argument}")).into();
    // Panic messages name source files; where those lie on this machine is nobody's business.
    for (place, name) in [(root().to_owned(), "."), (cargo_home()?, "cargo"), (sysroot()?, "rust")] {
        flags.push(format!("--remap-path-prefix={}={name}", place.display()));
    }
    let mut build = cargo();
    build.args(["build", "--release", "--lib", "--target", tools::WASM, "--package", "indicator-widget"]);
    run(build.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}")).env("CARGO_TARGET_DIR", target))
}

fn cargo_home() -> Result<PathBuf> {
    match std::env::var_os("CARGO_HOME") {
        Some(home) => Ok(home.into()),
        None => Ok(std::env::home_dir().context("no home directory")?.join(".cargo")),
    }
}

fn sysroot() -> Result<PathBuf> {
    Ok(output(Command::new("rustc").current_dir(root()).args(["--print", "sysroot"]))?.trim().into())
}

/// How a module is made small. A function moved into its only caller saves a few bytes raw and costs many packed: less
/// of the code is alike. Likewise, code that is alike stands together: the names begin with the path of the module. The
/// lowest kilobyte is the end of the stack, so that no sum of an address and a field's place lies there.
const SMALL: [&str; 5] = [
    "-Oz",
    "--low-memory-unused",
    "--one-caller-inline-max-function-size=0",
    "--reorder-locals",
    "--reorder-functions-by-name",
];

/// Makes the generated module small, in the features of 2017 alone; functions keep their names.
fn lower(npm: &Path, work: &Path) -> Result<PathBuf> {
    let (module, lowered) = (work.join("glue_bg.wasm"), work.join("lowered.wasm"));
    let mut wasm_opt = Command::new(npm.join("wasm-opt"));
    wasm_opt.args(["--enable-bulk-memory", "--enable-mutable-globals", "--enable-sign-ext"]);
    wasm_opt.args(["--enable-nontrapping-float-to-int", "--signext-lowering", "--llvm-memory-copy-fill-lowering"]);
    wasm_opt.arg("--llvm-nontrapping-fptoint-lowering");
    // Blocks and loops as the compiler left them take more branches than those that are made of the same code anew.
    wasm_opt.args(["-Oz", "--flatten", "--rereloop"]).args(SMALL).arg("--debuginfo");
    wasm_opt.args(["--strip-producers", "--strip-target-features"]).arg(&module).arg("-o").arg(&lowered);
    once(&mut wasm_opt, "Optimising the module", &module, &lowered)?;
    Ok(lowered)
}

/// Takes the names out of a lowered module. This run knows no later features, and refuses a module that uses one.
fn finish(npm: &Path, lowered: &Path, finished: &Path) -> Result<PathBuf> {
    let mut wasm_opt = Command::new(npm.join("wasm-opt"));
    wasm_opt.arg("--mvp-features").args(SMALL).arg("--strip-debug").arg(lowered).arg("-o").arg(finished);
    let name = finished.file_name().unwrap_or_default().display();
    once(&mut wasm_opt, &format!("Finishing {name}"), lowered, finished)
        .context("the module uses features later than 2017's")?;
    Ok(finished.to_owned())
}

/// Puts a plain module into JavaScript.
fn translate(npm: &Path, work: &Path, module: &Path) -> Result<PathBuf> {
    let script = work.join("program.js");
    let mut wasm2js = Command::new(npm.join("wasm2js"));
    // The flavour for emscripten is a function of the imports; the other one would import the glue a second time.
    wasm2js.args(["--mvp-features", "-Oz", "--emscripten"]).arg(module).arg("-o").arg(&script);
    once(&mut wasm2js, "Translating the module for browsers without wasm", module, &script)?;
    let text = fs::read_to_string(&script)?;
    // A memory that grows gets another buffer. The glue notices that only where the old one is detached.
    let (swap, growth) = ("buffer = newBuffer;", "detach(buffer);");
    if text.matches(swap).count() != 1 {
        bail!("wasm2js has another way of growing a memory: see {}", script.display());
    }
    let detaching = work.join("program-detaching.js");
    fs::write(&detaching, text.replace(swap, &format!("{growth} {swap}")))?;
    Ok(detaching)
}

/// Runs a command that takes most of a build's time, unless its last result came from the same input in the same way.
fn once(command: &mut Command, message: &str, input: &Path, result: &Path) -> Result<()> {
    let kept = result.with_extension("of");
    let fingerprint = fingerprint(&(fs::read(input)?, format!("{command:?}")));
    if result.exists() && fs::read_to_string(&kept).is_ok_and(|kept| kept == fingerprint) {
        return Ok(());
    }
    println!("{message}");
    fs::remove_file(&kept).ok();
    run(command)?;
    fs::write(&kept, fingerprint)?;
    Ok(())
}

/// A module with a custom section `stamp` at its end (WebAssembly core specification, 5.5.3).
fn stamped(mut module: Vec<u8>, stamp: &str) -> Vec<u8> {
    let content = [&[5], &b"stamp"[..], stamp.as_bytes()].concat();
    // Both lengths are below 128, so that each is one byte of LEB128.
    module.extend([0, content.len() as u8]);
    module.extend(content);
    module
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_stamp_is_a_section_with_a_name() {
        let module = super::stamped(vec![0, b'a', b's', b'm', 1, 0, 0, 0], "0123456789abcdef");
        assert_eq!(&module[8..], b"\x00\x16\x05stamp0123456789abcdef");
    }
}

//! What the built files weigh, as they are and as a web server sends them.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::output;

/// Node's own brotli, at the best quality (11) and the window (4 MB) that are its defaults.
const PACKED_SIZE: &str = "const { readFileSync } = require('fs'), { brotliCompressSync } = require('zlib');
    console.log(brotliCompressSync(readFileSync(process.argv[1])).length)";

/// What a page can load of the widget, all of it together, and how many bytes of each a server may send at most. Whoever
/// adds to a file beyond that says so here.
pub const PARTS: [(&str, u64); 6] = [
    ("indicator-widget.js", 22_600),
    ("indicator-widget.wasm", 108_500),
    ("indicator-widget.rest.wasm", 124_000),
    ("indicator-widget.nowasm.js", 298_000),
    ("indicator-widget.css", 2_900),
    ("indicator-widget.single.js", 590_000),
];

/// Prints one line for each part of the widget in `folder`, in bytes, and the sum of the first two: what a page loads to
/// draw.
pub fn print(folder: &Path) -> Result<()> {
    println!("{:<28}{:>10}{:>14}", "bytes", "raw", "brotli -11");
    let (mut raw, mut packed) = (0, 0);
    for (place, (name, _)) in PARTS.iter().enumerate() {
        let file = folder.join(name);
        let size = fs::metadata(&file).with_context(|| file.display().to_string())?.len();
        let small = compressed(&file)?;
        println!("{name:<28}{size:>10}{small:>14}");
        if place < 2 {
            raw += size;
            packed += small;
        }
    }
    println!("{:<28}{raw:>10}{packed:>14}", "a page to its first picture");
    Ok(())
}

/// Makes sure that no part of the widget in `folder` is larger than its budget.
pub fn check(folder: &Path) -> Result<()> {
    for (name, budget) in PARTS {
        let size = compressed(&folder.join(name))?;
        println!("{name:<28}{size:>10} of {budget}");
        if size > budget {
            bail!("{name} has {size} bytes, more than its budget in xtask/src/sizes.rs");
        }
    }
    Ok(())
}

/// How many bytes of a file a web server sends that compresses with brotli, quality 11.
pub fn compressed(file: &Path) -> Result<u64> {
    Ok(output(Command::new("node").args(["-e", PACKED_SIZE]).arg(file))?.trim().parse()?)
}

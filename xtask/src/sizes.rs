//! What the built files weigh, as they are and as a web server sends them.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Prints one line for each of `files` in `folder`, in bytes, and their sum.
pub fn print(folder: &Path, files: &[&str]) -> Result<()> {
    println!("{:<28}{:>10}{:>14}", "bytes", "raw", "brotli -11");
    let (mut raw, mut small) = (0, 0);
    for file in files {
        let bytes = fs::read(folder.join(file)).with_context(|| format!("{file} is not in {}", folder.display()))?;
        let packed = brotli(&bytes)?;
        println!("{file:<28}{:>10}{packed:>14}", bytes.len());
        raw += bytes.len();
        small += packed;
    }
    println!("{:<28}{raw:>10}{small:>14}", "together");
    Ok(())
}

/// The size at quality 11 with a window of 4 MB, the largest that every browser takes.
fn brotli(bytes: &[u8]) -> Result<usize> {
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut packed, &params)?;
    Ok(packed.len())
}

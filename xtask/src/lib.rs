//! Building, serving and testing the widget: `cargo xtask serve`, `test`, `dist`, `bench`, `fuzz` and `check`.
//!
//! [`tools`] finds or installs what the others need, [`dist`] turns the sources into the folder that a webmaster
//! copies, [`serve`] hands it out over HTTP, and [`test`] runs every test there is. The server is a library, so
//! that the end-to-end tests serve the same folder in the same way.

pub mod bench;
pub mod check;
pub mod dist;
pub mod fuzz;
mod glue;
mod linked;
mod module;
mod release;
mod scripts;
pub mod serve;
pub mod sizes;
mod split;
pub mod test;
pub mod tools;

use std::ffi::{OsStr, OsString};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

/// The top folder of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the repository")
}

/// The cargo that runs us, working at the top of the repository.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// Runs a command with our own input and output; anything but success is an error that names the program.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("could not start {}", name(command.get_program())))?;
    if !status.success() {
        bail!("{} failed ({status})", shown(command));
    }
    Ok(())
}

/// The standard output of a command, which must succeed.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command.stderr(std::process::Stdio::inherit()).output();
    let output = output.with_context(|| format!("could not start {}", name(command.get_program())))?;
    if !output.status.success() {
        bail!("{} failed ({})", shown(command), output.status);
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// `PATH` with folders before all others.
fn prepended_path(folders: impl IntoIterator<Item = PathBuf>) -> Result<OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    Ok(std::env::join_paths(folders.into_iter().chain(std::env::split_paths(&path)))?)
}

/// A name for some content: the same for the same content, as long as Rust stays the same. To be used where a
/// change costs no more than doing something again.
fn fingerprint(content: &impl Hash) -> String {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// A name for some bytes that is the same everywhere and for ever: the first `length` bytes of their SHA-256 in hex.
fn digest(bytes: &[u8], length: usize) -> String {
    Sha256::digest(bytes).iter().take(length).map(|byte| format!("{byte:02x}")).collect()
}

fn shown(command: &Command) -> String {
    let args = command.get_args().take(3).map(OsStr::to_string_lossy);
    format!("{} {}", name(command.get_program()), args.collect::<Vec<_>>().join(" "))
}

fn name(program: &OsStr) -> String {
    PathBuf::from(program).file_name().unwrap_or(program).to_string_lossy().into_owned()
}

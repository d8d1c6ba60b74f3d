//! A screen that nobody sees, for a browser that has no headless mode.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// A running Xvfb; it ends when this is dropped.
pub struct Display {
    process: Child,
    number: String,
}

impl Display {
    pub fn start() -> Self {
        let mut command = Command::new("Xvfb");
        // It chooses a free number itself and writes it to the standard output.
        command.args(["-displayfd", "1", "-screen", "0", "1600x1600x24", "-nolisten", "tcp"]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let started = command.spawn();
        let mut process = started.unwrap_or_else(|error| panic!("Xvfb does not start: {error}"));
        let mut number = String::new();
        let output = process.stdout.take().expect("its output is piped");
        BufReader::new(output).read_line(&mut number).expect("Xvfb says its number");
        Self { process, number: number.trim().to_owned() }
    }

    /// As `DISPLAY` takes it.
    pub fn name(&self) -> String {
        format!(":{}", self.number)
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

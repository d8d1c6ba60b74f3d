//! The ChromeDriver process.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

/// A running driver on a port that it chose itself; it ends when this is dropped.
pub struct Driver {
    process: Child,
    // Kept open: a driver whose output nobody takes would end at its next line.
    output: BufReader<ChildStdout>,
    port: u16,
}

impl Driver {
    pub fn start(program: &Path) -> Self {
        let mut command = Command::new(program);
        command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped());
        let started = command.spawn();
        let mut process = started.unwrap_or_else(|error| panic!("{} does not start: {error}", program.display()));
        let output = BufReader::new(process.stdout.take().expect("its output is piped"));
        let mut driver = Self { process, output, port: 0 };
        driver.port = driver.announced_port();
        driver
    }

    fn announced_port(&mut self) -> u16 {
        let mut said = String::new();
        loop {
            let start = said.len();
            let read = self.output.read_line(&mut said).expect("the driver speaks UTF-8");
            assert!(read > 0, "ChromeDriver ended at once, after saying: {said}");
            let port = said[start..].trim().strip_prefix("ChromeDriver was started successfully on port ");
            if let Some(port) = port.and_then(|port| port.trim_end_matches('.').parse().ok()) {
                return port;
            }
        }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

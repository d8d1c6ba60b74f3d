//! The WebDriver server of a browser: a process of its own.

use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::Engine;
use crate::display::Display;

/// How often to look whether the driver listens, 50 ms apart.
const LOOKS: usize = 400;

/// A running driver; it ends when this is dropped.
pub struct Driver {
    process: Child,
    port: u16,
    // Last, so that a window's screen is there as long as the window.
    _display: Option<Display>,
}

impl Driver {
    /// Starts the driver of that engine. One that finds its port taken ends at once, and another port is tried.
    pub fn start(engine: Engine) -> Self {
        let program = engine.installed().driver;
        (0..5).find_map(|_| Self::try_start(engine)).unwrap_or_else(|| panic!("{} does not start", program.display()))
    }

    fn try_start(engine: Engine) -> Option<Self> {
        let display = (engine == Engine::WebKit).then(Display::start);
        let port = free_port();
        let mut command = Command::new(engine.installed().driver);
        command.arg(format!("--port={port}")).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        if let Some(display) = &display {
            command.env("DISPLAY", display.name());
        }
        let started = command.spawn();
        let process = started.unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
        let mut driver = Self { process, port, _display: display };
        for _ in 0..LOOKS {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Some(driver);
            }
            if driver.process.try_wait().is_ok_and(|ended| ended.is_some()) {
                return None;
            }
            thread::sleep(Duration::from_millis(50));
        }
        None
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

/// A port that nothing listens on; it may be taken before it is used, but seldom is.
fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("there is a free port");
    listener.local_addr().expect("a listener has an address").port()
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

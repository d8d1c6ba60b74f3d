//! A browser window that a test steers.

use std::cell::RefCell;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::error::WebDriverResult;
use thirtyfour::{BrowserLogEntry, Capabilities, Key, WebDriver};
use tokio::runtime::{Builder, Runtime};

use crate::driver::Driver;
use crate::{Engine, Site};

/// How long a condition may take to come true: far more than it needs, for slow machines.
const PATIENCE: Duration = Duration::from_secs(60);

/// How many drivers are asked for a session, one after the other: on a busy machine a driver may end, or lose its port to
/// another program, before it answers.
const TRIES: usize = 3;

const WIDTH: u32 = 800;
const HEIGHT: u32 = 800;

/// A browser with one window and a fresh profile; it closes when this is dropped.
pub struct Browser {
    engine: Engine,
    session: Option<WebDriver>,
    runtime: Runtime,
    errors: RefCell<Vec<String>>,
    requested: RefCell<Vec<String>>,
    // Last, so that it ends after its session.
    _driver: Driver,
}

impl Browser {
    /// Opens a window `width` CSS pixels wide, with `scale` device pixels to one of them, whose reader prefers dark
    /// pages or not. Only Chromium can be told all that.
    pub fn chromium(width: u32, scale: f64, dark: bool) -> Self {
        let browser = Self::start(Engine::Chromium);
        browser.resize(width, scale);
        let preference = json!({ "name": "prefers-color-scheme", "value": if dark { "dark" } else { "light" } });
        browser.devtools("Emulation.setEmulatedMedia", json!({ "features": [preference] }));
        browser
    }

    /// Opens a window 800 CSS pixels wide.
    pub fn open(engine: Engine) -> Self {
        match engine {
            Engine::Chromium => Self::chromium(WIDTH, 1.0, false),
            _ => Self::start(engine).in_window(),
        }
    }

    fn start(engine: Engine) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime needs nothing special");
        let Value::Object(wanted) = engine.capabilities() else { unreachable!("capabilities are an object") };
        let mut refusals = Vec::new();
        while refusals.len() < TRIES {
            let driver = Driver::start(engine);
            match runtime.block_on(WebDriver::new(driver.url(), Capabilities::from(wanted.clone()))) {
                Ok(session) => {
                    let (session, (errors, requested)) = (Some(session), Default::default());
                    return Self { engine, session, runtime, errors, requested, _driver: driver };
                }
                Err(error) => refusals.push(error.to_string()),
            }
        }
        panic!("no session with {engine:?}: {}", refusals.join("; "))
    }

    /// Makes the page's part of the window as wide as it should be; the rest belongs to the browser.
    fn in_window(self) -> Self {
        for _ in 0..2 {
            let frame = self.run("return outerWidth - innerWidth").as_u64().unwrap_or(0) as u32;
            self.wait_for(self.session().set_window_rect(0, 0, WIDTH + frame, HEIGHT), "resize the window");
        }
        self.wait_until(&format!("innerWidth === {WIDTH}"));
        self
    }

    /// Gives the window another width in CSS pixels, and another number of device pixels to one of them.
    pub fn resize(&self, width: u32, scale: f64) {
        self.set_viewport(width, HEIGHT, scale);
    }

    /// Opens an address and waits until the page and all that it names in its markup are loaded.
    pub fn goto(&self, url: &str) {
        self.wait_for(self.session().goto(url), "open the page");
    }

    /// Runs the body of a JavaScript function in the page and gives what it returns; a promise is awaited.
    pub fn run(&self, script: &str) -> Value {
        let result = self.wait_for(self.session().execute(script, Vec::new()), script);
        result.json().clone()
    }

    /// Presses and lets go of one key after another, in whatever has the focus.
    pub fn press(&self, keys: &[Key]) {
        for key in keys {
            let chain = self.session().action_chain().send_keys(key.clone());
            self.wait_for(chain.perform(), "press a key");
        }
    }

    /// Waits until a JavaScript expression is true in the page.
    pub fn wait_until(&self, condition: &str) {
        let start = Instant::now();
        while self.run(&format!("return Boolean({condition})")) != json!(true) {
            if start.elapsed() > PATIENCE {
                let errors = self.errors().join("\n");
                panic!("not true after {} s: {condition}\nerrors of the page so far:\n{errors}", PATIENCE.as_secs());
            }
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// What the browser has reported as errors so far: uncaught exceptions, `console.error`, failed loads,
    /// violations of a policy.
    pub fn errors(&self) -> Vec<String> {
        let new = self.log("browser").into_iter().filter(|entry| entry.level == "SEVERE").map(|entry| entry.message);
        self.errors.borrow_mut().extend(new);
        self.errors.borrow().clone()
    }

    /// The addresses that the pages have asked for so far on any server but the site's.
    pub fn requests_beyond(&self, site: &Site) -> Vec<String> {
        let events = self.log("performance").into_iter();
        let events = events.filter_map(|entry| serde_json::from_str::<Value>(&entry.message).ok());
        let events = events.filter(|event| event["message"]["method"] == "Network.requestWillBeSent");
        let new = events.filter_map(|event| Some(event["message"]["params"]["request"]["url"].as_str()?.to_owned()));
        self.requested.borrow_mut().extend(new);
        let (home, requested) = (site.url("/"), self.requested.borrow());
        let local = |url: &str| url.starts_with(&home) || url.starts_with("data:") || url.starts_with("blob:");
        requested.iter().filter(|url| !local(url)).cloned().collect()
    }

    /// Writes a picture of the whole page, also of what is below the window, as PNG.
    pub fn screenshot(&self, file: &Path) {
        let now = self.run("return [innerWidth, devicePixelRatio, document.documentElement.scrollHeight]");
        let number = |index: usize| now[index].as_f64().expect("the page has a size");
        self.set_viewport(number(0) as u32, number(2) as u32, number(1));
        // Two frames: one for what reacts to the size, one for its picture.
        self.run("return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        self.wait_for(self.session().screenshot(file), "take a picture");
        self.resize(number(0) as u32, number(1));
    }

    /// Sends a command of the Chrome DevTools protocol and gives its result.
    pub fn devtools(&self, method: &str, parameters: Value) -> Value {
        self.wait_for(self.session().cdp().send_raw(method, parameters), method)
    }

    fn set_viewport(&self, width: u32, height: u32, scale: f64) {
        let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics);
    }

    /// What was added to a log since it was last asked for. Only Chromium's driver keeps logs.
    fn log(&self, name: &str) -> Vec<BrowserLogEntry> {
        if self.engine != Engine::Chromium {
            return Vec::new();
        }
        self.wait_for(self.session().get_log(name), "read the log")
    }

    fn session(&self) -> &WebDriver {
        self.session.as_ref().expect("the session lasts as long as the browser")
    }

    fn wait_for<T>(&self, answer: impl Future<Output = WebDriverResult<T>>, task: &str) -> T {
        self.runtime.block_on(answer).unwrap_or_else(|error| panic!("{:?} could not: {task}\n{error}", self.engine))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // A driver that is killed leaves its browser running.
        if let Some(session) = self.session.take() {
            self.runtime.block_on(session.quit()).ok();
        }
    }
}

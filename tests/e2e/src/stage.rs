//! Pages that a test writes itself, one after another in one browser.

use serde_json::{Value, json};
use xtask::serve::Response;

use crate::{Browser, Engine, Site};

/// A site and a browser 800 CSS pixels wide. `stage.js` stands in every page: it records what happens there and
/// answers questions, as its comments say.
pub struct Stage {
    /// Where the pages come from; `put` adds files.
    pub site: Site,
    /// Where they are shown.
    pub browser: Browser,
}

impl Stage {
    /// A stage on which nothing is shown yet, in the engine that `E2E_ENGINE` names, Chromium where it names none.
    pub fn open() -> Self {
        Self::with(|_, _| ())
    }

    /// The same, with answers that `change` may alter, as [`Site::with`] has it.
    pub fn with(change: impl Fn(&str, &mut Response) + Send + Sync + 'static) -> Self {
        Self::on(Engine::chosen(), change)
    }

    /// The same in that engine.
    pub fn on(engine: Engine, change: impl Fn(&str, &mut Response) + Send + Sync + 'static) -> Self {
        let site = Site::with(change);
        site.put("/stage.js", 200, include_str!("stage.js"));
        Self { site, browser: Browser::open(engine) }
    }

    /// Opens a new page with this body, in Vietnamese, which loads the module of the widget.
    pub fn show(&self, body: &str) {
        self.show_page(&page(body));
    }

    /// Opens a page that holds one with this body in a frame: its `stage` and `widget` are those of `frames[0]`.
    pub fn show_in_frame(&self, body: &str) {
        self.site.put("/frame.html", 200, &page(body));
        self.show("<iframe src='/frame.html' width='500' height='400'></iframe>");
    }

    /// Opens a new page of which all is given.
    pub fn show_page(&self, html: &str) {
        self.site.put("/stage.html", 200, html);
        self.browser.goto(&self.site.url("/stage.html"));
    }

    /// Opens a page with this body and waits for the first widget's state.
    pub fn settle(&self, body: &str, state: &str) {
        self.show(body);
        self.wait_for(state);
    }

    /// Waits until the first widget is in that state, and its table is made where it has one.
    pub fn wait_for(&self, state: &str) {
        self.browser.wait_until(&format!(
            "window.widget && widget.dataset.state === '{state}' && ('{state}' !== 'ready' || stage.all('table').length)"
        ));
    }

    /// The value of a JavaScript expression, or of the promise that it is.
    pub fn value(&self, expression: &str) -> Value {
        self.browser.run(&format!("return {expression}"))
    }

    /// Asserts that a JavaScript expression has this value; `case` is named if not.
    #[track_caller]
    pub fn check(&self, case: &str, expression: &str, expected: impl Into<Value>) {
        let (found, expected) = (self.value(expression), expected.into());
        assert_eq!(found, expected, "{case}: {expression}");
    }

    /// Asserts that no page error and no violation of the policy was seen on the page.
    #[track_caller]
    pub fn check_faultless(&self, case: &str) {
        self.check(case, "stage.faults", json!([]));
    }

    /// How often a path was asked for so far.
    pub fn requests_of(&self, path: &str) -> usize {
        self.site.requests().iter().filter(|request| request.path == path).count()
    }
}

fn page(body: &str) -> String {
    format!(
        "<!doctype html>
        <html lang=\"vi\">
        <head>
        <meta charset=\"utf-8\">
        <title>Stage</title>
        <link rel=\"icon\" href=\"/favicon.svg\">
        <script src=\"/stage.js\"></script>
        <script type=\"module\" src=\"/indicator-widget.js\"></script>
        </head>
        <body>
        {body}
        </body>
        </html>"
    )
}

//! Real pages in a real browser: [`Site`] serves the built `dist/`, [`Browser`] opens it over WebDriver, and
//! [`Stage`] shows pages that a test has written itself.
//!
//! Every method panics with a sentence when it cannot do what it says, since it is only used in tests. Tests are
//! run by `cargo xtask test`, which builds `dist/` and finds or installs the browser.

mod browser;
mod display;
mod driver;
mod engine;
mod site;
mod stage;

pub use browser::Browser;
pub use engine::Engine;
pub use site::{Request, Site};
pub use stage::Stage;
pub use thirtyfour::Key;

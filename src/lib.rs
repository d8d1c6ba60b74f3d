//! Indicators of public offices, drawn in the browser.

#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod complaint;
pub mod describe;
pub mod figure;
pub mod format;
pub mod layout;
pub mod model;
pub mod read;
pub mod scene;
pub mod text;
pub mod theme;
pub mod wire;

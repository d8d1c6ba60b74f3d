//! Indicators of public offices, drawn in the browser: "81 of 116 communes" becomes a picture that anyone can read.
//!
//! # One way through the code
//!
//! ```text
//! JSON text ──────────────────┐
//! JS object ──────────────────┼→ wire → read → model ─┬→ layout → scene ─┬→ paint → canvas │ SVG
//! JSON-stat, rows, ┐          │                       │                  └→ hits (pointer, keyboard)
//! CSV, World Bank, ├→ doors ──┘                       └→ describe → captions, sentences, table → DOM
//! Open SDG         ┘
//! ```
//!
//! In reading order:
//!
//! | module | its one job |
//! |---|---|
//! | [`wire`] | the JSON tree, as it was written |
//! | [`doors`] | files of other formats: each is turned into a document of our own |
//! | [`limits`] | how much a document may hold |
//! | [`read`] | from the tree to the model; every refusal is a [`complaint`] with path and mend |
//! | [`model`] | checked indicators, every default resolved |
//! | [`format`](mod@format), [`text`] | numbers, dates and sentences, per language |
//! | [`figure`] | an indicator's figures as printed, the same strings for picture, caption and table |
//! | [`layout`], [`scale`], [`theme`] | pure geometry in CSS pixels |
//! | [`scene`] | the finished list of shapes, texts and hits; its print is the test oracle |
//! | [`paint`], [`svg`] | onto plotters' drawing surfaces; the only rounding |
//! | [`describe`] | the same facts in words, as a table and as CSV |
//! | [`export`] | words and pictures of a whole widget as one scene |
//! | `browser` | wasm only: canvas, measured text, and what JavaScript calls; `browser::rest` is what few pages call |
//!
//! The element, its style sheet and the pages are in `www/`, the commands in `xtask/`.
//!
//! # Invariants
//!
//! - Every arrow goes one way. Nothing left of `paint` knows plotters, nothing left of `browser` knows JavaScript.
//! - Check once, in `read`; afterwards the type is the proof. Missing is `None`, never zero and never NaN.
//! - A bar is drawn only from a number that was given, and it begins at zero.
//! - Layout is a function: no globals, clock or randomness on the way to a picture. A redraw rebuilds the scene.
//! - Text is never cut. Its width comes in as a function, and everything is in CSS pixels until `paint` rounds edges.
//! - Whatever the input, no panic: in wasm it would kill every widget on the page.

#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod complaint;
pub mod describe;
pub mod doors;
pub mod export;
pub mod figure;
pub mod format;
pub mod layout;
pub mod limits;
pub mod model;
pub mod paint;
pub mod read;
pub mod scale;
pub mod scene;
pub mod svg;
pub mod text;
pub mod theme;
pub mod wire;

//! What holds for every document, whatever is in it: tried on made-up documents of all shapes, the same on every run.
#![cfg(not(target_arch = "wasm32"))]

mod invariants;
mod metrics;

use indicator_widget::read::{Options, read_json};
use invariants::made::Choices;
use invariants::{Look, check};
use proptest::collection::vec;
use proptest::prelude::{ProptestConfig, Strategy, any, proptest};
use proptest::test_runner::{RngAlgorithm, RngSeed};
use std::fmt;

/// As many cases as a normal run has time for. The seed is fixed: a test that fails now and then tells nobody anything,
/// and `cargo xtask fuzz` is for finding more.
fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(2021),
        rng_algorithm: RngAlgorithm::ChaCha,
        failure_persistence: None,
        max_shrink_iters: 40,
        ..ProptestConfig::default()
    }
}

/// What is tried: bytes, shown as the document and the look that they make.
#[derive(Clone)]
struct Made(Vec<u8>);

impl Made {
    fn parts(&self) -> (Look, String) {
        let mut choices = Choices::new(&self.0);
        (choices.look(), choices.document().to_string())
    }
}

impl fmt::Debug for Made {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let (look, json) = self.parts();
        write!(f, "{look:?} {json}")
    }
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn whatever_is_read_is_drawn_and_said_right(made in vec(any::<u8>(), 0..400).prop_map(Made)) {
        let (look, json) = made.parts();
        for lang in ["vi", "en"] {
            let options = Options { lang: Some(lang.to_owned()), ..Options::default() };
            let reading = read_json(&json, &options);
            assert_eq!(reading, read_json(&json, &options), "the same reading twice");
            check(&reading, look);
        }
    }
}

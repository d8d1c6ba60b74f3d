//! The end-to-end tests over `dist/`, as one program: `cargo test -p e2e`, or `cargo test -p e2e redraw::` for those of
//! one file. `element.rs` says how a case is written.

mod a11y;
mod adapt;
mod around;
mod bitmaps;
mod doctor;
mod element;
mod embed;
mod embed_page;
mod engines;
mod export;
mod faults;
mod file;
mod formats;
mod frame;
mod harness;
mod life;
mod near;
mod once;
mod opening;
mod package;
mod page;
mod reading;
mod redraw;
mod refresh;
mod release;
mod rest;
mod restart;
mod soak;
mod states;
mod table;

/// A file that is not named above would not be tested.
#[test]
fn every_file_is_part_of_this_program() {
    let main = include_str!("main.rs");
    for entry in std::fs::read_dir(xtask::root().join("tests/e2e/tests")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap().replace(".rs", "");
        assert!(name == "main" || main.contains(&format!("\nmod {name};\n")), "{name}");
    }
}

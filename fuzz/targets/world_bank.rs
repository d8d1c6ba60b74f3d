#![no_main]

use indicator_widget::doors::Format;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fuzz::door(Format::WorldBank, bytes));

//! The names between the program and the JavaScript around it.

use anyhow::{Result, bail};
use walrus::Module;

/// What the program imports the functions of the generated script from.
const GLUE: &str = "./glue_bg.js";

/// Gives what wasm-bindgen's module imports from its script short names, in both: its own have digests in them, which
/// cannot be packed.
///
/// # Errors
/// Where the script has not one function of such a name.
pub fn shorten(module: &[u8], script: &str) -> Result<(Vec<u8>, String)> {
    let (mut module, mut script) = (Module::from_buffer(module)?, script.to_owned());
    for (place, import) in module.imports.iter_mut().filter(|import| import.module == GLUE).enumerate() {
        let (short, head) = (format!("i{place}"), |name: &str| format!("export function {name}("));
        let long = head(&std::mem::replace(&mut import.name, short.clone()));
        if script.matches(&long).count() != 1 {
            bail!("the glue has not one `{long}`");
        }
        script = script.replace(&long, &head(&short));
    }
    Ok((module.emit_wasm(), script))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROGRAM: &str = r#"(module
        (import "./glue_bg.js" "__wbg_fill_cb36fe21a8d46cd7" (func))
        (import "elsewhere" "end" (func))
        (import "./glue_bg.js" "__wbg_fillRect_e1f0b9915220348b" (func)))"#;

    #[test]
    fn both_sides_have_the_same_names() {
        let script = "export function __wbg_fill_cb36fe21a8d46cd7() {}\n\
            export function __wbg_fillRect_e1f0b9915220348b(x) {}\nexport function __wbg_set_wasm(exports) {}\n";
        let program = wat::parse_str(PROGRAM).unwrap();
        let (module, short) = shorten(&program, script).unwrap();
        let module = Module::from_buffer(&module).unwrap();
        assert_eq!(module.imports.iter().map(|import| import.name.as_str()).collect::<Vec<_>>(), ["i0", "end", "i1"]);
        let kept = "export function __wbg_set_wasm(exports) {}\n";
        assert_eq!(short, format!("export function i0() {{}}\nexport function i1(x) {{}}\n{kept}"));
        let refusal = shorten(&program, kept).unwrap_err().to_string();
        assert_eq!(refusal, "the glue has not one `export function __wbg_fill_cb36fe21a8d46cd7(`");
    }
}

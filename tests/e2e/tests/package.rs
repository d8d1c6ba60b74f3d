//! `dist/` as a package of npm: the project in `tests/npm` installs it and builds it with what developers use.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, LazyLock, Mutex};

use e2e::{Browser, Engine, Stage};
use serde_json::{Value, json};
use xtask::serve::Server;

/// The project with the package in it, as `npm install` leaves it: only what `files` names is there.
static PROJECT: LazyLock<PathBuf> = LazyLock::new(|| {
    let project = Path::new(env!("CARGO_TARGET_TMPDIR")).join("consumer");
    fs::remove_dir_all(&project).ok();
    fs::create_dir_all(project.join("node_modules")).unwrap();
    copy(&xtask::root().join("tests/npm"), &project);
    for entry in fs::read_dir(xtask::tools::consumer().unwrap()).unwrap() {
        let entry = entry.unwrap();
        symlink(entry.path(), project.join("node_modules").join(entry.file_name())).unwrap();
    }
    let mut pack = Command::new("npm");
    pack.args(["pack", "--ignore-scripts", "--loglevel=error"]).arg(xtask::dist::folder());
    let archive = run(pack.current_dir(&project));
    run(Command::new("tar").args(["-xzf", archive.trim()]).current_dir(&project));
    fs::rename(project.join("package"), project.join("node_modules/indicator-widget")).unwrap();
    copy(&xtask::dist::folder().join("examples"), &project.join("examples"));
    fs::create_dir(project.join("public")).unwrap();
    fs::write(project.join("public/stage.js"), include_str!("../src/stage.js")).unwrap();
    project
});

/// What Vite makes of all pages of the project.
static BUILT_BY_VITE: LazyLock<PathBuf> = LazyLock::new(|| {
    run(Command::new("node_modules/.bin/vite").args(["build", "--logLevel", "error"]).current_dir(&*PROJECT));
    PROJECT.join("vite")
});

/// Copies the files of a folder.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_file() {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

/// Runs a program to its good end and gives what it prints.
fn run(command: &mut Command) -> String {
    let output = command.stdin(Stdio::null()).output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let [printed, errors] = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
    assert!(output.status.success(), "{command:?}: {printed}{errors}");
    printed
}

fn node(script: &str) -> Command {
    let mut node = Command::new("node");
    node.arg(script).current_dir(&*PROJECT);
    node
}

fn dist(file: &str) -> String {
    fs::read_to_string(xtask::dist::folder().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// A browser that has opened a page of a folder, and the paths that it has asked for.
struct Page {
    browser: Browser,
    asked: Arc<Mutex<Vec<String>>>,
    _server: Server,
}

impl Page {
    fn open(folder: &Path, page: &str) -> Self {
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let seen = Arc::clone(&asked);
        let server =
            Server::start(folder, Arc::new(move |path, _| seen.lock().unwrap().push(path.to_owned()))).unwrap();
        let browser = Browser::open(Engine::Chromium);
        browser.goto(&format!("{}/{page}", server.origin()));
        Self { browser, asked, _server: server }
    }

    fn asked_for(&self, ending: &str) -> Vec<String> {
        self.asked.lock().unwrap().iter().filter(|path| path.ends_with(ending)).cloned().collect()
    }
}

/// The widget is drawn, and nothing on the page went wrong.
#[track_caller]
fn check_drawn(browser: &Browser) {
    browser.wait_until("window.widget && widget.dataset.state === 'ready' && stage.pixels('12436d') > 500");
    assert_eq!(browser.run("return stage.faults"), json!([]));
}

#[test]
fn vite_bundles_the_package_and_it_draws() {
    let page = Page::open(&BUILT_BY_VITE, "plain.html");
    check_drawn(&page.browser);
    let modules = page.asked_for(".wasm");
    assert!(modules.len() == 1 && modules[0].starts_with("/assets/indicator-widget-"), "{modules:?}");
    let program = page.asked_for(".js").into_iter().filter(|path| path.contains("nowasm"));
    assert_eq!(program.count(), 0, "the program for browsers without wasm is not loaded");
    assert_eq!(page.browser.run("return widget.export('text/csv').then(({ size }) => size > 50)"), json!(true));
    assert_eq!(page.asked_for(".wasm").len(), 2, "the rest of the program is in the bundle, too");
}

#[test]
fn a_bundle_draws_without_wasm_too() {
    let folder = &*BUILT_BY_VITE;
    let policy = "<meta http-equiv='content-security-policy' content=\"script-src 'self'\">";
    let html = fs::read_to_string(folder.join("plain.html")).unwrap();
    fs::write(folder.join("refused.html"), html.replace("<head>", &format!("<head>{policy}"))).unwrap();
    let page = Page::open(folder, "refused.html");
    page.browser.wait_until("window.widget && widget.dataset.state === 'ready' && stage.pixels('12436d') > 500");
    assert_eq!(page.asked_for(".wasm"), Vec::<String>::new());
    assert_eq!(page.asked_for(".js").iter().filter(|path| path.contains("nowasm")).count(), 1);
}

#[test]
fn a_bundle_has_the_doctor_for_a_page_that_asks_for_it() {
    let folder = &*BUILT_BY_VITE;
    let html = fs::read_to_string(folder.join("plain.html")).unwrap();
    fs::write(folder.join("examined.html"), html.replace("id=\"place\"", "id=\"place\" data-doctor")).unwrap();
    let page = Page::open(folder, "examined.html");
    let said = "document.querySelector('.indicator-doctor')?.shadowRoot?.textContent";
    page.browser.wait_until(&format!("{said}?.includes('Không thấy lỗi nào.')"));
}

#[test]
fn webpack_bundles_the_package_and_it_draws() {
    run(&mut node("webpack.js"));
    let folder = PROJECT.join("webpack");
    let html = fs::read_to_string(PROJECT.join("plain.html")).unwrap();
    fs::write(folder.join("plain.html"), html.replace("type=\"module\"", "defer")).unwrap();
    fs::copy(PROJECT.join("public/stage.js"), folder.join("stage.js")).unwrap();
    let page = Page::open(&folder, "plain.html");
    check_drawn(&page.browser);
    assert_eq!(page.asked_for(".wasm").len(), 1);
    assert_eq!(page.browser.run("return widget.export('text/csv').then(({ size }) => size > 50)"), json!(true));
    assert_eq!(page.asked_for(".wasm").len(), 2, "the rest of the program is in the bundle, too");
}

#[test]
fn the_development_server_of_vite_finds_the_files() {
    let mut server = node("dev.js").stdout(Stdio::piped()).spawn().unwrap();
    let mut address = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut address).unwrap();
    let browser = Browser::open(Engine::Chromium);
    browser.goto(&format!("{}plain.html", address.trim()));
    check_drawn(&browser);
    let scripts =
        "return performance.getEntriesByType('resource').filter(({ name }) => name.includes('nowasm')).length";
    assert_eq!(browser.run(scripts), json!(0), "the program for browsers without wasm is not loaded");
    server.kill().unwrap();
    server.wait().unwrap();
}

#[test]
fn a_server_can_import_the_package() {
    let kinds: Value = serde_json::from_str(&run(&mut node("server.js"))).unwrap();
    let kind = json!(["function", "function", "undefined"]);
    assert_eq!(kinds, json!([kind, kind, kind]), "imported, required, in a server's bundle");
}

#[test]
fn react_and_vue_set_properties_and_hear_events() {
    for framework in ["react", "vue"] {
        let page = Page::open(&BUILT_BY_VITE, &format!("{framework}.html"));
        page.browser.wait_until("document.querySelector('section > p').textContent.includes('Đã vẽ xong')");
        check_drawn(&page.browser);
        let labels = page.browser.run("return stage.labels().join()");
        assert!(labels.as_str().unwrap().contains("Trường đạt chuẩn"), "{framework}: {labels}");
        page.browser.run("stage.all('.frame')[1].focus(); return stage.frames()");
        page.browser.run(
            "const press = (key) => document.activeElement.shadowRoot.activeElement.dispatchEvent(
                 new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
             press('Home'); press('Enter'); return stage.frames()",
        );
        page.browser.wait_until("document.querySelector('section > p').textContent.includes('Xây mới')");
    }
}

#[test]
fn the_plain_example_draws() {
    let stage = Stage::open();
    let page = dist("examples/plain.html").replace("<head>", "<head><script src='/stage.js'></script>");
    stage.site.put("/examples/plain.html", 200, &page);
    stage.browser.goto(&stage.site.url("/examples/plain.html"));
    check_drawn(&stage.browser);
}

#[test]
fn the_example_for_wordpress_is_one_block_of_html_and_draws() {
    let mut parser = node("wordpress.js").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    parser.stdin.take().unwrap().write_all(dist("examples/wordpress.html").as_bytes()).unwrap();
    let blocks: Value = serde_json::from_slice(&parser.wait_with_output().unwrap().stdout).unwrap();
    assert_eq!((blocks.as_array().map(Vec::len), &blocks[0]["blockName"]), (Some(1), &json!("core/html")));
    let stage = Stage::open();
    stage.settle(blocks[0]["innerHTML"].as_str().unwrap(), "ready");
    check_drawn(&stage.browser);
}

/// TypeScript's complaints about the project that a file describes: whether all is well, and the lines.
fn compile(project: &str) -> (bool, String) {
    let mut compiler = Command::new("node_modules/.bin/tsc");
    let output = compiler.args(["--pretty", "false", "--project", project]).current_dir(&*PROJECT).output().unwrap();
    (output.status.success(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn a_strict_project_compiles_against_the_types() {
    for project in ["tsconfig.json", "tsconfig.node.json"] {
        let (well, complaints) = compile(project);
        assert!(well, "{project}: {complaints}");
    }
}

/// The documents of a folder of fixtures that are JSON, by name.
fn fixtures(folder: &str) -> Vec<(String, String)> {
    let names: Vec<String> = serde_json::from_str(&dist(&format!("fixtures/{folder}index.json"))).unwrap();
    let texts = names.into_iter().map(|name| (dist(&format!("fixtures/{folder}{name}")), format!("{folder}{name}")));
    let documents = texts.filter_map(|(text, name)| Some((serde_json::from_str::<Value>(&text).ok()?, name)));
    documents.map(|(document, name)| (name, document.to_string())).collect()
}

/// Good by the reader: a unit of a series, which the format does not have, is a warning of its own kind.
const STRICTER: [&str; 1] = ["doubtful/units-mixed-series.json"];

/// What is refused only by the reader: types know no lengths of lists, no blanks and no dates, and few numbers in quotes.
const BEYOND_TYPES: &str = "
    categories-empty category-empty change-versus-empty changes-alone-empty date-empty date-short-month date-with-time
    date-written-d-m-y empty-array label-blank-in-every-language label-blank label-empty label-without-language
    no-groups no-indicators parts-empty ranges-none ranges-one ranges-six series-empty value-bare-dot
    value-trailing-dot value-with-exponent-text value-with-plus value-with-spaces
";

#[test]
fn the_types_accept_what_the_reader_accepts_and_refuse_what_it_refuses() {
    let expected: Vec<Value> = ["doubtful", "refused"]
        .map(|folder| xtask::root().join("tests/fixtures").join(folder).join("expected.json"))
        .map(|path| serde_json::from_slice(&fs::read(path).unwrap()).unwrap())
        .into();
    let finding = |name: &str| match name.split_once('/') {
        Some(("doubtful", file)) => expected[0][file].clone(),
        Some((_, file)) => expected[1][file].clone(),
        None => Value::Null,
    };
    let documents: Vec<(String, String)> = ["", "doubtful/", "refused/"].into_iter().flat_map(fixtures).collect();
    let mut source = String::from("import type { IndicatorDocument } from 'indicator-widget';\n");
    for (index, (_, document)) in documents.iter().enumerate() {
        source += &format!("export const d{index}: IndicatorDocument = {document};\n");
    }
    fs::write(PROJECT.join("documents.ts"), source).unwrap();
    let (_, complaints) = compile("tsconfig.documents.json");
    let number = |line: &str| line.strip_prefix("documents.ts(")?.split(',').next()?.parse().ok();
    // The first line imports the type.
    let refused: BTreeSet<usize> = complaints.lines().filter_map(number).map(|line: usize| line - 2).collect();
    let (mut too_strict, mut too_lax) = (Vec::new(), Vec::new());
    for (index, (name, _)) in documents.iter().enumerate() {
        let finding = finding(name);
        let unwanted = ["unknown-field", "stray-field", "too-deep"].map(Value::from);
        let wrong = finding["structure"] == true || unwanted.contains(&finding["code"]);
        match refused.contains(&index) {
            true if !wrong => too_strict.push(name.as_str()),
            false if wrong => too_lax.push(name.trim_start_matches("refused/").trim_end_matches(".json")),
            _ => (),
        }
    }
    assert_eq!(too_strict, STRICTER, "{complaints}");
    assert_eq!(too_lax, BEYOND_TYPES.split_whitespace().collect::<Vec<_>>());
}

/// The names in one list of the element's part of the manifest.
fn listed(list: &str) -> BTreeSet<String> {
    let manifest: Value = serde_json::from_str(&dist("custom-elements.json")).unwrap();
    let declarations = manifest["modules"][0]["declarations"].as_array().unwrap();
    let element = declarations.iter().find(|it| it["tagName"] == "indicator-widget").unwrap();
    let entries = element[list].as_array().unwrap_or_else(|| panic!("{list}"));
    let described = |it: &&Value| it["description"].as_str().is_some_and(|words| !words.is_empty());
    let plain: Vec<&Value> = entries.iter().filter(|it| !described(it)).collect();
    assert!(plain.is_empty(), "without description: {plain:?}");
    entries.iter().map(|it| it["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_manifest_follows_its_schema() {
    let schema = PROJECT.join("node_modules/custom-elements-manifest/schema.json");
    let schema: Value = serde_json::from_slice(&fs::read(schema).unwrap()).unwrap();
    let manifest: Value = serde_json::from_str(&dist("custom-elements.json")).unwrap();
    let errors: Vec<String> = jsonschema::validator_for(&schema)
        .unwrap()
        .iter_errors(&manifest)
        .map(|error| format!("{error} at {}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn the_manifest_lists_what_the_element_has() {
    let stage = Stage::open();
    stage.show("<indicator-widget></indicator-widget>");
    let names = |value: Value| -> BTreeSet<String> { serde_json::from_value(value).unwrap() };
    assert_eq!(listed("attributes"), names(stage.value("widget.constructor.observedAttributes")));
    // What code can reach on the element itself, but what a browser calls.
    let members = stage.value(
        "Object.getOwnPropertyNames(widget.constructor.prototype)
             .filter((name) => name !== 'constructor' && !name.endsWith('Callback'))",
    );
    assert_eq!(listed("members"), names(members));

    let style = dist("indicator-widget.css");
    let read = style.split("var(--indicator-").skip(1).filter_map(|rest| rest.split([')', ',']).next());
    assert_eq!(listed("cssProperties"), read.map(|name| format!("--indicator-{}", name.trim())).collect());

    let scripts = fs::read_dir(xtask::root().join("www/element")).unwrap();
    let scripts: String = scripts.map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap()).collect();
    let parts = scripts.split("part: ").skip(1).filter_map(|rest| {
        let quote = rest.chars().next().filter(|first| "'`".contains(*first))?;
        rest[1..].split([quote, ' ']).next()
    });
    let mut parts: BTreeSet<String> = parts.map(str::to_owned).collect();
    // A figure is named by its kind too.
    parts.extend(["tile", "canvas"].map(str::to_owned));
    assert_eq!(listed("cssParts"), parts);
}

#[test]
fn the_doctor_runs_from_the_package_and_from_the_files_that_the_readme_names() {
    let page = Page::open(&PROJECT.join("node_modules/indicator-widget"), "doctor.html");
    let report = "document.querySelector('#page indicator-doctor, #page > *')";
    page.browser.wait_until(&format!("{report} && !document.getElementById('ask').hidden"));
    page.browser.run("return new Promise(done => setTimeout(done, 1000))");
    let readme = include_str!("../../../README.md");
    let named: BTreeSet<&str> =
        readme.lines().filter(|line| line.starts_with("| `")).flat_map(|line| line.split('`')).collect();
    for path in page.asked.lock().unwrap().iter().filter(|path| *path != "/favicon.svg") {
        let file = path.trim_start_matches('/');
        let listed = file.split_once('/').map_or_else(|| file.to_owned(), |(folder, _)| format!("{folder}/"));
        assert!(named.contains(listed.as_str()), "{path} is not among the files to copy");
        assert!(PROJECT.join("node_modules/indicator-widget").join(file).is_file(), "{path} is not in the package");
    }
}

#[test]
fn every_address_of_the_package_leads_to_a_file() {
    let package: Value = serde_json::from_str(&dist("package.json")).unwrap();
    fn paths(value: &Value) -> Vec<&str> {
        match value {
            Value::Object(fields) => fields.values().flat_map(paths).collect(),
            Value::Array(entries) => entries.iter().flat_map(paths).collect(),
            value => value.as_str().into_iter().collect(),
        }
    }
    let named = ["exports", "main", "module", "types", "customElements", "sideEffects"];
    for path in named.iter().flat_map(|field| paths(&package[*field])) {
        let path = path.replace('*', "indicator-document-1.json");
        assert!(PROJECT.join("node_modules/indicator-widget").join(&path).is_file(), "{path}");
    }
}

//! Every page, for every reader: axe-core finds nothing, at both ends of the widths, on both grounds.

use std::fs;

use e2e::{Browser, Site};
use serde_json::json;

/// WCAG A and AA up to 2.2, and what axe-core calls best practice.
const TAGS: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/// Every widget has settled, and its table is there. A page that builds itself says when it has.
const SETTLED: &str = "document.body.dataset.state !== 'building'
    && [...document.querySelectorAll('indicator-widget')].every(({ dataset, shadowRoot }) =>
        dataset.state === 'error' || dataset.state === 'ready' && shadowRoot.querySelector('table') !== null)";

/// The paths of all pages in `dist/`, with everything on them made at once, and the first one in English too.
fn pages() -> Vec<String> {
    let entries = fs::read_dir(xtask::dist::folder()).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut pages: Vec<String> =
        names.filter(|name| name.ends_with(".html")).map(|name| format!("/{name}?all")).collect();
    pages.sort();
    for known in ["/design.html?all", "/doctor.html?all", "/formats.html?all", "/gallery.html?all", "/index.html?all"] {
        assert!(pages.iter().any(|page| page == known), "{known} is not in {pages:?}");
    }
    pages.push("/index.html?lang=en".to_owned());
    // A frame without an address has nothing to show, and says so.
    pages.retain(|page| page != "/embed.html?all");
    pages.push("/embed.html?src=data/kien-giang-2021-h1.json".to_owned());
    pages
}

/// What axe-core objects to: the rule, where, and why. Landmarks and a heading for the whole page, which only best practice
/// asks for, are those of the page around a frame.
fn violations(browser: &Browser, axe: &str) -> Vec<String> {
    let framed = browser.run("return location.pathname.startsWith('/embed')") == json!(true);
    let tags: Vec<&str> = TAGS.into_iter().filter(|tag| !framed || *tag != "best-practice").collect();
    browser.run(axe);
    let script = format!(
        "return axe.run(document, {{ runOnly: {{ type: 'tag', values: {} }} }}).then(found => [
            found.passes.length,
            found.violations.flatMap(({{ id, nodes }}) =>
                nodes.map(node => `${{id}}: ${{node.target.join(' ')}}: ${{node.failureSummary}}`)),
        ])",
        json!(tags)
    );
    let (passes, violations): (usize, Vec<String>) = serde_json::from_value(browser.run(&script)).unwrap();
    assert!(passes > 10, "axe-core has looked at the page: {passes} rules passed");
    violations
}

#[test]
fn axe_finds_nothing_on_any_page() {
    let site = Site::start();
    let axe = fs::read_to_string(xtask::tools::axe().unwrap()).unwrap();
    let mut found = Vec::new();
    for dark in [false, true] {
        let browser = Browser::chromium(320, 1.0, dark);
        let mut check = |page: &str| {
            for width in [320, 1280] {
                browser.resize(width, 1.0);
                let ground = if dark { "dark" } else { "light" };
                let here = |violation| format!("{page} at {width} px, {ground}: {violation}");
                found.extend(violations(&browser, &axe).into_iter().map(here));
            }
        };
        for page in pages() {
            browser.goto(&site.url(&page));
            browser.wait_until(SETTLED);
            check(&page);
            if page.starts_with("/index") {
                browser.run(
                    "for (const { shadowRoot } of document.querySelectorAll('indicator-widget')) {
                        shadowRoot.querySelectorAll('[aria-expanded=false]').forEach(control => control.click());
                    }",
                );
                check(&format!("{page}, all opened"));
            }
        }
        assert_eq!(browser.errors(), [""; 0]);
    }
    assert!(found.is_empty(), "{} violations:\n{}", found.len(), found.join("\n"));
}

#[test]
fn axe_finds_nothing_among_the_refused() {
    let site = Site::start();
    let axe = fs::read_to_string(xtask::tools::axe().unwrap()).unwrap();
    let browser = Browser::chromium(320, 1.0, false);
    browser.goto(&site.url("/gallery.html?all"));
    browser.wait_until(SETTLED);
    browser.run("document.querySelectorAll('details').forEach(details => details.open = true)");
    browser.wait_until("document.querySelectorAll('indicator-widget[data-state=error]').length > 100");
    browser.wait_until(SETTLED);
    assert_eq!(violations(&browser, &axe), [""; 0]);
}

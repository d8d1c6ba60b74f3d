//! The demo page as a reader meets it: every fact of the news report, and nothing else.

use e2e::{Browser, Site};
use serde_json::json;

const READY: &str = "document.querySelector('indicator-widget') !== null
    && [...document.querySelectorAll('indicator-widget')].every(widget => widget.dataset.state === 'ready'
        && widget.shadowRoot.querySelector('table') !== null)";

/// What the report prints, in Vietnamese, as the table must hold it.
const FACTS: [&str; 14] = [
    "69,83%",
    "81",
    "116",
    "trên 11,4 tỷ đồng",
    "299",
    "14",
    "35",
    "29",
    "625",
    "28%",
    "2,5 lần",
    "39",
    "63",
    "15/5/2021",
];

/// The same in English.
const FACTS_IN_ENGLISH: [&str; 14] = [
    "69.83%",
    "81",
    "116",
    "over 11.4 billion VND",
    "299",
    "14",
    "35",
    "29",
    "625",
    "28%",
    "2.5 times",
    "39",
    "63",
    "15 May 2021",
];

/// Every number that the page may show: what the report prints, its date, the dates of the boundaries, and the first
/// half of 2021.
const NUMBERS: [&str; 22] = [
    "69,83", "69.83", "81", "116", "3", "15", "5", "39", "63", "11,4", "11.4", "299", "14", "35", "29", "625", "28",
    "2,5", "2.5", "21", "7", "1",
];
const YEARS: [&str; 2] = ["2021", "2025"];

fn open(site: &Site, width: u32, scale: f64, dark: bool) -> Browser {
    let browser = Browser::chromium(width, scale, dark);
    browser.goto(&site.url("/"));
    browser.wait_until(READY);
    browser
}

/// All text of the page, with the shadow roots and without what is hidden or not words.
fn words(browser: &Browser) -> String {
    let script = "
        const read = node => {
            if (node.nodeType === Node.TEXT_NODE) return node.data;
            if (node.nodeType === Node.ELEMENT_NODE && (node.matches('script, style, canvas') || node.hidden)) return '';
            const inside = [...(node.shadowRoot || node).childNodes].map(read).join(' ');
            return node.matches && node.matches('slot') ? '' : inside;
        };
        return read(document.body).replace(/\\s+/g, ' ');";
    browser.run(script).as_str().unwrap().to_owned()
}

fn table(browser: &Browser) -> String {
    let script = "return [...document.querySelectorAll('indicator-widget')]
        .map(widget => widget.shadowRoot.querySelector('table').innerText || widget.shadowRoot.querySelector('table').textContent)
        .join(' ').replace(/\\s+/g, ' ')";
    browser.run(script).as_str().unwrap().to_owned()
}

/// The numbers of a text: digits, with decimal marks between them.
fn numbers(words: &str) -> Vec<String> {
    let mut numbers = vec![String::new()];
    let letters: Vec<char> = words.chars().collect();
    for (place, letter) in letters.iter().enumerate() {
        let between = |other: Option<&char>| other.is_some_and(char::is_ascii_digit);
        let mark = matches!(letter, ',' | '.')
            && place > 0
            && between(letters.get(place - 1))
            && between(letters.get(place + 1));
        match letter.is_ascii_digit() || mark {
            true => numbers.last_mut().unwrap().push(*letter),
            false => numbers.push(String::new()),
        }
    }
    numbers.retain(|number| !number.is_empty());
    numbers
}

fn check_words(browser: &Browser, facts: &[&str], sentences: &[&str]) {
    let (table, words) = (table(browser), words(browser));
    for fact in facts {
        assert!(table.contains(fact), "the table lacks {fact}: {table}");
    }
    for sentence in sentences {
        assert!(words.contains(sentence), "the page lacks {sentence}: {words}");
    }
    for number in numbers(&words) {
        assert!(NUMBERS.contains(&number.as_str()) || YEARS.contains(&number.as_str()), "{number} is no fact: {words}");
    }
}

#[test]
fn every_fact_is_said_in_vietnamese_and_after_the_switch_in_english() {
    let site = Site::start();
    let browser = open(&site, 1280, 1.0, false);
    let source = "Bản tin ngày 21/7/2021, theo Sở Nội vụ tỉnh Kiên Giang";
    let vietnamese =
        ["Bản tin không nêu số liệu", source, "địa giới hành chính năm 2021", "tăng 2,5 lần", "so với cùng kỳ"];
    check_words(&browser, &FACTS, &vietnamese);

    browser.run("document.getElementById('switch').click()");
    // The table follows when the browser is idle.
    browser.wait_until(
        "document.documentElement.lang === 'en'
        && !document.querySelector('indicator-widget').shadowRoot.querySelector('caption').textContent.startsWith('Bảng')",
    );
    browser.wait_until(READY);
    let english = ["The report gives no figures", "21 July 2021", "administrative boundaries of 2021", "2.5 times"];
    check_words(&browser, &FACTS_IN_ENGLISH, &english);

    assert_eq!(browser.errors(), [""; 0]);
    assert_eq!(browser.requests_beyond(&site), [""; 0]);
}

#[test]
fn every_canvas_has_ink_at_every_width_ratio_and_scheme() {
    let site = Site::start();
    for (width, scale, dark) in [(320, 1.0, false), (320, 3.0, true), (800, 1.5, false), (1280, 2.0, true)] {
        let browser = open(&site, width, scale, dark);
        // Of each canvas: device pixels beside those of its box, and how many are not transparent.
        let canvases = browser.run(
            "return [...document.querySelector('indicator-widget').shadowRoot.querySelectorAll('canvas')].map(canvas => {
                const box = canvas.getBoundingClientRect();
                const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                return [
                    canvas.width - box.width * devicePixelRatio,
                    canvas.height - box.height * devicePixelRatio,
                    pixels.filter((value, place) => place % 4 === 3 && value > 0).length / (pixels.length / 4),
                ];
            })",
        );
        let canvases: Vec<[f64; 3]> = serde_json::from_value(canvases).unwrap();
        assert_eq!(canvases.len(), 3, "the share, the houses and the bridges");
        for [wider, higher, ink] in canvases {
            assert!(wider.abs() < 0.05 && higher.abs() < 0.05, "blurred at {width} px and {scale}: {wider}, {higher}");
            assert!(ink > 0.1, "{ink} of the canvas is painted at {width} px and {scale}");
        }
        let beyond = browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assert_eq!(beyond, json!(0), "nothing reaches beyond the page at {width} px");
        assert_eq!(browser.errors(), [""; 0]);
    }
}

#[test]
fn what_a_wide_table_is_called_stays_in_sight() {
    let site = Site::start();
    let browser = open(&site, 320, 1.0, false);
    let seen = "const { shadowRoot } = document.querySelector('indicator-widget');
        if (shadowRoot.querySelector('.closed')) shadowRoot.querySelector('[part=table-button]').click();
        const [box, caption] = ['.table-box', '.caption'].map((name) => shadowRoot.querySelector(name));
        return [0, 1000].map((left) => {
            box.scrollLeft = left;
            const [outer, inner] = [box.getBoundingClientRect(), caption.getBoundingClientRect()];
            return [box.scrollWidth > box.clientWidth, inner.left > outer.left - 1 && inner.right < outer.right + 1];
        })";
    assert_eq!(browser.run(seen), json!([[true, true], [true, true]]));
}

#[test]
fn the_words_of_the_page_stay_where_there_are_no_figures() {
    let site = Site::with(|path, response| {
        if path.ends_with("kien-giang-2021-h1.json") {
            *response.status_mut() = "404".parse().unwrap();
        }
    });
    let browser = Browser::chromium(800, 1.0, false);
    browser.goto(&site.url("/"));
    browser.wait_until("document.querySelector('indicator-widget').dataset.state === 'error'");
    let fallback =
        browser.run("return document.querySelector('indicator-widget table').getBoundingClientRect().height");
    assert!(fallback.as_f64().unwrap() > 100.0, "the page's own table is shown");
    let message = browser.run(
        "return document.querySelector('indicator-widget').shadowRoot.querySelector('[part=message]').textContent",
    );
    assert!(message.as_str().unwrap().contains("404"), "{message}");
}

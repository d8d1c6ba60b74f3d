//! Pictures out of sight take little memory, and are there when they are seen.

use e2e::Stage;
use serde_json::json;

/// As in `www/element/bitmaps.js`.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// Widgets below each other, on a phone's many pixels: together several times what may be kept.
const COUNT: usize = 24;

const HELPERS: &str = "
    window.widgets = () => [...document.querySelectorAll('indicator-widget')];
    window.canvas = (widget) => widget.shadowRoot.querySelector('canvas');
    window.bytes = (widget) => canvas(widget).width * canvas(widget).height * 4;
    window.near = (widget) => {
        const { top, bottom } = widget.getBoundingClientRect();
        return bottom >= -innerHeight && top <= 2 * innerHeight;
    };
    window.sum = (list) => list.reduce((sum, widget) => sum + bytes(widget), 0);
    window.isKept = () => {
        const [here, away] = [widgets().filter(near), widgets().filter((widget) => !near(widget))];
        return here.length > 0 && away.length > 10 && here.every(bytes) && sum(away) <= MOST;
    };
    // Looks in every frame.
    window.blank = 0;
    const look = () => {
        blank += widgets().filter((it) => near(it) && it.dataset.state === 'ready' && !bytes(it)).length;
        requestAnimationFrame(look);
    };
    look();";

const ALL_READY: &str = "widgets().every(({ dataset }) => dataset.state === 'ready')";

/// `before` stands before the first widget.
fn open(before: &str) -> Stage {
    let stage = Stage::open();
    stage.browser.resize(800, 3.0);
    let bars = json!({ "label": "Xã", "categories": ["Một", "Hai", "Ba"], "series": [{ "values": [1, 2, 3] }] });
    let widget = format!("<indicator-widget><script type='application/json'>{bars}</script></indicator-widget>");
    // As high as a picture of many bars.
    let style = "<style>indicator-widget { display: block; min-height: 500px }</style>";
    stage.show(&format!("{style}{before}{}", widget.repeat(COUNT)));
    stage.browser.run(&HELPERS.replace("MOST", &MOST_BYTES.to_string()));
    stage
}

/// All are drawn, and the far ones have given back what is too much.
fn open_kept() -> Stage {
    let stage = open("");
    stage.browser.wait_until(&format!("{ALL_READY} && isKept()"));
    stage
}

#[test]
fn pictures_in_sight_are_there_at_once() {
    let stage = open("<script>stage.hold(`${location.origin}/indicator-widget.wasm`)</script>");
    // The browser has told where everything is, and all of it is hidden.
    stage.browser.run("return stage.sleep(0.5)");
    stage.browser.run("stage.let(`${location.origin}/indicator-widget.wasm`)");
    stage.browser.wait_until(&format!("{ALL_READY} && isKept()"));
    stage.check("frames without a picture", "blank", 0);
    stage.check_faultless("drawn");
}

#[test]
fn what_is_far_and_empty_is_not_drawn_for_nothing() {
    let stage = open_kept();
    stage.browser.run("return stage.frames()");
    let before = stage.value("stage.draws");
    stage.browser.run("document.documentElement.classList.add('scrolled'); return stage.frames()");
    stage.browser.run("window.dispatchEvent(new Event('resize')); return stage.frames()");
    stage.check("nothing has changed", "stage.draws", before);
}

#[test]
fn far_pictures_give_their_bitmaps_back_and_are_there_when_the_reader_comes() {
    let stage = open_kept();
    let height = stage.value("document.documentElement.scrollHeight");
    for place in [0, 6_000, 12_000, 3_000, 0] {
        stage.browser.run(&format!("scrollTo(0, {place})"));
        stage.browser.wait_until("isKept()");
        let seen = "widgets().filter(near).every((widget) => stage.pixels('12436d', canvas(widget)) > 10000)";
        stage.check(&format!("pictures at {place}"), seen, true);
        stage.check(&format!("height at {place}"), "document.documentElement.scrollHeight", height.clone());
    }
    stage.check_faultless("scrolled");
}

#[test]
fn new_numbers_and_new_colours_keep_within_the_limit() {
    let stage = open_kept();
    stage.check("fit", "widgets().every((widget) => widget.updateValues([3, 2, 1]))", true);
    stage.browser.wait_until("isKept()");
    stage.browser.run("document.body.style.setProperty('--indicator-series-1', '#00ff00')");
    stage.browser.wait_until("isKept() && stage.pixels('00ff00', canvas(widget)) > 10000");
    stage.check_faultless("changed");
}

#[test]
fn paper_shows_all_of_them() {
    let stage = open_kept();
    stage.browser.run("window.dispatchEvent(new Event('beforeprint'))");
    stage.check("on paper", "widgets().every((widget) => stage.pixels('12436d', canvas(widget)) > 10000)", true);
    stage.browser.run("window.dispatchEvent(new Event('afterprint'))");
    stage.browser.wait_until("isKept()");
    stage.check_faultless("printed");
}

#[test]
fn few_pictures_stay_as_they_are() {
    let stage = Stage::open();
    let widget = "<indicator-widget label='Xã' value='81' total='116' style='min-height: 800px'></indicator-widget>";
    stage.show(&widget.repeat(12));
    stage.browser.run(&HELPERS.replace("MOST", "0"));
    stage.browser.wait_until(ALL_READY);
    stage.browser.run("scrollTo(0, 9000); return stage.sleep(0.3)");
    stage.check("all there", "widgets().every(bytes)", true);
}

//! What a reader takes away: SVG and PNG of every document, the figures as CSV, the menu that gives them, and paper.

use e2e::{Engine, Key, Stage};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

const WIDTHS: [u32; 4] = [240, 320, 480, 800];

/// Every document that is drawn, with the name of its file.
fn documents() -> Vec<(String, Value)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files: Vec<PathBuf> = ["tests/fixtures", "tests/fixtures/doubtful", "www/data"]
        .iter()
        .flat_map(|folder| fs::read_dir(root.join(folder)).expect("the folder is there"))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "json") && !path.ends_with("expected.json"))
        .collect();
    files.sort();
    let document = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, Value::String(fs::read_to_string(path).unwrap()))
    };
    files.iter().map(document).collect()
}

/// A widget in a box of that width, and a place for what it exports.
fn page(width: u32, attributes: &str) -> String {
    format!(
        "<div style='width: {width}px'><indicator-widget {attributes}></indicator-widget></div><div id=place></div>
        <script>
            /** Puts an SVG into the page; gives it. */
            async function placed(blob) {{
                const svg = new DOMParser().parseFromString(await blob.text(), 'image/svg+xml').documentElement;
                place.replaceChildren(document.adoptNode(svg));
                return svg;
            }}
            /** What is wrong with the texts of an SVG, a sentence each. */
            function faults(svg) {{
                const faults = [];
                const {{ width, height }} = svg.viewBox.baseVal;
                const texts = [...svg.querySelectorAll('text')].map((text) => [text.textContent, text.getBBox()]);
                texts.forEach(([words, one], i) => {{
                    if (one.x < 0 || one.y < 0 || one.x + one.width > width || one.y + one.height > height) {{
                        faults.push(words + ' leaves the picture');
                    }}
                    for (const [others, other] of texts.slice(i + 1)) {{
                        // Firefox gives a box whole pixels from top to bottom, which may be one more than the line has.
                        const apart = one.x + one.width < other.x || other.x + other.width < one.x
                            || one.y + one.height - 1 <= other.y || other.y + other.height - 1 <= one.y;
                        if (!apart) faults.push(words + ' touches ' + others);
                    }}
                }});
                return faults;
            }}
            const bare = (words) => words.replace(/[\\s\\u200b]+/g, '');
            /** Words of the widget that an SVG lacks. */
            function lost(svg) {{
                const shown = bare([...svg.querySelectorAll('text')].map((text) => text.textContent).join(''));
                const parts = '.title, .subtitle, .group-title, .group-note, .label, .number, .quiet, .headline-label,'
                    + '.change strong, .doubt > :last-child, .remark:not([hidden]), .footnotes > p';
                const words = [...widget.shadowRoot.querySelectorAll(parts)].flatMap((part) =>
                    part.matches('.label') ? [...part.childNodes].map((it) => it.textContent) : [part.textContent]);
                return words.filter((it) => !shown.includes(bare(it)));
            }}
            /** The same for the names of the marks. */
            function lostNames(svg, json) {{
                const shown = bare([...svg.querySelectorAll('text')].map((text) => text.textContent).join(''));
                const names = [];
                const take = (text) => names.push(typeof text === 'string' ? text : text.label || text.vi);
                const visit = (it) => {{
                    if (Array.isArray(it.parts)) it.parts.forEach((part) => take(part.label));
                    if (Array.isArray(it.categories)) it.categories.forEach(take);
                    (it.groups || []).concat(it.indicators || []).forEach(visit);
                }};
                [].concat(JSON.parse(json)).forEach(visit);
                return names.filter((name) => typeof name === 'string' && !shown.includes(bare(name)));
            }}
        </script>"
    )
}

#[test]
fn svgs_keep_every_word_and_no_texts_touch() {
    let stage = Stage::open();
    let documents = documents();
    let mut wrong = Vec::new();
    for width in WIDTHS {
        stage.show(&page(width, ""));
        for (name, json) in &documents {
            let found = stage.value(&format!(
                "(async () => {{
                    const json = {json};
                    widget.indicators = json;
                    widget.redraw();
                    for (let i = 0; i < 100 && widget.dataset.state === 'loading'; i++) {{
                        await new Promise((done) => setTimeout(done, 20));
                    }}
                    if (widget.dataset.state === 'error') return ['is not drawn'];
                    const svg = await placed(await widget.export('image/svg+xml'));
                    const sized = svg.viewBox.baseVal.width === {width} ? [] : ['has another width'];
                    return sized.concat(faults(svg), lost(svg).map((it) => 'lacks ' + it),
                        lostNames(svg, json).map((it) => 'lacks the mark ' + it));
                }})()"
            ));
            let found: Vec<String> = serde_json::from_value(found).unwrap();
            wrong.extend(found.into_iter().map(|fault| format!("{name} at {width}: {fault}")));
        }
    }
    assert!(documents.len() > 60, "only {} documents", documents.len());
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong[..wrong.len().min(60)].join("\n"));
}

/// The size of a PNG, and which part of its pixels is not white.
const LOOK_AT: &str = "async (blob) => {
    const bitmap = await createImageBitmap(blob);
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
    const context = canvas.getContext('2d');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    let ink = 0;
    for (let i = 0; i < data.length; i += 4) ink += data[i] + data[i + 1] + data[i + 2] < 700 ? 1 : 0;
    return { width: bitmap.width, height: bitmap.height, ink: ink / (data.length / 4), corner: [...data.slice(0, 4)] };
}";

fn source() -> &'static str {
    "src='data/kien-giang-2021-h1.json'"
}

#[test]
fn pngs_have_two_pixels_to_each_css_pixel_however_long_they_are() {
    let stage = Stage::open();
    for (width, scheme) in [(240, "light"), (640, "dark")] {
        stage.settle(&page(width, &format!("{} theme={scheme}", source())), "ready");
        let sizes = stage.value(&format!(
            "(async () => {{
                const look = {LOOK_AT};
                const svg = await placed(await widget.export('image/svg+xml'));
                const png = await widget.export('image/png');
                return {{ ...await look(png), type: png.type, wanted: [svg.viewBox.baseVal.width, svg.viewBox.baseVal.height] }};
            }})()"
        ));
        let number = |pointer: &str| sizes.pointer(pointer).unwrap().as_f64().unwrap();
        assert_eq!(number("/width"), f64::from(width * 2), "{sizes}");
        assert_eq!(number("/height"), number("/wanted/1") * 2.0, "{sizes}");
        assert!((0.02..0.5).contains(&number("/ink")), "dark marks on white: {sizes}");
        assert_eq!(sizes["corner"], json!([255, 255, 255, 255]), "an export is paper in every scheme");
        assert_eq!(sizes["type"], "image/png");
        assert!(width > 240 || number("/height") > 4096.0, "the narrow one is longer than a canvas may be: {sizes}");
    }
    stage.check_faultless("PNG");
}

#[test]
fn a_long_png_lets_the_page_live_and_is_of_one_time() {
    let stage = Stage::open();
    let names: Vec<String> = (1..=400).map(|number| format!("Xã {number}")).collect();
    let chart = json!({ "label": "Hộ", "categories": names, "series": [{ "values": vec![1; 400] }] });
    let script = format!("<script type='application/json'>{chart}</script>");
    stage.settle(&format!("<div style='width: 240px'><indicator-widget>{script}</indicator-widget></div>"), "ready");
    let made = stage.value(
        "(async () => {
            const bytes = async (file) => new Uint8Array(await (await file).arrayBuffer()).join();
            const before = await bytes(widget.export('image/png'));
            let turns = 0;
            const clock = setInterval(() => (turns += 1));
            const exported = widget.export('image/png');
            await stage.sleep(0.01);
            const numbers = widget.updateValues(new Float64Array(400).map((it, place) => place));
            const during = await bytes(exported);
            clearInterval(clock);
            return { same: before === during, turns: turns > 1, numbers };
        })()",
    );
    assert_eq!(made, json!({ "same": true, "turns": true, "numbers": true }));
}

#[test]
fn figures_survive_the_way_through_csv() {
    let stage = Stage::open();
    stage.settle(&page(640, source()), "ready");
    let csv = stage.value(
        "widget.export('text/csv').then(async (blob) => ({
            type: blob.type,
            start: [...new Uint8Array(await blob.arrayBuffer()).slice(0, 3)],
            text: await blob.text(),
        }))",
    );
    assert_eq!((&csv["type"], &csv["start"]), (&json!("text/csv"), &json!([0xef, 0xbb, 0xbf])));
    let text = csv["text"].as_str().unwrap().trim_start_matches('\u{feff}');
    let mut lines = text.split("\r\n");
    let header: Vec<&str> = lines.next().unwrap().split(';').collect();
    let column =
        |name: &str| header.iter().position(|it| *it == name).unwrap_or_else(|| panic!("no {name}: {header:?}"));
    let (group, figure, unit, change) = (column("Nhóm"), column("Số liệu"), column("Đơn vị tính"), column("Thay đổi"));
    let (total, share, note) = (column("Tổng số"), column("Tỷ lệ (%)"), column("Ghi chú"));
    let rows: Vec<Vec<&str>> = lines.filter(|line| !line.is_empty()).map(|line| line.split(';').collect()).collect();
    assert!(
        rows.iter().all(|row| row.len() == header.len() || row.iter().any(|cell| cell.starts_with('"'))),
        "{rows:?}"
    );
    let figures: Vec<&str> = rows.iter().map(|row| row[figure]).collect();
    assert_eq!(figures, ["81", "3", "3", "39", "63", "11,4", "299", "14", "14", "35", "29", "625", "", ""]);
    assert_eq!((rows[0][total], rows[0][share], rows[5][unit]), ("116", "69,83", "tỷ đồng"));
    assert!(rows[11][change].contains("28%") && rows[12][change].contains("2,5 lần"), "{rows:?}");
    assert!(rows[13][group].contains("công sở") || rows[13][group].contains("viên chức"), "{rows:?}");
    assert_eq!(rows[13][note], "Bản tin không nêu số liệu");
}

#[test]
fn what_cannot_be_exported_is_refused() {
    let stage = Stage::open();
    let refusal =
        |type_: &str| format!("widget.export('{type_}').then(() => 'given', (error) => String(error.message))");
    stage.settle(&page(640, "label=A value=x"), "error");
    let nothing = stage.value(&refusal("image/png"));
    assert!(nothing.as_str().is_some_and(|words| words.contains("nothing")), "{nothing}");
    stage.settle(&page(640, "label=A value=1"), "ready");
    let unknown = stage.value(&refusal("image/jpeg"));
    assert!(unknown.as_str().is_some_and(|words| words.contains("image/jpeg")), "{unknown}");
    stage.check("hidden", "(widget.style.display = 'none', widget.export('image/svg+xml').then((it) => it.text()).then((it) => it.includes('width=\"640\"')))", true);
}

#[test]
fn the_menu_is_worked_by_keyboard_under_a_strict_policy() {
    let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'";
    let stage = Stage::with(move |path, response| {
        if path.ends_with(".html") {
            response.headers_mut().insert("content-security-policy", policy.parse().unwrap());
        }
    });
    stage.settle(&format!("<indicator-widget {}></indicator-widget>", source()), "ready");
    // What is downloaded is written down, not stored.
    stage.value(
        "void (window.saved = [], HTMLAnchorElement.prototype.dispatchEvent = function (event) {
            saved.push([this.download, this.href.split(':')[0]]);
            return true;
        })",
    );
    let part = |name: &str| format!("stage.all('[part~={name}]')[0]");
    let (button, list) = (part("menu-button"), part("menu"));
    stage.check("its name", &format!("{button}.textContent"), "Tải về");
    stage.check(
        "its size",
        &format!("(({{ width, height }}) => width >= 24 && height >= 24)({button}.getBoundingClientRect())"),
        true,
    );
    stage.value(&format!("{button}.focus()"));
    let open = format!("[{button}.getAttribute('aria-expanded'), stage.visible({list})]");
    stage.check("closed", &open, json!(["false", false]));
    stage.browser.press(&[Key::Enter]);
    stage.check("open", &open, json!(["true", true]));
    let sizes =
        format!("[...{list}.querySelectorAll('button')].every((it) => it.clientHeight >= 24 && it.clientWidth >= 24)");
    stage.check("sizes of the entries", &sizes, true);
    stage.browser.press(&[Key::Tab]);
    stage.check("first entry", "stage.root().activeElement.textContent.includes('PNG')", true);
    stage.check("its focus is seen", "getComputedStyle(stage.root().activeElement).outlineStyle", "solid");
    stage.browser.press(&[Key::Escape]);
    stage.check("closed again", &open, json!(["false", false]));
    stage.check("focus is back", &format!("stage.root().activeElement === {button}"), true);
    for tabs in 1..=3 {
        stage.browser.press(&[Key::Enter]);
        (0..tabs).for_each(|_| stage.browser.press(&[Key::Tab]));
        stage.browser.press(&[Key::Enter]);
        stage.browser.wait_until(&format!("saved.length === {tabs}"));
    }
    let name = stage.value("saved[0][0].replace('.png', '')");
    let name = name.as_str().unwrap();
    assert!(
        !name.is_empty() && name.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-'),
        "{name}"
    );
    let file = |ending: &str| json!([format!("{name}.{ending}"), "blob"]);
    stage.check("files", "saved", json!([file("png"), file("svg"), file("csv")]));
    stage.value(&format!("{button}.click()"));
    stage.check("open by pointer", &open, json!(["true", true]));
    stage.value("document.body.click()");
    stage.check("closed by a click elsewhere", &open, json!(["false", false]));
    stage.check_faultless("menu");
    stage.value("widget.setAttribute('no-menu', '')");
    stage.check("no menu", "stage.all('[part~=menu-button], [part~=menu]').length", 0);
    stage.value("widget.removeAttribute('no-menu')");
    stage.check("menu again", "stage.all('[part~=menu-button], [part~=menu]').length", 2);
    stage.settle(&format!("<indicator-widget no-menu {}></indicator-widget>", source()), "ready");
    stage.check("never a menu", "stage.all('[part~=menu-button], [part~=menu]').length", 0);
}

/// How many sheets of A4 a page takes, and how wide the pictures were meanwhile.
fn sheets(stage: &Stage) -> (usize, Vec<f64>) {
    let widths = "stage.all('canvas').map((it) => parseFloat(it.style.width))";
    stage.value(&format!("void addEventListener('beforeprint', () => {{ window.widths = {widths} }})"));
    let paper = json!({ "paperWidth": 8.27, "paperHeight": 11.69 });
    let printed = stage.browser.devtools("Page.printToPDF", paper)["data"].as_str().unwrap().to_owned();
    stage.value(&format!("void (window.pages = atob('{printed}').match(/\\/Type \\/Page\\b/g).length)"));
    let pages = stage.value("window.pages").as_u64().unwrap() as usize;
    (pages, serde_json::from_value(stage.value("window.widths")).unwrap())
}

#[test]
fn a_picture_higher_than_a_sheet_is_parted_between_its_bars() {
    let stage = Stage::on(Engine::Chromium, |_, _| ());
    let names: Vec<String> = (1..=40).map(|place| format!("Huyện {place}")).collect();
    let series = |label: &str| json!({ "label": label, "values": (1..=40).collect::<Vec<_>>() });
    let chart = json!({ "label": "Điểm", "categories": names, "series": [series("A"), series("B")] });
    let short = json!({ "label": "Xã", "value": 81, "total": 116 });
    stage.settle("<indicator-widget></indicator-widget>", "loading");
    stage.value(&format!("void (widget.indicators = [{short}, {chart}])"));
    stage.browser.wait_until("widget.dataset.state === 'ready'");
    let size = "(({ width, height }) => [width, height])(stage.all('canvas')[1].getBoundingClientRect())";
    let before = stage.value(size);
    let (width, height): (f64, f64) = serde_json::from_value(before.clone()).unwrap();
    assert!(width > 700.0 && height > 2000.0, "{before}");

    // The chart begins below the bar, and not on a sheet of its own. Wide pictures would be shrunk for the paper.
    let (pages, widths) = sheets(&stage);
    assert_eq!(pages, 3, "sheets");
    assert!(widths.len() > 30 && widths.iter().all(|width| (679.5..680.5).contains(width)), "{widths:?}");
    stage.check("as before", size, before);

    // The pieces are the picture.
    stage.value("void dispatchEvent(new Event('beforeprint'))");
    let alike = "(() => {
        const [, whole, ...pieces] = stage.all('canvas');
        const pixels = (canvas, top) => canvas.getContext('2d').getImageData(0, top, canvas.width, 1).data.join();
        let top = 0;
        const same = pieces.every((piece) => {
            const middle = Math.floor(piece.height / 2);
            const same = piece.width === whole.width && pixels(piece, middle) === pixels(whole, top + middle);
            top += piece.height;
            return same;
        });
        return [pieces.length, same, top === whole.height];
    })()";
    stage.check("pieces", alike, json!([40, true, true]));
    stage.browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }));
    stage.check("in its place", "stage.all('canvas').filter(stage.visible).length", 41);
    stage.check("without it", "stage.visible(stage.all('canvas')[1])", false);
    stage.value("void dispatchEvent(new Event('afterprint'))");
    stage.check("none is left", "stage.all('canvas, .parted').length", 2);

    stage.browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "" }));
    // Two columns of the screen are one on paper, whose pictures take all of it.
    let group = |title: &str| json!({ "title": title, "indicators": [short] });
    let groups = [group("A"), group("B")];
    stage.value(&format!("void (widget.indicators = {})", json!({ "groups": groups })));
    stage.browser.wait_until("stage.all('.group canvas').length === 2 && widget.dataset.state === 'ready'");
    let narrow = "stage.frames().then(() => stage.all('canvas').every((it) => parseFloat(it.style.width) < 500))";
    stage.check("two columns", narrow, true);
    let (_, widths) = sheets(&stage);
    assert!(widths.len() == 2 && widths.iter().all(|width| (679.5..680.5).contains(width)), "{widths:?}");
    stage.check("two columns again", narrow, true);
    stage.check_faultless("sheets");
}

#[test]
fn paper_has_what_is_hidden_on_the_screen_and_no_ink_of_a_dark_page() {
    let stage = Stage::open();
    let style = "display: none; --indicator-ink: #fff; --indicator-muted: #cde; --indicator-ground: transparent";
    stage.settle(
        &format!("<div id=tab style='{style}'><indicator-widget {}></indicator-widget></div>", source()),
        "ready",
    );
    stage.value("void dispatchEvent(new Event('beforeprint'))");
    let drawn = "stage.all('canvas').map((it) => [it.style.width === '680px', stage.pixels('16202b', it) > 100])";
    let drawn: Vec<(bool, bool)> = serde_json::from_value(stage.value(drawn)).unwrap();
    assert!(!drawn.is_empty() && drawn.iter().all(|&it| it == (true, true)), "{drawn:?}");
    stage.value("void dispatchEvent(new Event('afterprint'))");
    stage.value("void (tab.style.display = 'block')");
    stage.value("stage.frames()");
    stage.check("on the screen", "stage.all('canvas').some((it) => stage.pixels('ffffff', it) > 100)", true);
    let words = "widget.export('image/svg+xml').then((blob) => blob.text()).then((svg) =>
        ['16202b', 'ffffff'].map((colour) => new RegExp(`<text[^>]*fill=\"#${colour}\"`).test(svg)))";
    stage.check("words of the file", words, json!([true, false]));
    stage.check_faultless("hidden");
}

#[test]
fn paper_gets_sharp_light_pictures_and_no_controls() {
    let stage = Stage::on(Engine::Chromium, |_, _| ());
    stage.settle(&page(640, &format!("{} theme=dark", source())), "ready");
    stage.value("stage.all('[part~=menu-button]')[0].click()");
    let state =
        "[...stage.all('canvas')].map((it) => [it.width / parseFloat(it.style.width), stage.pixels('12436d', it) > 0])";
    let before = stage.value(state);
    // The last listener of the window: after the widget's own.
    stage.value(&format!(
        "void addEventListener('beforeprint', () => {{
            window.printed = {state};
            window.table = stage.visible(stage.all('.table-box')[0]) && !stage.all('.table-box.closed').length;
        }})"
    ));
    let sheet = stage.browser.devtools("Page.printToPDF", json!({ "printBackground": false }));
    assert!(sheet["data"].as_str().is_some_and(|pdf| pdf.len() > 10_000), "a sheet is printed");
    let printed: Vec<(f64, bool)> =
        serde_json::from_value(stage.value("window.printed")).expect("beforeprint was fired");
    assert!(!printed.is_empty() && printed.iter().all(|&(ratio, light)| ratio > 2.95 && light), "{printed:?}");
    stage.check("as before", state, before.clone());
    let before: Vec<(f64, bool)> = serde_json::from_value(before).unwrap();
    assert!(before.iter().all(|&(ratio, light)| ratio < 1.05 && !light), "{before:?}");

    stage.browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }));
    stage.check("no controls", "stage.all('button').filter(stage.visible).length", 0);
    stage.check("no closed table", "stage.visible(stage.all('.table-box')[0])", false);
    // What hides its overflow, or stands in rows, would go to the next sheet as a whole.
    let flows = "stage.all('.group, .figures').map((it) => getComputedStyle(it)).every(({ display, overflow }) => display === 'block' && overflow === 'visible')";
    stage.check("groups go on on the next sheet", flows, true);
    stage.check("colours are kept", "getComputedStyle(stage.all('.widget')[0]).printColorAdjust", "exact");
    stage.value("stage.all('[part~=table-button]')[0].click()");
    stage.check("the open table", "stage.visible(stage.all('.table-box')[0])", true);
    let squeezed = "(widget.parentNode.style.width = '300px', stage.all('canvas').map((it) => {
        const { width, height } = it.getBoundingClientRect();
        return Math.abs(width / height - it.width / it.height) / (it.width / it.height);
    }).every((it) => it < 0.02))";
    stage.check("proportions on narrow paper", squeezed, true);
}

//! Every way of opening the widget, from the server to the first picture: policies, browsers without wasm, one file,
//! old servers, old browsers, old caches.

use e2e::{Engine, Site, Stage};
use serde_json::{Value, json};
use xtask::serve::Response;

const WIDGET: &str =
    "<indicator-widget label='Xã' value='81' total='116' unit='xã'><p>Words of the page</p></indicator-widget>";

/// As strict as a policy can be, with wasm and without.
const STRICT: &str =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'";
const STRICT_WITHOUT_WASM: &str =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'";

const NOWASM: &str = "/indicator-widget.nowasm.js";
const WASM: &str = "/indicator-widget.wasm";

/// The bar of the picture is there.
const DRAWN: &str = "stage.pixels('12436d') > 500";

fn header(response: &mut Response, name: &'static str, value: &str) {
    response.headers_mut().insert(name, value.parse().unwrap());
}

fn body(response: &mut Response, text: &str) {
    *response.body_mut() = text.to_owned().into();
    response.headers_mut().remove("content-length");
}

fn not_found(response: &mut Response) {
    *response.status_mut() = "404".parse().unwrap();
    header(response, "content-type", "text/html");
    body(response, "<!doctype html><title>404</title>");
}

fn on(engine: Engine) -> Stage {
    Stage::on(engine, |_, _| ())
}

fn under(engine: Engine, policy: &'static str) -> Stage {
    Stage::on(engine, move |_, response| header(response, "content-security-policy", policy))
}

/// A page with these scripts in its head and that body.
fn page(head: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang='vi'><head><meta charset='utf-8'><title>Page</title>
        <link rel='icon' href='/favicon.svg'><script src='/stage.js'></script>{head}</head><body>{body}</body></html>"
    )
}

#[track_caller]
fn check_drawn(stage: &Stage, case: &str) {
    stage.wait_for("ready");
    stage.check(case, DRAWN, true);
    stage.check(case, "stage.visible(widget.querySelector('p'))", false);
    stage.check(case, "stage.table().includes('69,83%')", true);
}

#[test]
fn a_module_draws_and_asks_for_nothing_more() {
    for engine in Engine::ALL {
        let stage = on(engine);
        stage.show(WIDGET);
        check_drawn(&stage, "module");
        let asked = stage.site.requests().into_iter().map(|request| request.path);
        let asked: Vec<String> = asked.filter(|path| path.contains("indicator-widget")).collect();
        assert_eq!(asked, ["/indicator-widget.js", WASM]);
        stage.check_faultless("module");
    }
}

#[test]
fn a_policy_without_wasm_gets_the_program_as_a_script() {
    for engine in Engine::ALL {
        let stage = under(engine, STRICT_WITHOUT_WASM);
        stage.show(&WIDGET.repeat(3));
        check_drawn(&stage, "no permission");
        stage
            .browser
            .wait_until("[...document.querySelectorAll('indicator-widget')].every(it => it.dataset.state === 'ready')");
        assert_eq!((stage.requests_of(WASM), stage.requests_of(NOWASM)), (0, 1), "the one, once, and not the other");
        // What is refused is the question whether wasm may run, and nothing else.
        stage.check("no permission", "stage.faults.every(it => it.startsWith('policy script-src'))", true);
        stage.browser.run("widget.setAttribute('theme', 'dark'); return stage.frames()");
        stage.check("dark", "stage.pixels('5aa9e6') > 500", true);
        for (kind, least) in [("image/png", 2000), ("image/svg+xml", 500), ("text/csv", 30)] {
            stage.check(kind, &format!("widget.export('{kind}').then(blob => blob.size > {least})"), true);
        }
    }
}

#[test]
fn a_browser_without_wasm_gets_the_program_as_a_script() {
    for engine in Engine::ALL {
        for (script, wasm) in [
            ("<script type='module' src='/indicator-widget.js'></script>", 1),
            ("<script src='/indicator-widget.single.js'></script>", 0),
        ] {
            let stage = on(engine);
            stage.site.put("/no-wasm.js", 200, "delete window.WebAssembly;");
            stage.show_page(&page(&format!("<script src='/no-wasm.js'></script>{script}"), WIDGET));
            check_drawn(&stage, script);
            assert_eq!((stage.requests_of(WASM), stage.requests_of(NOWASM)), (0, wasm), "{script}");
            stage.check("nothing left", "'WebAssembly' in window", false);
            stage.check_faultless(script);
        }
    }
}

/// Every picture, and every word and export, of every fixture.
const EVERYTHING: &str = "
    const names = [];
    for (const folder of ['', 'doubtful/', 'refused/']) {
        const answer = await fetch(`/fixtures/${folder}index.json`);
        for (const name of await answer.json()) names.push(folder + name);
    }
    const { mount } = await import('/indicator-widget.js');
    const seen = {};
    for (const name of names.sort()) {
        const text = await (await fetch(`/fixtures/${name}`)).text();
        for (const [width, theme] of [[300, 'dark'], [784, 'light']]) {
            const place = document.createElement('div');
            place.style.width = `${width}px`;
            document.body.append(place);
            const mounted = await mount(place, text, { theme, lang: width > 500 ? 'vi' : 'en' });
            const { element } = mounted;
            const pictures = [...element.shadowRoot.querySelectorAll('canvas')];
            const parts = pictures.map(canvas => `${canvas.width}x${canvas.height} ${canvas.toDataURL()}`);
            if (element.dataset.state === 'ready') {
                while (!element.shadowRoot.querySelector('table')) await new Promise(done => setTimeout(done, 5));
                parts.push(await (await element.export('text/csv')).text(), await (await element.export('image/svg+xml')).text());
            }
            parts.push(element.dataset.state, element.shadowRoot.textContent);
            for (const [i, part] of parts.entries()) {
                const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(part)));
                seen[`${name} ${width} ${i}`] = `${part.slice(0, 20)} ${bytes.join(' ')}`;
            }
            mounted.destroy();
            place.remove();
        }
    }
    return seen;";

#[test]
fn without_wasm_every_picture_is_the_same_to_the_pixel() {
    for engine in Engine::ALL {
        let everything = |policy| -> Value {
            let stage = under(engine, policy);
            stage.show("");
            let seen = stage.browser.run(&format!("return (async () => {{ {EVERYTHING} }})()"));
            let with_wasm = usize::from(policy == STRICT);
            assert_eq!((stage.requests_of(WASM), stage.requests_of(NOWASM)), (with_wasm, 1 - with_wasm), "{policy}");
            seen
        };
        let (wasm, script) = (everything(STRICT), everything(STRICT_WITHOUT_WASM));
        let wasm = wasm.as_object().unwrap();
        assert_eq!(wasm.len(), script.as_object().unwrap().len());
        let pictures = wasm.values().filter(|seen| seen.as_str().unwrap().contains(" data:image/p")).count();
        assert!(pictures > 150, "{pictures} pictures");
        for (case, seen) in wasm {
            assert_eq!(Some(seen), script.get(case), "{engine:?}, {case}");
        }
    }
}

#[test]
fn a_memory_that_grows_keeps_its_words_without_wasm() {
    for engine in Engine::ALL {
        let stage = under(engine, STRICT_WITHOUT_WASM);
        stage.show("<div id='place'></div>");
        // Twenty thousand names do not fit into the memory that the program begins with.
        stage.browser.run(
        "return (async () => {
            const { mount } = await import('/indicator-widget.js');
            const categories = Array.from({ length: 20000 }, (_, i) => `Xã thứ ${i} – Đông Hưng Thuận`);
            window.mounted = await mount(place, { label: 'Nhiều xã', unit: 'xã', categories, series: [{ values: categories.map((_, i) => i) }] });
        })()",
    );
        check_text(
            &stage,
            "20000 names",
            "widget.export('text/csv').then(blob => blob.text()).then(text => text.includes('Xã thứ 19999 – Đông Hưng Thuận;19999'))",
        );
    }
}

#[track_caller]
fn check_text(stage: &Stage, case: &str, expression: &str) {
    stage.check(case, expression, json!(true));
}

#[test]
fn one_file_draws_wherever_its_script_stands() {
    for engine in Engine::ALL {
        let single = "<script src='/indicator-widget.single.js'></script>";
        let child = "<indicator-widget><p>Words of the page</p><script type='application/json'>
        { \"label\": \"Xã\", \"value\": 81, \"total\": 116 }</script></indicator-widget>";
        for (case, head, body) in [
            ("in the head", single, WIDGET.to_owned()),
            ("in the head, with a child", single, child.to_owned()),
            ("behind the element", "", format!("{WIDGET}{single}")),
            ("twice", &single.repeat(2), WIDGET.to_owned()),
            ("twice, around the element", single, format!("{WIDGET}{single}")),
            ("deferred", "<script defer src='/indicator-widget.single.js'></script>", WIDGET.to_owned()),
            (
                "beside the module",
                &format!("{single}<script type='module' src='/indicator-widget.js'></script>"),
                WIDGET.to_owned(),
            ),
        ] {
            let stage = on(engine);
            stage.show_page(&page(head, &body));
            check_drawn(&stage, case);
            stage.check_faultless(case);
            let files: Vec<_> = stage
                .site
                .requests()
                .into_iter()
                .filter(|it| {
                    it.path.contains("indicator-widget.")
                        && !it.path.contains("single")
                        && it.path != "/indicator-widget.js"
                })
                .collect();
            assert_eq!(files, [], "{case}");
        }
    }
}

#[test]
fn one_file_gets_on_with_old_libraries() {
    for engine in Engine::ALL {
        let stage = on(engine);
        for (path, file) in [("/require.js", "requirejs/require.js"), ("/jquery.js", "jquery/dist/jquery.js")] {
            let file = xtask::tools::npm().unwrap().join("..").join(file);
            stage.site.put(path, 200, &std::fs::read_to_string(file).unwrap());
        }
        stage.site.put("/before.js", 200, "window.define.amd && (window.names = Object.keys(window))");
        stage.site.put("/after.js", 200, "window.names = Object.keys(window).filter(it => !names.includes(it))");
        let head =
            "<script src='/require.js'></script><script src='/jquery.js'></script><script src='/before.js'></script>
        <script src='/indicator-widget.single.js'></script><script src='/after.js'></script>";
        stage.show_page(&page(head, WIDGET));
        check_drawn(&stage, "libraries");
        stage.check("what it leaves", "names.sort()", json!(["indicatorWidget", "names"]));
        stage.check("jQuery", "jQuery.fn.jquery", "1.12.4");
        // Moved and written by jQuery, as old pages do.
        stage.browser.run("jQuery('body').append(jQuery('<div>').html(jQuery('indicator-widget').detach())); jQuery('indicator-widget').attr('value', 58)");
        stage.browser.wait_until("stage.table().includes('50%')");
        stage.check("for code", "typeof indicatorWidget.mount", "function");
        stage.check_faultless("libraries");
    }
}

#[test]
fn a_server_that_does_not_know_wasm_is_no_hindrance() {
    for engine in Engine::ALL {
        for kind in ["", "text/plain", "application/octet-stream", "application/wasm; charset=utf-8", "text/html"] {
            let stage = Stage::on(engine, move |path, response| {
                if path == WASM {
                    match kind {
                        "" => drop(response.headers_mut().remove("content-type")),
                        kind => header(response, "content-type", kind),
                    }
                }
            });
            stage.show(WIDGET);
            check_drawn(&stage, kind);
            assert_eq!((stage.requests_of(WASM), stage.requests_of(NOWASM)), (1, 0), "{kind}");
            stage.check_faultless(kind);
        }
        // One that does not serve it at all, as IIS where nobody has told it the type.
        let stage = Stage::on(engine, |path, response| {
            if path == WASM {
                not_found(response)
            }
        });
        stage.show(WIDGET);
        check_drawn(&stage, "404");
        assert_eq!(stage.requests_of(NOWASM), 1);
        stage.check_faultless("404");
    }
}

#[test]
fn another_origin_can_hand_out_the_files() {
    for engine in Engine::ALL {
        let share = r#"{ "label": "Xã", "value": 81, "total": 116, "unit": "xã" }"#;
        for (policy, forms) in [("script-src CDN 'self' 'wasm-unsafe-eval'", (1, 0)), ("script-src CDN 'self'", (0, 1))]
        {
            let cdn = Site::with(|_, response| header(response, "access-control-allow-origin", "*"));
            let allowed = policy.replace("CDN", &cdn.url(""));
            let stage = Stage::on(engine, move |_, response| header(response, "content-security-policy", &allowed));
            stage.site.put("/figures.json", 200, share);
            let script = format!("<script type='module' src='{}'></script>", cdn.url("/indicator-widget.js"));
            stage.show_page(&page(&script, "<indicator-widget src='figures.json'><p>Words</p></indicator-widget>"));
            check_drawn(&stage, policy);
            let count = |file: &str| cdn.requests().iter().filter(|request| request.path == file).count();
            assert_eq!((count(WASM), count(NOWASM)), forms, "{policy}");
            assert_eq!(
                (stage.requests_of(WASM), stage.requests_of(NOWASM)),
                (0, 0),
                "nothing from the page's own site"
            );
        }
    }
}

/// The module of another version: the same but for the stamp at its end.
fn of_another_version(bytes: &mut [u8]) {
    let end = bytes.len();
    bytes[end - 16..].copy_from_slice(b"another-version-");
}

#[test]
fn an_old_module_in_the_cache_is_replaced() {
    for engine in Engine::ALL {
        // The first answer is the one that a cache has kept; whoever asks past the cache gets the right one.
        let stage = on(engine);
        stage.site.put(
            "/cache.js",
            200,
            "
        const fetchAsIs = window.fetch;
        window.asked = [];
        window.fetch = async (address, options) => {
            const answer = await fetchAsIs(address, options);
            const { pathname, search } = new URL(address);
            if (!pathname.endsWith('.wasm')) return answer;
            asked.push(`${options.cache} ${search.slice(0, 3)}`);
            if (search) return answer;
            const bytes = new Uint8Array(await answer.arrayBuffer());
            bytes.set(new TextEncoder().encode('another-version-'), bytes.length - 16);
            return new Response(bytes, { headers: { 'content-type': 'application/wasm' } });
        };",
        );
        let head = "<script src='/cache.js'></script><script type='module' src='/indicator-widget.js'></script>";
        stage.show_page(&page(head, WIDGET));
        check_drawn(&stage, "healed");
        stage.check("healed", "asked", json!(["default ", "reload ?v="]));
        assert_eq!(stage.requests_of(NOWASM), 0);
        stage.check_faultless("healed");
    }
}

#[test]
fn files_of_different_versions_are_said_to_be() {
    for engine in Engine::ALL {
        let stage = on(engine);
        let mut old = std::fs::read(xtask::dist::folder().join("indicator-widget.wasm")).unwrap();
        of_another_version(&mut old);
        stage.site.put(WASM, 200, &old);
        // With the script of the right version the picture is drawn all the same.
        stage.show(WIDGET);
        check_drawn(&stage, "an old module alone");
        assert_eq!((stage.requests_of(WASM), stage.requests_of(NOWASM)), (2, 1));

        stage.site.put(NOWASM, 200, "self['indicator-widget 0000'] = () => { throw new Error('never called') };");
        for (lang, words, mend) in [
            ("vi", "không cùng một phiên bản", "chép lại cùng lúc"),
            ("en", "different versions", "copy indicator-widget.wasm"),
        ] {
            stage.show(&WIDGET.replace("label=", &format!("lang='{lang}' label=")));
            stage.wait_for("error");
            stage.check(
                lang,
                &format!("stage.message().includes('{words}') && stage.message().includes('{mend}')"),
                true,
            );
            stage.check(lang, "stage.visible(widget.querySelector('p'))", true);
            stage.check_faultless(lang);
        }
    }
}

/// What browsers have got after Chrome 67, Firefox 67 and Safari 12, taken away one by one and all at once.
const LATER: &[(&str, &str)] = &[
    ("adopted style sheets", "delete Document.prototype.adoptedStyleSheets; delete ShadowRoot.prototype.adoptedStyleSheets; delete CSSStyleSheet.prototype.replaceSync"),
    ("ResizeObserver", "delete window.ResizeObserver"),
    ("IntersectionObserver", "delete window.IntersectionObserver"),
    ("AbortController", "delete window.AbortController"),
    ("idle callbacks", "delete window.requestIdleCallback; delete window.cancelIdleCallback"),
    ("streams", "delete window.CompressionStream; delete WebAssembly.compileStreaming; delete WebAssembly.instantiateStreaming"),
    ("weak references", "delete window.FinalizationRegistry; delete window.WeakRef"),
    ("encodeInto", "delete TextEncoder.prototype.encodeInto"),
    ("BigInt", "delete window.BigInt; delete window.BigInt64Array; delete window.BigUint64Array; delete DataView.prototype.setBigInt64"),
    ("media query events", "delete MediaQueryList.prototype.addEventListener; Object.setPrototypeOf(MediaQueryList.prototype, Object.prototype)"),
    ("fonts", "Object.defineProperty(Document.prototype, 'fonts', { value: undefined })"),
    ("methods", "
        delete Array.prototype.at; delete Array.prototype.flat; delete Array.prototype.flatMap; delete Array.prototype.findLast;
        delete Array.prototype.toSorted; delete Object.fromEntries; delete Promise.allSettled; delete Promise.any;
        delete String.prototype.replaceAll; delete String.prototype.matchAll; delete String.prototype.at; delete String.prototype.trimEnd;
        delete String.prototype.trimStart; delete window.globalThis; delete window.queueMicrotask; delete window.structuredClone;
        delete Element.prototype.replaceChildren; delete Document.prototype.replaceChildren; delete DocumentFragment.prototype.replaceChildren;
        delete Element.prototype.toggleAttribute; delete Element.prototype.checkVisibility; delete Element.prototype.part;
        delete HTMLElement.prototype.attachInternals; delete Blob.prototype.text; delete Blob.prototype.arrayBuffer; delete Blob.prototype.stream;
        delete Event.prototype.composedPathAsIs; delete ArrayBuffer.prototype.transfer; delete ArrayBuffer.prototype.detached;
        delete window.Intl; delete Symbol.prototype.description; delete CSS.registerProperty; delete window.PointerEvent"),
];

#[test]
fn what_browsers_have_learned_since_2018_is_not_needed() {
    for engine in Engine::ALL {
        let all: String = LATER.iter().map(|(_, script)| format!("{script};")).collect();
        let figures = r#"{ "title": "Báo cáo", "indicators": [{ "label": "Xã", "value": 81, "total": 116, "unit": "xã" },
        { "label": "Điểm", "categories": ["A", "B"], "series": [{ "values": [1, null] }] }] }"#;
        let stage = on(engine);
        stage.site.put("/figures.json", 200, figures);
        let cases = LATER.iter().map(|(case, script)| (*case, *script)).chain([("all of them", all.as_str())]);
        for (case, script) in cases {
            stage.site.put("/later.js", 200, script);
            for own in [
                "<script type='module' src='/indicator-widget.js'></script>",
                "<script src='/indicator-widget.single.js'></script>",
            ] {
                let case = &format!("{case}, {own}");
                stage.show_page(&page(
                    &format!("<script src='/later.js'></script>{own}"),
                    "<indicator-widget src='figures.json'><p>Words</p></indicator-widget>",
                ));
                check_drawn(&stage, case);
                stage.check(case, "getComputedStyle(stage.root().querySelector('section')).position", "relative");
                stage.browser.run(
                    "document.body.style.width = '400px'; dispatchEvent(new Event('resize')); return stage.frames()",
                );
                stage.check(case, "stage.all('canvas')[0].getBoundingClientRect().width", 400);
                stage.browser.run("widget.setAttribute('theme', 'dark'); return stage.frames()");
                stage.check(case, "stage.pixels('5aa9e6') > 500", true);
                stage.browser.run("stage.all('canvas')[0].parentElement.focus(); stage.all('button')[0].click(); return stage.frames()");
                stage.check(case, "stage.visible(stage.all('table')[0])", true);
                for kind in ["image/png", "image/svg+xml", "text/csv"] {
                    stage.check(case, &format!("widget.export('{kind}').then(blob => blob.size > 30)"), true);
                }
                stage.browser.run("widget.redraw(); widget.updateValues([58, 2, 3]); return stage.frames()");
                stage.browser.wait_until("stage.table().includes('50%')");
                stage.check_faultless(case);
            }
        }
    }
}

#[test]
fn a_style_sheet_as_a_file_does_where_no_other_is_allowed() {
    for engine in Engine::ALL {
        for script in [
            "<script type='module' src='/indicator-widget.js'></script>",
            "<script src='/indicator-widget.single.js'></script>",
        ] {
            let stage = under(engine, STRICT);
            stage.site.put("/later.js", 200, LATER[0].1);
            stage.show_page(&page(&format!("<script src='/later.js'></script>{script}"), WIDGET));
            // A picture may be there before the style sheet is; then it is drawn anew in the right colours.
            stage.wait_for("ready");
            stage.browser.wait_until("getComputedStyle(stage.root().querySelector('section')).position === 'relative'");
            stage.browser.wait_until("stage.pixels('12436d') > 500");
            check_drawn(&stage, script);
            assert_eq!(stage.requests_of("/indicator-widget.css"), 1, "{script}");
        }
    }
}

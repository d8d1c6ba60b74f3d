//! What holds for whatever is read, drawn and said, asked by the property tests and by the fuzz targets alike. Whoever
//! takes this in has [`crate::metrics`] beside it.
//!
//! Every function panics with a sentence about what does not hold.

mod bars;
mod geometry;
pub mod made;
mod spoken;
mod tabled;
mod xml;

use indicator_widget::describe::{self, mark};
use indicator_widget::export;
use indicator_widget::layout::{Viewport, label_column, lay_out};
use indicator_widget::model::{Document, Indicator};
use indicator_widget::paint::{LONGEST_SIDE, surface};
use indicator_widget::read::Reading;
use indicator_widget::scene::Scene;
use indicator_widget::svg::to_svg;
use indicator_widget::theme::Theme;

use crate::metrics::measure;

/// The family of the type in SVG pictures.
const FAMILY: &str = "'Noto Sans', sans-serif";

/// How something is to be looked at.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// The room in CSS pixels.
    pub width: f64,
    /// Device pixels per CSS pixel.
    pub ratio: f64,
    /// Whether the page is dark.
    pub dark: bool,
}

impl Look {
    fn theme(&self) -> &'static Theme {
        if self.dark { &Theme::DARK } else { &Theme::LIGHT }
    }

    /// Whether a page can be that narrow: below, a single word may be wider than all the room.
    fn is_usual(&self) -> bool {
        (120.0..=20_000.0).contains(&self.width) && (0.5..=8.0).contains(&self.ratio)
    }
}

/// Checks everything about what was read: what it is drawn as, described as and exported as, and every complaint.
pub fn check(reading: &Reading, look: Look) {
    spoken::check_complaints(reading);
    let Some(document) = &reading.document else { return };
    spoken::check_page(document, &describe::page(document));
    tabled::check_table(document);
    tabled::check_csv(document);
    let mut drawn = 0;
    for group in &document.groups {
        for indicator in group.checked() {
            let scene = draw(indicator, document, look);
            assert_eq!(scene, draw(indicator, document, look), "the same picture twice");
            drawn += usize::from(scene.is_some());
            check_marks(indicator, document, scene.as_ref());
            if let Some(scene) = scene {
                check_scene(indicator, document, &scene, look);
            }
        }
    }
    // A widget on paper has all pictures in one: not of more than a page could hold.
    if drawn <= 8 {
        check_export(document, look);
    }
}

/// The picture of an indicator, aligned with those of its group as the browser does it.
pub fn draw(indicator: &Indicator, document: &Document, look: Look) -> Option<Scene> {
    let room = Viewport::new(look.width, look.ratio);
    let mut groups = document.groups.iter();
    let group = groups.find(|group| group.checked().any(|own| std::ptr::eq(own, indicator)));
    let label_column = group.and_then(|group| label_column(group.checked(), document.lang, room, &measure));
    lay_out(indicator, document.lang, Viewport { label_column, ..room }, look.theme(), &measure)
}

fn check_scene(indicator: &Indicator, document: &Document, scene: &Scene, look: Look) {
    geometry::check_finite(scene);
    let surface = surface(scene.size, look.ratio);
    assert!(f64::from(surface.width.max(surface.height)) <= LONGEST_SIDE, "a canvas that browsers can draw");
    if look.is_usual() {
        geometry::check_within(scene);
        bars::check_proportions(indicator, scene, look.ratio, look.theme());
        tabled::check_figures(indicator, scene, document);
    }
    let svg = to_svg(scene, look.theme().ground, FAMILY, None);
    xml::check_svg(&svg, scene);
}

/// There are words for every mark of the picture and for no more; without a picture there may be none.
fn check_marks(indicator: &Indicator, document: &Document, scene: Option<&Scene>) {
    let Some(scene) = scene else {
        drop(mark(indicator, 0, document.lang));
        return;
    };
    assert!(!scene.hits.is_empty(), "a picture has marks");
    for place in 0..scene.hits.len() {
        let words = mark(indicator, place, document.lang);
        let words = words.unwrap_or_else(|| panic!("the mark {place} has no words"));
        assert!(!words.name.is_empty() && !words.figure.is_empty() && !words.words.is_empty());
        spoken::check_words(&words.words);
    }
    assert!(mark(indicator, scene.hits.len(), document.lang).is_none(), "words for a mark that is not there");
}

fn check_export(document: &Document, look: Look) {
    let width = if look.width >= 240.0 { look.width.min(2000.0) } else { 240.0 };
    let page = describe::page(document);
    let scene = export::compose(document, &page, width, look.theme(), &measure);
    geometry::check_finite(&scene);
    geometry::check_within(&scene);
    let svg = export::svg(document, &page, width, look.theme(), FAMILY, &measure);
    xml::check_svg(&svg, &scene);
}

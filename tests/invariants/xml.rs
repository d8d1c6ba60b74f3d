//! A picture as SVG is XML that holds the texts of the scene and nothing that could act.

use indicator_widget::scene::{Scene, Shape};

/// The only elements of a picture.
const ELEMENTS: [&str; 6] = ["svg", "title", "desc", "rect", "polygon", "text"];

/// Checks that the document is XML with these elements alone, and that its texts are those of the scene.
pub fn check_svg(svg: &str, scene: &Scene) {
    // A picture of thousands of elements says nothing that a smaller one does not.
    if svg.len() > 300_000 {
        return;
    }
    let document = roxmltree::Document::parse(svg).unwrap_or_else(|error| panic!("{error} in {}", around(svg, &error)));
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        assert!(ELEMENTS.contains(&node.tag_name().name()), "<{}>", node.tag_name().name());
        let acts = |name: &str| name.starts_with("on") || name.contains("href") || name == "style";
        assert!(!node.attributes().any(|attribute| acts(attribute.name())), "{node:?}");
    }
    let texts = document.descendants().filter(|node| node.has_tag_name("text") || node.tag_name().name() == "text");
    let texts: Vec<&str> = texts.filter(roxmltree::Node::is_element).map(|node| node.text().unwrap_or("")).collect();
    let words = scene.shapes.iter().filter_map(|shape| match shape {
        Shape::Text(text) => Some(text.words.as_str()),
        _ => None,
    });
    assert_eq!(texts, words.collect::<Vec<_>>(), "the texts of the picture");
}

fn around(svg: &str, error: &roxmltree::Error) -> String {
    svg.lines().skip((error.pos().row as usize).saturating_sub(2)).take(3).collect::<Vec<_>>().join("\n")
}

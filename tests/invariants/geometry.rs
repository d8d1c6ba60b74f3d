//! Where things are: numbers are numbers, and nothing leaves the picture.

use indicator_widget::scene::{Rect, Scene, Shape};

use crate::metrics::texts;

/// Every number of a picture is one.
pub fn check_finite(scene: &Scene) {
    let rect = |rect: &Rect| [rect.x0, rect.y0, rect.x1, rect.y1].iter().all(|number| number.is_finite());
    assert!(scene.size.width.is_finite() && scene.size.height.is_finite(), "{:?}", scene.size);
    for shape in &scene.shapes {
        let finite = match shape {
            Shape::Rect(area, _) => rect(area),
            Shape::Polygon(points, _) => points.iter().all(|(x, y)| x.is_finite() && y.is_finite()),
            Shape::Text(text) => text.x.is_finite() && text.baseline.is_finite(),
        };
        assert!(finite, "{shape:?}");
    }
    assert!(scene.hits.iter().all(|hit| rect(&hit.area)), "a hit without a place");
}

/// Everything lies within the picture: shapes, hits, and every text with its whole box.
pub fn check_within(scene: &Scene) {
    for shape in &scene.shapes {
        match shape {
            Shape::Rect(rect, _) => check_area("a rectangle", *rect, scene),
            Shape::Polygon(points, _) => {
                points.iter().for_each(|&(x, y)| check_area("a point", Rect { x0: x, y0: y, x1: x, y1: y }, scene));
            }
            Shape::Text(_) => {}
        }
    }
    scene.hits.iter().for_each(|hit| check_area("a hit", hit.area, scene));
    texts(scene).into_iter().for_each(|(text, area)| check_area(&text.words, area, scene));
}

#[track_caller]
fn check_area(what: &str, rect: Rect, scene: &Scene) {
    let Rect { x0, y0, x1, y1 } = rect;
    let (width, height) = (scene.size.width + 0.01, scene.size.height + 0.01);
    let within = x0 >= -0.01 && y0 >= -0.01 && x1 <= width && y1 <= height && x0 <= x1 && y0 <= y1;
    assert!(within, "{what} ({rect}) is not within {} x {}", scene.size.width, scene.size.height);
}

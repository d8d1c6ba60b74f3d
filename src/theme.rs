//! The tokens of the look: sizes in CSS pixels, and colours.
//!
//! Marks have at least 3:1 against the ground and texts 4.5:1 (WCAG 2.2, 1.4.11 and 1.4.3). In the browser the
//! colours are what the style sheet says in that place (dark, forced colours, the host page's own); here are
//! the same values for pictures that are made without a browser.

use crate::scene::{Colour, Font};

/// Every colour a picture uses, by its role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// What stands behind everything; gaps between neighbours are in this colour.
    pub ground: Colour,
    /// Figures and labels.
    pub ink: Colour,
    /// Units, ticks and other quiet texts; hatching.
    pub muted: Colour,
    /// The part of a progress bar that is not reached; gridlines.
    pub track: Colour,
    /// Series in their order; more series than colours begin again. Any two of them differ in lightness where readers
    /// confuse their hues.
    pub series: [Colour; 6],
    /// A change for the better.
    pub better: Colour,
    /// A change for the worse.
    pub worse: Colour,
}

impl Theme {
    /// Dark marks on white.
    pub const LIGHT: Theme = Theme {
        ground: Colour(0xff, 0xff, 0xff),
        ink: Colour(0x16, 0x20, 0x2b),
        muted: Colour(0x56, 0x64, 0x73),
        track: Colour(0xe6, 0xeb, 0xf1),
        series: [
            Colour(0x12, 0x43, 0x6d),
            Colour(0x28, 0xa1, 0x97),
            Colour(0x80, 0x16, 0x50),
            Colour(0xe8, 0x74, 0x2a),
            Colour(0x00, 0x00, 0x00),
            Colour(0x7a, 0x55, 0xb8),
        ],
        better: Colour(0x0b, 0x6b, 0x52),
        worse: Colour(0xa3, 0x27, 0x1c),
    };

    /// Light marks on near-black.
    pub const DARK: Theme = Theme {
        ground: Colour(0x10, 0x16, 0x1d),
        ink: Colour(0xee, 0xf2, 0xf6),
        muted: Colour(0xa5, 0xb2, 0xc0),
        track: Colour(0x25, 0x30, 0x3c),
        series: [
            Colour(0x5a, 0xa9, 0xe6),
            Colour(0xa0, 0xf0, 0xe5),
            Colour(0xd1, 0x62, 0xa5),
            Colour(0x8f, 0x55, 0x22),
            Colour(0xf2, 0xc1, 0x4e),
            Colour(0x7d, 0x55, 0xc7),
        ],
        better: Colour(0x5f, 0xd0, 0xac),
        worse: Colour(0xff, 0x9d, 0x8f),
    };

    /// The colours from 24-bit numbers (`0xrrggbb`) in the order of the fields; `None` unless there are twelve.
    pub fn from_rgb(colours: &[u32]) -> Option<Theme> {
        let mut colours = colours.iter().map(|&rgb| Colour((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8));
        let mut next = || colours.next();
        Some(Theme {
            ground: next()?,
            ink: next()?,
            muted: next()?,
            track: next()?,
            series: [next()?, next()?, next()?, next()?, next()?, next()?],
            better: next()?,
            worse: next()?,
        })
    }

    /// The colour of the series counted from 0.
    pub fn series(&self, index: usize) -> Colour {
        let [first, ..] = self.series;
        self.series.get(index % self.series.len()).copied().unwrap_or(first)
    }
}

/// How far two colours stand apart: 1 for the same, 21 for black and white (WCAG 2.2, contrast ratio).
pub fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    one.max(other) / one.min(other)
}

fn luminance(colour: Colour) -> f64 {
    let linear = |channel: u8| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.04045 {
            return share / 12.92;
        }
        let base = (share + 0.055) / 1.055;
        // base^2.4 by square roots alone (2 + 1/4 + 1/8 + 1/32): half a per cent off at most, and the power
        // function would be the largest part of this module.
        let fourth = base.sqrt().sqrt();
        let eighth = fourth.sqrt();
        base * base * fourth * eighth * eighth.sqrt().sqrt()
    };
    0.2126 * linear(colour.0) + 0.7152 * linear(colour.1) + 0.0722 * linear(colour.2)
}

/// The colour that is `part` (0 to 1) of the way from one to the other.
pub fn mix(from: Colour, to: Colour, part: f64) -> Colour {
    let channel = |from: u8, to: u8| (f64::from(from) + (f64::from(to) - f64::from(from)) * part).round() as u8;
    Colour(channel(from.0, to.0), channel(from.1, to.1), channel(from.2, to.2))
}

/// Labels and data labels.
pub const LABEL: Font = Font { size: 15.0, bold: false };
/// The figure of one bar.
pub const FIGURE: Font = Font { size: 15.0, bold: true };
/// Ticks, legends and remarks.
pub const SMALL: Font = Font { size: 13.0, bold: false };
/// The figure of a picture that has just one.
pub const HEADLINE: Font = Font { size: 40.0, bold: true };

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_wcag() {
        let (black, white) = (Colour(0, 0, 0), Colour(255, 255, 255));
        assert!((contrast(black, white) - 21.0).abs() < 0.01);
        assert!((contrast(white, Colour(0x77, 0x77, 0x77)) - 4.48).abs() < 0.03);
        assert_eq!(contrast(white, white), 1.0);
    }

    #[test]
    fn marks_and_texts_stand_out() {
        for theme in [Theme::LIGHT, Theme::DARK] {
            assert!(theme.series.iter().all(|&colour| contrast(colour, theme.ground) >= 3.0));
            let texts = [theme.ink, theme.muted, theme.better, theme.worse];
            assert!(texts.iter().all(|&colour| contrast(colour, theme.ground) >= 4.5));
        }
    }

    #[test]
    fn highlighted_and_paler_bars_and_qualitative_ranges_have_contrast_enough() {
        for theme in [Theme::LIGHT, Theme::DARK] {
            // A bar within a qualitative range has an outline in the ground's colour.
            assert!(contrast(theme.series(0), theme.ground) >= 4.5);
            // The most intense range stands out; the others are read by their edges and labels.
            assert!(contrast(mix(theme.muted, theme.track, 0.4), theme.ground) >= 2.2);
        }
    }

    #[test]
    fn the_style_sheet_has_the_same_colours() {
        let sheet = include_str!("../www/indicator-widget.css");
        for theme in [Theme::LIGHT, Theme::DARK] {
            let colours = [theme.ground, theme.ink, theme.muted, theme.track].into_iter().chain(theme.series);
            colours.for_each(|colour| assert!(sheet.contains(&colour.to_string()), "{colour}"));
        }
    }

    type Matrix = [[f64; 3]; 3];

    /// Machado, Oliveira and Fernandes (2009), severity 1.0: protanopia, deuteranopia, tritanopia; and none.
    const VISIONS: [Matrix; 4] = [
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    ];

    fn through(matrix: &Matrix, [x, y, z]: [f64; 3]) -> [f64; 3] {
        matrix.map(|row| row[0] * x + row[1] * y + row[2] * z)
    }

    /// How different two colours look (Oklab, 100 is black against white), to those who see through this matrix.
    fn difference(one: Colour, other: Colour, vision: &Matrix) -> f64 {
        const LMS: Matrix = [
            [0.4122214708, 0.5363325363, 0.0514459929],
            [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005],
        ];
        const LAB: Matrix = [
            [0.2104542553, 0.7936177850, -0.0040720468],
            [1.9779984951, -2.4285922050, 0.4505937099],
            [0.0259040371, 0.7827717662, -0.8086757660],
        ];
        let lab = |Colour(red, green, blue): Colour| {
            let linear = [red, green, blue].map(|channel| {
                let share = f64::from(channel) / 255.0;
                if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
            });
            let seen = through(vision, linear).map(|channel| channel.clamp(0.0, 1.0));
            through(&LAB, through(&LMS, seen).map(f64::cbrt))
        };
        let (one, other) = (lab(one), lab(other));
        let squares = one.iter().zip(other).map(|(one, other)| (one - other).powi(2));
        100.0 * squares.sum::<f64>().sqrt()
    }

    #[test]
    fn any_two_series_differ_for_colour_blind_readers() {
        for theme in [Theme::LIGHT, Theme::DARK] {
            let pairs = (0..theme.series.len()).flat_map(|one| (0..one).map(move |other| (other, one)));
            for ((one, other), vision) in pairs.flat_map(|pair| VISIONS.map(|vision| (pair, vision))) {
                // The first and the third colour are given; the second stands between them.
                let least = if (one, other) == (0, 2) { 6.0 } else { 10.0 };
                let (one, other) = (theme.series(one), theme.series(other));
                let difference = difference(one, other, &vision);
                assert!(difference >= least, "{one} and {other} differ by {difference:.1}");
            }
        }
    }

    #[test]
    fn a_figure_can_stand_on_every_series() {
        for theme in [Theme::LIGHT, Theme::DARK] {
            for colour in theme.series {
                let on = contrast(theme.ink, colour).max(contrast(theme.ground, colour));
                assert!(on >= 4.5, "{on:.2} on {colour}");
            }
        }
    }
}

//! The table and the CSV file say the same figures as the model, and the picture says those of the table.

use indicator_widget::describe::{csv, table};
use indicator_widget::model::{
    Document, Indicator, Member, Picture, Quantity, Shape as Data, Stack, Table, is_percent,
};
use indicator_widget::scene::Scene;
use indicator_widget::text::Lang;
use indicator_widget::theme::FIGURE;

use crate::metrics::texts;

/// The table has the numbers of the model in its order, and its cells print them.
pub fn check_table(document: &Document) {
    let words = table(document, usize::MAX);
    let mut expected = Vec::new();
    for group in &document.groups {
        for member in &group.members {
            match member {
                Member::Refused { .. } => expected.push(None),
                Member::Checked(indicator) => {
                    // How the whole of several figures changed has rows of its own.
                    if let Data::Parts { total: None, .. } | Data::Table(_) = &indicator.shape {
                        expected.extend(indicator.changes.iter().map(|_| None));
                    }
                    expected.extend(figures(indicator).into_iter().map(|row| row.value));
                }
            }
        }
        if group.members.is_empty() {
            expected.push(None);
        }
    }
    let is_wide = is_single_table(document);
    let mut numbers = Vec::new();
    for section in &words.sections {
        assert_eq!(section.rows.len(), section.numbers.len());
        for (cells, values) in section.rows.iter().zip(&section.numbers) {
            assert_eq!((cells.len(), values.len()), (words.columns.len(), words.columns.len()), "a cell a column");
            for (cell, value) in cells.iter().zip(values) {
                super::spoken::check_words(cell);
                if let Some(value) = value {
                    check_printed(cell, *value, document.lang);
                }
            }
            match is_wide {
                true => numbers.extend(values.iter().skip(1).copied()),
                false => numbers.push(values[1]),
            }
        }
    }
    // The last digit of a double depends on how a sum was made; and of more than nine decimals none is shown.
    let is_same = |(one, other): (&Option<f64>, &Option<f64>)| match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() <= other.abs() * 1e-9 + 1e-9,
        (one, other) => one == other,
    };
    let expected = match is_wide {
        true => wide(document),
        false => expected.iter().map(|value| value.map(|it| it.value)).collect(),
    };
    assert_eq!(numbers.len(), expected.len(), "the numbers of the table");
    let other = numbers.iter().zip(&expected).find(|pair| !is_same(*pair));
    assert_eq!(other, None, "a number of the table, and what it is to be");
}

/// The file has a row for every figure, with its number as it was written and its category.
pub fn check_csv(document: &Document) {
    let text = csv(document);
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
    let (separator, decimal) = if document.lang == Lang::Vi { (';', ',') } else { (',', '.') };
    let rows = parsed(text, separator);
    let (header, rows) = rows.split_first().expect("a header");
    let names = document.lang.csv_headers();
    let column = |name: &str| header.iter().position(|known| known == name);
    let [_, _, category, _, value, ..] = names;
    let (category, value) = (column(category), column(value));
    let mut expected: Vec<(Option<Quantity>, Option<String>)> = Vec::new();
    for group in &document.groups {
        for member in &group.members {
            match member {
                Member::Refused { .. } => expected.push((None, None)),
                Member::Checked(indicator) => {
                    let figures = figures(indicator).into_iter().filter(|figure| !figure.is_total);
                    expected.extend(figures.map(|figure| (figure.value, figure.category)));
                }
            }
        }
        if group.members.is_empty() {
            expected.push((None, None));
        }
    }
    assert_eq!(rows.len(), expected.len(), "a row a figure");
    for (row, (number, label)) in rows.iter().zip(expected) {
        assert_eq!(row.len(), header.len(), "{row:?}");
        let cell = |column: Option<usize>| column.map_or("", |column| row[column].as_str());
        let label = label.unwrap_or_default();
        assert!(cell(category) == label || cell(category).strip_prefix('\'') == Some(&label), "{row:?} for {label:?}");
        for cell in row {
            let is_number = cell.replace(decimal, ".").parse::<f64>().is_ok();
            assert!(is_number || !cell.trim_start().starts_with(['=', '+', '-', '@', '\t']), "{cell:?} is a formula");
        }
        match number {
            None => assert_eq!(cell(value), "", "a figure that is missing"),
            Some(number) => {
                let read: f64 = cell(value).replace(decimal, ".").parse().expect("a plain number");
                assert!(is_rounded(read, number.value, number.decimals), "{read} for {number:?}");
            }
        }
    }
}

/// What stands at a mark is what the table has for it.
pub fn check_figures(indicator: &Indicator, scene: &Scene, document: &Document) {
    let shown: String = texts(scene).iter().map(|(text, _)| bare(&text.words)).collect();
    // A document of this indicator alone has the wide table.
    let alone = Document { groups: vec![group_of(indicator)], ..document.clone() };
    let rows: Vec<Vec<String>> =
        table(&alone, usize::MAX).sections.into_iter().flat_map(|section| section.rows).collect();
    let decimal = |word: &&str| word.contains(|character: char| character.is_ascii_digit());
    match &indicator.shape {
        Data::Share { value: Some(_), .. } if indicator.picture() == Picture::Progress => {
            for word in rows[0][1].split([' ', '(', ')']).filter(decimal) {
                assert!(shown.contains(&bare(word)), "{word} of the table is not in the picture: {shown}");
            }
        }
        Data::Target { value: Some(_), .. } | Data::Parts { total: Some(_), .. } => {
            let number = |row: &Vec<String>| row[1].split(' ').find(|word| decimal(word)).map(str::to_owned);
            // Bars stand beside each other: their total, the first row, is in no picture but that of its parts.
            let drawn = rows.iter().skip(usize::from(indicator.picture() == Picture::Bars));
            for word in drawn.filter_map(number) {
                let word = word.trim_end_matches(['%', '‰']);
                assert!(shown.contains(&bare(word)), "{word} of the table is not in the picture: {shown}");
            }
        }
        Data::Table(table) if table.stack == Stack::None => {
            let step = if table.series.iter().all(|series| series.targets.is_empty()) { 1 } else { 0 };
            if step == 1 {
                let cells: Vec<&String> = rows.iter().flat_map(|row| row.iter().skip(1)).collect();
                check_cells(&cells, scene);
            }
        }
        _ => {}
    }
}

/// Every figure in the reach of a mark is the cell of the table.
fn check_cells(cells: &[&String], scene: &Scene) {
    assert_eq!(cells.len(), scene.hits.len());
    let count = scene.hits.len();
    let vertical = count > 1 && scene.hits[0].area.y1 > scene.hits[count - 1].area.y0;
    let texts = texts(scene);
    let figures: Vec<_> = texts.iter().filter(|(text, _)| text.font == FIGURE).collect();
    if vertical {
        for (text, area) in figures {
            let middle = (area.x0 + area.x1) / 2.0;
            let at = scene.hits.iter().position(|hit| hit.area.x0 <= middle && middle < hit.area.x1);
            let at = at.expect("a figure at a mark");
            assert_eq!(text.words, *cells[at], "the figure of the mark {at}");
        }
        return;
    }
    for (cell, hit) in cells.iter().zip(&scene.hits) {
        let within = texts.iter().filter(|(text, area)| {
            let middle = text.baseline - text.font.size / 2.0;
            hit.area.y0 - 0.5 <= middle && middle <= hit.area.y1 + 0.5 && area.x1 >= hit.area.x0
        });
        let shown: String = within.map(|(text, _)| bare(&text.words)).collect();
        assert!(shown.contains(&bare(cell)), "{cell:?} of the table is not at its mark: {shown:?}");
    }
}

/// One figure of an indicator.
struct Figure {
    value: Option<Quantity>,
    category: Option<String>,
    is_total: bool,
}

/// The figures of an indicator in the order of the rows of table and file.
fn figures(indicator: &Indicator) -> Vec<Figure> {
    let one = |value: Option<Quantity>| Figure { value, category: None, is_total: false };
    let mut figures = Vec::new();
    match &indicator.shape {
        Data::Value(value) | Data::Share { value, .. } | Data::Target { value, .. } => figures.push(one(*value)),
        Data::Changes => figures.push(one(None)),
        Data::Parts { parts, total } => {
            figures.extend(total.map(|total| Figure { is_total: true, ..one(Some(total)) }));
            figures.extend(parts.iter().map(|part| Figure { category: Some(part.label.clone()), ..one(part.value) }));
        }
        Data::Table(table) => {
            for (index, category) in table.categories.iter().enumerate() {
                for series in &table.series {
                    figures.push(Figure { category: Some(category.label.clone()), ..one(series.values[index]) });
                }
                let sum = |value: f64| Some(Quantity { value, decimals: 9 });
                let sums = has_sums(table).then(|| one(sum_of(table, index).and_then(sum)));
                figures.extend(sums.map(|sum| Figure { is_total: true, ..sum }));
            }
        }
    }
    figures
}

fn is_single_table(document: &Document) -> bool {
    let mut members = document.groups.iter().map(|group| group.members.as_slice());
    let (Some([Member::Checked(only)]), None) = (members.next(), members.next()) else { return false };
    matches!(only.shape, Data::Table(_))
}

/// What the figures of a category add up to, if all of them are known.
fn sum_of(table: &Table, category: usize) -> Option<f64> {
    table.series.iter().map(|series| series.values[category].map(|it| it.value)).sum()
}

/// Whether bars print what their parts add up to.
fn has_sums(table: &Table) -> bool {
    let any_known = (0..table.categories.len()).any(|category| sum_of(table, category).is_some());
    table.stack == Stack::Amounts && table.series.len() > 1 && any_known
}

/// The numbers of a table of categories by series, with the shares of their bars, the targets and the sums beside them.
fn wide(document: &Document) -> Vec<Option<f64>> {
    let mut numbers = Vec::new();
    for indicator in document.indicators() {
        let Data::Table(table) = &indicator.shape else { continue };
        let are_shares = table.stack == Stack::Percent && table.series.len() > 1 && indicator.qualifier.is_none();
        let are_shares = are_shares && !is_percent(indicator.unit.as_deref());
        let whole = |index: usize| sum_of(table, index).filter(|&whole| are_shares && whole > 0.0);
        let has_shares = (0..table.categories.len()).any(|index| whole(index).is_some());
        for index in 0..table.categories.len() {
            for series in &table.series {
                let value = series.values[index].map(|value| value.value);
                numbers.push(value);
                if has_shares {
                    numbers.push(value.zip(whole(index)).map(|(value, whole)| 100.0 * value / whole));
                }
                numbers.extend(series.targets.get(index).map(|target| target.map(|target| target.value)));
            }
            numbers.extend(has_sums(table).then(|| sum_of(table, index)));
        }
    }
    numbers
}

fn group_of(indicator: &Indicator) -> indicator_widget::model::Group {
    let members = vec![Member::Checked(Box::new(indicator.clone()))];
    indicator_widget::model::Group { id: None, title: None, note: None, status: Default::default(), members }
}

/// The first number that a cell prints is the value, rounded to the decimals that are shown.
fn check_printed(cell: &str, value: f64, lang: Lang) {
    let (decimal, thousands) = lang.words().marks();
    let from =
        cell.find(|character: char| character.is_ascii_digit()).unwrap_or_else(|| panic!("{cell:?} for {value}"));
    let printed: String = cell[from..]
        .chars()
        .take_while(|&character| character.is_ascii_digit() || character == decimal || character == thousands)
        .filter(|&character| character != thousands)
        .map(|character| if character == decimal { '.' } else { character })
        .collect();
    let printed = printed.trim_end_matches('.');
    let decimals = printed.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let size: f64 = printed.parse().unwrap_or_else(|_| panic!("{cell:?} for {value}"));
    let read = if cell[..from].ends_with('\u{2212}') { -size } else { size };
    assert!(is_rounded(read, value, decimals as u8), "{cell:?} for {value}");
}

/// Whether one is the other with so many decimals.
fn is_rounded(read: f64, value: f64, decimals: u8) -> bool {
    let half = 0.5 / 10f64.powi(i32::from(decimals));
    (read - value).abs() <= half * 1.000_001 + value.abs() * 1e-15
}

/// The cells of a CSV file (RFC 4180).
fn parsed(text: &str, separator: char) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => cell.extend(characters.next()),
            '"' => quoted = !quoted,
            _ if quoted => cell.push(character),
            _ if character == separator => row.push(std::mem::take(&mut cell)),
            '\r' if characters.peek() == Some(&'\n') => {
                characters.next();
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.push(character),
        }
    }
    assert!(!quoted && row.is_empty() && cell.is_empty(), "the last line ends");
    rows
}

fn bare(words: &str) -> String {
    words.split(char::is_whitespace).collect()
}

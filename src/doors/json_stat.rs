//! JSON-stat 1.x and 2.0 (json-stat.org), as statistics offices really publish it.

use super::cube::{Category, Cell, Cube, Dimension, Kind, short_unit, tidy};
use super::names::is_named;
use super::period::day;
use super::set;
use super::sheet::Sheet;
use super::{Options, Problem, cells, check_cells, slice};
use crate::complaint::Finding;
use crate::model::{Status, sorted};
use crate::text::Lang;
use crate::wire::Value;
use std::collections::BTreeSet;

/// Whether it is a data set, also one without figures.
pub fn is_dataset(value: &Value) -> bool {
    let Some(dimension @ Value::Object(_)) = value.get("dimension") else { return false };
    ["value", "measure", "id", "size"].iter().any(|name| value.get(name).is_some()) || dimension.get("id").is_some()
}

/// One sheet for each data set of a file that has figures.
pub fn sheets(value: &Value, options: &Options, lang: Lang) -> Result<Vec<Sheet>, Problem> {
    let none = |path: &str| (Finding::NoFigures("JSON-stat"), path.to_owned());
    if is_dataset(value) {
        return Ok(vec![slice::sheet(&cube(value, "$")?, options, None, lang)?]);
    }
    // Version 1 is an object of data sets, whatever their names.
    let Value::Object(fields) = value else { return Err(none("$")) };
    let own = fields.iter().map(|(name, set)| (format!("$.{name}"), set));
    // A collection may hold its data sets whole in place of links to them.
    let listed = match value.get("link").and_then(|link| link.get("item")) {
        Some(Value::List(entries)) => entries.as_slice(),
        _ => &[],
    };
    let listed = listed.iter().enumerate().map(|(index, set)| (format!("$.link.item[{index}]"), set));
    let mut sheets = Vec::new();
    let mut first = None;
    for (path, set) in own.chain(listed).filter(|(_, set)| is_dataset(set)) {
        match cube(set, &path).and_then(|cube| slice::sheet(&cube, options, None, lang)) {
            Ok(sheet) => sheets.push(sheet),
            Err(problem) => first = first.or(Some(problem)),
        }
    }
    match (sheets.is_empty(), first) {
        // Of several data sets one may be wrong: the others are shown, and it is said.
        (true, problem) => Err(problem.unwrap_or_else(|| none("$"))),
        (false, problem) => {
            if let Some(sheet) = sheets.first_mut() {
                sheet.warnings.extend(problem);
            }
            Ok(sheets)
        }
    }
}

fn cube(set: &Value, path: &str) -> Result<Cube, Problem> {
    let dimension = set.get("dimension").unwrap_or(&Value::Null);
    let own = |name: &str| set.get(name).or_else(|| dimension.get(name));
    let Some(Value::List(ids)) = own("id") else {
        return Err((Finding::MissingField("id"), format!("{path}.id")));
    };
    let sizes = match own("size") {
        // Some files name more dimensions than they give sizes; the categories say it too.
        Some(Value::List(sizes)) if sizes.len() == ids.len() => sizes.as_slice(),
        _ => &[],
    };
    let role = own("role");
    let roles = Map::of(role);
    let (time, metric) = (roles.list("time"), roles.list("metric"));
    let sources = Map::of(Some(dimension));
    let mut dimensions = Vec::new();
    let (mut count, at) = (1u64, format!("{path}.size"));
    for (index, id) in ids.iter().enumerate() {
        let Value::Text(id) = id else { return Err((Finding::NotAText, format!("{path}.id[{index}]"))) };
        let source =
            sources.get(id).ok_or_else(|| (Finding::MissingField("dimension"), format!("{path}.dimension.{id}")))?;
        let mut read = read_dimension(id, source);
        if time.contains(id.as_str()) {
            read.kind = Kind::Time;
        } else if metric.contains(id.as_str()) {
            read.kind = Kind::Metric;
        }
        let found = read.categories.len();
        let expected = sizes.get(index).and_then(whole_number).unwrap_or(found as u64);
        if expected != found as u64 {
            let expected = usize::try_from(expected).unwrap_or(usize::MAX);
            return Err((Finding::LengthsDiffer { expected, found }, format!("{path}.dimension.{id}")));
        }
        count = count.saturating_mul(expected);
        check_cells(count, &at)?;
        dimensions.push(read);
    }
    if count == 0 {
        return Err((Finding::NoFigures("JSON-stat"), format!("{path}.size")));
    }
    let cells = read_cells(set, count, path)?;
    if !cells.iter().any(|cell| cell.value != Value::Null) {
        return Err((Finding::NoFigures("JSON-stat"), format!("{path}.value")));
    }
    let mut cube = Cube {
        title: words(set.get("label")),
        note: words(set.get("note")),
        source: words(set.get("source")),
        updated: words(set.get("updated")).and_then(|updated| day(&updated)),
        dimensions,
        cells,
        path: path.to_owned(),
        of_rows: false,
    };
    cube.infer();
    Ok(cube)
}

/// A text, or several; spaces tidied.
fn words(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::Text(text) => tidy(text),
        Value::List(texts) => texts.iter().filter_map(|text| words(Some(text))).collect::<Vec<_>>().join(" "),
        _ => return None,
    };
    Some(text).filter(|text| !text.is_empty())
}

/// A count; some servers put it in quotes.
fn whole_number(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) if *number >= 0.0 && number.trunc() == *number && *number < 1e15 => Some(*number as u64),
        Value::Text(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn read_dimension(id: &str, source: &Value) -> Dimension {
    let category = source.get("category").unwrap_or(&Value::Null);
    let labels = category.get("label");
    let codes: Vec<String> = match (category.get("index"), labels) {
        (Some(Value::List(codes)), _) => codes.iter().filter_map(code).collect(),
        (Some(Value::Object(places)), _) => {
            let place = |index: usize| places.get(index).and_then(|(_, place)| whole_number(place));
            let order = sorted(places.len(), &|one, other| place(one).cmp(&place(other)));
            order.iter().filter_map(|&index| places.get(index)).map(|(code, _)| code.clone()).collect()
        }
        (_, Some(Value::Object(labels))) => labels.iter().map(|(code, _)| code.clone()).collect(),
        _ => Vec::new(),
    };
    let labels = Map::of(labels);
    let units = Map::of(category.get("unit"));
    let children = Map::of(category.get("child"));
    let mut categories: Vec<Category> = codes
        .iter()
        .map(|code| {
            let unit = units.get(code);
            let label = words(labels.get(code)).or_else(|| legacy(unit?).then(|| words(unit?.get("label")))?);
            let mut category = Category::new(code, label.as_deref().unwrap_or(code));
            category.unit = unit.and_then(unit_words).as_deref().map(short_unit);
            category.decimals =
                unit.and_then(|unit| whole_number(unit.get("decimals")?)).map(|decimals| decimals.min(9) as u8);
            category.aggregate = matches!(children.get(code), Some(Value::List(parts)) if !parts.is_empty());
            category
        })
        .collect();
    // What has parts and is no part itself stands for all, if nothing else does so.
    let children_of_any = children.texts();
    let roots: Vec<usize> = (0..categories.len())
        .filter(|&index| codes.get(index).is_some_and(|code| !children_of_any.contains(code.as_str())))
        .collect();
    // T beside M and F are the sexes, whatever language their names are in.
    let coded = |code: &str| codes.iter().position(|own| own == code);
    let both = coded("M").and(coded("F")).and(coded("T"));
    let root = match roots.as_slice() {
        [root] => Some(*root).filter(|&root| categories.get(root).is_some_and(|category| category.aggregate)),
        _ => None,
    };
    if !categories.iter().any(|category| category.total)
        && let Some(category) = root.or(both).and_then(|total| categories.get_mut(total))
    {
        category.total = true;
    }
    // Eurostat's dimension of units says what each category is counted in.
    let of_units = is_named(id, &["unit", "unit_measure"]) && category.get("unit").is_none();
    for category in categories.iter_mut().filter(|_| of_units) {
        category.unit = Some(short_unit(&category.label));
    }
    let metric = of_units || category.get("unit").is_some() || id == "ContentsCode";
    let kind = if metric { Kind::Metric } else { Kind::Plain };
    let label = words(source.get("label")).unwrap_or_else(|| id.to_owned());
    Dimension { id: id.to_owned(), label, kind, categories }
}

fn code(value: &Value) -> Option<String> {
    match value {
        Value::Text(code) => Some(code.clone()),
        Value::Number(number) => Some(cells::name_of_number(*number)),
        _ => None,
    }
}

/// The fields of an object in the order of their names: a hundred thousand labels are looked up in it.
struct Map<'a> {
    fields: &'a [(String, Value)],
    order: Vec<usize>,
}

impl<'a> Map<'a> {
    fn of(value: Option<&'a Value>) -> Map<'a> {
        let fields = match value {
            Some(Value::Object(fields)) => fields.as_slice(),
            _ => &[],
        };
        let name = |index: usize| fields.get(index).map(|(name, _)| name);
        Map { fields, order: sorted(fields.len(), &|one, other| name(one).cmp(&name(other))) }
    }

    fn get(&self, name: &str) -> Option<&'a Value> {
        let named = |index: &usize| self.fields.get(*index).map_or("", |(name, _)| name).cmp(name);
        let index = self.order.binary_search_by(named).ok()?;
        self.fields.get(*self.order.get(index)?).map(|(_, value)| value)
    }

    /// The texts in the list that a field is.
    fn list(&self, name: &str) -> BTreeSet<&'a str> {
        set(self.get(name).into_iter().flat_map(texts))
    }

    /// All texts in the lists that the fields are.
    fn texts(&self) -> BTreeSet<&'a str> {
        set(self.fields.iter().flat_map(|(_, list)| texts(list)))
    }
}

fn texts(list: &Value) -> impl Iterator<Item = &str> {
    let list = if let Value::List(list) = list { list.as_slice() } else { &[] };
    list.iter().filter_map(|entry| if let Value::Text(text) = entry { Some(text.as_str()) } else { None })
}

/// Units of version 1: there `label` names what is counted, and `base` is the unit.
fn legacy(unit: &Value) -> bool {
    unit.get("type").is_some() || unit.get("multiplier").is_some()
}

/// "million $", "%", "thousands of persons": our units stand behind the figure.
fn unit_words(unit: &Value) -> Option<String> {
    if let Value::Text(_) = unit {
        return words(Some(unit));
    }
    if legacy(unit) {
        let multiplier = match unit.get("multiplier") {
            Some(Value::Number(number)) => Some(cells::name_of_number(*number)),
            other => words(other),
        };
        let multiplier = multiplier.and_then(cells::power);
        // Version 2 may have both a multiplier and a symbol; there the label is the unit.
        let own =
            || words(unit.get("symbol")).or_else(|| words(unit.get("label")).filter(|_| unit.get("type").is_none()));
        let base = words(unit.get("base")).or_else(|| words(unit.get("unit"))).or_else(own);
        return Some([multiplier, base].into_iter().flatten().collect::<Vec<_>>().join(" "))
            .filter(|unit| !unit.is_empty());
    }
    let label = words(unit.get("label")).or_else(|| words(unit.get("base")));
    let symbol = words(unit.get("symbol")).filter(|symbol| Some(symbol) != label.as_ref());
    Some([label, symbol].into_iter().flatten().collect::<Vec<_>>().join(" ")).filter(|unit| !unit.is_empty())
}

fn read_cells(set: &Value, count: u64, path: &str) -> Result<Vec<Cell>, Problem> {
    let figure = |place: u64, value: &Value, at: &dyn Fn() -> String| match cells::figure(value) {
        Some(value) => Ok(Cell { place, value, status: Status::Reported }),
        None => Err((cells::no_figure(value), at())),
    };
    let differ = |found: usize| {
        let expected = usize::try_from(count).unwrap_or(usize::MAX);
        (Finding::LengthsDiffer { expected, found }, format!("{path}.value"))
    };
    let mut read = Vec::new();
    match set.get("value") {
        Some(Value::List(values)) if !values.is_empty() => {
            if values.len() as u64 != count {
                return Err(differ(values.len()));
            }
            for (place, value) in (0u64..).zip(values) {
                read.push(figure(place, value, &|| format!("{path}.value[{place}]"))?);
            }
        }
        Some(Value::Object(values)) => {
            for (key, value) in values {
                let at = || format!("{path}.value[{}]", Value::quoted(key));
                let place = key.trim().parse::<u64>().ok().filter(|place| *place < count);
                let place = place.ok_or_else(|| (Finding::OutOfRange { low: 0, high: count as i64 - 1 }, at()))?;
                read.push(figure(place, value, &at)?);
            }
            // A figure that is missing may say why.
            if let Some(Value::Object(statuses)) = set.get("status") {
                let given = super::set(values.iter().map(|(key, _)| key.trim()));
                let others = statuses.iter().map(|(key, _)| key.trim()).filter(|key| !given.contains(key));
                let places = others.filter_map(|key| key.parse().ok()).filter(|place| *place < count);
                read.extend(places.map(|place| Cell { place, value: Value::Null, status: Status::Reported }));
            }
            let order = sorted(read.len(), &|one, other| {
                read.get(one).map(|cell| cell.place).cmp(&read.get(other).map(|cell| cell.place))
            });
            read = order.iter().filter_map(|&index| read.get(index).cloned()).collect();
        }
        _ => return Err((Finding::NoFigures("JSON-stat"), format!("{path}.value"))),
    }
    mark(&mut read, set.get("status"));
    Ok(read)
}

/// The status of each cell: one for all, a list (of one, or of all), or an object of those that have one.
fn mark(read: &mut [Cell], statuses: Option<&Value>) {
    let of = |value: &Value| match value {
        Value::Text(written) => cells::status(written),
        _ => Status::Reported,
    };
    match statuses {
        Some(all @ Value::Text(_)) => read.iter_mut().for_each(|cell| cell.status = of(all)),
        Some(Value::List(list)) => match list.as_slice() {
            [all] => read.iter_mut().for_each(|cell| cell.status = of(all)),
            list => {
                for cell in read {
                    let own = usize::try_from(cell.place).ok().and_then(|place| list.get(place));
                    cell.status = own.map(of).unwrap_or_default();
                }
            }
        },
        Some(Value::Object(entries)) => {
            for (key, value) in entries {
                let place = key.trim().parse::<u64>().ok();
                let index = place.and_then(|place| read.binary_search_by(|cell| cell.place.cmp(&place)).ok());
                if let Some(cell) = index.and_then(|index| read.get_mut(index)) {
                    cell.status = of(value);
                }
            }
        }
        _ => {}
    }
}

//! What a reader of a spreadsheet sees and a program does not: a name that stands once for the rows below it, and a row
//! that is but a heading of those.

use super::column::{distinct, words};
use super::cube::{Category, measures, unit_in};
use super::names::{PLACES, TITLE, is_named};
use super::outline::Numbering;
use super::period::period;
use super::roles::Roles;
use super::rows::{Column, Table};
use super::{begins, cells, lowercase, set};
use crate::text::Lang;
use crate::wire::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What stands before rows that are some of the one above, and before those that are all of it.
const SOME: [&str; 7] = ["trong đó", "tr.đó", "tr. đó", "trong tổng số", "of which", "in which", "including"];
const ALL: [&str; 3] = ["chia ra", "bao gồm", "gồm"];
/// What begins a heading of rows, where it has no figure: "Phân theo loại hình".
const BY: [&str; 2] = ["phân theo ", "chia theo "];

/// Writes out the names of a table that are to be understood from the rows above.
pub fn complete(table: &mut Table, roles: &mut Roles, lang: Lang) {
    take_headings(table, roles);
    take_blocks(table, roles, lang);
    take_sections(table, roles);
    take_total(table, roles);
    fill_down(table, roles);
    name_by_place(table, roles);
}

/// Takes rows away that say but "Trong đó:" or "Chia ra:", and so are no figures that are missing. What is some of the
/// whole says so in the name of its first row.
fn take_headings(table: &mut Table, roles: &Roles) {
    let rows = table.rows();
    let mut kept = Vec::new();
    let mut above: Option<(usize, String)> = None;
    for row in 0..rows {
        if let Some(heading) = heading(table, roles, row) {
            above = Some(heading).filter(|(_, name)| begins(name, &SOME));
            continue;
        }
        kept.push(row);
        if let Some((column, heading)) = above.take()
            && let Some(cell) = table.columns.get_mut(column).and_then(|column| column.values.get_mut(row))
            && let Some(name) = words(cell).filter(|name| !begins(name, &SOME))
        {
            *cell = Value::Text(format!("{}: {name}", heading.trim_end_matches([':', ' '])));
        }
    }
    keep(table, kept);
}

/// Leaves only those rows, which are in order.
fn keep(table: &mut Table, kept: Vec<usize>) {
    if table.columns.first().is_none_or(|column| column.values.len() == kept.len()) {
        return;
    }
    for column in &mut table.columns {
        for (place, &row) in kept.iter().enumerate() {
            column.values.swap(place, row);
            if row < column.marks.len() {
                column.marks.swap(place, row);
            }
        }
        column.values.truncate(kept.len());
    }
    let path = std::mem::replace(&mut table.path, Box::new(|_, _| String::new()));
    table.path = Box::new(move |column, row| path(column, kept.get(row).copied().unwrap_or(row)));
}

/// "Năm 2020", and below it rows that stand once more below "Năm 2021": what stands alone in its row is a heading where
/// the names below several such are the same. It becomes a column of its own; what stands above the table is the first.
fn take_blocks(table: &mut Table, roles: &mut Roles, lang: Lang) {
    let &[names] = roles.labels.as_slice() else { return };
    let Some(column) = table.columns.get(names) else { return };
    let blank = |row: usize| {
        let mut others = table.columns.iter().enumerate().filter(|(index, _)| *index != names);
        others.all(|(_, column)| column.values.get(row).is_none_or(|value| words(value).is_none()))
    };
    let mut above = table.title.clone().map(Value::Text);
    let (mut kept, mut blocks, mut headings) = (Vec::new(), Vec::new(), 0u32);
    for (row, value) in column.values.iter().enumerate() {
        if words(value).is_some() && blank(row) {
            above = Some(value.clone());
            headings = headings.saturating_add(1);
        } else {
            let Some(above) = &above else { return };
            kept.push(row);
            blocks.push(above.clone());
        }
    }
    let own = || kept.iter().map(|&row| column.values.get(row).and_then(words));
    let both = own().zip(blocks.iter().map(words));
    if headings == 0 || set(own()).len() == kept.len() || set(both).len() < kept.len() {
        return;
    }
    if blocks.first().and_then(Value::as_text) == table.title.as_deref() {
        table.title = None;
    }
    keep(table, kept);
    let dated = blocks.iter().filter_map(words).all(|block| period(&block).is_some());
    let unit =
        |block: &Value| words(block).map(|it| unit_in(&it).map_or(it, |(_, unit)| unit)).filter(|it| measures(it));
    if dated && roles.time.is_none() {
        roles.time = Some(table.columns.len());
    } else if let (Some(units), None) = (blocks.iter().map(unit).collect::<Option<Vec<_>>>(), roles.unit) {
        blocks = units.into_iter().map(Value::Text).collect();
        roles.unit = Some(table.columns.len());
    } else {
        roles.labels.push(table.columns.len());
    }
    let name = if lang == Lang::Vi { "Phần" } else { "Part" };
    table.columns.push(Column { name: name.to_owned(), values: blocks, ..Column::default() });
}

/// "I. Thu", "II. Chi": takes rows away that name what the rows below them are, which are numbered in another way, where
/// none of their kind has a figure.
fn take_sections(table: &mut Table, roles: &Roles) {
    let rows = table.rows();
    let numberings = Numbering::of_rows(table, roles);
    let numbering = |row: usize| numberings.get(row).copied().flatten();
    let is_blank = |row: usize| {
        let mut figures = roles.values.iter().filter_map(|index| table.columns.get(*index));
        figures.all(|column| column.values.get(row).is_none_or(|value| words(value).is_none()))
    };
    let is_empty = |kind: Numbering| (0..rows).all(|row| numbering(row) != Some(kind) || is_blank(row));
    let sections = [Numbering::Roman, Numbering::Letters].map(|kind| is_empty(kind).then_some(kind));
    let is_section = |row: usize| {
        let own = numbering(row);
        let next = row.saturating_add(1);
        own.is_some() && sections.contains(&own) && next < rows && numbering(next) != own
    };
    let kept: Vec<usize> = (0..rows).filter(|&row| !is_section(row)).collect();
    // Where all that is left has no figures, they are none of anything.
    if kept.iter().any(|&row| !is_blank(row)) {
        keep(table, kept);
    }
}

/// The column of a name that is but a heading, and that: all else in the row is empty, or no name.
fn heading(table: &Table, roles: &Roles, row: usize) -> Option<(usize, String)> {
    let mut found = None;
    for (index, column) in table.columns.iter().enumerate() {
        let value = column.values.get(row)?;
        if roles.values.contains(&index) {
            cells::figure(value).filter(|figure| *figure == Value::Null)?;
        } else if roles.labels.contains(&index) || roles.time == Some(index) || roles.series == Some(index) {
            match words(value) {
                Some(name) if found.is_none() && (is_heading(&name) || begins(&name, &BY)) => {
                    found = Some((index, name))
                }
                Some(_) => return None,
                None => {}
            }
        }
    }
    found
}

/// Whether a name is such words alone, in one language or two: "Trong đó: / Of which:".
fn is_heading(name: &str) -> bool {
    let lower = lowercase(name);
    let mut parts = lower.split([':', '/', '-', '–']).map(str::trim).filter(|part| !part.is_empty()).peekable();
    parts.peek().is_some() && parts.all(|part| SOME.contains(&part) || ALL.contains(&part))
}

/// "Tổng cộng" is the name of its row in all columns of names that are blank behind it: merged with theirs, its cell may
/// begin where rows are numbered.
fn take_total(table: &mut Table, roles: &Roles) {
    let is_total = |name: &String| Category::new("", name).total;
    for label in (0..table.columns.len()).filter(|index| roles.labels.contains(index)) {
        for row in 0..table.rows() {
            let cell = |column: &Column| words(column.values.get(row)?);
            if table.columns.get(label).and_then(cell).is_some() {
                continue;
            }
            let total = table.columns.iter().take(label).filter_map(cell).find(is_total);
            if let Some(total) = total
                && let Some(cell) = table.columns.get_mut(label).and_then(|column| column.values.get_mut(row))
            {
                *cell = Value::Text(total);
            }
        }
    }
}

/// Fills merged cells: the first column of names, where it begins with one and leaves some blank, if no two rows are the
/// same then. In other columns, and in rows that would be, a blank stands for all.
fn fill_down(table: &mut Table, roles: &Roles) {
    let keys: Vec<usize> = roles.labels.iter().copied().chain(roles.time).chain(roles.series).collect();
    let Some(&place) = keys.iter().min() else { return };
    let Some(first) = table.columns.get(place) else { return };
    let mut above = None;
    let filled = first.values.iter().map(|value| {
        above = words(value).map(|_| value.clone()).or_else(|| above.take());
        above.clone().unwrap_or(Value::Null)
    });
    let filled: Vec<Value> = filled.collect();
    if filled.first().is_none_or(|value| words(value).is_none()) || filled == first.values {
        return;
    }
    let filled = Column { values: filled, ..Column::default() };
    let others = keys.iter().filter(|key| **key != place).filter_map(|key| table.columns.get(*key));
    let rows = table.rows();
    if distinct(&others.chain([&filled]).collect::<Vec<_>>(), rows) == rows
        && let Some(column) = table.columns.get_mut(place)
    {
        column.values = filled.values;
    }
}

/// "Phú Sơn" in two districts: what is called the same, at the same time, is told apart by a column of places. Of few
/// names, as of men and women in each district, all are the same everywhere.
fn name_by_place(table: &mut Table, roles: &mut Roles) {
    let is_place = |index: &&usize| table.columns.get(**index).is_some_and(|column| is_named(&column.name, &PLACES));
    let Some(&names) = roles.labels.iter().find(|index| !is_place(index)) else { return };
    let Some(own) = table.columns.get(names).filter(|_| roles.series.is_none()) else { return };
    let rows = table.rows();
    let time = roles.time.and_then(|time| table.columns.get(time));
    let count = |columns: &[&Column]| distinct(&columns.iter().copied().chain(time).collect::<Vec<_>>(), rows);
    let few = count(&[own]);
    let tells = |place: &&Column| {
        let is_many = few.saturating_mul(2) > rows || count(&[*place]) == rows;
        few < rows && is_many && count(&[own, *place]) == rows
    };
    let mut places = roles.labels.iter().filter(is_place).filter_map(|index| table.columns.get(*index));
    let Some(place) = places.find(tells) else { return };
    let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (name, place) in own.values.iter().zip(&place.values) {
        known.entry(words(name).unwrap_or_default()).or_default().insert(words(place).unwrap_or_default());
    }
    let named = own.values.iter().zip(&place.values).map(|(name, place)| {
        let own = words(name)?;
        let place = words(place).filter(|_| known.get(&own).is_some_and(|places| places.len() > 1))?;
        Some(Value::Text(format!("{own} ({place})")))
    });
    let named: Vec<Option<Value>> = named.collect();
    roles.labels.retain(|label| *label != names);
    roles.labels.insert(0, names);
    if let Some(column) = table.columns.get_mut(names) {
        for (cell, named) in column.values.iter_mut().zip(named) {
            if let Some(named) = named {
                *cell = named;
            }
        }
    }
}

/// How often each name is there.
fn counts(names: &[String]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for name in names {
        let count = counts.entry(name.as_str()).or_insert(0usize);
        *count = count.saturating_add(1);
    }
    counts
}

/// "Lao động", "Trong đó: Nữ", "Cán bộ", "Trong đó: Nữ": what is there twice is of the last row above that is not, where
/// rows name what is counted, or say that they are parts.
pub fn name_by_row_above(table: &mut Table, roles: &Roles) {
    let ([only], None, None) = (roles.labels.as_slice(), roles.time, roles.series) else { return };
    let Some(column) = table.columns.get_mut(*only) else { return };
    let names: Vec<String> = column.values.iter().map(|value| words(value).unwrap_or_default()).collect();
    let counts = counts(&names);
    let is_twice = |name: &str| counts.get(name).is_some_and(|count| *count > 1);
    let is_part = |name: &str| begins(name, &SOME) || begins(name, &ALL) || name.starts_with(['-', '+']);
    let all_parts = || names.iter().filter(|name| is_twice(name)).all(|name| is_part(name));
    if !names.iter().any(|name| is_twice(name)) || !is_named(&column.name, &TITLE) && !all_parts() {
        return;
    }
    let mut above = None;
    let named = names.iter().map(|name| {
        if is_twice(name) {
            return above.map(|above| format!("{above} – {}", name.trim_start_matches(['-', '+', ' '])));
        }
        above = Some(name);
        Some(name.clone())
    });
    let Some(named) = named.collect::<Option<Vec<String>>>() else { return };
    if set(named.iter()).len() == named.len() {
        column.values = named.into_iter().map(Value::Text).collect();
    }
}

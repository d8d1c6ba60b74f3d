//! Which column names the bars, which holds figures, and what the others are.

use super::choice::{pairs, same, unknown};
use super::codes::{is_code, is_remark, is_year_of_event};
use super::column::{
    distinct, is_month_or_quarter, is_numeric, is_short_code, is_status, is_time, is_words, lacks_figures, words,
};
use super::cube::measures;
use super::names::{DAYS, FIGURE, KINDS, LABEL, PEOPLE, TIME, TITLE, UNIT, UNIT_OR_OFFICE, is_male, is_named, is_rank};
use super::period::period;
use super::rows::{Column, Table};
use super::units::is_multiplier;
use super::{Options, Problem, begins};
use crate::wire::Value;
use std::collections::BTreeSet;

/// So many columns are tried, each in all rows.
const FEW: usize = 8;
/// Where something is, in two columns beside each other.
const PLACES: [[&str; 2]; 4] = [["x", "y"], ["y", "x"], ["lat", "long"], ["long", "lat"]];

/// Which column is what, by its place.
#[derive(Default)]
pub struct Roles {
    /// Names the bars, or breaks them down.
    pub labels: Vec<usize>,
    /// Words that tell no rows apart, and so say something of single figures.
    pub remarks: Vec<usize>,
    /// Holds figures.
    pub values: Vec<usize>,
    /// When they were counted.
    pub time: Option<usize>,
    /// Those of the labels that are months or days of it.
    pub parts: Vec<usize>,
    /// In what.
    pub unit: Option<usize>,
    /// How sure they are: of all figures, or of those of the column before.
    pub statuses: Vec<usize>,
    /// Stands side by side.
    pub series: Option<usize>,
}

/// Gives each column its role: as the page says, else by its name and what is in it.
///
/// # Errors
/// Where the page names a column or a role that is none.
pub fn roles(table: &Table, options: &Options) -> Result<Roles, Problem> {
    let roles = asked(table, &options.columns)?;
    let lists = [&roles.values, &roles.labels, &roles.statuses].into_iter().flatten().copied();
    let given = lists.chain([roles.time, roles.unit, roles.series].into_iter().flatten()).collect();
    let is_free = |role: &str| !pairs(&options.columns).any(|(name, _)| name == role);
    let (free_labels, free_values) = (is_free("label"), is_free("value"));
    let mut choice = Choice { table, given, free_labels, free_values, roles };
    choice.take_time();
    choice.take_columns();
    if free_labels {
        choice.leave_figures_in_words();
        choice.leave_codes_beside_names();
    }
    if free_values && choice.roles.values.len() > 1 {
        choice.leave_kinds();
    }
    if free_values {
        choice.leave_ranks_and_places();
    }
    if free_labels {
        choice.take_codes();
        choice.take_remarks();
    }
    choice.take_numbers();
    Ok(choice.roles)
}

/// What the page says of columns.
fn asked(table: &Table, columns: &str) -> Result<Roles, Problem> {
    let mut roles = Roles::default();
    let names = table.columns.iter().map(|column| column.name.as_str());
    let find = |name: &str| {
        // The percent sign of all its cells may have been taken into the name of a column.
        let taken = [name, " (%)"].concat();
        let place = |name: &str| names.clone().position(|own| same(own, name));
        place(name).or_else(|| place(&taken)).ok_or_else(|| unknown(name, "columns", names.clone()))
    };
    for (role, list) in pairs(columns) {
        let known = ["label", "value", "year", "unit", "status", "series"];
        if !known.contains(&role) {
            return Err(unknown(role, "columns", known.into_iter()));
        }
        for name in list.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            let column = find(name)?;
            match role {
                "label" => roles.labels.push(column),
                "value" => roles.values.push(column),
                "year" => roles.time = Some(column),
                "unit" => roles.unit = Some(column),
                "status" => roles.statuses.push(column),
                _ => roles.series = Some(column),
            }
        }
    }
    Ok(roles)
}

/// The roles while they are given.
struct Choice<'a> {
    table: &'a Table,
    /// The columns whose roles the page says.
    given: BTreeSet<usize>,
    /// Whether the page says nothing of what names the bars,
    free_labels: bool,
    /// and nothing of what holds figures.
    free_values: bool,
    roles: Roles,
}

impl<'a> Choice<'a> {
    fn column(&self, index: usize) -> Option<&'a Column> {
        self.table.columns.get(index)
    }

    /// Whether a column is there that has one of these names.
    fn is_called(&self, index: usize, names: &[&str]) -> bool {
        self.column(index).is_some_and(|column| is_named(&column.name, names))
    }

    /// In lists of people, "05" is a figure as well; a short code stands first.
    fn is_numeric(&self, index: usize) -> bool {
        let shortest_code = if index > 0 && self.table.format == "CSV" { 3 } else { 2 };
        self.column(index).is_some_and(|column| is_numeric(column, shortest_code))
    }

    /// The columns that the page says nothing of, and whose names tell no code and no remark.
    fn open(&self) -> Vec<(usize, &'a Column)> {
        let says_nothing = |(index, column): (usize, &Column)| {
            // In the first column, such years name the rows.
            let is_year = index > 0 && is_year_of_event(&column.name);
            is_code(&column.name) || is_remark(&column.name) || is_multiplier(column) || is_year
        };
        let columns = self.table.columns.iter().enumerate();
        columns.filter(|column| !self.given.contains(&column.0) && !says_nothing(*column)).collect()
    }

    fn take_time(&mut self) {
        if self.roles.time.is_some() {
            return;
        }
        // Beside a column of women, "Nam" are men and no years.
        let women = self.table.columns.iter().any(|column| is_named(&column.name, &["nữ", "nu"]));
        let mut times = self.open();
        times.retain(|(index, column)| is_time(*index, column) && !(is_male(&column.name) && women));
        // The year before its months.
        let dated = |(_, column): &&(usize, &Column)| {
            is_words(column) && column.values.iter().filter_map(words).all(|label| period(&label).is_some())
        };
        self.roles.time = times.iter().find(dated).or(times.first()).map(|(index, _)| *index);
    }

    /// Units, statuses, parts of the time, figures and names.
    fn take_columns(&mut self) {
        let named = !(self.roles.values.is_empty() && self.roles.labels.is_empty());
        let statuses_given = !self.roles.statuses.is_empty();
        // Beside "Đơn vị tính", "Đơn vị" is an office.
        let unit_named = self.table.columns.iter().any(|column| is_named(&column.name, &UNIT));
        let mut open = self.open();
        open.retain(|(index, _)| self.roles.time != Some(*index));
        for (index, column) in open {
            let before = index.checked_sub(1).filter(|before| self.roles.values.contains(before));
            let lacks_figures =
                before.and_then(|before| self.column(before)).is_some_and(|it| lacks_figures(column, &it.name));
            let is_numeric =
                (self.is_numeric(index) || lacks_figures) && self.free_values && !is_named(&column.name, &LABEL);
            let roles = &mut self.roles;
            let is_unit = || {
                let units = || column.values.iter().filter_map(words).any(|unit| measures(&unit) && !is_proper(&unit));
                let is_nameless = index > 0 && column.name.is_empty();
                is_named(&column.name, &UNIT)
                    || is_nameless && column.values.iter().filter_map(words).all(|unit| measures(&unit))
                    || is_named(&column.name, &UNIT_OR_OFFICE) && !unit_named && (!roles.labels.is_empty() || units())
            };
            if roles.unit.is_none() && is_unit() {
                roles.unit = Some(index);
            } else if !statuses_given && is_status(column) {
                roles.statuses.push(index);
            } else if roles.time.is_some()
                && (is_named(&column.name, &TIME) && !is_male(&column.name) || is_month_or_quarter(column))
            {
                // The month beside the year.
                roles.labels.push(index);
                roles.parts.push(index);
            } else if is_numeric {
                roles.values.push(index);
            } else if is_words(column) && self.free_labels && !named {
                roles.labels.push(index);
            }
        }
    }

    /// Of names and their codes, the names alone are read.
    fn leave_codes_beside_names(&mut self) {
        let are_codes = |index: usize| {
            let codes = |column: &Column| column.values.iter().filter_map(words).all(|name| is_short_code(&name));
            // "QL1A" is the name of a road.
            let is_name = self.column(index).is_some_and(|column| begins(&column.name, &["tên ", "name"]));
            let may_be = !is_name && !self.is_called(index, &TITLE) && !self.roles.parts.contains(&index);
            may_be && self.column(index).is_some_and(codes)
        };
        let is_full = |index: usize| {
            self.column(index).is_some_and(|column| column.values.iter().all(|value| words(value).is_some()))
        };
        let labels = &self.roles.labels;
        let pairs = labels.iter().zip(labels.iter().skip(1));
        let codes = pairs.filter_map(|(&one, &other)| match (are_codes(one), are_codes(other)) {
            (true, false) if self.mean_the_same(one, other) && is_full(other) => Some(one),
            (false, true) if self.mean_the_same(one, other) && is_full(one) => Some(other),
            _ => None,
        });
        let codes: Vec<usize> = codes.collect();
        self.roles.labels.retain(|index| !codes.contains(index));
    }

    /// The column that is called "Value", where each row has one figure.
    fn figure(&self) -> Option<usize> {
        self.roles.values.iter().copied().find(|&index| self.is_called(index, &FIGURE))
    }

    /// The WHO writes each figure once more, with its bounds in words.
    fn leave_figures_in_words(&mut self) {
        if self.figure().is_some() {
            let labels = std::mem::take(&mut self.roles.labels);
            self.roles.labels = labels.into_iter().filter(|&index| !self.is_called(index, &FIGURE)).collect();
        }
    }

    /// Days and kinds that tell rows apart are no figures, and nothing is before a column called "Value", where each row has
    /// one figure, and no name of its own.
    fn leave_kinds(&mut self) {
        let figure = self.figure();
        let is_named_by_several = || !self.roles.labels.is_empty() && self.roles.unique(self.table).is_none();
        let figure = figure.filter(|_| is_named_by_several()).unwrap_or_default();
        let is_kind =
            |index: &usize| *index < figure || self.is_called(*index, &DAYS) || self.is_called(*index, &KINDS);
        let mut kinds: Vec<usize> = self.roles.values.iter().copied().filter(is_kind).collect();
        kinds.truncate(FEW);
        let telling = self.telling(kinds);
        self.roles.values.retain(|&index| index >= figure && telling != Some(index));
        if let Some(telling) = telling {
            self.roles.labels.push(telling);
            self.roles.parts.extend(self.is_called(telling, &DAYS).then_some(telling));
        }
    }

    /// A rank counts nothing beside figures, nor do X and Y, the place on a map.
    fn leave_ranks_and_places(&mut self) {
        let is_place = |one: usize| {
            PLACES.iter().any(|[x, y]| self.is_called(one, &[x]) && self.is_called(one.saturating_add(1), &[y]))
        };
        let counts = |index: &usize| {
            let by_name = self.column(*index).is_some_and(|column| is_rank(&column.name));
            !by_name && !is_place(*index) && !index.checked_sub(1).is_some_and(is_place)
        };
        let figures: Vec<usize> = self.roles.values.iter().copied().filter(counts).collect();
        if !figures.is_empty() {
            self.roles.values = figures;
        }
    }

    /// Where nothing else names the bars, codes do, be it numbers that stand first; and where a day has several rows, codes
    /// that tell them apart.
    fn take_codes(&mut self) {
        let mut codes = self
            .table
            .columns
            .iter()
            .enumerate()
            .filter(|(index, column)| is_code(&column.name) && is_words(column) && !self.given.contains(index));
        if self.roles.labels.is_empty() && self.roles.time.is_some() && !self.roles.tells_apart(self.table, None) {
            let code = codes.find(|(index, _)| self.roles.tells_apart(self.table, Some(*index)));
            self.roles.labels.extend(code.map(|(index, _)| index));
        } else if self.roles.labels.is_empty() && self.roles.time.is_none() {
            let may_name = |index: usize| !self.is_numeric(index) || index == 0 && self.table.rows() > 1;
            let code = codes.find(|(index, _)| may_name(*index));
            self.roles.labels.extend(code.map(|(index, _)| index));
        }
    }

    /// Sources of water or of money look like remarks, and years like those of events, but tell rows apart that are else
    /// the same.
    fn take_remarks(&mut self) {
        let remark = |(index, column): (usize, &Column)| {
            // In Open SDG, a region may have but its code.
            let is_place = is_named(&column.name, &["geocode"]);
            let is_remark =
                is_remark(&column.name) && !self.is_numeric(index) || is_year_of_event(&column.name) || is_place;
            Some(index).filter(|_| is_remark && !self.given.contains(&index))
        };
        let remarks = self.table.columns.iter().enumerate().filter_map(remark).collect();
        self.roles.labels.extend(self.telling(remarks));
    }

    /// Numbers too may name the bars, but the first of several columns; of a single row they are figures.
    fn take_numbers(&mut self) {
        let Choice { roles, table, .. } = self;
        if roles.labels.is_empty() && roles.time.is_none() && roles.values.len() > 1 && table.rows() > 1 {
            roles.labels.push(roles.values.remove(0));
        }
    }

    /// The first of these columns with which no two rows are the same; none where they are not so without it.
    fn telling(&self, columns: Vec<usize>) -> Option<usize> {
        if columns.is_empty() || self.roles.tells_apart(self.table, None) {
            return None;
        }
        columns.into_iter().find(|&column| self.roles.tells_apart(self.table, Some(column)))
    }

    /// Whether each of several things in a column always stands beside the same in another one.
    fn mean_the_same(&self, one: usize, other: usize) -> bool {
        let (Some(one), Some(other)) = (self.column(one), self.column(other)) else { return false };
        let rows = self.table.rows();
        let both = distinct(&[one, other], rows);
        both > 1 && both == distinct(&[one], rows) && both == distinct(&[other], rows)
    }
}

impl Roles {
    /// Words that tell no rows apart beside the others say something of single figures, as how each was counted: of a
    /// commune of which they are other ones, no figure is to be missing. What is the same in all rows is said above them,
    /// what the page asks for stays, and in Open SDG a blank stands for all.
    pub fn leave_remarks(&mut self, table: &Table, options: &Options) {
        let are_given = pairs(&options.columns).any(|(role, _)| role == "label");
        if are_given || self.unique(table).is_some() || table.format == "Open SDG" {
            return;
        }
        let is_asked = |column: &Column| {
            let mut asked = [&options.select, &options.bars].into_iter().flat_map(|asked| pairs(asked));
            asked.any(|(name, _)| same(name, &column.name))
        };
        for index in self.labels.clone().into_iter().rev() {
            let Some(column) = table.columns.get(index) else { continue };
            let is_same = distinct(&[column], table.rows()) < 2;
            let tells_kinds = [&TITLE[..], &KINDS[..], &PEOPLE[..]].iter().any(|names| is_named(&column.name, names));
            if is_asked(column) || is_same || tells_kinds || self.parts.contains(&index) {
                continue;
            }
            let are_marks = column.values.iter().all(|value| matches!(value, Value::Bool(_) | Value::Null));
            let before = self.labels.clone();
            self.labels.retain(|label| *label != index);
            let has_names = !self.labels.is_empty() || self.time.is_some() && are_marks;
            if has_names && self.tells_apart(table, None) {
                self.remarks.push(index);
            } else {
                self.labels = before;
            }
        }
    }

    /// Whether no two rows are the same in what names, dates and measures them, and in one column more.
    fn tells_apart(&self, table: &Table, more: Option<usize>) -> bool {
        let Roles { labels, time, unit, series, .. } = self;
        let keys = labels.iter().chain(time).chain(unit).chain(series).chain(&more);
        let keys: Vec<&Column> = keys.filter_map(|&key| table.columns.get(key)).collect();
        let rows = table.rows();
        distinct(&keys, rows) == rows
    }

    /// The only column of names, of which each is of another time: with that, they are those of the bars.
    pub fn dated(&self, table: &Table) -> Option<usize> {
        let ([only], Some(time), None) = (self.labels.as_slice(), self.time, self.series) else { return None };
        let (names, times) = (table.columns.get(*only)?, table.columns.get(time)?);
        let rows = table.rows();
        let is_dated = distinct(&[names], rows) > 1 && distinct(&[times], rows) == rows;
        let is_kind = is_named(&names.name, &TITLE) || self.parts.contains(only) || table.format == "Open SDG";
        (is_dated && !is_kind).then_some(*only)
    }

    /// The column whose names are all different: they are those of the bars.
    pub fn unique(&self, table: &Table) -> Option<usize> {
        let rows = table.rows();
        self.labels.iter().copied().filter(|_| self.series.is_none() && rows > 1).find(|&label| {
            let names = |column: &Column| {
                column.values.iter().all(|value| words(value).is_some()) && distinct(&[column], rows) == rows
            };
            table.columns.get(label).is_some_and(names)
        })
    }
}

/// "Xã A" is an office, "xã" is a unit.
fn is_proper(name: &str) -> bool {
    name.split(' ').skip(1).any(|word| word.starts_with(char::is_uppercase))
}

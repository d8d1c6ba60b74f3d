//! In what a table counts: units in the names of columns and of rows, and in a column of their own.

use super::column::words;
use super::cube::{measures, unit_in};
use super::names::{MULTIPLIER, is_named};
use super::numbers::SIGNS;
use super::roles::Roles;
use super::rows::{Column, Table};
use super::{cells, lowercase, set};
use crate::wire::Value;

/// The column of units that rows have in their names: a row without one counts in none.
pub const OWN_UNITS: &str = "";

/// What stands in the place of the unit above.
const DITTO: [&str; 8] = ["\"", "″", "”", "''", "nt", "-nt-", "- nt -", "như trên"];

/// The name of a column without the unit that is in it, and that: "Dân số (người)", "Tỷ lệ % so với kế hoạch".
pub fn own_unit(name: &str) -> Option<(String, String)> {
    // What else stands in brackets: "ước", "lũy kế", "năm trước", "4=3/2".
    const NO_UNITS: [&str; 23] = [
        "ước", "kế", "lũy", "luỹ", "nữ", "nam", "trước", "nay", "sau", "quý", "cả", "sơ", "dự", "thực", "chính",
        "điều", "so", "trong", "gồm", "kể", "giá", "đang", "bq",
    ];
    // "Hộ có dưới 50% chuẩn" are counted, and in no percent.
    let is_share = name.match_indices('%').any(|(place, _)| {
        let before = name.get(..place).unwrap_or_default().trim_end();
        !before.ends_with(|digit: char| digit.is_ascii_digit())
    });
    let percent = |name: &str| {
        let label = name.trim_end_matches(['%', ' ', ',', ';', ':', '-', '–']);
        (is_share && !label.is_empty()).then(|| (label.to_owned(), "%".to_owned()))
    };
    if !name.ends_with(')') {
        return percent(name);
    }
    let (label, unit) = unit_in(name)?;
    if unit != "%" && unit.contains('%') {
        return percent(name);
    }
    // "(*)", "(2021/2020)" and "(a)" are for a remark.
    let is_mark = !unit.starts_with('/')
        && !unit.contains(|c: char| c.is_alphabetic() || matches!(c, '‰' | '°') || SIGNS.contains(&c));
    if is_mark || matches!(unit.as_bytes(), [b'a'..=b'f' | b'A'..=b'F']) {
        return None;
    }
    let lower = lowercase(&unit);
    let says_else = lower.split(|letter: char| !letter.is_alphanumeric()).any(|word| NO_UNITS.contains(&word));
    (!says_else && !unit.contains(['=', '+'])).then_some((label, unit))
}

/// Whether a column has the power of ten of each row. The IMF calls it "Scale", as others do sizes.
pub fn is_multiplier(column: &Column) -> bool {
    const POWERS: [&str; 6] = ["units", "hundreds", "thousands", "millions", "billions", "trillions"];
    let are_powers = || column.values.iter().filter_map(words).all(|word| is_named(&word, &POWERS));
    is_named(&column.name, &MULTIPLIER) || is_named(&column.name, &["scale"]) && are_powers()
}

/// The unit of each row, with the power of ten that stands in a column of its own.
pub fn units(table: &Table, roles: &Roles) -> Option<Column> {
    let units = roles.unit.and_then(|unit| table.columns.get(unit));
    let multiplier = table.columns.iter().find(|column| is_multiplier(column));
    let name = units.or(multiplier)?.name.clone();
    let rows = units.or(multiplier)?.values.len();
    let word = |column: Option<&Column>, row: usize| column.and_then(|column| words(column.values.get(row)?));
    let mut above = None;
    let mut unit = |row: usize| {
        let own = word(units, row);
        // Signs that say "as above".
        above = if own.as_deref().is_some_and(|own| is_named(own, &DITTO)) { above.take() } else { own };
        let parts = [word(multiplier, row).and_then(cells::power), above.clone()];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { Value::Null } else { Value::Text(parts.join(" ")) }
    };
    Some(Column { name, values: (0..rows).map(&mut unit).collect(), ..Column::default() })
}

/// "Thu (tỷ đồng)", "Dân số (người)": gives rows that count in different units a column of those, and takes them out of
/// the names. Rows that name none count in that of the table, or of all its columns.
pub fn take_from_names(table: &mut Table, roles: &mut Roles, names: usize) {
    let Some(column) = table.columns.get(names).filter(|_| roles.unit.is_none()) else { return };
    let split = |value: &Value| {
        let name = words(value)?;
        Some(
            unit_in(&name)
                .filter(|(label, unit)| is_unit(label, unit))
                .map_or((name, None), |(name, unit)| (name, Some(unit))),
        )
    };
    let Some(split) = column.values.iter().map(split).collect::<Option<Vec<_>>>() else { return };
    let of_columns: Option<Vec<(String, String)>> =
        roles.values.iter().map(|index| own_unit(&table.columns.get(*index)?.name)).collect();
    let of_columns = of_columns.filter(|all| set(all.iter().map(|(_, unit)| unit)).len() == 1);
    let common = table.unit.clone().or_else(|| Some(of_columns.as_ref()?.first()?.1.clone()));
    let units: Vec<Option<String>> = split.iter().map(|(_, unit)| unit.clone().or_else(|| common.clone())).collect();
    if split.iter().all(|(_, unit)| unit.is_none()) || set(units.iter()).len() < 2 {
        return;
    }
    // Without their units, no two rows may be the same.
    if set(split.iter().map(|(name, _)| name)).len() < split.len() {
        return;
    }
    if let Some(column) = table.columns.get_mut(names) {
        column.values = split.into_iter().map(|(name, _)| Value::Text(name)).collect();
    }
    // A unit of all columns is that of the rows now.
    for (index, (name, _)) in roles.values.iter().zip(of_columns.unwrap_or_default()) {
        if let Some(column) = table.columns.get_mut(*index) {
            column.name = name;
        }
    }
    table.unit = None;
    roles.unit = Some(table.columns.len());
    let values = units.into_iter().map(|unit| unit.map_or(Value::Null, Value::Text)).collect();
    table.columns.push(Column { name: OWN_UNITS.to_owned(), values, ..Column::default() });
}

/// Whether words in brackets behind a name are its unit: surely one, or what it counts, as in "Số dự án (dự án)".
fn is_unit(label: &str, unit: &str) -> bool {
    let [label, counted] = [label, unit].map(|words| format!(" {} ", lowercase(words)));
    measures(unit) || unit.starts_with('%') || label.contains(&counted)
}

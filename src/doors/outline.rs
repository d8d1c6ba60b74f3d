//! How rows are numbered, and which of them are by that sums of others: "I. Nông nghiệp" of "1. Trồng trọt" and
//! "2. Chăn nuôi".

use super::cells::quantity;
use super::column::words;
use super::names::compares;
use super::roles::Roles;
use super::rows::Table;
use super::sums::adds_up;
use super::units::own_unit;
use crate::model::Quantity;
use crate::wire::Value;

/// What stands before the names of rows that are numbered, or alone in a column of its own: "I.", "A)", "1".
#[derive(Clone, Copy, PartialEq)]
pub enum Numbering {
    /// I, II.
    Roman,
    /// A, B.
    Letters,
    /// a, b.
    Small,
    /// By how many numbers: two of 1.1.
    Digits(usize),
    /// "-" before the parts of the row above, and "+" before those of one of them.
    Sign(char),
}

impl Numbering {
    fn of(name: &str) -> Option<Numbering> {
        if let Some(sign) = name.chars().next().filter(|sign| matches!(sign, '-' | '–' | '+' | '*')) {
            return (name.len() > sign.len_utf8()).then_some(Numbering::Sign(sign));
        }
        let digits = name.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b'.').count();
        let (number, rest) = match name.split_at_checked(digits)? {
            ("", _) => name.split_at_checked(name.find(['.', ')', ' ']).unwrap_or(name.len()))?,
            parts => parts,
        };
        let depth = number.split('.').filter(|part| !part.is_empty()).count();
        // "A Lưới" and "2 con" are names.
        let is_marked = rest.is_empty() || rest.starts_with(['.', ')']) || number.ends_with('.') || depth > 1;
        match number.as_bytes() {
            [] => None,
            _ if !is_marked => None,
            all if all.iter().all(|byte| b"IVX".contains(byte)) => Some(Numbering::Roman),
            [letter] if letter.is_ascii_uppercase() => Some(Numbering::Letters),
            [letter] if letter.is_ascii_lowercase() => Some(Numbering::Small),
            _ if digits > 0 => Some(Numbering::Digits(depth)),
            _ => None,
        }
    }

    /// That of each row, in the first column that has one and no figures.
    pub fn of_rows(table: &Table, roles: &Roles) -> Vec<Option<Numbering>> {
        let names = || table.columns.iter().enumerate().filter(|(index, _)| !roles.values.contains(index));
        let of_row = |row: usize| names().find_map(|(_, column)| Numbering::of(&words(column.values.get(row)?)?));
        (0..table.rows()).map(of_row).collect()
    }
}

/// The rows that are sums of those that stand below them and are numbered in a way of their own; `figures` are those of
/// each column of values. All that are known must add up, but for changes and rates, which are of something else.
pub fn subtotals(table: &Table, roles: &Roles, figures: &[Vec<Value>]) -> Vec<usize> {
    // How the rows are numbered that the next one may be a part of, from the outermost, and the parts of each row.
    let mut open: Vec<(Option<Numbering>, usize)> = Vec::new();
    let mut parts: Vec<Vec<usize>> = vec![Vec::new(); table.rows()];
    for (row, own) in Numbering::of_rows(table, roles).into_iter().enumerate() {
        let level = open.iter().position(|(numbering, _)| *numbering == own).unwrap_or(open.len());
        open.truncate(level);
        if let Some(siblings) = open.last().and_then(|(_, whole)| parts.get_mut(*whole)) {
            siblings.push(row);
        }
        open.push((own, row));
    }
    let names = roles.values.iter().filter_map(|index| table.columns.get(*index)).map(|column| column.name.as_str());
    let is_count = |name: &str| !compares(name) && own_unit(name).is_none_or(|(_, unit)| unit != "%");
    let mut counted: Vec<bool> = names.map(is_count).collect();
    if !counted.contains(&true) {
        counted.fill(true);
    }
    let is_sum = |row: usize, parts: &[usize]| {
        let known = |column: &Vec<Value>| {
            let figure = |row: usize| column.get(row).and_then(quantity);
            let all: Option<Vec<Quantity>> = parts.iter().map(|part| figure(*part)).collect();
            figure(row).zip(all).map(|(whole, all)| adds_up(whole, &all))
        };
        let columns =
            || figures.iter().zip(&counted).filter(|(_, counted)| **counted).filter_map(|(own, _)| known(own));
        columns().next().is_some() && columns().all(|adds_up| adds_up)
    };
    parts.iter().enumerate().filter(|(row, parts)| is_sum(*row, parts)).map(|(row, _)| row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_before_names_or_alone() {
        let check = |name: &str, expected: Option<Numbering>| {
            assert!(Numbering::of(name) == expected, "{name}");
        };
        for roman in ["I", "II.", "IV. Thu", "X) Chi"] {
            check(roman, Some(Numbering::Roman));
        }
        for letter in ["A", "B. Thu", "C) Chi"] {
            check(letter, Some(Numbering::Letters));
        }
        for letter in ["a", "b. Thu", "c) Chi"] {
            check(letter, Some(Numbering::Small));
        }
        for digits in ["1", "12.", "3. Thu", "4) Chi"] {
            check(digits, Some(Numbering::Digits(1)));
        }
        for digits in ["1.1", "1.12. Thu", "2.1 Chi"] {
            check(digits, Some(Numbering::Digits(2)));
        }
        check("- Nam", Some(Numbering::Sign('-')));
        for name in ["", "-", "A Lưới", "2 con", "Thu", "Xã 1", "Đ"] {
            check(name, None);
        }
    }
}

//! Where the columns of a list of our own stand in one file: officers, and results.

use crate::table_in::{Header, TwoOfThem};
use crate::text::ReadError;
use std::collections::BTreeMap;

/// The names a column may go by, the one we write first.
pub(crate) type Names = &'static [&'static str];

/// The place of each column that the file has, by its first name.
pub(crate) fn places(
    header: &Header,
    all: &[Names],
    needed: &[Names],
    list: &str,
) -> Result<BTreeMap<&'static str, usize>, ReadError> {
    let mut at = BTreeMap::new();
    let mut missing = Vec::new();
    for names in all {
        let Some(&first) = names.first() else { continue };
        let found = header.position(names.iter().copied());
        match found.map_err(|TwoOfThem(column)| ReadError::TwoColumns { column })? {
            Some(place) => {
                at.insert(first, place);
            }
            None if needed.contains(names) => missing.push(short(names).to_owned()),
            None => {}
        }
    }
    if missing.is_empty() {
        Ok(at)
    } else {
        Err(ReadError::MissingColumn { columns: missing, mapping: list.to_owned() })
    }
}

/// A column's name without the words that explain it.
pub(crate) fn short(names: &[&'static str]) -> &'static str {
    names.first().map_or("", |name| name.split(" (").next().unwrap_or(name))
}

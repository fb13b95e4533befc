//! One officer as a form gives it: the same cells as a row of the list, read and refused in the same way.

use super::{OfficerReason, OfficerRefusal, OfficerRow, column, read_officers};

/// Reads one officer from cells by the names of their columns; a column left out counts as empty.
///
/// # Errors
/// Every cell that cannot be read, with its column and remedy.
pub fn read_one(cells: &[(&str, String)]) -> Result<OfficerRow, Vec<OfficerRefusal>> {
    let names: Vec<&str> = column::ALL.iter().filter_map(|names| names.first().copied()).collect();
    let value = |name: &&str| cells.iter().find(|(column, _)| column == name).map_or("", |(_, value)| value.as_str());
    let mut table = csv::WriterBuilder::new().from_writer(Vec::new());
    let written = table.write_record(&names).and_then(|()| table.write_record(names.iter().map(value)));
    let bytes = written.ok().and_then(|()| table.into_inner().ok());
    // A row of nothing but empty cells is no row: the first cell that is needed is named.
    let nothing = || vec![OfficerReason::NotACollar.at(2, "Collar", None)];
    let list = bytes.and_then(|bytes| read_officers(&bytes).ok()).ok_or_else(nothing)?;
    if list.refusals.is_empty() { list.officers.into_iter().next().ok_or_else(nothing) } else { Err(list.refusals) }
}

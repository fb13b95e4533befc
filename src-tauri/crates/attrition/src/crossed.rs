//! Victims by strand and another characteristic at once.

use crate::columns::Columns;
use crate::cuts::{Cut, INTERSECTION_MIN, NOT_RECORDED};
use crate::groups::{Counted, Group, GroupsRequest, Scope};
use crate::withdrawal::Tally;
use caseload::Strand;
use std::collections::BTreeMap;

/// Counts each intersection of a strand with a group of another cut.
///
/// Intersections of fewer than [`INTERSECTION_MIN`] are no rows, and are told by their number. Those without a strand or
/// without the other characteristic are one row, each victim once.
pub(crate) fn by_strand_and(columns: &Columns, request: &GroupsRequest<'_>, other: Cut) -> Counted {
    let (codes, names) = (columns.cuts().codes(other).unwrap_or(&[]), columns.cuts().names(other));
    let width = names.len() + 1;
    let mut cells = vec![Tally::default(); columns.combinations().len() * width];
    let scope = Scope::of(request);
    let combination_of = columns.combination_of();
    for case in columns.grouped() {
        let Some(counts) = scope.counts(&case) else { continue };
        let code = usize::from(codes.get(case.index).copied().unwrap_or(NOT_RECORDED));
        let number = combination_of.get(case.index).and_then(|&number| usize::try_from(number).ok());
        if let Some(tally) = number.and_then(|number| cells.get_mut(number * width + code)) {
            tally.add(counts);
        }
    }
    let (mut all, mut not_recorded) = (Tally::default(), Tally::default());
    let mut by_both: BTreeMap<(&Strand, &str), Tally> = BTreeMap::new();
    for (strands, row) in columns.combinations().iter().zip(cells.chunks(width)) {
        for (code, tally) in row.iter().enumerate() {
            all.merge(*tally);
            let name = code.checked_sub(1).and_then(|code| names.get(code));
            let Some(name) = name.filter(|_| !strands.is_empty()) else {
                not_recorded.merge(*tally);
                continue;
            };
            for strand in strands {
                by_both.entry((strand, name.as_str())).or_default().merge(*tally);
            }
        }
    }
    let size = |tally: &Tally| tally.rate(request.series).denominator();
    let left_out = by_both.values().filter(|tally| (1..INTERSECTION_MIN).contains(&size(tally))).count();
    let group = |((strand, other), tally): ((&Strand, &str), Tally)| (Group::both(strand, other), tally);
    let rows = by_both.into_iter().filter(|(_, tally)| size(tally) >= INTERSECTION_MIN);
    let groups = rows.map(group).chain([(Group::NotRecorded, not_recorded)]).collect();
    Counted { all, groups, left_out: left_out as u64 }
}

/// "Female" within a row reads "female"; a name that goes on in capitals or digits stays.
pub(crate) fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}

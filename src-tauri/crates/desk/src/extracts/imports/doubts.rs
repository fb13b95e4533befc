//! Is it the right file? Yesterday's, another BCU's or half an export looks unlike the recent ones, and that is asked.
//!
//! Nothing is refused for good: a person who knows better says that it is the right file.

use crate::words;
use casebook::{FileShape, ImportRecord};
use caseload::ImportId;
use std::collections::BTreeSet;

/// Recent imports of the same source that a file is held against.
const RECENT: usize = 5;
/// Fewer rows than this say nothing about what is usual.
const ROWS_THAT_TELL: u64 = 20;
/// A file is unlike the others with less than three fifths, or more than five thirds, of what any of them had.
const SHARE: (u64, u64) = (3, 5);
/// A span of fewer days than this says nothing about what is usual.
const DAYS_THAT_TELL: i64 = 14;

/// What speaks against its being the right file, a sentence each.
///
/// `recent` are the imports of the same mapping that stand, latest first.
pub(super) fn of(
    shape: &FileShape,
    digest: [u8; 32],
    changes_nothing: bool,
    recent: &[(ImportId, ImportRecord)],
) -> Vec<String> {
    // A file that changes nothing cannot harm, whichever it is.
    if changes_nothing {
        return Vec::new();
    }
    let mut doubts = Vec::new();
    if let Some((_, same)) = recent.iter().find(|(_, record)| record.file_digest == digest) {
        doubts.push(format!("This very file was imported on {}, and others since.", words::day(same.known_on)));
    }
    let shapes: Vec<(&FileShape, &ImportRecord)> =
        recent.iter().filter_map(|(_, record)| Some((record.shape.as_ref()?, record))).take(RECENT).collect();
    if shapes.is_empty() || shape.rows == 0 {
        return doubts;
    }
    doubts.extend(older(shape, &shapes));
    doubts.extend(size(shape, &shapes));
    doubts.extend(boroughs(shape, &shapes));
    doubts.extend(span(shape, &shapes));
    doubts
}

/// Its latest report is before that of the last import: yesterday's file.
fn older(shape: &FileShape, shapes: &[(&FileShape, &ImportRecord)]) -> Option<String> {
    let (last, record) = shapes.first()?;
    let (here, before) = (shape.last_reported_on?, last.last_reported_on?);
    (last.rows >= ROWS_THAT_TELL && here < before).then(|| {
        format!(
            "Its latest report is of {}; the file imported on {} went up to {}. It may be an older file.",
            words::day(here),
            words::day(record.known_on),
            words::day(before)
        )
    })
}

/// Far fewer or far more rows than any recent file.
fn size(shape: &FileShape, shapes: &[(&FileShape, &ImportRecord)]) -> Option<String> {
    let fewest = shapes.iter().map(|(other, _)| other.rows).min()?;
    let most = shapes.iter().map(|(other, _)| other.rows).max()?;
    let few = fewest >= ROWS_THAT_TELL && shape.rows * SHARE.1 < fewest * SHARE.0;
    let many = shape.rows >= ROWS_THAT_TELL && most * SHARE.1 < shape.rows * SHARE.0;
    let usual = if fewest == most {
        words::thousands(most)
    } else {
        format!("{} to {}", words::thousands(fewest), words::thousands(most))
    };
    let files = words::counted(shapes.len() as u64, "recent file");
    let had = if shapes.len() == 1 { "has" } else { "have" };
    let rows = words::thousands(shape.rows);
    if few {
        Some(format!("It has {rows} rows, where {files} {had} {usual}. It may be part of an export."))
    } else {
        many.then(|| format!("It has {rows} rows, where {files} {had} {usual}. It may cover more than it should."))
    }
}

/// Boroughs that no recent file had, or one that all of them had and this one lacks.
fn boroughs(shape: &FileShape, shapes: &[(&FileShape, &ImportRecord)]) -> Option<String> {
    let known: BTreeSet<&String> = shapes.iter().flat_map(|(other, _)| other.boroughs.keys()).collect();
    let named: u64 = shape.boroughs.values().sum();
    if known.is_empty() || named == 0 {
        return None;
    }
    let strange: Vec<(&String, &u64)> = shape.boroughs.iter().filter(|(name, _)| !known.contains(name)).collect();
    if strange.iter().map(|(_, rows)| **rows).sum::<u64>() * 2 > named {
        let names: Vec<&str> = strange.iter().map(|(name, _)| name.as_str()).take(5).collect();
        return Some(format!(
            "Most of its rows are of {}, which no recent file had. It may be another BCU's.",
            names.join(", ")
        ));
    }
    let usual = known.into_iter().filter(|name| {
        let of = |other: &FileShape| other.boroughs.get(*name).is_some_and(|rows| rows * 20 >= other.rows);
        shapes.iter().all(|(other, _)| other.rows >= ROWS_THAT_TELL && of(other))
    });
    let lacking: Vec<&str> = usual.filter(|name| !shape.boroughs.contains_key(*name)).map(String::as_str).collect();
    let enough = shape.rows >= ROWS_THAT_TELL && !lacking.is_empty();
    enough.then(|| {
        format!("It has no row of {}, which every recent file had. It may be part of an export.", lacking.join(", "))
    })
}

/// Its reports span far fewer or far more days than those of any recent file.
fn span(shape: &FileShape, shapes: &[(&FileShape, &ImportRecord)]) -> Option<String> {
    let days = |shape: &FileShape| Some((shape.last_reported_on? - shape.first_reported_on?).num_days() + 1);
    let here = days(shape)?;
    let spans: Vec<i64> = shapes.iter().filter_map(|(other, _)| days(other)).collect();
    let (shortest, longest) = (*spans.iter().min()?, *spans.iter().max()?);
    let (part, whole) = (SHARE.0.cast_signed(), SHARE.1.cast_signed());
    let short = shortest >= DAYS_THAT_TELL && here * whole < shortest * part;
    let long = here >= DAYS_THAT_TELL && longest * whole < here * part;
    (short || long).then(|| {
        let usual = if shortest == longest { longest.to_string() } else { format!("{shortest} to {longest}") };
        format!("Its reports span {}, those of recent files {usual}.", words::counted(here.cast_unsigned(), "day"))
    })
}

#[cfg(test)]
mod tests;

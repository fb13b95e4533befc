//! Crimes by strand, over a period.

use crate::columns::{Columns, DayNumber};
use crate::month_slots::MonthSlots;
use crate::settled::{Hollow, hollow_by_calendar};
use caseload::{Month, Strand};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What to count.
#[derive(Debug, Clone, Copy)]
pub struct StrandCountsRequest {
    /// The first month reported.
    pub from: Month,
    /// The last month reported, included.
    pub to: Month,
    /// The day the columns speak for.
    pub as_at: NaiveDate,
}

/// Crimes reported in a period, by strand.
///
/// A crime of several strands counts in each, so the counts by strand sum to more than the crimes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StrandCounts {
    /// All crimes of the period.
    pub crimes: u64,
    /// Crimes by strand: the monitored strands always, and each local strand the columns hold.
    pub by_strand: BTreeMap<Strand, u64>,
    /// Crimes of more than one strand.
    pub several: u64,
    /// Crimes without a strand.
    pub none_recorded: u64,
    /// Why the period has not settled, if it has not.
    pub hollow: Option<Hollow>,
}

/// Counts the crimes reported from the first to the last month, by strand.
pub fn strand_counts(columns: &Columns, request: &StrandCountsRequest) -> StrandCounts {
    let last = DayNumber::of(request.as_at);
    let slots = MonthSlots::over(request.from, request.to);
    let mut by_combination: Vec<u64> = columns.combinations().iter().map(|_| 0).collect();
    for (day, combination) in columns.crimes_by_combination().filter(|&(day, _)| day <= last) {
        let index = usize::try_from(combination).ok().filter(|_| slots.slot(day).is_some());
        if let Some(count) = index.and_then(|index| by_combination.get_mut(index)) {
            *count += 1;
        }
    }
    let mut counts = StrandCounts {
        crimes: by_combination.iter().sum(),
        by_strand: Strand::MONITORED.into_iter().map(|strand| (strand, 0)).collect(),
        several: 0,
        none_recorded: 0,
        hollow: hollow_by_calendar(request.to, request.as_at),
    };
    for (strands, count) in columns.combinations().iter().zip(by_combination) {
        match strands.len() {
            0 => counts.none_recorded += count,
            1 => {}
            _ => counts.several += count,
        }
        for strand in strands {
            *counts.by_strand.entry(strand.clone()).or_insert(0) += count;
        }
    }
    counts
}

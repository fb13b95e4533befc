//! Where every victim gets a contact: withdrawn within 90 days, before and after the service began in each borough.

use crate::columns::DayNumber;
use crate::effect::before_after::{BeforeAfter, BeforeAfterBorough, before_after};
use crate::effect::staggered::{StaggeredStart, staggered_starts};
use crate::effect::two_by_two::Estimate;
use crate::survival::FollowUpRow;
use caseload::CaseKind;
use chrono::{Days, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// For how long each crime is followed, in days.
pub const SERVICE_FOLLOWED_DAYS: u64 = 90;
/// The longest span looked at on each side of a start: a year, so that every season is on both.
const SPAN_DAYS: u64 = 365;

/// A span of days of report: the first, and the last.
type Span = (NaiveDate, NaiveDate);

/// Gathers the crimes of the boroughs where a start is known.
#[derive(Debug)]
pub struct ServiceBuilder {
    as_at: NaiveDate,
    starts: BTreeMap<String, NaiveDate>,
    crimes: BTreeMap<String, Vec<(NaiveDate, bool)>>,
    without_start: u64,
}

/// One borough, with both spans.
#[derive(Debug, Clone, PartialEq)]
pub struct ServiceBorough {
    pub borough: String,
    pub start: NaiveDate,
    pub counts: BeforeAfterBorough,
    /// After less before; nothing where a side has no crime.
    pub change: Option<Estimate>,
}

/// Before and after in each borough, all together, and against boroughs that had not begun.
#[derive(Debug, Clone, PartialEq)]
pub struct Service {
    pub boroughs: Vec<ServiceBorough>,
    /// Each borough compared with itself.
    pub together: Option<Estimate>,
    /// Where boroughs began apart: the change less that of boroughs still to begin.
    pub staggered: Option<Estimate>,
    /// How many days apart the first and the last start lie.
    pub apart_days: u64,
    /// Crimes of boroughs where no start is known.
    pub without_start: u64,
}

impl ServiceBuilder {
    /// No crime yet, as at a day, with the day of the first report that belongs to the service in each borough.
    pub const fn new(as_at: NaiveDate, starts: BTreeMap<String, NaiveDate>) -> Self {
        Self { as_at, starts, crimes: BTreeMap::new(), without_start: 0 }
    }

    /// Adds a case. Only crimes count that have been followed for 90 days.
    pub fn push(&mut self, row: &FollowUpRow<'_>) {
        if !matches!(row.kind, CaseKind::Crime) || self.last_followed().is_none_or(|last| last < row.reported_on) {
            return;
        }
        let Some(borough) = row.borough.filter(|borough| self.starts.contains_key(*borough)) else {
            self.without_start += 1;
            return;
        };
        // As the series of 90 days counts: the withdrawal's own day, else the outcome's where it says so.
        let by_outcome = row.outcome.filter(|outcome| matches!(outcome.outcome_type.number(), 14 | 16));
        let on = row.withdrawn_on.or(by_outcome.map(|outcome| outcome.on)).filter(|&on| on <= self.as_at);
        let days = |on: NaiveDate| DayNumber::of(on).days_after(DayNumber::of(row.reported_on)).unwrap_or(0);
        let withdrew = on.is_some_and(|on| u64::from(days(on)) <= SERVICE_FOLLOWED_DAYS);
        self.crimes.entry(borough.to_owned()).or_default().push((row.reported_on, withdrew));
    }

    fn last_followed(&self) -> Option<NaiveDate> {
        self.as_at.checked_sub_days(Days::new(SERVICE_FOLLOWED_DAYS))
    }

    /// The figures.
    pub fn finish(self) -> Service {
        let boroughs: Vec<(String, NaiveDate, BeforeAfterBorough)> = self
            .starts
            .iter()
            .filter_map(|(borough, &start)| {
                let (before, after) = self.spans(start, None)?;
                let counts =
                    BeforeAfterBorough { before: self.count(borough, before), after: self.count(borough, after) };
                Some((borough.clone(), start, counts))
            })
            .collect();
        let counts: Vec<BeforeAfterBorough> = boroughs.iter().map(|&(_, _, counts)| counts).collect();
        let BeforeAfter { boroughs: changes, together } = before_after(&counts);
        let boroughs = boroughs.into_iter().zip(changes);
        let (first, last) = (self.starts.values().min(), self.starts.values().max());
        let apart = first.zip(last).map_or(0, |(&first, &last)| u64::try_from((last - first).num_days()).unwrap_or(0));
        Service {
            boroughs: boroughs
                .map(|((borough, start, counts), change)| ServiceBorough { borough, start, counts, change })
                .collect(),
            together,
            staggered: staggered_starts(&self.staggered()),
            apart_days: apart,
            without_start: self.without_start,
        }
    }

    /// Each day of a start, against the boroughs that began later, for as long as none of them had.
    fn staggered(&self) -> Vec<StaggeredStart> {
        let days: BTreeSet<NaiveDate> = self.starts.values().copied().collect();
        let starts = days.iter().filter_map(|&start| {
            let next = *days.iter().find(|&&day| start < day)?;
            let (before, after) = self.spans(start, Some(next))?;
            let sum = |begun: bool, span: Span| {
                let of = self.starts.iter().filter(|&(_, &day)| if begun { day == start } else { day > start });
                of.map(|(borough, _)| self.count(borough, span)).fold((0, 0), |(a, n), (b, m)| (a + b, n + m))
            };
            Some(StaggeredStart {
                before: sum(true, before),
                after: sum(true, after),
                others_before: sum(false, before),
                others_after: sum(false, after),
            })
        });
        starts.collect()
    }

    /// The days before and after a start: a year each at most, and as long before as after where others are held
    /// against it, which begin on `until`. Nothing where no crime can have been followed yet.
    fn spans(&self, start: NaiveDate, until: Option<NaiveDate>) -> Option<(Span, Span)> {
        let last = self.last_followed()?.min(start.checked_add_days(Days::new(SPAN_DAYS - 1))?);
        let last = until.and_then(|until| until.pred_opt()).map_or(last, |until| last.min(until));
        let length = u64::try_from((last - start).num_days() + 1).ok().filter(|&days| days > 0)?;
        let back = if until.is_some() { length } else { SPAN_DAYS };
        Some(((start.checked_sub_days(Days::new(back))?, start.pred_opt()?), (start, last)))
    }

    fn count(&self, borough: &str, (first, last): Span) -> (u64, u64) {
        let crimes = self.crimes.get(borough).into_iter().flatten();
        let within = crimes.filter(|(on, _)| first <= *on && *on <= last);
        within.fold((0, 0), |(withdrew, all), &(_, did)| (withdrew + u64::from(did), all + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use caseload::Strand;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn push(builder: &mut ServiceBuilder, borough: &str, reported: &str, withdrawn_on: Option<&str>) {
        let none: BTreeSet<Strand> = BTreeSet::new();
        builder.push(&FollowUpRow {
            kind: CaseKind::Crime,
            reported_on: day(reported),
            outcome: None,
            withdrawn: withdrawn_on.is_some(),
            withdrawn_on: withdrawn_on.map(day),
            reached_on: None,
            risk: None,
            borough: Some(borough),
            strands: &none,
        });
    }

    fn starts(of: &[(&str, &str)]) -> BTreeMap<String, NaiveDate> {
        of.iter().map(|&(borough, on)| (borough.to_owned(), day(on))).collect()
    }

    #[test]
    fn a_crime_counts_on_the_side_of_its_report() {
        let mut builder = ServiceBuilder::new(day("2026-12-31"), starts(&[("Merton", "2026-04-01")]));
        push(&mut builder, "Merton", "2026-03-31", Some("2026-06-29"));
        push(&mut builder, "Merton", "2026-03-31", Some("2026-06-30"));
        push(&mut builder, "Merton", "2026-04-01", None);
        push(&mut builder, "Merton", "2025-04-01", Some("2025-04-02"));
        push(&mut builder, "Merton", "2025-03-31", Some("2025-04-02"));
        push(&mut builder, "Merton", "2026-10-02", None);
        push(&mut builder, "Merton", "2026-10-03", None);
        push(&mut builder, "Sutton", "2026-04-01", None);
        let found = builder.finish();
        assert_eq!(
            found.boroughs[0].counts,
            BeforeAfterBorough { before: (2, 3), after: (0, 2) },
            "90 days, one year back"
        );
        assert_eq!((found.without_start, found.apart_days, found.staggered), (1, 0, None));
    }

    #[test]
    fn boroughs_still_to_begin_are_held_against_each_start() {
        let mut builder =
            ServiceBuilder::new(day("2026-12-31"), starts(&[("Merton", "2026-04-01"), ("Richmond", "2026-07-01")]));
        for (borough, reported, withdrew, of) in [
            ("Merton", "2026-02-01", 40, 100),
            ("Merton", "2026-05-01", 30, 100),
            ("Richmond", "2026-02-01", 40, 100),
            ("Richmond", "2026-05-01", 42, 100),
            // After Richmond began it is no longer held against anybody.
            ("Richmond", "2026-08-01", 0, 100),
        ] {
            for number in 0..of {
                push(&mut builder, borough, reported, (number < withdrew).then_some("2026-09-01").map(|_| reported));
            }
        }
        let found = builder.finish();
        let gap = found.staggered.unwrap();
        assert!((gap.estimate + 0.12).abs() < 1e-12, "−10 points against +2: {gap:?}");
        assert_eq!(found.apart_days, 91);
        assert_eq!(found.boroughs.len(), 2);
    }

    #[test]
    fn a_start_of_yesterday_has_no_after_yet() {
        let mut builder = ServiceBuilder::new(day("2026-12-31"), starts(&[("Merton", "2026-12-30")]));
        push(&mut builder, "Merton", "2026-03-31", None);
        let found = builder.finish();
        assert!(found.boroughs.is_empty() && found.together.is_none() && found.staggered.is_none());
    }
}

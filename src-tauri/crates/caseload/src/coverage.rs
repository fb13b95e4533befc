//! How the promise of a contact was kept, for the figures.

use crate::calendar::WorkingDays;
use crate::codes::{CaseKind, RiskLevel};
use crate::policy::ContactPolicy;
use chrono::NaiveDate;

/// Which part of the coverage figure a case counts in, as at a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CoverageClass {
    /// Policy owes no contact.
    NotOwed,
    /// The contact window has not ended: too early to count, whatever happened so far.
    WindowOpen,
    /// Reached by the window's latest day.
    ReachedInWindow,
    /// Reached after the window's latest day.
    ReachedLate,
    /// Tried, and not reached.
    TriedNotReached,
    /// Never tried.
    NeverTried,
    /// Ended for a listed reason.
    EndedByReason,
}

impl CoverageClass {
    /// Every class.
    pub const ALL: [Self; 7] = [
        Self::NotOwed,
        Self::WindowOpen,
        Self::ReachedInWindow,
        Self::ReachedLate,
        Self::TriedNotReached,
        Self::NeverTried,
        Self::EndedByReason,
    ];
}

/// What coverage needs of a case, as known at a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CoverageFacts {
    pub kind: CaseKind,
    pub reported_on: NaiveDate,
    pub risk: Option<RiskLevel>,
    /// The first day the victim was reached.
    pub reached_on: Option<NaiveDate>,
    /// The day the promise was ended for a reason.
    pub ended_on: Option<NaiveDate>,
    /// At least one attempt was made.
    pub tried: bool,
}

/// The class of a case as at a day.
///
/// A contact before the window's earliest day counts as in the window: the victim heard in time.
pub fn coverage_class(
    facts: &CoverageFacts,
    policy: &ContactPolicy,
    calendar: &WorkingDays,
    as_at: NaiveDate,
) -> CoverageClass {
    let owed = policy.owed_kinds.contains(&facts.kind)
        && policy.service_began_on.is_none_or(|began_on| began_on <= facts.reported_on);
    // Who was reached or whose promise was ended was owed one, whatever the policy says now.
    if !owed && facts.reached_on.is_none() && facts.ended_on.is_none() {
        return CoverageClass::NotOwed;
    }
    let window = policy.window(calendar, facts.reported_on, facts.risk);
    if as_at <= window.latest_on {
        return CoverageClass::WindowOpen;
    }
    match (facts.reached_on, facts.ended_on) {
        (Some(on), _) if on <= window.latest_on => CoverageClass::ReachedInWindow,
        (Some(_), _) => CoverageClass::ReachedLate,
        (None, Some(_)) => CoverageClass::EndedByReason,
        (None, None) if facts.tried => CoverageClass::TriedNotReached,
        (None, None) => CoverageClass::NeverTried,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn check(reached: Option<&str>, ended: Option<&str>, tried: bool, as_at: &str, expected: CoverageClass) {
        let facts = CoverageFacts {
            kind: CaseKind::Crime,
            reported_on: day("2026-11-02"),
            risk: None,
            reached_on: reached.map(day),
            ended_on: ended.map(day),
            tried,
        };
        let class = coverage_class(&facts, &ContactPolicy::preset(), &WorkingDays::default(), day(as_at));
        assert_eq!(class, expected, "{facts:?} as at {as_at}");
    }

    /// The window of a standard-risk case reported on 2 November 2026 ends on 30 November.
    #[test]
    fn each_class_has_its_case() {
        use CoverageClass::{EndedByReason, NeverTried, ReachedInWindow, ReachedLate, TriedNotReached, WindowOpen};
        check(Some("2026-11-10"), None, true, "2026-11-30", WindowOpen);
        check(Some("2026-11-30"), None, true, "2026-12-01", ReachedInWindow);
        check(Some("2026-12-01"), None, true, "2026-12-01", ReachedLate);
        check(Some("2026-11-10"), Some("2026-11-12"), true, "2026-12-01", ReachedInWindow);
        check(None, Some("2026-11-12"), true, "2026-12-01", EndedByReason);
        check(None, None, true, "2026-12-01", TriedNotReached);
        check(None, None, false, "2026-12-01", NeverTried);
    }
}

//! How the promise of a contact was kept, for the figures.

use crate::standing::{Standing, Story};
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

/// The class of a case as at a day, from its standing on that day.
///
/// A contact before the window's earliest day counts as in the window: the victim heard in time.
pub fn coverage_class(standing: &Standing, story: &Story<'_>, as_at: NaiveDate) -> CoverageClass {
    let Some(window) = standing.window() else { return CoverageClass::NotOwed };
    if as_at <= window.latest_on {
        return CoverageClass::WindowOpen;
    }
    match standing {
        Standing::NotOwed(_) => CoverageClass::NotOwed,
        Standing::Reached { on, .. } if *on <= window.latest_on => CoverageClass::ReachedInWindow,
        Standing::Reached { .. } => CoverageClass::ReachedLate,
        Standing::Ended { .. } => CoverageClass::EndedByReason,
        Standing::Open { .. } if story.attempts.is_empty() => CoverageClass::NeverTried,
        Standing::Open { .. } => CoverageClass::TriedNotReached,
    }
}

//! One row of the columns.

use crate::columns::DayNumber;
use crate::measure::Series;
use crate::release::Bases;
use caseload::OutcomeType;
use caseload::coverage::CoverageClass;

/// A case as the figures by group read it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct GroupedCase {
    pub index: usize,
    pub reported: DayNumber,
    pub closed: Option<(DayNumber, OutcomeType)>,
    pub coverage: CoverageClass,
    pub offered: bool,
    pub bases: Bases,
}

impl GroupedCase {
    /// Whether a case that was owed a contact is in the numerator of a share of contacts. One that was reached was
    /// offered a contact, whatever was written down; the series that are no such shares read the contact in window.
    pub(crate) fn counts_as(&self, series: Series) -> bool {
        let in_window = self.coverage == CoverageClass::ReachedInWindow;
        let reached = in_window || self.coverage == CoverageClass::ReachedLate;
        match series {
            Series::SrcReached => reached,
            Series::SrcOffered => self.offered || reached,
            Series::SrcInWindow
            | Series::SrcCoverage
            | Series::SrcDelivery
            | Series::WithdrawalClosed
            | Series::WithdrawalReported28
            | Series::WithdrawalReported56
            | Series::WithdrawalReported90
            | Series::DaysToContact
            | Series::Recorded
            | Series::DaysToOutcome
            | Series::Charged
            | Series::DaysBetween
            | Series::WithdrawalTwelveMonths => in_window,
        }
    }
}

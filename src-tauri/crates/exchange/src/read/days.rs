//! Days that cannot be.

use crate::mapping::DayField;
use crate::refusal::RefusalReason;
use chrono::NaiveDate;

/// Why a day cannot be, if so.
///
/// A crime may have happened long before it was reported, so that its day may be as early as a birth's.
pub(super) fn impossible(
    field: DayField,
    day: NaiveDate,
    reported_on: Option<NaiveDate>,
    today: NaiveDate,
) -> Option<RefusalReason> {
    let (earliest, follows_report) = match field {
        // The only day that lies ahead.
        DayField::ReassessBy => {
            return (day < earliest_report()).then(|| RefusalReason::TooEarly { earliest: earliest_report() });
        }
        // Risk may have been assessed at the call before the report was taken.
        DayField::Reported | DayField::Recorded | DayField::RiskAssessed => (earliest_report(), false),
        DayField::Occurred => (earliest_birth(), false),
        DayField::ContactMade
        | DayField::Outcome
        | DayField::Withdrawn
        | DayField::SupportRegained
        | DayField::Transferred => (earliest_report(), true),
    };
    if day > today {
        return Some(RefusalReason::InTheFuture { today });
    }
    if day < earliest {
        return Some(RefusalReason::TooEarly { earliest });
    }
    let reported_on = reported_on?;
    if follows_report && day < reported_on {
        return Some(RefusalReason::BeforeReport { reported_on });
    }
    (field == DayField::Occurred && day > reported_on).then_some(RefusalReason::AfterReport { reported_on })
}

/// The calendar of working days begins here; earlier reports are slips of the pen.
fn earliest_report() -> NaiveDate {
    NaiveDate::from_ymd_opt(1990, 1, 1).unwrap_or(NaiveDate::MIN)
}

pub(super) fn earliest_birth() -> NaiveDate {
    NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or(NaiveDate::MIN)
}

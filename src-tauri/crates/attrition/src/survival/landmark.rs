//! The landmark analysis: those still supporting after a day, by whether they were reached up to that day.

use crate::rate::Interval;
use crate::survival::cox::{NoFit, Ties, cox};
use crate::survival::day_counts::DayCounts;
use crate::survival::follow_up::{End, FollowUps};
use crate::survival::incidence::{CurvePoint, aalen_johansen};
use crate::survival::model::{Groups, HazardRatio};
use crate::survival::risk_sets::{RiskSetsBuilder, Span};
use std::num::NonZeroU32;

/// A landmark analysis. The clock starts at the landmark, so that nobody's time before a contact counts for it.
///
/// Source: Anderson JR, Cain KC, Gelber RD (1983), Journal of Clinical Oncology 1:710-719.
#[derive(Debug, Clone, PartialEq)]
pub struct Landmark {
    /// The landmark, in days since the report.
    pub day: u32,
    pub ratio: HazardRatio,
    /// Still supporting and followed after the landmark: reached by it, and not.
    pub reached: Arm,
    pub not_reached: Arm,
    /// Of those not reached by the landmark, how many were reached later: they dilute the comparison.
    pub reached_later: u64,
    /// Whether the landmark lies before the end of the contact window, so that many are reached later.
    pub diluted: bool,
}

/// One side of the comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct Arm {
    pub cases: u64,
    pub withdrawals: u64,
    /// The share withdrawn so many days after the landmark, with other outcomes competing.
    pub withdrawn_by: Option<(u32, f64, Option<Interval>)>,
}

/// How long after the landmark the shares are told, in days.
const HORIZON_DAYS: u32 = 90;

/// Compares those reached by the landmark with those not, within strata of risk and borough, and adjusted for strand
/// where asked. `window_ends` is the last day of the longest contact window.
///
/// # Errors
/// [`NoFit`] says why there is no answer.
pub fn landmark(cases: &FollowUps, day: u32, window_ends: u32, adjusted: bool) -> Result<Landmark, NoFit> {
    let groups = Groups::of(cases, adjusted, day.saturating_add(1));
    let covariates = groups.covariates();
    let last = cases.last_withdrawal().ok_or(NoFit::NoEvents)?.saturating_sub(day);
    let mut builder = RiskSetsBuilder::new(cases.strata().max(1), covariates.len(), last);
    let mut arms = [DayCounts::default(), DayCounts::default()];
    let mut reached_later = 0;
    for at in 0..cases.len() {
        let Some(until) = cases.end_day[at].checked_sub(day).filter(|&days| days > 0) else { continue };
        let contact = cases.contact[at].map(NonZeroU32::get);
        let reached = contact.is_some_and(|contact| contact <= day.saturating_add(1));
        reached_later += u64::from(!reached && contact.is_some());
        let end = cases.end[at];
        let pattern = groups.pattern(cases.group[at].into(), reached);
        let stratum = cases.stratum[at].into();
        builder.add(Span { stratum, pattern, after: 0, until, event: end == End::Withdrawal });
        let [without, with] = &mut arms;
        if reached { with } else { without }.add(until, end);
    }
    let fit = cox(&builder.finish(), &covariates, Ties::Efron)?;
    let coefficient = *fit.coefficients.first().ok_or(NoFit::NothingToCompare)?;
    let [not_reached, reached] = arms.map(|counts| Arm::of(&counts));
    let diluted = day < window_ends;
    Ok(Landmark { day, ratio: HazardRatio::of(coefficient), reached, not_reached, reached_later, diluted })
}

impl Arm {
    fn of(counts: &DayCounts) -> Self {
        let share = aalen_johansen(counts).withdrawn_by(HORIZON_DAYS);
        let told = |point: CurvePoint| (HORIZON_DAYS, point.estimate, point.interval);
        Self { cases: counts.followed(), withdrawals: counts.withdrawals(), withdrawn_by: share.map(told) }
    }
}

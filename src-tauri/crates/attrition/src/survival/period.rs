//! Whether the effect of the contact is the same early and late: what a hazard ratio takes for granted.

use crate::special::chi_square_tail;
use crate::survival::cox::{NoFit, Ties, cox};
use crate::survival::follow_up::{End, FollowUps};
use crate::survival::log_rank::last_tick;
use crate::survival::model::HazardRatio;
use crate::survival::risk_sets::{RiskSetsBuilder, Span};
use std::num::NonZeroU32;

/// The effect apart up to and after a day since the report.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Periods {
    pub until_day: u32,
    pub early: HazardRatio,
    pub late: HazardRatio,
    /// Likelihood-ratio test that both are one.
    pub p: f64,
}

/// Contacted on the two sides of the day: not contacted, contacted early, contacted late.
const APART: [[f64; 2]; 3] = [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]];
const TOGETHER: [[f64; 1]; 3] = [[0.0], [1.0], [1.0]];

/// Fits the effect apart up to and after a day, within strata of risk and borough.
///
/// # Errors
/// [`NoFit`] says why there is no answer.
pub fn effect_by_period(cases: &FollowUps, until_day: u32) -> Result<Periods, NoFit> {
    let last = cases.last_withdrawal().ok_or(NoFit::NoEvents)? + 1;
    let mut builder = RiskSetsBuilder::new(cases.strata().max(1), APART.len(), last);
    // The days up to the cut end with this tick.
    let cut = until_day.saturating_add(1);
    for at in 0..cases.len() {
        let Some(until) = last_tick(cases.end_day[at], cases.end[at]) else { continue };
        let event = cases.end[at] == End::Withdrawal;
        let stratum = cases.stratum[at].into();
        let contact = cases.contact[at].map_or(until, NonZeroU32::get).min(until);
        let mut add = |pattern, after: u32, to: u32| {
            let ends = to == until && after < to;
            builder.add(Span { stratum, pattern, after, until: to, event: event && ends });
        };
        add(0, 0, contact);
        add(1, contact, until.min(cut));
        add(2, contact.max(cut), until);
    }
    let sets = builder.finish();
    let apart = cox(&sets, &APART.map(|row| row.to_vec()), Ties::Efron)?;
    let together = cox(&sets, &TOGETHER.map(|row| row.to_vec()), Ties::Efron)?;
    let [early, late] = apart.coefficients.as_slice() else { return Err(NoFit::NothingToCompare) };
    let gain = 2.0 * (apart.log_likelihood - together.log_likelihood);
    Ok(Periods {
        until_day,
        early: HazardRatio::of(*early),
        late: HazardRatio::of(*late),
        p: chi_square_tail(gain.max(0.0), 1),
    })
}

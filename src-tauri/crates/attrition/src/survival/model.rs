//! The contact as a covariate that changes with time: uncontacted up to its day, contacted from the day after.

use crate::rate::Z_95;
use crate::special::normal_two_sided;
use crate::survival::cox::{Coefficient, CoxFit, NoFit, Ties, cox};
use crate::survival::follow_up::{End, FollowUps};
use crate::survival::log_rank::last_tick;
use crate::survival::risk_sets::{RiskSets, RiskSetsBuilder, Span};
use std::num::NonZeroU32;

/// A hazard ratio: below 1 means that fewer withdraw on a day, of those who still support then.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HazardRatio {
    pub estimate: f64,
    pub low: f64,
    pub high: f64,
    /// Of the logarithm.
    pub std_error: f64,
    /// Two-sided, Wald.
    pub p: f64,
}

impl HazardRatio {
    /// The ratio of a coefficient, with its 95 % interval.
    pub fn of(coefficient: Coefficient) -> Self {
        let Coefficient { estimate, std_error } = coefficient;
        Self {
            estimate: estimate.exp(),
            low: Z_95.mul_add(-std_error, estimate).exp(),
            high: Z_95.mul_add(std_error, estimate).exp(),
            std_error,
            p: normal_two_sided(estimate / std_error),
        }
    }
}

/// The effect of the contact by a time-dependent cause-specific Cox model.
#[derive(Debug, Clone, PartialEq)]
pub struct ContactEffect {
    pub ratio: HazardRatio,
    /// Crimes followed.
    pub cases: u64,
    /// Withdrawals before and on the day of a contact or without one, and after one.
    pub events_uncontacted: u64,
    pub events_contacted: u64,
    /// Whether the strand groups have coefficients of their own.
    pub adjusted: bool,
    pub fit: CoxFit,
}

/// Fits the model, within strata of risk and borough, which set the day of the contact.
///
/// # Errors
/// [`NoFit`] says why there is no answer.
pub fn contact_effect(cases: &FollowUps, adjusted: bool) -> Result<ContactEffect, NoFit> {
    let by_group = Groups::of(cases, adjusted, 0);
    let sets = by_group.risk_sets(cases);
    let fit = cox(&sets, &by_group.covariates(), Ties::Efron)?;
    let coefficient = *fit.coefficients.first().ok_or(NoFit::NothingToCompare)?;
    let events = sets.events_by_pattern();
    let (contacted, uncontacted): (Vec<_>, Vec<_>) = events.iter().enumerate().partition(|(at, _)| at % 2 == 1);
    let sum = |parts: &[(usize, &u64)]| parts.iter().map(|&(_, &count)| count).sum();
    Ok(ContactEffect {
        ratio: HazardRatio::of(coefficient),
        cases: cases.counts().followed(),
        events_uncontacted: sum(&uncontacted),
        events_contacted: sum(&contacted),
        adjusted,
        fit,
    })
}

/// Which groups the model tells apart: a pattern is twice the group's place, and one more once contacted.
pub(super) struct Groups {
    place: Vec<usize>,
    count: usize,
}

impl Groups {
    /// All in one, or each strand group on its own; the largest comes first and is what others are compared with.
    /// A group without a withdrawal on this day or later has no coefficient of its own and joins the first.
    pub(super) fn of(cases: &FollowUps, adjusted: bool, from_day: u32) -> Self {
        let groups = cases.groups().len();
        if !adjusted || groups < 2 {
            return Self { place: vec![0; groups], count: 1 };
        }
        let (mut sizes, mut withdrawn) = (vec![0u64; groups], vec![0u64; groups]);
        for ((&group, &end), &day) in cases.group.iter().zip(&cases.end).zip(&cases.end_day) {
            sizes[usize::from(group)] += 1;
            withdrawn[usize::from(group)] += u64::from(end == End::Withdrawal && day >= from_day);
        }
        let mut order: Vec<usize> = (0..groups).filter(|&group| withdrawn[group] > 0).collect();
        order.sort_by_key(|&group| (std::cmp::Reverse(sizes[group]), group));
        let mut place = vec![0; groups];
        for (at, &group) in order.iter().enumerate() {
            place[group] = at;
        }
        Self { place, count: order.len().max(1) }
    }

    /// The covariates of each pattern: contacted or not, then one for each group but the first.
    pub(super) fn covariates(&self) -> Vec<Vec<f64>> {
        let patterns = (0..self.count).flat_map(|group| [(group, 0.0), (group, 1.0)]);
        patterns
            .map(|(group, contacted)| {
                let others = (1..self.count).map(|other| if other == group { 1.0 } else { 0.0 });
                std::iter::once(contacted).chain(others).collect()
            })
            .collect()
    }

    /// The pattern of a case of this group.
    pub(super) fn pattern(&self, group: usize, contacted: bool) -> usize {
        self.place[group] * 2 + usize::from(contacted)
    }

    fn risk_sets(&self, cases: &FollowUps) -> RiskSets {
        let last = cases.last_withdrawal().unwrap_or(0) + 1;
        let builder = || RiskSetsBuilder::new(cases.strata().max(1), self.count * 2, last);
        let half = cases.len() / 2;
        // Two halves at once: what takes time is waiting for memory.
        let (mut first, second) = std::thread::scope(|scope| {
            let other = scope.spawn(|| self.count_into(builder(), cases, half..cases.len()));
            let first = self.count_into(builder(), cases, 0..half);
            (first, other.join())
        });
        match second {
            Ok(second) => first.merge(&second),
            Err(fault) => std::panic::resume_unwind(fault),
        }
        first.finish()
    }

    fn count_into(
        &self,
        mut builder: RiskSetsBuilder,
        cases: &FollowUps,
        range: std::ops::Range<usize>,
    ) -> RiskSetsBuilder {
        let days = cases.end_day[range.clone()].iter().zip(&cases.end[range.clone()]);
        let kinds = cases.stratum[range.clone()].iter().zip(&cases.group[range.clone()]);
        for (((&day, &end), &contact), (&stratum, &group)) in days.zip(&cases.contact[range]).zip(kinds) {
            let Some(until) = last_tick(day, end) else { continue };
            let pattern = self.pattern(group.into(), false);
            let (stratum, event) = (usize::from(stratum), end == End::Withdrawal);
            match contact.map(NonZeroU32::get).filter(|&contact| contact < until) {
                None => builder.add(Span { stratum, pattern, after: 0, until, event }),
                Some(contact) => {
                    builder.add(Span { stratum, pattern, after: 0, until: contact, event: false });
                    builder.add(Span { stratum, pattern: pattern + 1, after: contact, until, event });
                }
            }
        }
        builder
    }
}

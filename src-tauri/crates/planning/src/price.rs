//! The tiers as numbers: a price for each step of the flow, compared tier by tier and never mixed into one weight.

use crate::board::Board;
use crate::instance::ContactToPlan;
use caseload::{CaseId, OfficerId, RiskLevel};
use chrono::{Datelike, NaiveDate};
use std::cmp::Reverse;
use std::ops::{Add, Neg, Sub};

/// Cost of one contact at a load of none and one shift: enough to tell loads per shift apart in whole numbers.
const FAIR_LOAD_SCALE: i64 = 10_000;

/// A tie-breaker has so many bits, so that sums over a whole plan stay far from the end of an `i64`.
const TIE_BITS: u32 = 40;

/// What one step of the flow costs, tier by tier: the order of the fields is the order of the tiers.
///
/// Prices form an ordered abelian group, which is all that shortest paths with potentials ask for.
/// No field overflows: the limits in `board` bound every field of a single step by 2^40 and the nodes of a network by
/// 2^18, and every distance and potential is a difference of two simple paths (see `flow`), so below 2^60.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Price {
    pub left_out_high: i32,
    pub left_out_medium: i32,
    pub left_out_standard: i32,
    pub service: i64,
    pub fair_load: i64,
    pub changes: i32,
    pub tie: i64,
}

/// What a whole plan achieves and costs, tier by tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cost {
    /// Victims planned, by risk; fixed lines among them.
    pub planned_high: u32,
    pub planned_medium: u32,
    pub planned_standard: u32,
    /// Points of all lines, and of victims left out as if seen on the first day after the horizon.
    pub service_points: i64,
    /// The sum of [`fair_load_step`] over all lines.
    pub fair_load: i64,
    /// Held lines that the plan does not keep.
    pub changes: u32,
    /// The sum of [`tie_breaker`] over all lines and victims left out.
    pub tie: i64,
}

/// By how much another plan differs from this one: the other's figures less this one's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CostDifference {
    pub planned_high: i32,
    pub planned_medium: i32,
    pub planned_standard: i32,
    pub service_points: i64,
    pub fair_load: i64,
    pub changes: i32,
    pub tie: i64,
}

/// The tiers, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    Planned,
    Service,
    FairLoad,
    Changes,
    Tie,
}

impl Cost {
    /// A key that is smaller for a better plan.
    pub fn rank(&self) -> (Reverse<u32>, Reverse<u32>, Reverse<u32>, i64, i64, u32, i64) {
        (
            Reverse(self.planned_high),
            Reverse(self.planned_medium),
            Reverse(self.planned_standard),
            self.service_points,
            self.fair_load,
            self.changes,
            self.tie,
        )
    }

    /// Victims planned at every risk.
    pub const fn planned(&self) -> u32 {
        self.planned_high + self.planned_medium + self.planned_standard
    }
}

impl CostDifference {
    /// The first tier in which the two plans differ.
    pub const fn decided_by(&self) -> Tier {
        if self.planned_high != 0 || self.planned_medium != 0 || self.planned_standard != 0 {
            Tier::Planned
        } else if self.service_points != 0 {
            Tier::Service
        } else if self.fair_load != 0 {
            Tier::FairLoad
        } else if self.changes != 0 {
            Tier::Changes
        } else {
            Tier::Tie
        }
    }
}

/// What one more contact costs an officer who has `load` of them, in the fair-load tier.
///
/// It is the step from `load`² to (`load` + 1)², divided by the shifts on duty and rounded down:
/// the sum of squares over shifts is the usual measure of even load, and its steps rise, as a flow needs.
pub fn fair_load_step(load: u32, shifts_on_duty: u32) -> i64 {
    (2 * i64::from(load) + 1) * FAIR_LOAD_SCALE / i64::from(shifts_on_duty.max(1))
}

/// A number of 40 bits that breaks ties between equal plans; `None` stands for leaving the victim out.
///
/// The mixing step is splitmix64's (Steele, Lea and Flood, 2014), so that no officer is favoured for a low id.
pub fn tie_breaker(case: CaseId, line: Option<(OfficerId, NaiveDate)>) -> i64 {
    let (officer, day) = line.map_or((0, 0), |(officer, day)| (officer.get(), day.num_days_from_ce().unsigned_abs()));
    let mixed = splitmix(splitmix(splitmix(case.get()) ^ officer) ^ u64::from(day));
    (mixed >> (u64::BITS - TIE_BITS)).cast_signed()
}

impl Price {
    /// The price of a line with an officer who serves the victim's ward by name, or does not.
    pub(crate) fn of_line(
        board: &Board,
        contact: &ContactToPlan,
        (officer, by_ward): (OfficerId, bool),
        day: NaiveDate,
    ) -> Self {
        let points = &board.instance.points;
        let late = board.instance.calendar.between(contact.target_on, day);
        let a_day = if late > 0 { points.a_day_late } else { points.a_day_early }.at(contact.risk);
        let other_ward = if by_ward { 0 } else { points.other_ward };
        let kept = contact.held.is_none_or(|held| (held.officer, held.day) == (officer, day));
        Self {
            service: i64::from(a_day) * late.abs() + i64::from(other_ward),
            changes: i32::from(!kept),
            tie: tie_breaker(contact.case, Some((officer, day))),
            ..Self::default()
        }
    }

    /// The price of leaving a victim out.
    ///
    /// Service counts as if the victim were seen on the first day after the horizon.
    /// Without that, of two victims of one risk the one who has waited longer would cost less when left out.
    pub(crate) fn of_leaving_out(board: &Board, contact: &ContactToPlan) -> Self {
        let points = &board.instance.points;
        let (mut waiting, mut closing) = (0, 0);
        if let Some(&last) = board.instance.contact_days.last() {
            let after = last.succ_opt().unwrap_or(last);
            waiting = board.instance.calendar.between(contact.target_on, after).max(0);
            closing = if contact.last_on <= last { points.left_as_window_closes } else { 0 };
        }
        let (high, medium, standard) = one_at(contact.risk);
        Self {
            left_out_high: high,
            left_out_medium: medium,
            left_out_standard: standard,
            service: i64::from(points.a_day_late.at(contact.risk)) * waiting + i64::from(closing),
            fair_load: 0,
            changes: i32::from(contact.held.is_some()),
            tie: tie_breaker(contact.case, None),
        }
    }

    /// The price of one more contact at this load.
    pub(crate) fn of_load(load: u32, shifts_on_duty: u32) -> Self {
        Self { fair_load: fair_load_step(load, shifts_on_duty), ..Self::default() }
    }
}

impl From<Price> for CostDifference {
    fn from(price: Price) -> Self {
        Self {
            planned_high: -price.left_out_high,
            planned_medium: -price.left_out_medium,
            planned_standard: -price.left_out_standard,
            service_points: price.service,
            fair_load: price.fair_load,
            changes: price.changes,
            tie: price.tie,
        }
    }
}

impl Add for Price {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            left_out_high: self.left_out_high + other.left_out_high,
            left_out_medium: self.left_out_medium + other.left_out_medium,
            left_out_standard: self.left_out_standard + other.left_out_standard,
            service: self.service + other.service,
            fair_load: self.fair_load + other.fair_load,
            changes: self.changes + other.changes,
            tie: self.tie + other.tie,
        }
    }
}

impl Neg for Price {
    type Output = Self;

    fn neg(self) -> Self {
        Self::default() - self
    }
}

impl Sub for Price {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self {
            left_out_high: self.left_out_high - other.left_out_high,
            left_out_medium: self.left_out_medium - other.left_out_medium,
            left_out_standard: self.left_out_standard - other.left_out_standard,
            service: self.service - other.service,
            fair_load: self.fair_load - other.fair_load,
            changes: self.changes - other.changes,
            tie: self.tie - other.tie,
        }
    }
}

/// One victim of this risk, as (high, medium, standard).
pub(crate) const fn one_at(risk: RiskLevel) -> (i32, i32, i32) {
    match risk {
        RiskLevel::High => (1, 0, 0),
        RiskLevel::Medium => (0, 1, 0),
        RiskLevel::Standard => (0, 0, 1),
    }
}

const fn splitmix(seed: u64) -> u64 {
    let mut mixed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

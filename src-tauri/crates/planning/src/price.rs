//! The tiers as numbers: a price for each step of the flow, compared tier by tier.

use crate::instance::Instance;
use caseload::{CaseId, OfficerId, RiskLevel};
use chrono::{Datelike, NaiveDate};
use std::cmp::Reverse;
use std::ops::{Add, Sub};

/// Cost of one contact at a load of none and one shift: enough to tell loads per shift apart in whole numbers.
const FAIR_LOAD_SCALE: i64 = 10_000;

/// A tie-breaker has so many bits.
pub(crate) const TIE_BITS: u32 = 40;

/// The largest number of points of one rule, of a load, of working days late or early, and of contacts in a plan:
/// with these a price keeps to its bits, see [`Price::packed`].
pub(crate) const POINTS_LIMIT: u32 = 10_000;
pub(crate) const LOAD_LIMIT: u32 = 100_000;
const DAYS_LIMIT: i64 = 1_000;

/// The bits of each tier within a packed price, the last tier first.
const CHANGES_BITS: u32 = 18;
const FAIR_BITS: u32 = 35;
const SERVICE_BITS: u32 = 43;
const RISK_BITS: u32 = 4;
const ACCEPTED_BITS: u32 = 18;

/// What one step of the flow costs, tier by tier: the order of the fields is the order of the tiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Price {
    pub left_out: i32,
    pub accepted_changes: i32,
    pub left_out_high: i32,
    pub left_out_medium: i32,
    pub service: i64,
    pub fair_load: i64,
    pub changes: i32,
}

/// What a whole plan achieves and costs, tier by tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cost {
    /// Victims planned, by risk; fixed lines among them.
    pub planned_high: u32,
    pub planned_medium: u32,
    pub planned_standard: u32,
    /// Accepted lines that the plan does not keep. Only a repair can have any.
    pub accepted_changes: u32,
    /// Points of all lines, and of victims left out as if seen on the first day after the horizon.
    pub service_points: i64,
    /// The sum of [`fair_load_step`] over all lines.
    pub fair_load: i64,
    /// Held lines that the plan does not keep.
    pub changes: u32,
}

/// By how much another plan differs from this one: the other's figures less this one's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CostDifference {
    pub planned_high: i32,
    pub planned_medium: i32,
    pub planned_standard: i32,
    pub accepted_changes: i32,
    pub service_points: i64,
    pub fair_load: i64,
    pub changes: i32,
}

/// The tiers, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    Planned,
    AcceptedChanges,
    Risk,
    Service,
    FairLoad,
    Changes,
    Tie,
}

/// The points of one line, rule by rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct LinePoints {
    /// Working days from the target, weighed by risk.
    pub days: i64,
    /// The officer does not serve the ward by name.
    pub other_ward: u32,
    /// The officer does not speak the language the victim would like.
    pub language: u32,
    /// The officer is not of the gender the victim would like.
    pub gender: u32,
    /// The officer is new to a victim whom another officer knows.
    pub new_officer: u32,
}

impl LinePoints {
    /// All of them.
    pub fn total(&self) -> i64 {
        self.days + i64::from(self.of_officer())
    }

    /// Those that depend on the officer and not on the day.
    pub(crate) const fn of_officer(&self) -> u32 {
        self.other_ward + self.language + self.gender + self.new_officer
    }
}

impl Cost {
    /// A key that is smaller for a better plan.
    pub fn rank(&self) -> impl Ord + use<> {
        (
            (Reverse(self.planned()), self.accepted_changes, Reverse(self.planned_high), Reverse(self.planned_medium)),
            (self.service_points, self.fair_load, self.changes),
        )
    }

    /// Victims planned at every risk.
    pub const fn planned(&self) -> u32 {
        self.planned_high + self.planned_medium + self.planned_standard
    }
}

impl CostDifference {
    /// By how many victims more are planned in the other plan.
    pub const fn planned(&self) -> i32 {
        self.planned_high + self.planned_medium + self.planned_standard
    }

    /// The first tier in which the two plans differ.
    pub const fn decided_by(&self) -> Tier {
        if self.planned() != 0 {
            Tier::Planned
        } else if self.accepted_changes != 0 {
            Tier::AcceptedChanges
        } else if self.planned_high != 0 || self.planned_medium != 0 {
            Tier::Risk
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

/// Points for the days between a target and a planned day, at a risk.
pub(crate) fn day_points(instance: &Instance, risk: RiskLevel, target_on: NaiveDate, day: NaiveDate) -> i64 {
    let late = instance.calendar.between(target_on, day).clamp(-DAYS_LIMIT, DAYS_LIMIT);
    let a_day = if late > 0 { instance.points.a_day_late } else { instance.points.a_day_early };
    i64::from(a_day.at(risk)) * late.abs()
}

impl Price {
    /// The price as one wide whole number, whose order is the order of the tiers.
    ///
    /// The tiers stand one above the other, each with bits of its own; a negative tier borrows from the one above,
    /// and [`Self::unpacked`] gives it back. Nothing is weighed: no sum that is ever compared leaves its bits.
    /// What is compared is a price and the difference of two potentials, and a potential is the price of a simple way
    /// to the sink, so three such sums at most.
    /// A simple way ends at the sink, so it holds at most one step that leaves a victim out and one step of an
    /// officer's load: three are below 2^3 and, with a load up to [`LOAD_LIMIT`], below 2^34.
    /// It passes each contact once, by two arcs; with 20,000 contacts in a plan, [`POINTS_LIMIT`] points a rule and a
    /// thousand days, three times that is below 2^42 points and below 2^17 changes.
    pub(crate) fn packed(self) -> i128 {
        let mut sum = i128::from(self.left_out);
        for (field, bits) in self.below_the_first() {
            sum = (sum << bits) + i128::from(field);
        }
        sum
    }

    fn below_the_first(self) -> [(i64, u32); 6] {
        [
            (i64::from(self.accepted_changes), ACCEPTED_BITS),
            (i64::from(self.left_out_high), RISK_BITS),
            (i64::from(self.left_out_medium), RISK_BITS),
            (self.service, SERVICE_BITS),
            (self.fair_load, FAIR_BITS),
            (i64::from(self.changes), CHANGES_BITS),
        ]
    }

    /// The tiers of a wide number.
    pub(crate) fn unpacked(packed: i128) -> Self {
        let mut rest = packed;
        let mut take = |bits: u32| {
            let unsigned = rest & ((1 << bits) - 1);
            let field = if unsigned >> (bits - 1) == 0 { unsigned } else { unsigned - (1 << bits) };
            rest = (rest - field) >> bits;
            i64::try_from(field).unwrap_or_default()
        };
        let (changes, fair_load, service) = (take(CHANGES_BITS), take(FAIR_BITS), take(SERVICE_BITS));
        let (medium, high, accepted) = (take(RISK_BITS), take(RISK_BITS), take(ACCEPTED_BITS));
        let small = |field: i64| i32::try_from(field).unwrap_or_default();
        Self {
            left_out: i32::try_from(rest).unwrap_or_default(),
            accepted_changes: small(accepted),
            left_out_high: small(high),
            left_out_medium: small(medium),
            service,
            fair_load,
            changes: small(changes),
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
            planned_standard: price.left_out_high + price.left_out_medium - price.left_out,
            accepted_changes: price.accepted_changes,
            service_points: price.service,
            fair_load: price.fair_load,
            changes: price.changes,
        }
    }
}

impl Add for Price {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            left_out: self.left_out + other.left_out,
            accepted_changes: self.accepted_changes + other.accepted_changes,
            left_out_high: self.left_out_high + other.left_out_high,
            left_out_medium: self.left_out_medium + other.left_out_medium,
            service: self.service + other.service,
            fair_load: self.fair_load + other.fair_load,
            changes: self.changes + other.changes,
        }
    }
}

impl Sub for Price {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self {
            left_out: self.left_out - other.left_out,
            accepted_changes: self.accepted_changes - other.accepted_changes,
            left_out_high: self.left_out_high - other.left_out_high,
            left_out_medium: self.left_out_medium - other.left_out_medium,
            service: self.service - other.service,
            fair_load: self.fair_load - other.fair_load,
            changes: self.changes - other.changes,
        }
    }
}

const fn splitmix(seed: u64) -> u64 {
    let mut mixed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_price() -> impl Strategy<Value = Price> {
        let counts = (-3..=3_i32, -120_000..=120_000_i32, -3..=3_i32, -3..=3_i32, -120_000..=120_000_i32);
        (counts, -(1_i64 << 41)..1_i64 << 41, -(1_i64 << 33)..1_i64 << 33).prop_map(
            |((left_out, accepted_changes, left_out_high, left_out_medium, changes), service, fair_load)| Price {
                left_out,
                accepted_changes,
                left_out_high,
                left_out_medium,
                service,
                fair_load,
                changes,
            },
        )
    }

    proptest! {
        #[test]
        fn a_packed_price_adds_compares_and_comes_back_as_its_tiers(a in any_price(), b in any_price()) {
            prop_assert_eq!(Price::unpacked(a.packed()), a);
            prop_assert_eq!(a.packed().cmp(&b.packed()), a.cmp(&b));
            prop_assert_eq!((a + b).packed(), a.packed() + b.packed());
            prop_assert_eq!((a - b).packed(), a.packed() - b.packed());
        }
    }
}

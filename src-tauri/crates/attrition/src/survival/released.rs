//! Curves for readers without names: by week, of victims who were all followed for 90 days, each victim in one curve.
//!
//! A curve in steps tells of single people: each step is one or two of them, and so is the difference between the same
//! curve a month later. Four rules keep a curve from telling of anybody.
//!
//! *Followed whole, and given once.* A curve is of the crimes of a half-year whose months have all been given with
//! their 90 days. It does not grow, and no victim is in two curves, so that there is nothing to subtract.
//!
//! *Only months whose own shares are shown.* The months' shares at 28, 56 and 90 days add up to the curve's, so a
//! month that is withheld there is left out here.
//!
//! *By week, and never in small steps.* From one point shown to the next at least as many victims withdraw as the
//! threshold, as many since the last day that the months tell, and as many more until the next such day; weeks in
//! between are not shown. How many are
//! still followed is told where as many ended otherwise, and as many are left.
//!
//! *A group against all others, at fixed days.* A group's curve has the days that the months tell, all of them or none,
//! and is shown only where every step of the group and of all others is large, since they are what the group leaves of
//! all. Were its days chosen by its numbers, a day left out would tell of the weeks about it; as they are fixed, each
//! member could be anybody else who ended alike between the same two days.
//!
//! An attacker who knows the months and all of this finds no withheld number (`tests/figures/curve_attacker.rs`).

use crate::rate::{Interval, Rate};
use crate::suppression::SmallNumbers;
use crate::survival::day_counts::DayCounts;
use crate::survival::incidence::log_log;

/// For how long the cases of such a curve are followed, in days: as the longest cohort series.
pub const RELEASED_DAYS: u32 = 90;
/// The ends of weeks, with the days told by the months among them.
const WEEKS: [u32; 13] = [7, 14, 21, 28, 35, 42, 49, 56, 63, 70, 77, 84, RELEASED_DAYS];
/// The days told by the cohort series of the months.
const TOLD_BY_MONTHS: [u32; 3] = [28, 56, RELEASED_DAYS];

/// A curve at the end of a week.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeekPoint {
    /// Days since the report.
    pub day: u32,
    /// So many withdrew up to this day, of all.
    pub withdrawn: u64,
    pub estimate: f64,
    /// 95 %, log-log, as of every curve.
    pub interval: Option<Interval>,
    /// Those neither withdrawn nor ended otherwise by the end of this day, where that may be told.
    pub at_risk: Option<u64>,
}

/// Withdrawn, and ended otherwise, by the end of a day.
type Ended = [u64; 2];

impl SmallNumbers {
    /// The curve of cases that were all followed for 90 days; nothing where too few withdrew or stayed.
    pub fn week_curve(self, counts: &DayCounts) -> Vec<WeekPoint> {
        let mut points = Vec::new();
        let (mut told, mut told_other) = (0, 0);
        let all = counts.all();
        for day in WEEKS {
            let [withdrawn, other] = counts.ended_by(day);
            let until = TOLD_BY_MONTHS.into_iter().find(|&told| day <= told).unwrap_or(RELEASED_DAYS);
            let [until_told, _] = counts.ended_by(until);
            let since = TOLD_BY_MONTHS.into_iter().rfind(|&told| told < day);
            let since_told = since.map_or(0, |day| counts.ended_by(day)[0]);
            let rest_is_large = day == until || self.reaches_threshold(until_told - withdrawn);
            if !self.reaches_threshold(withdrawn - told.max(since_told))
                || !rest_is_large
                || !self.reaches_threshold(all - until_told)
            {
                continue;
            }
            told = withdrawn;
            let left = all - withdrawn - other;
            let at_risk = (self.reaches_threshold(other - told_other) && self.reaches_threshold(left)).then_some(left);
            if at_risk.is_some() {
                told_other = other;
            }
            points.push(WeekPoint::of(day, withdrawn, all, at_risk));
        }
        points
    }

    /// The curve of a group at the days the months tell, beside the curve that is shown of all; whole or not at all.
    pub fn week_curve_of_group(self, group: &DayCounts, all: &DayCounts, shown: &[WeekPoint]) -> Vec<WeekPoint> {
        let (of_group, of_all) = (group.all(), all.all());
        let Some(of_others) = of_all.checked_sub(of_group) else { return Vec::new() };
        let (mut told, mut told_others): (Ended, Ended) = ([0; 2], [0; 2]);
        let mut points = Vec::new();
        for day in TOLD_BY_MONTHS {
            let is_told = |point: &WeekPoint| point.day == day && point.at_risk.is_some();
            let (own, both) = (group.ended_by(day), all.ended_by(day));
            let others: Ended = [both[0].saturating_sub(own[0]), both[1].saturating_sub(own[1])];
            let left = of_group - own[0] - own[1];
            let left_of_others = of_others.saturating_sub(others[0] + others[1]);
            let steps = [own[0] - told[0], own[1] - told[1], others[0] - told_others[0], others[1] - told_others[1]];
            let are_large = steps.into_iter().chain([left, left_of_others]).all(|count| self.reaches_threshold(count));
            if !are_large || !shown.iter().any(is_told) {
                return Vec::new();
            }
            (told, told_others) = (own, others);
            points.push(WeekPoint::of(day, own[0], of_group, Some(left)));
        }
        points
    }

    const fn reaches_threshold(self, count: u64) -> bool {
        count >= self.threshold()
    }
}

impl WeekPoint {
    fn of(day: u32, withdrawn: u64, all: u64, at_risk: Option<u64>) -> Self {
        let rate = Rate::of_parts(crate::Series::WithdrawalReported90, withdrawn, all.saturating_sub(withdrawn));
        let estimate = rate.share().unwrap_or(0.0);
        // Where everybody is followed, the delta variance is the binomial one.
        let std_error = (estimate * (1.0 - estimate) / crate::rate::as_float(all.max(1))).sqrt();
        Self { day, withdrawn, estimate, interval: log_log(estimate, std_error), at_risk }
    }
}

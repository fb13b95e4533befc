//! Curves: the share withdrawn by each day, with other outcomes competing.

use crate::rate::{Interval, Z_95, as_float};
use crate::survival::day_counts::DayCounts;

/// A curve after one day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurvePoint {
    /// Days since the report; day 0 stands for half a day.
    pub day: u32,
    /// Those followed up to this day and not ended before it.
    pub at_risk: u64,
    /// Events on this day.
    pub events: u64,
    /// The share, 0 to 1.
    pub estimate: f64,
    pub std_error: f64,
    /// 95 %, log-log. None where the share is 0 or 1, or its error cannot be told.
    pub interval: Option<Interval>,
}

/// Less than this is left by rounding alone: far less than one case of a million.
const ROUNDING: f64 = 1e-12;

/// The cumulative incidence of withdrawal and of every other end.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Incidence {
    pub withdrawal: Vec<CurvePoint>,
    pub other: Vec<CurvePoint>,
}

impl Incidence {
    /// The share withdrawn by the end of a day; nothing where nobody was followed.
    pub fn withdrawn_by(&self, day: u32) -> Option<CurvePoint> {
        let after = self.withdrawal.partition_point(|point| point.day <= day);
        after.checked_sub(1).and_then(|at| self.withdrawal.get(at)).copied()
    }
}

/// The share still supporting, were there no other ends: each of those is only followed so far.
///
/// Variance: Greenwood M (1926). Interval: log-log, as Kalbfleisch and Prentice.
/// Shown to nobody as the share withdrawn, which it overstates: for that see [`aalen_johansen`].
pub fn kaplan_meier(counts: &DayCounts) -> Vec<CurvePoint> {
    let (mut share, mut sum) = (1.0, 0.0);
    let mut points = Vec::new();
    for (day, at_risk, [withdrawals, _, _]) in counts.at_risk() {
        if at_risk == 0 {
            continue;
        }
        if withdrawals > 0 {
            let (n, d) = (as_float(at_risk), as_float(withdrawals));
            // Exactly 0 where all who are left end: no rounding is carried past that.
            share *= as_float(at_risk - withdrawals) / n;
            sum += d / (n * (n - d));
        }
        let std_error = if share > 0.0 { share * f64::sqrt(sum) } else { 0.0 };
        points.push(point(day, at_risk, withdrawals, share, std_error));
    }
    points
}

/// The cumulative incidence of withdrawal with every other end competing.
///
/// Source: Aalen OO, Johansen S (1978), Scandinavian Journal of Statistics 5:141-150.
/// The variance is the delta (Greenwood) one, as a recurrence over days: the covariance of the shares in each state is
/// carried through the day's step, and the day's own multinomial variance is added. R's infinitesimal jackknife of
/// `survfit` gives the same numbers.
/// The other ends are what the still supporting and the withdrawn leave, so that the three always add up to 1.
pub fn aalen_johansen(counts: &DayCounts) -> Incidence {
    let mut state = States::start();
    let mut incidence = Incidence::default();
    for (day, at_risk, [withdrawals, other, _]) in counts.at_risk() {
        if at_risk == 0 {
            continue;
        }
        state.step(at_risk, withdrawals, other);
        let rest = 1.0 - state.supporting - state.withdrawn;
        // What rounding alone leaves is no share.
        let rest = if rest < ROUNDING { 0.0 } else { rest };
        incidence.withdrawal.push(point(day, at_risk, withdrawals, state.withdrawn, state.error_of_withdrawn()));
        incidence.other.push(point(day, at_risk, other, rest, state.error_of_other()));
    }
    incidence
}

/// The shares still supporting and withdrawn, with their covariances; the third share is what they leave.
#[derive(Debug, Clone, Copy)]
struct States {
    supporting: f64,
    withdrawn: f64,
    var_supporting: f64,
    var_withdrawn: f64,
    covariance: f64,
    /// Whether anybody has ended otherwise.
    any_other: bool,
}

impl States {
    const fn start() -> Self {
        Self {
            supporting: 1.0,
            withdrawn: 0.0,
            var_supporting: 0.0,
            var_withdrawn: 0.0,
            covariance: 0.0,
            any_other: false,
        }
    }

    /// One day: of those at risk so many withdraw and so many end otherwise.
    fn step(&mut self, at_risk: u64, withdrawals: u64, other: u64) {
        let n = as_float(at_risk);
        let stays = as_float(at_risk - withdrawals - other) / n;
        let leaves = as_float(withdrawals) / n;
        // Through the step: the withdrawn gain `leaves` of the supporting, who keep `stays`.
        let var_withdrawn = leaves * leaves * self.var_supporting + 2.0 * leaves * self.covariance + self.var_withdrawn;
        let covariance = stays * (leaves * self.var_supporting + self.covariance);
        let var_supporting = stays * stays * self.var_supporting;
        // The day's own variance: one draw of n among staying, withdrawing and ending otherwise.
        let own = self.supporting * self.supporting / n;
        self.var_withdrawn = var_withdrawn + own * leaves * (1.0 - leaves);
        self.covariance = covariance - own * leaves * stays;
        self.var_supporting = var_supporting + own * stays * (1.0 - stays);
        self.any_other |= other > 0;
        self.withdrawn += self.supporting * leaves;
        self.supporting *= stays;
        if !self.any_other {
            // The withdrawn are all who no longer support: exactly 1 where nobody does, whatever was rounded before.
            self.withdrawn = 1.0 - self.supporting;
        }
    }

    fn error_of_withdrawn(&self) -> f64 {
        self.var_withdrawn.max(0.0).sqrt()
    }

    /// The other ends are 1 less both: their variance is that of the sum of both.
    fn error_of_other(&self) -> f64 {
        (self.var_supporting + self.var_withdrawn + 2.0 * self.covariance).max(0.0).sqrt()
    }
}

fn point(day: u32, at_risk: u64, events: u64, estimate: f64, std_error: f64) -> CurvePoint {
    CurvePoint { day, at_risk, events, estimate, std_error, interval: log_log(estimate, std_error) }
}

/// The 95 % interval on the scale of log(−log share), which stays within 0 and 1.
pub(super) fn log_log(share: f64, std_error: f64) -> Option<Interval> {
    if share <= 0.0 || share >= 1.0 || !std_error.is_finite() {
        return None;
    }
    let half = Z_95 * std_error / (share * share.ln().abs());
    let (low, high) = (share.powf(half.exp()), share.powf((-half).exp()));
    Some(Interval { low, high })
}

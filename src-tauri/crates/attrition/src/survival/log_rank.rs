//! Whether groups withdraw at the same pace.

use crate::special::chi_square_tail;
use crate::survival::follow_up::{End, FollowUps};
use crate::survival::matrix::{Symmetric, times};
use crate::survival::risk_sets::{RiskSets, RiskSetsBuilder, Span};

/// A log-rank test.
///
/// Source: Mantel N (1966), Cancer Chemotherapy Reports 50:163-170; Peto R, Peto J (1972), Journal of the Royal
/// Statistical Society A 135:185-207. Stratified: both sums are over strata.
#[derive(Debug, Clone, PartialEq)]
pub struct LogRank {
    pub chi_square: f64,
    pub degrees: u32,
    pub p: f64,
    /// Events of each group, and those expected were all alike.
    pub observed: Vec<u64>,
    pub expected: Vec<f64>,
}

/// Tests whether the patterns of the risk sets have events at the same pace; nothing where fewer than two were at risk.
pub fn log_rank(sets: &RiskSets) -> Option<LogRank> {
    let groups = sets.patterns;
    let mut expected = vec![0.0; groups];
    let mut variance = vec![0.0; groups * groups];
    for (at_risk, events) in sets.iter() {
        let n: f64 = at_risk.iter().sum();
        let d: f64 = events.iter().copied().map(f64::from).sum();
        let spread = if n > 1.0 { d * (n - d) / (n - 1.0) } else { 0.0 };
        for (row, &of_row) in at_risk.iter().enumerate() {
            let share = of_row / n;
            expected[row] += d * share;
            for (column, &of_column) in at_risk.iter().enumerate().take(row + 1) {
                let own = if row == column { share } else { 0.0 };
                variance[row * groups + column] += spread * (own - share * of_column / n);
            }
        }
    }
    let observed = sets.events_by_pattern();
    // Who was never at risk with others tells nothing; of the rest one follows from the others.
    let mut compared: Vec<usize> = (0..groups).filter(|&group| variance[group * groups + group] > 0.0).collect();
    compared.pop()?;
    let size = compared.len();
    if size == 0 {
        return None;
    }
    let mut of_compared = Symmetric::zero(size);
    for (row, &group) in compared.iter().enumerate() {
        for (column, &other) in compared.iter().enumerate().take(row + 1) {
            of_compared.cells_mut()[row * size + column] = variance[group * groups + other];
        }
    }
    let gaps: Vec<f64> = compared.iter().map(|&group| observed[group] as f64 - expected[group]).collect();
    let inverse = of_compared.inverse()?;
    let chi_square = times(&inverse, &gaps).iter().zip(&gaps).map(|(a, b)| a * b).sum();
    let degrees = u32::try_from(size).ok()?;
    Some(LogRank { chi_square, degrees, p: chi_square_tail(chi_square, degrees), observed, expected })
}

impl FollowUps {
    /// Those at risk of withdrawing, by strand group; within strata of risk and borough where asked.
    pub fn risk_sets_by_group(&self, stratified: bool) -> RiskSets {
        let last = self.last_withdrawal().unwrap_or(0) + 1;
        let strata = if stratified { self.strata().max(1) } else { 1 };
        let mut builder = RiskSetsBuilder::new(strata, self.groups().len().max(1), last);
        for (((&day, &end), &stratum), &group) in self.end_day.iter().zip(&self.end).zip(&self.stratum).zip(&self.group)
        {
            if let Some(until) = last_tick(day, end) {
                let event = end == End::Withdrawal;
                let stratum = if stratified { stratum } else { 0 };
                builder.add(Span { stratum: stratum.into(), pattern: group.into(), after: 0, until, event });
            }
        }
        builder.finish()
    }
}

/// The tick up to which a case was at risk: day zero is tick 1 (half a day), day 1 tick 2, and so on.
/// Nothing where it is open on day zero and so has not been followed.
pub(super) const fn last_tick(day: u32, end: End) -> Option<u32> {
    match (day, end) {
        (0, End::Open) => None,
        (day, _) => Some(day + 1),
    }
}

//! Before and after the contact's start in each borough: what is left to compare where every victim gets one.

use crate::effect::two_by_two::{Estimate, TwoByTwo};
use crate::rate::{Z_95, as_float};

/// One borough: those withdrawn within 90 days and all, of crimes reported before its start and from it on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BeforeAfterBorough {
    pub before: (u64, u64),
    pub after: (u64, u64),
}

/// The series break: after less before, each borough compared with itself.
#[derive(Debug, Clone, PartialEq)]
pub struct BeforeAfter {
    /// Each borough's difference with Newcombe's interval, in the order given; nothing where a side has no crime.
    pub boroughs: Vec<Option<Estimate>>,
    /// All together.
    pub together: Option<Estimate>,
}

/// Compares each borough with itself, and adds the differences up with Mantel and Haenszel's weights.
///
/// Source: Greenland S, Robins JM (1985), Biometrics 41:55-68; the variance is Sato's (1989), Biometrics 45:1323-1324,
/// which holds for many small boroughs as for few large ones.
pub fn before_after(boroughs: &[BeforeAfterBorough]) -> BeforeAfter {
    let table = |borough: &BeforeAfterBorough| TwoByTwo::new(borough.after, borough.before);
    let each = boroughs.iter().map(|borough| table(borough)?.risk_difference()).collect();
    BeforeAfter { boroughs: each, together: together(boroughs) }
}

fn together(boroughs: &[BeforeAfterBorough]) -> Option<Estimate> {
    let (mut weights, mut gaps) = (0.0, 0.0);
    let (mut first, mut second) = (0.0, 0.0);
    for borough in boroughs {
        let [a, n] = [borough.after.0, borough.after.1].map(as_float);
        let [c, m] = [borough.before.0, borough.before.1].map(as_float);
        let all = n + m;
        if n == 0.0 || m == 0.0 {
            continue;
        }
        weights += n * m / all;
        gaps += (a * m - c * n) / all;
        first += (n * n * c - m * m * a + n * m * (m - n) / 2.0) / (all * all);
        second += (a * (m - c) + c * (n - a)) / (2.0 * all);
    }
    if weights <= 0.0 {
        return None;
    }
    let estimate = gaps / weights;
    let variance = (estimate * first + second) / (weights * weights);
    let half = Z_95 * variance.max(0.0).sqrt();
    Some(Estimate { estimate, low: estimate - half, high: estimate + half })
}

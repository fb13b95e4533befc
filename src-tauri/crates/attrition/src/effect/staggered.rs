//! Staggered starts: where boroughs began on different days, those still to begin show what changed for all.

use crate::effect::two_by_two::Estimate;
use crate::rate::{Z_95, as_float};

/// One start, with those that had not begun yet over the same days: withdrawn within 90 days, and all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StaggeredStart {
    pub before: (u64, u64),
    pub after: (u64, u64),
    pub others_before: (u64, u64),
    pub others_after: (u64, u64),
}

/// The change where the service began, less the change over the same days where it had not: each start weighs as much
/// as it is exact. Nothing where no start has crimes on all four sides, or no share varies.
///
/// Source: difference in differences of each start against those not yet begun, as Callaway B, Sant'Anna PHC (2021),
/// Journal of Econometrics 225:200-230, added up with inverse variances; each share's variance is the binomial one with
/// half a case added on either side, so that a share of 0 or 1 is not taken for certain.
/// Starts share crimes: those of boroughs still to begin are others of the one and before, or others, of the next. Since
/// the others are pooled crime by crime, what that adds to the covariance on the one side it takes off on the other.
pub fn staggered_starts(starts: &[StaggeredStart]) -> Option<Estimate> {
    let (mut weights, mut sum) = (0.0, 0.0);
    for start in starts {
        let sides = [start.after, start.before, start.others_after, start.others_before];
        if sides.iter().any(|&(_, all)| all == 0) {
            continue;
        }
        let [after, before, others_after, others_before] =
            sides.map(|(withdrawn, all)| as_float(withdrawn) / as_float(all));
        let gap = (after - before) - (others_after - others_before);
        let variance: f64 = sides.iter().map(|&side| variance_of(side)).sum();
        weights += 1.0 / variance;
        sum += gap / variance;
    }
    if weights <= 0.0 {
        return None;
    }
    let (estimate, half) = (sum / weights, Z_95 / weights.sqrt());
    Some(Estimate { estimate, low: estimate - half, high: estimate + half })
}

fn variance_of((withdrawn, all): (u64, u64)) -> f64 {
    let share = (as_float(withdrawn) + 0.5) / (as_float(all) + 1.0);
    share * (1.0 - share) / as_float(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: StaggeredStart =
        StaggeredStart { before: (90, 300), after: (60, 300), others_before: (120, 400), others_after: (128, 400) };

    #[test]
    fn the_change_of_the_others_is_taken_off() {
        let found = staggered_starts(&[START]).unwrap();
        // −10 points where it began, +2 points elsewhere.
        assert!((found.estimate + 0.12).abs() < 1e-12, "{found:?}");
        let twice = staggered_starts(&[START, START]).unwrap();
        assert!((twice.estimate - found.estimate).abs() < 1e-12);
        let (wide, narrow) = (found.high - found.low, twice.high - twice.low);
        assert!((wide / narrow - 2f64.sqrt()).abs() < 1e-9, "twice the cases, half the variance");
    }

    #[test]
    fn a_start_without_a_side_tells_nothing() {
        assert_eq!(staggered_starts(&[]), None);
        assert_eq!(staggered_starts(&[StaggeredStart { others_after: (0, 0), ..START }]), None);
        let none = StaggeredStart { before: (0, 5), after: (0, 5), others_before: (5, 5), others_after: (0, 5) };
        let found = staggered_starts(&[none]).unwrap();
        assert!(found.low < found.estimate && found.estimate < found.high, "a share of none is not certain: {found:?}");
    }
}

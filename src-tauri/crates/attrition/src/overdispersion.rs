//! Where places and teams vary more than chance lets them, limits are widened by as much.

use crate::chart::sigma;
use crate::rate::{Rate, as_float};

/// A tenth of the groups at either end count no further out than the one next to them.
const WINSORISED: f64 = 0.1;

/// By how much limits are widened: the root of the mean squared score, winsorised; never below 1.
///
/// Source: Spiegelhalter DJ (2005), Funnel plots for comparing institutional performance, Statistics in Medicine
/// 24:1185-1202, multiplicative model.
pub fn inflation(all: Rate, groups: &[Rate]) -> f64 {
    let score = |rate: &Rate| Some((rate.share()? - all.share()?) / sigma(all.share()?, rate.denominator())?);
    let mut scores: Vec<f64> = groups.iter().filter_map(score).filter(|score| score.is_finite()).collect();
    scores.sort_by(f64::total_cmp);
    let (Some(low), Some(high)) = (quantile(&scores, WINSORISED), quantile(&scores, 1.0 - WINSORISED)) else {
        return 1.0;
    };
    let squares: f64 = scores.iter().map(|score| score.clamp(low, high).powi(2)).sum();
    (squares / as_float(scores.len() as u64)).sqrt().max(1.0)
}

/// The quantile of sorted values, as R's `quantile` gives it by default (type 7).
fn quantile(sorted: &[f64], at: f64) -> Option<f64> {
    let place = at * as_float(sorted.len().checked_sub(1)? as u64);
    let below = place.floor();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place within the list")]
    let index = below as usize;
    let (low, high) = (sorted.get(index)?, sorted.get(index + 1).or_else(|| sorted.last())?);
    Some((place - below).mul_add(high - low, *low))
}

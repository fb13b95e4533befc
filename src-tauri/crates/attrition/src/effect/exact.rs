//! Exact inference on a two-by-two table with both margins fixed.
//!
//! Source: Fisher RA (1935), Journal of the Royal Statistical Society 98:39-82; as R's `fisher.test`.

use crate::rate::as_float;
use crate::special::{ln_choose, zero_of};

/// A conditional odds ratio, with its exact 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ExactOdds {
    /// The likeliest; none where it has no bound.
    pub estimate: Option<f64>,
    pub low: f64,
    /// None where the interval has no upper end.
    pub high: Option<f64>,
}

/// How much likelier than the table seen another may come out by rounding alone; R's own allowance.
const ROUNDING: f64 = 1e-7;
/// The widest logarithm of an odds ratio looked at.
const LOG_MAX: f64 = 300.0;

/// The events the first group can have, given the margins, each with the logarithm of its chance were both alike.
struct Margins {
    first_possible: u64,
    logs: Vec<f64>,
}

impl Margins {
    fn of((a, b): (u64, u64), (c, d): (u64, u64)) -> Self {
        let (first, second, events) = (a + b, c + d, a + c);
        let (least, most) = (events.saturating_sub(second), events.min(first));
        let all = ln_choose(as_float(first + second), as_float(events));
        let log =
            |x: u64| ln_choose(as_float(first), as_float(x)) + ln_choose(as_float(second), as_float(events - x)) - all;
        Self { first_possible: least, logs: (least..=most).map(log).collect() }
    }

    /// The chance of each possible number of events, where the logarithm of the odds ratio is this.
    fn chances(&self, log_odds: f64) -> Vec<f64> {
        let tilted: Vec<f64> = self.logs.iter().zip(0u32..).map(|(log, x)| log + f64::from(x) * log_odds).collect();
        let most = tilted.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let weights: Vec<f64> = tilted.iter().map(|log| (log - most).exp()).collect();
        let all: f64 = weights.iter().sum();
        weights.iter().map(|weight| weight / all).collect()
    }
}

/// Fisher's exact test, two-sided.
pub fn fisher_two_sided(first: (u64, u64), second: (u64, u64)) -> f64 {
    let margins = Margins::of(first, second);
    let chances = margins.chances(0.0);
    let seen = chances.get(place(&margins, first.0)).copied().unwrap_or(1.0);
    chances.iter().filter(|&&chance| chance <= seen * (1.0 + ROUNDING)).sum::<f64>().min(1.0)
}

/// The conditional maximum likelihood odds ratio, and the interval that leaves 2.5 % on either side.
pub fn exact_odds(first: (u64, u64), second: (u64, u64)) -> ExactOdds {
    let margins = Margins::of(first, second);
    let (seen, last) = (place(&margins, first.0), margins.logs.len() - 1);
    let mean = |log: f64| margins.chances(log).iter().zip(0u32..).map(|(chance, x)| chance * f64::from(x)).sum::<f64>();
    let at_least = |log: f64| margins.chances(log).iter().skip(seen).sum::<f64>();
    let at_most = |log: f64| margins.chances(log).iter().take(seen + 1).sum::<f64>();
    let solved = |rises: &dyn Fn(f64) -> f64| zero_of(rises, -LOG_MAX, LOG_MAX).exp();
    ExactOdds {
        estimate: match (seen, last) {
            (_, 0) => None,
            (0, _) => Some(0.0),
            (seen, last) if seen == last => None,
            (seen, _) => Some(solved(&|log| mean(log) - as_float(seen as u64))),
        },
        low: if seen == 0 { 0.0 } else { solved(&|log| at_least(log) - 0.025) },
        high: (seen < last).then(|| solved(&|log| 0.025 - at_most(log))),
    }
}

fn place(margins: &Margins, events: u64) -> usize {
    usize::try_from(events - margins.first_possible).unwrap_or(usize::MAX)
}

//! Cox's proportional hazards model on counted risk sets.
//!
//! Source: Cox DR (1972), Journal of the Royal Statistical Society B 34:187-220; ties by Efron B (1977), Journal of the
//! American Statistical Association 72:557-565, or Breslow N (1974), Biometrics 30:89-99.

use crate::survival::matrix::{Symmetric, times};
use crate::survival::risk_sets::RiskSets;

/// How events on one day are treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ties {
    Efron,
    Breslow,
}

/// One coefficient, on the scale of logarithms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coefficient {
    pub estimate: f64,
    pub std_error: f64,
}

/// A fitted model.
#[derive(Debug, Clone, PartialEq)]
pub struct CoxFit {
    pub coefficients: Vec<Coefficient>,
    /// The log partial likelihood with all coefficients zero, and as fitted.
    pub log_likelihood_null: f64,
    pub log_likelihood: f64,
    /// The score test of all coefficients together.
    pub score: f64,
    pub events: u64,
}

/// Why a model cannot be fitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoFit {
    /// There is no event.
    NoEvents,
    /// A covariate never differs among those at risk together.
    NothingToCompare,
    /// All events are on one side of a covariate, so that its coefficient has no bound.
    Separated,
}

/// Steps before a fit is given up. Newton's method needs four to six.
const STEPS_MAX: usize = 40;
/// A coefficient beyond this (a ratio of 3 million, or one in 3 million) has no bound.
const COEFFICIENT_MAX: f64 = 15.0;

/// Fits the model; `covariates` gives the values of each pattern.
///
/// # Errors
/// [`NoFit`] says why there is no answer.
pub fn cox(sets: &RiskSets, covariates: &[Vec<f64>], ties: Ties) -> Result<CoxFit, NoFit> {
    let events: u64 = sets.events_by_pattern().iter().sum();
    if events == 0 {
        return Err(NoFit::NoEvents);
    }
    let design = Design::centred(covariates);
    let mut beta = vec![0.0; design.terms];
    let start = design.sums(sets, &beta, ties);
    let inverse = start.information.inverse().ok_or(NoFit::NothingToCompare)?;
    let mut step = times(&inverse, &start.score);
    let score = step.iter().zip(&start.score).map(|(a, b)| a * b).sum();
    let (null, mut now) = (start.log_likelihood, start);
    for _ in 0..STEPS_MAX {
        let mut tried = moved(&beta, &step);
        let mut next = design.sums(sets, &tried, ties);
        // A step too far is halved until it is none.
        while next.falls_short_of(&now) {
            for part in &mut step {
                *part /= 2.0;
            }
            tried = moved(&beta, &step);
            next = design.sums(sets, &tried, ties);
            if step.iter().all(|part| part.abs() < 1e-14) {
                break;
            }
        }
        beta = tried;
        now = next;
        if beta.iter().zip(&design.scale).any(|(beta, scale)| (beta * scale).abs() > COEFFICIENT_MAX) {
            return Err(NoFit::Separated);
        }
        let inverse = now.information.inverse().ok_or(NoFit::Separated)?;
        step = times(&inverse, &now.score);
        let errors: Vec<f64> = inverse.iter().enumerate().map(|(at, row)| row[at].sqrt()).collect();
        if step.iter().zip(&errors).all(|(step, error)| step.abs() <= 1e-11 * error) {
            let coefficients = beta.iter().zip(&errors);
            return Ok(CoxFit {
                coefficients: coefficients.map(|(&estimate, &std_error)| Coefficient { estimate, std_error }).collect(),
                log_likelihood_null: null,
                log_likelihood: now.log_likelihood,
                score,
                events,
            });
        }
    }
    Err(NoFit::Separated)
}

fn moved(from: &[f64], step: &[f64]) -> Vec<f64> {
    from.iter().zip(step).map(|(a, b)| a + b).collect()
}

/// The covariates of each pattern, about their mean so that no exponential overflows.
struct Design {
    terms: usize,
    values: Vec<f64>,
    /// The widest distance of each covariate from its mean.
    scale: Vec<f64>,
}

/// The log likelihood and its first and second derivatives.
struct Sums {
    log_likelihood: f64,
    score: Vec<f64>,
    information: Symmetric,
}

/// Sums over one risk set: of the weights, of weights times covariates, and of weights times their products.
#[derive(Clone)]
struct Moments {
    weight: f64,
    first: Vec<f64>,
    second: Vec<f64>,
}

impl Moments {
    fn zero(terms: usize) -> Self {
        Self { weight: 0.0, first: vec![0.0; terms], second: vec![0.0; terms * terms] }
    }

    fn clear(&mut self) {
        self.weight = 0.0;
        self.first.fill(0.0);
        self.second.fill(0.0);
    }

    #[inline]
    fn add(&mut self, weight: f64, values: &[f64]) {
        let terms = values.len();
        self.weight += weight;
        for (row, &value) in values.iter().enumerate() {
            let weighted = weight * value;
            self.first[row] += weighted;
            let line = &mut self.second[row * terms..=row * terms + row];
            for (cell, other) in line.iter_mut().zip(values) {
                *cell += weighted * other;
            }
        }
    }
}

impl Design {
    fn centred(covariates: &[Vec<f64>]) -> Self {
        let terms = covariates.first().map_or(0, Vec::len);
        let count = covariates.len().max(1) as f64;
        let mean: Vec<f64> =
            (0..terms).map(|term| covariates.iter().filter_map(|row| row.get(term)).sum::<f64>() / count).collect();
        let values: Vec<f64> =
            covariates.iter().flat_map(|row| row.iter().zip(&mean).map(|(value, mean)| value - mean)).collect();
        let widest = |term: usize| values.iter().skip(term).step_by(terms).fold(0.0f64, |most, v| most.max(v.abs()));
        let scale = (0..terms).map(widest).collect();
        Self { terms, values, scale }
    }

    fn sums(&self, sets: &RiskSets, beta: &[f64], ties: Ties) -> Sums {
        let terms = self.terms;
        let rows = || self.values.chunks_exact(terms.max(1));
        let logs: Vec<f64> = rows().map(|values| values.iter().zip(beta).map(|(a, b)| a * b).sum()).collect();
        let weights: Vec<f64> = logs.iter().map(|log| f64::exp(*log)).collect();
        let mut total = Sums { log_likelihood: 0.0, score: vec![0.0; terms], information: Symmetric::zero(terms) };
        let (mut all, mut ended) = (Moments::zero(terms), Moments::zero(terms));
        for (at_risk, events) in sets.iter() {
            all.clear();
            ended.clear();
            let mut tied = 0u32;
            for ((((&n, &d), values), &weight), &log) in at_risk.iter().zip(events).zip(rows()).zip(&weights).zip(&logs)
            {
                if n > 0.0 {
                    all.add(n * weight, values);
                }
                if d > 0 {
                    let d_float = f64::from(d);
                    ended.add(d_float * weight, values);
                    total.log_likelihood += d_float * log;
                    for (score, value) in total.score.iter_mut().zip(values) {
                        *score += d_float * value;
                    }
                    tied += d;
                }
            }
            total.take_off(&all, &ended, tied, ties);
        }
        total
    }
}

impl Sums {
    /// Whether the likelihood is lower than it was, beyond rounding, or no number at all.
    fn falls_short_of(&self, before: &Self) -> bool {
        let allowed = before.log_likelihood - 1e-9 * before.log_likelihood.abs();
        self.log_likelihood.is_nan() || self.log_likelihood < allowed
    }

    /// Takes off what the risk set of a day with so many tied events expects.
    ///
    /// Efron's ties average over the order in which the tied ended: the k-th leaves k/d of their weight out. The sums
    /// over k need only three numbers (of 1/w, k/w and so on), which are worked out first.
    fn take_off(&mut self, all: &Moments, ended: &Moments, tied: u32, ties: Ties) {
        let d = f64::from(tied);
        // Sums over k of 1/w, f/w, 1/w², f/w², f²/w², where f = k/d and w is the weight left.
        let mut sums = [0.0f64; 5];
        let mut logs = 0.0;
        match ties {
            Ties::Breslow => {
                let inverse = 1.0 / all.weight;
                logs = d * all.weight.ln();
                sums = [d * inverse, 0.0, d * inverse * inverse, 0.0, 0.0];
            }
            Ties::Efron => {
                for k in 0..tied {
                    let left_out = f64::from(k) / d;
                    let weight = all.weight - left_out * ended.weight;
                    let inverse = 1.0 / weight;
                    logs += weight.ln();
                    sums[0] += inverse;
                    sums[1] += left_out * inverse;
                    sums[2] += inverse * inverse;
                    sums[3] += left_out * inverse * inverse;
                    sums[4] += left_out * left_out * inverse * inverse;
                }
            }
        }
        self.log_likelihood -= logs;
        let [one, part, one_squared, mixed, part_squared] = sums;
        let terms = self.score.len();
        let cells = self.information.cells_mut();
        for row in 0..terms {
            let (a, b) = (all.first[row], ended.first[row]);
            self.score[row] -= one * a - part * b;
            for column in 0..=row {
                let at = row * terms + column;
                let (c, e) = (all.first[column], ended.first[column]);
                cells[at] += one * all.second[at] - part * ended.second[at] - one_squared * a * c
                    + mixed * (a * e + b * c)
                    - part_squared * b * e;
            }
        }
    }
}

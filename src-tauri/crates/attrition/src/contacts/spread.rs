//! A middle value with how far the others lie from it, and how evenly contacts lie on officers.

use crate::rate::as_float;

/// The least, the quarters and the most of some values; all none where there is no value.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Spread {
    /// How many values there are.
    pub count: u64,
    pub quarters: Option<Quarters>,
}

/// Five values in order: half of all lie from `lower` to `upper`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quarters {
    pub least: f64,
    pub lower: f64,
    pub median: f64,
    pub upper: f64,
    pub most: f64,
}

impl Spread {
    /// Quartiles by the seventh definition of Hyndman and Fan (1996), The American Statistician 50:361-365, which is
    /// the default of R's `quantile`.
    pub fn of(mut values: Vec<f64>) -> Self {
        values.sort_unstable_by(f64::total_cmp);
        let count = values.len() as u64;
        let quarters = match (values.first(), values.last()) {
            (Some(&least), Some(&most)) => {
                let at = |quarters| between(&values, quarters).unwrap_or(least);
                Some(Quarters { least, lower: at(1), median: at(2), upper: at(3), most })
            }
            _ => None,
        };
        Self { count, quarters }
    }
}

/// The value so many quarters of the way from the first to the last of sorted values.
fn between(values: &[f64], quarters: usize) -> Option<f64> {
    let steps = values.len().checked_sub(1)? * quarters;
    let below = *values.get(steps / 4)?;
    let above = values.get(steps / 4 + 1).copied().unwrap_or(below);
    Some(below + (above - below) * as_float((steps % 4) as u64) / 4.0)
}

/// What an officer had to do in a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfficerLoad {
    /// Contacts tried, and planned.
    pub contacts: u64,
    /// Shifts on duty on days with contacts.
    pub shifts: u64,
}

/// How evenly contacts lie on officers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LoadSpread {
    /// Contacts a shift, of each officer with a shift in the span.
    pub per_shift: Spread,
    /// Jain's index of the same: 1 where all have the same, 1/n where one of n has all; none without a contact.
    ///
    /// Source: Jain R, Chiu D, Hawe W (1984), "A quantitative measure of fairness", DEC-TR-301.
    pub evenness: Option<f64>,
}

/// How evenly contacts lie on officers; those without a shift are left out.
pub fn load_spread(loads: &[OfficerLoad]) -> LoadSpread {
    let on_duty = loads.iter().filter(|load| load.shifts > 0);
    let per_shift: Vec<f64> = on_duty.map(|load| as_float(load.contacts) / as_float(load.shifts)).collect();
    let sum: f64 = per_shift.iter().sum();
    let squares: f64 = per_shift.iter().map(|load| load * load).sum();
    let evenness = (squares > 0.0).then(|| sum * sum / (as_float(per_shift.len() as u64) * squares));
    LoadSpread { per_shift: Spread::of(per_shift), evenness }
}

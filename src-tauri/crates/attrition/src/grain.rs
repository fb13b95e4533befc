//! Months or quarters: where months have too few cases, the whole series goes by quarter.

use crate::chart::{Figure, PeriodFigure, WhyWithheld};
use crate::measure::Series;
use crate::rate::Rate;
use crate::settled::Hollow;
use caseload::{Month, Period};

/// A month with fewer cases says nothing by itself.
pub const FEW_CASES: u64 = 10;
/// So many of the last settled months decide.
const MONTHS_ASKED: usize = 12;

/// What a series has one point for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    Month,
    /// The latest month that had fewer than ten cases, and how many it had.
    Quarter {
        because: Month,
        cases: u64,
    },
}

impl Grain {
    /// The grain of a series by month: quarters if any of its last twelve settled months has fewer than ten cases.
    pub fn of(months: &[PeriodFigure]) -> Self {
        let settled = months.iter().rev().filter(|month| month.hollow.is_none()).take(MONTHS_ASKED);
        let few = settled.filter_map(|month| {
            let cases = month.figure.denominator().filter(|&cases| cases < FEW_CASES)?;
            Some((month.period.last_month(), cases))
        });
        few.max().map_or(Self::Month, |(because, cases)| Self::Quarter { because, cases })
    }

    /// Why the series goes by quarter, in a sentence.
    pub fn words(self) -> Option<String> {
        match self {
            Self::Month => None,
            Self::Quarter { because, cases } => Some(format!(
                "By quarter, since {} had only {cases} {}: fewer than {FEW_CASES} say nothing by themselves.",
                because.words(),
                if cases == 1 { "case" } else { "cases" },
            )),
        }
    }

    /// The months of a series, gathered.
    pub fn gather(self, months: &[PeriodFigure], series: Series) -> Vec<PeriodFigure> {
        let quarter = |month: &PeriodFigure| Period::quarter_of(month.period.last_month());
        match self {
            Self::Month => months.to_vec(),
            Self::Quarter { .. } => {
                months.chunk_by(|a, b| quarter(a) == quarter(b)).filter_map(|of| gathered(of, series)).collect()
            }
        }
    }
}

/// One quarter from its months; none where the series begins in the middle of it.
fn gathered(months: &[PeriodFigure], series: Series) -> Option<PeriodFigure> {
    let first = months.first()?;
    let period = Period::quarter_of(first.period.first_month());
    if first.period.first_month() != period.first_month() {
        return None;
    }
    // A quarter whose last month has not been asked for still runs.
    let cut_short = months.last()?.period.last_month() != period.last_month();
    let hollow = months.iter().filter_map(|month| month.hollow).max_by_key(|hollow| weight(*hollow));
    let rates: Option<Vec<Rate>> = months.iter().map(|month| month.figure.rate()).collect();
    let figure = rates.map_or(Figure::Withheld { denominator: None, why: WhyWithheld::SmallNumber }, |rates| {
        Figure::Shown(rates.into_iter().fold(Rate::of_parts(series, 0, 0), Rate::and))
    });
    Some(PeriodFigure { period, figure, hollow: hollow.or(cut_short.then_some(Hollow::Running)) })
}

/// Which reason a quarter tells where its months have several.
const fn weight(hollow: Hollow) -> u8 {
    match hollow {
        Hollow::WarmUp => 0,
        Hollow::TooYoung => 1,
        Hollow::WindowsOpen => 2,
        Hollow::NotYet => 3,
        Hollow::Running => 4,
    }
}

//! The three cohorts of a month share their crimes, so the later ones are shown only where they add enough.

use crate::chart::{Figure, PChart, PeriodFigure, WhyWithheld};
use crate::rate::Rate;
use crate::suppression::SmallNumbers;

impl SmallNumbers {
    /// The cohorts of 28, 56 and 90 days as a reader without names may see them.
    ///
    /// Who withdrew within 56 days less who withdrew within 28 is who withdrew in between. So a later share of a
    /// month is shown only where it counts at least as many more as the threshold than the last share shown before.
    /// A month is given at 28 days before its later shares are known, so the order is that of the days.
    #[must_use]
    pub fn suppress_cohorts(self, charts: &[PChart]) -> Vec<PChart> {
        let mut before: Vec<Option<u64>> = Vec::new();
        let mut shown = Vec::new();
        for chart in charts {
            let chart = self.suppress_chart(chart);
            before.resize(chart.points.len().max(before.len()), None);
            let periods: Vec<PeriodFigure> = chart
                .points
                .iter()
                .zip(before.iter_mut())
                .map(|(point, before)| {
                    let figure = self.added(point.figure, *before);
                    *before = figure.numerator().filter(|_| point.hollow.is_none()).or(*before);
                    PeriodFigure { period: point.period, figure, hollow: point.hollow }
                })
                .collect();
            shown.push(PChart { suppressed: Some(self), ..chart }.drawn_over(&periods));
        }
        shown
    }

    fn added(self, figure: Figure, before: Option<u64>) -> Figure {
        let adds = |rate: Rate| before.is_none_or(|before| rate.numerator() >= before + self.threshold());
        match figure {
            Figure::Shown(rate) if rate.denominator() > 0 && !adds(rate) => {
                Figure::Withheld { denominator: Some(rate.denominator()), why: WhyWithheld::SmallNumber }
            }
            Figure::Shown(_) | Figure::Withheld { .. } => figure,
        }
    }
}

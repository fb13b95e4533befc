//! An effect in cases: how many withdrawals a year it would prevent, from this desk's figures or typed ones.

use crate::error::DeskError;
use crate::figures::trends::figures;
use crate::session::Session;
use crate::wire::{EffectInCasesRequest, EffectInCasesView};
use attrition::{ARTICLE_EFFECTS, EffectInCases, Figure, TRIAL_IF, TwoByTwo, effect_in_cases, percent};
use casebook::Now;
use caseload::{Month, Period};
use summaries::thousands;

/// More cases a year than all forces of England and Wales record.
const CASES_MAX: u64 = 1_000_000;
/// A year of months stands behind a desk's own figures.
const MONTHS: usize = 12;

/// What is taken from the desk.
#[derive(Debug, Clone, Copy, Default)]
struct Own {
    cases: Option<u64>,
    withdrawn: Option<(u64, u64)>,
}

impl Session {
    /// How many withdrawals a year the contact would prevent: at the article's two effects, and over the trial's own
    /// 95 % interval. A hazard ratio is never used for it.
    ///
    /// # Errors
    /// Not allowed, a number that cannot be, nothing given where the desk has no figures of its own, the disk.
    pub fn effect_in_cases(
        &mut self,
        request: &EffectInCasesRequest,
        now: Now,
    ) -> Result<EffectInCasesView, DeskError> {
        let own = self.own_figures(request.as_at.as_deref(), now)?;
        let cases = match request.cases.or(own.cases) {
            Some(cases) if (1..=CASES_MAX).contains(&cases) => cases,
            Some(_) => {
                return Err(DeskError::bad("cases", "Type how many cases a year there are, from 1 to 1,000,000."));
            }
            None => {
                let message =
                    "This desk has no twelve complete months to count from. Type how many cases a year there are.";
                return Err(DeskError::bad("cases", message));
            }
        };
        let typed = request.withdrawn_percent.map(|percent| percent / 100.0);
        let share = match typed.or(own.withdrawn.map(|(withdrawn, closed)| withdrawn as f64 / closed as f64)) {
            Some(share) if (0.0..=1.0).contains(&share) => share,
            Some(_) => {
                return Err(DeskError::bad("withdrawn_percent", "Type the share that withdraws, from 0 to 100 %."));
            }
            None => {
                let message = "This desk has no settled months to take the share from. Type the share that withdraws.";
                return Err(DeskError::bad("withdrawn_percent", message));
            }
        };
        let basis = basis(request, own);
        let trial = TwoByTwo::new(TRIAL_IF.0, TRIAL_IF.1).and_then(|arms| arms.risk_ratio());
        let found = trial.and_then(|trial| effect_in_cases(cases, share, &trial));
        found
            .map(|found| view(&found, share, basis))
            .ok_or_else(|| DeskError::bad("withdrawn_percent", "Type the share that withdraws, from 0 to 100 %."))
    }

    /// As [`Session::effect_in_cases`] from the desk's own figures; nothing where it has none.
    pub(crate) fn own_effect_in_cases(
        &mut self,
        as_at: Option<&str>,
        now: Now,
    ) -> Result<Option<EffectInCasesView>, DeskError> {
        let own = self.own_figures(as_at, now)?;
        let request = EffectInCasesRequest { cases: None, withdrawn_percent: None, as_at: as_at.map(str::to_owned) };
        if own.cases.is_none_or(|cases| cases == 0) || own.withdrawn.is_none() {
            return Ok(None);
        }
        self.effect_in_cases(&request, now).map(Some)
    }

    /// Crimes recorded in the last twelve complete months, and withdrawals of those closed in the last twelve settled
    /// ones, as this reader is shown them.
    fn own_figures(&mut self, as_at: Option<&str>, now: Now) -> Result<Own, DeskError> {
        let (as_at, exact) = self.trends_as_at(as_at, now)?;
        let figures = figures(&as_at, Month::of(as_at.on), !exact);
        let settled = figures.withdrawal.points.iter().filter(|point| point.hollow.is_none());
        // By quarter a year is four of them.
        let a_year = figures.withdrawal.points.first().map_or(MONTHS, |point| match point.period {
            Period::Month(_) => MONTHS,
            Period::Quarter(_) => MONTHS / 3,
            Period::TwelveMonths(_) => 1,
        });
        let rates = settled.rev().filter_map(|point| match point.figure {
            Figure::Shown(rate) => Some(rate),
            Figure::Withheld { .. } => None,
        });
        let (withdrawn, closed) = rates
            .take(a_year)
            .fold((0, 0), |(withdrawn, closed), rate| (withdrawn + rate.numerator(), closed + rate.denominator()));
        let complete: Vec<Option<u64>> = figures
            .recorded
            .points
            .iter()
            .rev()
            .filter(|point| point.period.last_month().last_day() <= as_at.on)
            .take(MONTHS)
            .map(|point| point.single.cases())
            .collect();
        let recorded = complete.iter().copied().collect::<Option<Vec<u64>>>().filter(|months| months.len() == MONTHS);
        Ok(Own {
            cases: recorded.map(|months| months.iter().sum()),
            withdrawn: Some((withdrawn, closed)).filter(|&(_, closed)| closed > 0),
        })
    }
}

fn basis(request: &EffectInCasesRequest, own: Own) -> String {
    let cases = if request.cases.is_some() {
        "cases a year as typed"
    } else {
        "crimes recorded here in the last twelve complete months"
    };
    let share = match (request.withdrawn_percent, own.withdrawn) {
        (None, Some((withdrawn, closed))) => {
            format!("the share of {withdrawn} of {closed} crimes closed here in the last settled months that are shown")
        }
        _ => "the share as typed".to_owned(),
    };
    format!("From {cases}, and {share}.")
}

fn view(found: &EffectInCases, share: f64, basis: String) -> EffectInCasesView {
    let (least, most) = ARTICLE_EFFECTS;
    let ((contact, of_contact), (control, of_control)) = TRIAL_IF;
    let trial_low = if found.trial.0 == 0 { "none".to_owned() } else { thousands(found.trial.0) };
    let sentence = format!(
        "Of {} cases a year {} withdraw, which is {}. At a risk lower by {:.0} to {:.0} %, as the article says, {} to \
         {} of these withdrawals a year would be prevented. The trial's own 95 % range is from {trial_low} to {}, if \
         its arms were {contact} of {of_contact} and {control} of {of_control}.",
        thousands(found.cases),
        percent(share),
        thousands(found.withdrawals),
        least * 100.0,
        most * 100.0,
        thousands(found.article.0),
        thousands(found.article.1),
        thousands(found.trial.1)
    );
    EffectInCasesView {
        cases: found.cases,
        withdrawn_share: share,
        withdrawals: found.withdrawals,
        article_low: found.article.0,
        article_high: found.article.1,
        trial_low: found.trial.0,
        trial_high: found.trial.1,
        basis,
        sentence,
        limits: "The hazard ratios above are not used here: they say how fast victims withdraw, and not how many do. \
                 Where victims already get a contact, part of the effect is already in the share."
            .to_owned(),
    }
}

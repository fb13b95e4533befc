//! `src_delivery`: from the contacts owed to those made in time, and where the others were lost.

use crate::columns::{Columns, DayNumber};
use crate::coverage::Coverage;
use crate::month_slots::MonthSlots;
use crate::suppression::SmallNumbers;
use caseload::Month;
use caseload::coverage::CoverageClass;
use chrono::NaiveDate;

/// One step, with how many are left and how many were lost since the step before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    pub name: StepName,
    /// None where it is withheld.
    pub left: Option<u64>,
    pub lost: Option<u64>,
}

/// The steps, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StepName {
    Owed,
    Offered,
    Attempted,
    Reached,
    InWindow,
}

impl StepName {
    /// The words of a chart.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Owed => "Owed a contact",
            Self::Offered => "Offered",
            Self::Attempted => "Tried",
            Self::Reached => "Reached",
            Self::InWindow => "In the window",
        }
    }

    /// Why those lost at this step were lost.
    pub const fn lost_words(self) -> &'static str {
        match self {
            Self::Owed => "",
            Self::Offered => "given to no officer",
            Self::Attempted => "given to an officer and never tried",
            Self::Reached => "tried and not reached",
            Self::InWindow => "reached late",
        }
    }
}

/// The steps over the settled months, with what ended a contact for a listed reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryFunnel {
    pub as_at: NaiveDate,
    /// The months counted: the first and the last; none where no month has settled.
    pub months: Option<(Month, Month)>,
    pub steps: Vec<Step>,
    /// Of those not reached, how many contacts were ended for a listed reason; none where that is withheld.
    pub ended_by_reason: Option<u64>,
    /// The rule by which steps were withheld; none where all are exact.
    pub suppressed: Option<SmallNumbers>,
}

/// How many are left at each step: never more than at the step before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StepCounts {
    pub owed: u64,
    pub offered: u64,
    pub attempted: u64,
    pub reached: u64,
    pub in_window: u64,
    /// Of those not reached, ended for a listed reason.
    pub ended_by_reason: u64,
}

impl StepCounts {
    /// Takes in one victim. Nobody owed a contact, or whose window is open, counts; tells whether they did.
    pub fn add(&mut self, class: CoverageClass, offered: bool, attempted: bool) -> bool {
        if matches!(class, CoverageClass::NotOwed | CoverageClass::WindowOpen) {
            return false;
        }
        let reached = matches!(class, CoverageClass::ReachedInWindow | CoverageClass::ReachedLate);
        let attempted = attempted || reached;
        self.owed += 1;
        self.offered += u64::from(offered || attempted);
        self.attempted += u64::from(attempted);
        self.reached += u64::from(reached);
        self.in_window += u64::from(class == CoverageClass::ReachedInWindow);
        self.ended_by_reason += u64::from(class == CoverageClass::EndedByReason);
        true
    }
}

/// From owed to in the window, over the settled months of this coverage.
pub fn delivery(columns: &Columns, coverage: &Coverage) -> DeliveryFunnel {
    let settled: Vec<Month> =
        coverage.months.iter().filter(|month| month.hollow.is_none()).map(|month| month.month).collect();
    let (first, last) = (settled.first().copied(), settled.last().copied());
    let slots = first.zip(last).map_or_else(MonthSlots::none, |(first, last)| MonthSlots::over(first, last));
    let asked: Vec<bool> = slots.months().iter().map(|month| settled.contains(month)).collect();
    let as_at = DayNumber::of(coverage.as_at);
    let mut counts = StepCounts::default();
    for (day, class, offered, attempted) in columns.delivered().filter(|&(day, ..)| day <= as_at) {
        if slots.slot(day).and_then(|slot| asked.get(slot)).is_some_and(|&asked| asked) {
            counts.add(class, offered, attempted);
        }
    }
    let StepCounts { owed, offered, attempted, reached, in_window, ended_by_reason } = counts;
    let step = |name, before: u64, left: u64| Step { name, left: Some(left), lost: Some(before - left) };
    DeliveryFunnel {
        as_at: coverage.as_at,
        months: first.zip(last),
        steps: vec![
            step(StepName::Owed, owed, owed),
            step(StepName::Offered, owed, offered),
            step(StepName::Attempted, offered, attempted),
            step(StepName::Reached, attempted, reached),
            step(StepName::InWindow, reached, in_window),
        ],
        ended_by_reason: Some(ended_by_reason),
        suppressed: None,
    }
}

impl SmallNumbers {
    /// The steps as a reader without names may see them: what the suppressed coverage shows, and no more.
    ///
    /// Which contacts were offered or tried is told by no month, and so not here either.
    #[must_use]
    pub fn suppress_delivery(self, coverage: &Coverage) -> DeliveryFunnel {
        let shown = coverage.months.iter().filter(|month| month.hollow.is_none());
        let months: Vec<Month> =
            shown.filter(|month| month.figure.in_window().rate().is_some()).map(|month| month.month).collect();
        let figure = coverage.settled;
        let owed = figure.in_window().denominator();
        let in_window = figure.in_window().numerator();
        let reached = in_window.zip(figure.late()).map(|(in_window, late)| in_window + late);
        let none = |name| Step { name, left: None, lost: None };
        let ended = figure.parts().map(|counts| counts.ended_by_reason);
        DeliveryFunnel {
            as_at: coverage.as_at,
            months: months.first().copied().zip(months.last().copied()),
            steps: vec![
                Step { name: StepName::Owed, left: owed, lost: Some(0) },
                none(StepName::Offered),
                none(StepName::Attempted),
                Step { name: StepName::Reached, left: reached, lost: None },
                Step { name: StepName::InWindow, left: in_window, lost: figure.late() },
            ],
            ended_by_reason: ended,
            suppressed: Some(self),
        }
    }
}

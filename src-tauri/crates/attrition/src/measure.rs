//! What each series counts, among whom and when, in the words screen, paper and terminal share.

use crate::measures;
use caseload::OutcomeSet;

/// Which day puts a case in a month. The two are never mixed in one figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CountBasis {
    /// By the day of the outcome in force.
    ClosedInPeriod,
    /// By the day reported.
    ReportedInPeriod,
    /// By the day the victim was first reached.
    ReachedInPeriod,
}

impl CountBasis {
    /// The stable name, as in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ClosedInPeriod => "closed_in_period",
            Self::ReportedInPeriod => "reported_in_period",
            Self::ReachedInPeriod => "reached_in_period",
        }
    }

    /// The basis in words, to stand beside a figure.
    pub const fn words(self) -> &'static str {
        match self {
            Self::ClosedInPeriod => "cases closed in the period",
            Self::ReportedInPeriod => "cases reported in the period",
            Self::ReachedInPeriod => "victims reached in the period",
        }
    }
}

/// A series of figures, one for each period, or a share that groups are compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Series {
    WithdrawalClosed,
    WithdrawalReported28,
    WithdrawalReported56,
    WithdrawalReported90,
    SrcInWindow,
    SrcCoverage,
    SrcDelivery,
    DaysToContact,
    SrcOffered,
    SrcReached,
    Recorded,
    DaysToOutcome,
    Charged,
    DaysBetween,
    WithdrawalTwelveMonths,
}

/// What a series' values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A share of the denominator, 0 to 1.
    Share,
    /// Cases a day.
    PerDay,
    /// Whole days, or the middle of two.
    Days,
    /// Counts, in parts.
    Counts,
}

impl Unit {
    /// The stable name, as in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Share => "share",
            Self::PerDay => "cases_per_day",
            Self::Days => "days",
            Self::Counts => "counts",
        }
    }
}

/// Which way a series moves when things get better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Better {
    Lower,
    Higher,
    /// Neither is better: a measure of demand.
    Neither,
}

impl Better {
    /// The stable name, as in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lower => "lower",
            Self::Higher => "higher",
            Self::Neither => "neither",
        }
    }
}

impl Series {
    /// Every series, in the order people ask.
    pub const ALL: [Self; 15] = [
        Self::WithdrawalClosed,
        Self::WithdrawalReported28,
        Self::WithdrawalReported56,
        Self::WithdrawalReported90,
        Self::SrcInWindow,
        Self::SrcCoverage,
        Self::SrcDelivery,
        Self::DaysToContact,
        Self::SrcOffered,
        Self::SrcReached,
        Self::Recorded,
        Self::DaysToOutcome,
        Self::Charged,
        Self::DaysBetween,
        Self::WithdrawalTwelveMonths,
    ];
    /// The shares that groups are compared by, in the order people ask.
    pub const OF_GROUPS: [Self; 5] =
        [Self::SrcOffered, Self::SrcReached, Self::SrcInWindow, Self::WithdrawalClosed, Self::Charged];

    /// What the series counts.
    pub const fn measure(self) -> &'static Measure {
        match self {
            Self::WithdrawalClosed => &measures::WITHDRAWAL_CLOSED,
            Self::WithdrawalReported28 => &measures::WITHDRAWAL_REPORTED_28,
            Self::WithdrawalReported56 => &measures::WITHDRAWAL_REPORTED_56,
            Self::WithdrawalReported90 => &measures::WITHDRAWAL_REPORTED_90,
            Self::SrcInWindow => &measures::SRC_IN_WINDOW,
            Self::SrcCoverage => &measures::SRC_COVERAGE,
            Self::SrcDelivery => &measures::SRC_DELIVERY,
            Self::DaysToContact => &measures::DAYS_TO_CONTACT,
            Self::SrcOffered => &measures::SRC_OFFERED,
            Self::SrcReached => &measures::SRC_REACHED,
            Self::Recorded => &measures::RECORDED,
            Self::DaysToOutcome => &measures::DAYS_TO_OUTCOME,
            Self::Charged => &measures::CHARGED,
            Self::DaysBetween => &measures::DAYS_BETWEEN,
            Self::WithdrawalTwelveMonths => &measures::WITHDRAWAL_TWELVE_MONTHS,
        }
    }

    /// The series with this name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|series| series.measure().name == name)
    }
}

/// The definition of a series: printed under its chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// The stable name, as in commands and files.
    pub name: &'static str,
    /// What the chart is called.
    pub title: &'static str,
    /// The question it answers.
    pub question: &'static str,
    /// Who is in the denominator.
    pub population: &'static str,
    /// Who of them is in the numerator; for a count, who is counted.
    pub numerator: &'static str,
    pub basis: CountBasis,
    pub unit: Unit,
    pub better: Better,
    /// How sure the figure is, in words.
    pub interval: &'static str,
    /// All of it in one sentence.
    pub definition: &'static str,
}

impl Measure {
    /// By which day a case counts and how sure the figure is, in the words of screen, paper and command line.
    pub fn basis_and_interval(&self) -> String {
        format!("Count basis: {}. Shown with: {}.", self.basis.words(), self.interval)
    }
}

/// Every definition, in the order people ask.
pub const MEASURES: [&Measure; Series::ALL.len()] = {
    let mut all = [&measures::WITHDRAWAL_CLOSED; Series::ALL.len()];
    let mut index = 0;
    while index < all.len() {
        all[index] = Series::ALL[index].measure();
        index += 1;
    }
    all
};

/// An outcome set in words, as printed wherever a figure uses it: "Attrition: outcomes 14 and 16".
pub fn set_in_words(set: &OutcomeSet) -> String {
    let mut numbers = set.numbers.clone();
    numbers.sort_unstable();
    numbers.dedup();
    let mut words: Vec<String> = numbers.iter().map(u8::to_string).collect();
    match (words.pop(), words.is_empty()) {
        (None, _) => format!("{}: no outcome", set.name),
        (Some(only), true) => format!("{}: outcome {only}", set.name),
        (Some(last), false) => format!("{}: outcomes {} and {last}", set.name, words.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_series_has_one_definition_and_one_name() {
        let names: BTreeSet<_> = Series::ALL.iter().map(|series| series.measure().name).collect();
        assert_eq!(names.len(), Series::ALL.len(), "names are what commands say");
        assert_eq!(Series::ALL.map(Series::measure), MEASURES, "both lists are one");
        for series in Series::ALL {
            assert_eq!(Series::from_name(series.measure().name), Some(series));
            let measure = series.measure();
            assert!(measure.definition.ends_with('.'), "a definition is a sentence");
            let words = [measure.title, measure.question, measure.population, measure.numerator, measure.interval];
            assert!(words.iter().all(|words| !words.is_empty()), "{} says all of itself", measure.name);
        }
    }

    #[test]
    fn sets_are_printed_in_order() {
        assert_eq!(set_in_words(&OutcomeSet::attrition()), "Attrition: outcomes 14 and 16");
        assert_eq!(set_in_words(&OutcomeSet::charged()), "Charged: outcome 1");
        let mixed = OutcomeSet { name: "Local".to_owned(), numbers: vec![16, 5, 14, 16] };
        assert_eq!(set_in_words(&mixed), "Local: outcomes 5, 14 and 16");
        let empty = OutcomeSet { name: "Local".to_owned(), numbers: Vec::new() };
        assert_eq!(set_in_words(&empty), "Local: no outcome");
    }
}

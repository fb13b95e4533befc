//! What each series counts, among whom and when, in the words screen, paper and terminal share.

use caseload::OutcomeSet;

/// Which day puts a case in a month. The two are never mixed in one figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CountBasis {
    /// By the day of the outcome in force.
    ClosedInPeriod,
    /// By the day reported.
    ReportedInPeriod,
}

impl CountBasis {
    /// The basis in words, to stand beside a figure.
    pub const fn words(self) -> &'static str {
        match self {
            Self::ClosedInPeriod => "cases closed in the period",
            Self::ReportedInPeriod => "cases reported in the period",
        }
    }
}

/// A series of figures, one for each month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Series {
    WithdrawalClosed,
    Recorded,
    SrcCoverage,
    SrcInWindow,
}

impl Series {
    /// Every series, in the order people ask.
    pub const ALL: [Self; 4] = [Self::WithdrawalClosed, Self::SrcInWindow, Self::SrcCoverage, Self::Recorded];

    /// What the series counts.
    pub const fn measure(self) -> &'static Measure {
        match self {
            Self::WithdrawalClosed => &WITHDRAWAL_CLOSED,
            Self::Recorded => &RECORDED,
            Self::SrcCoverage => &SRC_COVERAGE,
            Self::SrcInWindow => &SRC_IN_WINDOW,
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
    /// All of it in one sentence.
    pub definition: &'static str,
}

/// Every definition, in the order people ask.
pub const MEASURES: [&Measure; 4] = [&WITHDRAWAL_CLOSED, &SRC_IN_WINDOW, &SRC_COVERAGE, &RECORDED];

const WITHDRAWAL_CLOSED: Measure = Measure {
    name: "withdrawal_closed",
    title: "Victims who withdrew, by month closed",
    question: "Are victims staying?",
    population: "crimes whose outcome in force on the as-at day is dated in the month",
    numerator: "those whose outcome is in the attrition set: the victim does not support further action",
    basis: CountBasis::ClosedInPeriod,
    definition: "Of the crimes closed in the month, the share whose outcome in force on the as-at day is in the \
                 attrition set; each case counts once, in the month of that outcome; non-crime incidents and \
                 cancelled crimes are left out.",
};

const SRC_IN_WINDOW: Measure = Measure {
    name: "src_in_window",
    title: "Victims reached in time, by month reported",
    question: "Are we reaching them, in time?",
    population: "victims of cases reported in the month who are owed a contact and whose contact window has ended",
    numerator: "those reached by the last day of their window",
    basis: CountBasis::ReportedInPeriod,
    definition: "Of the victims of cases reported in the month who are owed a reassurance contact and whose contact \
                 window has ended, the share reached by the window's last day; those whose contact was ended for a \
                 listed reason stay in the denominator.",
};

const SRC_COVERAGE: Measure = Measure {
    name: "src_coverage",
    title: "How the promise of a contact was kept, by month reported",
    question: "What became of each contact we owed?",
    population: "victims of cases reported in the month who are owed a contact and whose contact window has ended",
    numerator: "each of five parts: reached in the window, reached late, tried but not reached, never tried, ended \
                for a listed reason",
    basis: CountBasis::ReportedInPeriod,
    definition: "Of the victims of cases reported in the month who are owed a reassurance contact and whose contact \
                 window has ended, how many were reached in the window, reached late, tried but not reached, never \
                 tried, or had their contact ended for a listed reason; each victim of a case is in exactly one part.",
};

const RECORDED: Measure = Measure {
    name: "recorded",
    title: "Hate crimes recorded, by month reported",
    question: "How many come to us?",
    population: "crimes reported in the month",
    numerator: "all of them",
    basis: CountBasis::ReportedInPeriod,
    definition: "Crimes reported in the month, without non-crime incidents and cancelled crimes; a measure of demand \
                 on the police, and not of how much hate crime there is.",
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
            assert!(series.measure().definition.ends_with('.'), "a definition is a sentence");
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

//! Home Office outcome types, named sets of them, and withdrawal as an event of its own.

use chrono::NaiveDate;

/// A Home Office outcome type, 1 to 22. Type 0, "not yet assigned", is the absence of an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutcomeType(u8);

impl OutcomeType {
    /// The type with this number, if it is one of 1 to 22.
    pub const fn new(number: u8) -> Option<Self> {
        if number >= 1 && number <= 22 { Some(Self(number)) } else { None }
    }

    /// Every type, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=22).map(Self)
    }

    /// The number, 1 to 22.
    pub const fn number(self) -> u8 {
        self.0
    }

    /// The first day on which an outcome of this type could be given: the day of the list's version that brought it.
    pub fn first_on(self) -> Option<NaiveDate> {
        let version = LISTS.iter().find(|version| version.brought.contains(&self.0))?;
        NaiveDate::from_ymd_opt(version.year, version.month, 1)
    }

    /// The types on the list in force on a day; none before there was one.
    pub fn listed_on(day: NaiveDate) -> impl Iterator<Item = Self> {
        Self::all().filter(move |outcome| outcome.first_on().is_some_and(|first| first <= day))
    }

    /// The current label of the Home Office's open data tables.
    pub const fn label(self) -> &'static str {
        match self.0 {
            1 => "Charged or summonsed",
            2 => "Caution, youths",
            3 => "Caution, adults",
            4 => "Taken into consideration",
            5 => "Offender died",
            6 => "Penalty notice for disorder",
            7 => "Cannabis or khat warning",
            8 => "Community resolution",
            9 => "Not in the public interest, CPS",
            10 => "Not in the public interest, police",
            11 => "Prosecution prevented, suspect under age",
            12 => "Prosecution prevented, suspect too ill",
            13 => "Prosecution prevented, victim or key witness dead or too ill",
            14 => "Evidential difficulties, suspect not identified, victim does not support further action",
            15 => "Evidential difficulties, suspect identified, victim supports action",
            16 => "Evidential difficulties, suspect identified, victim does not support further action",
            17 => "Prosecution time limit expired",
            18 => "Investigation complete, no suspect identified",
            19 => "National Fraud Intelligence Bureau case",
            20 => "Responsibility transferred to another body",
            21 => "Further investigation not in the public interest, police",
            _ => "Diversionary, educational or intervention activity",
        }
    }
}

/// A version of the Home Office's list: from the first of this month these types were on it too. None was ever taken off.
struct ListVersion {
    year: i32,
    month: u32,
    brought: &'static [u8],
}

/// The versions. That 21 came in 2016 is published; the other days are generally known and not found in print, so that
/// an earlier outcome is a question to a person (`Problem::OutcomeNotYetListed`) and never refused.
const LISTS: [ListVersion; 4] = [
    ListVersion { year: 2013, month: 4, brought: &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19] },
    ListVersion { year: 2015, month: 4, brought: &[20] },
    ListVersion { year: 2016, month: 1, brought: &[21] },
    ListVersion { year: 2019, month: 4, brought: &[22] },
];

/// A named set of outcome types. Printed wherever a figure uses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomeSet {
    /// What the set is called on screen and paper.
    pub name: String,
    /// The numbers in it.
    pub numbers: Vec<u8>,
}

impl OutcomeSet {
    /// Attrition: the case ended with the victim not supporting further action (14 or 16).
    /// Source: College of Policing, practice bank, secondary reassurance contact.
    pub fn attrition() -> Self {
        Self { name: "Attrition".to_owned(), numbers: vec![14, 16] }
    }

    /// Charged or summonsed (1).
    pub fn charged() -> Self {
        Self { name: "Charged".to_owned(), numbers: vec![1] }
    }

    /// The College of Policing's "positive" outcomes.
    pub fn positive() -> Self {
        Self { name: "Positive".to_owned(), numbers: vec![1, 2, 3, 4, 5, 6, 8, 9, 10, 22] }
    }

    /// Every named set, in the order they are told.
    pub fn all() -> [Self; 3] {
        [Self::attrition(), Self::charged(), Self::positive()]
    }

    /// Its types as they are printed wherever it is used: "14 and 16".
    pub fn words(&self) -> String {
        let numbers: Vec<String> = self.numbers.iter().map(u8::to_string).collect();
        match numbers.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
            Some((only, _)) => only.clone(),
            None => "none".to_owned(),
        }
    }

    /// Whether the set holds this type.
    pub fn holds(&self, outcome: OutcomeType) -> bool {
        self.numbers.contains(&outcome.number())
    }
}

/// The outcome in force on a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Outcome {
    /// The type, 1 to 22.
    pub outcome_type: OutcomeType,
    /// 1A, 2A and 3A: for an alternate offence. An "of which", never added to the type.
    pub alternate_offence: bool,
    /// The day the outcome was recorded.
    pub on: NaiveDate,
}

impl Outcome {
    /// Whether the list in force on its day did not have its type yet.
    pub fn is_not_yet_listed(&self) -> bool {
        self.outcome_type.first_on().is_some_and(|first| self.on < first)
    }
}

/// The victim withdrew support. An event of its own: an outcome code says neither when nor why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Withdrawal {
    /// The day of the withdrawal, where it is known.
    pub on: Option<NaiveDate>,
    /// A code from the force's list of reasons.
    pub reason: Option<String>,
    /// A code for who confirmed it with the victim.
    pub confirmed_by: Option<String>,
    /// A code for how it was confirmed: statement, body-worn video, telephone.
    pub confirmed_how: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_years_list_has_its_own_types() {
        let on = |day: &str| OutcomeType::listed_on(day.parse().unwrap()).map(OutcomeType::number).collect::<Vec<_>>();
        assert_eq!(on("2013-03-31"), [0; 0], "before there was a list");
        assert_eq!(on("2014-01-01"), (1..=19).collect::<Vec<_>>());
        assert_eq!(on("2015-12-31"), (1..=20).collect::<Vec<_>>());
        assert_eq!(on("2016-01-01"), (1..=21).collect::<Vec<_>>());
        assert_eq!(on("2019-04-01"), (1..=22).collect::<Vec<_>>());
        assert!(OutcomeType::all().all(|outcome| outcome.first_on().is_some()), "no type is on no list");
    }

    #[test]
    fn sets_tell_their_types() {
        let told = OutcomeSet::all().map(|set| format!("{}: {}", set.name, set.words()));
        assert_eq!(told, ["Attrition: 14 and 16", "Charged: 1", "Positive: 1, 2, 3, 4, 5, 6, 8, 9, 10 and 22"]);
    }
}

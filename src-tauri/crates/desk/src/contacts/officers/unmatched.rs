//! Officers named on cases that match no officer of the list cleanly.
//!
//! A number that no listed officer has shuts out nobody, a name alone shuts out each officer it could be, an empty
//! field shuts out nobody: each is a gap in what keeps the contact independent, and a person should know of it.

use crate::access::Task;
use crate::error::DeskError;
use crate::session::Session;
use crate::wire::UnmatchedView;
use crate::words;
use caseload::officer::could_be;
use caseload::{Collar, PersonalField};
use std::collections::BTreeMap;

/// Cases named for each; the rest are counted.
const REFERENCES_MAX: usize = 8;

/// What is wrong with the officer named on a case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    /// Several officers of the list could be meant.
    Ambiguous {
        named: String,
        could_be: String,
    },
    /// One officer could be meant, by name alone.
    NameAlone {
        named: String,
        could_be: String,
    },
    /// Nobody on the list could be meant, by name alone.
    NameUnknown {
        named: String,
    },
    NumberNotListed {
        number: String,
    },
    NobodyNamed,
}

impl Gap {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Ambiguous { .. } => "ambiguous_name",
            Self::NameAlone { .. } => "name_alone",
            Self::NameUnknown { .. } => "name_unknown",
            Self::NumberNotListed { .. } => "number_not_listed",
            Self::NobodyNamed => "nobody_named",
        }
    }

    fn words(&self) -> String {
        match self {
            Self::Ambiguous { named, could_be } => {
                format!("{named}, without a number, could be {could_be}: each of them is kept away.")
            }
            Self::NameAlone { named, could_be } => {
                format!("{named}, without a number, could be {could_be}, who is kept away.")
            }
            Self::NameUnknown { named } => {
                format!("{named}, without a number, is like nobody on the list: nobody is kept away.")
            }
            Self::NumberNotListed { number } => {
                format!("Nobody on the list has the number {number}: nobody is kept away.")
            }
            Self::NobodyNamed => "No officer in the case is named: nobody is kept away.".to_owned(),
        }
    }
}

impl Session {
    /// Officers named on open cases that match no officer of the list cleanly: those on most cases first, then the doubtful.
    ///
    /// # Errors
    /// Not allowed, the disk.
    pub fn unmatched_officers(&mut self) -> Result<Vec<UnmatchedView>, DeskError> {
        self.allow(Task::SeeCases)?;
        let names = self.officer_names()?;
        let journal = self.book.journal()?;
        let listed: Vec<(Collar, String)> = journal
            .officers_listed()
            .map(|one| (one.officer.collar.clone(), names.get(&one.officer.id).cloned().unwrap_or_default()))
            .collect();
        let mut gaps: BTreeMap<Gap, Vec<String>> = BTreeMap::new();
        for row in self.book.open_rows()? {
            let number = row.contact.oic_collar.as_deref().and_then(Collar::new);
            let named = match row.personal.get(&PersonalField::OicName).filter(|_| number.is_none()) {
                Some(id) => self.book.person(*id)?.oic_name,
                None => None,
            };
            let gap = match (number, named) {
                (Some(number), _) if listed.iter().any(|(collar, _)| *collar == number) => continue,
                (Some(number), _) => Gap::NumberNotListed { number: number.as_str().to_owned() },
                (None, None) => Gap::NobodyNamed,
                // EXPOSE: a coordinator sees which colleague's name the case carries, to complete it.
                (None, Some(named)) => name_alone(named.into_exposed(), &listed),
            };
            gaps.entry(gap).or_default().push(row.reference.clone());
        }
        let view = |(gap, references): (Gap, Vec<String>)| UnmatchedView {
            kind: gap.kind().to_owned(),
            words: gap.words(),
            count: references.len() as u64,
            count_words: words::counted(references.len() as u64, "case"),
            references: references.into_iter().take(REFERENCES_MAX).collect(),
        };
        let mut gaps: Vec<(Gap, Vec<String>)> = gaps.into_iter().collect();
        // Stable: where as many cases are affected, the doubtful ones stay first.
        gaps.sort_by_key(|(_, references)| std::cmp::Reverse(references.len()));
        Ok(gaps.into_iter().map(view).collect())
    }
}

fn name_alone(named: String, listed: &[(Collar, String)]) -> Gap {
    let could: Vec<String> = listed
        .iter()
        .filter(|(_, name)| could_be(&named, name))
        .map(|(collar, name)| format!("{name} {}", collar.as_str()))
        .collect();
    match could.len() {
        0 => Gap::NameUnknown { named },
        1 => Gap::NameAlone { named, could_be: could.join("") },
        _ => Gap::Ambiguous { named, could_be: could.join(", ") },
    }
}

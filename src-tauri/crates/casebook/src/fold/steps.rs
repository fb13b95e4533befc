//! The steps of a case's history: its own entries, and what imports did to it besides.

use crate::entry::{Entry, Event};
use crate::state::CaseState;
use caseload::{CaseFacts, ImportId, PersonalField, RowId};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A step in a case's history besides its own entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportStep {
    pub number: u64,
    pub known_on: NaiveDate,
    pub import: ImportId,
    pub what: ImportWhat,
}

/// What an import did to a case without an entry about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportWhat {
    /// It carried the case, saying these fields as they stood.
    Vouched {
        fields: u64,
    },
    TakenBack,
    Restored,
}

pub(super) enum Step<'a> {
    Entry(&'a Entry),
    Import(ImportStep),
    Vouched(Box<Vouched>),
}

/// An import that carried the case unchanged, with what it said by that: the extract's word as it stood then.
///
/// What stood then is what counts, whichever of the imports before it is taken back or restored later.
pub(super) struct Vouched {
    pub(super) step: ImportStep,
    fields: u64,
    pub(super) said: CaseFacts,
    pub(super) personal: BTreeMap<PersonalField, RowId>,
}

impl Vouched {
    pub(super) fn say_as_it_stands(&mut self, now: &CaseState) {
        self.said = now.record.extract_facts().of_fields(self.fields);
        let said = now.personal_extract.iter().filter(|(field, _)| self.fields & field.bit() != 0);
        self.personal = said.map(|(field, row)| (*field, *row)).collect();
    }
}

impl Step<'_> {
    pub(super) const fn number(&self) -> u64 {
        match self {
            Self::Entry(entry) => entry.number,
            Self::Import(step) => step.number,
            Self::Vouched(vouched) => vouched.step.number,
        }
    }

    pub(super) const fn known_on(&self) -> NaiveDate {
        match self {
            Self::Entry(entry) => entry.known_on,
            Self::Import(step) => step.known_on,
            Self::Vouched(vouched) => vouched.step.known_on,
        }
    }

    /// Whether it reaches back and changes what earlier entries mean.
    pub(super) const fn reaches_back(&self) -> bool {
        match self {
            Self::Entry(entry) => matches!(entry.event, Event::Undone { .. }),
            Self::Import(_) => true,
            Self::Vouched(_) => false,
        }
    }
}

impl From<ImportStep> for Step<'_> {
    fn from(step: ImportStep) -> Self {
        match step.what {
            ImportWhat::TakenBack | ImportWhat::Restored => Self::Import(step),
            ImportWhat::Vouched { fields } => {
                Self::Vouched(Box::new(Vouched { step, fields, said: CaseFacts::default(), personal: BTreeMap::new() }))
            }
        }
    }
}

//! What stands of a case.

use crate::acts::Acts;
use caseload::facts::CaseRecord;
use caseload::standing::{Closed, PlannedContact, Story, closed};
use caseload::{Attempt, CaseId, CaseKind, Ending, PersonalField, RowId, SafetyRule, StaffId, TakenUp, Task};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// What stands of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseState {
    pub case: CaseId,
    pub reference: String,
    pub victim_number: Option<String>,
    /// The day the desk first knew of it.
    pub first_known_on: NaiveDate,
    pub record: CaseRecord,
    /// Rows of the people file: what extracts say, by field.
    pub personal_extract: BTreeMap<PersonalField, RowId>,
    /// Rows of the people file: what people say, by field. They win.
    pub personal_person: BTreeMap<PersonalField, RowId>,
    /// In the order they were made.
    pub attempts: Vec<Attempt>,
    /// How many of them came before the contact was last taken up again.
    pub attempts_before: usize,
    pub ending: Option<Ending>,
    pub taken_up: Option<TakenUp>,
    pub planned: Option<PlannedContact>,
    pub put_off_until: Option<NaiveDate>,
    /// Open tasks, by the entry that raised them.
    pub tasks: BTreeMap<u64, Task>,
    /// A person did something with it.
    pub worked: bool,
    /// Who did something with it last, and when it was known.
    pub worked_last: Option<(StaffId, NaiveDate)>,
    pub acts: Acts,
}

impl CaseState {
    /// The fields on which the extract and a person differ and nobody has settled it, as bits.
    ///
    /// Of personal fields only that both said something: whether the texts differ shows with the people key.
    pub fn open_differences(&self) -> u64 {
        let coded = self.record.differences().into_iter().fold(0, |mask, field| mask | field.bit());
        let both = self.personal_person.keys().filter(|field| self.personal_extract.contains_key(field));
        both.fold(coded, |mask, field| mask | field.bit()) & !self.acts.settled
    }

    /// Takes in an attempt at the place of its day, after those that no longer count.
    pub(crate) fn take_in_attempt(&mut self, attempt: Attempt) {
        let counted = self.attempts.get(self.attempts_before..).unwrap_or_default();
        let place = self.attempts_before + counted.partition_point(|made| made.on <= attempt.on);
        self.attempts.insert(place, attempt);
        self.planned = None;
        self.put_off_until = None;
    }

    /// Whether the contact was made, or ended without one.
    pub fn closed(&self) -> Option<Closed> {
        closed(&self.attempts, self.attempts_before, self.ending, self.record.contact_made_on.value().copied())
    }

    /// The row in force for a personal field.
    pub fn personal(&self, field: PersonalField) -> Option<RowId> {
        self.personal_person.get(&field).or_else(|| self.personal_extract.get(&field)).copied()
    }

    /// What decides where the victim stands; `None` without a day of report. `none` is what stands for no wishes.
    pub fn story<'a>(&'a self, none: &'a BTreeSet<SafetyRule>) -> Option<Story<'a>> {
        let record = &self.record;
        Some(Story {
            reported_on: *record.reported_on.value()?,
            kind: record.kind.value().copied().unwrap_or(CaseKind::Crime),
            risk: record.risk.value().copied(),
            safety: record.safety.value().unwrap_or(none),
            contact_made_on: record.contact_made_on.value().copied(),
            attempts: &self.attempts,
            attempts_before: self.attempts_before,
            ending: self.ending,
            taken_up: self.taken_up,
            planned: self.planned,
            put_off_until: self.put_off_until,
        })
    }

    /// A case of which nothing is known yet but its reference.
    pub(crate) fn reported(
        case: CaseId,
        reference: String,
        victim_number: Option<String>,
        first_known_on: NaiveDate,
    ) -> Self {
        Self {
            case,
            reference,
            victim_number,
            first_known_on,
            record: CaseRecord::default(),
            personal_extract: BTreeMap::new(),
            personal_person: BTreeMap::new(),
            attempts: Vec::new(),
            attempts_before: 0,
            ending: None,
            taken_up: None,
            planned: None,
            put_off_until: None,
            tasks: BTreeMap::new(),
            worked: false,
            worked_last: None,
            acts: Acts::default(),
        }
    }
}

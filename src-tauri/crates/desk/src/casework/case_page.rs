//! One case: what stands.

use crate::access::Task;
use crate::casework::field_words::{CodeWords, value_words};
use crate::error::DeskError;
use crate::session::Session;
use crate::wire::{CaseView, EndOfferView, FieldView};
use crate::words;
use casebook::{CaseState, Event, Now};
use caseload::{CaseId, EndingReason, Field, PersonalFacts, PersonalField, Sensitive, Standing, standing};
use std::collections::BTreeSet;

/// Cases of one victim this close together make them a repeat victim. Source: rolling twelve months.
const REPEAT_DAYS: i64 = 365;

impl Session {
    /// Opens a case. Opening a person's details is logged, once a day.
    ///
    /// # Errors
    /// Not allowed, no such case, the disk.
    pub fn case_view(&mut self, case: CaseId, now: Now) -> Result<CaseView, DeskError> {
        self.allow(Task::SeeCases)?;
        // A case that went into another opens as the one that stays.
        let case = self.book.merged_into(case)?.unwrap_or(case);
        let row = self.book.case_row(case)?;
        if self.looked_at.insert((case, now.today)) {
            self.write(now, |writer| {
                writer.append(Event::PersonalDetailsViewed { case })?;
                Ok(())
            })?;
        }
        let state = self
            .book
            .fold(case)?
            .now
            .ok_or_else(|| DeskError::NotFound("This case went with an import that was taken back.".to_owned()))?;
        let policy = self.book.journal()?.policy(now.today);
        let names = self.officer_names()?;
        let stands = row.story().map(|story| standing(&story, &policy, &self.calendar, now.today));
        let next = self.next_view(stands.as_ref(), now.today, &names)?;
        let safety = row.contact.safety.iter().map(|rule| rule.label().to_owned()).collect();
        Ok(CaseView {
            case: case.to_string(),
            reference: state.reference.clone(),
            victim_number: state.victim_number.clone(),
            next,
            safety,
            personal: self.personal_views(&state)?,
            facts: fact_views(&state, &self.code_words()),
            end_offer: end_offer(&state, stands.as_ref()),
            casework: self.casework_view(&row, &state, now.today)?,
            story: self.story(case, &names, now.today)?,
            logged_words: "Opening this page was logged, as the law asks.".to_owned(),
            repeat_words: self.repeat_words(&state)?,
        })
    }

    fn personal_views(&self, state: &CaseState) -> Result<Vec<FieldView>, DeskError> {
        let read = |row: Option<&caseload::RowId>, field| -> Result<Option<String>, DeskError> {
            let Some(row) = row else { return Ok(None) };
            let facts: PersonalFacts = self.book.person(*row)?;
            // EXPOSE: the person opened this case to see them, and that was logged.
            Ok(facts.get(field).map(|text: &Sensitive<String>| text.expose().clone()))
        };
        let mut views = Vec::new();
        for field in PersonalField::of_case() {
            let extract = read(state.personal_extract.get(&field), field)?;
            let person = read(state.personal_person.get(&field), field)?;
            let by_person = person.is_some();
            let open = by_person && state.acts.settled & field.bit() == 0;
            let extract_says = extract.clone().filter(|text| open && Some(text) != person.as_ref());
            views.push(FieldView {
                field: field.name().to_owned(),
                label: field.label().to_owned(),
                value: person.or(extract).unwrap_or_default(),
                said_by: if by_person { "person" } else { "extract" }.to_owned(),
                extract_says,
            });
        }
        Ok(views)
    }

    /// A repeat victim: another crime of the same person within a rolling twelve months, or says so.
    fn repeat_words(&mut self, state: &CaseState) -> Result<Option<String>, DeskError> {
        let recorded_on =
            |record: &caseload::facts::CaseRecord| record.recorded_on.value().or(record.reported_on.value()).copied();
        let mut others = 0;
        for case in self.cases_of_same_person(state)? {
            let Some(other) = self.book.fold(case)?.now.filter(|other| other.acts.merged_into.is_none()) else {
                continue;
            };
            let apart = recorded_on(&state.record).zip(recorded_on(&other.record)).map(|(a, b)| (a - b).num_days());
            others += u64::from(apart.is_some_and(|days| days.abs() <= REPEAT_DAYS));
        }
        let says_so = state.record.says_repeat.value() == Some(&true);
        let found =
            || format!("{} of the same person within a year: a repeat victim.", words::counted(others, "other case"));
        Ok(match (others > 0, says_so) {
            (true, true) => Some(format!("{} Says so too.", found())),
            (true, false) => Some(found()),
            (false, true) => Some("Says they have been a victim before.".to_owned()),
            (false, false) => None,
        })
    }
}

fn fact_views(state: &CaseState, codes: &CodeWords) -> Vec<FieldView> {
    let record = &state.record;
    let in_force = record.facts();
    let by_extract = record.extract_facts();
    let differences: BTreeSet<Field> = record.differences().into_iter().collect();
    Field::ALL
        .iter()
        .map(|&field| {
            let differs = differences.contains(&field);
            let value = value_words(&in_force, field, codes);
            let extract = value_words(&by_extract, field, codes);
            let by_person = differs || (extract.is_empty() && !value.is_empty());
            FieldView {
                field: field.name().to_owned(),
                label: field.label().to_owned(),
                value,
                said_by: if by_person { "person" } else { "extract" }.to_owned(),
                extract_says: (differs && state.acts.settled & field.bit() == 0).then_some(extract),
            }
        })
        .collect()
}

/// A case that went to another unit: the contact stays owed here until a person ends it by the listed reason.
fn end_offer(state: &CaseState, stands: Option<&Standing>) -> Option<EndOfferView> {
    let to = state.record.transferred_to.value()?;
    let Some(Standing::Open { .. }) = stands else { return None };
    let on = state.record.transferred_on.value().map(|on| format!(" on {}", words::day(*on))).unwrap_or_default();
    let reason = EndingReason::TransferredOut;
    Some(EndOfferView {
        words: format!("The case went to {to}{on}. The contact is still owed here until you end it."),
        reason: reason.code().to_owned(),
        label: reason.label().to_owned(),
    })
}

//! Differences between the extract and a person: shown at the field, settled once, raised again only by a new value.

use crate::access::Task;
use crate::asked::{lower_first, read_case};
use crate::casework::field_words::value_words;
use crate::error::DeskError;
use crate::session::Session;
use crate::wire::{DifferenceView, DoneView, SettleRequest};
use casebook::{CaseFilter, CaseRow, CaseState, Event, Now};
use caseload::{CaseAct, CaseId, Field, PersonalField};

/// Cases with differences that one view goes through.
const CASES_MAX: usize = 500;

impl Session {
    /// Every difference nobody has settled, latest report first.
    ///
    /// # Errors
    /// Not allowed, the disk.
    pub fn differences(&mut self) -> Result<Vec<DifferenceView>, DeskError> {
        self.allow(Task::SeeCases)?;
        let mut views = Vec::new();
        for row in self.rows_that_differ(&CaseFilter::default())?.into_iter().take(CASES_MAX) {
            let Some(state) = self.book.fold(row.case)?.now else { continue };
            views.extend(self.differences_of(&state, &row)?);
        }
        Ok(views)
    }

    /// The cases a filter lets through that have at least one difference which shows.
    ///
    /// The record tells of a personal field only that both spoke: whether the two texts differ shows with the key.
    pub(crate) fn rows_that_differ(&mut self, filter: &CaseFilter) -> Result<Vec<CaseRow>, DeskError> {
        let filter = CaseFilter { differs: true, ..filter.clone() };
        let (_, rows) = self.book.list(&filter, 0, i64::MAX.cast_unsigned())?;
        let mut differing = Vec::new();
        let personal = PersonalField::of_case().fold(0, |mask, field| mask | field.bit());
        for row in rows {
            if row.differences & !personal != 0 {
                differing.push(row);
                continue;
            }
            let Some(state) = self.book.fold(row.case)?.now else { continue };
            if self.shown_differences(&state)? != 0 {
                differing.push(row);
            }
        }
        Ok(differing)
    }

    /// The fields, as bits, whose difference shows: of personal ones those whose texts differ.
    pub(crate) fn shown_differences(&self, state: &CaseState) -> Result<u64, DeskError> {
        let mut shown = state.open_differences();
        for field in PersonalField::of_case().filter(|field| shown & field.bit() != 0).collect::<Vec<_>>() {
            let text = |row: Option<&caseload::RowId>| match row {
                Some(row) if self.book.holds_people_key() => Ok(self.book.person(*row)?.get(field).cloned()),
                Some(_) | None => Ok::<_, DeskError>(None),
            };
            if text(state.personal_person.get(&field))? == text(state.personal_extract.get(&field))? {
                shown &= !field.bit();
            }
        }
        Ok(shown)
    }

    fn differences_of(&self, state: &CaseState, row: &CaseRow) -> Result<Vec<DifferenceView>, DeskError> {
        let shown = self.shown_differences(state)?;
        let (ours, theirs) = (state.record.facts(), state.record.extract_facts());
        let codes = self.code_words();
        let words = |facts, field| value_words(facts, field, &codes);
        let victim = self.victim_name(row)?;
        let view = |field: &str, label: &str, ours: String, extract_says: String| DifferenceView {
            case: row.case.to_string(),
            reference: row.reference.clone(),
            victim: victim.clone(),
            field: field.to_owned(),
            label: label.to_owned(),
            ours,
            extract_says,
        };
        let mut views: Vec<DifferenceView> = Field::ALL
            .iter()
            .filter(|field| shown & field.bit() != 0)
            .map(|&field| view(field.name(), field.label(), words(&ours, field), words(&theirs, field)))
            .collect();
        for field in PersonalField::of_case().filter(|field| shown & field.bit() != 0) {
            let read = |row: Option<&caseload::RowId>| -> Result<String, DeskError> {
                let Some(row) = row else { return Ok(String::new()) };
                // EXPOSE: which of the two texts is right is what the person is asked.
                Ok(self.book.person(*row)?.get(field).map(|text| text.expose().clone()).unwrap_or_default())
            };
            let ours = read(state.personal_person.get(&field))?;
            let theirs = read(state.personal_extract.get(&field))?;
            views.push(view(field.name(), field.label(), ours, theirs));
        }
        Ok(views)
    }

    /// Settles one difference: the extract's value is taken, or the person's word is kept.
    ///
    /// # Errors
    /// Not allowed, no such case or field, no difference there, the disk.
    pub fn settle_difference(&mut self, request: &SettleRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Record)?;
        let case = read_case(&request.case)?;
        let row = self.book.case_row(case)?;
        let state = self.state_of(case)?;
        let coded = Field::from_name(&request.field).map(|field| (field.bit(), field.label()));
        let personal = PersonalField::from_name(&request.field).map(|field| (field.bit(), field.label()));
        let Some((bit, label)) = coded.or(personal) else {
            return Err(DeskError::bad("field", format!("\"{}\" is not a field of a case.", request.field)));
        };
        // What was kept before can still be given back.
        let differs = state.open_differences() | (state.acts.settled & if request.take_extract { bit } else { 0 });
        if differs & bit == 0 {
            let message = format!("{label} of {} does not differ from the extract, or was settled.", row.reference);
            return Err(DeskError::bad("field", message));
        }
        if request.take_extract && bit == Field::ReportedOn.bit() && state.record.reported_on.extract().is_none() {
            return Err(DeskError::bad("field", "The extract has no day of report to take."));
        }
        let act = CaseAct::DifferenceSettled { fields: bit, took_extract: request.take_extract };
        let ((), appended) = self.write(now, |writer| {
            writer.append(Event::CaseActed { case, act, personal: None })?;
            Ok(())
        })?;
        let words = if request.take_extract {
            format!("{label} of {} is the extract's again.", row.reference)
        } else {
            format!("{label} of {} stays as it is here, until the extract says something new.", row.reference)
        };
        self.done(case, words, format!("Settle {}", lower_first(label)), appended, now)
    }

    /// What stands of a case.
    pub(crate) fn state_of(&mut self, case: CaseId) -> Result<CaseState, DeskError> {
        let gone = || DeskError::NotFound("This case went with an import that was taken back.".to_owned());
        self.book.fold(case)?.now.ok_or_else(gone)
    }
}

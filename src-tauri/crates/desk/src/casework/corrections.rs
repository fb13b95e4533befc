//! Corrections of a case, and the events of the investigation: withdrawal and outcome.

use crate::access::Task;
use crate::asked::{code, lower_first, past_day, read_case};
use crate::casework::typed::read_field;
use crate::error::DeskError;
use crate::session::Session;
use crate::wire::{CorrectCaseRequest, DoneView, OutcomeRequest, SettleRequest, WithdrawalRequest};
use crate::words;
use casebook::{Event, Now, Source};
use caseload::{
    CaseFacts, CaseId, Claim, Field, Outcome, OutcomeType, PersonalFacts, PersonalField, Sensitive, Standing,
    Withdrawal, standing,
};

impl Session {
    /// A person corrects a field. An empty value clears it.
    ///
    /// # Errors
    /// Not allowed, an unknown field, a value that does not fit it, the disk.
    pub fn correct_case(&mut self, request: &CorrectCaseRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Record)?;
        let case = read_case(&request.case)?;
        let row = self.book.case_row(case)?;
        let value = request.value.trim();
        if let Some(field) = PersonalField::from_name(&request.field) {
            let mut personal = PersonalFacts::default();
            personal.set(field, Sensitive::from(value));
            if self.is_extracts_text(case, field, &personal)? {
                return self.give_back(case, field, now);
            }
            let words = format!("{} of {} was corrected.", field.label(), row.reference);
            return self.change(
                case,
                CaseFacts::default(),
                Some(&personal),
                words,
                format!("Correct {}", lower_first(field.label())),
                now,
            );
        }
        let field = Field::from_name(&request.field)
            .ok_or_else(|| DeskError::bad("field", format!("\"{}\" is not a field of a case.", request.field)))?;
        if field == Field::ReportedOn {
            // Every clock starts there: without it, or with one to come, the victim would fall out of every list.
            if value.is_empty() {
                return Err(DeskError::bad("value", "Every case has a day of report. Give the right one."));
            }
            past_day("value", Some(value), now.today)?;
        }
        let facts = read_field(field, value)?;
        let words = format!("{} of {} was corrected.", field.label(), row.reference);
        self.change(case, facts, None, words, format!("Correct {}", lower_first(field.label())), now)
    }

    /// The victim withdrew support: an event of its own.
    ///
    /// # Errors
    /// Not allowed, an unknown case, a day in the future or before the report, the disk.
    pub fn record_withdrawal(&mut self, request: &WithdrawalRequest, now: Now) -> Result<DoneView, DeskError> {
        let case = read_case(&request.case)?;
        self.allow(Task::Record)?;
        let row = self.book.case_row(case)?;
        let on = match &request.on {
            Some(text) => Some(past_day("on", Some(text), now.today)?),
            None => None,
        };
        if on.zip(row.reported_on).is_some_and(|(on, reported_on)| on < reported_on) {
            return Err(DeskError::bad("on", "A withdrawal cannot be before the report. Correct the day."));
        }
        let withdrawal = Withdrawal {
            on,
            reason: code("reason", request.reason.as_deref())?,
            confirmed_by: code("confirmed_by", request.confirmed_by.as_deref())?,
            confirmed_how: code("confirmed_how", request.confirmed_how.as_deref())?,
        };
        let mut facts = CaseFacts { withdrawal: Some(Claim::Is(withdrawal)), ..CaseFacts::default() };
        // A new withdrawal comes after the day on which support was regained.
        if self.state_of(case)?.record.support_regained_on.value().is_some() {
            facts.support_regained_on = Some(Claim::Cleared);
        }
        let mut words = format!("Withdrawal recorded for {}.", row.reference);
        let policy = self.book.journal()?.policy(now.today);
        let stands = row.story().map(|story| standing(&story, &policy, &self.calendar, now.today));
        if matches!(stands, Some(Standing::Open { .. })) {
            words.push_str(" The contact is still owed.");
        }
        self.change(case, facts, None, words, "Record withdrawal".to_owned(), now)
    }

    /// The investigation ended, or ended otherwise.
    ///
    /// # Errors
    /// Not allowed, an unknown case or outcome type, a day in the future or before the report, the disk.
    pub fn record_outcome(&mut self, request: &OutcomeRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Record)?;
        let case = read_case(&request.case)?;
        let row = self.book.case_row(case)?;
        if request.number == 0 {
            return self.reopen(case, &row.reference, now);
        }
        let outcome_type = OutcomeType::new(request.number)
            .ok_or_else(|| DeskError::bad("number", "Outcome types run from 1 to 22."))?;
        let on = past_day("on", Some(&request.on), now.today)?;
        if row.reported_on.is_some_and(|reported_on| on < reported_on) {
            return Err(DeskError::bad("on", "An outcome cannot be before the report. Correct the day."));
        }
        if request.alternate_offence && request.number > 3 {
            return Err(DeskError::bad(
                "alternate_offence",
                "Only types 1, 2 and 3 have one for an alternate offence.",
            ));
        }
        let outcome = Outcome { outcome_type, alternate_offence: request.alternate_offence, on };
        let facts = CaseFacts { outcome: Some(Claim::Is(outcome)), ..CaseFacts::default() };
        let mut done = format!("Outcome {} recorded for {}.", request.number, row.reference);
        if let Some(first) = outcome_type.first_on().filter(|_| outcome.is_not_yet_listed()) {
            done.push_str(&format!(" The type is on the list only from {}: check the day.", words::day(first)));
        }
        self.change(case, facts, None, done, "Record outcome".to_owned(), now)
    }

    /// The investigation goes on: the outcome in force is no more, and stays in the story.
    fn reopen(&mut self, case: CaseId, reference: &str, now: Now) -> Result<DoneView, DeskError> {
        if self.state_of(case)?.record.outcome.value().is_none() {
            return Err(DeskError::bad("number", "The investigation is open already."));
        }
        let facts = CaseFacts { outcome: Some(Claim::Cleared), ..CaseFacts::default() };
        let words = format!("The investigation of {reference} was reopened.");
        self.change(case, facts, None, words, "Reopen".to_owned(), now)
    }

    /// Whether a person typed what the extract says: then the field is the extract's again.
    fn is_extracts_text(
        &mut self,
        case: CaseId,
        field: PersonalField,
        typed: &PersonalFacts,
    ) -> Result<bool, DeskError> {
        let state = self.state_of(case)?;
        let Some(row) = state.personal_extract.get(&field) else { return Ok(false) };
        let by_person = state.personal_person.contains_key(&field);
        Ok(by_person && self.book.person(*row)?.get(field) == typed.get(field))
    }

    fn give_back(&mut self, case: CaseId, field: PersonalField, now: Now) -> Result<DoneView, DeskError> {
        let request = SettleRequest { case: case.to_string(), field: field.name().to_owned(), take_extract: true };
        self.settle_difference(&request, now)
    }

    fn change(
        &mut self,
        case: CaseId,
        facts: CaseFacts,
        personal: Option<&PersonalFacts>,
        words: String,
        action: String,
        now: Now,
    ) -> Result<DoneView, DeskError> {
        let ((), appended) = self.write(now, |writer| {
            let personal = match personal {
                Some(personal) => Some(writer.person(case.get(), personal)?),
                None => None,
            };
            writer.append(Event::CaseChanged { case, source: Source::Person, facts, personal })?;
            Ok(())
        })?;
        self.done(case, words, action, appended, now)
    }
}

//! Recording what happened: attempts, endings, corrections, withdrawals, outcomes, and undo.

use crate::access::Task;
use crate::error::DeskError;
use crate::session::Session;
use crate::typed::read_field;
use crate::wire::{
    ChoiceView, ChoicesView, CorrectCaseRequest, DoneView, EndContactRequest, GlossaryTermView, OutcomeRequest,
    RecordAttemptRequest, UndoView, WithdrawalRequest,
};
use crate::words;
use casebook::{Appended, Event, Now, Source};
use caseload::glossary::GLOSSARY;
use caseload::strands::Strand;
use caseload::{
    Attempt, AttemptResult, CaseFacts, CaseId, Channel, Claim, Ending, EndingReason, Field, OfficerId, Outcome,
    OutcomeType, PersonalFacts, PersonalField, RiskLevel, Sensitive, Withdrawal, standing,
};
use chrono::NaiveDate;
use std::str::FromStr;

impl Session {
    /// Records one attempt to reach a victim.
    ///
    /// # Errors
    /// Not allowed, an unknown case or code, a day in the future or before the report, the disk.
    pub fn record_attempt(&mut self, request: &RecordAttemptRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Record)?;
        let case = read_case(&request.case)?;
        let row = self.book.case_row(case)?;
        let on = past_day("on", request.on.as_deref(), now.today)?;
        if row.reported_on.is_some_and(|reported_on| on < reported_on) {
            return Err(DeskError::bad("on", "An attempt cannot be before the report. Correct the day."));
        }
        let call_back_on = match &request.call_back_on {
            Some(text) => Some(read_day("call_back_on", text)?),
            None => None,
        };
        if let Some(back) = call_back_on.filter(|back| *back < on) {
            let message = format!("{} is before the attempt. Give a later day.", words::day(back));
            return Err(DeskError::bad("call_back_on", message));
        }
        let result = AttemptResult::from_code(&request.result, call_back_on).ok_or_else(|| {
            if request.result == "call_back" {
                DeskError::bad("call_back_on", "To call back, give the day the victim asked for.")
            } else {
                let codes = "reached, no_answer, voicemail, wrong_number, declined, call_back";
                DeskError::bad("result", format!("\"{}\" is not a result. Use one of {codes}.", request.result))
            }
        })?;
        let channel = Channel::from_code(&request.channel)
            .ok_or_else(|| DeskError::bad("channel", "How the victim was contacted is telephone or in_person."))?;
        let officer = match &request.officer {
            Some(text) => Some(self.read_officer(text)?),
            None => row.contact.planned.map(|planned| planned.officer),
        };
        let by_involved_officer = match officer {
            Some(officer) => self.is_linked(officer, &row.collars_linked())?,
            None => false,
        };
        let attempt = Attempt { on, channel, result, officer, by_involved_officer };
        let note = request.note.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let ((), appended) = self.write(now, |writer| {
            let note = match note {
                Some(text) => {
                    let facts = PersonalFacts { note: Some(Sensitive::from(text)), ..PersonalFacts::default() };
                    Some(writer.person(case.get(), &facts)?)
                }
                None => None,
            };
            writer.append(Event::ContactAttempted { case, attempt, note })?;
            Ok(())
        })?;
        let mut done = format!("{} recorded for {}.", result.label(), row.reference);
        if by_involved_officer && result == AttemptResult::Reached {
            done.push_str(" The officer is linked to the investigation, so this is no reassurance contact.");
        }
        self.done(case, done, format!("Record {}", result.label().to_lowercase()), appended, now)
    }

    /// A person ends the promise of a contact, with a listed reason.
    ///
    /// # Errors
    /// Not allowed, an unknown case or reason, the disk.
    pub fn end_contact(&mut self, request: &EndContactRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Record)?;
        let case = read_case(&request.case)?;
        let row = self.book.case_row(case)?;
        let reason = EndingReason::from_code(&request.reason).ok_or_else(|| {
            let codes: Vec<&str> = EndingReason::ALL.iter().map(|reason| reason.code()).collect();
            DeskError::bad("reason", format!("The reason is one of {}.", codes.join(", ")))
        })?;
        let ending = Ending { on: now.today, reason };
        let ((), appended) = self.write(now, |writer| {
            writer.append(Event::ContactEnded { case, ending })?;
            Ok(())
        })?;
        let done = format!("The contact for {} was ended: {}.", row.reference, lower_first(reason.label()));
        self.done(case, done, "End the contact".to_owned(), appended, now)
    }

    /// Ends the promise for every case reported before a day whose contact is still open.
    ///
    /// # Errors
    /// Not allowed, an unknown reason, nothing to end, the disk.
    pub fn end_contacts_before(&mut self, before: NaiveDate, reason: &str, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Record)?;
        let reason = EndingReason::from_code(reason)
            .ok_or_else(|| DeskError::bad("reason", "The reason is not on the force's list."))?;
        let rows = self.book.open_rows()?;
        let cases: Vec<CaseId> = rows
            .iter()
            .filter(|row| row.reported_on.is_some_and(|reported_on| reported_on < before))
            .map(|row| row.case)
            .collect();
        if cases.is_empty() {
            return Err(DeskError::bad(
                "before",
                format!("No open contact was reported before {}.", words::day(before)),
            ));
        }
        let ending = Ending { on: now.today, reason };
        let ((), appended) = self.write(now, |writer| {
            for &case in &cases {
                writer.append(Event::ContactEnded { case, ending })?;
            }
            Ok(())
        })?;
        let words =
            format!("{} ended: {}.", words::counted(cases.len() as u64, "contact"), lower_first(reason.label()));
        Ok(DoneView { words, undo: Some(undo_view("End the contacts".to_owned(), appended)) })
    }

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
        let facts = CaseFacts { withdrawal: Some(Claim::Is(withdrawal)), ..CaseFacts::default() };
        let words = format!("Withdrawal recorded for {}. The contact is still owed.", row.reference);
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
        let outcome_type = OutcomeType::new(request.number)
            .ok_or_else(|| DeskError::bad("number", "Outcome types run from 1 to 22."))?;
        let on = past_day("on", Some(&request.on), now.today)?;
        if row.reported_on.is_some_and(|reported_on| on < reported_on) {
            return Err(DeskError::bad("on", "An outcome cannot be before the report. Correct the day."));
        }
        let outcome = Outcome { outcome_type, alternate_offence: false, on };
        let facts = CaseFacts { outcome: Some(Claim::Is(outcome)), ..CaseFacts::default() };
        let words = format!("Outcome {} recorded for {}.", request.number, row.reference);
        self.change(case, facts, None, words, "Record outcome".to_owned(), now)
    }

    /// Takes back what a range of entries did to cases.
    ///
    /// # Errors
    /// Not allowed, entries that are no actions of a person, entries undone already, the disk.
    pub fn undo(&mut self, first: u64, last: u64, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Record)?;
        let entries = self.book.entries(first, last)?;
        if let Some(Event::ImportTakenBack { import }) = entries.first().map(|entry| &entry.event) {
            return self.restore_import(&import.to_string(), now);
        }
        let mut undone = Vec::new();
        for entry in &entries {
            match (person_did(&entry.event), entry.event.is_look()) {
                (Some(case), _) => undone.push((case, entry.number)),
                (None, true) => {}
                (None, false) => {
                    let message = format!("Entry {} is not an action that can be undone here.", entry.number);
                    return Err(DeskError::bad("entry", message));
                }
            }
        }
        let Some(&(case, _)) = undone.first() else {
            return Err(DeskError::NotFound("There is nothing to undo.".to_owned()));
        };
        for &(case, number) in &undone {
            if self.is_undone(case, number)? {
                return Err(DeskError::bad("entry", "This was undone already."));
            }
        }
        let ((), appended) = self.write(now, |writer| {
            // Latest first, as the hands of a clock go back.
            for &(case, entry) in undone.iter().rev() {
                writer.append(Event::Undone { case, entry })?;
            }
            Ok(())
        })?;
        self.proposal.clear();
        let again = entries.iter().any(|entry| matches!(entry.event, Event::Undone { .. }));
        let (words, action) =
            if again { ("Done again.", "Do it again") } else { ("Undone. Everything is as it was before.", "Undo") };
        self.done(case, words.to_owned(), action.to_owned(), appended, now)
    }

    /// The lists a form chooses from.
    ///
    /// # Errors
    /// Not allowed, the disk.
    pub fn choices(&mut self) -> Result<ChoicesView, DeskError> {
        self.allow(Task::SeeCases)?;
        let choice = |code: &str, label: &str| ChoiceView { code: code.to_owned(), label: label.to_owned() };
        let results = [
            AttemptResult::Reached,
            AttemptResult::NoAnswer,
            AttemptResult::VoicemailLeft,
            AttemptResult::WrongNumber,
            AttemptResult::Declined,
            AttemptResult::CallBack { on: NaiveDate::MIN },
        ];
        let mut officers: Vec<ChoiceView> = self
            .officer_names()?
            .into_iter()
            .map(|(officer, name)| ChoiceView { code: officer.to_string(), label: name })
            .collect();
        officers.sort_by(|a, b| a.label.cmp(&b.label));
        Ok(ChoicesView {
            channels: Channel::ALL.iter().map(|channel| choice(channel.code(), channel.label())).collect(),
            results: results.iter().map(|result| choice(result.code(), result.label())).collect(),
            ending_reasons: EndingReason::ALL.iter().map(|reason| choice(reason.code(), reason.label())).collect(),
            strands: Strand::MONITORED.iter().map(|strand| choice(strand.code(), &strand.label())).collect(),
            risks: RiskLevel::ALL.iter().map(|risk| choice(risk.code(), risk.label())).collect(),
            boroughs: self.book.boroughs()?.iter().map(|borough| choice(borough, borough)).collect(),
            officers,
            outcomes: OutcomeType::all()
                .map(|outcome| choice(&outcome.number().to_string(), outcome.label()))
                .collect(),
        })
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

    /// One line: what was done, and what comes next.
    fn done(
        &mut self,
        case: CaseId,
        mut words: String,
        action: String,
        appended: Appended,
        now: Now,
    ) -> Result<DoneView, DeskError> {
        let row = self.book.case_row(case)?;
        let policy = self.book.journal()?.policy(now.today);
        let standing = row.story().map(|story| standing(&story, &policy, &self.calendar, now.today));
        if matches!(standing, Some(caseload::Standing::Open { .. })) {
            let names = self.officer_names()?;
            let next = words::next_step(standing.as_ref(), now.today, &self.calendar, |officer| {
                names.get(&officer).cloned().unwrap_or_default()
            });
            words.push_str(&format!(" Next: {}, {}.", lower_first(&next.words), next.on_words));
        }
        Ok(DoneView { words, undo: Some(undo_view(action, appended)) })
    }

    fn is_undone(&mut self, case: CaseId, number: u64) -> Result<bool, DeskError> {
        let entries = self.book.entries_of(case)?;
        let mut undone = std::collections::BTreeSet::new();
        for entry in entries.iter().rev() {
            if let Event::Undone { entry: target, .. } = entry.event
                && !undone.contains(&entry.number)
            {
                undone.insert(target);
            }
        }
        Ok(undone.contains(&number))
    }

    fn read_officer(&mut self, text: &str) -> Result<OfficerId, DeskError> {
        let journal = self.book.journal()?;
        let by_id = OfficerId::from_str(text).ok().filter(|id| journal.officers.contains_key(id));
        let by_collar = || {
            let collar = caseload::Collar::new(text)?;
            journal.officers_listed().find(|listed| listed.officer.collar == collar).map(|listed| listed.officer.id)
        };
        by_id.or_else(by_collar).ok_or_else(|| {
            DeskError::bad("officer", "No officer on the list has that collar number. Look it up in Settings.")
        })
    }
}

/// The words of the field.
pub fn glossary() -> Vec<GlossaryTermView> {
    GLOSSARY
        .iter()
        .map(|term| GlossaryTermView { word: term.word.to_owned(), meaning: term.meaning.to_owned() })
        .collect()
}

/// The case of an entry that a person's action made and an undo can take back.
pub(crate) const fn person_did(event: &Event) -> Option<CaseId> {
    if let Event::CaseChanged { case, source: Source::Person, .. }
    | Event::ContactPlanned { case, .. }
    | Event::ContactUnplanned { case }
    | Event::ContactAttempted { case, .. }
    | Event::ContactEnded { case, .. }
    | Event::Undone { case, .. } = event
    {
        Some(*case)
    } else {
        None
    }
}

/// Reads a case's id.
pub(crate) fn read_case(text: &str) -> Result<CaseId, DeskError> {
    text.parse().map_err(|_| DeskError::NotFound("There is no such case.".to_owned()))
}

/// Reads YYYY-MM-DD.
pub(crate) fn read_day(field: &'static str, text: &str) -> Result<NaiveDate, DeskError> {
    text.trim().parse().map_err(|_| DeskError::bad(field, format!("\"{text}\" is not a day. Write it as 2026-11-23.")))
}

fn past_day(field: &'static str, text: Option<&str>, today: NaiveDate) -> Result<NaiveDate, DeskError> {
    let day = match text {
        Some(text) => read_day(field, text)?,
        None => today,
    };
    if today < day {
        return Err(DeskError::bad(field, format!("{} has not come yet. Correct the day.", words::day(day))));
    }
    Ok(day)
}

pub(crate) fn undo_view(name: String, appended: Appended) -> UndoView {
    UndoView { name, first_entry: appended.first, last_entry: appended.last }
}

pub(crate) fn lower_first(text: &str) -> String {
    // Abbreviations keep their capitals.
    if text.chars().nth(1).is_some_and(char::is_uppercase) {
        return text.to_owned();
    }
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// A short code of a list the force keeps: never free text, which has no place in the ledger.
fn code(field: &'static str, text: Option<&str>) -> Result<Option<String>, DeskError> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    let code = text.to_lowercase().replace([' ', '-'], "_");
    let well_formed = code.len() <= 40 && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if well_formed {
        Ok(Some(code))
    } else {
        Err(DeskError::bad(field, "Use one of the listed reasons; free text belongs in a note."))
    }
}

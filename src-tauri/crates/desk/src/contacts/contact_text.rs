//! One contact as a block of plain text, to be pasted into the records system once its result is recorded.

use crate::access::Task;
use crate::casework::story::story_words;
use crate::error::DeskError;
use crate::session::Session;
use crate::wire::CaseTextView;
use crate::words;
use casebook::{Disclosure, Entry, Event, Now};
use caseload::{CaseId, standing};
use std::fmt::Write;

impl Session {
    /// The last contact of a case that stands: when, how, who, what came of it, its note, and what is next.
    ///
    /// It has no name of the victim, no number and no address. A note is a person's words, so taking it out is logged.
    ///
    /// # Errors
    /// Not allowed, a case without an attempt, the disk.
    pub fn contact_text(&mut self, case: CaseId, now: Now) -> Result<CaseTextView, DeskError> {
        self.allow(Task::SeeCases)?;
        let case = self.book.merged_into(case)?.unwrap_or(case);
        let attempts = self.entries_that_stand(case)?;
        let last = attempts.into_iter().rev().find(|(entry, _)| matches!(entry.event, Event::ContactAttempted { .. }));
        let Some((entry, note)) = last else {
            let reference = self.book.case_row(case)?.reference;
            let message = format!("No contact of {reference} is recorded yet. Record its result first.");
            return Err(DeskError::NotFound(message));
        };
        self.text_of(case, &entry, &note, now)
    }

    /// As [`Session::contact_text`], of the contact that was recorded by these entries: what an action just told back.
    ///
    /// # Errors
    /// Not allowed, entries that record no contact or were undone, the disk.
    pub fn recorded_contact_text(&mut self, first: u64, last: u64, now: Now) -> Result<CaseTextView, DeskError> {
        self.allow(Task::SeeCases)?;
        let entries = self.book.entries(first, last)?;
        let recorded = entries.iter().find(|entry| matches!(entry.event, Event::ContactAttempted { .. }));
        let gone = || DeskError::NotFound("That contact is not recorded any more.".to_owned());
        let (number, case) = recorded.and_then(|entry| Some((entry.number, entry.event.case()?))).ok_or_else(gone)?;
        let standing = self.entries_that_stand(case)?;
        let (entry, note) = standing.into_iter().find(|(entry, _)| entry.number == number).ok_or_else(gone)?;
        let case = self.book.merged_into(case)?.unwrap_or(case);
        self.text_of(case, &entry, &note, now)
    }

    fn text_of(&mut self, case: CaseId, entry: &Entry, note: &str, now: Now) -> Result<CaseTextView, DeskError> {
        let row = self.book.case_row(case)?;
        let policy = self.book.journal()?.policy(now.today);
        let names = self.officer_names()?;
        let stands = row.story().map(|story| standing(&story, &policy, &self.calendar, now.today));
        let next = self.next_view(stands.as_ref(), now.today, &names)?;
        let (_, told) = story_words(entry, &names, &self.code_words(), now.today);
        let by = self.key_file.name_of(entry.by).unwrap_or("Someone no longer here");
        let mut text = format!("REASSURANCE CONTACT, {}\n", row.reference);
        if let Some(number) = &row.victim_number {
            let _ = writeln!(text, "Victim {number}");
        }
        let _ = writeln!(text, "{told}{note}");
        let _ = writeln!(text, "Recorded {} by {by}.", words::day(entry.known_on));
        let dated = if next.on_words.is_empty() { String::new() } else { format!(", {}", next.on_words) };
        let _ = writeln!(text, "Next: {}{dated}. {}", next.words, next.because);
        let _ = write!(text, "OFFICIAL-SENSITIVE. From Reassure, {}.", words::instant(now.at));
        self.write(now, |writer| {
            let what = Disclosure::TextBlock;
            writer.append(Event::PersonalDetailsDisclosed { what, cases: vec![case] })?;
            Ok(())
        })?;
        let words = format!("Taking the text of {} out was logged, as the law asks.", row.reference);
        Ok(CaseTextView { reference: row.reference, text, words })
    }
}

#[cfg(test)]
mod tests {
    use crate::contacts::plan::tests::{MONDAY, desk, lines, now};
    use crate::wire::{CorrectCaseRequest, RecordAttemptRequest};
    use caseload::CaseId;

    #[test]
    fn the_text_of_a_contact_has_the_note_and_no_name_and_is_gone_with_an_undo() {
        let mut kept = desk();
        let line = lines(&mut kept)[0].clone();
        let case: CaseId = line.case.parse().unwrap();
        let named = CorrectCaseRequest {
            case: line.case.clone(),
            field: "victim_name".to_owned(),
            value: "Nadia Rahman".to_owned(),
        };
        kept.session.correct_case(&named, now(MONDAY)).unwrap();
        let none = kept.session.contact_text(case, now(MONDAY)).unwrap_err();
        assert!(none.to_string().contains("Record its result first"), "{none}");
        let request = RecordAttemptRequest {
            case: line.case.clone(),
            channel: "telephone".to_owned(),
            result: "no_answer".to_owned(),
            on: Some(MONDAY.to_owned()),
            officer: None,
            call_back_on: None,
            note: Some("Rang twice.".to_owned()),
            told: None,
            also: Vec::new(),
        };
        let done = kept.session.record_attempt(&request, now(MONDAY)).unwrap();
        let before = kept.session.book.head().unwrap().number;
        let text = kept.session.contact_text(case, now(MONDAY)).unwrap();
        assert_eq!(kept.session.book.head().unwrap().number, before + 1, "it is logged");
        assert!(text.text.contains("No answer") && text.text.contains("Rang twice."), "{}", text.text);
        assert!(text.text.contains(&line.reference) && text.text.contains("Next: "), "{}", text.text);
        assert!(!text.text.contains("Rahman"), "no name of the victim: {}", text.text);
        let undo = done.undo.clone().unwrap();
        let same = kept.session.recorded_contact_text(undo.first_entry, undo.last_entry, now(MONDAY)).unwrap();
        assert_eq!(same.text, text.text);
        kept.undo(&done, MONDAY);
        let gone = kept.session.recorded_contact_text(undo.first_entry, undo.last_entry, now(MONDAY)).unwrap_err();
        assert!(gone.to_string().contains("not recorded any more"), "{gone}");
    }
}

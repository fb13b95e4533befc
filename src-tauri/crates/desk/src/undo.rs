//! Taking back what was done, and the one line that tells what was.

use crate::access::Task;
use crate::asked::lower_first;
use crate::error::DeskError;
use crate::progress::Silent;
use crate::session::Session;
use crate::wire::{DoneView, UndoView};
use casebook::{Appended, Entry, Event, Kept, Now, Source};
use caseload::{CaseAct, CaseId, Ending, EndingReason, standing};

impl Session {
    /// Takes back what a range of entries did, to cases or to the desk itself.
    ///
    /// # Errors
    /// Not allowed, entries that are no actions of a person, entries undone already, the disk.
    pub fn undo(&mut self, first: u64, last: u64, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Record)?;
        let entries = self.book.entries(first, last)?;
        if let Some(Event::ImportTakenBack { import }) = entries.first().map(|entry| &entry.event) {
            return self.restore_import(&import.to_string(), now, &mut Silent);
        }
        match entries.first().map(|entry| (&entry.event, entry.number)) {
            Some((Event::PolicySet { .. }, number)) => return self.undo_policy(number, now),
            Some((Event::OfficerListed { .. } | Event::OfficerRemoved { .. }, _)) => {
                return self.undo_officers(first, last, now);
            }
            Some((Event::DeskKept { kept: Kept::ServiceStarted { .. } }, number)) => {
                return self.undo_service_start(number, now);
            }
            Some((Event::DeskKept { kept: Kept::Holidays(_) }, number)) => return self.undo_holidays(number, now),
            _ => {}
        }
        if entries.iter().any(|entry| matches!(entry.event, Event::Trial { .. })) {
            return self.undo_trial_step(&entries, now);
        }
        if let Some(done) = self.undo_series_mark(&entries, now)? {
            return Ok(done);
        }
        if entries.iter().any(|entry| is_about_the_desk(&entry.event)) {
            return self.undo_of_desk(&entries, now);
        }
        let mut undone = Vec::new();
        for entry in &entries {
            if is_trial_control(&entry.event) {
                let message =
                    "An allocation to control is not undone. Where the victim needs a contact, take it up again.";
                return Err(DeskError::bad("entry", message));
            }
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
        self.leads_in_no_circle(&entries)?;
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

    /// Takes back what was kept, saved or set for the whole desk.
    fn undo_of_desk(&mut self, entries: &[Entry], now: Now) -> Result<DoneView, DeskError> {
        let numbers: Vec<u64> =
            entries.iter().filter(|entry| !entry.event.is_look()).map(|entry| entry.number).collect();
        if let Some(other) = entries.iter().find(|entry| !entry.event.is_look() && !is_about_the_desk(&entry.event)) {
            let message = format!("Entry {} is not an action that can be undone here.", other.number);
            return Err(DeskError::bad("entry", message));
        }
        let journal = self.book.journal()?;
        if numbers.iter().any(|entry| journal.is_undone(*entry)) {
            return Err(DeskError::bad("entry", "This was undone already."));
        }
        let ((), appended) = self.write(now, |writer| {
            for &entry in numbers.iter().rev() {
                writer.append(Event::DeskUndone { entry })?;
            }
            Ok(())
        })?;
        self.proposal.clear();
        let again = entries.iter().any(|entry| matches!(entry.event, Event::DeskUndone { .. }));
        let (words, action) =
            if again { ("Done again.", "Do it again") } else { ("Undone. It is as it was before.", "Undo") };
        Ok(DoneView { words: words.to_owned(), undo: Some(undo_view(action.to_owned(), appended)) })
    }

    /// One line: what was done, and what comes next.
    pub(crate) fn done(
        &mut self,
        case: CaseId,
        mut words: String,
        action: String,
        appended: Appended,
        now: Now,
    ) -> Result<DoneView, DeskError> {
        // A case that went into another is spoken of by the one that stays.
        let case = self.book.merged_into(case)?.unwrap_or(case);
        let row = match self.book.case_row(case) {
            Ok(row) => row,
            // The last work on it was undone, and every import that brought it had been taken back.
            Err(casebook::CasebookError::NoCase(_)) => {
                words.push_str(" The case went with its import, which was taken back.");
                return Ok(DoneView { words, undo: Some(undo_view(action, appended)) });
            }
            Err(error) => return Err(error.into()),
        };
        let policy = self.book.journal()?.policy(now.today);
        let standing = row.story().map(|story| standing(&story, &policy, &self.calendar, now.today));
        if matches!(standing, Some(caseload::Standing::Open { .. })) {
            let names = self.officer_names()?;
            let next = self.next_view(standing.as_ref(), now.today, &names)?;
            words.push_str(&format!(" Next: {}, {}.", lower_first(&next.words), next.on_words));
        }
        Ok(DoneView { words, undo: Some(undo_view(action, appended)) })
    }

    /// Refuses to do a merge again after the other case has gone into this one: both would be in no list.
    fn leads_in_no_circle(&mut self, entries: &[Entry]) -> Result<(), DeskError> {
        for entry in entries {
            let Event::Undone { entry: target, .. } = entry.event else { continue };
            for merged in self.book.entries(target, target)? {
                if let Event::CaseActed { case, act: CaseAct::MergedInto { into, .. }, .. } = merged.event
                    && self.book.merged_into(into)? == Some(case)
                {
                    let message = "The other case has gone into this one since: doing it again would lead in a circle. \
                                   Nothing was changed.";
                    return Err(DeskError::bad("entry", message));
                }
            }
        }
        Ok(())
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
}

/// The end of a control's contact: it follows from an allocation, which nothing takes back.
pub(crate) const fn is_trial_control(event: &Event) -> bool {
    matches!(event, Event::ContactEnded { ending: Ending { reason: EndingReason::TrialControl, .. }, .. })
}

/// The case of an entry that a person's action made and an undo can take back.
pub(crate) const fn person_did(event: &Event) -> Option<CaseId> {
    if let Event::CaseChanged { case, source: Source::Person, .. }
    | Event::ContactPlanned { case, .. }
    | Event::ContactUnplanned { case }
    | Event::ContactAttempted { case, .. }
    | Event::ContactEnded { case, .. }
    | Event::ContactTakenUp { case, .. }
    | Event::ContactPutOff { case, .. }
    | Event::TaskRaised { case, .. }
    | Event::TaskClosed { case, .. }
    | Event::CaseActed { case, .. }
    | Event::Undone { case, .. } = event
    {
        Some(*case)
    } else {
        None
    }
}

/// Whether a person's action changed the desk itself by it, in a way that an undo can take back.
const fn is_about_the_desk(event: &Event) -> bool {
    matches!(
        event,
        Event::DeskKept { kept: Kept::Clocks(_) | Kept::Codes { .. } | Kept::CaseList { .. } }
            | Event::DeskUndone { .. }
            | Event::MappingSaved { .. }
            | Event::MappingRemoved { .. }
    )
}

/// What an undo of these entries would take back.
pub(crate) fn undo_view(name: String, appended: Appended) -> UndoView {
    UndoView { name, first_entry: appended.first, last_entry: appended.last }
}

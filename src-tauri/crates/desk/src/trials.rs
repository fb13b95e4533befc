//! Trials of the contact: set up, sealed, ended; and what stands of one.

mod enrol;
pub(crate) mod extract;
mod flow;
mod follow;
mod page;
pub(crate) mod wording;

use crate::access::Task;
use crate::asked::read_day;
use crate::error::DeskError;
use crate::session::Session;
use crate::undo::undo_view;
use crate::wire::{DoneView, NewTrialRequest, SealTrialRequest};
use crate::words;
use casebook::{
    Appended, CasebookError, Cost, Entry, Event, Head, Now, SealedList, TrialRecord, TrialStep, Writer, random_id,
};
use caseload::trial::{Eligibility, ProtocolFault};
use caseload::{
    CaseId, CodeList, ControlsAfter, EndingReason, RiskLevel, Sensitive, Standing, Strand, StratifyBy, TakenUp,
    TakenUpBecause, TrialId, TrialProtocol, standing,
};
use std::collections::BTreeSet;

/// Working days a control's contact stays open at least, once it is owed again.
const OWED_AGAIN_DAYS: u16 = 10;

impl Session {
    /// Takes in the approved protocol of a new trial.
    ///
    /// # Errors
    /// Not allowed, a trial that runs already, a protocol that cannot be run, named by its field, the disk.
    pub fn new_trial(&mut self, request: &NewTrialRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::RunTrial)?;
        let head = self.book.head()?;
        if let Some(running) = self.current_trial()?.filter(|trial| trial.ended.is_none()) {
            let message = format!("The trial \"{}\" has not ended: one runs at a time.", running.protocol.title);
            return Err(DeskError::bad("title", message));
        }
        let protocol = read_protocol(request, &self.book.boroughs()?)?;
        if protocol.ends_on < now.today {
            return Err(DeskError::bad("ends_on", "Enrolment would have ended already. Give a later day."));
        }
        let trial = TrialId::from_random(random_id()?);
        let title = protocol.title.clone();
        let appended = self.write_trial(head, now, |writer| {
            writer.append(Event::Trial { trial, step: TrialStep::SetUp(Box::new(protocol)) })?;
            Ok(())
        })?;
        let words = format!(
            "The trial \"{title}\" was set up. Next: the custodian, who will not enrol, signs in and seals the list."
        );
        Ok(DoneView { words, undo: Some(undo_view("Set up the trial".to_owned(), appended)) })
    }

    /// The custodian has the list drawn, sees nothing of it, and seals it under a passphrase of their own.
    ///
    /// # Errors
    /// Not allowed, no trial to seal, the passphrase that the custodian signs in with, a short one, the disk.
    pub fn seal_trial(&mut self, request: &SealTrialRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::SealTrial)?;
        let head = self.book.head()?;
        let record = self.open_trial()?;
        if record.sealed.is_some() {
            return Err(DeskError::bad("trial", "The list of this trial was sealed already, and is sealed once."));
        }
        let passphrase = Sensitive::from(request.passphrase.as_str());
        if self.key_file.unlock(&self.slot.name, &passphrase).is_ok() {
            let message = "That is the passphrase you sign in with. The seal needs one of its own, kept by you alone.";
            return Err(DeskError::bad("passphrase", message));
        }
        let cost = if self.key_file.demo { Cost::DEMO } else { Cost::STANDARD };
        let list = SealedList::make(self.key_file.caseload(), record.trial, &record.protocol, &passphrase, cost)?;
        let digest = words::digest(&list.digest());
        let trial = record.trial;
        self.write_trial(head, now, |writer| {
            writer.append(Event::Trial { trial, step: TrialStep::Sealed(Box::new(list)) })?;
            Ok(())
        })?;
        let words = format!(
            "The list was drawn and sealed by {}, who cannot enrol. Keep the seal's digest elsewhere, as on the \
             approved protocol: {digest}",
            self.slot.name
        );
        Ok(DoneView { words, undo: None })
    }

    /// Draws the sealed list again from the custodian's passphrase and compares it. Tells nothing of what it holds.
    ///
    /// # Errors
    /// Not allowed, no sealed trial, a wrong passphrase.
    pub fn check_seal(&mut self, request: &SealTrialRequest) -> Result<DoneView, DeskError> {
        self.allow(Task::SealTrial)?;
        let record = self.latest_trial()?;
        let Some((_, list)) = &record.sealed else {
            return Err(DeskError::bad("trial", "The list of this trial was not sealed yet."));
        };
        let passphrase = Sensitive::from(request.passphrase.as_str());
        let caseload = self.key_file.caseload();
        let same = list.check(caseload, record.trial, &record.protocol, &passphrase).map_err(wrong_seal_passphrase)?;
        let broken = record.broken_allocations(caseload);
        if !same || !broken.is_empty() {
            let message = "The list or an allocation is not what the custodian's passphrase gives. Keep this folder \
                           as it is, and tell whoever approved the trial.";
            return Err(DeskError::bad("trial", message));
        }
        let opened = words::counted(record.allocations.len() as u64, "allocation");
        let words = format!(
            "Drawn again from the passphrase, the list is the one that was sealed, and {opened} are what it held. \
             Digest: {}",
            words::digest(&list.digest())
        );
        Ok(DoneView { words, undo: None })
    }

    /// Ends enrolment. Controls are owed a contact again, or stay without one, as the approved protocol says.
    ///
    /// # Errors
    /// Not allowed, no trial that runs, the disk.
    pub fn end_trial(&mut self, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::RunTrial)?;
        let head = self.book.head()?;
        let record = self.open_trial()?;
        if record.sealed.is_none() {
            let message = "The list was not sealed, so the trial never began. Undo its setting up instead.";
            return Err(DeskError::bad("trial", message));
        }
        let again = match record.protocol.controls_after {
            ControlsAfter::OwedAgain => self.controls_waiting(&record, now)?,
            ControlsAfter::StayEnded => Vec::new(),
        };
        let until_on = self.calendar.after(now.today, OWED_AGAIN_DAYS);
        let taken_up = TakenUp { on: now.today, until_on, because: TakenUpBecause::TrialEnded };
        let trial = record.trial;
        let appended = self.write_trial(head, now, |writer| {
            writer.append(Event::Trial { trial, step: TrialStep::Ended })?;
            for &case in &again {
                writer.append(Event::ContactTakenUp { case, taken_up })?;
            }
            Ok(())
        })?;
        self.proposal.clear();
        let controls = match record.protocol.controls_after {
            ControlsAfter::OwedAgain => {
                let are = if again.len() == 1 { "is" } else { "are" };
                format!("{} {are} owed a contact again.", words::counted(again.len() as u64, "control"))
            }
            ControlsAfter::StayEnded => "Controls stay without a contact, as the protocol says.".to_owned(),
        };
        let words = format!("The trial \"{}\" was ended. {controls}", record.protocol.title);
        Ok(DoneView { words, undo: Some(undo_view("End the trial".to_owned(), appended)) })
    }

    /// Controls whose contact stands ended by the trial alone.
    pub(crate) fn controls_waiting(&mut self, record: &TrialRecord, now: Now) -> Result<Vec<CaseId>, DeskError> {
        let policy = self.book.journal()?.policy(now.today);
        let mut waiting = Vec::new();
        for allocation in &record.allocations {
            // A case that went into another is spoken of by the one that stays, whose promise is its own.
            if self.book.merged_into(allocation.case)?.is_some() {
                continue;
            }
            let Ok(row) = self.book.case_row(allocation.case) else { continue };
            let stands = row.story().map(|story| standing(&story, &policy, &self.calendar, now.today));
            if let Some(Standing::Ended { ending, .. }) = stands
                && ending.reason == EndingReason::TrialControl
            {
                waiting.push(allocation.case);
            }
        }
        Ok(waiting)
    }

    /// What a merge means for a trial that one of the cases, or both, were enrolled in.
    pub(crate) fn merged_in_trial(&mut self, gone: CaseId, stays: CaseId) -> Result<Option<String>, DeskError> {
        let mut told = None;
        for trial in self.book.journal()?.trials.values().filter(|trial| !trial.allocations.is_empty()) {
            told = match (trial.allocation(gone), trial.allocation(stays)) {
                (None, None) => continue,
                (Some(_), Some(_)) => Some(
                    " Both were allocated in the trial: the person counts once, in the arm they were allocated to \
                     first."
                        .to_owned(),
                ),
                (Some(one), None) | (None, Some(one)) => Some(format!(
                    " The person stays allocated to {} in the trial; a contact of either case counts as theirs.",
                    one.arm().label().to_lowercase().replace("src", "SRC")
                )),
            };
        }
        Ok(told)
    }

    /// Writes a step of a trial against the head it was prepared on: no place is opened twice, no list sealed twice.
    pub(crate) fn write_trial(
        &mut self,
        head: Head,
        now: Now,
        batch: impl FnOnce(&mut Writer<'_>) -> Result<(), DeskError>,
    ) -> Result<Appended, DeskError> {
        let ((), appended) = self.book.write(self.slot.staff, now, Some(head), batch)?;
        Ok(appended)
    }

    /// The trial set up last, if there was one.
    pub(crate) fn current_trial(&mut self) -> Result<Option<TrialRecord>, DeskError> {
        let trials = self.book.journal()?.trials.values().filter(|trial| !trial.taken_back);
        Ok(trials.max_by_key(|trial| trial.set_up.entry).cloned())
    }

    pub(crate) fn latest_trial(&mut self) -> Result<TrialRecord, DeskError> {
        self.current_trial()?.ok_or_else(|| DeskError::NotFound("No trial was set up on this desk.".to_owned()))
    }

    /// The trial that has not ended.
    pub(crate) fn open_trial(&mut self) -> Result<TrialRecord, DeskError> {
        let record = self.latest_trial()?;
        if record.ended.is_some() {
            return Err(DeskError::bad("trial", "The trial has ended. Set another one up to go on."));
        }
        Ok(record)
    }

    /// The steps of trials that speak of a case.
    pub(crate) fn trial_entries_of(&mut self, case: CaseId) -> Result<Vec<Entry>, DeskError> {
        let mut numbers = Vec::new();
        for trial in self.book.journal()?.trials.values() {
            numbers.extend(trial.allocations.iter().filter(|one| one.case == case).map(|one| one.made.entry));
            numbers.extend(trial.not_enrolled.iter().filter(|(_, of, _)| *of == case).map(|(made, ..)| made.entry));
        }
        let mut entries = Vec::new();
        for number in numbers {
            entries.extend(self.book.entries(number, number)?);
        }
        Ok(entries)
    }
}

/// The seal's passphrase was wrong: said of the seal, and not of signing in.
pub(crate) fn wrong_seal_passphrase(error: CasebookError) -> DeskError {
    if matches!(error, CasebookError::WrongPassphrase) {
        DeskError::bad("passphrase", "That passphrase does not open the seal. Ask the custodian.")
    } else {
        error.into()
    }
}

fn read_protocol(request: &NewTrialRequest, known: &[String]) -> Result<TrialProtocol, DeskError> {
    let strata = codes::<StratifyBy>("strata", &request.strata)?;
    let mut boroughs: BTreeSet<String> = BTreeSet::new();
    for text in request.boroughs.iter().map(|text| text.trim()).filter(|text| !text.is_empty()) {
        let Some(spelt) = known.iter().find(|name| name.eq_ignore_ascii_case(text)) else {
            let message = format!("No case is in \"{text}\". Boroughs on this desk: {}.", known.join(", "));
            return Err(DeskError::bad("boroughs", message));
        };
        boroughs.insert(spelt.clone());
    }
    // To balance within boroughs they have to be named: all there are, unless some were chosen.
    if strata.contains(&StratifyBy::Borough) && boroughs.is_empty() {
        boroughs.extend(known.iter().cloned());
    }
    let strands: Option<BTreeSet<Strand>> = request.strands.iter().map(|code| Strand::from_code(code)).collect();
    let controls_after = ControlsAfter::from_code(&request.controls_after).ok_or_else(|| {
        let message = format!(
            "Say what the protocol does with controls when the trial ends: {}.",
            ControlsAfter::codes_in_words()
        );
        DeskError::bad("controls_after", message)
    })?;
    let protocol = TrialProtocol {
        title: request.title.trim().to_owned(),
        approval: request.approval.trim().to_owned(),
        strata,
        block_sizes: request.block_sizes.iter().map(|size| u8::try_from(*size).unwrap_or(u8::MAX)).collect(),
        people_an_arm: request.people_an_arm,
        eligibility: Eligibility {
            reported_within_days: request.reported_within_days,
            boroughs,
            risks: codes::<RiskLevel>("risks", &request.risks)?,
            strands: strands.ok_or_else(|| DeskError::bad("strands", "A strand is given by its code, as race."))?,
            adults_only: request.adults_only,
        },
        starts_on: read_day("starts_on", &request.starts_on)?,
        ends_on: read_day("ends_on", &request.ends_on)?,
        follow_up_days: request.follow_up_days,
        controls_after,
    };
    protocol.check().map_err(|ProtocolFault { field, message }| DeskError::bad(field, message))?;
    Ok(protocol)
}

fn codes<T: CodeList + Ord>(field: &'static str, texts: &[String]) -> Result<BTreeSet<T>, DeskError> {
    let read = |text: &String| {
        T::with_code(text.trim())
            .ok_or_else(|| DeskError::bad(field, format!("\"{text}\" is none of {}.", T::codes_in_words())))
    };
    texts.iter().filter(|text| !text.trim().is_empty()).map(read).collect()
}

#[cfg(test)]
mod tests;

//! Enrolling: who may take part, one allocation opened at a time, and those who were not enrolled.

use crate::access::Task;
use crate::asked::{lower_first, read_case};
use crate::error::DeskError;
use crate::session::Session;
use crate::trials::wrong_seal_passphrase;
use crate::undo::person_did;
use crate::wire::{DoneView, EnrolRequest, NotEnrolRequest};
use crate::words;
use casebook::{CaseRow, CaseState, Entry, Event, Now, PlaceOf, TrialRecord, TrialStep};
use caseload::trial::{Candidate, NotEligible, Stratum};
use caseload::{Arm, CaseId, CodeList, Ending, EndingReason, NotEnrolledBecause, Sensitive, Standing, standing};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A victim who may be enrolled.
pub(crate) struct Waiting {
    pub row: CaseRow,
    pub stratum: Stratum,
    pub target_on: Option<NaiveDate>,
}

impl Session {
    /// Enrols a victim and opens one place of the sealed list. Nothing takes an allocation back.
    ///
    /// # Errors
    /// Not allowed, no trial that enrols today, the custodian's own try, a victim who may not be enrolled (with every
    /// reason), a person allocated before, a wrong passphrase, somebody else's entries in between, the disk.
    pub fn enrol(&mut self, request: &EnrolRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::RunTrial)?;
        let head = self.book.head()?;
        let record = self.enrolling_trial(now)?;
        let case = read_case(&request.case)?;
        let row = self.book.case_row(case)?;
        let (stratum, others) = self.may_enrol(&record, &row, now)?;
        let Some((sealed, list)) = &record.sealed else {
            return Err(DeskError::bad("trial", "The list was not sealed yet. The custodian seals it first."));
        };
        if sealed.by == self.slot.staff {
            let message = "You sealed the list, so somebody else enrols: the custodian is never the enroller.";
            return Err(DeskError::bad("trial", message));
        }
        let code = stratum.code();
        let number = record.next_place(&code);
        if list.places(&code) <= number {
            let message = format!("The list has no place left for {}.", stratum.words());
            return Err(DeskError::bad("trial", message));
        }
        let place = PlaceOf { caseload: self.key_file.caseload(), trial: record.trial, stratum: &code, number };
        let passphrase = Sensitive::from(request.passphrase.as_str());
        let opened = list.open(place, &passphrase).map_err(wrong_seal_passphrase)?;
        let step = TrialStep::Allocated { case, stratum: code, place: number, opened };
        let trial = record.trial;
        let ending = Ending { on: now.today, reason: EndingReason::TrialControl };
        let appended = self.write_trial(head, now, |writer| {
            writer.append(Event::Trial { trial, step })?;
            if opened.arm == Arm::Control {
                writer.append(Event::ContactEnded { case, ending })?;
            }
            Ok(())
        })?;
        self.proposal.remove(&case);
        let told = match opened.arm {
            Arm::Contact => "a contact (SRC)",
            Arm::Control => "control: no contact is planned",
        };
        let mut words = format!("{} was enrolled and allocated to {told}.", row.reference);
        if opened.arm == Arm::Control && !others.is_empty() {
            words.push_str(&format!(
                " The same person's other case {} stays owed a contact; one there counts as crossover.",
                others.join(", ")
            ));
        }
        let done = self.done(case, words, "Enrol".to_owned(), appended, now)?;
        // Not offered: an allocation that was opened cannot be un-opened.
        Ok(DoneView { undo: None, ..done })
    }

    /// An eligible victim is not enrolled. They stay owed their contact.
    ///
    /// # Errors
    /// Not allowed, no trial that enrols today, a victim who may not be enrolled anyway, an unknown reason, the disk.
    pub fn not_enrol(&mut self, request: &NotEnrolRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::RunTrial)?;
        let head = self.book.head()?;
        let record = self.enrolling_trial(now)?;
        let case = read_case(&request.case)?;
        let row = self.book.case_row(case)?;
        let because = NotEnrolledBecause::from_code(&request.because)
            .ok_or_else(|| DeskError::bad("because", format!("Say why: {}.", NotEnrolledBecause::codes_in_words())))?;
        self.may_enrol(&record, &row, now)?;
        let trial = record.trial;
        let appended = self.write_trial(head, now, |writer| {
            writer.append(Event::Trial { trial, step: TrialStep::NotEnrolled { case, because } })?;
            Ok(())
        })?;
        let words =
            format!("{} was not enrolled: {}. The contact stays owed.", row.reference, lower_first(because.label()));
        self.done(case, words, "Not enrol".to_owned(), appended, now)
    }

    /// The trial that enrols today.
    fn enrolling_trial(&mut self, now: Now) -> Result<TrialRecord, DeskError> {
        let record = self.open_trial()?;
        let protocol = &record.protocol;
        if now.today < protocol.starts_on || protocol.ends_on < now.today {
            let message = format!(
                "The trial enrols from {} to {}.",
                words::day(protocol.starts_on),
                words::day(protocol.ends_on)
            );
            return Err(DeskError::bad("trial", message));
        }
        Ok(record)
    }

    /// The stratum of a victim who may be enrolled now, with the open cases of the same person; or why not.
    fn may_enrol(
        &mut self,
        record: &TrialRecord,
        row: &CaseRow,
        now: Now,
    ) -> Result<(Stratum, Vec<String>), DeskError> {
        let refused = |message: String| Err(DeskError::bad("case", message));
        if self.left_out(record)?.contains(&row.case) {
            return refused(format!("{} was recorded as not enrolled. Undo that first.", row.reference));
        }
        let state = self.state_of(row.case)?;
        let same = self.same_person_cases(row, &state)?;
        for allocation in &record.allocations {
            let case = self.book.merged_into(allocation.case)?.unwrap_or(allocation.case);
            if case == row.case || same.contains(&case) {
                let message = format!(
                    "{} was allocated already, on {}: each person once, also with two cases.",
                    if case == row.case { row.reference.as_str() } else { "The same person" },
                    words::day(allocation.made.known_on)
                );
                return refused(message);
            }
        }
        match self.screen(record, row, &state, now) {
            Ok(stratum) => {
                let mut open = Vec::new();
                for case in same {
                    let Ok(other) = self.book.case_row(case) else { continue };
                    let policy = self.book.journal()?.policy(now.today);
                    let stands = other.story().map(|story| standing(&story, &policy, &self.calendar, now.today));
                    if matches!(stands, Some(Standing::Open { .. })) {
                        open.push(other.reference);
                    }
                }
                Ok((stratum, open))
            }
            Err(reasons) => {
                let reasons: Vec<&str> = reasons.iter().map(|reason| reason.words()).collect();
                refused(format!("{} is not eligible: {}.", row.reference, reasons.join("; ")))
            }
        }
    }

    /// The cases of those who were not enrolled, as they go by now.
    fn left_out(&self, record: &TrialRecord) -> Result<BTreeSet<CaseId>, DeskError> {
        let mut left_out = BTreeSet::new();
        for (_, case, _) in &record.not_enrolled {
            left_out.insert(self.book.merged_into(*case)?.unwrap_or(*case));
        }
        Ok(left_out)
    }

    /// Other cases of the same person, as people said and as name, date of birth and number tell.
    pub(crate) fn same_person_cases(&self, row: &CaseRow, state: &CaseState) -> Result<BTreeSet<CaseId>, DeskError> {
        let mut same: BTreeSet<CaseId> = self.same_person(row)?.into_iter().map(|other| other.case).collect();
        for &case in &state.acts.same_person {
            // What was said of a case holds for the one it went into.
            same.insert(self.book.merged_into(case)?.unwrap_or(case));
        }
        same.retain(|case| !state.acts.not_the_same.contains(case));
        Ok(same)
    }

    fn screen(
        &mut self,
        record: &TrialRecord,
        row: &CaseRow,
        state: &CaseState,
        now: Now,
    ) -> Result<Stratum, Vec<NotEligible>> {
        let policy = self.book.journal_now().policy(now.today);
        let Some(stands) = row.story().map(|story| standing(&story, &policy, &self.calendar, now.today)) else {
            return Err(vec![NotEligible::NotOwed]);
        };
        let none = BTreeSet::new();
        let candidate = Candidate {
            kind: row.kind,
            reported_on: row.reported_on.unwrap_or(now.today),
            borough: row.borough.as_deref(),
            risk: row.risk,
            strands: row.strands.as_ref().unwrap_or(&none),
            victim_kind: row.contact.needs.victim_kind,
            says_repeat: state.record.says_repeat.value() == Some(&true),
            withdrawn: state.record.stands_withdrawn().is_some(),
            has_outcome: row.outcome.is_some(),
            under_way: row.contact.planned.is_some() || !row.contact.attempts.is_empty(),
            standing: stands,
        };
        record.protocol.screen(&candidate, now.today)
    }

    /// Victims who may be enrolled today, the longest reported first; none where no trial enrols.
    pub(crate) fn waiting_to_enrol(&mut self, now: Now) -> Result<Vec<Waiting>, DeskError> {
        let Some(record) = self.current_trial()? else { return Ok(Vec::new()) };
        let protocol = &record.protocol;
        let enrols = record.ended.is_none()
            && record.sealed.is_some()
            && (protocol.starts_on..=protocol.ends_on).contains(&now.today);
        if !enrols {
            return Ok(Vec::new());
        }
        let oldest = now.today - chrono::Days::new(u64::from(protocol.eligibility.reported_within_days));
        let oldest = oldest.max(protocol.starts_on);
        let mut taken = BTreeSet::new();
        for allocation in &record.allocations {
            taken.insert(self.book.merged_into(allocation.case)?.unwrap_or(allocation.case));
        }
        let left_out = self.left_out(&record)?;
        let policy = self.book.journal()?.policy(now.today);
        let mut waiting = Vec::new();
        for row in self.book.open_rows()? {
            let recent = row.reported_on.is_some_and(|on| oldest <= on);
            if !recent || taken.contains(&row.case) || left_out.contains(&row.case) {
                continue;
            }
            let state = self.state_of(row.case)?;
            let Ok(stratum) = self.screen(&record, &row, &state, now) else { continue };
            if !self.same_person_cases(&row, &state)?.is_disjoint(&taken) {
                continue;
            }
            let stands = row.story().map(|story| standing(&story, &policy, &self.calendar, now.today));
            let target_on = stands.and_then(|stands| stands.window()).map(|window| window.target_on);
            waiting.push(Waiting { row, stratum, target_on });
        }
        waiting.sort_by(|a, b| (a.row.reported_on, &a.row.reference).cmp(&(b.row.reported_on, &b.row.reference)));
        Ok(waiting)
    }

    /// Takes back a step of a trial, with what followed from it for cases.
    ///
    /// # Errors
    /// An allocation, a seal, or the setting up of a trial that was sealed: these stay.
    pub(crate) fn undo_trial_step(&mut self, entries: &[Entry], now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::RunTrial)?;
        let head = self.book.head()?;
        let record = self.latest_trial()?;
        let mut steps = Vec::new();
        let mut cases = Vec::new();
        for entry in entries {
            match (&entry.event, person_did(&entry.event)) {
                (Event::Trial { trial, step }, _) => {
                    let stands = match step {
                        TrialStep::SetUp(_) => record.sealed.is_none() && !record.taken_back,
                        TrialStep::NotEnrolled { .. } => {
                            record.not_enrolled.iter().any(|(made, ..)| made.entry == entry.number)
                        }
                        TrialStep::Ended => record.ended.is_some_and(|made| made.entry == entry.number),
                        TrialStep::Allocated { .. } => {
                            let message = "An allocation that was opened cannot be un-opened: the victim stays in the \
                                           arm. Where they need a contact, take it up again on the case.";
                            return Err(DeskError::bad("entry", message));
                        }
                        TrialStep::Sealed(_) | TrialStep::TakenBack { .. } => false,
                    };
                    if !stands || *trial != record.trial {
                        return Err(DeskError::bad("entry", "This step of the trial can no longer be taken back."));
                    }
                    steps.push(entry.number);
                }
                (_, Some(case)) => cases.push((case, entry.number)),
                (_, None) => return Err(DeskError::bad("entry", "This is not an action that can be undone here.")),
            }
        }
        let trial = record.trial;
        self.write_trial(head, now, |writer| {
            for &(case, entry) in cases.iter().rev() {
                writer.append(Event::Undone { case, entry })?;
            }
            for &entry in steps.iter().rev() {
                writer.append(Event::Trial { trial, step: TrialStep::TakenBack { entry } })?;
            }
            Ok(())
        })?;
        self.proposal.clear();
        Ok(DoneView { words: "Undone. Everything is as it was before.".to_owned(), undo: None })
    }
}

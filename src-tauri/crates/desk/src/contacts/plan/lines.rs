//! What a person decides about one line: pin it, decline it, declare a conflict; and what that leaves to be done.

use super::Proposals;
use crate::access::Task;
use crate::asked::{lower_first, read_case};
use crate::error::DeskError;
use crate::session::Session;
use crate::undo::undo_view;
use crate::wire::{ConflictRequest, DeclineLineRequest, DoneView, KeptAwayView, PinLineRequest};
use crate::words;
use casebook::{CaseRow, Event, ListedOfficer, Now};
use caseload::{CaseAct, CaseId, Collar, KeptAwayBecause, OfficerId};
use planning::{LineState, Mode};
use std::collections::BTreeSet;

impl Session {
    /// Pins a line, so that no plan moves it while it can stand, or lets it go again. A proposed line is accepted by it.
    ///
    /// # Errors
    /// Not allowed, a contact without a line, a line that is so already, the disk.
    pub fn pin_line(&mut self, request: &PinLineRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Plan)?;
        let case = read_case(&request.case)?;
        let row = self.book.case_row(case)?;
        let pinned = request.pinned;
        let proposed = self.proposal.get(&case).copied();
        if proposed.is_none() && row.contact.planned.is_none() {
            return Err(DeskError::NotFound("This contact has no line, so there is none to pin.".to_owned()));
        }
        if proposed.is_none() && row.contact.pinned == pinned {
            let already = if pinned { "pinned already" } else { "not pinned" };
            return Err(DeskError::bad("case", format!("This line is {already}.")));
        }
        let ((), appended) = self.write(now, |writer| {
            if let Some((officer, on)) = proposed {
                writer.append(Event::ContactPlanned { case, officer, on })?;
            }
            writer.append(Event::CaseActed { case, act: CaseAct::LinePinned { pinned }, personal: None })?;
            Ok(())
        })?;
        self.proposal.remove(&case);
        let (words, name) = if pinned {
            ("Pinned: no plan moves this line while it can stand.", "Pin the line")
        } else {
            ("No longer pinned: a repair may move this line.", "Let the line go")
        };
        Ok(DoneView { words: words.to_owned(), undo: Some(undo_view(name.to_owned(), appended)) })
    }

    /// The officer of a line cannot take it: says why, takes it off, and proposes the next best at once.
    ///
    /// # Errors
    /// Not allowed, an unknown reason, a contact without a line, the disk.
    pub fn decline_line(&mut self, request: &DeclineLineRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Plan)?;
        let case = read_case(&request.case)?;
        let because = read_because(&request.because)?;
        let row = self.book.case_row(case)?;
        let proposed = self.proposal.get(&case).map(|&(officer, _)| officer);
        let accepted = row.contact.planned.map(|planned| planned.officer);
        let Some(officer) = proposed.or(accepted) else {
            return Err(DeskError::NotFound("This contact has no line, so nobody declines it.".to_owned()));
        };
        let cases = self.concerned(&row, because)?;
        let takes_off = accepted == Some(officer);
        let ((), appended) = self.write(now, |writer| {
            for &case in &cases {
                let act = CaseAct::OfficerKeptAway { officer, because };
                writer.append(Event::CaseActed { case, act, personal: None })?;
            }
            if takes_off {
                writer.append(Event::ContactUnplanned { case })?;
            }
            Ok(())
        })?;
        self.proposal.remove(&case);
        let next = self.propose_one(case, now)?;
        let name = self.officer_names()?.remove(&officer).unwrap_or_default();
        let words = format!("{name} does not make this contact: {}. {next}", lower_first(because.label()));
        Ok(DoneView { words, undo: Some(undo_view("Decline the line".to_owned(), appended)) })
    }

    /// An officer has a tie to the victim or the suspect of a case, and never makes the contact: accepted lines are
    /// looked at again. A tie to the victim counts for the victim's other cases too.
    ///
    /// # Errors
    /// Not allowed, an unknown case, officer or reason, a conflict that is declared already, the disk.
    pub fn declare_conflict(&mut self, request: &ConflictRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Plan)?;
        let case = read_case(&request.case)?;
        let because = read_because(&request.because)?;
        let officer = self.listed_officer(&request.officer)?.officer.id;
        let row = self.book.case_row(case)?;
        if row.contact.kept_away.get(&officer) == Some(&because) {
            return Err(DeskError::bad("officer", "This is declared already."));
        }
        let cases = self.concerned(&row, because)?;
        let ((), appended) = self.write(now, |writer| {
            for &case in &cases {
                let act = CaseAct::OfficerKeptAway { officer, because };
                writer.append(Event::CaseActed { case, act, personal: None })?;
            }
            Ok(())
        })?;
        self.proposal.retain(|case, (chosen, _)| *chosen != officer || !cases.contains(case));
        let mut lines = 0;
        for case in &cases {
            let planned = self.book.case_row(*case)?.contact.planned;
            lines += u64::from(planned.is_some_and(|line| line.officer == officer && now.today <= line.on));
        }
        let name = self.officer_names()?.remove(&officer).unwrap_or_default();
        let also = match cases.len() as u64 - 1 {
            0 => String::new(),
            more => format!(" and {} of the same victim", words::counted(more, "other case")),
        };
        let rest = match lines {
            0 => String::new(),
            count => format!(
                " {} can no longer stand: Propose finds another officer.",
                words::counted(count, "accepted line")
            ),
        };
        let words =
            format!("{name} is kept away from {}{also}: {}.{rest}", row.reference, lower_first(because.label()));
        Ok(DoneView { words, undo: Some(undo_view("Declare the conflict".to_owned(), appended)) })
    }

    /// An officer who was kept away may make the contact again.
    ///
    /// # Errors
    /// Not allowed, an unknown case or officer, one who is not kept away, the disk.
    pub fn allow_officer(&mut self, case: &str, officer: &str, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Plan)?;
        let case = read_case(case)?;
        let row = self.book.case_row(case)?;
        let officer = self.listed_officer(officer)?.officer.id;
        if !row.contact.kept_away.contains_key(&officer) {
            return Err(DeskError::bad(
                "officer",
                "Nobody has said that this officer should keep away from this case.",
            ));
        }
        let ((), appended) = self.write(now, |writer| {
            writer.append(Event::CaseActed { case, act: CaseAct::OfficerAllowed { officer }, personal: None })?;
            Ok(())
        })?;
        let name = self.officer_names()?.remove(&officer).unwrap_or_default();
        let words = format!("{name} may make the contact of {} again.", row.reference);
        Ok(DoneView { words, undo: Some(undo_view("Allow the officer".to_owned(), appended)) })
    }

    /// Who is kept away from open cases because they said so, by reference.
    ///
    /// # Errors
    /// Not allowed, the disk.
    pub fn kept_away(&mut self) -> Result<Vec<KeptAwayView>, DeskError> {
        self.allow(Task::SeeCases)?;
        let names = self.officer_names()?;
        let mut views = Vec::new();
        for row in self.book.open_rows()? {
            for (officer, because) in &row.contact.kept_away {
                views.push(KeptAwayView {
                    case: row.case.to_string(),
                    reference: row.reference.clone(),
                    officer: officer.to_string(),
                    officer_name: names.get(officer).cloned().unwrap_or_default(),
                    because: because.code().to_owned(),
                    words: because.label().to_owned(),
                    conflict: because.is_conflict(),
                });
            }
        }
        views.sort_by(|a, b| (&a.reference, &a.officer_name).cmp(&(&b.reference, &b.officer_name)));
        Ok(views)
    }

    /// The officer of this collar number or id.
    pub(crate) fn listed_officer(&mut self, officer: &str) -> Result<ListedOfficer, DeskError> {
        let id: Option<OfficerId> = officer.parse().ok();
        let collar = Collar::new(officer);
        let mut listed = self.book.journal()?.officers_listed();
        let found = listed.find(|one| Some(one.officer.id) == id || Some(&one.officer.collar) == collar.as_ref());
        found
            .cloned()
            .ok_or_else(|| DeskError::bad("officer", "No officer on the list has this collar number. Check the list."))
    }

    /// The case, and for a tie to the victim the other open cases of the same person.
    fn concerned(&self, row: &CaseRow, because: KeptAwayBecause) -> Result<BTreeSet<CaseId>, DeskError> {
        let mut cases = BTreeSet::from([row.case]);
        if because.is_about_victim() {
            cases.extend(self.same_person(row)?.iter().map(|other| other.case));
        }
        Ok(cases)
    }

    /// Proposes one contact anew, everything else as it stands, and says what came of it.
    fn propose_one(&mut self, case: CaseId, now: Now) -> Result<String, DeskError> {
        let planned = self.solve_in(Mode::Propose, Proposals::Fixed, now)?.plan;
        let line = planned.lines.iter().find(|line| line.case == case && line.state != LineState::Fixed);
        let Some(line) = line else {
            return Ok("Nobody else can make it now: it waits without a place.".to_owned());
        };
        let (officer, day) = (line.officer, line.day);
        self.proposal.insert(case, (officer, day));
        let name = self.officer_names()?.remove(&officer).unwrap_or_default();
        Ok(format!("Proposed instead: {name}, {}.", words::short_day(day, now.today)))
    }
}

fn read_because(code: &str) -> Result<KeptAwayBecause, DeskError> {
    KeptAwayBecause::from_code(code).ok_or_else(|| {
        let codes: Vec<&str> = KeptAwayBecause::ALL.iter().map(|because| because.code()).collect();
        DeskError::bad("because", format!("Say why: one of {}.", codes.join(", ")))
    })
}

//! Recording one attempt to reach a victim, and what it leaves to be done.

use crate::access::Task;
use crate::asked::{past_day, read_case, read_day};
use crate::error::DeskError;
use crate::session::Session;
use crate::wire::{AttemptToldRequest, DoneView, RecordAttemptRequest};
use crate::words;
use casebook::{CaseRow, Event, Now, Writer};
use caseload::{
    Attempt, AttemptDetails, AttemptResult, CaseId, Channel, Need, OfficerId, PersonalFacts, Purpose, Satisfaction,
    Sensitive, Standing, TaskKind, standing,
};
use chrono::{NaiveDate, NaiveTime};
use std::str::FromStr;

/// Codes of the results, as a refusal names them.
const RESULT_CODES: &str = "reached, no_answer, voicemail, wrong_number, declined, call_back, visit_agreed or unsafe";

/// An attempt as read from a request, before anything is written.
pub(crate) struct Told {
    pub row: CaseRow,
    pub attempt: Attempt,
    pub details: AttemptDetails,
    pub note: Option<String>,
    /// Other cases of the same victim that the contact was made for too.
    pub also: Vec<CaseRow>,
}

impl Session {
    /// Records one attempt to reach a victim, and raises a task for whatever the victim told that somebody must do.
    ///
    /// A late attempt, or one before the window opens, is recorded as what it is and never refused.
    ///
    /// # Errors
    /// Not allowed, an unknown case or code, a day in the future or before the report, the disk.
    pub fn record_attempt(&mut self, request: &RecordAttemptRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Record)?;
        let told = self.read_attempt(request, now.today)?;
        let case = told.row.case;
        let tasks = tasks_of(&told.details);
        let owner = self.slot.staff;
        let due = |kind: TaskKind| caseload::Task {
            kind,
            owner,
            raised_on: now.today,
            due_on: self.calendar.after(now.today, kind.due_days()),
        };
        let tasks: Vec<caseload::Task> = tasks.into_iter().map(due).collect();
        let ((), appended) = self.write(now, |writer| write_attempt(writer, &told, &tasks))?;
        let mut done = format!("{} recorded for {}.", told.attempt.result.label(), told.row.reference);
        if !told.also.is_empty() {
            let others: Vec<&str> = told.also.iter().map(|row| row.reference.as_str()).collect();
            done.push_str(&format!(" Recorded for {} too.", others.join(", ")));
        }
        if told.attempt.by_involved_officer {
            done.push_str(
                " The officer is linked to the investigation, so this does not count as a reassurance contact.",
            );
        }
        if let Some(words) = self.out_of_window(&told, now)? {
            done.push_str(&format!(" {words}"));
        }
        if !tasks.is_empty() {
            done.push_str(&format!(" {} waiting for you.", words::counted(tasks.len() as u64, "task")));
        }
        let action = format!("Record {}", told.attempt.result.label().to_lowercase());
        self.done(case, done, action, appended, now)
    }

    /// Reads a request into an attempt, and refuses what cannot be.
    pub(crate) fn read_attempt(&mut self, request: &RecordAttemptRequest, today: NaiveDate) -> Result<Told, DeskError> {
        let row = self.book.case_row(read_case(&request.case)?)?;
        let on = past_day("on", request.on.as_deref(), today)?;
        if row.reported_on.is_some_and(|reported_on| on < reported_on) {
            return Err(DeskError::bad("on", "An attempt cannot be before the report. Correct the day."));
        }
        let result = read_result(request, on)?;
        let channel = Channel::from_code(&request.channel)
            .ok_or_else(|| DeskError::bad("channel", "How the victim was contacted is telephone or in_person."))?;
        let officer = match &request.officer {
            Some(text) => Some(self.read_officer(text)?),
            None => row.contact.planned.map(|planned| planned.officer),
        };
        let mut collars = row.collars_linked();
        let also = self.read_shared(&row, &request.also, on)?;
        // A contact shared by several cases is independent only where it is so of each of them.
        collars.extend(also.iter().flat_map(CaseRow::collars_linked));
        let by_involved_officer = match officer {
            Some(officer) => self.is_linked(officer, &collars)?,
            None => false,
        };
        let note = request.note.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
        let details = match &request.told {
            Some(told) => read_told(told)?,
            None => AttemptDetails::default(),
        };
        let attempt = Attempt { on, channel, result, officer, by_involved_officer };
        Ok(Told { row, attempt, details, note, also })
    }

    /// What is said of an attempt outside the contact window, or outside the hours policy gives.
    fn out_of_window(&mut self, told: &Told, now: Now) -> Result<Option<String>, DeskError> {
        let policy = self.book.journal()?.policy(now.today);
        let Some(stands) = told.row.story().map(|story| standing(&story, &policy, &self.calendar, now.today)) else {
            return Ok(None);
        };
        let Some(window) = stands.window().filter(|_| matches!(stands, Standing::Open { .. })) else {
            return Ok(None);
        };
        let on = told.attempt.on;
        Ok(if window.latest_on < on {
            Some(format!("It is late: the window ended {}.", words::short_day(window.latest_on, now.today)))
        } else if on < window.earliest_on {
            Some(format!("It is early: the window opens {}.", words::short_day(window.earliest_on, now.today)))
        } else {
            None
        })
    }

    pub(crate) fn read_officer(&mut self, text: &str) -> Result<OfficerId, DeskError> {
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

/// Writes the attempt on its case and on those that share it, and the tasks on its case.
pub(crate) fn write_attempt(writer: &mut Writer<'_>, told: &Told, tasks: &[caseload::Task]) -> Result<(), DeskError> {
    let case = told.row.case;
    let note_on = |writer: &mut Writer<'_>, case: CaseId| -> Result<_, DeskError> {
        let Some(text) = &told.note else { return Ok(None) };
        let facts = PersonalFacts { note: Some(Sensitive::from(text.as_str())), ..PersonalFacts::default() };
        Ok(Some(writer.person(case.get(), &facts)?))
    };
    let note = note_on(writer, case)?;
    let details = Box::new(told.details.clone());
    writer.append(Event::ContactAttempted { case, attempt: told.attempt, details, note })?;
    for row in &told.also {
        let details = Box::new(AttemptDetails { shared_from: Some(case), ..told.details.clone() });
        let note = note_on(writer, row.case)?;
        writer.append(Event::ContactAttempted { case: row.case, attempt: told.attempt, details, note })?;
    }
    for &task in tasks {
        let note = note_on(writer, case)?;
        writer.append(Event::TaskRaised { case, task, note })?;
    }
    Ok(())
}

/// What somebody must do after a contact that told this.
pub(crate) fn tasks_of(details: &AttemptDetails) -> Vec<TaskKind> {
    let mut kinds = Vec::new();
    if details.new_risk {
        kinds.push(TaskKind::NewRisk);
    }
    if details.new_crime {
        kinds.push(TaskKind::NewCrime);
    }
    if details.concern {
        kinds.push(TaskKind::Concern);
    }
    if !details.needs.is_empty() {
        kinds.push(TaskKind::Need);
    }
    kinds
}

fn read_result(request: &RecordAttemptRequest, on: NaiveDate) -> Result<AttemptResult, DeskError> {
    let named_day = match request.call_back_on.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => Some(read_day("call_back_on", text)?),
        None => None,
    };
    if let Some(named) = named_day.filter(|named| *named < on) {
        let message = format!("{} is before the attempt. Give a later day.", words::day(named));
        return Err(DeskError::bad("call_back_on", message));
    }
    AttemptResult::from_code(&request.result, named_day).ok_or_else(|| {
        if request.result == "call_back" {
            DeskError::bad("call_back_on", "To call back, give the day the victim asked for.")
        } else {
            let message = format!("\"{}\" is not a result. Use one of {RESULT_CODES}.", request.result);
            DeskError::bad("result", message)
        }
    })
}

fn read_told(told: &AttemptToldRequest) -> Result<AttemptDetails, DeskError> {
    fn each<T: Ord>(
        field: &'static str,
        codes: &[String],
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<std::collections::BTreeSet<T>, DeskError> {
        let one =
            |code: &String| read(code).ok_or_else(|| DeskError::bad(field, format!("\"{code}\" is not on the list.")));
        codes.iter().map(one).collect()
    }
    let satisfaction = match told.satisfaction.as_deref().filter(|code| !code.is_empty()) {
        Some(code) => Some(Satisfaction::from_code(code).ok_or_else(|| {
            DeskError::bad("satisfaction", format!("\"{code}\" is not an answer to whether they are satisfied."))
        })?),
        None => None,
    };
    Ok(AttemptDetails {
        at: told.at.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(read_time).transpose()?,
        purposes: each("purposes", &told.purposes, Purpose::from_code)?,
        needs: each("needs", &told.needs, Need::from_code)?,
        concern: told.concern,
        new_risk: told.new_risk,
        new_crime: told.new_crime,
        satisfaction,
        shared_from: None,
    })
}

/// Reads a time of day: 14:05, 14.05 or 1405.
pub(crate) fn read_time(text: &str) -> Result<NaiveTime, DeskError> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let separated = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.'));
    let padded = if digits.len() == 3 { format!("0{digits}") } else { digits };
    NaiveTime::parse_from_str(&padded, "%H%M")
        .ok()
        .filter(|_| separated)
        .ok_or_else(|| DeskError::bad("at", format!("\"{text}\" is not a time of day. Write it as 14:05.")))
}

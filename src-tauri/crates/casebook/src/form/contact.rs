//! The stored form of what happens to a contact: attempts, taking up again, and tasks.

use super::values::{StoredRef, read_ref};
use crate::commit::PersonalRef;
use crate::entry::Event;
use caseload::{
    Attempt, AttemptDetails, AttemptResult, CaseId, Channel, Need, OfficerId, Purpose, Satisfaction, TakenUp,
    TakenUpBecause, Task, TaskClosing, TaskEnd, TaskKind,
};
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub struct StoredAttempted {
    case: String,
    on: NaiveDate,
    channel: String,
    result: String,
    /// The day named by the victim, for a call back or a visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    call_back_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    officer: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    by_involved_officer: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<StoredRef>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<NaiveTime>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    purposes: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    needs: Vec<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    concern: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    new_risk: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    new_crime: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    satisfaction: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    shared_from: Option<String>,
}

impl StoredAttempted {
    pub fn of(case: CaseId, attempt: &Attempt, details: &AttemptDetails, note: Option<&PersonalRef>) -> Self {
        Self {
            case: case.to_string(),
            on: attempt.on,
            channel: attempt.channel.code().to_owned(),
            result: attempt.result.code().to_owned(),
            call_back_on: attempt.result.named_day(),
            officer: attempt.officer.map(|officer| officer.to_string()),
            by_involved_officer: attempt.by_involved_officer,
            note: note.map(Into::into),
            at: details.at,
            purposes: details.purposes.iter().map(|purpose| purpose.code().to_owned()).collect(),
            needs: details.needs.iter().map(|need| need.code().to_owned()).collect(),
            concern: details.concern,
            new_risk: details.new_risk,
            new_crime: details.new_crime,
            satisfaction: details.satisfaction.map(|said| said.code().to_owned()),
            shared_from: details.shared_from.map(|case| case.to_string()),
        }
    }

    pub fn into_event(self) -> Option<Event> {
        let officer: Option<OfficerId> = self.officer.map(|id| id.parse()).transpose().ok()?;
        let attempt = Attempt {
            on: self.on,
            channel: Channel::from_code(&self.channel)?,
            result: AttemptResult::from_code(&self.result, self.call_back_on)?,
            officer,
            by_involved_officer: self.by_involved_officer,
        };
        let satisfaction = match self.satisfaction {
            Some(code) => Some(Satisfaction::from_code(&code)?),
            None => None,
        };
        let details = AttemptDetails {
            at: self.at,
            purposes: self.purposes.iter().map(|code| Purpose::from_code(code)).collect::<Option<_>>()?,
            needs: self.needs.iter().map(|code| Need::from_code(code)).collect::<Option<_>>()?,
            concern: self.concern,
            new_risk: self.new_risk,
            new_crime: self.new_crime,
            satisfaction,
            shared_from: self.shared_from.map(|case| case.parse()).transpose().ok()?,
        };
        let case = self.case.parse().ok()?;
        Some(Event::ContactAttempted { case, attempt, details: Box::new(details), note: read_ref(self.note)? })
    }
}

#[derive(Serialize, Deserialize)]
pub struct StoredTakenUp {
    case: String,
    on: NaiveDate,
    until_on: NaiveDate,
    because: String,
}

impl StoredTakenUp {
    pub fn of(case: CaseId, taken_up: &TakenUp) -> Self {
        Self {
            case: case.to_string(),
            on: taken_up.on,
            until_on: taken_up.until_on,
            because: taken_up.because.code().to_owned(),
        }
    }

    pub fn into_event(self) -> Option<Event> {
        let because = TakenUpBecause::from_code(&self.because)?;
        let taken_up = TakenUp { on: self.on, until_on: self.until_on, because };
        Some(Event::ContactTakenUp { case: self.case.parse().ok()?, taken_up })
    }
}

#[derive(Serialize, Deserialize)]
pub struct StoredTaskRaised {
    case: String,
    task: String,
    owner: String,
    raised_on: NaiveDate,
    due_on: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<StoredRef>,
}

impl StoredTaskRaised {
    pub fn of(case: CaseId, task: &Task, note: Option<&PersonalRef>) -> Self {
        Self {
            case: case.to_string(),
            task: task.kind.code().to_owned(),
            owner: task.owner.to_string(),
            raised_on: task.raised_on,
            due_on: task.due_on,
            note: note.map(Into::into),
        }
    }

    pub fn into_event(self) -> Option<Event> {
        let task = Task {
            kind: TaskKind::from_code(&self.task)?,
            owner: self.owner.parse().ok()?,
            raised_on: self.raised_on,
            due_on: self.due_on,
        };
        Some(Event::TaskRaised { case: self.case.parse().ok()?, task, note: read_ref(self.note)? })
    }
}

#[derive(Serialize, Deserialize)]
pub struct StoredTaskClosed {
    case: String,
    task: u64,
    on: NaiveDate,
    how: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<StoredRef>,
}

impl StoredTaskClosed {
    pub fn of(case: CaseId, task: u64, closing: &TaskClosing, note: Option<&PersonalRef>) -> Self {
        Self {
            case: case.to_string(),
            task,
            on: closing.on,
            how: closing.how.code().to_owned(),
            note: note.map(Into::into),
        }
    }

    pub fn into_event(self) -> Option<Event> {
        let closing = TaskClosing { on: self.on, how: TaskEnd::from_code(&self.how)? };
        let case = self.case.parse().ok()?;
        Some(Event::TaskClosed { case, task: self.task, closing, note: read_ref(self.note)? })
    }
}

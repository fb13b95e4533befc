//! What is recorded of a case: what can be typed, and the use case of each.

use crate::args::Args;
use crate::commands::done;
use crate::show;
use chrono::NaiveDate;
use clap::Subcommand;
use desk::wire::{
    AttemptToldRequest, CloseTaskRequest, CorrectCaseRequest, EndContactRequest, OutcomeRequest, PutOffRequest,
    RecordAttemptRequest, TakeUpRequest, WithdrawalRequest,
};
use desk::{DeskError, Now, Session};

/// What is recorded of a case.
#[derive(Subcommand)]
pub enum Record {
    /// Record one attempt to reach a victim.
    Contact {
        reference: String,
        /// reached, no_answer, voicemail, wrong_number, declined, call_back, visit_agreed or unsafe.
        #[arg(long)]
        result: String,
        /// telephone or in_person.
        #[arg(long, default_value = "telephone")]
        channel: String,
        /// The day; today where left out.
        #[arg(long)]
        on: Option<NaiveDate>,
        /// Collar number; the planned officer where left out.
        #[arg(long)]
        officer: Option<String>,
        /// The day the victim named, with call_back or visit_agreed.
        #[arg(long, alias = "visit-on")]
        call_back_on: Option<NaiveDate>,
        #[command(flatten)]
        told: Told,
        /// Another case of the same person that the contact was made for too; may be given again.
        #[arg(long, value_name = "REFERENCE")]
        also: Vec<String>,
        /// Free text; goes to the people file.
        #[arg(long)]
        note: Option<String>,
    },
    /// End the promise of a contact, with a listed reason.
    End {
        /// The reference; or leave it out and use --reported-before.
        reference: Option<String>,
        /// victim_declined, cannot_be_found, not_safe, transferred_out, before_service, recorded_in_error,
        /// lives_elsewhere, died or harms_investigation.
        #[arg(long)]
        reason: String,
        /// End every open contact reported before this day.
        #[arg(long, conflicts_with = "reference")]
        reported_before: Option<NaiveDate>,
    },
    /// The contact is owed again after it ended or went to the supervisor.
    TakeUp {
        reference: String,
        /// victim_asks, safe_now, try_again or ended_in_error.
        #[arg(long)]
        because: String,
        /// It stays open at least until this day; ten working days where left out.
        #[arg(long)]
        until: Option<NaiveDate>,
    },
    /// The next step waits until a day, and comes back by itself.
    PutOff {
        reference: String,
        #[arg(long)]
        until: NaiveDate,
    },
    /// Correct a field of a case; an empty value clears it.
    Correct { reference: String, field: String, value: String },
    /// Record that the victim withdrew support.
    Withdrawal {
        reference: String,
        #[arg(long)]
        on: Option<NaiveDate>,
        #[arg(long)]
        reason: Option<String>,
        #[arg(long)]
        confirmed_by: Option<String>,
        #[arg(long)]
        confirmed_how: Option<String>,
    },
    /// Record the investigation's outcome, type 1 to 22; 0 reopens it.
    Outcome {
        reference: String,
        number: u8,
        #[arg(long)]
        on: Option<NaiveDate>,
        /// 1A, 2A or 3A: for an alternate offence.
        #[arg(long)]
        alternate: bool,
    },
    /// Take back what entries FIRST to LAST did.
    Undo { first: u64, last: Option<u64> },
}

/// What was told of an attempt besides its result.
#[derive(clap::Args)]
pub struct Told {
    /// The time of day, as 14:05.
    #[arg(long)]
    at: Option<String>,
    /// Which purposes were met: impact, taken_seriously, help_offered; separated by commas.
    #[arg(long, value_delimiter = ',')]
    purposes: Vec<String>,
    /// What the victim would like help with, as codes separated by commas. It raises a task.
    #[arg(long, value_delimiter = ',')]
    needs: Vec<String>,
    /// The victim raised a concern for the officer in the case. It raises a task.
    #[arg(long)]
    concern: bool,
    /// The victim is at a new risk. It raises a task.
    #[arg(long)]
    new_risk: bool,
    /// The victim told of a new crime. It raises a task.
    #[arg(long)]
    new_crime: bool,
    /// not_asked, satisfied, neither, dissatisfied or no_answer.
    #[arg(long)]
    satisfaction: Option<String>,
}

impl Told {
    fn request(&self) -> AttemptToldRequest {
        AttemptToldRequest {
            at: self.at.clone(),
            purposes: self.purposes.clone(),
            needs: self.needs.clone(),
            concern: self.concern,
            new_risk: self.new_risk,
            new_crime: self.new_crime,
            satisfaction: self.satisfaction.clone(),
        }
    }
}

/// Tasks that contacts left.
#[derive(Subcommand)]
pub enum Tasks {
    /// Every task that is not done yet.
    List,
    /// Say how a task ended.
    End {
        /// The task's number, as `tasks list` shows it.
        task: u64,
        /// done, passed_on, not_needed or victim_declined.
        #[arg(long, default_value = "done")]
        how: String,
        /// Free text; goes to the people file.
        #[arg(long)]
        note: Option<String>,
    },
}

/// Lists tasks, or ends one.
pub fn tasks(args: &Args, what: &Tasks, session: &mut Session, now: Now) -> Result<u8, DeskError> {
    let open = session.tasks(now)?;
    match what {
        Tasks::List => done(args, &open, &show::tasks(&open)),
        Tasks::End { task, how, note } => {
            let case = open.into_iter().find(|one| one.entry == *task).map(|one| one.case);
            let case = case.ok_or_else(|| DeskError::NotFound("There is no open task of that number.".to_owned()))?;
            let request = CloseTaskRequest { case, entry: *task, how: how.clone(), note: note.clone() };
            let view = session.close_task(&request, now)?;
            done(args, &view, &show::done(&view))
        }
    }
}

/// Records what was typed.
pub fn record(args: &Args, what: &Record, session: &mut Session, now: Now) -> Result<u8, DeskError> {
    let today = now.today.to_string();
    let view = match what {
        Record::Contact { reference, result, channel, on, officer, call_back_on, told, also, note } => {
            let request = RecordAttemptRequest {
                case: session.find_case(reference)?.to_string(),
                channel: channel.clone(),
                result: result.clone(),
                on: on.map(|on| on.to_string()),
                officer: officer.clone(),
                call_back_on: call_back_on.map(|on| on.to_string()),
                note: note.clone(),
                told: Some(told.request()),
                also: also.clone(),
            };
            session.record_attempt(&request, now)?
        }
        Record::End { reference: Some(reference), reason, .. } => {
            let case = session.find_case(reference)?.to_string();
            session.end_contact(&EndContactRequest { case, reason: reason.clone() }, now)?
        }
        Record::End { reference: None, reason, reported_before } => {
            let before = reported_before.ok_or_else(|| DeskError::BadInput {
                field: "reference",
                message: "Say which case, or end all reported before a day with --reported-before.".to_owned(),
            })?;
            session.end_contacts_before(before, reason, now)?
        }
        Record::TakeUp { reference, because, until } => {
            let request = TakeUpRequest {
                case: session.find_case(reference)?.to_string(),
                because: because.clone(),
                until_on: until.map(|on| on.to_string()),
            };
            session.take_up_contact(&request, now)?
        }
        Record::PutOff { reference, until } => {
            let case = session.find_case(reference)?.to_string();
            session.put_off_contact(&PutOffRequest { case, until: until.to_string() }, now)?
        }
        Record::Correct { reference, field, value } => {
            let case = session.find_case(reference)?.to_string();
            session.correct_case(&CorrectCaseRequest { case, field: field.clone(), value: value.clone() }, now)?
        }
        Record::Withdrawal { reference, on, reason, confirmed_by, confirmed_how } => {
            let request = WithdrawalRequest {
                case: session.find_case(reference)?.to_string(),
                on: on.map(|on| on.to_string()),
                reason: reason.clone(),
                confirmed_by: confirmed_by.clone(),
                confirmed_how: confirmed_how.clone(),
            };
            session.record_withdrawal(&request, now)?
        }
        Record::Outcome { reference, number, on, alternate } => {
            let case = session.find_case(reference)?.to_string();
            let on = on.map_or(today, |on| on.to_string());
            session.record_outcome(&OutcomeRequest { case, number: *number, on, alternate_offence: *alternate }, now)?
        }
        Record::Undo { first, last } => session.undo(*first, last.unwrap_or(*first), now)?,
    };
    done(args, &view, &show::done(&view))
}

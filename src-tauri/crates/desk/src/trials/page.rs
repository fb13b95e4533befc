//! The page of a trial: what stands, who may be enrolled, and what is next.

use crate::access::{Task, may};
use crate::error::DeskError;
use crate::session::Session;
use crate::trials::wording::SEAL_LIMITS;
use crate::wire::{
    TrialAllocatedView, TrialChoiceView, TrialLineView, TrialNotEnrolledView, TrialPageView, TrialStage, TrialView,
    TrialWaitingView,
};
use crate::words;
use casebook::{Now, TrialRecord};
use caseload::{NotEnrolledBecause, TrialProtocol, standing};

/// Said of a case that is no longer on the desk.
const GONE: &str = "The case went with an import that was taken back.";

impl Session {
    /// The trial set up last, and what is to be done in it.
    ///
    /// # Errors
    /// Not allowed, the disk.
    pub fn trial_page(&mut self, now: Now) -> Result<TrialPageView, DeskError> {
        self.allow(Task::SealTrial)?;
        let seal_only = !may(self.role(), Task::RunTrial);
        let trial = match self.current_trial()? {
            Some(record) => Some(self.trial_view(&record, seal_only, now)?),
            None => None,
        };
        let choice =
            |why: &NotEnrolledBecause| TrialChoiceView { code: why.code().to_owned(), label: why.label().to_owned() };
        Ok(TrialPageView {
            trial,
            seal_only,
            seal_limits: SEAL_LIMITS.iter().map(|limit| (*limit).to_owned()).collect(),
            not_enrolled_because: NotEnrolledBecause::ALL.iter().map(choice).collect(),
            boroughs: self.book.boroughs()?,
        })
    }

    /// What *Today* says of a trial: who goes without a contact until when, and that it waits to be ended once it is
    /// complete.
    pub(crate) fn trial_today(&mut self, now: Now) -> Result<Option<String>, DeskError> {
        let Some(record) = self.current_trial()?.filter(|record| record.ended.is_none()) else { return Ok(None) };
        let until = complete_on(&record);
        let is_complete = until.is_none_or(|day| day < now.today);
        if matches!(stage(&record, now), TrialStage::Following) && is_complete {
            let words = "The trial is complete: end it (Settings, Trial), so that its controls are dealt with.";
            return Ok(Some(words.to_owned()));
        }
        let controls = self.controls_waiting(&record, now)?.len() as u64;
        let until = until.filter(|_| controls > 0).map(|day| day.max(record.protocol.ends_on));
        Ok(until.map(|day| {
            let goes = if controls == 1 { "control of the trial goes" } else { "controls of the trial go" };
            format!(
                "{} {goes} without a contact until it ends, after {}.",
                words::thousands(controls),
                words::short_day(day, now.today)
            )
        }))
    }

    /// A custodian sees the protocol and the seal, and nothing of the people.
    fn trial_view(&mut self, record: &TrialRecord, seal_only: bool, now: Now) -> Result<TrialView, DeskError> {
        let stage = stage(record, now);
        let sealed = record.sealed.as_ref();
        let sealed_words = sealed.map(|(made, _)| {
            let name = self.key_file.name_of(made.by).unwrap_or("somebody no longer here").to_owned();
            format!("Drawn and sealed by {name} on {}.", words::day(made.known_on))
        });
        let seal_digest = sealed.map(|(_, list)| words::digest(&list.digest()));
        let is_custodian = sealed.is_some_and(|(made, _)| made.by == self.slot.staff);
        let mut view = TrialView {
            id: record.trial.to_string(),
            title: record.protocol.title.clone(),
            stage,
            next_words: String::new(),
            protocol: protocol_lines(&record.protocol),
            sealed_words,
            seal_digest,
            is_custodian,
            counts: Vec::new(),
            waiting: Vec::new(),
            allocated: Vec::new(),
            not_enrolled: Vec::new(),
            may_end: !seal_only
                && matches!(stage, TrialStage::NotBegun | TrialStage::Enrolling | TrialStage::Following),
        };
        if !seal_only {
            view.waiting = self.waiting_views(now)?;
            view.allocated = self.allocated_views(record, now)?;
            view.not_enrolled = self.not_enrolled_views(record, now)?;
            view.counts = counts(record, view.waiting.len() as u64);
        }
        view.next_words = next_words(record, stage, view.waiting.len() as u64, now);
        Ok(view)
    }

    fn waiting_views(&mut self, now: Now) -> Result<Vec<TrialWaitingView>, DeskError> {
        let mut views = Vec::new();
        for waiting in self.waiting_to_enrol(now)? {
            let reported = waiting.row.reported_on.map(|on| format!("reported {}", words::short_day(on, now.today)));
            let target = waiting.target_on.map(|on| format!("target {}", words::short_day(on, now.today)));
            views.push(TrialWaitingView {
                case: waiting.row.case.to_string(),
                reference: waiting.row.reference.clone(),
                victim: self.victim_name(&waiting.row)?,
                stratum: waiting.stratum.words(),
                words: reported.into_iter().chain(target).collect::<Vec<_>>().join(", "),
            });
        }
        Ok(views)
    }

    fn allocated_views(&mut self, record: &TrialRecord, now: Now) -> Result<Vec<TrialAllocatedView>, DeskError> {
        let policy = self.book.journal()?.policy(now.today);
        let names = self.officer_names()?;
        let mut views = Vec::new();
        for allocation in record.allocations.iter().rev() {
            let case = self.book.merged_into(allocation.case)?.unwrap_or(allocation.case);
            let on_words = words::short_day(allocation.made.known_on, now.today);
            let (arm, arm_label) = (allocation.arm().code().to_owned(), allocation.arm().label().to_owned());
            let Ok(row) = self.book.case_row(case) else {
                let contact_words = GONE.to_owned();
                let (reference, victim) = (String::new(), String::new());
                let case = case.to_string();
                views.push(TrialAllocatedView { case, reference, victim, arm, arm_label, on_words, contact_words });
                continue;
            };
            let stands = row.story().map(|story| standing(&story, &policy, &self.calendar, now.today));
            let next = self.next_view(stands.as_ref(), now.today, &names)?;
            views.push(TrialAllocatedView {
                case: case.to_string(),
                reference: row.reference.clone(),
                victim: self.victim_name(&row)?,
                arm,
                arm_label,
                on_words,
                contact_words: next.words,
            });
        }
        Ok(views)
    }

    fn not_enrolled_views(&mut self, record: &TrialRecord, now: Now) -> Result<Vec<TrialNotEnrolledView>, DeskError> {
        let mut views = Vec::new();
        for (made, case, because) in record.not_enrolled.iter().rev() {
            let case = self.book.merged_into(*case)?.unwrap_or(*case);
            views.push(TrialNotEnrolledView {
                case: case.to_string(),
                reference: self.book.case_row(case).map_or_else(|_| GONE.to_owned(), |row| row.reference),
                because: because.label().to_owned(),
                on_words: words::short_day(made.known_on, now.today),
                entry: made.entry,
            });
        }
        Ok(views)
    }
}

fn stage(record: &TrialRecord, now: Now) -> TrialStage {
    match (&record.sealed, &record.ended) {
        (_, Some(_)) => TrialStage::Ended,
        (None, None) => TrialStage::ToSeal,
        (Some(_), None) if now.today < record.protocol.starts_on => TrialStage::NotBegun,
        (Some(_), None) if now.today <= record.protocol.ends_on => TrialStage::Enrolling,
        (Some(_), None) => TrialStage::Following,
    }
}

/// The last day on which an outcome of those enrolled so far can happen.
pub(crate) fn complete_on(record: &TrialRecord) -> Option<chrono::NaiveDate> {
    let days = record.allocations.iter().map(|one| record.protocol.followed_until(one.made.known_on));
    days.max()
}

fn next_words(record: &TrialRecord, stage: TrialStage, waiting: u64, now: Now) -> String {
    match stage {
        TrialStage::ToSeal => {
            "Next: the custodian, somebody who will not enrol, signs in and seals the list.".to_owned()
        }
        TrialStage::NotBegun => format!("Enrolment begins on {}.", words::day(record.protocol.starts_on)),
        TrialStage::Enrolling if waiting == 0 => {
            "Nobody waits to be enrolled. New reports appear here by themselves.".to_owned()
        }
        TrialStage::Enrolling => {
            let may = if waiting == 1 { "victim may" } else { "victims may" };
            format!("{waiting} {may} be enrolled. Ask each, then enrol them one at a time, or say why not.")
        }
        TrialStage::Following => match complete_on(record) {
            Some(day) if day < now.today => {
                "Enrolment is over and every outcome is known. Next: read what was found, and end the trial.".to_owned()
            }
            Some(day) => {
                format!("Enrolment is over. Every outcome is known after {}: end the trial then.", words::day(day))
            }
            None => "Enrolment is over and nobody was enrolled: end the trial.".to_owned(),
        },
        TrialStage::Ended => match complete_on(record) {
            Some(day) if day < now.today => "The trial has ended, and every outcome is known.".to_owned(),
            Some(day) => {
                format!("The trial has ended. It is analysed once every outcome is known, after {}.", words::day(day))
            }
            None => "The trial has ended. Nobody was enrolled.".to_owned(),
        },
    }
}

fn counts(record: &TrialRecord, waiting: u64) -> Vec<TrialLineView> {
    let line = |label: &str, words: String| TrialLineView { label: label.to_owned(), words };
    let enrolled = record.allocations.len() as u64;
    let planned = u64::from(record.protocol.people_an_arm) * 2;
    let contact = record.allocations.iter().filter(|one| one.arm() == caseload::Arm::Contact).count() as u64;
    vec![
        line("Enrolled", format!("{enrolled} of {planned}: {contact} contact, {} control", enrolled - contact)),
        line("Not enrolled", record.not_enrolled.len().to_string()),
        line("May be enrolled today", waiting.to_string()),
    ]
}

pub(crate) fn protocol_lines(protocol: &TrialProtocol) -> Vec<TrialLineView> {
    let line = |label: &str, words: String| TrialLineView { label: label.to_owned(), words };
    let strata: Vec<String> = protocol.strata.iter().map(|by| by.label().to_lowercase()).collect();
    let sizes: Vec<String> = protocol.block_sizes.iter().map(u8::to_string).collect();
    vec![
        line("Approved as", protocol.approval.clone()),
        line("Arms", "Contact (SRC) and control, as many in each".to_owned()),
        line("Who", protocol.eligibility_words().join(" ")),
        line(
            "Balanced within",
            if strata.is_empty() {
                "the trial as a whole".to_owned()
            } else {
                format!("{} ({} strata)", strata.join(", "), protocol.all_strata().len())
            },
        ),
        line("Blocks", format!("of {} places, in random order of sizes", sizes.join(", "))),
        line("People", format!("{} in each arm", protocol.people_an_arm)),
        line("Enrolment", format!("{} to {}", words::day(protocol.starts_on), words::day(protocol.ends_on))),
        line("Outcome", format!("withdrawal within {} days of allocation", protocol.follow_up_days)),
        line("When it ends", protocol.controls_after.label().to_owned()),
    ]
}

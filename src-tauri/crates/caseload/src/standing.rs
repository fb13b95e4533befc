//! Where a victim stands with the contact they are owed: always exactly one state, each with a date or a reason.

use crate::calendar::WorkingDays;
use crate::codes::{CaseKind, RiskLevel, SafetyRule};
use crate::contact::{Attempt, AttemptResult, Ending, EndingReason, TakenUp};
use crate::ids::OfficerId;
use crate::policy::{ContactPolicy, ContactWindow};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A contact planned for an officer's shift.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlannedContact {
    pub officer: OfficerId,
    pub on: NaiveDate,
    /// A person accepted the line; before that it is a proposal.
    pub accepted: bool,
}

/// All of a case that decides where its victim stands.
#[derive(Debug, Clone)]
pub struct Story<'a> {
    pub reported_on: NaiveDate,
    pub kind: CaseKind,
    pub risk: Option<RiskLevel>,
    pub safety: &'a BTreeSet<SafetyRule>,
    /// The day the records system says a contact was made.
    pub contact_made_on: Option<NaiveDate>,
    /// Attempts, in the order they were made.
    pub attempts: &'a [Attempt],
    /// How many of the attempts came before the promise was last taken up again: they no longer end it or use it up.
    pub attempts_before: usize,
    pub ending: Option<Ending>,
    pub taken_up: Option<TakenUp>,
    /// The line that stands, if one was planned after the last attempt.
    pub planned: Option<PlannedContact>,
    /// A person put the next step off to this day; it comes back by itself.
    pub put_off_until: Option<NaiveDate>,
}

/// Where the victim stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Policy owes this victim no contact.
    NotOwed(NotOwed),
    /// The contact was made.
    Reached { on: NaiveDate, window: ContactWindow },
    /// A person, or the victim's own wish, ended it.
    Ended { ending: Ending, window: ContactWindow },
    /// Still owed: the next step and its date.
    Open { window: ContactWindow, next: NextStep },
}

/// Why no contact is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotOwed {
    /// Policy leaves out this kind of case.
    Kind(CaseKind),
    /// Reported before the service began.
    BeforeService { began_on: NaiveDate },
}

/// The next step for a victim who is still owed a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NextStep {
    pub step: Step,
    /// The day the step comes up.
    pub on: NaiveDate,
}

/// What the next step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Give the contact an officer and a day.
    Plan,
    /// The officer makes the contact, or its result is typed in.
    Contact(PlannedContact),
    /// Try again: the last attempt did not reach the victim.
    Retry { attempts: u16 },
    /// The victim asked for this day.
    CallBack,
    /// The victim would like a visit; on the agreed day, where there is one.
    Visit,
    /// A person put it off; it comes back by itself on its day.
    PutOff,
    /// The number was wrong: find another way.
    FindNumber,
    /// A supervisor decides; only a person ends it.
    Supervisor(SupervisorBecause),
}

/// Why the victim went to the supervisor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SupervisorBecause {
    /// The late window closed without a contact.
    WindowClosed,
    /// So many attempts were made as policy allows.
    AttemptsUsedUp { attempts: u16 },
    /// The victim's recorded wish is not to be contacted.
    WishesNoContact,
    /// No way is safe: not by telephone, and a suspect lives in the household where an officer would call.
    NoSafeWay,
    /// The last attempt told that a contact is not safe.
    NotSafe,
    /// The victim declined, but to somebody linked to the investigation.
    DeclinedToInvolved,
}

/// Works out where a victim stands on a day.
///
/// Total: every story has exactly one standing, and every open one has a date.
pub fn standing(story: &Story<'_>, policy: &ContactPolicy, calendar: &WorkingDays, today: NaiveDate) -> Standing {
    let mut window = policy.window(calendar, story.reported_on, story.risk);
    if let Some(taken_up) = story.taken_up {
        window.late_until_on = window.late_until_on.max(taken_up.until_on);
    }
    match closed(story.attempts, story.attempts_before, story.ending, story.contact_made_on) {
        Some(Closed::Reached(on)) => return Standing::Reached { on, window },
        Some(Closed::Ended(ending)) => return Standing::Ended { ending, window },
        None => {}
    }
    if !policy.owed_kinds.contains(&story.kind) {
        return Standing::NotOwed(NotOwed::Kind(story.kind));
    }
    if let Some(began_on) = policy.service_began_on.filter(|&began_on| story.reported_on < began_on) {
        return Standing::NotOwed(NotOwed::BeforeService { began_on });
    }
    Standing::Open { window, next: next_step(story, policy, calendar, window, today) }
}

/// How a promise closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    Reached(NaiveDate),
    Ended(Ending),
}

/// Whether the promise was kept or ended, whatever the policy says.
///
/// Reached counts from the first day on which an officer not linked to the investigation spoke with the victim,
/// or the records system says so. A recorded ending is more exact than the victim's own word; that word counts
/// only if it was told to somebody not linked, and after the promise was last taken up again.
pub fn closed(
    attempts: &[Attempt],
    attempts_before: usize,
    ending: Option<Ending>,
    contact_made_on: Option<NaiveDate>,
) -> Option<Closed> {
    let independent = |attempt: &&Attempt| !attempt.by_involved_officer;
    let reached = attempts.iter().filter(independent).filter(|attempt| attempt.result == AttemptResult::Reached);
    if let Some(on) = reached.map(|attempt| attempt.on).chain(contact_made_on).min() {
        return Some(Closed::Reached(on));
    }
    let declined = || {
        let counted = attempts.iter().skip(attempts_before).filter(independent);
        let declined = counted.filter(|attempt| attempt.result == AttemptResult::Declined);
        declined.map(|attempt| Ending { on: attempt.on, reason: EndingReason::VictimDeclined }).next()
    };
    ending.or_else(declined).map(Closed::Ended)
}

fn next_step(
    story: &Story<'_>,
    policy: &ContactPolicy,
    calendar: &WorkingDays,
    window: ContactWindow,
    today: NaiveDate,
) -> NextStep {
    if let Some(step) = supervisor_step(story, policy, calendar, window, today) {
        return step;
    }
    let step = usual_step(story, policy, calendar, window);
    match story.put_off_until {
        Some(until) if today < until => NextStep { step: Step::PutOff, on: until },
        // It came back on the day it was put off to, whatever day the step would have of its own.
        Some(until) => NextStep { on: until, ..step },
        None => step,
    }
}

/// What only a supervisor can decide, and by when.
fn supervisor_step(
    story: &Story<'_>,
    policy: &ContactPolicy,
    calendar: &WorkingDays,
    window: ContactWindow,
    today: NaiveDate,
) -> Option<NextStep> {
    let supervisor = |because, since| Some(NextStep { step: Step::Supervisor(because), on: calendar.after(since, 1) });
    if story.safety.contains(&SafetyRule::NoContact) {
        return supervisor(SupervisorBecause::WishesNoContact, story.reported_on);
    }
    if story.safety.contains(&SafetyRule::NoTelephone) && story.safety.contains(&SafetyRule::SuspectInHousehold) {
        return supervisor(SupervisorBecause::NoSafeWay, story.reported_on);
    }
    let counted = story.attempts.get(story.attempts_before..).unwrap_or_default();
    if let Some(last) = counted.last() {
        if last.result == AttemptResult::Unsafe {
            return supervisor(SupervisorBecause::NotSafe, last.on);
        }
        if let Some(declined) = counted.iter().find(|attempt| attempt.result == AttemptResult::Declined) {
            return supervisor(SupervisorBecause::DeclinedToInvolved, declined.on);
        }
        let failed = failed_attempts(counted);
        if policy.attempts_max <= failed {
            return supervisor(SupervisorBecause::AttemptsUsedUp { attempts: failed }, last.on);
        }
    }
    if window.late_until_on < today {
        return supervisor(SupervisorBecause::WindowClosed, window.late_until_on);
    }
    None
}

fn usual_step(story: &Story<'_>, policy: &ContactPolicy, calendar: &WorkingDays, window: ContactWindow) -> NextStep {
    if let Some(planned) = story.planned {
        return NextStep { step: Step::Contact(planned), on: planned.on };
    }
    let counted = story.attempts.get(story.attempts_before..).unwrap_or_default();
    match counted.last().map(|attempt| (attempt.on, attempt.result)) {
        Some((_, AttemptResult::CallBack { on })) => NextStep { step: Step::CallBack, on },
        Some((_, AttemptResult::VisitAgreed { on: Some(on) })) => NextStep { step: Step::Visit, on },
        Some((on, AttemptResult::VisitAgreed { on: None })) => {
            NextStep { step: Step::Visit, on: calendar.after(on, 1) }
        }
        Some((on, AttemptResult::WrongNumber)) => NextStep { step: Step::FindNumber, on: calendar.after(on, 1) },
        Some((on, AttemptResult::NoAnswer | AttemptResult::VoicemailLeft)) => NextStep {
            step: Step::Retry { attempts: failed_attempts(counted) },
            on: calendar.after(on, policy.rest_days),
        },
        // Reached by someone linked to the investigation is no reassurance contact: plan one.
        Some((_, AttemptResult::Reached | AttemptResult::Declined | AttemptResult::Unsafe)) | None => {
            let again_on = story.taken_up.map(|taken_up| calendar.after(taken_up.on, 1));
            NextStep { step: Step::Plan, on: again_on.unwrap_or(window.target_on) }
        }
    }
}

/// Attempts that did not reach the victim and count towards the policy's limit.
///
/// One by somebody linked to the investigation is no attempt at a reassurance contact.
pub fn failed_attempts(attempts: &[Attempt]) -> u16 {
    let failed = attempts.iter().filter(|attempt| !attempt.by_involved_officer).filter(|attempt| {
        matches!(attempt.result, AttemptResult::NoAnswer | AttemptResult::VoicemailLeft | AttemptResult::WrongNumber)
    });
    u16::try_from(failed.count()).unwrap_or(u16::MAX)
}

impl Standing {
    /// The contact window, where one is owed.
    pub const fn window(&self) -> Option<ContactWindow> {
        match self {
            Self::NotOwed(_) => None,
            Self::Reached { window, .. } | Self::Ended { window, .. } | Self::Open { window, .. } => Some(*window),
        }
    }

    /// Whether the victim is still owed a contact and something about it should have happened by now.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        match self {
            Self::NotOwed(_) | Self::Reached { .. } | Self::Ended { .. } => false,
            Self::Open { window, next } => {
                let result_missing = matches!(next.step, Step::Contact(planned) if planned.on < today);
                // A day agreed with the victim, or put off to, is waited for; it is late all the same, and says so.
                let waits = matches!(next.step, Step::CallBack | Step::Visit | Step::PutOff) && today < next.on;
                (window.latest_on < today && !waits) || result_missing
            }
        }
    }

    /// Days on which a contact may be planned now: the first and the last, `None` where a person decides first.
    ///
    /// Inside the window, or inside the late window once the first is over; never before the rest after an attempt.
    pub fn plannable(&self, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        let Self::Open { window, next } = self else { return None };
        let not_before = match next.step {
            Step::Supervisor(_) | Step::FindNumber => return None,
            Step::Retry { .. } | Step::CallBack | Step::Visit | Step::PutOff => next.on.max(window.earliest_on),
            Step::Plan | Step::Contact(_) => window.earliest_on,
        };
        let first = not_before.max(today);
        let last = if first <= window.latest_on { window.latest_on } else { window.late_until_on };
        (first <= last).then_some((first, last))
    }
}

#[cfg(test)]
mod tests;

//! Where a victim stands with the contact they are owed: always exactly one state, each with a date or a reason.

use crate::calendar::WorkingDays;
use crate::codes::{CaseKind, RiskLevel, SafetyRule};
use crate::contact::{Attempt, AttemptResult, Ending, EndingReason};
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
    pub ending: Option<Ending>,
    /// The line that stands, if one was planned after the last attempt.
    pub planned: Option<PlannedContact>,
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
}

/// Works out where a victim stands on a day.
///
/// Total: every story has exactly one standing, and every open one has a date.
pub fn standing(story: &Story<'_>, policy: &ContactPolicy, calendar: &WorkingDays, today: NaiveDate) -> Standing {
    let window = policy.window(calendar, story.reported_on, story.risk);
    if let Some(on) = reached_on(story) {
        return Standing::Reached { on, window };
    }
    if let Some(ending) = ending(story) {
        return Standing::Ended { ending, window };
    }
    if !policy.owed_kinds.contains(&story.kind) {
        return Standing::NotOwed(NotOwed::Kind(story.kind));
    }
    if let Some(began_on) = policy.service_began_on.filter(|&began_on| story.reported_on < began_on) {
        return Standing::NotOwed(NotOwed::BeforeService { began_on });
    }
    Standing::Open { window, next: next_step(story, policy, calendar, window, today) }
}

/// The first day the victim was reached, by an officer not linked to the investigation or as the records system says.
fn reached_on(story: &Story<'_>) -> Option<NaiveDate> {
    story
        .attempts
        .iter()
        .filter(|attempt| attempt.result == AttemptResult::Reached && !attempt.by_involved_officer)
        .map(|attempt| attempt.on)
        .chain(story.contact_made_on)
        .min()
}

/// A recorded ending, or the victim's own: the later of the two decides nothing, the recorded one is more exact.
fn ending(story: &Story<'_>) -> Option<Ending> {
    story.ending.or_else(|| {
        let declined = story.attempts.iter().find(|attempt| attempt.result == AttemptResult::Declined)?;
        Some(Ending { on: declined.on, reason: EndingReason::VictimDeclined })
    })
}

fn next_step(
    story: &Story<'_>,
    policy: &ContactPolicy,
    calendar: &WorkingDays,
    window: ContactWindow,
    today: NaiveDate,
) -> NextStep {
    let supervisor = |because, since| NextStep { step: Step::Supervisor(because), on: calendar.after(since, 1) };
    if story.safety.contains(&SafetyRule::NoContact) {
        return supervisor(SupervisorBecause::WishesNoContact, story.reported_on);
    }
    let failed = failed_attempts(story.attempts);
    let last = story.attempts.last();
    if let Some(last) = last.filter(|_| failed >= policy.attempts_max) {
        return supervisor(SupervisorBecause::AttemptsUsedUp { attempts: failed }, last.on);
    }
    if window.late_until_on < today {
        return supervisor(SupervisorBecause::WindowClosed, window.late_until_on);
    }
    if let Some(planned) = story.planned {
        return NextStep { step: Step::Contact(planned), on: planned.on };
    }
    match last.map(|attempt| (attempt.on, attempt.result)) {
        Some((_, AttemptResult::CallBack { on })) => NextStep { step: Step::CallBack, on },
        Some((on, AttemptResult::WrongNumber)) => NextStep { step: Step::FindNumber, on: calendar.after(on, 1) },
        Some((on, AttemptResult::NoAnswer | AttemptResult::VoicemailLeft)) => {
            NextStep { step: Step::Retry { attempts: failed }, on: calendar.after(on, policy.rest_days) }
        }
        // Reached by someone linked to the investigation is no reassurance contact: plan one.
        Some((_, AttemptResult::Reached | AttemptResult::Declined)) | None => {
            NextStep { step: Step::Plan, on: window.target_on }
        }
    }
}

/// Attempts that did not reach the victim and count towards the policy's limit.
pub fn failed_attempts(attempts: &[Attempt]) -> u16 {
    let failed = attempts.iter().filter(|attempt| {
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
                window.latest_on < today || result_missing
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
            Step::Retry { .. } | Step::CallBack => next.on.max(window.earliest_on),
            Step::Plan | Step::Contact(_) => window.earliest_on,
        };
        let first = not_before.max(today);
        let last = if first <= window.latest_on { window.latest_on } else { window.late_until_on };
        (first <= last).then_some((first, last))
    }
}

#[cfg(test)]
mod tests;

//! How one case goes: attempts to reach the victim, withdrawal and outcome, day by day from the stated truth.

use super::case::Case;
use super::draw::{Draw, Purpose, Table};
use super::ending::{Ends, Support};
use super::world::World;
use caseload::policy::ContactWindow;
use caseload::{AttemptResult, CaseKind, Channel, EndingReason, RiskLevel};
use chrono::{Days, NaiveDate};

/// How a case is led, where the live desk needs it otherwise than chance had it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    /// As chance has it.
    Free,
    /// Tried in the window, and reached at the first attempt.
    Prompt,
    /// Tried early and so often as policy allows, without an answer.
    UsedUp,
}

/// One attempt, with the day its line was accepted and the day its result was typed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tried {
    pub(super) planned_on: Option<NaiveDate>,
    pub(super) on: NaiveDate,
    pub(super) typed_on: NaiveDate,
    pub(super) channel: Channel,
    pub(super) result: AttemptResult,
}

/// The next attempt of a case that is open today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Next {
    pub(super) on: NaiveDate,
    /// The day its line was accepted, if it was.
    pub(super) planned_on: Option<NaiveDate>,
    /// The first day on which a line could be accepted.
    pub(super) plannable_from: NaiveDate,
}

/// How a case went up to today.
#[derive(Debug, Clone)]
pub(super) struct Course {
    pub(super) window: Option<ContactWindow>,
    pub(super) tried: Vec<Tried>,
    pub(super) next: Option<Next>,
    pub(super) ended: Option<(NaiveDate, EndingReason)>,
    /// Open, and a supervisor's to decide.
    pub(super) with_supervisor: bool,
    pub(super) ends: Ends,
}

/// When the first attempt is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Timing {
    InWindow,
    Late,
    Never,
}

const TIMINGS: Table<Timing> =
    Table { shares: &[(75, Timing::Late), (14, Timing::Never)], otherwise: Timing::InWindow };

/// What an attempt comes to where the victim is not reached, in thousandths of those.
const NOT_REACHED: Table<AttemptResult> = Table {
    shares: &[
        (240, AttemptResult::VoicemailLeft),
        (60, AttemptResult::WrongNumber),
        (90, AttemptResult::Declined),
        (110, AttemptResult::CallBack { on: NaiveDate::MIN }),
    ],
    otherwise: AttemptResult::NoAnswer,
};

/// The same after a withdrawal: more victims want no contact.
const NOT_REACHED_AFTER_WITHDRAWAL: Table<AttemptResult> = Table {
    shares: &[(200, AttemptResult::VoicemailLeft), (40, AttemptResult::WrongNumber), (330, AttemptResult::Declined)],
    otherwise: AttemptResult::NoAnswer,
};

const NEVER_TRIED: Table<EndingReason> = Table {
    shares: &[
        (400, EndingReason::TransferredOut),
        (250, EndingReason::CannotBeFound),
        (200, EndingReason::NotSafe),
        (50, EndingReason::RecordedInError),
    ],
    otherwise: EndingReason::VictimDeclined,
};

/// Attempts in all, call-backs counted, after which a person ends it.
const TRIES_MAX: usize = 7;

impl Course {
    /// The course of this case up to today.
    pub(super) fn of(world: &World, case: &Case, lead: Lead) -> Self {
        if case.investigation.kind != CaseKind::Crime {
            return Self {
                window: None,
                tried: Vec::new(),
                next: None,
                ended: None,
                with_supervisor: false,
                ends: Ends::default(),
            };
        }
        let mut walk = Walk::new(world, case, lead);
        if case.wants_no_contact {
            let reason = if walk.draw.chance(600) { EndingReason::NotSafe } else { EndingReason::VictimDeclined };
            let days = walk.draw.between(1, 3);
            walk.end(case.known_on, days, reason);
        } else {
            walk.contacts();
        }
        walk.finish()
    }
}

/// A case on its way through the days.
#[derive(Debug)]
struct Walk<'a> {
    world: &'a World,
    case: &'a Case,
    lead: Lead,
    window: ContactWindow,
    draw: Draw,
    support: Support<'a>,
    tried: Vec<Tried>,
    next: Option<Next>,
    ended: Option<(NaiveDate, EndingReason)>,
    with_supervisor: bool,
}

impl<'a> Walk<'a> {
    fn new(world: &'a World, case: &'a Case, lead: Lead) -> Self {
        Self {
            world,
            case,
            lead,
            window: world.policy.window(&world.calendar, case.crime.reported_on, case.risk_of_window()),
            draw: world.streams.of(case.key, Purpose::Contact),
            support: Support::new(world, case),
            tried: Vec::new(),
            next: None,
            ended: None,
            with_supervisor: false,
        }
    }

    /// Attempts until the victim is reached or declines, a person ends it, or today comes.
    fn contacts(&mut self) {
        let timing = if self.lead == Lead::Free { self.draw.from(&TIMINGS) } else { Timing::InWindow };
        if timing == Timing::Never {
            let reason = self.draw.from(&NEVER_TRIED);
            let days = self.draw.between(3, 12);
            return self.end(self.case.known_on, days, reason);
        }
        let mut on = self.first_day(timing);
        let mut failed = 0;
        let mut free_from = self.case.known_on;
        loop {
            // Nobody calls about a cancelled crime, nor types in a result after it was cancelled.
            let typed_by = self.world.next_morning(on);
            if self.case.investigation.cancelled_on.is_some_and(|cancelled_on| cancelled_on <= typed_by.max(on)) {
                return;
            }
            let planned_on = self.planned_on(free_from, on);
            if on >= self.world.today {
                self.next = Some(Next {
                    on,
                    // Today's planning is left to the person who opens the desk.
                    planned_on: planned_on.filter(|&day| day < self.world.today),
                    plannable_from: free_from,
                });
                return;
            }
            let tried = self.attempt(planned_on, on);
            self.tried.push(tried);
            let (channel_days, counts) = match tried.result {
                AttemptResult::Reached => return self.support.contacted(on),
                AttemptResult::Declined => return,
                AttemptResult::CallBack { .. } | AttemptResult::VisitAgreed { .. } | AttemptResult::Unsafe => (0, 0),
                AttemptResult::NoAnswer | AttemptResult::VoicemailLeft => (self.world.policy.rest_days, 1),
                AttemptResult::WrongNumber => (self.world.policy.rest_days + 1, 1),
            };
            failed += counts;
            free_from = tried.typed_on;
            let rest = channel_days + if self.lead == Lead::UsedUp { 0 } else { self.draw.between(0, 2) };
            on = match tried.result {
                AttemptResult::CallBack { on } => on,
                AttemptResult::Reached
                | AttemptResult::NoAnswer
                | AttemptResult::VoicemailLeft
                | AttemptResult::WrongNumber
                | AttemptResult::VisitAgreed { .. }
                | AttemptResult::Unsafe
                | AttemptResult::Declined => self.world.calendar.after(on, rest.max(1)),
            };
            let used_up = failed >= self.world.policy.attempts_max;
            if used_up || on > self.window.late_until_on || self.tried.len() >= TRIES_MAX {
                // Led on purpose to the supervisor, who decides it tomorrow.
                let days = if self.lead == Lead::UsedUp { 60 } else { self.draw.between(1, 3) };
                return self.end(tried.typed_on, days, EndingReason::CannotBeFound);
            }
        }
    }

    /// The day of the first attempt: inside the window, earlier days likelier, or in the late window.
    fn first_day(&mut self, timing: Timing) -> NaiveDate {
        let days = self.world.policy.window_days(self.case.risk_of_window().unwrap_or(RiskLevel::Standard));
        let count = match (self.lead, timing) {
            (Lead::UsedUp, _) => days.earliest,
            (_, Timing::Late) => self.draw.between(days.latest + 1, days.latest + 9),
            (_, Timing::InWindow | Timing::Never) => {
                let last = days.latest.saturating_sub(1);
                self.draw.between(days.earliest, last).min(self.draw.between(days.earliest, last))
            }
        };
        let working_day = self.world.calendar.after(self.case.crime.reported_on, count);
        let on = if self.draw.chance(60) { working_day + Days::new(1) } else { working_day };
        self.world.contact_day_from(on.max(self.case.known_on + Days::new(1)))
    }

    /// The working day on which the line was accepted, once the desk was free to plan it: one to four days before,
    /// and one or two for a retry.
    fn planned_on(&mut self, free_from: NaiveDate, on: NaiveDate) -> Option<NaiveDate> {
        let lead_days = u64::from(self.draw.between(1, if self.tried.is_empty() { 4 } else { 2 }));
        let wanted = on.checked_sub_days(Days::new(lead_days)).map(|day| self.world.working_day_to(day));
        Some(wanted?.max(free_from)).filter(|&day| day < on)
    }

    fn attempt(&mut self, planned_on: Option<NaiveDate>, on: NaiveDate) -> Tried {
        let world = self.world;
        let truth = &world.invention.truth;
        let withdrew = self.support.withdrew_before(on);
        let reached_thousandths =
            if withdrew { truth.reached_after_withdrawal_thousandths } else { truth.reached_thousandths };
        let (reached, same_day, visit) =
            (self.draw.chance(reached_thousandths), self.draw.chance(300), self.draw.chance(160));
        let not_reached = self.draw.from(if withdrew { &NOT_REACHED_AFTER_WITHDRAWAL } else { &NOT_REACHED });
        let after_days = self.draw.between(1, 4);
        let result = match (self.lead, not_reached) {
            (Lead::Prompt, _) => AttemptResult::Reached,
            (Lead::UsedUp, _) => AttemptResult::NoAnswer,
            (Lead::Free, _) if reached => AttemptResult::Reached,
            (Lead::Free, AttemptResult::CallBack { .. }) => {
                AttemptResult::CallBack { on: world.calendar.after(on, after_days) }
            }
            (Lead::Free, result) => result,
        };
        let after_wrong_number = self.tried.last().is_some_and(|tried| tried.result == AttemptResult::WrongNumber);
        let by_telephone = matches!(result, AttemptResult::VoicemailLeft | AttemptResult::WrongNumber);
        let channel =
            if (visit || after_wrong_number) && !by_telephone { Channel::InPerson } else { Channel::Telephone };
        let typed_on = if same_day && world.calendar.is_working_day(on) { on } else { world.next_morning(on) };
        Tried { planned_on, on, typed_on, channel, result }
    }

    /// A person ends it, so many working days after this day; until then it waits for a supervisor.
    fn end(&mut self, after: NaiveDate, working_days: u16, reason: EndingReason) {
        let on = self.world.calendar.after(after, working_days);
        if self.case.investigation.cancelled_on.is_some_and(|cancelled_on| cancelled_on <= on) {
            return;
        }
        if on <= self.world.today {
            self.ended = Some((on, reason));
        } else {
            self.with_supervisor = self.case.wants_no_contact || !self.tried.is_empty();
        }
    }

    fn finish(self) -> Course {
        Course {
            window: Some(self.window),
            tried: self.tried,
            next: self.next,
            ended: self.ended,
            with_supervisor: self.with_supervisor,
            ends: self.support.ends(),
        }
    }
}

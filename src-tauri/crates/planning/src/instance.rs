//! What a plan is made from: contacts owed, officers on duty, and the points of the policy.

use crate::rules::Rule;
use caseload::{CaseId, OfficerId, RiskLevel, WorkingDays};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Everything a plan depends on. Lists may come in any order.
#[derive(Clone)]
pub struct Instance<'a> {
    /// Counts the working days between a target and a planned day.
    pub calendar: &'a WorkingDays,
    /// The days of the horizon on which the policy lets contacts be made.
    /// They must include the days of fixed lines that still lie ahead.
    pub contact_days: BTreeSet<NaiveDate>,
    /// The points of the service tier.
    pub points: ServicePoints,
    /// The contacts to plan, one for each case.
    pub contacts: Vec<ContactToPlan>,
    /// The officers who might make them.
    pub officers: Vec<OfficerOnDuty>,
}

/// One contact owed to one victim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactToPlan {
    /// The case.
    pub case: CaseId,
    /// Risk of further harm; where none was recorded, the policy's.
    pub risk: RiskLevel,
    /// Where the victim is, as the officers' list spells it; `None` where it is not known.
    pub borough: Option<String>,
    /// The ward, as the officers' list spells it; `None` where it is not known.
    pub ward: Option<String>,
    /// First day allowed.
    pub earliest_on: NaiveDate,
    /// Best by this day.
    pub target_on: NaiveDate,
    /// Last day allowed: of the window, or of the late window once the contact is overdue.
    pub last_on: NaiveDate,
    /// Officers who must not make this contact, and why.
    pub excluded_officers: BTreeSet<(OfficerId, ExclusionReason)>,
    /// The victim does not want a contact.
    pub refuses_contact: bool,
    /// The contact must be a visit, because the victim must not be telephoned.
    pub visit_only: bool,
    /// The line as it stands, if there is one.
    pub held: Option<HeldLine>,
}

/// A line of the plan as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HeldLine {
    /// Who was to make the contact.
    pub officer: OfficerId,
    /// On which day.
    pub day: NaiveDate,
    /// Accepted or pinned by a person: a plan keeps it, or says that it became impossible.
    pub fixed: bool,
}

/// An officer and the shifts within the horizon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficerOnDuty {
    /// The officer.
    pub id: OfficerId,
    /// Boroughs served.
    pub boroughs: BTreeSet<String>,
    /// Wards served; empty means every ward of the boroughs served.
    pub wards: BTreeSet<String>,
    /// Contacts the officer can make in a shift.
    pub contacts_a_shift: u16,
    /// How many of them can be visits.
    pub visits_a_shift: u16,
    /// Days of the horizon on which a shift begins.
    pub shifts: BTreeSet<NaiveDate>,
    /// Room already used on a day by contacts that this instance does not list.
    pub taken: BTreeMap<NaiveDate, Taken>,
    /// Contacts done and planned over the last 28 days, without those this instance lists.
    pub load: u32,
    /// Shifts on duty over the last 28 days and the horizon.
    pub shifts_on_duty: u32,
}

/// Room of one shift that is already used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Taken {
    /// Contacts, visits among them.
    pub contacts: u16,
    /// Visits.
    pub visits: u16,
}

/// Why an officer must not make a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExclusionReason {
    /// The officer in the case.
    OfficerInTheCase,
    /// A member of the investigating team, or with any other role on the case.
    InvestigatingTeam,
    /// The case names an investigator who could be this officer.
    NameCouldBe,
    /// The officer knows the victim or the suspect.
    ConflictOfInterest,
    /// The victim needs a language or a gender of officer that this officer does not have.
    VictimsNeeds,
}

/// The points of the service tier: the policy sets them, and screens show them. Lower is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ServicePoints {
    /// For each working day a contact is planned after its target.
    pub a_day_late: RiskPoints,
    /// For each working day a contact is planned before its target.
    pub a_day_early: RiskPoints,
    /// Where the officer does not serve the victim's ward by name.
    pub other_ward: u32,
    /// For leaving out a victim whose last allowed day lies within the horizon.
    pub left_as_window_closes: u32,
}

/// Points for each level of risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RiskPoints {
    pub standard: u32,
    pub medium: u32,
    pub high: u32,
}

/// Why no plan can be made from these values.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanningError {
    #[error("case {case} is listed twice for planning; list each case once")]
    CaseTwice { case: CaseId },
    #[error("officer {officer} is listed twice for planning; list each officer once")]
    OfficerTwice { officer: OfficerId },
    #[error("the policy's points go up to {largest}, and {limit} is the most that can be planned with; lower them")]
    PointsTooLarge { largest: u32, limit: u32 },
    #[error(
        "officer {officer} has a load of {load} contacts over 28 days, more than {limit}; check the officer's record"
    )]
    LoadTooLarge { officer: OfficerId, load: u32, limit: u32 },
    #[error(
        "{contacts} contacts and {shifts} shifts are more than one plan holds ({contacts_limit} and {shifts_limit}); plan fewer days at a time"
    )]
    TooLarge { contacts: usize, shifts: usize, contacts_limit: usize, shifts_limit: usize },
    #[error("case {case} is not among the contacts of this plan; make the plan again")]
    NotInPlan { case: CaseId },
}

impl fmt::Debug for Instance<'_> {
    /// Without the calendar, which is the same for all and very long.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Instance")
            .field("contact_days", &self.contact_days)
            .field("points", &self.points)
            .field("contacts", &self.contacts)
            .field("officers", &self.officers)
            .finish_non_exhaustive()
    }
}

impl RiskPoints {
    /// The points at this risk.
    pub const fn at(self, risk: RiskLevel) -> u32 {
        match risk {
            RiskLevel::Standard => self.standard,
            RiskLevel::Medium => self.medium,
            RiskLevel::High => self.high,
        }
    }

    fn largest(self) -> u32 {
        self.standard.max(self.medium).max(self.high)
    }
}

impl ServicePoints {
    /// The largest single number of points.
    pub(crate) fn largest(&self) -> u32 {
        self.a_day_late.largest().max(self.a_day_early.largest()).max(self.other_ward).max(self.left_as_window_closes)
    }
}

impl ContactToPlan {
    /// Whether the day lies in the contact's window.
    pub(crate) fn window_has(&self, day: NaiveDate) -> bool {
        self.earliest_on <= day && day <= self.last_on
    }

    /// Whether the line as it stands is fixed.
    pub(crate) fn fixed_line(&self) -> Option<HeldLine> {
        self.held.filter(|held| held.fixed)
    }

    /// The independence rules that keep this officer away.
    pub(crate) fn independence(&self, officer: OfficerId) -> impl Iterator<Item = Rule> + '_ {
        self.excluded_officers
            .iter()
            .filter(move |(excluded, _)| *excluded == officer)
            .map(|&(_, reason)| Rule::Independence(reason))
    }
}

impl OfficerOnDuty {
    /// Room of a shift on this day for contacts, and the limit on visits among them, before this plan.
    pub(crate) fn room_on(&self, day: NaiveDate) -> (u32, u32) {
        let taken = self.taken.get(&day).copied().unwrap_or_default();
        let contacts = u32::from(self.contacts_a_shift.saturating_sub(taken.contacts));
        let visits = u32::from(self.visits_a_shift.saturating_sub(taken.visits));
        (contacts, visits)
    }
}

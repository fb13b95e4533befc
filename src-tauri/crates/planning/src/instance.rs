//! What a plan is made from: contacts owed, officers on duty, and the points of the policy.

use crate::price::LinePoints;
use crate::rules;
use caseload::{CaseId, Gender, OfficerId, RiskLevel, SafeTime, ShiftHours, Strength, WorkingDays};
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
    /// What may become of accepted lines.
    pub mode: Mode,
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
    /// A suspect lives in the household, so that nobody may call there.
    pub suspect_at_home: bool,
    /// No uniform may stand at the door: a visit is for officers who make it in plain clothes.
    pub no_uniform: bool,
    /// The language the officer should speak, spelt as in the officers' list, and how much that binds.
    pub language: Option<(String, Strength)>,
    /// The officer's gender asked for, and how much that binds.
    pub gender: Option<(Gender, Strength)>,
    /// When it is safe to contact the victim; empty means at any time.
    pub safe_times: BTreeSet<SafeTime>,
    /// Officers who have reached this victim before, for any case; empty where nobody has.
    pub known_to: BTreeSet<OfficerId>,
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
    /// How firmly it stands.
    pub hold: Hold,
}

/// How firmly a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hold {
    /// Proposed: the plan may move it, at the cost of a change.
    Proposed,
    /// Accepted by a person: a plan keeps it, and a repair moves it only where it must.
    Accepted,
    /// Put there by a person: no plan moves it while it can stand.
    Pinned,
}

/// What may become of accepted lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// Accepted and pinned lines stay; those that can no longer stand are told, and moved by nobody.
    Propose,
    /// Lines that can no longer stand get a new place. An accepted line moves only where more victims are planned for
    /// it; fewest accepted lines changed ranks straight after most victims planned.
    Repair,
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
    /// Whether the officer has been briefed on reassurance contacts.
    pub briefed: bool,
    /// Languages spoken, besides English.
    pub languages: BTreeSet<String>,
    /// `None` where the officer does not wish it used.
    pub gender: Option<Gender>,
    /// Whether the officer can make a visit in plain clothes.
    pub plain_clothes: bool,
    /// Days of the horizon on which a shift begins, each with its hours where they are known.
    pub shifts: BTreeMap<NaiveDate, Option<ShiftHours>>,
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
    /// The officer declined this contact; a supervisor may ask again.
    Declined,
    /// The officer in the case.
    OfficerInTheCase,
    /// A member of the investigating team, or with any other role on the case.
    InvestigatingTeam,
    /// The case names an investigator who could be this officer.
    NameCouldBe,
    /// The officer knows the victim or the suspect.
    ConflictOfInterest,
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
    /// Where the officer does not speak the language the victim would like.
    pub other_language: u32,
    /// Where the officer is not of the gender the victim would like.
    pub other_gender: u32,
    /// Where the officer is new to a victim whom another officer has reached before.
    pub new_officer: u32,
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
            .field("mode", &self.mode)
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
        let officers = self.other_ward.max(self.other_language).max(self.other_gender).max(self.new_officer);
        self.a_day_late.largest().max(self.a_day_early.largest()).max(officers).max(self.left_as_window_closes)
    }
}

impl ContactToPlan {
    /// Whether the day lies in the contact's window.
    pub(crate) fn window_has(&self, day: NaiveDate) -> bool {
        self.earliest_on <= day && day <= self.last_on
    }

    /// The line as it stands, where this plan must keep it or tell that it cannot.
    pub(crate) fn fixed_line(&self) -> Option<HeldLine> {
        self.held.filter(|held| held.hold != Hold::Proposed)
    }

    /// What the officer costs this contact, whatever the day.
    pub(crate) fn officer_points(&self, officer: &OfficerOnDuty, points: &ServicePoints) -> LinePoints {
        let speaks = |(language, _): &(String, Strength)| officer.languages.contains(language);
        let of_gender = |(gender, _): (Gender, Strength)| officer.gender == Some(gender);
        let known = self.known_to.is_empty() || self.known_to.contains(&officer.id);
        let unless = |fits: bool, points: u32| if fits { 0 } else { points };
        LinePoints {
            days: 0,
            other_ward: unless(rules::serves_ward_by_name(self, officer), points.other_ward),
            language: unless(self.language.as_ref().is_none_or(speaks), points.other_language),
            gender: unless(self.gender.is_none_or(of_gender), points.other_gender),
            new_officer: unless(known, points.new_officer),
        }
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

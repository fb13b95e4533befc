//! The hard rules: what no plan may break, whatever it costs.

use crate::instance::{ContactToPlan, ExclusionReason, OfficerOnDuty};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A hard rule, as it speaks against one officer for one contact.
///
/// The order is the order in which a rule would sooner give: room first, independence and the victim's wish never.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The officer's shifts are full with contacts that cannot move elsewhere.
    Full,
    /// The officer's places for visits are taken by visits that cannot move elsewhere.
    NoVisitRoom,
    /// The officer has no shift on a day allowed.
    OffDuty,
    /// The day lies outside the contact window; or the window holds no contact day of the horizon.
    OutsideWindow,
    /// The policy lets no contact be made on the day; or the horizon holds no contact day.
    NotAContactDay,
    /// The officer serves the borough, but not the ward.
    WardNotServed,
    /// The officer does not serve the borough.
    BoroughNotServed,
    /// The victim's ward or borough is not known, so that nobody can tell whether the officer serves it.
    PlaceUnknown,
    /// The officer is no longer on the list.
    NotListed,
    /// The officer must not make this contact.
    Independence(ExclusionReason),
    /// The victim does not want a contact.
    VictimsWish,
}

impl Rule {
    /// Whether a supervisor could let this rule give for once.
    pub const fn may_give(self) -> bool {
        match self {
            Self::Full
            | Self::NoVisitRoom
            | Self::OffDuty
            | Self::OutsideWindow
            | Self::NotAContactDay
            | Self::WardNotServed
            | Self::BoroughNotServed
            | Self::PlaceUnknown => true,
            Self::NotListed | Self::Independence(_) | Self::VictimsWish => false,
        }
    }
}

/// The rules that speak against this officer on every day.
pub(crate) fn against_officer(contact: &ContactToPlan, officer: &OfficerOnDuty) -> Vec<Rule> {
    let mut rules: Vec<Rule> = place(contact, officer).into_iter().collect();
    rules.extend(contact.independence(officer.id));
    rules.extend(contact.refuses_contact.then_some(Rule::VictimsWish));
    rules
}

/// The rules that speak against this day, room apart.
pub(crate) fn against_day(
    contact: &ContactToPlan,
    officer: &OfficerOnDuty,
    day: NaiveDate,
    contact_days: &BTreeSet<NaiveDate>,
) -> Vec<Rule> {
    let mut rules = Vec::new();
    rules.extend((!officer.shifts.contains(&day)).then_some(Rule::OffDuty));
    rules.extend((!contact.window_has(day)).then_some(Rule::OutsideWindow));
    rules.extend((!contact_days.contains(&day)).then_some(Rule::NotAContactDay));
    rules
}

/// Whether the officer serves the victim's ward by name.
pub(crate) fn serves_ward_by_name(contact: &ContactToPlan, officer: &OfficerOnDuty) -> bool {
    contact.ward.as_ref().is_some_and(|ward| officer.wards.contains(ward))
}

/// The rule by which the officer does not serve the place.
///
/// An officer with listed wards goes to those only; one without serves every ward of the boroughs listed.
fn place(contact: &ContactToPlan, officer: &OfficerOnDuty) -> Option<Rule> {
    let wards_only = officer.boroughs.is_empty() && !officer.wards.is_empty();
    match (&contact.borough, &contact.ward) {
        (Some(borough), _) if !wards_only && !officer.boroughs.contains(borough) => Some(Rule::BoroughNotServed),
        (None, _) if officer.wards.is_empty() => Some(Rule::PlaceUnknown),
        _ if officer.wards.is_empty() || serves_ward_by_name(contact, officer) => None,
        (_, None) => Some(Rule::PlaceUnknown),
        (_, Some(_)) => Some(Rule::WardNotServed),
    }
}

//! The hard rules: what no plan may break, whatever it costs.

use crate::instance::{ContactToPlan, ExclusionReason, OfficerOnDuty};
use caseload::Strength;
use chrono::{NaiveDate, NaiveTime};
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
    /// The victim may be contacted at some times only, and the hours of the officer's shift are not known.
    ShiftHoursUnknown,
    /// The officer has not been briefed on reassurance contacts.
    NotBriefed,
    /// The officer serves the borough, but not the ward.
    WardNotServed,
    /// The officer does not serve the borough.
    BoroughNotServed,
    /// The victim's ward or borough is not known, so that nobody can tell whether the officer serves it.
    PlaceUnknown,
    /// The officer is no longer on the list.
    NotListed,
    /// The officer does not speak the language that is essential to the victim.
    Language,
    /// The officer is not known to be of the gender that is essential to the victim.
    Gender,
    /// No uniform may stand at the door, and the officer does not visit in plain clothes.
    UniformAtTheDoor,
    /// The shift has no hour at which it is safe to contact the victim.
    OutsideSafeTimes,
    /// The officer must not make this contact.
    Independence(ExclusionReason),
    /// No way of making the contact is safe: not by telephone, and a suspect lives where an officer would call.
    NoSafeWay,
    /// The victim does not want a contact.
    VictimsWish,
}

/// A set of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(crate) struct RuleSet(u32);

impl Rule {
    /// Every rule, in the order in which they would sooner give.
    pub const ALL: [Self; 22] = [
        Self::Full,
        Self::NoVisitRoom,
        Self::OffDuty,
        Self::OutsideWindow,
        Self::NotAContactDay,
        Self::ShiftHoursUnknown,
        Self::NotBriefed,
        Self::WardNotServed,
        Self::BoroughNotServed,
        Self::PlaceUnknown,
        Self::NotListed,
        Self::Language,
        Self::Gender,
        Self::UniformAtTheDoor,
        Self::OutsideSafeTimes,
        Self::Independence(ExclusionReason::Declined),
        Self::Independence(ExclusionReason::OfficerInTheCase),
        Self::Independence(ExclusionReason::InvestigatingTeam),
        Self::Independence(ExclusionReason::NameCouldBe),
        Self::Independence(ExclusionReason::ConflictOfInterest),
        Self::NoSafeWay,
        Self::VictimsWish,
    ];

    /// Whether a supervisor could let this rule give for once.
    pub const fn may_give(self) -> bool {
        match self {
            Self::Full
            | Self::NoVisitRoom
            | Self::OffDuty
            | Self::OutsideWindow
            | Self::NotAContactDay
            | Self::ShiftHoursUnknown
            | Self::NotBriefed
            | Self::WardNotServed
            | Self::BoroughNotServed
            | Self::PlaceUnknown
            | Self::Independence(ExclusionReason::Declined) => true,
            Self::NotListed
            | Self::Language
            | Self::Gender
            | Self::UniformAtTheDoor
            | Self::OutsideSafeTimes
            | Self::Independence(_)
            | Self::NoSafeWay
            | Self::VictimsWish => false,
        }
    }

    /// The rule's place in [`Self::ALL`].
    fn place(self) -> usize {
        Self::ALL.iter().position(|&rule| rule == self).unwrap_or_default()
    }
}

impl RuleSet {
    pub(crate) const EMPTY: Self = Self(0);
    const NEVER: u32 = {
        let (mut bits, mut place) = (0, 0);
        while place < Rule::ALL.len() {
            if !Rule::ALL[place].may_give() {
                bits |= 1 << place;
            }
            place += 1;
        }
        bits
    };

    pub(crate) fn of(rule: Rule) -> Self {
        Self(1 << rule.place())
    }

    /// These rules and the other one, where it is broken.
    #[must_use]
    pub(crate) fn and(self, rule: Rule, is_broken: bool) -> Self {
        if is_broken { self.with(Self::of(rule)) } else { self }
    }

    #[must_use]
    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) const fn len(self) -> u32 {
        self.0.count_ones()
    }

    pub(crate) fn has(self, rule: Rule) -> bool {
        self.0 & Self::of(rule).0 != 0
    }

    /// How many of them must never give.
    pub(crate) const fn never(self) -> u32 {
        (self.0 & Self::NEVER).count_ones()
    }

    /// The place of the gravest one, counted from one; zero where there is none.
    pub(crate) const fn gravest(self) -> u32 {
        u32::BITS - self.0.leading_zeros()
    }

    /// The rules, in their order.
    pub(crate) fn rules(self) -> impl Iterator<Item = Rule> {
        Rule::ALL.into_iter().enumerate().filter(move |(place, _)| self.0 >> place & 1 == 1).map(|(_, rule)| rule)
    }

    pub(crate) fn to_vec(self) -> Vec<Rule> {
        self.rules().collect()
    }
}

/// The rules that speak against this officer on every day.
pub(crate) fn against_officer(contact: &ContactToPlan, officer: &OfficerOnDuty) -> RuleSet {
    let essential = |strength: Strength| strength == Strength::Essential;
    let language = contact
        .language
        .as_ref()
        .is_some_and(|(language, strength)| essential(*strength) && !officer.languages.contains(language));
    let gender = contact.gender.is_some_and(|(gender, strength)| essential(strength) && officer.gender != Some(gender));
    let uniform = contact.visit_only && contact.no_uniform && !officer.plain_clothes;
    let mut rules = place(contact, officer).map_or(RuleSet::EMPTY, RuleSet::of);
    for &(_, reason) in contact.excluded_officers.iter().filter(|(excluded, _)| *excluded == officer.id) {
        rules = rules.with(RuleSet::of(Rule::Independence(reason)));
    }
    rules
        .and(Rule::NotBriefed, !officer.briefed)
        .and(Rule::Language, language)
        .and(Rule::Gender, gender)
        .and(Rule::UniformAtTheDoor, uniform)
        .and(Rule::NoSafeWay, contact.visit_only && contact.suspect_at_home)
        .and(Rule::VictimsWish, contact.refuses_contact)
}

/// The rules that speak against this day, room apart.
pub(crate) fn against_day(
    contact: &ContactToPlan,
    officer: &OfficerOnDuty,
    day: NaiveDate,
    contact_days: &BTreeSet<NaiveDate>,
) -> RuleSet {
    against_hours(contact, officer, day)
        .and(Rule::OffDuty, !officer.shifts.contains_key(&day))
        .and(Rule::OutsideWindow, !contact.window_has(day))
        .and(Rule::NotAContactDay, !contact_days.contains(&day))
}

/// The rule by which the shift that begins on this day has no hour that is safe for the victim.
///
/// Where the officer is off duty, a shift put on for this contact could be put at any safe hour of the day.
pub(crate) fn against_hours(contact: &ContactToPlan, officer: &OfficerOnDuty, day: NaiveDate) -> RuleSet {
    if contact.safe_times.is_empty() {
        return RuleSet::EMPTY;
    }
    let (starts, ends, known) = match officer.shifts.get(&day) {
        None => (NaiveTime::MIN, NaiveTime::MIN, true),
        Some(None) => (NaiveTime::MIN, NaiveTime::MIN, false),
        Some(Some(hours)) => (hours.starts, hours.ends, true),
    };
    let safe = contact.safe_times.iter().any(|time| time.overlaps(day, starts, ends));
    let rules = RuleSet::EMPTY.and(Rule::OutsideSafeTimes, !safe);
    rules.and(Rule::ShiftHoursUnknown, safe && !known)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_rules_is_whole_and_in_order() {
        assert!(Rule::ALL.is_sorted(), "a set tells its rules in the order in which they would give");
        for rule in Rule::ALL {
            assert_eq!(RuleSet::of(rule).to_vec(), [rule]);
        }
    }
}

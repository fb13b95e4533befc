//! A plan's reasons, costs and rules in words.

use crate::words;
use planning::{ExclusionReason, Line, Rule, Serves};
use std::collections::BTreeMap;

/// Why this officer and this day.
pub(super) fn why_words(line: &Line) -> Vec<String> {
    let why = line.why;
    let place = match why.serves {
        Serves::Ward => "Serves this ward.",
        Serves::Borough => "Serves the whole borough.",
    };
    let day = match why.working_days_from_target {
        0 => "On the target day.".to_owned(),
        days @ 1.. => format!("{} after the target day.", words::counted(days.unsigned_abs(), "working day")),
        days => format!("{} before the target day.", words::counted(days.unsigned_abs(), "working day")),
    };
    let load = format!(
        "{} in 28 days before this plan, {} with it, on {}.",
        words::counted(u64::from(why.load_before), "contact"),
        why.load_after,
        words::counted(u64::from(why.shifts_on_duty), "shift"),
    );
    let others = format!(
        "{} could make it; {} kept away by independence.",
        words::counted(why.officers_possible as u64, "officer"),
        why.officers_kept_away,
    );
    vec![place.to_owned(), day, "Not linked to the investigation.".to_owned(), load, others]
}

/// What another place would cost.
pub(super) fn cost_words(difference: &planning::CostDifference) -> Vec<String> {
    let mut words = Vec::new();
    let planned = difference.planned_high + difference.planned_medium + difference.planned_standard;
    if planned < 0 {
        words.push(format!("{} fewer planned.", words::counted(u64::from(planned.unsigned_abs()), "victim")));
    }
    if planned > 0 {
        words.push(format!("{} more planned.", words::counted(u64::from(planned.unsigned_abs()), "victim")));
    }
    if difference.service_points != 0 {
        words.push(format!("{:+} service points.", difference.service_points));
    }
    if difference.fair_load != 0 {
        words.push(format!("{:+} fair load.", difference.fair_load));
    }
    if difference.changes != 0 {
        words.push(format!("{:+} changed lines.", difference.changes));
    }
    if words.is_empty() {
        words.push("The same; decided by the tie-breaker.".to_owned());
    }
    words
}

/// Of the officers nearest to fitting: the rule that would sooner give.
pub(super) fn most_common_rule(excluded: &[planning::Excluded]) -> String {
    let mut counts: BTreeMap<Rule, usize> = BTreeMap::new();
    for rule in excluded.iter().flat_map(|excluded| excluded.rules.first()) {
        *counts.entry(*rule).or_default() += 1;
    }
    counts.first_key_value().map_or_else(String::new, |(rule, _)| rule_words(*rule).to_owned())
}

/// A hard rule in words.
pub(super) const fn rule_words(rule: Rule) -> &'static str {
    match rule {
        Rule::Full => "Shifts are full.",
        Rule::NoVisitRoom => "No room for another visit.",
        Rule::OffDuty => "Not on duty on a day allowed.",
        Rule::OutsideWindow => "Outside the contact window.",
        Rule::NotAContactDay => "No contacts are made on the days left.",
        Rule::WardNotServed => "Does not serve this ward.",
        Rule::BoroughNotServed => "Does not serve this borough.",
        Rule::PlaceUnknown => "The case has no ward or borough: add it.",
        Rule::ShiftHoursUnknown => "The hours of the shift are not known: add them to the officer.",
        Rule::NotBriefed => "Not briefed on reassurance contacts.",
        Rule::Language => "Does not speak the language the victim needs.",
        Rule::Gender => "Not known to be of the gender the victim needs.",
        Rule::UniformAtTheDoor => "Does not visit in plain clothes.",
        Rule::OutsideSafeTimes => "No hour of the shift is safe for the victim.",
        Rule::NotListed => "No longer on the list.",
        Rule::Independence(ExclusionReason::OfficerInTheCase) => "Linked to the investigation.",
        Rule::Independence(ExclusionReason::InvestigatingTeam) => "On the investigating team.",
        Rule::Independence(ExclusionReason::NameCouldBe) => "Could be the investigator named.",
        Rule::Independence(ExclusionReason::ConflictOfInterest) => "Has declared a conflict.",
        Rule::VictimsWish => "The victim does not want a contact.",
    }
}

/// The plan in a sentence.
pub(super) fn sentence(accepted: u64, proposed: u64, tray: u64, no_officers: bool) -> String {
    if no_officers {
        return "No officers are listed yet. Import the officers' list in Settings first.".to_owned();
    }
    let mut parts = vec![format!("{} planned", words::counted(accepted, "contact"))];
    if proposed > 0 {
        parts.push(format!("{proposed} proposed"));
    }
    parts.push(if tray == 0 { "everyone has a place".to_owned() } else { format!("{tray} without a place") });
    format!("{}.", parts.join(", "))
}

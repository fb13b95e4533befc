//! A plan's reasons, costs and rules in words.

use crate::words;
use caseload::{CaseId, OfficerId};
use planning::{Candidate, CostDifference, ExclusionReason, Instance, Line, LinePoints, Plan, Rule, Serves};
use std::cmp::Ordering;
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
    let mut words = vec![place.to_owned(), day];
    for (met, yes, no) in [
        (why.speaks_language, "Speaks the language asked for.", "Does not speak the language asked for."),
        (why.of_gender, "Of the gender asked for.", "Not of the gender asked for."),
        (why.knows_victim, "Has spoken with the victim before.", "New to the victim."),
    ] {
        words.extend(met.map(|met| if met { yes } else { no }.to_owned()));
    }
    words.extend(["Not linked to the investigation.".to_owned(), load, others]);
    words
}

/// What is needed to say a cost in words.
pub(super) struct Compared<'a> {
    pub instance: &'a Instance<'a>,
    pub plan: &'a Plan,
    pub names: &'a BTreeMap<OfficerId, String>,
    pub case: CaseId,
}

/// What another place would cost, rule by rule, beside the line as it is.
pub(super) fn cost_words(compared: &Compared<'_>, candidate: &Candidate) -> Vec<String> {
    let line = compared.plan.lines.iter().find(|line| line.case == compared.case);
    let mut words = victims_words(&candidate.difference);
    let now = line.map_or_else(LinePoints::default, |line| line.cost.points);
    let there = candidate.points;
    if let Some(line) = line
        && line.day != candidate.day
    {
        let days = compared.instance.calendar.between(line.day, candidate.day);
        let count = words::counted(days.unsigned_abs(), "working day");
        words.push(format!("{count} {} than planned.", if days < 0 { "earlier" } else { "later" }));
    }
    for (there, now, more, less) in [
        (there.other_ward, now.other_ward, "Does not serve the ward by name.", "Serves the ward by name."),
        (there.language, now.language, "Does not speak the language asked for.", "Speaks the language asked for."),
        (there.gender, now.gender, "Not of the gender asked for.", "Of the gender asked for."),
        (there.new_officer, now.new_officer, "New to the victim.", "Known to the victim."),
    ] {
        match there.cmp(&now) {
            Ordering::Greater => words.push(more.to_owned()),
            Ordering::Less => words.push(less.to_owned()),
            Ordering::Equal => {}
        }
    }
    // What is left of the points falls on others, who move to make room.
    if candidate.difference.service_points > there.total() - now.total() {
        words.push("Others get a later day or another officer, to make room.".to_owned());
    }
    words.extend(load_words(compared, line, candidate));
    if candidate.difference.accepted_changes > 0 || candidate.difference.changes > 0 {
        words.push("Changes a line that stands.".to_owned());
    }
    if words.is_empty() {
        words.push("As good: a draw decided.".to_owned());
    }
    words
}

/// Both officers' contacts, where they differ.
fn load_words(compared: &Compared<'_>, line: Option<&Line>, candidate: &Candidate) -> Option<String> {
    let load = |id: OfficerId| {
        let officer = compared.instance.officers.iter().find(|officer| officer.id == id)?;
        let lines = compared.plan.lines.iter().filter(|line| line.officer == id).count() as u64;
        let name = compared.names.get(&id).cloned().unwrap_or_default();
        Some((name, u64::from(officer.load) + lines, u64::from(officer.shifts_on_duty)))
    };
    let there = load(candidate.officer)?;
    match line.filter(|line| line.officer != candidate.officer).and_then(|line| load(line.officer)) {
        Some((name, contacts, shifts)) => Some(format!(
            "{} has {} in {}, {name} {contacts} in {shifts}.",
            there.0,
            words::counted(there.1, "contact"),
            words::counted(there.2, "shift"),
        )),
        None => None,
    }
}

/// Victims won or lost.
fn victims_words(difference: &CostDifference) -> Vec<String> {
    let count = |victims: i32| words::counted(u64::from(victims.unsigned_abs()), "victim");
    match difference.planned() {
        0 if difference.planned_high < 0 => vec!["Somebody at high risk loses their place.".to_owned()],
        0 => Vec::new(),
        fewer @ ..0 => vec![format!("{} fewer planned.", count(fewer))],
        more => vec![format!("{} more planned.", count(more))],
    }
}

/// What a place would cost, tier by tier.
pub(super) fn difference_words(difference: &CostDifference) -> Vec<String> {
    let mut words = victims_words(difference);
    match difference.service_points {
        0 => {}
        worse @ 1.. => words.push(format!("{} more.", words::counted(worse.unsigned_abs(), "point of service"))),
        better => words.push(format!("{} fewer.", words::counted(better.unsigned_abs(), "point of service"))),
    }
    match difference.fair_load.cmp(&0) {
        Ordering::Greater => words.push("Load less even.".to_owned()),
        Ordering::Less => words.push("Load more even.".to_owned()),
        Ordering::Equal => {}
    }
    if words.is_empty() {
        words.push("As good as the best.".to_owned());
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
        Rule::Independence(ExclusionReason::Declined) => "Has declined this contact.",
        Rule::Independence(ExclusionReason::OfficerInTheCase) => "Linked to the investigation.",
        Rule::Independence(ExclusionReason::InvestigatingTeam) => "On the investigating team.",
        Rule::Independence(ExclusionReason::NameCouldBe) => "Could be the investigator named.",
        Rule::Independence(ExclusionReason::ConflictOfInterest) => "Has declared a conflict.",
        Rule::NoSafeWay => "Not by telephone, and a suspect lives in the household.",
        Rule::VictimsWish => "The victim does not want a contact.",
    }
}

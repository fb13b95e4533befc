//! Planning contacts: propose, explain, accept.

use crate::access::Task;
use crate::error::DeskError;
use crate::record::{read_case, undo_view};
use crate::session::Session;
use crate::wire::{
    AcceptPlanRequest, DoneView, ExcludedView, NextBestView, PlanCellView, PlanDayView, PlanLineState, PlanLineView,
    PlanOfficerView, PlanView, UnplannedView,
};
use crate::words;
use casebook::{CaseRow, Event, Now};
use caseload::officer::could_be;
use caseload::standing::Step;
use caseload::{CaseId, ContactPolicy, OfficerId, PersonalField, SafetyRule, Sensitive, Standing, standing};
use chrono::{Days, NaiveDate};
use planning::{
    ContactToPlan, ExclusionReason, HeldLine, Instance, Line, OfficerOnDuty, Plan, RiskPoints, Rule, Serves,
    ServicePoints,
};
use std::collections::{BTreeMap, BTreeSet};

/// Contacts done this many days back count towards an officer's load.
const LOAD_DAYS: u64 = 28;
/// Other places shown for an opened line.
const NEXT_BEST_MAX: usize = 3;

/// What a plan was made from, kept to show it.
pub(crate) struct Planned {
    rows: BTreeMap<CaseId, CaseRow>,
    plan: Plan,
}

/// What tells whether an officer is linked to an investigation.
struct Linkable {
    id: OfficerId,
    collar: caseload::Collar,
    team: Option<String>,
    name: Sensitive<String>,
}

impl Session {
    /// The plan as it stands: accepted lines, and the proposal if there is one.
    ///
    /// # Errors
    /// Not allowed, the disk.
    pub fn plan_view(&mut self, now: Now) -> Result<PlanView, DeskError> {
        self.allow(Task::Plan)?;
        let planned = self.solve(now)?;
        self.show(&planned, now)
    }

    /// Proposes an officer and a day for every contact that has none. Changes nothing until accepted.
    ///
    /// # Errors
    /// Not allowed, an instance too large to plan exactly, the disk.
    pub fn propose_plan(&mut self, now: Now) -> Result<PlanView, DeskError> {
        self.allow(Task::Plan)?;
        self.proposal.clear();
        let planned = self.solve(now)?;
        let standing: BTreeSet<CaseId> =
            planned.rows.values().filter(|row| row.contact.planned.is_some()).map(|row| row.case).collect();
        let fresh = planned.plan.lines.iter().filter(|line| !standing.contains(&line.case));
        self.proposal = fresh.map(|line| (line.case, (line.officer, line.day))).collect();
        self.show(&planned, now)
    }

    /// Accepts proposed lines: all, or those of these cases.
    ///
    /// # Errors
    /// Not allowed, nothing proposed, the disk.
    pub fn accept_plan(&mut self, request: &AcceptPlanRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Plan)?;
        let wanted = match &request.cases {
            Some(cases) => Some(cases.iter().map(|case| read_case(case)).collect::<Result<BTreeSet<_>, _>>()?),
            None => None,
        };
        let lines: Vec<(CaseId, OfficerId, NaiveDate)> = self
            .proposal
            .iter()
            .filter(|(case, _)| wanted.as_ref().is_none_or(|wanted| wanted.contains(case)))
            .map(|(&case, &(officer, on))| (case, officer, on))
            .collect();
        if lines.is_empty() {
            return Err(DeskError::NotFound("There is no proposed line to accept. Propose a plan first.".to_owned()));
        }
        let ((), appended) = self.write(now, |writer| {
            for &(case, officer, on) in &lines {
                writer.append(Event::ContactPlanned { case, officer, on })?;
            }
            Ok(())
        })?;
        for (case, ..) in &lines {
            self.proposal.remove(case);
        }
        let count = words::counted(lines.len() as u64, "contact");
        let words = format!("{count} planned. Print the day's sheets for the officers.");
        Ok(DoneView { words, undo: Some(undo_view("Accept the plan".to_owned(), appended)) })
    }

    /// The next best officers and days for a line, and what each would cost.
    ///
    /// # Errors
    /// Not allowed, a case that is not on the plan, the disk.
    pub fn next_best(&mut self, case: &str, now: Now) -> Result<Vec<NextBestView>, DeskError> {
        self.allow(Task::Plan)?;
        let case = read_case(case)?;
        let names = self.officer_names()?;
        let policy = self.book.journal()?.policy(now.today);
        let (rows, contacts) = self.contacts_to_plan(&policy, now.today)?;
        let officers = self.officers_on_duty(&policy, &rows, now.today)?;
        let instance = self.instance(&policy, contacts, officers, now.today);
        let plan = planning::plan(&instance)?;
        let candidates = planning::next_best(&instance, &plan, case, NEXT_BEST_MAX)?;
        Ok(candidates
            .iter()
            .map(|candidate| NextBestView {
                officer_name: names.get(&candidate.officer).cloned().unwrap_or_default(),
                on_words: words::short_day(candidate.day, now.today),
                costs: cost_words(&candidate.difference),
            })
            .collect())
    }

    fn solve(&mut self, now: Now) -> Result<Planned, DeskError> {
        let policy = self.book.journal()?.policy(now.today);
        let (rows, contacts) = self.contacts_to_plan(&policy, now.today)?;
        let officers = self.officers_on_duty(&policy, &rows, now.today)?;
        let instance = self.instance(&policy, contacts, officers, now.today);
        let plan = planning::plan(&instance)?;
        Ok(Planned { rows, plan })
    }

    fn instance(
        &self,
        policy: &ContactPolicy,
        contacts: Vec<ContactToPlan>,
        officers: Vec<OfficerOnDuty>,
        today: NaiveDate,
    ) -> Instance<'_> {
        let last = horizon_end(policy, today);
        // Days of lines that stand belong to the plan, whatever today's policy says of them.
        let held = contacts.iter().filter_map(|contact| contact.held).map(|held| held.day);
        let contact_days = today
            .iter_days()
            .take_while(|day| *day <= last)
            .filter(|day| policy.is_contact_day(&self.calendar, *day))
            .chain(held)
            .collect();
        Instance { calendar: &self.calendar, contact_days, points: points(policy), contacts, officers }
    }

    /// Every open contact that may be planned now, and those with a line that stands.
    fn contacts_to_plan(
        &mut self,
        policy: &ContactPolicy,
        today: NaiveDate,
    ) -> Result<(BTreeMap<CaseId, CaseRow>, Vec<ContactToPlan>), DeskError> {
        let listed = self.officers_by_name()?;
        let mut rows = BTreeMap::new();
        let mut contacts = Vec::new();
        let horizon_end = horizon_end(policy, today);
        for row in self.book.open_rows()? {
            let Some(story) = row.story() else { continue };
            let stands = standing(&story, policy, &self.calendar, today);
            let Some((first, last)) = stands.plannable(today) else { continue };
            let planned = match stands {
                Standing::Open { next, .. } => match next.step {
                    // A line whose day has passed waits for its result; it is not planned again by itself.
                    Step::Contact(planned) if planned.on < today => continue,
                    Step::Contact(planned) => Some(planned),
                    Step::Plan | Step::Retry { .. } | Step::CallBack | Step::FindNumber | Step::Supervisor(_) => None,
                },
                Standing::NotOwed(_) | Standing::Reached { .. } | Standing::Ended { .. } => None,
            };
            if planned.is_none() && horizon_end < first {
                continue;
            }
            let Some(window) = stands.window() else { continue };
            // A line that stands may lie late on purpose, for a victim who asked to be called back.
            let (first, last) = match planned {
                Some(line) => (today, window.late_until_on.max(line.on)),
                None => (first, last),
            };
            let held = planned.map(|line| HeldLine { officer: line.officer, day: line.on, fixed: true });
            let excluded_officers = self.shut_out(&row, &listed)?;
            contacts.push(ContactToPlan {
                case: row.case,
                risk: row.risk.unwrap_or(policy.risk_where_none_recorded),
                borough: row.borough.clone(),
                ward: row.ward.clone(),
                earliest_on: first,
                target_on: window.target_on,
                last_on: last,
                excluded_officers,
                refuses_contact: row.contact.safety.contains(&SafetyRule::NoContact),
                visit_only: row.contact.safety.contains(&SafetyRule::NoTelephone),
                held,
            });
            rows.insert(row.case, row);
        }
        Ok((rows, contacts))
    }

    /// Officers on the list, with what tells whether they are linked to an investigation.
    fn officers_by_name(&mut self) -> Result<Vec<Linkable>, DeskError> {
        let names = self.officer_names()?;
        let journal = self.book.journal()?;
        Ok(journal
            .officers_listed()
            .map(|listed| Linkable {
                id: listed.officer.id,
                collar: listed.officer.collar.clone(),
                team: listed.officer.team.clone(),
                name: Sensitive::new(names.get(&listed.officer.id).cloned().unwrap_or_default()),
            })
            .collect())
    }

    /// Officers who must not make a contact: linked by collar number or team, or possibly the investigator named.
    ///
    /// A number that no listed officer has shuts out nobody; a name counts only where there is no number.
    fn shut_out(
        &self,
        row: &CaseRow,
        listed: &[Linkable],
    ) -> Result<BTreeSet<(OfficerId, ExclusionReason)>, DeskError> {
        let collars = row.collars_linked();
        let has_number = row.contact.oic_collar.as_deref().and_then(caseload::Collar::new).is_some();
        let named = match row.personal.get(&PersonalField::OicName).filter(|_| !has_number) {
            Some(id) => self.book.person(*id)?.oic_name,
            None => None,
        };
        let mut shut_out = BTreeSet::new();
        for officer in listed {
            if collars.contains(&officer.collar) {
                shut_out.insert((officer.id, ExclusionReason::OfficerInTheCase));
            }
            if officer.team.is_some() && officer.team == row.contact.team {
                shut_out.insert((officer.id, ExclusionReason::InvestigatingTeam));
            }
            // EXPOSE: the two names are compared, and shown to nobody.
            if named.as_ref().is_some_and(|named| could_be(named.expose(), officer.name.expose())) {
                shut_out.insert((officer.id, ExclusionReason::NameCouldBe));
            }
        }
        Ok(shut_out)
    }

    fn officers_on_duty(
        &mut self,
        policy: &ContactPolicy,
        rows: &BTreeMap<CaseId, CaseRow>,
        today: NaiveDate,
    ) -> Result<Vec<OfficerOnDuty>, DeskError> {
        let last = horizon_end(policy, today);
        let since = today - Days::new(LOAD_DAYS);
        let done = self.book.contacts_done_since(since)?;
        let calendar = &self.calendar;
        let journal = self.book.journal_now();
        let taken = taken_elsewhere(rows, today);
        Ok(journal
            .officers_listed()
            .map(|listed| {
                let officer = &listed.officer;
                let on_duty = |day: &NaiveDate| officer.duty.on(*day);
                let shifts: BTreeSet<NaiveDate> = today
                    .iter_days()
                    .take_while(|day| *day <= last)
                    .filter(|day| on_duty(day) && policy.is_contact_day(calendar, *day))
                    .collect();
                let past = since.iter_days().take_while(|day| *day < today).filter(on_duty).count();
                OfficerOnDuty {
                    id: officer.id,
                    boroughs: officer.boroughs.clone(),
                    wards: officer.wards.clone(),
                    contacts_a_shift: officer.contacts_a_shift,
                    visits_a_shift: officer.visits_a_shift,
                    shifts_on_duty: u32::try_from(past + shifts.len()).unwrap_or(u32::MAX),
                    shifts,
                    taken: taken.get(&officer.id).cloned().unwrap_or_default(),
                    load: done.get(&officer.id).copied().unwrap_or(0),
                }
            })
            .collect())
    }

    fn show(&mut self, planned: &Planned, now: Now) -> Result<PlanView, DeskError> {
        let today = now.today;
        let policy = self.book.journal()?.policy(today);
        let names = self.officer_names()?;
        let mut cells: BTreeMap<(OfficerId, NaiveDate), Vec<PlanLineView>> = BTreeMap::new();
        let (mut proposed, mut accepted) = (0, 0);
        for line in &planned.plan.lines {
            let Some(row) = planned.rows.get(&line.case) else { continue };
            let stands = row.contact.planned.is_some();
            if !stands && self.proposal.get(&line.case) != Some(&(line.officer, line.day)) {
                continue;
            }
            if stands {
                accepted += 1
            } else {
                proposed += 1
            }
            let view = self.line_view(line, row, stands, &names, today)?;
            cells.entry((line.officer, line.day)).or_default().push(view);
        }
        let last = horizon_end(&policy, today);
        let days: Vec<NaiveDate> = today.iter_days().take_while(|day| *day <= last).collect();
        let mut officers: Vec<PlanOfficerView> = Vec::new();
        for listed in self.book.journal()?.officers_listed() {
            let officer = &listed.officer;
            let serves = if officer.wards.is_empty() { &officer.boroughs } else { &officer.wards };
            officers.push(PlanOfficerView {
                officer: officer.id.to_string(),
                name: names.get(&officer.id).cloned().unwrap_or_default(),
                collar: officer.collar.as_str().to_owned(),
                serves: serves.iter().cloned().collect::<Vec<_>>().join(", "),
                cells: days
                    .iter()
                    .map(|day| PlanCellView {
                        on_duty: officer.duty.on(*day),
                        capacity: officer.contacts_a_shift,
                        lines: cells.remove(&(officer.id, *day)).unwrap_or_default(),
                    })
                    .collect(),
            });
        }
        // Those with contacts come first: they are what the page is read for.
        let idle = |officer: &PlanOfficerView| officer.cells.iter().all(|cell| cell.lines.is_empty());
        officers.sort_by(|a, b| (idle(a), &a.name).cmp(&(idle(b), &b.name)));
        let tray = self.tray(planned, &names, today)?;
        let sentence = sentence(accepted, proposed, tray.len() as u64, officers.is_empty());
        let day_view = |day: &NaiveDate| PlanDayView {
            on: day.to_string(),
            label: day.format("%a %-d %b").to_string(),
            working_day: self.calendar.is_working_day(*day),
        };
        Ok(PlanView { sentence, days: days.iter().map(day_view).collect(), officers, tray, proposed, accepted })
    }

    fn line_view(
        &self,
        line: &Line,
        row: &CaseRow,
        stands: bool,
        names: &BTreeMap<OfficerId, String>,
        today: NaiveDate,
    ) -> Result<PlanLineView, DeskError> {
        Ok(PlanLineView {
            case: line.case.to_string(),
            reference: row.reference.clone(),
            victim: self.victim_name(row)?,
            ward: row.ward.clone().unwrap_or_default(),
            risk: words::risk_view(row.risk),
            officer: line.officer.to_string(),
            officer_name: names.get(&line.officer).cloned().unwrap_or_default(),
            on: line.day.to_string(),
            on_words: words::day_from_today(line.day, today, &self.calendar),
            state: if stands { PlanLineState::Accepted } else { PlanLineState::Proposed },
            why: why_words(line),
        })
    }

    /// Contacts without a place: those no officer can make, those whose line no longer stands, and those not yet planned.
    fn tray(
        &self,
        planned: &Planned,
        names: &BTreeMap<OfficerId, String>,
        today: NaiveDate,
    ) -> Result<Vec<UnplannedView>, DeskError> {
        let name = |officer: &OfficerId| names.get(officer).cloned().unwrap_or_default();
        let mut tray = Vec::new();
        let mut push = |row: &CaseRow, last_on, words: String, excluded, give| -> Result<(), DeskError> {
            tray.push(UnplannedView {
                case: row.case.to_string(),
                reference: row.reference.clone(),
                victim: self.victim_name(row)?,
                ward: row.ward.clone().unwrap_or_default(),
                risk: words::risk_view(row.risk),
                by_words: words::day_from_today(last_on, today, &self.calendar),
                words,
                excluded,
                would_have_to_give: give,
            });
            Ok(())
        };
        for conflict in &planned.plan.conflicts {
            let Some(row) = planned.rows.get(&conflict.case) else { continue };
            let rules: Vec<String> = conflict.rules.iter().map(|rule| rule_words(*rule).to_owned()).collect();
            let words = format!("{} can no longer make it: {}", name(&conflict.line.officer), rules.join(" "));
            push(row, conflict.line.day, words, Vec::new(), Vec::new())?;
        }
        for unplanned in &planned.plan.unplanned {
            let Some(row) = planned.rows.get(&unplanned.case) else { continue };
            let excluded: Vec<ExcludedView> = unplanned
                .excluded
                .iter()
                .map(|excluded| ExcludedView {
                    officer_name: name(&excluded.officer),
                    rules: excluded.rules.iter().map(|rule| rule_words(*rule).to_owned()).collect(),
                })
                .collect();
            let words = if excluded.is_empty() {
                "There are no officers on the list.".to_owned()
            } else {
                most_common_rule(&unplanned.excluded)
            };
            let give = unplanned.least.as_ref().map_or_else(Vec::new, |least| {
                let rules = least.rules.iter().map(|rule| rule_words(*rule).to_owned());
                let place = format!("{}, {}:", name(&least.officer), words::short_day(least.day, today));
                std::iter::once(place).chain(rules).collect()
            });
            push(row, unplanned.last_on, words, excluded, give)?;
        }
        for line in &planned.plan.lines {
            let Some(row) = planned.rows.get(&line.case) else { continue };
            if row.contact.planned.is_none() && !self.proposal.contains_key(&line.case) {
                let words = "Not planned yet. Propose a plan to give it a place.".to_owned();
                push(row, line.day, words, Vec::new(), Vec::new())?;
            }
        }
        Ok(tray)
    }
}

fn horizon_end(policy: &ContactPolicy, today: NaiveDate) -> NaiveDate {
    today + Days::new(u64::from(policy.horizon_days.max(1)) - 1)
}

/// Room used by lines whose day has come and whose result is not typed in: they are not in the instance.
fn taken_elsewhere(
    rows: &BTreeMap<CaseId, CaseRow>,
    today: NaiveDate,
) -> BTreeMap<OfficerId, BTreeMap<NaiveDate, planning::Taken>> {
    let mut taken: BTreeMap<OfficerId, BTreeMap<NaiveDate, planning::Taken>> = BTreeMap::new();
    for row in rows.values() {
        // Attempts made today used room of today's shift.
        for attempt in row.contact.attempts.iter().filter(|attempt| attempt.on == today) {
            if let Some(officer) = attempt.officer {
                let room = taken.entry(officer).or_default().entry(today).or_default();
                room.contacts = room.contacts.saturating_add(1);
                if attempt.channel == caseload::Channel::InPerson {
                    room.visits = room.visits.saturating_add(1);
                }
            }
        }
    }
    taken
}

const fn points(policy: &ContactPolicy) -> ServicePoints {
    let early = policy.points_early;
    ServicePoints {
        a_day_late: RiskPoints {
            standard: policy.points_late_standard,
            medium: policy.points_late_medium,
            high: policy.points_late_high,
        },
        a_day_early: RiskPoints { standard: early, medium: early, high: 0 },
        other_ward: policy.points_other_ward,
        left_as_window_closes: policy.points_left_as_window_closes,
    }
}

fn why_words(line: &Line) -> Vec<String> {
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

fn cost_words(difference: &planning::CostDifference) -> Vec<String> {
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

fn most_common_rule(excluded: &[planning::Excluded]) -> String {
    let mut counts: BTreeMap<Rule, usize> = BTreeMap::new();
    for rule in excluded.iter().flat_map(|excluded| excluded.rules.first()) {
        *counts.entry(*rule).or_default() += 1;
    }
    // Of the officers nearest to fitting: the rule that would sooner give.
    counts.first_key_value().map_or_else(String::new, |(rule, _)| rule_words(*rule).to_owned())
}

/// A hard rule in words.
const fn rule_words(rule: Rule) -> &'static str {
    match rule {
        Rule::Full => "Shifts are full.",
        Rule::NoVisitRoom => "No room for another visit.",
        Rule::OffDuty => "Not on duty on a day allowed.",
        Rule::OutsideWindow => "Outside the contact window.",
        Rule::NotAContactDay => "No contacts are made on the days left.",
        Rule::WardNotServed => "Does not serve this ward.",
        Rule::BoroughNotServed => "Does not serve this borough.",
        Rule::PlaceUnknown => "The case has no ward or borough: add it.",
        Rule::NotListed => "No longer on the list.",
        Rule::Independence(ExclusionReason::OfficerInTheCase) => "Linked to the investigation.",
        Rule::Independence(ExclusionReason::InvestigatingTeam) => "On the investigating team.",
        Rule::Independence(ExclusionReason::NameCouldBe) => "Could be the investigator named.",
        Rule::Independence(ExclusionReason::ConflictOfInterest) => "Has declared a conflict.",
        Rule::Independence(ExclusionReason::VictimsNeeds) => "Does not meet what the victim needs.",
        Rule::VictimsWish => "The victim does not want a contact.",
    }
}

fn sentence(accepted: u64, proposed: u64, tray: u64, no_officers: bool) -> String {
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

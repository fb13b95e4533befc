//! What a plan is made from: open contacts, officers on duty, and who is shut out.

use super::LOAD_DAYS;
use crate::error::DeskError;
use crate::session::Session;
use casebook::{CaseRow, Needs};
use caseload::officer::could_be;
use caseload::standing::{PlannedContact, Step};
use caseload::{
    AttemptResult, CaseId, ContactPolicy, OfficerId, PersonalField, SafetyRule, Sensitive, ShiftHours, Standing,
    Strength, standing,
};
use chrono::{Days, NaiveDate};
use planning::{
    ContactToPlan, ExclusionReason, HeldLine, Hold, Instance, Mode, OfficerOnDuty, RiskPoints, ServicePoints,
};
use std::collections::{BTreeMap, BTreeSet};

/// How proposed lines count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Proposals {
    /// They stay where they are, as the page shows them.
    Fixed,
    /// They may move to make room, but for those that take the place of an accepted line.
    Loose,
    /// As if there were none.
    Ignored,
}

/// What tells whether an officer is linked to an investigation.
struct Linkable {
    id: OfficerId,
    collar: caseload::Collar,
    team: Option<String>,
    name: Sensitive<String>,
}

impl Session {
    pub(super) fn instance(
        &self,
        policy: &ContactPolicy,
        contacts: Vec<ContactToPlan>,
        officers: Vec<OfficerOnDuty>,
        mode: Mode,
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
        Instance { calendar: &self.calendar, contact_days, points: points(policy), mode, contacts, officers }
    }

    /// Every open contact that may be planned now, and those with a line that stands.
    pub(super) fn contacts_to_plan(
        &mut self,
        policy: &ContactPolicy,
        proposals: Proposals,
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
                    Step::Plan
                    | Step::Retry { .. }
                    | Step::CallBack
                    | Step::Visit
                    | Step::PutOff
                    | Step::FindNumber
                    | Step::Supervisor(_) => None,
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
            let held = self.held(&row, planned, proposals);
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
                suspect_at_home: row.contact.safety.contains(&SafetyRule::SuspectInHousehold),
                no_uniform: row.contact.safety.contains(&SafetyRule::NoUniform),
                language: language_asked(&row.contact.needs),
                gender: row.contact.needs.officer_gender.and_then(caseload::OfficerGender::asked),
                safe_times: policy.within_contact_hours(&row.contact.needs.safe_times),
                known_to: known_to(&row),
                held,
            });
            rows.insert(row.case, row);
        }
        Ok((rows, contacts))
    }

    /// The line as it stands: the proposed one, or the accepted one.
    fn held(&self, row: &CaseRow, planned: Option<PlannedContact>, proposals: Proposals) -> Option<HeldLine> {
        let proposed = self.proposal.get(&row.case).filter(|_| proposals != Proposals::Ignored);
        let proposed = proposed.map(|&(officer, day)| {
            let loose = proposals == Proposals::Loose && planned.is_none();
            HeldLine { officer, day, hold: if loose { Hold::Proposed } else { Hold::Pinned } }
        });
        let hold = if row.contact.pinned { Hold::Pinned } else { Hold::Accepted };
        proposed.or(planned.map(|line| HeldLine { officer: line.officer, day: line.on, hold }))
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
        for (officer, because) in &row.contact.kept_away {
            let reason =
                if because.is_conflict() { ExclusionReason::ConflictOfInterest } else { ExclusionReason::Declined };
            shut_out.insert((*officer, reason));
        }
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

    pub(super) fn officers_on_duty(
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
                let shifts: BTreeMap<NaiveDate, Option<ShiftHours>> = today
                    .iter_days()
                    .take_while(|day| *day <= last)
                    .filter(|day| on_duty(day) && policy.is_contact_day(calendar, *day))
                    .map(|day| (day, officer.duty.hours_of(day)))
                    .filter(|(day, hours)| policy.has_contact_hour(*day, *hours))
                    .collect();
                let past = since.iter_days().take_while(|day| *day < today).filter(on_duty).count();
                OfficerOnDuty {
                    id: officer.id,
                    boroughs: officer.boroughs.clone(),
                    wards: officer.wards.clone(),
                    contacts_a_shift: officer.contacts_a_shift,
                    visits_a_shift: officer.visits_a_shift,
                    briefed: officer.briefed,
                    languages: officer.languages.iter().map(|language| language.to_lowercase()).collect(),
                    gender: officer.gender,
                    plain_clothes: officer.plain_clothes,
                    shifts_on_duty: u32::try_from(past + shifts.len()).unwrap_or(u32::MAX),
                    shifts,
                    taken: taken.get(&officer.id).cloned().unwrap_or_default(),
                    load: done.get(&officer.id).copied().unwrap_or(0),
                }
            })
            .collect())
    }
}

/// The language the officer should speak, in lower case as languages are compared, and how much that binds.
fn language_asked(needs: &Needs) -> Option<(String, Strength)> {
    let strength = needs.officer_language.and_then(caseload::OfficerLanguage::strength)?;
    Some((needs.language.as_ref()?.to_lowercase(), strength))
}

/// Officers who have spoken with this victim already.
fn known_to(row: &CaseRow) -> BTreeSet<OfficerId> {
    let spoke = |result: AttemptResult| match result {
        AttemptResult::Reached | AttemptResult::CallBack { .. } | AttemptResult::VisitAgreed { .. } => true,
        AttemptResult::NoAnswer
        | AttemptResult::VoicemailLeft
        | AttemptResult::WrongNumber
        | AttemptResult::Declined
        | AttemptResult::Unsafe => false,
    };
    let attempts = row.contact.attempts.iter().filter(|attempt| spoke(attempt.result) && !attempt.by_involved_officer);
    attempts.filter_map(|attempt| attempt.officer).collect()
}

/// The last day a plan looks at.
pub(super) fn horizon_end(policy: &ContactPolicy, today: NaiveDate) -> NaiveDate {
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
        other_language: policy.points_other_language,
        other_gender: policy.points_other_gender,
        new_officer: policy.points_new_officer,
        left_as_window_closes: policy.points_left_as_window_closes,
    }
}

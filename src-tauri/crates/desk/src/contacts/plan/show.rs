//! The plan as it is shown: its grid, its tray, what moves, and whose window closes with nobody.

use super::Planned;
use super::inputs::horizon_end;
use super::reasons::{most_common_rule, rule_words, why_words};
use crate::error::DeskError;
use crate::session::Session;
use crate::wire::{
    ClosingView, ExcludedView, MovedLineView, PlanCellView, PlanDayView, PlanLineState, PlanLineView, PlanOfficerView,
    PlanView, UnplannedView,
};
use crate::words;
use casebook::{CaseRow, Now};
use caseload::standing::Step;
use caseload::{CaseId, ContactPolicy, OfficerId, Standing, standing};
use chrono::NaiveDate;
use planning::Line;
use std::collections::{BTreeMap, BTreeSet};

type Names = BTreeMap<OfficerId, String>;

/// How many lines stand how, for the sentence above the plan.
#[derive(Default)]
struct Counts {
    accepted: u64,
    proposed: u64,
    pinned: u64,
    tray: u64,
    officers: u64,
    shifts: u64,
}

impl Session {
    pub(super) fn show(&mut self, planned: &Planned, now: Now) -> Result<PlanView, DeskError> {
        let today = now.today;
        let policy = self.book.journal()?.policy(today);
        let names = self.officer_names()?;
        let mut counts = Counts::default();
        let mut moved = Vec::new();
        let mut cells: BTreeMap<(OfficerId, NaiveDate), Vec<PlanLineView>> = BTreeMap::new();
        for line in &planned.plan.lines {
            let Some(row) = planned.rows.get(&line.case) else { continue };
            let is_proposed = self.proposal.get(&line.case) == Some(&(line.officer, line.day));
            let state = match (row.contact.planned, is_proposed) {
                (Some(_), true) => PlanLineState::Moved,
                (Some(_), false) => PlanLineState::Accepted,
                (None, true) => PlanLineState::Proposed,
                (None, false) => continue,
            };
            if is_proposed {
                counts.proposed += 1;
            } else {
                counts.accepted += 1;
                counts.pinned += u64::from(row.contact.pinned);
            }
            let view = self.line_view(line, row, state, &names, today)?;
            if view.state == PlanLineState::Moved {
                moved.push(moved_view(&view, row, &names, today));
            }
            cells.entry((line.officer, line.day)).or_default().push(view);
        }
        let last = horizon_end(&policy, today);
        let days: Vec<NaiveDate> = today.iter_days().take_while(|day| *day <= last).collect();
        let officers = self.officer_views(&policy, &days, cells, &names)?;
        let tray = self.tray(planned, &names, today)?;
        counts.tray = tray.len() as u64;
        counts.officers = officers.len() as u64;
        counts.shifts = officers.iter().flat_map(|officer| &officer.cells).filter(|cell| cell.on_duty).count() as u64;
        let day_view = |day: &NaiveDate| PlanDayView {
            on: day.to_string(),
            label: day.format("%a %-d %b").to_string(),
            working_day: self.calendar.is_working_day(*day),
        };
        Ok(PlanView {
            sentence: sentence(&counts),
            days: days.iter().map(day_view).collect(),
            closing: self.closing(planned, &tray, last, now)?,
            officers,
            moved,
            tray,
            proposed: counts.proposed,
            accepted: counts.accepted,
        })
    }

    /// Officers with their cells, load beside room; those with contacts first, since they are what the page is read for.
    fn officer_views(
        &mut self,
        policy: &ContactPolicy,
        days: &[NaiveDate],
        mut cells: BTreeMap<(OfficerId, NaiveDate), Vec<PlanLineView>>,
        names: &Names,
    ) -> Result<Vec<PlanOfficerView>, DeskError> {
        let calendar = self.calendar.clone();
        let mut officers: Vec<PlanOfficerView> = Vec::new();
        for listed in self.book.journal()?.officers_listed() {
            let officer = &listed.officer;
            let serves = if officer.wards.is_empty() { &officer.boroughs } else { &officer.wards };
            let makes_contacts = |day: &NaiveDate| {
                let hours = officer.duty.hours_of(*day);
                officer.duty.on(*day) && policy.is_contact_day(&calendar, *day) && policy.has_contact_hour(*day, hours)
            };
            let cells: Vec<PlanCellView> = days
                .iter()
                .map(|day| PlanCellView {
                    on_duty: makes_contacts(day),
                    capacity: officer.contacts_a_shift,
                    lines: cells.remove(&(officer.id, *day)).unwrap_or_default(),
                })
                .collect();
            officers.push(PlanOfficerView {
                officer: officer.id.to_string(),
                name: names.get(&officer.id).cloned().unwrap_or_default(),
                collar: officer.collar.as_str().to_owned(),
                serves: serves.iter().cloned().collect::<Vec<_>>().join(", "),
                contacts: cells.iter().map(|cell| cell.lines.len() as u64).sum(),
                room: cells.iter().filter(|cell| cell.on_duty).map(|cell| u64::from(cell.capacity)).sum(),
                cells,
            });
        }
        officers.sort_by(|a, b| (a.contacts == 0, &a.name).cmp(&(b.contacts == 0, &b.name)));
        Ok(officers)
    }

    fn line_view(
        &self,
        line: &Line,
        row: &CaseRow,
        state: PlanLineState,
        names: &Names,
        today: NaiveDate,
    ) -> Result<PlanLineView, DeskError> {
        let mut why = why_words(line);
        if let (PlanLineState::Moved, Some(from)) = (&state, row.contact.planned) {
            let name = names.get(&from.officer).cloned().unwrap_or_default();
            why.insert(0, format!("Moves from {name}, {}.", words::short_day(from.on, today)));
        }
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
            pinned: row.contact.pinned && state == PlanLineState::Accepted,
            state,
            why,
        })
    }

    /// Contacts without a place: those no officer can make, those whose line no longer stands, and those not yet planned.
    fn tray(&self, planned: &Planned, names: &Names, today: NaiveDate) -> Result<Vec<UnplannedView>, DeskError> {
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

    /// Victims for the supervisor, the soonest first: the window closes within the plan and nobody can see them, or a
    /// person must decide.
    fn closing(
        &mut self,
        planned: &Planned,
        tray: &[UnplannedView],
        last: NaiveDate,
        now: Now,
    ) -> Result<Vec<ClosingView>, DeskError> {
        let names = self.officer_names()?;
        let policy = self.book.journal()?.policy(now.today);
        let reason = |case: &str| tray.iter().find(|one| one.case == case).map(|one| one.words.clone());
        let mut closing: Vec<(NaiveDate, ClosingView)> = Vec::new();
        // Whom no officer can see, and whose accepted line can no longer stand.
        let unplanned = planned.plan.unplanned.iter().map(|one| one.case);
        let nobody: BTreeSet<CaseId> = unplanned.chain(planned.plan.conflicts.iter().map(|one| one.case)).collect();
        for row in self.book.open_rows()? {
            let stands = row.story().map(|story| standing(&story, &policy, &self.calendar, now.today));
            let Some(Standing::Open { next, window }) = stands else { continue };
            let closes_on = if now.today <= window.latest_on { window.latest_on } else { window.late_until_on };
            if matches!(next.step, Step::Supervisor(_)) {
                let words = self.next_view(stands.as_ref(), now.today, &names)?.because;
                closing.push((next.on, self.closing_view(&row, next.on, words, true, now)?));
            } else if nobody.contains(&row.case) && closes_on <= last {
                let words = reason(&row.case.to_string()).unwrap_or_default();
                closing.push((closes_on, self.closing_view(&row, closes_on, words, false, now)?));
            }
        }
        closing.sort_by(|(a_on, a), (b_on, b)| (a_on, &a.reference, &a.case).cmp(&(b_on, &b.reference, &b.case)));
        Ok(closing.into_iter().map(|(_, view)| view).collect())
    }

    fn closing_view(
        &self,
        row: &CaseRow,
        by: NaiveDate,
        words: String,
        with_supervisor: bool,
        now: Now,
    ) -> Result<ClosingView, DeskError> {
        Ok(ClosingView {
            case: row.case.to_string(),
            reference: row.reference.clone(),
            victim: self.victim_name(row)?,
            ward: row.ward.clone().unwrap_or_default(),
            risk: words::risk_view(row.risk),
            by: by.to_string(),
            by_words: words::day_from_today(by, now.today, &self.calendar),
            words,
            with_supervisor,
        })
    }
}

fn moved_view(line: &PlanLineView, row: &CaseRow, names: &Names, today: NaiveDate) -> MovedLineView {
    let from = row.contact.planned.map(|from| {
        format!("{}, {}", names.get(&from.officer).cloned().unwrap_or_default(), words::short_day(from.on, today))
    });
    let on = line.on.parse().map_or_else(|_| line.on.clone(), |on| words::short_day(on, today));
    MovedLineView {
        case: line.case.clone(),
        reference: line.reference.clone(),
        victim: line.victim.clone(),
        from: from.unwrap_or_default(),
        to: format!("{}, {on}", line.officer_name),
    }
}

/// The plan in a sentence. A plan with nothing to do is no fault, and says what it is.
fn sentence(counts: &Counts) -> String {
    let Counts { accepted, proposed, pinned, tray, officers, shifts } = *counts;
    if officers == 0 {
        return "No officers are listed yet. Import the officers' list in Settings first.".to_owned();
    }
    let nobody_on_duty = "No officer is on duty on a contact day of this plan: everyone is away, or has no duty then.";
    if accepted + proposed + tray == 0 {
        let nobody = "Nobody waits for a contact on these days: everyone owed one was reached, or is not due yet.";
        return if shifts == 0 { format!("{nobody} {nobody_on_duty}") } else { nobody.to_owned() };
    }
    let mut parts = vec![format!("{} planned", words::counted(accepted, "contact"))];
    if pinned == accepted && pinned > 0 {
        parts.push("all of them pinned".to_owned());
    } else if pinned > 0 {
        parts.push(format!("{pinned} of them pinned"));
    }
    if proposed > 0 {
        parts.push(format!("{proposed} proposed"));
    }
    parts.push(if tray == 0 { "everyone has a place".to_owned() } else { format!("{tray} without a place") });
    let sentence = format!("{}.", parts.join(", "));
    if shifts == 0 { format!("{sentence} {nobody_on_duty}") } else { sentence }
}

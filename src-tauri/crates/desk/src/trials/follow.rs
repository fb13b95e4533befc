//! What became of the people of a trial: outcome, contact, and who cannot be followed; and what that shows.

use crate::access::Task;
use crate::error::DeskError;
use crate::session::Session;
use crate::trials::page::complete_on;
use crate::wire::{SampleSizeRequest, SampleSizeView, TrialAnalysisView, TrialEffectView};
use crate::words;
use attrition::{Estimate, Participant, TrialFindings, cases_an_arm, percent, trial_findings};
use casebook::{CaseState, FigureRow, Now, TrialRecord};
use caseload::{Arm, CaseId, CaseKind};
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;

/// One person as allocated, followed to today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Followed {
    /// The case they are followed by now.
    pub case: CaseId,
    pub arm: Arm,
    pub allocated_on: NaiveDate,
    pub stratum: String,
    pub end: FollowedTo,
    /// The first contact within the follow-up.
    pub contacted_on: Option<NaiveDate>,
    /// The withdrawal has no day of its own and no outcome's: it counts, and is told.
    pub undated: bool,
}

/// How far a person was followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FollowedTo {
    /// The follow-up still runs.
    Running,
    /// Withdrew within it, so many days after the allocation; none where the day is not known.
    Withdrew {
        days: Option<i64>,
    },
    Stayed,
    /// The case left the desk: transferred, or gone with an import.
    Lost,
    /// The same person was allocated before, as another case that has since been merged. The first one stands.
    AllocatedBefore,
}

impl Followed {
    /// The person as the analysis reads them; nobody whose outcome is not known.
    pub fn participant(&self) -> Option<Participant> {
        let withdrew = match self.end {
            FollowedTo::Withdrew { .. } => true,
            FollowedTo::Stayed => false,
            FollowedTo::Running | FollowedTo::Lost | FollowedTo::AllocatedBefore => return None,
        };
        Some(Participant { arm: self.arm, withdrew, contacted: self.contacted_on.is_some() })
    }
}

impl Session {
    /// Everybody allocated, in order, followed to today.
    pub(crate) fn followed(&mut self, record: &TrialRecord, now: Now) -> Result<Vec<Followed>, DeskError> {
        let mut seen = BTreeSet::new();
        let mut all = Vec::new();
        for allocation in &record.allocations {
            let case = self.book.merged_into(allocation.case)?.unwrap_or(allocation.case);
            let allocated_on = allocation.made.known_on;
            let mut one = Followed {
                case,
                arm: allocation.arm(),
                allocated_on,
                stratum: allocation.stratum.clone(),
                end: FollowedTo::Running,
                contacted_on: None,
                undated: false,
            };
            let until = record.protocol.followed_until(allocated_on);
            if seen.insert(case) {
                self.follow(&mut one, until, now)?;
            } else {
                one.end = FollowedTo::AllocatedBefore;
            }
            all.push(one);
        }
        Ok(all)
    }

    fn follow(&mut self, one: &mut Followed, until: NaiveDate, now: Now) -> Result<(), DeskError> {
        let state = self.book.fold(one.case)?.now;
        let row = state.as_ref().and_then(FigureRow::of);
        let (Some(state), Some(row)) = (state, row) else {
            one.end = FollowedTo::Lost;
            return Ok(());
        };
        // Reached before the allocation is no contact of the trial: then the victim was not eligible.
        let within = one.allocated_on..=until.min(now.today);
        let reached = self.reached_days(&state, row.reached_on)?;
        one.contacted_on = reached.into_iter().find(|on| within.contains(on));
        let attrition = row.outcome.filter(|(outcome, _)| matches!(outcome.number(), 14 | 16));
        let withdrew = row.withdrawn || attrition.is_some();
        // The withdrawal's own day; only where it has none, the day of the outcome.
        let day = row.withdrawn_on.or_else(|| attrition.map(|(_, on)| on));
        one.undated = withdrew && day.is_none();
        let within = withdrew && day.is_none_or(|day| day <= until);
        let left_on = state.record.transferred_on.value().copied();
        let left = left_on.is_some_and(|on| on <= until)
            || (left_on.is_none() && state.record.transferred_to.value().is_some());
        one.end = if now.today <= until {
            FollowedTo::Running
        } else if within {
            FollowedTo::Withdrew { days: day.map(|day| (day - one.allocated_on).num_days()) }
        } else if left {
            FollowedTo::Lost
        } else {
            FollowedTo::Stayed
        };
        Ok(())
    }

    /// The days on which the person was first reached, in this case and in their others.
    fn reached_days(&mut self, state: &CaseState, own: Option<NaiveDate>) -> Result<BTreeSet<NaiveDate>, DeskError> {
        let mut days: BTreeSet<NaiveDate> = own.into_iter().collect();
        let Ok(row) = self.book.case_row(state.case) else { return Ok(days) };
        for other in self.same_person_cases(&row, state)? {
            let other = self.book.fold(other)?.now.as_ref().and_then(FigureRow::of);
            days.extend(other.and_then(|other| other.reached_on));
        }
        Ok(days)
    }

    /// What the trial found, by intention to treat first. Nothing by arm before every outcome is known.
    ///
    /// # Errors
    /// Not allowed, no trial, the disk.
    pub fn analyse_trial(&mut self, now: Now) -> Result<TrialAnalysisView, DeskError> {
        self.allow(Task::RunTrial)?;
        let record = self.latest_trial()?;
        let people = self.followed(&record, now)?;
        let count = |holds: fn(&Followed) -> bool| people.iter().filter(|one| holds(one)).count() as u64;
        let immature = count(|one| one.end == FollowedTo::Running);
        let mut view = TrialAnalysisView {
            not_yet: not_yet(&record, immature, now),
            sentences: Vec::new(),
            effects: Vec::new(),
            known: people.iter().filter(|one| one.participant().is_some()).count() as u64,
            immature,
        };
        if view.not_yet.is_some() {
            return Ok(view);
        }
        match trial_findings(people.iter().filter_map(Followed::participant)) {
            Some(found) => {
                view.sentences = found.sentences();
                view.effects = effects(&found);
            }
            None => view.not_yet = Some("There is nobody to compare: an arm has no person with an outcome.".to_owned()),
        }
        let told = [
            (count(|one| one.end == FollowedTo::Lost), "was lost to follow-up and is not in the comparison"),
            (
                count(|one| one.end == FollowedTo::AllocatedBefore),
                "was allocated twice, as two cases since merged; the first allocation stands",
            ),
            (count(|one| one.undated), "withdrew on a day nobody recorded, and counts as withdrawn"),
            (
                count(|one| matches!(one.end, FollowedTo::Withdrew { days: Some(days) } if days < 0)),
                "had withdrawn before the allocation, as was recorded later, and counts as withdrawn in their arm",
            ),
        ];
        let told = told.iter().filter(|(count, _)| *count > 0);
        view.sentences.extend(told.map(|(count, what)| match count {
            1 => format!("1 person {what}."),
            count => format!("{} people {}.", words::thousands(*count), plural(what)),
        }));
        Ok(view)
    }

    /// How many people a trial needs, from the desk's own share of withdrawals or from one that is typed.
    ///
    /// # Errors
    /// Not allowed, shares or powers that cannot be, a desk without settled cases, the disk.
    pub fn sample_size(&mut self, request: &SampleSizeRequest, now: Now) -> Result<SampleSizeView, DeskError> {
        self.allow(Task::RunTrial)?;
        let between = |field: &'static str, value: f64, message: &str| {
            if value > 0.0 && value < 100.0 { Ok(value / 100.0) } else { Err(DeskError::bad(field, message)) }
        };
        let lower = between(
            "lower_by_percent",
            request.lower_by_percent,
            "Give by how much of 100 the contact lowers the risk, between 0 and 100.",
        )?;
        let power =
            between("power_percent", request.power_percent, "Give the power of 100: 80 is usual, 90 is safer.")?;
        let own = self.own_share(request.follow_up_days, now)?;
        let share = match (request.withdrawn_percent, own) {
            (Some(typed), _) => between(
                "withdrawn_percent",
                typed,
                "Give the share who withdraw without a contact, between 0 and 100.",
            )?,
            (None, Some((withdrew, all))) if withdrew > 0 && withdrew < all => withdrew as f64 / all as f64,
            (None, _) => {
                let message = "There are too few settled cases on this desk to take a share from. Type one in.";
                return Err(DeskError::bad("withdrawn_percent", message));
            }
        };
        let treated = share * (1.0 - lower);
        let people = cases_an_arm(share, treated, power)
            .ok_or_else(|| DeskError::bad("power_percent", "No number of people shows that effect with that power."))?;
        let mut sentences = vec![format!(
            "{} in each arm show a fall from {} to {} with a power of {} (two-sided, 5 %).",
            words::thousands(people),
            percent(share),
            percent(treated),
            percent(power)
        )];
        if let (None, Some((withdrew, all))) = (request.withdrawn_percent, own) {
            sentences.push(format!(
                "The share is this desk's own: {} of {} crimes of the last settled year withdrew within {} days of the report.",
                words::thousands(withdrew), words::thousands(all), request.follow_up_days
            ));
        }
        if let Some((_, all)) = own.filter(|(_, all)| *all > 0) {
            let months = (people * 2 * 12).div_ceil(all);
            sentences.push(format!(
                "At {} crimes a year that is {} of reports if everybody takes part, and longer if not.",
                words::thousands(all),
                words::counted(months, "month")
            ));
        }
        Ok(SampleSizeView { people_an_arm: people, withdrawn_percent: share * 100.0, sentences })
    }

    /// Withdrawn within so many days of the report, and all, of the last year's crimes that were followed so far.
    fn own_share(&mut self, follow_up_days: u16, now: Now) -> Result<Option<(u64, u64)>, DeskError> {
        let last = now.today.checked_sub_days(Days::new(u64::from(follow_up_days) + 1));
        let first = last.and_then(|last| last.checked_sub_days(Days::new(364)));
        let (Some(first), Some(last)) = (first, last) else { return Ok(None) };
        let (mut withdrew, mut all) = (0, 0);
        self.book.figures_as_at(now.today, |_, row| {
            if row.kind != CaseKind::Crime || !(first..=last).contains(&row.reported_on) {
                return;
            }
            all += 1;
            let attrition = row.outcome.filter(|(outcome, _)| matches!(outcome.number(), 14 | 16));
            let day = row.withdrawn_on.or_else(|| attrition.map(|(_, on)| on));
            let within = day.is_some_and(|day| (day - row.reported_on).num_days() <= i64::from(follow_up_days));
            withdrew += u64::from(within);
        })?;
        Ok((all > 0).then_some((withdrew, all)))
    }
}

/// Why nothing is told by arm yet: interim looks would let a trial be stopped at a lucky moment.
fn not_yet(record: &TrialRecord, immature: u64, now: Now) -> Option<String> {
    let enrolling = record.ended.is_none() && now.today <= record.protocol.ends_on;
    let all = record.allocations.len() as u64;
    if all == 0 {
        return Some("Nobody was enrolled yet.".to_owned());
    }
    if !enrolling && immature == 0 {
        return None;
    }
    let waits = match complete_on(record) {
        Some(day) if immature > 0 => {
            format!("{immature} of {all} outcomes are not complete yet, the last after {}.", words::day(day))
        }
        _ => format!("The outcomes of all {all} enrolled so far are complete, but enrolment still runs."),
    };
    Some(format!(
        "{waits} Nothing is told by arm before enrolment is over and every outcome is complete, so that a trial is not \
         stopped at a lucky moment."
    ))
}

fn plural(what: &str) -> String {
    what.replacen("was ", "were ", 1).replace(" is not in", " are not in").replace("counts as", "count as")
}

fn effects(found: &TrialFindings) -> Vec<TrialEffectView> {
    let view = |effect: &str, method: &str, of: Option<Estimate>| {
        of.map(|of| TrialEffectView {
            effect: effect.to_owned(),
            method: method.to_owned(),
            estimate: of.estimate,
            low: of.low,
            high: Some(of.high),
        })
    };
    let exact = found.odds_ratio_exact;
    let exact = exact.estimate.map(|estimate| TrialEffectView {
        effect: "odds_ratio_conditional".to_owned(),
        method: "Fisher's exact".to_owned(),
        estimate,
        low: exact.low,
        high: exact.high,
    });
    let complier = found.complier.ok().map(|found| found.difference);
    [
        view("risk_ratio", "Katz's on the logarithm", found.risk_ratio),
        view("risk_difference", "Newcombe's", found.risk_difference),
        view("odds_ratio", "Woolf's on the logarithm", found.odds_ratio),
        exact,
        view("complier_average_effect", "two-stage least squares, robust errors", complier),
    ]
    .into_iter()
    .flatten()
    .collect()
}

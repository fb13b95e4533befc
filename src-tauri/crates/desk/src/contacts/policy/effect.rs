//! What a change of the policy or of the bank holidays would do to today's caseload.

use crate::contacts::plan::Proposals;
use crate::error::DeskError;
use crate::session::Session;
use crate::wire::{PolicyChangeView, PolicyEffectView, StateCountView};
use crate::words;
use casebook::Now;
use caseload::standing::Step;
use caseload::{CaseId, ContactPolicy, Standing, WorkingDays, standing};
use chrono::NaiveDate;
use planning::{LineState, Mode};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Lines named one by one; the rest are counted.
const LINES_NAMED: usize = 12;

/// Where a victim stands, as far as the effect of a change goes.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stand {
    state: State,
    /// The next step's day.
    on: Option<NaiveDate>,
    overdue: bool,
    reference: String,
}

/// The states of open cases, in the order in which they are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    ToPlan,
    Planned,
    TryAgain,
    Agreed,
    PutOff,
    FindNumber,
    Supervisor,
    NotOwed,
}

impl State {
    const ALL: [(Self, &'static str, &'static str); 8] = [
        (Self::ToPlan, "to_plan", "To be planned"),
        (Self::Planned, "planned", "Planned"),
        (Self::TryAgain, "try_again", "To try again"),
        (Self::Agreed, "agreed", "Call or visit agreed"),
        (Self::PutOff, "put_off", "Put off"),
        (Self::FindNumber, "find_number", "Number to be found"),
        (Self::Supervisor, "supervisor", "With the supervisor"),
        (Self::NotOwed, "not_owed", "No contact owed"),
    ];

    const fn of(step: Step) -> Self {
        match step {
            Step::Plan => Self::ToPlan,
            Step::Contact(_) => Self::Planned,
            Step::Retry { .. } => Self::TryAgain,
            Step::CallBack | Step::Visit => Self::Agreed,
            Step::PutOff => Self::PutOff,
            Step::FindNumber => Self::FindNumber,
            Step::Supervisor(_) => Self::Supervisor,
        }
    }
}

/// Today's caseload under one policy and one calendar.
struct Look {
    stands: BTreeMap<CaseId, Stand>,
    /// Accepted lines that stand.
    lines: BTreeSet<CaseId>,
}

impl Session {
    /// What today's caseload would look like, beside what it is.
    pub(super) fn effect(
        &mut self,
        changed: (&ContactPolicy, Arc<WorkingDays>),
        changes: Vec<PolicyChangeView>,
        now: Now,
    ) -> Result<PolicyEffectView, DeskError> {
        let in_force = self.book.journal()?.policy(now.today);
        let before = self.look(&in_force, now.today)?;
        let calendar = std::mem::replace(&mut self.calendar, changed.1);
        let after = self.look(changed.0, now.today);
        // Looking changes nothing: the days in force stand again, whether or not the look went well.
        self.calendar = calendar;
        let after = after?;
        let lost: Vec<CaseId> = before.lines.difference(&after.lines).copied().collect();
        let victims_changed = before.stands.iter().filter(|(case, stand)| after.stands.get(case) != Some(stand));
        let victims_changed = victims_changed.count() as u64;
        let lines = lost.iter().take(LINES_NAMED).filter_map(|case| {
            let (was, is) = (before.stands.get(case)?, after.stands.get(case)?);
            let why = if is.state == State::NotOwed {
                "no contact would be owed"
            } else {
                "its day or officer would no longer do"
            };
            let on = was.on.map(|on| words::short_day(on, now.today)).unwrap_or_default();
            Some(format!("{}, planned for {on}: {why}.", was.reference))
        });
        Ok(PolicyEffectView {
            words: sentences(&before, &after, victims_changed, lost.len() as u64, changes.is_empty()),
            states: counts(&before, &after),
            victims_changed,
            lines_lost: lost.len() as u64,
            lines: lines.collect(),
            changes,
        })
    }

    fn look(&mut self, policy: &ContactPolicy, today: NaiveDate) -> Result<Look, DeskError> {
        let mut stands = BTreeMap::new();
        for row in self.book.open_rows()? {
            let Some(story) = row.story() else { continue };
            let standing = standing(&story, policy, &self.calendar, today);
            let (state, on) = match standing {
                Standing::Open { next, .. } => (State::of(next.step), Some(next.on)),
                Standing::NotOwed(_) => (State::NotOwed, None),
                Standing::Reached { .. } | Standing::Ended { .. } => continue,
            };
            let overdue = standing.is_overdue(today);
            stands.insert(row.case, Stand { state, on, overdue, reference: row.reference.clone() });
        }
        let planned = self.solve_under(policy, Mode::Propose, Proposals::Ignored, today)?.plan;
        let standing = planned.lines.iter().filter(|line| line.state == LineState::Fixed);
        Ok(Look { stands, lines: standing.map(|line| line.case).collect() })
    }
}

fn counts(before: &Look, after: &Look) -> Vec<StateCountView> {
    let count =
        |look: &Look, of: &dyn Fn(&Stand) -> bool| look.stands.values().filter(|stand| of(stand)).count() as u64;
    let row = |code: &str, label: &str, of: &dyn Fn(&Stand) -> bool| StateCountView {
        state: code.to_owned(),
        label: label.to_owned(),
        before: count(before, of),
        after: count(after, of),
    };
    let states = State::ALL.iter().map(|(state, code, label)| row(code, label, &|stand| stand.state == *state));
    states.chain(std::iter::once(row("overdue", "Overdue, of all these", &|stand| stand.overdue))).collect()
}

fn sentences(before: &Look, after: &Look, changed: u64, lost: u64, nothing: bool) -> Vec<String> {
    if nothing {
        return vec!["This is the policy in force: nothing would change.".to_owned()];
    }
    let victims = words::counted(before.stands.len() as u64, "open case");
    let mut said = vec![match changed {
        0 => format!("Of {victims}, none would have another next step or day."),
        count => format!("Of {victims}, {} another next step or day.", would_have(count)),
    }];
    let owed = |look: &Look| look.stands.values().filter(|stand| stand.state != State::NotOwed).count() as u64;
    let (owed_before, owed_after) = (owed(before), owed(after));
    if owed_after < owed_before {
        let fewer = words::counted(owed_before - owed_after, "victim");
        said.push(format!("{fewer} would no longer be owed a contact."));
    } else if owed_before < owed_after {
        let more = words::counted(owed_after - owed_before, "victim");
        said.push(format!(
            "{more} would be owed a contact who {} not now.",
            if owed_after - owed_before == 1 { "is" } else { "are" }
        ));
    }
    said.push(match lost {
        0 => "Every accepted line of the plan could stand.".to_owned(),
        count => format!(
            "{} of the plan could no longer stand. They stay on the plan until somebody proposes again or takes them off.",
            words::counted(count, "accepted line")
        ),
    });
    said
}

fn would_have(count: u64) -> String {
    format!("{count} would have")
}

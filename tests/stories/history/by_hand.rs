//! What a history comes to, worked out by hand: kept apart from the desk, and in other words, to hold the desk against.

use super::calendar::working_days_after;
use super::case::Case;
use chrono::NaiveDate;
use desk::wire::NextStepKind;
use std::collections::BTreeSet;

/// Everything done so far, in order.
pub struct ByHand {
    pub deeds: Vec<Deed>,
    pub policies: Vec<Policy>,
    /// Days off besides the usual ones, each time they were changed.
    pub days_off: Vec<BTreeSet<NaiveDate>>,
}

/// One action that the desk took.
pub enum Deed {
    /// What a person did, to one case or several.
    Act(Vec<(usize, Fact)>),
    /// An extract: what it said of each case it carried. It can be taken back, and restored.
    Import { rows: Vec<(usize, Row)>, stands: bool },
    /// The deed of this number was undone, which can itself be undone.
    Undo(usize),
}

/// One row of an extract.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    pub is_crime: bool,
    pub contact_made_on: Option<NaiveDate>,
}

/// What is the same of a case in every extract.
#[derive(Debug, Clone, Copy)]
pub struct Reported {
    pub on: NaiveDate,
    pub risk: Option<Risk>,
    pub by_oic: bool,
}

impl Reported {
    /// As an extract writes it: the day, the risk, the collar of the OIC and the victim, who has two cases.
    pub fn row(&self, place: usize) -> [String; 4] {
        let risk = match self.risk {
            Some(Risk::High) => "High",
            Some(Risk::Medium) => "Medium",
            Some(Risk::Standard) => "Standard",
            None => "",
        };
        let oic = if self.by_oic { super::actions::OIC } else { "" };
        let victim = format!("Victim {}", ["North", "South", "East", "West", "Field"][place / 2]);
        [self.on.format("%d/%m/%Y").to_string(), risk.to_owned(), oic.to_owned(), victim]
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Risk {
    Standard,
    Medium,
    High,
}

/// What one action did to one case.
#[derive(Debug, Clone)]
pub enum Fact {
    /// Work that leaves the promise as it is.
    Work,
    NotACrime,
    Risk(Option<Risk>),
    ReportedOn(NaiveDate),
    Safety(&'static [&'static str]),
    ContactMadeOn(NaiveDate),
    HasOic,
    Tried(Try),
    Ended,
    /// Ended for now, as a control of the trial.
    Control,
    Unplanned,
    TakenUp {
        on: NaiveDate,
        until: NaiveDate,
    },
    PutOff(NaiveDate),
    Planned {
        on: NaiveDate,
        collar: &'static str,
    },
    WentInto(usize),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Try {
    pub on: NaiveDate,
    pub result: &'static str,
    pub named: Option<NaiveDate>,
    pub collar: &'static str,
    pub involved: bool,
}

/// The numbers of a policy that a history changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    pub attempts: usize,
    pub rest: u16,
    pub late_high: u16,
    pub owes_incidents: bool,
    pub began_on: Option<NaiveDate>,
}

impl Policy {
    /// What a new desk starts with.
    pub const fn first() -> Self {
        Self { attempts: 4, rest: 2, late_high: 30, owes_incidents: false, began_on: None }
    }

    /// Target, latest and late day of a risk, in working days after the report.
    const fn days(&self, risk: Risk) -> (u16, u16, u16) {
        match risk {
            Risk::Standard => (10, 20, 40),
            Risk::Medium => (7, 15, 35),
            Risk::High => (3, 10, self.late_high),
        }
    }
}

/// Where a victim must stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    pub kind: NextStepKind,
    pub on: Option<NaiveDate>,
    pub overdue: bool,
}

impl ByHand {
    pub fn begin() -> Self {
        Self { deeds: Vec::new(), policies: vec![Policy::first()], days_off: vec![BTreeSet::new()] }
    }

    pub fn policy(&self) -> &Policy {
        &self.policies[self.policies.len() - 1]
    }

    pub fn after(&self, day: NaiveDate, count: u16) -> NaiveDate {
        working_days_after(day, count, &self.days_off[self.days_off.len() - 1])
    }

    /// Whether a deed stands: nobody undid it, or the undoing was undone.
    pub fn stands(&self, number: usize) -> bool {
        let undone = |by: usize| matches!(self.deeds[by], Deed::Undo(of) if of == number) && self.stands(by);
        !(number + 1..self.deeds.len()).any(undone)
    }

    /// The case as it stands; `None` where no extract that stands carries it and nobody worked on it.
    pub fn case(&self, place: usize, reported: &Reported) -> Option<Case> {
        let carried_by_some =
            self.deeds.iter().any(|deed| matches!(deed, Deed::Import { rows, .. } if has(rows, place)));
        let carried =
            self.deeds.iter().any(|deed| matches!(deed, Deed::Import { rows, stands: true } if has(rows, place)));
        let worked = self.is_worked_on(place);
        if !carried && (!carried_by_some || !worked) {
            return None;
        }
        let mut case = Case::default();
        for (number, deed) in self.deeds.iter().enumerate() {
            match deed {
                Deed::Import { rows, stands } if *stands || !carried => {
                    for (_, row) in rows.iter().filter(|(of, _)| *of == place) {
                        case.carried(row, reported);
                    }
                }
                Deed::Act(facts) if self.stands(number) => {
                    for (_, fact) in facts.iter().filter(|(of, _)| *of == place) {
                        case.take_in(fact);
                    }
                }
                Deed::Import { .. } | Deed::Act(_) | Deed::Undo(_) => {}
            }
        }
        Some(case)
    }

    /// Whether somebody worked on the case, and that stands.
    fn is_worked_on(&self, place: usize) -> bool {
        self.deeds.iter().enumerate().any(|(number, deed)| match deed {
            Deed::Act(facts) => facts.iter().any(|(of, _)| *of == place) && self.stands(number),
            Deed::Import { .. } | Deed::Undo(_) => false,
        })
    }

    /// Where the victim of a case must stand on a day.
    pub fn expected(&self, case: &Case, today: NaiveDate) -> Expected {
        let nothing = |kind| Expected { kind, on: None, overdue: false };
        let reached = |tried: &Try| tried.result == "reached" && !tried.involved;
        if case.contact_made_on.value().is_some() || case.tries.iter().any(reached) {
            return nothing(NextStepKind::Reached);
        }
        let counted = &case.tries[case.before..];
        if case.ended || counted.iter().any(|tried| tried.result == "declined" && !tried.involved) {
            return nothing(if case.is_control() { NextStepKind::Control } else { NextStepKind::Ended });
        }
        let policy = self.policy();
        let reported_on = case.reported_on.value().expect("every case has its day of report");
        let is_owed = case.is_crime.value() == Some(true) || policy.owes_incidents;
        if !is_owed || policy.began_on.is_some_and(|began_on| reported_on < began_on) {
            return nothing(NextStepKind::NotOwed);
        }
        let (target, latest, late) = policy.days(case.risk.value().unwrap_or(Risk::Standard));
        let mut late_until = self.after(reported_on, late);
        if let Some((_, until)) = case.taken_up {
            late_until = late_until.max(until);
        }
        let latest_on = self.after(reported_on, latest);
        if let Some(since) = self.with_supervisor_since(case, counted, reported_on, late_until, today) {
            let on = self.after(since, 1);
            return Expected { kind: NextStepKind::Supervisor, on: Some(on), overdue: latest_on < today };
        }
        let (kind, mut on) = self.usual(case, counted, self.after(reported_on, target));
        let result_missing = kind == NextStepKind::Contact && on < today;
        let kind = match case.put_off {
            Some(until) if today < until => NextStepKind::PutOff,
            _ => kind,
        };
        on = case.put_off.unwrap_or(on);
        let agreed = matches!(kind, NextStepKind::CallBack | NextStepKind::Visit | NextStepKind::PutOff);
        let overdue = result_missing || (latest_on < today && !(agreed && today < on));
        Expected { kind, on: Some(on), overdue }
    }

    /// The day on which only a supervisor was left to decide.
    fn with_supervisor_since(
        &self,
        case: &Case,
        counted: &[Try],
        reported_on: NaiveDate,
        late_until: NaiveDate,
        today: NaiveDate,
    ) -> Option<NaiveDate> {
        let safety = case.safety.value().unwrap_or_default();
        let no_way = safety.contains(&"no_telephone") && safety.contains(&"suspect_in_household");
        if safety.contains(&"no_contact") || no_way {
            return Some(reported_on);
        }
        if let Some(last) = counted.last() {
            if last.result == "unsafe" {
                return Some(last.on);
            }
            if let Some(declined) = counted.iter().find(|tried| tried.result == "declined") {
                return Some(declined.on);
            }
            let missed =
                |tried: &&Try| !tried.involved && ["no_answer", "voicemail", "wrong_number"].contains(&tried.result);
            if self.policy().attempts <= counted.iter().filter(missed).count() {
                return Some(last.on);
            }
        }
        (late_until < today).then_some(late_until)
    }

    fn usual(&self, case: &Case, counted: &[Try], target_on: NaiveDate) -> (NextStepKind, NaiveDate) {
        if let Some((on, _)) = case.planned {
            return (NextStepKind::Contact, on);
        }
        let again = case.taken_up.map_or(target_on, |(on, _)| self.after(on, 1));
        let Some(last) = counted.last() else { return (NextStepKind::Plan, again) };
        let next = self.after(last.on, 1);
        match last.result {
            "call_back" => (NextStepKind::CallBack, last.named.unwrap_or(next)),
            "visit_agreed" => (NextStepKind::Visit, last.named.unwrap_or(next)),
            "wrong_number" => (NextStepKind::FindNumber, next),
            "no_answer" | "voicemail" => (NextStepKind::Retry, self.after(last.on, self.policy().rest)),
            _ => (NextStepKind::Plan, again),
        }
    }
}

fn has(rows: &[(usize, Row)], place: usize) -> bool {
    rows.iter().any(|(of, _)| *of == place)
}

/// The end of a promise that was taken up again, where nobody named a day: ten working days.
pub const TAKEN_UP_DAYS: u16 = 10;

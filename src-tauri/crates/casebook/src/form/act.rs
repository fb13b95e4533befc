//! Stored acts of a person about a case, and what a force keeps of its own.

use super::series::{StoredMonthSlot, StoredSeriesMark};
use super::service::StoredStart;
use super::values::StoredRef;
use crate::commit::PersonalRef;
use crate::entry::Event;
use crate::kept::Kept;
use caseload::clocks::ClockStart;
use caseload::{CaseAct, CaseId, Clock, Clocks, CodeList, HolidayChanges, KeptAwayBecause, Problem, RiskStrategy};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Serialize, Deserialize)]
pub struct StoredActed {
    case: String,
    act: StoredAct,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    personal: Option<StoredRef>,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
enum StoredAct {
    DifferenceSettled { fields: u64, took_extract: bool },
    RiskActionSet { strategy: String, due_on: NaiveDate },
    RiskActionDone { action: u64, on: NaiveDate },
    ClockStarted { clock: String, on: NaiveDate },
    VictimTold { clock: String, on: NaiveDate },
    ProblemSetAside { problem: String },
    MergedInto { into: String, copies: u64 },
    SamePerson { other: String },
    NotTheSame { other: String },
    OfficerKeptAway { officer: String, because: String },
    OfficerAllowed { officer: String },
    LinePinned { pinned: bool },
}

impl StoredActed {
    pub fn of(case: CaseId, act: &CaseAct, personal: Option<&PersonalRef>) -> Self {
        let act = match act {
            CaseAct::DifferenceSettled { fields, took_extract } => {
                StoredAct::DifferenceSettled { fields: *fields, took_extract: *took_extract }
            }
            CaseAct::RiskActionSet { strategy, due_on } => {
                StoredAct::RiskActionSet { strategy: strategy.code().to_owned(), due_on: *due_on }
            }
            CaseAct::RiskActionDone { action, on } => StoredAct::RiskActionDone { action: *action, on: *on },
            CaseAct::ClockStarted { clock, on } => StoredAct::ClockStarted { clock: clock.clone(), on: *on },
            CaseAct::VictimTold { clock, on } => StoredAct::VictimTold { clock: clock.clone(), on: *on },
            CaseAct::ProblemSetAside { problem } => StoredAct::ProblemSetAside { problem: problem.code().to_owned() },
            CaseAct::MergedInto { into, copies } => StoredAct::MergedInto { into: into.to_string(), copies: *copies },
            CaseAct::SamePerson { other } => StoredAct::SamePerson { other: other.to_string() },
            CaseAct::NotTheSame { other } => StoredAct::NotTheSame { other: other.to_string() },
            CaseAct::OfficerKeptAway { officer, because } => {
                StoredAct::OfficerKeptAway { officer: officer.to_string(), because: because.code().to_owned() }
            }
            CaseAct::OfficerAllowed { officer } => StoredAct::OfficerAllowed { officer: officer.to_string() },
            CaseAct::LinePinned { pinned } => StoredAct::LinePinned { pinned: *pinned },
        };
        Self { case: case.to_string(), act, personal: personal.map(Into::into) }
    }

    pub fn into_event(self) -> Option<Event> {
        let act = match self.act {
            StoredAct::DifferenceSettled { fields, took_extract } => {
                CaseAct::DifferenceSettled { fields, took_extract }
            }
            StoredAct::RiskActionSet { strategy, due_on } => {
                CaseAct::RiskActionSet { strategy: RiskStrategy::from_code(&strategy)?, due_on }
            }
            StoredAct::RiskActionDone { action, on } => CaseAct::RiskActionDone { action, on },
            StoredAct::ClockStarted { clock, on } => CaseAct::ClockStarted { clock, on },
            StoredAct::VictimTold { clock, on } => CaseAct::VictimTold { clock, on },
            StoredAct::ProblemSetAside { problem } => {
                CaseAct::ProblemSetAside { problem: Problem::from_code(&problem)? }
            }
            StoredAct::MergedInto { into, copies } => CaseAct::MergedInto { into: into.parse().ok()?, copies },
            StoredAct::SamePerson { other } => CaseAct::SamePerson { other: other.parse().ok()? },
            StoredAct::NotTheSame { other } => CaseAct::NotTheSame { other: other.parse().ok()? },
            StoredAct::OfficerKeptAway { officer, because } => CaseAct::OfficerKeptAway {
                officer: officer.parse().ok()?,
                because: KeptAwayBecause::from_code(&because)?,
            },
            StoredAct::OfficerAllowed { officer } => CaseAct::OfficerAllowed { officer: officer.parse().ok()? },
            StoredAct::LinePinned { pinned } => CaseAct::LinePinned { pinned },
        };
        let personal = match self.personal {
            Some(stored) => Some(stored.into_ref()?),
            None => None,
        };
        Some(Event::CaseActed { case: self.case.parse().ok()?, act, personal })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum StoredKept {
    Clocks {
        name: String,
        clocks: Vec<StoredClock>,
    },
    Codes {
        list: String,
        codes: Vec<(String, String)>,
    },
    Holidays {
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        added: BTreeMap<NaiveDate, String>,
        #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
        removed: BTreeSet<NaiveDate>,
    },
    CaseList {
        list: u64,
        /// The name a person gave it; none where the list was removed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<StoredRef>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        filter: String,
    },
    ServiceStarted(StoredStart),
    MonthSlot(StoredMonthSlot),
    SeriesMark(StoredSeriesMark),
    SeriesMarkTaken {
        entry: u64,
    },
    SeriesTarget {
        series: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        thousandths: Option<u32>,
    },
}

#[derive(Serialize, Deserialize)]
pub struct StoredClock {
    code: String,
    label: String,
    starts: String,
    working_days: u16,
}

impl From<&Kept> for StoredKept {
    fn from(kept: &Kept) -> Self {
        match kept {
            Kept::Clocks(clocks) => Self::Clocks {
                name: clocks.name.clone(),
                clocks: clocks
                    .clocks
                    .iter()
                    .map(|clock| StoredClock {
                        code: clock.code.clone(),
                        label: clock.label.clone(),
                        starts: clock.starts.code().to_owned(),
                        working_days: clock.working_days,
                    })
                    .collect(),
            },
            Kept::Codes { list, codes } => Self::Codes { list: list.clone(), codes: codes.clone() },
            Kept::Holidays(changes) => {
                Self::Holidays { added: changes.added.clone(), removed: changes.removed.clone() }
            }
            Kept::CaseList { list, name, filter } => {
                Self::CaseList { list: *list, name: name.as_ref().map(Into::into), filter: filter.clone() }
            }
            Kept::ServiceStarted { borough, on } => Self::ServiceStarted(StoredStart::of(borough, *on)),
            Kept::MonthSlot(slot) => Self::MonthSlot(slot.into()),
            Kept::SeriesMark(mark) => Self::SeriesMark(mark.into()),
            Kept::SeriesMarkTaken { entry } => Self::SeriesMarkTaken { entry: *entry },
            Kept::SeriesTarget { series, thousandths } => {
                Self::SeriesTarget { series: series.clone(), thousandths: *thousandths }
            }
        }
    }
}

impl StoredKept {
    pub fn into_kept(self) -> Option<Kept> {
        Some(match self {
            Self::Clocks { name, clocks } => {
                let clock = |stored: StoredClock| {
                    let StoredClock { code, label, starts, working_days } = stored;
                    Some(Clock { code, label, starts: ClockStart::with_code(&starts)?, working_days })
                };
                Kept::Clocks(Clocks { name, clocks: clocks.into_iter().map(clock).collect::<Option<_>>()? })
            }
            Self::Codes { list, codes } => Kept::Codes { list, codes },
            Self::ServiceStarted(stored) => stored.into_kept(),
            Self::Holidays { added, removed } => Kept::Holidays(HolidayChanges { added, removed }),
            Self::CaseList { list, name, filter } => {
                let name = match name {
                    Some(stored) => Some(stored.into_ref()?),
                    None => None,
                };
                Kept::CaseList { list, name, filter }
            }
            Self::MonthSlot(stored) => stored.into_kept()?,
            Self::SeriesMark(stored) => stored.into_kept()?,
            Self::SeriesMarkTaken { entry } => Kept::SeriesMarkTaken { entry },
            Self::SeriesTarget { series, thousandths } => Kept::SeriesTarget { series, thousandths },
        })
    }
}

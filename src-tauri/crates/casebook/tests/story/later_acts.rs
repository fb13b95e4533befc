//! Acts about a case, and what a force keeps of its own, as `later_kinds` lists them.

use crate::every_kind::{day, row};
use casebook::{ErasedBecause, Event, Kept, MonthSlot, SeriesMark, SeriesMarkKind};
use caseload::{
    CaseAct, CaseId, Clocks, HolidayChanges, KeptAwayBecause, Month, OfficerId, PersonalField, Problem, RiskStrategy,
    RowId,
};
use std::collections::{BTreeMap, BTreeSet};

/// The events, by the name of their fixture.
pub fn events(case: CaseId) -> impl Iterator<Item = (&'static str, Event)> {
    let acts = acts().into_iter().map(move |(name, act, fields)| {
        let personal = (!fields.is_empty()).then(|| row(fields));
        (name, Event::CaseActed { case, act, personal })
    });
    let kept = kept().into_iter().map(|(name, kept)| (name, Event::DeskKept { kept }));
    acts.chain(kept).chain(reaching_back(case))
}

fn acts() -> Vec<(&'static str, CaseAct, &'static [PersonalField])> {
    let other = CaseId::from_random(0x0101_0202_0303_0404);
    let officer = OfficerId::from_random(0x0505_0606_0707_0808);
    let on = day(2026, 9, 10);
    let clock = || "arrested".to_owned();
    vec![
        ("act_difference_kept", CaseAct::DifferenceSettled { fields: 1 << 5 | 1 << 42, took_extract: false }, &[]),
        ("act_difference_taken", CaseAct::DifferenceSettled { fields: 1 << 5, took_extract: true }, &[]),
        (
            "act_risk_action_set",
            CaseAct::RiskActionSet { strategy: RiskStrategy::Reduce, due_on: on },
            &[PersonalField::Note, PersonalField::ActionOwner],
        ),
        ("act_risk_action_done", CaseAct::RiskActionDone { action: 17, on }, &[]),
        ("act_clock_started", CaseAct::ClockStarted { clock: clock(), on }, &[]),
        ("act_victim_told", CaseAct::VictimTold { clock: clock(), on }, &[]),
        ("act_problem_set_aside", CaseAct::ProblemSetAside { problem: Problem::NoWard }, &[]),
        ("act_merged_into", CaseAct::MergedInto { into: other, copies: 2 }, &[]),
        ("act_same_person", CaseAct::SamePerson { other }, &[]),
        ("act_not_the_same", CaseAct::NotTheSame { other }, &[]),
        ("act_officer_kept_away", CaseAct::OfficerKeptAway { officer, because: KeptAwayBecause::KnowsSuspect }, &[]),
        ("act_officer_allowed", CaseAct::OfficerAllowed { officer }, &[]),
        ("act_line_pinned", CaseAct::LinePinned { pinned: true }, &[]),
    ]
}

/// What reaches back over entries about the desk, and over personal text.
fn reaching_back(case: CaseId) -> [(&'static str, Event); 2] {
    let rows = vec![RowId::from_random(7), RowId::from_random(8)];
    [
        ("desk_undone", Event::DeskUndone { entry: 17 }),
        ("person_erased", Event::PersonErased { cases: vec![case], rows, because: ErasedBecause::Person }),
    ]
}

fn kept() -> Vec<(&'static str, Kept)> {
    let codes = vec![("moved_away".to_owned(), "Moved away".to_owned())];
    vec![
        (
            "kept_holidays",
            Kept::Holidays(HolidayChanges {
                added: BTreeMap::from([(day(2027, 6, 7), "Proclaimed day".to_owned())]),
                removed: BTreeSet::from([day(2026, 12, 28)]),
            }),
        ),
        ("kept_service_started", Kept::ServiceStarted { borough: "Merton".to_owned(), on: Some(day(2026, 4, 1)) }),
        ("kept_service_start_taken_back", Kept::ServiceStarted { borough: "Merton".to_owned(), on: None }),
        ("kept_clocks", Kept::Clocks(Clocks::enhanced())),
        ("kept_codes", Kept::Codes { list: "withdrawal_reason".to_owned(), codes }),
        (
            "kept_case_list",
            Kept::CaseList {
                list: 5,
                name: Some(row(&[PersonalField::Note])),
                filter: "{\"list\":\"open\"}".to_owned(),
            },
        ),
        (
            "kept_series_mark",
            Kept::SeriesMark(SeriesMark {
                series: Some("withdrawal_closed".to_owned()),
                kind: SeriesMarkKind::Redrawn,
                on: day(2026, 4, 1),
                words: "Every victim is offered a contact".to_owned(),
            }),
        ),
        (
            "kept_month_slot_shared",
            Kept::MonthSlot(MonthSlot {
                month: Month::of(day(2026, 8, 1)),
                slot: "actions".to_owned(),
                shared: Some("Brief the late shift".to_owned()),
                row: None,
            }),
        ),
        (
            "kept_month_slot",
            Kept::MonthSlot(MonthSlot {
                month: Month::of(day(2026, 8, 1)),
                slot: "issues".to_owned(),
                shared: None,
                row: Some(row(&[PersonalField::Note])),
            }),
        ),
        ("kept_series_mark_taken", Kept::SeriesMarkTaken { entry: 7 }),
        ("kept_series_target", Kept::SeriesTarget { series: "src_in_window".to_owned(), thousandths: Some(900) }),
        ("kept_case_list_removed", Kept::CaseList { list: 5, name: None, filter: String::new() }),
    ]
}

//! The steps of a trial, as `later_kinds` lists them.

use crate::every_kind::day;
use casebook::{Event, OpenedPlace, SealedList, TrialStep};
use caseload::trial::Eligibility;
use caseload::{Arm, CaseId, ControlsAfter, NotEnrolledBecause, RiskLevel, Strand, StratifyBy, TrialId, TrialProtocol};
use std::collections::BTreeSet;

/// The events, by the name of their fixture.
pub fn events(case: CaseId) -> impl Iterator<Item = (&'static str, Event)> {
    let trial = TrialId::from_random(0x0707_0606_0505_0404);
    let opened = OpenedPlace { arm: Arm::Control, key: [0x3c; 32] };
    let steps = vec![
        ("trial_set_up", TrialStep::SetUp(Box::new(protocol()))),
        ("trial_sealed", TrialStep::Sealed(Box::new(SealedList::fixed_for_tests()))),
        (
            "trial_allocated",
            TrialStep::Allocated { case, stratum: "borough=Merton|risk=high".to_owned(), place: 4, opened },
        ),
        ("trial_not_enrolled", TrialStep::NotEnrolled { case, because: NotEnrolledBecause::Declined }),
        ("trial_ended", TrialStep::Ended),
        ("trial_taken_back", TrialStep::TakenBack { entry: 12 }),
    ];
    steps.into_iter().map(move |(name, step)| (name, Event::Trial { trial, step }))
}

fn protocol() -> TrialProtocol {
    TrialProtocol {
        title: "Does a contact keep victims with us?".to_owned(),
        approval: "REC 26/0417".to_owned(),
        strata: BTreeSet::from([StratifyBy::Borough, StratifyBy::Risk, StratifyBy::RepeatVictim]),
        block_sizes: BTreeSet::from([2, 4, 6]),
        people_an_arm: 125,
        eligibility: Eligibility {
            reported_within_days: 10,
            boroughs: BTreeSet::from(["Merton".to_owned()]),
            risks: BTreeSet::from([RiskLevel::Standard, RiskLevel::Medium]),
            strands: BTreeSet::from([Strand::Race]),
            adults_only: true,
        },
        starts_on: day(2026, 9, 21),
        ends_on: day(2027, 3, 31),
        follow_up_days: 90,
        controls_after: ControlsAfter::OwedAgain,
    }
}

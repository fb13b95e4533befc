use super::*;
use proptest::prelude::*;

const fn victim(class: CoverageClass) -> VictimOfSpan {
    VictimOfSpan {
        class,
        offered: false,
        attempted: false,
        days_to_contact: None,
        attempts_to_reach: None,
        ended_because: None,
        same_officer_again: None,
        asked: [Asked::No; Request::ALL.len()],
    }
}

/// Ten victims counted by hand: three reached (two in the window), one tried, one given and not tried, one given to
/// nobody, two ended for a reason (one after a try), one with the window open, one owed nothing.
#[test]
fn the_figures_of_ten_victims_are_those_counted_by_hand() {
    use CoverageClass as Class;
    let asked = |gender, time| [gender, Asked::No, time, Asked::No, Asked::No];
    let reached = |class, days, attempts| VictimOfSpan {
        days_to_contact: Some(days),
        attempts_to_reach: Some(attempts),
        attempted: true,
        ..victim(class)
    };
    let victims = [
        VictimOfSpan { asked: asked(Asked::Met, Asked::NotKnown), ..reached(Class::ReachedInWindow, 3, 1) },
        VictimOfSpan { same_officer_again: Some(true), ..reached(Class::ReachedInWindow, 8, 2) },
        VictimOfSpan {
            same_officer_again: Some(false),
            asked: asked(Asked::NotMet, Asked::No),
            ..reached(Class::ReachedLate, 40, 4)
        },
        VictimOfSpan { attempted: true, ..victim(Class::TriedNotReached) },
        VictimOfSpan { offered: true, ..victim(Class::NeverTried) },
        victim(Class::NeverTried),
        VictimOfSpan { ended_because: Some(EndingReason::CannotBeFound), ..victim(Class::EndedByReason) },
        VictimOfSpan {
            ended_because: Some(EndingReason::VictimDeclined),
            attempted: true,
            ..victim(Class::EndedByReason)
        },
        // What was asked of a contact that cannot count yet is in no figure either.
        VictimOfSpan { asked: asked(Asked::NotMet, Asked::Met), ..reached(Class::WindowOpen, 2, 1) },
        victim(Class::NotOwed),
    ];
    let measures = contact_measures(victims);
    let steps = StepCounts { owed: 8, offered: 6, attempted: 5, reached: 3, in_window: 2, ended_by_reason: 2 };
    assert_eq!((measures.steps, measures.windows_open), (steps, 1));
    let quarters = measures.days_to_contact.quarters.unwrap();
    assert_eq!((quarters.least, quarters.median, quarters.most), (3.0, 8.0, 40.0));
    assert_eq!((quarters.lower, quarters.upper), (5.5, 24.0));
    assert_eq!(measures.attempts_to_reach.quarters.unwrap().median.to_bits(), 2.0_f64.to_bits());
    let why: Vec<(&str, u64, u64)> =
        measures.why_not.iter().map(|one| (one.why.code(), one.not_offered, one.offered)).collect();
    let expected = [
        ("victim_declined", 0, 1),
        ("cannot_be_found", 1, 0),
        ("tried", 0, 1),
        ("given_and_not_tried", 0, 1),
        ("given_to_nobody", 1, 0),
    ];
    assert_eq!(why, expected);
    assert_eq!(measures.continuity, Proportion::of(1, 2));
    let [gender, _, time, ..] = measures.requests;
    assert_eq!(gender, RequestCount { met: Proportion::of(1, 2), not_known: 0 });
    assert_eq!(time, RequestCount { met: Proportion::default(), not_known: 1 });
    assert_eq!(time.met.share(), None, "nothing known is not 0 %");
}

/// By R 4: `quantile(c(3, 5, 8, 9, 14, 21, 30))`, `quantile(c(1, 2, 2, 4))` and `quantile(7)`.
#[test]
fn quartiles_are_those_of_r() {
    let check = |values: &[f64], expected: [f64; 5]| {
        let of = Spread::of(values.to_vec());
        let quarters = of.quarters.unwrap();
        assert_eq!(of.count, values.len() as u64);
        assert_eq!([quarters.least, quarters.lower, quarters.median, quarters.upper, quarters.most], expected);
    };
    check(&[30.0, 3.0, 9.0, 8.0, 5.0, 21.0, 14.0], [3.0, 6.5, 9.0, 17.5, 30.0]);
    check(&[2.0, 4.0, 1.0, 2.0], [1.0, 1.75, 2.0, 2.5, 4.0]);
    check(&[7.0], [7.0; 5]);
    assert_eq!(Spread::of(Vec::new()), Spread::default(), "no value has no middle");
}

#[test]
fn evenness_is_one_where_all_have_the_same_and_a_share_of_one_where_one_has_all() {
    let load = |contacts, shifts| OfficerLoad { contacts, shifts };
    let even = load_spread(&[load(2, 10), load(4, 20), load(1, 5), load(3, 0)]);
    assert_eq!(even.per_shift.count, 3, "an officer without a shift has no load a shift");
    assert!((even.evenness.unwrap() - 1.0).abs() < 1e-12);
    let one = load_spread(&[load(4, 10), load(0, 10), load(0, 10), load(0, 10)]);
    assert!((one.evenness.unwrap() - 0.25).abs() < 1e-12);
    assert_eq!(load_spread(&[load(0, 10)]).evenness, None, "without a contact nothing is uneven");
}

fn any_victim() -> impl Strategy<Value = VictimOfSpan> {
    let class = prop::sample::select(CoverageClass::ALL.to_vec());
    let reason = prop::option::of(prop::sample::select(EndingReason::ALL.to_vec()));
    let asked = prop::sample::select(vec![Asked::No, Asked::Met, Asked::NotMet, Asked::NotKnown]);
    (class, any::<bool>(), any::<bool>(), prop::option::of(0_u32..60), reason, asked).prop_map(
        |(class, offered, attempted, days, ended_because, asked)| VictimOfSpan {
            offered,
            attempted,
            days_to_contact: days,
            attempts_to_reach: days,
            ended_because,
            same_officer_again: days.map(|days| days > 30),
            asked: [asked; Request::ALL.len()],
            ..victim(class)
        },
    )
}

proptest! {
    /// Nobody falls out of the figures: the reasons add up to who is missing at each step.
    #[test]
    fn reasons_not_and_those_offered_add_up_to_those_owed(victims in prop::collection::vec(any_victim(), 0..60)) {
        let measures = contact_measures(victims.iter().copied());
        let steps = measures.steps;
        let not_offered: u64 = measures.why_not.iter().map(|one| one.not_offered).sum();
        let not_reached: u64 = measures.why_not.iter().map(|one| one.offered).sum();
        prop_assert_eq!(not_offered + steps.offered, steps.owed);
        prop_assert_eq!(not_offered + not_reached + steps.reached, steps.owed);
        prop_assert!(steps.in_window <= steps.reached && steps.reached <= steps.attempted);
        prop_assert!(steps.attempted <= steps.offered);
        let not_owed = victims.iter().filter(|victim| victim.class == CoverageClass::NotOwed).count() as u64;
        prop_assert_eq!(steps.owed + measures.windows_open + not_owed, victims.len() as u64);
        let mut backwards = victims;
        backwards.reverse();
        prop_assert_eq!(measures, contact_measures(backwards));
    }
}

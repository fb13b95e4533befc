use super::*;
use caseload::trial::{ControlsAfter, Eligibility, StratifyBy};
use std::collections::BTreeSet;

const TRIAL: u64 = 0x0123_4567_89ab_cdef;

fn trial() -> TrialId {
    TrialId::from_random(TRIAL)
}

fn protocol() -> TrialProtocol {
    TrialProtocol {
        title: "Does a contact help?".to_owned(),
        approval: "REC 26/001".to_owned(),
        strata: BTreeSet::from([StratifyBy::Borough, StratifyBy::RepeatVictim]),
        block_sizes: BTreeSet::from([2, 4, 6]),
        people_an_arm: 20,
        eligibility: Eligibility {
            reported_within_days: 10,
            boroughs: BTreeSet::from(["Merton".to_owned(), "Wandsworth".to_owned()]),
            risks: BTreeSet::new(),
            strands: BTreeSet::new(),
            adults_only: false,
        },
        starts_on: "2026-01-01".parse().unwrap(),
        ends_on: "2026-12-31".parse().unwrap(),
        follow_up_days: 90,
        controls_after: ControlsAfter::OwedAgain,
    }
}

fn passphrase(text: &str) -> Sensitive<String> {
    Sensitive::from(text)
}

fn sealed() -> SealedList {
    SealedList::make("desk", trial(), &protocol(), &passphrase("kept by the custodian"), Cost::DEMO).unwrap()
}

fn place(stratum: &str, number: u32) -> PlaceOf<'_> {
    PlaceOf { caseload: "desk", trial: trial(), stratum, number }
}

fn arms(list: &SealedList, stratum: &str) -> Vec<Arm> {
    let open = |number| list.open(place(stratum, number), &passphrase("kept by the custodian")).unwrap().arm;
    (0..list.places(stratum)).map(open).collect()
}

#[test]
fn it_is_balanced_within_each_stratum_and_every_stratum_has_its_own_order() {
    let list = sealed();
    let strata = protocol().all_strata();
    assert_eq!(strata.len(), 4);
    let orders: BTreeSet<Vec<Arm>> = strata.iter().map(|stratum| arms(&list, &stratum.code())).collect();
    assert_eq!(orders.len(), 4, "no stratum repeats another's order");
    for order in &orders {
        let contact = order.iter().filter(|arm| **arm == Arm::Contact).count();
        assert_eq!(2 * contact, order.len());
        let lead =
            |end: usize| order[..end].iter().map(|arm| if *arm == Arm::Contact { 1 } else { -1i32 }).sum::<i32>().abs();
        assert!((0..order.len()).all(|end| lead(end) <= 3), "half the largest block at most");
    }
}

#[test]
fn the_passphrase_gives_the_same_list_again_and_no_other_does() {
    let list = sealed();
    let (own, other) = (passphrase("kept by the custodian"), passphrase("guessed by someone"));
    assert!(list.check("desk", trial(), &protocol(), &own).unwrap(), "drawn again, it is the same");
    let mut changed = protocol();
    changed.block_sizes = BTreeSet::from([4, 6]);
    assert!(!list.check("desk", trial(), &changed, &own).unwrap(), "another protocol's list is another");
    assert!(matches!(list.check("desk", trial(), &protocol(), &other), Err(CasebookError::WrongPassphrase)));
    let stratum = protocol().all_strata()[0].code();
    assert!(matches!(list.open(place(&stratum, 0), &other), Err(CasebookError::WrongPassphrase)));
}

#[test]
fn an_opened_place_can_be_checked_by_anybody_and_opens_no_other() {
    let list = sealed();
    let stratum = protocol().all_strata()[1].code();
    let opened = list.open(place(&stratum, 3), &passphrase("kept by the custodian")).unwrap();
    assert_eq!(list.read(place(&stratum, 3), &opened.key), Some(opened.arm));
    for number in (0..list.places(&stratum)).filter(|number| *number != 3) {
        assert_eq!(list.read(place(&stratum, number), &opened.key), None, "its key opens place {number} not");
    }
    let elsewhere = PlaceOf { trial: TrialId::from_random(1), ..place(&stratum, 3) };
    assert_eq!(list.read(elsewhere, &opened.key), None, "nor the place of another trial");
}

/// Without the seal the sealed places say nothing: the same arm never looks the same, and nothing else is kept.
#[test]
fn sealed_places_do_not_tell_the_arms() {
    let list = sealed();
    let all: Vec<&[u8; PLACE_BYTES]> = list.strata.values().flatten().collect();
    let distinct: BTreeSet<&[u8; PLACE_BYTES]> = all.iter().copied().collect();
    assert_eq!(distinct.len(), all.len());
    // No single bit of a sealed place goes with its arm: over many lists each bit agrees about half the time.
    let (mut agreed, mut seen) = ([0u32; PLACE_BYTES * 8], 0);
    for _ in 0..6 {
        let list = sealed();
        for stratum in list.strata.keys() {
            let arms = arms(&list, stratum);
            for (place, arm) in list.strata[stratum].iter().zip(arms) {
                seen += 1;
                for (bit, count) in agreed.iter_mut().enumerate() {
                    let set = place[bit / 8] >> (bit % 8) & 1 == 1;
                    *count += u32::from(set == (arm == Arm::Control));
                }
            }
        }
    }
    // Five standard deviations about one half.
    let allowed = (2.5 * f64::from(seen).sqrt()).ceil() as u32;
    assert!(agreed.iter().all(|count| count.abs_diff(seen / 2) <= allowed), "{agreed:?} of {seen}");
}

#[test]
fn a_changed_list_is_found() {
    let list = sealed();
    let stratum = protocol().all_strata()[0].code();
    let mut swapped = list.clone();
    swapped.strata.get_mut(&stratum).unwrap().swap(0, 1);
    assert_ne!(swapped.digest(), list.digest());
    let opened = swapped.open(place(&stratum, 0), &passphrase("kept by the custodian"));
    assert!(matches!(opened, Err(CasebookError::Damaged { .. })), "a place that was moved does not open");
    let mut flipped = list;
    flipped.strata.get_mut(&stratum).unwrap()[0][0] ^= 1;
    assert!(flipped.open(place(&stratum, 0), &passphrase("kept by the custodian")).is_err());
}

#[test]
fn a_short_passphrase_does_not_seal() {
    let made = SealedList::make("desk", trial(), &protocol(), &passphrase("short"), Cost::DEMO);
    assert!(matches!(made, Err(CasebookError::PassphraseTooShort(12))));
}

/// Every arm of a stratum, with the passphrase derived from once.
fn all_arms(list: &SealedList, of: TrialId, stratum: &str) -> Vec<Arm> {
    let secret = list.secret("desk", of, &passphrase("kept by the custodian")).unwrap();
    let arm = |number| {
        let place = PlaceOf { caseload: "desk", trial: of, stratum, number };
        list.read(place, &place_key(&secret, &place)).unwrap()
    };
    (0..list.places(stratum)).map(arm).collect()
}

/// How far contact leads over control at the end of these places.
fn lead(arms: &[Arm]) -> i32 {
    arms.iter().map(|arm| if *arm == Arm::Contact { 1 } else { -1 }).sum()
}

/// Whoever knows the protocol, the sealed list and every allocation so far still cannot tell the next one: short of
/// the furthest that blocks let the arms drift apart, either has followed, and from level both are as likely.
#[test]
fn the_next_allocation_cannot_be_told_from_those_before() {
    let stratum = protocol().all_strata()[0].code();
    let (mut followed, mut level) = (BTreeSet::new(), (0u32, 0u32));
    let (mut guessed, mut guesses) = (0u32, 0u32);
    for _ in 0..120 {
        let arms = all_arms(&sealed(), trial(), &stratum);
        for (at, next) in arms.iter().enumerate() {
            let lead = lead(&arms[..at]);
            followed.insert((lead, *next));
            if lead == 0 {
                level.0 += u32::from(*next == Arm::Contact);
                level.1 += 1;
            } else {
                // The best guess there is: the arm that lags.
                guessed += u32::from((lead < 0) == (*next == Arm::Contact));
                guesses += 1;
            }
        }
    }
    for lead in -2..=2 {
        for next in [Arm::Contact, Arm::Control] {
            assert!(followed.contains(&(lead, next)), "{next:?} has followed a lead of {lead}");
        }
    }
    let allowed = (2.5 * f64::from(level.1).sqrt()).ceil() as u32;
    assert!(level.0.abs_diff(level.1 / 2) <= allowed, "from level both arms are as likely: {level:?}");
    assert!(f64::from(guessed) < 0.85 * f64::from(guesses), "{guessed} of {guesses} guessed, and never all");
}

#[test]
fn a_protocol_sealed_twice_gives_two_lists() {
    let (one, other) = (sealed(), sealed());
    let stratum = protocol().all_strata()[0].code();
    assert_ne!(one.digest(), other.digest(), "the list comes from chance, and not from protocol and passphrase");
    // Forty places are alike by chance once in thousands of millions.
    let strata = protocol().all_strata();
    let of = |list: &SealedList| -> Vec<Arm> {
        strata.iter().flat_map(|stratum| all_arms(list, trial(), &stratum.code())).collect()
    };
    assert_ne!(of(&one), of(&other));
    assert_eq!(all_arms(&one, trial(), &stratum), all_arms(&one, trial(), &stratum), "and it is one list for good");
}

mod over_protocols {
    use super::*;
    use caseload::RiskLevel;
    use proptest::prelude::*;

    fn protocols() -> impl Strategy<Value = TrialProtocol> {
        let strata =
            prop::sample::subsequence(vec![StratifyBy::Borough, StratifyBy::Risk, StratifyBy::RepeatVictim], 0..=3);
        let sizes = prop::sample::subsequence(caseload::trial::BLOCK_SIZES.to_vec(), 2..=6);
        let risks = prop::sample::subsequence(RiskLevel::ALL.to_vec(), 0..=3);
        (strata, sizes, risks, 1u32..30).prop_map(|(strata, sizes, risks, people_an_arm)| TrialProtocol {
            strata: strata.into_iter().collect(),
            block_sizes: sizes.into_iter().collect(),
            people_an_arm,
            eligibility: Eligibility { risks: risks.into_iter().collect(), ..protocol().eligibility },
            ..protocol()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        /// Whatever was approved: every stratum has places for all, no arm leads by more than half the largest block,
        /// the list's end is level, the passphrase draws it again, and no other does.
        #[test]
        fn every_list_is_balanced_and_drawn_again(protocol in protocols(), id in any::<u64>()) {
            prop_assume!(protocol.check().is_ok());
            let of = TrialId::from_random(id);
            let own = passphrase("kept by the custodian");
            let list = SealedList::make("desk", of, &protocol, &own, Cost::DEMO).unwrap();
            let furthest = i32::from(protocol.block_sizes.iter().max().unwrap() / 2);
            for stratum in protocol.all_strata() {
                let arms = all_arms(&list, of, &stratum.code());
                prop_assert!(arms.len() as u32 >= protocol.places_a_stratum());
                prop_assert_eq!(lead(&arms), 0, "whole blocks, each with as many of both");
                prop_assert!((0..arms.len()).all(|end| lead(&arms[..end]).abs() <= furthest));
            }
            prop_assert!(list.check("desk", of, &protocol, &own).unwrap());
            prop_assert!(list.check("desk", of, &protocol, &passphrase("guessed by someone")).is_err());
        }
    }
}

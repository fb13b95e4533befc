//! Groups compared, told as stories.

use crate::mock::{MockCase, columns, day, month};
use attrition::{Cut, Group, GroupsRequest, Place, Series, by_group, group_sentence};
use caseload::coverage::CoverageClass;
use caseload::{Month, OutcomeSet, Strand};
use std::collections::BTreeSet;

fn case(strands: &[Strand], outcome: u8) -> MockCase {
    MockCase::reported("2026-01-05").closed(outcome, "2026-02-10").strands(strands)
}

fn table(cases: &[MockCase], series: Series, month_of: &str) -> attrition::GroupTable {
    let (set, months) = (OutcomeSet::attrition(), BTreeSet::<Month>::from([month(month_of)]));
    let request = GroupsRequest {
        cut: Cut::Strand,
        series,
        months: &months,
        as_at: day("2026-06-30"),
        set: &set,
        overdispersion: false,
    };
    by_group(&columns(cases), &request)
}

#[test]
fn a_group_is_held_against_everybody_who_is_not_in_it() {
    let mut cases = vec![case(&[Strand::Disability, Strand::Race], 16), case(&[], 18)];
    cases.extend((0..10).map(|_| case(&[Strand::Race], 18)));
    cases.extend((0..4).map(|_| case(&[Strand::Disability], 16)));
    let table = table(&cases, Series::WithdrawalClosed, "2026-02");
    let of = |name: &str| {
        table.groups.iter().find(|group| group.group.words() == name).and_then(|group| group.compared).unwrap()
    };
    let (disability, race) = (of("Disability"), of("Race"));
    assert_eq!((disability.rate.numerator(), disability.rate.denominator()), (5, 5), "one has two strands");
    assert_eq!((disability.others.numerator(), disability.others.denominator()), (0, 11));
    assert_eq!((race.rate.numerator(), race.rate.denominator()), (1, 11));
    assert_eq!((race.others.numerator(), race.others.denominator()), (4, 5));
    assert_eq!(table.all.unwrap().denominator(), 16, "each victim once");
    assert_eq!(table.groups.last().unwrap().group, Group::NotRecorded);
    assert_eq!(of("Not recorded").rate.denominator(), 1, "one crime without a strand");
    assert!(matches!(disability.place, Place::Signal { high: true }), "5 of 5 where a third withdraws");
    let words = group_sentence(&table);
    assert!(
        words.starts_with("The widest gap in victims who withdrew, by month closed is Disability: 5 of 5"),
        "{words}"
    );
    assert!(words.contains("It is a signal"), "{words}");
}

#[test]
fn a_small_group_far_out_is_no_signal_and_the_sentence_says_why() {
    let mut cases: Vec<MockCase> =
        (0..300).map(|number| case(&[Strand::Race], if number % 3 == 0 { 16 } else { 18 })).collect();
    cases.extend([
        case(&[Strand::Transgender], 16),
        case(&[Strand::Transgender], 16),
        case(&[Strand::Transgender], 18),
    ]);
    let words = group_sentence(&table(&cases, Series::WithdrawalClosed, "2026-02"));
    assert!(words.contains("is Transgender: 2 of 3 (66.7 %) against 33.3 % of all others"), "{words}");
    assert!(words.contains("It is no signal: it lies within the limits for a group of this size"), "{words}");
    assert!(words.contains("includes no gap at all"), "{words}");
}

#[test]
fn services_count_by_month_reported_among_those_owed() {
    let classes = [
        CoverageClass::NotOwed,
        CoverageClass::WindowOpen,
        CoverageClass::ReachedInWindow,
        CoverageClass::ReachedLate,
        CoverageClass::NeverTried,
    ];
    let cases: Vec<MockCase> = classes.into_iter().map(|class| case(&[Strand::Race], 18).class(class)).collect();
    let counts = |series| {
        let all = table(&cases, series, "2026-01").all.unwrap();
        (all.numerator(), all.denominator())
    };
    assert_eq!(counts(Series::SrcInWindow), (1, 3), "of three owed whose window has ended");
    assert_eq!(counts(Series::SrcReached), (2, 3));
    assert_eq!(counts(Series::WithdrawalClosed), (0, 0), "none was closed in January");
}

/// A source's own word for it makes no second row, and none that could be shown to those without names.
#[test]
fn what_says_that_nothing_was_recorded_is_not_recorded() {
    let mut cases: Vec<MockCase> = (0..4).map(|_| case(&[Strand::Race], 16)).collect();
    for (case, sex) in cases.iter_mut().zip([Some("Not recorded"), Some("unknown"), None, Some("Female")]) {
        case.sex = sex.map(str::to_owned);
    }
    let (set, months) = (OutcomeSet::attrition(), BTreeSet::<Month>::from([month("2026-02")]));
    let request = GroupsRequest {
        cut: Cut::Sex,
        series: Series::WithdrawalClosed,
        months: &months,
        as_at: day("2026-06-30"),
        set: &set,
        overdispersion: false,
    };
    let table = by_group(&columns(&cases), &request);
    let rows: Vec<(&str, u64)> = table
        .groups
        .iter()
        .filter_map(|figure| Some((figure.group.words(), figure.compared?.rate.denominator())))
        .collect();
    assert_eq!(rows, [("Female", 1), ("Not recorded", 3)]);
}

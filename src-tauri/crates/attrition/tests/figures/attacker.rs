//! An attacker who knows the rule, the code and everything shown, and wants one hidden number.
//!
//! Exhaustive on small instances: all possible caseloads are grouped by what they show.
//! A hidden number is safe where the caseloads of its group disagree about it.
//! A property then carries that to charts of many months: what a month hides changes nothing anywhere.

use crate::mock::{MockCase, closed_by_month, columns, day, month};
use attrition::{
    Columns, Count, CoverageFigure, CoverageRequest, Figure, HeadlineRequest, PChartRequest, SmallNumbers,
    StrandCountsRequest, chart_sentence, coverage_sentence, headline, headline_sentence, src_coverage, strand_counts,
    withdrawal_closed,
};
use caseload::coverage::CoverageClass;
use caseload::{Month, OutcomeSet, Strand};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const AS_AT: &str = "2026-06-30";
/// The parts a month's coverage is made of.
const PARTS: [CoverageClass; 5] = [
    CoverageClass::ReachedInWindow,
    CoverageClass::ReachedLate,
    CoverageClass::TriedNotReached,
    CoverageClass::NeverTried,
    CoverageClass::EndedByReason,
];

fn rule() -> SmallNumbers {
    SmallNumbers::new(3).unwrap()
}

/// Everything shown of the withdrawal figures: charts over every span of months, sentences and headlines.
fn withdrawal_release(columns: &Columns, from: Month, to: Month) -> String {
    let (as_at, set) = (day(AS_AT), OutcomeSet::attrition());
    let mut shown = String::new();
    let mut start = from;
    while start <= to {
        let mut end = start;
        while end <= to {
            let exact = withdrawal_closed(columns, &PChartRequest { from: start, to: end, as_at, set: &set });
            let chart = rule().suppress_chart(&exact);
            shown += &format!("{chart:?} {}\n", chart_sentence(&chart));
            end = end.next();
        }
        let exact = headline(columns, &HeadlineRequest { month: start, as_at, set: &set });
        let head = rule().suppress_headline(&exact);
        shown += &format!("{head:?} {}\n", headline_sentence(&head));
        start = start.next();
    }
    shown
}

/// For each group of worlds that show the same, the values each secret takes in it. A shown secret takes one.
#[derive(Default)]
struct Attack {
    groups: BTreeMap<String, Vec<BTreeSet<u64>>>,
}

impl Attack {
    fn learn(&mut self, shown: String, secrets: &[u64]) {
        let known = self.groups.entry(shown).or_insert_with(|| vec![BTreeSet::new(); secrets.len()]);
        for (values, &secret) in known.iter_mut().zip(secrets) {
            values.insert(secret);
        }
    }

    /// How many values remain possible for each secret.
    fn possible(&self, shown: &str) -> Vec<usize> {
        self.groups[shown].iter().map(BTreeSet::len).collect()
    }
}

#[test]
fn no_hidden_withdrawal_is_known_from_two_months_and_everything_over_them() {
    let (from, to) = (month("2026-01"), month("2026-02"));
    let cells: Vec<(u64, u64)> = (0..=8).flat_map(|all| (0..=all).map(move |withdrawn| (withdrawn, all))).collect();
    let mut attack = Attack::default();
    let mut worlds = Vec::new();
    for &first in &cells {
        for &second in &cells {
            let shown = withdrawal_release(&columns(&closed_by_month(from, &[first, second])), from, to);
            attack.learn(shown.clone(), &[first.0, first.1, second.0, second.1]);
            worlds.push((shown, [first, second]));
        }
    }
    let (mut hidden, mut open) = (0, 0);
    for (shown, months) in &worlds {
        let possible = attack.possible(shown);
        for (index, &(withdrawn, all)) in months.iter().enumerate() {
            let (numerators, denominators) = (possible[2 * index], possible[2 * index + 1]);
            if all > 0 && (withdrawn < 3 || all - withdrawn < 3) {
                assert!(numerators >= 2, "{withdrawn} of {all} can be worked out: {shown}");
                hidden += 1;
            } else {
                assert_eq!(numerators, 1, "{withdrawn} of {all} need not be hidden: {shown}");
                open += 1;
            }
            assert_eq!(denominators == 1, all == 0 || all >= 3, "only a small denominator is hidden: {shown}");
        }
    }
    assert!(hidden > 1000 && open > 100, "the instances hold both kinds: {hidden} hidden, {open} open");
}

fn cases_of_parts(first: Month, months: &[[u64; 5]]) -> Vec<MockCase> {
    let mut cases = Vec::new();
    let mut month = first;
    for parts in months {
        let on = month.first_day().to_string();
        for (&class, &count) in PARTS.iter().zip(parts) {
            cases.extend((0..count).map(|_| MockCase::reported(&on).class(class)));
        }
        month = month.next();
    }
    cases
}

fn coverage_release(months: &[[u64; 5]]) -> String {
    let from = month("2026-01");
    let mut to = from;
    for _ in 1..months.len() {
        to = to.next();
    }
    let request = CoverageRequest { from, to, as_at: day(AS_AT) };
    let coverage = rule().suppress_coverage(&src_coverage(&columns(&cases_of_parts(from, months)), &request));
    format!("{coverage:?} {}", coverage_sentence(&coverage))
}

/// Every way to put at most so many victims into five parts.
fn all_parts(at_most: u64) -> Vec<[u64; 5]> {
    let mut ways = vec![];
    let mut parts = [0; 5];
    loop {
        ways.push(parts);
        let mut index = 0;
        parts[index] += 1;
        while parts.iter().sum::<u64>() > at_most {
            parts[index] = 0;
            index += 1;
            if index == parts.len() {
                return ways;
            }
            parts[index] += 1;
        }
    }
}

#[test]
fn no_hidden_part_of_coverage_is_known_from_its_month() {
    let mut attack = Attack::default();
    let ways = all_parts(15);
    assert_eq!(ways.len(), 15504, "20 choose 5: none is left out");
    let worlds: Vec<(String, [u64; 5])> = ways.into_iter().map(|parts| (coverage_release(&[parts]), parts)).collect();
    for (shown, parts) in &worlds {
        let all = parts.iter().sum();
        attack.learn(shown.clone(), &[parts[0], parts[1], parts[2], parts[3], parts[4], all]);
    }
    let mut all_shown = 0;
    for (shown, parts) in &worlds {
        let possible = attack.possible(shown);
        let all: u64 = parts.iter().sum();
        for (index, &count) in parts.iter().enumerate() {
            let is_small = all > 0 && count < 3;
            assert!(!is_small || possible[index] >= 2, "part {index} of {parts:?} can be worked out: {shown}");
        }
        assert!(all == 0 || all >= 3 || possible[5] >= 2, "the denominator of {parts:?} can be worked out: {shown}");
        let known = possible[..5].iter().filter(|&&values| values == 1).count();
        assert!(known != 4, "four known parts and a known total give the fifth back: {parts:?}, {shown}");
        all_shown += usize::from(known == 5 && all > 0);
    }
    assert_eq!(all_shown, 1, "three in each part is the one world large enough to show all");
}

proptest! {
    /// With the exhaustive test of one month, this says that no number of months gives a hidden part back:
    /// another month that looks the same by itself looks the same in every company.
    #[test]
    fn what_a_month_of_coverage_hides_changes_nothing_anywhere(
        months in proptest::collection::vec(proptest::array::uniform5(0_u64..8), 1..6),
        others in proptest::collection::vec(proptest::array::uniform5(0_u64..8), 16),
    ) {
        let shown = coverage_release(&months);
        for index in 0..months.len() {
            let alone = coverage_release(&months[index..=index]);
            for other in others.iter().filter(|&&other| coverage_release(&[other]) == alone) {
                let mut twin = months.clone();
                twin[index] = *other;
                prop_assert_eq!(&coverage_release(&twin), &shown, "{:?} for {:?}", other, months[index]);
            }
        }
    }

    #[test]
    fn what_a_month_of_withdrawals_hides_changes_nothing_anywhere(
        months in proptest::collection::vec((0_u64..14, 0_u64..14), 1..6),
        other in 0_u64..14,
    ) {
        let release = |months: &[(u64, u64)]| {
            let from = month("2026-01");
            let counts: Vec<(u64, u64)> =
                months.iter().map(|&(withdrawn, rest)| (withdrawn, withdrawn + rest)).collect();
            let to = (1..months.len()).fold(from, |month, _| month.next());
            withdrawal_release(&columns(&closed_by_month(from, &counts)), from, to)
        };
        let shown = release(&months);
        for index in 0..months.len() {
            let all = months[index].0 + months[index].1;
            let twin_cell = (other.min(all), all - other.min(all));
            if release(&months[index..=index]) == release(&[twin_cell]) {
                let mut twin = months.clone();
                twin[index] = twin_cell;
                prop_assert_eq!(&release(&twin), &shown, "{:?} for {:?}", twin_cell, months[index]);
            }
        }
    }

    /// The total of a suppressed table is what a reader would get by adding up the months shown.
    #[test]
    fn suppressed_totals_are_the_sum_of_what_is_shown(
        months in proptest::collection::vec(proptest::array::uniform5(0_u64..12), 1..6),
    ) {
        let from = month("2026-01");
        let request = CoverageRequest { from, to: month("2026-05"), as_at: day(AS_AT) };
        let coverage = rule().suppress_coverage(&src_coverage(&columns(&cases_of_parts(from, &months)), &request));
        let shown: Vec<CoverageFigure> = coverage.months.iter().map(|month| month.figure)
            .filter(|figure| figure.in_window().rate().is_some()).collect();
        let sum = |count: fn(&CoverageFigure) -> Option<u64>| shown.iter().map(count).sum::<Option<u64>>();
        let in_window = |figure: &CoverageFigure| figure.in_window().numerator();
        let all = |figure: &CoverageFigure| figure.in_window().denominator();
        prop_assert_eq!(in_window(&coverage.settled), sum(in_window), "reached in the window");
        prop_assert_eq!(all(&coverage.settled), sum(all), "all whose window has ended");
        prop_assert_eq!(coverage.settled.late(), sum(CoverageFigure::late), "late, where every month tells");
        prop_assert_eq!(coverage.settled.without_contact(), sum(CoverageFigure::without_contact));
        let tried = |figure: &CoverageFigure| figure.parts().map(|parts| parts.tried_not_reached);
        prop_assert_eq!(tried(&coverage.settled), sum(tried), "the kinds without a contact, where every month tells");
    }

    /// A small number is never shown, whatever the threshold.
    #[test]
    fn no_small_number_is_shown(
        threshold in 3_u64..12,
        months in proptest::collection::vec(proptest::array::uniform5(0_u64..30), 1..6),
    ) {
        let rule = SmallNumbers::new(threshold).unwrap();
        let from = month("2026-01");
        let request = CoverageRequest { from, to: month("2026-06"), as_at: day(AS_AT) };
        let coverage = rule.suppress_coverage(&src_coverage(&columns(&cases_of_parts(from, &months)), &request));
        let mut seen: Vec<u64> = Vec::new();
        for figure in coverage.months.iter().map(|month| month.figure) {
            match figure {
                CoverageFigure::Parts(counts) if counts.total() == 0 => {}
                CoverageFigure::Parts(counts) => seen.extend([
                    counts.reached_in_window,
                    counts.reached_late,
                    counts.tried_not_reached,
                    counts.never_tried,
                    counts.ended_by_reason,
                ]),
                CoverageFigure::Reached { in_window, late, without_contact } => {
                    seen.extend([in_window, late, without_contact]);
                }
                CoverageFigure::InWindow(rate) => seen.extend([rate.numerator(), rate.complement()]),
                CoverageFigure::Withheld { denominator, .. } => seen.extend(denominator),
            }
        }
        prop_assert!(seen.iter().all(|&count| count >= threshold), "{seen:?} at threshold {threshold}");
        prop_assert_eq!(rule.suppress_coverage(&coverage), coverage.clone(), "suppressing again changes nothing");
    }
}

#[test]
fn no_hidden_strand_is_known_from_the_table() {
    let strands = [Strand::Disability, Strand::Race, Strand::Transgender];
    let subsets: Vec<Vec<Strand>> = (0..8_usize)
        .map(|bits| (0..3).filter(|index| bits >> index & 1 == 1).map(|index| strands[index].clone()).collect())
        .collect();
    let mut attack = Attack::default();
    let mut worlds = Vec::new();
    // Every multiset of at most seven crimes over the eight subsets of three strands.
    let mut stack: Vec<(usize, Vec<usize>)> = vec![(0, Vec::new())];
    while let Some((least, chosen)) = stack.pop() {
        if chosen.len() < 7 {
            stack.extend((least..subsets.len()).map(|next| (next, [chosen.as_slice(), &[next]].concat())));
        }
        let cases: Vec<MockCase> =
            chosen.iter().map(|&subset| MockCase::reported("2026-01-01").strands(&subsets[subset])).collect();
        let request = StrandCountsRequest { from: month("2026-01"), to: month("2026-01"), as_at: day(AS_AT) };
        let counts = strand_counts(&columns(&cases), &request);
        let shown = format!("{:?}", rule().suppress_strand_counts(&counts));
        let secrets: Vec<u64> = strands.iter().map(|strand| counts.by_strand[strand]).chain([counts.crimes]).collect();
        attack.learn(shown.clone(), &secrets);
        worlds.push((shown, secrets));
    }
    for (shown, secrets) in &worlds {
        for (&secret, possible) in secrets.iter().zip(attack.possible(shown)) {
            assert_eq!(possible >= 2, secret == 1 || secret == 2, "{secrets:?} shown as {shown}");
        }
    }
}

/// Two looks a day apart differ by one victim, so a month that still moves shows nothing at all.
#[test]
fn a_month_that_still_moves_shows_the_same_whatever_happens_in_it() {
    let (from, as_at, set) = (month("2026-06"), day("2026-06-20"), OutcomeSet::attrition());
    let release = |cases: &[MockCase]| {
        let columns = columns(cases);
        let chart =
            rule().suppress_chart(&withdrawal_closed(&columns, &PChartRequest { from, to: from, as_at, set: &set }));
        let coverage = rule().suppress_coverage(&src_coverage(&columns, &CoverageRequest { from, to: from, as_at }));
        let head = rule().suppress_headline(&headline(&columns, &HeadlineRequest { month: from, as_at, set: &set }));
        let strands = strand_counts(&columns, &StrandCountsRequest { from, to: from, as_at });
        assert!(matches!(chart.points[0].figure, Figure::Withheld { denominator: None, .. }));
        assert!(matches!(head.recorded, Count::Withheld(_)));
        format!("{chart:?} {coverage:?} {head:?} {:?}", rule().suppress_strand_counts(&strands))
    };
    let mut cases = closed_by_month(from, &[(20, 60)]);
    cases.extend(cases_of_parts(from, &[[30, 20, 10, 10, 10]]));
    let yesterday = release(&cases);
    cases.push(
        MockCase::reported("2026-06-20")
            .closed(16, "2026-06-20")
            .class(CoverageClass::ReachedInWindow)
            .strands(&[Strand::Race]),
    );
    assert_eq!(release(&cases), yesterday, "one more victim is not seen");
}

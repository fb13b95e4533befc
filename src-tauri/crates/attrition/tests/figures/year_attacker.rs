//! An attacker against the year of a strand, who knows both half-years as they are shown, and all totals.
//!
//! Exhaustive: every way in which so many of a half-year can be of the strand.

use crate::mock::{MockCase, columns, day, month};
use attrition::{Cut, GroupTable, GroupsRequest, Rate, Series, SmallNumbers, by_group};
use caseload::{Month, OutcomeSet, Strand};
use std::collections::{BTreeSet, HashMap};

const THRESHOLD: u64 = 3;

/// Withdrawn and the rest.
type Cell = (u64, u64);

fn template() -> GroupTable {
    let cases = [MockCase::reported("2026-01-01").closed(16, "2026-01-02").strands(&[Strand::Race])];
    let (set, months) = (OutcomeSet::attrition(), BTreeSet::<Month>::from([month("2026-01")]));
    let request = GroupsRequest {
        cut: Cut::Strand,
        series: Series::WithdrawalClosed,
        months: &months,
        as_at: day("2026-06-30"),
        set: &set,
        overdispersion: false,
    };
    let mut table = by_group(&columns(&cases), &request);
    table.groups.retain(|group| matches!(group.group.words(), "Race" | "Not recorded"));
    table
}

fn half(template: &GroupTable, all: Cell, strand: Cell) -> GroupTable {
    let rate = |(x, y): Cell| Rate::of_parts(Series::WithdrawalClosed, x, y);
    let others = (all.0 - strand.0, all.1 - strand.1);
    let mut table = GroupTable { all: Some(rate(all)), ..template.clone() };
    for (group, (own, rest)) in table.groups.iter_mut().zip([(strand, others), (others, strand)]) {
        let compared = group.compared.as_mut().unwrap();
        (compared.rate, compared.others) = (rate(own), rate(rest));
    }
    table
}

fn cell(table: &GroupTable) -> Option<Cell> {
    table.groups[0].compared.map(|of| (of.rate.numerator(), of.rate.complement()))
}

fn ways(all: Cell) -> impl Iterator<Item = Cell> {
    (0..=all.0).flat_map(move |x| (0..=all.1).map(move |y| (x, y)))
}

#[test]
fn no_half_year_withheld_is_known_from_the_year() {
    let (template, rule) = (template(), SmallNumbers::new(THRESHOLD).unwrap());
    let (mut hidden, mut years) = (0, 0);
    for alls in [[(9, 9), (9, 9)], [(6, 9), (9, 8)], [(9, 9), (10, 9)], [(3, 3), (9, 8)]] {
        let mut possible: HashMap<String, [BTreeSet<Cell>; 2]> = HashMap::new();
        let mut worlds = Vec::new();
        for first in ways(alls[0]) {
            for second in ways(alls[1]) {
                let halves = [half(&template, alls[0], first), half(&template, alls[1], second)];
                let seen = halves.clone().map(|half| cell(&rule.suppress_groups(&[half])[0]));
                let year = cell(&rule.suppress_year(&halves, &["Race".to_owned()]));
                years += usize::from(year.is_some() && seen == [None, None]);
                let known = format!("{seen:?}{year:?}");
                let values = possible.entry(known.clone()).or_default();
                values[0].insert(first);
                values[1].insert(second);
                worlds.push((known, [first, second], seen));
            }
        }
        for (known, halves, seen) in &worlds {
            for (index, &(x, y)) in halves.iter().enumerate().filter(|&(index, _)| seen[index].is_none()) {
                if x + y == 0 || (x >= THRESHOLD && y >= THRESHOLD) {
                    continue;
                }
                let values = &possible[known][index];
                let [counted, rest]: [BTreeSet<u64>; 2] =
                    [values.iter().map(|of| of.0).collect(), values.iter().map(|of| of.1).collect()];
                assert!(x >= THRESHOLD || counted.len() >= 2, "half {index} of {halves:?} is known: {known}");
                assert!(y >= THRESHOLD || rest.len() >= 2, "half {index} of {halves:?} is known: {known}");
                hidden += 1;
            }
        }
    }
    assert!(hidden > 5_000 && years > 500, "{hidden} hidden, {years} years shown of halves withheld");
}

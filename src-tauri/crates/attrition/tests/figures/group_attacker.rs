//! An attacker against tables by group: knows the rule, the totals and everything shown, and wants one hidden number.
//!
//! Exhaustive: all small caseloads of three groups and "not recorded" are gathered by what they show.

use crate::mock::{MockCase, columns, day, month};
use attrition::{Columns, Cut, Group, GroupTable, GroupsRequest, Rate, Series, SmallNumbers, by_group, group_sentence};
use caseload::{Month, OutcomeSet, Strand};
use std::collections::{BTreeSet, HashMap};

const THRESHOLD: u64 = 3;

fn rule() -> SmallNumbers {
    SmallNumbers::new(THRESHOLD).unwrap()
}

/// Withdrawn and the rest, of one group.
type Cell = (u64, u64);

fn table_of(columns: &Columns, cut: Cut) -> GroupTable {
    let (set, months) = (OutcomeSet::attrition(), BTreeSet::<Month>::from([month("2026-01")]));
    let request = GroupsRequest {
        cut,
        series: Series::WithdrawalClosed,
        months: &months,
        as_at: day("2026-06-30"),
        set: &set,
        overdispersion: false,
    };
    by_group(columns, &request)
}

/// The exact table with these cells and this total, without going through cases.
fn exact(template: &GroupTable, cells: &[Cell], (withdrawn, rest): Cell) -> GroupTable {
    let mut table = template.clone();
    table.all = Some(Rate::of_parts(Series::WithdrawalClosed, withdrawn, rest));
    for (group, &(x, y)) in table.groups.iter_mut().zip(cells) {
        let mut compared = template.groups[0].compared.unwrap();
        compared.rate = Rate::of_parts(Series::WithdrawalClosed, x, y);
        compared.others = Rate::of_parts(Series::WithdrawalClosed, withdrawn - x, rest - y);
        group.compared = Some(compared);
    }
    table
}

/// What the reader gets, with the total, which the months tell anyway.
fn shown(table: &GroupTable) -> Vec<Option<Cell>> {
    let all = table.all.map(|all| (all.numerator(), all.complement()));
    let cells = table
        .groups
        .iter()
        .map(|group| group.compared.map(|compared| (compared.rate.numerator(), compared.rate.complement())));
    std::iter::once(all).chain(cells).collect()
}

/// Every way to put so many into four places.
fn ways(all: u64) -> Vec<[u64; 4]> {
    let mut found = Vec::new();
    for a in 0..=all {
        for b in 0..=all - a {
            for c in 0..=all - a - b {
                found.push([a, b, c, all - a - b - c]);
            }
        }
    }
    found
}

/// What an attacker can tell apart: the total and each group, where it is shown.
type Known = Vec<Option<Cell>>;

/// Goes through every caseload of these totals, and holds that each small number hidden could be another.
///
/// `groups_of` makes the groups' cells, "not recorded" last, from four places that each victim is in one of.
fn attack(template: &GroupTable, groups_of: fn([Cell; 4]) -> Vec<Cell>) -> (usize, usize) {
    let (mut hidden, mut open) = (0, 0);
    for withdrawn in THRESHOLD..=7 {
        for rest in THRESHOLD..=7 {
            let mut possible: HashMap<Known, Vec<BTreeSet<u64>>> = HashMap::new();
            let mut worlds: Vec<(Known, Vec<Cell>)> = Vec::new();
            for x in ways(withdrawn) {
                for y in ways(rest) {
                    let groups = groups_of([(x[0], y[0]), (x[1], y[1]), (x[2], y[2]), (x[3], y[3])]);
                    let exact = exact(template, &groups, (withdrawn, rest));
                    let table = rule().suppress_groups(&[exact]).remove(0);
                    let known = shown(&table);
                    let values = possible.entry(known.clone()).or_insert_with(|| vec![BTreeSet::new(); groups.len()]);
                    for (values, (x, _)) in values.iter_mut().zip(&groups) {
                        values.insert(*x);
                    }
                    worlds.push((known, groups));
                }
            }
            for (known, groups) in &worlds {
                for (index, &(x, y)) in groups.iter().enumerate() {
                    let is_shown = known[index + 1].is_some();
                    open += usize::from(is_shown);
                    if x + y > 0 && (x < THRESHOLD || y < THRESHOLD) {
                        assert!(!is_shown, "{groups:?} shows a small group: {known:?}");
                        let values = possible[known][index].len();
                        assert!(values >= 2, "group {index} of {groups:?} can be worked out: {known:?}");
                        hidden += 1;
                    }
                }
            }
        }
    }
    (hidden, open)
}

fn template_of_sexes() -> GroupTable {
    let sample: Vec<MockCase> = ["A", "B", "C"]
        .iter()
        .map(|name| {
            let mut case = MockCase::reported("2026-01-01").closed(16, "2026-01-02");
            case.sex = Some((*name).to_owned());
            case
        })
        .collect();
    let template = table_of(&columns(&sample), Cut::Sex);
    assert_eq!(template.groups.last().unwrap().group, Group::NotRecorded, "always a row, and the last");
    template
}

#[test]
fn no_hidden_group_is_known_from_the_table_and_the_total() {
    let (hidden, open) = attack(&template_of_sexes(), |cells| cells.to_vec());
    assert!(hidden > 10_000 && open > 1_000, "both kinds: {hidden} hidden, {open} open");
}

/// Reached in the window, reached late, and not reached: two shares of the same victims, with both totals known.
#[test]
fn no_hidden_group_is_known_from_two_shares_of_the_same_victims() {
    let template = template_of_sexes();
    let of_series = |series, numerators: &[u64], sizes: &[u64]| {
        let all: (u64, u64) = (numerators.iter().sum(), sizes.iter().sum());
        let cells: Vec<Cell> = numerators.iter().zip(sizes).map(|(&x, &n)| (x, n - x)).collect();
        GroupTable { series, ..exact(&template, &cells, (all.0, all.1 - all.0)) }
    };
    let mut hidden = 0;
    for (in_window, late, not) in [(3, 1, 3), (4, 3, 4), (5, 0, 4), (3, 2, 5), (6, 1, 3)] {
        let mut possible: HashMap<String, Vec<BTreeSet<[u64; 3]>>> = HashMap::new();
        let mut worlds = Vec::new();
        for a in ways(in_window) {
            for b in ways(late) {
                for c in ways(not) {
                    let group = |index: usize| [a[index], b[index], c[index]];
                    let groups = [group(0), group(1), group(2), group(3)];
                    let sizes: Vec<u64> = groups.iter().map(|of| of.iter().sum()).collect();
                    let reached: Vec<u64> = groups.iter().map(|of| of[0] + of[1]).collect();
                    let first: Vec<u64> = groups.iter().map(|of| of[0]).collect();
                    let tables = [
                        of_series(Series::SrcInWindow, &first, &sizes),
                        of_series(Series::SrcReached, &reached, &sizes),
                    ];
                    let told: Vec<_> = rule().suppress_groups(&tables).iter().map(shown).collect();
                    let known = format!("{told:?}");
                    let values = possible.entry(known.clone()).or_insert_with(|| vec![BTreeSet::new(); 4]);
                    for (values, of) in values.iter_mut().zip(groups) {
                        values.insert(of);
                    }
                    worlds.push((known, groups));
                }
            }
        }
        for (known, groups) in &worlds {
            for (index, of) in groups.iter().enumerate() {
                let (x, reached, all) = (of[0], of[0] + of[1], of.iter().sum::<u64>());
                if all > 0 && (x < THRESHOLD || all - x < THRESHOLD) {
                    let values = &possible[known][index];
                    let numerators: BTreeSet<u64> = values.iter().map(|of| of[0]).collect();
                    assert!(numerators.len() >= 2, "reached in the window, {index} of {groups:?}: {known}");
                    hidden += 1;
                }
                if all > 0 && (reached < THRESHOLD || all - reached < THRESHOLD) {
                    let reached: BTreeSet<u64> = possible[known][index].iter().map(|of| of[0] + of[1]).collect();
                    assert!(reached.len() >= 2, "reached, {index} of {groups:?}: {known}");
                    hidden += 1;
                }
            }
        }
    }
    assert!(hidden > 10_000, "{hidden} hidden");
}

/// Strands overlap: two of them, both at once, or none.
#[test]
fn no_hidden_strand_is_known_from_the_table_and_the_total() {
    let sample = [MockCase::reported("2026-01-01").closed(16, "2026-01-02").strands(&[Strand::Race])];
    let mut template = table_of(&columns(&sample), Cut::Strand);
    template.groups.retain(|group| matches!(group.group.words(), "Race" | "Religion" | "Not recorded"));
    let groups_of = |[first, second, both, none]: [Cell; 4]| {
        vec![(first.0 + both.0, first.1 + both.1), (second.0 + both.0, second.1 + both.1), none]
    };
    let (hidden, open) = attack(&template, groups_of);
    assert!(hidden > 10_000 && open > 1_000, "both kinds: {hidden} hidden, {open} open");
}

#[test]
fn wards_and_teams_are_not_given_at_all() {
    let cases: Vec<MockCase> = (0..40)
        .map(|number| {
            let mut case = MockCase::reported("2026-01-01").closed(if number % 2 == 0 { 16 } else { 18 }, "2026-01-02");
            case.team = Some("Response A".to_owned());
            case
        })
        .collect();
    let exact = table_of(&columns(&cases), Cut::Team);
    let table = rule().suppress_groups(&[exact]).remove(0);
    assert!(table.all.is_none() && table.groups.iter().all(|group| group.compared.is_none()));
    assert_eq!(
        group_sentence(&table),
        "Too few cases to compare groups without telling of somebody.",
        "and the sentence tells nothing either"
    );
}

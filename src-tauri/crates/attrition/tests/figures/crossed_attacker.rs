//! An attacker against intersections: knows the strands, the other groups, the totals and the rules.
//!
//! For each set of totals all caseloads are gathered by what they show: victims are in a strand or not, and of one of
//! two groups or of none that was recorded.

use crate::mock::{MockCase, columns, day, month};
use attrition::{Cut, Group, GroupTable, GroupsRequest, Rate, Series, SmallNumbers, by_group};
use caseload::{Month, OutcomeSet, Strand};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::{BTreeSet, HashMap};

const THRESHOLD: u64 = 3;
/// Sets of totals gone through.
const TOTALS: usize = 60;
const SEXES: [&str; 2] = ["Female", "Male"];

/// Withdrawn and the rest.
type Cell = (u64, u64);

fn template() -> GroupTable {
    let mut case = MockCase::reported("2026-01-01").closed(16, "2026-01-02").strands(&[Strand::Race]);
    case.sex = Some("Female".to_owned());
    let (set, months) = (OutcomeSet::attrition(), BTreeSet::<Month>::from([month("2026-01")]));
    let request = GroupsRequest {
        cut: Cut::Sex,
        series: Series::WithdrawalClosed,
        months: &months,
        as_at: day("2026-06-30"),
        set: &set,
        overdispersion: false,
    };
    by_group(&columns(&[case]), &request)
}

fn table(template: &GroupTable, cut: Cut, all: Cell, groups: &[(Group, Cell)]) -> GroupTable {
    let rate = |(x, y): Cell| Rate::of_parts(Series::WithdrawalClosed, x, y);
    let figure = |(group, of): &(Group, Cell)| {
        let mut figure = template.groups[0].clone();
        figure.group = group.clone();
        let compared = figure.compared.as_mut().unwrap();
        (compared.rate, compared.others) = (rate(*of), rate((all.0 - of.0, all.1 - of.1)));
        figure
    };
    GroupTable { cut, all: Some(rate(all)), groups: groups.iter().map(figure).collect(), ..template.clone() }
}

fn shown(table: &GroupTable) -> Vec<Option<Cell>> {
    table.groups.iter().map(|of| of.compared.map(|of| (of.rate.numerator(), of.rate.complement()))).collect()
}

/// The totals of all, of the strand and of each sex: of those withdrawn, and of the rest.
#[derive(Clone, Copy)]
struct Totals {
    strand: u64,
    sexes: [u64; 2],
    all: u64,
}

impl Totals {
    fn drawn(dice: &mut ChaCha8Rng, any_unsexed: bool) -> Self {
        let sexes = [dice.random_range(6..=8), dice.random_range(6..=8)];
        let all = sexes[0] + sexes[1] + if any_unsexed { dice.random_range(3..=6) } else { 0 };
        Self { strand: dice.random_range(6..=all - 6), sexes, all }
    }

    /// How many of each sex are in the strand, in every way that there is.
    fn ways(self) -> Vec<[u64; 2]> {
        let unsexed = self.all - self.sexes[0] - self.sexes[1];
        let within = |of: &[u64; 2]| {
            let both = of[0] + of[1];
            both <= self.strand && self.strand - both <= unsexed
        };
        let pairs = (0..=self.sexes[0]).flat_map(|a| (0..=self.sexes[1]).map(move |b| [a, b]));
        pairs.filter(within).collect()
    }

    /// All six places: each sex and none, in the strand and not.
    fn places(self, inside: [u64; 2]) -> [u64; 6] {
        let unsexed = self.all - self.sexes[0] - self.sexes[1];
        let rest = self.strand - inside[0] - inside[1];
        [inside[0], inside[1], rest, self.sexes[0] - inside[0], self.sexes[1] - inside[1], unsexed - rest]
    }
}

#[test]
fn no_hidden_intersection_is_known_from_the_tables_beside_it() {
    let (template, rule) = (template(), SmallNumbers::new(THRESHOLD).unwrap());
    let mut dice = ChaCha8Rng::seed_from_u64(1);
    let (mut hidden, mut open) = (0, 0);
    for number in 0..TOTALS {
        let [x, y] = [0, 1].map(|_| Totals::drawn(&mut dice, number % 3 != 0));
        let all = (x.all, y.all);
        let race = || Group::Named("Race".to_owned());
        let strands = [(race(), (x.strand, y.strand)), (Group::NotRecorded, (x.all - x.strand, y.all - y.strand))];
        let named = |index: usize| (Group::Named(SEXES[index].to_owned()), (x.sexes[index], y.sexes[index]));
        let unsexed = (x.all - x.sexes[0] - x.sexes[1], y.all - y.sexes[0] - y.sexes[1]);
        let sexes = [named(0), named(1), (Group::NotRecorded, unsexed)];
        let strands = rule.suppress_groups(&[table(&template, Cut::Strand, all, &strands)]);
        let sexes = rule.suppress_groups(&[table(&template, Cut::Sex, all, &sexes)]);
        let mut possible: HashMap<Vec<Option<Cell>>, Vec<[BTreeSet<u64>; 2]>> = HashMap::new();
        let mut worlds = Vec::new();
        for of_x in x.ways() {
            for of_y in y.ways() {
                let both = |index: usize| {
                    let other: &str = SEXES[index];
                    let words = format!("Race, {other}");
                    let group = Group::Both { strand: "Race".to_owned(), other: other.to_owned(), words };
                    (group, (of_x[index], of_y[index]))
                };
                let exact = table(&template, Cut::StrandSex, all, &[both(0), both(1)]);
                let known = shown(&rule.suppress_crossed(&[exact], &strands, &sexes)[0]);
                let places: Vec<Cell> = x.places(of_x).into_iter().zip(y.places(of_y)).collect();
                let values = possible.entry(known.clone()).or_insert_with(|| vec![Default::default(); 6]);
                for (values, &(x, y)) in values.iter_mut().zip(&places) {
                    values[0].insert(x);
                    values[1].insert(y);
                }
                worlds.push((known, places));
            }
        }
        // What the totals alone leave no choice of was known before.
        let open_by_totals = |index: usize, of: fn(&Cell) -> u64| {
            worlds.iter().map(|(_, places)| of(&places[index])).collect::<BTreeSet<u64>>().len() > 1
        };
        let open_by_totals: Vec<[bool; 2]> =
            (0..6).map(|index| [open_by_totals(index, |of| of.0), open_by_totals(index, |of| of.1)]).collect();
        for (known, places) in &worlds {
            open += known.iter().flatten().count();
            for (index, &(x, y)) in places.iter().enumerate().filter(|&(_, &(x, y))| x + y > 0) {
                for (side, count) in [x, y].into_iter().enumerate() {
                    if count < THRESHOLD && open_by_totals[index][side] {
                        assert!(possible[known][index][side].len() > 1, "place {index} of {places:?}: {known:?}");
                        hidden += 1;
                    }
                }
            }
        }
    }
    assert!(hidden > 10_000 && open > 1_000, "both kinds: {hidden} hidden, {open} open");
}

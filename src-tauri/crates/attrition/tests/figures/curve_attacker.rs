//! An attacker on the curves that readers without names are shown.
//!
//! What is known: the rules, how many crimes each month has and how many withdrew within 28, 56 and 90 days, the curve
//! of all, and the curve of a group. A number is safe where another caseload, alike in all that is known, has another
//! number there: the attacker cannot tell the two apart. Each test builds that other caseload.

use attrition::{DayCounts, End, RELEASED_DAYS, SmallNumbers, WeekPoint};
use proptest::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq)]
struct Case {
    month: usize,
    in_group: bool,
    day: u32,
    end: End,
}

const MONTHS: usize = 3;

fn counts<'a>(cases: impl Iterator<Item = &'a Case>) -> DayCounts {
    let mut counts = DayCounts::over(RELEASED_DAYS);
    for case in cases {
        counts.add(case.day, case.end);
    }
    counts
}

#[derive(Debug, PartialEq)]
struct Known {
    months: Vec<(u64, [u64; 3])>,
    all: Vec<WeekPoint>,
    group: Vec<WeekPoint>,
}

/// All that is published of these cases: the months exactly, which is more than any reader is shown.
fn known(cases: &[Case]) -> Known {
    let rule = SmallNumbers::preset();
    let of_month = |month| counts(cases.iter().filter(move |case| case.month == month));
    let months = (0..MONTHS).map(of_month);
    let all = counts(cases.iter());
    let shown = rule.week_curve(&all);
    let group = rule.week_curve_of_group(&counts(cases.iter().filter(|case| case.in_group)), &all, &shown);
    let withdrawn = |counts: &DayCounts| [28, 56, 90].map(|day| counts.ended_by(day)[0]);
    Known { months: months.map(|counts| (counts.all(), withdrawn(&counts))).collect(), all: shown, group }
}

/// The cases with ends in the same weeks moved: every day is the last of its week, as only weeks are told.
fn caseload() -> impl Strategy<Value = Vec<Case>> {
    let case = (0..MONTHS, prop::bool::weighted(0.4), 1u32..=13, 0u8..8).prop_map(|(month, in_group, week, kind)| {
        let day = if week == 13 { 90 } else { week * 7 };
        let (day, end) = match kind {
            0..=3 => (day, End::Withdrawal),
            4..=6 => (day, End::Other),
            _ => (RELEASED_DAYS, End::Open),
        };
        Case { month, in_group, day, end }
    });
    prop::collection::vec(case, 20..400)
}

/// The span of weeks between two points shown in which a day lies, as the last days of both.
fn span(points: &[WeekPoint], day: u32) -> (u32, u32) {
    let after = points.iter().map(|point| point.day).find(|&shown| day <= shown).unwrap_or(u32::MAX);
    let before = points.iter().map(|point| point.day).rfind(|&shown| shown < day).unwrap_or(0);
    (before, after)
}

/// The span between days that the months tell.
fn month_span(day: u32) -> u32 {
    [28, 56].into_iter().filter(|&told| told < day).count() as u32
}

const WEEKS: [u32; 13] = [7, 14, 21, 28, 35, 42, 49, 56, 63, 70, 77, 84, 90];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    /// How many withdrew in a week between two points could be one more or one less.
    #[test]
    fn no_week_between_two_points_is_known(cases in caseload()) {
        let before = known(&cases);
        prop_assume!(!before.all.is_empty());
        for day in WEEKS {
            let within = span(&before.all, day);
            let movable = |other: u32| other != day && span(&before.all, other) == within && month_span(other) == month_span(day);
            let hidden = WEEKS.into_iter().any(movable);
            let enough = before.all.iter().all(|point| point.day != day) || hidden;
            prop_assert!(enough || within.1 != u32::MAX, "a week alone is a point of its own");
            if !hidden {
                continue;
            }
            let alike = |&other: &u32| movable(other);
            let moves = WEEKS.into_iter().filter(alike).flat_map(|other| [(day, other), (other, day)]);
            let of_week = |at: usize, from: u32| cases[at].day == from && cases[at].end == End::Withdrawal;
            let twins: Vec<(usize, u32)> = moves
                .flat_map(|(from, to)| (0..cases.len()).map(move |at| (at, from, to)))
                .filter(|&(at, from, _)| of_week(at, from))
                .map(|(at, _, to)| (at, to))
                .collect();
            if twins.is_empty() {
                continue;
            }
            let withdrew = |cases: &[Case]| {
                cases.iter().filter(|case| case.day == day && case.end == End::Withdrawal).count()
            };
            let alike = |one: u32, other: u32| {
                span(&before.all, one) == span(&before.all, other) && month_span(one) == month_span(other)
            };
            let hides = |twin: &[Case]| withdrew(twin) != withdrew(&cases) && known(twin) == before;
            // One move may bring a week to light that was not shown; a second one hides it again.
            let found = twins.into_iter().any(|(at, to)| {
                let mut once = cases.clone();
                once[at].day = to;
                let again = |week: u32| {
                    let moved = (0..once.len()).find(|&at| once[at].day == week && once[at].end == End::Withdrawal);
                    moved.is_some_and(|at| {
                        WEEKS.into_iter().filter(|&other| other != week && alike(week, other)).any(|other| {
                            let mut twice = once.clone();
                            twice[at].day = other;
                            hides(&twice)
                        })
                    })
                };
                hides(&once) || WEEKS.into_iter().any(again)
            });
            prop_assert!(found, "the number of week {} is known from {:?}", day, before);
        }
    }

    /// Every step that is shown, of all, of the group and of what it leaves, is large.
    #[test]
    fn every_step_shown_is_large(cases in caseload()) {
        let found = known(&cases);
        let (all, group) = (counts(cases.iter()), counts(cases.iter().filter(|case| case.in_group)));
        let large = |count: u64| count >= SmallNumbers::preset().threshold();
        let mut before = [0; 2];
        for point in &found.all {
            let now = all.ended_by(point.day);
            prop_assert_eq!(point.withdrawn, now[0]);
            prop_assert!(large(now[0] - before[0]), "{:?}", found.all);
            before[0] = now[0];
            if let Some(left) = point.at_risk {
                prop_assert!(large(left) && large(now[1] - before[1]) && left == all.all() - now[0] - now[1]);
                before[1] = now[1];
            }
        }
        let (mut own_before, mut others_before) = ([0; 2], [0; 2]);
        for point in &found.group {
            let (own, both) = (group.ended_by(point.day), all.ended_by(point.day));
            let others = [both[0] - own[0], both[1] - own[1]];
            for kind in 0..2 {
                prop_assert!(large(own[kind] - own_before[kind]) && large(others[kind] - others_before[kind]));
            }
            (own_before, others_before) = (own, others);
            prop_assert!(found.all.iter().any(|of_all| of_all.day == point.day), "all others are what it leaves of all");
        }
    }

    /// Who of those that ended between two points of the group is in it could be somebody else.
    #[test]
    fn nobody_is_known_to_be_in_the_group(cases in caseload()) {
        let before = known(&cases);
        prop_assume!(!before.group.is_empty());
        let last = before.group.last().map_or(0, |point| point.day);
        let mut seen = std::collections::BTreeSet::new();
        for (at, case) in cases.iter().enumerate().filter(|(_, case)| case.end != End::Open && case.day <= last) {
            if !seen.insert((case.day, case.end, case.in_group)) {
                continue;
            }
            let within = span(&before.group, case.day);
            let alike = |other: &Case| other.end == case.end && span(&before.group, other.day) == within;
            let swapped = |cases: &[Case], (one, other): (usize, usize)| {
                let mut twin = cases.to_vec();
                (twin[one].in_group, twin[other].in_group) = (cases[other].in_group, cases[one].in_group);
                twin
            };
            let swaps = |cases: &[Case], in_group: bool| -> Vec<usize> {
                let of_week = |day: u32| (0..cases.len()).find(|&at| {
                    cases[at].day == day && alike(&cases[at]) && cases[at].in_group == in_group
                });
                WEEKS.into_iter().filter_map(of_week).collect()
            };
            // One exchange may bring a week to light that was not shown; a second one hides it again.
            let found = swaps(&cases, !case.in_group).into_iter().any(|other| {
                let once = swapped(&cases, (at, other));
                let again = |(a, b)| a != at && b != at && known(&swapped(&once, (a, b))) == before;
                let (inside, outside) = (swaps(&once, true), swaps(&once, false));
                known(&once) == before || inside.iter().any(|&a| outside.iter().any(|&b| again((a, b))))
            });
            prop_assert!(found, "{:?} could be nobody else: {:?}", case, before);
        }
    }
}

#[test]
fn few_cases_give_no_curve() {
    let rule = SmallNumbers::preset();
    let of = |withdrew: usize, stayed: usize| {
        let ends =
            std::iter::repeat_n((10, End::Withdrawal), withdrew).chain(std::iter::repeat_n((90, End::Open), stayed));
        let mut counts = DayCounts::over(RELEASED_DAYS);
        ends.for_each(|(day, end)| counts.add(day, end));
        rule.week_curve(&counts)
    };
    assert!(of(4, 100).is_empty(), "four withdrew");
    assert!(of(100, 4).is_empty(), "four stayed");
    assert!(of(0, 0).is_empty() && of(100, 0).is_empty() && of(0, 100).is_empty());
    let shown = of(30, 30);
    assert_eq!(
        shown.iter().map(|point| point.day).collect::<Vec<_>>(),
        [28],
        "week 2 alone would tell that week 1 had none"
    );
    assert_eq!((shown[0].withdrawn, shown[0].estimate, shown[0].at_risk), (30, 0.5, None));
}

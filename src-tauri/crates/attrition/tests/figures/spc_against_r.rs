//! XmR, P′, gaps and funnels against R's, to 1e-9. `tests/fixtures/make_spc_fixtures.R` made the files, and holds the
//! rules against printed examples first.

use crate::mock::{closed_by_month, columns, day, month};
use attrition::xmr::{Rule, limits, special_causes};
use attrition::{
    Cut, GroupsRequest, PChartRequest, Rate, Series, by_group, difference, funnel_limits, ratio, withdrawal_closed,
};
use caseload::{Month, OutcomeSet};
use std::collections::BTreeSet;

const TOLERANCE: f64 = 1e-9;

fn rows(fixture: &'static str) -> Vec<Vec<&'static str>> {
    assert!(fixture.starts_with('#') && fixture.contains("R version"), "a fixture says what made it");
    fixture.lines().skip(2).map(|line| line.split(',').collect()).collect()
}

fn number(text: &str) -> f64 {
    text.parse().unwrap()
}

fn close(ours: f64, theirs: &str, what: &str) {
    assert!((ours - number(theirs)).abs() < TOLERANCE, "{what}: {ours} is not {theirs}");
}

fn rate(numerator: &str, denominator: &str) -> Rate {
    let (x, n): (u64, u64) = (numerator.parse().unwrap(), denominator.parse().unwrap());
    Rate::of_parts(Series::WithdrawalClosed, x, n - x)
}

#[test]
fn xmr_limits_and_rules_are_those_of_making_data_count() {
    let rows = rows(include_str!("../fixtures/xmr.csv"));
    let names: BTreeSet<&str> = rows.iter().map(|row| row[0]).collect();
    assert_eq!(names.len(), 8, "steady, shifted, trending, screened, flat and tiny series");
    for name in names {
        let of: Vec<_> = rows.iter().filter(|row| row[0] == name).collect();
        let values: Vec<f64> = of.iter().map(|row| number(row[1])).collect();
        let found = limits(&values).unwrap();
        let causes = special_causes(&values, &found);
        for (index, (row, cause)) in of.iter().zip(causes).enumerate() {
            close(found.mean, row[2], name);
            close(found.lower, row[3], name);
            close(found.upper, row[4], name);
            close(found.near_lower, row[5], name);
            close(found.near_upper, row[6], name);
            let rule = match cause.map(|cause| cause.rule) {
                None => "",
                Some(Rule::Outside) => "outside",
                Some(Rule::Trend) => "trend",
                Some(Rule::TwoOfThree) => "two",
                Some(Rule::Run) => "run",
            };
            assert_eq!(rule, row[7], "{name}, point {index}");
            assert!(cause.is_none_or(|cause| cause.high == (row[8] == "1")), "{name}, point {index}: which side");
        }
    }
}

#[test]
fn a_series_too_short_for_a_range_has_no_limits() {
    assert_eq!(limits(&[]), None);
    assert_eq!(limits(&[4.0]), None);
    assert!(special_causes(&[], &limits(&[1.0, 2.0]).unwrap()).is_empty());
}

#[test]
fn limits_of_large_months_are_p_prime() {
    let rows = rows(include_str!("../fixtures/p_prime.csv"));
    for series in ["noisy", "quiet"] {
        let of: Vec<_> = rows.iter().filter(|row| row[0] == series).collect();
        let counts: Vec<(u64, u64)> = of.iter().map(|row| (row[1].parse().unwrap(), row[2].parse().unwrap())).collect();
        let cases = columns(&closed_by_month(month("2020-01"), &counts));
        let set = OutcomeSet::attrition();
        let request =
            PChartRequest { from: month("2020-01"), to: month("2021-12"), as_at: day("2022-06-30"), set: &set };
        let chart = withdrawal_closed(&cases, &request);
        close(chart.sigma_z.expect("months of 500 and more"), of[0][4], series);
        for (point, row) in chart.points.iter().zip(of) {
            let limits = point.limits.unwrap();
            close(limits.centre, row[3], series);
            close(limits.lower, row[5], series);
            close(limits.upper, row[6], series);
        }
    }
}

#[test]
fn gaps_and_ratios_are_those_of_r() {
    let rows = rows(include_str!("../fixtures/gaps.csv"));
    assert!(rows.len() >= 10);
    for row in rows {
        let (first, second) = (rate(row[0], row[1]), rate(row[2], row[3]));
        let gap = difference(first, second).unwrap();
        close(gap.value, row[4], "difference");
        close(gap.interval.low, row[5], "low");
        close(gap.interval.high, row[6], "high");
        match ratio(first, second) {
            None => assert_eq!(row[7], "", "a ratio needs both shares"),
            Some(found) => {
                close(found.value, row[7], "ratio");
                close(found.interval.low, row[8], "low ratio");
                close(found.interval.high, row[9], "high ratio");
            }
        }
    }
}

#[test]
fn funnel_limits_are_those_of_r() {
    let rows = rows(include_str!("../fixtures/funnel.csv"));
    for series in ["spread", "even"] {
        let of: Vec<_> = rows.iter().filter(|row| row[0] == series).collect();
        let mut cases = closed_by_month(month("2026-01"), &[]);
        for (index, row) in of.iter().enumerate() {
            let (x, n): (u64, u64) = (row[1].parse().unwrap(), row[2].parse().unwrap());
            let mut team = closed_by_month(month("2026-01"), &[(x, n)]).split_off(1);
            for case in &mut team {
                case.team = Some(format!("Team {index:02}"));
            }
            cases.extend(team);
        }
        let (set, months) = (OutcomeSet::attrition(), BTreeSet::<Month>::from([month("2026-01")]));
        let request = GroupsRequest {
            cut: Cut::Team,
            series: Series::WithdrawalClosed,
            months: &months,
            as_at: day("2026-06-30"),
            set: &set,
            overdispersion: true,
        };
        let table = by_group(&columns(&cases), &request);
        assert_eq!(table.groups.len(), of.len() + 1, "each team, and the cases without one");
        close(table.inflation, of[0][8], series);
        for (group, row) in table.groups.iter().zip(of) {
            let compared = group.compared.unwrap();
            let wide = compared.limits.unwrap();
            close(wide.lower_999, row[9], series);
            close(wide.upper_999, row[10], series);
            let plain = funnel_limits(number(row[3]), compared.rate.denominator(), 1.0).unwrap();
            close(plain.lower_975, row[4], series);
            close(plain.upper_975, row[5], series);
            close(plain.lower_999, row[6], series);
            close(plain.upper_999, row[7], series);
        }
    }
}

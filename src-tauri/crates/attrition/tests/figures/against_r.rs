//! Intervals and limits against R's, to 1e-9. `tests/fixtures/make_fixtures.R` made the files.

use crate::mock::{closed_by_month, columns, day, month};
use attrition::{PChartRequest, Rate, Series, Z_95, withdrawal_closed};
use caseload::OutcomeSet;

const TOLERANCE: f64 = 1e-9;

fn rows(fixture: &str) -> Vec<Vec<&str>> {
    assert!(fixture.starts_with('#') && fixture.contains("R version"), "a fixture says what made it");
    fixture.lines().skip(2).map(|line| line.split(',').collect()).collect()
}

fn number(text: &str) -> f64 {
    text.parse().unwrap()
}

fn rate(numerator: u64, denominator: u64) -> Rate {
    Rate::of_parts(Series::WithdrawalClosed, numerator, denominator - numerator)
}

#[test]
fn z_is_the_quantile_to_full_precision() {
    let rows = rows(include_str!("../fixtures/constants.csv"));
    assert!((number(rows[0][1]) - Z_95).abs() < 1e-15, "R and we mean the same number");
    assert_eq!(Z_95.to_bits(), 0x3fff_5c03_31ee_ff85, "the double nearest to 1.95996398454005423552");
}

#[test]
fn wilson_intervals_are_those_of_r() {
    let rows = rows(include_str!("../fixtures/wilson.csv"));
    assert!(rows.len() >= 200, "enough cases to mean something");
    for row in rows {
        let interval = rate(row[0].parse().unwrap(), row[1].parse().unwrap()).wilson().unwrap();
        assert!((interval.low - number(row[2])).abs() < TOLERANCE, "low of {} of {}: {interval:?}", row[0], row[1]);
        assert!((interval.high - number(row[3])).abs() < TOLERANCE, "high of {} of {}: {interval:?}", row[0], row[1]);
    }
}

#[test]
fn wilson_intervals_are_those_newcombe_printed() {
    for row in rows(include_str!("../fixtures/published.csv")) {
        let interval = rate(row[0].parse().unwrap(), row[1].parse().unwrap()).wilson().unwrap();
        assert_eq!(format!("{:.4}", interval.low), row[2], "{} of {}", row[0], row[1]);
        assert_eq!(format!("{:.4}", interval.high), row[3], "{} of {}", row[0], row[1]);
    }
}

#[test]
fn limits_are_those_of_r() {
    let rows = rows(include_str!("../fixtures/pchart.csv"));
    let (from, as_at) = (month("2020-01"), day("2023-12-31"));
    let mut signals = 0;
    for series in ["command", "borough", "force"] {
        let expected: Vec<_> = rows.iter().filter(|row| row[0] == series).collect();
        assert_eq!(expected.len(), 36, "{series} has three years");
        let counts: Vec<(u64, u64)> =
            expected.iter().map(|row| (row[2].parse().unwrap(), row[3].parse().unwrap())).collect();
        let cases = columns(&closed_by_month(from, &counts));
        let set = OutcomeSet::attrition();
        let chart = withdrawal_closed(&cases, &PChartRequest { from, to: month("2022-12"), as_at, set: &set });
        assert_eq!(chart.points.len(), 36);
        assert_eq!(chart.sigma_z.is_some(), series == "force", "P′ from a median of 500");
        for (point, row) in chart.points.iter().zip(&expected) {
            let limits = point.limits.expect("every month of the fixture has settled");
            let close = |ours: f64, theirs: &str, what: &str| {
                assert!((ours - number(theirs)).abs() < TOLERANCE, "{series} {}: {what} {ours}", point.period);
            };
            close(point.figure.share().unwrap(), row[4], "share");
            close(limits.centre, row[5], "centre");
            // A force's months are so large that P′ widens the binomial's limits; the fixture has the binomial's.
            let wider = chart.sigma_z.unwrap_or(1.0);
            let binomial = |limit: f64| limits.centre + (limit - limits.centre) / wider;
            close(binomial(limits.lower), row[6], "lower limit");
            close(binomial(limits.upper), row[7], "upper limit");
            assert_eq!(point.signal.is_some(), row[8] == "1", "{series} {}: outside or not", point.period);
            signals += usize::from(point.signal.is_some());
        }
    }
    assert!(signals >= 2, "the fixture holds months outside the limits");
}

//! Effects from counts against R. `tests/fixtures/make_effect_fixtures.R` made the files.

use attrition::{
    Arms, BeforeAfterBorough, Delivered, NoComplier, TRIAL_IF, TwoByTwo, before_after, cases_an_arm,
    complier_average_effect, detectable_ratio, effect_in_cases, events_needed, power_of,
};

fn rows(fixture: &'static str) -> Vec<Vec<&'static str>> {
    assert!(fixture.starts_with('#') && fixture.contains("R version"), "a fixture says what made it");
    fixture.lines().skip(2).map(|line| line.split(',').collect()).collect()
}

fn number(text: &str) -> f64 {
    text.parse().unwrap()
}

#[track_caller]
fn near(ours: Option<f64>, theirs: &str, tolerance: f64, what: &str) {
    match (ours, theirs) {
        (None, "") => {}
        (Some(ours), theirs) if !theirs.is_empty() => {
            let theirs = number(theirs);
            assert!((ours - theirs).abs() <= tolerance * theirs.abs().max(1.0), "{what}: {ours} for {theirs}");
        }
        _ => panic!("{what}: {ours:?} for \"{theirs}\""),
    }
}

#[test]
fn two_groups_are_compared_as_r_does() {
    let rows = rows(include_str!("../fixtures/two_by_two.csv"));
    assert!(rows.len() > 60);
    for row in rows {
        let count = |at: usize| row[at].parse::<u64>().unwrap();
        let table = TwoByTwo::new((count(0), count(1)), (count(2), count(3))).unwrap();
        let what = |name: &str| format!("{name} of {:?}", &row[..4]);
        let estimates = [
            ("risk ratio", table.risk_ratio(), 4),
            ("risk difference", table.risk_difference(), 7),
            ("odds ratio", table.odds_ratio(), 10),
        ];
        for (name, ours, at) in estimates {
            near(ours.map(|one| one.estimate), row[at], 1e-9, &what(name));
            near(ours.map(|one| one.low), row[at + 1], 1e-9, &what(&format!("{name}, low")));
            near(ours.map(|one| one.high), row[at + 2], 1e-9, &what(&format!("{name}, high")));
        }
        let exact = table.odds_ratio_exact();
        let or_infinite = |text: &'static str| if text == "Inf" { "" } else { text };
        near(exact.estimate, or_infinite(row[13]), 1e-9, &what("conditional odds ratio"));
        near(Some(exact.low), row[14], 1e-9, &what("conditional odds ratio, low"));
        near(exact.high, or_infinite(row[15]), 1e-9, &what("conditional odds ratio, high"));
        if !row[16].is_empty() {
            let ours = table.miettinen_nurminen().unwrap();
            near(Some(ours.low), row[16], 1e-9, &what("Miettinen-Nurminen, low"));
            near(Some(ours.high), row[17], 1e-9, &what("Miettinen-Nurminen, high"));
        }
        let test = table.chi_square();
        if row[18] != "NaN" {
            near(test.map(|test| test.chi_square), row[18], 1e-9, &what("chi-square"));
            near(test.map(|test| test.p), row[19], 1e-9, &what("chi-square, p"));
        }
        near(Some(table.fisher()), row[20], 1e-9, &what("Fisher's p"));
    }
}

/// 54 of 125 against 69 of 125, as the trial may have been.
#[test]
fn the_trial_includes_no_effect() {
    let (contact, control) = TRIAL_IF;
    let table = TwoByTwo::new(contact, control).unwrap();
    let ratio = table.risk_ratio().unwrap();
    assert_eq!(format!("{:.3} ({:.3} to {:.3})", ratio.estimate, ratio.low, ratio.high), "0.783 (0.606 to 1.011)");
    let difference = table.risk_difference().unwrap();
    assert_eq!(format!("{:.3} to +{:.3}", difference.low, difference.high), "-0.239 to +0.004");
    assert_eq!(format!("{:.3}", table.fisher()), "0.076");

    let met = effect_in_cases(22_000, 0.31, &ratio).unwrap();
    assert_eq!(met.withdrawals, 6_820);
    assert_eq!(met.article, (1_500, 1_773), "22 to 26 % of them");
    assert_eq!(met.trial.0, 0, "the trial's own interval begins with none");
    assert_eq!(met.trial.1, 2_687, "and ends with about 2,700");
    assert_eq!(effect_in_cases(100, 1.2, &ratio), None, "no share of all");
}

#[test]
fn the_complier_effect_is_two_stage_least_squares() {
    for row in rows(include_str!("../fixtures/complier.csv")) {
        let cell = |at: usize| (row[at].parse::<u64>().unwrap(), row[at + 1].parse::<u64>().unwrap());
        let arms = Arms {
            contact: Delivered { with_contact: cell(0), without: cell(2) },
            control: Delivered { with_contact: cell(4), without: cell(6) },
        };
        let found = complier_average_effect(&arms).unwrap();
        near(Some(found.difference.estimate), row[8], 1e-9, "effect");
        let half = 1.959_963_984_540_054 * number(row[9]);
        near(Some(found.difference.high - found.difference.estimate), &half.to_string(), 1e-9, "half the interval");
    }
    let same = Delivered { with_contact: (5, 20), without: (9, 20) };
    let moved_nothing = Err(NoComplier::NothingMoved);
    assert_eq!(complier_average_effect(&Arms { contact: same, control: same }), moved_nothing);
    assert_eq!(complier_average_effect(&Arms::default()), moved_nothing, "nobody was allocated");
}

#[test]
fn sizes_are_those_of_power_prop_test() {
    for row in rows(include_str!("../fixtures/power.csv")) {
        let (first, n, second) = (number(row[0]), number(row[2]), number(row[3]));
        near(Some(power_of(n, first, second)), row[4], 1e-9, "power");
        assert_eq!(cases_an_arm(first, second, 0.8).unwrap().to_string(), row[5], "{first} against {second}");
    }
    assert_eq!(cases_an_arm(0.3, 0.3, 0.8), None, "no difference is never seen");
    assert_eq!(cases_an_arm(0.3, 1.3, 0.8), None);
}

/// Schoenfeld's formula by hand: (1.95996 + 0.84162)² / (0.25 × ln(0.74)²) = 346.3.
#[test]
fn events_for_a_hazard_ratio() {
    assert_eq!(events_needed(0.74, 0.5, 0.8), Some(347));
    assert_eq!(events_needed(1.0, 0.5, 0.8), None);
    // The same from the error such a caseload has: 4 events over events × 1/4.
    let found = detectable_ratio((1.0 / (347.0 * 0.25f64)).sqrt(), 0.74);
    assert!((found.ratio - 0.74).abs() < 0.001 && (found.times_as_many - 1.0).abs() < 0.01, "{found:?}");
    assert!(detectable_ratio(0.3, 0.74).more_months(12).is_some(), "not yet");
    assert_eq!(detectable_ratio(0.01, 0.74).more_months(12), None, "already");
}

#[test]
fn boroughs_are_compared_with_themselves() {
    // The boroughs of make_effect_fixtures.R: before and after.
    let sets = [
        vec![((90, 260), (70, 250)), ((120, 300), (110, 320)), ((20, 60), (15, 80))],
        vec![((33, 101), (28, 98)), ((5, 20), (9, 41))],
    ];
    for (set, row) in sets.iter().zip(rows(include_str!("../fixtures/before_after.csv"))) {
        let boroughs: Vec<_> = set.iter().map(|&(before, after)| BeforeAfterBorough { before, after }).collect();
        let found = before_after(&boroughs);
        let together = found.together.unwrap();
        near(Some(together.estimate), row[1], 1e-9, "together");
        let half = 1.959_963_984_540_054 * number(row[2]);
        near(Some(together.high - together.estimate), &half.to_string(), 1e-9, "half the interval");
        assert!(found.boroughs.iter().all(Option::is_some));
    }
    let nobody = before_after(&[BeforeAfterBorough { before: (0, 0), after: (3, 9) }]);
    assert_eq!((nobody.boroughs[0], nobody.together), (None, None), "nothing before is no comparison");
}

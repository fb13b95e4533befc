//! A trial's whole analysis against functions of R's own. `tests/fixtures/make_trial_fixtures.R` made the file.

use attrition::{Estimate, NoComplier, Participant, TrialFindings, trial_findings};
use caseload::Arm;

/// How far from R a number may be, relative to it or to 1: R's models stop at about this.
const TOLERANCE: f64 = 1e-9;

fn rows() -> Vec<Vec<&'static str>> {
    let fixture = include_str!("../fixtures/trial.csv");
    assert!(fixture.starts_with('#') && fixture.contains("R version"), "a fixture says what made it");
    fixture.lines().skip(2).map(|line| line.split(',').collect()).collect()
}

fn findings(row: &[&str]) -> TrialFindings {
    let count = |at: usize| row[at].parse::<u64>().unwrap();
    let cells = [(Arm::Contact, true, 0), (Arm::Contact, false, 2), (Arm::Control, true, 4), (Arm::Control, false, 6)];
    let people = cells.into_iter().flat_map(|(arm, contacted, at)| {
        (0..count(at + 1)).map(move |number| Participant { arm, contacted, withdrew: number < count(at) })
    });
    trial_findings(people.collect::<Vec<_>>()).unwrap()
}

#[track_caller]
fn near(ours: f64, theirs: f64, what: &str) {
    assert!((ours - theirs).abs() <= TOLERANCE * theirs.abs().max(1.0), "{what}: {ours} for {theirs}");
}

#[track_caller]
fn same(ours: Option<Estimate>, theirs: &[&str], what: &str) {
    let Some(ours) = ours else {
        assert_eq!(theirs, ["", "", ""], "{what}");
        return;
    };
    let numbers: Vec<f64> = theirs.iter().map(|text| text.parse().expect(what)).collect();
    near(ours.estimate, numbers[0], what);
    near(ours.low, numbers[1], &format!("{what}, low"));
    near(ours.high, numbers[2], &format!("{what}, high"));
}

#[test]
fn every_figure_of_a_trial_is_rs() {
    let rows = rows();
    assert!(rows.len() >= 14, "zeros in every cell, everybody, two people, and thousands");
    for row in rows {
        let found = findings(&row);
        let of = |what: &str| format!("{what} of {:?}", &row[..8]);
        // R gives a ratio of 1 without any width where everybody withdrew; nothing is told of it here.
        let everybody = found.as_allocated.first().0 == found.as_allocated.first().1
            && found.as_allocated.second().0 == found.as_allocated.second().1;
        if everybody {
            assert_eq!(found.risk_ratio, None, "{}", of("risk ratio"));
        } else {
            same(found.risk_ratio, &row[8..11], &of("risk ratio"));
        }
        same(found.risk_difference, &row[11..14], &of("risk difference"));
        same(found.odds_ratio, &row[14..17], &of("odds ratio"));
        conditional(&found, &row[17..20], &of("conditional odds ratio"));
        match found.chi_square {
            None => assert_eq!(&row[20..22], ["", ""], "{}", of("chi-square")),
            Some(test) => {
                near(test.chi_square, row[20].parse().unwrap(), &of("chi-square"));
                near(test.p, row[21].parse().unwrap(), &of("chi-square, p"));
            }
        }
        near(found.fisher_p, row[22].parse().unwrap(), &of("Fisher's p"));
        complier(&found, &row[23..26], &of("complier average effect"));
    }
}

#[track_caller]
fn conditional(found: &TrialFindings, row: &[&str], what: &str) {
    let exact = found.odds_ratio_exact;
    if row[0].is_empty() {
        assert_eq!((exact.estimate, exact.low, exact.high), (None, 0.0, None), "{what}: any ratio is as likely");
        return;
    }
    let bound = |text: &str| Some(text.parse::<f64>().unwrap()).filter(|bound| bound.is_finite());
    for (ours, theirs, which) in [(exact.estimate, row[0], "itself"), (exact.high, row[2], "high")] {
        match (ours, bound(theirs)) {
            (Some(ours), Some(theirs)) => near(ours, theirs, &format!("{what}, {which}")),
            (ours, theirs) => assert_eq!(ours, theirs, "{what}, {which}"),
        }
    }
    near(exact.low, row[1].parse().unwrap(), &format!("{what}, low"));
}

#[track_caller]
fn complier(found: &TrialFindings, row: &[&str], what: &str) {
    match found.complier {
        Err(NoComplier::NothingMoved) => assert_eq!(row, ["", "", ""], "{what}"),
        Err(NoComplier::NoInterval) => {
            let width = row[2].parse::<f64>().unwrap() - row[1].parse::<f64>().unwrap();
            assert!(width.abs() < 1e-12, "{what}: R's interval has no width, and would look certain");
        }
        Ok(effect) => {
            // A difference of shares ends at -1 and at 1, which least squares do not know.
            let ends: Vec<String> =
                row.iter().map(|text| text.parse::<f64>().unwrap().clamp(-1.0, 1.0).to_string()).collect();
            let ends: Vec<&str> = ends.iter().map(String::as_str).collect();
            same(Some(effect.difference), &ends, what);
        }
    }
}

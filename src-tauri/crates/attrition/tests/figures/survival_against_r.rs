//! Curves, tests and models against R's survival package. `tests/fixtures/make_survival_fixtures.R` made the files.

use attrition::{
    CurvePoint, DayCounts, End, FollowUps, RiskSets, RiskSetsBuilder, Span, Ties, aalen_johansen, contact_effect, cox,
    effect_by_period, kaplan_meier, landmark, log_rank,
};
use std::collections::BTreeMap;

use crate::invented::{InventedFollowUp, follow_ups};

/// How far from R a number may be, relative to it. R's own iterations stop at about this.
const TOLERANCE: f64 = 1e-7;

fn rows(fixture: &'static str) -> Vec<Vec<&'static str>> {
    assert!(fixture.starts_with('#') && fixture.contains("survival 3.5"), "a fixture says what made it");
    fixture.lines().skip(2).map(|line| line.split(',').collect()).collect()
}

fn number(text: &str) -> f64 {
    text.parse().unwrap()
}

#[track_caller]
fn close(ours: f64, theirs: &str, what: &str) {
    let theirs = number(theirs);
    assert!((ours - theirs).abs() <= TOLERANCE * theirs.abs().max(1e-9), "{what}: {ours} for {theirs}");
}

/// Spans of R's data, each with a pattern of its own, or with its group as its pattern.
fn spans(dataset: &str) -> Vec<(Span, usize, Vec<f64>)> {
    let rows = rows(include_str!("../fixtures/survival_data.csv"));
    let of_it = rows.iter().filter(|row| row[0] == dataset);
    of_it
        .enumerate()
        .map(|(at, row)| {
            let span = Span {
                stratum: row[4].parse().unwrap(),
                pattern: at,
                after: row[1].parse().unwrap(),
                until: row[2].parse().unwrap(),
                event: row[3] == "1",
            };
            (span, row[5].parse().unwrap(), row[6..9].iter().map(|cell| number(cell)).collect())
        })
        .collect()
}

fn sets(spans: impl Iterator<Item = Span> + Clone) -> RiskSets {
    let strata = spans.clone().map(|span| span.stratum).max().unwrap() + 1;
    let patterns = spans.clone().map(|span| span.pattern).max().unwrap() + 1;
    let last = spans.clone().filter(|span| span.event).map(|span| span.until).max().unwrap();
    let mut builder = RiskSetsBuilder::new(strata, patterns, last);
    spans.for_each(|span| builder.add(span));
    builder.finish()
}

/// Whether a data set is given as cases with a contact, and not as R's rows.
fn is_caseload(dataset: &str) -> bool {
    CASELOADS.contains(&dataset)
}

/// Two invented ones with ties of all kinds, and the heart transplants that immortal time is taught by.
const CASELOADS: [&str; 3] = ["tied", "year", "jasa"];

/// The caseload of the fixture.
fn caseload(name: &str) -> FollowUps {
    let rows = rows(include_str!("../fixtures/caseload.csv"));
    let cases: Vec<InventedFollowUp> = rows
        .iter()
        .filter(|row| row[0] == name)
        .map(|row| InventedFollowUp {
            end_day: row[1].parse().unwrap(),
            end: match row[2] {
                "1" => End::Withdrawal,
                "2" => End::Other,
                _ => End::Open,
            },
            contact_day: row[3].parse().ok(),
            stratum: row[4].parse().unwrap(),
            group: row[5].parse().unwrap(),
        })
        .collect();
    follow_ups(&cases)
}

fn counts(dataset: &str) -> DayCounts {
    if is_caseload(dataset) {
        return caseload(dataset).counts();
    }
    let mut counts = DayCounts::default();
    for row in rows(include_str!("../fixtures/survival_data.csv")).iter().filter(|row| row[0] == dataset) {
        let end = match row[3] {
            "1" => End::Withdrawal,
            "2" => End::Other,
            _ => End::Open,
        };
        counts.add(row[2].parse().unwrap(), end);
    }
    counts
}

#[test]
fn curves_are_those_of_survfit() {
    let mut seen: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for row in rows(include_str!("../fixtures/curves.csv")) {
        seen.entry((row[0], row[1], row[2])).or_default().push(row);
    }
    assert_eq!(seen.len(), 14, "four data sets, three caseloads, and the competing ends of all but three");
    for ((dataset, estimator, cause), expected) in seen {
        let counts = counts(dataset);
        let curve: Vec<CurvePoint> = match (estimator, cause) {
            ("km", _) => kaplan_meier(&counts),
            (_, "1") => aalen_johansen(&counts).withdrawal,
            _ => aalen_johansen(&counts).other,
        };
        for row in expected {
            let what = format!("{dataset} {estimator} {cause} at {}", row[3]);
            // Half a day stands as day 0.
            let day = if row[3] == "0.5" { 0 } else { row[3].parse().unwrap() };
            let point = curve.iter().find(|point| point.day == day).expect("R has the day");
            assert_eq!(point.at_risk.to_string(), row[4], "{what}: at risk");
            assert_eq!(point.events.to_string(), row[5], "{what}: events");
            close(point.estimate, row[6], &what);
            close(point.std_error, row[7], &format!("{what}: error"));
            let interval = point.interval.expect("the share lies between 0 and 1");
            close(interval.low, row[8], &format!("{what}: low"));
            close(interval.high, row[9], &format!("{what}: high"));
        }
    }
}

#[test]
fn log_rank_tests_are_those_of_survdiff() {
    for row in rows(include_str!("../fixtures/log_rank.csv")) {
        let (dataset, stratified) = (row[0], row[1] == "1");
        let test = if is_caseload(dataset) {
            let cases = caseload(dataset);
            if stratified {
                log_rank(&cases.risk_sets_by_group(true))
            } else {
                log_rank(&cases.risk_sets_by_group(false))
            }
        } else {
            let spans = spans(dataset);
            let by_group = spans.iter().map(|(span, group, _)| Span {
                pattern: *group,
                stratum: if stratified { span.stratum } else { 0 },
                ..*span
            });
            log_rank(&sets(by_group))
        }
        .unwrap();
        let what = format!("{dataset} stratified {stratified}");
        close(test.chi_square, row[2], &what);
        assert_eq!(test.degrees.to_string(), row[3], "{what}");
        close(test.p, row[4], &format!("{what}: p"));
        if !is_caseload(dataset) {
            assert_eq!(test.observed[0].to_string(), row[5], "{what}: observed");
            close(test.expected[0], row[6], &format!("{what}: expected"));
        }
    }
}

/// The rows of a model in the fixture: its terms in order.
fn models() -> BTreeMap<(&'static str, &'static str, &'static str), Vec<Vec<&'static str>>> {
    let mut models: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for row in rows(include_str!("../fixtures/cox.csv")) {
        models.entry((row[0], row[1], row[2])).or_default().push(row);
    }
    models
}

#[test]
fn cox_models_are_those_of_coxph() {
    let mut compared = 0;
    for ((dataset, model, ties), expected) in models() {
        if is_caseload(dataset) {
            continue;
        }
        let spans = spans(dataset);
        // R leaves out a term that is constant within its strata, so the fixture lacks its row.
        let terms: Vec<usize> = expected.iter().map(|row| row[3].parse::<usize>().unwrap() - 1).collect();
        let stratified = model == "stratified";
        let covariates: Vec<Vec<f64>> =
            spans.iter().map(|(_, _, values)| terms.iter().map(|&term| values[term]).collect()).collect();
        let in_strata =
            spans.iter().map(|(span, _, _)| Span { stratum: if stratified { span.stratum } else { 0 }, ..*span });
        let ties = if ties == "efron" { Ties::Efron } else { Ties::Breslow };
        let fit = cox(&sets(in_strata), &covariates, ties).unwrap();
        for (coefficient, row) in fit.coefficients.iter().zip(&expected) {
            let what = format!("{dataset} {model} {ties:?} {}", row[3]);
            close(coefficient.estimate, row[4], &what);
            close(coefficient.std_error, row[5], &format!("{what}: error"));
            close(fit.log_likelihood_null, row[6], &format!("{what}: null"));
            close(fit.log_likelihood, row[7], &format!("{what}: likelihood"));
            close(fit.score, row[8], &format!("{what}: score"));
        }
        compared += 1;
    }
    assert_eq!(compared, 26, "five data sets, three of them stratified too, with both kinds of ties");
}

#[test]
fn the_effect_of_a_contact_is_that_of_coxph_on_split_rows() {
    for name in CASELOADS {
        let cases = caseload(name);
        for (model, adjusted) in [("contact", false), ("adjusted", true)] {
            let expected = &models()[&(name, model, "efron")];
            let effect = contact_effect(&cases, adjusted).unwrap();
            let what = format!("{name} {model}");
            close(effect.ratio.estimate.ln(), expected[0][4], &what);
            close(effect.ratio.std_error, expected[0][5], &format!("{what}: error"));
            close(effect.fit.log_likelihood, expected[0][7], &format!("{what}: likelihood"));
            assert_eq!(effect.fit.events, effect.events_contacted + effect.events_uncontacted);
        }
    }
}

#[test]
fn landmarks_and_periods_are_those_of_coxph() {
    for row in rows(include_str!("../fixtures/landmark.csv")) {
        let found = landmark(&caseload(row[0]), row[1].parse().unwrap(), 28, false).unwrap();
        let what = format!("{} at day {}", row[0], row[1]);
        assert_eq!((found.reached.cases + found.not_reached.cases).to_string(), row[2], "{what}: followed");
        assert_eq!(found.reached.cases.to_string(), row[3], "{what}: reached");
        assert_eq!((found.reached.withdrawals + found.not_reached.withdrawals).to_string(), row[4], "{what}: events");
        close(found.ratio.estimate.ln(), row[5], &what);
        close(found.ratio.std_error, row[6], &format!("{what}: error"));
        assert_eq!(found.diluted, row[1] != "28", "{what}: before the window's end others are reached later");
    }
    for row in rows(include_str!("../fixtures/periods.csv")) {
        let found = effect_by_period(&caseload(row[0]), row[1].parse().unwrap()).unwrap();
        close(found.early.estimate.ln(), row[2], "early");
        close(found.late.estimate.ln(), row[3], "late");
        close(found.p, row[4], "p");
    }
}

//! The attacker at the door: everything an EDI manager can ask for, at three month ends one after another, of small
//! invented desks; and for each number withheld another desk that shows the very same and has another number there.
//!
//! Such a twin is a proof: whoever sees only what both show cannot tell which of the two it is, by whatever sums,
//! differences, complements, intervals or limits. The search changes one life after another, as an adversary would
//! who knows every rule and the code.

mod life;

use crate::figures::columns::{AsAt, PolicyOfMonth, Releasing, release_days as release_days_of};
use crate::figures::compare::{comparison, cuts, group_views};
use crate::figures::effects_released::ReleasingCurves;
use crate::figures::month_paper::{headline_of, paper_headlines, quality_notes};
use crate::figures::months_compared::MonthsCompared;
use crate::figures::trends::{chart_views, figures, first_month};
use crate::wire::EffectsView;
use attrition::{
    CoverageRequest, Followed, GroupsRequest, PChart, PChartRequest, ReleaseDays, Series, SmallNumbers, XmrRequest,
    by_group, days_to_contact, group_sentence, headline_sentence, recorded, src_coverage, withdrawal_closed,
    withdrawal_reported,
};
use caseload::{ContactPolicy, Month, OutcomeSet, WorkingDays};
use chrono::NaiveDate;
use life::{Life, changed, invented};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

const ENDS: [&str; 3] = ["2026-04-30", "2026-05-31", "2026-06-30"];
/// The desk is kept since New Year.
const KEPT_SINCE: &str = "2026-01-01";
/// The last day of the longest contact window, in days since the report: a number of the policy's.
const WINDOW_ENDS: u32 = 28;
/// How many desks are attacked, unless [`SEEDS`] says more.
const DESKS: u64 = 2;
/// As many desks as this variable says: each takes minutes.
const SEEDS: &str = "REASSURE_ATTACKER_SEEDS";
/// How many twins the search goes on from.
const TWINS_FOLLOWED: usize = 6;
/// How many lives may be changed, one after another.
const CHANGES: usize = 2;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The policy of every month: the preset, whose windows are long to work out and always the same.
fn policies() -> &'static PolicyOfMonth {
    static POLICIES: OnceLock<PolicyOfMonth> = OnceLock::new();
    POLICIES.get_or_init(|| {
        let mut month: Month = "2025-08".parse().unwrap();
        let mut policies = BTreeMap::new();
        while month <= Month::of(day(ENDS[2])) {
            policies.insert(month, (ContactPolicy::preset(), Arc::new(WorkingDays::england_and_wales())));
            month = month.next();
        }
        policies
    })
}

/// The days on which each month is given, on a desk kept since New Year.
fn release_days() -> &'static ReleaseDays {
    static DAYS: OnceLock<ReleaseDays> = OnceLock::new();
    DAYS.get_or_init(|| release_days_of(policies(), day(KEPT_SINCE)))
}

/// What an EDI manager's session would count from.
fn look(lives: &[Life], on: NaiveDate) -> AsAt {
    let mut releasing = Releasing::new(policies(), release_days().clone(), on);
    for version in lives.iter().flat_map(Life::versions).filter(|version| version.known_from <= on) {
        releasing.add(&version);
    }
    releasing.finish(ContactPolicy::preset())
}

/// The curves and the effect at one month end.
fn curves(lives: &[Life], as_at: &AsAt) -> EffectsView {
    let mut releasing = ReleasingCurves::new(as_at, day(KEPT_SINCE));
    for version in lives.iter().flat_map(Life::versions).filter(|version| version.known_from <= as_at.on) {
        releasing.add(&version);
    }
    releasing.view(WINDOW_ENDS)
}

/// What the curves tell, but for their drawings.
fn told_of_curves(view: &EffectsView) -> String {
    let charts = view.charts.iter().map(|chart| format!("{}{:?}", chart.sentence, chart.table.rows));
    let charts: String = charts.collect();
    let words = (&view.suppression_words, &view.not_shown, &view.diagnostics, &view.power, &view.limits);
    format!("{charts}{words:?}{:?}{:?}", view.curves, view.effects)
}

/// Every value, sentence and row at one month end, in parts; the drawings are made from these and nothing else.
fn told(lives: &[Life], on: NaiveDate) -> impl Iterator<Item = String> {
    let as_at = look(lives, on);
    let parts = 2 + cuts(false).len();
    (0..=parts).map(move |number| {
        let of_figures = part(&as_at, number);
        // The curves last, since they take longest to work out.
        of_figures.unwrap_or_else(|| told_of_curves(&curves(lives, &as_at)))
    })
}

fn part(as_at: &AsAt, number: usize) -> Option<String> {
    let to = Month::of(as_at.on);
    let Some(number) = number.checked_sub(1) else {
        let found = figures(as_at, to, true);
        return Some(format!("{found:?}{:?}", quality_notes(as_at, true)));
    };
    let Some(number) = number.checked_sub(1) else {
        let mut told = String::new();
        let mut month = first_month(as_at, to, 24);
        while month <= to {
            let head = headline_of(as_at, month, true);
            told += &format!("{head:?}{:?}{}", paper_headlines(&head), headline_sentence(&head));
            month = month.next();
        }
        return Some(told);
    };
    let months = MonthsCompared::of(as_at, true);
    let tables = comparison(as_at, &months, *cuts(false).get(number)?, true, false);
    let told = tables.iter().map(|table| format!("{:?}{:?}{}", table.all, group_views(table), group_sentence(table)));
    Some(told.collect())
}

/// Every number there is, withheld or not, by its name; and which of them are withheld and small.
fn numbers(lives: &[Life]) -> (BTreeMap<String, u64>, BTreeSet<String>) {
    let on = day(ENDS[2]);
    let as_at = look(lives, on);
    let (to, set) = (Month::of(on), OutcomeSet::attrition());
    let mut found = Numbers::default();
    let request = PChartRequest { from: "2025-08".parse().unwrap(), to, as_at: on, set: &set };
    let rule = SmallNumbers::preset();
    let closed = withdrawal_closed(&as_at.columns, &request);
    found.shares("closed", &closed, &rule.suppress_chart(&closed));
    let cohorts: Vec<PChart> =
        Followed::ALL.into_iter().map(|followed| withdrawal_reported(&as_at.columns, followed, &request)).collect();
    for (exact, shown) in cohorts.iter().zip(rule.suppress_cohorts(&cohorts)) {
        found.shares(exact.measure().name, exact, &shown);
    }
    let coverage = src_coverage(&as_at.columns, &CoverageRequest { from: request.from, to, as_at: on });
    found.shares("in window", &coverage.in_window_chart(), &rule.suppress_coverage(&coverage).in_window_chart());
    for (exact, shown) in coverage.months.iter().zip(rule.suppress_coverage(&coverage).months) {
        let Some(parts) = exact.figure.parts().filter(|parts| exact.hollow.is_none() && parts.total() > 0) else {
            continue;
        };
        let month = exact.month;
        found.add(format!("late {month}"), parts.reached_late, shown.figure.late().is_none());
        found.add(format!("without {month}"), parts.without_contact(), shown.figure.without_contact().is_none());
        let kinds =
            [("tried", parts.tried_not_reached), ("never", parts.never_tried), ("ended", parts.ended_by_reason)];
        for (name, count) in kinds {
            found.add(format!("{name} {month}"), count, shown.figure.parts().is_none());
        }
    }
    let singles = XmrRequest { from: request.from, to, as_at: on };
    for exact in [recorded(&as_at.columns, &singles), days_to_contact(&as_at.columns, &singles)] {
        let (series, shown) = (exact.measure().name, exact.clone().suppress(rule));
        for (exact, shown) in exact.points.iter().zip(shown.points) {
            let count = exact.single.cases().unwrap_or(0);
            let name = format!("{series} {}", exact.period);
            found.add(name, count, count > 0 && shown.single.cases().is_none());
        }
    }
    found.groups(&as_at);
    (found.all, found.secret)
}

#[derive(Default)]
struct Numbers {
    all: BTreeMap<String, u64>,
    secret: BTreeSet<String>,
}

impl Numbers {
    fn groups(&mut self, as_at: &AsAt) {
        let set = OutcomeSet::attrition();
        let months = MonthsCompared::of(as_at, true);
        for cut in cuts(false) {
            let shown = comparison(as_at, &months, cut, true, false);
            for (series, shown) in Series::OF_GROUPS.into_iter().zip(shown) {
                let months = months.of_series(series);
                let asked = GroupsRequest { cut, series, months, as_at: as_at.on, set: &set, overdispersion: false };
                for (exact, shown) in by_group(&as_at.columns, &asked).groups.iter().zip(shown.groups) {
                    let Some(rate) = exact.compared.map(|compared| compared.rate).filter(|rate| rate.denominator() > 0)
                    else {
                        continue;
                    };
                    let name = format!("{} {} {}", cut.name(), exact.group.words(), series.measure().name);
                    let hidden = shown.compared.is_none();
                    self.add(format!("{name} numerator"), rate.numerator(), hidden);
                    self.add(format!("{name} rest"), rate.complement(), hidden);
                }
            }
        }
    }

    fn add(&mut self, name: String, count: u64, hidden: bool) {
        if hidden && count < SmallNumbers::preset().threshold() {
            self.secret.insert(name.clone());
        }
        self.all.insert(name, count);
    }

    fn shares(&mut self, name: &str, exact: &PChart, shown: &PChart) {
        for (exact, shown) in exact.points.iter().zip(&shown.points) {
            let Some(rate) = exact.figure.rate().filter(|rate| rate.denominator() > 0) else { continue };
            let (period, hidden) = (exact.period, shown.figure.rate().is_none());
            self.add(format!("{name} {period} numerator"), rate.numerator(), hidden);
            self.add(format!("{name} {period} rest"), rate.complement(), hidden);
            let all_hidden = shown.figure.denominator().is_none();
            self.add(format!("{name} {period} all"), rate.denominator(), all_hidden);
        }
    }
}

/// For each secret that no twin was found for, its name; and how many secrets there were.
fn recovered(lives: &[Life]) -> (Vec<String>, usize) {
    let shown: Vec<Vec<String>> = ENDS.iter().map(|end| told(lives, day(end)).collect()).collect();
    let (numbers_here, secrets) = numbers(lives);
    let mut open = secrets.clone();
    let mut frontier = vec![lives.to_vec()];
    for _ in 0..CHANGES {
        let mut twins = Vec::new();
        for lives in &frontier {
            for twin in changed(lives) {
                if open.is_empty() {
                    return (Vec::new(), secrets.len());
                }
                let same = |(end, shown): (&&str, &Vec<String>)| told(&twin, day(end)).eq(shown.iter().cloned());
                if !ENDS.iter().zip(&shown).rev().all(same) {
                    continue;
                }
                let (theirs, _) = numbers(&twin);
                let before = open.len();
                open.retain(|name| theirs.get(name).unwrap_or(&0) == numbers_here.get(name).unwrap_or(&0));
                if twins.len() < TWINS_FOLLOWED || open.len() < before {
                    twins.push(twin);
                }
            }
        }
        twins.truncate(TWINS_FOLLOWED);
        frontier = twins;
    }
    (open.into_iter().collect(), secrets.len())
}

#[test]
fn no_number_withheld_is_known_from_three_month_ends_of_everything() {
    let desks = std::env::var(SEEDS).ok().and_then(|count| count.parse().ok()).unwrap_or(DESKS);
    let mut open = Vec::new();
    for seed in 0..desks {
        let lives = invented(seed);
        let (recovered, all) = recovered(&lives);
        let values: Vec<String> =
            recovered.iter().map(|name| format!("{name} = {}", numbers(&lives).0[name])).collect();
        if !recovered.is_empty() {
            open.push(format!("seed {seed}: {} of {all}: {values:?}", recovered.len()));
        }
        assert!(all > 40, "seed {seed} holds enough to look for: {all}");
    }
    assert!(open.is_empty(), "no twin was found for {open:#?}");
}

/// A month end later, every month that had been given is given as it was.
#[test]
fn no_month_that_was_given_changes() {
    for seed in 0..20 {
        let lives = invented(seed);
        let looks = ENDS.map(|end| figures(&look(&lives, day(end)), Month::of(day(end)), true));
        for pair in looks.windows(2) {
            let charts = |of: &crate::figures::trends::Figures| -> Vec<PChart> {
                std::iter::once(&of.withdrawal).chain(&of.cohorts).chain([&of.in_window]).cloned().collect()
            };
            for (before, after) in charts(&pair[0]).iter().zip(charts(&pair[1])) {
                for point in before.points.iter().filter(|point| point.hollow.is_none()) {
                    let later = after.points.iter().find(|later| later.period == point.period).unwrap();
                    assert_eq!(later.figure, point.figure, "{} {}", before.measure().name, point.period);
                }
            }
        }
    }
}

/// Whatever is drawn, tabled or said is made from the figures: two desks that tell the same show the same to the letter.
#[test]
fn drawings_and_tables_show_nothing_that_is_not_told() {
    for seed in 0..6 {
        let lives = invented(seed);
        let on = day(ENDS[2]);
        let shown: Vec<String> = told(&lives, on).collect();
        let Some(twin) = changed(&lives).into_iter().find(|twin| told(twin, on).eq(shown.iter().cloned())) else {
            continue;
        };
        let drawn = |lives: &[Life]| {
            let as_at = look(lives, on);
            let charts = chart_views(&figures(&as_at, Month::of(on), true));
            format!("{charts:?}{:?}", curves(lives, &as_at).charts)
        };
        assert!(drawn(&lives) == drawn(&twin), "seed {seed}");
    }
}

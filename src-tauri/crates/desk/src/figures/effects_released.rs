//! Curves and effects for those who may see figures but no people: each victim in one curve, given once.

use crate::error::DeskError;
use crate::figures::effect_charts::COX;
use crate::figures::effect_charts_by_week as charts;
use crate::figures::effect_words as say;
use crate::figures::effects::{effect_view, empty_view, follow_up_row, shows_article_by};
use crate::session::Session;
use crate::wire::{CurvePointView, EffectsView};
use attrition::{
    Basis, DayCounts, FollowUps, FollowUpsBuilder, Followed as Cohort, HazardRatio, PChartRequest, RELEASED_DAYS,
    ReleaseDays, SmallNumbers, WeekPoint, contact_effect, log_rank, withdrawal_reported,
};
use caseload::{Month, OutcomeSet, Strand};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// So many crimes on each side, or there is no comparison.
const SIDE_MIN: u64 = 20;

/// The half-years given so far.
struct Released {
    /// Months that count in the last of them, and how many of its months are withheld.
    last: BTreeSet<Month>,
    last_half_year: Option<Month>,
    /// Months that count in any of them.
    all: BTreeSet<Month>,
}

/// Their cases.
struct ReleasedCases {
    last: FollowUps,
    by_strand: BTreeMap<Strand, FollowUps>,
    all: FollowUps,
    first: Option<NaiveDate>,
}

impl Session {
    /// As [`Session::effects`], for a reader without names.
    pub(crate) fn released_effects(&mut self, on: NaiveDate, window_ends: u32) -> Result<EffectsView, DeskError> {
        let released = self.released_half_years(on)?;
        let cases = self.released_cases(on, &released)?;
        let rule = SmallNumbers::preset();
        let all = cases.last.counts();
        let shown = rule.week_curve(&all);
        let groups: Vec<(Strand, DayCounts, Vec<WeekPoint>)> = cases
            .by_strand
            .iter()
            .map(|(strand, of)| {
                let counts = of.counts();
                let curve = rule.week_curve_of_group(&counts, &all, &shown);
                (strand.clone(), counts, curve)
            })
            .collect();
        let period = period_words(&released);
        let mut view = EffectsView { suppression_words: Some(suppression_words(&released)), ..empty_view(on) };
        view.charts.push(charts::incidence_by_week(&all, &shown, &period));
        let differ = log_rank(&cases.last.risk_sets_by_group(true)).map(|test| test.p);
        view.charts.push(charts::by_strand_by_week(&groups, &shown, say::test_in_words(differ, &period)));
        view.curves.extend(shown.iter().map(|point| week_view("all", point)));
        for (strand, _, curve) in &groups {
            view.curves.extend(curve.iter().map(|point| week_view(strand.code(), point)));
        }
        add_effect(&mut view, &cases, on, window_ends);
        view.limits.push(say::NO_RAW_COMPARISON.to_owned());
        Ok(view)
    }

    /// The half-years that have been given, and the months in them whose shares are all shown.
    fn released_half_years(&mut self, on: NaiveDate) -> Result<Released, DeskError> {
        let as_at = self.as_at(on, true)?;
        let set = OutcomeSet::attrition();
        let to = Month::of(on);
        let request = PChartRequest { from: as_at.first_month.unwrap_or(to), to, as_at: on, set: &set };
        let charts = Cohort::ALL.map(|followed| withdrawal_reported(&as_at.columns, followed, &request));
        let charts = SmallNumbers::preset().suppress_cohorts(&charts);
        let months: Vec<_> = charts.iter().map(|chart| chart.months()).collect();
        let Some(longest) = months.last() else { return Ok(Released::none()) };
        let shown = |at: usize| {
            months.iter().all(|of| of.get(at).is_some_and(|month| month.is_shown && month.hollow.is_none()))
        };
        let given: BTreeMap<Month, bool> = longest
            .iter()
            .enumerate()
            .filter(|(_, of)| of.hollow.is_none())
            .map(|(at, of)| (of.month, shown(at)))
            .collect();
        let is_complete = |first: &Month| given.contains_key(&last_of_half_year(*first));
        let half_years: BTreeSet<Month> = given.keys().map(|month| half_year(*month)).filter(is_complete).collect();
        let of = |first: &Month| -> BTreeSet<Month> {
            given
                .iter()
                .filter(|&(month, &shown)| shown && half_year(*month) == *first)
                .map(|(&month, _)| month)
                .collect()
        };
        Ok(Released {
            last: half_years.last().map(of).unwrap_or_default(),
            last_half_year: half_years.last().copied(),
            all: half_years.iter().flat_map(of).collect(),
        })
    }

    fn released_cases(&mut self, on: NaiveDate, released: &Released) -> Result<ReleasedCases, DeskError> {
        let kept_since = self.book.journal()?.first_known_on.unwrap_or(on);
        let days = ReleaseDays::new(kept_since, BTreeMap::new());
        let builder = || FollowUpsBuilder::as_at(on).followed_for(RELEASED_DAYS);
        let (mut last, mut all, mut first) = (builder(), builder(), None::<NaiveDate>);
        let mut by_strand: BTreeMap<Strand, FollowUpsBuilder> = BTreeMap::new();
        let none = BTreeSet::new();
        self.book.figure_versions(on, |_, version| {
            let row = &version.row;
            let month = Month::of(row.reported_on);
            let counts = released.all.contains(&month);
            let given_on = days.day(Basis::Followed90, month).filter(|&day| day <= on);
            if !counts || !given_on.is_some_and(|day| version.stands_on(day)) {
                return;
            }
            first = Some(first.map_or(row.reported_on, |first| first.min(row.reported_on)));
            // As the months count it: a withdrawal without its day only where the outcome says so.
            let case = attrition::FollowUpRow { withdrawn: row.withdrawn_on.is_some(), ..follow_up_row(row, &none) };
            all.push(&case);
            if released.last.contains(&month) {
                last.push(&case);
                for strand in case.strands {
                    by_strand.entry(strand.clone()).or_insert_with(builder).push(&case);
                }
            }
        })?;
        let by_strand = by_strand.into_iter().map(|(strand, of)| (strand, of.finish())).collect();
        Ok(ReleasedCases { last: last.finish(), by_strand, all: all.finish(), first })
    }
}

impl Released {
    const fn none() -> Self {
        Self { last: BTreeSet::new(), last_half_year: None, all: BTreeSet::new() }
    }
}

/// The effect in all half-years given: a ratio in hundredths, which tells of nobody.
fn add_effect(view: &mut EffectsView, cases: &ReleasedCases, on: NaiveDate, window_ends: u32) {
    let undated = cases.all.undated();
    if undated.too_many() {
        view.not_shown = Some(say::too_many_undated_in_words());
        return;
    }
    let found = contact_effect(&cases.all, false);
    let enough =
        |effect: &&attrition::ContactEffect| effect.events_contacted.min(effect.events_uncontacted) >= SIDE_MIN;
    match found.as_ref().map(Some).unwrap_or(None).filter(enough) {
        None => view.not_shown = Some(say::TOO_FEW_RELEASED.to_owned()),
        Some(effect) => {
            let ratio = in_hundredths(&effect.ratio);
            let by = shows_article_by(&effect.ratio, cases.first, on).map(|day| Month::of(day).last_day());
            let events = effect.events_contacted + effect.events_uncontacted;
            let label = format!("{COX}, first {RELEASED_DAYS} days");
            let mut row = effect_view(("cox_time_dependent", &label), &ratio, (effect.cases, events), by);
            row.p = None;
            row.detectable = row.detectable.map(hundredths);
            view.power.push(say::power(&effect.ratio, by, on));
            view.charts.push(charts::effect_released(&label, &ratio, say::cox_released(&ratio)));
            view.effects.push(row);
            view.diagnostics.push(say::released_diagnostic(window_ends));
            view.limits.push(say::CANNOT_SHOW.to_owned());
        }
    }
}

fn in_hundredths(ratio: &HazardRatio) -> HazardRatio {
    HazardRatio {
        estimate: hundredths(ratio.estimate),
        low: hundredths(ratio.low),
        high: hundredths(ratio.high),
        ..*ratio
    }
}

fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

fn week_view(group: &str, point: &WeekPoint) -> CurvePointView {
    CurvePointView {
        group: group.to_owned(),
        day: point.day.into(),
        estimate: point.estimate,
        low: point.interval.map(|interval| interval.low),
        high: point.interval.map(|interval| interval.high),
        at_risk: point.at_risk,
    }
}

/// The half-year a month lies in, by its first month: April or October, as the police's year goes.
fn half_year(month: Month) -> Month {
    let mut first = month;
    while !matches!(first.to_string().get(5..), Some("04" | "10")) {
        first = first.previous();
    }
    first
}

fn last_of_half_year(first: Month) -> Month {
    (1..6).fold(first, |month, _| month.next())
}

fn period_words(released: &Released) -> String {
    released.last_half_year.map_or_else(
        || "no half-year yet".to_owned(),
        |first| format!("{} to {}", first.words(), last_of_half_year(first).words()),
    )
}

fn suppression_words(released: &Released) -> String {
    let threshold = SmallNumbers::preset().threshold();
    let Some(first) = released.last_half_year else {
        return "Curves are given for half-years (April to September, October to March) once all of their victims have \
                been followed for 90 days. None has been given yet."
            .to_owned();
    };
    let left_out = 6usize.saturating_sub(released.last.len());
    let left_out = match left_out {
        0 => String::new(),
        1 => " One of its months is left out, since its own shares are withheld.".to_owned(),
        6 => " All of its months are left out, since their own shares are withheld.".to_owned(),
        count => {
            format!(" {count} of its months are left out, since their own shares are withheld or the desk is younger.")
        }
    };
    format!(
        "Curves are given by week and for half-years, once all of their victims have been followed for 90 days, so that \
         no two versions can be subtracted: now {} to {}.{left_out} A week is shown where at least {threshold} more \
         victims withdrew, and a strand where that holds for all others too.",
        first.words(),
        last_of_half_year(first).words()
    )
}

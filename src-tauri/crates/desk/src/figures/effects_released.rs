//! Curves and effects for those who may see figures but no people: each victim in one curve, given once.

use crate::error::DeskError;
use crate::figures::columns::AsAt;
use crate::figures::effect_charts::COX;
use crate::figures::effect_charts_by_week as charts;
use crate::figures::effect_words as say;
use crate::figures::effects::{effect_view, empty_view, follow_up_row, shows_article_by};
use crate::figures::months_compared::{half_year, last_of_half_year};
use crate::session::Session;
use crate::wire::{CurvePointView, EffectsView};
use attrition::{
    Basis, DayCounts, FollowUps, FollowUpsBuilder, Followed as Cohort, HazardRatio, PChartRequest, RELEASED_DAYS,
    ReleaseDays, SmallNumbers, WeekPoint, contact_effect, log_rank, withdrawal_reported,
};
use casebook::FigureVersion;
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
        let as_at = self.as_at(on, true)?;
        let kept_since = self.book.journal()?.first_known_on.unwrap_or(on);
        let mut releasing = ReleasingCurves::new(&as_at, kept_since);
        self.book.figure_versions(on, |_, version| releasing.add(&version))?;
        Ok(releasing.view(window_ends))
    }
}

/// Curves of half-years, being gathered from the versions of every case.
pub(crate) struct ReleasingCurves {
    on: NaiveDate,
    released: Released,
    days: ReleaseDays,
    last: FollowUpsBuilder,
    all: FollowUpsBuilder,
    by_strand: BTreeMap<Strand, FollowUpsBuilder>,
    first: Option<NaiveDate>,
}

impl ReleasingCurves {
    /// As at the day of columns that give each month once.
    pub fn new(as_at: &AsAt, kept_since: NaiveDate) -> Self {
        let on = as_at.on;
        Self {
            on,
            released: Released::half_years(as_at),
            days: ReleaseDays::new(kept_since, BTreeMap::new()),
            last: builder(on),
            all: builder(on),
            by_strand: BTreeMap::new(),
            first: None,
        }
    }

    pub fn add(&mut self, version: &FigureVersion) {
        let row = &version.row;
        let month = Month::of(row.reported_on);
        let given_on = self.days.day(Basis::Followed90, month).filter(|&day| day <= self.on);
        if !self.released.all.contains(&month) || !given_on.is_some_and(|day| version.stands_on(day)) {
            return;
        }
        self.first = Some(self.first.map_or(row.reported_on, |first| first.min(row.reported_on)));
        let none = BTreeSet::new();
        // As the months count it: a withdrawal without its day only where the outcome says so.
        let case = attrition::FollowUpRow { withdrawn: row.withdrawn_on.is_some(), ..follow_up_row(row, &none) };
        self.all.push(&case);
        if self.released.last.contains(&month) {
            self.last.push(&case);
            for strand in case.strands {
                self.by_strand.entry(strand.clone()).or_insert_with(|| builder(self.on)).push(&case);
            }
        }
    }

    /// What a reader without names is shown of them.
    pub fn view(self, window_ends: u32) -> EffectsView {
        let (on, released) = (self.on, self.released);
        let by_strand = self.by_strand.into_iter().map(|(strand, of)| (strand, of.finish())).collect();
        let cases = ReleasedCases { last: self.last.finish(), by_strand, all: self.all.finish(), first: self.first };
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
        view.charts.push(charts::incidence_by_week(&all, &shown, period.as_deref()));
        let differ = log_rank(&cases.last.risk_sets_by_group(true)).map(|test| test.p);
        let test = period.map_or_else(|| charts::NO_HALF_YEAR.to_owned(), |of| say::test_in_words(differ, &of));
        view.charts.push(charts::by_strand_by_week(&groups, &shown, test));
        view.curves.extend(shown.iter().map(|point| week_view("all", point)));
        for (strand, _, curve) in &groups {
            view.curves.extend(curve.iter().map(|point| week_view(strand.code(), point)));
        }
        add_effect(&mut view, &cases, on, window_ends);
        view.limits.push(say::NO_RAW_COMPARISON.to_owned());
        view
    }
}

fn builder(on: NaiveDate) -> FollowUpsBuilder {
    FollowUpsBuilder::as_at(on).followed_for(RELEASED_DAYS)
}

impl Released {
    const fn none() -> Self {
        Self { last: BTreeSet::new(), last_half_year: None, all: BTreeSet::new() }
    }

    /// The half-years that have been given, and the months in them whose shares are all shown.
    fn half_years(as_at: &AsAt) -> Self {
        let set = OutcomeSet::attrition();
        let to = Month::of(as_at.on);
        let request = PChartRequest { from: as_at.first_month.unwrap_or(to), to, as_at: as_at.on, set: &set };
        let charts = Cohort::ALL.map(|followed| withdrawal_reported(&as_at.columns, followed, &request));
        let charts = SmallNumbers::preset().suppress_cohorts(&charts);
        let months: Vec<_> = charts.iter().map(|chart| chart.months()).collect();
        let Some(longest) = months.last() else { return Self::none() };
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
        Self {
            last: half_years.last().map(of).unwrap_or_default(),
            last_half_year: half_years.last().copied(),
            all: half_years.iter().flat_map(of).collect(),
        }
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

fn period_words(released: &Released) -> Option<String> {
    released.last_half_year.map(|first| format!("{} to {}", first.words(), last_of_half_year(first).words()))
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

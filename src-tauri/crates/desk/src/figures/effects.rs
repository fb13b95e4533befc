//! Time to withdrawal, and whether the contact helps: only what may be said, and why the rest may not.

use crate::access::{Task, may};
use crate::asked::read_day;
use crate::error::DeskError;
use crate::figures::effect_charts as charts;
use crate::figures::effect_words as say;
use crate::figures::service::before_and_after;
use crate::session::Session;
use crate::wire::{CurvePointView, EffectView, EffectsView};
use crate::words;
use attrition::{
    ContactEffect, CurvePoint, FollowUpRow, FollowUps, FollowUpsBuilder, HazardRatio, Landmark, Service,
    ServiceBuilder, aalen_johansen, contact_effect, detectable_ratio, effect_by_period, landmark, log_rank,
};
use casebook::{FigureRow, Now};
use caseload::{ContactPolicy, Outcome, RiskLevel, Strand, WorkingDays};
use chrono::{Days, Months, NaiveDate};
use std::collections::BTreeSet;

/// Below so many crimes on a side, or so few withdrawals, there is no comparison.
const SIDE_MIN: u64 = 20;
/// Days of report over which the longest contact window is looked for: bank holidays stretch some.
const WINDOWS_LOOKED_AT: u64 = 60;
/// The charts that answer it, by name.
pub(crate) const EFFECT_CHARTS: [&str; 4] =
    ["time_to_withdrawal", "time_to_withdrawal_by_strand", "src_effect", "before_after"];
/// The question that all of this answers.
const QUESTION: &str = "Does it help?";

/// The crimes followed, and since when there are any.
pub(crate) struct Followed {
    pub cases: FollowUps,
    pub first: Option<NaiveDate>,
    /// Before and after the start in each borough, where one is known.
    pub service: Option<Service>,
}

/// What was asked: the answer is the same until an entry changes something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct EffectsAsked {
    on: NaiveDate,
    landmark_day: Option<u32>,
    exact: bool,
}

/// Answers kept between looks, so that a page need not read and fit every case again.
#[derive(Default)]
pub(crate) struct EffectsKept {
    /// Up to and with this entry nothing happened that the answers do not have.
    up_to: u64,
    answers: Vec<(EffectsAsked, EffectsView)>,
}

/// So many answers are kept: as at today, another landmark, and a day or two compared with it.
const ANSWERS_KEPT: usize = 4;

impl Session {
    /// Curves of withdrawal and the effect of the contact, as at a day: exact for a coordinator; for an EDI manager
    /// by week, of half-years that are given once.
    /// The landmark is the end of the contact window, unless another day is asked for.
    ///
    /// # Errors
    /// Not allowed, a day not kept or not yet come, a landmark that leaves nobody, the disk.
    pub fn effects(
        &mut self,
        as_at: Option<&str>,
        landmark_day: Option<u32>,
        now: Now,
    ) -> Result<EffectsView, DeskError> {
        self.allow(Task::SeeTrends)?;
        let asked = as_at.map(|text| read_day("as_at", text)).transpose()?;
        let exact = may(self.slot.role, Task::SeeExactFigures);
        let on = self.figures_day(asked, !exact, now)?;
        self.effects_on(on, exact, landmark_day)
    }

    /// As [`Session::effects`], for the reader of a screen or of an edition on paper.
    pub(crate) fn effects_on(
        &mut self,
        on: NaiveDate,
        exact: bool,
        landmark_day: Option<u32>,
    ) -> Result<EffectsView, DeskError> {
        let asked = EffectsAsked { on, landmark_day, exact };
        if let Some(kept) = self.effects_kept(asked)? {
            return Ok(kept);
        }
        let policy = self.book.journal()?.policy(on);
        let calendar = self.book.journal()?.calendar(on);
        let window_ends = longest_window(&policy, &calendar, on);
        let view = if exact {
            self.exact_effects(on, landmark_day.unwrap_or(window_ends), window_ends)?
        } else {
            self.released_effects(on, window_ends)?
        };
        self.effects_kept.answers.truncate(ANSWERS_KEPT - 1);
        self.effects_kept.answers.insert(0, (asked, view.clone()));
        Ok(view)
    }

    /// What was answered to the same question, where nothing happened since that figures depend on.
    fn effects_kept(&mut self, asked: EffectsAsked) -> Result<Option<EffectsView>, DeskError> {
        let head = self.book.head()?.number;
        if head != self.effects_kept.up_to {
            if !self.effects_kept.answers.is_empty() && self.changed_since(self.effects_kept.up_to, head)? {
                self.effects_kept.answers.clear();
            }
            self.effects_kept.up_to = head;
        }
        let kept = self.effects_kept.answers.iter().find(|(question, _)| *question == asked);
        Ok(kept.map(|(_, view)| view.clone()))
    }

    fn exact_effects(&mut self, on: NaiveDate, landmark_day: u32, window_ends: u32) -> Result<EffectsView, DeskError> {
        let followed = self.follow_ups(on)?;
        let mut view = exact_view(&followed, on, landmark_day, window_ends);
        if let Some(since) = followed.service.map(|found| before_and_after(&found, on)) {
            view.charts.extend(since.charts);
            view.effects.extend(since.effects);
            view.diagnostics.extend(since.diagnostics);
            view.limits.extend(since.limits);
        }
        Ok(view)
    }

    /// Every crime followed to its withdrawal, another end, or the day, as it was known then.
    fn follow_ups(&mut self, on: NaiveDate) -> Result<Followed, DeskError> {
        let starts = self.book.journal()?.service_starts_on(on);
        let mut gathered = FollowUpsBuilder::as_at(on);
        let mut service = (!starts.is_empty()).then(|| ServiceBuilder::new(on, starts));
        let mut first: Option<NaiveDate> = None;
        let none = BTreeSet::new();
        self.book.figures_as_at(on, |_, row| {
            first = Some(first.map_or(row.reported_on, |first| first.min(row.reported_on)));
            let row = follow_up_row(&row, &none);
            gathered.push(&row);
            if let Some(service) = &mut service {
                service.push(&row);
            }
        })?;
        Ok(Followed { cases: gathered.finish(), first, service: service.map(ServiceBuilder::finish) })
    }
}

/// A case as it is followed.
pub(crate) fn follow_up_row<'a>(row: &'a FigureRow, none: &'a BTreeSet<Strand>) -> FollowUpRow<'a> {
    FollowUpRow {
        kind: row.kind,
        reported_on: row.reported_on,
        outcome: row.outcome.map(|(outcome_type, on)| Outcome { outcome_type, alternate_offence: false, on }),
        withdrawn: row.withdrawn,
        withdrawn_on: row.withdrawn_on,
        reached_on: row.reached_on,
        risk: row.risk,
        borough: row.borough.as_deref(),
        strands: row.strands.as_ref().unwrap_or(none),
    }
}

/// A view with nothing shown yet.
pub(crate) fn empty_view(on: NaiveDate) -> EffectsView {
    EffectsView {
        as_at: on.to_string(),
        as_at_words: words::day(on),
        question: QUESTION.to_owned(),
        suppression_words: None,
        charts: Vec::new(),
        not_shown: None,
        diagnostics: Vec::new(),
        power: Vec::new(),
        limits: Vec::new(),
        curves: Vec::new(),
        effects: Vec::new(),
    }
}

fn exact_view(followed: &Followed, on: NaiveDate, landmark_day: u32, window_ends: u32) -> EffectsView {
    let cases = &followed.cases;
    let test = log_rank(&cases.risk_sets_by_group(true));
    let mut view = EffectsView {
        charts: vec![
            charts::incidence(cases),
            charts::by_strand(cases, test.as_ref().map(|test| (test.p, say::test(test)))),
        ],
        curves: curves(cases),
        ..empty_view(on)
    };
    if cases.undated().too_many() {
        view.not_shown = Some(say::too_many_undated(cases.undated()));
    } else {
        add_effects(&mut view, followed, on, landmark_day, window_ends);
    }
    view.limits.push(say::NO_RAW_COMPARISON.to_owned());
    view
}

/// The last day of the longest contact window, in days since the report.
fn longest_window(policy: &ContactPolicy, calendar: &WorkingDays, on: NaiveDate) -> u32 {
    let risks = [RiskLevel::Standard, RiskLevel::Medium, RiskLevel::High];
    let reports = (0..WINDOWS_LOOKED_AT).filter_map(|back| on.checked_sub_days(Days::new(back)));
    let length = |reported_on: NaiveDate| {
        let ends = risks.iter().map(move |&risk| policy.window(calendar, reported_on, Some(risk)).latest_on);
        ends.filter_map(move |end| u32::try_from((end - reported_on).num_days()).ok()).max()
    };
    reports.filter_map(length).max().unwrap_or(0)
}

fn curves(cases: &FollowUps) -> Vec<CurvePointView> {
    let all = aalen_johansen(&cases.counts()).withdrawal;
    let mut points: Vec<CurvePointView> = all.iter().map(|point| curve_point("all", point)).collect();
    for (group, counts) in cases.groups().iter().zip(cases.counts_by_group()) {
        let curve = aalen_johansen(&counts).withdrawal;
        points.extend(curve.iter().map(|point| curve_point(group.code(), point)));
    }
    points
}

fn curve_point(group: &str, point: &CurvePoint) -> CurvePointView {
    CurvePointView {
        group: group.to_owned(),
        day: if point.day == 0 { 0.5 } else { f64::from(point.day) },
        estimate: point.estimate,
        low: point.interval.map(|interval| interval.low),
        high: point.interval.map(|interval| interval.high),
        at_risk: Some(point.at_risk),
    }
}

/// The effects that may be shown, or why none is.
fn add_effects(view: &mut EffectsView, followed: &Followed, on: NaiveDate, landmark_day: u32, window_ends: u32) {
    let cases = &followed.cases;
    let at_landmark = landmark(cases, landmark_day, window_ends, true);
    let sides = at_landmark.as_ref().map(|found| found.reached.cases.min(found.not_reached.cases)).unwrap_or(0);
    if sides < SIDE_MIN {
        view.not_shown = Some(say::NO_COMPARISON.to_owned());
        view.power.push(say::power_unknown(cases.counts().withdrawals()));
        return;
    }
    let effect = match contact_effect(cases, true) {
        Err(why) => {
            view.not_shown = Some(say::no_fit(why).to_owned());
            view.power.push(say::power_unknown(cases.counts().withdrawals()));
            return;
        }
        Ok(effect) => effect,
    };
    let article_by = shows_article_by(&effect.ratio, followed.first, on);
    let early_and_late = effect_by_period(cases, window_ends).ok();
    let mut effects = vec![cox_view(&effect, article_by)];
    let at_landmark = at_landmark.ok();
    effects.extend(
        at_landmark.as_ref().map(|found| landmark_view(found, shows_article_by(&found.ratio, followed.first, on))),
    );
    let sentence = std::iter::once(say::cox(&effect)).chain(at_landmark.as_ref().map(say::landmark));
    let rows = charts::EffectRows { effect: &effect, landmark: at_landmark.as_ref(), periods: early_and_late.as_ref() };
    view.charts.push(charts::effect(&rows, sentence.collect::<Vec<_>>().join(" ")));
    view.diagnostics.extend(early_and_late.as_ref().map(say::periods));
    view.diagnostics.push(say::undated(cases.undated()));
    view.diagnostics.extend(say::before_report(cases.ends_before_report()));
    view.power.push(say::power(&effect.ratio, article_by, on));
    view.limits.push(say::CANNOT_SHOW.to_owned());
    view.effects = effects;
}

/// The day by which the article's effect could be shown, if cases keep coming as they have; none where that is beyond
/// the calendar or there are no months to go by.
pub(crate) fn shows_article_by(ratio: &HazardRatio, first: Option<NaiveDate>, on: NaiveDate) -> Option<NaiveDate> {
    let found = detectable_ratio(ratio.std_error, say::EFFECT_TOLD);
    let days = u32::try_from((on - first?).num_days()).ok()?;
    let months = days.div_ceil(30).max(1);
    match found.more_months(months) {
        None => Some(on),
        Some(more) => on.checked_add_months(Months::new(u32::try_from(more).ok()?)),
    }
}

fn cox_view(effect: &ContactEffect, article_by: Option<NaiveDate>) -> EffectView {
    let events = effect.events_contacted + effect.events_uncontacted;
    effect_view(("cox_time_dependent", charts::COX), &effect.ratio, (effect.cases, events), article_by)
}

fn landmark_view(found: &Landmark, article_by: Option<NaiveDate>) -> EffectView {
    let cases = found.reached.cases + found.not_reached.cases;
    let events = found.reached.withdrawals + found.not_reached.withdrawals;
    EffectView {
        landmark_day: Some(found.day),
        diluted: found.diluted,
        ..effect_view(("landmark", &charts::landmark_name(found)), &found.ratio, (cases, events), article_by)
    }
}

pub(crate) fn effect_view(
    (method, label): (&str, &str),
    ratio: &HazardRatio,
    (n, events): (u64, u64),
    article_by: Option<NaiveDate>,
) -> EffectView {
    EffectView {
        method: method.to_owned(),
        measure: "hazard_ratio".to_owned(),
        label: label.to_owned(),
        estimate: ratio.estimate,
        low: ratio.low,
        high: ratio.high,
        p: Some(ratio.p),
        n,
        events,
        landmark_day: None,
        diluted: false,
        detectable: Some(detectable_ratio(ratio.std_error, say::EFFECT_TOLD).ratio),
        shows_article_by: article_by.map(|day| day.to_string()),
    }
}

#[cfg(test)]
mod tests;

//! Time to withdrawal, and whether the contact helps: only what may be said, and why the rest may not.

use crate::access::Task;
use crate::asked::read_day;
use crate::effect_words as say;
use crate::error::DeskError;
use crate::session::Session;
use crate::wire::{CurvePointView, EffectView, EffectsView};
use crate::words;
use attrition::{
    ContactEffect, CurvePoint, FollowUpRow, FollowUps, FollowUpsBuilder, HazardRatio, Landmark, aalen_johansen,
    contact_effect, effect_by_period, landmark, log_rank,
};
use casebook::Now;
use caseload::{ContactPolicy, Outcome, RiskLevel, WorkingDays};
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;

/// Below so many crimes on a side, or so few withdrawals, there is no comparison.
const SIDE_MIN: u64 = 20;
/// Days of report over which the longest contact window is looked for: bank holidays stretch some.
const WINDOWS_LOOKED_AT: u64 = 60;

impl Session {
    /// Curves of withdrawal and the effect of the contact, as at a day, exact: for those who may see exact figures.
    /// The landmark is the end of the contact window, unless another day is asked for.
    ///
    /// # Errors
    /// Not allowed, a day not kept or not yet come, the disk.
    pub fn effects(
        &mut self,
        as_at: Option<&str>,
        landmark_day: Option<u32>,
        now: Now,
    ) -> Result<EffectsView, DeskError> {
        self.allow(Task::SeeExactFigures)?;
        let asked = as_at.map(|text| read_day("as_at", text)).transpose()?;
        let on = self.figures_day(asked, false, now)?;
        let cases = self.follow_ups(on)?;
        let policy = self.book.journal()?.policy(on);
        let window_ends = longest_window(&policy, &self.calendar, on);
        let mut view = EffectsView {
            as_at: on.to_string(),
            as_at_words: words::day(on),
            sentences: vec![say::curve(&cases)],
            not_shown: None,
            curves: curves(&cases),
            effects: Vec::new(),
        };
        view.sentences.extend(log_rank(&cases.risk_sets_by_group(true)).map(|test| say::test(&test)));
        if cases.undated().too_many() {
            view.not_shown = Some(say::too_many_undated(cases.undated()));
        } else {
            add_effects(&mut view, &cases, landmark_day.unwrap_or(window_ends), window_ends);
        }
        view.sentences.push(say::NO_RAW_COMPARISON.to_owned());
        Ok(view)
    }

    /// Every crime followed to its withdrawal, another end, or the day, as it was known then.
    fn follow_ups(&self, on: NaiveDate) -> Result<FollowUps, DeskError> {
        let mut gathered = FollowUpsBuilder::as_at(on);
        let none = BTreeSet::new();
        self.book.figures_as_at(on, |_, row| {
            gathered.push(&FollowUpRow {
                kind: row.kind,
                reported_on: row.reported_on,
                outcome: row.outcome.map(|(outcome_type, on)| Outcome { outcome_type, alternate_offence: false, on }),
                withdrawn: row.withdrawn,
                withdrawn_on: row.withdrawn_on,
                reached_on: row.reached_on,
                risk: row.risk,
                borough: row.borough.as_deref(),
                strands: row.strands.as_ref().unwrap_or(&none),
            });
        })?;
        Ok(gathered.finish())
    }
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
        at_risk: point.at_risk,
    }
}

/// The effects that may be shown, or why none is.
fn add_effects(view: &mut EffectsView, cases: &FollowUps, landmark_day: u32, window_ends: u32) {
    let at_landmark = landmark(cases, landmark_day, window_ends, true);
    let sides = at_landmark.as_ref().map(|found| found.reached.cases.min(found.not_reached.cases)).unwrap_or(0);
    if sides < SIDE_MIN {
        view.not_shown = Some(say::NO_COMPARISON.to_owned());
        return;
    }
    match contact_effect(cases, true) {
        Err(why) => view.not_shown = Some(say::no_fit(why).to_owned()),
        Ok(effect) => {
            view.effects.push(cox_view(&effect));
            view.sentences.push(say::cox(&effect));
            view.sentences.extend(effect_by_period(cases, window_ends).ok().map(|periods| say::periods(&periods)));
            view.sentences.push(say::power(&effect));
        }
    }
    if let Ok(found) = at_landmark {
        view.effects.push(landmark_view(&found));
        view.sentences.push(say::landmark(&found));
    }
    view.sentences.push(say::CANNOT_SHOW.to_owned());
    view.sentences.extend(say::undated(cases.undated()));
}

fn cox_view(effect: &ContactEffect) -> EffectView {
    let events = effect.events_contacted + effect.events_uncontacted;
    effect_view("cox_time_dependent", &effect.ratio, effect.cases, events)
}

fn landmark_view(found: &Landmark) -> EffectView {
    let cases = found.reached.cases + found.not_reached.cases;
    let events = found.reached.withdrawals + found.not_reached.withdrawals;
    EffectView {
        landmark_day: Some(found.day),
        diluted: found.diluted,
        ..effect_view("landmark", &found.ratio, cases, events)
    }
}

fn effect_view(method: &str, ratio: &HazardRatio, n: u64, events: u64) -> EffectView {
    EffectView {
        method: method.to_owned(),
        estimate: ratio.estimate,
        low: ratio.low,
        high: ratio.high,
        p: ratio.p,
        n,
        events,
        landmark_day: None,
        diluted: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::SignInRequest;
    use crate::{DEMO_PASSPHRASE, DemoRequest, Desk, Silent};
    use chrono::{TimeZone, Utc};

    fn now() -> Now {
        let today: NaiveDate = "2026-11-23".parse().unwrap();
        Now { at: Utc.from_utc_datetime(&today.and_hms_opt(9, 0, 0).unwrap()), today }
    }

    #[test]
    fn the_demo_tells_curves_and_effects_and_never_the_raw_comparison() {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::at(folder.path().join("demo"));
        let mut session = desk.make_demo(DemoRequest { cases: 1_500, seed: 2 }, now(), &mut Silent).unwrap();
        let view = session.effects(None, None, now()).unwrap();
        let told = view.sentences.join(" ");
        assert!(told.contains("by day 90") && told.contains("log-rank"), "{told}");
        assert!(told.contains("are not simply compared"), "the page says why: {told}");
        assert!(view.curves.iter().any(|point| point.group == "all" && point.day > 60.0));
        if view.not_shown.is_none() {
            let methods: Vec<&str> = view.effects.iter().map(|effect| effect.method.as_str()).collect();
            assert_eq!(methods, ["cox_time_dependent", "landmark"]);
            assert!(view.effects.iter().all(|effect| effect.low < effect.estimate && effect.estimate < effect.high));
            assert!(!view.effects[1].diluted, "the default landmark is the end of the window");
            let early = session.effects(None, Some(10), now()).unwrap();
            assert!(early.effects[1].diluted && early.sentences.join(" ").contains("diluted"));
        } else {
            assert!(view.effects.is_empty(), "what is not shown is nowhere: {view:?}");
        }
        let past = session.effects(Some("2025-06-30"), None, now()).unwrap();
        assert_eq!(past.as_at, "2025-06-30");
        let young = session.effects(Some("2024-01-05"), None, now()).unwrap().sentences.join(" ");
        assert!(!young.contains("by day 90"), "nobody has been followed so far yet: {young}");
        drop(session);
        let edi = SignInRequest { name: "EDI manager".to_owned(), passphrase: DEMO_PASSPHRASE.to_owned() };
        let refused = desk.sign_in(&edi, now()).unwrap().effects(None, None, now());
        assert!(matches!(refused, Err(DeskError::NotAllowed { .. })), "exact figures are not for the EDI manager");
    }
}

//! Curves and effects of the demo, as each role sees them.

use super::*;
use crate::wire::{EffectInCasesRequest, SignInRequest, WithdrawalRequest};
use crate::{DEMO_PASSPHRASE, DemoRequest, Desk, Silent};
use chrono::{TimeZone, Utc};

fn on(day: &str) -> Now {
    let today: NaiveDate = day.parse().unwrap();
    Now { at: Utc.from_utc_datetime(&today.and_hms_opt(9, 0, 0).unwrap()), today }
}

fn now() -> Now {
    on("2026-11-23")
}

fn told(view: &EffectsView) -> String {
    let charts = view.charts.iter().map(|chart| &chart.sentence);
    let others = view.diagnostics.iter().chain(&view.power).chain(&view.limits).chain(&view.not_shown);
    charts.chain(others).cloned().collect::<Vec<_>>().join("\n")
}

#[test]
fn the_demo_tells_curves_and_effects_and_never_the_raw_comparison() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::at(folder.path().join("demo"));
    let mut session = desk.make_demo(DemoRequest { cases: 1_500, seed: 2 }, now(), &mut Silent).unwrap();
    let view = session.effects(None, None, now()).unwrap();
    let words = told(&view);
    assert!(words.contains("by day 90") && words.contains("log-rank"), "{words}");
    assert!(words.contains("are not simply compared"), "the page says why: {words}");
    assert!(
        words.contains("power of 80 %") && words.contains("Every withdrawal") | words.contains("no day of their own")
    );
    let series: Vec<&str> = view.charts.iter().map(|chart| chart.series.as_str()).collect();
    assert_eq!(series[..2], ["time_to_withdrawal", "time_to_withdrawal_by_strand"]);
    assert!(view.curves.iter().any(|point| point.group == "all" && point.day > 60.0));
    if view.not_shown.is_none() {
        let methods: Vec<&str> = view.effects.iter().map(|effect| effect.method.as_str()).collect();
        assert_eq!(methods, ["cox_time_dependent", "landmark"]);
        assert!(view.effects.iter().all(|effect| effect.low < effect.estimate && effect.estimate < effect.high));
        assert!(
            view.effects.iter().all(|effect| effect.shows_article_by.is_some()),
            "each says when: {:?}",
            view.effects
        );
        assert!(!view.effects[1].diluted, "the default landmark is the end of the window");
        let early = session.effects(None, Some(10), now()).unwrap();
        assert!(early.effects[1].diluted && told(&early).contains("diluted"));
    } else {
        assert!(view.effects.is_empty() && view.charts.len() == 2, "what is not shown is nowhere: {view:?}");
    }
    let past = session.effects(Some("2025-06-30"), None, now()).unwrap();
    assert_eq!(past.as_at, "2025-06-30");
    let young = told(&session.effects(Some("2024-01-05"), None, now()).unwrap());
    assert!(!young.contains("by day 90"), "nobody has been followed so far yet: {young}");
}

#[test]
fn an_answer_is_kept_until_something_happens_that_it_depends_on() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::at(folder.path().join("demo"));
    let mut session = desk.make_demo(DemoRequest { cases: 300, seed: 6 }, now(), &mut Silent).unwrap();
    let first = session.effects(None, None, now()).unwrap();
    session.effects(None, Some(10), now()).unwrap();
    assert_eq!(session.effects_kept.answers.len(), 2, "another landmark is another question");
    let case = session.today(now()).unwrap().heaps[0].rows[0].case.clone();
    session.case_view(case.parse().unwrap(), now()).unwrap();
    assert_eq!(session.effects(None, None, now()).unwrap(), first);
    assert_eq!(session.effects_kept.answers.len(), 2, "a look changes nothing");
    let (reason, confirmed_by, confirmed_how) = (None, None, None);
    let withdrawal = WithdrawalRequest { case, on: None, reason, confirmed_by, confirmed_how };
    session.record_withdrawal(&withdrawal, now()).unwrap();
    let after = session.effects(None, None, now()).unwrap();
    assert_ne!(after.curves, first.curves, "a withdrawal does");
    assert_eq!(session.effects_kept.answers.len(), 1);
    drop(session);
    let request = SignInRequest { name: "Coordinator".to_owned(), passphrase: DEMO_PASSPHRASE.to_owned() };
    assert_eq!(desk.sign_in(&request, now()).unwrap().effects(None, None, now()).unwrap(), after, "as read anew");
}

#[test]
fn an_effect_in_cases_is_the_articles_range_beside_the_trials_own() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::at(folder.path().join("demo"));
    let mut session = desk.make_demo(DemoRequest { cases: 1_200, seed: 4 }, now(), &mut Silent).unwrap();
    let typed = |cases, withdrawn_percent| EffectInCasesRequest { cases, withdrawn_percent, as_at: None };
    let met = session.effect_in_cases(&typed(Some(22_000), Some(31.0)), now()).unwrap();
    assert_eq!((met.withdrawals, met.article_low, met.article_high), (6_820, 1_500, 1_773));
    assert_eq!((met.trial_low, met.trial_high), (0, 2_687), "from none to about 2,700");
    assert!(met.sentence.contains("1,500 to 1,773") && met.sentence.contains("from none to 2,687"), "{}", met.sentence);
    let own = session.effect_in_cases(&typed(None, None), now()).unwrap();
    assert!((300..=500).contains(&own.cases) && own.article_low < own.article_high, "{own:?}");
    assert!(own.basis.contains("recorded here"), "{}", own.basis);
    for (request, field) in [
        (typed(Some(0), None), "cases"),
        (typed(Some(9), Some(101.0)), "withdrawn_percent"),
        (typed(Some(9), Some(f64::NAN)), "withdrawn_percent"),
    ] {
        let refused = session.effect_in_cases(&request, now()).unwrap_err();
        assert!(matches!(&refused, DeskError::BadInput { field: found, .. } if *found == field), "{refused:?}");
    }
}

#[test]
fn an_edi_manager_sees_each_half_year_once_and_by_week() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::at(folder.path().join("demo"));
    drop(desk.make_demo(DemoRequest { cases: 4_000, seed: 5 }, now(), &mut Silent).unwrap());
    let edi = SignInRequest { name: "EDI manager".to_owned(), passphrase: DEMO_PASSPHRASE.to_owned() };
    let mut session = desk.sign_in(&edi, now()).unwrap();
    let ends = ["2026-08-31", "2026-09-30", "2026-10-31"];
    let views: Vec<EffectsView> = ends.map(|end| session.effects(Some(end), None, now()).unwrap()).to_vec();
    for view in &views {
        assert_eq!(
            view.curves, views[0].curves,
            "three month ends show one half-year, so there is nothing to subtract"
        );
        assert_eq!(
            view.effects.first().map(|effect| (effect.n, effect.events)),
            views[0].effects.first().map(|effect| (effect.n, effect.events))
        );
    }
    let curve: Vec<&CurvePointView> = views[0].curves.iter().filter(|point| point.group == "all").collect();
    assert!(curve.len() > 3, "{curve:?}");
    assert!(curve.iter().all(|point| point.day % 7.0 == 0.0 || point.day == 90.0), "by week: {curve:?}");
    let words = told(&views[0]);
    assert!(!words.contains("chi-square") && words.contains("by more than chance"), "{words}");
    for effect in &views[0].effects {
        assert_eq!((effect.estimate * 100.0).round() / 100.0, effect.estimate, "in hundredths");
        assert_eq!(effect.p, None);
    }
    let running = session.effects(Some("2026-11-20"), None, now());
    assert!(matches!(running, Err(DeskError::BadInput { .. })), "only ends of complete months");
}

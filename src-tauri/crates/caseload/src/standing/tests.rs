use super::*;
use crate::contact::Channel;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn attempt(on: &str, result: AttemptResult) -> Attempt {
    Attempt { on: day(on), channel: Channel::Telephone, result, officer: None, by_involved_officer: false }
}

/// Where a standard-risk victim of a crime reported on Monday 2 November 2026 stands after these attempts.
fn check(attempts: &[Attempt], today: &str, expected: &str) {
    let story = Story {
        reported_on: day("2026-11-02"),
        kind: CaseKind::Crime,
        risk: None,
        safety: &BTreeSet::new(),
        contact_made_on: None,
        attempts,
        attempts_before: 0,
        ending: None,
        taken_up: None,
        planned: None,
        put_off_until: None,
    };
    let standing = standing(&story, &ContactPolicy::preset(), &WorkingDays::default(), day(today));
    let words = match standing {
        Standing::NotOwed(_) => "not owed".to_owned(),
        Standing::Reached { on, .. } => format!("reached {on}"),
        Standing::Ended { ending, .. } => format!("ended {} {}", ending.on, ending.reason.code()),
        Standing::Open { next, .. } => format!("{:?} {}", next.step, next.on),
    };
    assert_eq!(words, expected, "on {today} after {attempts:?}");
}

#[test]
fn each_result_leads_to_one_next_step() {
    use AttemptResult::{CallBack, Declined, NoAnswer, Reached, VoicemailLeft, WrongNumber};
    check(&[], "2026-11-03", "Plan 2026-11-16");
    check(&[attempt("2026-11-10", NoAnswer)], "2026-11-10", "Retry { attempts: 1 } 2026-11-12");
    check(&[attempt("2026-11-13", VoicemailLeft)], "2026-11-13", "Retry { attempts: 1 } 2026-11-17");
    check(&[attempt("2026-11-13", WrongNumber)], "2026-11-13", "FindNumber 2026-11-16");
    check(&[attempt("2026-11-10", CallBack { on: day("2026-11-20") })], "2026-11-10", "CallBack 2026-11-20");
    check(&[attempt("2026-11-10", Declined)], "2026-11-10", "ended 2026-11-10 victim_declined");
    check(&[attempt("2026-11-10", NoAnswer), attempt("2026-11-12", Reached)], "2026-11-13", "reached 2026-11-12");
    check(&[attempt("2026-11-10", Declined), attempt("2026-11-20", Reached)], "2026-11-21", "reached 2026-11-20");
}

#[test]
fn attempts_used_up_go_to_the_supervisor_with_a_date() {
    let attempts: Vec<Attempt> =
        ["2026-11-09", "2026-11-11", "2026-11-13", "2026-11-17"].map(|on| attempt(on, AttemptResult::NoAnswer)).into();
    check(&attempts, "2026-11-17", "Supervisor(AttemptsUsedUp { attempts: 4 }) 2026-11-18");
}

#[test]
fn a_closed_late_window_goes_to_the_supervisor() {
    // Forty working days after 2 November 2026 step over three bank holidays: 31 December 2026.
    check(&[], "2026-12-30", "Plan 2026-11-16");
    let policy = ContactPolicy::preset();
    let closes_on = policy.window(&WorkingDays::default(), day("2026-11-02"), None).late_until_on;
    assert_eq!(closes_on, day("2026-12-30"));
    check(&[], "2026-12-31", "Supervisor(WindowClosed) 2026-12-31");
}

#[test]
fn a_contact_by_an_involved_officer_is_no_reassurance_contact() {
    let involved = Attempt { by_involved_officer: true, ..attempt("2026-11-10", AttemptResult::Reached) };
    check(&[involved], "2026-11-11", "Plan 2026-11-16");
}

/// A case reported on 2 November 2026 on the 4th, with what must not be done.
fn stands_with(safety: &[SafetyRule]) -> Standing {
    let safety = safety.iter().copied().collect();
    let story = Story {
        reported_on: day("2026-11-02"),
        kind: CaseKind::Crime,
        risk: Some(RiskLevel::High),
        safety: &safety,
        contact_made_on: None,
        attempts: &[],
        attempts_before: 0,
        ending: None,
        taken_up: None,
        planned: None,
        put_off_until: None,
    };
    standing(&story, &ContactPolicy::preset(), &WorkingDays::default(), day("2026-11-04"))
}

#[test]
fn what_no_officer_may_do_goes_to_the_supervisor_and_is_never_planned() {
    for (safety, why) in [
        (&[SafetyRule::NoContact][..], SupervisorBecause::WishesNoContact),
        (&[SafetyRule::NoTelephone, SafetyRule::SuspectInHousehold], SupervisorBecause::NoSafeWay),
    ] {
        let standing = stands_with(safety);
        assert_eq!(standing.plannable(day("2026-11-04")), None);
        let Standing::Open { next, .. } = standing else { panic!("{safety:?} ends nothing: {standing:?}") };
        assert_eq!(next.step, Step::Supervisor(why));
    }
    // Either alone leaves a way: a visit, or the telephone.
    for safety in [SafetyRule::NoTelephone, SafetyRule::SuspectInHousehold] {
        assert!(stands_with(&[safety]).plannable(day("2026-11-04")).is_some(), "{safety:?}");
    }
}

#[test]
fn planning_moves_into_the_late_window_only_once_the_first_is_over() {
    let story = Story {
        reported_on: day("2026-11-02"),
        kind: CaseKind::Crime,
        risk: None,
        safety: &BTreeSet::new(),
        contact_made_on: None,
        attempts: &[],
        attempts_before: 0,
        ending: None,
        taken_up: None,
        planned: None,
        put_off_until: None,
    };
    let plannable = |today: &str| {
        standing(&story, &ContactPolicy::preset(), &WorkingDays::default(), day(today)).plannable(day(today))
    };
    assert_eq!(plannable("2026-11-03"), Some((day("2026-11-09"), day("2026-11-30"))), "within 5 to 20 working days");
    assert_eq!(plannable("2026-12-01"), Some((day("2026-12-01"), day("2026-12-30"))), "late, but still worth making");
    assert_eq!(plannable("2026-12-31"), None, "with the supervisor");
}

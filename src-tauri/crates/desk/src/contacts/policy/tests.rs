//! A coordinator changes the policy: sees what it would do, sets it, and puts it back.

use crate::contacts::plan::tests::{MONDAY, desk, now};
use crate::wire::{HolidayRequest, PolicyRequest, PolicyValue, StateCountView};
use crate::{DeskError, Session};

fn request(values: &[(&str, &str)]) -> PolicyRequest {
    let value = |(code, value): &(&str, &str)| PolicyValue { code: (*code).to_owned(), value: (*value).to_owned() };
    PolicyRequest { preset: None, values: values.iter().map(value).collect() }
}

fn count(states: &[StateCountView], state: &str) -> (u64, u64) {
    let of = states.iter().find(|one| one.state == state).unwrap();
    (of.before, of.after)
}

fn setting(session: &mut Session, code: &str) -> String {
    let view = session.policy_view(now(MONDAY)).unwrap();
    let mut settings = view.groups.into_iter().flat_map(|group| group.settings);
    settings.find(|setting| setting.code == code).unwrap().value
}

#[test]
fn the_effect_is_shown_before_a_policy_is_set_and_undo_puts_the_old_one_back() {
    let mut kept = desk();
    let session = &mut kept.session;
    // Six victims of medium risk, reported on 10 November, all with an accepted line.
    let later = request(&[("medium_earliest", "20"), ("medium_target", "25"), ("medium_latest", "30")]);
    let effect = session.policy_effect(&later, now(MONDAY)).unwrap();
    assert_eq!(count(&effect.states, "planned"), (6, 6), "a line stays until somebody proposes again");
    assert_eq!(effect.changes.len(), 3);
    assert_eq!(setting(session, "medium_target"), "7", "looking changes nothing");

    let began = request(&[("service_began", "2026-11-11")]);
    let effect = session.policy_effect(&began, now(MONDAY)).unwrap();
    assert_eq!(count(&effect.states, "planned"), (6, 0));
    assert_eq!(count(&effect.states, "not_owed"), (0, 6));
    assert_eq!((effect.victims_changed, effect.lines_lost, effect.lines.len()), (6, 6, 6));
    assert!(effect.words.iter().any(|words| words.contains("6 victims would no longer be owed")), "{:?}", effect.words);

    let done = session.set_policy(&began, now(MONDAY)).unwrap();
    assert_eq!(setting(session, "service_began"), "2026-11-11");
    assert!(session.set_policy(&began, now(MONDAY)).is_err(), "it is in force already");
    let history = session.policy_view(now(MONDAY)).unwrap().history;
    assert_eq!(history.len(), 2, "the one the desk began with, and this one");
    assert_eq!(history[0].changes[0].after, "Wed 11 Nov 2026");
    assert_eq!(history[1].changes, [], "the preset");
    assert!(history[0].words.ends_with("set by Ann"), "{}", history[0].words);
    kept.undo(&done, MONDAY);
    assert_eq!(setting(&mut kept.session, "service_began"), "");
    assert_eq!(kept.session.policy_view(now(MONDAY)).unwrap().history.len(), 3, "all stay in the record");
}

#[test]
fn contact_days_and_hours_bind_the_plan() {
    let mut kept = desk();
    let session = &mut kept.session;
    let sundays = request(&[("days", "Sun")]);
    let effect = session.policy_effect(&sundays, now(MONDAY)).unwrap();
    assert_eq!(effect.lines_lost, 6, "the officers work Monday to Friday: {:?}", effect.words);
    let wrong = session.set_policy(&request(&[("days", "")]), now(MONDAY)).unwrap_err();
    assert!(matches!(&wrong, DeskError::BadInput { field: "days", message } if message.contains("at least one day")));
    let wrong = session.set_policy(&request(&[("high_latest", "2")]), now(MONDAY)).unwrap_err();
    assert!(matches!(wrong, DeskError::BadInput { field: "high_latest", .. }));
    let wrong = session.policy_effect(&request(&[("colour", "2")]), now(MONDAY)).unwrap_err();
    assert!(wrong.to_string().contains("no setting colour"), "{wrong}");
}

#[test]
fn only_reasons_of_the_policy_end_a_contact() {
    let mut kept = desk();
    let case = crate::contacts::plan::tests::lines(&mut kept)[0].case.clone();
    let session = &mut kept.session;
    session.set_policy(&request(&[("reasons", "victim_declined,died")]), now(MONDAY)).unwrap();
    let end = |reason: &str| crate::wire::EndContactRequest { case: case.clone(), reason: reason.to_owned() };
    let refused = session.end_contact(&end("not_safe"), now(MONDAY)).unwrap_err();
    assert!(refused.to_string().contains("victim_declined, died"), "{refused}");
    assert_eq!(session.choices().unwrap().ending_reasons.len(), 2);
    session.end_contact(&end("died"), now(MONDAY)).unwrap();
}

#[test]
fn a_bank_holiday_is_added_and_worked_with_its_effect_shown_and_undone() {
    let mut kept = desk();
    let session = &mut kept.session;
    let added = HolidayRequest { on: "2026-11-24".to_owned(), off: true, name: "Proclaimed".to_owned() };
    let effect = session.holiday_effect(&added, now(MONDAY)).unwrap();
    assert!(session.calendar.is_working_day("2026-11-24".parse().unwrap()), "looking changes nothing");
    assert_eq!(effect.changes.len(), 1);
    let done = session.set_holiday(&added, now(MONDAY)).unwrap();
    assert!(!session.calendar.is_working_day("2026-11-24".parse().unwrap()));
    assert!(session.set_holiday(&added, now(MONDAY)).is_err(), "it is one already");
    let days = session.holidays(now(MONDAY)).unwrap().days;
    assert!(days.iter().any(|day| day.on == "2026-11-24" && day.name == "Proclaimed"));
    assert_eq!(days.iter().find(|day| day.on == "2026-12-28").unwrap().name, "Boxing Day (substitute day)");
    let worked = HolidayRequest { on: "2026-12-28".to_owned(), off: false, name: String::new() };
    session.set_holiday(&worked, now(MONDAY)).unwrap();
    let undo = done.undo.as_ref().unwrap();
    assert!(session.undo(undo.first_entry, undo.last_entry, now(MONDAY)).is_err(), "something came after it");
    let back = HolidayRequest { off: true, ..worked };
    let done = session.set_holiday(&back, now(MONDAY)).unwrap();
    kept.undo(&done, MONDAY);
    assert!(kept.session.calendar.is_working_day("2026-12-28".parse().unwrap()), "worked again");
    let nameless = HolidayRequest { on: "2026-11-25".to_owned(), off: true, name: " ".to_owned() };
    assert!(kept.session.set_holiday(&nameless, now(MONDAY)).is_err());
}

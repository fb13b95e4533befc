//! What is said of series and months: made, seen by the EDI manager as far as they may, and undone.

use super::*;
use crate::wire::{ChartView, MonthRequest, MonthSlotRequest, SignInRequest};
use crate::{DEMO_PASSPHRASE, DemoRequest, Desk, Session, Silent};
use chrono::{TimeZone, Utc};

fn now() -> Now {
    let today: NaiveDate = "2026-11-23".parse().unwrap();
    Now { at: Utc.from_utc_datetime(&today.and_hms_opt(9, 0, 0).unwrap()), today }
}

#[test]
fn targets_are_typed_in_percent_or_days() {
    assert_eq!(target_of(Unit::Share, "90").unwrap(), 900);
    assert_eq!(target_of(Unit::Share, "12.5 %").unwrap(), 125);
    assert_eq!(target_of(Unit::Days, "7.5").unwrap(), 7_500);
    for wrong in ["", "x", "101", "-1", "1.25", "1e3", "99999999999"] {
        assert!(target_of(Unit::Share, wrong).is_err(), "{wrong}");
    }
}

#[test]
fn words_for_everybody_hold_no_numbers_of_people() {
    assert_eq!(plain_words("words", "  A new  records system. ").unwrap(), "A new records system");
    for wrong in ["", "see 0123456/26", "ring 07700 900123", "ask ann@example.org", &"x".repeat(WORDS_MAX + 1)] {
        assert!(plain_words("words", wrong).is_err(), "{wrong}");
    }
}

fn chart(session: &mut Session, series: &str) -> ChartView {
    session.trends(None, now()).unwrap().charts.into_iter().find(|chart| chart.series == series).unwrap()
}

#[test]
fn what_is_said_of_a_series_is_drawn_told_and_undone() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::at(folder.path().join("demo"));
    let mut session = desk.make_demo(DemoRequest { cases: 900, seed: 3 }, now(), &mut Silent).unwrap();
    let before = chart(&mut session, "withdrawal_closed");
    let mark = |kind, series: Option<&str>, on: &str| MarkSeriesRequest {
        series: series.map(str::to_owned),
        kind,
        on: on.to_owned(),
        words: "every victim is offered a contact".to_owned(),
    };
    let done = session.mark_series(&mark(MarkKindView::Redrawn, Some("withdrawal_closed"), "2026-04-10"), now());
    let undo = done.unwrap().undo.unwrap();
    let redrawn = chart(&mut session, "withdrawal_closed");
    assert!(redrawn.sentence.contains("A, 1 April 2026: centre and limits are drawn anew"), "{}", redrawn.sentence);
    assert!(redrawn.svg != before.svg && redrawn.svg.contains(">\nA\n"), "the drawing bears the letter");
    let other = chart(&mut session, "withdrawal_reported_90");
    assert!(!other.sentence.contains("drawn anew"), "another series is as it was");
    session.mark_series(&mark(MarkKindView::Broken, None, "2026-06-01"), now()).unwrap();
    assert!(chart(&mut session, "recorded").sentence.contains("a break"), "a break of every series");
    let target = TargetRequest { series: "src_in_window".to_owned(), value: Some("99".to_owned()) };
    session.set_target(&target, now()).unwrap();
    let icons = chart(&mut session, "src_in_window").icons;
    assert!(icons.iter().any(|icon| icon.words.contains("the target")), "{icons:?}");
    let recorded = TargetRequest { series: "recorded".to_owned(), value: Some("9".to_owned()) };
    assert!(session.set_target(&recorded, now()).is_err(), "demand has no better side");
    let to_come = mark(MarkKindView::Broken, None, "2027-01-01");
    assert!(session.mark_series(&to_come, now()).is_err(), "a day to come");

    session.undo(undo.first_entry, undo.last_entry, now()).unwrap();
    assert!(session.undo(undo.first_entry, undo.last_entry, now()).is_err(), "undone already");
    let view = session.trends(None, now()).unwrap();
    assert_eq!(view.marks.len(), 1, "the break stands: {:?}", view.marks);

    drop(session);
    let mut edi = signed_in(&desk, "EDI manager");
    assert!(edi.mark_series(&mark(MarkKindView::Broken, None, "2026-06-01"), now()).is_err());
    assert!(!edi.trends(None, now()).unwrap().may_mark);
}

fn signed_in(desk: &Desk, name: &str) -> Session {
    let request = SignInRequest { name: name.to_owned(), passphrase: DEMO_PASSPHRASE.to_owned() };
    desk.sign_in(&request, now()).unwrap()
}

#[test]
fn a_month_carries_words_and_its_corrections() {
    let folder = tempfile::tempdir().unwrap();
    let desk = Desk::at(folder.path().join("demo"));
    let mut session = desk.make_demo(DemoRequest { cases: 400, seed: 3 }, now(), &mut Silent).unwrap();
    let slot = |slot: &str, words: &str, shareable| MonthSlotRequest {
        month: "2026-10".to_owned(),
        slot: slot.to_owned(),
        words: words.to_owned(),
        shareable,
    };
    session.write_month_slot(&slot("issues", "Mrs Example waited three weeks", false), now()).unwrap();
    session.write_month_slot(&slot("actions", "Brief the late shift", true), now()).unwrap();
    assert!(session.write_month_slot(&slot("context", "ring 07700900123", true), now()).is_err());
    let request = |shareable| MonthRequest { month: "2026-10".to_owned(), as_at: None, shareable, correction: None };
    session.issue_month(&request(false), now()).unwrap();
    assert!(session.issue_month(&request(false), now()).is_err(), "a second issue says why");
    let first = session.print_month(&request(false), now()).unwrap().bytes;
    let why = MonthRequest { correction: Some("a late extract".to_owned()), ..request(false) };
    let done = session.issue_month(&why, now()).unwrap();
    assert!(done.words.contains("as a correction"), "{}", done.words);
    let corrected = session.print_month(&request(false), now()).unwrap().bytes;
    assert!(first != corrected, "the paper says that it corrects");
    let again = session.print_month(&request(false), now()).unwrap().bytes;
    assert!(corrected == again, "the same bytes twice");
    assert_eq!(session.month_view(Some("2026-10"), now()).unwrap().issued.len(), 2, "the old issue is kept");
    assert!(session.month_pages(&request(false), now()).unwrap().pages.len() >= 3);
    drop(session);

    let mut edi = signed_in(&desk, "EDI manager");
    let view = edi.month_view(Some("2026-10"), now()).unwrap();
    let words: Vec<&str> = view.slots.iter().map(|slot| slot.words.as_str()).collect();
    assert_eq!(words, ["", "", "Brief the late shift", ""], "only what is shared, and no people key is asked for");
}

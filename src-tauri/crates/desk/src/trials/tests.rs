//! A trial from its protocol to its end, on a desk of invented cases.

use crate::wire::{
    EndContactRequest, EnrolRequest, ExportTrialRequest, NewTrialRequest, NextStepKind, NotEnrolRequest,
    RecordAttemptRequest, SealTrialRequest, SignInRequest, WithdrawalRequest,
};
use crate::{DEMO_PASSPHRASE, DemoRequest, Desk, DeskError, Now, Session, Silent};
use chrono::{NaiveDate, TimeZone, Utc};
use tempfile::TempDir;

const SEAL: &str = "known to the custodian alone";

fn on(text: &str) -> Now {
    let today: NaiveDate = text.parse().unwrap();
    Now { at: Utc.from_utc_datetime(&today.and_hms_opt(9, 0, 0).unwrap()), today }
}

fn now() -> Now {
    on("2026-11-23")
}

struct Place {
    folder: TempDir,
    desk: Desk,
}

impl Place {
    fn demo(cases: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::at(folder.path().join("demo"));
        drop(desk.make_demo(DemoRequest { cases, seed: 3 }, now(), &mut Silent).unwrap());
        Self { folder, desk }
    }

    fn sign_in(&self, name: &str, now: Now) -> Session {
        let request = SignInRequest { name: name.to_owned(), passphrase: DEMO_PASSPHRASE.to_owned() };
        self.desk.sign_in(&request, now).unwrap()
    }
}

fn protocol() -> NewTrialRequest {
    NewTrialRequest {
        title: "Does a contact help?".to_owned(),
        approval: "REC 26/0417".to_owned(),
        strata: vec!["risk".to_owned()],
        block_sizes: vec![2, 4],
        people_an_arm: 60,
        reported_within_days: 40,
        boroughs: Vec::new(),
        risks: Vec::new(),
        strands: Vec::new(),
        adults_only: false,
        starts_on: "2026-10-01".to_owned(),
        ends_on: "2026-12-31".to_owned(),
        follow_up_days: 30,
        controls_after: "owed_again".to_owned(),
    }
}

fn seal(passphrase: &str) -> SealTrialRequest {
    SealTrialRequest { passphrase: passphrase.to_owned() }
}

fn enrol(case: &str, passphrase: &str) -> EnrolRequest {
    EnrolRequest { case: case.to_owned(), passphrase: passphrase.to_owned() }
}

fn message<T: std::fmt::Debug>(refused: Result<T, DeskError>) -> String {
    refused.unwrap_err().to_string()
}

#[test]
fn a_trial_is_set_up_sealed_enrols_and_ends_and_no_promise_is_lost() {
    let place = Place::demo(1_500);
    let mut coordinator = place.sign_in("Coordinator", now());
    assert!(coordinator.trial_page(now()).unwrap().trial.is_none(), "nothing before one is set up");
    coordinator.new_trial(&protocol(), now()).unwrap();
    assert!(message(coordinator.new_trial(&protocol(), now())).contains("one runs at a time"));
    let case = coordinator.today(now()).unwrap().heaps[2].rows[0].case.clone();
    assert!(message(coordinator.enrol(&enrol(&case, SEAL), now())).contains("Nothing was changed"));

    let mut custodian = place.sign_in("Supervisor", now());
    assert!(message(custodian.seal_trial(&seal(DEMO_PASSPHRASE), now())).contains("one of its own"));
    assert!(message(custodian.seal_trial(&seal("short"), now())).contains("12"));
    custodian.seal_trial(&seal(SEAL), now()).unwrap();
    assert!(message(custodian.seal_trial(&seal(SEAL), now())).contains("sealed already"));

    let page = coordinator.trial_page(now()).unwrap().trial.unwrap();
    assert!(page.waiting.len() >= 8, "the demo has reports to enrol: {}", page.waiting.len());
    let mut arms = std::collections::BTreeMap::<String, (u32, u32)>::new();
    for (number, waiting) in page.waiting.iter().enumerate() {
        if number == 0 {
            assert!(message(custodian.enrol(&enrol(&waiting.case, SEAL), now())).contains("somebody else enrols"));
            assert!(message(coordinator.enrol(&enrol(&waiting.case, "a wrong guess"), now())).contains("custodian"));
            let request = NotEnrolRequest { case: waiting.case.clone(), because: "declined".to_owned() };
            let done = coordinator.not_enrol(&request, now()).unwrap();
            assert!(message(coordinator.enrol(&enrol(&waiting.case, SEAL), now())).contains("not enrolled"));
            let undo = done.undo.unwrap();
            coordinator.undo(undo.first_entry, undo.last_entry, now()).unwrap();
        }
        let done = coordinator.enrol(&enrol(&waiting.case, SEAL), now()).unwrap();
        assert!(done.undo.is_none(), "an opened allocation is not offered to be undone");
        let of = arms.entry(waiting.stratum.clone()).or_default();
        if done.words.contains("control") {
            of.1 += 1
        } else {
            of.0 += 1
        };
        assert!(of.0.abs_diff(of.1) <= 2, "half the largest block within a stratum: {arms:?}");
        assert!(message(coordinator.enrol(&enrol(&waiting.case, SEAL), now())).contains("allocated already"));
    }
    let page = coordinator.trial_page(now()).unwrap().trial.unwrap();
    assert!(page.waiting.is_empty());
    let controls: Vec<_> = page.allocated.iter().filter(|one| one.arm == "control").collect();
    assert!(controls.iter().all(|one| one.contact_words.starts_with("Ended")), "a control is an end with a day");
    let told = coordinator.today(now()).unwrap().sentence;
    let without =
        format!("{} controls of the trial go without a contact until it ends, after Thu 31 Dec", controls.len());
    assert!(told.contains(&without), "who waits for nobody has a day all the same: {told}");
    let contacts = page.allocated.iter().filter(|one| one.arm == "contact");
    assert!(contacts.clone().count() > 0 && contacts.clone().all(|one| !one.contact_words.starts_with("Ended")));
    let planned = coordinator.propose_plan(now()).unwrap();
    let planned = format!("{planned:?}");
    assert!(controls.iter().all(|one| !planned.contains(&one.case)), "no contact is planned for a control");

    an_allocation_stays(&mut coordinator, &controls[0].case, &page.allocated[0].case);
    assert!(custodian.check_seal(&seal(SEAL)).unwrap().words.contains("is the one that was sealed"));
    assert!(coordinator.verify(None).unwrap().sound, "the record is whole, allocations included");

    let ended = coordinator.end_trial(now()).unwrap();
    assert!(ended.words.contains(&format!("{} controls are owed a contact again", controls.len())), "{}", ended.words);
    let page = coordinator.trial_page(now()).unwrap().trial.unwrap();
    assert!(page.allocated.iter().all(|one| !one.contact_words.starts_with("Ended")), "nobody is lost");
    let undo = ended.undo.unwrap();
    coordinator.undo(undo.first_entry, undo.last_entry, now()).unwrap();
    let page = coordinator.trial_page(now()).unwrap().trial.unwrap();
    assert_eq!(page.allocated.iter().filter(|one| one.contact_words.starts_with("Ended")).count(), controls.len());
}

/// Neither the allocation nor the end that followed from it is undone, and nobody ends a contact so by hand.
fn an_allocation_stays(coordinator: &mut Session, control: &str, other: &str) {
    let case = control.parse().unwrap();
    let view = coordinator.case_view(case, now()).unwrap();
    assert!(view.next.kind == NextStepKind::Control && view.next.because.contains("crossover"), "{:?}", view.next);
    let line = view.story.iter().find(|line| line.words.starts_with("Enrolled")).unwrap();
    assert!(line.undo.is_none() && line.words.contains(" risk)"), "a stratum in words: {}", line.words);
    assert!(message(coordinator.undo(line.entry, line.entry, now())).contains("cannot be un-opened"));
    let ended = view.story.iter().find(|line| line.words.starts_with("Contact ended")).unwrap();
    assert!(ended.undo.is_none() && message(coordinator.undo(ended.entry, ended.entry, now())).contains("take it up"));
    let by_hand = EndContactRequest { case: other.to_owned(), reason: "trial_control".to_owned() };
    assert!(message(coordinator.end_contact(&by_hand, now())).contains("one of"));
}

#[test]
fn roles_see_of_a_trial_what_they_may() {
    let place = Place::demo(300);
    let mut edi = place.sign_in("EDI manager", now());
    assert!(matches!(edi.trial_page(now()), Err(DeskError::NotAllowed { .. })));
    assert!(matches!(edi.new_trial(&protocol(), now()), Err(DeskError::NotAllowed { .. })));
    let mut coordinator = place.sign_in("Coordinator", now());
    for (change, field) in [
        (NewTrialRequest { block_sizes: vec![4], ..protocol() }, "block_sizes"),
        (NewTrialRequest { block_sizes: vec![3, 4], ..protocol() }, "block_sizes"),
        (NewTrialRequest { title: " ".to_owned(), ..protocol() }, "title"),
        (NewTrialRequest { boroughs: vec!["Atlantis".to_owned()], ..protocol() }, "boroughs"),
        (NewTrialRequest { controls_after: String::new(), ..protocol() }, "controls_after"),
        (NewTrialRequest { ends_on: "2026-10-02".to_owned(), ..protocol() }, "ends_on"),
        (NewTrialRequest { people_an_arm: 9_000, ..protocol() }, "people_an_arm"),
    ] {
        let refused = coordinator.new_trial(&change, now()).unwrap_err();
        assert_eq!(refused.view().field.as_deref(), Some(field));
    }
    let done = coordinator.new_trial(&protocol(), now()).unwrap();
    let undo = done.undo.unwrap();
    coordinator.undo(undo.first_entry, undo.last_entry, now()).unwrap();
    assert!(coordinator.trial_page(now()).unwrap().trial.is_none(), "a protocol taken in by mistake is gone");
}

#[test]
fn nothing_is_told_by_arm_before_every_outcome_is_known_and_then_as_allocated() {
    let place = Place::demo(1_500);
    let mut coordinator = place.sign_in("Coordinator", now());
    assert!(matches!(coordinator.analyse_trial(now()), Err(DeskError::NotFound(_))));
    coordinator.new_trial(&protocol(), now()).unwrap();
    place.sign_in("Supervisor", now()).seal_trial(&seal(SEAL), now()).unwrap();
    let waiting = coordinator.trial_page(now()).unwrap().trial.unwrap().waiting;
    for one in &waiting {
        coordinator.enrol(&enrol(&one.case, SEAL), now()).unwrap();
    }
    let allocated = coordinator.trial_page(now()).unwrap().trial.unwrap().allocated;
    // Every second control withdraws and every fourth of the others; all of the others are reached, and one control.
    let (mut contact, mut control, mut withdrawing) = ((0, 0), (0, 0), Vec::new());
    for one in &allocated {
        let (of, every) = if one.arm == "control" { (&mut control, 2) } else { (&mut contact, 4) };
        of.1 += 1;
        if one.arm == "contact" || of.1 == 1 {
            coordinator.record_attempt(&reached(&one.case), on("2026-11-25")).unwrap();
        }
        if of.1 % every == 0 {
            of.0 += 1;
            withdrawing.push(&one.case);
        }
    }
    for case in withdrawing {
        coordinator.record_withdrawal(&withdrawal(case), on("2026-12-01")).unwrap();
    }
    let early = on("2026-12-10");
    let view = coordinator.analyse_trial(early).unwrap();
    assert!(view.not_yet.unwrap().contains("Nothing is told by arm") && view.sentences.is_empty());
    assert!(view.effects.is_empty() && view.immature == allocated.len() as u64);
    assert!(message(coordinator.export_trial(early).map(|_| ())).contains("Nothing is told by arm"));
    // The follow-up of 30 days is over on 23 December; enrolment ends on the 31st.
    let view = coordinator.analyse_trial(on("2026-12-24")).unwrap();
    assert!(view.not_yet.unwrap().contains("enrolment still runs"));

    assert!(!coordinator.today(on("2026-12-24")).unwrap().sentence.contains("end it"));
    let late = on("2027-01-04");
    let view = coordinator.analyse_trial(late).unwrap();
    assert_eq!(view.not_yet, None);
    let told = format!("{} of {} allocated to a contact withdrew", contact.0, contact.1);
    assert!(view.sentences[0].contains(&told), "{:?}", view.sentences);
    assert!(view.sentences[0].contains(&format!("{} of {} controls", control.0, control.1)), "{:?}", view.sentences);
    let delivered = view.sentences.iter().find(|words| words.starts_with("Delivered")).unwrap();
    assert!(delivered.contains(&format!("1 of {} controls had one all the same", control.1)), "{delivered}");
    assert!(coordinator.today(late).unwrap().sentence.contains("end it"), "a trial that nobody ends is not forgotten");
    let flow = coordinator.trial_flow(late).unwrap();
    assert!(flow.svg.contains("Randomised") && flow.lines.len() == 9);
    let paper = coordinator.print_trial(late).unwrap().bytes;
    assert!(paper.starts_with(b"%PDF") && paper == coordinator.print_trial(late).unwrap().bytes);

    let extract = coordinator.export_trial(late).unwrap();
    let text = String::from_utf8(extract.rows).unwrap();
    assert_eq!(text.lines().count(), 1 + allocated.len());
    assert!(allocated.iter().all(|one| !text.contains(&one.reference) && !text.contains(&one.case)));
    assert!(!text.contains("2026"), "no date");
    let dictionary = String::from_utf8(extract.dictionary).unwrap();
    for column in text.trim_start_matches('\u{feff}').lines().next().unwrap().split(',').skip(1) {
        assert!(dictionary.contains(&format!(",{column},")), "{column} is explained");
    }
    it_is_written_beside_its_dictionary(&mut coordinator, place.folder.path(), late);
}

/// Both files are written where the person says, and none over another.
fn it_is_written_beside_its_dictionary(coordinator: &mut Session, folder: &std::path::Path, now: Now) {
    let ask = |name: &str| ExportTrialRequest { file: folder.join(name).display().to_string() };
    assert_eq!(coordinator.export_trial_to(&ask("trial.txt"), now).unwrap_err().view().field.as_deref(), Some("file"));
    std::fs::write(folder.join("other-dictionary.csv"), "kept").unwrap();
    assert!(message(coordinator.export_trial_to(&ask("other.csv"), now)).contains("other-dictionary.csv is there"));
    assert!(!folder.join("other.csv").exists(), "nothing half-done");
    coordinator.export_trial_to(&ask("trial.csv"), now).unwrap();
    assert!(folder.join("trial.csv").exists() && folder.join("trial-dictionary.csv").exists());
    assert!(message(coordinator.export_trial_to(&ask("trial.csv"), now)).contains("nothing was written over"));
}

fn reached(case: &str) -> RecordAttemptRequest {
    RecordAttemptRequest {
        case: case.to_owned(),
        channel: "telephone".to_owned(),
        result: "reached".to_owned(),
        on: None,
        officer: None,
        call_back_on: None,
        note: None,
        told: None,
        also: Vec::new(),
    }
}

fn withdrawal(case: &str) -> WithdrawalRequest {
    WithdrawalRequest {
        case: case.to_owned(),
        on: Some("2026-12-01".to_owned()),
        reason: None,
        confirmed_by: None,
        confirmed_how: None,
    }
}

//! A trial amid the ordinary work of a desk: two cases of one person, merges, undo, reopened cases, erasing, take-back.

use crate::support::{COORDINATOR, Kept, PASSPHRASE, crime, new_desk, now, sign_in};
use desk::Silent;
use desk::wire::{
    EnrolRequest, EraseRequest, NewTrialRequest, OutcomeRequest, PairRequest, RoleView, SealTrialRequest,
    TakeUpRequest, TrialAllocatedView, TrialAnalysisView, TrialView, WithdrawalRequest,
};
use std::collections::BTreeMap;
use std::fs;

const TODAY: &str = "2026-09-01";
/// Enrolment is over and every outcome is known.
const LATE: &str = "2026-11-30";
const SEAL: &str = "known to the custodian alone";

const ADA: &str = "0000001/26";
const BEN: &str = "0000002/26";
const CID: &str = "0000003/26";
const DEE: &str = "0000004/26";

/// Four victims of today's reports, and a trial that the supervisor has sealed.
fn four_victims() -> Kept {
    let names = [(ADA, "Ada North"), (BEN, "Ben South"), (CID, "Cid East"), (DEE, "Dee West")];
    trial_of(&names.map(|(reference, victim)| crime(reference, "01/09/2026", "Standard", "", victim)))
}

fn trial_of(rows: &[String]) -> Kept {
    let mut kept = new_desk(TODAY);
    kept.import_rows(rows, TODAY);
    let protocol = NewTrialRequest {
        title: "Does a contact help?".to_owned(),
        approval: "REC 26/0417".to_owned(),
        strata: Vec::new(),
        block_sizes: vec![2, 4],
        people_an_arm: 10,
        reported_within_days: 20,
        boroughs: Vec::new(),
        risks: Vec::new(),
        strands: Vec::new(),
        adults_only: false,
        starts_on: TODAY.to_owned(),
        ends_on: "2026-09-30".to_owned(),
        follow_up_days: 30,
        controls_after: "owed_again".to_owned(),
    };
    kept.session.new_trial(&protocol, now(TODAY)).unwrap();
    let mut custodian = kept.sign_in_new("Sgt Obi", RoleView::Supervisor, TODAY);
    custodian.seal_trial(&SealTrialRequest { passphrase: SEAL.to_owned() }, now(TODAY)).unwrap();
    kept
}

fn enrol(kept: &mut Kept, reference: &str) -> Result<String, String> {
    let request = EnrolRequest { case: kept.case(reference), passphrase: SEAL.to_owned() };
    kept.session.enrol(&request, now(TODAY)).map(|done| done.words).map_err(|refused| refused.to_string())
}

fn enrol_all(kept: &mut Kept, references: &[&str]) {
    for reference in references {
        enrol(kept, reference).unwrap();
    }
}

fn page(kept: &mut Kept, today: &str) -> TrialView {
    kept.session.trial_page(now(today)).unwrap().trial.unwrap()
}

fn waiting(kept: &mut Kept) -> Vec<String> {
    page(kept, TODAY).waiting.into_iter().map(|one| one.reference).collect()
}

/// The arm of each case, by its reference.
fn arms(kept: &mut Kept, today: &str) -> BTreeMap<String, String> {
    page(kept, today).allocated.into_iter().map(|one| (one.reference, one.arm)).collect()
}

/// The first case allocated to this arm, as the page shows it.
fn one_of(kept: &mut Kept, arm: &str) -> TrialAllocatedView {
    page(kept, TODAY).allocated.into_iter().find(|one| one.arm == arm).expect("four people are of both arms")
}

fn analysis(kept: &mut Kept) -> TrialAnalysisView {
    let view = kept.session.analyse_trial(now(LATE)).unwrap();
    assert_eq!(view.not_yet, None);
    view
}

fn settle(kept: &mut Kept, case: &str, other: &str, what: &str, today: &str) {
    let request = PairRequest { case: case.to_owned(), other: other.to_owned(), what: what.to_owned() };
    kept.session.settle_pair(&request, now(today)).unwrap();
}

fn withdraws(kept: &mut Kept, reference: &str, on: &str) {
    let case = kept.case(reference);
    let request =
        WithdrawalRequest { case, on: Some(on.to_owned()), reason: None, confirmed_by: None, confirmed_how: None };
    kept.session.record_withdrawal(&request, now(on)).unwrap();
}

fn outcome(kept: &mut Kept, reference: &str, number: u8, on: &str) {
    let request = OutcomeRequest { case: kept.case(reference), number, on: on.to_owned(), alternate_offence: false };
    kept.session.record_outcome(&request, now(on)).unwrap();
}

#[test]
fn a_person_with_two_cases_is_allocated_once() {
    let twice = "0000005/26";
    let mut kept = trial_of(&[
        crime(ADA, "01/09/2026", "Standard", "", "Ada North"),
        crime(BEN, "01/09/2026", "Standard", "", "Ben South"),
        crime(CID, "01/09/2026", "Standard", "", "Cid East"),
        // The same name and telephone: by the texts alone it is Ada.
        crime(twice, "01/09/2026", "Standard", "", "Ada North"),
    ]);
    assert_eq!(waiting(&mut kept).len(), 4);
    enrol(&mut kept, ADA).unwrap();
    assert!(enrol(&mut kept, twice).unwrap_err().contains("each person once, also with two cases"));
    assert_eq!(waiting(&mut kept), [BEN, CID], "her other case is not offered");
    // What people say of two cases counts as much.
    let (ada, ben, cid) = (kept.case(ADA), kept.case(BEN), kept.case(CID));
    settle(&mut kept, &ben, &ada, "same_person", TODAY);
    assert!(enrol(&mut kept, BEN).unwrap_err().contains("each person once"));
    assert_eq!(waiting(&mut kept), [CID]);
    // And a case that hers went into, over as many merges as there were.
    let other = kept.case(twice);
    settle(&mut kept, &ada, &other, "merge", TODAY);
    settle(&mut kept, &other, &cid, "merge", TODAY);
    assert!(enrol(&mut kept, CID).unwrap_err().contains("allocated already"));
    assert_eq!(waiting(&mut kept), Vec::<String>::new());
    let shown = page(&mut kept, TODAY).allocated;
    assert_eq!(
        shown.iter().map(|one| one.reference.as_str()).collect::<Vec<_>>(),
        [CID],
        "she is shown where she is now"
    );
    kept.assert_whole();
}

#[test]
fn a_contact_in_the_other_case_of_a_control_is_crossover() {
    let other = "0000005/26";
    let mut kept = four_victims();
    enrol_all(&mut kept, &[ADA, BEN, CID, DEE]);
    let control = one_of(&mut kept, "control");
    kept.import_rows(&[crime(other, "02/09/2026", "Standard", "", &control.victim)], "2026-09-02");
    assert!(!waiting(&mut kept).contains(&other.to_owned()), "a later report of theirs is not offered");
    assert!(!analysis(&mut kept).sentences.join(" ").contains("Crossover: 1 "));
    kept.attempt(other, "reached", "2026-09-08");
    assert!(analysis(&mut kept).sentences.join(" ").contains("Crossover: 1 "), "{:?}", analysis(&mut kept));
}

#[test]
fn two_enrolled_people_found_to_be_one_count_once_and_unmerged_twice_again() {
    let mut kept = four_victims();
    enrol_all(&mut kept, &[ADA, BEN, CID, DEE]);
    let before = arms(&mut kept, TODAY);
    withdraws(&mut kept, BEN, "2026-09-10");
    let told = analysis(&mut kept);
    assert_eq!(told.known, 4);

    let (ada, ben) = (kept.case(ADA), kept.case(BEN));
    for (gone, stays) in [(&ben, &ada), (&ada, &ben)] {
        settle(&mut kept, gone, stays, "merge", LATE);
        let merged = analysis(&mut kept);
        assert_eq!(merged.known, 3, "one person, one outcome");
        assert!(merged.sentences.iter().any(|words| words.contains("the first allocation stands")), "{merged:?}");
        // Ada was allocated first, so her arm stands, whichever case the two go by now.
        let of_arm =
            |arm: &str| [ADA, CID, DEE].iter().filter(|reference| before[**reference] == arm).count().to_string();
        let (contact, control) = (of_arm("contact"), of_arm("control"));
        let found = kept.session.trial_flow(now(LATE)).unwrap().lines;
        let analysed: Vec<&str> = found.iter().rev().take(2).map(|line| line.label.as_str()).collect();
        let (left, right) = (&found[5].label, &found[8].label);
        assert!(left.contains(&contact) && right.contains(&control), "{analysed:?} for {contact} and {control}");
        kept.session.unmerge(gone, now(LATE)).unwrap();
        assert_eq!(analysis(&mut kept), told, "unmerged, everything is as it was");
        assert_eq!(arms(&mut kept, LATE), before);
    }
    kept.assert_whole();
}

#[test]
fn a_merge_leaves_no_victim_without_the_contact_they_were_owed() {
    let mut kept = four_victims();
    enrol_all(&mut kept, &[ADA, BEN, CID, DEE]);
    let (contact, control) = (one_of(&mut kept, "contact"), one_of(&mut kept, "control"));
    settle(&mut kept, &contact.case, &control.case, "merge", TODAY);
    let view = kept.session.case_view(control.case.parse().unwrap(), now(TODAY)).unwrap();
    assert!(!view.next.words.starts_with("Ended"), "what one case was owed is owed still: {:?}", view.next);
    kept.session.unmerge(&contact.case, now(TODAY)).unwrap();
    assert!(one_of(&mut kept, "control").contact_words.starts_with("Ended"), "and unmerged it is as it was");
    kept.assert_whole();
}

#[test]
fn an_enrolment_is_not_undone_and_a_control_who_needs_a_contact_gets_one() {
    let mut kept = four_victims();
    enrol_all(&mut kept, &[ADA, BEN, CID, DEE]);
    let control = one_of(&mut kept, "control");
    let case = control.case.parse().unwrap();
    let story = kept.session.case_view(case, now(TODAY)).unwrap().story;
    let entries: Vec<u64> = story.iter().filter(|line| line.words.contains("rial")).map(|line| line.entry).collect();
    assert!(entries.len() >= 2, "the enrolment and the end: {story:?}");
    let before = page(&mut kept, TODAY);
    for (first, last) in [(entries[0], entries[0]), (entries[1], entries[1]), (entries[1], entries[0])] {
        kept.session.undo(first.min(last), first.max(last), now(TODAY)).unwrap_err();
    }
    assert_eq!(page(&mut kept, TODAY), before, "nothing was changed");

    let request = TakeUpRequest { case: control.case.clone(), because: "victim_asks".to_owned(), until_on: None };
    kept.session.take_up_contact(&request, now(TODAY)).unwrap();
    kept.attempt(&control.reference, "reached", TODAY);
    assert_eq!(arms(&mut kept, TODAY)[&control.reference], "control", "whatever was delivered");
    let controls = arms(&mut kept, TODAY).values().filter(|arm| *arm == "control").count();
    let told = analysis(&mut kept).sentences.join(" ");
    assert!(told.contains(&format!("Crossover: 1 of {controls} controls")), "{told}");
    kept.assert_whole();
}

#[test]
fn a_case_reopened_is_followed_as_it_stands_and_may_be_enrolled() {
    let mut kept = four_victims();
    outcome(&mut kept, DEE, 18, TODAY);
    assert!(enrol(&mut kept, DEE).unwrap_err().contains("has an outcome already"));
    outcome(&mut kept, DEE, 0, TODAY);
    enrol_all(&mut kept, &[ADA, BEN, CID, DEE]);
    let withdrew = |told: &TrialAnalysisView| told.sentences[0].clone();
    let before = withdrew(&analysis(&mut kept));
    assert_eq!(before.matches("(0.0 %)").count(), 2, "{before}");
    outcome(&mut kept, ADA, 16, "2026-09-15");
    let closed = withdrew(&analysis(&mut kept));
    assert!(closed.matches("(0.0 %)").count() == 1 && closed.contains("1 of "), "{closed}");
    outcome(&mut kept, ADA, 0, "2026-09-20");
    assert_eq!(withdrew(&analysis(&mut kept)), before, "reopened, the victim supports it again");
    kept.assert_whole();
}

#[test]
fn a_person_erased_stays_in_the_arm_they_were_allocated_to() {
    let mut kept = four_victims();
    enrol_all(&mut kept, &[ADA, BEN, CID, DEE]);
    withdraws(&mut kept, ADA, "2026-09-10");
    let (told, before) = (analysis(&mut kept), arms(&mut kept, LATE));
    let request = EraseRequest { case: kept.case(ADA), other_cases: false, confirm: ADA.to_owned() };
    kept.session.erase_person(&request, now(LATE)).unwrap();
    assert_eq!(analysis(&mut kept), told, "no figure changes");
    assert_eq!(arms(&mut kept, LATE), before);
    let shown = page(&mut kept, LATE).allocated;
    let ada = shown.iter().find(|one| one.reference == ADA).unwrap();
    assert_eq!(ada.victim, "Unnamed victim");
    let paper = kept.session.print_trial(now(LATE)).unwrap().bytes;
    assert!(paper.starts_with(b"%PDF"));
    kept.assert_whole();
}

#[test]
fn taking_back_the_import_that_brought_enrolled_cases_loses_nobody_of_either_arm() {
    let mut kept = four_victims();
    let import = kept.session.past_imports().unwrap()[0].import.clone();
    enrol_all(&mut kept, &[ADA, BEN, CID]);
    let before = arms(&mut kept, TODAY);
    let done = kept.session.take_back_import(&import, now(TODAY), &mut Silent).unwrap();
    for reference in [ADA, BEN, CID] {
        assert!(done.words.contains(reference), "who stays is named: {}", done.words);
    }
    assert!(!kept.references(TODAY).contains(DEE), "the one who was not enrolled goes with it");
    assert_eq!(arms(&mut kept, TODAY), before);
    let told = analysis(&mut kept);
    assert_eq!(told.known, 3, "nobody is lost to follow-up by it, of one arm as of the other");
    kept.assert_whole();
    // Opened anew, the desk says the same.
    kept.session = sign_in(&kept.desk, COORDINATOR, PASSPHRASE, TODAY).unwrap();
    assert_eq!(arms(&mut kept, TODAY), before);
    kept.session.restore_import(&import, now(TODAY), &mut Silent).unwrap();
    assert!(kept.references(TODAY).contains(DEE));
    assert_eq!((arms(&mut kept, TODAY), analysis(&mut kept)), (before, told));
    kept.assert_whole();
}

/// Neither the files nor the whole desk in its open form hold the passphrase or an arm that was not opened.
#[test]
fn nothing_of_the_list_can_be_read_before_it_is_opened() {
    let mut kept = four_victims();
    let open = kept.folder.path().join("desk.jsonl");
    kept.session.export_desk(&open, true, now(TODAY), &mut Silent).unwrap();
    let open = fs::read_to_string(open).unwrap();
    let sealed = open.lines().find(|line| line.contains("\"sealed\"")).expect("the sealed list is in the ledger");
    for arm in ["\"contact\"", "\"control\"", "\"arm\""] {
        assert!(!sealed.contains(arm), "the sealed list names {arm}");
    }
    assert!(!open.contains("\"arm\""), "and no other line names an arm yet");
    let mut files = vec![open.into_bytes()];
    for file in fs::read_dir(kept.folder.path().join("desk")).unwrap().flatten().filter(|file| file.path().is_file()) {
        files.push(fs::read(file.path()).unwrap());
    }
    assert!(files.len() > 3, "the ledger, the people file and the keys were looked at");
    let holds = |file: &[u8], text: &str| file.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(files.iter().all(|file| !holds(file, SEAL)), "the passphrase stands nowhere");
    // What was opened is told, and no more of it.
    enrol(&mut kept, ADA).unwrap();
    let after = kept.folder.path().join("after.jsonl");
    kept.session.export_desk(&after, true, now(TODAY), &mut Silent).unwrap();
    assert_eq!(fs::read_to_string(after).unwrap().matches("\"arm\"").count(), 1);
}

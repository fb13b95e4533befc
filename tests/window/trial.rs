//! A trial in the real window: set up, sealed by somebody else in a session of their own, enrolled into, and analysed.
//!
//! A journey's later day is the program started again with that day.

use crate::TODAY;
use desk::wire::{RecordAttemptRequest, SignInRequest, WithdrawalRequest};
use desk::{DEMO_PASSPHRASE, Desk, Now};
use journeys::webview::{Outcome, Window};
use std::collections::BTreeMap;
use std::path::Path;

/// Between enrolment and the end of the follow-up.
const MEANWHILE: &str = "2026-12-03";
/// Enrolment is over and every outcome is known.
const LATE: &str = "2027-01-04";
const SEAL: &str = "known to the custodian alone";
/// Victims enrolled: with blocks of 2 and 4, both arms have some.
const ENROLLED: usize = 8;

#[tokio::test]
async fn a_trial_is_set_up_sealed_enrols_and_is_analysed() -> Outcome {
    let folder = tempfile::tempdir().expect("a folder for the desk");
    let desk = folder.path().join("desk");
    let window = Window::open(&desk, TODAY).await?;
    window.resize(1366, 768).await?;
    window.click("try-demo").await?;
    window.see_place("today").await?;

    a_protocol(&window).await?;
    sign_in_as(&window, "Supervisor").await?;
    the_seal(&window).await?;
    sign_in_as(&window, "Coordinator").await?;
    one_is_left_out(&window).await?;
    let arms = enrolled(&window).await?;
    what_follows_for_the_promise(&window, &arms).await?;
    window.close().await?;

    meanwhile(&desk, &arms);
    let window = Window::open(&desk, LATE).await?;
    window.resize(1366, 768).await?;
    the_findings(&window, folder.path(), &arms).await?;
    window.close().await
}

async fn the_trial(window: &Window) -> Outcome {
    window.click("place-settings").await?;
    window.see_place("settings").await?;
    window.click("settings-trial").await?;
    window.see_place("settings").await
}

async fn sign_in_as(window: &Window, name: &str) -> Outcome {
    window.click("lock").await?;
    window.see_place("sign-in").await?;
    signed_in(window, name).await?;
    the_trial(window).await
}

async fn signed_in(window: &Window, name: &str) -> Outcome {
    let passphrase = window.text("[data-testid='demo-passphrase']").await?;
    window.choose("[data-testid='sign-in-name']", name).await?;
    window.fill("[data-testid='sign-in-passphrase']", &passphrase).await?;
    window.click("sign-in").await?;
    window.see_place("today").await
}

async fn a_protocol(window: &Window) -> Outcome {
    the_trial(window).await?;
    window.axe("Trial, before one").await?;
    window.click("trial-begin").await?;
    window.click("trial-size").await?;
    let sized = window.text("[data-testid='trial-sized']").await?;
    assert!(sized.contains("in each arm") && sized.contains("this desk's own"), "the desk's own share: {sized}");
    window.fill("#trial-title", "Does a contact help?").await?;
    window.fill("#trial-approval", "REC 26/0417").await?;
    window.fill("#trial-people", "20").await?;
    window.fill("#trial-within", "40").await?;
    window.fill("#trial-follow", "28").await?;
    window.fill("#trial-from", "01/10/2026").await?;
    window.fill("#trial-to", "soon").await?;
    window.click("trial-set-up").await?;
    window.until("the day to be asked for", "return document.body.textContent.includes('as in 23/11/2026')").await?;
    window.axe("Trial, a protocol refused").await?;
    window.fill("#trial-to", "30/11/2026").await?;
    window.click("trial-set-up").await?;
    window.done("was set up").await?;
    let next = window.text("[data-testid='trial-next']").await?;
    assert!(next.contains("custodian"), "the next step is somebody else's: {next}");
    window.axe("Trial, to seal").await
}

async fn the_seal(window: &Window) -> Outcome {
    window.fill("#seal-passphrase", DEMO_PASSPHRASE).await?;
    window.click("trial-seal").await?;
    let own = "return document.body.textContent.includes('one of its own')";
    window.until("the passphrase one signs in with to be refused", own).await?;
    window.fill("#seal-passphrase", SEAL).await?;
    window.click("trial-seal").await?;
    let done = window.done("sealed by Supervisor").await?;
    assert!(done.contains("Keep the seal's digest elsewhere"), "{done}");
    window.see("[data-testid='trial-waiting']").await?;
    let enrols = window.texts("[data-testid='trial-enrol']").await?;
    assert_eq!(enrols, Vec::<String>::new(), "whoever sealed does not enrol");
    window.axe("Trial, sealed, as its custodian").await
}

async fn one_is_left_out(window: &Window) -> Outcome {
    window.see("[data-testid='trial-waiting']").await?;
    let waiting = window.texts("[data-testid='trial-waiting']").await?.len();
    window.click("trial-leave-out").await?;
    window.choose("#trial-because", "Declined").await?;
    window.click("trial-not-now").await?;
    window.done("The contact stays owed").await?;
    // The list is the new one: a form opened on the row that is about to go would go with it.
    let script =
        format!("return document.querySelectorAll('[data-testid=\"trial-waiting\"]').length === {}", waiting - 1);
    window.until("the victim to be off the list", &script).await?;
    nobody_at_hand(window).await
}

/// The step for the victim before is through, so that its end closes no other's form.
async fn nobody_at_hand(window: &Window) -> Outcome {
    let script = "return !document.querySelector('#trial-because, #trial-custodian')";
    window.until("the step to be through", script).await
}

/// Enrols one victim after the other; the arm of each case by its id.
async fn enrolled(window: &Window) -> Outcome<BTreeMap<String, String>> {
    window.click("trial-enrol").await?;
    window.fill("#trial-custodian", "a wrong guess").await?;
    window.click("trial-enrol-now").await?;
    window
        .until("a wrong passphrase to be refused", "return document.body.textContent.includes('Ask the custodian')")
        .await?;
    window.axe("Trial, an enrolment refused").await?;
    for number in 1..=ENROLLED {
        if number > 1 {
            window.click("trial-enrol").await?;
        }
        window.fill("#trial-custodian", SEAL).await?;
        window.click("trial-enrol-now").await?;
        let all = format!("return document.querySelectorAll('[data-testid=\"trial-allocated\"]').length === {number}");
        window.until(&format!("{number} enrolled"), &all).await?;
        nobody_at_hand(window).await?;
    }
    window.axe("Trial, enrolling").await?;
    let cases = window.attributes("[data-testid='trial-allocated']", "data-case").await?;
    let arms = window.attributes("[data-testid='trial-allocated']", "data-arm").await?;
    let findings = window.text("[data-testid='trial-findings']").await?;
    assert!(findings.contains("Nothing is told by arm"), "no look at the arms while it runs: {findings}");
    Ok(cases.into_iter().zip(arms).collect())
}

fn of_arm<'a>(arms: &'a BTreeMap<String, String>, arm: &str) -> Vec<&'a String> {
    arms.iter().filter(|(_, of)| *of == arm).map(|(case, _)| case).collect()
}

async fn what_follows_for_the_promise(window: &Window, arms: &BTreeMap<String, String>) -> Outcome {
    let (contacts, controls) = (of_arm(arms, "contact"), of_arm(arms, "control"));
    assert!(!contacts.is_empty() && !controls.is_empty(), "both arms have some: {arms:?}");
    // A control's contact ended with a reason and a day.
    let row = format!("[data-testid='trial-allocated'][data-case='{}']", controls[0]);
    let stands = window.text(&row).await?;
    assert!(stands.contains("Ended"), "a control's contact is ended: {stands}");
    window.click_at(&format!("{row} button")).await?;
    window.see_place("case").await?;
    let page = window.page_text().await?;
    assert!(page.contains("Allocated to control in a trial"), "the case says why, and tells it in its story");
    window.axe("A control's case").await?;

    window.click("place-today").await?;
    window.see_place("today").await?;
    let sentence = window.text("[data-testid='sentence']").await?;
    let told = format!("{} control", controls.len());
    assert!(
        sentence.contains(&told) && sentence.contains("until it ends, after Mon 21 Dec"),
        "Today has it: {sentence}"
    );

    window.click("place-plan").await?;
    window.see_place("plan").await?;
    window.click("propose").await?;
    window.see("[data-testid='plan-line'][data-state='proposed']").await?;
    let mut placed = window.attributes("[data-testid='plan-line']", "data-case").await?;
    placed.extend(window.attributes("[data-testid='tray-line']", "data-case").await?);
    for case in controls {
        assert!(!placed.contains(case), "no contact is planned for a control");
    }
    Ok(())
}

/// What comes in while nobody looks at the trial: one contact made, and one victim of each arm withdraws.
fn meanwhile(folder: &Path, arms: &BTreeMap<String, String>) {
    let today: chrono::NaiveDate = MEANWHILE.parse().expect("a day");
    let now = Now { at: today.and_hms_opt(9, 0, 0).expect("a time").and_utc(), today };
    let request = SignInRequest { name: "Coordinator".to_owned(), passphrase: DEMO_PASSPHRASE.to_owned() };
    let mut session = Desk::at(folder.to_owned()).sign_in(&request, now).expect("the coordinator signs in");
    let reached = RecordAttemptRequest {
        case: of_arm(arms, "contact")[0].clone(),
        channel: "telephone".to_owned(),
        result: "reached".to_owned(),
        on: None,
        officer: None,
        call_back_on: None,
        note: None,
        told: None,
        also: Vec::new(),
    };
    session.record_attempt(&reached, now).expect("the contact is recorded");
    for case in [of_arm(arms, "contact")[0], of_arm(arms, "control")[0]] {
        let on = Some(MEANWHILE.to_owned());
        let request =
            WithdrawalRequest { case: case.clone(), on, reason: None, confirmed_by: None, confirmed_how: None };
        session.record_withdrawal(&request, now).expect("the withdrawal is recorded");
    }
}

async fn the_findings(window: &Window, folder: &Path, arms: &BTreeMap<String, String>) -> Outcome {
    window.see_place("sign-in").await?;
    signed_in(window, "Coordinator").await?;
    let sentence = window.text("[data-testid='sentence']").await?;
    assert!(sentence.contains("The trial is complete: end it"), "Today does not forget it: {sentence}");
    the_trial(window).await?;
    let findings = window.text("[data-testid='trial-findings']").await?;
    for arm in ["contact", "control"] {
        let all = of_arm(arms, arm).len();
        assert!(findings.contains(&format!("1 of {all} ")), "one of {all} withdrew ({arm}): {findings}");
    }
    assert!(findings.contains("are not compared with those who were not"), "never as treated: {findings}");
    window.see("[data-testid='trial-flow'] svg").await?;
    window.axe("Trial, analysed").await?;
    window.click("trial-print").await?;
    window.done("The file is").await?;

    let extract = folder.join("trial.csv");
    window.fill("[data-testid='trial-file']", &extract.display().to_string()).await?;
    window.click("trial-export").await?;
    window.done("The extract is in").await?;
    let rows = std::fs::read_to_string(&extract).expect("the extract is there");
    assert_eq!(rows.lines().count(), 1 + ENROLLED, "a row a person");
    assert!(folder.join("trial-dictionary.csv").exists(), "and what its columns mean beside it");

    window.click("trial-end").await?;
    window.click("trial-end-now").await?;
    let done = window.done("was ended").await?;
    assert!(done.contains("owed a contact again"), "nobody is forgotten: {done}");
    window.resize(683, 768).await?;
    window.axe("Trial at twice the size").await?;
    let fits = "return document.documentElement.scrollWidth <= window.innerWidth";
    window.until("the trial to need no scrolling sideways at twice the size", fits).await
}

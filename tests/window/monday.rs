//! A Monday's planning with two absences: propose, accept, two officers away, what moves is shown, accept, print.

use crate::TODAY;
use journeys::webview::{Outcome, Window};
use std::collections::BTreeMap;

#[tokio::test]
async fn a_mondays_planning_with_two_absences() -> Outcome {
    let folder = tempfile::tempdir().expect("a folder for the desk");
    let window = Window::open(&folder.path().join("desk"), TODAY).await?;
    window.resize(1366, 768).await?;
    window.click("try-demo").await?;
    window.see_place("today").await?;
    window.click("place-plan").await?;
    window.see_place("plan").await?;

    window.click("propose").await?;
    window.see("[data-testid='plan-line'][data-state='proposed']").await?;
    window.click("accept-all").await?;
    window.done("planned").await?;
    window.until("every line to be accepted", &all_in("accepted")).await?;

    // One line is pinned, with an officer who stays.
    window.click_at(".app-grid tbody tr:nth-child(3) [data-testid='plan-line']").await?;
    window.click("pin-line").await?;
    window.done("Pinned").await?;
    window.see("[data-testid='plan-line'][data-pinned='true']").await?;
    window.axe("Plan with a pinned line").await?;

    let before = places(&window).await?;
    let gone: Vec<String> = window.texts(OFFICERS).await?.into_iter().take(2).collect();
    for officer in &gone {
        let row = window.texts(OFFICERS).await?.iter().position(|name| name == officer).map_or(1, |at| at + 1);
        window.click_at(&format!(".app-grid tbody tr:nth-child({row}) [data-testid='plan-officer']")).await?;
        window.until("the officer to be shown", &says(".app-plan__detail h2", officer)).await?;
        window.fill("[data-testid='hand-over-to']", "31/12/2026").await?;
        window.click("hand-over").await?;
        let from = format!("from {officer}");
        window.until("what moves from the officer", &says("[data-testid='moved']", &from)).await?;
    }
    window.axe("Plan with what moves").await?;
    let moved = window.text("[data-testid='moved']").await?;
    for officer in &gone {
        assert!(moved.contains(&format!("from {officer}")), "{officer}'s contacts are told: {moved}");
    }
    let after = places(&window).await?;
    for (case, (officer, on)) in &before {
        if !gone.contains(officer)
            && let Some(now) = after.get(case)
        {
            assert_eq!(now, &(officer.clone(), on.clone()), "no line of another officer changes");
        }
    }

    window.click("accept-all").await?;
    window.done("planned").await?;
    window.until("nothing to be moved any more", "return !document.querySelector('[data-testid=\"moved\"]')").await?;
    let settled = places(&window).await?;
    assert!(settled.values().all(|(officer, _)| !gone.contains(officer)), "nobody waits for an officer who is away");
    assert_eq!(window.texts("[data-testid='plan-line'][data-pinned='true']").await?.len(), 1, "the pin stays");

    window.click("print-sheets").await?;
    window.done("The file is").await?;
    window.close().await
}

const OFFICERS: &str = ".app-grid [data-testid='plan-officer']";

/// Whether an element says this.
fn says(css: &str, words: &str) -> String {
    format!("return document.querySelector({css:?})?.textContent.includes({words:?}) ?? false")
}

/// Each contact shown, with its officer and its day.
async fn places(window: &Window) -> Outcome<BTreeMap<String, (String, String)>> {
    window.see("[data-testid='plan-line']").await?;
    let cases = window.attributes("[data-testid='plan-line']", "data-case").await?;
    let officers = window.attributes("[data-testid='plan-line']", "data-officer").await?;
    let days = window.attributes("[data-testid='plan-line']", "data-on").await?;
    let places = officers.into_iter().zip(days);
    Ok(cases.into_iter().zip(places).collect())
}

/// Whether every line shown is in this state.
fn all_in(state: &str) -> String {
    format!(
        "const lines = [...document.querySelectorAll('[data-testid=\"plan-line\"]')]; \
         return lines.length > 0 && lines.every((line) => line.dataset.state === '{state}')"
    )
}

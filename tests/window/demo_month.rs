//! From the first start to the EDI manager's trends, on a desk of invented cases.

use crate::TODAY;
use journeys::webview::{Outcome, Window};
use std::collections::BTreeSet;

/// A result is typed in with no more keys than this, from wherever the last one left the coordinator.
const KEYS_MAX: usize = 6;
const DOWN: &str = "\u{e015}";
const ENTER: &str = "\u{e007}";

#[tokio::test]
async fn a_newcomer_does_a_months_work_on_invented_cases() -> Outcome {
    let folder = tempfile::tempdir().expect("a folder for the desk");
    let mut window = Window::open(&folder.path().join("desk"), TODAY).await?;
    window.resize(1366, 768).await?;
    window.axe("the first start").await?;

    window.click("try-demo").await?;
    window.see_place("today").await?;
    assert_eq!(window.text("[data-testid='marking']").await?, "DEMO", "an invented caseload says so on every page");
    let victims = victims(&window).await?;

    a_no_answer_by_keyboard(&mut window).await?;
    the_plan(&window).await?;
    the_trends(&window).await?;
    the_month(&window).await?;
    the_other_pages(&window).await?;
    the_edi_manager(&window, &victims).await?;
    window.close().await
}

/// Everybody named on Today, for the search of pages that must name nobody.
async fn victims(window: &Window) -> Outcome<BTreeSet<String>> {
    window.see("[data-testid='today-row']").await?;
    let named: BTreeSet<String> = window.attributes("td.app-col-victim", "title").await?.into_iter().collect();
    assert!(named.len() > 10, "Today names the people to be contacted: {}", named.len());
    Ok(named)
}

async fn a_no_answer_by_keyboard(window: &mut Window) -> Outcome {
    let sentence = window.text("[data-testid='sentence']").await?;
    assert!(sentence.contains("overdue"), "one sentence says how the day stands: {sentence}");
    window.axe("Today").await?;
    let first = window.attributes("[data-testid='today-row']", "data-case").await?.swap_remove(0);

    let before = window.keys_pressed();
    window.press(&[DOWN, ENTER]).await?;
    window.see("[data-testid='result-strip']").await?;
    window.axe("Today with a result strip open").await?;
    window.press(&["2", ENTER]).await?;
    let done = window.done("o answer").await?;
    let keys = window.keys_pressed() - before;
    assert!(keys <= KEYS_MAX, "a result took {keys} keys");
    assert!(done.contains("Next:"), "the line says what follows for this person: {done}");

    let moved = format!(
        "const at = document.querySelector('[data-row-at=\"true\"]')?.closest('tr').dataset.case; \
         return !document.querySelector('[data-testid=\"result-strip\"]') && !!at && at !== '{first}'"
    );
    window.until("the next person to be at hand", &moved).await?;

    let next = done.split("Next:").nth(1).unwrap_or_default().to_owned();
    window.press_with_control('z').await?;
    let undone = window.done("Undone").await?;
    assert!(!undone.contains(&next), "what follows is what followed before: {undone}");
    // The line of an undone action does it again.
    window.click("undo").await?;
    window.done(&next).await?;
    Ok(())
}

async fn the_plan(window: &Window) -> Outcome {
    go(window, "plan").await?;
    let waiting = window.texts("[data-testid='tray-line']").await?.len();
    assert!(waiting > 0, "people who are owed a contact wait without a place");
    window.click("propose").await?;
    window.see("[data-testid='plan-line'][data-state='proposed']").await?;
    window.click_at("[data-testid='plan-line'][data-state='proposed']").await?;
    let why = window.text("[data-testid='plan-why']").await?;
    assert!(!why.is_empty(), "a line says why this officer and this day");
    window.see("[data-testid='next-best']").await?;
    window.axe("Plan with a line selected").await?;

    window.click("accept-all").await?;
    window.done("planned").await?;
    window.until("every line to be accepted", ALL_ACCEPTED).await
}

const ALL_ACCEPTED: &str = "const lines = [...document.querySelectorAll('[data-testid=\"plan-line\"]')]; \
    return lines.length > 0 && lines.every((line) => line.dataset.state === 'accepted')";

async fn the_trends(window: &Window) -> Outcome {
    go(window, "trends").await?;
    window.see("[data-testid='chart'] svg").await?;
    assert!(window.texts("[data-testid='chart']").await?.len() >= 10, "a chart each series, and the groups compared");
    for part in [".app-chart__sentence", "svg", "table"] {
        let script = format!(
            "return [...document.querySelectorAll('[data-testid=\"chart\"]')].every((chart) => !!chart.querySelector('{part}')?.textContent.trim())"
        );
        window.until(&format!("{part} in each chart"), &script).await?;
    }
    window.axe("Trends").await?;
    window.click_at("[data-testid='chart'] summary").await?;
    window.see("[data-testid='chart'] table").await?;
    window.axe("Trends with a table open").await
}

async fn the_month(window: &Window) -> Outcome {
    go(window, "month").await?;
    window.see("[data-testid='headline']").await?;
    let figures = window.texts("[data-testid='headline']").await?;
    assert!(figures.iter().any(|figure| figure.contains('%')), "the month has a rate: {figures:?}");
    window.axe("Month").await?;

    window.click("print-month").await?;
    let done = window.done("The file is").await?;
    let prints = window.home().join("Reassure prints");
    let prints =
        [prints, window.home().join("Documents/Reassure prints"), window.home().join(".local/share/Reassure prints")];
    let made = prints.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten().flatten();
    let pdfs = made.filter(|file| std::fs::read(file.path()).is_ok_and(|bytes| bytes.starts_with(b"%PDF"))).count();
    assert_eq!(pdfs, 1, "the month is on the disk where the line says: {done}");
    Ok(())
}

async fn the_other_pages(window: &Window) -> Outcome {
    go(window, "cases").await?;
    window.see("[data-testid='case-row']").await?;
    window.axe("Cases").await?;
    window.click("open-case").await?;
    window.see_place("case").await?;
    window.see("[data-testid='story-line']").await?;
    window.axe("A case").await?;
    window.click("back").await?;

    go(window, "import").await?;
    window.axe("Import").await?;
    go(window, "settings").await?;
    let sections = window.attributes("nav [data-testid^='settings-']", "data-testid").await?;
    assert!(sections.len() > 12, "Settings has a page for each of its areas: {sections:?}");
    for section in &sections {
        open_section(window, section).await?;
        window.axe(section).await?;
    }

    window.resize(640, 768).await?;
    for place in ["today", "cases", "plan", "trends", "month", "import", "settings"] {
        go(window, place).await?;
        window.axe(&format!("{place} at 640 wide")).await?;
        fits(window, place).await?;
    }
    for section in &sections {
        open_section(window, section).await?;
        fits(window, section).await?;
    }
    window.resize(1366, 768).await
}

async fn open_section(window: &Window, section: &str) -> Outcome {
    window.click(section).await?;
    window.see(&format!("[data-testid='{section}'][aria-current='page']")).await?;
    Ok(())
}

/// At 640 wide, which is 200 % of a small screen, nothing has to be scrolled sideways.
async fn fits(window: &Window, what: &str) -> Outcome {
    let script = "return document.documentElement.scrollWidth <= window.innerWidth";
    window.until(&format!("{what} to need no scrolling sideways at 640 wide"), script).await
}

async fn the_edi_manager(window: &Window, victims: &BTreeSet<String>) -> Outcome {
    window.click("lock").await?;
    window.see_place("sign-in").await?;
    window.axe("Sign in").await?;
    let passphrase = window.text("[data-testid='demo-passphrase']").await?;
    window.choose("[data-testid='sign-in-name']", "EDI manager").await?;
    window.fill("[data-testid='sign-in-passphrase']", &passphrase).await?;
    window.click("sign-in").await?;

    window.see_place("trends").await?;
    let places = window.attributes(".app-rail__place", "data-testid").await?;
    assert_eq!(
        places,
        ["place-trends", "place-month", "place-settings"],
        "an EDI manager has figures, and settings of their own"
    );
    window.see("[data-testid='chart'] svg").await?;
    let suppression = window.text("[data-testid='suppression']").await?;
    assert!(suppression.contains("small") || suppression.contains("fewer"), "what is hidden is said: {suppression}");
    nobody_is_named(window, victims).await?;
    window.axe("Trends as EDI manager").await?;
    go(window, "month").await?;
    window.see("[data-testid='headline']").await?;
    nobody_is_named(window, victims).await?;
    window.axe("Month as EDI manager").await
}

async fn nobody_is_named(window: &Window, victims: &BTreeSet<String>) -> Outcome {
    let page = window.page_text().await?;
    let named: Vec<&String> = victims.iter().filter(|victim| page.contains(victim.as_str())).collect();
    assert!(named.is_empty(), "{} victims are named on an EDI manager's page", named.len());
    Ok(())
}

async fn go(window: &Window, place: &str) -> Outcome {
    window.click(&format!("place-{place}")).await?;
    window.see_place(place).await
}

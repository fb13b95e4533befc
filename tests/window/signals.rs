//! From a signal to the cases behind it, and from the widest gap to why it is a signal or none.

use crate::TODAY;
use journeys::webview::{Outcome, Window};

const ENTER: &str = "\u{e007}";
/// The first point of a chart that is a signal and has cases to open.
const SIGNAL: &str = "[...document.querySelectorAll('[data-testid=\"spot\"][data-period]')] \
    .find((spot) => /Signal|bove the limits|elow the limits/.test(spot.getAttribute('aria-label')))";

#[tokio::test]
async fn a_signal_leads_to_its_cases_and_a_gap_to_its_reason() -> Outcome {
    let folder = tempfile::tempdir().expect("a folder for the desk");
    let mut window = Window::open(&folder.path().join("desk"), TODAY).await?;
    window.resize(1366, 768).await?;
    window.click("try-demo").await?;
    window.see_place("today").await?;
    from_a_signal_to_a_case(&mut window).await?;
    from_a_group_to_its_cases(&window).await?;
    the_widest_gap(&window).await?;
    window.close().await
}

/// By keyboard: the point is read, opened, narrowed to those counted, and one of its cases opened.
async fn from_a_signal_to_a_case(window: &mut Window) -> Outcome {
    window.click("place-trends").await?;
    window.see_place("trends").await?;
    window.until("a signal to be drawn", &format!("return !!{SIGNAL}")).await?;
    let focused = format!("const spot = {SIGNAL}; spot.focus(); return document.activeElement === spot");
    window.until("the signal to be reached", &focused).await?;
    let read = window.attributes("[data-testid='spot']:focus", "aria-label").await?.swap_remove(0);
    let said = "const spot = document.activeElement; \
        return spot.closest('[data-testid=\"chart\"]').querySelector('.app-chart__read').textContent === spot.ariaLabel";
    window.until("the point to be read out below its chart", said).await?;

    window.press(&[ENTER]).await?;
    let words = window.text("[data-testid='behind-words']").await?;
    let (counted, all) = counts(&words);
    assert_eq!(window.texts("[data-testid='behind-case']").await?.len(), all, "as many as it says: {words}");
    if let Some((numerator, denominator)) = share(&read) {
        assert_eq!((numerator, denominator), (counted, all), "the list is what the point counts: {read}");
    }
    let at_the_list = "return document.activeElement.id === 'behind-title'";
    window.until("the list to be where the cursor is", at_the_list).await?;
    window.axe("Trends with the cases behind a point").await?;

    window.click("behind-narrow").await?;
    let only = format!("return document.querySelectorAll('[data-testid=\"behind-case\"]').length === {counted}");
    window.until("those counted alone", &only).await?;
    window.click_at("[data-testid='behind-case'] button").await?;
    window.see_place("case").await?;
    window.see("[data-testid='story-line']").await?;
    Ok(())
}

/// With the pointer: a group's point opens the group's cases.
async fn from_a_group_to_its_cases(window: &Window) -> Outcome {
    window.click("place-trends").await?;
    window.see_place("trends").await?;
    window.choose("#equality-cut", "Strand and sex").await?;
    window.see("[data-testid='equality'] [data-group='Race, female']").await?;
    let point = "[data-testid='equality'] [data-group='Race, female']";
    let read = window.attributes(point, "aria-label").await?.swap_remove(0);
    window.click_at(point).await?;
    let words = window.text("[data-testid='equality'] [data-testid='behind-words']").await?;
    let (counted, all) = counts(&words);
    assert_eq!(share(&read), Some((counted, all)), "the list is what the point counts: {read} {words}");
    window.click("behind-close").await
}

/// An EDI manager reads which strand has the widest gap and why it is a signal or none; the table says the same.
async fn the_widest_gap(window: &Window) -> Outcome {
    window.click("lock").await?;
    window.see_place("sign-in").await?;
    let passphrase = window.text("[data-testid='demo-passphrase']").await?;
    window.choose("[data-testid='sign-in-name']", "EDI manager").await?;
    window.fill("[data-testid='sign-in-passphrase']", &passphrase).await?;
    window.click("sign-in").await?;
    window.see_place("trends").await?;
    window.choose("#equality-measure", "Victims reached in time").await?;
    let loaded = "return document.querySelector('[data-testid=\"equality\"] [data-testid=\"chart-sentence\"]') \
        ?.textContent.includes('reached in time') ?? false";
    window.until("the share to be compared", loaded).await?;
    let sentence = window.text("[data-testid='equality'] [data-testid='chart-sentence']").await?;
    let widest = sentence.split(" is ").nth(1).and_then(|rest| rest.split(':').next()).unwrap_or_default().to_owned();
    assert!(
        sentence.contains("It is no signal") || sentence.contains("It is a signal"),
        "why it is a signal or none is said: {sentence}"
    );

    window.click_at("[data-testid='equality'] summary").await?;
    window.see("[data-testid='equality'] tbody tr").await?;
    let rows = window.texts("[data-testid='equality'] tbody tr").await?;
    let gap = |row: &String| -> Option<f64> {
        let words = row.split(['+', '-', '−']).nth(1)?;
        words.split_whitespace().next()?.parse().ok()
    };
    let found = rows.iter().filter_map(|row| Some((row, gap(row)?))).max_by(|(_, a), (_, b)| a.total_cmp(b));
    let (row, _) = found.unwrap_or_else(|| panic!("a row with a gap: {rows:?}"));
    assert!(row.starts_with(&widest), "the table has the same group furthest out: {widest} and {rows:?}");
    assert!(rows.iter().any(|row| row.starts_with("Not recorded")), "what is missing is always a row: {rows:?}");
    let opens = "return [...document.querySelectorAll('[data-testid=\"spot\"]')].every((spot) => !spot.dataset.period)";
    window.until("no point to open a case", opens).await?;
    window.axe("Trends as EDI manager with a comparison's table").await
}

/// "57 cases behind this point as at …, 31 of them counted" as counted and all.
fn counts(words: &str) -> (usize, usize) {
    let number = |text: Option<&str>| text.and_then(|text| text.parse().ok()).unwrap_or_default();
    let counted = words.split(", ").nth(1).and_then(|rest| rest.split_whitespace().next());
    (number(counted), number(words.split_whitespace().next()))
}

/// "… 31 of 57, …" as both numbers.
fn share(words: &str) -> Option<(usize, usize)> {
    let (before, after) = words.split_once(" of ")?;
    let numerator = before.rsplit(' ').next()?.parse().ok()?;
    Some((numerator, after.split([',', ' ']).next()?.parse().ok()?))
}

//! A desk of one's own: made, filled from an extract, searched, corrected, and the import taken back.

use crate::TODAY;
use journeys::webview::{Outcome, Window};
use std::path::Path;

const ENTER: &str = "\u{e007}";

/// Written by hand and marked as invented; the fixtures' own page says what is awkward in it.
const EXTRACT: &str = "../src-tauri/crates/exchange/tests/fixtures/rms-sample.csv";

#[tokio::test]
async fn a_coordinator_makes_a_desk_and_takes_an_import_back() -> Outcome {
    let folder = tempfile::tempdir().expect("a folder for the desk");
    let mut window = Window::open(&folder.path().join("desk"), TODAY).await?;
    window.resize(1366, 768).await?;

    a_new_desk(&window).await?;
    an_import(&window).await?;
    a_victim_by_name(&mut window).await?;
    a_ward_corrected(&window).await?;
    the_import_taken_back(&window).await?;
    window.close().await
}

async fn a_new_desk(window: &Window) -> Outcome {
    window.click("make-desk").await?;
    window.fill("#desk_name", "Example BCU").await?;
    window.fill("#coordinator", "Morgan Ellis").await?;
    window.fill("#supervisor", "Sam Okafor").await?;
    window.fill("#passphrase", "short").await?;
    window.axe("Make a desk").await?;
    window.click("make-desk-submit").await?;
    let refusal = window.text("[data-testid='error-summary']").await?;
    assert!(refusal.contains("12"), "a short passphrase is refused with how long it must be: {refusal}");
    window.axe("Make a desk, refused").await?;

    window.fill("#passphrase", "four plain words here").await?;
    window.click("make-desk-submit").await?;
    let code = window.text("[data-testid='recovery-code']").await?;
    assert!(code.chars().filter(|one| one.is_alphanumeric()).count() >= 20, "the recovery code cannot be guessed");
    window.axe("The recovery code").await?;
    // The box itself is drawn by its label.
    window.click_at("label[for='confirmed']").await?;
    window.click("recovery-go").await?;

    window.see_place("today").await?;
    assert_eq!(window.text("[data-testid='desk-name']").await?, "Example BCU");
    window.see("[data-testid='sentence']").await?;
    window.axe("Today of an empty desk").await
}

async fn an_import(window: &Window) -> Outcome {
    window.click("place-import").await?;
    window.see_place("import").await?;
    window.fill("[data-testid='import-file']", "no-such-file.csv").await?;
    window.choose("[data-testid='import-mapping']", "Records").await?;
    window.click("import-preview").await?;
    let refusal = window.text(".govuk-error-message, [data-testid='error-summary']").await?;
    assert!(refusal.contains("no-such-file.csv"), "the refusal names the file: {refusal}");
    window.axe("Import of a file that is not there").await?;

    let extract = Path::new(env!("CARGO_MANIFEST_DIR")).join(EXTRACT);
    // The window is asked for a file by its whole path; where it is missing, the import says so.
    let extract = extract.canonicalize().unwrap_or(extract);
    window.fill("[data-testid='import-file']", &extract.display().to_string()).await?;
    window.click("import-preview").await?;
    assert!(window.text("[data-testid='heap-new'] summary").await?.ends_with(": 12"), "twelve victims are new");
    assert!(window.text("[data-testid='heap-refused'] summary").await?.ends_with(": 0"), "no row is refused");
    window.axe("Import, looked at").await?;
    window.click("import-apply").await?;
    window.done("12 new").await?;
    window.see("[data-testid='past-import']").await?;
    window.axe("Import, applied").await
}

async fn a_victim_by_name(window: &mut Window) -> Outcome {
    window.press(&["/"]).await?;
    window.press(&["p", "e", "t", "r", "o", "v"]).await?;
    let found = window.text("[data-testid='search-result']").await?;
    assert!(found.contains("Nadia Petrova"), "typing part of a name finds its person: {found}");
    window.press(&[ENTER]).await?;
    window.see_place("case").await?;
    let title = window.text("main h1").await?;
    assert!(title.contains("0012744/26") && title.contains("Nadia Petrova"), "the case is open: {title}");
    let story = window.texts("[data-testid='story-line']").await?;
    assert!(!story.is_empty(), "the case tells where it came from");
    Ok(())
}

async fn a_ward_corrected(window: &Window) -> Outcome {
    window.click_at("[data-field='ward'] button").await?;
    window.fill("#correction", "Barnes").await?;
    window.axe("A case with a correction open").await?;
    window.click("correction-save").await?;
    window.done("was corrected").await?;
    let ward = window.text("[data-field='ward']").await?;
    assert!(ward.contains("Barnes") && ward.contains("Kew"), "a person's ward stands, the extract's is shown: {ward}");
    Ok(())
}

async fn the_import_taken_back(window: &Window) -> Outcome {
    window.click("place-import").await?;
    window.click("take-back").await?;
    let done = window.done("taken back").await?;
    assert!(done.contains("import"), "the line says what was taken back: {done}");
    window
        .until(
            "the import to be marked",
            "return document.querySelector('[data-testid=\"past-import\"]').innerText.includes('Taken back')",
        )
        .await?;
    window.axe("Import, taken back").await
}

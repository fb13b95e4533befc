//! A source nobody has mapped: from its file to cases on the desk, and a value nobody knew the next morning.

use crate::TODAY;
use journeys::webview::{Outcome, Window};
use std::fmt::Write;
use std::path::Path;

/// As another force's system exports it: semicolons, a title, its own words, dates that tell no order.
fn extract(rows: u32, grade: &str) -> String {
    let mut text = String::from("Hate crime export;;;;;\n\nRef;Report Date;Grade;Motivation;Aggrieved;Borough\n");
    for row in 1..=rows {
        let grade = if row == rows { grade } else { "A1" };
        // Days up to the twelfth can be read in two ways.
        let _ = writeln!(text, "{row:04}/26;{:02}/11/2026;{grade};RACE, WEB;Person {row};Kew", 1 + row % 9);
    }
    text
}

#[tokio::test]
async fn a_source_nobody_has_mapped_is_mapped_and_imported() -> Outcome {
    let folder = tempfile::tempdir().expect("a folder for the desk");
    let mut window = Window::open(&folder.path().join("desk"), TODAY).await?;
    window.resize(1366, 768).await?;
    a_new_desk(&window).await?;
    let file = folder.path().join("west.csv");
    std::fs::write(&file, extract(12, "B2")).expect("the extract");
    mapped(&window, &file).await?;
    applied(&mut window).await?;
    let next = folder.path().join("west-tomorrow.csv");
    std::fs::write(&next, extract(13, "C3")).expect("the next extract");
    a_value_nobody_knew(&window, &next).await?;
    in_the_settings(&window).await?;
    window.close().await
}

async fn a_new_desk(window: &Window) -> Outcome {
    window.click("make-desk").await?;
    window.fill("#desk_name", "West").await?;
    window.fill("#coordinator", "Morgan Ellis").await?;
    window.fill("#supervisor", "Sam Okafor").await?;
    window.fill("#passphrase", "four plain words here").await?;
    window.click("make-desk-submit").await?;
    window.text("[data-testid='recovery-code']").await?;
    window.click_at("label[for='confirmed']").await?;
    window.click("recovery-go").await?;
    window.see_place("today").await
}

async fn mapped(window: &Window, file: &Path) -> Outcome {
    window.click("place-import").await?;
    window.see_place("import").await?;
    window.fill("[data-testid='import-file']", &file.display().to_string()).await?;
    window.choose("[data-testid='import-mapping']", "Another source").await?;
    window.click("import-preview").await?;
    window.text("[data-testid='mapping-column'] th").await?;
    let columns = window.texts("[data-testid='mapping-column'] th").await?;
    assert_eq!(columns.len(), 6, "every column stands in a row of its own: {columns:?}");
    window.axe("A new source").await?;
    window.click("mapping-save").await?;
    let open = window.text("[data-testid='mapping-open']").await?;
    assert!(open.contains("called") && open.contains("dates"), "it says what is still to be said: {open}");
    window.fill("[data-testid='mapping-title']", "West export").await?;
    window.choose("[data-testid='reads-Grade']", "Risk").await?;
    window.choose("[data-testid='means-A1']", "High").await?;
    window.choose("[data-testid='means-B2']", "Standard").await?;
    window.choose("[data-testid='reads-Aggrieved']", "Victim").await?;
    window.choose("[data-testid='means-WEB']", "Online").await?;
    window.click_at("[data-testid='dates-ask'] label").await?;
    window.axe("A new source, said").await?;
    window.click("mapping-save").await
}

async fn applied(window: &mut Window) -> Outcome {
    assert!(window.text("[data-testid='heap-new'] summary").await?.ends_with(": 12"), "twelve cases are new");
    assert!(window.text("[data-testid='heap-refused'] summary").await?.ends_with(": 0"), "no row is refused");
    window.click("import-apply").await?;
    window.done("12 new").await?;
    window.press(&["/"]).await?;
    window.press(&["0", "0", "0", "3"]).await?;
    let found = window.text("[data-testid='search-result']").await?;
    assert!(found.contains("Person 3"), "the victim is who the column said: {found}");
    window.press(&["\u{e00c}"]).await
}

async fn a_value_nobody_knew(window: &Window, file: &Path) -> Outcome {
    window.click("place-import").await?;
    window.fill("[data-testid='import-file']", &file.display().to_string()).await?;
    window.choose("[data-testid='import-mapping']", "West export").await?;
    window.click("import-preview").await?;
    let ask = window.text("[data-testid='ask']").await?;
    assert!(ask.contains("C3"), "the value nobody has mapped is asked about: {ask}");
    window.axe("A value nobody has mapped").await?;
    window.choose("[data-testid='ask-C3']", "Medium").await?;
    window.click("asks-save").await?;
    window
        .until("the file to be looked at again", "return !document.querySelector('[data-testid=\"asks\"]') && !!document.querySelector('[data-testid=\"preview\"]')")
        .await?;
    assert!(window.text("[data-testid='heap-new'] summary").await?.ends_with(": 1"), "its row is read now");
    window.click("import-apply").await?;
    window.done("1 new").await?;
    Ok(())
}

/// The mapping is listed, shown as it is written, removed, and there again after an undo.
async fn in_the_settings(window: &Window) -> Outcome {
    window.click("place-settings").await?;
    window.click("settings-sources").await?;
    let own = "document.querySelector('[data-testid=\"mapping-remove\"]')";
    window.until("the desk's own mapping to be listed", &format!("return !!{own}")).await?;
    window
        .click_at("[data-testid='mapping-row']:has([data-testid='mapping-remove']) [data-testid='mapping-show']")
        .await?;
    let text = window.text("[data-testid='mapping-text']").await?;
    assert!(text.contains("West export") && text.contains("C3"), "what was said later is in it too: {text}");
    window.axe("Sources and mappings").await?;
    window.click("mapping-remove").await?;
    window.done("was removed").await?;
    window.until("the mapping to go", &format!("return !{own}")).await?;
    window.click("undo").await?;
    window.until("the mapping to be there again", &format!("return !!{own}")).await
}

//! A coordinator's casework in the real window: differences settled, a duplicate merged, the quality list emptied,
//! a list saved and taken out, a person erased.

use crate::TODAY;
use journeys::webview::{Fault, Outcome, Window};
use std::fs;
use std::path::Path;

const HEAD: &str = "Crime Number,Victim URN,Reported Date,Borough,Ward,Flags,Risk,Victim Name,Phone,INVENTED";
const NEXT_MORNING: &str = "2026-11-24";

/// Three cases: the second is the first, reported again two days later; the third lacks its risk.
const ROWS: [&str; 3] = [
    "0000001/26,1,16/11/2026,Merton,Abbey,RACE,High,Amina Yusuf,07700 900123,YES",
    "0000002/26,1,18/11/2026,Merton,Abbey,RACE,High,Amina Yusuf,07700 900123,YES",
    "0000003/26,1,19/11/2026,Merton,Abbey,RACE,,Olu Ade,07700 900124,YES",
];

#[tokio::test]
async fn differences_are_settled_a_duplicate_is_merged_and_the_quality_list_is_emptied() -> Outcome {
    let folder = tempfile::tempdir().expect("a folder for the desk");
    let desk = folder.path().join("desk");
    let extract = folder.path().join("extract.csv");
    write(&extract)?;
    let mut window = Window::open(&desk, TODAY).await?;
    window.resize(1366, 768).await?;
    make_desk(&window).await?;
    import(&window, &extract).await?;
    three_differences_settled(&mut window).await?;
    a_duplicate_merged(&window).await?;
    the_quality_list_emptied(&window).await?;
    a_list_saved_and_taken_out(&window, &folder.path().join("taken-out.csv")).await?;
    a_person_erased(&mut window).await?;
    window.close().await?;

    // The next morning brings the same extract: nothing that was settled comes back.
    let window = Window::open(&desk, NEXT_MORNING).await?;
    window.choose("[data-testid='sign-in-name']", "Morgan").await?;
    window.fill("#passphrase", "four plain words here").await?;
    window.click("sign-in").await?;
    window.see_place("today").await?;
    import(&window, &extract).await?;
    window.click("place-today").await?;
    window.see("[data-testid='sentence']").await?;
    let waits = window.texts("[data-testid='open-differences']").await?;
    assert!(waits.is_empty(), "a settled difference is not raised again: {waits:?}");
    window.close().await
}

fn write(extract: &Path) -> Outcome {
    fs::write(extract, format!("{HEAD}\n{}\n", ROWS.join("\n")))
        .map_err(|source| Fault::Disk { path: extract.to_path_buf(), source })
}

async fn make_desk(window: &Window) -> Outcome {
    window.click("make-desk").await?;
    window.fill("#desk_name", "Example BCU").await?;
    window.fill("#coordinator", "Morgan Ellis").await?;
    window.fill("#supervisor", "Sam Okafor").await?;
    window.fill("#passphrase", "four plain words here").await?;
    window.click("make-desk-submit").await?;
    window.see("[data-testid='recovery-code']").await?;
    window.click_at("label[for='confirmed']").await?;
    window.click("recovery-go").await?;
    window.see_place("today").await
}

async fn import(window: &Window, extract: &Path) -> Outcome {
    window.click("place-import").await?;
    window.see_place("import").await?;
    window.fill("[data-testid='import-file']", &extract.display().to_string()).await?;
    window.choose("[data-testid='import-mapping']", "Records").await?;
    window.click("import-preview").await?;
    window.see("[data-testid='heap-new']").await?;
    window.click("import-apply").await?;
    window.see("[data-testid='past-import']").await?;
    Ok(())
}

async fn three_differences_settled(window: &mut Window) -> Outcome {
    window.press(&["/"]).await?;
    window.press(&["o", "l", "u"]).await?;
    window.see("[data-testid='search-result']").await?;
    window.press(&["\u{e007}"]).await?;
    window.see_place("case").await?;
    for (field, value) in [("ward", "Ravensbury"), ("borough", "Wandsworth"), ("telephone", "07700 900555")] {
        window.click_at(&format!("[data-field='{field}'] .app-field__action button")).await?;
        window.fill("#correction", value).await?;
        window.click("correction-save").await?;
        window.see(&format!("[data-testid='differs-{field}']")).await?;
    }
    window.axe("A case with three differences").await?;
    for act in ["keep-ward", "take-borough", "keep-telephone"] {
        window.click(act).await?;
        let settled = format!("return !document.querySelector('[data-testid=\"{act}\"]')");
        window.until("the difference to be settled", &settled).await?;
    }
    let ward = window.text("[data-field='ward']").await?;
    assert!(
        ward.contains("Ravensbury") && !ward.contains("Abbey"),
        "a person's ward stays, and is asked no more: {ward}"
    );
    let borough = window.text("[data-field='borough']").await?;
    assert!(borough.contains("Merton"), "the borough is the extract's again: {borough}");
    Ok(())
}

async fn a_duplicate_merged(window: &Window) -> Outcome {
    window.click("place-cases").await?;
    window.see_place("cases").await?;
    window.click("list-duplicates").await?;
    let pair = window.text("[data-testid='pair']").await?;
    assert!(pair.contains("Same name and telephone"), "the page says why they look alike: {pair}");
    window.axe("Likely duplicates").await?;
    window.click("merge").await?;
    window.done("went into").await?;
    window.until("the pair to go", "return !document.querySelector('[data-testid=\"pair\"]')").await?;
    window.click("list-all").await?;
    let two = "return document.querySelectorAll('[data-testid=\"case-row\"]').length === 2";
    window.until("two cases to be left", two).await
}

async fn the_quality_list_emptied(window: &Window) -> Outcome {
    window.click("list-missing").await?;
    window.click("problem-no_risk").await?;
    window.see("[data-testid='case-row']").await?;
    window.axe("The data quality list").await?;
    window.click("set-all-aside").await?;
    window.done("right as it stands").await?;
    window.until("the list to be empty", "return !document.querySelector('[data-testid=\"case-row\"]')").await
}

async fn a_list_saved_and_taken_out(window: &Window, file: &Path) -> Outcome {
    window.click("list-all").await?;
    window.choose("#filter-field", "Language").await?;
    window.click("list-save").await?;
    window.fill("[data-testid='list-name']", "Language not known").await?;
    window.click("list-name-save").await?;
    window.done("was saved").await?;
    let saved = window.text("[data-testid='saved-list']").await?;
    assert!(saved.contains("Language not known") && saved.contains('2'), "its count stands beside it: {saved}");
    window.click("list-open").await?;
    window.click("saved-list").await?;
    window.axe("A saved list").await?;
    window.click("list-export").await?;
    window.fill("[data-testid='export-file']", &file.display().to_string()).await?;
    window.click("export-go").await?;
    window.done("taking it out was logged").await?;
    let text = fs::read_to_string(file).map_err(|source| Fault::Disk { path: file.to_path_buf(), source })?;
    assert!(text.contains("0000003/26") && text.contains("OFFICIAL-SENSITIVE"), "the list as it is shown: {text}");
    Ok(())
}

async fn a_person_erased(window: &mut Window) -> Outcome {
    window.press(&["/"]).await?;
    window.press(&["o", "l", "u"]).await?;
    window.see("[data-testid='search-result']").await?;
    window.press(&["\u{e007}"]).await?;
    window.see_place("case").await?;
    window.click("text-open").await?;
    let logged = "return document.querySelector('[data-testid=\"text-block\"]').textContent.includes('was logged')";
    window.until("taking the text out to say that it was logged", logged).await?;
    window.click("erase-open").await?;
    window.text("[data-testid='erase-will']").await?;
    window.axe("Before a person is erased").await?;
    window.fill("[data-testid='erase-confirm']", "0000003/26").await?;
    window.click("erase-now").await?;
    window.done("erased for good").await?;
    window.until("the name to be gone", "return !document.querySelector('main').innerText.includes('Olu Ade')").await
}

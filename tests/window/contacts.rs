//! Contacts in the real window: what came back from Friday's sheets, by keyboard and as a file, and who is seen next.

use crate::prepared::{self, PASSPHRASE, PLANNED, reference};
use crate::{TODAY, pdf};
use journeys::webview::{Fault, Outcome, Window};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A result is typed in with no more keys than this, from the sheet in hand: its number and Enter among them.
const KEYS_MAX: usize = 6;
const ENTER: &str = "\u{e007}";
const TUESDAY: &str = "2026-11-24";

/// Sheets of Friday's, by their numbers, and what is typed of each after its number.
const RESULTS: [(usize, &[&str]); 10] = [
    (1, &["1", "a"]),
    // A concern for the officer in the case.
    (2, &["1", "c"]),
    (3, &["2"]),
    (4, &["3"]),
    (5, &["4"]),
    (6, &["5"]),
    (7, &["6"]),
    (8, &["7"]),
    (9, &["8"]),
    (10, &["2"]),
];
const CONCERN: usize = 2;
const NO_ANSWER: usize = 3;
const DECLINED: usize = 6;

#[tokio::test]
async fn ten_results_by_keyboard_a_concern_followed_to_its_end_and_a_victim_who_returns() -> Outcome {
    let folder = tempfile::tempdir().expect("a folder for the desk");
    prepared::make(folder.path()).expect("the desk is made");
    let sheets: BTreeMap<usize, String> = (1..)
        .zip(prepared::sheets(folder.path()).expect("its sheets are out"))
        .map(|(at, (_, reference))| (at, reference))
        .collect();
    assert_eq!(sheets.len(), PLANNED);

    let mut window = signed_in(folder.path(), TODAY).await?;
    let mut keys = Vec::new();
    for (sheet, typed) in RESULTS {
        keys.push(a_result_by_keyboard(&mut window, sheet, typed, &sheets[&sheet]).await?);
    }
    assert!(keys.iter().all(|keys| *keys <= KEYS_MAX), "keys a result, sheet number included: {keys:?}");
    println!("keys a result: {keys:?}");

    // Nobody typed a day: the contacts were made on Friday, for which they were planned.
    open_case(&mut window, &sheets[&NO_ANSWER]).await?;
    let story = window.texts("[data-testid='story-line']").await?;
    let told = story.iter().any(|line| line.contains("No answer") && line.contains("20 Nov"));
    assert!(told, "the day of the contact, not of typing: {story:?}");

    a_concern_to_its_end(&mut window, &sheets[&CONCERN]).await?;
    a_victim_returns(&mut window, DECLINED, &sheets[&DECLINED]).await?;
    window.close().await?;

    // The next day they are owed again, and in Today.
    let mut window = signed_in(folder.path(), TUESDAY).await?;
    let row = row_of(&sheets[&DECLINED]);
    let in_heap = format!("return !!{row}?.closest('[data-testid=\"heap-due_today\"]')");
    window.until("the victim who returned to be due", &in_heap).await?;
    open_case(&mut window, &sheets[&DECLINED]).await?;
    let next = window.text("[data-testid='next-step']").await?;
    assert!(next.contains("Plan a contact"), "they are owed a contact like everybody else: {next}");
    window.close().await
}

/// Types one result from a sheet; answers how many keys it took.
async fn a_result_by_keyboard(window: &mut Window, sheet: usize, typed: &[&str], reference: &str) -> Outcome<usize> {
    let before = window.keys_pressed();
    let (tens, ones) = ((sheet / 10).to_string(), (sheet % 10).to_string());
    window.press(&[&tens, &ones, ENTER]).await?;
    let title = window.text("[data-testid='heap-sheet'] h2").await?;
    assert!(title.contains(&format!("{sheet:04}")), "the sheet in hand: {title}");
    window.see("[data-testid='result-strip']").await?;
    window.press(typed).await?;
    window.press(&[ENTER]).await?;
    window.done(&format!("recorded for {reference}")).await?;
    let closed = "return !document.querySelector('[data-testid=\"result-strip\"]')";
    window.until("the strip to be put away", closed).await?;
    Ok(window.keys_pressed() - before)
}

/// The concern waits on Today with its owner and its day, is passed on, and stands in the case's story.
async fn a_concern_to_its_end(window: &mut Window, reference: &str) -> Outcome {
    window.click("place-today").await?;
    window.see_place("today").await?;
    let task = "[...document.querySelectorAll('[data-testid=\"heap-waiting\"] [data-testid=\"today-row\"]')]\
                .find((row) => row.textContent.includes('Pass the concern'))";
    window.until("the concern to wait", &format!("return !!{task}")).await?;
    let said = format!(
        "return {task}.textContent.includes('{reference}') && {task}.querySelector('.app-col-by').textContent.includes('24 Nov')"
    );
    window.until("the concern to have its case and its day", &said).await?;
    window.until("the concern to be opened", &format!("{task}.querySelector('button').click(); return true")).await?;
    let strip = window.text("[data-testid='task-strip']").await?;
    assert!(strip.contains("Answers for it: Morgan Ellis"), "somebody answers for it by name: {strip}");
    window.axe("Today with a concern open").await?;
    window.press(&["2", ENTER]).await?;
    window.done("passed on").await?;
    window.until("the concern to leave the list", &format!("return !{task}")).await?;
    open_case(window, reference).await?;
    let story = window.texts("[data-testid='story-line']").await?;
    assert!(story.iter().any(|line| line.to_lowercase().contains("passed on")), "it stands in the story: {story:?}");
    Ok(())
}

/// A victim who declined is found by their sheet, and taken up again.
async fn a_victim_returns(window: &mut Window, sheet: usize, reference: &str) -> Outcome {
    open_case(window, reference).await?;
    let next = window.text("[data-testid='next-step']").await?;
    assert!(next.to_lowercase().contains("ended"), "the victim's own word ended it: {next}");
    window.click("place-today").await?;
    window.see_place("today").await?;
    window.see("[data-testid='sheet-number']").await?;
    for digit in format!("{sheet:04}").chars() {
        window.press(&[digit.to_string().as_str()]).await?;
    }
    window.press(&[ENTER]).await?;
    window.see("[data-testid='result-strip']").await?;
    window.press(&["t", ENTER]).await?;
    window.done("taken up again").await?;
    Ok(())
}

#[tokio::test]
async fn who_is_seen_and_how_stands_on_the_sheet_and_a_file_of_results_is_taken_in_row_by_row() -> Outcome {
    let folder = tempfile::tempdir().expect("a folder for the desk");
    prepared::make(folder.path()).expect("the desk is made");
    let sheets = prepared::sheets(folder.path()).expect("its sheets are out");
    let mut window = signed_in(folder.path(), TODAY).await?;
    the_plan_and_its_sheets(&window).await?;
    a_file_of_results(&window, folder.path(), &sheets).await?;
    the_text_of_a_case_copied(&mut window).await?;
    window.close().await
}

/// A child, an organisation and a victim with the suspect at home are planned; one whom no way is safe for is not.
async fn the_plan_and_its_sheets(window: &Window) -> Outcome {
    window.click("place-plan").await?;
    window.see_place("plan").await?;
    window.click("propose").await?;
    window.see("[data-testid='plan-line'][data-state='proposed']").await?;
    let titles = window.attributes("[data-testid='plan-line'][data-state='proposed']", "title").await?;
    for name in ["Kit Young", "Example Mosque", "Noor Aziz"] {
        assert!(titles.iter().any(|title| title.contains(name)), "{name} is planned: {titles:?}");
    }
    assert!(!titles.iter().any(|title| title.contains("Sol Reed")), "nobody is sent where no way is safe: {titles:?}");
    window.click_at("[data-testid='closing-open'] summary").await?;
    let closing = window.texts("[data-testid='closing-line']").await?;
    let unsafe_one = closing.iter().find(|line| line.contains("Sol Reed"));
    assert!(unsafe_one.is_some_and(|line| line.contains("safe")), "the supervisor decides, and sees why: {closing:?}");
    window.axe("Plan with who waits for the supervisor").await?;
    window.click("accept-all").await?;
    window.done("planned").await?;
    window.click("print-sheets").await?;
    window.done("The file is").await?;
    let bytes = printed(window.home(), "reassure-contact-sheets")?;
    let paper = pdf::read(&bytes);
    let page = |name: &str| paper.words_by_page.iter().find(|page| page.contains(name)).cloned().unwrap_or_default();
    let child = page("Kit Young");
    assert!(child.contains("Child") && child.contains("Rae Young (a parent"), "who may be spoken to: {child}");
    let mosque = page("Example Mosque");
    assert!(mosque.contains("Organisation") && mosque.contains("Amina Saleh"), "whom to ask for: {mosque}");
    let at_home = page("Noor Aziz");
    assert!(
        at_home.contains("suspect") && at_home.contains("07700 900123"),
        "the warning, and the safe way: {at_home}"
    );
    assert!(!at_home.contains("Invented Road"), "no address is printed where nobody may call: {at_home}");
    assert!(page("Sol Reed").is_empty(), "nobody takes out a sheet for a contact that no way is safe for");
    Ok(())
}

/// Six kinds of error are refused row by row; what is right is recorded in one batch, and undone by its name.
async fn a_file_of_results(window: &Window, folder: &Path, sheets: &[(String, String)]) -> Outcome {
    let rows = [
        format!("{},,Reached,20/11/2026,,", sheets[0].0),
        format!("{},,No answer,20/11/2026,,", sheets[1].0),
        "9876,,No answer,20/11/2026,,".to_owned(),
        format!("{},{},No answer,20/11/2026,,", sheets[2].0, reference(21)),
        format!("{},,perhaps,20/11/2026,,", sheets[2].0),
        format!("{},,No answer,25/11/2026,,", sheets[2].0),
        format!("{},,Call back,20/11/2026,,", sheets[2].0),
        format!("{},,No answer,20/11/2026,,9999XX", sheets[2].0),
        format!("{},,,,,", sheets[3].0),
    ];
    let head = "Sheet,Reference,Result,Date,Call back or visit on,Officer";
    let file = prepared::write(folder, "results.csv", head, &rows);
    window.click("place-import").await?;
    window.see_place("import").await?;
    window.click_at("[data-testid='results-open'] summary").await?;
    window.fill("[data-testid='results-path']", &file).await?;
    window.click("results-look").await?;
    let words = window.text("[data-testid='results-words']").await?;
    assert!(words.contains("2 results to record, 6 problems refused, 1 row not filled in"), "{words}");
    let refused = window.texts("[data-testid='results-file'] [data-testid='refused-row']").await?;
    let told = [
        ("4", "Sheet", "9876"),
        ("5", "Reference", "0000021/26"),
        ("6", "Result", "perhaps"),
        ("7", "Date", "25/11/2026"),
        ("8", "Call back", ""),
        ("9", "Officer", "9999XX"),
    ];
    assert_eq!(refused.len(), told.len(), "{refused:?}");
    for (line, (row, column, value)) in refused.iter().zip(told) {
        let cells: Vec<&str> = line.split(['\t', '\n']).map(str::trim).collect();
        assert_eq!(cells.first(), Some(&row), "{line}");
        assert!(cells.len() >= 5 && cells[1].starts_with(column) && line.contains(value), "{line}");
        assert!(cells.iter().rev().take(2).all(|cell| cell.len() > 10), "a reason and a remedy: {line}");
    }
    window.axe("A results file looked at").await?;
    window.resize(683, 768).await?;
    let script = "return document.documentElement.scrollWidth <= window.innerWidth";
    window.until("the refused rows to need no scrolling sideways at 200 %", script).await?;
    window.resize(1366, 768).await?;
    window.click("results-take").await?;
    let done = window.done("2 results recorded").await?;
    assert!(done.contains("6 problems left"), "what is left to mend is said: {done}");
    let undo = window.text("[data-testid='undo']").await?;
    assert!(undo.contains("Undo"), "{undo}");
    window.click("undo").await?;
    window.done("Undone").await?;
    // Mended and taken in again, it records what it says: nothing was recorded twice, nothing was lost.
    window.fill("[data-testid='results-path']", &file).await?;
    window.click("results-look").await?;
    window
        .until(
            "both to be there to record",
            "return document.querySelectorAll('[data-testid=\"results-line\"]').length === 2",
        )
        .await?;
    window.click("results-take").await?;
    window.done("2 results recorded").await?;
    Ok(())
}

/// The text for the records system goes to the clipboard.
async fn the_text_of_a_case_copied(window: &mut Window) -> Outcome {
    open_case(window, &reference(21)).await?;
    window.click("text-open").await?;
    window.see("[data-testid='text-copy']").await?;
    let script = "return document.querySelector('[data-testid=\"text-block\"] textarea').value";
    let text = window.answer(script).await?;
    assert!(text.contains("0000021/26"), "the text is the case's: {text}");
    window.click("text-copy").await?;
    window.done("opied").await?;
    // What was copied is pasted where a person would look for it.
    window.see("[data-testid='search']").await?;
    window.click_at("[data-testid='search']").await?;
    window.press_with_control('v').await?;
    let first = text.lines().next().unwrap_or_default().to_owned();
    let pasted = format!("return document.querySelector('[data-testid=\"search\"]').value.includes({first:?})");
    window.until("the copied text to be pasted", &pasted).await
}

/// The bytes of the print whose name begins so.
fn printed(home: &Path, name: &str) -> Outcome<Vec<u8>> {
    let places = ["Reassure prints", "Documents/Reassure prints", ".local/share/Reassure prints"];
    let files = places.iter().filter_map(|place| fs::read_dir(home.join(place)).ok()).flatten().flatten();
    let path = files
        .map(|file| file.path())
        .find(|path| path.file_name().is_some_and(|file| file.to_string_lossy().starts_with(name)));
    let path = path.expect("the print is where the line says");
    fs::read(&path).map_err(|source| Fault::Disk { path, source })
}

/// The row of a case on Today.
fn row_of(reference: &str) -> String {
    format!(
        "[...document.querySelectorAll('[data-testid=\"today-row\"]')].find((row) => row.textContent.includes('{reference}') \
         && !row.closest('[data-testid=\"heap-new\"]'))"
    )
}

async fn open_case(window: &mut Window, reference: &str) -> Outcome {
    window.press(&["/"]).await?;
    window.fill("[data-testid='search']", reference).await?;
    let found = format!(
        "return document.querySelector('[data-testid=\"search-result\"]')?.textContent.includes('{reference}') ?? false"
    );
    window.until("the case to be found", &found).await?;
    window.press(&[ENTER]).await?;
    window.see_place("case").await?;
    let shown = format!("return document.querySelector('main').textContent.includes('{reference}')");
    window.until("the case to be shown", &shown).await?;
    window.see("[data-testid='story-line']").await?;
    Ok(())
}

async fn signed_in(folder: &Path, today: &str) -> Outcome<Window> {
    let window = Window::open(&folder.join("desk"), today).await?;
    window.resize(1366, 768).await?;
    window.choose("[data-testid='sign-in-name']", "Morgan").await?;
    window.fill("[data-testid='sign-in-passphrase']", PASSPHRASE).await?;
    window.click("sign-in").await?;
    window.see_place("today").await?;
    window.see("[data-testid='sheet-number']").await?;
    Ok(window)
}

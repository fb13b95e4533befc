//! Extracts: previewed, cancelled, applied, imported again, changed, taken back and restored.

use crate::extract::extract;
use crate::measure::{forget_peak, once, peak_memory, say, timed};
use crate::{Place, disk};
use desk::wire::{ImportRequest, NewDeskRequest, RefusalCode};
use desk::{DEMO_PASSPHRASE, Desk, DeskError, Now, Session, Silent};
use std::path::PathBuf;

/// An extract of as many rows, on a desk of its own.
pub fn imports(place: &Place, rows: u32, now: Now) -> Result<(), DeskError> {
    let folder = place.fresh("import")?;
    let write = |name: &str, changed: u32| -> Result<PathBuf, DeskError> {
        let file = folder.join(name);
        std::fs::write(&file, extract(rows, changed, now.today)).map_err(|source| disk(&file, source))?;
        Ok(file)
    };
    let first = request(write("monday.csv", 0)?);
    let second = request(write("tuesday.csv", rows / 100)?);
    let new = NewDeskRequest {
        desk_name: "Bench".to_owned(),
        coordinator: "Coordinator".to_owned(),
        supervisor: String::new(),
        passphrase: DEMO_PASSPHRASE.to_owned(),
    };
    let desk = Desk::at(folder.join("desk"));
    let (_, mut session) = desk.make(&new, now)?;
    forget_peak();
    let preview = once("import, preview", || session.preview_import(&first, now, &mut Silent))?;
    say(&format!("    {}", preview.words));
    drop(preview);
    cancelled(&mut session, &first, u64::from(rows / 2), now)?;
    let done = once("import, read again and applied, all synced", || session.apply_import(&first, now, &mut Silent))?;
    say(&format!("    {}", done.words));
    let again = once("the same import again", || session.apply_import(&first, now, &mut Silent))?;
    say(&format!("    {}", again.words));
    let changed =
        once("an extract with one case in a hundred changed", || session.apply_import(&second, now, &mut Silent))?;
    say(&format!("    {}", changed.words));
    once("that import taken back", || session.take_back_import(&changed.import, now, &mut Silent))?;
    once("the second import taken back", || session.take_back_import(&again.import, now, &mut Silent))?;
    once("the first import taken back", || session.take_back_import(&done.import, now, &mut Silent))?;
    once("the first import restored", || session.restore_import(&done.import, now, &mut Silent))?;
    peak_memory("imports");
    Ok(())
}

fn request(file: PathBuf) -> ImportRequest {
    ImportRequest {
        file: file.display().to_string(),
        mapping: "rms".to_owned(),
        sheet: None,
        seen: None,
        right_file: true,
    }
}

/// Applies and cancels half-way; nothing may be left.
fn cancelled(session: &mut Session, request: &ImportRequest, half: u64, now: Now) -> Result<(), DeskError> {
    let mut stop = |stage: &'static str, done: u64, _: Option<u64>| stage != "Applying" || done < half;
    let (taken, done) = timed(|| session.apply_import(request, now, &mut stop));
    match done {
        Err(error) if error.code() == RefusalCode::Cancelled => {}
        Err(error) => return Err(error),
        Ok(_) => say("    It was NOT cancelled."),
    }
    crate::measure::row("import, applied and cancelled half-way", taken);
    once("verify, after the cancelled import", || session.verify(None)).map(|verdict| {
        if !verdict.sound {
            say("    It FOUND A FAULT.");
        }
    })
}

//! The bank holidays taken from the file that GOV.UK publishes.
//!
//! For the years of the file the file is right: what it has besides the rule is added, what it lacks is worked.
//! Changes a force made in other years stay.

use crate::access::Task;
use crate::error::DeskError;
use crate::session::Session;
use crate::undo::undo_view;
use crate::wire::{DoneView, HolidaysFileRequest, HolidaysFileView, PolicyChangeView};
use crate::words;
use casebook::{Event, Kept, Now};
use caseload::calendar::named_bank_holidays;
use caseload::{HolidayChanges, WorkingDays};
use chrono::{Datelike, NaiveDate};
use exchange::holidays::read_holidays;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// The file of GOV.UK has some eighty days of three countries; a film is no list of days.
const BYTES_MAX: u64 = 2_000_000;

/// What a file says, beside what stands.
struct FromFile {
    digest: String,
    years: (i32, i32),
    changes: HolidayChanges,
    lines: Vec<PolicyChangeView>,
}

impl Session {
    /// What the days of a file would change, day by day, and what that would do to today's caseload.
    ///
    /// # Errors
    /// Not allowed, a file that is no list of bank holidays, the disk.
    pub fn holidays_file(&mut self, file: &str, now: Now) -> Result<HolidaysFileView, DeskError> {
        self.allow(Task::SetPolicy)?;
        let read = self.read_holidays_file(file)?;
        let (first, last) = read.years;
        let span = if first == last { first.to_string() } else { format!("{first} to {last}") };
        let words = match read.lines.len() as u64 {
            0 => format!("The file has the bank holidays of {span}. They are those in force: nothing would change."),
            days => {
                format!("The file has the bank holidays of {span}. {} would change.", words::counted(days, "day"))
            }
        };
        let policy = self.book.journal()?.policy(now.today);
        let calendar = Arc::new(WorkingDays::with_changes(&read.changes));
        let effect = self.effect((&policy, calendar), read.lines, now)?;
        Ok(HolidaysFileView { words, effect, seen: read.digest })
    }

    /// Takes the days of a file over, as they were seen.
    ///
    /// # Errors
    /// Not allowed, a file that changed since it was looked at or changes nothing, the disk.
    pub fn set_holidays_file(&mut self, request: &HolidaysFileRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::SetPolicy)?;
        let read = self.read_holidays_file(&request.file)?;
        if request.seen.as_ref().is_some_and(|seen| *seen != read.digest) {
            let message = "The file changed since you looked at it. Nothing was changed here: look at it again.";
            return Err(DeskError::bad("file", message));
        }
        if read.lines.is_empty() {
            let message = "The file's bank holidays are those in force. There is nothing to change.";
            return Err(DeskError::bad("file", message));
        }
        let changes = read.changes;
        let ((), appended) = self.write(now, |writer| {
            writer.append(Event::DeskKept { kept: Kept::Holidays(changes) })?;
            Ok(())
        })?;
        self.calendar_changed(now)?;
        let words = format!(
            "The bank holidays of GOV.UK's file are in force from now on: {} changed.",
            words::counted(read.lines.len() as u64, "day")
        );
        Ok(DoneView { words, undo: Some(undo_view("Take over the bank holidays".to_owned(), appended)) })
    }

    fn read_holidays_file(&mut self, file: &str) -> Result<FromFile, DeskError> {
        let path = Path::new(file.trim());
        let disk = |source| DeskError::Disk { path: path.to_path_buf(), what: "read", source };
        if std::fs::metadata(path).map_err(disk)?.len() > BYTES_MAX {
            let message = "The file is far larger than a list of bank holidays. Choose gov.uk/bank-holidays.json.";
            return Err(DeskError::bad("file", message));
        }
        let bytes = std::fs::read(path).map_err(disk)?;
        let days = read_holidays(&bytes).map_err(|error| DeskError::bad("file", error.to_string()))?;
        let stands = self.book.journal()?.holiday_changes();
        let years: BTreeSet<i32> = days.keys().map(Datelike::year).collect();
        let years = (years.first().copied().unwrap_or(0), years.last().copied().unwrap_or(0));
        let changes = with_file(&stands, &days);
        Ok(FromFile {
            digest: words::digest(&Sha256::digest(&bytes).into()),
            years,
            lines: lines(&stands, &changes, &days),
            changes,
        })
    }
}

/// The changes as they would stand: those of the file's years by the file, the others as they are.
fn with_file(stands: &HolidayChanges, days: &BTreeMap<NaiveDate, String>) -> HolidayChanges {
    let years: BTreeSet<i32> = days.keys().map(Datelike::year).collect();
    let other = |day: &NaiveDate| !years.contains(&day.year());
    let mut changes = HolidayChanges {
        added: stands.added.iter().filter(|(day, _)| other(day)).map(|(day, name)| (*day, name.clone())).collect(),
        removed: stands.removed.iter().copied().filter(other).collect(),
    };
    for &year in &years {
        let rule = named_bank_holidays(year);
        changes.removed.extend(rule.keys().filter(|day| !days.contains_key(day)));
        let of_year = days.iter().filter(|(day, _)| day.year() == year && !rule.contains_key(day));
        changes.added.extend(of_year.map(|(day, name)| (*day, name.clone())));
    }
    changes
}

/// Each day that would be another than it is.
fn lines(
    stands: &HolidayChanges,
    changes: &HolidayChanges,
    days: &BTreeMap<NaiveDate, String>,
) -> Vec<PolicyChangeView> {
    let is_off = |changes: &HolidayChanges, day: NaiveDate| {
        let by_rule = named_bank_holidays(day.year()).contains_key(&day) && !changes.removed.contains(&day);
        by_rule || changes.added.contains_key(&day)
    };
    let touched: BTreeSet<NaiveDate> = [stands, changes]
        .into_iter()
        .flat_map(|of| of.added.keys().copied().chain(of.removed.iter().copied()))
        .collect();
    let name = |day: NaiveDate| {
        let by_rule = || named_bank_holidays(day.year()).get(&day).map(|name| (*name).to_owned());
        days.get(&day).cloned().or_else(by_rule).or_else(|| stands.added.get(&day).cloned()).unwrap_or_default()
    };
    let say = |off| if off { "bank holiday" } else { "worked" }.to_owned();
    let changed = touched.into_iter().filter(|day| is_off(stands, *day) != is_off(changes, *day));
    let line = |day| PolicyChangeView {
        label: format!("{}, {}", words::day(day), name(day)),
        before: say(is_off(stands, day)),
        after: say(is_off(changes, day)),
    };
    changed.map(line).collect()
}

#[cfg(test)]
mod tests {
    use crate::contacts::plan::tests::{MONDAY, desk, now};
    use crate::wire::{HolidayRequest, HolidayState, HolidaysFileRequest};

    const FILE: &str = include_str!("../../../../exchange/tests/fixtures/bank-holidays.json");

    #[test]
    fn a_file_is_shown_day_by_day_taken_over_as_seen_and_undone() {
        let mut kept = desk();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bank-holidays.json");
        let file = path.display().to_string();
        std::fs::write(&path, FILE).unwrap();
        let own = HolidayRequest { on: "2026-12-31".to_owned(), off: true, name: "Force day".to_owned() };
        kept.session.set_holiday(&own, now(MONDAY)).unwrap();
        let later = HolidayRequest { on: "2028-06-05".to_owned(), ..own };
        kept.session.set_holiday(&later, now(MONDAY)).unwrap();
        let seen = kept.session.holidays_file(&file, now(MONDAY)).unwrap();
        assert_eq!(seen.effect.changes.len(), 1, "the force's own day in a year of the file goes");
        assert_eq!(seen.effect.changes[0].label, "Thu 31 Dec 2026, Force day");
        assert_eq!(seen.effect.changes[0].after, "worked");
        // A proclamation adds a day, and moves the spring bank holiday.
        let proclaimed = FILE.replace("2026-05-25", "2026-06-01").replace(
            "{\n    \"title\": \"Summer bank holiday\",\n    \"date\": \"2026-08-31\"",
            "{\n    \"title\": \"Jubilee\",\n    \"date\": \"2026-06-02\"\n   },\n   \
             {\n    \"title\": \"Summer bank holiday\",\n    \"date\": \"2026-08-31\"",
        );
        std::fs::write(&path, proclaimed).unwrap();
        let request = HolidaysFileRequest { file: file.clone(), seen: Some(seen.seen) };
        let changed = kept.session.set_holidays_file(&request, now(MONDAY)).unwrap_err();
        assert!(changed.to_string().contains("changed since you looked"), "{changed}");
        let seen = kept.session.holidays_file(&file, now(MONDAY)).unwrap();
        let labels: Vec<&str> = seen.effect.changes.iter().map(|change| change.label.as_str()).collect();
        let expected = [
            "Mon 25 May 2026, Spring bank holiday",
            "Mon 1 Jun 2026, Spring bank holiday",
            "Tue 2 Jun 2026, Jubilee",
            "Thu 31 Dec 2026, Force day",
        ];
        assert_eq!(labels, expected);
        let request = HolidaysFileRequest { file, seen: Some(seen.seen) };
        let done = kept.session.set_holidays_file(&request, now(MONDAY)).unwrap();
        let state = |kept: &mut crate::contacts::plan::tests::Kept, on: &str| {
            let days = kept.session.holidays(now(MONDAY)).unwrap().days;
            days.into_iter().find(|day| day.on == on).map(|day| day.state)
        };
        assert_eq!(state(&mut kept, "2026-06-02"), Some(HolidayState::Added));
        assert_eq!(state(&mut kept, "2026-05-25"), Some(HolidayState::Worked));
        assert_eq!(state(&mut kept, "2028-06-05"), Some(HolidayState::Added), "another year stays as it is");
        assert!(kept.session.set_holidays_file(&request, now(MONDAY)).is_err(), "nothing is left to change");
        kept.undo(&done, MONDAY);
        assert_eq!(state(&mut kept, "2026-06-02"), None);
        assert_eq!(state(&mut kept, "2026-12-31"), Some(HolidayState::Added));
    }

    #[test]
    fn a_wrong_file_changes_nothing_and_says_what_is_wrong() {
        let mut kept = desk();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("page.html");
        std::fs::write(&path, "<html>").unwrap();
        let wrong = kept.session.holidays_file(&path.display().to_string(), now(MONDAY)).unwrap_err();
        assert!(wrong.to_string().contains("does not read as JSON"), "{wrong}");
        assert!(kept.session.holidays_file("no such file", now(MONDAY)).is_err());
    }
}

//! Results that officers filled in: the form for a day, and taking the filled-in file in.
//!
//! As with extracts, a refused row is told with its remedy and the others are taken in; the same file again, mended,
//! records only what is not on the desk yet.

use crate::access::Task;
use crate::contacts::officers::read_file;
use crate::contacts::record::{Told, tasks_of, write_attempt};
use crate::error::DeskError;
use crate::figures::month::Printed;
use crate::session::Session;
use crate::undo::undo_view;
use crate::wire::{
    DoneView, RecordAttemptRequest, RefusedRow, ResultLineView, ResultsPreview, ResultsRequest, SheetsRequest,
};
use crate::words;
use casebook::{CaseRow, Disclosure, Event, Now};
use caseload::{Attempt, CaseId};
use chrono::NaiveTime;
use exchange::results::{FormRow, ResultReason, ResultRow, ResultsFile, read_results, results_form};
use std::collections::BTreeMap;
use std::path::Path;

/// A results file held against the desk.
struct Held {
    /// In the order they were made.
    right: Vec<(u64, Told)>,
    file: ResultsFile,
    refused: Vec<RefusedRow>,
    /// SHA-256 of the file.
    digest: String,
}

/// What makes two rows of a file the same attempt.
type Same = (CaseId, Attempt, Option<NaiveTime>);

impl Session {
    /// The form of a day's contacts, for officers to fill in. It holds no name; taking it out is logged all the same.
    ///
    /// # Errors
    /// Not allowed, nothing planned for the day, a contact whose sheet was not printed, the disk.
    pub fn results_form(&mut self, request: &SheetsRequest, now: Now) -> Result<Printed, DeskError> {
        self.allow(Task::Plan)?;
        let lines = self.shift_lines(&request.on, request.officer.as_deref())?;
        let sheets = self.book.open_sheets()?;
        let mut rows = Vec::with_capacity(lines.len());
        for line in &lines {
            let Some(sheet) = sheets.get(&line.row.case) else {
                let message = format!(
                    "The contact of {} has no sheet, and a result is found by its sheet's number. Print the sheets of \
                     that day first.",
                    line.row.reference
                );
                return Err(DeskError::bad("on", message));
            };
            rows.push(FormRow {
                sheet: sheet.number.to_string(),
                reference: line.row.reference.clone(),
                planned_on: line.planned.on,
                collar: line.collar.clone(),
            });
        }
        let bytes = results_form(&rows).map_err(|error| DeskError::NotFound(error.to_string()))?;
        let cases = lines.iter().map(|line| line.row.case).collect();
        self.write(now, |writer| {
            writer.append(Event::PersonalDetailsDisclosed { what: Disclosure::Export, cases })?;
            Ok(())
        })?;
        Ok(Printed { bytes, file_name: format!("reassure-results-{}.csv", request.on.trim()) })
    }

    /// What a results file would record. Nothing is changed.
    ///
    /// # Errors
    /// Not allowed, a file that cannot be read, the disk.
    pub fn preview_results(&mut self, file: &str, now: Now) -> Result<ResultsPreview, DeskError> {
        self.allow(Task::Record)?;
        let held = self.hold(file, now)?;
        let mut lines = Vec::with_capacity(held.right.len());
        for (row, told) in &held.right {
            lines.push(ResultLineView {
                row: *row,
                reference: told.row.reference.clone(),
                victim: self.victim_name(&told.row)?,
                words: self.line_words(told, now)?,
                counts: !told.attempt.by_involved_officer,
            });
        }
        let words = format!(
            "{} to record, {} refused, {} not filled in. Nothing is changed until you take them in.",
            words::counted(lines.len() as u64, "result"),
            words::counted(held.refused.len() as u64, "problem"),
            words::counted(held.file.not_filled_in, "row"),
        );
        Ok(ResultsPreview {
            lines,
            refused: held.refused,
            not_filled_in: held.file.not_filled_in,
            seen: held.digest,
            words,
        })
    }

    /// Records what the file says, in one batch: each row that is right, and none of those refused.
    ///
    /// # Errors
    /// Not allowed, a file that changed since it was looked at, nothing right in it, the disk.
    pub fn apply_results(&mut self, request: &ResultsRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Record)?;
        let held = self.hold(&request.file, now)?;
        if request.seen.as_ref().is_some_and(|seen| *seen != held.digest) {
            let message = "The file has changed since you looked at it. Nothing was recorded: look at it again.";
            return Err(DeskError::bad("file", message));
        }
        if held.right.is_empty() {
            let first = held.refused.first().map(|refused| format!(" Row {}: {}", refused.row, refused.reason));
            let message = format!("No row of the file can be recorded.{}", first.unwrap_or_default());
            return Err(DeskError::bad("file", message));
        }
        let (owner, mut raised) = (self.slot.staff, 0);
        let mut all = Vec::with_capacity(held.right.len());
        for (_, told) in &held.right {
            let task = |kind: caseload::TaskKind| caseload::Task {
                kind,
                owner,
                raised_on: now.today,
                due_on: self.calendar.after(now.today, kind.due_days()),
            };
            let tasks: Vec<caseload::Task> = tasks_of(&told.details).into_iter().map(task).collect();
            raised += tasks.len() as u64;
            all.push((told, tasks));
        }
        let ((), appended) = self.write(now, |writer| {
            for (told, tasks) in &all {
                write_attempt(writer, told, tasks)?;
            }
            Ok(())
        })?;
        self.proposal.clear();
        let mut done = format!("{} recorded.", words::counted(held.right.len() as u64, "result"));
        if !held.refused.is_empty() {
            let problems = words::counted(held.refused.len() as u64, "problem");
            done.push_str(&format!(" {problems} left: mend the file and take it in again, nothing is recorded twice."));
        }
        if raised > 0 {
            done.push_str(&format!(" {} waiting for you.", words::counted(raised, "task")));
        }
        Ok(DoneView { words: done, undo: Some(undo_view("Take in the results".to_owned(), appended)) })
    }

    /// Reads a file and holds each row against the desk.
    fn hold(&mut self, path: &str, now: Now) -> Result<Held, DeskError> {
        let bytes = read_file(Path::new(path.trim()))?;
        let digest = {
            use sha2::Digest;
            words::digest(&sha2::Sha256::digest(&bytes).into())
        };
        let mut file = read_results(&bytes)?;
        let mut refused: Vec<RefusedRow> = Vec::new();
        for refusal in &file.refusals {
            refused.push(refused_row(refusal));
        }
        let mut right = Vec::new();
        let mut met: BTreeMap<Same, u64> = BTreeMap::new();
        let rows = std::mem::take(&mut file.rows);
        for row in rows {
            match self.hold_row(&row, &met, now)? {
                Ok((told, same)) => {
                    met.insert(same, row.row);
                    right.push((row.row, told));
                }
                Err((column, value, reason)) => {
                    refused.push(refused_row(&reason.at(row.row, column, Some(&value))));
                }
            }
        }
        refused.sort_by_key(|refused| refused.row);
        // Attempts are recorded in the order they were made, whatever the order of the file.
        right.sort_by_key(|(row, told): &(u64, Told)| (told.attempt.on, told.details.at, *row));
        Ok(Held { right, file, refused, digest })
    }

    #[expect(clippy::type_complexity, reason = "a row is right, or its column, value and reason say why not")]
    fn hold_row(
        &mut self,
        row: &ResultRow,
        met: &BTreeMap<Same, u64>,
        now: Now,
    ) -> Result<Result<(Told, Same), (&'static str, String, ResultReason)>, DeskError> {
        let refuse = |column, value: String, reason| Ok(Err((column, value, reason)));
        let typed = row.sheet.to_string();
        let found = row.sheet.whole().map(|number| self.book.sheet(number)).transpose()?.flatten();
        let Some(sheet) = found else { return refuse("Sheet", typed, ResultReason::UnknownSheet) };
        let case = self.book.merged_into(sheet.case)?.unwrap_or(sheet.case);
        let standing = self.book.case_row(case)?;
        if row.reference.as_ref().is_some_and(|reference| !is_reference(&standing, reference)) && case == sheet.case {
            return refuse("Reference", row.reference.clone().unwrap_or_default(), ResultReason::OtherReference);
        }
        let day = row.on.format("%d/%m/%Y").to_string();
        if now.today < row.on {
            return refuse("Date", day, ResultReason::InTheFuture);
        }
        if row.on < sheet.printed_on {
            let reason = ResultReason::BeforePrinted { printed_on: sheet.printed_on };
            return refuse("Date", day, reason);
        }
        let collar = row.collar.as_ref().map(|collar| collar.as_str().to_owned());
        if let Some(collar) = &collar
            && self.read_officer(collar).is_err()
        {
            return refuse("Officer", collar.clone(), ResultReason::UnknownOfficer);
        }
        let request = RecordAttemptRequest {
            case: case.to_string(),
            channel: row.channel.code().to_owned(),
            result: row.result.code().to_owned(),
            on: Some(row.on.to_string()),
            officer: collar,
            call_back_on: row.result.named_day().map(|day| day.to_string()),
            // EXPOSE: the note goes from the officer's file to the people file.
            note: row.note.as_ref().map(|note| note.expose().clone()),
            told: None,
            also: Vec::new(),
        };
        let mut told = match self.read_attempt(&request, now.today) {
            Ok(told) => told,
            Err(DeskError::BadInput { message, .. }) => return refuse("", String::new(), ResultReason::Desk(message)),
            Err(error) => return Err(error),
        };
        told.details = row.details.clone();
        let same = (case, told.attempt, told.details.at);
        if let Some(&first_row) = met.get(&same) {
            return refuse("", String::new(), ResultReason::SameAsRow { first_row });
        }
        let attempt = told.attempt;
        let recorded = |known: &Attempt| {
            (known.on, known.channel, known.result, known.officer)
                == (attempt.on, attempt.channel, attempt.result, attempt.officer)
        };
        // The planned officer is no longer known once the attempt is recorded: the day and the result tell.
        let loosely =
            |known: &Attempt| row.collar.is_none() && (known.on, known.result) == (attempt.on, attempt.result);
        if standing.contact.attempts.iter().any(|known| recorded(known) || loosely(known)) {
            return refuse("", String::new(), ResultReason::RecordedAlready);
        }
        Ok(Ok((told, same)))
    }

    fn line_words(&mut self, told: &Told, now: Now) -> Result<String, DeskError> {
        let names = self.officer_names()?;
        let by = told.attempt.officer.and_then(|officer| names.get(&officer).cloned());
        let mut line = words::attempt_words(&told.attempt, &told.details, by.as_deref(), now.today);
        if told.note.is_some() {
            line.push_str(" With a note.");
        }
        Ok(line)
    }
}

/// The case's own reference, as the form writes it and as a spreadsheet may have left it: without leading zeros.
fn is_reference(row: &CaseRow, reference: &str) -> bool {
    let plain = |text: &str| text.trim().trim_start_matches('0').to_lowercase();
    plain(&row.reference) == plain(reference)
}

fn refused_row(refusal: &exchange::results::ResultRefusal) -> RefusedRow {
    RefusedRow {
        row: refusal.row,
        column: refusal.column.clone().unwrap_or_default(),
        value: refusal.value.clone(),
        reason: refusal.reason.to_string(),
        remedy: refusal.remedy.to_owned(),
    }
}

//! The whole desk in an open form: JSON Lines, described in `src-tauri/EXPORT.md`.
//!
//! First every entry of the ledger as it is stored, with the people rows it names; then each case as it stands.
//! So the file holds all that the desk knows, and a reader who wants only the cases need not add up the entries.

use crate::access::Task;
use crate::error::DeskError;
use crate::progress::Progress;
use crate::session::Session;
use crate::wire::{ExportDeskRequest, FileMadeView};
use crate::words;
use casebook::{CaseState, Disclosure, Entry, Event, Now, Source};
use caseload::{CaseId, PersonalField};
use serde_json::{Map, Value, json};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// The version of the file's form.
const VERSION: u32 = 1;
/// Entries read at a time.
const ENTRIES: u64 = 1_000;

impl Session {
    /// Writes the whole desk as JSON Lines, with names or without. With names it is a disclosure, and logged.
    ///
    /// # Errors
    /// Not allowed, a file there already, cancelled, the disk. Nothing is left behind.
    pub fn export_desk(
        &mut self,
        path: &Path,
        names: bool,
        now: Now,
        progress: &mut dyn Progress,
    ) -> Result<FileMadeView, DeskError> {
        self.allow(Task::ExportDesk)?;
        if path.exists() {
            let message = format!("{} is there already. Give another name.", path.display());
            return Err(DeskError::bad("out", message));
        }
        let part = PathBuf::from(format!("{}.part", path.display()));
        let done = self.write_desk(&part, names, now, progress).and_then(|cases| {
            if names {
                let disclosed = Event::PersonalDetailsDisclosed { what: Disclosure::Export, cases: cases.clone() };
                self.write(now, |writer| Ok(writer.append(disclosed)?))?;
            }
            fs::rename(&part, path).map_err(|source| disk(path, source))?;
            Ok(cases)
        });
        if done.is_err() {
            // It is ours, and half a desk serves nobody.
            let _ = fs::remove_file(&part);
        }
        let cases = done?.len() as u64;
        let what = if names { "with names" } else { "without names" };
        Ok(FileMadeView {
            path: path.display().to_string(),
            words: format!(
                "The whole desk, {}, {what}, is in {}. It is OFFICIAL-SENSITIVE and not encrypted.",
                words::counted(cases, "case"),
                path.display()
            ),
        })
    }

    /// As [`Session::export_desk`], into a file that the person chose.
    ///
    /// # Errors
    /// As there; also no file.
    pub fn export_desk_to(
        &mut self,
        request: &ExportDeskRequest,
        now: Now,
        progress: &mut dyn Progress,
    ) -> Result<FileMadeView, DeskError> {
        self.allow(Task::ExportDesk)?;
        let path = super::new_file(&request.file)?;
        self.export_desk(&path, request.names, now, progress)
    }

    fn write_desk(
        &mut self,
        path: &Path,
        names: bool,
        now: Now,
        progress: &mut dyn Progress,
    ) -> Result<Vec<CaseId>, DeskError> {
        let file = File::create(path).map_err(|source| disk(path, source))?;
        let mut out = Lines { out: BufWriter::new(file), path };
        let head = self.book.head()?;
        let head_words = format!("{}:{}", head.number, words::digest(&head.digest));
        out.line(&json!({
            "kind": "desk", "format": "reassure-desk", "version": VERSION, "desk": self.key_file.desk_name,
            "made_on": now.today, "head": head_words, "marking": "OFFICIAL-SENSITIVE", "names": names,
        }))?;
        let mut first = 1;
        while first <= head.number {
            if !progress.tell("Writing entries", first, Some(head.number)) {
                return Err(DeskError::Cancelled);
            }
            let last = (first + ENTRIES - 1).min(head.number);
            for entry in self.book.entries(first, last)? {
                self.write_entry(&mut out, &entry, names)?;
            }
            first = last + 1;
        }
        let mut cases = Vec::new();
        self.book.each_key(|key| cases.push(key.case))?;
        for (index, case) in cases.iter().enumerate() {
            if index.is_multiple_of(500) && !progress.tell("Writing cases", index as u64, Some(cases.len() as u64)) {
                return Err(DeskError::Cancelled);
            }
            if let Some(state) = self.book.fold(*case)?.now {
                let line = self.case_line(&state, names)?;
                out.line(&line)?;
            }
        }
        out.finish()?;
        Ok(cases)
    }

    fn write_entry(&self, out: &mut Lines<'_>, entry: &Entry, names: bool) -> Result<(), DeskError> {
        out.line(&json!({ "kind": "entry", "entry": stored(self.book.caseload(), entry)? }))?;
        let Some(personal) = entry.event.personal().filter(|_| names) else { return Ok(()) };
        match self.book.person(personal.row) {
            // Erased: there is nothing to write.
            Ok(facts) if facts.is_empty() => Ok(()),
            Ok(facts) => {
                let mut texts = Map::new();
                for field in facts.fields() {
                    // EXPOSE: the person asked for the desk with names, and that is logged.
                    let text = facts.get(field).map(|text| text.expose().clone()).unwrap_or_default();
                    texts.insert(field.name().to_owned(), Value::String(text));
                }
                out.line(&json!({ "kind": "person", "row": personal.row.to_string(), "texts": texts }))
            }
            Err(error) => Err(error.into()),
        }
    }

    fn case_line(&self, state: &CaseState, names: bool) -> Result<Value, DeskError> {
        // The stored form of what stands, so that there is one way to write a field.
        let facts = Entry {
            number: 1,
            recorded_at: chrono::DateTime::UNIX_EPOCH,
            known_on: state.first_known_on,
            by: self.slot.staff,
            event: Event::CaseChanged {
                case: state.case,
                source: Source::Person,
                facts: state.record.facts(),
                personal: None,
            },
        };
        let fields = stored(self.book.caseload(), &facts)?.pointer("/event/facts").cloned().unwrap_or_default();
        let mut line = json!({
            "kind": "case", "case": state.case.to_string(), "reference": state.reference,
            "victim_number": state.victim_number, "first_known_on": state.first_known_on, "fields": fields,
        });
        if names {
            let mut texts = Map::new();
            for field in PersonalField::ALL {
                let Some(row) = state.personal(*field) else { continue };
                // EXPOSE: as above.
                let text = self.book.person(row)?.get(*field).map(|text| text.expose().clone()).unwrap_or_default();
                texts.insert(field.name().to_owned(), Value::String(text));
            }
            line["texts"] = Value::Object(texts);
        }
        Ok(line)
    }
}

/// An entry as it is stored.
fn stored(caseload: &str, entry: &Entry) -> Result<Value, DeskError> {
    let bytes = casebook::write_form(caseload, entry)?;
    serde_json::from_slice(&bytes).map_err(|_| DeskError::NotFound("An entry could not be written.".to_owned()))
}

/// A file of lines.
struct Lines<'a> {
    out: BufWriter<File>,
    path: &'a Path,
}

impl Lines<'_> {
    fn line(&mut self, value: &Value) -> Result<(), DeskError> {
        writeln!(self.out, "{value}").map_err(|source| disk(self.path, source))
    }

    fn finish(mut self) -> Result<(), DeskError> {
        self.out.flush().map_err(|source| disk(self.path, source))?;
        self.out.get_ref().sync_all().map_err(|source| disk(self.path, source))
    }
}

fn disk(path: &Path, source: std::io::Error) -> DeskError {
    DeskError::Disk { path: path.to_path_buf(), what: "written", source }
}

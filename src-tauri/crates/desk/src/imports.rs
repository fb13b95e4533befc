//! Import: what a file would change, applying it, and taking it back.

use crate::access::Task;
use crate::error::DeskError;
use crate::field_words::value_words;
use crate::officers::{read_file, refused_row};
use crate::progress::Progress;
use crate::session::Session;
use crate::undo::undo_view;
use crate::wire::{
    DoneView, FieldChange, ImportDone, ImportHeap, ImportPreview, ImportRequest, ImportedRow, MappingView, PastImport,
};
use crate::words;
use casebook::{Carried, CaseState, Event, Head, Now, Source};
use caseload::{CaseFacts, CaseId, Field, ImportId, PersonalFacts, PersonalField};
use exchange::{Extract, ExtractRow, Mapping, Refusal, RefusalReason};
use sha2::{Digest, Sha256};
use std::ops::ControlFlow;
use std::path::Path;

/// Rows of each heap that a preview lists.
const ROWS_A_HEAP: usize = 200;
/// How many rows pass between two looks at whether to go on.
const ROWS_BETWEEN_TELLS: usize = 500;

/// A file held against the desk: what each row would do.
struct Prepared {
    file_name: String,
    mapping: String,
    digest: [u8; 32],
    head: Head,
    rows: Vec<PreparedRow>,
    refusals: Vec<Refusal>,
    found: Vec<String>,
    stopped: Option<String>,
}

struct PreparedRow {
    row: u64,
    reference: String,
    victim_number: Option<String>,
    /// The fields the file says of the case.
    mask: u64,
    what: What,
}

enum What {
    New { facts: Box<CaseFacts>, personal: PersonalFacts },
    Changed { case: CaseId, facts: Box<CaseFacts>, personal: PersonalFacts, changes: Vec<FieldChange> },
    Unchanged { case: CaseId },
}

impl Session {
    /// The mappings that come with the product.
    pub fn mappings(&self) -> Vec<MappingView> {
        Mapping::built_in_names()
            .filter_map(Mapping::built_in)
            .map(|mapping| MappingView {
                name: mapping.name().to_owned(),
                title: mapping.title().to_owned(),
                built_in: true,
            })
            .collect()
    }

    /// What applying the file would do. Changes nothing.
    ///
    /// # Errors
    /// Not allowed, a file or mapping that cannot be read, cancelled, the disk.
    pub fn preview_import(
        &mut self,
        request: &ImportRequest,
        now: Now,
        progress: &mut dyn Progress,
    ) -> Result<ImportPreview, DeskError> {
        self.allow(Task::Import)?;
        Ok(self.prepare(request, now, progress)?.view())
    }

    /// Applies the file: every row that can be read, in one batch, or nothing.
    ///
    /// # Errors
    /// As [`Session::preview_import`]; also where the file is stopped or nothing of it can be applied.
    pub fn apply_import(
        &mut self,
        request: &ImportRequest,
        now: Now,
        progress: &mut dyn Progress,
    ) -> Result<ImportDone, DeskError> {
        self.allow(Task::Import)?;
        let prepared = self.prepare(request, now, progress)?;
        if let Some(why) = &prepared.stopped {
            return Err(DeskError::bad("file", why.clone()));
        }
        if prepared.rows.is_empty() {
            return Err(DeskError::bad("file", "No row of the file can be applied. Look at the refused rows."));
        }
        let import = ImportId::from_random(casebook::random_id()?);
        let counts = prepared.counts();
        let (total, refused) = (prepared.rows.len() as u64, prepared.refused_rows());
        let head = prepared.head;
        let (_, _) = self.book.write(self.slot.staff, now, Some(head), |writer| {
            let source = Source::Extract(import);
            let mut carried = Vec::new();
            for (index, row) in prepared.rows.into_iter().enumerate() {
                if index.is_multiple_of(ROWS_BETWEEN_TELLS) && !progress.tell("Applying", index as u64, Some(total)) {
                    return Err(DeskError::Cancelled);
                }
                match row.what {
                    What::New { facts, personal } => {
                        let case = CaseId::from_random(casebook::random_id()?);
                        let personal =
                            if personal.is_empty() { None } else { Some(writer.person(case.get(), &personal)?) };
                        writer.append(Event::CaseReported {
                            case,
                            reference: row.reference,
                            victim_number: row.victim_number,
                            source,
                            facts: *facts,
                            personal,
                        })?;
                    }
                    What::Changed { case, facts, personal, .. } => {
                        let personal =
                            if personal.is_empty() { None } else { Some(writer.person(case.get(), &personal)?) };
                        writer.append(Event::CaseChanged { case, source, facts: *facts, personal })?;
                        carried.push((case, row.mask));
                    }
                    What::Unchanged { case } => carried.push((case, row.mask)),
                }
            }
            writer.append(Event::ImportApplied {
                import,
                mapping: prepared.mapping,
                file_digest: prepared.digest,
                rows_new: counts.new,
                rows_changed: counts.changed,
                rows_unchanged: counts.unchanged,
                rows_refused: refused,
                carried: Carried::gather(carried),
            })?;
            progress.tell("Saving", total, Some(total));
            Ok(())
        })?;
        self.proposal.clear();
        Ok(ImportDone {
            words: counts.words(refused, "Imported"),
            import: import.to_string(),
            new: counts.new,
            changed: counts.changed,
            unchanged: counts.unchanged,
            refused,
        })
    }

    /// Imports that were applied, latest first.
    ///
    /// # Errors
    /// Not allowed, the disk.
    pub fn past_imports(&mut self) -> Result<Vec<PastImport>, DeskError> {
        self.allow(Task::Import)?;
        let mut imports: Vec<_> = self.book.journal()?.imports.iter().collect();
        imports.sort_by_key(|(_, record)| std::cmp::Reverse(record.entry));
        Ok(imports
            .into_iter()
            .map(|(import, record)| PastImport {
                import: import.to_string(),
                applied_words: words::day(record.known_on),
                by: self.key_file.name_of(record.by).unwrap_or_default().to_owned(),
                mapping: record.mapping.clone(),
                new: record.rows_new,
                changed: record.rows_changed,
                unchanged: record.rows_unchanged,
                refused: record.rows_refused,
                taken_back: record.is_taken_back(),
            })
            .collect())
    }

    /// Takes an import back: every field becomes what the remaining entries make it.
    ///
    /// # Errors
    /// Not allowed, an unknown import, one taken back already, the disk.
    pub fn take_back_import(&mut self, import: &str, now: Now) -> Result<DoneView, DeskError> {
        self.turn_import(import, true, now)
    }

    /// Undoes the taking back of an import.
    ///
    /// # Errors
    /// Not allowed, an unknown import, one that stands, the disk.
    pub fn restore_import(&mut self, import: &str, now: Now) -> Result<DoneView, DeskError> {
        self.turn_import(import, false, now)
    }

    fn turn_import(&mut self, import: &str, take_back: bool, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Import)?;
        let unknown = || DeskError::NotFound("There is no such import.".to_owned());
        let import: ImportId = import.parse().map_err(|_| unknown())?;
        let record = self.book.journal()?.imports.get(&import).cloned().ok_or_else(unknown)?;
        if record.is_taken_back() == take_back {
            let message = if take_back { "This import was taken back already." } else { "This import stands." };
            return Err(DeskError::bad("import", message));
        }
        let cases = self.book.cases_of_import(import)?;
        let ((), appended) = self.write(now, |writer| {
            let event = if take_back { Event::ImportTakenBack { import } } else { Event::ImportRestored { import } };
            writer.append(event)?;
            cases.iter().for_each(|case| writer.touch(*case));
            Ok(())
        })?;
        self.proposal.clear();
        let staying: Vec<String> = if take_back { self.still_there(&cases)? } else { Vec::new() };
        let mut done = if take_back {
            format!("The import of {} was taken back.", words::day(record.known_on))
        } else {
            format!("The import of {} stands again.", words::day(record.known_on))
        };
        if !staying.is_empty() {
            let shown: Vec<&str> = staying.iter().take(5).map(String::as_str).collect();
            let count = words::counted(staying.len() as u64, "case");
            done.push_str(&format!(" Kept, worked on or vouched for since: {count}, {}", shown.join(", ")));
            done.push_str(if staying.len() > shown.len() { " and others." } else { "." });
        }
        Ok(DoneView { words: done, undo: Some(undo_view("Take back the import".to_owned(), appended)) })
    }

    fn still_there(&self, cases: &[CaseId]) -> Result<Vec<String>, DeskError> {
        let mut references = Vec::new();
        for &case in cases {
            match self.book.case_row(case) {
                Ok(row) => references.push(row.reference),
                Err(casebook::CasebookError::NoCase(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(references)
    }

    fn prepare(
        &mut self,
        request: &ImportRequest,
        now: Now,
        progress: &mut dyn Progress,
    ) -> Result<Prepared, DeskError> {
        let path = Path::new(&request.file);
        let bytes = read_file(path)?;
        let mapping = read_mapping(&request.mapping)?;
        let head = self.book.head()?;
        let mut tell = |so_far: exchange::Progress| {
            if progress.tell("Reading the file", so_far.rows, None) {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        };
        let extract = exchange::read_extract(&bytes, &mapping, now.today, &mut tell)?;
        let stopped = (self.is_demo() && !extract.invented()).then(|| {
            "This is a demo desk: it takes only extracts whose every row is marked as invented. \
             Make a desk of your own for real cases."
                .to_owned()
        });
        let mut prepared = Prepared {
            file_name: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
            mapping: mapping.name().to_owned(),
            digest: Sha256::digest(&bytes).into(),
            head,
            rows: Vec::with_capacity(extract.rows.len()),
            refusals: Vec::new(),
            found: found_words(&extract),
            stopped,
        };
        prepared.refusals = extract.refusals;
        let total = extract.rows.len() as u64;
        for (index, row) in extract.rows.into_iter().enumerate() {
            if index.is_multiple_of(ROWS_BETWEEN_TELLS) && !progress.tell("Comparing", index as u64, Some(total)) {
                return Err(DeskError::Cancelled);
            }
            match self.compare(row)? {
                Ok(row) => prepared.rows.push(row),
                Err(refusal) => prepared.refusals.push(*refusal),
            }
        }
        prepared.refusals.sort_by_key(|refusal| refusal.row);
        Ok(prepared)
    }

    /// What one row would do; a new case needs a day of report.
    fn compare(&mut self, row: ExtractRow) -> Result<Result<PreparedRow, Box<Refusal>>, DeskError> {
        let ExtractRow { row: number, reference, victim_number, facts, personal } = row;
        let fields = facts.fields().iter().fold(0, |mask, field| mask | field.bit());
        let mask = personal.fields().iter().fold(fields, |mask, field| mask | field.bit());
        let what = match self.book.find_key(&reference, victim_number.as_deref())? {
            None => {
                if facts.reported_on.as_ref().and_then(caseload::Claim::value).is_none() {
                    return Ok(Err(Box::new(Refusal {
                        row: number,
                        column: Some("reported_on".to_owned()),
                        value: None,
                        reason: RefusalReason::NotADate,
                        remedy: "A new case needs its day of report: add it in the records system.",
                    })));
                }
                What::New { facts: Box::new(facts), personal }
            }
            Some(case) => match self.book.fold(case)?.now {
                None => What::New { facts: Box::new(facts), personal },
                Some(state) => self.changes(case, &state, &facts, &personal)?,
            },
        };
        Ok(Ok(PreparedRow { row: number, reference, victim_number, mask, what }))
    }

    fn changes(
        &self,
        case: CaseId,
        state: &CaseState,
        facts: &CaseFacts,
        personal: &PersonalFacts,
    ) -> Result<What, DeskError> {
        let before = state.record.extract_facts();
        let changed = facts.changed_from(&before);
        let mut standing = PersonalFacts::default();
        for field in personal.fields() {
            if let Some(row) = state.personal_extract.get(&field)
                && let Some(text) = self.book.person(*row)?.get(field)
            {
                standing.set(field, text.clone());
            }
        }
        let personal = personal.changed_from(&standing);
        if changed.is_empty() && personal.is_empty() {
            return Ok(What::Unchanged { case });
        }
        let mut changes: Vec<FieldChange> = changed
            .fields()
            .into_iter()
            .map(|field| FieldChange {
                field: field.label().to_owned(),
                from: value_words(&before, field),
                to: value_words(&changed, field),
                kept: person_spoke(state, field),
            })
            .collect();
        changes.extend(personal.fields().into_iter().map(|field| FieldChange {
            field: field.label().to_owned(),
            // A preview shows that a personal field changes, not what it says.
            from: String::new(),
            to: "changed".to_owned(),
            kept: state.personal_person.contains_key(&field),
        }));
        Ok(What::Changed { case, facts: Box::new(changed), personal, changes })
    }
}

/// Whether a person's word stands in this field, so that the extract's is kept beside it.
fn person_spoke(state: &CaseState, field: Field) -> bool {
    let in_force = state.record.facts();
    state.record.differences().contains(&field)
        || (value_words(&state.record.extract_facts(), field).is_empty() && !value_words(&in_force, field).is_empty())
}

/// A mapping by its name, or from a file.
fn read_mapping(name: &str) -> Result<Mapping, DeskError> {
    if let Some(mapping) = Mapping::built_in(name) {
        return Ok(mapping);
    }
    let path = Path::new(name);
    if path.extension().is_none() {
        let names: Vec<&str> = Mapping::built_in_names().collect();
        let message = format!("There is no mapping called \"{name}\". Use {} or a mapping file.", names.join(", "));
        return Err(DeskError::bad("mapping", message));
    }
    let text =
        String::from_utf8(read_file(path)?).map_err(|_| DeskError::bad("mapping", "The mapping file is not text."))?;
    Ok(Mapping::parse(&text)?)
}

#[derive(Clone, Copy, Default)]
struct Counts {
    new: u64,
    changed: u64,
    unchanged: u64,
}

impl Counts {
    fn words(self, refused: u64, verb: &str) -> String {
        format!(
            "{verb}: {} new, {} changed, {} unchanged, {} refused.",
            words::thousands(self.new),
            words::thousands(self.changed),
            words::thousands(self.unchanged),
            words::thousands(refused)
        )
    }
}

impl Prepared {
    fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for row in &self.rows {
            match row.what {
                What::New { .. } => counts.new += 1,
                What::Changed { .. } => counts.changed += 1,
                What::Unchanged { .. } => counts.unchanged += 1,
            }
        }
        counts
    }

    /// Rows refused; a row with several problems counts once.
    fn refused_rows(&self) -> u64 {
        let mut rows: Vec<u64> = self.refusals.iter().map(|refusal| refusal.row).collect();
        rows.dedup();
        rows.len() as u64
    }

    fn view(self) -> ImportPreview {
        let counts = self.counts();
        let refused_count = self.refused_rows();
        let heap = |count, wanted: fn(&What) -> bool| ImportHeap {
            count,
            rows: self.rows.iter().filter(|row| wanted(&row.what)).take(ROWS_A_HEAP).map(imported_row).collect(),
        };
        ImportPreview {
            rows: counts.new + counts.changed + counts.unchanged + refused_count,
            new: heap(counts.new, |what| matches!(what, What::New { .. })),
            changed: heap(counts.changed, |what| matches!(what, What::Changed { .. })),
            unchanged: heap(counts.unchanged, |what| matches!(what, What::Unchanged { .. })),
            refused: self.refusals.iter().take(ROWS_A_HEAP).map(refused_row).collect(),
            refused_count,
            words: counts.words(refused_count, "Would import"),
            file_name: self.file_name,
            mapping: self.mapping,
            found: self.found,
            stopped: self.stopped,
        }
    }
}

fn imported_row(row: &PreparedRow) -> ImportedRow {
    let (words, changes) = match &row.what {
        What::New { facts, personal } => {
            let count = facts.fields().len() + personal.fields().len();
            let victim = if personal.get(PersonalField::VictimName).is_some() { "named" } else { "unnamed" };
            (format!("New case, {victim} victim, {count} fields."), Vec::new())
        }
        What::Changed { changes, .. } => (words::counted(changes.len() as u64, "field") + " changed.", changes.clone()),
        What::Unchanged { .. } => ("As it stands.".to_owned(), Vec::new()),
    };
    ImportedRow { row: row.row, reference: row.reference.clone(), changes, words }
}

fn found_words(extract: &Extract) -> Vec<String> {
    let found = &extract.found;
    let mut words = vec![
        format!("Encoding: {}.", found.encoding),
        format!("Delimiter: {}.", found.delimiter),
        format!("Dates written as: {}.", found.date_forms.join(", ")),
        format!("{} read.", words::counted(found.columns_used.len() as u64, "column")),
    ];
    if !found.columns_ignored.is_empty() {
        words.push(format!("Not read: {}.", found.columns_ignored.join(", ")));
    }
    if !found.columns_missing.is_empty() {
        let missing: Vec<&str> = found.columns_missing.iter().map(|used| used.column.as_str()).collect();
        words.push(format!("Not in this file: {}. They say nothing.", missing.join(", ")));
    }
    if extract.invented() {
        words.push("Every row is marked as invented.".to_owned());
    }
    words
}

//! Import: what a file would change, applying it, and taking it back.
//!
//! A file is read twice and its rows are never held: the first time to say what it would change, the second time to
//! change it. Between the two only a few bytes of each row are kept.

mod compare;
mod doubts;
mod prepared;
mod turn;

use crate::access::Task;
use crate::contacts::officers::read_file;
use crate::error::DeskError;
use crate::extracts::mappings::Mapped;
use crate::progress::Progress;
use crate::session::Session;
use crate::wire::{ImportDone, ImportPreview, ImportRequest, PastImport};
use crate::words;
use casebook::{Carried, Event, Head, NewReport, Now, Source, Writer};
use caseload::{CaseFacts, CaseId, ImportId, PersonalFacts};
use chrono::NaiveDate;
use exchange::{ExtractRow, Opening, ReadError, Reading, for_each_row};
use prepared::{Change, Planned, Prepared};
use sha2::{Digest, Sha256};
use std::ops::ControlFlow;
use std::path::Path;

/// A file as a person named it, read into memory.
struct File<'a> {
    bytes: Vec<u8>,
    digest: [u8; 32],
    name: String,
    sheet: Option<&'a str>,
    mapped: Mapped,
}

impl Session {
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
        let file = self.file(request)?;
        let (prepared, _) = self.prepare(&file, now, progress)?;
        Ok(prepared.view(&file))
    }

    /// Applies the file: every row that can be read, in one batch, or nothing.
    ///
    /// # Errors
    /// As [`Session::preview_import`]; also where the file is stopped, seems to be the wrong one and nobody said that
    /// it is the right one, was changed since it was looked at, or holds nothing that can be applied.
    pub fn apply_import(
        &mut self,
        request: &ImportRequest,
        now: Now,
        progress: &mut dyn Progress,
    ) -> Result<ImportDone, DeskError> {
        self.allow(Task::Import)?;
        let file = self.file(request)?;
        if request.seen.as_ref().is_some_and(|seen| *seen != words::digest(&file.digest)) {
            let message = "The file was changed since you looked at it. Look at what it would change again.";
            return Err(DeskError::bad("file", message));
        }
        let (prepared, head) = self.prepare(&file, now, progress)?;
        prepared.may_be_applied(request.right_file)?;
        let import = ImportId::from_random(casebook::random_id()?);
        let counts = prepared.counts;
        let (_, _) = self.book.write(self.slot.staff, now, Some(head), |writer| {
            write_rows(writer, &file, &prepared, import, now.today, progress)?;
            // The last moment at which it can be stopped without a trace.
            let goes_on = progress.tell("Saving", counts.rows(), Some(counts.rows()));
            if goes_on { Ok(()) } else { Err(DeskError::Cancelled) }
        })?;
        self.proposal.clear();
        Ok(ImportDone {
            words: counts.words("Imported"),
            import: import.to_string(),
            new: counts.new,
            changed: counts.changed,
            unchanged: counts.unchanged,
            refused: counts.refused,
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

    fn file<'a>(&mut self, request: &'a ImportRequest) -> Result<File<'a>, DeskError> {
        let path = Path::new(&request.file);
        let bytes = read_file(path)?;
        Ok(File {
            digest: Sha256::digest(&bytes).into(),
            bytes,
            name: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
            sheet: request.sheet.as_deref().filter(|sheet| !sheet.is_empty()),
            mapped: self.mapped(&request.mapping)?,
        })
    }

    /// Reads the file and holds each row against the desk as it stands at one moment.
    fn prepare(
        &mut self,
        file: &File<'_>,
        now: Now,
        progress: &mut dyn Progress,
    ) -> Result<(Prepared, Head), DeskError> {
        self.book.start_reading()?;
        let prepared = self.compare(file, now, progress);
        self.book.stop_reading();
        prepared
    }

    fn compare(
        &mut self,
        file: &File<'_>,
        now: Now,
        progress: &mut dyn Progress,
    ) -> Result<(Prepared, Head), DeskError> {
        let head = self.book.head()?;
        let mut prepared = Prepared::new(self.known_keys(file.bytes.len())?);
        let mut trouble = None;
        let mut tell = |so_far: exchange::Progress| go_on(progress.tell("Reading the file", so_far.rows, None));
        let found =
            for_each_row(&file.bytes, &file.mapped.mapping, file.opening(), now.today, &mut tell, &mut |reading| {
                match self.take(reading, &mut prepared) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(error) => {
                        trouble = Some(error);
                        ControlFlow::Break(())
                    }
                }
            });
        let found = stopped_by(found, trouble)?;
        if self.is_demo() && !found.invented() {
            prepared.stopped = Some(
                "This is a demo desk: it takes only extracts whose every row is marked as invented. \
                 Make a desk of your own for real cases."
                    .to_owned(),
            );
        }
        prepared.found = Some(found);
        self.finish(&mut prepared, file)?;
        Ok((prepared, head))
    }
}

impl File<'_> {
    fn opening(&self) -> Opening<'_> {
        Opening { sheet: self.sheet, header_row: None }
    }
}

/// Reads the file again and writes what each row says.
fn write_rows(
    writer: &mut Writer<'_>,
    file: &File<'_>,
    prepared: &Prepared,
    import: ImportId,
    today: NaiveDate,
    progress: &mut dyn Progress,
) -> Result<(), DeskError> {
    let mut planned = prepared.rows.iter();
    let new = usize::try_from(prepared.counts.new).unwrap_or_default();
    let mut ids = casebook::ascending_ids(new)?.into_iter();
    writer.expect(new);
    let mut carried = Vec::new();
    let (mut trouble, total) = (None, prepared.counts.rows());
    let mut tell = |so_far: exchange::Progress| go_on(progress.tell("Applying", so_far.rows, Some(total)));
    let read = for_each_row(&file.bytes, &file.mapped.mapping, file.opening(), today, &mut tell, &mut |reading| {
        let Reading::Row(row) = reading else { return ControlFlow::Continue(()) };
        let done = match planned.next() {
            Some(planned) => write_row(writer, import, *row, planned, &mut ids, &mut carried),
            None => Ok(()),
        };
        match done {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                trouble = Some(error);
                ControlFlow::Break(())
            }
        }
    });
    stopped_by(read, trouble)?;
    let counts = prepared.counts;
    writer.append(Event::ImportApplied {
        import,
        mapping: file.mapped.mapping.name().to_owned(),
        file_digest: file.digest,
        rows_new: counts.new,
        rows_changed: counts.changed,
        rows_unchanged: counts.unchanged,
        rows_refused: counts.refused,
        carried: Carried::gather(carried),
        shape: Some(prepared.shape.clone()),
    })?;
    Ok(())
}

fn write_row(
    writer: &mut Writer<'_>,
    import: ImportId,
    row: ExtractRow,
    planned: &Planned,
    ids: &mut impl Iterator<Item = u64>,
    carried: &mut Vec<(CaseId, u64)>,
) -> Result<(), DeskError> {
    let source = Source::Extract(import);
    let person = |writer: &mut Writer<'_>, case: CaseId, personal: &PersonalFacts| {
        if personal.is_empty() { Ok(None) } else { writer.person(case.get(), personal).map(Some) }
    };
    match planned {
        Planned::New => {
            let id = ids.next().map_or_else(casebook::random_id, Ok)?;
            writer.report(NewReport {
                case: CaseId::from_random(id),
                reference: row.reference,
                victim_number: row.victim_number,
                import,
                facts: row.facts,
                personal: row.personal,
            })?;
        }
        Planned::Back(case) => {
            let personal = person(writer, *case, &row.personal)?;
            writer.append(Event::CaseChanged { case: *case, source, facts: row.facts, personal })?;
        }
        Planned::Changed(change) => {
            let Change { case, facts, personal } = &**change;
            carried.push((*case, mask(&row.facts, &row.personal)));
            let personal = person(writer, *case, personal)?;
            writer.append(Event::CaseChanged { case: *case, source, facts: facts.clone(), personal })?;
        }
        Planned::Unchanged(case) => carried.push((*case, mask(&row.facts, &row.personal))),
        Planned::Vouched(case) => {
            carried.push((*case, mask(&row.facts, &row.personal)));
            writer.touch(*case);
        }
        Planned::Refused => {}
    }
    Ok(())
}

/// The fields a row speaks of.
fn mask(facts: &CaseFacts, personal: &PersonalFacts) -> u64 {
    let fields = facts.fields().iter().fold(0, |mask, field| mask | field.bit());
    personal.fields().iter().fold(fields, |mask, field| mask | field.bit())
}

const fn go_on(yes: bool) -> ControlFlow<()> {
    if yes { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
}

/// What a reading gave; where our own work with its rows stopped it, that trouble.
fn stopped_by<T>(read: Result<T, ReadError>, trouble: Option<DeskError>) -> Result<T, DeskError> {
    match trouble {
        Some(error) => Err(error),
        None => Ok(read?),
    }
}

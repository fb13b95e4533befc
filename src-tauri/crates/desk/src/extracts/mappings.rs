//! Mappings: those that come with the program, the desk's own, and making one from a file's own rows.
//!
//! A mapping is kept in the ledger, and so holds no personal text: names of columns, and values of coded columns only.

mod looking;

use crate::access::Task;
use crate::contacts::officers::read_file;
use crate::error::DeskError;
use crate::session::Session;
use crate::undo::undo_view;
use crate::wire::{DoneView, MappingDraft, MappingText, MappingView, TeachRequest};
use crate::words;
use casebook::{Event, Now};
use exchange::Mapping;
use exchange::mapping::{Draft, DraftColumn, Lesson, teach};
use std::path::Path;

/// A mapping with its written form.
pub(crate) struct Mapped {
    pub(crate) mapping: Mapping,
    pub(crate) text: String,
}

impl Session {
    /// The desk's own mappings and those that come with the program.
    ///
    /// # Errors
    /// Not allowed, the disk.
    pub fn mappings(&mut self) -> Result<Vec<MappingView>, DeskError> {
        self.allow(Task::Import)?;
        let people = self.key_file.people();
        let own = &self.book.journal()?.mappings;
        let mut views: Vec<MappingView> = Vec::new();
        for (name, saved) in own {
            let by = people.iter().find(|slot| slot.staff == saved.by).map_or("", |slot| &slot.name);
            let saved_words = format!("{}, {by}", words::day(saved.known_on));
            let mapping = Mapping::parse(&saved.text)?;
            views.push(view(name, &mapping, false, saved_words));
        }
        for name in Mapping::built_in_names().filter(|name| !own.contains_key(*name)) {
            views.extend(Mapping::built_in(name).map(|mapping| view(name, &mapping, true, String::new())));
        }
        Ok(views)
    }

    /// A mapping as it is written.
    ///
    /// # Errors
    /// Not allowed, no such mapping, the disk.
    pub fn mapping_text(&mut self, name: &str) -> Result<MappingText, DeskError> {
        self.allow(Task::Import)?;
        let mapped = self.mapped(name)?;
        let title = mapped.mapping.title().to_owned();
        Ok(MappingText { name: mapped.mapping.name().to_owned(), title, text: mapped.text })
    }

    /// Saves a mapping that was made column by column.
    ///
    /// # Errors
    /// Not allowed, a mapping that is not understood, the disk.
    pub fn save_mapping(&mut self, draft: &MappingDraft, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Import)?;
        if draft.title.trim().is_empty() {
            return Err(DeskError::bad("title", "Give the mapping a name that tells which source it is for."));
        }
        let base = match draft.base.as_deref().filter(|base| !base.is_empty()) {
            Some(base) => Some(self.mapped(base)?.text),
            None => None,
        };
        let name = if draft.name.trim().is_empty() { name_of(&draft.title) } else { draft.name.trim().to_owned() };
        let taken = Mapping::built_in(&name).is_some() || self.book.journal()?.mappings.contains_key(&name);
        if taken && draft.base.as_deref() != Some(name.as_str()) {
            let message = format!("There is a mapping called \"{name}\" already. Give this one another name.");
            return Err(DeskError::bad("title", message));
        }
        let made = Draft {
            name,
            title: draft.title.clone(),
            sheet: draft.sheet.clone(),
            date_forms: draft.date_forms.clone(),
            empty_says: draft.empty_says.clone(),
            columns: draft
                .columns
                .iter()
                .map(|column| DraftColumn {
                    column: column.column.clone(),
                    reads: column.reads.clone(),
                    values: column.values.iter().map(|value| (value.value.clone(), value.means.clone())).collect(),
                })
                .collect(),
        };
        let text = made.written(base.as_deref())?;
        self.save_mapping_text(&text, now)
    }

    /// Saves a mapping as written, in the place of an earlier one of its name.
    ///
    /// # Errors
    /// Not allowed, a mapping that is not understood or holds a person's words, the disk.
    pub fn save_mapping_text(&mut self, text: &str, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Import)?;
        let mapping = Mapping::parse(text)?;
        if let Some(field) = mapping.personal_constant() {
            let message =
                format!("The mapping says the same {field} of every case, and the record keeps no person's words.");
            return Err(DeskError::bad("mapping", message));
        }
        let (name, title) = (mapping.name().to_owned(), mapping.title().to_owned());
        let event = Event::MappingSaved { name, text: text.to_owned() };
        let (_, appended) = self.write(now, |writer| Ok(writer.append(event)?))?;
        let undo = Some(undo_view("Save the mapping".to_owned(), appended));
        Ok(DoneView { words: format!("The mapping \"{title}\" was saved. It can be used from now on."), undo })
    }

    /// Saves a mapping from a file.
    ///
    /// # Errors
    /// As [`Session::save_mapping_text`]; also a file that cannot be read.
    pub fn save_mapping_file(&mut self, file: &Path, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Import)?;
        self.save_mapping_text(&text_of(file)?, now)
    }

    /// Removes one of the desk's own mappings. What was imported by it stays.
    ///
    /// # Errors
    /// Not allowed, no such mapping of the desk's own, the disk.
    pub fn remove_mapping(&mut self, name: &str, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Import)?;
        if !self.book.journal()?.mappings.contains_key(name) {
            return Err(DeskError::NotFound(format!("The desk has no mapping of its own called \"{name}\".")));
        }
        let removed = Event::MappingRemoved { name: name.to_owned() };
        let (_, appended) = self.write(now, |writer| Ok(writer.append(removed)?))?;
        let back =
            if Mapping::built_in(name).is_some() { " The one that comes with the program is used again." } else { "" };
        Ok(DoneView {
            words: format!("The mapping \"{name}\" was removed. What was imported by it stays.{back}"),
            undo: Some(undo_view("Remove the mapping".to_owned(), appended)),
        })
    }

    /// Says what more values mean. A mapping that comes with the program becomes one of the desk's own.
    ///
    /// # Errors
    /// Not allowed, no such mapping, a meaning the field cannot have, the disk.
    pub fn teach_mapping(&mut self, request: &TeachRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Import)?;
        let mapped = self.mapped(&request.mapping)?;
        let lessons: Vec<Lesson> = request
            .lessons
            .iter()
            .filter(|lesson| !lesson.means.is_empty())
            .map(|lesson| Lesson {
                column: lesson.column.clone(),
                field: lesson.field.clone(),
                value: lesson.value.clone(),
                meaning: lesson.means.clone(),
            })
            .collect();
        if lessons.is_empty() {
            return Err(DeskError::bad("means", "Say what at least one of the values means."));
        }
        let text = teach(&mapped.text, &lessons)?;
        let saved = self.save_mapping_text(&text, now)?;
        let learnt = words::counted(lessons.len() as u64, "value");
        Ok(DoneView { words: format!("The mapping \"{}\" knows {learnt} more.", mapped.mapping.title()), ..saved })
    }

    /// A mapping by its name, the desk's own first, or from a file.
    pub(crate) fn mapped(&mut self, name: &str) -> Result<Mapped, DeskError> {
        let own = self.book.journal()?.mappings.get(name).map(|saved| saved.text.clone());
        if let Some(text) = own.or_else(|| Mapping::built_in_text(name).map(str::to_owned)) {
            return Ok(Mapped { mapping: Mapping::parse(&text)?, text });
        }
        let path = Path::new(name);
        if path.extension().is_none() {
            let mut names: Vec<String> = self.book.journal()?.mappings.keys().cloned().collect();
            names.extend(Mapping::built_in_names().map(str::to_owned));
            names.dedup();
            let message = format!("There is no mapping called \"{name}\". Use {} or a mapping file.", names.join(", "));
            return Err(DeskError::bad("mapping", message));
        }
        let text = text_of(path)?;
        Ok(Mapped { mapping: Mapping::parse(&text)?, text })
    }
}

fn view(name: &str, mapping: &Mapping, built_in: bool, saved_words: String) -> MappingView {
    let (title, columns) = (mapping.title().to_owned(), mapping.columns_read());
    MappingView { name: name.to_owned(), title, built_in, saved_words, columns }
}

fn text_of(file: &Path) -> Result<String, DeskError> {
    String::from_utf8(read_file(file)?).map_err(|_| DeskError::bad("mapping", "The mapping file is not text."))
}

/// A mapping's name from its title: "Met CRIS extract" is `met-cris-extract`.
fn name_of(title: &str) -> String {
    let mut name = String::new();
    for c in title.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            name.push(c);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    name.truncate(40);
    let name = name.trim_end_matches('-');
    if name.is_empty() { "own".to_owned() } else { name.to_owned() }
}

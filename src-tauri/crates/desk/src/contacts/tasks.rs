//! Tasks that contacts left: shown with their owner and their day until a person says how they ended.

use crate::access::Task;
use crate::asked::{lower_first, read_case};
use crate::error::DeskError;
use crate::session::Session;
use crate::undo::undo_view;
use crate::wire::{CloseTaskRequest, DoneView, TaskView};
use crate::words;
use casebook::{Event, Now, OpenTask};
use caseload::{PersonalFacts, Sensitive, TaskClosing, TaskEnd, TaskKind};
use chrono::NaiveDate;

impl Session {
    /// Every task that is not done yet, the one due first at the top.
    ///
    /// # Errors
    /// Not allowed, the disk.
    pub fn tasks(&mut self, now: Now) -> Result<Vec<TaskView>, DeskError> {
        self.allow(Task::SeeCases)?;
        let tasks = self.book.open_tasks()?;
        tasks.iter().map(|task| self.task_view(task, now.today)).collect()
    }

    pub(crate) fn task_view(&self, open: &OpenTask, today: NaiveDate) -> Result<TaskView, DeskError> {
        let row = self.book.case_row(open.case)?;
        let owner = self
            .key_file
            .people()
            .iter()
            .find(|slot| slot.staff == open.task.owner)
            .map_or_else(|| "somebody without a place on this desk now".to_owned(), |slot| slot.name.clone());
        Ok(TaskView {
            case: open.case.to_string(),
            reference: row.reference.clone(),
            entry: open.entry,
            kind: open.task.kind.code().to_owned(),
            words: open.task.kind.label().to_owned(),
            owner,
            due_on: open.task.due_on.to_string(),
            due_words: words::day_from_today(open.task.due_on, today, &self.calendar),
            overdue: open.task.due_on < today,
            note: self.task_note(open)?,
        })
    }

    /// What the officer wrote: the person who does the task has to know.
    fn task_note(&self, open: &OpenTask) -> Result<Option<String>, DeskError> {
        if !self.book.holds_people_key() {
            return Ok(None);
        }
        let entry = self.book.entries(open.entry, open.entry)?.into_iter().next();
        let Some(note) = entry.and_then(|entry| entry.event.personal()) else { return Ok(None) };
        // EXPOSE: what is to be passed on is what the task is about.
        Ok(self.book.person(note.row)?.note.map(Sensitive::into_exposed))
    }

    /// A task came to its end.
    ///
    /// # Errors
    /// Not allowed, no such open task, an unknown way of ending, the disk.
    pub fn close_task(&mut self, request: &CloseTaskRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Record)?;
        let case = read_case(&request.case)?;
        let row = self.book.case_row(case)?;
        let open = self.book.open_tasks()?.into_iter().find(|task| task.case == case && task.entry == request.entry);
        let Some(open) = open else {
            return Err(DeskError::NotFound("This task is not open: somebody has ended it, or undone it.".to_owned()));
        };
        let how = TaskEnd::from_code(&request.how).ok_or_else(|| {
            let codes: Vec<&str> = TaskEnd::ALL.iter().map(|how| how.code()).collect();
            DeskError::bad("how", format!("A task ends as one of {}.", codes.join(", ")))
        })?;
        let note = request.note.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let closing = TaskClosing { on: now.today, how };
        let ((), appended) = self.write(now, |writer| {
            let note = match note {
                Some(text) => {
                    let facts = PersonalFacts { note: Some(Sensitive::from(text)), ..PersonalFacts::default() };
                    Some(writer.person(case.get(), &facts)?)
                }
                None => None,
            };
            writer.append(Event::TaskClosed { case, task: open.entry, closing, note })?;
            Ok(())
        })?;
        let words = format!("{} ({}): {}.", task_name(open.task.kind), row.reference, lower_first(how.label()));
        Ok(DoneView { words, undo: Some(undo_view("End the task".to_owned(), appended)) })
    }
}

const fn task_name(kind: TaskKind) -> &'static str {
    match kind {
        TaskKind::Concern => "The concern",
        TaskKind::NewRisk => "The new risk",
        TaskKind::NewCrime => "The new crime",
        TaskKind::Need => "The help asked for",
    }
}

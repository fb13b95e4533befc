//! Lists of cases that people saved by name, with their filters: shared by everybody on the desk who may see cases.
//!
//! A name is a person's words and goes to the people file; the filter is codes, and stands in the ledger.

use crate::access::Task;
use crate::error::DeskError;
use crate::session::Session;
use crate::undo::undo_view;
use crate::wire::{CaseList, CaseListRequest, DoneView, FieldIsRequest, SaveListRequest, SavedListView};
use casebook::{Event, Kept, Now};
use caseload::{PersonalFacts, Sensitive};
use serde::{Deserialize, Serialize};

/// Saved lists of a desk: more are a second list of everything.
const LISTS_MAX: usize = 40;
/// A name, in characters.
const NAME_MAX: usize = 60;

/// A filter as it is stored: what was asked for, without the page.
#[derive(Serialize, Deserialize)]
struct StoredFilter {
    list: CaseList,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    borough: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    strand: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    risk: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    without: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    with: Vec<FieldIsRequest>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    problem: Option<String>,
}

impl StoredFilter {
    fn text(request: &CaseListRequest) -> String {
        let CaseListRequest { list, borough, strand, risk, without, with, problem, offset: _, limit: _ } =
            request.clone();
        // Names and codes always have a JSON form.
        serde_json::to_string(&Self { list, borough, strand, risk, without, with, problem }).unwrap_or_default()
    }

    /// `None` where a newer version wrote it.
    fn read(text: &str) -> Option<CaseListRequest> {
        let Self { list, borough, strand, risk, without, with, problem } = serde_json::from_str(text).ok()?;
        Some(CaseListRequest { list, borough, strand, risk, without, with, problem, offset: 0, limit: 0 })
    }
}

impl Session {
    /// The saved lists, by name, with their counts.
    ///
    /// # Errors
    /// Not allowed, the disk.
    pub fn saved_lists(&mut self, now: Now) -> Result<Vec<SavedListView>, DeskError> {
        self.allow(Task::SeeCases)?;
        let kept: Vec<_> = self.book.journal()?.case_lists.clone().into_iter().collect();
        let mut views = Vec::new();
        for (list, (name, filter)) in kept {
            let Some(request) = StoredFilter::read(&filter) else { continue };
            // EXPOSE: a list is opened by its name.
            let name = self.book.person(name.row)?.note.map(Sensitive::into_exposed).unwrap_or_default();
            let count = self.count_of(&request, now)?;
            views.push(SavedListView { list: list.to_string(), name, count, request });
        }
        views.sort_by(|a, b| (a.name.to_lowercase(), &a.list).cmp(&(b.name.to_lowercase(), &b.list)));
        Ok(views)
    }

    /// Saves a list with its filters by name, or gives a saved one another name or filter.
    ///
    /// # Errors
    /// Not allowed, no name or one that is taken, filters that are not understood or that no case fits, the disk.
    pub fn save_list(&mut self, request: &SaveListRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Record)?;
        let name = request.name.trim();
        if name.is_empty() || name.chars().count() > NAME_MAX {
            return Err(DeskError::bad("name", format!("Give the list a name of 1 to {NAME_MAX} characters.")));
        }
        let known = self.saved_lists(now)?;
        let before = match &request.list {
            Some(id) => Some(known.iter().find(|one| one.list == *id).ok_or_else(gone)?),
            None => None,
        };
        let same_name = |one: &&SavedListView| one.name.to_lowercase() == name.to_lowercase();
        if known.iter().filter(same_name).any(|one| before.is_none_or(|before| before.list != one.list)) {
            return Err(DeskError::bad("name", format!("There is a list called \"{name}\" already.")));
        }
        if before.is_none() && known.len() >= LISTS_MAX {
            let message = format!("The desk keeps {LISTS_MAX} lists at most. Remove one that nobody opens.");
            return Err(DeskError::bad("name", message));
        }
        self.count_of(&request.filter, now)?;
        self.are_codes(&request.filter, now)?;
        let list = match before {
            Some(before) => before.list.parse().map_err(|_| gone())?,
            None => casebook::random_id()?,
        };
        let facts = PersonalFacts { note: Some(Sensitive::from(name)), ..PersonalFacts::default() };
        let filter = StoredFilter::text(&request.filter);
        let ((), appended) = self.write(now, |writer| {
            let name = Some(writer.person(0, &facts)?);
            writer.append(Event::DeskKept { kept: Kept::CaseList { list, name, filter } })?;
            Ok(())
        })?;
        let (words, action) = match before {
            Some(before) if before.name != name => {
                (format!("The list \"{}\" is called \"{name}\" from now on.", before.name), "Rename the list")
            }
            Some(_) => (format!("The list \"{name}\" was changed."), "Change the list"),
            None => (format!("The list \"{name}\" was saved, for everybody on this desk."), "Save the list"),
        };
        Ok(DoneView { words, undo: Some(undo_view(action.to_owned(), appended)) })
    }

    /// Removes a saved list. Its cases stay as they are.
    ///
    /// # Errors
    /// Not allowed, no such list, the disk.
    pub fn remove_list(&mut self, list: &str, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::Record)?;
        let known = self.saved_lists(now)?;
        let saved = known.iter().find(|one| one.list == list).ok_or_else(gone)?;
        let list = saved.list.parse().map_err(|_| gone())?;
        let ((), appended) = self.write(now, |writer| {
            let kept = Kept::CaseList { list, name: None, filter: String::new() };
            writer.append(Event::DeskKept { kept })?;
            Ok(())
        })?;
        let words = format!("The list \"{}\" was removed. Its cases stay as they are.", saved.name);
        Ok(DoneView { words, undo: Some(undo_view("Remove the list".to_owned(), appended)) })
    }

    /// A saved list by its name, as people call it.
    ///
    /// # Errors
    /// Not allowed, no such list, the disk.
    pub fn saved_list(&mut self, name: &str, now: Now) -> Result<SavedListView, DeskError> {
        let known = self.saved_lists(now)?;
        let found = known.into_iter().find(|one| one.name.to_lowercase() == name.trim().to_lowercase());
        found.ok_or_else(|| DeskError::NotFound(format!("The desk has no list called \"{}\".", name.trim())))
    }

    /// Refuses values that no case carries: they could be a person's words, which the ledger does not keep.
    fn are_codes(&mut self, filter: &CaseListRequest, now: Now) -> Result<(), DeskError> {
        let with = |with| CaseListRequest { list: CaseList::All, with, ..CaseListRequest::default() };
        let values = filter.with.iter().map(|is| (is.value.as_str(), with(vec![is.clone()])));
        let boroughs = filter
            .borough
            .iter()
            .map(|name| (name.as_str(), CaseListRequest { borough: Some(name.clone()), ..with(Vec::new()) }));
        for (value, alone) in values.chain(boroughs).collect::<Vec<_>>() {
            if self.count_of(&alone, now)? == 0 {
                let message = format!("No case has \"{value}\", so a list of it is not kept. Check how it is spelt.");
                return Err(DeskError::bad("with", message));
            }
        }
        Ok(())
    }
}

fn gone() -> DeskError {
    DeskError::NotFound("That list is not on this desk any more.".to_owned())
}

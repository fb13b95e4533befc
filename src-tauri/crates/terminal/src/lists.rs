//! Lists of cases, saved ones among them, and erasing a person: what can be typed, and the use case of each.

use crate::args::{Args, List};
use crate::commands::done;
use crate::{casework, show};
use clap::Subcommand;
use desk::wire::{CaseList, CaseListRequest, EraseRequest, EraseView, EraseWithdrawnRequest, SaveListRequest};
use desk::{DeskError, Now, Session};

/// Which cases.
#[derive(clap::Args)]
pub struct Filters {
    #[arg(long, value_enum, default_value_t = List::Open)]
    pub list: List,
    /// A list that was saved by this name, in the place of the other filters.
    #[arg(long, value_name = "NAME", conflicts_with_all = ["list", "borough", "without", "with", "problem"])]
    pub saved: Option<String>,
    #[arg(long)]
    pub borough: Option<String>,
    /// A field that must have no value, as ward or telephone; may be given again.
    #[arg(long, value_name = "FIELD")]
    pub without: Vec<String>,
    /// A coded field and the value it must have; may be given again.
    #[arg(long, value_name = "FIELD=VALUE")]
    pub with: Vec<String>,
    /// With --list missing: one problem, by its code as `quality` shows it.
    #[arg(long)]
    pub problem: Option<String>,
}

/// Saved lists, and what is erased.
#[derive(Subcommand)]
pub enum Listing {
    /// The lists that were saved by name, with their counts.
    Lists,
    /// Save a list with its filters by name, for everybody on the desk.
    SaveList {
        name: String,
        #[command(flatten)]
        filters: Box<Filters>,
    },
    /// Give a saved list another name.
    RenameList { name: String, new_name: String },
    /// Remove a saved list. Its cases stay.
    RemoveList { name: String },
    /// Erase a person's details for good. Without --confirm it says what would go, and changes nothing.
    Erase {
        reference: String,
        /// The reference again.
        #[arg(long, value_name = "REFERENCE")]
        confirm: Option<String>,
        /// The person's other cases too.
        #[arg(long)]
        other_cases: bool,
    },
    /// Erase what an import that was taken back had brought of people. It cannot be restored with them then.
    EraseWithdrawn {
        /// The import's id, as `imports` shows it.
        import: String,
        /// It cannot be undone.
        #[arg(long)]
        confirm: bool,
    },
}

impl Filters {
    /// What is asked of the desk.
    pub fn request(&self, session: &mut Session, now: Now) -> Result<CaseListRequest, DeskError> {
        if let Some(name) = &self.saved {
            return Ok(session.saved_list(name, now)?.request);
        }
        Ok(CaseListRequest {
            list: self.list.view(),
            borough: self.borough.clone(),
            without: self.without.clone(),
            with: casework::field_values(&self.with)?,
            problem: self.problem.clone(),
            ..CaseListRequest::default()
        })
    }
}

impl List {
    const fn view(self) -> CaseList {
        match self {
            Self::All => CaseList::All,
            Self::Open => CaseList::Open,
            Self::Mine => CaseList::Mine,
            Self::DueSoon => CaseList::DueSoon,
            Self::Overdue => CaseList::Overdue,
            Self::HighRisk => CaseList::HighRisk,
            Self::GoneQuiet => CaseList::GoneQuiet,
            Self::Differs => CaseList::Differs,
            Self::Missing => CaseList::Missing,
            Self::NoStrand => CaseList::NoStrand,
            Self::NoWard => CaseList::NoWard,
            Self::Closed => CaseList::Closed,
        }
    }
}

/// Runs what was typed and gives the exit code.
pub fn run(args: &Args, what: &Listing, session: &mut Session, now: Now) -> Result<u8, DeskError> {
    let view = match what {
        Listing::Lists => {
            let views = session.saved_lists(now)?;
            let line = |one: &desk::wire::SavedListView| format!("{:>7}  {}", one.count, one.name);
            let none = "No list was saved. `save-list NAME` with filters makes one.".to_owned();
            let words = if views.is_empty() { none } else { views.iter().map(line).collect::<Vec<_>>().join("\n") };
            return done(args, &views, &words);
        }
        Listing::Erase { reference, confirm: None, .. } => {
            let case = session.find_case(reference)?;
            let view = session.erase_view(case)?;
            return done(args, &view, &would_erase(&view));
        }
        Listing::Erase { reference, confirm: Some(confirm), other_cases } => {
            let case = session.find_case(reference)?.to_string();
            session.erase_person(&EraseRequest { case, other_cases: *other_cases, confirm: confirm.clone() }, now)?
        }
        Listing::EraseWithdrawn { import, confirm } => {
            let request = EraseWithdrawnRequest { import: import.clone(), confirmed: *confirm };
            session.erase_withdrawn(&request, now)?
        }
        Listing::SaveList { name, filters } => {
            let filter = filters.request(session, now)?;
            session.save_list(&SaveListRequest { list: None, name: name.clone(), filter }, now)?
        }
        Listing::RenameList { name, new_name } => {
            let saved = session.saved_list(name, now)?;
            let request = SaveListRequest { list: Some(saved.list), name: new_name.clone(), filter: saved.request };
            session.save_list(&request, now)?
        }
        Listing::RemoveList { name } => {
            let saved = session.saved_list(name, now)?;
            session.remove_list(&saved.list, now)?
        }
    };
    done(args, &view, &show::done(&view))
}

/// What erasing would do.
fn would_erase(view: &EraseView) -> String {
    let mut lines = vec![format!("Erasing the person of {} would delete:", view.reference)];
    lines.extend(view.will.iter().map(|line| format!("  {line}")));
    if !view.other_references.is_empty() {
        lines.push(format!("Other cases of the same person: {} (--other-cases)", view.other_references.join(", ")));
    }
    lines.push(format!("Nothing was changed. To do it: erase {0} --confirm {0}", view.reference));
    lines.join("\n")
}

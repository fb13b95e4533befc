//! Who may do what. Roles are keys first; these rules come second, and stand in this one place.

use crate::error::DeskError;
use crate::wire::PlaceView;
use casebook::Role;

/// Something a person can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    SeeCases,
    Record,
    Plan,
    Import,
    SeeTrends,
    /// Figures exact, without suppression.
    SeeExactFigures,
    PrintMonth,
    /// Limits drawn anew, breaks and targets.
    MarkSeries,
    ManageOfficers,
    /// The policy for contacts, and the bank holidays.
    SetPolicy,
    ManagePeople,
    Verify,
    BackUp,
    ExportFigures,
    /// Set a trial of the contact up, enrol, analyse, end.
    RunTrial,
    /// Have a trial's list drawn, seal it, and check it.
    SealTrial,
    /// Everything the desk keeps, in an open form.
    ExportDesk,
    /// A person's details, for good.
    Erase,
}

impl Task {
    /// The task, to stand after "cannot".
    pub const fn words(self) -> &'static str {
        match self {
            Self::SeeCases => "see cases",
            Self::Record => "record what happened",
            Self::Plan => "plan contacts",
            Self::Import => "import extracts",
            Self::SeeTrends => "see trends",
            Self::SeeExactFigures => "see figures before small numbers are suppressed",
            Self::PrintMonth => "print this edition of the month",
            Self::MarkSeries => "draw limits anew, mark breaks or set targets",
            Self::ManageOfficers => "change the officers' list",
            Self::SetPolicy => "change the policy for contacts",
            Self::ManagePeople => "give people a place on the desk or take it away",
            Self::Verify => "check the record",
            Self::BackUp => "make a backup",
            Self::ExportFigures => "make a copy of the figures",
            Self::RunTrial => "run a trial",
            Self::SealTrial => "seal a trial's list",
            Self::ExportDesk => "take the whole desk out",
            Self::Erase => "erase a person's details",
        }
    }
}

/// Whether the role may do the task.
pub const fn may(role: Role, task: Task) -> bool {
    match role {
        Role::Coordinator | Role::Supervisor => true,
        Role::Edi => matches!(task, Task::SeeTrends),
        Role::Auditor => matches!(task, Task::Verify | Task::SealTrial),
        Role::Recovery => matches!(task, Task::ManagePeople | Task::Verify),
    }
}

/// Refuses where the role may not.
///
/// # Errors
/// [`DeskError::NotAllowed`].
pub fn check(role: Role, task: Task) -> Result<(), DeskError> {
    if may(role, task) { Ok(()) } else { Err(DeskError::NotAllowed { role, task }) }
}

/// The places of the window a role can open, in the order of the rail.
pub fn places(role: Role) -> Vec<PlaceView> {
    match role {
        Role::Coordinator | Role::Supervisor => vec![
            PlaceView::Today,
            PlaceView::Cases,
            PlaceView::Plan,
            PlaceView::Trends,
            PlaceView::Month,
            PlaceView::Import,
            PlaceView::Settings,
        ],
        Role::Edi => vec![PlaceView::Trends, PlaceView::Month, PlaceView::Settings],
        Role::Auditor | Role::Recovery => vec![PlaceView::Settings],
    }
}

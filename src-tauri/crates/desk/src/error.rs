//! Why something was not done, for both shells.

use crate::access::Task;
use crate::wire::{RefusalCode, RefusalView};
use casebook::{CasebookError, Role};
use std::path::PathBuf;

/// A refusal or a fault. The sentence says what happened, that nothing was lost, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    #[error(transparent)]
    Record(#[from] CasebookError),
    #[error("The plan cannot be made: {0}. Nothing was changed.")]
    Planning(#[from] planning::PlanningError),
    #[error("The page cannot be printed: {0} Nothing was changed.")]
    Paper(#[from] summaries::PaperError),
    #[error("{0} Nothing was changed.")]
    File(#[from] exchange::ReadError),
    #[error("The mapping cannot be used: {0} Nothing was changed.")]
    Mapping(#[from] exchange::MappingError),
    #[error("{} cannot {}. Nothing was changed. Ask a coordinator.", .role.label(), .task.words())]
    NotAllowed { role: Role, task: Task },
    #[error("{message} Nothing was changed.")]
    BadInput { field: &'static str, message: String },
    #[error("{0} Nothing was changed.")]
    NotFound(String),
    #[error("{path} cannot be {what}: {source}. Nothing was changed on the desk.")]
    Disk { path: PathBuf, what: &'static str, source: std::io::Error },
    #[error("Cancelled. Nothing was changed.")]
    Cancelled,
}

/// How bad it is: what a command line's exit code says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// Bad input or not allowed; nothing changed.
    Refused,
    /// Damage, or a fault of the disk or the program.
    Fault,
}

impl DeskError {
    /// Bad input in a field.
    pub(crate) fn bad(field: &'static str, message: impl Into<String>) -> Self {
        Self::BadInput { field, message: message.into() }
    }

    /// What a shell acts on.
    pub const fn code(&self) -> RefusalCode {
        match self {
            Self::Record(error) => match error {
                CasebookError::WrongPassphrase | CasebookError::NobodyCalled(_) => RefusalCode::WrongPassphrase,
                CasebookError::Damaged { .. } => RefusalCode::Damaged,
                CasebookError::Changed { .. } | CasebookError::Busy => RefusalCode::Changed,
                CasebookError::NoPeopleKey | CasebookError::ReadOnly => RefusalCode::NotAllowed,
                CasebookError::NoCase(_) | CasebookError::NoEntry(_) | CasebookError::NoDesk(_) => {
                    RefusalCode::NotFound
                }
                CasebookError::Cancelled => RefusalCode::Cancelled,
                CasebookError::Disk { .. } | CasebookError::Database(_) => RefusalCode::Fault,
                CasebookError::DeskExists(_)
                | CasebookError::NameTaken(_)
                | CasebookError::PassphraseTooShort(_)
                | CasebookError::UnsafePlace(_)
                | CasebookError::Newer { .. }
                | CasebookError::BeforeLastEntry { .. } => RefusalCode::BadInput,
            },
            Self::File(exchange::ReadError::Cancelled) | Self::Cancelled => RefusalCode::Cancelled,
            Self::Planning(_) | Self::File(_) | Self::Mapping(_) | Self::BadInput { .. } => RefusalCode::BadInput,
            Self::NotAllowed { .. } => RefusalCode::NotAllowed,
            Self::NotFound(_) => RefusalCode::NotFound,
            Self::Paper(_) | Self::Disk { .. } => RefusalCode::Fault,
        }
    }

    /// Whether it was refused or went wrong.
    pub fn severity(&self) -> Severity {
        match self.code() {
            RefusalCode::Damaged => Severity::Fault,
            // A file a person named that is not there is bad input.
            RefusalCode::Fault if self.is_file_missing() => Severity::Refused,
            RefusalCode::Fault => Severity::Fault,
            RefusalCode::Locked
            | RefusalCode::WrongPassphrase
            | RefusalCode::NotAllowed
            | RefusalCode::BadInput
            | RefusalCode::Changed
            | RefusalCode::Cancelled
            | RefusalCode::NotFound => Severity::Refused,
        }
    }

    /// As it crosses to the window.
    pub fn view(&self) -> RefusalView {
        RefusalView { code: self.code(), message: self.to_string(), field: self.field().map(str::to_owned) }
    }

    /// The field of the request it is about.
    const fn field(&self) -> Option<&'static str> {
        match self {
            Self::BadInput { field, .. } => Some(field),
            Self::File(exchange::ReadError::WhichSheet { .. } | exchange::ReadError::NoSheet { .. }) => Some("sheet"),
            Self::File(_) => Some("file"),
            Self::Record(CasebookError::PassphraseTooShort(_) | CasebookError::WrongPassphrase) => Some("passphrase"),
            Self::Record(CasebookError::NobodyCalled(_) | CasebookError::NameTaken(_)) => Some("name"),
            Self::Record(_)
            | Self::Planning(_)
            | Self::Paper(_)
            | Self::Mapping(_)
            | Self::NotAllowed { .. }
            | Self::NotFound(_)
            | Self::Disk { .. }
            | Self::Cancelled => None,
        }
    }

    fn is_file_missing(&self) -> bool {
        matches!(self, Self::Disk { source, .. } if source.kind() == std::io::ErrorKind::NotFound)
    }
}

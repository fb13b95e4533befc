//! **Session.** A signed-in person and what they may do: the use cases, and the views that cross to the shells.
//!
//! Every use case checks the role in one place ([`access`]) and takes the time as an argument.
//! The crate refuses SQL, file formats, drawing and typesetting: those have rooms of their own.

pub mod access;
mod asked;
mod casework;
mod choices;
pub mod clock;
mod contacts;
pub mod demo;
mod demo_desk;
mod error;
mod extracts;
mod figures;
mod progress;
mod session;
mod staff;
mod trials;
mod undo;
mod upkeep;
pub mod wire;
mod words;

pub use casebook::{Head, Now, Role};
pub use casework::export::TableForm;
pub use choices::glossary;
pub use contacts::officers::officers_template;
pub use demo_desk::{DEMO_PASSPHRASE, DemoRequest};
pub use error::{DeskError, Severity};
pub use figures::figures_document::FIGURES_SCHEMA;
pub use figures::month::Printed;
pub use progress::{Progress, Silent};
pub use session::{Desk, Session};
pub use trials::extract::TrialExtract;
pub use upkeep::{check_place, restore};

//! **Session.** A signed-in person and what they may do: the use cases, and the views that cross to the shells.
//!
//! Every use case checks the role in one place ([`access`]) and takes the time as an argument.
//! The crate refuses SQL, file formats, drawing and typesetting: those have rooms of their own.

pub mod access;
mod asked;
#[cfg(test)]
mod attacker;
mod behind;
mod case_lists;
mod case_page;
mod cases;
mod casework;
mod choices;
pub mod clock;
mod clocks;
mod columns;
mod compare;
mod corrections;
mod coverage_view;
pub mod demo;
mod demo_desk;
mod differences;
mod duplicates;
mod effect_charts;
mod effect_charts_by_week;
mod effect_in_cases;
mod effect_words;
mod effects;
mod effects_released;
mod endings;
mod error;
mod export;
mod field_choices;
mod field_words;
mod figures_document;
mod force_lists;
mod imports;
mod mappings;
mod month;
mod month_paper;
mod month_slots;
mod officers;
mod plan;
mod policy;
mod progress;
mod quality;
mod record;
mod series_marks;
mod session;
mod shared;
mod sheets;
mod shift;
mod staff;
mod tasks;
mod today;
mod trend_charts;
mod trends;
mod typed;
mod undo;
mod upkeep;
pub mod wire;
mod words;
mod xmr_view;

pub use casebook::{Head, Now, Role};
pub use choices::glossary;
pub use demo_desk::{DEMO_PASSPHRASE, DemoRequest};
pub use error::{DeskError, Severity};
pub use export::TableForm;
pub use figures_document::FIGURES_SCHEMA;
pub use month::Printed;
pub use officers::officers_template;
pub use progress::{Progress, Silent};
pub use session::{Desk, Session};
pub use trends::ChartName;
pub use upkeep::{check_place, restore};

//! **Record.** The encrypted ledger, the people file, the keys, the read model and backups.
//!
//! The ledger is the truth: entries are appended and never altered.
//! Tables for lists and figures are a read model, changed in the same transaction and always rebuildable.
//! Personal text lives apart, in the people file, under a second key.
//!
//! The crate refuses writes that are not entries. It alone names SQLite.

mod acts;
mod backup;
mod case_index;
mod case_row;
mod commit;
mod contact_steps;
mod disclosure;
mod entry;
mod erasure;
mod error;
mod figures;
mod finding;
mod fold;
mod for_tests;
mod form;
mod import_record;
mod imported;
mod journal;
mod kept;
mod keys;
mod ledger;
mod lists;
mod nearly;
mod open;
mod people;
mod people_hand;
mod people_search;
mod place;
mod random;
mod reading;
mod rebuild;
mod reports;
mod role;
mod schema;
mod series_mark;
mod shape;
mod sheets;
mod state;
mod tasks;
mod telling;
mod trials;
mod undos;
mod upgrade;
mod verify;
mod writer;

pub use acts::Acts;
pub use backup::{Backup, restore};
pub use case_row::{CaseFilter, CaseRow, Needs, OpenRow};
pub use commit::{Commitment, PersonalRef};
pub use disclosure::{Disclosure, SummaryEdition};
pub use entry::{Carried, Entry, Event, Source};
pub use erasure::{Erased, ErasedBecause, Erasure};
pub use error::CasebookError;
pub use figures::{FigureRow, FigureVersion};
pub use fold::Folded;
pub use for_tests::open_people_for_tests;
pub use form::{KINDS, kind as kind_of, read as read_form, write as write_form};
pub use import_record::ImportRecord;
pub use imported::KnownKey;
pub use journal::{HolidayRecord, Journal, ListedOfficer, PolicyRecord, SavedMapping, ServiceStart};
pub use kept::{Kept, MonthSlot};
pub use keys::{Cost, KeyFile, Keys, OpenedPlace, PlaceOf, RecoveryCode, SealedList, Slot, random_id};
pub use ledger::{Head, NotAHead};
pub use open::{Casebook, NewDesk};
pub use people::PersonName;
pub use place::check_place;
pub use random::ascending_ids;
pub use reports::NewReport;
pub use role::Role;
pub use series_mark::{MarkOnSeries, SeriesMark, SeriesMarkKind};
pub use shape::FileShape;
pub use sheets::PrintedSheet;
pub use state::CaseState;
pub use tasks::OpenTask;
pub use telling::Tell;
pub use trials::{Allocation, StepMade, TrialRecord, TrialStep};
pub use verify::Verdict;
pub use writer::{Appended, CommitPoint, Now, Writer};

//! **Files.** Extracts and officers' lists come in as CSV, XLSX or ODS; tables go out as CSV or XLSX, calendars as iCalendar.
//!
//! A [`Mapping`] says what the columns of a source mean; the reader follows it and guesses nothing.
//! Whatever a file says that nobody has mapped refuses its row, with the row, the column and what to do.
//!
//! The crate alone names the file formats.
//! It refuses to know the record (it never asks whether a case exists, and a row is only what a file says),
//! the disk (bytes come in, bytes go out), the clock (today is an argument)
//! and any personal value in a refusal or an error.

pub mod age_bands;
pub mod calendar;
mod dates;
mod extract;
pub mod holidays;
pub mod mapping;
mod mapping_error;
pub mod officers;
mod outcome_words;
mod places;
mod read;
mod refusal;
pub mod results;
pub mod sample;
mod shown;
mod table_in;
pub mod table_out;
mod text;
mod words;
mod workbook;

pub use extract::{ColumnUse, Extract, ExtractRow, Found, Unmapped};
pub use mapping::Mapping;
pub use mapping_error::MappingError;
pub use read::{Progress, Reading, for_each_row, read_extract};
pub use refusal::{Refusal, RefusalReason};
pub use table_in::{Delimiter, Opening, TableForm};
pub use text::{NotATable, ReadError, TextEncoding};

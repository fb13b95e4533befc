//! Cases: found, shown, corrected, kept in order, and taken out.

pub(crate) mod acts;
pub(crate) mod case_lists;
pub(crate) mod case_page;
pub(crate) mod case_text;
pub(crate) mod cases;
pub(crate) mod clocks;
pub(crate) mod corrections;
pub(crate) mod differences;
pub(crate) mod duplicates;
pub(crate) mod erasing;
pub(crate) mod export;
pub(crate) mod field_choices;
pub(crate) mod field_words;
pub(crate) mod force_lists;
pub(crate) mod quality;
pub(crate) mod rail_counts;
pub(crate) mod saved_lists;
pub(crate) mod story;
pub(crate) mod typed;

//! Stories of using the record through its public door, on real encrypted files.

#![expect(clippy::unwrap_used, reason = "a story stops where something is wrong")]

mod anomalies;
mod erasing;
mod every_kind;
mod forms;
mod full_disk;
mod history;
mod imports;
mod imports_and_work;
mod later_acts;
mod later_kinds;
#[cfg(test)]
mod later_trials;
mod search;
mod support;
mod upgrade;

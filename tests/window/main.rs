//! The coordinator's month in the real window: the built program under WebKitWebDriver, with real encrypted files.
//!
//! Nothing here opens a dialog or a viewer of the system: both would wait for somebody.

#[cfg(test)]
mod casework;
#[cfg(test)]
mod contacts;
#[cfg(test)]
mod demo_month;
#[cfg(test)]
mod monday;
#[cfg(test)]
mod new_source;
#[cfg(test)]
mod own_desk;
#[cfg(test)]
#[expect(dead_code, reason = "the stories read more of a page than its words")]
#[path = "../stories/pdf.rs"]
mod pdf;
#[cfg(test)]
mod prepared;
#[cfg(test)]
mod signals;
#[cfg(test)]
mod trial;

/// The working day of every journey.
#[cfg(test)]
const TODAY: &str = "2026-11-23";

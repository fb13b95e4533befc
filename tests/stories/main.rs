//! A month's work and what can go wrong with it: long stories through the desk and the command line.
//!
//! Everything is real but the people: encrypted files in folders of their own, the day given as an argument.

#[cfg(test)]
mod casework;
#[cfg(test)]
mod contacts;
#[cfg(test)]
mod demo_desk;
#[cfg(test)]
mod exports;
#[cfg(test)]
mod files_as_they_come;
#[cfg(test)]
mod history;
#[cfg(test)]
mod import_properties;
#[cfg(test)]
mod imports;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod merging;
#[cfg(test)]
mod month;
#[cfg(test)]
mod pdf;
#[cfg(test)]
mod people;
#[cfg(test)]
mod places;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod results;
#[cfg(test)]
mod sheets;
#[cfg(test)]
mod support;
#[cfg(test)]
mod take_back;
#[cfg(test)]
mod terminal;
#[cfg(test)]
mod toronto;
#[cfg(test)]
mod trials;

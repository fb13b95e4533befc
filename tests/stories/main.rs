//! A month's work and what can go wrong with it: long stories through the desk and the command line.
//!
//! Everything is real but the people: encrypted files in folders of their own, the day given as an argument.

mod demo_desk;
mod history;
mod month;
mod pdf;
mod people;
mod refusals;
mod support;
mod take_back;
mod terminal;
mod toronto;

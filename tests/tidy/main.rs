//! The house's own rules, as tests: who may depend on whom, what may not be called, how long things may grow.
//!
//! A number that is too high for a rule stands in a ratchet beside it: it may only fall.

mod fences;
mod house;
mod length;
mod personal;
mod repository;
mod text;

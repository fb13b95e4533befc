//! The house's own rules, as tests: who may depend on whom, what may not be called, how long things may grow.
//!
//! A number that is too high for a rule stands in a ratchet beside it: it may only fall.

#[cfg(test)]
mod fences;
#[cfg(test)]
mod house;
#[cfg(test)]
mod length;
#[cfg(test)]
mod personal;
#[cfg(test)]
mod repository;
#[cfg(test)]
mod text;

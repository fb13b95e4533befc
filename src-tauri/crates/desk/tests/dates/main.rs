//! Days that go wrong first: clock changes, holidays, leap days, midnight, and shifts that run past it.
//!
//! Each case names the exact days, worked out by hand on a calendar with the bank holidays that GOV.UK publishes.

#[cfg(test)]
mod days;

//! Long work tells how far it is, and stops when asked.

/// Told now and then by long work.
pub trait Progress {
    /// `done` of `total` steps of a stage. Returns whether to go on.
    fn tell(&mut self, stage: &'static str, done: u64, total: Option<u64>) -> bool;
}

/// Nobody watches.
pub struct Silent;

impl Progress for Silent {
    fn tell(&mut self, _: &'static str, _: u64, _: Option<u64>) -> bool {
        true
    }
}

impl<F: FnMut(&'static str, u64, Option<u64>) -> bool> Progress for F {
    fn tell(&mut self, stage: &'static str, done: u64, total: Option<u64>) -> bool {
        self(stage, done, total)
    }
}

//! Long work on the record tells how far it is, and stops when asked.

use crate::error::CasebookError;

/// Told now and then: the stage, how many steps of it are done, and of how many. Answers whether to go on.
pub type Tell<'a> = dyn FnMut(&'static str, u64, Option<u64>) -> bool + 'a;

/// Steps between two tells: few enough for a person to see it move, so many that telling costs nothing.
const EVERY: u64 = 256;

/// Counts the steps of a stage whose number is known.
pub struct Steps<'a, 'b> {
    tell: &'a mut Tell<'b>,
    stage: &'static str,
    done: u64,
    total: u64,
}

impl<'a, 'b> Steps<'a, 'b> {
    pub fn new(tell: &'a mut Tell<'b>, stage: &'static str, total: usize) -> Self {
        Self { tell, stage, done: 0, total: total as u64 }
    }

    /// One more is done.
    ///
    /// # Errors
    /// The work was cancelled. Whoever called leaves nothing of it.
    pub fn step(&mut self) -> Result<(), CasebookError> {
        self.done += 1;
        if !self.done.is_multiple_of(EVERY) && self.done != self.total {
            return Ok(());
        }
        if (self.tell)(self.stage, self.done, Some(self.total)) { Ok(()) } else { Err(CasebookError::Cancelled) }
    }
}

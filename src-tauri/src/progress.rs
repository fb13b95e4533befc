//! Long work and the page: telling how far it is, and hearing that it should stop.

use desk::Progress;
use desk::wire::ProgressView;
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// The page is told at most this often: a person cannot read faster.
const BETWEEN_TELLS: Duration = Duration::from_millis(100);

/// The page's Cancel button. It stops the work that is under way or waiting, and nothing that starts later.
pub struct Cancel(watch::Sender<()>);

impl Cancel {
    pub fn new() -> Self {
        Self(watch::Sender::new(()))
    }

    /// Asks all work begun so far to stop.
    pub fn press(&self) {
        self.0.send_replace(());
    }

    /// What one piece of work tells through, from the moment it was asked for.
    pub fn teller<T: Fn(ProgressView)>(&self, tell: T) -> Teller<T> {
        Teller { cancelled: self.0.subscribe(), tell, last: None }
    }
}

/// Tells the page how far one piece of work is.
pub struct Teller<T> {
    cancelled: watch::Receiver<()>,
    tell: T,
    last: Option<(&'static str, Instant)>,
}

impl<T: Fn(ProgressView)> Progress for Teller<T> {
    fn tell(&mut self, stage: &'static str, done: u64, total: Option<u64>) -> bool {
        let due = self.last.is_none_or(|(told, at)| told != stage || at.elapsed() >= BETWEEN_TELLS);
        if due || total == Some(done) {
            self.last = Some((stage, Instant::now()));
            (self.tell)(ProgressView { stage: stage.to_owned(), done, total });
        }
        !self.cancelled.has_changed().unwrap_or(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    #[test]
    fn cancel_stops_work_already_asked_for_and_nothing_later() {
        let cancel = Cancel::new();
        let mut before = cancel.teller(drop);
        assert!(before.tell("Reading", 1, None), "nobody has cancelled yet");
        cancel.press();
        assert!(!before.tell("Reading", 2, None), "the work under way was cancelled");
        assert!(!before.tell("Reading", 3, None), "and stays cancelled however often it asks");
        assert!(cancel.teller(drop).tell("Reading", 1, None), "an old press does not stop new work");
    }

    #[test]
    fn a_quick_run_of_tells_reaches_the_page_as_stages_and_the_end() {
        let heard = RefCell::new(Vec::new());
        let cancel = Cancel::new();
        let mut teller = cancel.teller(|view| heard.borrow_mut().push((view.stage, view.done)));
        for done in 0..=1_000 {
            teller.tell("Applying", done, Some(1_000));
        }
        teller.tell("Saving", 0, None);
        let heard = heard.into_inner();
        assert!(heard.len() < 500, "the page is not flooded: {} of 1002 came", heard.len());
        for told in [("Applying", 0), ("Applying", 1_000), ("Saving", 0)] {
            assert!(heard.contains(&(told.0.to_owned(), told.1)), "{told:?} is always told");
        }
    }
}

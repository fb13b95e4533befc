//! The counts beside the places of the window, which stand there whichever page is open.

use crate::access::Task;
use crate::error::DeskError;
use crate::session::Session;
use crate::wire::{CaseList, CaseListRequest, RailCountsView};
use casebook::Now;

impl Session {
    /// What waits on *Today*, how many contacts are open, and how many have no place on the plan: what each page shows.
    ///
    /// # Errors
    /// Not allowed, the disk.
    pub fn rail_counts(&mut self, now: Now) -> Result<RailCountsView, DeskError> {
        self.allow(Task::SeeCases)?;
        let today = self.today(now)?.heaps.iter().map(|heap| heap.count).sum();
        let cases = self.count_of(&CaseListRequest { list: CaseList::Open, ..CaseListRequest::default() }, now)?;
        let plan = self.plan_view(now)?.tray.len() as u64;
        Ok(RailCountsView { today, cases, plan })
    }
}

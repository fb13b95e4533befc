//! What an imported file looked like: enough to notice when the next one is another file altogether.

use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Rows, boroughs and days of an extract. Counts only: nothing of any one case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileShape {
    /// Rows that could be read.
    pub rows: u64,
    /// The earliest and the latest report in it.
    pub first_reported_on: Option<NaiveDate>,
    pub last_reported_on: Option<NaiveDate>,
    /// Rows of each borough that is named.
    pub boroughs: BTreeMap<String, u64>,
}

impl FileShape {
    /// Takes in one row.
    pub fn add(&mut self, reported_on: Option<NaiveDate>, borough: Option<&str>) {
        self.rows += 1;
        if let Some(on) = reported_on {
            self.first_reported_on = Some(self.first_reported_on.map_or(on, |first| first.min(on)));
            self.last_reported_on = Some(self.last_reported_on.map_or(on, |last| last.max(on)));
        }
        if let Some(borough) = borough {
            match self.boroughs.get_mut(borough) {
                Some(count) => *count += 1,
                None => {
                    self.boroughs.insert(borough.to_owned(), 1);
                }
            }
        }
    }
}

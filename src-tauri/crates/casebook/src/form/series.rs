//! The stored form of what a person says about a series, and on the page of a month.

use super::values::StoredRef;
use crate::kept::{Kept, MonthSlot};
use crate::series_mark::{SeriesMark, SeriesMarkKind};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
pub struct StoredSeriesMark {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    series: Option<String>,
    mark: String,
    on: NaiveDate,
    words: String,
}

impl From<&SeriesMark> for StoredSeriesMark {
    fn from(mark: &SeriesMark) -> Self {
        let SeriesMark { series, kind, on, words } = mark;
        Self { series: series.clone(), mark: kind.code().to_owned(), on: *on, words: words.clone() }
    }
}

impl StoredSeriesMark {
    pub fn into_kept(self) -> Option<Kept> {
        let Self { series, mark, on, words } = self;
        Some(Kept::SeriesMark(SeriesMark { series, kind: SeriesMarkKind::from_code(&mark)?, on, words }))
    }
}

#[derive(Serialize, Deserialize)]
pub struct StoredMonthSlot {
    month: String,
    slot: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    shared: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    row: Option<StoredRef>,
}

impl From<&MonthSlot> for StoredMonthSlot {
    fn from(of: &MonthSlot) -> Self {
        let row = of.row.as_ref().map(Into::into);
        Self { month: of.month.to_string(), slot: of.slot.clone(), shared: of.shared.clone(), row }
    }
}

impl StoredMonthSlot {
    pub fn into_kept(self) -> Option<Kept> {
        let Self { month, slot, shared, row } = self;
        let row = match row {
            Some(stored) => Some(stored.into_ref()?),
            None => None,
        };
        Some(Kept::MonthSlot(MonthSlot { month: month.parse().ok()?, slot, shared, row }))
    }
}

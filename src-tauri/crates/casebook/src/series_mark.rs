//! What a person says about a series of figures: limits drawn anew, a break, a target.

use chrono::NaiveDate;

/// A mark on a series, which its chart and its sentence bear. Never made by the program itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesMark {
    /// The series' name; none for all of them.
    pub series: Option<String>,
    pub kind: SeriesMarkKind,
    /// Limits are drawn anew from the month of this day on; a break happened on it.
    pub on: NaiveDate,
    /// Why, in a few words about the desk and never about a person.
    pub words: String,
}

/// What a mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SeriesMarkKind {
    /// The process has changed for good: centre and limits are drawn anew.
    Redrawn,
    /// Before and after cannot be compared, as after a change of recording.
    Broken,
}

impl SeriesMarkKind {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Redrawn => "redrawn",
            Self::Broken => "broken",
        }
    }

    /// The kind with this code, if there is one.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Redrawn, Self::Broken].into_iter().find(|kind| kind.code() == code)
    }
}

/// A mark with the entry that made it and the days on which it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkOnSeries {
    pub entry: u64,
    pub mark: SeriesMark,
    /// The day it was made.
    pub from: NaiveDate,
    /// The day it was taken away again, if it was.
    pub to: Option<NaiveDate>,
}

impl MarkOnSeries {
    /// Whether it stood at the end of a day.
    pub fn stands_on(&self, day: NaiveDate) -> bool {
        self.from <= day && self.to.is_none_or(|to| day < to)
    }
}

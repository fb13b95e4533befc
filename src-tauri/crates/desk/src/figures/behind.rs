//! The cases behind a point of a chart.

use crate::access::Task;
use crate::error::DeskError;
use crate::session::Session;
use crate::wire::{BehindRequest, BehindView};
use crate::words;
use attrition::{Series, behind};
use casebook::Now;
use caseload::{Month, OutcomeSet, Period};

/// Cases listed; the words say how many there are.
const CASES_LISTED: usize = 500;

impl Session {
    /// The cases behind a point, as they were known at the end of the as-at day, with what stands of them now.
    ///
    /// # Errors
    /// Not allowed, an unknown series or period, a day not kept, the disk.
    pub fn cases_behind(&mut self, request: &BehindRequest, now: Now) -> Result<BehindView, DeskError> {
        self.allow(Task::SeeCases)?;
        let series = Series::from_name(&request.series)
            .ok_or_else(|| DeskError::bad("series", format!("There is no series called \"{}\".", request.series)))?;
        let period = read_period(&request.period)?;
        let (as_at, _) = self.trends_as_at(request.as_at.as_deref(), now)?;
        let found = behind(&as_at.columns, series, period, as_at.on, &OutcomeSet::attrition());
        let counted = found.iter().filter(|case| case.counted).count();
        let of = found.len();
        let wanted = found.iter().filter(|case| case.counted || !request.counted_only);
        let ids = wanted.filter_map(|case| as_at.cases.get(case.index).copied()).take(CASES_LISTED);
        let mut rows = Vec::new();
        for case in ids.collect::<Vec<_>>() {
            rows.push(self.book.case_row(case)?);
        }
        rows.sort_by(|a, b| (&a.reference, &a.victim_number).cmp(&(&b.reference, &b.victim_number)));
        let listed = rows.len();
        let all = if request.counted_only { counted } else { of };
        let cut = if listed < all { format!(" The first {listed} are listed.") } else { String::new() };
        Ok(BehindView {
            title: format!("{}, {}", series.measure().title, period.words()),
            words: format!(
                "{} behind this point as at {}, {counted} of them counted.{cut}",
                words::counted(of as u64, "case"),
                words::day(as_at.on),
            ),
            rows: self.row_views(&rows, now.today)?,
        })
    }
}

/// Reads a period as [`Period`] writes it.
fn read_period(text: &str) -> Result<Period, DeskError> {
    let wrong = || DeskError::bad("period", format!("\"{text}\" is not a period: use 2026-10 or 2026-Q3."));
    let text = text.trim();
    if let Some((year, quarter)) = text.split_once("-Q") {
        let number: u32 = quarter.parse().map_err(|_| wrong())?;
        let month: Month =
            format!("{year}-{:02}", number.checked_mul(3).and_then(|m| m.checked_sub(2)).ok_or_else(wrong)?)
                .parse()
                .map_err(|_| wrong())?;
        return Ok(Period::Quarter(month));
    }
    if let Some((_, last)) = text.split_once('/') {
        return Ok(Period::TwelveMonths(last.parse().map_err(|_| wrong())?));
    }
    Ok(Period::Month(text.parse().map_err(|_| wrong())?))
}

//! The cases behind a point of a chart.

use crate::access::Task;
use crate::error::DeskError;
use crate::session::Session;
use crate::wire::{BehindRequest, BehindView};
use crate::words;
use attrition::{Among, Cut, Series, behind};
use casebook::Now;
use caseload::{Month, OutcomeSet, Period};
use chrono::NaiveDate;
use std::ops::RangeInclusive;

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
        let span = read_span(&request.period)?;
        let cut = request.cut.as_deref().map(|name| {
            let wrong = || DeskError::bad("cut", format!("\"{name}\" is no group to compare by."));
            Cut::from_name(name).ok_or_else(wrong)
        });
        let among = cut.transpose()?.zip(request.group.as_deref()).map(|(cut, group)| Among { cut, group });
        let (as_at, _) = self.trends_as_at(request.as_at.as_deref(), now)?;
        let set = OutcomeSet::attrition();
        let asked = attrition::BehindRequest { series, days: span.days.clone(), as_at: as_at.on, set: &set, among };
        let found = behind(&as_at.columns, &asked);
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
            title: format!(
                "{}{}, {}",
                series.measure().title,
                among.map_or_else(String::new, |among| format!(", {}", among.group)),
                span.words
            ),
            words: format!(
                "{} behind this point as at {}, {counted} of them counted.{cut}",
                words::counted(of as u64, "case"),
                words::day(as_at.on),
            ),
            rows: self.row_views(&rows, now.today)?,
        })
    }
}

/// The days of a point, and the words for them.
struct Span {
    days: RangeInclusive<NaiveDate>,
    words: String,
}

impl Span {
    fn of(period: Period) -> Self {
        Self { days: period.first_day()..=period.last_day(), words: period.words() }
    }
}

/// Reads a period as [`Period`] writes it, months from one to another, or a day.
fn read_span(text: &str) -> Result<Span, DeskError> {
    let wrong = || {
        DeskError::bad(
            "period",
            format!("\"{text}\" is not a period: use 2026-10, 2026-Q3, 2025-11/2026-10 or a day as 2026-10-14."),
        )
    };
    let text = text.trim();
    let month = |text: &str| text.parse::<Month>().map_err(|_| wrong());
    if let Some((year, quarter)) = text.split_once("-Q") {
        let number: u32 = quarter.parse().map_err(|_| wrong())?;
        let first = number.checked_mul(3).and_then(|number| number.checked_sub(2)).ok_or_else(wrong)?;
        return Ok(Span::of(Period::Quarter(month(&format!("{year}-{first:02}"))?)));
    }
    if let Some((first, last)) = text.split_once('/') {
        let (first, last) = (month(first)?, month(last)?);
        let twelve = Period::TwelveMonths(last);
        if twelve.first_month() == first {
            return Ok(Span::of(twelve));
        }
        if last < first {
            return Err(wrong());
        }
        let words = format!("{} to {}", first.words(), last.words());
        return Ok(Span { days: first.first_day()..=last.last_day(), words });
    }
    if let Ok(day) = text.parse::<NaiveDate>() {
        return Ok(Span { days: day..=day, words: words::day(day) });
    }
    Ok(Span::of(Period::Month(month(text)?)))
}

#[cfg(test)]
mod tests;

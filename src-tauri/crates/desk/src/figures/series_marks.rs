//! What a person says about a series: limits drawn anew, a break, a target. Always by hand, and with a reason.

use crate::access::Task;
use crate::asked::past_day;
use crate::error::DeskError;
use crate::figures::month_slots::may_tell_of_a_person;
use crate::session::Session;
use crate::undo::undo_view;
use crate::wire::{DoneView, MarkKindView, MarkSeriesRequest, MarkView, TargetRequest};
use crate::words;
use attrition::{Better, PChart, Series, SeriesChange, Unit, XmrChart, percent};
use casebook::{Entry, Event, Kept, Now, SeriesMark, SeriesMarkKind};
use caseload::Month;
use chrono::NaiveDate;

/// Words a mark has at most: they stand in a sentence beside the chart.
const WORDS_MAX: usize = 120;

/// The changes and targets of every series, as they stood on a day.
#[derive(Debug, Clone, Default)]
pub(crate) struct SeriesMarks {
    changes: Vec<(Option<String>, SeriesChange)>,
    targets: Vec<(Series, f64)>,
}

impl SeriesMarks {
    pub fn on_shares(&self, mut chart: PChart) -> PChart {
        chart.target = self.target(chart.series);
        let changes = self.of(chart.series);
        if changes.is_empty() { chart } else { chart.changed(&changes) }
    }

    pub fn on_singles(&self, mut chart: XmrChart) -> XmrChart {
        chart.target = self.target(chart.series);
        let changes = self.of(chart.series);
        if changes.is_empty() { chart } else { chart.changed(&changes) }
    }

    fn of(&self, series: Series) -> Vec<SeriesChange> {
        let name = series.measure().name;
        let of = self.changes.iter().filter(|(of, _)| of.as_deref().is_none_or(|of| of == name));
        of.map(|(_, change)| change.clone()).collect()
    }

    fn target(&self, series: Series) -> Option<f64> {
        self.targets.iter().find(|(of, _)| *of == series).map(|(_, target)| *target)
    }
}

impl Session {
    /// Draws the limits of a series anew from a month on, or says that a series is broken.
    ///
    /// # Errors
    /// Not allowed, an unknown series, a day to come, no words or words that may tell of a person, the disk.
    pub fn mark_series(&mut self, request: &MarkSeriesRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::MarkSeries)?;
        let series = match request.series.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
            Some(name) => Some(series_named(name)?),
            None => None,
        };
        let on = past_day("on", Some(&request.on), now.today)?;
        let said = plain_words("words", &request.words)?;
        let (kind, on) = match request.kind {
            MarkKindView::Redrawn => (SeriesMarkKind::Redrawn, Month::of(on).first_day()),
            MarkKindView::Broken => (SeriesMarkKind::Broken, on),
        };
        let name = series.map(|series| series.measure().name.to_owned());
        let mark = SeriesMark { series: name, kind, on, words: said };
        let told = mark_words(&mark);
        let ((), appended) = self.write(now, |writer| {
            writer.append(Event::DeskKept { kept: Kept::SeriesMark(mark) })?;
            Ok(())
        })?;
        let name = if kind == SeriesMarkKind::Redrawn { "Draw limits anew" } else { "Mark a break" };
        Ok(DoneView { words: told, undo: Some(undo_view(name.to_owned(), appended)) })
    }

    /// Sets the target of a series, or takes it away: in percent for a share, in days for days.
    ///
    /// # Errors
    /// Not allowed, a series that has no better side, a number that is none, the disk.
    pub fn set_target(&mut self, request: &TargetRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::MarkSeries)?;
        let series = series_named(&request.series)?;
        let measure = series.measure();
        if measure.better == Better::Neither {
            let message = format!("{}: neither more nor fewer is better, so there is no target.", measure.title);
            return Err(DeskError::bad("series", message));
        }
        let typed = request.value.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let thousandths = match typed {
            Some(text) => Some(target_of(measure.unit, text)?),
            None => None,
        };
        let told = match thousandths {
            None => format!("{} has no target any more.", measure.title),
            Some(thousandths) => {
                format!("{}: the target is {}.", measure.title, target_words(measure.unit, thousandths))
            }
        };
        let ((), appended) = self.write(now, |writer| {
            let kept = Kept::SeriesTarget { series: measure.name.to_owned(), thousandths };
            writer.append(Event::DeskKept { kept })?;
            Ok(())
        })?;
        Ok(DoneView { words: told, undo: Some(undo_view("Set a target".to_owned(), appended)) })
    }

    /// The marks that stand today, in the order of their days.
    pub(crate) fn mark_views(&mut self, on: NaiveDate) -> Result<Vec<MarkView>, DeskError> {
        let marks = &self.book.journal()?.series_marks;
        let mut views: Vec<(NaiveDate, MarkView)> = Vec::new();
        for mark in marks.iter().filter(|mark| mark.stands_on(on)) {
            let view = MarkView { entry: mark.entry, series: mark.mark.series.clone(), words: mark_words(&mark.mark) };
            views.push((mark.mark.on, view));
        }
        views.sort_by_key(|(on, view)| (*on, view.entry));
        Ok(views.into_iter().map(|(_, view)| view).collect())
    }

    /// What every series bears, as it stood at the end of a day.
    pub(crate) fn series_marks(&mut self, on: NaiveDate) -> Result<SeriesMarks, DeskError> {
        let journal = self.book.journal()?;
        let change = |mark: &SeriesMark| {
            let is_break = mark.kind == SeriesMarkKind::Broken;
            (mark.series.clone(), SeriesChange { on: mark.on, is_break, words: mark.words.clone() })
        };
        let standing = journal.series_marks.iter().filter(|mark| mark.stands_on(on));
        let changes = standing.map(|mark| change(&mark.mark)).collect();
        let target = |series: Series| {
            let thousandths = journal.series_target(series.measure().name, on)?;
            Some((series, f64::from(thousandths) / 1_000.0))
        };
        Ok(SeriesMarks { changes, targets: Series::ALL.into_iter().filter_map(target).collect() })
    }

    /// Takes a mark away, puts one back, or sets the target that stood before; none where the entry is none of these.
    pub(crate) fn undo_series_mark(&mut self, entries: &[Entry], now: Now) -> Result<Option<DoneView>, DeskError> {
        let Some((Event::DeskKept { kept }, number)) = entries.first().map(|entry| (&entry.event, entry.number)) else {
            return Ok(None);
        };
        let journal = self.book.journal()?;
        let taken = |entry: u64| journal.series_marks.iter().any(|mark| mark.entry == entry && mark.to.is_some());
        let (kept, words) = match kept {
            Kept::SeriesMark(_) if taken(number) => return Err(DeskError::bad("entry", "This was undone already.")),
            Kept::SeriesMark(_) => (Kept::SeriesMarkTaken { entry: number }, "Undone. The chart is as it was before."),
            Kept::SeriesMarkTaken { entry } => {
                let mark = journal.series_marks.iter().find(|mark| mark.entry == *entry);
                let Some(mark) = mark else { return Ok(None) };
                (Kept::SeriesMark(mark.mark.clone()), "Done again.")
            }
            Kept::SeriesTarget { series, .. } => {
                let of_series: Vec<Option<u32>> = journal
                    .series_targets
                    .iter()
                    .filter(|(_, of, _)| of == series)
                    .map(|(.., target)| *target)
                    .collect();
                let before = of_series.len().checked_sub(2).and_then(|index| of_series.get(index).copied()).flatten();
                (
                    Kept::SeriesTarget { series: series.clone(), thousandths: before },
                    "Undone. The target before stands.",
                )
            }
            Kept::MonthSlot(slot) => return self.undo_month_slot(&slot.clone(), now).map(Some),
            Kept::Clocks(_)
            | Kept::Codes { .. }
            | Kept::Holidays(_)
            | Kept::CaseList { .. }
            | Kept::ServiceStarted { .. } => return Ok(None),
        };
        self.allow(Task::MarkSeries)?;
        let ((), appended) = self.write(now, |writer| {
            writer.append(Event::DeskKept { kept })?;
            Ok(())
        })?;
        Ok(Some(DoneView { words: words.to_owned(), undo: Some(undo_view("Undo".to_owned(), appended)) }))
    }
}

fn series_named(name: &str) -> Result<Series, DeskError> {
    let found = Series::from_name(name.trim());
    found.ok_or_else(|| DeskError::bad("series", format!("There is no series called \"{}\".", name.trim())))
}

/// A few words that everybody with a place on the desk may read.
///
/// They stand in the ledger, which holds no personal text: so what looks like a number of a person or a case is refused.
pub(crate) fn plain_words(field: &'static str, text: &str) -> Result<String, DeskError> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.trim_end_matches(['.', ';']);
    if text.is_empty() {
        return Err(DeskError::bad(field, "Say in a few words what changed."));
    }
    if text.chars().count() > WORDS_MAX {
        return Err(DeskError::bad(field, format!("Say it in {WORDS_MAX} letters at most.")));
    }
    if may_tell_of_a_person(text) || text.chars().any(char::is_control) {
        let message = "These words stand beside the chart for everybody: leave out numbers of cases and telephones, and \
                       names.";
        return Err(DeskError::bad(field, message));
    }
    Ok(text.to_owned())
}

fn mark_words(mark: &SeriesMark) -> String {
    let named = mark.series.as_deref().and_then(Series::from_name);
    let what = named.map_or("Every series", |series| series.measure().title);
    match mark.kind {
        SeriesMarkKind::Redrawn => {
            format!(
                "{what}: centre and limits are drawn anew from {}, since {}.",
                Month::of(mark.on).words(),
                mark.words
            )
        }
        SeriesMarkKind::Broken => format!("{what}: a break on {}: {}.", words::day(mark.on), mark.words),
    }
}

/// A number as typed, with a point, in thousandths: a share is typed in percent.
fn target_of(unit: Unit, text: &str) -> Result<u32, DeskError> {
    let wrong = || DeskError::bad("value", format!("\"{text}\" is no target. Write a number, as 90 or 12.5."));
    let digits = text.trim_end_matches(['%', ' ']);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() || part.len() > 1 || !whole.chars().chain(part.chars()).all(|letter| letter.is_ascii_digit()) {
        return Err(wrong());
    }
    let whole: u32 = whole.parse().map_err(|_| wrong())?;
    let tenths =
        whole.checked_mul(10).and_then(|tenths| tenths.checked_add(part.parse().unwrap_or(0))).ok_or_else(wrong)?;
    match unit {
        // A tenth of a percent is a thousandth of the whole.
        Unit::Share if tenths <= 1_000 => Ok(tenths),
        Unit::Share => Err(DeskError::bad("value", "A share is at most 100 percent.")),
        Unit::Days | Unit::PerDay | Unit::Counts => tenths.checked_mul(100).ok_or_else(wrong),
    }
}

fn target_words(unit: Unit, thousandths: u32) -> String {
    let value = f64::from(thousandths) / 1_000.0;
    if unit == Unit::Share { percent(value) } else { format!("{value} days") }
}

#[cfg(test)]
mod tests;

//! What people write on the page of a month: four places, and last month's actions.

use crate::access::Task;
use crate::error::DeskError;
use crate::figures::month::read_month;
use crate::session::Session;
use crate::undo::undo_view;
use crate::wire::{DoneView, MonthSlotRequest, MonthSlotView};
use casebook::{Event, Kept, MonthSlot, Now};
use caseload::{Month, PersonalFacts, Sensitive};
use chrono::NaiveDate;
use std::fmt;

/// A place has so many letters at most: four of them fit one page.
const LETTERS_MAX: usize = 1_500;
/// So many digits in a row are a telephone or a reference, and tell of a person.
const DIGITS_MAX: usize = 4;

/// One of the places. Source: *Making data count*: what the chart tells us, issues, actions, context.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Slot {
    Tells,
    Issues,
    Actions,
    Context,
}

impl Slot {
    pub const ALL: [Self; 4] = [Self::Tells, Self::Issues, Self::Actions, Self::Context];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Tells => "tells",
            Self::Issues => "issues",
            Self::Actions => "actions",
            Self::Context => "context",
        }
    }

    pub const fn title(self) -> &'static str {
        match self {
            Self::Tells => "What the figures tell us",
            Self::Issues => "Issues",
            Self::Actions => "Actions: who, what, by when",
            Self::Context => "Context: what else changed",
        }
    }
}

/// What stands in a place, for a reader who may see it.
#[derive(Clone, Default)]
pub(crate) struct Written {
    pub words: String,
    pub shareable: bool,
}

impl fmt::Debug for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Written").field("shareable", &self.shareable).finish_non_exhaustive()
    }
}

impl Session {
    /// Writes a place of a month's page; no words empty it.
    ///
    /// Words that may be shared stand in the ledger, where everybody with a place on the desk reads them; others stand
    /// in the people file.
    ///
    /// # Errors
    /// Not allowed, an unknown place or month, too many words, shared words that may tell of a person, the disk.
    pub fn write_month_slot(&mut self, request: &MonthSlotRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::PrintMonth)?;
        let month = read_month(&request.month)?;
        let slot = Slot::ALL.into_iter().find(|slot| slot.code() == request.slot).ok_or_else(|| {
            let codes = Slot::ALL.map(Slot::code).join(", ");
            DeskError::bad("slot", format!("The page has these places: {codes}."))
        })?;
        let text = request.words.trim();
        if text.chars().count() > LETTERS_MAX {
            return Err(DeskError::bad("words", format!("A place holds {LETTERS_MAX} letters. Say it shorter.")));
        }
        if request.shareable && may_tell_of_a_person(text) {
            let message = "Shared words are read by partners and by colleagues who may not see names: leave out numbers \
                           of cases and telephones, addresses and names. Nothing was changed.";
            return Err(DeskError::bad("words", message));
        }
        let ((), appended) = self.write(now, |writer| {
            let row = if request.shareable || text.is_empty() {
                None
            } else {
                let facts = PersonalFacts { note: Some(Sensitive::from(text)), ..PersonalFacts::default() };
                Some(writer.person(month_number(month), &facts)?)
            };
            let shared = (request.shareable && !text.is_empty()).then(|| text.to_owned());
            let kept = Kept::MonthSlot(MonthSlot { month, slot: slot.code().to_owned(), shared, row });
            writer.append(Event::DeskKept { kept })?;
            Ok(())
        })?;
        let words =
            format!("{}, {}: {}.", month.words(), slot.title(), if text.is_empty() { "emptied" } else { "kept" });
        Ok(DoneView { words, undo: Some(undo_view("Write on the month".to_owned(), appended)) })
    }

    /// What stood in a place at the end of a day; nothing where it may not be read.
    pub(crate) fn written(&mut self, month: Month, slot: Slot, on: NaiveDate) -> Result<Option<Written>, DeskError> {
        let slots = &self.book.journal()?.month_slots;
        let of = |(known_on, kept): &&(NaiveDate, MonthSlot)| {
            *known_on <= on && kept.month == month && kept.slot == slot.code()
        };
        let Some((_, kept)) = slots.iter().rev().find(of).cloned() else { return Ok(None) };
        if let Some(words) = kept.shared {
            return Ok(Some(Written { words, shareable: true }));
        }
        let Some(row) = kept.row.filter(|_| self.slot.role.holds_people_key()) else { return Ok(None) };
        let note = self.book.person(row.row)?.note;
        // EXPOSE: the month's own page, for those who hold the people key; no shareable edition has it.
        Ok(note.map(|note| Written { words: note.expose().clone(), shareable: false }))
    }

    /// The places as the page shows them for editing.
    pub(crate) fn month_slot_views(&mut self, month: Month, on: NaiveDate) -> Result<Vec<MonthSlotView>, DeskError> {
        let mut views = Vec::new();
        for slot in Slot::ALL {
            let Written { words, shareable } = self.written(month, slot, on)?.unwrap_or_default();
            views.push(MonthSlotView {
                slot: slot.code().to_owned(),
                title: slot.title().to_owned(),
                words,
                shareable,
            });
        }
        Ok(views)
    }

    /// Sets a place back to what stood before this entry; none where the entry is none of these.
    pub(crate) fn undo_month_slot(&mut self, kept: &MonthSlot, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::PrintMonth)?;
        let slots = &self.book.journal()?.month_slots;
        let same: Vec<&MonthSlot> = slots
            .iter()
            .map(|(_, slot)| slot)
            .filter(|slot| slot.month == kept.month && slot.slot == kept.slot)
            .collect();
        let place = same.iter().rposition(|slot| *slot == kept).and_then(|place| place.checked_sub(1));
        let empty = MonthSlot { shared: None, row: None, ..kept.clone() };
        let before = place.and_then(|place| same.get(place).copied()).cloned().unwrap_or(empty);
        let ((), appended) = self.write(now, |writer| {
            writer.append(Event::DeskKept { kept: Kept::MonthSlot(before) })?;
            Ok(())
        })?;
        let words = "Undone. The place says what it said before.".to_owned();
        Ok(DoneView { words, undo: Some(undo_view("Undo".to_owned(), appended)) })
    }
}

/// Whether words hold what looks like a number of a person or a case, or an address of one.
pub(crate) fn may_tell_of_a_person(text: &str) -> bool {
    let runs = text.split(|letter: char| !letter.is_ascii_digit()).map(str::len);
    runs.max().unwrap_or(0) > DIGITS_MAX || text.contains('@')
}

/// The number by which rows of the people file know a month.
fn month_number(month: Month) -> u64 {
    month
        .to_string()
        .chars()
        .filter(char::is_ascii_digit)
        .fold(0, |number, digit| number * 10 + u64::from(digit.to_digit(10).unwrap_or(0)))
}

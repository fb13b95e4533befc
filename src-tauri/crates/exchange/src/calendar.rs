//! Calendar files of an officer's contacts, for Outlook and whatever else reads iCalendar (RFC 5545).
//!
//! An event has no name and no reference: the sheet's number, the collar number, and the ward at most.
//! Times are London's, with the rules of its clock in the file. An event that moves keeps its id and has a higher
//! sequence, and one that was taken away is cancelled, so that a file read again brings a calendar up to date.

use caseload::SheetNumber;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use icalendar::{Class, Component, Event, EventLike, EventStatus, Property};

/// One contact of an officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarContact {
    /// The same for the same contact of the same officer in every file, and no key to the case.
    pub uid: String,
    /// Never lower than in a file made before.
    pub sequence: u32,
    pub when: When,
    pub collar: String,
    /// Ward and borough, as far as they are recorded.
    pub place: Option<String>,
    /// Where the sheet was printed.
    pub sheet: Option<SheetNumber>,
    /// No longer this officer's, or not on a day to come.
    pub cancelled: bool,
}

/// When a contact is to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// On this day, where the hours of the shift are not known.
    Day(NaiveDate),
    /// In this shift, by the clocks of London.
    Shift { starts: NaiveDateTime, ends: NaiveDateTime },
}

/// The head of the file: the same in each, but for what a reader shows as the calendar's name.
const HEAD: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Reassure//Contacts//EN\r\nCALSCALE:GREGORIAN\r\n\
METHOD:PUBLISH\r\nX-WR-CALNAME:Reassurance contacts\r\n";

/// The clocks of London since 1996, when the United Kingdom took over the European Union's days for them.
/// Source: the Summer Time Order 2002 (SI 2002/262); the IANA time zone database, zone Europe/London, rule EU.
const LONDON: &str = "BEGIN:VTIMEZONE\r\nTZID:Europe/London\r\n\
BEGIN:DAYLIGHT\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nTZNAME:BST\r\nDTSTART:19960331T010000\r\n\
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n\
BEGIN:STANDARD\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0000\r\nTZNAME:GMT\r\nDTSTART:19961027T020000\r\n\
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

/// The calendar file. `made_at` is when it is made: a reader tells an older file by it.
///
/// # Errors
/// The library's, where an event cannot be written; none is known.
pub fn calendar_bytes(contacts: &[CalendarContact], made_at: DateTime<Utc>) -> Result<Vec<u8>, std::fmt::Error> {
    let mut file = String::from(HEAD);
    file.push_str(LONDON);
    for contact in contacts {
        // Event by event: the library's own calendar would ask the clock for each part of the time zone.
        file.push_str(&event(contact, made_at).try_into_string()?);
    }
    file.push_str("END:VCALENDAR\r\n");
    Ok(file.into_bytes())
}

fn event(contact: &CalendarContact, made_at: DateTime<Utc>) -> Event {
    let mut event = Event::with_uid(&contact.uid);
    let what = contact
        .sheet
        .map_or_else(|| "Reassurance contact".to_owned(), |sheet| format!("Reassurance contact, sheet {sheet}"));
    event
        .timestamp(made_at)
        .sequence(contact.sequence)
        .class(Class::Private)
        .summary(&what)
        .description(&format!("For {}. What to know is on the contact sheet.", contact.collar))
        .status(if contact.cancelled { EventStatus::Cancelled } else { EventStatus::Confirmed })
        // The shift holds more than this contact: it leaves the time free.
        .add_property("TRANSP", "TRANSPARENT");
    if let Some(place) = &contact.place {
        event.location(place);
    }
    match contact.when {
        When::Day(on) => {
            // The end is not included, and a day without one would have no length in some readers.
            event.starts(on).ends(on.succ_opt().unwrap_or(on));
        }
        When::Shift { starts, ends } => {
            event.append_property(london("DTSTART", starts)).append_property(london("DTEND", ends));
        }
    }
    event.done()
}

fn london(key: &str, at: NaiveDateTime) -> Property {
    Property::new(key, at.format("%Y%m%dT%H%M%S").to_string()).add_parameter("TZID", "Europe/London").done()
}

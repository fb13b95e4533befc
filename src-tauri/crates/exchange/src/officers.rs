//! The officers' list: who can see victims, where and when.
//!
//! One row an officer. Columns, in any order: see [`TEMPLATE`] and [`column`].
//! Boroughs and wards are separated by `;` or `|`.
//! Duty is days of the week ("Mon-Fri", "Mon Tue Sat"), single days (2026-11-28) and spans (2026-11-02/2026-11-06),
//! separated by spaces, commas or `;`. Away is single days and spans in the same way.
//! Hours are those of each shift ("07:00-15:00"), or of some days ("Mon-Fri 07:00-15:00; Sat 22:00-07:00"); a shift
//! over midnight belongs to the day it starts.

mod cells;
mod duty;
mod one;
mod refusal;
mod write;

pub use one::read_one;
pub use refusal::{OfficerReason, OfficerRefusal};
pub use write::{away_text, duty_text, hours_text, officers_table, several_text};

use crate::places::places;
use crate::shown::plain;
use crate::table_in::{Header, TableIn};
use crate::text::ReadError;
use crate::words::one_line;
use caseload::{Collar, Duty, Gender, OfficerRole, Sensitive};
use csv::StringRecord;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// A list to start from, with two invented officers. The names are personal; everything else is not.
pub const TEMPLATE: &str = "\
Collar,Name,Role,Boroughs,Wards,Contacts a shift,Visits a shift,Team,Duty,Hours,Away,Briefed,Languages,Gender,Plain clothes\r
7031SW,Sam Example,PCSO,Merton,Colliers Wood; Lavender Fields,4,2,Merton North SNT,Mon-Fri,07:00-15:00,2026-12-21/2026-12-27,Yes,Urdu; Polish,,No\r
2044SW,Jo Specimen,PC,Merton; Wandsworth,,3,1,Town centre,Tue Thu Sat 2026-11-29,Tue Thu 14:00-22:00; Sat 22:00-07:00,,Yes,,Female,Yes\r
";

/// The longest duty pattern one cell may spell out, in characters.
const CELL_MAX: usize = 2_000;

/// One officer of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficerRow {
    /// The row as a spreadsheet numbers it.
    pub row: u64,
    pub collar: Collar,
    pub name: Sensitive<String>,
    pub role: OfficerRole,
    pub boroughs: BTreeSet<String>,
    /// Empty means every ward of the boroughs.
    pub wards: BTreeSet<String>,
    pub contacts_a_shift: u16,
    pub visits_a_shift: u16,
    pub team: Option<String>,
    /// Whether briefed on reassurance contacts; yes where the list does not say.
    pub briefed: bool,
    pub languages: BTreeSet<String>,
    /// `None` where the list does not say, or the officer does not wish it used.
    pub gender: Option<Gender>,
    pub plain_clothes: bool,
    pub duty: Duty,
}

/// A list as read: officers understood in full, and what is wrong with the other rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficerList {
    pub officers: Vec<OfficerRow>,
    pub refusals: Vec<OfficerRefusal>,
}

/// The columns of the list, each with the names it goes by.
pub mod column {
    pub const COLLAR: &[&str] = &["Collar", "Collar number", "Collar no", "Shoulder number", "Warrant number"];
    pub const NAME: &[&str] = &["Name", "Officer", "Officer name"];
    pub const ROLE: &[&str] = &["Role", "Rank"];
    pub const BOROUGHS: &[&str] = &["Boroughs", "Borough", "Division"];
    pub const WARDS: &[&str] = &["Wards", "Ward", "Beat"];
    pub const CONTACTS: &[&str] = &["Contacts a shift", "Contacts per shift", "contacts_a_shift", "Contacts"];
    pub const VISITS: &[&str] = &["Visits a shift", "Visits per shift", "visits_a_shift", "Visits"];
    pub const TEAM: &[&str] = &["Team", "SNT"];
    pub const DUTY: &[&str] = &["Duty", "On duty", "Works", "Days worked"];
    pub const AWAY: &[&str] = &["Away", "Leave", "Absent"];

    pub const HOURS: &[&str] = &["Hours", "Shift hours", "Shift"];
    pub const BRIEFED: &[&str] = &["Briefed", "SRC briefed"];
    pub const LANGUAGES: &[&str] = &["Languages", "Language", "Speaks"];
    pub const GENDER: &[&str] = &["Gender", "Sex"];
    pub const LEAVES: &[&str] = &["Leaves", "Last day", "Leaving date"];
    pub const PLAIN_CLOTHES: &[&str] = &["Plain clothes", "Plain-clothes"];

    pub(super) const NEEDED: [&[&str]; 7] = [COLLAR, NAME, ROLE, BOROUGHS, CONTACTS, VISITS, DUTY];
    pub(super) const ALL: [&[&str]; 16] = [
        COLLAR,
        NAME,
        ROLE,
        BOROUGHS,
        WARDS,
        CONTACTS,
        VISITS,
        TEAM,
        DUTY,
        HOURS,
        AWAY,
        LEAVES,
        BRIEFED,
        LANGUAGES,
        GENDER,
        PLAIN_CLOTHES,
    ];
}

/// Reads an officers' list.
///
/// # Errors
/// Where the file as a whole cannot be read: see [`ReadError`]. Rows that are refused are no error.
pub fn read_officers(bytes: &[u8]) -> Result<OfficerList, ReadError> {
    let wanted: Vec<&str> = column::ALL.concat();
    let table = TableIn::open(bytes, &wanted)?;
    let places = Places::new(&table.header)?;
    let (mut rows, mut record) = (table.rows(), StringRecord::new());
    let mut list = OfficerList { officers: Vec::new(), refusals: Vec::new() };
    let mut met: BTreeMap<Collar, u64> = BTreeMap::new();
    let mut count = 0_u64;
    while let Some(row) = rows.next(&mut record) {
        count += 1;
        match places.officer(row, &record) {
            Ok(officer) => match met.get(&officer.collar) {
                Some(&first_row) => {
                    list.refusals.push(OfficerReason::SameAsRow { first_row }.at(row, "Collar", None));
                }
                None => {
                    met.insert(officer.collar.clone(), row);
                    list.officers.push(officer);
                }
            },
            Err(refusals) => list.refusals.extend(refusals),
        }
    }
    if count == 0 { Err(ReadError::OnlyAHeader) } else { Ok(list) }
}

/// Where the columns stand in one file.
struct Places {
    cells: usize,
    at: BTreeMap<&'static str, usize>,
}

impl Places {
    fn new(header: &Header) -> Result<Self, ReadError> {
        let at = places(header, &column::ALL, &column::NEEDED, "officers' list")?;
        Ok(Self { cells: header.len(), at })
    }

    fn cell<'r>(&self, names: &[&'static str], record: &'r StringRecord) -> &'r str {
        let place = names.first().and_then(|first| self.at.get(first));
        let raw = place.map_or("", |&at| record.get(at).unwrap_or_default().trim());
        match plain(raw) {
            Cow::Borrowed(shown) => shown.trim(),
            // Quotation marks within quotation marks: in a name, a team or a day there is no use for them.
            Cow::Owned(_) => raw,
        }
    }

    fn officer(&self, row: u64, record: &StringRecord) -> Result<OfficerRow, Vec<OfficerRefusal>> {
        if record.len() != self.cells {
            let reason = OfficerReason::CellCount { expected: self.cells, found: record.len() };
            return Err(vec![reason.at(row, "", None)]);
        }
        if record.iter().any(|cell| cell.len() > CELL_MAX) {
            return Err(vec![OfficerReason::CellTooLong.at(row, "", None)]);
        }
        let cell = |names: &[&'static str]| self.cell(names, record);
        let mut refusals = Vec::new();
        let mut refuse = |reason: OfficerReason, names: &[&str], value: Option<&str>| {
            refusals.push(reason.at(row, names.first().copied().unwrap_or_default(), value));
        };
        let collar = Collar::new(cell(column::COLLAR));
        if collar.is_none() {
            refuse(OfficerReason::NotACollar, column::COLLAR, None);
        }
        let role = cells::role(cell(column::ROLE));
        if role.is_none() {
            refuse(OfficerReason::UnknownRole, column::ROLE, Some(cell(column::ROLE)));
        }
        let name = one_line(cell(column::NAME));
        if name.is_empty() {
            refuse(OfficerReason::Empty, column::NAME, None);
        }
        let boroughs = cells::several(cell(column::BOROUGHS));
        if boroughs.is_empty() {
            refuse(OfficerReason::Empty, column::BOROUGHS, None);
        }
        let [contacts, visits] = [column::CONTACTS, column::VISITS].map(|names| cells::count(cell(names)));
        for (names, count) in [(column::CONTACTS, contacts), (column::VISITS, visits)] {
            if count.is_none() {
                refuse(OfficerReason::NotACount, names, Some(cell(names)));
            }
        }
        if contacts.zip(visits).is_some_and(|(contacts, visits)| visits > contacts) {
            refuse(OfficerReason::MoreVisitsThanContacts, column::VISITS, Some(cell(column::VISITS)));
        }
        let duty = duty::read(&cell);
        if let Err((reason, names, word)) = &duty {
            refuse(reason.clone(), names, Some(word));
        }
        let further = cells::Further::read(&cell);
        if let Err((reason, names)) = &further {
            refuse(reason.clone(), names, Some(cell(names)));
        }
        match (collar, role, contacts, visits, duty, further) {
            (Some(collar), Some(role), Some(contacts_a_shift), Some(visits_a_shift), Ok(duty), Ok(further))
                if refusals.is_empty() =>
            {
                Ok(OfficerRow {
                    row,
                    collar,
                    name: Sensitive::new(name),
                    role,
                    boroughs,
                    wards: cells::several(cell(column::WARDS)),
                    contacts_a_shift,
                    visits_a_shift,
                    team: Some(one_line(cell(column::TEAM))).filter(|team| !team.is_empty()),
                    briefed: further.briefed,
                    languages: further.languages,
                    gender: further.gender,
                    plain_clothes: further.plain_clothes,
                    duty,
                })
            }
            _ => Err(refusals),
        }
    }
}

#[cfg(test)]
mod tests;

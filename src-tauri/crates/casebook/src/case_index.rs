//! The keys by which lists select cases, held in memory: a list and its count are one pass over some bytes a case.
//!
//! It holds codes and numbers only, as the ledger file does, and is kept up with the entries: a case is read again when
//! an entry is about it, and everything when an import was applied, taken back or restored.

mod references;
mod wanted;

use crate::case_row::{self, CaseFilter, CaseRow};
use crate::error::CasebookError;
use crate::ledger;
use caseload::{CaseId, RiskLevel};
use chrono::{Datelike, NaiveDate};
use references::References;
use rusqlite::{Connection, Row};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// More entries than this at once, and everything is read anew.
const ENTRIES_MAX: u64 = 2_000;
/// More open contacts than this are not held as rows: they are read each time.
const OPEN_MAX: usize = 60_000;
/// Strands beyond so many share a bit, and are looked for in the tables.
const LAST_BIT: u32 = 63;
/// The kinds of entries that change cases which no entry is about.
const OF_MANY: &str = "'import_applied', 'import_taken_back', 'import_restored', 'person_erased'";

/// Where a case stands in lists: the latest report first, then by id.
type Place = (std::cmp::Reverse<Option<i32>>, i64);

/// What lists select a case by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Keys {
    said: u64,
    problems: u64,
    worked_by: Option<i64>,
    /// By their place in [`CaseIndex::names`]; 0 is none.
    borough: u32,
    ward: u32,
    /// A bit a strand: see [`CaseIndex::strands`].
    strands: u64,
    risk: Option<RiskLevel>,
    contact_open: bool,
    /// The day of the outcome, where there is one.
    closed_on: Option<i32>,
    closed: bool,
    differs: bool,
}

/// A case reported or ended lately, as its clocks need it.
pub struct Lately<'a> {
    pub case: CaseId,
    pub reported_on: Option<NaiveDate>,
    pub outcome_on: Option<NaiveDate>,
    /// As the read model keeps it: see [`case_row::read_clock_acts`].
    pub clock_acts: &'a str,
}

/// By the day of the report and the case.
type OpenContacts = BTreeMap<(Option<i32>, i64), Arc<CaseRow>>;

/// The keys of every case, in the order of lists.
#[derive(Default)]
pub struct CaseIndex {
    /// Up to and with this entry.
    up_to: u64,
    cases: Vec<(Place, Keys)>,
    places: HashMap<i64, Option<i32>>,
    references: References,
    /// What was done about the clocks of each case with such acts, as the read model keeps it.
    clock_acts: HashMap<i64, Box<str>>,
    names: HashMap<String, u32>,
    /// The strands met, by their codes; those beyond the last bit share it.
    strands: BTreeMap<String, u32>,
    /// Cases whose contact is open, earliest report first; none where nobody asked, or they are too many.
    open: Option<OpenContacts>,
}

const COLUMNS: &str = "case_id, reported_on, said, problems, worked_by, borough, ward, strands, risk, contact_open, \
                       outcome_number IS NOT NULL, differences <> 0, outcome_on, reference, clock_acts";

impl CaseIndex {
    /// Brings the index up to the last entry.
    pub fn catch_up(&mut self, ledger: &Connection, caseload: &str) -> Result<(), CasebookError> {
        let head = ledger::read_head(ledger, caseload)?.number;
        if head == self.up_to {
            return Ok(());
        }
        if self.up_to == 0 || head < self.up_to || head - self.up_to > ENTRIES_MAX || self.many_changed(ledger)? {
            self.read_all(ledger)?;
        } else {
            for case in changed_since(ledger, self.up_to)? {
                self.read_again(ledger, case)?;
            }
        }
        self.up_to = head;
        Ok(())
    }

    fn many_changed(&self, ledger: &Connection) -> Result<bool, CasebookError> {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM entry WHERE number > ? AND kind IN ({OF_MANY}))");
        Ok(ledger.prepare_cached(&sql)?.query_row([self.up_to.cast_signed()], |row| row.get(0))?)
    }

    fn read_all(&mut self, ledger: &Connection) -> Result<(), CasebookError> {
        *self = Self::default();
        let mut statement = ledger.prepare_cached(&format!("SELECT {COLUMNS} FROM case_row"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (place, keys) = self.read(row)?;
            self.places.insert(place.1, place.0.0);
            self.references.push(row.get_ref(13)?.as_str().map_err(rusqlite::Error::from)?, place);
            self.cases.push((place, keys));
        }
        self.references.sort();
        self.cases.sort_unstable_by_key(|(place, _)| *place);
        Ok(())
    }

    fn read_again(&mut self, ledger: &Connection, case: i64) -> Result<(), CasebookError> {
        let mut statement = ledger.prepare_cached(&format!("SELECT {COLUMNS} FROM case_row WHERE case_id = ?"))?;
        let mut rows = statement.query([case])?;
        let found = match rows.next()? {
            Some(row) => Some((self.read(row)?, row.get::<_, String>(13)?)),
            None => None,
        };
        let before = self.places.remove(&case);
        if let Some(reported_on) = before {
            if let Ok(at) = self.at((std::cmp::Reverse(reported_on), case)) {
                self.cases.remove(at);
            }
            if let Some(open) = &mut self.open {
                open.remove(&(reported_on, case));
            }
        }
        let before = before.map(|reported_on| (std::cmp::Reverse(reported_on), case));
        let Some(((place, keys), reference)) = found else {
            if let Some(place) = before {
                self.references.remove(place);
            }
            self.clock_acts.remove(&case);
            return Ok(());
        };
        self.references.put(&reference, place, before);
        self.places.insert(case, place.0.0);
        if let Err(at) = self.at(place) {
            self.cases.insert(at, (place, keys));
        }
        if let (Some(open), true) = (&mut self.open, keys.contact_open)
            && let Some(row) = case_row::read(ledger, CaseId::from_i64(case))?
        {
            open.insert((place.0.0, case), Arc::new(row));
        }
        Ok(())
    }

    fn at(&self, place: Place) -> Result<usize, usize> {
        self.cases.binary_search_by_key(&place, |(place, _)| *place)
    }

    fn read(&mut self, row: &Row<'_>) -> Result<(Place, Keys), CasebookError> {
        let mut name = |index| -> Result<u32, CasebookError> {
            let text = row.get_ref(index)?.as_str_or_null().map_err(rusqlite::Error::from)?;
            Ok(text.map_or(0, |text| named(&mut self.names, text)))
        };
        let (borough, ward) = (name(5)?, name(6)?);
        let text = |index| row.get_ref(index)?.as_str_or_null().map_err(rusqlite::Error::from);
        let case = row.get(0)?;
        match text(14)? {
            Some(acts) => drop(self.clock_acts.insert(case, acts.into())),
            None => drop(self.clock_acts.remove(&case)),
        }
        let keys = Keys {
            said: row.get::<_, i64>(2)?.cast_unsigned(),
            problems: row.get::<_, i64>(3)?.cast_unsigned(),
            worked_by: row.get(4)?,
            borough,
            ward,
            strands: text(7)?.map_or(0, |codes| strand_bits(&mut self.strands, codes)),
            risk: text(8)?.and_then(RiskLevel::from_code),
            contact_open: row.get(9)?,
            closed_on: row.get(12)?,
            closed: row.get(10)?,
            differs: row.get(11)?,
        };
        Ok(((std::cmp::Reverse(row.get(1)?), case), keys))
    }

    /// One page of a list, and how many cases the list holds; `None` for a filter that only the tables can answer.
    pub fn page(&self, filter: &CaseFilter, offset: u64, limit: u64) -> Option<(u64, Vec<CaseId>)> {
        let wanted = self.wanted(filter)?;
        let (mut count, mut page) = (0, Vec::new());
        for (place, _) in self.cases.iter().filter(|(_, keys)| wanted.holds(keys)) {
            if count >= offset && (page.len() as u64) < limit {
                page.push(CaseId::from_i64(place.1));
            }
            count += 1;
        }
        Some((count, page))
    }

    /// How many cases a list holds; `None` for a filter that only the tables can answer.
    pub fn count(&self, filter: &CaseFilter) -> Option<u64> {
        let wanted = self.wanted(filter)?;
        Some(self.cases.iter().filter(|(_, keys)| wanted.holds(keys)).count() as u64)
    }

    /// How many cases have each problem, by its bit.
    pub fn count_problems(&self) -> [u64; u64::BITS as usize] {
        let mut counts = [0; u64::BITS as usize];
        for (_, keys) in &self.cases {
            let mut left = keys.problems;
            while left != 0 {
                if let Some(count) = counts.get_mut(left.trailing_zeros() as usize) {
                    *count += 1;
                }
                left &= left - 1;
            }
        }
        counts
    }

    /// Cases whose reference begins so: those of exactly this reference first, then the latest.
    pub fn of_reference(&self, typed: &str, limit: usize) -> Vec<CaseId> {
        self.references.found(typed, limit)
    }

    /// The cases reported or ended on or after a day.
    pub fn lately(&self, since: NaiveDate) -> impl Iterator<Item = Lately<'_>> {
        let since_day = since.num_days_from_ce();
        let is_lately = move |on: Option<i32>| on.is_some_and(|on| since_day <= on);
        let day = |on: Option<i32>| on.and_then(NaiveDate::from_num_days_from_ce_opt);
        let found = self.cases.iter().filter(move |(place, keys)| is_lately(place.0.0) || is_lately(keys.closed_on));
        found.map(move |(place, keys)| Lately {
            case: CaseId::from_i64(place.1),
            reported_on: day(place.0.0),
            outcome_on: day(keys.closed_on),
            clock_acts: self.clock_acts.get(&place.1).map_or("", |acts| &**acts),
        })
    }

    /// For each case reported on or after a day: that day, and its fields with a value.
    pub fn each_said(&self, since: NaiveDate, mut each: impl FnMut(NaiveDate, u64)) {
        let since = since.num_days_from_ce();
        let lately = self.cases.iter().take_while(|((reported_on, _), _)| reported_on.0.is_some_and(|on| since <= on));
        for ((reported_on, _), keys) in lately {
            if let Some(on) = reported_on.0.and_then(NaiveDate::from_num_days_from_ce_opt) {
                each(on, keys.said);
            }
        }
    }

    /// The rows of the cases whose contact is open, earliest report first.
    pub fn open(&mut self, ledger: &Connection) -> Result<Vec<Arc<CaseRow>>, CasebookError> {
        if let Some(open) = &self.open {
            return Ok(open.values().map(Arc::clone).collect());
        }
        let rows: Vec<Arc<CaseRow>> = case_row::read_open(ledger)?.into_iter().map(Arc::new).collect();
        if rows.len() <= OPEN_MAX {
            let place = |row: &Arc<CaseRow>| {
                let case = row.case.as_i64();
                ((self.places.get(&case).copied().flatten(), case), Arc::clone(row))
            };
            self.open = Some(rows.iter().map(place).collect());
        }
        Ok(rows)
    }

    /// The rows of these cases, all of them open and latest report first, in the opposite order.
    pub fn open_among(&mut self, ledger: &Connection, cases: &[CaseId]) -> Result<Vec<Arc<CaseRow>>, CasebookError> {
        if self.open.is_none() {
            self.open(ledger)?;
        }
        let mut rows = Vec::with_capacity(cases.len());
        for case in cases.iter().rev() {
            let place = (self.places.get(&case.as_i64()).copied().flatten(), case.as_i64());
            match self.open.as_ref().and_then(|open| open.get(&place)) {
                Some(row) => rows.push(Arc::clone(row)),
                None => rows.extend(case_row::read(ledger, *case)?.map(Arc::new)),
            }
        }
        Ok(rows)
    }
}

fn named(names: &mut HashMap<String, u32>, text: &str) -> u32 {
    if let Some(known) = names.get(text) {
        return *known;
    }
    let next = u32::try_from(names.len()).map_or(u32::MAX - 1, |count| count + 1);
    names.insert(text.to_owned(), next);
    next
}

/// The bits of strands written as codes joined by commas.
fn strand_bits(strands: &mut BTreeMap<String, u32>, codes: &str) -> u64 {
    let mut bits = 0;
    for code in codes.split(',').filter(|code| !code.is_empty()) {
        let next = u32::try_from(strands.len()).unwrap_or(LAST_BIT).min(LAST_BIT);
        let bit = match strands.get(code) {
            Some(bit) => *bit,
            None => *strands.entry(code.to_owned()).or_insert(next),
        };
        bits |= 1 << bit;
    }
    bits
}

/// The cases that entries after this one are about.
fn changed_since(ledger: &Connection, number: u64) -> Result<BTreeSet<i64>, CasebookError> {
    let mut statement = ledger.prepare_cached("SELECT case_id FROM entry WHERE number > ? AND case_id IS NOT NULL")?;
    let rows = statement.query_map([number.cast_signed()], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

//! A file nobody has mapped yet: its columns side by side, what each could be read as and why, and what has to be asked.
//!
//! Nothing here is decided: it is a proposal, which a person looks over column by column.

mod date_forms;

pub use date_forms::{DateForms, TwoOrders};

use crate::mapping::{Choice, MappingForm, SAYS_NOTHING, Values, is_day, known_meaning, meanings, values_of};
use crate::shown::plain;
use crate::table_in::{Opening, TableForm, TableIn};
use crate::text::{ReadError, is_workbook};
use crate::words::{Words, folded, one_line};
use crate::workbook::Workbook;
use caseload::Sensitive;
use chrono::NaiveDate;
use csv::StringRecord;
use std::collections::{BTreeMap, BTreeSet};

/// Rows of the file shown beside the columns.
const ROWS_SHOWN: usize = 5;
/// More different values than this are not a list of codes.
pub const VALUES_MAX: usize = 120;
/// A longer value is no code.
const VALUE_LENGTH_MAX: usize = 100;

/// What a file looks like, before anybody has said what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    pub form: TableForm,
    pub header_row: u64,
    /// Rows below the column names; blank ones not.
    pub rows: u64,
    pub columns: Vec<SampleColumn>,
    pub dates: DateForms,
    /// Words that say nothing in any column, to start from.
    pub empty_says: Vec<String>,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleColumn {
    /// As the file names it; empty where it has no name, and then it cannot be read.
    pub name: String,
    /// The first cells, as the file has them: some are personal.
    pub cells: Vec<Sensitive<String>>,
    /// Cells that are not empty.
    pub filled: u64,
    /// What it is proposed to be read as: see [`crate::mapping::ways_to_read`]. Empty: not read.
    pub reads: String,
    /// Why.
    pub because: Because,
    /// Its values, where it is read as a list of codes.
    pub values: Vec<SampleValue>,
    /// What a value can mean.
    pub meanings: Vec<Choice>,
}

/// Why a column is proposed to be read so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// The mapping that was asked for reads it.
    Mapped,
    /// Other sources call it so.
    Name,
    /// Nobody knows it: a person says.
    Unknown,
}

/// One value of a column of codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SampleValue {
    pub value: String,
    pub rows: u64,
    /// What it means, where that is known; a person says the rest.
    pub means: Option<String>,
}

/// What a column is called elsewhere, besides in the mappings that come with the program.
const ALSO_CALLED: &[(&str, &[&str])] = &[
    (
        "reference",
        &["Reference", "Ref", "Crime Reference", "Crime Reference Number", "CRN", "Incident Number", "Case Ref"],
    ),
    ("victim_number", &["Victim Ref", "Victim ID", "Victim Reference", "Nominal ID", "Nominal Ref", "VIW Number"]),
    ("reported_on", &["Report Date", "Date of Report", "Reported", "Reported On"]),
    ("recorded_on", &["Record Date", "Recorded", "Recorded On"]),
    ("occurred_on", &["Occurred Date", "Date Occurred", "Offence Date", "Occurred On"]),
    ("borough", &["Borough Name", "BCU Borough"]),
    ("ward", &["Ward Name"]),
    ("risk", &["Risk Assessment", "Risk Grade"]),
    ("victim_name", &["Name", "Victim", "Full Name", "Surname"]),
    ("also:victim_name", &["Forename", "Forenames", "First Name"]),
    ("date_of_birth", &["Born", "Birth Date"]),
    ("telephone", &["Telephone Number", "Phone Number", "Contact Number"]),
    ("email", &["Email Address"]),
    ("oic_collar", &["OIC", "OIC Collar Number", "OIC Shoulder Number"]),
    ("outcome_on", &["Outcome Day", "Date of Outcome"]),
    ("language", &["Victim Language", "First Language"]),
    ("flags", &["Strands", "Strand", "Hate Crime Strand", "Motivation", "Bias"]),
];

/// Looks at a file.
///
/// `like` is the written form of the mapping whose columns and words are taken first, if there is one.
/// `today` is the latest day a date may have.
///
/// # Errors
/// Where the file is no table, or empty: see [`ReadError`].
pub fn sample(bytes: &[u8], opening: Opening<'_>, like: Option<&str>, today: NaiveDate) -> Result<Sample, ReadError> {
    let known = Known::new(like);
    let names: Vec<&str> = known.asked.iter().flat_map(|asked| asked.names()).collect();
    let sheet = opening.sheet.or_else(|| known.asked.as_ref()?.sheet.as_deref());
    let table = TableIn::open_with(bytes, &names, Opening { sheet, ..opening })?;
    let mut taken = BTreeSet::new();
    let mut columns: Vec<Gathered> =
        table.header.names().iter().map(|name| Gathered::new(name, &known, &mut taken)).collect();
    let (mut rows, mut record, mut count) = (table.rows(), StringRecord::new(), 0_u64);
    let mut dates = date_forms::Gathering::new(table.is_sheet(), today);
    while rows.next(&mut record).is_some() {
        count += 1;
        for (column, cell) in columns.iter_mut().zip(record.iter()) {
            let shown = plain(cell.trim());
            column.take(shown.trim());
            if is_day(&column.reads) {
                dates.take(shown.trim());
            }
        }
    }
    if count == 0 {
        return Err(ReadError::OnlyAHeader);
    }
    let columns = columns.into_iter().map(|column| column.finish(&known)).collect();
    let empty_says = known.asked.as_ref().unwrap_or(&known.own).empty_says.clone();
    Ok(Sample {
        empty_says,
        form: table.form,
        header_row: table.header_row,
        rows: count,
        columns,
        dates: dates.finish(),
    })
}

/// The sheets of a workbook that are shown; none of a table in text.
///
/// # Errors
/// Where the workbook is damaged or locked.
pub fn sheets(bytes: &[u8]) -> Result<Vec<String>, ReadError> {
    if is_workbook(bytes) { Ok(Workbook::open(bytes)?.sheets()) } else { Ok(Vec::new()) }
}

/// What a value can mean in a field, or in a column of `flags`, as the mapping with this written form has it.
pub fn meanings_of(field: &str, like: &str) -> Vec<Choice> {
    let known = Known::new(Some(like));
    let mut choices = meanings(field, known.words_for(field));
    choices.push(Choice { code: SAYS_NOTHING.to_owned(), label: "Says nothing, like an empty cell".to_owned() });
    choices
}

/// The values of one column, once a person has said what it is read as; and, of a column of days, how they are written.
///
/// # Errors
/// As [`sample`].
pub fn sample_column(
    bytes: &[u8],
    opening: Opening<'_>,
    column: &str,
    reads: &str,
    like: Option<&str>,
    today: NaiveDate,
) -> Result<(SampleColumn, DateForms), ReadError> {
    let known = Known::new(like);
    let table = TableIn::open_with(bytes, &[column], opening)?;
    let place = table.header.names().iter().position(|name| name == column);
    let place =
        place.ok_or_else(|| ReadError::MissingColumn { columns: vec![column.to_owned()], mapping: String::new() })?;
    let mut gathered = Gathered { reads: reads.to_owned(), ..Gathered::new(column, &known, &mut BTreeSet::new()) };
    let mut dates = date_forms::Gathering::new(table.is_sheet(), today);
    let (mut rows, mut record) = (table.rows(), StringRecord::new());
    while rows.next(&mut record).is_some() {
        let shown = plain(record.get(place).unwrap_or_default().trim());
        gathered.take(shown.trim());
        if is_day(reads) {
            dates.take(shown.trim());
        }
    }
    Ok((gathered.finish(&known), dates.finish()))
}

/// What is known of columns and words before the file is seen.
struct Known {
    asked: Option<MappingForm>,
    own: MappingForm,
}

impl Known {
    fn new(like: Option<&str>) -> Self {
        let form = |text: &str| toml::from_str::<MappingForm>(text).ok();
        let own = crate::Mapping::built_in_text("rms").and_then(form).unwrap_or_default();
        Self { asked: like.and_then(form), own }
    }

    /// What a column of this name is read as.
    fn reads(&self, column: &str) -> Option<(String, Because)> {
        if let Some(asked) = &self.asked {
            return asked.reads(column).map(|reads| (reads, Because::Mapped));
        }
        let name = folded(column);
        let called = || {
            let of = ALSO_CALLED.iter().find(|(_, names)| names.iter().any(|known| folded(known) == name));
            of.map(|(reads, _)| (*reads).to_owned())
        };
        self.own.reads(column).or_else(called).map(|reads| (reads, Because::Name))
    }

    /// The mapping whose words a field's list is taken from.
    fn words_for(&self, field: &str) -> &MappingForm {
        self.asked.as_ref().filter(|asked| asked.fields.contains_key(field)).unwrap_or(&self.own)
    }

    /// What a value of a column is known to mean.
    fn means(&self, column: &str, reads: &str, value: &str) -> Option<String> {
        let asked = self.asked.as_ref().and_then(|asked| asked.means(column, reads, value));
        asked.or_else(|| known_meaning(reads, value)).or_else(|| self.own.means(column, reads, value))
    }
}

/// A column while its cells are gone through.
struct Gathered {
    name: String,
    reads: String,
    because: Because,
    cells: Vec<Sensitive<String>>,
    filled: u64,
    counts: BTreeMap<String, u64>,
}

impl Gathered {
    /// `taken` are the readings that another column has: two columns cannot both be the reference.
    fn new(name: &str, known: &Known, taken: &mut BTreeSet<String>) -> Self {
        let proposed = known
            .reads(name)
            .filter(|(reads, _)| reads.contains(':') || reads == "flags" || taken.insert(reads.clone()));
        let (reads, because) = proposed.unwrap_or((String::new(), Because::Unknown));
        Self { name: name.to_owned(), reads, because, cells: Vec::new(), filled: 0, counts: BTreeMap::new() }
    }

    fn take(&mut self, cell: &str) {
        if self.cells.len() < ROWS_SHOWN {
            self.cells.push(Sensitive::new(one_line(cell).chars().take(VALUE_LENGTH_MAX).collect()));
        }
        if cell.is_empty() {
            return;
        }
        self.filled += 1;
        if values_of(&self.reads) == Values::Plain {
            return;
        }
        if self.reads == "flags" {
            cell.split([';', ',', '|'])
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .for_each(|part| self.count(part));
        } else {
            self.count(cell);
        }
    }

    fn count(&mut self, value: &str) {
        let known = self.counts.get_mut(value);
        if let Some(count) = known {
            *count += 1;
        } else if self.counts.len() <= VALUES_MAX && value.chars().count() <= VALUE_LENGTH_MAX {
            self.counts.insert(value.to_owned(), 1);
        }
    }

    fn finish(self, known: &Known) -> SampleColumn {
        let Self { name, reads, because, cells, filled, counts } = self;
        let nothing = Words::list(known.asked.as_ref().unwrap_or(&known.own).empty_says.iter().map(String::as_str));
        let means = |value: &str| {
            let said = known.means(&name, &reads, value);
            said.or_else(|| nothing.holds(&folded(value)).then(|| SAYS_NOTHING.to_owned()))
        };
        let values =
            counts.into_iter().map(|(value, rows)| SampleValue { means: means(&value), value, rows }).collect();
        let mut meanings = meanings(&reads, known.words_for(&reads));
        if values_of(&reads) != Values::Plain {
            let label = "Says nothing, like an empty cell".to_owned();
            meanings.push(Choice { code: SAYS_NOTHING.to_owned(), label });
        }
        SampleColumn { name, cells, filled, reads, because, values, meanings }
    }
}

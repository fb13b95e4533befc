//! Mappings: what the columns of a source mean. Written as TOML, version 1.
//!
//! ```toml
//! version = 1
//! name = "rms"                       # how it is called by name
//! title = "Records management"       # the source, as people see it
//! sheet = "Extract"                  # of a workbook; may be left out where one sheet alone has the columns
//! reference = "Crime Number"         # the column of the crime reference; a list gives other names of the column
//! victim_number = "Victim URN"       # may be left out: then the reference alone is the key
//! date_forms = ["%d/%m/%Y"]          # chrono's notation, or "serial" for a spreadsheet's day numbers
//! empty_says = ["NA", "None"]        # say nothing, as an empty cell always does
//! empty_clears = ["team"]            # fields that an empty cell clears
//! invented = { column = "INVENTED", values = ["YES"] }   # marks invented rows
//!
//! [fields.reported_on]               # any name of `Field` or `PersonalField`
//! column = "Reported Date"           # or a list of names the column goes by
//! required = true                    # without the column the file is refused
//!
//! [fields.risk]
//! column = "Risk"
//! values = { "R1" = "high" }         # besides the codes and labels of the list
//!
//! [[flags]]                          # one column with several flags
//! column = "Flags"
//! delimiters = ";,|"
//! values = { "RACE" = "strand:race", "ONLINE" = "online", "VULN" = "nothing" }
//!
//! [[flags]]                          # or one column a bias
//! column = "RACE_BIAS"
//! not = ["None"]                     # says: not this strand
//! marks = "strand:race"              # any other value says this
//!
//! [[flags]]                          # or yes and no
//! column = "No Letters"
//! yes = "safety:no_letter"
//! ```
//!
//! Fields in parts: `outcome` and `outcome_on`; `withdrawn_on`, `withdrawal_reason`, `withdrawal_confirmed_by` and
//! `withdrawal_confirmed_how`. A field may also have `constant` (instead of a column), `also` with `joined_by` (further
//! columns of a personal text), `empty_says`, `date_forms`, `delimiters` (linked_collars), `only_values`
//! (refuse what `values` does not list) and `drop_bracketed_number` ("Annex (95)" is "Annex").
//!
//! Column names and values compare without regard to case, spacing and punctuation.

mod builtin;
mod draft;
mod fields;
mod flags;
mod form;
mod reads;
mod rules;

pub(crate) use fields::{DayField, TextField, YesField};
pub(crate) use flags::{FlagsRule, Meaning};
pub(crate) use rules::{Rule, RuleKind, TextRule};

pub(crate) use form::MappingForm;
pub(crate) use reads::{known_meaning, meanings};

pub use draft::{Draft, DraftColumn, Lesson, teach};
pub use reads::{Choice, NO_FLAG, SAYS_NOTHING, Values, is_day, values_of, ways_to_read};

use crate::mapping_error::MappingError;
use crate::words::{Words, folded};
use std::collections::BTreeSet;

/// A mapping, checked in full.
#[derive(Debug, Clone)]
pub struct Mapping {
    name: String,
    title: String,
    sheet: Option<String>,
    pub(crate) reference: Vec<String>,
    pub(crate) victim_number: Option<Vec<String>>,
    pub(crate) invented: Option<(Vec<String>, Words<()>)>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) flags: Vec<FlagsRule>,
    /// Names of fields in several columns that are cleared where all of their cells are empty.
    pub(crate) clears: BTreeSet<String>,
}

impl Mapping {
    /// Reads a mapping.
    ///
    /// # Errors
    /// Where it is not understood in full: see [`MappingError`].
    pub fn parse(text: &str) -> Result<Self, MappingError> {
        let table: toml::Table = text.parse()?;
        match table.get("version").map(toml::Value::as_integer) {
            Some(Some(1)) => {}
            Some(Some(found)) => return Err(MappingError::UnknownVersion { found }),
            Some(None) | None => return Err(MappingError::NoVersion),
        }
        let form: MappingForm = toml::from_str(text)?;
        let well_named = (1..=40).contains(&form.name.len())
            && form.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_');
        if !well_named {
            return Err(MappingError::BadName { name: form.name });
        }
        let dates = rules::date_forms(&form.date_forms)?;
        let clears: BTreeSet<String> = form.empty_clears.into_iter().collect();
        let shared = rules::Shared { dates: &dates, empty_says: &form.empty_says, clears: &clears };
        let rules = form
            .fields
            .into_iter()
            .map(|(field, form)| Rule::new(field, form, &shared))
            .collect::<Result<Vec<_>, _>>()?;
        let flags = form
            .flags
            .into_iter()
            .map(|flags| FlagsRule::new(flags, &form.empty_says))
            .collect::<Result<Vec<_>, _>>()?;
        let invented = match form.invented {
            Some(mark) => {
                Some((named(mark.column.names(), "invented")?, Words::list(mark.values.iter().map(String::as_str))))
            }
            None => None,
        };
        let mapping = Self {
            name: form.name,
            title: form.title,
            sheet: form.sheet,
            reference: named(form.reference.names(), "reference")?,
            victim_number: form.victim_number.map(|form| named(form.names(), "victim number")).transpose()?,
            invented,
            rules,
            flags,
            clears,
        };
        mapping.checked()
    }

    /// The mapping that comes with the program under this name: `rms` or `toronto`.
    pub fn built_in(name: &str) -> Option<Self> {
        builtin::text(name).and_then(|text| Self::parse(text).ok())
    }

    /// The names of the mappings that come with the program.
    pub fn built_in_names() -> impl Iterator<Item = &'static str> {
        builtin::NAMES.iter().copied()
    }

    /// The written form of a mapping that comes with the program, to start one's own from.
    pub fn built_in_text(name: &str) -> Option<&'static str> {
        builtin::text(name)
    }

    /// How the mapping is called by name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The source, as people see it.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The sheet of a workbook it reads, where it says so.
    pub fn sheet(&self) -> Option<&str> {
        self.sheet.as_deref()
    }

    /// How many columns it reads, by their first names.
    pub fn columns_read(&self) -> u64 {
        let fields = self.rules.iter().map(|rule| usize::from(!rule.column.is_empty()) + rule.also.len());
        let keys = 1 + usize::from(self.victim_number.is_some()) + usize::from(self.invented.is_some());
        (fields.sum::<usize>() + self.flags.len() + keys) as u64
    }

    /// A personal field of which it says the same for every case: then its written form holds a person's words.
    pub fn personal_constant(&self) -> Option<&str> {
        let personal = self.rules.iter().find(|rule| rule.kind.is_personal() && rule.constant.is_some());
        personal.map(|rule| rule.name.as_str())
    }

    /// What must hold between the fields.
    fn checked(self) -> Result<Self, MappingError> {
        let has = |name: &str| self.rules.iter().any(|rule| rule.name == name);
        if has("outcome") && !has("outcome_on") {
            return Err(MappingError::OutcomeWithoutDay);
        }
        let by_flags: BTreeSet<&str> =
            self.flags.iter().flat_map(|rule| &rule.fields).map(|field| field.name()).collect();
        if let Some(twice) = by_flags.iter().find(|&&field| has(field)) {
            return Err(MappingError::SaidTwice { field: (*twice).to_owned() });
        }
        let reads_withdrawal = self.rules.iter().any(|rule| rule.kind.is_of_withdrawal());
        let unread = self.clears.iter().find(|name| {
            let read = has(name) || by_flags.contains(name.as_str()) || (*name == "withdrawal" && reads_withdrawal);
            !read
        });
        match unread {
            Some(field) => Err(MappingError::ClearsUnread { field: field.clone() }),
            None => Ok(self),
        }
    }

    /// Every column name of the mapping, by which a file's delimiter is told.
    pub(crate) fn column_names(&self) -> Vec<&str> {
        let fields = self.rules.iter().flat_map(|rule| rule.column.iter().chain(&rule.also));
        let flags = self.flags.iter().flat_map(|rule| &rule.column);
        let keys = self.reference.iter().chain(self.victim_number.iter().flatten());
        keys.chain(fields).chain(flags).map(String::as_str).collect()
    }
}

/// The names a column goes by: at least one, none empty.
fn named(names: Vec<String>, what: &str) -> Result<Vec<String>, MappingError> {
    if names.is_empty() || names.iter().any(|name| folded(name).is_empty()) {
        return Err(MappingError::NoColumn { what: what.to_owned() });
    }
    Ok(names)
}

#[cfg(test)]
mod tests;

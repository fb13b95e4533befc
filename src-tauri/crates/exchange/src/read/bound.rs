//! A mapping bound to the columns of one file.

use crate::dates::{DateForm, DateReader};
use crate::extract::ColumnUse;
use crate::mapping::{FlagsRule, Mapping, Rule};
use crate::table_in::{Header, TwoOfThem};
use crate::text::ReadError;
use crate::words::Words;

/// A column of the file: where it stands and what it is called.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) at: usize,
    pub(super) name: String,
}

/// A field with the columns it is read from.
#[derive(Debug)]
pub(super) struct BoundRule<'m> {
    pub(super) rule: &'m Rule,
    /// The columns whose texts make the field, at least one; none for a constant.
    pub(super) columns: Vec<Column>,
}

impl<'m> BoundRule<'m> {
    /// The ways its dates may be written, in the mapping's order.
    pub(super) fn date_forms(&self) -> impl Iterator<Item = &'m str> {
        self.rule.kind.date_forms().iter().map(DateForm::as_str)
    }

    /// A reader for the dates of the field.
    pub(super) fn dates(&self, is_sheet: bool) -> DateReader<'m> {
        DateReader::new(self.rule.kind.date_forms()).with_year_first(is_sheet)
    }

    /// The column as a refusal names it.
    pub(super) fn column(&self) -> &str {
        self.columns.first().map_or(&self.rule.name, |column| &column.name)
    }
}

/// A mapping bound to the columns of one file.
#[derive(Debug)]
pub(super) struct Bound<'m> {
    pub(super) mapping: &'m Mapping,
    pub(super) cells: usize,
    pub(super) reference: Column,
    pub(super) victim_number: Option<Column>,
    pub(super) invented: Option<(Column, &'m Words<()>)>,
    pub(super) rules: Vec<BoundRule<'m>>,
    pub(super) flags: Vec<(Column, &'m FlagsRule)>,
    pub(super) used: Vec<ColumnUse>,
    pub(super) missing: Vec<ColumnUse>,
    pub(super) ignored: Vec<String>,
}

impl<'m> Bound<'m> {
    pub(super) fn new(mapping: &'m Mapping, header: &Header) -> Result<Self, ReadError> {
        let mut finder =
            Finder { header, used: Vec::new(), places: Vec::new(), missing: Vec::new(), needed: Vec::new() };
        let reference = finder.find(&mapping.reference, "reference", true)?;
        let victim_number = match &mapping.victim_number {
            // Without it the keys of all cases would change, so that a mapping that names it needs it.
            Some(names) => finder.find(names, "victim_number", true)?,
            None => None,
        };
        let invented = match &mapping.invented {
            Some((names, words)) => finder.find(names, "invented", false)?.map(|column| (column, words)),
            None => None,
        };
        let mut rules = Vec::new();
        for rule in &mapping.rules {
            let columns = finder.columns_of(rule)?;
            if !columns.is_empty() || rule.constant.is_some() {
                rules.push(BoundRule { rule, columns });
            }
        }
        let mut flags = Vec::new();
        for rule in &mapping.flags {
            if let Some(column) = finder.find(&rule.column, "flags", rule.required)? {
                flags.push((column, rule));
            }
        }
        finder.outcome_has_its_day(&rules);
        let (Some(reference), true) = (reference, finder.needed.is_empty()) else {
            return Err(ReadError::MissingColumn { columns: finder.needed, mapping: mapping.title().to_owned() });
        };
        let ignored = header.names().iter().enumerate();
        let ignored = ignored.filter(|(at, name)| !name.is_empty() && !finder.places.contains(at));
        let ignored = ignored.map(|(_, name)| name.clone()).collect();
        let Finder { used, missing, .. } = finder;
        Ok(Self {
            mapping,
            cells: header.len(),
            reference,
            victim_number,
            invented,
            rules,
            flags,
            used,
            missing,
            ignored,
        })
    }
}

/// Finds columns, and keeps account of those used, missing and missing although needed.
struct Finder<'h> {
    header: &'h Header,
    used: Vec<ColumnUse>,
    places: Vec<usize>,
    missing: Vec<ColumnUse>,
    needed: Vec<String>,
}

impl Finder<'_> {
    fn find(&mut self, names: &[String], field: &str, required: bool) -> Result<Option<Column>, ReadError> {
        let place = self.header.position(names.iter().map(String::as_str));
        let place = place.map_err(|TwoOfThem(column)| ReadError::TwoColumns { column })?;
        let found = place.and_then(|at| Some(Column { at, name: self.header.names().get(at)?.clone() }));
        let asked = names.first().cloned().unwrap_or_default();
        match &found {
            Some(column) => {
                self.places.push(column.at);
                self.used.push(ColumnUse { column: column.name.clone(), field: field.to_owned() });
            }
            None if required => self.needed.push(asked),
            None => self.missing.push(ColumnUse { column: asked, field: field.to_owned() }),
        }
        Ok(found)
    }

    fn columns_of(&mut self, rule: &Rule) -> Result<Vec<Column>, ReadError> {
        let mut columns = Vec::new();
        if rule.constant.is_none() {
            columns.extend(self.find(&rule.column, &rule.name, rule.required)?);
        }
        for name in &rule.also {
            columns.extend(self.find(std::slice::from_ref(name), &rule.name, false)?);
        }
        Ok(columns)
    }

    /// Where outcomes are in the file, their days must be: without them every row with an outcome would be refused.
    fn outcome_has_its_day(&mut self, rules: &[BoundRule<'_>]) {
        let reads = |name: &str| rules.iter().any(|bound| bound.rule.name == name);
        if reads("outcome") && !reads("outcome_on") {
            let day = self.missing.iter().find(|missing| missing.field == "outcome_on");
            self.needed.extend(day.map(|missing| missing.column.clone()));
        }
    }
}

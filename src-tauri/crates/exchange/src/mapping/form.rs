//! The written form of a mapping, version 1. Keys nobody knows are refused, so that a slip of the pen is seen.

use super::reads::{NO_FLAG, SAYS_NOTHING, SEVERAL};
use crate::words::{folded, held};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MappingForm {
    /// Read before the rest, to tell a newer mapping from a wrong one.
    #[serde(rename = "version")]
    pub(crate) _version: i64,
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) sheet: Option<String>,
    pub(crate) reference: ColumnForm,
    pub(crate) victim_number: Option<ColumnForm>,
    #[serde(default)]
    pub(crate) date_forms: Vec<String>,
    #[serde(default)]
    pub(crate) empty_says: Vec<String>,
    #[serde(default)]
    pub(crate) empty_clears: Vec<String>,
    pub(crate) invented: Option<InventedForm>,
    #[serde(default)]
    pub(crate) fields: BTreeMap<String, FieldForm>,
    #[serde(default)]
    pub(crate) flags: Vec<FlagsForm>,
}

impl MappingForm {
    /// Every name of every column.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        let fields = self.fields.values();
        let columns = fields.clone().filter_map(|field| field.column.as_ref());
        let columns = columns.chain(self.flags.iter().map(|flags| &flags.column)).chain(&self.victim_number);
        let columns = columns.chain([&self.reference]).flat_map(ColumnForm::each);
        columns.chain(fields.flat_map(|field| &field.also)).map(String::as_str)
    }

    /// What a column of this name is read as: see `reads`.
    pub(crate) fn reads(&self, column: &str) -> Option<String> {
        let of_field = |(name, field): (&String, &FieldForm)| {
            if field.column.as_ref().is_some_and(|names| names.is(column)) {
                return Some(name.clone());
            }
            field.also.iter().any(|also| folded(also) == folded(column)).then(|| format!("also:{name}"))
        };
        let of_flags = || {
            let flags = self.flags.iter().find(|flags| flags.column.is(column))?;
            Some(match &flags.yes {
                Some(meaning) => format!("mark:{}", meaning.each().first().map_or("", String::as_str)),
                None => "flags".to_owned(),
            })
        };
        if self.reference.is(column) {
            return Some("reference".to_owned());
        }
        if self.victim_number.as_ref().is_some_and(|names| names.is(column)) {
            return Some("victim_number".to_owned());
        }
        if self.invented.as_ref().is_some_and(|invented| invented.column.is(column)) {
            return Some("invented".to_owned());
        }
        self.fields.iter().find_map(of_field).or_else(of_flags)
    }

    /// Every word for a flag, with what it means.
    pub(crate) fn flag_words(&self) -> impl Iterator<Item = (&str, String)> {
        let words = self.flags.iter().flat_map(|flags| &flags.values);
        words.map(|(word, meaning)| (word.as_str(), meaning.joined()))
    }

    /// What a value means in a column read so, by the code that the mapping writes.
    pub(crate) fn means(&self, column: &str, reads: &str, value: &str) -> Option<String> {
        let nothing = |words: &[String]| held(words, value).then(|| SAYS_NOTHING.to_owned());
        if reads == "invented" {
            let invented = self.invented.as_ref()?;
            return held(&invented.values, value).then(|| "yes".to_owned());
        }
        if reads == "flags" {
            let of = |flags: &FlagsForm| {
                let word = flags.values.iter().find(|(word, _)| folded(word) == folded(value));
                let code = word.map(|(_, meaning)| meaning.joined());
                let none = || held(&flags.not, value).then(|| NO_FLAG.to_owned());
                code.or_else(none).or_else(|| nothing(&flags.empty_says))
            };
            let own = self.flags.iter().find(|flags| flags.column.is(column));
            return own.map_or_else(|| self.flags.iter().find_map(of), of);
        }
        let field = self.fields.get(reads)?;
        let word = field.values.iter().flatten().find(|(word, _)| folded(word) == folded(value));
        word.map(|(_, code)| code.clone()).or_else(|| nothing(&field.empty_says))
    }
}

/// A column by name, or with the other names it goes by.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum ColumnForm {
    One(String),
    Several(Vec<String>),
}

impl Default for ColumnForm {
    fn default() -> Self {
        Self::Several(Vec::new())
    }
}

impl ColumnForm {
    /// The names, left where they are.
    pub(crate) fn each(&self) -> &[String] {
        match self {
            Self::One(name) => std::slice::from_ref(name),
            Self::Several(names) => names,
        }
    }

    fn is(&self, column: &str) -> bool {
        self.each().iter().any(|name| folded(name) == folded(column))
    }

    pub(crate) fn names(self) -> Vec<String> {
        match self {
            Self::One(name) => vec![name],
            Self::Several(names) => names,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct InventedForm {
    pub(crate) column: ColumnForm,
    pub(crate) values: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FieldForm {
    pub(crate) column: Option<ColumnForm>,
    #[serde(default)]
    pub(crate) also: Vec<String>,
    pub(crate) joined_by: Option<String>,
    pub(crate) constant: Option<String>,
    #[serde(default)]
    pub(crate) required: bool,
    #[serde(default)]
    pub(crate) empty_says: Vec<String>,
    pub(crate) date_forms: Option<Vec<String>>,
    pub(crate) delimiters: Option<String>,
    pub(crate) values: Option<BTreeMap<String, String>>,
    #[serde(default)]
    pub(crate) only_values: bool,
    #[serde(default)]
    pub(crate) drop_bracketed_number: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FlagsForm {
    pub(crate) column: ColumnForm,
    #[serde(default)]
    pub(crate) required: bool,
    #[serde(default)]
    pub(crate) empty_says: Vec<String>,
    #[serde(default)]
    pub(crate) delimiters: String,
    #[serde(default)]
    pub(crate) not: Vec<String>,
    pub(crate) marks: Option<MeaningForm>,
    pub(crate) yes: Option<MeaningForm>,
    #[serde(default)]
    pub(crate) values: BTreeMap<String, MeaningForm>,
}

/// One meaning, or several of the same flag.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum MeaningForm {
    One(String),
    Several(Vec<String>),
}

impl MeaningForm {
    fn each(&self) -> &[String] {
        match self {
            Self::One(code) => std::slice::from_ref(code),
            Self::Several(codes) => codes,
        }
    }

    /// As one code: "strand:religion+sub:religion.muslim".
    fn joined(&self) -> String {
        self.each().join(SEVERAL)
    }

    pub(crate) fn codes(self) -> Vec<String> {
        match self {
            Self::One(code) => vec![code],
            Self::Several(codes) => codes,
        }
    }
}

//! The written form of a mapping, version 1. Keys nobody knows are refused, so that a slip of the pen is seen.

use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MappingForm {
    /// Read before the rest, to tell a newer mapping from a wrong one.
    #[serde(rename = "version")]
    pub(super) _version: i64,
    pub(super) name: String,
    pub(super) title: String,
    pub(super) reference: ColumnForm,
    pub(super) victim_number: Option<ColumnForm>,
    #[serde(default)]
    pub(super) date_forms: Vec<String>,
    #[serde(default)]
    pub(super) empty_says: Vec<String>,
    #[serde(default)]
    pub(super) empty_clears: Vec<String>,
    pub(super) invented: Option<InventedForm>,
    #[serde(default)]
    pub(super) fields: BTreeMap<String, FieldForm>,
    #[serde(default)]
    pub(super) flags: Vec<FlagsForm>,
}

/// A column by name, or with the other names it goes by.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum ColumnForm {
    One(String),
    Several(Vec<String>),
}

impl ColumnForm {
    pub(super) fn names(self) -> Vec<String> {
        match self {
            Self::One(name) => vec![name],
            Self::Several(names) => names,
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct InventedForm {
    pub(super) column: ColumnForm,
    pub(super) values: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FieldForm {
    pub(super) column: Option<ColumnForm>,
    #[serde(default)]
    pub(super) also: Vec<String>,
    pub(super) joined_by: Option<String>,
    pub(super) constant: Option<String>,
    #[serde(default)]
    pub(super) required: bool,
    #[serde(default)]
    pub(super) empty_says: Vec<String>,
    pub(super) date_forms: Option<Vec<String>>,
    pub(super) delimiters: Option<String>,
    pub(super) values: Option<BTreeMap<String, String>>,
    #[serde(default)]
    pub(super) only_values: bool,
    #[serde(default)]
    pub(super) drop_bracketed_number: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FlagsForm {
    pub(super) column: ColumnForm,
    #[serde(default)]
    pub(super) required: bool,
    #[serde(default)]
    pub(super) empty_says: Vec<String>,
    #[serde(default)]
    pub(super) delimiters: String,
    #[serde(default)]
    pub(super) not: Vec<String>,
    pub(super) marks: Option<MeaningForm>,
    pub(super) yes: Option<MeaningForm>,
    #[serde(default)]
    pub(super) values: BTreeMap<String, MeaningForm>,
}

/// One meaning, or several of the same flag.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum MeaningForm {
    One(String),
    Several(Vec<String>),
}

impl MeaningForm {
    pub(super) fn codes(self) -> Vec<String> {
        match self {
            Self::One(code) => vec![code],
            Self::Several(codes) => codes,
        }
    }
}

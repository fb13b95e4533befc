//! Columns that mark: one column a bias, or one column with several flags in it.

use super::form::FlagsForm;
use crate::mapping_error::MappingError;
use crate::words::{NO, Words, YES};
use caseload::{ContactWish, Field, FormatNeed, Referral, SafetyRule, Strand, SubStrand};
use std::collections::BTreeSet;

/// What a flag means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Meaning {
    Strand(Strand),
    SubStrand(SubStrand),
    Safety(SafetyRule),
    Format(FormatNeed),
    Wish(ContactWish),
    Referral(Referral),
    Online,
    Aggravated,
    SaysRepeat,
    /// Known, and of no interest here.
    Nothing,
}

impl Meaning {
    fn new(code: &str) -> Result<Self, MappingError> {
        let known = match code {
            "online" => Some(Self::Online),
            "aggravated" => Some(Self::Aggravated),
            "repeat" => Some(Self::SaysRepeat),
            "nothing" => Some(Self::Nothing),
            _ => match code.split_once(':') {
                Some(("strand", strand)) => Strand::from_code(strand).map(Self::Strand),
                Some(("sub", sub)) => SubStrand::from_code(sub).map(Self::SubStrand),
                Some(("safety", rule)) => SafetyRule::from_code(rule).map(Self::Safety),
                Some(("format", need)) => FormatNeed::from_code(need).map(Self::Format),
                Some(("wish", wish)) => ContactWish::from_code(wish).map(Self::Wish),
                Some(("referral", text)) => Referral::from_text(text).map(Self::Referral),
                Some(_) | None => None,
            },
        };
        known.ok_or_else(|| MappingError::UnknownMeaning { meaning: code.to_owned() })
    }

    /// The field the flag speaks of.
    pub(crate) const fn field(&self) -> Option<Field> {
        match self {
            Self::Strand(_) => Some(Field::Strands),
            Self::SubStrand(_) => Some(Field::SubStrands),
            Self::Safety(_) => Some(Field::Safety),
            Self::Format(_) => Some(Field::Formats),
            Self::Wish(_) => Some(Field::Wishes),
            Self::Referral(_) => Some(Field::Referrals),
            Self::Online => Some(Field::Online),
            Self::Aggravated => Some(Field::Aggravated),
            Self::SaysRepeat => Some(Field::SaysRepeat),
            Self::Nothing => None,
        }
    }
}

/// One column of flags.
#[derive(Debug, Clone)]
pub(crate) struct FlagsRule {
    pub(crate) column: Vec<String>,
    pub(crate) required: bool,
    /// Values that say nothing at all.
    pub(crate) nothing: Words<()>,
    /// Values that say that none of this column's flags is set.
    pub(crate) not: Words<()>,
    /// What stands between several flags in one cell.
    pub(crate) delimiters: Vec<char>,
    /// What any other value means; without it, a value nobody mapped refuses its row.
    pub(crate) marks: Option<Vec<Meaning>>,
    pub(crate) words: Words<Vec<Meaning>>,
    /// The fields this column speaks of whenever it says something, set or not.
    pub(crate) fields: BTreeSet<Field>,
}

impl FlagsRule {
    pub(super) fn new(form: FlagsForm, empty_says: &[String]) -> Result<Self, MappingError> {
        let column = super::named(form.column.names(), "flags")?;
        let first = || column.first().cloned().unwrap_or_default();
        let mut fields = BTreeSet::new();
        let mut meanings = |codes: Vec<String>| -> Result<Vec<Meaning>, MappingError> {
            let meanings = codes.iter().map(|code| Meaning::new(code)).collect::<Result<Vec<_>, _>>()?;
            fields.extend(meanings.iter().filter_map(Meaning::field));
            Ok(meanings)
        };
        let mut not = Words::list(form.not.iter().map(String::as_str));
        let mut words = Words::new();
        let marks = form.marks.map(|form| meanings(form.codes())).transpose()?;
        if let Some(yes) = form.yes {
            if marks.is_some() {
                return Err(MappingError::MarksAndYes { column: first() });
            }
            let yes = meanings(yes.codes())?;
            for word in YES {
                words.add(word, yes.clone());
            }
            for word in NO {
                not.add(word, ());
            }
        }
        for (word, form) in form.values {
            words.add(&word, meanings(form.codes())?);
        }
        if marks.is_none() && words.is_empty() {
            return Err(MappingError::FlagsWithoutMeaning { column: first() });
        }
        Ok(Self {
            nothing: Words::list(empty_says.iter().chain(&form.empty_says).map(String::as_str)),
            required: form.required,
            delimiters: form.delimiters.chars().collect(),
            column,
            not,
            marks,
            words,
            fields,
        })
    }
}

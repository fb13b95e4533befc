//! Single cells of the officers' list.

use super::{OfficerReason, column};
use crate::words::{folded, one_line};
use caseload::{Gender, OfficerRole};
use std::collections::BTreeSet;

/// What a list may say of an officer besides place, room and duty.
pub(super) struct Further {
    pub briefed: bool,
    pub languages: BTreeSet<String>,
    pub gender: Option<Gender>,
    pub plain_clothes: bool,
}

impl Further {
    /// Reads it; the column names that which cannot be read.
    pub(super) fn read<'r>(
        cell: &impl Fn(&[&'static str]) -> &'r str,
    ) -> Result<Self, (OfficerReason, &'static [&'static str])> {
        let said = |names: &'static [&'static str], unsaid: bool| match yes_or_no(cell(names)) {
            Some(said) => Ok(said.unwrap_or(unsaid)),
            None => Err((OfficerReason::NotYesOrNo, names)),
        };
        let gender = match folded(cell(column::GENDER)).as_str() {
            "" => None,
            "f" | "female" | "woman" => Some(Gender::Female),
            "m" | "male" | "man" => Some(Gender::Male),
            _ => return Err((OfficerReason::UnknownGender, column::GENDER)),
        };
        Ok(Self {
            briefed: said(column::BRIEFED, true)?,
            languages: several(cell(column::LANGUAGES)),
            gender,
            plain_clothes: said(column::PLAIN_CLOTHES, false)?,
        })
    }
}

pub(super) fn role(text: &str) -> Option<OfficerRole> {
    match folded(text).as_str() {
        "pc" | "constable" | "police constable" => Some(OfficerRole::Constable),
        "pcso" | "police community support officer" | "community support officer" => {
            Some(OfficerRole::CommunitySupportOfficer)
        }
        _ => None,
    }
}

pub(super) fn count(text: &str) -> Option<u16> {
    text.parse().ok().filter(|&count| count <= 50)
}

pub(super) fn several(text: &str) -> BTreeSet<String> {
    text.split([';', '|']).map(one_line).filter(|part| !part.is_empty()).collect()
}

/// Yes, no, or nothing said; `None` where the text is neither.
fn yes_or_no(text: &str) -> Option<Option<bool>> {
    match folded(text).as_str() {
        "" => Some(None),
        "yes" | "y" | "true" | "1" => Some(Some(true)),
        "no" | "n" | "false" | "0" => Some(Some(false)),
        _ => None,
    }
}

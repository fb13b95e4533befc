//! One cell: what it says of its field.

use crate::dates::{DateReader, NotADate};
use crate::mapping::{DayField, Rule, RuleKind, TextField, TextRule, YesField};
use crate::outcome_words::OutcomeWord;
use crate::refusal::RefusalReason;
use crate::words::{Words, fold_into, one_line};
use caseload::{CaseFacts, Claim, Collar, PersonalFacts, SafeTime, Sensitive};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The longest text the ledger takes, in characters: it holds codes and names of places, never free text.
const TEXT_MAX: usize = 200;
/// Collar numbers are short; more is a number with a name, which must not enter the ledger.
const COLLAR_MAX: usize = 10;
/// Ranks besides PC and PCSO, which [`Collar`] knows itself.
const RANKS: [&str; 12] = ["DC", "TDC", "DS", "DI", "DCI", "PS", "SGT", "INSP", "PI", "APS", "ADS", "SC"];

/// A row as it is being read: the facts, and those that are put together from several cells.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) facts: CaseFacts,
    pub(super) personal: PersonalFacts,
    pub(super) born_on: Option<NaiveDate>,
    pub(super) outcome: Option<Claim<OutcomeWord>>,
    pub(super) outcome_on: Option<Claim<NaiveDate>>,
    pub(super) withdrawn_on: Option<Claim<NaiveDate>>,
    pub(super) withdrawal_reason: Option<Claim<String>>,
    pub(super) withdrawal_confirmed_by: Option<Claim<String>>,
    pub(super) withdrawal_confirmed_how: Option<Claim<String>>,
}

impl Draft {
    pub(super) const fn day(&mut self, field: DayField) -> &mut Option<Claim<NaiveDate>> {
        match field {
            DayField::Reported => &mut self.facts.reported_on,
            DayField::Recorded => &mut self.facts.recorded_on,
            DayField::Occurred => &mut self.facts.occurred_on,
            DayField::ContactMade => &mut self.facts.contact_made_on,
            DayField::Outcome => &mut self.outcome_on,
            DayField::Withdrawn => &mut self.withdrawn_on,
            DayField::SupportRegained => &mut self.facts.support_regained_on,
            DayField::Transferred => &mut self.facts.transferred_on,
            DayField::RiskAssessed => &mut self.facts.risk_assessed_on,
            DayField::ReassessBy => &mut self.facts.reassess_by_on,
        }
    }

    const fn text(&mut self, field: TextField) -> &mut Option<Claim<String>> {
        match field {
            TextField::Borough => &mut self.facts.borough,
            TextField::Ward => &mut self.facts.ward,
            TextField::PlaceType => &mut self.facts.place_type,
            TextField::Offence => &mut self.facts.offence,
            TextField::HomeOfficeClass => &mut self.facts.home_office_class,
            TextField::Team => &mut self.facts.team,
            TextField::Source => &mut self.facts.source,
            TextField::AgeBand => &mut self.facts.age_band,
            TextField::Sex => &mut self.facts.sex,
            TextField::Ethnicity => &mut self.facts.ethnicity,
            TextField::Language => &mut self.facts.language,
            TextField::TransferredTo => &mut self.facts.transferred_to,
            TextField::WithdrawalReason => &mut self.withdrawal_reason,
            TextField::WithdrawalConfirmedBy => &mut self.withdrawal_confirmed_by,
            TextField::WithdrawalConfirmedHow => &mut self.withdrawal_confirmed_how,
        }
    }

    const fn yes(&mut self, field: YesField) -> &mut Option<Claim<bool>> {
        match field {
            YesField::Aggravated => &mut self.facts.aggravated,
            YesField::Online => &mut self.facts.online,
            YesField::Disability => &mut self.facts.disability,
            YesField::SaysRepeat => &mut self.facts.says_repeat,
            YesField::Interpreter => &mut self.facts.interpreter,
        }
    }
}

/// Whether a text is a value the field can have: for constants.
pub(crate) fn fits(rule: &Rule, text: &str) -> bool {
    let mut dates = DateReader::new(rule.kind.date_forms());
    let trimmed = text.trim();
    !trimmed.is_empty() && say(&rule.kind, trimmed, &mut dates, &mut String::new(), &mut Draft::default()).is_ok()
}

/// Says in the draft what a cell says. `text` is trimmed and not empty.
pub(super) fn say(
    kind: &RuleKind,
    text: &str,
    dates: &mut DateReader<'_>,
    scratch: &mut String,
    draft: &mut Draft,
) -> Result<(), RefusalReason> {
    match kind {
        RuleKind::Day(field, _) => *draft.day(*field) = Some(Claim::Is(date(text, dates)?)),
        RuleKind::BornOn(_) => draft.born_on = Some(date(text, dates)?),
        RuleKind::Text(field, rule) => *draft.text(*field) = Some(Claim::Is(short_text(text, rule, scratch)?)),
        RuleKind::Yes(field, words) => *draft.yes(*field) = Some(word(text, words, scratch)?),
        RuleKind::CaseKind(words) => draft.facts.kind = Some(word(text, words, scratch)?),
        RuleKind::Risk(words) => draft.facts.risk = Some(word(text, words, scratch)?),
        RuleKind::VictimKind(words) => draft.facts.victim_kind = Some(word(text, words, scratch)?),
        RuleKind::OfficerGender(words) => draft.facts.officer_gender = Some(word(text, words, scratch)?),
        RuleKind::OfficerLanguage(words) => draft.facts.officer_language = Some(word(text, words, scratch)?),
        RuleKind::SpeakTo(words) => draft.facts.speak_to = Some(word(text, words, scratch)?),
        RuleKind::Statement(words) => draft.facts.statement = Some(word(text, words, scratch)?),
        RuleKind::SafeTimes => {
            draft.facts.safe_times = Some(Claim::Is(SafeTime::from_text(text).ok_or(RefusalReason::NotSafeTimes)?));
        }
        RuleKind::Outcome(words) => draft.outcome = Some(word(text, words, scratch)?),
        RuleKind::OicCollar => draft.facts.oic_collar = Some(Claim::Is(collar(text)?)),
        RuleKind::LinkedCollars { delimiters } => {
            let parts = text.split(|c| delimiters.contains(&c)).map(str::trim).filter(|part| !part.is_empty());
            draft.facts.linked_collars = Some(Claim::Is(parts.map(collar).collect::<Result<BTreeSet<_>, _>>()?));
        }
        RuleKind::Personal { field, .. } => draft.personal.set(*field, Sensitive::from(text)),
    }
    Ok(())
}

/// Says in the draft that the field is empty.
pub(super) fn clear(kind: &RuleKind, draft: &mut Draft) {
    match kind {
        RuleKind::Day(field, _) => *draft.day(*field) = Some(Claim::Cleared),
        RuleKind::Text(field, _) => *draft.text(*field) = Some(Claim::Cleared),
        RuleKind::Yes(field, _) => *draft.yes(*field) = Some(Claim::Cleared),
        RuleKind::CaseKind(_) => draft.facts.kind = Some(Claim::Cleared),
        RuleKind::Risk(_) => draft.facts.risk = Some(Claim::Cleared),
        RuleKind::VictimKind(_) => draft.facts.victim_kind = Some(Claim::Cleared),
        RuleKind::OfficerGender(_) => draft.facts.officer_gender = Some(Claim::Cleared),
        RuleKind::OfficerLanguage(_) => draft.facts.officer_language = Some(Claim::Cleared),
        RuleKind::SpeakTo(_) => draft.facts.speak_to = Some(Claim::Cleared),
        RuleKind::Statement(_) => draft.facts.statement = Some(Claim::Cleared),
        RuleKind::SafeTimes => draft.facts.safe_times = Some(Claim::Cleared),
        RuleKind::Outcome(_) => draft.outcome = Some(Claim::Cleared),
        RuleKind::OicCollar => draft.facts.oic_collar = Some(Claim::Cleared),
        RuleKind::LinkedCollars { .. } => draft.facts.linked_collars = Some(Claim::Cleared),
        // An empty personal text clears: see `PersonalFacts`.
        RuleKind::BornOn(_) => draft.personal.date_of_birth = Some(Sensitive::default()),
        RuleKind::Personal { field, .. } => draft.personal.set(*field, Sensitive::default()),
    }
}

fn date(text: &str, dates: &mut DateReader<'_>) -> Result<NaiveDate, RefusalReason> {
    dates.read(text).map_err(|why| match why {
        NotADate::NoForm => RefusalReason::NotADate,
        NotADate::TwoReadings => RefusalReason::TwoReadings,
    })
}

fn word<T: Copy>(text: &str, words: &Words<T>, scratch: &mut String) -> Result<Claim<T>, RefusalReason> {
    fold_into(text, scratch);
    words.get(scratch).copied().map(Claim::Is).ok_or(RefusalReason::UnknownWord)
}

fn short_text(text: &str, rule: &TextRule, scratch: &mut String) -> Result<String, RefusalReason> {
    if !rule.words.is_empty() {
        fold_into(text, scratch);
        if let Some(meaning) = rule.words.get(scratch) {
            return Ok(meaning.clone());
        }
    }
    if rule.only_words {
        return Err(RefusalReason::UnknownWord);
    }
    let text = if rule.drop_bracketed_number { without_bracketed_number(text) } else { text };
    if text.len() > TEXT_MAX && text.chars().count() > TEXT_MAX {
        return Err(RefusalReason::TextTooLong);
    }
    Ok(one_line(text))
}

/// "Annex (95)" is "Annex"; other brackets stay.
fn without_bracketed_number(text: &str) -> &str {
    let cut = text.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    match cut {
        Some((name, number)) if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) => {
            let name = name.trim_end();
            if name.is_empty() { text } else { name }
        }
        Some(_) | None => text,
    }
}

/// A collar number, without the rank written before it: "DC 1187SW" and "1187SW" are one officer.
fn collar(text: &str) -> Result<String, RefusalReason> {
    let number = match text.split_once([' ', '.']) {
        Some((rank, number)) if RANKS.iter().any(|known| known.eq_ignore_ascii_case(rank)) => number,
        Some(_) | None => text,
    };
    let collar = Collar::new(number).ok_or(RefusalReason::NotACollar)?;
    if collar.as_str().len() > COLLAR_MAX { Err(RefusalReason::NotACollar) } else { Ok(collar.as_str().to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_number_in_brackets_at_the_end_is_dropped() {
        for (text, expected) in [
            ("Forest Hill North (102)", "Forest Hill North"),
            ("Annex (95)", "Annex"),
            ("Kew (part)", "Kew (part)"),
            ("(95)", "(95)"),
            ("Ward ()", "Ward ()"),
            ("Annex", "Annex"),
        ] {
            assert_eq!(without_bracketed_number(text), expected);
        }
    }

    #[test]
    fn a_name_is_no_collar_number() {
        assert_eq!(collar("PC 1234SW"), Ok("1234SW".to_owned()));
        assert_eq!(collar("DC 1187SW"), Ok("1187SW".to_owned()), "one officer, whatever the rank");
        assert_eq!(collar("DS12"), Ok("DS12".to_owned()), "letters of the number stay");
        assert_eq!(collar("Jane Example"), Err(RefusalReason::NotACollar));
        assert_eq!(collar("PC 1234SW Jane Example"), Err(RefusalReason::NotACollar), "a name beside the number");
    }
}

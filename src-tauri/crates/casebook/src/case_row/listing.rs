//! What lists of cases select by.

use crate::state::CaseState;
use caseload::facts::CaseRecord;
use caseload::quality::{self, WAYS_TO_REACH};
use caseload::{Claim, CodeList, Field, Referral, RiskLevel, StaffId, SubStrand};
use std::collections::BTreeSet;

/// Which cases a list holds. Every given condition must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseFilter {
    pub borough: Option<String>,
    pub ward: Option<String>,
    pub strand: Option<String>,
    pub risk: Option<RiskLevel>,
    pub without_strand: bool,
    pub without_ward: bool,
    pub contact_open: bool,
    pub closed: bool,
    /// At least one of these problems, as bits of [`caseload::Problem`].
    pub problems: u64,
    /// Worked on last by this person.
    pub worked_by: Option<StaffId>,
    /// None of these fields has a value, as bits of `Field` and `PersonalField`.
    pub without: u64,
    /// Each of these coded fields has this value, as its code or its text.
    pub with: Vec<(Field, String)>,
    /// At least one difference with the extract that nobody has settled.
    pub differs: bool,
}

impl CaseFilter {
    pub(super) fn sql(&self) -> (String, Vec<Box<dyn rusqlite::ToSql>>) {
        let mut conditions = vec!["1"];
        let mut values: Vec<Box<dyn rusqlite::ToSql>> = Vec::new();
        if let Some(borough) = &self.borough {
            conditions.push("borough = ?");
            values.push(Box::new(borough.clone()));
        }
        if let Some(ward) = &self.ward {
            conditions.push("ward = ?");
            values.push(Box::new(ward.clone()));
        }
        if let Some(strand) = &self.strand {
            conditions.push("(',' || strands || ',') LIKE ('%,' || ? || ',%')");
            values.push(Box::new(strand.clone()));
        }
        if let Some(risk) = self.risk {
            conditions.push("risk = ?");
            values.push(Box::new(risk.code()));
        }
        if self.without_strand {
            conditions.push("(strands IS NULL OR strands = '')");
        }
        if self.without_ward {
            conditions.push("ward IS NULL");
        }
        if self.contact_open {
            conditions.push("contact_open = 1");
        }
        if self.closed {
            conditions.push("outcome_number IS NOT NULL");
        }
        if self.problems != 0 {
            conditions.push("problems & ? <> 0");
            values.push(Box::new(self.problems.cast_signed()));
        }
        if let Some(by) = self.worked_by {
            conditions.push("worked_by = ?");
            values.push(Box::new(by.as_i64()));
        }
        if self.without != 0 {
            conditions.push("said & ? = 0");
            values.push(Box::new(self.without.cast_signed()));
        }
        for (field, value) in &self.with {
            conditions.push("instr(tags, ?) > 0");
            values.push(Box::new(tag(*field, value)));
        }
        if self.differs {
            conditions.push("differences <> 0");
        }
        (conditions.join(" AND "), values)
    }
}

/// The fields that have a value, coded and personal, as bits.
pub fn said(state: &CaseState) -> u64 {
    let facts = state.record.facts();
    // What is empty on purpose, as no strand at all, is no value.
    let has_value =
        |field: &Field| *field != Field::Strands || state.record.strands.value().is_some_and(|all| !all.is_empty());
    let coded = facts.fields().into_iter().filter(has_value).fold(0, |mask, field| mask | field.bit());
    let personal = caseload::PersonalField::of_case().filter(|field| state.personal(*field).is_some());
    personal.fold(coded, |mask, field| mask | field.bit())
}

/// Problems that nobody has set aside, as bits, and above them those somebody has.
pub fn problems(state: &CaseState) -> u64 {
    let reachable = WAYS_TO_REACH.iter().any(|field| state.personal(*field).is_some());
    let found = quality::problems(&state.record, &state.attempts, reachable) & !state.acts.set_aside;
    found | state.acts.set_aside << SET_ASIDE_SHIFT
}

/// Where in the stored number the problems stand that a person set aside.
pub const SET_ASIDE_SHIFT: u32 = 32;

/// The coded fields that have no column of their own, as text in which a value is looked for.
pub fn tags(record: &CaseRecord) -> String {
    let facts = record.facts();
    let mut tags = String::from("|");
    let mut add = |field: Field, value: &str| {
        put_tag(&mut tags, field, value);
    };
    fn each<T>(claim: &Option<Claim<BTreeSet<T>>>) -> impl Iterator<Item = &T> {
        claim.as_ref().and_then(Claim::value).into_iter().flatten()
    }
    for (field, text) in [
        (Field::PlaceType, &facts.place_type),
        (Field::Offence, &facts.offence),
        (Field::HomeOfficeClass, &facts.home_office_class),
        (Field::OicCollar, &facts.oic_collar),
        (Field::Team, &facts.team),
        (Field::Source, &facts.source),
        (Field::TransferredTo, &facts.transferred_to),
        (Field::AgeBand, &facts.age_band),
        (Field::Sex, &facts.sex),
        (Field::Ethnicity, &facts.ethnicity),
        (Field::Language, &facts.language),
    ] {
        if let Some(Claim::Is(text)) = text {
            add(field, text);
        }
    }
    for (field, yes) in [
        (Field::Aggravated, &facts.aggravated),
        (Field::Online, &facts.online),
        (Field::Disability, &facts.disability),
        (Field::Interpreter, &facts.interpreter),
        (Field::SaysRepeat, &facts.says_repeat),
    ] {
        if let Some(Claim::Is(yes)) = yes {
            add(field, if *yes { "yes" } else { "no" });
        }
    }
    fn code<T: CodeList>(claim: &Option<Claim<T>>) -> Option<&'static str> {
        claim.as_ref().and_then(Claim::value).map(|value| value.code_of())
    }
    for (field, code) in [
        (Field::Kind, code(&facts.kind)),
        (Field::VictimKind, code(&facts.victim_kind)),
        (Field::OfficerGender, code(&facts.officer_gender)),
        (Field::OfficerLanguage, code(&facts.officer_language)),
        (Field::SpeakTo, code(&facts.speak_to)),
        (Field::Statement, code(&facts.statement)),
    ] {
        if let Some(code) = code {
            add(field, code);
        }
    }
    each(&facts.sub_strands).for_each(|sub: &SubStrand| add(Field::SubStrands, &sub.code_text()));
    each(&facts.safety).for_each(|rule| add(Field::Safety, rule.code()));
    each(&facts.formats).for_each(|need| add(Field::Formats, need.code()));
    each(&facts.wishes).for_each(|wish| add(Field::Wishes, wish.code()));
    each(&facts.referrals).for_each(|referral: &Referral| add(Field::Referrals, &referral.to));
    if let Some(Claim::Is(outcome)) = &facts.outcome {
        add(Field::Outcome, &outcome.outcome_type.number().to_string());
    }
    if let Some(Claim::Is(withdrawal)) = &facts.withdrawal {
        add(Field::Withdrawal, withdrawal.reason.as_deref().unwrap_or("no_reason"));
    }
    tags
}

/// One value as it is looked for: capitals do not matter.
fn tag(field: Field, value: &str) -> String {
    let mut tag = String::from("|");
    put_tag(&mut tag, field, value);
    tag
}

fn put_tag(tags: &mut String, field: Field, value: &str) {
    tags.push_str(field.name());
    tags.push('=');
    let value = value.trim();
    let plain = |c| if c == '|' { ' ' } else { c };
    if value.is_ascii() {
        tags.extend(value.chars().map(|c| plain(c.to_ascii_lowercase())));
    } else {
        tags.extend(value.to_lowercase().chars().map(plain));
    }
    tags.push('|');
}

//! One field of a mapping: where it stands in a file and how its cells are read.

use super::fields::{DayField, TextField, YesField};
use super::form::FieldForm;
use crate::age_bands::AGE_BANDS;
use crate::dates::DateForm;
use crate::mapping_error::MappingError;
use crate::outcome_words::{OutcomeWord, outcome_words};
use crate::words::{NO, Words, YES};
use caseload::{
    CaseKind, CodeList, Field, OfficerGender, OfficerLanguage, PersonalField, RiskLevel, SpeakTo, StatementOffer,
    VictimKind,
};
use std::collections::{BTreeMap, BTreeSet};

/// How a short text is read.
#[derive(Debug, Clone)]
pub(crate) struct TextRule {
    pub(crate) words: Words<String>,
    /// Only these words are known; any other refuses its row.
    pub(crate) only_words: bool,
    pub(crate) drop_bracketed_number: bool,
}

/// How the cells of a field are read.
#[derive(Debug, Clone)]
pub(crate) enum RuleKind {
    Day(DayField, Vec<DateForm>),
    Text(TextField, TextRule),
    Yes(YesField, Words<bool>),
    CaseKind(Words<CaseKind>),
    Risk(Words<RiskLevel>),
    VictimKind(Words<VictimKind>),
    OfficerGender(Words<OfficerGender>),
    OfficerLanguage(Words<OfficerLanguage>),
    SpeakTo(Words<SpeakTo>),
    Statement(Words<StatementOffer>),
    SafeTimes,
    Outcome(Words<OutcomeWord>),
    OicCollar,
    LinkedCollars { delimiters: Vec<char> },
    BornOn(Vec<DateForm>),
    Personal { field: PersonalField, joined_by: String },
}

impl RuleKind {
    /// The ways the dates of the field may be written; none where it holds no date.
    pub(crate) fn date_forms(&self) -> &[DateForm] {
        match self {
            Self::Day(_, forms) | Self::BornOn(forms) => forms,
            Self::Text(..)
            | Self::Yes(..)
            | Self::CaseKind(_)
            | Self::Risk(_)
            | Self::VictimKind(_)
            | Self::OfficerGender(_)
            | Self::OfficerLanguage(_)
            | Self::SpeakTo(_)
            | Self::Statement(_)
            | Self::SafeTimes
            | Self::Outcome(_)
            | Self::OicCollar
            | Self::LinkedCollars { .. }
            | Self::Personal { .. } => &[],
        }
    }

    pub(crate) fn is_of_withdrawal(&self) -> bool {
        match self {
            Self::Day(DayField::Withdrawn, _) => true,
            Self::Text(field, _) => matches!(
                field,
                TextField::WithdrawalReason | TextField::WithdrawalConfirmedBy | TextField::WithdrawalConfirmedHow
            ),
            Self::Day(..)
            | Self::Yes(..)
            | Self::CaseKind(_)
            | Self::Risk(_)
            | Self::VictimKind(_)
            | Self::OfficerGender(_)
            | Self::OfficerLanguage(_)
            | Self::SpeakTo(_)
            | Self::Statement(_)
            | Self::SafeTimes
            | Self::Outcome(_)
            | Self::OicCollar
            | Self::LinkedCollars { .. }
            | Self::BornOn(_)
            | Self::Personal { .. } => false,
        }
    }

    /// Whether a value of this field may never stand in a refusal.
    pub(crate) const fn is_personal(&self) -> bool {
        // Where a collar number is expected and something else stands there, it is most likely a name.
        // So may what stands where safe hours are expected: "when he is out".
        matches!(
            self,
            Self::BornOn(_) | Self::Personal { .. } | Self::OicCollar | Self::LinkedCollars { .. } | Self::SafeTimes
        )
    }
}

/// One field of a mapping.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    pub(crate) name: String,
    /// The names the column goes by; none for a constant.
    pub(crate) column: Vec<String>,
    /// Further columns, joined to the first.
    pub(crate) also: Vec<String>,
    pub(crate) constant: Option<String>,
    pub(crate) required: bool,
    /// Words that say nothing, besides the empty cell.
    pub(crate) nothing: Words<()>,
    /// An empty cell clears the field.
    pub(crate) clears: bool,
    pub(crate) kind: RuleKind,
}

/// What the fields of one mapping share.
pub(super) struct Shared<'a> {
    pub(super) dates: &'a [DateForm],
    pub(super) empty_says: &'a [String],
    pub(super) clears: &'a BTreeSet<String>,
}

impl Rule {
    pub(super) fn new(name: String, form: FieldForm, shared: &Shared<'_>) -> Result<Self, MappingError> {
        if form.column.is_some() == form.constant.is_some() {
            return Err(MappingError::ColumnOrConstant { field: name });
        }
        let kind = kind(&name, &form, shared)?;
        only_fitting_keys(&name, &form, &kind)?;
        let rule = Self {
            clears: shared.clears.contains(&name),
            nothing: Words::list(shared.empty_says.iter().chain(&form.empty_says).map(String::as_str)),
            column: form.column.map(|column| super::named(column.names(), &name)).transpose()?.unwrap_or_default(),
            also: form.also,
            constant: form.constant,
            required: form.required,
            kind,
            name,
        };
        if rule.constant.as_deref().is_some_and(|constant| !crate::read::fits(&rule, constant)) {
            return Err(MappingError::BadConstant { field: rule.name });
        }
        Ok(rule)
    }
}

/// Checks date forms.
pub(super) fn date_forms(texts: &[String]) -> Result<Vec<DateForm>, MappingError> {
    let form = |text: &String| DateForm::new(text).ok_or_else(|| MappingError::BadDateForm { form: text.clone() });
    texts.iter().map(form).collect()
}

fn kind(name: &str, form: &FieldForm, shared: &Shared<'_>) -> Result<RuleKind, MappingError> {
    let dates = || -> Result<Vec<DateForm>, MappingError> {
        let forms = match &form.date_forms {
            Some(texts) => date_forms(texts)?,
            None => shared.dates.to_vec(),
        };
        if forms.is_empty() { Err(MappingError::NoDateForms { field: name.to_owned() }) } else { Ok(forms) }
    };
    let text = |field| -> Result<RuleKind, MappingError> { Ok(RuleKind::Text(field, text_rule(name, field, form)?)) };
    Ok(match name {
        "outcome_on" => RuleKind::Day(DayField::Outcome, dates()?),
        "withdrawn_on" => RuleKind::Day(DayField::Withdrawn, dates()?),
        "withdrawal_reason" => text(TextField::WithdrawalReason)?,
        "withdrawal_confirmed_by" => text(TextField::WithdrawalConfirmedBy)?,
        "withdrawal_confirmed_how" => text(TextField::WithdrawalConfirmedHow)?,
        _ => match (Field::from_name(name), PersonalField::from_name(name)) {
            (Some(field), _) => case_kind(field, form, &dates, &text)?,
            // Belongs to an action a person wrote, never to an extract.
            (None, Some(PersonalField::ActionOwner)) => {
                return Err(MappingError::UnknownField { field: name.to_owned() });
            }
            (None, Some(PersonalField::DateOfBirth)) => RuleKind::BornOn(dates()?),
            (None, Some(field)) => {
                RuleKind::Personal { field, joined_by: form.joined_by.clone().unwrap_or_else(|| ", ".to_owned()) }
            }
            (None, None) => return Err(MappingError::UnknownField { field: name.to_owned() }),
        },
    })
}

fn case_kind(
    field: Field,
    form: &FieldForm,
    dates: &dyn Fn() -> Result<Vec<DateForm>, MappingError>,
    text: &dyn Fn(TextField) -> Result<RuleKind, MappingError>,
) -> Result<RuleKind, MappingError> {
    Ok(match field {
        Field::ReportedOn => RuleKind::Day(DayField::Reported, dates()?),
        Field::RecordedOn => RuleKind::Day(DayField::Recorded, dates()?),
        Field::OccurredOn => RuleKind::Day(DayField::Occurred, dates()?),
        Field::ContactMadeOn => RuleKind::Day(DayField::ContactMade, dates()?),
        Field::SupportRegainedOn => RuleKind::Day(DayField::SupportRegained, dates()?),
        Field::TransferredOn => RuleKind::Day(DayField::Transferred, dates()?),
        Field::RiskAssessedOn => RuleKind::Day(DayField::RiskAssessed, dates()?),
        Field::ReassessByOn => RuleKind::Day(DayField::ReassessBy, dates()?),
        Field::Borough => text(TextField::Borough)?,
        Field::Ward => text(TextField::Ward)?,
        Field::PlaceType => text(TextField::PlaceType)?,
        Field::Offence => text(TextField::Offence)?,
        Field::HomeOfficeClass => text(TextField::HomeOfficeClass)?,
        Field::Team => text(TextField::Team)?,
        Field::Source => text(TextField::Source)?,
        Field::AgeBand => text(TextField::AgeBand)?,
        Field::Sex => text(TextField::Sex)?,
        Field::Ethnicity => text(TextField::Ethnicity)?,
        Field::Language => text(TextField::Language)?,
        Field::TransferredTo => text(TextField::TransferredTo)?,
        Field::Aggravated => RuleKind::Yes(YesField::Aggravated, yes_words(field, form)?),
        Field::Online => RuleKind::Yes(YesField::Online, yes_words(field, form)?),
        Field::Disability => RuleKind::Yes(YesField::Disability, yes_words(field, form)?),
        Field::SaysRepeat => RuleKind::Yes(YesField::SaysRepeat, yes_words(field, form)?),
        Field::Interpreter => RuleKind::Yes(YesField::Interpreter, yes_words(field, form)?),
        Field::Kind => RuleKind::CaseKind(listed(field, form)?),
        Field::Risk => RuleKind::Risk(listed(field, form)?),
        Field::VictimKind => RuleKind::VictimKind(listed(field, form)?),
        Field::OfficerGender => RuleKind::OfficerGender(listed(field, form)?),
        Field::OfficerLanguage => RuleKind::OfficerLanguage(listed(field, form)?),
        Field::SpeakTo => RuleKind::SpeakTo(listed(field, form)?),
        Field::Statement => RuleKind::Statement(listed(field, form)?),
        Field::SafeTimes => RuleKind::SafeTimes,
        Field::Outcome => {
            let (known, mut words) = (outcome_words(), outcome_words());
            add_values(&mut words, field.name(), form.values.as_ref(), |code| {
                known.get(&crate::words::folded(code)).copied()
            })?;
            RuleKind::Outcome(words)
        }
        Field::OicCollar => RuleKind::OicCollar,
        Field::LinkedCollars => {
            RuleKind::LinkedCollars { delimiters: form.delimiters.as_deref().unwrap_or(";,|").chars().collect() }
        }
        Field::Strands | Field::SubStrands | Field::Safety | Field::Formats | Field::Wishes | Field::Referrals => {
            return Err(MappingError::SaidByFlags { field: field.name().to_owned() });
        }
        Field::Withdrawal => return Err(MappingError::SaidInParts),
    })
}

fn yes_words(field: Field, form: &FieldForm) -> Result<Words<bool>, MappingError> {
    let mut words = Words::new();
    for (list, said) in [(YES, true), (NO, false)] {
        for word in list {
            words.add(word, said);
        }
    }
    add_values(&mut words, field.name(), form.values.as_ref(), |code| match code {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    })?;
    Ok(words)
}

fn listed<T: CodeList>(field: Field, form: &FieldForm) -> Result<Words<T>, MappingError> {
    let mut words = Words::new();
    for &member in T::members() {
        words.add(member.code_of(), member);
        words.add(member.label_of(), member);
    }
    add_values(&mut words, field.name(), form.values.as_ref(), T::with_code)?;
    Ok(words)
}

fn add_values<T>(
    words: &mut Words<T>,
    field: &str,
    values: Option<&BTreeMap<String, String>>,
    meaning: impl Fn(&str) -> Option<T>,
) -> Result<(), MappingError> {
    for (word, code) in values.into_iter().flatten() {
        let unknown = || MappingError::UnknownCode { field: field.to_owned(), meaning: code.clone() };
        words.add(word, meaning(code).ok_or_else(unknown)?);
    }
    Ok(())
}

fn text_rule(name: &str, field: TextField, form: &FieldForm) -> Result<TextRule, MappingError> {
    let is_code = |code: &str| {
        (1..=40).contains(&code.len())
            && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    let mut words = Words::new();
    let (check, only_words): (&dyn Fn(&str) -> bool, bool) = match field {
        TextField::AgeBand => {
            for band in AGE_BANDS {
                words.add(band, band.to_owned());
            }
            (&|code| AGE_BANDS.contains(&code), true)
        }
        // A reason in a person's own words is personal: the ledger takes codes from a list only.
        TextField::WithdrawalReason | TextField::WithdrawalConfirmedBy | TextField::WithdrawalConfirmedHow => {
            (&is_code, true)
        }
        TextField::Borough
        | TextField::Ward
        | TextField::PlaceType
        | TextField::Offence
        | TextField::HomeOfficeClass
        | TextField::Team
        | TextField::Source
        | TextField::Sex
        | TextField::Ethnicity
        | TextField::Language
        | TextField::TransferredTo => (&|code| !code.trim().is_empty() && code.len() <= 200, form.only_values),
    };
    add_values(&mut words, name, form.values.as_ref(), |code| check(code).then(|| code.to_owned()))?;
    Ok(TextRule { words, only_words, drop_bracketed_number: form.drop_bracketed_number })
}

/// Refuses keys that would be silently without effect.
fn only_fitting_keys(name: &str, form: &FieldForm, kind: &RuleKind) -> Result<(), MappingError> {
    let refuse = |key| Err(MappingError::NotForThisField { field: name.to_owned(), key });
    let (day, text) = (matches!(kind, RuleKind::Day(..) | RuleKind::BornOn(_)), matches!(kind, RuleKind::Text(..)));
    let personal = matches!(kind, RuleKind::Personal { .. });
    let collars = matches!(kind, RuleKind::OicCollar | RuleKind::LinkedCollars { .. } | RuleKind::SafeTimes);
    if form.date_forms.is_some() && !day {
        return refuse("date_forms");
    }
    if form.values.is_some() && (day || personal || collars) {
        return refuse("values");
    }
    if (form.only_values || form.drop_bracketed_number) && !text {
        return refuse(if form.only_values { "only_values" } else { "drop_bracketed_number" });
    }
    if (!form.also.is_empty() || form.joined_by.is_some()) && (!personal || form.constant.is_some()) {
        return refuse("also");
    }
    if form.delimiters.is_some() && !matches!(kind, RuleKind::LinkedCollars { .. }) {
        return refuse("delimiters");
    }
    if form.required && form.constant.is_some() {
        return refuse("required");
    }
    Ok(())
}

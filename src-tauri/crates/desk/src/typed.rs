//! What a person typed for a coded field of a case.

use crate::error::DeskError;
use crate::record::read_day;
use caseload::strands::Strand;
use caseload::{CaseFacts, CaseKind, Claim, Field, RiskLevel, SafetyRule, VictimKind};

/// Reads what a person typed for a coded field.
pub(crate) fn read_field(field: Field, value: &str) -> Result<CaseFacts, DeskError> {
    let mut facts = CaseFacts::default();
    if value.is_empty() {
        facts.clear(field);
        return Ok(facts);
    }
    let wrong = |what: &str| DeskError::bad("value", format!("{} is {what}.", field.label()));
    let day = || read_day("value", value);
    let yes_no = || match value.to_lowercase().as_str() {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(wrong("yes or no")),
    };
    let text = || {
        if value.chars().count() > 200 { Err(wrong("at most 200 characters")) } else { Ok(value.to_owned()) }
    };
    let list = || value.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    match field {
        Field::Kind => {
            facts.kind =
                Some(Claim::Is(CaseKind::from_code(value).ok_or_else(|| wrong("crime, non_crime or cancelled"))?))
        }
        Field::ReportedOn => facts.reported_on = Some(Claim::Is(day()?)),
        Field::RecordedOn => facts.recorded_on = Some(Claim::Is(day()?)),
        Field::OccurredOn => facts.occurred_on = Some(Claim::Is(day()?)),
        Field::Borough => facts.borough = Some(Claim::Is(text()?)),
        Field::Ward => facts.ward = Some(Claim::Is(text()?)),
        Field::PlaceType => facts.place_type = Some(Claim::Is(text()?)),
        Field::Offence => facts.offence = Some(Claim::Is(text()?)),
        Field::HomeOfficeClass => facts.home_office_class = Some(Claim::Is(text()?)),
        Field::Aggravated => facts.aggravated = Some(Claim::Is(yes_no()?)),
        Field::Strands => {
            let strands = list().map(|code| Strand::from_code(&code.to_lowercase().replace(' ', "_")));
            facts.strands = Some(Claim::Is(strands.collect::<Option<_>>().ok_or_else(|| wrong("a list of strands"))?));
        }
        Field::Online => facts.online = Some(Claim::Is(yes_no()?)),
        Field::Risk => {
            let risk = RiskLevel::from_code(&value.to_lowercase()).ok_or_else(|| wrong("standard, medium or high"))?;
            facts.risk = Some(Claim::Is(risk));
        }
        Field::OicCollar => {
            caseload::Collar::new(value).ok_or_else(|| wrong("a collar number, with digits"))?;
            facts.oic_collar = Some(Claim::Is(text()?));
        }
        Field::Team => facts.team = Some(Claim::Is(text()?)),
        Field::LinkedCollars => facts.linked_collars = Some(Claim::Is(list().map(str::to_owned).collect())),
        Field::Source => facts.source = Some(Claim::Is(text()?)),
        Field::VictimKind => {
            let kind =
                VictimKind::from_code(value).ok_or_else(|| wrong("adult, child, lacks_capacity or organisation"))?;
            facts.victim_kind = Some(Claim::Is(kind));
        }
        Field::AgeBand => facts.age_band = Some(Claim::Is(text()?)),
        Field::Sex => facts.sex = Some(Claim::Is(text()?)),
        Field::Ethnicity => facts.ethnicity = Some(Claim::Is(text()?)),
        Field::Disability => facts.disability = Some(Claim::Is(yes_no()?)),
        Field::Language => facts.language = Some(Claim::Is(text()?)),
        Field::Safety => {
            let rules = list().map(SafetyRule::from_code).collect::<Option<_>>();
            facts.safety = Some(Claim::Is(rules.ok_or_else(|| wrong("a list of what must not be done"))?));
        }
        Field::Outcome | Field::Withdrawal => return Err(wrong("recorded with its own button")),
        Field::ContactMadeOn => facts.contact_made_on = Some(Claim::Is(day()?)),
        Field::SaysRepeat => facts.says_repeat = Some(Claim::Is(yes_no()?)),
    }
    Ok(facts)
}

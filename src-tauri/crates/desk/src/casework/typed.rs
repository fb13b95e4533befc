//! What a person typed for a coded field of a case.

use crate::asked::read_day;
use crate::error::DeskError;
use caseload::{CaseFacts, Claim, CodeList, Collar, Field, Referral, SafeTime, Strand, SubStrand};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The longest text of a coded field, in characters.
const TEXT_MAX: usize = 200;

/// What was typed for one field.
#[derive(Clone, Copy)]
struct Typed<'a> {
    field: Field,
    value: &'a str,
}

/// What a reading of it says of the field.
type Said<T> = Result<Option<Claim<T>>, DeskError>;

/// Reads what a person typed for a coded field.
pub(crate) fn read_field(field: Field, value: &str) -> Result<CaseFacts, DeskError> {
    let mut facts = CaseFacts::default();
    if value.is_empty() {
        facts.clear(field);
        return Ok(facts);
    }
    let typed = Typed { field, value };
    match field {
        Field::Kind => facts.kind = typed.code()?,
        Field::ReportedOn => facts.reported_on = typed.day()?,
        Field::RecordedOn => facts.recorded_on = typed.day()?,
        Field::OccurredOn => facts.occurred_on = typed.day()?,
        Field::Borough => facts.borough = typed.text()?,
        Field::Ward => facts.ward = typed.text()?,
        Field::PlaceType => facts.place_type = typed.text()?,
        Field::Offence => facts.offence = typed.text()?,
        Field::HomeOfficeClass => facts.home_office_class = typed.text()?,
        Field::Aggravated => facts.aggravated = typed.yes_no()?,
        Field::Strands => {
            let strand = |code: &str| Strand::from_code(&code.to_lowercase().replace(' ', "_"));
            facts.strands = typed.set(strand, "a list of strands")?;
        }
        Field::SubStrands => {
            let sub = |code: &str| SubStrand::from_code(&code.to_lowercase());
            facts.sub_strands = typed.set(sub, "a list such as religion.muslim, race.asian")?;
        }
        Field::Online => facts.online = typed.yes_no()?,
        Field::Risk => facts.risk = typed.code()?,
        Field::RiskAssessedOn => facts.risk_assessed_on = typed.day()?,
        Field::ReassessByOn => facts.reassess_by_on = typed.day()?,
        Field::OicCollar => facts.oic_collar = typed.collar()?,
        Field::Team => facts.team = typed.text()?,
        Field::LinkedCollars => {
            let collar = |text: &str| Collar::new(text).map(|collar| collar.as_str().to_owned());
            facts.linked_collars = typed.set(collar, "a list of collar numbers; names go into the field for names")?;
        }
        Field::Source => facts.source = typed.text()?,
        Field::TransferredTo => facts.transferred_to = typed.text()?,
        Field::TransferredOn => facts.transferred_on = typed.day()?,
        Field::VictimKind => facts.victim_kind = typed.code()?,
        Field::AgeBand => facts.age_band = typed.text()?,
        Field::Sex => facts.sex = typed.text()?,
        Field::Ethnicity => facts.ethnicity = typed.text()?,
        Field::Disability => facts.disability = typed.yes_no()?,
        Field::Language => facts.language = typed.text()?,
        Field::Interpreter => facts.interpreter = typed.yes_no()?,
        Field::Formats => facts.formats = typed.codes()?,
        Field::OfficerGender => facts.officer_gender = typed.code()?,
        Field::OfficerLanguage => facts.officer_language = typed.code()?,
        Field::Wishes => facts.wishes = typed.codes()?,
        Field::SafeTimes => facts.safe_times = typed.safe_times()?,
        Field::SpeakTo => facts.speak_to = typed.code()?,
        Field::Safety => facts.safety = typed.codes()?,
        Field::Outcome | Field::Withdrawal => return Err(typed.wrong("recorded with its own button")),
        Field::SupportRegainedOn => facts.support_regained_on = typed.day()?,
        Field::ContactMadeOn => facts.contact_made_on = typed.day()?,
        Field::SaysRepeat => facts.says_repeat = typed.yes_no()?,
        Field::Referrals => {
            let form = "a list such as Victim Support: accepted 2026-11-23; Galop: offered";
            facts.referrals = typed.set(Referral::from_text, form)?;
        }
        Field::Statement => facts.statement = typed.code()?,
    }
    Ok(facts)
}

impl Typed<'_> {
    fn wrong(self, what: &str) -> DeskError {
        DeskError::bad("value", format!("{} is {what}.", self.field.label()))
    }

    fn day(self) -> Said<NaiveDate> {
        Ok(Some(Claim::Is(read_day("value", self.value)?)))
    }

    fn yes_no(self) -> Said<bool> {
        match self.value.to_lowercase().as_str() {
            "yes" => Ok(Some(Claim::Is(true))),
            "no" => Ok(Some(Claim::Is(false))),
            _ => Err(self.wrong("yes or no")),
        }
    }

    fn text(self) -> Said<String> {
        if self.value.chars().count() > TEXT_MAX {
            return Err(self.wrong(&format!("at most {TEXT_MAX} characters")));
        }
        Ok(Some(Claim::Is(self.value.to_owned())))
    }

    fn collar(self) -> Said<String> {
        Collar::new(self.value).ok_or_else(|| self.wrong("a collar number, with digits"))?;
        self.text()
    }

    fn code<T: CodeList>(self) -> Said<T> {
        let read = T::with_code(&self.value.to_lowercase());
        Ok(Some(Claim::Is(read.ok_or_else(|| self.wrong(&T::codes_in_words()))?)))
    }

    fn codes<T: CodeList + Ord>(self) -> Said<BTreeSet<T>> {
        self.set(T::with_code, &format!("a list of {}", T::codes_in_words()))
    }

    /// A list parted by commas or semicolons; "none" is the empty one.
    fn set<T: Ord>(self, read: impl Fn(&str) -> Option<T>, what: &str) -> Said<BTreeSet<T>> {
        if self.value.eq_ignore_ascii_case("none") {
            return Ok(Some(Claim::Is(BTreeSet::new())));
        }
        let parts = self.value.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
        Ok(Some(Claim::Is(parts.map(read).collect::<Option<_>>().ok_or_else(|| self.wrong(what))?)))
    }

    fn safe_times(self) -> Said<BTreeSet<SafeTime>> {
        if self.value.eq_ignore_ascii_case("any") {
            return Ok(Some(Claim::Is(BTreeSet::new())));
        }
        let form = "days and hours such as Mon-Fri 09:00-12:30; Sat 10:00-12:00, or \"any\"";
        Ok(Some(Claim::Is(SafeTime::from_text(self.value).ok_or_else(|| self.wrong(form))?)))
    }
}

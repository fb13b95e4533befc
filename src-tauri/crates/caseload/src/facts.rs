//! What is known of a case, field by field, and who said it.

use crate::codes::{CaseKind, RiskLevel, SafetyRule, VictimKind};
use crate::ids::RowId;
use crate::outcomes::{Outcome, Withdrawal};
use crate::sensitive::Sensitive;
use crate::strands::Strand;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What one source says of a field: a value, or that there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim<T> {
    /// The field has this value.
    Is(T),
    /// The field is empty, said on purpose.
    Cleared,
}

impl<T> Claim<T> {
    /// The value, if the claim has one.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Is(value) => Some(value),
            Self::Cleared => None,
        }
    }
}

/// A field with the extract's last word and a person's, kept apart.
///
/// A person's word stands until the extract agrees with it; then the field is the extract's again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenanced<T> {
    extract: Option<Claim<T>>,
    person: Option<Claim<T>>,
}

impl<T> Default for Provenanced<T> {
    fn default() -> Self {
        Self { extract: None, person: None }
    }
}

impl<T: PartialEq> Provenanced<T> {
    /// The extract says so.
    pub fn extract_says(&mut self, claim: Claim<T>) {
        if self.person.as_ref() == Some(&claim) {
            self.person = None;
        }
        self.extract = Some(claim);
    }

    /// A person says so.
    pub fn person_says(&mut self, claim: Claim<T>) {
        self.person = if self.extract.as_ref() == Some(&claim) { None } else { Some(claim) };
    }

    /// The value in force: a person's word before the extract's.
    pub fn value(&self) -> Option<&T> {
        self.person.as_ref().or(self.extract.as_ref()).and_then(Claim::value)
    }

    /// The extract's last word.
    pub const fn extract(&self) -> Option<&Claim<T>> {
        self.extract.as_ref()
    }

    /// A person's word, where it stands against the extract's or alone.
    pub const fn person(&self) -> Option<&Claim<T>> {
        self.person.as_ref()
    }

    /// Whether the extract and a person say different things.
    pub const fn differs(&self) -> bool {
        self.extract.is_some() && self.person.is_some()
    }
}

macro_rules! case_fields {
    ($($(#[$doc:meta])* $name:ident: $type:ty, $variant:ident = $bit:literal, $label:literal;)+) => {
        /// A coded field of a case. Its number is part of the stored form: never reuse one.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field { $($(#[$doc])* $variant),+ }

        impl Field {
            /// Every field, in the order a page shows them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable name, as in mappings and the stored form.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => stringify!($name)),+ }
            }

            /// The words shown on screen and paper.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }

            /// The field's bit in a carried mask.
            pub const fn bit(self) -> u64 {
                match self { $(Self::$variant => 1 << $bit),+ }
            }

            /// The field with this stable name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|field| field.name() == name)
            }
        }

        /// Coded facts of a case: what one row of an extract, or one correction, says. `None` says nothing.
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        pub struct CaseFacts { $($(#[$doc])* pub $name: Option<Claim<$type>>),+ }

        impl CaseFacts {
            /// Whether nothing at all is said.
            pub const fn is_empty(&self) -> bool {
                true $(&& self.$name.is_none())+
            }

            /// The fields about which something is said.
            pub fn fields(&self) -> Vec<Field> {
                let mut said = Vec::new();
                $(if self.$name.is_some() { said.push(Field::$variant); })+
                said
            }

            /// Keeps only what differs from `standing`, the extract's last word: what an extract changes.
            #[must_use]
            pub fn changed_from(&self, standing: &CaseFacts) -> Self {
                Self { $($name: if self.$name == standing.$name { None } else { self.$name.clone() }),+ }
            }

            /// Keeps only the fields of `mask`.
            #[must_use]
            pub fn of_fields(&self, mask: u64) -> Self {
                Self { $($name: if mask & Field::$variant.bit() == 0 { None } else { self.$name.clone() }),+ }
            }

            /// Says also what `later` says, which wins.
            pub fn overlay(&mut self, later: &Self) {
                $(if later.$name.is_some() { self.$name.clone_from(&later.$name); })+
            }

            /// Says that the field is empty.
            pub fn clear(&mut self, field: Field) {
                match field { $(Field::$variant => self.$name = Some(Claim::Cleared)),+ }
            }
        }

        /// What stands of a case: each field with its sources.
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        pub struct CaseRecord { $($(#[$doc])* pub $name: Provenanced<$type>),+ }

        impl CaseRecord {
            /// Takes in what an extract says.
            pub fn extract_says(&mut self, facts: &CaseFacts) {
                $(if let Some(claim) = &facts.$name { self.$name.extract_says(claim.clone()); })+
            }

            /// Takes in what a person says.
            pub fn person_says(&mut self, facts: &CaseFacts) {
                $(if let Some(claim) = &facts.$name { self.$name.person_says(claim.clone()); })+
            }

            /// The extract's last word on every field.
            pub fn extract_facts(&self) -> CaseFacts {
                CaseFacts { $($name: self.$name.extract().cloned()),+ }
            }

            /// The fields in force, whoever said them.
            pub fn facts(&self) -> CaseFacts {
                CaseFacts { $($name: self.$name.value().cloned().map(Claim::Is)),+ }
            }

            /// The fields where the extract and a person differ.
            pub fn differences(&self) -> Vec<Field> {
                let mut fields = Vec::new();
                $(if self.$name.differs() { fields.push(Field::$variant); })+
                fields
            }
        }
    };
}

case_fields! {
    /// Crime, non-crime incident or cancelled crime.
    kind: CaseKind, Kind = 0, "Kind";
    /// The day the crime was reported: day zero of every clock.
    reported_on: NaiveDate, ReportedOn = 1, "Reported on";
    /// The day it was recorded.
    recorded_on: NaiveDate, RecordedOn = 2, "Recorded on";
    /// The day it happened, or the first of them.
    occurred_on: NaiveDate, OccurredOn = 3, "Occurred on";
    /// Borough, division or district.
    borough: String, Borough = 4, "Borough";
    /// Ward, beat or neighbourhood.
    ward: String, Ward = 5, "Ward";
    /// The kind of place, as "public transport". Never an address.
    place_type: String, PlaceType = 6, "Kind of place";
    /// The offence in words.
    offence: String, Offence = 7, "Offence";
    /// Home Office class, as "8P".
    home_office_class: String, HomeOfficeClass = 8, "Home Office class";
    /// Recorded as a racially or religiously aggravated offence.
    aggravated: bool, Aggravated = 9, "Aggravated offence";
    /// The strands, possibly several; an empty set says "none".
    strands: BTreeSet<Strand>, Strands = 10, "Strands";
    /// Committed online.
    online: bool, Online = 11, "Online";
    /// Risk of further harm.
    risk: RiskLevel, Risk = 12, "Risk";
    /// Collar number of the officer in the case.
    oic_collar: String, OicCollar = 13, "Officer in the case";
    /// The investigating team.
    team: String, Team = 14, "Investigating team";
    /// Collar numbers of anyone else linked to the investigation.
    linked_collars: BTreeSet<String>, LinkedCollars = 15, "Others on the investigation";
    /// How the report came in.
    source: String, Source = 16, "Source of the report";
    /// Adult, child, adult who lacks capacity, organisation.
    victim_kind: VictimKind, VictimKind = 17, "Victim is";
    /// Age band at the report, as "25-34".
    age_band: String, AgeBand = 18, "Age band";
    /// Sex, as coded by the force.
    sex: String, Sex = 19, "Sex";
    /// Self-defined ethnicity code.
    ethnicity: String, Ethnicity = 20, "Ethnicity";
    /// Whether the victim is disabled.
    disability: bool, Disability = 21, "Disabled";
    /// Language code or name.
    language: String, Language = 22, "Language";
    /// What must not be done when contacting the victim.
    safety: BTreeSet<SafetyRule>, Safety = 23, "Contact safely";
    /// The outcome in force.
    outcome: Outcome, Outcome = 24, "Outcome";
    /// The victim's withdrawal of support.
    withdrawal: Withdrawal, Withdrawal = 25, "Withdrawal";
    /// The day the records system says a reassurance contact was made.
    contact_made_on: NaiveDate, ContactMadeOn = 26, "Contact on the records system";
    /// The victim says they have been a victim before.
    says_repeat: bool, SaysRepeat = 27, "Says they are a repeat victim";
}

macro_rules! personal_fields {
    ($($(#[$doc:meta])* $name:ident, $variant:ident = $bit:literal, $label:literal;)+) => {
        /// A personal field. Its text lives in the people file only. Its number is part of the stored form.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum PersonalField { $($(#[$doc])* $variant),+ }

        impl PersonalField {
            /// Every field, in the order a page shows them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => stringify!($name)),+ }
            }

            /// The words shown on screen and paper.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }

            /// The field's bit in a carried mask (above those of [`Field`]).
            pub const fn bit(self) -> u64 {
                match self { $(Self::$variant => 1 << $bit),+ }
            }

            /// The field with this stable name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|field| field.name() == name)
            }
        }

        /// Personal facts of a case: what one row of an extract, or one correction, says. `None` says nothing.
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        pub struct PersonalFacts { $($(#[$doc])* pub $name: Option<Sensitive<String>>),+ }

        impl PersonalFacts {
            /// Whether nothing at all is said.
            pub const fn is_empty(&self) -> bool {
                true $(&& self.$name.is_none())+
            }

            /// The fields about which something is said.
            pub fn fields(&self) -> Vec<PersonalField> {
                let mut said = Vec::new();
                $(if self.$name.is_some() { said.push(PersonalField::$variant); })+
                said
            }

            /// The text of one field.
            pub const fn get(&self, field: PersonalField) -> Option<&Sensitive<String>> {
                match field { $(PersonalField::$variant => self.$name.as_ref()),+ }
            }

            /// Sets the text of one field.
            pub fn set(&mut self, field: PersonalField, text: Sensitive<String>) {
                match field { $(PersonalField::$variant => self.$name = Some(text)),+ }
            }

            /// Keeps only what differs from `standing`.
            #[must_use]
            pub fn changed_from(&self, standing: &Self) -> Self {
                Self { $($name: if self.$name == standing.$name { None } else { self.$name.clone() }),+ }
            }

            /// Says also what `later` says, which wins. An empty text clears.
            pub fn overlay(&mut self, later: &Self) {
                $(if later.$name.is_some() { self.$name.clone_from(&later.$name); })+
            }
        }
    };
}

personal_fields! {
    /// The victim's name, or the organisation's.
    victim_name, VictimName = 40, "Victim";
    /// Date of birth as YYYY-MM-DD.
    date_of_birth, DateOfBirth = 41, "Date of birth";
    /// Telephone numbers.
    telephone, Telephone = 42, "Telephone";
    /// E-mail address.
    email, Email = 43, "E-mail";
    /// Postal address.
    address, Address = 44, "Address";
    /// Who may be spoken to instead, and what they are to the victim.
    contact_person, ContactPerson = 45, "Who may be spoken to";
    /// Name of the officer in the case.
    oic_name, OicName = 46, "Officer in the case";
    /// Where it happened, in words.
    place, Place = 47, "Place";
    /// Free text.
    note, Note = 48, "Note";
}

/// Which version rows of the people file speak for a case, oldest first, by who wrote them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonalRows {
    /// Rows that extracts wrote, with the fields each is valid for.
    pub extract: Vec<(RowId, u64)>,
    /// Rows that people wrote, with the fields each is valid for.
    pub person: Vec<(RowId, u64)>,
}

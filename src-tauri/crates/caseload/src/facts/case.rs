//! The coded fields of a case.

use super::{Claim, Provenanced};
use crate::codes::{CaseKind, RiskLevel, SafetyRule, VictimKind};
use crate::needs::{
    ContactWish, FormatNeed, OfficerGender, OfficerLanguage, Referral, SafeTime, SpeakTo, StatementOffer,
};
use crate::outcomes::{Outcome, Withdrawal};
use crate::strands::{Strand, SubStrand};
use chrono::NaiveDate;
use std::collections::BTreeSet;

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

            /// Gives a person's word on a field up: the extract's stands.
            pub fn take_extract(&mut self, field: Field) {
                match field { $(Field::$variant => self.$name.take_extract()),+ }
            }

            /// The fields, as a mask, of which these facts would change the extract's last word.
            pub fn extract_moved_by(&self, facts: &CaseFacts) -> u64 {
                0 $(| if facts.$name.is_some() && facts.$name.as_ref() != self.$name.extract() {
                    Field::$variant.bit()
                } else { 0 })+
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
    /// What of each strand was targeted, as "religion.muslim".
    sub_strands: BTreeSet<SubStrand>, SubStrands = 28, "Strands in detail";
    /// Committed online.
    online: bool, Online = 11, "Online";
    /// Risk of further harm.
    risk: RiskLevel, Risk = 12, "Risk";
    /// The day the risk was assessed.
    risk_assessed_on: NaiveDate, RiskAssessedOn = 53, "Risk assessed on";
    /// The day by which the risk is to be assessed again.
    reassess_by_on: NaiveDate, ReassessByOn = 54, "Reassess by";
    /// Collar number of the officer in the case.
    oic_collar: String, OicCollar = 13, "Officer in the case";
    /// The investigating team.
    team: String, Team = 14, "Investigating team";
    /// Collar numbers of anyone else linked to the investigation.
    linked_collars: BTreeSet<String>, LinkedCollars = 15, "Others on the investigation";
    /// How the report came in.
    source: String, Source = 16, "Source of the report";
    /// The unit or force the case went to.
    transferred_to: String, TransferredTo = 36, "Transferred to";
    /// The day it went there.
    transferred_on: NaiveDate, TransferredOn = 37, "Transferred on";
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
    /// An interpreter is needed.
    interpreter: bool, Interpreter = 29, "Interpreter needed";
    /// The forms in which the victim can use information.
    formats: BTreeSet<FormatNeed>, Formats = 30, "Information in";
    /// The officer's gender the victim asked for.
    officer_gender: OfficerGender, OfficerGender = 31, "Officer's gender";
    /// Whether the officer must speak the victim's language.
    officer_language: OfficerLanguage, OfficerLanguage = 32, "Officer who speaks the language";
    /// What the victim wishes about the contact.
    wishes: BTreeSet<ContactWish>, Wishes = 33, "Wishes about contact";
    /// When it is safe to contact the victim; empty says "at any time".
    safe_times: BTreeSet<SafeTime>, SafeTimes = 34, "Safe times";
    /// Who may be spoken to. Their name is a personal field.
    speak_to: SpeakTo, SpeakTo = 35, "May be spoken to";
    /// What must not be done when contacting the victim.
    safety: BTreeSet<SafetyRule>, Safety = 23, "Contact safely";
    /// The outcome in force.
    outcome: Outcome, Outcome = 24, "Outcome";
    /// The victim's withdrawal of support.
    withdrawal: Withdrawal, Withdrawal = 25, "Withdrawal";
    /// The day the victim supported the investigation again, after a withdrawal.
    support_regained_on: NaiveDate, SupportRegainedOn = 55, "Supports again since";
    /// The day the records system says a reassurance contact was made.
    contact_made_on: NaiveDate, ContactMadeOn = 26, "Contact on the records system";
    /// The victim says they have been a victim before.
    says_repeat: bool, SaysRepeat = 27, "Says they are a repeat victim";
    /// Support services the victim was offered.
    referrals: BTreeSet<Referral>, Referrals = 38, "Referrals";
    /// Whether a Victim Personal Statement was offered, and what came of it.
    statement: StatementOffer, Statement = 39, "Victim Personal Statement";
}

impl CaseRecord {
    /// The withdrawal in force: none where the victim supported the investigation again after it.
    ///
    /// A withdrawal whose day is not known counts as before the day support was regained: the later word wins.
    pub fn stands_withdrawn(&self) -> Option<&Withdrawal> {
        let regained = self.support_regained_on.value();
        self.withdrawal.value().filter(|withdrawal| match (withdrawal.on, regained) {
            (Some(on), Some(regained)) => *regained < on,
            (None, Some(_)) => false,
            (Some(_) | None, None) => true,
        })
    }
}

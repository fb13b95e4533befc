//! Stored facts of a case: a field left out says nothing, `null` says "empty".

use super::needs::{StoredReferral, StoredSafeTime};
use caseload::{
    CaseFacts, CaseKind, Claim, ContactWish, FormatNeed, OfficerGender, OfficerLanguage, Outcome, OutcomeType,
    Referral, RiskLevel, SafeTime, SafetyRule, SpeakTo, StatementOffer, Strand, SubStrand, VictimKind, Withdrawal,
};
use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeSet;

#[derive(Serialize, Deserialize)]
pub struct StoredOutcome {
    number: u8,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    alternate_offence: bool,
    on: NaiveDate,
}

#[derive(Serialize, Deserialize)]
pub struct StoredWithdrawal {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    confirmed_by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    confirmed_how: Option<String>,
}

/// A present `null` is `Some(None)`; an absent field is `None`.
fn present<'de, D, T>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::<T>::deserialize(deserializer).map(Some)
}

macro_rules! stored_facts {
    ($($name:ident: $stored:ty, $write:expr, $read:expr;)+) => {
        #[derive(Serialize, Deserialize, Default)]
        pub struct StoredFacts {
            $(
                #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
                $name: Option<Option<$stored>>,
            )+
        }

        impl From<&CaseFacts> for StoredFacts {
            fn from(facts: &CaseFacts) -> Self {
                Self { $($name: facts.$name.as_ref().map(|claim| claim.value().map($write))),+ }
            }
        }

        impl StoredFacts {
            /// `None` where a code is not known.
            pub fn into_facts(self) -> Option<CaseFacts> {
                Some(CaseFacts {
                    $($name: match self.$name {
                        None => None,
                        Some(None) => Some(Claim::Cleared),
                        Some(Some(stored)) => {
                            let value = ($read)(stored)?;
                            Some(Claim::Is(value))
                        }
                    }),+
                })
            }
        }
    };
}

stored_facts! {
    kind: String, |v: &CaseKind| v.code().to_owned(), |s: String| CaseKind::from_code(&s);
    reported_on: NaiveDate, |v: &NaiveDate| *v, Some;
    recorded_on: NaiveDate, |v: &NaiveDate| *v, Some;
    occurred_on: NaiveDate, |v: &NaiveDate| *v, Some;
    borough: String, String::clone, Some;
    ward: String, String::clone, Some;
    place_type: String, String::clone, Some;
    offence: String, String::clone, Some;
    home_office_class: String, String::clone, Some;
    aggravated: bool, |v: &bool| *v, Some;
    strands: Vec<String>, |v: &BTreeSet<Strand>| v.iter().map(|s| s.code().to_owned()).collect(),
        |s: Vec<String>| s.iter().map(|code| Strand::from_code(code)).collect::<Option<BTreeSet<_>>>();
    online: bool, |v: &bool| *v, Some;
    risk: String, |v: &RiskLevel| v.code().to_owned(), |s: String| RiskLevel::from_code(&s);
    oic_collar: String, String::clone, Some;
    team: String, String::clone, Some;
    linked_collars: Vec<String>, |v: &BTreeSet<String>| v.iter().cloned().collect(),
        |s: Vec<String>| Some(s.into_iter().collect::<BTreeSet<_>>());
    source: String, String::clone, Some;
    victim_kind: String, |v: &VictimKind| v.code().to_owned(), |s: String| VictimKind::from_code(&s);
    age_band: String, String::clone, Some;
    sex: String, String::clone, Some;
    ethnicity: String, String::clone, Some;
    disability: bool, |v: &bool| *v, Some;
    language: String, String::clone, Some;
    safety: Vec<String>, |v: &BTreeSet<SafetyRule>| v.iter().map(|r| r.code().to_owned()).collect(),
        |s: Vec<String>| s.iter().map(|code| SafetyRule::from_code(code)).collect::<Option<BTreeSet<_>>>();
    outcome: StoredOutcome,
        |v: &Outcome| StoredOutcome {
            number: v.outcome_type.number(), alternate_offence: v.alternate_offence, on: v.on,
        },
        |s: StoredOutcome| Some(Outcome {
            outcome_type: OutcomeType::new(s.number)?, alternate_offence: s.alternate_offence, on: s.on,
        });
    withdrawal: StoredWithdrawal,
        |v: &Withdrawal| StoredWithdrawal {
            on: v.on,
            reason: v.reason.clone(),
            confirmed_by: v.confirmed_by.clone(),
            confirmed_how: v.confirmed_how.clone(),
        },
        |s: StoredWithdrawal| Some(Withdrawal {
            on: s.on, reason: s.reason, confirmed_by: s.confirmed_by, confirmed_how: s.confirmed_how,
        });
    contact_made_on: NaiveDate, |v: &NaiveDate| *v, Some;
    says_repeat: bool, |v: &bool| *v, Some;
    sub_strands: Vec<String>, |v: &BTreeSet<SubStrand>| v.iter().map(SubStrand::code_text).collect(),
        |s: Vec<String>| s.iter().map(|code| SubStrand::from_code(code)).collect::<Option<BTreeSet<_>>>();
    risk_assessed_on: NaiveDate, |v: &NaiveDate| *v, Some;
    reassess_by_on: NaiveDate, |v: &NaiveDate| *v, Some;
    transferred_to: String, String::clone, Some;
    transferred_on: NaiveDate, |v: &NaiveDate| *v, Some;
    interpreter: bool, |v: &bool| *v, Some;
    formats: Vec<String>, |v: &BTreeSet<FormatNeed>| v.iter().map(|need| need.code().to_owned()).collect(),
        |s: Vec<String>| s.iter().map(|code| FormatNeed::from_code(code)).collect::<Option<BTreeSet<_>>>();
    officer_gender: String, |v: &OfficerGender| v.code().to_owned(), |s: String| OfficerGender::from_code(&s);
    officer_language: String, |v: &OfficerLanguage| v.code().to_owned(), |s: String| OfficerLanguage::from_code(&s);
    wishes: Vec<String>, |v: &BTreeSet<ContactWish>| v.iter().map(|wish| wish.code().to_owned()).collect(),
        |s: Vec<String>| s.iter().map(|code| ContactWish::from_code(code)).collect::<Option<BTreeSet<_>>>();
    safe_times: Vec<StoredSafeTime>, |v: &BTreeSet<SafeTime>| v.iter().map(StoredSafeTime::from).collect(),
        |s: Vec<StoredSafeTime>| s.into_iter().map(StoredSafeTime::into_time).collect::<Option<BTreeSet<_>>>();
    speak_to: String, |v: &SpeakTo| v.code().to_owned(), |s: String| SpeakTo::from_code(&s);
    support_regained_on: NaiveDate, |v: &NaiveDate| *v, Some;
    referrals: Vec<StoredReferral>, |v: &BTreeSet<Referral>| v.iter().map(StoredReferral::from).collect(),
        |s: Vec<StoredReferral>| s.into_iter().map(StoredReferral::into_referral).collect::<Option<BTreeSet<_>>>();
    statement: String, |v: &StatementOffer| v.code().to_owned(), |s: String| StatementOffer::from_code(&s);
}

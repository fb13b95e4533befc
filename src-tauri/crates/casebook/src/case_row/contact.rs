//! The contact's side of a case, as lists and plans need it.

use crate::state::CaseState;
use caseload::facts::{CaseRecord, Provenanced};
use caseload::standing::PlannedContact;
use caseload::{
    Attempt, AttemptResult, Channel, CodeList, ContactWish, Ending, EndingReason, FormatNeed, KeptAwayBecause,
    OfficerGender, OfficerId, OfficerLanguage, SafeTime, SafetyRule, SpeakTo, TakenUp, TakenUpBecause, VictimKind,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The contact's side of a case.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OpenRow {
    pub attempts: Vec<Attempt>,
    /// How many of the attempts came before the contact was last taken up again.
    pub attempts_before: usize,
    pub ending: Option<Ending>,
    pub taken_up: Option<TakenUp>,
    pub planned: Option<PlannedContact>,
    /// The planned line is pinned.
    pub pinned: bool,
    /// Officers who declined the contact or have a conflict of interest.
    pub kept_away: BTreeMap<OfficerId, KeptAwayBecause>,
    pub put_off_until: Option<NaiveDate>,
    /// The day the records system says a contact was made.
    pub made_on: Option<NaiveDate>,
    pub safety: BTreeSet<SafetyRule>,
    /// Collar number of the officer in the case, as recorded.
    pub oic_collar: Option<String>,
    pub linked_collars: BTreeSet<String>,
    pub team: Option<String>,
    pub needs: Needs,
}

/// What the victim needs and wishes, for whoever plans or makes the contact. `None` where nothing was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Needs {
    pub victim_kind: Option<VictimKind>,
    pub speak_to: Option<SpeakTo>,
    pub language: Option<String>,
    pub interpreter: Option<bool>,
    pub formats: BTreeSet<FormatNeed>,
    pub officer_gender: Option<OfficerGender>,
    pub officer_language: Option<OfficerLanguage>,
    pub wishes: BTreeSet<ContactWish>,
    /// When it is safe; empty says nothing, or at any time.
    pub safe_times: BTreeSet<SafeTime>,
}

/// The read model's own form: it may change whenever the read model is rebuilt.
#[derive(Serialize, Deserialize, Default)]
pub(super) struct StoredContact {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    attempts: Vec<StoredAttempt>,
    #[serde(default)]
    attempts_before: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ending: Option<(NaiveDate, String)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    taken_up: Option<(NaiveDate, NaiveDate, String)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    put_off_until: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    planned: Option<(NaiveDate, String)>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pinned: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    kept_away: Vec<(String, String)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    made_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    safety: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    oic_collar: Option<String>,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    linked_collars: BTreeSet<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    team: Option<String>,
    #[serde(default, skip_serializing_if = "StoredNeeds::is_empty")]
    needs: StoredNeeds,
}

#[derive(Serialize, Deserialize, Default, PartialEq)]
struct StoredNeeds {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    victim_kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    speak_to: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    interpreter: Option<bool>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    formats: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    officer_gender: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    officer_language: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    wishes: Vec<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    safe_times: String,
}

impl StoredNeeds {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn of(record: &CaseRecord) -> Self {
        fn code<T: CodeList + PartialEq>(field: &Provenanced<T>) -> Option<String> {
            field.value().map(|value| value.code_of().to_owned())
        }
        fn codes<T: CodeList + PartialEq>(field: &Provenanced<BTreeSet<T>>) -> Vec<String> {
            field.value().into_iter().flatten().map(|value| value.code_of().to_owned()).collect()
        }
        Self {
            victim_kind: code(&record.victim_kind),
            speak_to: code(&record.speak_to),
            language: record.language.value().cloned(),
            interpreter: record.interpreter.value().copied(),
            formats: codes(&record.formats),
            officer_gender: code(&record.officer_gender),
            officer_language: code(&record.officer_language),
            wishes: codes(&record.wishes),
            safe_times: record.safe_times.value().map(SafeTime::to_text).unwrap_or_default(),
        }
    }

    fn into_needs(self) -> Needs {
        fn read<T: CodeList>(code: Option<String>) -> Option<T> {
            code.as_deref().and_then(T::with_code)
        }
        fn read_all<T: CodeList + Ord>(codes: &[String]) -> BTreeSet<T> {
            codes.iter().filter_map(|code| T::with_code(code)).collect()
        }
        Needs {
            victim_kind: read(self.victim_kind),
            speak_to: read(self.speak_to),
            language: self.language,
            interpreter: self.interpreter,
            formats: read_all(&self.formats),
            officer_gender: read(self.officer_gender),
            officer_language: read(self.officer_language),
            wishes: read_all(&self.wishes),
            safe_times: SafeTime::from_text(&self.safe_times).unwrap_or_default(),
        }
    }
}

#[derive(Serialize, Deserialize)]
struct StoredAttempt {
    on: NaiveDate,
    channel: String,
    result: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    call_back_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    officer: Option<String>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    involved: bool,
}

impl StoredContact {
    pub(super) fn of(state: &CaseState) -> Self {
        let attempt = |attempt: &Attempt| StoredAttempt {
            on: attempt.on,
            channel: attempt.channel.code().to_owned(),
            result: attempt.result.code().to_owned(),
            call_back_on: attempt.result.named_day(),
            officer: attempt.officer.map(|officer| officer.to_string()),
            involved: attempt.by_involved_officer,
        };
        let record = &state.record;
        Self {
            attempts: state.attempts.iter().map(attempt).collect(),
            attempts_before: state.attempts_before,
            taken_up: state.taken_up.map(|again| (again.on, again.until_on, again.because.code().to_owned())),
            put_off_until: state.put_off_until,
            ending: state.ending.map(|ending| (ending.on, ending.reason.code().to_owned())),
            planned: state.planned.map(|planned| (planned.on, planned.officer.to_string())),
            pinned: state.planned.is_some() && state.acts.pinned,
            kept_away: state.acts.kept_away.iter().map(|(id, why)| (id.to_string(), why.code().to_owned())).collect(),
            made_on: record.contact_made_on.value().copied(),
            safety: record.safety.value().into_iter().flatten().map(|rule| rule.code().to_owned()).collect(),
            oic_collar: record.oic_collar.value().cloned(),
            linked_collars: record.linked_collars.value().cloned().unwrap_or_default(),
            team: record.team.value().cloned(),
            needs: StoredNeeds::of(record),
        }
    }

    pub(super) fn into_row(self) -> Option<OpenRow> {
        let officer = |text: &str| text.parse::<OfficerId>().ok();
        let attempt = |stored: StoredAttempt| {
            Some(Attempt {
                on: stored.on,
                channel: Channel::from_code(&stored.channel)?,
                result: AttemptResult::from_code(&stored.result, stored.call_back_on)?,
                officer: stored.officer.as_deref().and_then(officer),
                by_involved_officer: stored.involved,
            })
        };
        Some(OpenRow {
            attempts: self.attempts.into_iter().map(attempt).collect::<Option<_>>()?,
            ending: match self.ending {
                Some((on, reason)) => Some(Ending { on, reason: EndingReason::from_code(&reason)? }),
                None => None,
            },
            attempts_before: self.attempts_before,
            taken_up: match self.taken_up {
                Some((on, until_on, because)) => {
                    Some(TakenUp { on, until_on, because: TakenUpBecause::from_code(&because)? })
                }
                None => None,
            },
            put_off_until: self.put_off_until,
            planned: match self.planned {
                Some((on, id)) => Some(PlannedContact { officer: officer(&id)?, on, accepted: true }),
                None => None,
            },
            pinned: self.pinned,
            kept_away: self
                .kept_away
                .iter()
                .map(|(id, why)| Some((officer(id)?, KeptAwayBecause::from_code(why)?)))
                .collect::<Option<_>>()?,
            made_on: self.made_on,
            safety: self.safety.iter().filter_map(|code| SafetyRule::from_code(code)).collect(),
            oic_collar: self.oic_collar,
            linked_collars: self.linked_collars,
            team: self.team,
            needs: self.needs.into_needs(),
        })
    }
}

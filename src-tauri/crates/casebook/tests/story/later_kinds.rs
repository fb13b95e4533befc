//! Kinds of event and fields that came after version 1's fixture was made.
//!
//! Each has a fixture of its own, `tests/forms/later/NAME.json`: add a line here, and make the file as the test says.

use crate::every_kind::{day, listed, row, staff};
use casebook::{Entry, Event, Source};
use caseload::{
    CaseFacts, CaseId, Claim, ContactPolicy, ContactWish, FormatNeed, Gender, Officer, OfficerGender, OfficerId,
    OfficerLanguage, Referral, SafeTime, ShiftHours, SpeakTo, StatementOffer, SubStrand,
};
use std::collections::{BTreeMap, BTreeSet};

/// The entries, by the name of their fixture.
pub fn entries() -> Vec<(&'static str, Entry)> {
    let case = CaseId::from_random(0x1122_3344_5566_7788);
    let stamp = |event| Entry {
        number: 1,
        recorded_at: chrono::DateTime::from_timestamp(1_790_000_000, 0).unwrap_or_default(),
        known_on: day(2026, 9, 21),
        by: staff(),
        event,
    };
    vec![
        (
            "case_changed_needs",
            stamp(Event::CaseChanged { case, source: Source::Person, facts: needs(), personal: None }),
        ),
        ("officer_listed_hours", stamp(Event::OfficerListed { officer: officer(), name: row(&[]) })),
        ("policy_set_officer_points", stamp(Event::PolicySet { policy: policy() })),
        ("staff_removed", stamp(Event::StaffRemoved { staff: staff() })),
        ("passphrase_changed", stamp(Event::PassphraseChanged { staff: staff() })),
    ]
}

fn officer() -> Officer {
    let hours = |text| ShiftHours::from_text(text).unwrap_or_else(|| unreachable!("two times of day"));
    let mut officer = listed(OfficerId::from_random(0x3333_4444_5555_6666));
    officer.duty.hours = (0..5).map(|weekday| (weekday, hours("07:00-15:00"))).collect();
    officer.duty.hours_on = BTreeMap::from([(day(2026, 1, 10), hours("22:00-07:00"))]);
    Officer {
        briefed: false,
        languages: BTreeSet::from(["Urdu".to_owned()]),
        gender: Some(Gender::Female),
        plain_clothes: true,
        ..officer
    }
}

fn policy() -> ContactPolicy {
    ContactPolicy { points_other_language: 1, points_other_gender: 2, points_new_officer: 4, ..ContactPolicy::preset() }
}

fn needs() -> CaseFacts {
    let times = SafeTime::from_text("Mon-Tue 09:00-12:30").unwrap_or_default();
    let referral = |text| Referral::from_text(text).into_iter();
    CaseFacts {
        sub_strands: Some(Claim::Is(SubStrand::from_code("religion.muslim").into_iter().collect())),
        risk_assessed_on: Some(Claim::Is(day(2026, 9, 1))),
        reassess_by_on: Some(Claim::Is(day(2026, 10, 1))),
        transferred_to: Some(Claim::Is("Central South".to_owned())),
        transferred_on: Some(Claim::Is(day(2026, 9, 2))),
        interpreter: Some(Claim::Is(true)),
        formats: Some(Claim::Is(BTreeSet::from([FormatNeed::EasyRead, FormatNeed::BritishSignLanguage]))),
        officer_gender: Some(Claim::Is(OfficerGender::FemaleEssential)),
        officer_language: Some(Claim::Is(OfficerLanguage::Preferred)),
        wishes: Some(Claim::Is(BTreeSet::from([ContactWish::InPerson, ContactWish::WithSupporter]))),
        safe_times: Some(Claim::Is(times)),
        speak_to: Some(Claim::Is(SpeakTo::Advocate)),
        support_regained_on: Some(Claim::Is(day(2026, 9, 3))),
        referrals: Some(Claim::Is(
            referral("Victim Support: accepted 2026-09-04").chain(referral("Galop: offered")).collect(),
        )),
        statement: Some(Claim::Is(StatementOffer::Offered)),
        ..CaseFacts::default()
    }
}

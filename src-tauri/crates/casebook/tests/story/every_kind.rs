//! One entry of every kind, with every field filled.

use casebook::{Carried, Commitment, Disclosure, Entry, Event, PersonalRef, Role, Source, SummaryEdition};
use caseload::{
    Attempt, AttemptResult, CaseFacts, CaseId, CaseKind, Channel, Claim, Collar, ContactPolicy, Duty, Ending,
    EndingReason, ImportId, Month, Officer, OfficerId, OfficerRole, Outcome, OutcomeType, PersonalField, RiskLevel,
    RowId, SafetyRule, StaffId, Strand, VictimKind, Withdrawal,
};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// The entries, numbered from 1.
pub fn entries() -> Vec<Entry> {
    let stamp = |(event, number)| Entry {
        number,
        recorded_at: chrono::DateTime::from_timestamp(1_770_110_100, 0).unwrap_or_default(),
        known_on: day(2026, 2, 3),
        by: staff(),
        event,
    };
    events().into_iter().zip(1..).map(stamp).collect()
}

fn events() -> Vec<Event> {
    let case = CaseId::from_random(0x1122_3344_5566_7788);
    let import = ImportId::from_random(0x0102_0304_0506_0708);
    let officer = OfficerId::from_random(0x0a0b_0c0d_0e0f_0001);
    let name = row(&[PersonalField::VictimName]);
    let attempt = Attempt {
        on: day(2026, 1, 12),
        channel: Channel::Telephone,
        result: AttemptResult::CallBack { on: day(2026, 1, 15) },
        officer: Some(officer),
        by_involved_officer: true,
    };
    vec![
        Event::DeskOpened { desk: "South West".to_owned(), demo: false },
        Event::StaffAdded { staff: staff(), role: Role::Edi },
        Event::SupervisorNamed { name },
        Event::SignedIn,
        Event::PolicySet {
            policy: ContactPolicy { service_began_on: Some(day(2025, 9, 1)), ..ContactPolicy::preset() },
        },
        Event::OfficerListed { officer: listed(officer), name },
        Event::OfficerRemoved { officer },
        Event::CaseReported {
            case,
            reference: "01/00012/26".to_owned(),
            victim_number: Some("2".to_owned()),
            source: Source::Extract(import),
            facts: facts(),
            personal: Some(row(&[PersonalField::VictimName, PersonalField::Telephone])),
        },
        Event::CaseChanged { case, source: Source::Person, facts: changed(), personal: None },
        Event::ContactPlanned { case, officer, on: day(2026, 1, 12) },
        Event::ContactUnplanned { case },
        Event::ContactAttempted { case, attempt, details: Box::default(), note: Some(row(&[PersonalField::Note])) },
        Event::ContactEnded { case, ending: Ending { on: day(2026, 1, 30), reason: EndingReason::CannotBeFound } },
        Event::Undone { case, entry: 13 },
        Event::ImportApplied {
            import,
            mapping: "rms".to_owned(),
            file_digest: [0x5a; 32],
            rows_new: 1,
            rows_changed: 2,
            rows_unchanged: 3,
            rows_refused: 4,
            carried: Carried::gather([(case, 3), (CaseId::from_random(5), 3), (CaseId::from_random(9), 7)]),
            shape: None,
        },
        Event::ImportTakenBack { import },
        Event::ImportRestored { import },
        Event::SummaryIssued {
            month: Month::of(day(2026, 1, 1)),
            as_at: day(2026, 2, 3),
            edition: SummaryEdition::Shareable,
            figures: vec![("recorded".to_owned(), "12".to_owned())],
            digest: [1; 32],
            correction: None,
        },
        Event::PersonalDetailsViewed { case },
        Event::PersonalDetailsDisclosed { what: Disclosure::ContactSheets { first_number: None }, cases: vec![case] },
    ]
}

fn facts() -> CaseFacts {
    let text = |words: &str| Some(Claim::Is(words.to_owned()));
    let strands = [Strand::Race, Strand::Religion, Strand::Local("alternative_subculture".to_owned())];
    CaseFacts {
        kind: Some(Claim::Is(CaseKind::Crime)),
        reported_on: Some(Claim::Is(day(2026, 1, 2))),
        recorded_on: Some(Claim::Is(day(2026, 1, 3))),
        occurred_on: Some(Claim::Is(day(2026, 1, 1))),
        borough: text("Merton"),
        ward: text("St Helier"),
        place_type: text("Street"),
        offence: text("Public fear, alarm or distress"),
        home_office_class: text("9B"),
        aggravated: Some(Claim::Is(true)),
        strands: Some(Claim::Is(BTreeSet::from(strands))),
        online: Some(Claim::Is(false)),
        risk: Some(Claim::Is(RiskLevel::Medium)),
        oic_collar: text("1234SW"),
        team: text("Response A"),
        linked_collars: Some(Claim::Is(BTreeSet::from(["77SW".to_owned()]))),
        source: text("Online"),
        victim_kind: Some(Claim::Is(VictimKind::Adult)),
        age_band: text("25-34"),
        sex: text("F"),
        ethnicity: text("A3"),
        disability: Some(Claim::Is(true)),
        language: text("Urdu"),
        safety: Some(Claim::Is(BTreeSet::from([SafetyRule::NoVoicemail, SafetyRule::SuspectInHousehold]))),
        outcome: outcome(16, false, day(2026, 2, 1)),
        withdrawal: Some(Claim::Is(Withdrawal {
            on: Some(day(2026, 1, 20)),
            reason: Some("fear".to_owned()),
            confirmed_by: Some("oic".to_owned()),
            confirmed_how: Some("statement".to_owned()),
        })),
        contact_made_on: Some(Claim::Is(day(2026, 1, 12))),
        says_repeat: Some(Claim::Is(true)),
        ..CaseFacts::default()
    }
}

fn changed() -> CaseFacts {
    CaseFacts { ward: Some(Claim::Cleared), outcome: outcome(1, true, day(2026, 2, 2)), ..CaseFacts::default() }
}

fn outcome(number: u8, alternate_offence: bool, on: NaiveDate) -> Option<Claim<Outcome>> {
    let outcome_type = OutcomeType::new(number)?;
    Some(Claim::Is(Outcome { outcome_type, alternate_offence, on }))
}

pub fn listed(id: OfficerId) -> Officer {
    let duty = Duty {
        weekdays: (0..5).collect(),
        also_on: BTreeSet::from([day(2026, 1, 10)]),
        hours: BTreeMap::new(),
        hours_on: BTreeMap::new(),
        away: vec![(day(2026, 2, 2), day(2026, 2, 6))],
        until: None,
    };
    Officer {
        id,
        collar: Collar::new("PC 501SW").unwrap_or_else(|| unreachable!("it has digits")),
        role: OfficerRole::Constable,
        boroughs: BTreeSet::from(["Merton".to_owned()]),
        wards: BTreeSet::from(["St Helier".to_owned()]),
        contacts_a_shift: 3,
        visits_a_shift: 1,
        team: Some("SNT".to_owned()),
        briefed: true,
        languages: BTreeSet::new(),
        gender: None,
        plain_clothes: false,
        duty,
    }
}

pub fn row(fields: &[PersonalField]) -> PersonalRef {
    PersonalRef {
        row: RowId::from_random(0x7777_0000_1111_2222),
        commitment: Commitment([0xab; 32]),
        fields: fields.iter().fold(0, |mask, field| mask | field.bit()),
    }
}

pub fn staff() -> StaffId {
    StaffId::from_random(0x2222_3333_4444_5555)
}

pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

//! Kinds of event and fields that came after version 1's fixture was made.
//!
//! Each has a fixture of its own, `tests/forms/later/NAME.json`: add a line here, and make the file as the test says.

use crate::every_kind::{day, listed, row, staff};
use casebook::{Carried, Disclosure, Entry, Event, FileShape, Source, SummaryEdition};
use caseload::{
    Attempt, AttemptDetails, AttemptResult, CaseFacts, CaseId, Channel, Claim, ContactPolicy, ContactWish, FormatNeed,
    Gender, ImportId, Month, Need, Officer, OfficerGender, OfficerId, OfficerLanguage, PersonalField, Purpose,
    Referral, SafeTime, Satisfaction, ShiftHours, SpeakTo, StatementOffer, SubStrand, TakenUp, TakenUpBecause, Task,
    TaskClosing, TaskEnd, TaskKind,
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
    let mut entries = vec![
        (
            "case_changed_needs",
            stamp(Event::CaseChanged { case, source: Source::Person, facts: needs(), personal: None }),
        ),
        ("officer_listed_hours", stamp(Event::OfficerListed { officer: officer(), name: row(&[]) })),
        ("officer_listed_leaver", stamp(Event::OfficerListed { officer: leaver(), name: row(&[]) })),
        ("policy_set_officer_points", stamp(Event::PolicySet { policy: policy() })),
        ("policy_set_hours_and_reasons", stamp(Event::PolicySet { policy: hours_and_reasons() })),
        ("staff_removed", stamp(Event::StaffRemoved { staff: staff() })),
        ("summary_issued_corrected", stamp(corrected())),
        ("passphrase_changed", stamp(Event::PassphraseChanged { staff: staff() })),
    ];
    entries.extend(crate::later_acts::events(case).map(|(name, event)| (name, stamp(event))));
    entries.extend(crate::later_trials::events(case).map(|(name, event)| (name, stamp(event))));
    entries.extend(imports().into_iter().map(|(name, event)| (name, stamp(event))));
    entries.extend(contacts(case).into_iter().map(|(name, event)| (name, stamp(event))));
    entries
}

fn corrected() -> Event {
    Event::SummaryIssued {
        month: Month::of(day(2026, 8, 1)),
        as_at: day(2026, 9, 20),
        edition: SummaryEdition::Coordinator,
        figures: vec![("recorded".to_owned(), "12".to_owned())],
        digest: [2; 32],
        correction: Some("A late extract brought two more outcomes".to_owned()),
    }
}

fn imports() -> Vec<(&'static str, Event)> {
    let mut shape = FileShape::default();
    shape.add(Some(day(2026, 1, 2)), Some("Merton"));
    shape.add(Some(day(2025, 12, 30)), Some("Merton"));
    shape.add(None, None);
    let applied = Event::ImportApplied {
        import: ImportId::from_random(0x0102_0304_0506_0708),
        mapping: "rms".to_owned(),
        file_digest: [0x5a; 32],
        rows_new: 3,
        rows_changed: 0,
        rows_unchanged: 0,
        rows_refused: 0,
        carried: Carried::default(),
        shape: Some(shape),
    };
    let name = "own".to_owned();
    vec![
        ("import_applied_shape", applied),
        ("mapping_saved", Event::MappingSaved { name: name.clone(), text: "version = 1\n".to_owned() }),
        ("mapping_removed", Event::MappingRemoved { name }),
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

fn leaver() -> Officer {
    let mut officer = listed(OfficerId::from_random(0x3333_4444_5555_7777));
    officer.duty.until = Some(day(2027, 3, 31));
    officer
}

fn policy() -> ContactPolicy {
    ContactPolicy { points_other_language: 1, points_other_gender: 2, points_new_officer: 4, ..ContactPolicy::preset() }
}

fn hours_and_reasons() -> ContactPolicy {
    let at = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    let hours = caseload::policy::ContactHours { from: at(9), to: at(20) };
    let mut policy = ContactPolicy { contact_hours: Some(hours), ..ContactPolicy::preset() };
    policy.ending_reasons.remove(&caseload::EndingReason::HarmsInvestigation);
    policy
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

/// What an attempt tells besides its result, taking a contact up again, putting it off, and tasks.
fn contacts(case: CaseId) -> Vec<(&'static str, Event)> {
    let attempt = |result| Attempt {
        on: day(2026, 9, 18),
        channel: Channel::InPerson,
        result,
        officer: Some(OfficerId::from_random(0x0a0b_0c0d_0e0f_0001)),
        by_involved_officer: false,
    };
    let details = AttemptDetails {
        at: chrono::NaiveTime::from_hms_opt(0, 30, 0),
        purposes: BTreeSet::from([Purpose::Impact, Purpose::HelpOffered]),
        needs: BTreeSet::from([Need::Safety, Need::Language]),
        concern: true,
        new_risk: true,
        new_crime: true,
        satisfaction: Some(Satisfaction::Neither),
        shared_from: Some(CaseId::from_random(9)),
    };
    let attempted = |result, details| Event::ContactAttempted { case, attempt: attempt(result), details, note: None };
    let task = Task { kind: TaskKind::Concern, owner: staff(), raised_on: day(2026, 9, 18), due_on: day(2026, 9, 21) };
    let note = Some(row(&[PersonalField::Note]));
    let taken_up = TakenUp { on: day(2026, 9, 21), until_on: day(2026, 10, 5), because: TakenUpBecause::VictimAsks };
    let closing = TaskClosing { on: day(2026, 9, 21), how: TaskEnd::PassedOn };
    vec![
        ("contact_attempted_reached", attempted(AttemptResult::Reached, Box::new(details))),
        (
            "contact_attempted_visit_agreed",
            attempted(AttemptResult::VisitAgreed { on: Some(day(2026, 9, 22)) }, Box::default()),
        ),
        ("contact_attempted_unsafe", attempted(AttemptResult::Unsafe, Box::default())),
        ("contact_taken_up", Event::ContactTakenUp { case, taken_up }),
        ("contact_put_off", Event::ContactPutOff { case, until: day(2026, 9, 28) }),
        ("task_raised", Event::TaskRaised { case, task, note }),
        ("task_closed", Event::TaskClosed { case, task: 7, closing, note: None }),
        (
            "contact_sheets_numbered",
            Event::PersonalDetailsDisclosed {
                what: Disclosure::ContactSheets { first_number: Some(17) },
                cases: vec![case],
            },
        ),
        ("text_block", Event::PersonalDetailsDisclosed { what: Disclosure::TextBlock, cases: vec![case] }),
    ]
}

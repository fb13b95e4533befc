//! The published extract of Toronto, and the sample of a records-management extract.

use crate::{read, strands, text};
use caseload::{Claim, VictimKind};
use exchange::Mapping;
use std::collections::BTreeMap;

const TORONTO: &[u8] = include_bytes!("../../../../../tests/data/toronto-hate-crimes.csv");
const SAMPLE: &[u8] = include_bytes!("../fixtures/rms-sample.csv");

#[test]
fn the_published_extract_of_toronto_reads_through_its_mapping() {
    let extract = read(TORONTO, &Mapping::built_in("toronto").unwrap()).unwrap();
    assert_eq!(extract.refusals, []);
    assert_eq!(extract.rows.len(), 1350);
    let (mut by_strand, mut by_number): (BTreeMap<&str, u32>, BTreeMap<usize, u32>) = Default::default();
    for row in &extract.rows {
        let strands = strands(&row.facts);
        *by_number.entry(strands.len().min(2)).or_default() += 1;
        for strand in strands {
            *by_strand.entry(strand).or_default() += 1;
        }
        assert!(row.facts.outcome.is_none(), "an arrest is not an outcome");
        assert!(row.personal.is_empty(), "there are no people in it");
    }
    let expected = BTreeMap::from([
        ("race", 590),
        ("religion", 627),
        ("sexual_orientation", 197),
        ("transgender", 49),
        ("disability", 3),
        ("gender", 29),
    ]);
    assert_eq!(by_strand, expected, "counted in the published columns by a script of its own");
    assert_eq!(by_number, BTreeMap::from([(0, 1), (1, 1213), (2, 136)]), "none, one, several");
    let first = &extract.rows[0];
    assert_eq!((first.row, first.reference.as_str(), &first.victim_number), (2, "GO-201826213", &None));
    assert_eq!(first.facts.ward, Some(Claim::Is("Forest Hill North".to_owned())));
    assert_eq!(first.facts.reported_on, Some(Claim::Is("2018-01-05".parse().unwrap())));
    let unplaced = extract.rows.iter().filter(|row| row.facts.borough.is_none()).count();
    assert_eq!(unplaced, 20, "NSA says nothing");
    assert!(extract.found.columns_ignored.iter().any(|column| column == "ARREST_MADE"), "told as ignored");
    assert_eq!(extract.found.date_forms, ["%Y-%m-%d"]);
    assert!(!extract.invented(), "these crimes happened");
}

#[test]
fn the_sample_of_the_records_management_extract_reads_in_full() {
    let extract = read(SAMPLE, &Mapping::built_in("rms").unwrap()).unwrap();
    assert_eq!(extract.refusals, []);
    assert_eq!(extract.rows.iter().map(|row| row.row).collect::<Vec<_>>(), (2..=13).collect::<Vec<_>>());
    assert!(extract.invented(), "every row is marked");
    // Fields that came after the sample was written are not in it, and say nothing.
    assert!(extract.found.columns_missing.iter().all(|missing| missing.field != "reference"));
    assert_eq!(extract.found.columns_ignored, [""; 0]);
    let by = |reference: &str, urn: Option<&str>| {
        let found = extract.rows.iter().find(|row| row.reference == reference && row.victim_number.as_deref() == urn);
        found.unwrap_or_else(|| panic!("{reference}"))
    };
    let amina = by("0012345/26", Some("000417"));
    assert_eq!(strands(&amina.facts), ["race"]);
    assert_eq!(amina.facts.aggravated, Some(Claim::Is(true)));
    assert_eq!(amina.facts.online, Some(Claim::Is(false)), "the flags are given, and this one is not among them");
    assert_eq!(amina.facts.oic_collar, Some(Claim::Is("1187SW".to_owned())), "without the rank");
    assert_eq!(amina.facts.age_band, Some(Claim::Is("25-34".to_owned())), "born on a leap day");
    assert_eq!(amina.facts.outcome, None, "an empty cell says nothing");
    assert_eq!(text(amina.personal.telephone.as_ref()), "020 7946 0123; 07700 900123");
    assert_eq!(text(amina.personal.place.as_ref()), "Bus stop outside \"The Tiger\", High Street");
    assert_eq!(by("0012345/26", Some("000418")).facts.victim_kind, Some(Claim::Is(VictimKind::Child)));
    let sian = by("0012399/26", Some("000502"));
    let Some(Claim::Is(outcome)) = sian.facts.outcome else { panic!("{:?}", sian.facts) };
    assert_eq!((outcome.outcome_type.number(), outcome.on.to_string()), (16, "2026-10-20".to_owned()));
    let Some(Claim::Is(withdrawal)) = &sian.facts.withdrawal else { panic!("{:?}", sian.facts) };
    assert_eq!(withdrawal.reason.as_deref(), Some("fear_of_reprisal"));
    assert_eq!(withdrawal.confirmed_how.as_deref(), Some("body_worn_video"));
    assert_eq!(text(sian.personal.address.as_ref()), "The Old Bakery\n7 Sample Mews, ZZ99 2BB");
    let mosque = by("0012407/26", None);
    assert_eq!((&mosque.facts.age_band, &mosque.facts.says_repeat), (&None, &Some(Claim::Is(true))));
    let undated = by("0012744/26", Some("000731"));
    let Some(Claim::Is(withdrawal)) = &undated.facts.withdrawal else { panic!("{:?}", undated.facts) };
    assert_eq!((withdrawal.on, withdrawal.confirmed_by.as_deref()), (None, Some("not_confirmed")));
    assert_eq!(by("0012677/26", Some("000690")).facts.outcome, Some(Claim::Cleared), "not yet assigned, said");
    assert_eq!(strands(&by("0012850/26", Some("000799")).facts), [""; 0], "None says none");
}

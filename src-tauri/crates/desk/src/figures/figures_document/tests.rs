//! The document is what its schema says, for each role and for desks with little in them.

use super::*;
use crate::wire::{NewDeskRequest, SignInRequest};
use crate::{DEMO_PASSPHRASE, DemoRequest, Desk, Silent};
use chrono::{NaiveDate, TimeZone, Utc};
use serde_json::Value;

fn on(day: &str) -> Now {
    let today: NaiveDate = day.parse().unwrap();
    Now { at: Utc.from_utc_datetime(&today.and_hms_opt(9, 0, 0).unwrap()), today }
}

/// The document as it is printed, after the schema found nothing wrong with it.
#[track_caller]
fn held(session: &mut Session, as_at: Option<&str>, now: Now) -> Value {
    let schema: Value = serde_json::from_str(FIGURES_SCHEMA).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let document = serde_json::to_value(session.figures_document(as_at, now).unwrap()).unwrap();
    let wrong: Vec<String> =
        validator.iter_errors(&document).map(|error| format!("{}: {error}", error.instance_path())).take(5).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    document
}

fn length(document: &Value, of: &str) -> usize {
    document[of].as_array().unwrap().len()
}

#[test]
fn the_document_is_what_its_schema_says() {
    let folder = tempfile::tempdir().unwrap();
    let now = on("2026-11-23");
    let desk = Desk::at(folder.path().join("demo"));
    let mut coordinator = desk.make_demo(DemoRequest { cases: 2_000, seed: 7 }, now, &mut Silent).unwrap();
    let whole = held(&mut coordinator, None, now);
    let named = |document: &Value, of: &str, measure: &str| {
        let all = document[of].as_array().unwrap().iter().filter(|one| one["measure"] == measure);
        all.map(|one| one["strand"].as_str().unwrap_or("all").to_owned()).collect::<Vec<_>>()
    };
    let rare = named(&whole, "series", "days_between");
    assert!(rare.contains(&"transgender".to_owned()), "about five a month: {rare:?}");
    let rolling = named(&whole, "series", "withdrawal_twelve_months");
    assert!(rare.iter().all(|strand| rolling.contains(strand)), "of each rare strand: {rare:?} and {rolling:?}");
    assert_eq!(length(&whole, "series"), 9 + rare.len() + rolling.len(), "all but the delivery funnel");
    assert!(length(&whole, "curves") > 100);
    assert!(length(&whole, "effects") == 2 || whole["effects_not_shown"].is_string());
    assert_eq!(whole["effect_in_cases"]["article_low"].as_u64().map(|cases| cases > 0), Some(true));
    held(&mut coordinator, Some("2024-01-05"), now);
    drop(coordinator);
    let edi = SignInRequest { name: "EDI manager".to_owned(), passphrase: DEMO_PASSPHRASE.to_owned() };
    let mut edi = desk.sign_in(&edi, now).unwrap();
    let suppressed = held(&mut edi, None, now);
    assert_eq!(suppressed["suppressed_below"], 5);
    assert!(named(&suppressed, "series", "days_between").is_empty(), "a day between two reports is of one crime");
    assert_eq!(named(&suppressed, "comparisons", "withdrawal_twelve_months").len(), 1, "the last whole year instead");
    held(&mut edi, Some("2024-02-29"), now);
}

#[test]
fn a_new_desk_and_a_tiny_one_have_documents_too() {
    let now = on("2026-11-30");
    let folder = tempfile::tempdir().unwrap();
    let request = NewDeskRequest {
        desk_name: "Empty".to_owned(),
        coordinator: "Ann Marsh".to_owned(),
        supervisor: "Sam Reid".to_owned(),
        passphrase: "a long enough passphrase".to_owned(),
    };
    let (_, mut empty) = Desk::at(folder.path().join("empty")).make(&request, now).unwrap();
    let document = held(&mut empty, None, now);
    assert_eq!((length(&document, "curves"), length(&document, "effects")), (0, 0));
    assert!(document["effect_in_cases"].is_null() && document["effects_not_shown"].is_string());
    let demo = Desk::at(folder.path().join("tiny"));
    let mut tiny = demo.make_demo(DemoRequest { cases: 30, seed: 1 }, now, &mut Silent).unwrap();
    let document = held(&mut tiny, None, now);
    assert!(length(&document, "effects") == 0 && document["effects_not_shown"].is_string());
}

#[test]
fn the_schema_knows_every_field_and_refuses_others() {
    let schema: Value = serde_json::from_str(FIGURES_SCHEMA).unwrap();
    assert!(jsonschema::meta::is_valid(&schema), "the schema is one");
    let parts = schema["$defs"].as_object().unwrap().iter().map(|(name, part)| (name.as_str(), part));
    for (name, part) in parts.chain([("document", &schema)]) {
        assert_eq!(part["additionalProperties"], false, "{name} lets a field through that nobody described");
        let fields = part["properties"].as_object().unwrap();
        assert_eq!(part["required"].as_array().unwrap().len(), fields.len(), "{name}: what is not there is null");
        let described = |field: &Value| field["description"].is_string();
        assert!(fields.values().all(described), "each field of {name} says its meaning");
    }
}

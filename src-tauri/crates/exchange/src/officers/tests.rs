use super::*;

fn read(rows: &str) -> OfficerList {
    let text = format!("Collar number,Officer,Rank,Borough,Wards,Contacts,Visits,SNT,Works,Leave\n{rows}");
    read_officers(text.as_bytes()).unwrap()
}

#[test]
fn the_template_is_a_list_that_reads() {
    let list = read_officers(TEMPLATE.as_bytes()).unwrap();
    assert_eq!(list.refusals, []);
    let [sam, jo] = &list.officers[..] else { panic!("two officers: {list:?}") };
    assert_eq!((sam.collar.as_str(), sam.role, sam.row), ("7031SW", OfficerRole::CommunitySupportOfficer, 2));
    assert_eq!(sam.wards.iter().collect::<Vec<_>>(), ["Colliers Wood", "Lavender Fields"]);
    assert_eq!((sam.contacts_a_shift, sam.visits_a_shift), (4, 2));
    assert!(sam.duty.on("2026-12-18".parse().unwrap()), "a Friday");
    assert!(!sam.duty.on("2026-12-21".parse().unwrap()), "a Monday on leave");
    assert_eq!(jo.boroughs.len(), 2);
    assert!(jo.wards.is_empty(), "no wards means every ward");
    assert!(jo.duty.on("2026-11-29".parse().unwrap()), "an extra Sunday");
    let hours = |officer: &OfficerRow, day: &str| officer.duty.hours_of(day.parse().unwrap()).map(|h| h.to_text());
    assert_eq!(hours(sam, "2026-12-18"), Some("07:00-15:00".to_owned()));
    assert_eq!(hours(jo, "2026-11-28"), Some("22:00-07:00".to_owned()), "a night of Saturday");
    assert_eq!(hours(jo, "2026-11-29"), None, "nobody said when the extra Sunday begins");
    assert_eq!((sam.gender, jo.gender), (None, Some(Gender::Female)));
    assert_eq!((sam.plain_clothes, jo.plain_clothes, sam.briefed), (false, true, true));
    assert_eq!(sam.languages.iter().collect::<Vec<_>>(), ["Polish", "Urdu"]);
}

#[test]
fn each_wrong_cell_is_named_with_a_remedy() {
    for (row, column, reason) in [
        ("Jane,Jane,PC,Merton,,3,1,,Mon,", Some("Collar"), OfficerReason::NotACollar),
        ("1SW,,PC,Merton,,3,1,,Mon,", Some("Name"), OfficerReason::Empty),
        ("1SW,Jane,Inspector,Merton,,3,1,,Mon,", Some("Role"), OfficerReason::UnknownRole),
        ("1SW,Jane,PC,,,3,1,,Mon,", Some("Boroughs"), OfficerReason::Empty),
        ("1SW,Jane,PC,Merton,,many,1,,Mon,", Some("Contacts a shift"), OfficerReason::NotACount),
        ("1SW,Jane,PC,Merton,,3,,,Mon,", Some("Visits a shift"), OfficerReason::NotACount),
        ("1SW,Jane,PC,Merton,,3,4,,Mon,", Some("Visits a shift"), OfficerReason::MoreVisitsThanContacts),
        ("1SW,Jane,PC,Merton,,3,1,,Someday,", Some("Duty"), OfficerReason::NotADay),
        ("1SW,Jane,PC,Merton,,3,1,,Mon,2026-11-31", Some("Away"), OfficerReason::NotADay),
        ("1SW,Jane,PC", None, OfficerReason::CellCount { expected: 10, found: 3 }),
    ] {
        let list = read(row);
        assert_eq!(list.officers, [], "{row}");
        let [refusal] = &list.refusals[..] else { panic!("one refusal for {row}: {list:?}") };
        assert_eq!((refusal.row, refusal.column.as_deref(), &refusal.reason), (2, column, &reason), "{row}");
        assert!(!format!("{refusal:?}").contains("Jane"), "a name is in no refusal");
    }
}

#[test]
fn the_same_officer_twice_is_refused() {
    let list = read("PC 1SW,A,PC,Merton,,3,1,,Mon,\n1-sw,B,PC,Merton,,3,1,,Mon,\n");
    assert_eq!(list.officers.len(), 1);
    assert_eq!(list.refusals[0].reason, OfficerReason::SameAsRow { first_row: 2 });
}

#[test]
fn a_list_without_a_needed_column_is_refused_by_name() {
    let error = read_officers(b"Collar,Name\n1SW,Jane\n").unwrap_err();
    assert!(
        matches!(&error, ReadError::MissingColumn { columns, .. } if columns.contains(&"Duty".to_owned())),
        "{error}"
    );
}

#[test]
fn hours_briefing_and_gender_are_refused_by_name_where_they_cannot_be_read() {
    let text = |hours: &str, briefed: &str, gender: &str| {
        let header = "Collar,Name,Role,Boroughs,Contacts,Visits,Duty,Hours,Briefed,Gender";
        let row = format!("1SW,Jane,PC,Merton,3,1,Mon,{hours},{briefed},{gender}");
        read_officers(format!("{header}\n{row}\n").as_bytes()).unwrap()
    };
    for (list, column, reason) in [
        (text("early", "", ""), "Hours", OfficerReason::NotHours),
        (text("Mon 07:00-07:00", "", ""), "Hours", OfficerReason::NotHours),
        (text("Someday 07:00-15:00", "", ""), "Hours", OfficerReason::NotADay),
        (text("", "soon", ""), "Briefed", OfficerReason::NotYesOrNo),
        (text("", "", "unknown"), "Gender", OfficerReason::UnknownGender),
    ] {
        let [refusal] = &list.refusals[..] else { panic!("one refusal: {list:?}") };
        assert_eq!((refusal.column.as_deref(), &refusal.reason), (Some(column), &reason));
    }
    assert!(!text("", "no", "").officers[0].briefed);
}

#[test]
fn a_list_that_went_out_reads_back_as_the_same_list() {
    use crate::table_out::{Marking, MarkingPlace, csv_bytes};
    let list = read_officers(TEMPLATE.as_bytes()).unwrap();
    let (columns, rows) = officers_table(&list.officers);
    let out = csv_bytes(Marking::OfficialSensitive, MarkingPlace::Column, &columns, rows).unwrap();
    let again = read_officers(&out).unwrap();
    assert_eq!(again.refusals, []);
    assert_eq!(again.officers, list.officers);
}

//! Extracts as a coordinator meets them: a source nobody has mapped, the wrong file, an import cancelled half-way.

use crate::support::{Kept, crime, extract, files, import_request, new_desk, now, officer};
use desk::wire::{
    DraftColumnView, ImportPreview, ImportRequest, LessonView, LookColumnRequest, LookRequest, MappingDraft,
    RefusalCode, TeachRequest, ValueMeans,
};
use desk::{DeskError, Silent};
use std::path::Path;

const TODAY: &str = "2026-09-10";
const WEST: &str = "Ref;Report Date;Grade;Motivation;Aggrieved;Borough\n\
    0001/26;03/09/2026;A1;RACE, WEB;Zoë Ünal;Kew\n\
    0002/26;04/09/2026;B2;RACE;Ann Marsh;Kew\n";

fn preview(kept: &mut Kept, file: &Path, mapping: &str) -> ImportPreview {
    kept.session.preview_import(&import_request(file, mapping), now(TODAY), &mut Silent).unwrap()
}

fn looked(file: &Path) -> LookRequest {
    LookRequest { file: file.display().to_string(), sheet: None, header_row: None, mapping: None }
}

/// A day's file: so many cases reported from the first of August on, the last of them first.
fn day_file(first: u32, last: u32, borough: &str) -> String {
    let row = |number: u32| {
        let on = format!("{:02}/08/2026", 1 + number % 28);
        crime(&format!("{number:07}/26"), &on, "Standard", "", "Ada North").replace("Merton", borough)
    };
    extract(&(first..last).map(row).collect::<Vec<_>>())
}

#[test]
fn a_source_nobody_has_mapped_is_mapped_from_its_own_rows_and_imported() {
    let mut kept = new_desk(TODAY);
    let file = kept.file("west.csv", WEST);
    let seen = kept.session.look_at_file(&looked(&file), now(TODAY)).unwrap();
    assert!(seen.found.iter().any(|line| line.contains("semicolon")), "what was found is told: {:?}", seen.found);
    let asks = seen.dates.asks.as_ref().expect("3 September or 9 March is for a person to say");
    assert_eq!(asks.dates, 2);
    let grade = LookColumnRequest { look: looked(&file), column: "Grade".to_owned(), reads: "risk".to_owned() };
    let grade = kept.session.look_at_column(&grade, now(TODAY)).unwrap().column;
    assert_eq!(grade.values.len(), 2);
    let columns = seen.columns.iter().map(|column| {
        let reads = match column.column.as_str() {
            "Grade" => "risk",
            "Aggrieved" => "victim_name",
            _ => &column.reads,
        };
        let means = |value: &str| match value {
            "A1" => "high",
            "WEB" => "online",
            "RACE" => "strand:race",
            _ => "",
        };
        let of = if column.column == "Grade" { &grade.values } else { &column.values };
        let values = of.iter().map(|v| ValueMeans { value: v.value.clone(), means: means(&v.value).to_owned() });
        DraftColumnView { column: column.column.clone(), reads: reads.to_owned(), values: values.collect() }
    });
    let draft = MappingDraft {
        name: String::new(),
        title: "West extract".to_owned(),
        sheet: None,
        date_forms: vec![asks.choices[0].code.clone()],
        empty_says: seen.empty_says.clone(),
        columns: columns.collect(),
        base: None,
    };
    kept.session.save_mapping(&draft, now(TODAY)).unwrap();
    let taken = kept.session.save_mapping(&draft, now(TODAY)).unwrap_err();
    assert!(taken.to_string().contains("already"), "a second source does not take the first one's place: {taken}");
    let names: Vec<String> = kept.session.mappings().unwrap().into_iter().map(|mapping| mapping.name).collect();
    assert_eq!(names, ["west-extract", "rms", "toronto"]);
    let written = kept.session.mapping_text("west-extract").unwrap().text;
    assert!(!written.contains("Ünal") && !written.contains("Marsh"), "nobody's name is in a mapping: {written}");

    // A value nobody mapped refuses its row, and is asked; said, the row is read.
    let view = preview(&mut kept, &file, "west-extract");
    assert_eq!((view.new.count, view.refused_count), (1, 1));
    let [ask] = &view.asks[..] else { panic!("one value is asked: {:?}", view.asks) };
    assert_eq!((ask.column.as_str(), ask.value.as_str(), ask.rows), ("Grade", "B2", 1));
    assert!(ask.meanings.iter().any(|meaning| meaning.code == "standard"));
    let lesson = |means: &str| LessonView {
        column: ask.column.clone(),
        field: ask.field.clone(),
        value: ask.value.clone(),
        means: means.to_owned(),
    };
    let teach = |means: &str| TeachRequest { mapping: "west-extract".to_owned(), lessons: vec![lesson(means)] };
    kept.session.teach_mapping(&teach("extreme"), now(TODAY)).unwrap_err();
    kept.session.teach_mapping(&teach("standard"), now(TODAY)).unwrap();
    let done = kept.import(&file, "west-extract", TODAY);
    assert_eq!((done.new, done.refused), (2, 0));
    assert_eq!(kept.row("0001/26", TODAY).victim, "Zoë Ünal");
    kept.assert_whole();
    kept.session.remove_mapping("west-extract", now(TODAY)).unwrap();
    assert!(kept.session.mapping_text("west-extract").is_err());
    assert_eq!(kept.references(TODAY).len(), 2, "what it imported stays");
}

#[test]
fn a_mapping_of_the_program_learns_and_can_be_had_back() {
    let mut kept = new_desk(TODAY);
    let file = kept.file("day.csv", &extract(&[crime("0000001/26", "28/08/2026", "R4", "", "Ada North")]));
    let ask = preview(&mut kept, &file, "rms").asks.remove(0);
    let lesson = LessonView { column: ask.column, field: ask.field, value: ask.value, means: "high".to_owned() };
    let request = TeachRequest { mapping: "rms".to_owned(), lessons: vec![lesson] };
    kept.session.teach_mapping(&request, now(TODAY)).unwrap();
    assert_eq!(preview(&mut kept, &file, "rms").new.count, 1);
    kept.session.remove_mapping("rms", now(TODAY)).unwrap();
    assert_eq!(preview(&mut kept, &file, "rms").refused_count, 1, "the program's own stands again");
}

#[test]
fn the_wrong_file_is_asked_about_and_a_person_may_know_better() {
    let mut kept = new_desk(TODAY);
    let yesterday = kept.file("yesterday.csv", &day_file(1, 40, "Merton"));
    let today = kept.file("today.csv", &day_file(1, 57, "Merton"));
    let half = kept.file("half.csv", &day_file(30, 50, "Merton").replace("Standard", "High"));
    let others = kept.file("others.csv", &day_file(100, 150, "Camden"));
    kept.import(&yesterday, "rms", TODAY);
    kept.import(&today, "rms", TODAY);
    assert_eq!(preview(&mut kept, &today, "rms").doubts, [""; 0], "the same again changes nothing, and harms nobody");
    for (file, word) in [(&half, "part of an export"), (&others, "another BCU's")] {
        let view = preview(&mut kept, file, "rms");
        assert!(view.doubts.iter().any(|doubt| doubt.contains(word)), "{word}: {:?}", view.doubts);
        let error = kept.session.apply_import(&import_request(file, "rms"), now(TODAY), &mut Silent).unwrap_err();
        assert_eq!(error.code(), RefusalCode::BadInput);
        assert!(error.to_string().contains(word), "{error}");
    }
    let known = kept.references(TODAY).len();
    let request = ImportRequest { right_file: true, ..import_request(&others, "rms") };
    kept.session.apply_import(&request, now(TODAY), &mut Silent).unwrap();
    assert_eq!(kept.references(TODAY).len(), known + 50);
}

#[test]
fn what_is_no_longer_in_the_extract_is_shown_and_left_alone() {
    let mut kept = new_desk(TODAY);
    let rows =
        |n: usize| ["0000001/26", "0000002/26", "0000003/26"][..n].iter().map(|r| (*r).to_owned()).collect::<Vec<_>>();
    let all: Vec<String> = rows(3).iter().map(|r| crime(r, "28/08/2026", "High", "", "Ada North")).collect();
    kept.import_rows(&all, TODAY);
    let fewer = kept.file("fewer.csv", &extract(&all[..2]));
    let view = preview(&mut kept, &fewer, "rms");
    assert_eq!((view.absent.count, view.absent.rows[0].reference.as_str()), (1, "0000003/26"));
    kept.import(&fewer, "rms", TODAY);
    assert_eq!(kept.references(TODAY).len(), 3, "a case is not closed by being left out");
    let elsewhere = kept.file("later.csv", &extract(&[crime("0000009/26", "05/09/2026", "High", "", "Ada North")]));
    assert_eq!(preview(&mut kept, &elsewhere, "rms").absent.count, 0, "a file of other days leaves nothing out");
}

#[test]
fn an_import_cancelled_half_way_leaves_no_trace() {
    let mut kept = new_desk(TODAY);
    let rows: Vec<String> =
        (0..3_000).map(|n| crime(&format!("{n:07}/26"), "28/08/2026", "High", "", "Ada North")).collect();
    let file = kept.file("large.csv", &extract(&rows));
    let before = kept.session.verify(None).unwrap();
    let files_before = files(kept.folder.path());
    for stage in ["Reading the file", "Applying", "Saving"] {
        let mut told = 0;
        let mut cancel = |at: &'static str, done: u64, _: Option<u64>| {
            told += 1;
            !(at == stage && done >= 1_000)
        };
        let request = import_request(&file, "rms");
        let error = kept.session.apply_import(&request, now(TODAY), &mut cancel).unwrap_err();
        assert_eq!(error.code(), RefusalCode::Cancelled, "{stage}: {error}");
        assert_eq!(kept.session.verify(None).unwrap(), before, "{stage}: no entry and no person's row stays");
        assert!(kept.references(TODAY).is_empty() && kept.session.past_imports().unwrap().is_empty());
        assert!(kept.session.search("north", now(TODAY)).unwrap().rows.is_empty(), "{stage}: nobody is found");
        assert_eq!(files(kept.folder.path()), files_before, "{stage}: no file of the work is left");
    }
    let done = kept.import(&file, "rms", TODAY);
    assert_eq!(done.new, 3_000);
    kept.assert_whole();

    // So is a take-back: told how far it is, and cancelled without a trace.
    let before = kept.session.verify(None).unwrap();
    for stage in ["Taking back", "Saving"] {
        let mut told = Vec::new();
        let mut cancel = |at: &'static str, done: u64, total: Option<u64>| {
            told.push((at, done, total));
            !(at == stage && done >= 1_000)
        };
        let error = kept.session.take_back_import(&done.import, now(TODAY), &mut cancel).unwrap_err();
        assert_eq!(error.code(), RefusalCode::Cancelled, "{stage}: {error}");
        assert!(told.len() > 3 && told.iter().all(|(_, _, total)| *total == Some(3_000)), "{told:?}");
        assert_eq!(kept.session.verify(None).unwrap(), before, "{stage}");
        assert_eq!(kept.rows(TODAY).len(), 3_000);
    }
    kept.session.take_back_import(&done.import, now(TODAY), &mut Silent).unwrap();
    assert!(kept.references(TODAY).is_empty());
    kept.assert_whole();
}

#[test]
fn a_file_that_changed_since_it_was_looked_at_is_looked_at_again() {
    let mut kept = new_desk(TODAY);
    let file = kept.file("day.csv", &extract(&[crime("0000001/26", "28/08/2026", "High", "", "Ada North")]));
    let seen = Some(preview(&mut kept, &file, "rms").seen);
    kept.file("day.csv", &extract(&[crime("0000002/26", "28/08/2026", "High", "", "Ada North")]));
    let request = ImportRequest { seen, ..import_request(&file, "rms") };
    let error = kept.session.apply_import(&request, now(TODAY), &mut Silent).unwrap_err();
    assert!(matches!(error, DeskError::BadInput { field: "file", .. }), "{error}");
    assert!(kept.references(TODAY).is_empty());
}

#[test]
fn a_reference_that_lost_its_zeros_is_not_a_new_case() {
    let mut kept = new_desk(TODAY);
    kept.import_rows(&[crime("0012345/26", "28/08/2026", "High", "", "Ada North")], TODAY);
    let rows =
        [crime("12345/26", "28/08/2026", "High", "", "Ada North"), crime("2345/26", "28/08/2026", "High", "", "Bo")];
    let file = kept.file("opened.csv", &extract(&rows));
    let view = preview(&mut kept, &file, "rms");
    assert_eq!((view.new.count, view.refused_count), (1, 1));
    assert!(view.refused[0].reason.contains("0012345/26"), "it says which case is meant: {:?}", view.refused);
}

#[test]
fn officers_and_extracts_come_as_workbooks_too() {
    let mut kept = new_desk(TODAY);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/crates/exchange/tests/fixtures");
    let mapping = "version = 1\nname = \"own\"\ntitle = \"Own\"\nreference = \"Ref\"\ndate_forms = [\"%d/%m/%Y\"]\n\
        [fields.reported_on]\ncolumn = \"Reported\"\n[fields.team]\ncolumn = \"Team\"\n";
    let mapping = kept.file("own.toml", mapping);
    kept.session.save_mapping_file(&mapping, now("2026-10-30")).unwrap();
    let two = folder.join("two-sheets.xlsx");
    let ask = kept.session.preview_import(&import_request(&two, "own"), now("2026-10-30"), &mut Silent).unwrap_err();
    assert_eq!(ask.view().field.as_deref(), Some("sheet"), "of two sheets that fit the person says which: {ask}");
    assert_eq!(kept.session.file_sheets(&two.display().to_string()).unwrap(), ["Merton", "Wandsworth"]);
    let request = ImportRequest { sheet: Some("Wandsworth".to_owned()), ..import_request(&two, "own") };
    let done = kept.session.apply_import(&request, now("2026-10-30"), &mut Silent).unwrap();
    assert_eq!(done.new, 1);
    kept.officers(&[officer("7031SW", "Sam Example", "Merton")], "2026-10-30");
}

#[test]
fn a_mapping_that_says_a_persons_words_of_every_case_is_not_kept() {
    let mut kept = new_desk(TODAY);
    let text = "version = 1\nname = \"own\"\ntitle = \"Own\"\nreference = \"Ref\"\n[fields.oic_name]\nconstant = \"Jo Specimen\"\n";
    let error = kept.session.save_mapping_text(text, now(TODAY)).unwrap_err();
    assert!(!error.to_string().contains("Specimen"), "{error}");
}

//! Files as records systems give them, through the desk: each comes in right, or is refused by row, column, value and
//! remedy, and then nothing of it is on the desk.

use crate::support::{Kept, crime, extract, import_request, new_desk, now};
use desk::wire::{ImportPreview, RefusedRow};
use desk::{DeskError, Silent};
use std::fs;
use std::path::{Path, PathBuf};

const TODAY: &str = "2026-11-23";

fn desk_with(bytes: &[u8], name: &str) -> (Kept, PathBuf) {
    let kept = new_desk(TODAY);
    let file = kept.folder.path().join(name);
    fs::write(&file, bytes).unwrap();
    (kept, file)
}

fn preview(kept: &mut Kept, file: &Path) -> Result<ImportPreview, DeskError> {
    kept.session.preview_import(&import_request(file, "rms"), now(TODAY), &mut Silent)
}

/// Imports a file of which these references come in.
fn comes_in(bytes: &[u8], references: &[&str]) -> Kept {
    let (mut kept, file) = desk_with(bytes, "extract.csv");
    let done = kept.import(&file, "rms", TODAY);
    assert_eq!((done.new as usize, done.refused), (references.len(), 0), "{}", done.words);
    assert_eq!(kept.references(TODAY).into_iter().collect::<Vec<_>>(), references);
    kept
}

/// Imports a file of which one row is refused, and gives the refusal.
fn refuses_one(kept: &mut Kept, file: &Path, comes_in: u64) -> RefusedRow {
    let view = preview(kept, file).unwrap();
    assert_eq!((view.new.count, view.refused_count), (comes_in, 1), "{:?}", view.refused);
    let done = kept.import(file, "rms", TODAY);
    assert_eq!((done.new, done.refused), (comes_in, 1));
    assert_eq!(kept.references(TODAY).len() as u64, comes_in, "the rows beside it are on the desk");
    kept.assert_whole();
    let [refused] = &view.refused[..] else { panic!("one refusal: {:?}", view.refused) };
    assert!(!refused.remedy.is_empty(), "it says what to do: {refused:?}");
    refused.clone()
}

fn two_rows() -> String {
    extract(&[
        crime("0000001/26", "28/08/2026", "High", "", "Zoë Ünal"),
        crime("0000002/26", "29/08/2026", "Standard", "", "Ben South"),
    ])
}

const BOTH: [&str; 2] = ["0000001/26", "0000002/26"];

#[test]
fn a_file_in_windows_1252_keeps_its_accents() {
    let bytes: Vec<u8> = two_rows().chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let mut kept = comes_in(&bytes, &BOTH);
    assert_eq!(kept.row(BOTH[0], TODAY).victim, "Zoë Ünal");
}

#[test]
fn a_file_in_utf_16_of_either_byte_order_comes_in() {
    for order in [u16::to_le_bytes, u16::to_be_bytes] {
        let bytes: Vec<u8> = format!("\u{feff}{}", two_rows()).encode_utf16().flat_map(order).collect();
        let mut kept = comes_in(&bytes, &BOTH);
        assert_eq!(kept.row(BOTH[0], TODAY).victim, "Zoë Ünal");
    }
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_first_column() {
    comes_in(format!("\u{feff}{}", two_rows()).as_bytes(), &BOTH);
}

#[test]
fn line_ends_of_windows_leave_nothing_behind_in_the_last_cell() {
    let mut kept = comes_in(two_rows().replace('\n', "\r\n").as_bytes(), &BOTH);
    assert!(kept.row(BOTH[1], TODAY).victim == "Ben South");
}

#[test]
fn commas_and_lines_inside_quotes_stay_in_their_cell() {
    let text = "Crime Number,Victim URN,Reported Date,Victim Name,Address,INVENTED\n\
                0000001/26,1,28/08/2026,\"South, Ben\",\"The Old Bakery\n7 Sample Mews\",YES\n\
                0000002/26,1,28/08/2026,\"Jo \"\"Jay\"\" Bloggs\",,YES\n";
    let mut kept = comes_in(text.as_bytes(), &BOTH);
    assert_eq!(kept.row(BOTH[0], TODAY).victim, "South, Ben");
    assert_eq!(kept.row(BOTH[1], TODAY).victim, "Jo \"Jay\" Bloggs");
    let found = kept.session.search("sample mews", now(TODAY)).unwrap().rows;
    assert_eq!(found.len(), 1, "the second line of the address is kept");
}

#[test]
fn a_short_row_and_a_long_one_are_refused_and_their_neighbours_come_in() {
    for odd in ["0000009/26,1,28/08/2026", &format!("{},too,many", crime("0000009/26", "28/08/2026", "High", "", "X"))]
    {
        let text = two_rows().replacen('\n', &format!("\n{odd}\n"), 1);
        let (mut kept, file) = desk_with(text.as_bytes(), "extract.csv");
        let refused = refuses_one(&mut kept, &file, 2);
        assert_eq!((refused.row, refused.value), (2, None));
    }
}

#[test]
fn the_same_key_twice_in_a_file_comes_in_once_and_names_the_first_row() {
    let text = two_rows() + &crime("0000001/26", "30/08/2026", "Medium", "", "Somebody Else") + "\n";
    let (mut kept, file) = desk_with(text.as_bytes(), "extract.csv");
    let refused = refuses_one(&mut kept, &file, 2);
    assert_eq!((refused.row, refused.column.as_str()), (4, "Crime Number"));
    assert!(refused.reason.contains('2'), "it names the row that had the key first: {}", refused.reason);
    assert_eq!(kept.row(BOTH[0], TODAY).victim, "Zoë Ünal", "the first stands");
}

#[test]
fn a_key_the_desk_has_already_is_the_same_case_whatever_its_capitals() {
    let mut kept = comes_in(two_rows().replace("0000001/26", "SW/000001a").as_bytes(), &["0000002/26", "SW/000001a"]);
    let again = two_rows().replace("0000001/26", "sw/000001A").replace("High", "Medium");
    let file = kept.file("again.csv", &again);
    let done = kept.import(&file, "rms", TODAY);
    assert_eq!((done.new, done.changed, done.unchanged), (0, 1, 1));
    assert_eq!(kept.references(TODAY).len(), 2, "nobody is there twice");
    kept.assert_whole();
}

#[test]
fn a_cell_of_sixty_thousand_letters_is_refused_and_told_without_its_text() {
    let text = two_rows() + &crime("0000003/26", "28/08/2026", "High", "", &"Marked".repeat(10_000)) + "\n";
    let (mut kept, file) = desk_with(text.as_bytes(), "extract.csv");
    let refused = refuses_one(&mut kept, &file, 2);
    assert_eq!((refused.row, refused.column.as_str(), &refused.value), (4, "Victim Name", &None));
    assert!(!format!("{refused:?}").contains("Marked"));
}

#[test]
fn an_empty_file_and_one_with_only_a_header_are_refused_and_change_nothing() {
    let header = two_rows().lines().next().unwrap().to_owned();
    for text in ["", "\u{feff}", &header, &format!("{header}\r\n\r\n")] {
        let (mut kept, file) = desk_with(text.as_bytes(), "extract.csv");
        let before = kept.session.verify(None).unwrap();
        let error = kept.session.apply_import(&import_request(&file, "rms"), now(TODAY), &mut Silent).unwrap_err();
        assert!(preview(&mut kept, &file).is_err(), "{text:?}");
        assert!(error.to_string().contains("empty") || error.to_string().contains("no rows"), "{text:?}: {error}");
        assert_eq!(kept.session.verify(None).unwrap(), before);
    }
}

#[test]
fn dates_in_three_forms_read_each_by_its_own_and_a_fourth_is_refused() {
    let mut kept = new_desk(TODAY);
    let mapping = "version = 1\nname = \"own\"\ntitle = \"Own\"\nreference = \"Ref\"\n\
                   date_forms = [\"%d/%m/%Y\", \"%Y-%m-%d\", \"%d %b %Y\"]\n[fields.reported_on]\ncolumn = \"Reported\"\n";
    let mapping = kept.file("own.toml", mapping);
    kept.session.save_mapping_file(&mapping, now(TODAY)).unwrap();
    let file = kept.file("days.csv", "Ref,Reported\n1/26,05/10/2026\n2/26,2026-10-06\n3/26,7 Oct 2026\n4/26,8.10.26\n");
    let view = kept.session.preview_import(&import_request(&file, "own"), now(TODAY), &mut Silent).unwrap();
    let told = |refused: &RefusedRow| (refused.row, refused.column.clone(), refused.value.clone());
    assert_eq!(
        view.refused.iter().map(told).collect::<Vec<_>>(),
        [(5, "Reported".to_owned(), Some("8.10.26".to_owned()))]
    );
    kept.import(&file, "own", TODAY);
    let days = ["1/26", "2/26", "3/26"].map(|reference| kept.row(reference, TODAY).reported_on);
    assert_eq!(days, ["2026-10-05", "2026-10-06", "2026-10-07"]);
}

#[test]
fn a_link_comes_in_as_the_text_it_shows_and_any_other_formula_is_refused() {
    let link = "\"=HYPERLINK(\"\"http://records.invalid/1\"\",\"\"0000003/26\"\")\"";
    let text = two_rows() + &crime(link, "28/08/2026", "High", "", "Ada North") + "\n";
    comes_in(text.as_bytes(), &["0000001/26", "0000002/26", "0000003/26"]);
    let text = two_rows().replace("Standard", "\"=HYPERLINK(A2,B2)\"");
    let (mut kept, file) = desk_with(text.as_bytes(), "extract.csv");
    let refused = refuses_one(&mut kept, &file, 1);
    let told = (refused.row, refused.column.as_str(), refused.value.as_deref());
    assert_eq!(told, (3, "Risk", Some("=HYPERLINK(A2,B2)")));
}

#[test]
fn a_workbook_with_merged_headings_and_a_second_sheet_comes_in() {
    let mut kept = new_desk(TODAY);
    let mapping = "version = 1\nname = \"own\"\ntitle = \"Own\"\nreference = \"Ref\"\n\
                   date_forms = [\"%d/%m/%Y\", \"serial\"]\n[fields.reported_on]\ncolumn = \"Reported\"\n\
                   [fields.victim_name]\ncolumn = \"Victim\"\n";
    let mapping = kept.file("own.toml", mapping);
    kept.session.save_mapping_file(&mapping, now(TODAY)).unwrap();
    let file = crate::support::repository("src-tauri/crates/exchange/tests/fixtures/merged.xlsx");
    let view = kept.session.preview_import(&import_request(&file, "own"), now(TODAY), &mut Silent).unwrap();
    assert!(view.found.iter().any(|line| line.contains("Extract") && line.contains("Summary")), "{:?}", view.found);
    assert!(view.found.iter().any(|line| line.contains("row 4")), "where the names stand is told: {:?}", view.found);
    let rows: Vec<u64> = view.refused.iter().map(|refused| refused.row).collect();
    assert!(rows.contains(&10), "a reference whose digits are lost is refused as the spreadsheet numbers it: {rows:?}");
    kept.import(&file, "own", TODAY);
    assert_eq!(kept.row("0000612/26", TODAY).victim, "Zoë Ünal");
    assert_eq!(kept.row("0000615/26", TODAY).reported_on, "2026-10-07", "an Excel serial, since the mapping lists it");
    kept.assert_whole();
}

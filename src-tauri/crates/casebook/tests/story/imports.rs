//! Imports: what taking one back leaves.

use crate::support::{Desk, case, import, new_desk, report, reported, ward};
use casebook::{Carried, CaseRow, Event, Source, Writer};
use caseload::{AttemptResult, CaseFacts, CaseId, Field, ImportId};
use proptest::prelude::*;

pub fn applied(writer: &mut Writer<'_>, import: ImportId, carried: Vec<(CaseId, u64)>) {
    writer
        .append(Event::ImportApplied {
            import,
            mapping: "rms".to_owned(),
            file_digest: [0; 32],
            rows_new: 0,
            rows_changed: 0,
            rows_unchanged: 0,
            rows_refused: 0,
            carried: Carried::gather(carried),
            shape: None,
        })
        .unwrap();
}

pub fn take_back(desk: &mut Desk, number: u64) {
    let cases = desk.book.cases_of_import(import(number)).unwrap();
    desk.write("2026-03-01", |writer| {
        writer.append(Event::ImportTakenBack { import: import(number) })?;
        cases.iter().for_each(|case| writer.touch(*case));
        Ok(())
    });
}

fn facts(of: &str) -> CaseFacts {
    CaseFacts {
        ..{
            let mut f = reported("2026-01-20");
            f.overlay(&ward(of));
            f
        }
    }
}

#[test]
fn a_case_nobody_worked_on_goes_and_the_same_file_can_come_again() {
    let mut desk = new_desk();
    desk.write("2026-02-02", |writer| {
        report(writer, 1, Source::Extract(import(7)), facts("Tolworth"), "Amina Yusuf")?;
        applied(writer, import(7), vec![]);
        Ok(())
    });
    take_back(&mut desk, 7);
    assert_eq!(desk.book.find_key("01/00001/26", None).unwrap(), None);
    assert!(desk.book.open_rows().unwrap().is_empty());
    desk.assert_whole();
    desk.write("2026-03-02", |writer| {
        writer.append(Event::ImportRestored { import: import(7) })?;
        writer.touch(case(1));
        Ok(())
    });
    assert_eq!(desk.book.find_key("01/00001/26", None).unwrap(), Some(case(1)), "the take-back was undone");
    desk.assert_whole();
}

#[test]
fn a_case_somebody_worked_on_stays() {
    let mut desk = new_desk();
    desk.write("2026-02-02", |writer| {
        report(writer, 1, Source::Extract(import(7)), facts("Tolworth"), "Amina Yusuf")?;
        applied(writer, import(7), vec![]);
        Ok(())
    });
    desk.attempt("2026-02-10", 1, AttemptResult::NoAnswer);
    take_back(&mut desk, 7);
    let row = desk.book.case_row(case(1)).unwrap();
    assert_eq!(row.ward.as_deref(), Some("Tolworth"), "it keeps what is known of it");
    desk.assert_whole();
}

#[test]
fn what_a_later_import_carried_unchanged_is_kept() {
    let mut desk = new_desk();
    desk.write("2026-02-02", |writer| {
        report(writer, 1, Source::Extract(import(7)), facts("Tolworth"), "")?;
        report(writer, 2, Source::Extract(import(7)), facts("Hook"), "")?;
        applied(writer, import(7), vec![]);
        Ok(())
    });
    let fields = Field::ReportedOn.bit() | Field::Ward.bit();
    desk.write("2026-02-03", |writer| {
        applied(writer, import(8), vec![(case(1), fields)]);
        Ok(())
    });
    take_back(&mut desk, 7);
    let row = desk.book.case_row(case(1)).unwrap();
    assert_eq!(row.ward.as_deref(), Some("Tolworth"), "import 8 vouches for it");
    assert!(desk.book.case_row(case(2)).is_err(), "nobody vouches for the other");
    desk.assert_whole();
}

/// What an extract says of cases 1 to 3: nothing, or a ward, or a ward and a team.
pub type File = [Option<(u8, Option<u8>)>; 3];

fn said(row: (u8, Option<u8>)) -> CaseFacts {
    let mut facts = facts(["Tolworth", "Hook", "Tudor"][usize::from(row.0 % 3)]);
    if let Some(team) = row.1 {
        facts.team = Some(caseload::Claim::Is(format!("Team {}", team % 2)));
    }
    facts
}

/// Applies a file as the desk does: new, changed, unchanged.
pub fn apply(desk: &mut Desk, number: u64, file: &File) {
    let mut plan = Vec::new();
    for (index, row) in file.iter().enumerate() {
        let Some(row) = row else { continue };
        let id = index as u64 + 1;
        let reference = format!("01/{id:05}/26");
        let known = desk.book.find_key(&reference, None).unwrap();
        let folded = known.map(|case| desk.book.fold(case).unwrap());
        let vouches = folded.as_ref().is_some_and(|folded| folded.stays_for_work);
        let standing = folded.map(|folded| folded.now.unwrap().record.extract_facts());
        // A case whose every import was taken back comes back as itself: nothing stands of it.
        let gone = desk.book.find_gone(&reference, None).unwrap();
        let (known, standing) = (known.or(gone), standing.or(gone.map(|_| CaseFacts::default())));
        plan.push((id, known, standing, said(*row), vouches));
    }
    let source = Source::Extract(import(number));
    desk.write("2026-02-10", |writer| {
        let mut carried = Vec::new();
        for (id, known, standing, facts, vouches) in plan {
            match (known, standing) {
                (Some(case), Some(standing)) => {
                    carried.push((case, facts.fields().iter().fold(0, |mask, field| mask | field.bit())));
                    let changed = facts.changed_from(&standing);
                    if changed.is_empty() {
                        if vouches {
                            writer.touch(case);
                        }
                    } else {
                        writer.append(Event::CaseChanged { case, source, facts: changed, personal: None })?;
                    }
                }
                // A new id each time: ids are random.
                _ => report_with(writer, id, number, source, facts)?,
            }
        }
        applied(writer, import(number), carried);
        Ok(())
    });
}

fn report_with(
    writer: &mut Writer<'_>,
    id: u64,
    number: u64,
    source: Source,
    facts: CaseFacts,
) -> Result<(), casebook::CasebookError> {
    writer.append(Event::CaseReported {
        case: case(number * 1000 + id),
        reference: format!("01/{id:05}/26"),
        victim_number: None,
        source,
        facts,
        personal: None,
    })?;
    Ok(())
}

/// The cases as a page shows them, without ids and history.
fn shown(desk: &Desk) -> Vec<(String, Option<String>, Option<String>)> {
    let mut rows: Vec<CaseRow> = desk.book.list(&casebook::CaseFilter::default(), 0, 100).unwrap().1;
    rows.sort_by(|a, b| a.reference.cmp(&b.reference));
    rows.into_iter().map(|row| (row.reference, row.ward, row.contact.team)).collect()
}

pub fn any_file() -> impl Strategy<Value = File> {
    let row = || proptest::option::of((0u8..3, proptest::option::of(0u8..2)));
    [row(), row(), row()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// With files A and B applied, taking back either leaves what the other alone would have made.
    #[test]
    fn taking_back_equals_never_having_applied(a in any_file(), b in any_file(), second: bool) {
        let mut desk = new_desk();
        apply(&mut desk, 1, &a);
        apply(&mut desk, 2, &b);
        take_back(&mut desk, if second { 2 } else { 1 });
        desk.assert_whole();
        let mut never = new_desk();
        apply(&mut never, 3, if second { &a } else { &b });
        prop_assert_eq!(shown(&desk), shown(&never));
    }
}

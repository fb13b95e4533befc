//! Extracts as they come: the published one, the sample, and every odd file.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests, outside test functions")]

use caseload::{CaseFacts, Claim, RiskLevel, Sensitive, Strand};
use chrono::NaiveDate;
use exchange::{
    Delimiter, Extract, Mapping, NotATable, Opening, ReadError, Reading, RefusalReason, TableForm, TextEncoding,
    for_each_row, read_extract,
};
use proptest::prelude::*;
use std::ops::ControlFlow;
mod as_they_come;
mod calendars;
mod corpus;
mod exercise;
mod making;
mod real;
mod workbooks;

const SMALL: &str = r#"
version = 1
name = "small"
title = "Small"
reference = "Ref"
date_forms = ["%d/%m/%Y", "%Y-%m-%d"]
empty_says = ["NA"]
empty_clears = ["team", "strands"]
[fields.reported_on]
column = "Reported"
[fields.team]
column = "Team"
[fields.risk]
column = "Risk"
[fields.outcome]
column = "Outcome"
[fields.outcome_on]
column = "Outcome day"
[fields.victim_name]
column = "Victim"
[fields.date_of_birth]
column = "Born"
[fields.oic_collar]
column = "OIC"
[[flags]]
column = "Flags"
delimiters = ";,|"
values = { "RACE" = "strand:race", "ONLINE" = "online", "Faith, other" = "strand:religion" }
"#;

fn today() -> NaiveDate {
    "2026-11-23".parse().unwrap()
}

fn read(bytes: &[u8], mapping: &Mapping) -> Result<Extract, ReadError> {
    read_extract(bytes, mapping, today(), &mut |_| ControlFlow::Continue(()))
}

fn small(bytes: impl AsRef<[u8]>) -> Result<Extract, ReadError> {
    read(bytes.as_ref(), &Mapping::parse(SMALL).unwrap())
}

/// The refusals of one file, as (row, column, value, reason).
fn refusals(text: &str) -> Vec<(u64, Option<String>, Option<String>, RefusalReason)> {
    let all = small(text).unwrap().refusals;
    all.into_iter().map(|refusal| (refusal.row, refusal.column, refusal.value, refusal.reason)).collect()
}

fn refusal(text: &str) -> (u64, Option<String>, Option<String>, RefusalReason) {
    let mut all = refusals(text);
    assert_eq!(all.len(), 1, "one refusal for {text:?}: {all:?}");
    all.remove(0)
}

fn text(personal: Option<&Sensitive<String>>) -> &str {
    // EXPOSE: the test compares what was read; every person here is invented.
    personal.unwrap().expose()
}

fn strands(facts: &CaseFacts) -> Vec<&str> {
    let Some(Claim::Is(strands)) = &facts.strands else { panic!("strands are said: {facts:?}") };
    strands.iter().map(Strand::code).collect()
}

#[test]
fn every_encoding_and_delimiter_reads_alike_and_is_reported() {
    let plain = "Ref;Reported;Victim\r\n0001/26;05/10/2026;\"Zoë; née Ünal\"\r\n";
    let utf16 =
        |text: &str| -> Vec<u8> { format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let windows: Vec<u8> = plain.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    for (bytes, encoding, delimiter) in [
        (plain.into(), TextEncoding::Utf8, Delimiter::Semicolon),
        (format!("\u{feff}{plain}").into_bytes(), TextEncoding::Utf8WithMark, Delimiter::Semicolon),
        (utf16(plain), TextEncoding::Utf16LittleEndian, Delimiter::Semicolon),
        (windows, TextEncoding::Windows1252, Delimiter::Semicolon),
        (
            utf16("Ref\tReported\tVictim\n0001/26\t05/10/2026\tZoë; née Ünal"),
            TextEncoding::Utf16LittleEndian,
            Delimiter::Tab,
        ),
        ("Ref|Reported|Victim\n0001/26|05/10/2026|Zoë; née Ünal".into(), TextEncoding::Utf8, Delimiter::Bar),
        ("REF , reported,VICTIM\n=\"0001/26\",2026-10-05,Zoë; née Ünal".into(), TextEncoding::Utf8, Delimiter::Comma),
    ] {
        let extract = small(&bytes).unwrap();
        assert_eq!(extract.found.form, TableForm::Text { encoding, delimiter });
        let [row] = &extract.rows[..] else { panic!("one row: {extract:?}") };
        assert_eq!(row.reference, "0001/26", "leading zeros and slashes are kept");
        assert_eq!(row.facts.reported_on, Some(Claim::Is("2026-10-05".parse().unwrap())));
        assert_eq!(text(row.personal.victim_name.as_ref()), "Zoë; née Ünal");
    }
}

#[test]
fn files_that_are_no_extract_are_refused_with_the_reason() {
    for (bytes, expected) in [
        (&b""[..], ReadError::Empty),
        (b"Ref,Reported\r\n", ReadError::OnlyAHeader),
        (b"Ref,Reported\n,\n , \n", ReadError::OnlyAHeader),
        (b"PK\x03\x04\x14\x00", ReadError::NotATable(NotATable::Archive)),
        (b"\xD0\xCF\x11\xE0\xA1\xB1", ReadError::NotATable(NotATable::OldWorkbook)),
        (b"%PDF-1.4 Ref", ReadError::NotATable(NotATable::Pdf)),
        (b"Ref\n\x00\x01\x02", ReadError::NotATable(NotATable::Binary)),
        (b"Ref,Ref\n1,2\n", ReadError::TwoColumns { column: "Ref".to_owned() }),
        (
            b"Name,Other\nJane,1\n",
            ReadError::MissingColumn { columns: vec!["Ref".to_owned()], mapping: "Small".to_owned() },
        ),
        (
            b"Ref,Outcome\n1,16\n",
            ReadError::MissingColumn { columns: vec!["Outcome day".to_owned()], mapping: "Small".to_owned() },
        ),
    ] {
        assert_eq!(small(bytes).unwrap_err(), expected, "{bytes:?}");
    }
    let error = read(b"Crime Number\n1\n", &Mapping::built_in("rms").unwrap()).unwrap_err().to_string();
    assert!(error.contains("\"Victim URN\"") && error.contains("\"Reported Date\""), "names what is missing: {error}");
}

#[test]
fn rows_are_refused_with_row_column_value_and_remedy() {
    use RefusalReason as R;
    let reported_on = "2026-10-05".parse().unwrap();
    let some = |text: &str| Some(text.to_owned());
    let year_1990 = "1990-01-01".parse().unwrap();
    let year_1900 = "1900-01-01".parse().unwrap();
    for (text, expected) in [
        ("Ref,Team\n1\n", (2, None, None, R::CellCount { expected: 2, found: 1 })),
        ("Ref,Team\n1,2,3\n", (2, None, None, R::CellCount { expected: 2, found: 3 })),
        ("Ref,Team\n\n ,A\n", (3, some("Ref"), None, R::NoReference)),
        ("Ref\n1.23E+10\n", (2, some("Ref"), None, R::DigitsLost)),
        ("Ref\n\"=HYPERLINK(A2,B2)\"\n", (2, some("Ref"), None, R::NotAReference)),
        ("Ref,Team\n1,=VLOOKUP(A1)\n", (2, some("Team"), some("=VLOOKUP(A1)"), R::Formula)),
        ("Ref,Victim\n1,=Sheet2!A1\n", (2, some("Victim"), None, R::Formula)),
        ("Ref,Team\n1,#REF!\n", (2, some("Team"), some("#REF!"), R::SpreadsheetError)),
        ("Ref,Flags\n1,#N/A\n", (2, some("Flags"), some("#N/A"), R::SpreadsheetError)),
        ("Ref,Team\n1,A\n2,B\n1,C\n", (4, some("Ref"), some("1"), R::SameAsRow { first_row: 2 })),
        ("Ref,Risk\n1,Extreme\n", (2, some("Risk"), some("Extreme"), R::UnknownWord)),
        ("Ref,Flags\n1,RACE;ALIEN\n", (2, some("Flags"), some("ALIEN"), R::UnknownFlag)),
        ("Ref,Outcome,Outcome day\n1,Filed,05/10/2026\n", (2, some("Outcome"), some("Filed"), R::UnknownWord)),
        ("Ref,Outcome,Outcome day\n1,16,\n", (2, some("Outcome day"), None, R::OutcomeWithoutDay)),
        ("Ref,Outcome,Outcome day\n1,,05/10/2026\n", (2, some("Outcome"), None, R::DayWithoutOutcome)),
        ("Ref,Reported\n1,31/02/2026\n", (2, some("Reported"), some("31/02/2026"), R::NotADate)),
        ("Ref,Reported\n1,24/11/2026\n", (2, some("Reported"), some("2026-11-24"), R::InTheFuture { today: today() })),
        ("Ref,Reported\n1,05/10/26\n", (2, some("Reported"), some("0026-10-05"), R::TooEarly { earliest: year_1990 })),
        (
            "Ref,Reported,Outcome,Outcome day\n1,05/10/2026,16,04/10/2026\n",
            (2, some("Outcome day"), some("2026-10-04"), R::BeforeReport { reported_on }),
        ),
        // Personal columns: the column, never the value.
        ("Ref,Born\n1,Jane Example\n", (2, some("Born"), None, R::NotADate)),
        ("Ref,Born\n1,01/01/1899\n", (2, some("Born"), None, R::TooEarly { earliest: year_1900 })),
        ("Ref,Born,Reported\n1,06/10/2026,05/10/2026\n", (2, some("Born"), None, R::AfterReport { reported_on })),
        ("Ref,OIC\n1,Jane Example\n", (2, some("OIC"), None, R::NotACollar)),
    ] {
        assert_eq!(refusal(text), expected, "{text:?}");
        assert!(!small(text).unwrap().refusals[0].remedy.is_empty());
    }
    let two = refusals("Ref,Risk,Born\n1,Extreme,Jane\n");
    assert_eq!(two.len(), 2, "everything wrong with a row is told at once");
}

#[test]
fn an_endless_cell_is_refused_and_the_rows_after_it_are_read() {
    let long = "x".repeat(60_000);
    let text = format!("Ref,Victim\n1,{long}\n2,Jane\n3,{}\n", "é".repeat(10_000));
    let extract = small(&text).unwrap();
    assert_eq!(extract.refusals[0].reason, RefusalReason::CellTooLong);
    assert_eq!((extract.refusals[0].row, extract.refusals[0].column.as_deref()), (2, Some("Victim")));
    assert_eq!(extract.rows.iter().map(|row| row.row).collect::<Vec<_>>(), [3, 4], "10,000 letters are allowed");
}

#[test]
fn an_empty_cell_says_nothing_unless_the_mapping_says_that_it_clears() {
    let extract = small("Ref,Team,Risk,Flags,Victim\n1,NA,NA,,\n2,CSU,High,\"Faith, other\",=) Jo\n").unwrap();
    let [empty, full] = &extract.rows[..] else { panic!("two rows: {extract:?}") };
    assert_eq!((&empty.facts.team, &empty.facts.risk), (&Some(Claim::Cleared), &None));
    assert_eq!((&empty.facts.strands, &empty.facts.online), (&Some(Claim::Cleared), &None));
    assert_eq!(empty.facts.reported_on, None, "a column the file does not have");
    assert!(extract.found.columns_missing.iter().any(|missing| missing.field == "reported_on"), "is listed");
    assert_eq!(full.facts.risk, Some(Claim::Is(RiskLevel::High)));
    assert_eq!(strands(&full.facts), ["religion"], "a flag whose own name holds a delimiter");
    assert_eq!(text(full.personal.victim_name.as_ref()), "=) Jo", "text is text on the way in");
}

#[test]
fn a_date_with_two_readings_is_refused() {
    let american = SMALL.replace("\"%Y-%m-%d\"", "\"%m/%d/%Y\"");
    let extract = read(b"Ref,Reported\n1,03/04/2026\n2,25/04/2026\n", &Mapping::parse(&american).unwrap()).unwrap();
    assert_eq!(extract.refusals[0].reason, RefusalReason::TwoReadings);
    assert_eq!(extract.rows[0].facts.reported_on, Some(Claim::Is("2026-04-25".parse().unwrap())));
}

#[test]
fn a_name_is_never_part_of_the_key() {
    let rms = Mapping::built_in("rms").unwrap();
    let text =
        "Crime Number,Victim URN,Reported Date\n1,Jane Example,05/10/2026\n2,,05/10/2026\n3,4.17E+5,05/10/2026\n";
    let extract = read(text.as_bytes(), &rms).unwrap();
    let refused: Vec<_> = extract.refusals.iter().map(|r| (r.row, r.value.as_deref(), &r.reason)).collect();
    assert_eq!(refused, [(2, None, &RefusalReason::NotAVictimNumber), (4, None, &RefusalReason::DigitsLost)]);
    assert_eq!(extract.rows[0].victim_number, None, "without a number the reference alone is the key");
}

#[test]
fn invented_means_every_row() {
    let rms = Mapping::built_in("rms").unwrap();
    let file = |marks: [&str; 2]| {
        let [first, second] = marks;
        let text =
            format!("Crime Number,Victim URN,Reported Date,Invented\n1,1,05/10/2026,{first}\n2,2,05/10/2026,{second}");
        read(text.as_bytes(), &rms).unwrap()
    };
    assert!(file(["YES", "yes"]).invented());
    let mixed = file(["YES", ""]);
    assert!(!mixed.invented() && mixed.found.rows_invented == 1, "one real row makes it a real extract");
}

#[test]
fn reading_reports_and_can_be_stopped() {
    let text: String = std::iter::once("Ref\n".to_owned()).chain((0..2_500).map(|n| format!("R{n}\n"))).collect();
    let mapping = Mapping::parse(SMALL).unwrap();
    let mut reports = Vec::new();
    read_extract(text.as_bytes(), &mapping, today(), &mut |progress| {
        reports.push(progress);
        ControlFlow::Continue(())
    })
    .unwrap();
    assert!(reports.len() > 5 && reports.is_sorted_by_key(|report| report.rows), "told now and then");
    assert_eq!(reports.last().map(|report| (report.rows, report.bytes_done)), Some((2_500, text.len() as u64)));
    assert!(reports.iter().all(|report| report.bytes_done <= report.bytes_total));
    let stopped = read_extract(text.as_bytes(), &mapping, today(), &mut |_| ControlFlow::Break(()));
    assert_eq!(stopped, Err(ReadError::Cancelled));
}

#[test]
fn no_personal_value_is_in_a_refusal() {
    // Every cell of a row without a fault carries a mark; faults are put in one column at a time.
    let columns = ["Ref", "Reported", "Team", "Risk", "Victim", "Born", "OIC"];
    for fault in ["Reported", "Risk", "Born", "OIC"] {
        let cells = columns.map(|column| match column {
            _ if column == fault => {
                if ["Born", "OIC"].contains(&column) {
                    "Marked Person"
                } else {
                    "wrong"
                }
            }
            "Victim" => "Marked Person",
            "Reported" => "05/10/2026",
            "Risk" => "High",
            "OIC" => "1SW",
            "Born" => "05/10/1990",
            _ => "A1",
        });
        let extract = small(format!("{}\n{}\n", columns.join(","), cells.join(","))).unwrap();
        assert_eq!(extract.refusals.len(), 1, "{fault}");
        assert!(!format!("{extract:?}").contains("Marked Person"), "{fault}: {:?}", extract.refusals);
    }
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = small(&bytes);
    }

    #[test]
    fn no_row_is_lost(cells in proptest::collection::vec("[A-Za-z0-9 ;,\"/=]{0,12}", 8..64)) {
        let header = "Ref,Reported,Team,Risk,Victim,Born,OIC,Flags\n";
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let rows: Vec<String> = cells.chunks_exact(8).map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(",")).collect();
        let not_blank = cells.chunks_exact(8).filter(|row| row.iter().any(|cell| !cell.trim().is_empty())).count();
        let (mut taken, mut refused) = (0, 0);
        let read = for_each_row(
            format!("{header}{}", rows.join("\n")).as_bytes(),
            &Mapping::parse(SMALL).unwrap(),
            Opening::default(),
            today(),
            &mut |_| ControlFlow::Continue(()),
            &mut |reading| {
                match reading {
                    Reading::Row(_) => taken += 1,
                    Reading::Refused(refusals) => {
                        assert!(!refusals.is_empty(), "a refused row says why");
                        refused += 1;
                    }
                }
                ControlFlow::Continue(())
            },
        );
        match read {
            Ok(found) => prop_assert_eq!((taken + refused, found.rows), (not_blank, not_blank as u64)),
            Err(error) => prop_assert_eq!((error, not_blank), (ReadError::OnlyAHeader, 0)),
        }
    }
}

//! A desk as a coordinator leaves it on a Friday: twelve contacts planned, with their sheets printed and handed out.

use desk::wire::{AcceptPlanRequest, ImportRequest, NewDeskRequest, SheetsRequest};
use desk::{Desk, DeskError, Now, Session, Silent};
use std::fs;
use std::path::Path;

pub const FRIDAY: &str = "2026-11-20";
pub const PASSPHRASE: &str = "four plain words here";
/// Contacts planned on Friday.
pub const PLANNED: usize = 12;

const HEAD: &str = "Crime Number,Victim URN,Reported Date,Borough,Ward,Flags,Risk,OIC Collar,Victim Type,Victim Name,\
                    Contact Person,May Be Spoken To,Phone,Address,Safe Contact,INVENTED";

/// Reported in the same week, and imported on Friday after the plan was made: they wait for Monday's.
const LATER: [&str; 4] = [
    "0000021/26,1,16/11/2026,Merton,Abbey,RACE,High,,Child,Kit Young,Rae Young,Parent,07700 900121,1 Invented Road,,YES",
    "0000022/26,1,16/11/2026,Merton,Abbey,FAITH,High,,Organisation,Example Mosque,Amina Saleh,,07700 900122,2 Invented Road,,YES",
    "0000023/26,1,16/11/2026,Merton,Abbey,RACE,High,,,Noor Aziz,,,07700 900123,3 Invented Road,SUSPECT IN HOUSEHOLD,YES",
    "0000024/26,1,16/11/2026,Merton,Abbey,RACE,High,,,Sol Reed,,,07700 900124,4 Invented Road,SUSPECT IN HOUSEHOLD; NO PHONE,YES",
];

pub fn reference(number: usize) -> String {
    format!("00000{number:02}/26")
}

/// Makes the desk below a folder.
pub fn make(folder: &Path) -> Result<(), DeskError> {
    let now = friday();
    let request = NewDeskRequest {
        desk_name: "Example BCU".to_owned(),
        coordinator: "Morgan Ellis".to_owned(),
        supervisor: "Sam Okafor".to_owned(),
        passphrase: PASSPHRASE.to_owned(),
    };
    let (_, mut session) = Desk::at(folder.join("desk")).make(&request, now)?;
    let planned: Vec<String> = (1..=PLANNED)
        .map(|number| {
            let reference = reference(number);
            format!(
                "{reference},1,16/11/2026,Merton,Abbey,RACE,High,1009SW,,Victim Number{number},,,07700 9000{number:02},,,YES"
            )
        })
        .collect();
    import(&mut session, folder, &planned)?;
    let officers = [("1001SW", "Olu Ade"), ("1002SW", "Pat Bell"), ("1003SW", "Kit Moss"), ("1009SW", "Jo Clark")];
    let rows: Vec<String> =
        officers.iter().map(|(collar, name)| format!("{collar},{name},PCSO,Merton,6,3,Mon-Fri")).collect();
    let head = "Collar,Name,Role,Boroughs,Contacts a shift,Visits a shift,Duty";
    let file = write(folder, "officers.csv", head, &rows);
    session.import_officers(Path::new(&file), now)?;
    session.propose_plan(now)?;
    session.accept_plan(&AcceptPlanRequest { cases: None }, now)?;
    session.print_sheets(&SheetsRequest { on: FRIDAY.to_owned(), officer: None, as_list: false }, now)?;
    import(&mut session, folder, &LATER.map(str::to_owned))
}

/// Which sheet each case bears, by its reference.
pub fn sheets(folder: &Path) -> Result<Vec<(String, String)>, DeskError> {
    let now = friday();
    let request = desk::wire::SignInRequest { name: "Morgan Ellis".to_owned(), passphrase: PASSPHRASE.to_owned() };
    let mut session = Desk::at(folder.join("desk")).sign_in(&request, now)?;
    let mut found = Vec::new();
    for number in 1..=PLANNED {
        let sheet = format!("{number:04}");
        let heap = session.find_sheet(&sheet, now)?;
        found.extend(heap.rows.into_iter().map(|row| (sheet.clone(), row.reference)));
    }
    Ok(found)
}

fn import(session: &mut Session, folder: &Path, rows: &[String]) -> Result<(), DeskError> {
    let file = write(folder, "extract.csv", HEAD, rows);
    let request = ImportRequest { file, mapping: "rms".to_owned(), sheet: None, seen: None, right_file: true };
    session.apply_import(&request, friday(), &mut Silent)?;
    Ok(())
}

/// Writes a file of rows, and answers its path.
pub fn write(folder: &Path, name: &str, head: &str, rows: &[String]) -> String {
    let path = folder.join(name);
    fs::write(&path, format!("{head}\n{}\n", rows.join("\n"))).expect("the folder can be written");
    path.display().to_string()
}

fn friday() -> Now {
    let today = FRIDAY.parse::<chrono::NaiveDate>().expect("a day");
    Now { at: today.and_time(chrono::NaiveTime::MIN).and_utc(), today }
}

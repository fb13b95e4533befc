//! Times the whole job at two sizes and prints medians and memory: `cargo xtask bench`.
//!
//! `bench SIZE …` takes other sizes. Figures are of this machine, at this moment: compare within one run only.

use chrono::{Days, NaiveDate, TimeZone, Utc};
use desk::wire::{CaseList, CaseListRequest, ImportRequest, MonthRequest, NewDeskRequest, SignInRequest};
use desk::{DEMO_PASSPHRASE, DemoRequest, Desk, DeskError, Now, Session, Silent};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

/// Runs of each quick step; the median is printed.
const RUNS: usize = 7;

fn main() -> Result<(), DeskError> {
    let asked: Vec<u32> = std::env::args().skip(1).filter_map(|size| size.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![2_000, 250_000] } else { asked };
    for cases in sizes {
        say(&format!("\n{cases} cases"));
        whole_job(cases)?;
        say(&format!("  {:<44} {}", "peak memory of this process so far", peak_memory()));
    }
    Ok(())
}

fn whole_job(cases: u32) -> Result<(), DeskError> {
    let now = now();
    let folder = tempfile::tempdir().map_err(|source| disk(Path::new("a temporary folder"), source))?;
    let desk = Desk::at(folder.path().join("demo"));
    let (made, session) = timed(|| desk.make_demo(DemoRequest { cases, seed: 1 }, now, &mut Silent));
    drop(session?);
    row("demo desk made, entry by entry", made);
    import(folder.path(), cases, now)?;
    let request = SignInRequest { name: "Coordinator".to_owned(), passphrase: DEMO_PASSPHRASE.to_owned() };
    let (signed_in, session) = timed(|| desk.sign_in(&request, now));
    let mut session = session?;
    row("sign in (the demo's light key derivation)", signed_in);
    let (first, view) = timed(|| session.today(now));
    view?;
    row("Today, first after signing in", first);
    median("Today", || session.today(now).map(drop))?;
    median("list of all cases, first page", || session.case_list(&list(CaseList::All), now).map(drop))?;
    median("search, two letters of a name", || session.search("am", now).map(drop))?;
    median("search, a whole name", || session.search("nasser", now).map(drop))?;
    searches(&mut session, now)?;
    median("search, start of a reference", || session.search("SW/85", now).map(drop))?;
    median("plan", || session.propose_plan(now).map(drop))?;
    median("trends", || session.trends(None, now).map(drop))?;
    let past = (now.today - Days::new(400)).to_string();
    median("trends as at a past day", || session.trends(Some(&past), now).map(drop))?;
    summary(&mut session, now)?;
    let (verified, verdict) = timed(|| session.verify(None));
    let verdict = verdict?;
    row(if verdict.sound { "verify: pages, chain, read model, people" } else { "verify FOUND A FAULT" }, verified);
    Ok(())
}

/// Search as somebody types: every two letters, and names letter by letter; then names with a slip in them.
fn searches(session: &mut Session, now: Now) -> Result<(), DeskError> {
    const NAMES: [&str; 6] = ["nasser", "okafor", "kowalski", "patel", "williams", "j smith"];
    let letters = 'a'..='z';
    let pairs = letters.clone().flat_map(|one| letters.clone().map(move |two| format!("{one}{two}")));
    let begun = NAMES.iter().flat_map(|name| (2..=name.len()).filter_map(|end| name.get(..end)).map(str::to_owned));
    let typed: Vec<String> = pairs.chain(begun).collect();
    percentiles(&format!("search as one types, {} beginnings", typed.len()), session, &typed, now)?;
    let slips: Vec<String> = ["nasesr", "okafro", "kowlaski", "pattel", "wiliams", "xqzvwk"].map(str::to_owned).into();
    percentiles("search, names with a slip", session, &slips, now)
}

fn percentiles(what: &str, session: &mut Session, typed: &[String], now: Now) -> Result<(), DeskError> {
    let mut times = Vec::new();
    for text in typed {
        let (time, found) = timed(|| session.search(text, now));
        found?;
        times.push(time);
    }
    times.sort_unstable();
    let at = |share: usize| times.get((times.len() * share / 100).min(times.len() - 1)).copied().unwrap_or_default();
    row(&format!("{what}: median"), at(50));
    row(&format!("{what}: 99 in 100 within"), at(99));
    Ok(())
}

fn summary(session: &mut Session, now: Now) -> Result<(), DeskError> {
    let month = now.today - chrono::Months::new(1);
    let request = MonthRequest { month: month.format("%Y-%m").to_string(), as_at: None, shareable: false };
    median("summary, the month as PDF", || session.print_month(&request, now).map(drop))
}

/// An extract of as many rows, previewed and applied on a desk of its own.
fn import(folder: &Path, rows: u32, now: Now) -> Result<(), DeskError> {
    let file = folder.join("extract.csv");
    std::fs::write(&file, extract(rows, now.today)).map_err(|source| disk(&file, source))?;
    let new = NewDeskRequest {
        desk_name: "Bench".to_owned(),
        coordinator: "Coordinator".to_owned(),
        supervisor: String::new(),
        passphrase: DEMO_PASSPHRASE.to_owned(),
    };
    let (_, mut session) = Desk::at(folder.join("import")).make(&new, now)?;
    let request = ImportRequest {
        file: file.display().to_string(),
        mapping: "rms".to_owned(),
        sheet: None,
        seen: None,
        right_file: true,
    };
    let (previewed, preview) = timed(|| session.preview_import(&request, now, &mut Silent));
    let preview = preview?;
    row(&format!("import, preview ({} rows read, {} refused)", preview.rows, preview.refused_count), previewed);
    let (applied, done) = timed(|| session.apply_import(&request, now, &mut Silent));
    row(&format!("import, read again and applied ({} new)", done?.new), applied);
    let (again, done) = timed(|| session.apply_import(&request, now, &mut Silent));
    row(&format!("the same import again ({} unchanged)", done?.unchanged), again);
    Ok(())
}

/// An invented extract in the columns of the `rms` mapping. Telephone numbers are of Ofcom's drama range.
fn extract(rows: u32, today: NaiveDate) -> String {
    const WARDS: [(&str, &str); 4] = [
        ("Merton", "Colliers Wood"),
        ("Wandsworth", "Furzedown"),
        ("Kingston upon Thames", "Norbiton"),
        ("Richmond upon Thames", "Kew"),
    ];
    const GIVEN: [&str; 8] = ["Amina", "Jakub", "Grace", "Ravi", "Mei", "Yusuf", "Elena", "Tom"];
    const FAMILY: [&str; 8] = ["Nasser", "Nowak", "Okafor", "Patel", "Chen", "Demir", "Popescu", "Marsh"];
    let mut text = String::from(
        "Crime Number,Victim URN,Reported Date,Borough,Ward,Offence,HO Class,Flags,Risk,OIC Collar,OIC Team,\
         Victim Name,DOB,Phone,Address,Outcome,Outcome Date,INVENTED\n",
    );
    for row in 0..rows {
        let number = row as usize;
        let reported = today - Days::new(u64::from(row % 1000) + 1);
        let (borough, ward) = WARDS[number % WARDS.len()];
        let closed = row % 3 == 0 && reported + Days::new(60) < today;
        let outcome = if closed { ["16", "18", "1"][number / 3 % 3] } else { "" };
        let outcome_on = if closed { (reported + Days::new(60)).format("%d/%m/%Y").to_string() } else { String::new() };
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "01/{row:07}/26,{urn},{},{borough},{ward},Public order,8M,RACE;RELIGION,Medium,{}SW,Response A,{} {},\
             14/05/1980,07700 900{:03},{} Example Road,{outcome},{outcome_on},YES",
            reported.format("%d/%m/%Y"),
            1000 + row % 800,
            GIVEN[number % GIVEN.len()],
            FAMILY[number / 8 % FAMILY.len()],
            row % 1000,
            row % 200,
            urn = row + 1,
        );
    }
    text
}

fn list(list: CaseList) -> CaseListRequest {
    CaseListRequest {
        list,
        borough: None,
        strand: None,
        risk: None,
        without: Vec::new(),
        with: Vec::new(),
        problem: None,
        offset: 0,
        limit: 50,
    }
}

fn median(what: &str, mut step: impl FnMut() -> Result<(), DeskError>) -> Result<(), DeskError> {
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let (time, done) = timed(&mut step);
        done?;
        times.push(time);
    }
    times.sort_unstable();
    row(what, times.get(RUNS / 2).copied().unwrap_or_default());
    Ok(())
}

fn timed<T>(step: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let value = step();
    (start.elapsed(), value)
}

fn row(what: &str, time: Duration) {
    say(&format!("  {what:<44} {:>10.1} ms", time.as_secs_f64() * 1000.0));
}

fn say(text: &str) {
    // A reader that went away is no fault.
    let _ = writeln!(std::io::stdout(), "{text}");
}

/// The most this process has held, where the system tells.
fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.map_or_else(|| "not told by this system".to_owned(), |peak| peak.trim().to_owned())
}

/// A fixed day, so that every run invents the same.
fn now() -> Now {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
    let at = today.and_hms_opt(9, 0, 0).map(|time| Utc.from_utc_datetime(&time)).unwrap_or_default();
    Now { at, today }
}

fn disk(path: &Path, source: std::io::Error) -> DeskError {
    DeskError::Disk { path: path.to_path_buf(), what: "written", source }
}

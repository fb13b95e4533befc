//! What a person opens: signing in, Today, lists, search, plan, trends, the month, and the check of the record.

use crate::Place;
use crate::measure::{forget_peak, median, once, peak_memory, say, spread, timed};
use chrono::Days;
use desk::wire::{CaseList, CaseListRequest, MonthRequest, SignInRequest};
use desk::{DEMO_PASSPHRASE, DemoRequest, Desk, DeskError, Now, Session, Silent};
use std::time::Duration;

/// Every list of cases with its name.
const LISTS: [(CaseList, &str); 12] = [
    (CaseList::Open, "contact open"),
    (CaseList::Mine, "mine"),
    (CaseList::DueSoon, "due soon"),
    (CaseList::Overdue, "overdue"),
    (CaseList::HighRisk, "high risk"),
    (CaseList::GoneQuiet, "gone quiet"),
    (CaseList::Differs, "differs"),
    (CaseList::Missing, "missing"),
    (CaseList::NoStrand, "no strand"),
    (CaseList::NoWard, "no ward"),
    (CaseList::Closed, "closed"),
    (CaseList::All, "all cases"),
];

/// The demo's caseload of as many cases, opened as a person opens it.
pub fn pages(place: &Place, cases: u32, now: Now) -> Result<(), DeskError> {
    let desk = demo(place, cases, now)?;
    forget_peak();
    let request = SignInRequest { name: "Coordinator".to_owned(), passphrase: DEMO_PASSPHRASE.to_owned() };
    let mut session = once("sign in (the demo's light key derivation)", || desk.sign_in(&request, now))?;
    once("Today, first after signing in", || session.today(now))?;
    median("Today", || session.today(now).map(drop))?;
    once("list of all cases, first, with every list's count", || session.case_list(&list(CaseList::All), now))?;
    for (which, name) in LISTS {
        median(&format!("list: {name}, with every list's count"), || session.case_list(&list(which), now).map(drop))?;
    }
    let narrowed = CaseListRequest { borough: Some("Merton".to_owned()), ..list(CaseList::Open) };
    median("list: contact open, one borough", || session.case_list(&narrowed, now).map(drop))?;
    let deep = CaseListRequest { offset: u64::from(cases / 2), ..list(CaseList::All) };
    median("list: all cases, a page half-way down", || session.case_list(&deep, now).map(drop))?;
    median("clocks of the Victims' Code", || session.clock_list(now).map(drop))?;
    median("data quality", || session.quality(now).map(drop))?;
    median("likely duplicates", || session.likely_duplicates(now).map(drop))?;
    peak_memory("signing in, Today, lists");
    searches(&mut session, now)?;
    median("plan", || session.propose_plan(now).map(drop))?;
    once("trends, first", || session.trends(None, now))?;
    median("trends", || session.trends(None, now).map(drop))?;
    let past = (now.today - Days::new(400)).to_string();
    once("trends as at a past day, first", || session.trends(Some(&past), now))?;
    median("trends as at a past day", || session.trends(Some(&past), now).map(drop))?;
    once("does it help, first", || session.effects(None, None, now))?;
    median("does it help", || session.effects(None, None, now).map(drop))?;
    peak_memory("all before, search, plan, trends");
    summary(&mut session, now)?;
    peak_memory("all before and the month");
    forget_peak();
    let verdict = once("verify: pages, chain, read model, people", || session.verify(None))?;
    if !verdict.sound {
        say(&format!("    It FOUND A FAULT: {:?}", verdict.problems));
    }
    peak_memory("verify");
    Ok(())
}

fn demo(place: &Place, cases: u32, now: Now) -> Result<Desk, DeskError> {
    if let Some(kept) = place.kept("demo").filter(|kept| kept.join("keys.json").exists()) {
        return Ok(Desk::at(kept));
    }
    let desk = Desk::at(place.fresh("demo")?.join("desk"));
    let desk = place.kept("demo").map_or(desk, Desk::at);
    forget_peak();
    let session =
        once("demo desk made, entry by entry", || desk.make_demo(DemoRequest { cases, seed: 1 }, now, &mut Silent))?;
    drop(session);
    peak_memory("making the demo");
    Ok(desk)
}

/// Search as somebody types: every two letters, and names letter by letter; then numbers, and names with a slip.
fn searches(session: &mut Session, now: Now) -> Result<(), DeskError> {
    const NAMES: [&str; 12] = [
        "nasser",
        "okafor",
        "kowalski",
        "patel",
        "williams",
        "j smith",
        "grace okafor",
        "mohammed ali",
        "07700 900123",
        "12 high street",
        "li",
        "anna maria",
    ];
    let letters = 'a'..='z';
    let pairs = letters.clone().flat_map(|one| letters.clone().map(move |two| format!("{one}{two}")));
    let begun = NAMES.iter().flat_map(|name| (2..=name.len()).filter_map(|end| name.get(..end)).map(str::to_owned));
    let references = ["SW/85", "SW/8500", "01/", "SW", "sw/1"].map(str::to_owned);
    let typed: Vec<String> = pairs.chain(begun).chain(references).collect();
    spread(&format!("search as one types, {} beginnings", typed.len()), all(session, &typed, now)?);
    let slips = ["nasesr", "okafro", "kowlaski", "pattel", "wiliams", "xqzvwk", "grcae okafor", "jhonson", "smiht"];
    spread("search, names with a slip", all(session, &slips.map(str::to_owned), now)?);
    Ok(())
}

fn all(session: &mut Session, typed: &[String], now: Now) -> Result<Vec<Duration>, DeskError> {
    let mut times = Vec::new();
    let mut slowest: Vec<(Duration, &String)> = Vec::new();
    for text in typed {
        let (taken, found) = timed(|| session.search(text, now));
        found?;
        times.push(taken.wall);
        slowest.push((taken.wall, text));
    }
    slowest.sort_unstable();
    let shown: Vec<&str> = slowest.iter().rev().take(5).map(|(_, text)| text.as_str()).collect();
    say(&format!("    slowest: {}", shown.join(" | ")));
    Ok(times)
}

fn summary(session: &mut Session, now: Now) -> Result<(), DeskError> {
    let month = now.today - chrono::Months::new(1);
    let request =
        MonthRequest { month: month.format("%Y-%m").to_string(), as_at: None, shareable: false, correction: None };
    median("summary, the month as PDF", || session.print_month(&request, now).map(drop))
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

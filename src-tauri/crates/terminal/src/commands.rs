//! One use case a command.

use crate::args::{Args, Audience, Command, Export, Officers, Paper, Role, Staff, Work};
use crate::record::{record, tasks};
use crate::{casework, effects, lists, measures, officers, out, plan, policy, secret, series, show, sources};
use desk::wire::{
    BehindRequest, CaseListRequest, ChangePassphraseRequest, CompareRequest, ContactMeasuresRequest, FileMadeView,
    MonthRequest, MonthSlotRequest, NewDeskRequest, NewPersonRequest, RoleView, SheetsRequest, SignInRequest,
};
use desk::{DemoRequest, Desk, DeskError, Now, Session, TableForm, clock};
use serde::Serialize;
use std::path::Path;

/// Runs what was typed and gives the exit code.
pub fn run(args: &Args) -> Result<u8, DeskError> {
    let now = clock::now(args.today);
    let desk = Desk::at(&args.desk);
    match &args.command {
        Command::New { name, supervisor } => new(args, &desk, name, supervisor, now),
        Command::Demo { cases, seed } => demo(args, &desk, DemoRequest { cases: *cases, seed: *seed }, now),
        Command::Restore { backup } => {
            let words = desk::restore(backup, &args.desk)?;
            done(args, &FileMadeView { path: args.desk.display().to_string(), words: words.clone() }, &words)
        }
        Command::Glossary => {
            let terms = desk::glossary();
            done(args, &terms, &show::glossary(&terms))
        }
        Command::SignedIn(Work::Officers(Officers::Template)) => {
            out::text(desk::officers_template());
            Ok(0)
        }
        Command::SignedIn(work) => signed_in(args, work, &mut sign_in(args, &desk, now)?, now),
    }
}

fn new(args: &Args, desk: &Desk, name: &str, supervisor: &str, now: Now) -> Result<u8, DeskError> {
    let coordinator = args.name.clone().unwrap_or_else(|| "Coordinator".to_owned());
    let request = NewDeskRequest {
        desk_name: name.to_owned(),
        supervisor: supervisor.to_owned(),
        passphrase: secret::passphrase(&coordinator)?,
        coordinator,
    };
    let (view, _) = desk.make(&request, now)?;
    let words = format!(
        "The desk \"{name}\" is in {}.\nRecovery code, for the force's safe; it is shown this once:\n\n    {}\n",
        desk.folder().display(),
        view.recovery_code
    );
    done(args, &view, &words)
}

fn demo(args: &Args, desk: &Desk, request: DemoRequest, now: Now) -> Result<u8, DeskError> {
    let session = desk.make_demo(request, now, &mut show::progress())?;
    let words = format!(
        "A desk of {} invented cases is in {}. {}\nSign in as Coordinator, Supervisor or EDI manager; the passphrase \
         is: {}",
        request.cases,
        desk.folder().display(),
        DemoRequest::truth_words(),
        desk::DEMO_PASSPHRASE
    );
    done(args, &session.view(now), &words)
}

fn sign_in(args: &Args, desk: &Desk, now: Now) -> Result<Session, DeskError> {
    let name = match &args.name {
        Some(name) => name.clone(),
        None => desk.only_person()?,
    };
    let passphrase = secret::passphrase(&name)?;
    desk.sign_in_telling(&SignInRequest { name, passphrase }, now, &mut show::progress())
}

fn signed_in(args: &Args, work: &Work, session: &mut Session, now: Now) -> Result<u8, DeskError> {
    match work {
        Work::Staff(staff) => people(args, session, staff, now),
        Work::Import(what) => sources::import(args, session, what, now),
        Work::Mapping(what) => sources::mapping(args, session, what, now),
        Work::Imports => {
            let imports = session.past_imports()?;
            done(args, &imports, &show::imports(&imports))
        }
        Work::TakeBack { import, restore } => {
            let view = if *restore {
                session.restore_import(import, now, &mut show::progress())?
            } else {
                session.take_back_import(import, now, &mut show::progress())?
            };
            done(args, &view, &view.words)
        }
        Work::Today => {
            let view = session.today(now)?;
            done(args, &view, &show::today(&view))
        }
        Work::Cases { filters, limit } => {
            let request = CaseListRequest { limit: *limit, ..filters.request(session, now)? };
            let view = session.case_list(&request, now)?;
            done(args, &view, &show::cases(&view))
        }
        Work::Lists(what) => lists::run(args, what, session, now),
        Work::Search { text } => {
            let view = session.search(text, now)?;
            done(args, &view, &show::found(&view))
        }
        Work::Case { reference, text: true } => {
            let case = session.find_case(reference)?;
            let view = session.case_text(case, now)?;
            done(args, &view, &view.text)
        }
        Work::Case { reference, text: false } => {
            let case = session.find_case(reference)?;
            let view = session.case_view(case, now)?;
            done(args, &view, &show::case(&view))
        }
        Work::Officers(what) => officers::officers(args, session, what, now),
        Work::Policy(what) => policy::policy(args, session, what, now),
        Work::Plan(what) => plan::plan(args, session, what, now),
        Work::Paper(what) => paper(args, what, session, now),
        Work::Backup => {
            let view = session.back_up(now)?;
            done(args, &view, &view.words)
        }
        Work::Verify { head } => {
            let view = session.verify(head.as_deref())?;
            done(args, &view, &show::verdict(&view))?;
            Ok(if view.sound { 0 } else { 2 })
        }
        Work::Trial(what) => crate::trial::run(args, what, session, now),
        Work::Casework(what) => casework::run(args, what, session, now),
        Work::Record(what) => record(args, what, session, now),
        Work::Tasks(what) => tasks(args, what, session, now),
        Work::Results(what) => crate::results::run(args, session, what, now),
    }
}

fn paper(args: &Args, what: &Paper, session: &mut Session, now: Now) -> Result<u8, DeskError> {
    match what {
        Paper::Sheets { on, officer, as_list, out: path } => {
            let on = on.unwrap_or(now.today).to_string();
            let request = SheetsRequest { on, officer: officer.clone(), as_list: *as_list };
            let printed = session.print_sheets(&request, now)?;
            made(args, path, &printed.bytes, "The contact sheets")
        }
        Paper::Calendar { officer: Some(officer), out: path } => {
            let printed = session.calendar(officer, now)?;
            made(args, path, &printed.bytes, "The calendar")
        }
        Paper::Calendar { officer: None, out: folder } => {
            let files = session.calendars(now)?;
            out::folder(folder)?;
            for file in &files {
                out::file(&folder.join(&file.file_name), &file.bytes)?;
            }
            let path = folder.display().to_string();
            let words = match files.len() {
                1 => format!("1 calendar file is in {path}."),
                count => format!("{count} calendar files are in {path}."),
            };
            done(args, &FileMadeView { path, words: words.clone() }, &words)
        }
        Paper::ContactText { reference } => {
            let case = session.find_case(reference)?;
            let view = session.contact_text(case, now)?;
            done(args, &view, &view.text)
        }
        Paper::Trends { .. } => trends(args, what, session, now),
        Paper::Measures { month, to, as_at } => {
            let (month, to, as_at) = (month.clone(), to.clone(), as_at.map(|on| on.to_string()));
            let view = session.contact_measures(&ContactMeasuresRequest { month, to, as_at }, now)?;
            done(args, &view, &measures::shown(&view))
        }
        Paper::DoesItHelp(what) => effects::run(args, session, what, now),
        Paper::Series(what) => series::run(args, what, session, now),
        Paper::Chart { name, as_at, out: path } => {
            let chart = session.chart(name, as_at.map(|on| on.to_string()).as_deref(), now)?;
            made(args, path, chart.svg.as_bytes(), "The chart")
        }
        Paper::MonthWords { month, slot, words, shareable } => {
            let (month, slot, shareable) = (month.clone(), slot.clone(), *shareable);
            let request = MonthSlotRequest { month, slot, words: words.clone().unwrap_or_default(), shareable };
            let view = session.write_month_slot(&request, now)?;
            done(args, &view, &view.words)
        }
        Paper::Summary { month, as_at, audience, out: path, issue, correction } => {
            let request = MonthRequest {
                month: month.clone(),
                as_at: as_at.map(|on| on.to_string()),
                shareable: *audience == Audience::Edi,
                correction: correction.clone(),
            };
            // Issued first, so that what is printed is what was issued.
            if *issue {
                out::message(&session.issue_month(&request, now)?.words);
            }
            let printed = session.print_month(&request, now)?;
            made(args, path, &printed.bytes, "The month")
        }
        Paper::Export(what) => export(args, what, session, now),
    }
}

fn trends(args: &Args, what: &Paper, session: &mut Session, now: Now) -> Result<u8, DeskError> {
    let Paper::Trends { as_at, by, measure, overdispersion, cases, group, schema } = what else { return Ok(0) };
    let as_at = as_at.map(|on| on.to_string());
    if let Some(period) = cases.clone() {
        let (series, cut, group) = (measure.clone(), by.clone(), group.clone());
        let request = BehindRequest { series, period, cut, group, as_at, counted_only: false };
        let view = session.cases_behind(&request, now)?;
        return done(args, &view, &show::behind(&view));
    }
    if let Some(cut) = by.clone() {
        let (measure, overdispersion) = (measure.clone(), *overdispersion);
        let view = session.compare_groups(&CompareRequest { cut, measure, as_at, overdispersion }, now)?;
        return done(args, &view, &show::comparison(&view));
    }
    if *schema {
        return done(args, &desk::FIGURES_SCHEMA, desk::FIGURES_SCHEMA);
    }
    if args.json {
        return done(args, &session.figures_document(as_at.as_deref(), now)?, "");
    }
    let view = session.trends(as_at.as_deref(), now)?;
    done(args, &view, &show::trends(&view))
}

fn export(args: &Args, what: &Export, session: &mut Session, now: Now) -> Result<u8, DeskError> {
    match what {
        Export::Cases { filters, out: path } => {
            let request = filters.request(session, now)?;
            let printed = session.export_cases(&request, TableForm::of(path), now)?;
            made(args, path, &printed.bytes, "The list")
        }
        Export::Desk { without_names, out: path } => {
            let view = session.export_desk(path, !without_names, now, &mut show::progress())?;
            done(args, &view, &view.words)
        }
        Export::FiguresCopy { person, out: folder } => {
            let view = session.export_figures(person, folder, now)?;
            done(args, &view, &view.words)
        }
    }
}

fn people(args: &Args, session: &mut Session, staff: &Staff, now: Now) -> Result<u8, DeskError> {
    match staff {
        Staff::Add { name, role } => {
            let role = match role {
                Role::Coordinator => RoleView::Coordinator,
                Role::Supervisor => RoleView::Supervisor,
                Role::Edi => RoleView::Edi,
                Role::Auditor => RoleView::Auditor,
            };
            let passphrase = secret::new_passphrase(name)?;
            let view = session.add_person(&NewPersonRequest { name: name.clone(), role, passphrase }, now)?;
            done(args, &view, &view.words)
        }
        Staff::Remove { name } => {
            let people = session.people();
            let person = people.iter().find(|person| person.name.eq_ignore_ascii_case(name.trim()));
            let id = person.map_or(name.as_str(), |person| person.id.as_str());
            let view = session.take_place(id, now)?;
            done(args, &view, &view.words)
        }
        Staff::Passphrase => {
            let own = session.view(now).name;
            let request = ChangePassphraseRequest {
                current: secret::passphrase(&own)?,
                passphrase: secret::new_passphrase(&own)?,
            };
            let view = session.change_passphrase(&request, now)?;
            done(args, &view, &view.words)
        }
        Staff::List => {
            let people = session.people();
            done(args, &people, &show::people(&people))
        }
    }
}

pub fn made(args: &Args, path: &Path, bytes: &[u8], what: &str) -> Result<u8, DeskError> {
    out::file(path, bytes)?;
    let path = path.display().to_string();
    let words = format!("{what} is in {path}.").replace("sheets is", "sheets are");
    done(args, &FileMadeView { path, words: words.clone() }, &words)
}

/// Prints what came back, as a document or in words.
pub fn done<T: Serialize>(args: &Args, view: &T, words: &str) -> Result<u8, DeskError> {
    if args.json {
        out::json(view);
    } else {
        out::text(words);
    }
    Ok(0)
}

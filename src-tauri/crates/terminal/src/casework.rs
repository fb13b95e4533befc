//! Casework: what can be typed, and the use case of each.

use crate::args::Args;
use crate::commands::done;
use crate::show;
use chrono::NaiveDate;
use clap::Subcommand;
use desk::wire::{
    ChoiceView, ClockDaysRequest, ClockListView, ClockRequest, DifferenceView, FieldIsRequest, LikelyView, PairRequest,
    QualityView, RiskActionDoneRequest, RiskActionRequest, SetAsideRequest, SettleRequest,
};
use desk::{DeskError, Now, Session};
use std::fmt::Write;

/// Differences, data quality, clocks, risk and duplicates.
#[derive(Subcommand)]
pub enum Casework {
    /// Where the extract and a person differ.
    Differences,
    /// Settle a difference on a field: take the extract's value, or keep the person's.
    Settle {
        reference: String,
        field: String,
        /// Take the extract's value.
        #[arg(long, conflicts_with = "keep", required_unless_present = "keep")]
        take: bool,
        /// Keep the value here, until the extract says something new.
        #[arg(long)]
        keep: bool,
    },
    /// Problems of the data with their counts, and how complete the fields are, month by month.
    Quality,
    /// Find a problem right as it stands, on one case or (without one) on all that have it.
    SetAside {
        /// The problem's code, as `quality` shows it.
        problem: String,
        reference: Option<String>,
    },
    /// Clocks of the Victims' Code that are due or missed.
    Clocks,
    /// Change how many working days a clock runs.
    ClockDays { clock: String, working_days: u64 },
    /// Record that the victim was told, or that a step happened which starts a clock.
    Told {
        reference: String,
        clock: String,
        #[arg(long)]
        on: Option<NaiveDate>,
        /// The step happened; the victim is still to be told.
        #[arg(long)]
        started: bool,
    },
    /// Set an action against the risk to a victim.
    RiskAction {
        reference: String,
        /// remove, avoid, reduce or accept.
        #[arg(long)]
        strategy: String,
        /// What is to be done; goes to the people file, as the owner does.
        #[arg(long)]
        text: String,
        #[arg(long)]
        owner: String,
        #[arg(long)]
        due: NaiveDate,
    },
    /// An action against the risk was carried out.
    RiskActionDone {
        reference: String,
        /// The entry that set it, as `case` shows it.
        entry: u64,
        #[arg(long)]
        on: Option<NaiveDate>,
    },
    /// Cases and people that look the same.
    Duplicates,
    /// The first case goes into the second, which takes over what it lacks.
    Merge { reference: String, into: String },
    /// Take a case out again of the one it went into, by its id as `merge` printed it.
    Unmerge { case: String },
    /// The victims of two cases are the same person.
    SamePerson { reference: String, other: String },
    /// Two cases only look alike.
    NotTheSame { reference: String, other: String },
    /// Keep the force's own list of codes: withdrawal_reason, withdrawal_confirmed_by or withdrawal_confirmed_how.
    KeepCodes {
        list: String,
        /// Each as CODE=WORDS; with none, the list that comes with the program stands again.
        #[arg(value_name = "CODE=WORDS")]
        codes: Vec<String>,
    },
}

/// Runs what was typed and gives the exit code.
pub fn run(args: &Args, what: &Casework, session: &mut Session, now: Now) -> Result<u8, DeskError> {
    match what {
        Casework::Differences => {
            let views = session.differences()?;
            done(args, &views, &differences(&views))
        }
        Casework::Quality => {
            let view = session.quality(now)?;
            done(args, &view, &quality(&view))
        }
        Casework::Clocks => {
            let view = session.clock_list(now)?;
            done(args, &view, &clocks(&view))
        }
        Casework::Duplicates => {
            let views = session.likely_duplicates(now)?;
            done(args, &views, &likely(&views))
        }
        Casework::Merge { reference, into } => {
            let request = pair(session, reference, into, "merge")?;
            let view = session.settle_pair(&request, now)?;
            done(args, &view, &format!("{} To undo it: unmerge {}", view.words, request.case))
        }
        Casework::SamePerson { .. }
        | Casework::NotTheSame { .. }
        | Casework::Settle { .. }
        | Casework::SetAside { .. }
        | Casework::ClockDays { .. }
        | Casework::Told { .. }
        | Casework::RiskAction { .. }
        | Casework::RiskActionDone { .. }
        | Casework::Unmerge { .. }
        | Casework::KeepCodes { .. } => {
            let view = change(what, session, now)?;
            done(args, &view, &show::done(&view))
        }
    }
}

fn change(what: &Casework, session: &mut Session, now: Now) -> Result<desk::wire::DoneView, DeskError> {
    let text = |on: Option<NaiveDate>| on.map(|on| on.to_string());
    match what {
        Casework::Settle { reference, field, take, .. } => {
            let case = session.find_case(reference)?.to_string();
            session.settle_difference(&SettleRequest { case, field: field.clone(), take_extract: *take }, now)
        }
        Casework::SetAside { problem, reference } => {
            let case = match reference {
                Some(reference) => Some(session.find_case(reference)?.to_string()),
                None => None,
            };
            session.set_problem_aside(&SetAsideRequest { case, problem: problem.clone() }, now)
        }
        Casework::ClockDays { clock, working_days } => {
            session.set_clock_days(&ClockDaysRequest { clock: clock.clone(), working_days: *working_days }, now)
        }
        Casework::Told { reference, clock, on, started } => {
            let case = session.find_case(reference)?.to_string();
            let request = ClockRequest { case, clock: clock.clone(), on: text(*on), started: *started };
            session.record_clock(&request, now)
        }
        Casework::RiskAction { reference, strategy, text, owner, due } => {
            let case = session.find_case(reference)?.to_string();
            let request = RiskActionRequest {
                case,
                strategy: strategy.clone(),
                text: text.clone(),
                owner: owner.clone(),
                due_on: due.to_string(),
            };
            session.set_risk_action(&request, now)
        }
        Casework::RiskActionDone { reference, entry, on } => {
            let case = session.find_case(reference)?.to_string();
            session.risk_action_done(&RiskActionDoneRequest { case, entry: *entry, on: text(*on) }, now)
        }
        Casework::SamePerson { reference, other } => {
            let request = pair(session, reference, other, "same_person")?;
            session.settle_pair(&request, now)
        }
        Casework::NotTheSame { reference, other } => {
            let request = pair(session, reference, other, "not_the_same")?;
            session.settle_pair(&request, now)
        }
        Casework::Merge { reference, into } => {
            let request = pair(session, reference, into, "merge")?;
            session.settle_pair(&request, now)
        }
        Casework::Unmerge { case } => session.unmerge(case, now),
        Casework::KeepCodes { list, codes } => {
            let split = |text: &String| {
                let (code, label) = text.split_once('=').unwrap_or((text, ""));
                ChoiceView { code: code.trim().to_owned(), label: label.trim().to_owned() }
            };
            session.keep_codes(list, &codes.iter().map(split).collect::<Vec<_>>(), now)
        }
        Casework::Differences | Casework::Quality | Casework::Clocks | Casework::Duplicates => {
            Err(DeskError::NotFound("There is nothing to change.".to_owned()))
        }
    }
}

fn pair(session: &mut Session, reference: &str, other: &str, what: &str) -> Result<PairRequest, DeskError> {
    let case = session.find_case(reference)?.to_string();
    let other = session.find_case(other)?.to_string();
    Ok(PairRequest { case, other, what: what.to_owned() })
}

/// Reads FIELD=VALUE.
pub fn field_values(typed: &[String]) -> Result<Vec<FieldIsRequest>, DeskError> {
    let read = |text: &String| {
        let (field, value) = text.split_once('=').ok_or_else(|| {
            DeskError::NotFound(format!("\"{text}\" says no value. Write the field and its value as team=CID."))
        })?;
        Ok(FieldIsRequest { field: field.trim().to_owned(), value: value.trim().to_owned() })
    };
    typed.iter().map(read).collect()
}

fn differences(views: &[DifferenceView]) -> String {
    if views.is_empty() {
        return "Nothing differs from the extract.".to_owned();
    }
    let nothing = |text: &str| if text.is_empty() { "nothing".to_owned() } else { text.to_owned() };
    lines(views.iter().map(|one| {
        let (ours, theirs) = (nothing(&one.ours), nothing(&one.extract_says));
        format!("{}  {} ({})  here: {ours}; the extract: {theirs}", one.reference, one.label, one.field)
    }))
}

fn quality(view: &QualityView) -> String {
    let problems = view.problems.iter().map(|one| format!("{:>7}  {}  ({})", one.count, one.label, one.code));
    let complete = view.completeness.iter().map(|field| {
        let months = field.months.iter().map(|one| format!("{} of {} {}", one.filled, one.cases, one.month_words));
        format!("{}: {}", field.label, months.collect::<Vec<_>>().join(", "))
    });
    format!("{}\n\nFilled in, of the cases reported in each month\n{}", lines(problems), lines(complete))
}

fn clocks(view: &ClockListView) -> String {
    let runs = view.runs.iter().map(|run| format!("{}  {}: {}", run.reference, run.label, run.words));
    let set =
        view.clocks.iter().map(|one| format!("{:>4} working days  {} ({})", one.working_days, one.label, one.code));
    let due = if view.runs.is_empty() { "No clock is due or missed.".to_owned() } else { lines(runs) };
    let shown = view.runs.len() as u64;
    let all =
        if shown < view.missed + view.due { format!(", of which the first {shown} are shown") } else { String::new() };
    format!("{due}\n\n{} missed, {} due{all}.\n\n{}\n{}", view.missed, view.due, view.name, lines(set))
}

fn likely(views: &[LikelyView]) -> String {
    if views.is_empty() {
        return "No two cases of the last twelve months look the same.".to_owned();
    }
    lines(views.iter().map(|one| {
        let what = if one.what == "case" { "the same case?" } else { "the same person?" };
        format!("{} and {}: {what} {}", one.first.reference, one.second.reference, one.because)
    }))
}

fn lines(lines: impl Iterator<Item = String>) -> String {
    lines.fold(String::new(), |mut text, line| {
        let between = if text.is_empty() { "" } else { "\n" };
        // Writing to a string cannot fail.
        let _ = write!(text, "{between}{line}");
        text
    })
}

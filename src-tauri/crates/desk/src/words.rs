//! Days, steps and standings in words: the same on screen and in the terminal.

use crate::wire::{NextStepKind, NextStepView, RiskView};
use caseload::contact::EndingReason;
use caseload::standing::{NotOwed, Standing, Step, SupervisorBecause};
use caseload::{Attempt, AttemptDetails, OfficerId, RiskLevel, WorkingDays};
use chrono::{DateTime, Datelike, NaiveDate, TimeZone, Utc};
use chrono_tz::Europe::London;

/// "Tue 3 Dec", with the year where it is another.
pub fn short_day(day: NaiveDate, today: NaiveDate) -> String {
    let form = if day.year() == today.year() { "%a %-d %b" } else { "%a %-d %b %Y" };
    day.format(form).to_string()
}

/// "Tue 3 Dec 2026".
pub fn day(day: NaiveDate) -> String {
    summaries::day_in_words(day)
}

/// "3 Nov 2026 14:05", as the clocks of London show it; "GMT" or "BST" where the hour comes twice.
pub fn instant(at: DateTime<Utc>) -> String {
    let local = at.with_timezone(&London);
    let twice = London.from_local_datetime(&local.naive_local()).single().is_none();
    local.format(if twice { "%-d %b %Y %H:%M %Z" } else { "%-d %b %Y %H:%M" }).to_string()
}

/// "Tue 3 Dec · in 2 working days".
pub fn day_from_today(day: NaiveDate, today: NaiveDate, calendar: &WorkingDays) -> String {
    let distance = calendar.between(today, day);
    let plain = (day - today).num_days();
    let words = match plain {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        _ => match distance {
            0 => format!("in {}", counted(plain.unsigned_abs(), "day")),
            1.. => format!("in {}", counted(distance.unsigned_abs(), "working day")),
            ..=-1 => format!("{} ago", counted(distance.unsigned_abs(), "working day")),
        },
    };
    format!("{} · {words}", short_day(day, today))
}

/// "1 case", "2 cases".
pub fn counted(count: u64, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{} {noun}s", thousands(count)) }
}

/// A file's digest, as a shell hands it back.
pub fn digest(digest: &[u8; 32]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A way of writing dates, as people say it: "DD/MM/YYYY".
pub fn date_form(form: &str) -> String {
    if form == "serial" {
        return "a spreadsheet's day numbers".to_owned();
    }
    let pairs = [
        ("%d", "DD"),
        ("%m", "MM"),
        ("%Y", "YYYY"),
        ("%y", "YY"),
        ("%b", "Mon"),
        ("%B", "Month"),
        ("%H", "HH"),
        ("%M", "MM"),
        ("%S", "SS"),
    ];
    pairs.iter().fold(form.to_owned(), |text, (code, word)| text.replace(code, word))
}

/// "1,204".
pub fn thousands(count: u64) -> String {
    let digits = count.to_string();
    let mut words = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// The risk as a view shows it.
pub const fn risk_view(risk: Option<RiskLevel>) -> RiskView {
    match risk {
        Some(RiskLevel::Standard) => RiskView::Standard,
        Some(RiskLevel::Medium) => RiskView::Medium,
        Some(RiskLevel::High) => RiskView::High,
        None => RiskView::NotRecorded,
    }
}

/// The next step, with its reason and its date.
pub fn next_step(
    standing: Option<&Standing>,
    today: NaiveDate,
    calendar: &WorkingDays,
    officer_name: impl Fn(OfficerId) -> String,
) -> NextStepView {
    let Some(standing) = standing else {
        return NextStepView {
            kind: NextStepKind::NotOwed,
            words: "No day of report".to_owned(),
            because: "Without a day of report no contact window can be worked out. Add it on the case.".to_owned(),
            on: None,
            on_words: String::new(),
            window_words: String::new(),
            overdue: false,
        };
    };
    let (kind, words, because, on) = match standing {
        Standing::NotOwed(NotOwed::Kind(kind)) => (
            NextStepKind::NotOwed,
            "No contact owed".to_owned(),
            format!("{}: policy owes no contact for this kind.", kind.label()),
            None,
        ),
        Standing::NotOwed(NotOwed::BeforeService { began_on }) => (
            NextStepKind::NotOwed,
            "No contact owed".to_owned(),
            format!("Reported before the service began on {}.", day(*began_on)),
            None,
        ),
        Standing::Reached { on, window } => {
            let when = if *on <= window.latest_on { "in the window" } else { "late" };
            (NextStepKind::Reached, format!("Reached {}", short_day(*on, today)), format!("Reached {when}."), None)
        }
        Standing::Ended { ending, .. } if ending.reason == EndingReason::TrialControl => {
            let because = "Allocated to control in a trial: no contact is made before it ends. Where the victim needs \
                           one all the same, take it up again; it counts as crossover.";
            (NextStepKind::Control, format!("Ended {}", short_day(ending.on, today)), because.to_owned(), None)
        }
        Standing::Ended { ending, .. } => {
            (NextStepKind::Ended, format!("Ended {}", short_day(ending.on, today)), ending_words(ending.reason), None)
        }
        Standing::Open { next, .. } => {
            let (kind, words, because) = open_step(next.step, today, officer_name);
            (kind, words, because, Some(next.on))
        }
    };
    NextStepView {
        kind,
        words,
        because,
        on: on.map(|on| on.to_string()),
        on_words: on.map(|on| by_words(on, standing, today, calendar)).unwrap_or_default(),
        window_words: window_words(standing, today),
        overdue: standing.is_overdue(today),
    }
}

/// The step's date; with it, what is late about a step whose date has not passed.
fn by_words(on: NaiveDate, standing: &Standing, today: NaiveDate, calendar: &WorkingDays) -> String {
    match standing {
        Standing::Open { window, .. } if window.latest_on < today && today <= on => {
            format!("{} · window ended {}", short_day(on, today), short_day(window.latest_on, today))
        }
        Standing::Open { next, .. } if next.step == Step::Plan && on < today => {
            format!("target was {}", short_day(on, today))
        }
        Standing::Open { .. } | Standing::NotOwed(_) | Standing::Reached { .. } | Standing::Ended { .. } => {
            day_from_today(on, today, calendar)
        }
    }
}

fn open_step(
    step: Step,
    today: NaiveDate,
    officer_name: impl Fn(OfficerId) -> String,
) -> (NextStepKind, String, String) {
    match step {
        Step::Plan => (
            NextStepKind::Plan,
            "Plan a contact".to_owned(),
            "Nobody has been given this contact yet; this is its target day.".to_owned(),
        ),
        Step::Contact(planned) if planned.on < today => (
            NextStepKind::Contact,
            format!("Type in the result from {}", officer_name(planned.officer)),
            format!("The contact was planned for {}; no result has come back.", short_day(planned.on, today)),
        ),
        Step::Contact(planned) => (
            NextStepKind::Contact,
            format!("Contact by {}", officer_name(planned.officer)),
            "Planned and accepted.".to_owned(),
        ),
        Step::Retry { attempts } => (
            NextStepKind::Retry,
            "Try again".to_owned(),
            format!("{} without reaching the victim; rested as policy asks.", counted(u64::from(attempts), "attempt")),
        ),
        Step::CallBack => {
            (NextStepKind::CallBack, "Call back".to_owned(), "The victim asked to be called on this day.".to_owned())
        }
        Step::Visit => (
            NextStepKind::Visit,
            "Visit".to_owned(),
            "The victim would like a visit; give it an officer and this day.".to_owned(),
        ),
        Step::PutOff => {
            (NextStepKind::PutOff, "Put off".to_owned(), "A person put it off; it comes back on this day.".to_owned())
        }
        Step::FindNumber => (
            NextStepKind::FindNumber,
            "Find another number".to_owned(),
            "The number was wrong. Ask the officer in the case, then correct it here.".to_owned(),
        ),
        Step::Supervisor(because) => (
            NextStepKind::Supervisor,
            "Supervisor decides".to_owned(),
            match because {
                SupervisorBecause::WindowClosed => "The late window closed without a contact.".to_owned(),
                SupervisorBecause::AttemptsUsedUp { attempts } => {
                    format!("{} made, as many as policy allows.", counted(u64::from(attempts), "attempt"))
                }
                SupervisorBecause::NoSafeWay => {
                    "Not by telephone, and a suspect lives in the household: agree a safe place first.".to_owned()
                }
                SupervisorBecause::WishesNoContact => "The victim does not want a contact.".to_owned(),
                SupervisorBecause::NotSafe => "The last attempt told that a contact is not safe.".to_owned(),
                SupervisorBecause::DeclinedToInvolved => {
                    "The victim declined, but to somebody linked to the investigation.".to_owned()
                }
            },
        ),
    }
}

/// One attempt in a sentence or two: result, how, when, by whom, and what was told.
pub fn attempt_words(attempt: &Attempt, details: &AttemptDetails, by: Option<&str>, today: NaiveDate) -> String {
    let mut result = attempt.result.label().to_owned();
    if let Some(named) = attempt.result.named_day() {
        result.push_str(&format!(" on {}", short_day(named, today)));
    }
    let how = attempt.channel.label().to_lowercase();
    let at = details.at.map(|at| format!(" {}", at.format("%H:%M"))).unwrap_or_default();
    let mut words = format!("{result}, {how}, {}{at}.", short_day(attempt.on, today));
    if let Some(by) = by {
        words.push_str(&format!(" {by}."));
    }
    if attempt.by_involved_officer {
        words.push_str(" By somebody linked to the investigation: does not count.");
    }
    let purposes = details.purposes.iter().map(|purpose| purpose.done_label().to_owned());
    let needs = details.needs.iter().map(|need| format!("needs: {}", need.label().to_lowercase()));
    let flags = [
        (details.concern, "a concern for the officer in the case"),
        (details.new_risk, "a new risk"),
        (details.new_crime, "a new crime"),
    ];
    let flags = flags.iter().filter(|(raised, _)| *raised).map(|(_, words)| (*words).to_owned());
    let satisfaction = details.satisfaction.map(|said| format!("satisfaction: {}", said.label().to_lowercase()));
    let shared = details.shared_from.map(|_| "shared with another case of the same person".to_owned());
    let told: Vec<String> = purposes.chain(needs).chain(flags).chain(satisfaction).chain(shared).collect();
    if !told.is_empty() {
        words.push_str(&format!(" Told: {}.", told.join("; ")));
    }
    words
}

fn window_words(standing: &Standing, today: NaiveDate) -> String {
    match standing {
        Standing::Open { window, .. } if today <= window.latest_on => {
            format!("in window until {}", short_day(window.latest_on, today))
        }
        // The step's own words say that the window ended.
        Standing::Open { window, next } if today <= next.on && today <= window.late_until_on => {
            format!("late: it can still be made until {}", short_day(window.late_until_on, today))
        }
        Standing::Open { window, .. } if today <= window.late_until_on => {
            format!("late: the window ended {}", short_day(window.latest_on, today))
        }
        Standing::Open { window, .. } => format!("closed {}", short_day(window.late_until_on, today)),
        Standing::NotOwed(_) | Standing::Reached { .. } | Standing::Ended { .. } => String::new(),
    }
}

fn ending_words(reason: EndingReason) -> String {
    format!("{}.", reason.label())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_read_as_the_clock_on_the_wall() {
        let check = |at: &str, expected: &str| assert_eq!(instant(at.parse().unwrap()), expected, "{at}");
        check("2026-11-03T14:05:00Z", "3 Nov 2026 14:05");
        check("2026-07-14T23:30:00Z", "15 Jul 2026 00:30");
        check("2026-10-25T00:30:00Z", "25 Oct 2026 01:30 BST");
        check("2026-10-25T01:30:00Z", "25 Oct 2026 01:30 GMT");
    }

    #[test]
    fn days_read_as_a_person_says_them() {
        let calendar = WorkingDays::england_and_wales();
        let on = |text: &str| text.parse::<NaiveDate>().unwrap();
        let check = |day: &str, expected: &str| {
            assert_eq!(day_from_today(on(day), on("2026-11-26"), &calendar), expected);
        };
        check("2026-11-26", "Thu 26 Nov · today");
        check("2026-11-27", "Fri 27 Nov · tomorrow");
        check("2026-11-30", "Mon 30 Nov · in 2 working days");
        check("2026-11-20", "Fri 20 Nov · 4 working days ago");
        check("2027-01-04", "Mon 4 Jan 2027 · in 24 working days");
    }
}

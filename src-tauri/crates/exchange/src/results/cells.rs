//! Single cells of a results file, in the words that officers write.

use super::{ResultReason, column};
use crate::words::folded;
use caseload::{AttemptDetails, Channel, Need, Purpose, Satisfaction};
use chrono::{Datelike, NaiveDate, NaiveTime};
use std::collections::BTreeSet;

/// The code of a result. Digits are the keys on the sheet.
pub(super) fn result(text: &str) -> Option<&'static str> {
    Some(match folded(text).as_str() {
        "1" | "reached" | "spoke" | "spoken to" => "reached",
        "2" | "no answer" | "no reply" => "no_answer",
        "3" | "voicemail" | "voicemail left" | "left voicemail" => "voicemail",
        "4" | "wrong number" => "wrong_number",
        "5" | "declined" | "declined a contact" => "declined",
        "6" | "call back" | "callback" | "asked to be called back" => "call_back",
        "7" | "visit agreed" | "visit" => "visit_agreed",
        "8" | "not safe" | "unsafe" | "not safe to contact" => "unsafe",
        _ => return None,
    })
}

/// Empty is a telephone call, as on the page.
pub(super) fn channel(text: &str) -> Option<Channel> {
    Some(match folded(text).as_str() {
        "" | "telephone" | "phone" | "call" | "tel" => Channel::Telephone,
        "in person" | "visit" | "visited" | "in_person" => Channel::InPerson,
        _ => return None,
    })
}

/// 24/11/2026, as officers write it and spreadsheets keep it, or 2026-11-24.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    let text = text.trim().replace(['.', '-'], "/");
    let forms = ["%d/%m/%Y", "%Y/%m/%d", "%d/%m/%y"];
    let read =
        |form: &&str| NaiveDate::parse_from_str(&text, form).ok().filter(|day| (2000..2100).contains(&day.year()));
    forms.iter().find_map(read)
}

fn time(text: &str) -> Option<NaiveTime> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if !text.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.')) {
        return None;
    }
    match digits.len() {
        3 => NaiveTime::parse_from_str(&format!("0{digits}"), "%H%M").ok(),
        4 => NaiveTime::parse_from_str(&digits, "%H%M").ok(),
        // A spreadsheet that keeps seconds.
        6 => NaiveTime::parse_from_str(&digits, "%H%M%S").ok(),
        _ => None,
    }
}

/// What was told of the attempt besides its result.
pub(super) fn details<'r>(
    cell: &impl Fn(&[&'static str]) -> &'r str,
) -> Result<AttemptDetails, (ResultReason, &'static [&'static str])> {
    let at = match cell(column::AT) {
        "" => None,
        text => Some(time(text).ok_or((ResultReason::NotATime, column::AT))?),
    };
    let yes = |names: &'static [&'static str]| match folded(cell(names)).as_str() {
        "" | "no" | "n" => Ok(false),
        "yes" | "y" | "x" | "1" => Ok(true),
        _ => Err((ResultReason::NotYesOrNo, names)),
    };
    let satisfaction = match coded(cell(column::SATISFIED)).as_str() {
        "" => None,
        code => Some(Satisfaction::from_code(code).ok_or((ResultReason::UnknownSatisfaction, column::SATISFIED))?),
    };
    Ok(AttemptDetails {
        at,
        purposes: purposes(cell(column::PURPOSES)).ok_or((ResultReason::UnknownPurpose, column::PURPOSES))?,
        needs: several(cell(column::NEEDS), Need::from_code).ok_or((ResultReason::UnknownNeed, column::NEEDS))?,
        concern: yes(column::CONCERN)?,
        new_risk: yes(column::RISK)?,
        new_crime: yes(column::CRIME)?,
        satisfaction,
        shared_from: None,
    })
}

fn purposes(text: &str) -> Option<BTreeSet<Purpose>> {
    if folded(text) == "all" {
        return Some(Purpose::ALL.iter().copied().collect());
    }
    several(text, Purpose::from_code)
}

fn several<T: Ord>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<BTreeSet<T>> {
    text.split([';', ',', '|']).map(coded).filter(|code| !code.is_empty()).map(|code| read(&code)).collect()
}

/// Words as a code is written: "Case news" is `case_news`.
fn coded(text: &str) -> String {
    folded(text).replace([' ', '-'], "_")
}

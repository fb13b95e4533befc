//! Duty and leave in words.

use super::{OfficerReason, column};
use caseload::{Duty, ShiftHours};
use chrono::{Days, NaiveDate, Weekday};

/// The longest span one cell may name, in days.
const SPAN_MAX_DAYS: i64 = 731;

/// What is wrong with a cell: why, in which column, and the word.
type Wrong = (OfficerReason, &'static [&'static str], String);

/// The columns about duty together.
pub(super) fn read<'r>(cell: &impl Fn(&[&'static str]) -> &'r str) -> Result<Duty, Wrong> {
    let at = |names| move |(reason, word)| (reason, names, word);
    let mut duty = worked(cell(column::DUTY)).map_err(at(column::DUTY))?;
    hours(cell(column::HOURS), &mut duty).map_err(at(column::HOURS))?;
    duty.away = away(cell(column::AWAY)).map_err(at(column::AWAY))?;
    duty.until = last_day(cell(column::LEAVES)).map_err(at(column::LEAVES))?;
    Ok(duty)
}

/// Hours of all shifts, or of the days that stand before them, parts separated by `;`.
fn hours(text: &str, duty: &mut Duty) -> Result<(), (OfficerReason, String)> {
    for part in text.split([';', '|']).map(str::trim).filter(|part| !part.is_empty()) {
        let joined = part.replace('\u{2013}', "-").replace(" - ", "-").replace(" to ", "-");
        let (days, times) = joined.rsplit_once(' ').unwrap_or(("", &joined));
        let times = ShiftHours::from_text(times).ok_or_else(|| (OfficerReason::NotHours, part.to_owned()))?;
        if days.trim().is_empty() {
            duty.hours.extend((0..7).map(|weekday| (weekday, times)));
            continue;
        }
        let on = worked(days)?;
        duty.hours.extend(on.weekdays.into_iter().map(|weekday| (weekday, times)));
        duty.hours_on.extend(on.also_on.into_iter().map(|day| (day, times)));
    }
    Ok(())
}

/// The days worked; an empty text is never on duty.
pub(super) fn worked(text: &str) -> Result<Duty, (OfficerReason, String)> {
    let mut duty = Duty::default();
    for word in words(text) {
        if let Some(days) = weekdays(&word) {
            duty.weekdays.extend(days);
            continue;
        }
        let (first, last) = span(&word)?;
        duty.also_on.extend(first.iter_days().take_while(|&day| day <= last));
    }
    Ok(duty)
}

/// The spans away, in order.
pub(super) fn away(text: &str) -> Result<Vec<(NaiveDate, NaiveDate)>, (OfficerReason, String)> {
    let mut spans = words(text).iter().map(|word| span(word)).collect::<Result<Vec<_>, _>>()?;
    spans.sort_unstable();
    Ok(spans)
}

/// The last day with the team, where one is given.
fn last_day(text: &str) -> Result<Option<NaiveDate>, (OfficerReason, String)> {
    if text.is_empty() {
        return Ok(None);
    }
    match span(text)? {
        (first, last) if first == last => Ok(Some(last)),
        _ => Err((OfficerReason::NotADay, text.to_owned())),
    }
}

/// The words of a cell; "2026-11-02 to 2026-11-06" and "Mon - Fri" are one word each.
fn words(text: &str) -> Vec<String> {
    let joined = text.replace('\u{2013}', "-").to_ascii_lowercase();
    let joined = joined.replace(" to ", "/").replace(" - ", "-").replace(" / ", "/");
    joined
        .split(|c: char| c.is_whitespace() || c == ',' || c == ';')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// "mon", or "mon-fri"; a span may run over the week's end.
fn weekdays(word: &str) -> Option<Vec<u8>> {
    let day = |text: &str| -> Option<Weekday> { text.parse().ok() };
    if let Some(only) = day(word) {
        return Some(vec![number(only)]);
    }
    let (first, last) = word.split_once(['-', '/'])?;
    let (first, last) = (day(first)?, day(last)?);
    let mut days = vec![number(first)];
    let mut next = first;
    while next != last {
        next = next.succ();
        days.push(number(next));
    }
    Some(days)
}

fn number(day: Weekday) -> u8 {
    u8::try_from(day.num_days_from_monday()).unwrap_or(0)
}

fn span(word: &str) -> Result<(NaiveDate, NaiveDate), (OfficerReason, String)> {
    let (first, last) = word.split_once('/').unwrap_or((word, word));
    let day = |text: &str| {
        let is_iso = text.len() == 10;
        text.parse::<NaiveDate>().ok().filter(|_| is_iso).ok_or((OfficerReason::NotADay, word.to_owned()))
    };
    let (first, last) = (day(first)?, day(last)?);
    let fits =
        first <= last && first.checked_add_days(Days::new(SPAN_MAX_DAYS.unsigned_abs())).is_some_and(|end| last <= end);
    if fits { Ok((first, last)) } else { Err((OfficerReason::BadSpan, word.to_owned())) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn duty_is_read_as_people_write_it() {
        for (text, weekdays, extra) in [
            ("Mon-Fri", &[0, 1, 2, 3, 4][..], 0),
            ("mon - fri", &[0, 1, 2, 3, 4], 0),
            ("Mon–Wed", &[0, 1, 2], 0),
            ("Mon Tue Sat", &[0, 1, 5], 0),
            ("Monday, Wednesday", &[0, 2], 0),
            ("Mon to Wed", &[0, 1, 2], 0),
            ("Sat-Mon", &[0, 5, 6], 0),
            ("Mon; 2026-11-28", &[0], 1),
            ("2026-11-02/2026-11-06", &[], 5),
            ("2026-11-02 to 2026-11-06", &[], 5),
            ("", &[], 0),
        ] {
            let duty = worked(text).unwrap();
            assert_eq!(duty.weekdays.iter().copied().collect::<Vec<_>>(), weekdays, "{text}");
            assert_eq!(duty.also_on.len(), extra, "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for (text, reason) in [
            ("Mon-Funday", OfficerReason::NotADay),
            ("02/11/2026", OfficerReason::NotADay),
            ("2026-11-31", OfficerReason::NotADay),
            ("2026-11-06/2026-11-02", OfficerReason::BadSpan),
            ("2026-11-06/2126-11-02", OfficerReason::BadSpan),
        ] {
            assert_eq!(worked(text).map_err(|(reason, _)| reason), Err(reason), "{text}");
        }
        assert_eq!(
            away("2026-12-21/2026-12-27; 2026-11-02"),
            Ok(vec![(day("2026-11-02"), day("2026-11-02")), (day("2026-12-21"), day("2026-12-27"))])
        );
        assert!(away("Mon").is_err(), "leave is dates, not a day of every week");
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[-a-z0-9/ ;,]{0,40}") {
            let _ = (worked(&text), away(&text));
        }
    }
}

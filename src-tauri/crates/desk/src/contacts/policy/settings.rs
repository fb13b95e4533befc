//! What a force may choose: each setting with its words, how its value is written, and how it is read.
//!
//! The window's form and the command line both go through here, so that both take and refuse the same.

use super::values::{WEEKDAYS, contact_hours, joined, pair, parts, weekday};
use crate::words;
use caseload::policy::ContactHours;
use caseload::{CaseKind, ContactPolicy, EndingReason, RiskLevel};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A part of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Name,
    Windows,
    Attempts,
    Days,
    Owed,
    Points,
}

impl Group {
    pub(super) const ALL: [Self; 6] = [Self::Name, Self::Windows, Self::Attempts, Self::Days, Self::Owed, Self::Points];

    /// Code, title and lead.
    pub(super) const fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Name => {
                ("name", "Name", "What this version is called. Never a person's name: the record keeps it for ever.")
            }
            Self::Windows => (
                "windows",
                "Windows",
                "Working days after the day reported: not before the first, best by the target, in the window up to the last, late but worth making until the late window ends.",
            ),
            Self::Attempts => ("attempts", "Attempts", "How often a contact is tried before a supervisor decides."),
            Self::Days => ("days", "Days and hours", "When contacts are made, and how far ahead they are planned."),
            Self::Owed => ("owed", "Who is owed a contact", "Only these reasons end the promise of one."),
            Self::Points => (
                "points",
                "Points of service",
                "What the plan weighs once as many victims as possible have a place. More points are worse; 0 leaves it out.",
            ),
        }
    }
}

/// How a setting is put in.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Number,
    Text,
    /// A day as YYYY-MM-DD, or empty.
    Day,
    /// One of a list of codes with their words.
    Choice(fn() -> Vec<(String, String)>),
    /// Any of them, separated by commas.
    Several(fn() -> Vec<(String, String)>),
}

type Write = fn(&mut ContactPolicy, &str) -> Result<(), String>;

/// One thing a force may choose.
pub(super) struct Setting {
    pub(super) code: &'static str,
    pub(super) group: Group,
    pub(super) label: &'static str,
    pub(super) hint: &'static str,
    pub(super) kind: Kind,
    pub(super) read: fn(&ContactPolicy) -> String,
    pub(super) write: Write,
}

/// Longest window, in working days: a year.
const DAYS_MAX: u16 = 260;
const POINTS_MAX: u32 = 1_000;
const NAME_MAX: usize = 60;

macro_rules! number {
    ($group:ident, $code:literal, $label:literal, $hint:literal, $($field:ident).+, $least:expr, $most:expr) => {
        Setting {
            code: $code,
            group: Group::$group,
            label: $label,
            hint: $hint,
            kind: Kind::Number,
            read: |policy| policy.$($field).+.to_string(),
            write: |policy, text| {
                let number = text.parse().ok().filter(|number| ($least..=$most).contains(number));
                policy.$($field).+ = number.ok_or_else(|| format!("Give a whole number from {} to {}.", $least, $most))?;
                Ok(())
            },
        }
    };
}

macro_rules! window {
    ($code:literal, $label:literal, $($field:ident).+) => {
        number!(Windows, $code, $label, "", $($field).+, 0, DAYS_MAX)
    };
}

macro_rules! points {
    ($code:literal, $label:literal, $field:ident) => {
        number!(Points, $code, $label, "", $field, 0, POINTS_MAX)
    };
}

/// Every setting, in the order of the page.
pub(super) const SETTINGS: &[Setting] = &[
    Setting {
        code: "name",
        group: Group::Name,
        label: "Name of this policy",
        hint: "",
        kind: Kind::Text,
        read: |policy| policy.name.clone(),
        write: |policy, text| {
            if text.is_empty() || text.chars().count() > NAME_MAX {
                return Err(format!("Give the policy a name of up to {NAME_MAX} letters."));
            }
            text.clone_into(&mut policy.name);
            Ok(())
        },
    },
    window!("high_earliest", "High risk: not before", high.earliest),
    window!("high_target", "High risk: target", high.target),
    window!("high_latest", "High risk: last day of the window", high.latest),
    window!("high_late", "High risk: late until", high.late_until),
    window!("medium_earliest", "Medium risk: not before", medium.earliest),
    window!("medium_target", "Medium risk: target", medium.target),
    window!("medium_latest", "Medium risk: last day of the window", medium.latest),
    window!("medium_late", "Medium risk: late until", medium.late_until),
    window!("standard_earliest", "Standard risk: not before", standard.earliest),
    window!("standard_target", "Standard risk: target", standard.target),
    window!("standard_latest", "Standard risk: last day of the window", standard.latest),
    window!("standard_late", "Standard risk: late until", standard.late_until),
    Setting {
        code: "risk_unknown",
        group: Group::Windows,
        label: "Where no risk was recorded, treat as",
        hint: "",
        kind: Kind::Choice(|| RiskLevel::ALL.iter().map(|risk| pair(risk.code(), risk.label())).collect()),
        read: |policy| policy.risk_where_none_recorded.code().to_owned(),
        write: |policy, text| {
            policy.risk_where_none_recorded =
                RiskLevel::from_code(text).ok_or("Choose standard, medium or high.".to_owned())?;
            Ok(())
        },
    },
    number!(Attempts, "rest", "Working days of rest between two attempts", "", rest_days, 0, 20),
    number!(Attempts, "attempts", "Attempts before a supervisor decides", "", attempts_max, 1, 20),
    Setting {
        code: "days",
        group: Group::Days,
        label: "Days on which contacts are made",
        hint: "",
        kind: Kind::Several(|| (0..).zip(WEEKDAYS).map(|(day, name)| pair(&u8::to_string(&day), name)).collect()),
        read: |policy| joined(policy.contact_weekdays.iter().map(u8::to_string)),
        write: |policy, text| {
            let days: Option<BTreeSet<u8>> = parts(text).map(weekday).collect();
            policy.contact_weekdays = days
                .filter(|days| !days.is_empty())
                .ok_or("Choose at least one day of the week: without one no contact can be planned.".to_owned())?;
            Ok(())
        },
    },
    Setting {
        code: "bank_holidays",
        group: Group::Days,
        label: "On bank holidays",
        hint: "",
        kind: Kind::Choice(|| vec![pair("no", "No contacts"), pair("yes", "Contacts as on other days")]),
        read: |policy| if policy.contact_on_bank_holidays { "yes" } else { "no" }.to_owned(),
        write: |policy, text| {
            policy.contact_on_bank_holidays = match text {
                "yes" => true,
                "no" => false,
                _ => return Err("Choose yes or no.".to_owned()),
            };
            Ok(())
        },
    },
    Setting {
        code: "hours",
        group: Group::Days,
        label: "Hours in which contacts are made",
        hint: "As 09:00-20:00; left empty, the hours are those of the shifts.",
        kind: Kind::Text,
        read: |policy| {
            let text = |hours: ContactHours| format!("{}-{}", hours.from.format("%H:%M"), hours.to.format("%H:%M"));
            policy.contact_hours.map(text).unwrap_or_default()
        },
        write: |policy, text| {
            policy.contact_hours = if text.is_empty() { None } else { Some(contact_hours(text)?) };
            Ok(())
        },
    },
    number!(Days, "horizon", "Days the plan looks ahead, counting today", "", horizon_days, 1, 42),
    Setting {
        code: "owed",
        group: Group::Owed,
        label: "Victims of",
        hint: "Every victim of a crime is owed a contact; incidents and cancelled crimes are for the force to decide.",
        kind: Kind::Several(|| CaseKind::ALL.iter().map(|kind| pair(kind.code(), kind.label())).collect()),
        read: |policy| joined(policy.owed_kinds.iter().map(|kind| kind.code().to_owned())),
        write: |policy, text| {
            let kinds: Option<BTreeSet<CaseKind>> = parts(text).map(CaseKind::from_code).collect();
            policy.owed_kinds = kinds
                .filter(|kinds| kinds.contains(&CaseKind::Crime))
                .ok_or("Crime must be among them: every victim of a crime is owed a contact.".to_owned())?;
            Ok(())
        },
    },
    Setting {
        code: "service_began",
        group: Group::Owed,
        label: "Owed since",
        hint: "The first day reported for which a contact is owed; left empty, every case counts.",
        kind: Kind::Day,
        read: |policy| policy.service_began_on.map(|day| day.to_string()).unwrap_or_default(),
        write: |policy, text| {
            policy.service_began_on = match text {
                "" => None,
                text => Some(
                    text.parse::<NaiveDate>()
                        .map_err(|_| "This is not a day. Write it as 2026-04-01, or leave it empty.".to_owned())?,
                ),
            };
            Ok(())
        },
    },
    Setting {
        code: "reasons",
        group: Group::Owed,
        label: "Reasons for which the promise may be ended",
        hint: "",
        kind: Kind::Several(|| EndingReason::by_hand().map(|reason| pair(reason.code(), reason.label())).collect()),
        read: |policy| joined(policy.ending_reasons.iter().map(|reason| reason.code().to_owned())),
        write: |policy, text| {
            let reasons: Option<BTreeSet<EndingReason>> = parts(text).map(EndingReason::by_hand_from_code).collect();
            policy.ending_reasons = reasons
                .filter(|reasons| reasons.contains(&EndingReason::VictimDeclined))
                .ok_or("The victim's own wish must be among the reasons; the others are those listed.".to_owned())?;
            Ok(())
        },
    },
    points!("points_late_high", "Each working day past the target, high risk", points_late_high),
    points!("points_late_medium", "Each working day past the target, medium risk", points_late_medium),
    points!("points_late_standard", "Each working day past the target, standard risk", points_late_standard),
    points!("points_early", "Each working day before the target, medium and standard risk", points_early),
    points!("points_closing", "Leaving out a victim whose window closes within the plan", points_left_as_window_closes),
    points!("points_ward", "An officer who does not serve the ward by name", points_other_ward),
    points!("points_language", "An officer who does not speak the language preferred", points_other_language),
    points!("points_gender", "An officer not of the gender preferred", points_other_gender),
    points!("points_new", "An officer new to a victim whom another one has met", points_new_officer),
];

/// A value in words, for a list of changes.
pub(super) fn in_words(setting: &Setting, value: &str) -> String {
    match setting.kind {
        Kind::Number => value.to_owned(),
        Kind::Text | Kind::Day if value.is_empty() => "not set".to_owned(),
        Kind::Text => value.to_owned(),
        Kind::Day => value.parse().map_or_else(|_| value.to_owned(), words::day),
        Kind::Choice(options) | Kind::Several(options) => {
            let options = options();
            let label = |code: &str| options.iter().find(|(known, _)| known == code).map(|(_, label)| label.clone());
            let labels: Vec<String> = parts(value).filter_map(label).collect();
            if labels.len() == options.len() && labels.len() > 2 { "all".to_owned() } else { labels.join(", ") }
        }
    }
}

/// The first window of a policy whose days are out of order: the setting to mend, and what to do.
pub(super) fn out_of_order(policy: &ContactPolicy) -> Option<(&'static str, String)> {
    let risks = [("high", policy.high), ("medium", policy.medium), ("standard", policy.standard)];
    risks.into_iter().find_map(|(risk, days)| {
        let steps = [
            (days.earliest > days.target, "target", "the target lies before the first day"),
            (days.target > days.latest, "latest", "the window ends before its target"),
            (days.latest > days.late_until, "late", "the late window ends before the window"),
        ];
        let (_, step, words) = steps.into_iter().find(|(wrong, ..)| *wrong)?;
        let setting = SETTINGS.iter().find(|setting| setting.code == format!("{risk}_{step}"))?;
        Some((setting.code, format!("For {risk} risk {words}. Give it as many working days or more.")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_reads_back_what_it_writes() {
        for preset in caseload::policy::presets() {
            let mut copy = ContactPolicy { name: String::new(), horizon_days: 1, ..ContactPolicy::preset() };
            for setting in SETTINGS {
                (setting.write)(&mut copy, &(setting.read)(&preset.policy)).unwrap();
            }
            assert_eq!(copy, preset.policy, "{}: no setting is missing", preset.code);
        }
    }

    #[test]
    fn what_no_force_can_mean_is_refused_with_what_to_do() {
        let mut policy = ContactPolicy::preset();
        for (code, wrong) in [
            ("name", ""),
            ("high_target", "-1"),
            ("high_target", "ten"),
            ("attempts", "0"),
            ("days", ""),
            ("days", "Mon,Someday"),
            ("hours", "20:00-09:00"),
            ("hours", "all day"),
            ("owed", "non_crime"),
            ("service_began", "1/4/2026"),
            ("reasons", "died"),
            ("risk_unknown", "severe"),
            ("points_ward", "1001"),
            ("horizon", "0"),
        ] {
            let setting = SETTINGS.iter().find(|setting| setting.code == code).unwrap();
            assert!((setting.write)(&mut policy, wrong).is_err(), "{code}={wrong}");
        }
        assert_eq!(policy, ContactPolicy::preset(), "a refused value changes nothing");
        policy.medium.latest = 2;
        assert_eq!(out_of_order(&policy).unwrap().0, "medium_latest");
    }
}

//! The policy for contacts and the bank holidays, from the command line.

use crate::args::{Args, Policy};
use crate::commands::done;
use desk::wire::{
    HolidayRequest, HolidayState, HolidaysFileRequest, HolidaysView, PolicyChangeView, PolicyEffectView, PolicyRequest,
    PolicyValue, PolicyView,
};
use desk::{DeskError, Now, Session};

pub fn policy(args: &Args, session: &mut Session, what: &Policy, now: Now) -> Result<u8, DeskError> {
    match what {
        Policy::Show => {
            let view = session.policy_view(now)?;
            done(args, &view, &shown(&view))
        }
        Policy::Presets => {
            let view = session.policy_view(now)?;
            let presets: Vec<String> =
                view.presets.iter().map(|preset| format!("{:<16} {}", preset.code, preset.words)).collect();
            done(args, &view.presets, &presets.join("\n"))
        }
        Policy::History => {
            let view = session.policy_view(now)?;
            let line = |version: &desk::wire::PolicyVersionView| {
                format!("\"{}\", {}\n{}", version.name, version.words, changes(&version.changes))
            };
            let lines: Vec<String> = view.history.iter().map(line).collect();
            let words = if lines.is_empty() { view.in_force_words } else { lines.join("\n") };
            done(args, &view.history, &words)
        }
        Policy::Set { settings, preset, apply } => {
            let request = PolicyRequest { preset: preset.clone(), values: values(settings)? };
            if *apply {
                let view = session.set_policy(&request, now)?;
                return done(args, &view, &view.words);
            }
            let view = session.policy_effect(&request, now)?;
            done(args, &view, &effect(&view))
        }
        Policy::Undo => {
            let view = session.undo_latest_policy(now)?;
            done(args, &view, &view.words)
        }
        Policy::Holidays => {
            let view = session.holidays(now)?;
            done(args, &view, &holidays(&view))
        }
        Policy::HolidaysFile { file, apply: true } => {
            let view = session.set_holidays_file(&HolidaysFileRequest { file: file.clone(), seen: None }, now)?;
            done(args, &view, &view.words)
        }
        Policy::HolidaysFile { file, apply: false } => {
            let view = session.holidays_file(file, now)?;
            done(args, &view, &format!("{}\n{}", view.words, effect(&view.effect)))
        }
        Policy::Holiday { day, name, worked, apply } => {
            let request = HolidayRequest { on: day.clone(), off: !worked, name: name.clone() };
            if *apply {
                let view = session.set_holiday(&request, now)?;
                return done(args, &view, &view.words);
            }
            let view = session.holiday_effect(&request, now)?;
            done(args, &view, &effect(&view))
        }
    }
}

fn values(settings: &[String]) -> Result<Vec<PolicyValue>, DeskError> {
    let value = |text: &String| {
        let (code, value) = text.split_once('=').ok_or_else(|| DeskError::BadInput {
            field: "policy",
            message: format!("\"{text}\" is no setting. Write it as CODE=VALUE, as high_target=3."),
        })?;
        Ok(PolicyValue { code: code.trim().to_owned(), value: value.trim().to_owned() })
    };
    settings.iter().map(value).collect()
}

fn shown(view: &PolicyView) -> String {
    let mut lines = vec![format!("{}. {}", view.name, view.in_force_words)];
    for group in &view.groups {
        lines.push(format!("\n{}. {}", group.title, group.lead));
        for setting in &group.settings {
            lines.push(format!("  {:<44} {}={}", setting.label, setting.code, setting.value));
        }
    }
    lines.join("\n")
}

fn changes(changes: &[PolicyChangeView]) -> String {
    let line = |change: &PolicyChangeView| format!("  {}: {} instead of {}", change.label, change.after, change.before);
    changes.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn effect(view: &PolicyEffectView) -> String {
    let mut lines = vec![changes(&view.changes)];
    lines.extend(view.words.iter().cloned());
    lines.push(format!("  {:<28} {:>7} {:>7}", "", "now", "then"));
    let moved = view.states.iter().filter(|state| state.before > 0 || state.after > 0);
    lines.extend(moved.map(|state| format!("  {:<28} {:>7} {:>7}", state.label, state.before, state.after)));
    lines.extend(view.lines.iter().map(|line| format!("  {line}")));
    lines.push("Nothing was changed. Add --apply to make it so.".to_owned());
    lines.join("\n")
}

fn holidays(view: &HolidaysView) -> String {
    let day = |day: &desk::wire::HolidayView| {
        let state = match day.state {
            HolidayState::Usual => "",
            HolidayState::Added => "  added here",
            HolidayState::Worked => "  worked here",
        };
        format!("  {:<26} {}{state}", day.words, day.name)
    };
    let days: Vec<String> = view.days.iter().map(day).collect();
    format!("{}\n{}", days.join("\n"), view.source)
}

//! The officers' list, from the command line.

use crate::args::{Args, Officers};
use crate::commands::done;
use crate::show;
use desk::wire::{OfficerAwayRequest, OfficerForm, UnmatchedView};
use desk::{DeskError, Now, Session};
use serde_json::Value;

pub fn officers(args: &Args, session: &mut Session, what: &Officers, now: Now) -> Result<u8, DeskError> {
    let view = match what {
        Officers::Import { file } => session.import_officers(file, now)?,
        Officers::Export { out } => {
            let view = session.export_officers(out, now)?;
            return done(args, &view, &view.words);
        }
        Officers::Away { collar, from, to } => {
            let to = to.as_ref().unwrap_or(from).clone();
            let request = OfficerAwayRequest { officer: collar.clone(), from: from.clone(), to };
            session.officer_away(&request, now)?
        }
        Officers::Show { collar } => {
            let form = session.officer_form(collar)?;
            return done(args, &form, &fields_of(&form));
        }
        Officers::Set { collar, fields } => {
            let form = match session.officer_form(collar) {
                Ok(form) => form,
                Err(DeskError::BadInput { field: "officer", .. }) => {
                    OfficerForm { collar: collar.clone(), ..OfficerForm::default() }
                }
                Err(error) => return Err(error),
            };
            session.set_officer(&with(form, fields)?, now)?
        }
        Officers::Remove { collar } => session.remove_officer(collar, now)?,
        Officers::Undo => session.undo_latest_officers(now)?,
        Officers::Unmatched => {
            let found = session.unmatched_officers()?;
            return done(args, &found, &unmatched(&found));
        }
        Officers::List | Officers::Template => {
            let view = session.officers()?;
            return done(args, &view, &show::officers(&view));
        }
    };
    done(args, &view, &view.words)
}

/// The form with these fields in the place of its own.
fn with(form: OfficerForm, fields: &[String]) -> Result<OfficerForm, DeskError> {
    let bad = |message: String| DeskError::BadInput { field: "officer", message };
    let mut values = serde_json::to_value(&form).map_err(|error| bad(error.to_string()))?;
    for field in fields {
        let (name, value) =
            field.split_once('=').ok_or_else(|| bad(format!("\"{field}\" is no field. Write it as FIELD=VALUE.")))?;
        match values.get_mut(name).filter(|_| name != "officer") {
            Some(known) => *known = Value::String(value.to_owned()),
            None => return Err(bad(format!("There is no field {name}. `officers show` lists them."))),
        }
    }
    serde_json::from_value(values).map_err(|error| bad(error.to_string()))
}

fn fields_of(form: &OfficerForm) -> String {
    let Ok(Value::Object(fields)) = serde_json::to_value(form) else { return String::new() };
    let shown = fields.iter().filter(|(name, _)| *name != "officer");
    let line = |(name, value): (&String, &Value)| format!("{name}={}", value.as_str().unwrap_or_default());
    shown.map(line).collect::<Vec<_>>().join("\n")
}

fn unmatched(found: &[UnmatchedView]) -> String {
    if found.is_empty() {
        return "Every open case names an officer of the list, by number.".to_owned();
    }
    let line = |one: &UnmatchedView| {
        format!("  {:<10} {}\n             {}", one.count_words, one.words, one.references.join(", "))
    };
    found.iter().map(line).collect::<Vec<_>>().join("\n")
}

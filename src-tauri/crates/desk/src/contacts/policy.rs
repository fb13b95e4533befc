//! The policy for contacts: shown, tried on today's caseload, set, and put back.

mod effect;
mod holidays;
mod holidays_file;
mod settings;
mod values;

use crate::access::Task;
use crate::error::DeskError;
use crate::session::Session;
use crate::undo::undo_view;
use crate::wire::{
    ChoiceView, DoneView, PolicyChangeView, PolicyEffectView, PolicyGroupView, PolicyPresetView, PolicyRequest,
    PolicySettingKind, PolicySettingView, PolicyValue, PolicyVersionView, PolicyView,
};
use crate::words;
use casebook::{Event, Now, PolicyRecord};
use caseload::ContactPolicy;
use caseload::policy::presets;
use settings::{Group, Kind, SETTINGS, Setting, in_words, out_of_order};

impl Session {
    /// The policy in force, the presets, and the policies before.
    ///
    /// # Errors
    /// Not allowed, the disk.
    pub fn policy_view(&mut self, now: Now) -> Result<PolicyView, DeskError> {
        self.allow(Task::SeeCases)?;
        self.calendar = self.book.journal()?.calendar(now.today);
        let journal = self.book.journal()?;
        let policy = journal.policy(now.today);
        let records = journal.policies.clone();
        let in_force_words = match records.last() {
            Some(record) => format!("In force since {}.", self.set_words(record)),
            None => "The policy a desk starts with. Nobody has set another yet.".to_owned(),
        };
        let group = |group: Group| {
            let (code, title, lead) = group.words();
            let of_group = SETTINGS.iter().filter(|setting| setting.group == group);
            PolicyGroupView {
                code: code.to_owned(),
                title: title.to_owned(),
                lead: lead.to_owned(),
                settings: of_group.map(|setting| setting_view(setting, &policy)).collect(),
            }
        };
        let preset = |preset: &caseload::policy::Preset| PolicyPresetView {
            code: preset.code.to_owned(),
            name: preset.policy.name.clone(),
            words: preset.words.to_owned(),
            values: values(&preset.policy),
        };
        Ok(PolicyView {
            name: policy.name.clone(),
            in_force_words,
            groups: Group::ALL.map(group).into(),
            presets: presets().iter().map(preset).collect(),
            history: self.policy_history(&records),
        })
    }

    /// What a change of the policy would do to today's caseload. Changes nothing.
    ///
    /// # Errors
    /// Not allowed, a value that cannot be (its setting named), the disk.
    pub fn policy_effect(&mut self, request: &PolicyRequest, now: Now) -> Result<PolicyEffectView, DeskError> {
        self.allow(Task::SetPolicy)?;
        let before = self.book.journal()?.policy(now.today);
        let after = read(request, &before)?;
        let calendar = self.book.journal()?.calendar(now.today);
        self.effect((&after, calendar), changes(&before, &after), now)
    }

    /// Sets the policy, in force from today on.
    ///
    /// # Errors
    /// Not allowed, a value that cannot be (its setting named), the policy that is in force already, the disk.
    pub fn set_policy(&mut self, request: &PolicyRequest, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::SetPolicy)?;
        let before = self.book.journal()?.policy(now.today);
        let policy = read(request, &before)?;
        let changed = changes(&before, &policy).len() as u64;
        if changed == 0 {
            return Err(DeskError::bad("policy", "This is the policy in force already. Nothing was changed."));
        }
        let name = policy.name.clone();
        let ((), appended) = self.write(now, |writer| {
            writer.append(Event::PolicySet { policy })?;
            Ok(())
        })?;
        self.proposal.clear();
        let words = format!(
            "\"{name}\" is in force from today, with {} changed. Next: look at the plan.",
            words::counted(changed, "setting")
        );
        Ok(DoneView { words, undo: Some(undo_view("Change the policy".to_owned(), appended)) })
    }

    /// Puts the policy back that was in force before this entry.
    pub(crate) fn undo_policy(&mut self, entry: u64, now: Now) -> Result<DoneView, DeskError> {
        self.allow(Task::SetPolicy)?;
        let records = &self.book.journal()?.policies;
        let Some((last, earlier)) = records.split_last() else {
            return Err(DeskError::NotFound("There is nothing to undo.".to_owned()));
        };
        if last.entry != entry {
            return Err(DeskError::bad("entry", "The policy was changed again since. Change it to what it should be."));
        }
        let before = earlier.last().map_or_else(ContactPolicy::preset, |record| record.policy.clone());
        if before == last.policy {
            return Err(DeskError::NotFound(
                "This is the policy the desk began with: there is none to put back.".to_owned(),
            ));
        }
        let name = before.name.clone();
        let ((), appended) = self.write(now, |writer| {
            writer.append(Event::PolicySet { policy: before })?;
            Ok(())
        })?;
        self.proposal.clear();
        let words = format!("Undone. \"{name}\" is in force again.");
        Ok(DoneView { words, undo: Some(undo_view("Undo the change of policy".to_owned(), appended)) })
    }

    /// Puts the policy back that was in force before the latest one was set.
    ///
    /// # Errors
    /// Not allowed, no policy to put back, the disk.
    pub fn undo_latest_policy(&mut self, now: Now) -> Result<DoneView, DeskError> {
        let latest = self.book.journal()?.policies.last().map(|record| record.entry);
        let nothing = "Nobody has set a policy yet, so there is none to put back.";
        let entry = latest.ok_or_else(|| DeskError::NotFound(nothing.to_owned()))?;
        self.undo_policy(entry, now)
    }

    fn policy_history(&self, records: &[PolicyRecord]) -> Vec<PolicyVersionView> {
        let preset = ContactPolicy::preset();
        let before = std::iter::once(&preset).chain(records.iter().map(|record| &record.policy));
        let version = |(before, record): (&ContactPolicy, &PolicyRecord)| PolicyVersionView {
            entry: record.entry,
            name: record.policy.name.clone(),
            words: self.set_words(record),
            changes: changes(before, &record.policy),
        };
        let mut versions: Vec<PolicyVersionView> = before.zip(records).map(version).collect();
        versions.reverse();
        versions
    }

    /// The day a policy was set, and who set it.
    fn set_words(&self, record: &PolicyRecord) -> String {
        let people = self.key_file.people();
        let by = people.iter().find(|slot| slot.staff == record.by).map(|slot| format!(", set by {}", slot.name));
        format!("{}{}", words::day(record.known_on), by.unwrap_or_default())
    }
}

/// A policy's settings as text.
fn values(policy: &ContactPolicy) -> Vec<PolicyValue> {
    let value = |setting: &Setting| PolicyValue { code: setting.code.to_owned(), value: (setting.read)(policy) };
    SETTINGS.iter().map(value).collect()
}

/// What is changed from one policy to another, in words.
fn changes(before: &ContactPolicy, after: &ContactPolicy) -> Vec<PolicyChangeView> {
    let change = |setting: &Setting| {
        let (before, after) = ((setting.read)(before), (setting.read)(after));
        let words = |value: &str| in_words(setting, value);
        (before != after).then(|| PolicyChangeView {
            label: setting.label.to_owned(),
            before: words(&before),
            after: words(&after),
        })
    };
    SETTINGS.iter().filter_map(change).collect()
}

/// The policy a request means: a preset or the one in force, with these settings.
fn read(request: &PolicyRequest, in_force: &ContactPolicy) -> Result<ContactPolicy, DeskError> {
    let mut policy = match &request.preset {
        None => in_force.clone(),
        Some(code) => {
            let presets = presets();
            let preset = presets.iter().find(|preset| preset.code == code).ok_or_else(|| {
                let codes: Vec<&str> = presets.iter().map(|preset| preset.code).collect();
                DeskError::bad("preset", format!("The preset is one of {}.", codes.join(", ")))
            })?;
            preset.policy.clone()
        }
    };
    for PolicyValue { code, value } in &request.values {
        let setting = SETTINGS.iter().find(|setting| setting.code == code).ok_or_else(|| {
            let codes: Vec<&str> = SETTINGS.iter().map(|setting| setting.code).collect();
            DeskError::bad("policy", format!("There is no setting {code}. The settings are {}.", codes.join(", ")))
        })?;
        (setting.write)(&mut policy, value.trim())
            .map_err(|message| DeskError::bad(setting.code, format!("{}: {message}", setting.label)))?;
    }
    match out_of_order(&policy) {
        Some((code, message)) => Err(DeskError::bad(code, message)),
        None => Ok(policy),
    }
}

fn setting_view(setting: &Setting, policy: &ContactPolicy) -> PolicySettingView {
    let choice = |(code, label)| ChoiceView { code, label };
    let (kind, options) = match setting.kind {
        Kind::Number => (PolicySettingKind::Number, Vec::new()),
        Kind::Text => (PolicySettingKind::Text, Vec::new()),
        Kind::Day => (PolicySettingKind::Day, Vec::new()),
        Kind::Choice(options) => (PolicySettingKind::Choice, options()),
        Kind::Several(options) => (PolicySettingKind::Several, options()),
    };
    PolicySettingView {
        code: setting.code.to_owned(),
        label: setting.label.to_owned(),
        hint: setting.hint.to_owned(),
        kind,
        value: (setting.read)(policy),
        options: options.into_iter().map(choice).collect(),
    }
}

#[cfg(test)]
mod tests;

//! The flags of one row, gathered from every column that marks.

use super::cell::Draft;
use crate::mapping::{FlagsRule, Meaning};
use crate::words::fold_into;
use caseload::{Claim, ContactWish, Field, FormatNeed, Referral, SafetyRule, Strand, SubStrand};
use std::collections::BTreeSet;

/// The flags of one row, from all its columns of flags.
#[derive(Default)]
pub(super) struct Flags {
    /// Fields of which at least one cell said something, set or not.
    pub(super) said: BTreeSet<Field>,
    strands: BTreeSet<Strand>,
    sub_strands: BTreeSet<SubStrand>,
    safety: BTreeSet<SafetyRule>,
    formats: BTreeSet<FormatNeed>,
    wishes: BTreeSet<ContactWish>,
    referrals: BTreeSet<Referral>,
    set: BTreeSet<Field>,
}

impl Flags {
    /// Reads one cell; gives the word back that nobody mapped.
    pub(super) fn read<'t>(&mut self, text: &'t str, rule: &FlagsRule, scratch: &mut String) -> Result<(), &'t str> {
        if text.is_empty() || rule.nothing.holds_text(text, scratch) {
            return Ok(());
        }
        self.said.extend(&rule.fields);
        // The whole cell first: a flag's own name may hold a delimiter.
        if self.mark(text, rule, scratch) {
            return Ok(());
        }
        let parts = text.split(|c| rule.delimiters.contains(&c)).map(str::trim).filter(|part| !part.is_empty());
        for part in parts {
            if !self.mark(part, rule, scratch) {
                return Err(part);
            }
        }
        Ok(())
    }

    fn mark(&mut self, word: &str, rule: &FlagsRule, scratch: &mut String) -> bool {
        fold_into(word, scratch);
        if rule.not.holds(scratch) {
            return true;
        }
        let delimited = word.contains(|c| rule.delimiters.contains(&c));
        let other = if delimited { None } else { rule.marks.as_ref() };
        let Some(meanings) = rule.words.get(scratch).or(other) else { return false };
        for meaning in meanings {
            match meaning {
                Meaning::Strand(strand) => self.strands.extend([strand.clone()]),
                Meaning::SubStrand(sub) => self.sub_strands.extend([sub.clone()]),
                Meaning::Safety(safety) => self.safety.extend([*safety]),
                Meaning::Format(need) => self.formats.extend([*need]),
                Meaning::Wish(wish) => self.wishes.extend([*wish]),
                Meaning::Referral(referral) => self.referrals.extend([referral.clone()]),
                Meaning::Online | Meaning::Aggravated | Meaning::SaysRepeat => self.set.extend(meaning.field()),
                Meaning::Nothing => {}
            }
        }
        true
    }

    pub(super) fn say(self, draft: &mut Draft) {
        let facts = &mut draft.facts;
        let yes = |field: Field| self.said.contains(&field).then(|| Claim::Is(self.set.contains(&field)));
        facts.online = yes(Field::Online).or(facts.online.take());
        facts.aggravated = yes(Field::Aggravated).or(facts.aggravated.take());
        facts.says_repeat = yes(Field::SaysRepeat).or(facts.says_repeat.take());
        set(&mut facts.strands, &self.said, Field::Strands, self.strands);
        set(&mut facts.sub_strands, &self.said, Field::SubStrands, self.sub_strands);
        set(&mut facts.safety, &self.said, Field::Safety, self.safety);
        set(&mut facts.formats, &self.said, Field::Formats, self.formats);
        set(&mut facts.wishes, &self.said, Field::Wishes, self.wishes);
        set(&mut facts.referrals, &self.said, Field::Referrals, self.referrals);
    }
}

/// Says what the flags add up to, where a cell said anything of the field.
fn set<T>(fact: &mut Option<Claim<BTreeSet<T>>>, said: &BTreeSet<Field>, field: Field, flags: BTreeSet<T>) {
    if said.contains(&field) {
        *fact = Some(Claim::Is(flags));
    }
}

//! The personal fields of a case. Their text lives in the people file only.

use crate::sensitive::Sensitive;

macro_rules! personal_fields {
    ($($(#[$doc:meta])* $name:ident, $variant:ident = $bit:literal, $label:literal;)+) => {
        /// A personal field. Its text lives in the people file only. Its number is part of the stored form.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum PersonalField { $($(#[$doc])* $variant),+ }

        impl PersonalField {
            /// Every field, in the order a page shows them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => stringify!($name)),+ }
            }

            /// The words shown on screen and paper.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }

            /// The field's bit in a carried mask, apart from those of [`super::Field`].
            pub const fn bit(self) -> u64 {
                match self { $(Self::$variant => 1 << $bit),+ }
            }

            /// The field with this stable name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|field| field.name() == name)
            }
        }

        /// Personal facts of a case: what one row of an extract, or one correction, says. `None` says nothing.
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        pub struct PersonalFacts { $($(#[$doc])* pub $name: Option<Sensitive<String>>),+ }

        impl PersonalFacts {
            /// Whether nothing at all is said.
            pub const fn is_empty(&self) -> bool {
                true $(&& self.$name.is_none())+
            }

            /// The fields about which something is said.
            pub fn fields(&self) -> Vec<PersonalField> {
                let mut said = Vec::new();
                $(if self.$name.is_some() { said.push(PersonalField::$variant); })+
                said
            }

            /// The text of one field.
            pub const fn get(&self, field: PersonalField) -> Option<&Sensitive<String>> {
                match field { $(PersonalField::$variant => self.$name.as_ref()),+ }
            }

            /// Sets the text of one field.
            pub fn set(&mut self, field: PersonalField, text: Sensitive<String>) {
                match field { $(PersonalField::$variant => self.$name = Some(text)),+ }
            }

            /// Keeps only what differs from `standing`.
            #[must_use]
            pub fn changed_from(&self, standing: &Self) -> Self {
                Self { $($name: if self.$name == standing.$name { None } else { self.$name.clone() }),+ }
            }

            /// Says also what `later` says, which wins. An empty text clears.
            pub fn overlay(&mut self, later: &Self) {
                $(if later.$name.is_some() { self.$name.clone_from(&later.$name); })+
            }
        }
    };
}

personal_fields! {
    /// The victim's name, or the organisation's.
    victim_name, VictimName = 40, "Victim";
    /// Date of birth as YYYY-MM-DD.
    date_of_birth, DateOfBirth = 41, "Date of birth";
    /// Telephone numbers.
    telephone, Telephone = 42, "Telephone";
    /// E-mail address.
    email, Email = 43, "E-mail";
    /// Postal address.
    address, Address = 44, "Address";
    /// Who may be spoken to instead, and what they are to the victim.
    contact_person, ContactPerson = 45, "Who may be spoken to";
    /// Name of the officer in the case.
    oic_name, OicName = 46, "Officer in the case";
    /// Where it happened, in words.
    place, Place = 47, "Place";
    /// Others on the investigation, by name, where no collar number is known.
    linked_names, LinkedNames = 51, "Others on the investigation, by name";
    /// Why the risk is what it is.
    risk_rationale, RiskRationale = 49, "Why this risk";
    /// Who assessed the risk.
    risk_assessor, RiskAssessor = 50, "Risk assessed by";
    /// Free text.
    note, Note = 48, "Note";
    /// Who carries out an action against risk. Belongs to the action, not to the case.
    action_owner, ActionOwner = 52, "Owner of the action";
}

impl PersonalField {
    /// The fields of a case, in the order a page shows them. The others belong to a single entry of it.
    pub fn of_case() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|field| !matches!(field, Self::ActionOwner))
    }
}

#[cfg(test)]
mod tests {
    use super::PersonalField;
    use crate::facts::Field;

    #[test]
    fn no_two_fields_share_a_bit_or_a_name() {
        let bits = || Field::ALL.iter().map(|field| field.bit()).chain(PersonalField::ALL.iter().map(|one| one.bit()));
        assert_eq!(bits().fold(0, |mask, bit| mask | bit).count_ones() as usize, bits().count());
        assert!(Field::ALL.iter().all(|field| PersonalField::from_name(field.name()).is_none()));
    }
}

//! What is known of a case, field by field, and who said it.

mod case;
mod personal;

pub use case::{CaseFacts, CaseRecord, Field};
pub use personal::{PersonalFacts, PersonalField};

/// What one source says of a field: a value, or that there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim<T> {
    /// The field has this value.
    Is(T),
    /// The field is empty, said on purpose.
    Cleared,
}

impl<T> Claim<T> {
    /// The value, if the claim has one.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Is(value) => Some(value),
            Self::Cleared => None,
        }
    }
}

/// A field with the extract's last word and a person's, kept apart.
///
/// A person's word stands until the extract agrees with it; then the field is the extract's again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenanced<T> {
    extract: Option<Claim<T>>,
    person: Option<Claim<T>>,
}

impl<T> Default for Provenanced<T> {
    fn default() -> Self {
        Self { extract: None, person: None }
    }
}

impl<T: PartialEq> Provenanced<T> {
    /// The extract says so.
    pub fn extract_says(&mut self, claim: Claim<T>) {
        if self.person.as_ref() == Some(&claim) {
            self.person = None;
        }
        self.extract = Some(claim);
    }

    /// A person says so.
    pub fn person_says(&mut self, claim: Claim<T>) {
        self.person = if self.extract.as_ref() == Some(&claim) { None } else { Some(claim) };
    }

    /// The value in force: a person's word before the extract's.
    pub fn value(&self) -> Option<&T> {
        self.person.as_ref().or(self.extract.as_ref()).and_then(Claim::value)
    }

    /// The extract's last word.
    pub const fn extract(&self) -> Option<&Claim<T>> {
        self.extract.as_ref()
    }

    /// A person's word, where it stands against the extract's or alone.
    pub const fn person(&self) -> Option<&Claim<T>> {
        self.person.as_ref()
    }

    /// A person's word is given up: the field is the extract's again.
    pub fn take_extract(&mut self) {
        self.person = None;
    }

    /// Whether the extract and a person say different things.
    pub const fn differs(&self) -> bool {
        self.extract.is_some() && self.person.is_some()
    }
}

//! The monitored strands of hate crime, and strands a force monitors locally.

/// A strand: one characteristic for which the victim, or any other person, perceives the crime was motivated.
///
/// Five are monitored nationally; a force may add its own.
/// A case may carry several, so counts by strand sum to more than cases.
/// Source: College of Policing, Authorised Professional Practice on hate crime.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strand {
    Disability,
    Race,
    Religion,
    SexualOrientation,
    Transgender,
    /// Monitored locally, by its code: lower case letters, digits and `_`.
    Local(String),
}

impl Strand {
    /// The five strands monitored nationally.
    pub const MONITORED: [Self; 5] =
        [Self::Disability, Self::Race, Self::Religion, Self::SexualOrientation, Self::Transgender];

    /// The stable code.
    pub fn code(&self) -> &str {
        match self {
            Self::Disability => "disability",
            Self::Race => "race",
            Self::Religion => "religion",
            Self::SexualOrientation => "sexual_orientation",
            Self::Transgender => "transgender",
            Self::Local(code) => code,
        }
    }

    /// The words shown on screen and paper.
    pub fn label(&self) -> String {
        match self {
            Self::Disability => "Disability".to_owned(),
            Self::Race => "Race".to_owned(),
            Self::Religion => "Religion".to_owned(),
            Self::SexualOrientation => "Sexual orientation".to_owned(),
            Self::Transgender => "Transgender".to_owned(),
            Self::Local(code) => {
                let words = code.replace('_', " ");
                let mut letters = words.chars();
                letters.next().map_or_else(String::new, |first| {
                    first.to_uppercase().chain(letters).chain(" (local)".chars()).collect()
                })
            }
        }
    }

    /// The strand with this code; any other well-formed code is a local strand.
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "disability" => Self::Disability,
            "race" => Self::Race,
            "religion" => Self::Religion,
            "sexual_orientation" => Self::SexualOrientation,
            "transgender" => Self::Transgender,
            local => {
                let well_formed = !local.is_empty()
                    && local.len() <= 40
                    && local.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
                if !well_formed {
                    return None;
                }
                Self::Local(local.to_owned())
            }
        })
    }
}

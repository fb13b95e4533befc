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
            Self::Local(code) => format!("{} (local)", capitalised(code)),
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
            local if is_code(local) => Self::Local(local.to_owned()),
            _ => return None,
        })
    }
}

/// What of a strand was targeted: the strand, and a code from its list, as "religion.muslim".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SubStrand {
    pub strand: Strand,
    /// Lower case letters, digits and `_`.
    pub code: String,
}

/// Usual sub-values of the monitored strands, for a force to add to. Our own choice where no list is published.
const SUB_STRANDS: [(Strand, &[(&str, &str)]); 5] = [
    (
        Strand::Disability,
        &[
            ("physical", "Physical"),
            ("sensory", "Sensory"),
            ("learning", "Learning disability"),
            ("mental_health", "Mental health"),
            ("other", "Other"),
        ],
    ),
    (
        Strand::Race,
        &[
            ("white", "White"),
            ("mixed", "Mixed"),
            ("asian", "Asian"),
            ("east_asian", "East and South-East Asian"),
            ("black", "Black"),
            ("arab", "Arab"),
            ("gypsy_roma_traveller", "Gypsy, Roma or Traveller"),
            ("nationality", "Nationality or asylum"),
            ("other", "Other"),
        ],
    ),
    (
        Strand::Religion,
        &[
            ("buddhist", "Buddhist"),
            ("christian", "Christian"),
            ("hindu", "Hindu"),
            ("jewish", "Jewish"),
            ("muslim", "Muslim"),
            ("sikh", "Sikh"),
            ("none", "No religion"),
            ("other", "Other"),
        ],
    ),
    (
        Strand::SexualOrientation,
        &[
            ("gay", "Gay"),
            ("lesbian", "Lesbian"),
            ("bisexual", "Bisexual"),
            ("heterosexual", "Heterosexual"),
            ("other", "Other"),
        ],
    ),
    (
        Strand::Transgender,
        &[("woman", "Trans woman"), ("man", "Trans man"), ("non_binary", "Non-binary"), ("other", "Other")],
    ),
];

impl SubStrand {
    /// The usual sub-values, strand by strand.
    pub fn usual() -> impl Iterator<Item = Self> {
        SUB_STRANDS.iter().flat_map(|(strand, list)| {
            list.iter().map(|(code, _)| Self { strand: strand.clone(), code: (*code).to_owned() })
        })
    }

    /// Reads "religion.muslim"; any well-formed code after the strand's is taken.
    pub fn from_code(code: &str) -> Option<Self> {
        let (strand, sub) = code.split_once('.')?;
        let strand = Strand::from_code(strand)?;
        is_code(sub).then(|| Self { strand, code: sub.to_owned() })
    }

    /// The stable code, as "religion.muslim".
    pub fn code_text(&self) -> String {
        format!("{}.{}", self.strand.code(), self.code)
    }

    /// The words shown on screen and paper, as "Religion: Muslim".
    pub fn label(&self) -> String {
        let list = SUB_STRANDS.iter().find(|(strand, _)| *strand == self.strand).map(|(_, list)| *list);
        let known = list.and_then(|list| list.iter().find(|(code, _)| *code == self.code)).map(|(_, label)| *label);
        let words = known.map_or_else(|| capitalised(&self.code), str::to_owned);
        format!("{}: {words}", self.strand.label())
    }
}

fn is_code(code: &str) -> bool {
    (1..=40).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// A code as words: "alternative_subculture" is "Alternative subculture".
fn capitalised(code: &str) -> String {
    let words = code.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sub_value_reads_back_and_has_words() {
        for sub in SubStrand::usual() {
            assert_eq!(SubStrand::from_code(&sub.code_text()), Some(sub.clone()), "{sub:?}");
        }
        let words = |code| SubStrand::from_code(code).map(|sub| sub.label());
        assert_eq!(words("religion.muslim").as_deref(), Some("Religion: Muslim"));
        assert_eq!(words("age.older_person").as_deref(), Some("Age (local): Older person"));
        assert_eq!(words("religion"), None);
        assert_eq!(words("religion.Not A Code"), None);
    }
}

//! The fixed list of cuts: the groups between which figures may be compared.

use crate::columns::Groups;
use std::collections::BTreeMap;

/// A way to divide victims into groups. There are no others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cut {
    /// A victim may be in several groups, or none.
    Strand,
    AgeBand,
    Sex,
    Ethnicity,
    Disability,
    Language,
    Borough,
    Ward,
    Team,
    /// Strands crossed with another cut: each group is an intersection.
    StrandSex,
    StrandAgeBand,
    StrandEthnicity,
    StrandDisability,
}

/// An intersection of fewer victims is no row: its interval is more than forty points wide, and it is easily a person.
pub const INTERSECTION_MIN: u64 = 20;

impl Cut {
    /// The protected characteristics, in the order a page shows them.
    pub const EQUALITY: [Self; 6] =
        [Self::Strand, Self::AgeBand, Self::Sex, Self::Ethnicity, Self::Disability, Self::Language];
    /// Places and teams.
    pub const PLACES: [Self; 3] = [Self::Borough, Self::Ward, Self::Team];
    /// Intersections: a strand with one other characteristic. There are no others, and none of three.
    pub const CROSSED: [Self; 4] =
        [Self::StrandSex, Self::StrandAgeBand, Self::StrandEthnicity, Self::StrandDisability];
    /// Those of which each case has one code or none: all but the strands.
    pub const CODED: [Self; 8] = [
        Self::AgeBand,
        Self::Sex,
        Self::Ethnicity,
        Self::Disability,
        Self::Language,
        Self::Borough,
        Self::Ward,
        Self::Team,
    ];

    /// The stable name, as in commands and files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Strand => "strand",
            Self::AgeBand => "age_band",
            Self::Sex => "sex",
            Self::Ethnicity => "ethnicity",
            Self::Disability => "disability",
            Self::Language => "language",
            Self::Borough => "borough",
            Self::Ward => "ward",
            Self::Team => "team",
            Self::StrandSex => "strand_sex",
            Self::StrandAgeBand => "strand_age_band",
            Self::StrandEthnicity => "strand_ethnicity",
            Self::StrandDisability => "strand_disability",
        }
    }

    /// What heads the column of groups.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Strand => "Strand",
            Self::AgeBand => "Age band",
            Self::Sex => "Sex",
            Self::Ethnicity => "Ethnicity",
            Self::Disability => "Disability",
            Self::Language => "Language",
            Self::Borough => "Borough",
            Self::Ward => "Ward",
            Self::Team => "Investigating team",
            Self::StrandSex => "Strand and sex",
            Self::StrandAgeBand => "Strand and age band",
            Self::StrandEthnicity => "Strand and ethnicity",
            Self::StrandDisability => "Strand and disability",
        }
    }

    /// The cut with this name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::EQUALITY.into_iter().chain(Self::CROSSED).chain(Self::PLACES).find(|cut| cut.name() == name)
    }

    /// Whether those who see figures but no people are given it.
    ///
    /// Not wards and teams: they lie within boroughs, and a borough less all of its other wards gives a ward back.
    /// Of the intersections those of two characteristics whose groups are few and large.
    pub const fn is_shareable(self) -> bool {
        !matches!(self, Self::Ward | Self::Team | Self::StrandEthnicity | Self::StrandDisability)
    }

    /// What the strands are crossed with, of an intersection.
    pub const fn crossed_with(self) -> Option<Self> {
        match self {
            Self::StrandSex => Some(Self::Sex),
            Self::StrandAgeBand => Some(Self::AgeBand),
            Self::StrandEthnicity => Some(Self::Ethnicity),
            Self::StrandDisability => Some(Self::Disability),
            Self::Strand
            | Self::AgeBand
            | Self::Sex
            | Self::Ethnicity
            | Self::Disability
            | Self::Language
            | Self::Borough
            | Self::Ward
            | Self::Team => None,
        }
    }

    const fn coded(self) -> Option<usize> {
        match self {
            Self::Strand | Self::StrandSex | Self::StrandAgeBand | Self::StrandEthnicity | Self::StrandDisability => {
                None
            }
            Self::AgeBand => Some(0),
            Self::Sex => Some(1),
            Self::Ethnicity => Some(2),
            Self::Disability => Some(3),
            Self::Language => Some(4),
            Self::Borough => Some(5),
            Self::Ward => Some(6),
            Self::Team => Some(7),
        }
    }
}

/// For each cut of one code a case. Code 0 is "not recorded".
#[derive(Debug, Clone, Default)]
pub struct CutColumns {
    columns: [CodedColumn; Cut::CODED.len()],
}

#[derive(Debug, Clone, Default)]
struct CodedColumn {
    codes: Vec<u16>,
    names: Vec<String>,
    numbers: BTreeMap<String, u16>,
}

/// The code of "not recorded".
pub const NOT_RECORDED: u16 = 0;

impl CutColumns {
    pub fn with_capacity(cases: usize) -> Self {
        Self {
            columns: std::array::from_fn(|_| CodedColumn { codes: Vec::with_capacity(cases), ..Default::default() }),
        }
    }

    pub fn push(&mut self, groups: &Groups<'_>) {
        let disabled = groups.disability.map(|disabled| if disabled { "Disabled" } else { "Not disabled" });
        let values = [
            groups.age_band,
            groups.sex,
            groups.ethnicity,
            disabled,
            groups.language,
            groups.borough,
            groups.ward,
            groups.team,
        ];
        for (column, value) in self.columns.iter_mut().zip(values) {
            column.push(value);
        }
    }

    /// The codes of a cut, one a case; none for the strands.
    pub fn codes(&self, cut: Cut) -> Option<&[u16]> {
        Some(&self.columns.get(cut.coded()?)?.codes)
    }

    /// What the codes 1, 2, … of a cut stand for.
    pub fn names(&self, cut: Cut) -> &[String] {
        cut.coded().and_then(|index| self.columns.get(index)).map_or(&[], |column| &column.names)
    }
}

/// Whether a value says something. A source's word for "nothing was recorded" is no group of its own: there would be two
/// rows of one name, and the one that keeps small groups from being worked out would be shown.
fn is_recorded(value: &str) -> bool {
    let says_nothing = ["not recorded", "unknown", "not known"];
    !value.is_empty() && !says_nothing.iter().any(|word| value.eq_ignore_ascii_case(word))
}

impl CodedColumn {
    fn push(&mut self, value: Option<&str>) {
        let code = match value.map(str::trim).filter(|value| is_recorded(value)) {
            None => NOT_RECORDED,
            Some(value) => self.number(value),
        };
        self.codes.push(code);
    }

    fn number(&mut self, value: &str) -> u16 {
        if let Some(&number) = self.numbers.get(value) {
            return number;
        }
        // More than 65,534 different values are no groups: the rest count as not recorded.
        let Ok(number) = u16::try_from(self.names.len() + 1) else { return NOT_RECORDED };
        self.names.push(value.to_owned());
        self.numbers.insert(value.to_owned(), number);
        number
    }
}

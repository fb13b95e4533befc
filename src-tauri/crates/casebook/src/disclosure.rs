//! How figures and personal details leave the desk.

/// Who a printed month is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SummaryEdition {
    Coordinator,
    Shareable,
}

/// How personal details left the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disclosure {
    /// Sheets bear numbers, one more each, so that one that comes back is found by a few keys.
    ContactSheets {
        first_number: Option<u32>,
    },
    Summary,
    Export,
    /// A text block for the records system.
    TextBlock,
}

impl Disclosure {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ContactSheets { .. } => "contact_sheets",
            Self::Summary => "summary",
            Self::Export => "export",
            Self::TextBlock => "text_block",
        }
    }

    /// The number of the first contact sheet, where sheets were numbered.
    pub const fn first_sheet(self) -> Option<u32> {
        match self {
            Self::ContactSheets { first_number } => first_number,
            Self::Summary | Self::Export | Self::TextBlock => None,
        }
    }

    /// The disclosure with this code.
    pub fn from_code(code: &str, first_number: Option<u32>) -> Option<Self> {
        Some(match code {
            "contact_sheets" => Self::ContactSheets { first_number },
            "summary" => Self::Summary,
            "export" => Self::Export,
            "text_block" => Self::TextBlock,
            _ => return None,
        })
    }
}

impl SummaryEdition {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Coordinator => "coordinator",
            Self::Shareable => "shareable",
        }
    }

    /// The edition with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Coordinator, Self::Shareable].into_iter().find(|edition| edition.code() == code)
    }
}

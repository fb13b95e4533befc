//! What a person may do with a desk: roles are keys first.

/// What a person may do with a desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    Coordinator,
    Supervisor,
    /// Equality, diversity and inclusion manager: trends, never a name.
    Edi,
    Auditor,
    /// The code in the force's safe: may give people their place back.
    Recovery,
}

impl Role {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Coordinator => "coordinator",
            Self::Supervisor => "supervisor",
            Self::Edi => "edi",
            Self::Auditor => "auditor",
            Self::Recovery => "recovery",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Coordinator => "Hate crime coordinator",
            Self::Supervisor => "Supervisor",
            Self::Edi => "EDI manager",
            Self::Auditor => "Auditor",
            Self::Recovery => "Recovery",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Coordinator, Self::Supervisor, Self::Edi, Self::Auditor, Self::Recovery]
            .into_iter()
            .find(|role| role.code() == code)
    }

    /// Coordinators and supervisors hold both keys; EDI managers and auditors the ledger's only.
    pub const fn holds_people_key(self) -> bool {
        match self {
            Self::Coordinator | Self::Supervisor | Self::Recovery => true,
            Self::Edi | Self::Auditor => false,
        }
    }
}

//! Small closed lists. Each has a stable code (stored, exported) and a label (shown).

/// What every closed list has, for code that reads and shows any of them.
pub trait CodeList: Copy + 'static {
    /// Every member, in the list's order.
    fn members() -> &'static [Self];
    /// The stable code, as stored and exported.
    fn code_of(self) -> &'static str;
    /// The words shown on screen and paper.
    fn label_of(self) -> &'static str;

    /// The member with this code.
    fn with_code(code: &str) -> Option<Self> {
        Self::members().iter().copied().find(|member| member.code_of() == code)
    }

    /// The codes as a sentence names them: "a, b or c".
    fn codes_in_words() -> String {
        let codes: Vec<&str> = Self::members().iter().map(|member| member.code_of()).collect();
        match codes.split_last() {
            Some((last, [])) => (*last).to_owned(),
            Some((last, others)) => format!("{} or {last}", others.join(", ")),
            None => String::new(),
        }
    }
}

/// Declares a closed list with a code and a label for each member.
macro_rules! code_list {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal, $label:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Every member, in the list's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable code, as stored and exported.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The words shown on screen and paper.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }

            /// The member with this code, if there is one.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }

        impl $crate::codes::CodeList for $name {
            fn members() -> &'static [Self] {
                Self::ALL
            }

            fn code_of(self) -> &'static str {
                self.code()
            }

            fn label_of(self) -> &'static str {
                self.label()
            }
        }
    };
}
pub(crate) use code_list;

code_list! {
    /// What was recorded. Only crimes enter attrition figures.
    CaseKind {
        Crime = "crime", "Crime";
        /// A non-crime hate incident.
        NonCrimeIncident = "non_crime", "Non-crime incident";
        /// A crime that was later cancelled ("no crime").
        Cancelled = "cancelled", "Cancelled crime";
    }
}

code_list! {
    /// Risk of further harm to the victim, in the three levels forces use.
    RiskLevel {
        Standard = "standard", "Standard";
        Medium = "medium", "Medium";
        High = "high", "High";
    }
}

code_list! {
    /// Whom the contact is for.
    VictimKind {
        Adult = "adult", "Adult";
        Child = "child", "Child";
        LacksCapacity = "lacks_capacity", "Adult who lacks capacity";
        Organisation = "organisation", "Organisation";
    }
}

code_list! {
    /// What must not be done when contacting this victim. Shown before the number.
    SafetyRule {
        NoContact = "no_contact", "Does not want a contact";
        NoTelephone = "no_telephone", "Do not telephone";
        NoVoicemail = "no_voicemail", "Do not leave a voicemail";
        NoLetter = "no_letter", "Do not write";
        NoUniform = "no_uniform", "No uniform at the door";
        SuspectInHousehold = "suspect_in_household", "A suspect lives in the household";
    }
}

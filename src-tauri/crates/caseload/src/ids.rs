//! Identifiers. Each is a random 63-bit number: it says nothing about what it names, and two desktops do not collide.

use std::fmt;
use std::str::FromStr;

/// A text that is not sixteen hexadecimal digits with a clear top bit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an identifier has sixteen hexadecimal digits")]
pub struct NotAnId;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u64);

        impl $name {
            /// Takes the low 63 bits, so that the number also fits SQLite's signed integer.
            pub const fn from_random(bits: u64) -> Self {
                Self(bits & (u64::MAX >> 1))
            }

            /// The number.
            pub const fn get(self) -> u64 {
                self.0
            }

            /// The number as SQLite keeps it.
            pub const fn as_i64(self) -> i64 {
                self.0.cast_signed()
            }

            /// Reads back what [`Self::as_i64`] gave.
            pub const fn from_i64(stored: i64) -> Self {
                Self::from_random(stored.cast_unsigned())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let mut text = [0; 16];
                for (place, digit) in text.iter_mut().rev().enumerate() {
                    *digit = b"0123456789abcdef"[(self.0 >> (4 * place)) as usize & 15];
                }
                f.write_str(std::str::from_utf8(&text).map_err(|_| fmt::Error)?)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                if text.len() != 16 {
                    return Err(NotAnId);
                }
                let bits = u64::from_str_radix(text, 16).map_err(|_| NotAnId)?;
                if bits > u64::MAX >> 1 { Err(NotAnId) } else { Ok(Self(bits)) }
            }
        }
    };
}

id!(/** One victim of one crime: a crime with three victims is three cases. */ CaseId);
id!(/** A neighbourhood officer on the officers' list. */ OfficerId);
id!(/** One applied extract. */ ImportId);
id!(/** A person with a slot in the desk's keys. */ StaffId);
id!(/** One trial of the contact. */ TrialId);
id!(/** A row of the people file: one version of some personal text. */ RowId);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_as_written() {
        for bits in [0, 1, u64::MAX, 0x0123_4567_89ab_cdef] {
            let id = CaseId::from_random(bits);
            assert_eq!(id.to_string().parse(), Ok(id));
            assert_eq!(CaseId::from_i64(id.as_i64()), id);
            assert!(id.as_i64() >= 0, "SQLite keeps it as a positive integer");
        }
        assert_eq!("ffffffffffffffff".parse::<CaseId>(), Err(NotAnId));
        assert_eq!("12".parse::<CaseId>(), Err(NotAnId));
    }
}

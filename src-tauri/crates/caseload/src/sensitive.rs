//! Personal data as a type that cannot be printed or logged by accident.

use std::fmt;

/// Personal data: a name, an address, a number, a note, a passphrase.
///
/// `Debug` shows only that something is there; there is no `Display` and no serialisation.
/// Every call of [`Sensitive::expose`] carries an `// EXPOSE:` comment saying why it is needed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Sensitive<T>(T);

impl<T> Sensitive<T> {
    /// Wraps a personal value.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value itself, for the work at hand.
    pub const fn expose(&self) -> &T {
        &self.0
    }

    /// Gives the value up, for storing it in the people file or showing it to a person entitled to it.
    pub fn into_exposed(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[personal]")
    }
}

impl From<&str> for Sensitive<String> {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_never_shows_the_value() {
        let name = Sensitive::from("Amina Yusuf");
        assert_eq!(format!("{name:?} {:?}", Some(&name)), "[personal] Some([personal])");
    }
}

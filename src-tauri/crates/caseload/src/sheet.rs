//! The number a contact sheet bears, by which it is found again when it comes back.

use std::fmt;

/// Digits a number is printed with, so that "0042" and "0142" look alike in length and are read to the end.
const DIGITS: usize = 4;
/// Fewer digits than this are no ending to find a sheet by: too many sheets share it.
const ENDING_MIN: usize = 2;

/// The number of one printed contact sheet, counted from 1 over the whole life of a desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SheetNumber(pub u32);

impl fmt::Display for SheetNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:0width$}", self.0, width = DIGITS)
    }
}

/// What was typed of a sheet's number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetTyped(String);

impl fmt::Display for SheetTyped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl SheetTyped {
    /// Digits, with or without spaces and a "#" before them; `None` for anything else.
    pub fn new(text: &str) -> Option<Self> {
        let digits: String = text.trim().trim_start_matches('#').chars().filter(|c| !c.is_whitespace()).collect();
        let only_digits = !digits.is_empty() && digits.len() <= 9 && digits.bytes().all(|byte| byte.is_ascii_digit());
        only_digits.then_some(Self(digits))
    }

    /// The number, where all of it was typed.
    pub fn whole(&self) -> Option<SheetNumber> {
        self.0.parse().ok().filter(|number| *number > 0).map(SheetNumber)
    }

    /// Which of the sheets that are out is meant: the one printed so, or the only one that ends so.
    pub fn find(&self, out: impl IntoIterator<Item = SheetNumber>) -> SheetFound {
        let mut ending = Vec::new();
        for number in out {
            let printed = number.to_string();
            if printed == self.0 {
                return SheetFound::One(number);
            }
            if self.0.len() >= ENDING_MIN && printed.ends_with(&self.0) {
                ending.push(number);
            }
        }
        ending.sort_unstable();
        match ending.as_slice() {
            [] => SheetFound::None,
            [only] => SheetFound::One(*only),
            _ => SheetFound::Several(ending),
        }
    }
}

/// What was found among the sheets that are out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetFound {
    None,
    One(SheetNumber),
    /// In rising order.
    Several(Vec<SheetNumber>),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_finds_a_sheet_where_only_one_ends_so() {
        use SheetFound::{None, One, Several};
        let out = [142, 42, 7, 12_345].map(SheetNumber);
        let find = |text: &str| SheetTyped::new(text).unwrap().find(out);
        assert_eq!(find("42"), Several(vec![SheetNumber(42), SheetNumber(142)]));
        assert_eq!(find("142"), One(SheetNumber(142)));
        assert_eq!(find("042"), One(SheetNumber(42)), "one digit more tells them apart");
        assert_eq!(find(" #00 42 "), One(SheetNumber(42)), "as it is printed");
        assert_eq!(find("45"), One(SheetNumber(12_345)));
        assert_eq!(find("7"), None, "one digit says too little");
        assert_eq!(find("07"), One(SheetNumber(7)));
        assert_eq!(find("43"), None);
    }

    #[test]
    fn a_number_is_digits_and_begins_at_one() {
        assert_eq!((SheetNumber(42).to_string(), SheetNumber(12_345).to_string()), ("0042".into(), "12345".into()));
        assert_eq!(SheetTyped::new("7").unwrap().whole(), Some(SheetNumber(7)));
        assert_eq!(SheetTyped::new("0000").unwrap().whole(), None);
        for wrong in ["", "  ", "A17", "1-7", "0123456789"] {
            assert_eq!(SheetTyped::new(wrong), None, "{wrong}");
        }
    }
}

//! Words as files write them: compared without regard to case, spacing and punctuation.

use std::collections::HashMap;

/// A list of words and what each means.
#[derive(Debug, Clone)]
pub(crate) struct Words<T> {
    known: HashMap<String, T>,
    /// First letters of the words, a bit for each ASCII one: most cells are told apart by that alone.
    first_letters: u128,
}

impl<T> Words<T> {
    pub(crate) fn new() -> Self {
        Self { known: HashMap::new(), first_letters: 0 }
    }

    /// Adds a word; a later meaning of the same word wins, so that a mapping can overrule what is built in.
    pub(crate) fn add(&mut self, word: &str, meaning: T) {
        let folded = folded(word);
        self.first_letters |= first_letter(&folded).unwrap_or(0);
        self.known.insert(folded, meaning);
    }

    /// The meaning of a word already folded.
    pub(crate) fn get(&self, folded: &str) -> Option<&T> {
        self.known.get(folded)
    }

    pub(crate) fn holds(&self, folded: &str) -> bool {
        self.known.contains_key(folded)
    }

    /// Whether a text, not yet folded, is one of the words. `scratch` is used again for each cell.
    pub(crate) fn holds_text(&self, text: &str, scratch: &mut String) -> bool {
        if first_letter(text).is_some_and(|letter| self.first_letters & letter == 0) {
            return false;
        }
        fold_into(text, scratch);
        self.holds(scratch)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.known.is_empty()
    }
}

impl Words<()> {
    /// A plain list of words.
    pub(crate) fn list<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let mut list = Self::new();
        for word in words {
            list.add(word, ());
        }
        list
    }
}

/// The bit of the first letter or digit; `None` where there is none, or it is beyond ASCII: then one must fold.
fn first_letter(text: &str) -> Option<u128> {
    let first = text.chars().find(|&c| is_kept(c))?;
    first.is_ascii().then(|| 1 << u32::from(first.to_ascii_lowercase()))
}

/// Plus is kept: "75+" is not "75".
fn is_kept(c: char) -> bool {
    c.is_alphanumeric() || c == '+'
}

/// The form in which words are compared: lower case letters and digits, every run of anything else one space.
///
/// A word of punctuation alone, as "-", stays itself.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// As [`folded`], into a text that is used again for each cell.
pub(crate) fn fold_into(text: &str, out: &mut String) {
    out.clear();
    let mut gap = false;
    for c in text.chars() {
        if is_kept(c) {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            if c.is_ascii() {
                out.push(c.to_ascii_lowercase());
            } else {
                out.extend(c.to_lowercase());
            }
        } else {
            gap = true;
        }
    }
    if out.is_empty() {
        out.push_str(text.trim());
    }
}

/// Whether a text is one of a few words.
pub(crate) fn held(words: &[String], text: &str) -> bool {
    words.iter().any(|word| folded(word) == folded(text))
}

/// The text with every run of white space made one space: one line, as a list shows it.
pub(crate) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The words for yes and no that need no mapping.
pub(crate) const YES: &[&str] = &["yes", "y", "true", "t", "1"];
pub(crate) const NO: &[&str] = &["no", "n", "false", "f", "0"];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_short_way_to_tell_words_apart_agrees_with_the_long_one(word in "[ -]{0,2}[a-zÀé+0-9-]{0,3}", text in "[ -]{0,2}[A-Za-zÀé+0-9-]{0,3}") {
            let words = Words::list([word.as_str()]);
            prop_assert_eq!(words.holds_text(&text, &mut String::new()), words.holds(&folded(&text)));
            prop_assert!(words.holds_text(&word.to_uppercase(), &mut String::new()));
        }
    }

    #[test]
    fn words_compare_by_letters_and_digits() {
        for (text, expected) in [
            ("  Type   16 ", "type 16"),
            ("NAMED SUSPECT IDENTIFIED: Evidential", "named suspect identified evidential"),
            ("Öffentlich", "öffentlich"),
            ("75+", "75+"),
            ("25-34", "25 34"),
            ("25–34", "25 34"),
            (" - ", "-"),
            ("", ""),
        ] {
            assert_eq!(folded(text), expected, "{text:?}");
        }
    }
}

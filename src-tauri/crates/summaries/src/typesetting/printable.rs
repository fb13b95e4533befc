//! Text as it can be printed: characters the typeface draws, and words that fit a column.

use super::world::faces_draw;
use serde_json::Value;

/// Stands for a character that the typeface does not have.
const NOT_DRAWN: char = '?';
/// A run of this many characters without a break gets places where a line may end.
const RUN_MAX: usize = 24;
/// A place where a line may end, of no width.
const BREAK_HERE: char = '\u{200b}';

/// The same facts with every text printable.
///
/// PDF/UA and PDF/A refuse a page with a character that has no glyph.
/// One name in another script must not stop the month, so such a character prints as "?".
pub(super) fn printable(facts: Value) -> Value {
    match facts {
        Value::String(text) => Value::String(printable_text(&text)),
        Value::Array(items) => Value::Array(items.into_iter().map(printable).collect()),
        Value::Object(fields) => {
            Value::Object(fields.into_iter().map(|(name, fact)| (name, printable(fact))).collect())
        }
        plain @ (Value::Null | Value::Bool(_) | Value::Number(_)) => plain,
    }
}

/// Whether the typeface draws every letter of a text.
pub fn is_printable(text: &str) -> bool {
    text.chars()
        .all(|letter| letter.is_whitespace() || letter.is_control() || is_invisible(letter) || faces_draw(letter))
}

fn printable_text(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut run = 0;
    for character in text.chars() {
        let drawn = match character {
            '\u{a0}' => character,
            _ if character.is_whitespace() || character.is_control() => ' ',
            _ if is_invisible(character) => continue,
            _ if faces_draw(character) => character,
            _ => NOT_DRAWN,
        };
        let breaks = matches!(drawn, ' ' | '-' | '–' | '/');
        run = if breaks { 0 } else { run + 1 };
        if run > RUN_MAX {
            words.push(BREAK_HERE);
            run = 1;
        }
        words.push(drawn);
    }
    words
}

/// Marks that steer direction or joining: they draw nothing, and could make a page read other than it was typed.
const fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_words_stay_as_they_are() {
        for text in ["Ward of #panic()", "Łódź Road – “East”", "34.1\u{a0}%", "‡", "Nguyễn Thị Ánh", "Ωmega Жук"]
        {
            assert_eq!(printable_text(text), text, "the typeface draws all of this");
        }
    }

    #[test]
    fn what_cannot_be_drawn_is_shown_as_missing() {
        assert_eq!(printable_text("علي"), "???", "each letter is seen to be missing");
        assert_eq!(printable_text("a\u{202e}b\u{0}c\nd"), "ab c d", "no letter may turn the line round");
    }

    #[test]
    fn a_text_is_printable_where_no_letter_of_it_is_shown_as_missing() {
        for text in ["Nguyễn Thị Ánh", "Ωmega Жук", "a\u{202e}b c", "علي", "王小明", "Ana 明"] {
            assert_eq!(is_printable(text), !printable_text(text).contains(NOT_DRAWN), "{text}");
        }
    }

    #[test]
    fn an_endless_word_may_break() {
        let printed = printable_text(&"x".repeat(100));
        assert_eq!(printed.replace(BREAK_HERE, ""), "x".repeat(100), "nothing but places to break is added");
        assert_eq!(printed.matches(BREAK_HERE).count(), 4, "a run never exceeds {RUN_MAX}");
    }

    proptest! {
        #[test]
        fn every_printed_character_has_a_glyph(text in "\\PC{0,60}") {
            for character in printable_text(&text).chars() {
                prop_assert!(character == BREAK_HERE || faces_draw(character), "{character:?}");
            }
        }
    }
}

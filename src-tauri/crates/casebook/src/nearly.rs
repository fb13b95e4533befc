//! Spelling that is nearly right: words of names within a slip or two of the word typed.

use crate::error::CasebookError;
use rusqlite::Connection;

/// Words shorter than this are taken as typed: a slip makes another word of them.
const LETTERS_MIN: usize = 4;
/// From this length on two slips are forgiven, before it one.
const LETTERS_OF_TWO_SLIPS: usize = 8;
/// The nearest so many words are searched for.
const WORDS_MAX: usize = 40;

/// Words of names that the typed word may have meant, nearest first.
pub fn words_nearly(people: &Connection, typed: &str) -> Result<Vec<String>, CasebookError> {
    let typed: Vec<char> = typed.chars().collect();
    if typed.len() < LETTERS_MIN {
        return Ok(Vec::new());
    }
    let forgiven = if typed.len() < LETTERS_OF_TWO_SLIPS { 1 } else { 2 };
    let mut near: Vec<(usize, String)> = Vec::new();
    let mut statement = people.prepare_cached("SELECT word FROM name_word")?;
    let mut rows = statement.query([])?;
    let mut letters = Vec::new();
    while let Some(row) = rows.next()? {
        let word = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
        letters.clear();
        letters.extend(word.chars());
        if letters.len().abs_diff(typed.len()) > forgiven {
            continue;
        }
        let slips = slips(&typed, &letters);
        if slips <= forgiven {
            near.push((slips, word.to_owned()));
        }
    }
    near.sort_unstable();
    near.truncate(WORDS_MAX);
    Ok(near.into_iter().map(|(_, word)| word).collect())
}

/// Letters left out, put in, changed, or swapped with a neighbour (optimal string alignment).
fn slips(typed: &[char], word: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=word.len()).collect();
    for (row, from) in typed.iter().enumerate() {
        let mut this = vec![row + 1];
        for (column, to) in word.iter().enumerate() {
            let at = |cells: &[usize], place: usize| cells.get(place).copied().unwrap_or(usize::MAX - 1);
            let changed = at(&last, column) + usize::from(from != to);
            let mut least = changed.min(at(&last, column + 1) + 1).min(at(&this, column) + 1);
            let swapped = row > 0 && column > 0 && typed.get(row - 1) == Some(to) && word.get(column - 1) == Some(from);
            if swapped {
                least = least.min(at(&before_last, column - 1) + 1);
            }
            this.push(least);
        }
        before_last = std::mem::replace(&mut last, this);
    }
    last.last().copied().unwrap_or(typed.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn between(typed: &str, word: &str) -> usize {
        slips(&typed.chars().collect::<Vec<_>>(), &word.chars().collect::<Vec<_>>())
    }

    #[test]
    fn slips_are_counted_as_people_make_them() {
        for (typed, word, count) in [
            ("okafor", "okafor", 0),
            ("okaofr", "okafor", 1),
            ("okafr", "okafor", 1),
            ("okaffor", "okafor", 1),
            ("ocafor", "okafor", 1),
            ("kovačevic", "kovacevic", 1),
            ("mohamad", "muhammad", 2),
            ("", "yusuf", 5),
            ("yusuf", "", 5),
        ] {
            assert_eq!(between(typed, word), count, "{typed} for {word}");
        }
    }

    proptest! {
        #[test]
        fn slips_are_the_same_both_ways_and_never_more_than_the_longer_word(a in "[a-d]{0,7}", b in "[a-d]{0,7}") {
            prop_assert_eq!(between(&a, &b), between(&b, &a));
            prop_assert!(between(&a, &b) <= a.len().max(b.len()));
            prop_assert_eq!(between(&a, &b) == 0, a == b);
        }
    }
}

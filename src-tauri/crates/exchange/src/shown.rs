//! Cells as a spreadsheet shows them: formulas that some systems write into tables of text.

use std::borrow::Cow;

/// What a spreadsheet shows of a cell.
///
/// Some systems put `="…"` round numbers to keep their leading zeros, or write a link as `=HYPERLINK("…","…")`,
/// of which the words are shown, or the address where there are none.
pub(crate) fn plain(cell: &str) -> Cow<'_, str> {
    let Some(formula) = cell.strip_prefix('=') else { return Cow::Borrowed(cell) };
    if let Some((inner, "")) = quoted(formula) {
        return inner;
    }
    let is_link = formula.get(..10).is_some_and(|name| name.eq_ignore_ascii_case("HYPERLINK("));
    let link = if is_link { formula.get(10..).and_then(shown_of_link) } else { None };
    link.unwrap_or(Cow::Borrowed(cell))
}

/// Whether a cell is a formula, of which only the spreadsheet knows what it shows.
pub(crate) fn is_formula(cell: &str) -> bool {
    let mut chars = cell.chars();
    chars.next() == Some('=')
        && chars.next().is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '(' | '+' | '-' | '@' | '"' | '\''))
}

/// Whether a cell holds what a spreadsheet shows where a formula failed.
pub(crate) fn is_error(cell: &str) -> bool {
    cell.starts_with('#')
        && matches!(
            cell,
            "#N/A" | "#REF!" | "#VALUE!" | "#NAME?" | "#DIV/0!" | "#NULL!" | "#NUM!" | "#ERROR!" | "#SPILL!"
        )
}

/// Of `"address","words")` the words; of `"address")` the address.
fn shown_of_link(arguments: &str) -> Option<Cow<'_, str>> {
    let (address, rest) = quoted(arguments.trim_start())?;
    let rest = rest.trim();
    if rest == ")" {
        return Some(address);
    }
    let (words, rest) = quoted(rest.strip_prefix([',', ';'])?.trim_start())?;
    (rest.trim() == ")").then_some(words)
}

/// The text in the quotation marks at the beginning, and what follows them.
fn quoted(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let inner = text.strip_prefix('"')?;
    let mut doubled = false;
    let mut places = inner.char_indices().peekable();
    while let Some((at, c)) = places.next() {
        if c != '"' {
            continue;
        }
        if places.next_if(|(_, next)| *next == '"').is_some() {
            doubled = true;
            continue;
        }
        let (within, rest) = (inner.get(..at)?, inner.get(at + 1..)?);
        let within = if doubled { Cow::Owned(within.replace("\"\"", "\"")) } else { Cow::Borrowed(within) };
        return Some((within, rest));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_what_a_spreadsheet_shows_of_it() {
        for (cell, shown) in [
            ("=\"0001/26\"", "0001/26"),
            ("=\"said \"\"no\"\"\"", "said \"no\""),
            ("=HYPERLINK(\"http://rms/612304\",\"0612304/26\")", "0612304/26"),
            ("=hyperlink( \"http://rms/612304\" ; \"0612304/26\" )", "0612304/26"),
            ("=HYPERLINK(\"http://rms/612304\")", "http://rms/612304"),
            ("=HYPERLINK(A2,\"0612304/26\")", "=HYPERLINK(A2,\"0612304/26\")"),
            ("=A2&\"/26\"", "=A2&\"/26\""),
            ("=\"open", "=\"open"),
            ("plain", "plain"),
        ] {
            assert_eq!(plain(cell), shown, "{cell}");
        }
        assert!(
            is_formula("=A2&\"/26\"")
                && is_formula("=HYPERLINK(A2)")
                && !is_formula("=) a smile")
                && !is_formula("= no")
        );
        assert!(is_error("#REF!") && !is_error("#1"));
    }
}

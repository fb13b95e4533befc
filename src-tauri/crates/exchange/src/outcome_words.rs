//! Outcomes in words, by number and by the labels met in public exports.

use crate::words::Words;
use caseload::OutcomeType;

/// What a cell says of the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OutcomeWord {
    /// Type 0, "not yet assigned an outcome": there is none, said on purpose.
    NotYetAssigned,
    /// A type, 1 to 22; 1A, 2A and 3A are for an alternate offence.
    Type { outcome_type: OutcomeType, alternate_offence: bool },
}

/// Labels besides the Home Office's own. A label that fits two types is not here: it must be mapped.
///
/// Sources: the fuller wording of the Home Office Counting Rules, section H; labels of Cumbria's public exports.
const LABELS: &[(&str, u8)] = &[
    ("Charge/Summons", 1),
    ("Charged/Summonsed", 1),
    ("Charged", 1),
    ("Summonsed", 1),
    ("Youth Caution", 2),
    ("Caution - Youths", 2),
    ("Adult Caution", 3),
    ("Caution - Adults", 3),
    ("TIC", 4),
    ("Penalty Notices for Disorder", 6),
    ("PND", 6),
    ("Cannabis/Khat Warning", 7),
    ("Prosecution not in the public interest (CPS)", 9),
    ("Formal action against the offender is not in the public interest (police)", 10),
    ("Named Suspect - Further Investigation Not In Public Interest", 21),
    ("Evidential Difficulties Victim Based - Named Suspect Not Identified", 14),
    ("Evidential difficulties: suspect not identified; victim does not support further action", 14),
    ("Named Suspect Identified: Victim Supports Police Action But Evidential Difficulties", 15),
    ("Evidential difficulties named suspect identified - victim supports police action", 15),
    ("Named Suspect Identified: Evidential Difficulties - Victim Does Not Support Police Action", 16),
    ("Evidential difficulties: suspect identified; victim does not support further action", 16),
    ("Prosecution Time Limit Expired: Suspect Identified", 17),
    ("Investigation Complete: No Suspect Identified", 18),
    ("Investigation complete - no suspect identified", 18),
    ("NFIB", 19),
    ("Other Agency Delegations", 20),
    ("Responsibility for further investigation transferred to another body", 20),
    ("Further investigation to support formal action not in the public interest", 21),
    ("Further investigation to support formal action not in the public interest - police decision", 21),
    ("Diversionary, educational or intervention activity, resulting from the crime report", 22),
];

/// Labels of an alternate offence.
const ALTERNATE: &[(&str, u8)] = &[
    ("Charge/Summonsed With Alternate Offence", 1),
    ("Charged/Summonsed - alternate offence", 1),
    ("Caution - youths - alternate offence", 2),
    ("Caution - adults - alternate offence", 3),
];

const NOT_YET: &[&str] =
    &["Not yet assigned an outcome", "Not yet assigned", "No outcome", "Open", "Under investigation"];

/// Every word for an outcome that needs no mapping.
pub(crate) fn outcome_words() -> Words<OutcomeWord> {
    let mut words = Words::new();
    for word in NOT_YET {
        words.add(word, OutcomeWord::NotYetAssigned);
    }
    by_number(&mut words, "0", OutcomeWord::NotYetAssigned);
    for outcome_type in OutcomeType::all() {
        let number = outcome_type.number();
        let said = OutcomeWord::Type { outcome_type, alternate_offence: false };
        words.add(outcome_type.label(), said);
        by_number(&mut words, &number.to_string(), said);
        by_number(&mut words, &format!("{number:02}"), said);
        words.add(&format!("{number} {}", outcome_type.label()), said);
        if number <= 3 {
            let alternate = OutcomeWord::Type { outcome_type, alternate_offence: true };
            by_number(&mut words, &format!("{number}A"), alternate);
        }
    }
    for (list, alternate_offence) in [(LABELS, false), (ALTERNATE, true)] {
        for &(label, number) in list {
            if let Some(outcome_type) = OutcomeType::new(number) {
                let said = OutcomeWord::Type { outcome_type, alternate_offence };
                words.add(label, said);
                by_number(&mut words, &format!("{number} {label}"), said);
            }
        }
    }
    words
}

fn by_number(words: &mut Words<OutcomeWord>, number: &str, said: OutcomeWord) {
    for lead in ["", "Type ", "Outcome ", "Outcome type "] {
        words.add(&format!("{lead}{number}"), said);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::folded;

    fn number(text: &str) -> Option<(u8, bool)> {
        match *outcome_words().get(&folded(text))? {
            OutcomeWord::NotYetAssigned => Some((0, false)),
            OutcomeWord::Type { outcome_type, alternate_offence } => Some((outcome_type.number(), alternate_offence)),
        }
    }

    #[test]
    fn labels_met_in_public_exports_are_known() {
        for (text, expected) in [
            ("16", Some((16, false))),
            ("Type 16", Some((16, false))),
            ("OUTCOME  TYPE 08", Some((8, false))),
            ("1a", Some((1, true))),
            ("0", Some((0, false))),
            ("Not yet assigned", Some((0, false))),
            (
                "16 - Evidential difficulties, suspect identified, victim does not support further action",
                Some((16, false)),
            ),
            ("Charge/Summonsed With Alternate Offence", Some((1, true))),
            ("Evidential Difficulties Victim Based - Named Suspect Not Identified", Some((14, false))),
            (
                "Named Suspect Identified: Evidential Difficulties - Victim Does Not Support Police Action",
                Some((16, false)),
            ),
            ("Named Suspect Identified: Victim Supports Police Action But Evidential Difficulties", Some((15, false))),
            ("Named Suspect - Further Investigation Not In Public Interest", Some((21, false))),
            ("Other Agency Delegations", Some((20, false))),
            // These fit two types, or none, and are for a person to map.
            ("Evidential difficulties (victim does not support action)", None),
            ("Caution", None),
            ("23", None),
            ("4A", None),
            ("Filed", None),
        ] {
            assert_eq!(number(text), expected, "{text}");
        }
    }

    #[test]
    fn every_type_is_known_by_its_own_label() {
        for outcome_type in OutcomeType::all() {
            assert_eq!(number(outcome_type.label()), Some((outcome_type.number(), false)), "{outcome_type:?}");
        }
    }
}

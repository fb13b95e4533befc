//! The words of the field, as the window and the command line explain them.

/// One word and what it means here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    pub word: &'static str,
    pub meaning: &'static str,
}

/// Every term, in alphabetical order.
pub const GLOSSARY: &[Term] = &[
    Term {
        word: "Allocation",
        meaning: "What chance gave a person in a trial, opened once from the sealed list. Nothing takes it back.",
    },
    Term { word: "Arm", meaning: "What a person of a trial is allocated to: a contact, or control." },
    Term { word: "As at", meaning: "What the desk knew by the end of that day. Later entries do not count." },
    Term { word: "Attempt", meaning: "One try to reach a victim, with its day, its result and who made it." },
    Term {
        word: "Attrition",
        meaning: "The case ended with outcome 14 or 16: the victim does not support further action.",
    },
    Term { word: "Case", meaning: "One victim of one crime. A crime with three victims is three cases." },
    Term { word: "Clock", meaning: "A duty of the Victims' Code with its working days: due, met, met late or missed." },
    Term {
        word: "Complier average effect",
        meaning: "What the contact itself did for those who had it because they were allocated to it. Allocation is \
                  the instrument.",
    },
    Term {
        word: "Contact sheet",
        meaning: "What an officer needs for one contact, on one side of paper, with a number by which it is found again.",
    },
    Term {
        word: "Contact window",
        meaning: "The working days in which a contact is due, by risk: earliest, target, latest, then late.",
    },
    Term { word: "Crossover", meaning: "A control who was contacted all the same. They stay in their arm." },
    Term {
        word: "Data quality",
        meaning: "What is missing or cannot be right about a case, as lists to be worked through to empty.",
    },
    Term { word: "Declined", meaning: "The victim does not want the contact. It ends by their wish." },
    Term {
        word: "Difference",
        meaning: "The extract and a person say different things of a field. Raised once, and again only by a new value.",
    },
    Term {
        word: "Duplicate",
        meaning: "The same case twice, or the same person in two cases. Merged, or told apart, by a person.",
    },
    Term { word: "Extract", meaning: "A file from the records system, imported through a mapping." },
    Term { word: "Gone quiet", meaning: "Still owed a contact, and nothing happened for ten working days." },
    Term {
        word: "Hollow point",
        meaning: "A month whose figure is not settled yet. It is in no centre line, limit or rule.",
    },
    Term {
        word: "Intention to treat",
        meaning: "People of a trial are compared as they were allocated, whatever was delivered to them.",
    },
    Term {
        word: "Interval",
        meaning: "The range in which the true share lies with 95 % confidence (Wilson's method).",
    },
    Term {
        word: "Limits",
        meaning: "Three standard deviations about the pooled share. They widen where there are fewer cases.",
    },
    Term { word: "Neighbourhood officer", meaning: "A PC or PCSO who has nothing to do with the investigation." },
    Term { word: "OIC", meaning: "The officer in the case: leads the investigation and never makes the contact." },
    Term { word: "Outcome", meaning: "How the investigation ended, as Home Office type 1 to 22." },
    Term { word: "Put off", meaning: "The next step waits until a day that a person chose, and comes back by itself." },
    Term {
        word: "RARA",
        meaning: "What an action does with a risk: remove, avoid, reduce or accept it. A strategy, not a level.",
    },
    Term { word: "Reached", meaning: "A neighbourhood officer spoke with the victim." },
    Term {
        word: "Repeat victim",
        meaning: "Another crime of the same person within twelve months, or the victim says so.",
    },
    Term { word: "Risk", meaning: "Risk of further harm: standard, medium or high. It sets the contact window." },
    Term {
        word: "SRC",
        meaning: "Secondary reassurance contact: one call or visit by a neighbourhood officer in the weeks after \
                  the report.",
    },
    Term {
        word: "Strand",
        meaning: "The characteristic the crime was motivated by: disability, race, religion, sexual orientation, \
                  transgender, or one monitored locally. A case may have several.",
    },
    Term {
        word: "Stratum",
        meaning: "A group within which a trial's allocation is balanced, as a borough and a risk.",
    },
    Term {
        word: "Supervisor",
        meaning: "Decides where a window closed or attempts are used up. Only a person ends a promise.",
    },
    Term { word: "Support regained", meaning: "The victim supports the investigation again after a withdrawal." },
    Term {
        word: "Taken up again",
        meaning: "A contact that had ended, or was with the supervisor, is owed again. A person says why.",
    },
    Term {
        word: "Task",
        meaning: "Something a contact left to be done, with an owner and a day: a concern to pass on, a new risk, a \
                  new crime, help that was asked for.",
    },
    Term { word: "Victim", meaning: "The person, or the organisation, the crime was done to." },
    Term {
        word: "Victim Personal Statement",
        meaning: "The victim's own account of what the crime did to them. It is offered, and may be declined.",
    },
    Term { word: "Ward", meaning: "The neighbourhood the case belongs to; its officers make the contact." },
    Term {
        word: "Withdrawal",
        meaning: "The victim stops supporting the investigation. An event of its own, with its day and reason.",
    },
];

#[cfg(test)]
mod tests {
    use super::GLOSSARY;

    #[test]
    fn terms_are_in_order_and_explained_in_a_sentence() {
        assert!(GLOSSARY.windows(2).all(|pair| pair[0].word.to_lowercase() < pair[1].word.to_lowercase()));
        assert!(GLOSSARY.iter().all(|term| term.meaning.ends_with('.')), "each meaning is a sentence");
    }
}

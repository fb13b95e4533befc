//! What a column can be read as, in one word each: for making a mapping in a window.

use super::form::MappingForm;
use crate::age_bands::AGE_BANDS;
use crate::outcome_words::{OutcomeWord, outcome_words};
use crate::words::{NO, YES, folded};
use caseload::{
    CaseKind, CodeList, ContactWish, Field, FormatNeed, OfficerGender, OfficerLanguage, OutcomeType, PersonalField,
    RiskLevel, SafetyRule, SpeakTo, StatementOffer, Strand, VictimKind,
};
use std::collections::BTreeMap;

/// The value says nothing, as an empty cell does.
pub const SAYS_NOTHING: &str = "-";
/// Of a column of flags: the value says that none of them is set.
pub const NO_FLAG: &str = "none";

/// Between the meanings of a flag that means several things.
pub(crate) const SEVERAL: &str = "+";

/// One thing a column can be read as, or one thing a value can mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub code: String,
    pub label: String,
}

impl Choice {
    fn new(code: &str, label: &str) -> Self {
        Self { code: code.to_owned(), label: label.to_owned() }
    }
}

/// Everything a column can be read as, in the order a page offers it.
///
/// `also:FIELD` joins the column to another one of the same personal text; `mark:MEANING` is a column of yes and no.
pub fn ways_to_read() -> Vec<Choice> {
    let mut ways = vec![
        Choice::new("reference", "Crime reference"),
        Choice::new("victim_number", "Victim's number"),
        Choice::new("invented", "Mark of invented rows"),
        Choice::new("flags", "Flags, several in one cell"),
    ];
    for field in Field::ALL.iter().filter(|field| !is_said_by_flags(**field)) {
        if *field == Field::Withdrawal {
            ways.extend([
                Choice::new("withdrawn_on", "Support withdrawn on"),
                Choice::new("withdrawal_reason", "Withdrawal: reason"),
                Choice::new("withdrawal_confirmed_by", "Withdrawal: who confirmed it"),
                Choice::new("withdrawal_confirmed_how", "Withdrawal: how it was confirmed"),
            ]);
            continue;
        }
        let label = if *field == Field::OicCollar { "Officer in the case: collar number" } else { field.label() };
        ways.push(Choice::new(field.name(), label));
        if *field == Field::Outcome {
            ways.push(Choice::new("outcome_on", "Outcome: its day"));
        }
    }
    // Notes and the owners of actions are written by people on the desk.
    let own = [PersonalField::Note, PersonalField::ActionOwner];
    for field in PersonalField::ALL.iter().filter(|field| !own.contains(field)) {
        let label = if *field == PersonalField::OicName { "Officer in the case: name" } else { field.label() };
        ways.push(Choice::new(field.name(), label));
        if *field != PersonalField::DateOfBirth {
            ways.push(Choice::new(&format!("also:{}", field.name()), &format!("{label}, joined to another column")));
        }
    }
    let strands =
        Strand::MONITORED.iter().cloned().chain(["gender", "age"].iter().filter_map(|c| Strand::from_code(c)));
    ways.extend(strands.map(|strand| {
        Choice::new(&format!("mark:strand:{}", strand.code()), &format!("Yes or no: {}", strand.label()))
    }));
    ways.extend(
        SafetyRule::ALL
            .iter()
            .map(|rule| Choice::new(&format!("mark:safety:{}", rule.code()), &format!("Yes or no: {}", rule.label()))),
    );
    ways
}

/// How the values of a column read so are made out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Values {
    /// Each must mean something on a list.
    Listed,
    /// Each may be given another spelling.
    Aliased,
    /// Taken as they are: texts, days, numbers, and everything personal.
    Plain,
}

/// How the values of a column read so are made out.
pub fn values_of(reads: &str) -> Values {
    match reads {
        "flags"
        | "interpreter"
        | "officer_gender"
        | "officer_language"
        | "speak_to"
        | "statement"
        | "kind"
        | "risk"
        | "victim_kind"
        | "outcome"
        | "aggravated"
        | "online"
        | "disability"
        | "says_repeat"
        | "sex"
        | "ethnicity"
        | "age_band"
        | "withdrawal_reason"
        | "withdrawal_confirmed_by"
        | "withdrawal_confirmed_how"
        | "invented" => Values::Listed,
        "borough" | "ward" | "place_type" | "source" | "language" | "home_office_class" => Values::Aliased,
        _ if reads.starts_with("mark:") => Values::Listed,
        _ => Values::Plain,
    }
}

/// Whether a column read so holds days.
pub fn is_day(reads: &str) -> bool {
    matches!(reads, "outcome_on" | "withdrawn_on" | "date_of_birth")
        || (reads.ends_with("_on") && Field::from_name(reads).is_some())
}

/// What a value of a column read so can mean.
///
/// Lists that a force keeps itself (sex, ethnicity, reasons) are those of the mapping `like`.
pub(crate) fn meanings(reads: &str, like: &MappingForm) -> Vec<Choice> {
    let yes_no = || vec![Choice::new("yes", "Yes"), Choice::new("no", "No")];
    match reads {
        "kind" => listed::<CaseKind>(),
        "risk" => listed::<RiskLevel>(),
        "victim_kind" => listed::<VictimKind>(),
        "officer_gender" => listed::<OfficerGender>(),
        "officer_language" => listed::<OfficerLanguage>(),
        "speak_to" => listed::<SpeakTo>(),
        "statement" => listed::<StatementOffer>(),
        "outcome" => outcomes(),
        "aggravated" | "online" | "disability" | "says_repeat" | "interpreter" | "invented" => yes_no(),
        "age_band" => AGE_BANDS.iter().map(|band| Choice::new(band, band)).collect(),
        "flags" => flags(like),
        _ if reads.starts_with("mark:") => yes_no(),
        _ => of_mapping(reads, like),
    }
}

/// Fields that may have several values and are said by flags.
const fn is_said_by_flags(field: Field) -> bool {
    matches!(
        field,
        Field::Strands | Field::SubStrands | Field::Safety | Field::Formats | Field::Wishes | Field::Referrals
    )
}

fn listed<T: CodeList>() -> Vec<Choice> {
    T::members().iter().map(|member| Choice::new(member.code_of(), member.label_of())).collect()
}

fn outcomes() -> Vec<Choice> {
    let types = OutcomeType::all().map(|kind| {
        let number = kind.number();
        Choice::new(&number.to_string(), &format!("{number}: {}", kind.label()))
    });
    let alternate = ["1A", "2A", "3A"].map(|code| Choice::new(code, &format!("{code}: alternate offence")));
    std::iter::once(Choice::new("0", "Not yet assigned")).chain(types).chain(alternate).collect()
}

fn flags(like: &MappingForm) -> Vec<Choice> {
    let strands = Strand::MONITORED.iter().cloned();
    let local = ["gender", "age", "alternative_subculture"].iter().filter_map(|code| Strand::from_code(code));
    let mut choices: Vec<Choice> =
        strands.chain(local).map(|strand| Choice::new(&format!("strand:{}", strand.code()), &strand.label())).collect();
    let mut add = |lead: &str, list: Vec<Choice>| {
        choices.extend(list.into_iter().map(|choice| Choice::new(&format!("{lead}:{}", choice.code), &choice.label)));
    };
    add("safety", listed::<SafetyRule>());
    add("format", listed::<FormatNeed>());
    add("wish", listed::<ContactWish>());
    let others = [
        ("online", "Online"),
        ("aggravated", "Aggravated offence"),
        ("repeat", "Says they are a repeat victim"),
        ("nothing", "A flag of no interest here"),
        (NO_FLAG, "No flag is set"),
    ];
    choices.extend(others.map(|(code, label)| Choice::new(code, label)));
    // What another mapping says besides, by the words it says it with.
    for (word, code) in like.flag_words() {
        if !choices.iter().any(|choice| choice.code == code) {
            choices.push(Choice::new(&code, word));
        }
    }
    choices
}

/// The codes another mapping uses for the field, each with the longest of its words.
fn of_mapping(reads: &str, like: &MappingForm) -> Vec<Choice> {
    let mut labels: BTreeMap<&String, &String> = BTreeMap::new();
    for (word, code) in like.fields.get(reads).and_then(|field| field.values.as_ref()).into_iter().flatten() {
        let label = labels.entry(code).or_insert(word);
        if word.len() > label.len() {
            *label = word;
        }
    }
    labels.into_iter().map(|(code, label)| Choice::new(code, label)).collect()
}

/// What a word means that needs no mapping, by the code that a mapping writes.
pub(crate) fn known_meaning(reads: &str, word: &str) -> Option<String> {
    let folded_word = folded(word);
    let is = |text: &str| folded(text) == folded_word;
    match reads {
        "outcome" => outcome_words().get(&folded_word).map(|word| match word {
            OutcomeWord::NotYetAssigned => "0".to_owned(),
            OutcomeWord::Type { outcome_type, alternate_offence } => {
                format!("{}{}", outcome_type.number(), if *alternate_offence { "A" } else { "" })
            }
        }),
        "kind" => known_code::<CaseKind>(word),
        "risk" => known_code::<RiskLevel>(word),
        "victim_kind" => known_code::<VictimKind>(word),
        "officer_gender" => known_code::<OfficerGender>(word),
        "officer_language" => known_code::<OfficerLanguage>(word),
        "speak_to" => known_code::<SpeakTo>(word),
        "statement" => known_code::<StatementOffer>(word),
        "age_band" => AGE_BANDS.iter().find(|band| is(band)).map(|band| (*band).to_owned()),
        "aggravated" | "online" | "disability" | "says_repeat" | "interpreter" | "invented" => yes_or_no(&folded_word),
        _ if reads.starts_with("mark:") => yes_or_no(&folded_word),
        _ => None,
    }
}

fn known_code<T: CodeList>(word: &str) -> Option<String> {
    let is = |text: &str| folded(text) == folded(word);
    T::members().iter().find(|m| is(m.code_of()) || is(m.label_of())).map(|member| member.code_of().to_owned())
}

fn yes_or_no(word: &str) -> Option<String> {
    let code = if YES.contains(&word) {
        "yes"
    } else if NO.contains(&word) {
        "no"
    } else {
        return None;
    };
    Some(code.to_owned())
}

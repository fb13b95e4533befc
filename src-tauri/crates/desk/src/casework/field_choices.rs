//! Which control a coded field is corrected with, and what it is chosen from: one list for every shell.

use crate::wire::{ChoiceView, FieldChoicesView};
use caseload::strands::Strand;
use caseload::{
    CaseKind, CodeList, ContactWish, Field, FormatNeed, OfficerGender, OfficerLanguage, RiskLevel, SafetyRule, SpeakTo,
    StatementOffer, SubStrand, VictimKind,
};

/// Every coded field that a person corrects by typing or choosing.
pub(crate) fn field_choices() -> Vec<FieldChoicesView> {
    Field::ALL.iter().filter_map(|&field| Some((field, control(field)?))).map(view).collect()
}

fn view((field, (control, choices)): (Field, (&str, Vec<ChoiceView>))) -> FieldChoicesView {
    FieldChoicesView {
        field: field.name().to_owned(),
        label: field.label().to_owned(),
        control: control.to_owned(),
        choices,
    }
}

fn control(field: Field) -> Option<(&'static str, Vec<ChoiceView>)> {
    Some(match field {
        Field::Kind => ("one", listed::<CaseKind>()),
        Field::Risk => ("one", listed::<RiskLevel>()),
        Field::VictimKind => ("one", listed::<VictimKind>()),
        Field::OfficerGender => ("one", listed::<OfficerGender>()),
        Field::OfficerLanguage => ("one", listed::<OfficerLanguage>()),
        Field::SpeakTo => ("one", listed::<SpeakTo>()),
        Field::Statement => ("one", listed::<StatementOffer>()),
        Field::Safety => ("several", listed::<SafetyRule>()),
        Field::Formats => ("several", listed::<FormatNeed>()),
        Field::Wishes => ("several", listed::<ContactWish>()),
        Field::Strands => {
            let strands = Strand::MONITORED.iter().map(|strand| choice(strand.code(), &strand.label()));
            // Monitored by several forces; a force's own come with its extract.
            let local = ["gender", "age", "alternative_subculture"].into_iter().filter_map(Strand::from_code);
            ("several", strands.chain(local.map(|strand| choice(strand.code(), &strand.label()))).collect())
        }
        Field::SubStrands => {
            ("several", SubStrand::usual().map(|sub| choice(&sub.code_text(), &sub.label())).collect())
        }
        Field::Aggravated | Field::Online | Field::Disability | Field::Interpreter | Field::SaysRepeat => {
            ("one", vec![choice("yes", "Yes"), choice("no", "No")])
        }
        Field::ReportedOn
        | Field::RecordedOn
        | Field::OccurredOn
        | Field::RiskAssessedOn
        | Field::ReassessByOn
        | Field::TransferredOn
        | Field::SupportRegainedOn => ("day", Vec::new()),
        Field::SafeTimes => ("times", Vec::new()),
        Field::Referrals | Field::LinkedCollars => ("list", Vec::new()),
        Field::Borough
        | Field::Ward
        | Field::PlaceType
        | Field::Offence
        | Field::HomeOfficeClass
        | Field::OicCollar
        | Field::Team
        | Field::Source
        | Field::TransferredTo
        | Field::AgeBand
        | Field::Sex
        | Field::Ethnicity
        | Field::Language => ("text", Vec::new()),
        // Each has a form of its own.
        Field::Outcome | Field::Withdrawal | Field::ContactMadeOn => return None,
    })
}

fn listed<T: CodeList>() -> Vec<ChoiceView> {
    T::members().iter().map(|member| choice(member.code_of(), member.label_of())).collect()
}

fn choice(code: &str, label: &str) -> ChoiceView {
    ChoiceView { code: code.to_owned(), label: label.to_owned() }
}

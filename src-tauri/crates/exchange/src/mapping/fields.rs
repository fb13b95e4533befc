//! The fields of a case by what their cells hold.

/// A field that is a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DayField {
    Reported,
    Recorded,
    Occurred,
    ContactMade,
    Outcome,
    Withdrawn,
    SupportRegained,
    Transferred,
    RiskAssessed,
    ReassessBy,
}

/// A field that is a short text without personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextField {
    Borough,
    Ward,
    PlaceType,
    Offence,
    HomeOfficeClass,
    Team,
    Source,
    AgeBand,
    Sex,
    Ethnicity,
    Language,
    TransferredTo,
    WithdrawalReason,
    WithdrawalConfirmedBy,
    WithdrawalConfirmedHow,
}

/// A field that is yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum YesField {
    Aggravated,
    Online,
    Disability,
    SaysRepeat,
    Interpreter,
}

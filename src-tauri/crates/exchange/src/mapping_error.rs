//! Why a mapping was refused.

use thiserror::Error;

/// Why a mapping was refused. Nothing is read with a mapping that is not understood in full.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MappingError {
    #[error("The mapping is not written as it should be. {0}")]
    Form(#[from] toml::de::Error),
    #[error("The mapping does not say its version. Add `version = 1` at its top.")]
    NoVersion,
    #[error("The mapping has version {found}, and this program reads version 1. Use the program it was made with.")]
    UnknownVersion { found: i64 },
    #[error("The mapping's name \"{name}\" must be 1 to 40 lower case letters, digits, \"-\" or \"_\".")]
    BadName { name: String },
    #[error("The mapping does not name its {what} column. Write the column's name between the quotes.")]
    NoColumn { what: String },
    #[error("The date form \"{form}\" does not name a whole date. Write it as \"%d/%m/%Y\", or \"serial\".")]
    BadDateForm { form: String },
    #[error("The field \"{field}\" reads dates, and no `date_forms` are given for it or for the whole mapping.")]
    NoDateForms { field: String },
    #[error("There is no field named \"{field}\". Check its spelling against the list of fields.")]
    UnknownField { field: String },
    #[error("The field \"{field}\" is said by flags. Write it as [[flags]] with the meanings of its values.")]
    SaidByFlags { field: String },
    #[error("The withdrawal is said in parts: withdrawn_on, withdrawal_reason, withdrawal_confirmed_by or _how.")]
    SaidInParts,
    #[error("The field \"{field}\" needs either a column or a constant, and not both.")]
    ColumnOrConstant { field: String },
    #[error("The field \"{field}\" cannot have `{key}`. Remove it.")]
    NotForThisField { field: String, key: &'static str },
    #[error("The field \"{field}\" cannot mean \"{meaning}\". Use a code of that field's list.")]
    UnknownCode { field: String, meaning: String },
    #[error("The constant of the field \"{field}\" is not a value it can have.")]
    BadConstant { field: String },
    #[error(
        "The flag meaning \"{meaning}\" is not known. Write strand:race, safety:no_letter, online, aggravated, repeat or nothing."
    )]
    UnknownMeaning { meaning: String },
    #[error("The flags of the column \"{column}\" say nothing. Give `marks`, `yes` or `values`.")]
    FlagsWithoutMeaning { column: String },
    #[error("The flags of the column \"{column}\" have both `marks` and `yes`. Keep one.")]
    MarksAndYes { column: String },
    #[error("The field \"{field}\" is said twice, by a column of its own and by flags. Keep one.")]
    SaidTwice { field: String },
    #[error("The outcome needs its day. Map the field outcome_on as well.")]
    OutcomeWithoutDay,
    #[error("`empty_clears` names \"{field}\", which this mapping does not read.")]
    ClearsUnread { field: String },
}

use super::*;
use proptest::prelude::*;

const HEAD: &str = "version = 1\nname = \"own\"\ntitle = \"Own\"\nreference = \"Ref\"\ndate_forms = [\"%d/%m/%Y\"]\n";

fn error(rest: &str) -> MappingError {
    Mapping::parse(&format!("{HEAD}{rest}")).expect_err(rest)
}

#[test]
fn the_mappings_that_come_with_the_program_are_right() {
    for name in Mapping::built_in_names() {
        let text = Mapping::built_in_text(name).unwrap();
        let mapping = Mapping::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(mapping.name(), name, "called by its own name");
        assert!(Mapping::built_in(name).is_some());
    }
    assert!(Mapping::built_in("other").is_none());
}

#[test]
fn the_mapping_for_records_management_reads_every_field() {
    let mapping = Mapping::built_in("rms").unwrap();
    let by_flags: BTreeSet<&str> = mapping.flags.iter().flat_map(|rule| &rule.fields).map(|f| f.name()).collect();
    let read = |name: &str| by_flags.contains(name) || mapping.rules.iter().any(|rule| rule.name == name);
    let fields = caseload::Field::ALL.iter().map(|field| field.name());
    let personal = caseload::PersonalField::of_case().map(|field| field.name());
    let unread: Vec<&str> = fields.chain(personal).filter(|name| !read(name)).collect();
    // The withdrawal is read in parts, the age band follows from the date of birth, and notes, reasons for a risk and
    // names of others on the investigation stay where they are.
    assert_eq!(unread, ["age_band", "withdrawal", "linked_names", "risk_rationale", "note"]);
}

#[test]
fn each_slip_has_its_own_error() {
    use MappingError as E;
    let field = |field: &str| field.to_owned();
    for (rest, expected) in [
        ("[fields.colour]\ncolumn = \"A\"", E::UnknownField { field: field("colour") }),
        ("[fields.strands]\ncolumn = \"A\"", E::SaidByFlags { field: field("strands") }),
        ("[fields.withdrawal]\ncolumn = \"A\"", E::SaidInParts),
        ("[fields.ward]\nrequired = true", E::ColumnOrConstant { field: field("ward") }),
        ("[fields.ward]\ncolumn = \"A\"\nconstant = \"B\"", E::ColumnOrConstant { field: field("ward") }),
        ("[fields.ward]\ncolumn = \" \"", E::NoColumn { what: field("ward") }),
        ("[fields.ward]\ncolumn = []", E::NoColumn { what: field("ward") }),
        (
            "[fields.ward]\ncolumn = \"A\"\ndelimiters = \";\"",
            E::NotForThisField { field: field("ward"), key: "delimiters" },
        ),
        (
            "[fields.risk]\ncolumn = \"A\"\nvalues = { \"R1\" = \"extreme\" }",
            E::UnknownCode { field: field("risk"), meaning: field("extreme") },
        ),
        (
            "[fields.withdrawal_reason]\ncolumn = \"A\"\nvalues = { \"Fear\" = \"Was afraid of Mr X\" }",
            E::UnknownCode { field: field("withdrawal_reason"), meaning: field("Was afraid of Mr X") },
        ),
        ("[fields.risk]\nconstant = \"extreme\"", E::BadConstant { field: field("risk") }),
        ("[fields.reported_on]\ncolumn = \"A\"\ndate_forms = [\"%d/%m\"]", E::BadDateForm { form: field("%d/%m") }),
        ("[fields.reported_on]\ncolumn = \"A\"\ndate_forms = []", E::NoDateForms { field: field("reported_on") }),
        ("[fields.outcome]\ncolumn = \"A\"", E::OutcomeWithoutDay),
        ("[[flags]]\ncolumn = \"A\"", E::FlagsWithoutMeaning { column: field("A") }),
        (
            "[[flags]]\ncolumn = \"A\"\nmarks = \"strand:Not A Code\"",
            E::UnknownMeaning { meaning: field("strand:Not A Code") },
        ),
        ("[[flags]]\ncolumn = \"A\"\nyes = \"online\"\nmarks = \"online\"", E::MarksAndYes { column: field("A") }),
        (
            "[fields.online]\ncolumn = \"A\"\n[[flags]]\ncolumn = \"B\"\nyes = \"online\"",
            E::SaidTwice { field: field("online") },
        ),
    ] {
        assert_eq!(error(rest), expected, "{rest}");
    }
    assert!(matches!(error("empty_cleans = []"), E::Form(_)), "a misspelt key");
    assert_eq!(Mapping::parse("").unwrap_err(), E::NoVersion);
    assert_eq!(Mapping::parse("version = 2\nnew = 1").unwrap_err(), E::UnknownVersion { found: 2 });
    let clears = format!("{HEAD}empty_clears = [\"team\"]");
    assert_eq!(Mapping::parse(&clears).unwrap_err(), E::ClearsUnread { field: field("team") });
    let named = HEAD.replace("\"own\"", "\"Our Own\"");
    assert_eq!(Mapping::parse(&named).unwrap_err(), E::BadName { name: field("Our Own") });
}

proptest! {
    #[test]
    fn no_text_panics(rest in "(\\[fields\\.[a-z_]{1,12}\\]|[a-z_]{1,12} = (\"[^\"]{0,8}\"|\\[\\]|1|true)|\n){0,12}", any in ".{0,80}") {
        let _ = Mapping::parse(&format!("{HEAD}{rest}"));
        let _ = Mapping::parse(&any);
    }
}

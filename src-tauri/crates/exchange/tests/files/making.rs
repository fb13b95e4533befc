//! Making a mapping from a file nobody has mapped: what is proposed, what is asked, and what the made mapping reads.

use crate::{read, today};
use exchange::Mapping;
use exchange::mapping::{Draft, DraftColumn, Lesson, SAYS_NOTHING, teach, ways_to_read};
use exchange::sample::{Because, Sample, sample, sample_column};
use exchange::{Opening, RefusalReason};

const SAMPLE: &str = include_str!("../fixtures/rms-sample.csv");
const TORONTO: &[u8] = include_bytes!("../../../../../tests/data/toronto-hate-crimes.csv");
const UNKNOWN: &str = "Ref,Report Date,Grade,Motivation,Victim,Officer\n\
    0001/26,03/04/2026,A1,\"HOMOPHOB; WEB\",Zoë Ünal,PC 7\n\
    0002/26,04/05/2026,B2,n/k,Ann Marsh,DC 12\n";

fn look(bytes: &[u8], like: Option<&str>) -> Sample {
    sample(bytes, Opening::default(), like, today()).unwrap()
}

/// What a person makes who agrees to everything proposed.
fn agreed(sample: &Sample, name: &str) -> Draft {
    let column = |column: &exchange::sample::SampleColumn| DraftColumn {
        column: column.name.clone(),
        reads: column.reads.clone(),
        values: column.values.iter().map(|v| (v.value.clone(), v.means.clone().unwrap_or_default())).collect(),
    };
    Draft {
        name: name.to_owned(),
        title: "Own".to_owned(),
        sheet: None,
        date_forms: sample.dates.forms.clone(),
        empty_says: ["Unknown", "Not known", "Not stated", "TBC"].map(str::to_owned).to_vec(),
        columns: sample.columns.iter().map(column).collect(),
    }
}

#[test]
fn agreeing_to_every_proposal_reads_what_the_mapping_made_by_hand_reads() {
    let found = look(SAMPLE.as_bytes(), None);
    assert_eq!((found.rows, found.header_row), (12, 1));
    let unknown: Vec<&str> =
        found.columns.iter().filter(|column| column.reads.is_empty()).map(|column| column.name.as_str()).collect();
    assert_eq!(unknown, [""; 0], "every column of the sample has a name other sources use");
    let text = agreed(&found, "own").written(None).unwrap();
    let by_own = read(SAMPLE.as_bytes(), &Mapping::parse(&text).unwrap()).unwrap();
    let by_hand = read(SAMPLE.as_bytes(), &Mapping::built_in("rms").unwrap()).unwrap();
    assert_eq!(by_own.refusals, []);
    for (own, hand) in by_own.rows.iter().zip(&by_hand.rows) {
        assert_eq!(own, hand);
    }
}

#[test]
fn a_saved_mapping_is_what_its_own_file_is_looked_at_with() {
    let text = Mapping::built_in_text("toronto").unwrap();
    let found = look(TORONTO, Some(text));
    let mapped = found.columns.iter().filter(|column| column.because == Because::Mapped).count();
    let mapping = Mapping::parse(text).unwrap();
    let extract = read(TORONTO, &mapping).unwrap();
    assert_eq!(mapped, extract.found.columns_used.len());
    let bias = found.columns.iter().find(|column| column.name == "RACE_BIAS").unwrap();
    assert_eq!(bias.reads, "flags");
}

#[test]
fn an_unknown_file_is_asked_about_where_it_cannot_be_known() {
    let found = look(UNKNOWN.as_bytes(), None);
    let reads: Vec<(&str, &str)> = found.columns.iter().map(|c| (c.name.as_str(), c.reads.as_str())).collect();
    assert_eq!(
        reads,
        [
            ("Ref", "reference"),
            ("Report Date", "reported_on"),
            ("Grade", ""),
            ("Motivation", "flags"),
            ("Victim", "victim_name"),
            ("Officer", "")
        ]
    );
    let asks = found.dates.asks.as_ref().unwrap();
    assert_eq!((asks.written.as_str(), asks.dates), ("03/04/2026", 2), "nothing in the file tells day from month");
    assert!(found.columns[4].values.is_empty(), "the values of a personal column are never listed");
    assert!(!format!("{found:?}").contains("Ünal"), "and its cells do not print");
    let flags: Vec<(&str, Option<&str>)> =
        found.columns[3].values.iter().map(|v| (v.value.as_str(), v.means.as_deref())).collect();
    assert_eq!(flags, [("HOMOPHOB", None), ("WEB", None), ("n/k", Some(SAYS_NOTHING))]);

    // The person says which order, what "Grade" is, and what its values mean.
    let opening = Opening::default();
    let (grade, _) = sample_column(UNKNOWN.as_bytes(), opening, "Grade", "risk", None, today()).unwrap();
    assert_eq!(grade.values.iter().map(|v| v.value.as_str()).collect::<Vec<_>>(), ["A1", "B2"]);
    assert!(grade.meanings.iter().any(|meaning| meaning.code == "high"));
    let mut draft = agreed(&found, "west");
    draft.date_forms = vec![asks.first.0.clone()];
    draft.columns[2] = DraftColumn {
        column: "Grade".to_owned(),
        reads: "risk".to_owned(),
        values: vec![("A1".to_owned(), "high".to_owned()), ("B2".to_owned(), String::new())],
    };
    draft.columns[3].values[0].1 = "strand:sexual_orientation".to_owned();
    draft.columns[3].values[1].1 = "online".to_owned();
    let text = draft.written(None).unwrap();
    let extract = read(UNKNOWN.as_bytes(), &Mapping::parse(&text).unwrap()).unwrap();
    assert_eq!(extract.rows.len(), 1);
    assert_eq!(extract.refusals[0].reason, RefusalReason::UnknownWord, "what nobody mapped refuses its row, and asks");
    let [unmapped] = &extract.found.unmapped[..] else { panic!("one: {extract:?}") };
    assert_eq!((unmapped.field.as_str(), unmapped.value.as_str(), unmapped.rows), ("risk", "B2", 1));

    // And is mapped there and then.
    let lesson = Lesson {
        column: unmapped.column.clone(),
        field: unmapped.field.clone(),
        value: unmapped.value.clone(),
        meaning: "standard".to_owned(),
    };
    let taught = teach(&text, &[lesson]).unwrap();
    let extract = read(UNKNOWN.as_bytes(), &Mapping::parse(&taught).unwrap()).unwrap();
    assert_eq!((extract.rows.len(), extract.refusals.len()), (2, 0));
}

#[test]
fn a_mapping_learns_flags_and_words_that_say_nothing() {
    let text = "version = 1\nname = \"own\"\ntitle = \"Own\"\nreference = \"Ref\"\n\
        [fields.sex]\ncolumn = \"Sex\"\nonly_values = true\nvalues = { \"F\" = \"female\" }\n\
        [[flags]]\ncolumn = \"Flags\"\ndelimiters = \";\"\nvalues = { \"RACE\" = \"strand:race\" }\n";
    let file = b"Ref,Sex,Flags\n1,F,RACE\n2,Q,RACE; NEW\n3,,ZERO\n";
    let extract = read(file, &Mapping::parse(text).unwrap()).unwrap();
    let lessons: Vec<Lesson> = extract
        .found
        .unmapped
        .iter()
        .zip(["nothing", "none", SAYS_NOTHING])
        .map(|(asked, meaning)| Lesson {
            column: asked.column.clone(),
            field: asked.field.clone(),
            value: asked.value.clone(),
            meaning: meaning.to_owned(),
        })
        .collect();
    assert_eq!(lessons.len(), 3);
    let taught = teach(text, &lessons).unwrap();
    let extract = read(file, &Mapping::parse(&taught).unwrap()).unwrap();
    assert_eq!(extract.refusals, []);
    assert_eq!(extract.rows[1].facts.sex, None, "Q says nothing");
    let wrong = Lesson { meaning: "strand:Not A Code".to_owned(), ..lessons[0].clone() };
    assert!(teach(text, &[wrong]).is_err(), "a meaning that is none");
    let elsewhere = Lesson { column: "Other".to_owned(), ..lessons[0].clone() };
    assert!(teach(text, &[elsewhere]).is_err(), "a column the mapping does not read");
}

#[test]
fn remaking_a_mapping_keeps_what_columns_cannot_say() {
    let base = "version = 1\nname = \"own\"\ntitle = \"Own\"\nreference = [\"Ref\", \"Old Ref\"]\n\
        date_forms = [\"%d/%m/%Y\"]\nempty_clears = [\"risk\"]\n\
        [fields.kind]\nconstant = \"crime\"\n\
        [fields.reported_on]\ncolumn = \"Reported\"\n\
        [fields.risk]\ncolumn = \"Grade\"\nvalues = { \"A1\" = \"high\" }\n";
    let file = b"Ref,Reported,Grade,Ward\n1,25/10/2026,A1,Kew\n";
    let found = look(file, Some(base));
    assert_eq!(found.columns[2].values[0].means.as_deref(), Some("high"));
    let mut draft = agreed(&found, "own");
    draft.columns[3].reads = "ward".to_owned();
    let text = draft.written(Some(base)).unwrap();
    for kept in ["constant = \"crime\"", "\"Old Ref\"", "empty_clears", "A1 = \"high\"", "[fields.ward]"] {
        assert!(text.contains(kept), "{kept} is kept:\n{text}");
    }
}

#[test]
fn every_way_to_read_a_column_makes_a_mapping() {
    for way in ways_to_read() {
        let column = |column: &str, reads: &str| DraftColumn {
            column: column.to_owned(),
            reads: reads.to_owned(),
            values: Vec::new(),
        };
        let mut columns = vec![column("A", "reference"), column("B", &way.code)];
        if way.code == "reference" {
            columns.remove(0);
        }
        if way.code == "outcome" {
            columns.push(column("C", "outcome_on"));
        }
        if let Some(field) = way.code.strip_prefix("also:") {
            columns.push(column("C", field));
        }
        if way.code == "flags" {
            columns[1].values.push(("RACE".to_owned(), "strand:race".to_owned()));
        }
        let draft = Draft {
            name: "own".to_owned(),
            title: "Own".to_owned(),
            date_forms: vec!["%d/%m/%Y".to_owned()],
            columns,
            ..Draft::default()
        };
        let made = draft.written(None);
        assert!(made.is_ok(), "{}: {made:?}", way.code);
    }
}

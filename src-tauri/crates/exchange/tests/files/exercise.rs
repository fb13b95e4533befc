//! One input through the reader, the mapping and the proposal: what must hold of any bytes at all.
//!
//! The fuzzing program makes inputs; the test beside this replays those that were kept.

use exchange::mapping::{Draft, DraftColumn};
use exchange::sample::sample;
use exchange::{Extract, Mapping, Opening, ReadError, TableForm, read_extract};
use std::collections::BTreeSet;
use std::ops::ControlFlow;

const TODAY: (i32, u32, u32) = (2026, 11, 23);

/// What an input led to: inputs that lead to something new are worth keeping.
pub type Signature = BTreeSet<String>;

/// Reads the input in every way, and gives what it led to.
///
/// # Panics
/// Where something does not hold that must.
pub fn exercise(bytes: &[u8], mappings: &[Mapping]) -> Signature {
    let today = chrono::NaiveDate::from_ymd_opt(TODAY.0, TODAY.1, TODAY.2).unwrap_or_default();
    let mut signature = Signature::new();
    for (number, mapping) in mappings.iter().enumerate() {
        let read = read_extract(bytes, mapping, today, &mut |_| ControlFlow::Continue(()));
        note(&read, number, &mut signature);
    }
    let _ = exchange::officers::read_officers(bytes);
    match sample(bytes, Opening::default(), None, today) {
        Err(error) => {
            signature.insert(format!("sample: {}", kind(&error)));
        }
        Ok(found) => {
            signature.insert(format!("sample: asks {}", found.dates.asks.is_some()));
            let columns = found.columns.iter().map(|column| DraftColumn {
                column: column.name.clone(),
                reads: column.reads.clone(),
                values: column.values.iter().map(|v| (v.value.clone(), v.means.clone().unwrap_or_default())).collect(),
            });
            let draft = Draft {
                name: "own".to_owned(),
                title: "Own".to_owned(),
                date_forms: vec!["%d/%m/%Y".to_owned()],
                columns: columns.collect(),
                ..Draft::default()
            };
            if let Ok(text) = draft.written(None)
                && let Ok(mapping) = Mapping::parse(&text)
            {
                note(&read_extract(bytes, &mapping, today, &mut |_| ControlFlow::Continue(())), 99, &mut signature);
            }
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        signature.insert(format!("mapping: {}", Mapping::parse(text).is_ok()));
    }
    signature
}

fn note(read: &Result<Extract, ReadError>, number: usize, signature: &mut Signature) {
    match read {
        Err(error) => {
            signature.insert(format!("{number}: {}", kind(error)));
        }
        Ok(extract) => {
            let refused: BTreeSet<u64> = extract.refusals.iter().map(|refusal| refusal.row).collect();
            assert_eq!(
                (extract.rows.len() + refused.len()) as u64,
                extract.found.rows,
                "no row is lost, none is made up"
            );
            assert!(extract.refusals.iter().all(|refusal| !refusal.remedy.is_empty()), "each refusal has its remedy");
            assert!(extract.rows.is_sorted_by_key(|row| row.row), "rows keep their order");
            let form = match &extract.found.form {
                TableForm::Text { encoding, delimiter } => format!("{encoding} {delimiter}"),
                TableForm::Sheet { .. } => "sheet".to_owned(),
            };
            signature.insert(format!("{number}: {form} {}", extract.rows.len().min(2)));
            signature.extend(extract.refusals.iter().map(|refusal| format!("{number}: {}", refusal.reason.heading())));
        }
    }
}

/// The first words of an error, without what is of this file only.
fn kind(error: &ReadError) -> String {
    error.to_string().split('"').next().unwrap_or_default().to_owned()
}

/// The mappings that inputs are read by.
pub fn mappings() -> Vec<Mapping> {
    let own = "version = 1\nname = \"small\"\ntitle = \"Small\"\nreference = \"Ref\"\n\
        date_forms = [\"%d/%m/%Y\", \"%m/%d/%Y\", \"%Y-%m-%d\", \"serial\"]\nempty_clears = [\"team\"]\n\
        [fields.reported_on]\ncolumn = \"Reported\"\n[fields.team]\ncolumn = \"Team\"\n\
        [fields.risk]\ncolumn = \"Risk\"\n[fields.victim_name]\ncolumn = \"Victim\"\n\
        [fields.date_of_birth]\ncolumn = \"Born\"\n[fields.oic_collar]\ncolumn = \"OIC\"\n\
        [fields.outcome]\ncolumn = \"Outcome\"\n[fields.outcome_on]\ncolumn = \"Outcome day\"\n\
        [[flags]]\ncolumn = \"Flags\"\ndelimiters = \";,|\"\nvalues = { \"RACE\" = \"strand:race\" }\n";
    Mapping::parse(own).into_iter().chain(["rms", "toronto"].into_iter().filter_map(Mapping::built_in)).collect()
}

//! What crosses to the shells: views outward, requests inward, error codes.
//!
//! Wire types are their own types: the rules are not `Serialize`.
//! Names and addresses are in a view only where the work at hand needs them.
//! TypeScript bindings are generated from here by a test and committed as `ui/src/ipc/wire.ts`.

mod cases;
mod casework;
mod effects;
mod imports;
mod mappings;
mod measures;
mod month;
mod plan;
mod policy;
mod session;
mod today;
mod trends;
mod trials;

pub use cases::*;
pub use casework::*;
pub use effects::*;
pub use imports::*;
pub use mappings::*;
pub use measures::*;
pub use month::*;
pub use plan::*;
pub use policy::*;
pub use session::*;
pub use today::*;
pub use trends::*;
pub use trials::*;

/// Derives what every wire type has.
macro_rules! wire {
    ($($(#[$meta:meta])* pub $kind:ident $name:ident $body:tt)+) => {
        $(
            $(#[$meta])*
            #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
            #[ts(export_to = "wire.ts")]
            #[serde(rename_all = "snake_case")]
            pub $kind $name $body
        )+

        /// Writes the TypeScript of this module's types.
        #[cfg(test)]
        pub(super) fn write_bindings(config: &ts_rs::Config) -> Result<(), ts_rs::ExportError> {
            $( <$name as ts_rs::TS>::export(config)?; )+
            Ok(())
        }
    };
}
use wire;

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    /// Set to write the committed file anew, after a type was changed on purpose.
    const UPDATE: &str = "REASSURE_UPDATE_BINDINGS";

    #[test]
    fn the_committed_bindings_are_what_these_types_make() {
        let folder = tempfile::tempdir().unwrap();
        let config = ts_rs::Config::new().with_large_int("number").with_out_dir(folder.path());
        super::cases::write_bindings(&config).unwrap();
        super::casework::write_bindings(&config).unwrap();
        super::effects::write_bindings(&config).unwrap();
        super::imports::write_bindings(&config).unwrap();
        super::mappings::write_bindings(&config).unwrap();
        super::measures::write_bindings(&config).unwrap();
        super::month::write_bindings(&config).unwrap();
        super::plan::write_bindings(&config).unwrap();
        super::policy::write_bindings(&config).unwrap();
        super::session::write_bindings(&config).unwrap();
        super::today::write_bindings(&config).unwrap();
        super::trends::write_bindings(&config).unwrap();
        super::trials::write_bindings(&config).unwrap();
        let made = fs::read_to_string(folder.path().join("wire.ts")).unwrap();

        let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/ipc/wire.ts");
        if std::env::var_os(UPDATE).is_some() {
            fs::write(&committed, &made).unwrap();
        }
        let found = fs::read_to_string(&committed).unwrap();
        // A long file compared as one text says nothing: name the first line that differs.
        let differing = made.lines().zip(found.lines()).position(|(made, found)| made != found);
        assert!(
            differing.is_none() && made == found,
            "ui/src/ipc/wire.ts is stale at line {:?}: run `{UPDATE}=1 cargo test -p desk bindings`",
            differing.map(|place| place + 1)
        );
    }

    /// A sheet prints beside each box the key that types it back: it has to be the page's.
    #[test]
    fn the_keys_on_paper_are_those_of_the_page() {
        let words = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/words/today.ts");
        let words = fs::read_to_string(words).unwrap();
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        let codes =
            ["reached", "no_answer", "voicemail", "wrong_number", "declined", "call_back", "visit_agreed", "unsafe"];
        for code in codes {
            let result = caseload::AttemptResult::from_code(code, Some(day)).unwrap();
            let key = format!("{{ key: '{}', result: '{code}'", result.key());
            assert!(words.contains(&key), "{key} is on the paper and not on the page");
        }
    }
}

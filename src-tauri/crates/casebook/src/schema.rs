//! Opening a desk's files: the key, the tables, and the way from the forms of earlier versions.
//!
//! What people said and did (`entry`, `person_version`) is a commitment: its tables change only by a new number and a
//! step that keeps every row. The read model is rebuilt whenever the text or the rules that make it have changed.

use crate::error::CasebookError;
use crate::verify;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;
use std::time::Duration;
use zeroize::Zeroizing;

/// The ledger file of a desk.
pub const LEDGER_FILE: &str = "casebook.db";
/// The people file of a desk.
pub const PEOPLE_FILE: &str = "people.db";
/// The tables of the read model.
pub const READ_MODEL: &str = include_str!("sql/read_model.sql");
/// The tables of the search index over people.
pub const SEARCH: &str = include_str!("sql/people_search.sql");
/// A small index in memory beside it.
pub const SIEVE: &str = include_str!("sql/people_sieve.sql");
/// Raise it when the same tables are to hold something else: when `fold`, `case_row` or `figures` decide anew.
const READ_MODEL_RULES: u32 = 4;
/// Prepared statements a connection keeps: all that one batch uses again and again.
pub const STATEMENTS_KEPT: usize = 64;
/// How long to wait for another program's write.
const PATIENCE: Duration = Duration::from_secs(5);

/// One of a desk's two files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum File {
    Ledger,
    People,
}

impl File {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ledger => LEDGER_FILE,
            Self::People => PEOPLE_FILE,
        }
    }

    /// The form this version writes.
    pub const fn form(self) -> u32 {
        match self {
            Self::Ledger => 1,
            Self::People => 2,
        }
    }

    fn tables(self) -> String {
        match self {
            Self::Ledger => include_str!("sql/ledger_schema.sql").to_owned() + READ_MODEL,
            Self::People => include_str!("sql/people_schema.sql").to_owned() + SEARCH,
        }
    }
}

/// Opens one file with its key, and makes its tables where the desk is new.
///
/// # Errors
/// Damage, named by page; a newer form; the disk.
pub fn connect(folder: &Path, file: File, key: &[u8; 32], make: bool) -> Result<Connection, CasebookError> {
    let name = file.name();
    let path = folder.join(name);
    if make {
        // What an earlier try at making this desk left: without keys.json nobody can read it.
        for stale in [name.to_owned(), format!("{name}-wal"), format!("{name}-shm")] {
            let _ = fs::remove_file(folder.join(stale));
        }
    }
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    flags.set(OpenFlags::SQLITE_OPEN_CREATE, make);
    let connection = Connection::open_with_flags(&path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    keep_plans(&connection)?;
    set_key(&connection, key)?;
    let found = form_of(&connection).map_err(|_| verify::damage_named(&connection, name))?;
    if found > file.form() {
        return Err(CasebookError::Newer { found, known: file.form() });
    }
    let mode: Result<String, _> = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0));
    mode.map_err(|_| verify::damage_named(&connection, name))?;
    connection.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON; \
         PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;",
    )?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    if make {
        connection.execute_batch(&format!("BEGIN; {} COMMIT;", file.tables()))?;
        if file == File::Ledger {
            sign_read_model(&connection)?;
        }
    }
    Ok(connection)
}

/// Keeps a statement's plan whatever values are bound to it.
///
/// Without this SQLite makes a new plan for each value that a partial index might depend on, which takes longer than
/// reading a case.
pub fn keep_plans(connection: &Connection) -> Result<(), CasebookError> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// The number of a file's form.
pub fn form_of(connection: &Connection) -> Result<u32, rusqlite::Error> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Whether the read model was made by this very text and these rules.
pub fn read_model_is_current(ledger: &Connection) -> Result<bool, CasebookError> {
    let there: bool = ledger.query_row(
        "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'read_model')",
        [],
        |row| row.get(0),
    )?;
    if !there {
        return Ok(false);
    }
    let made_by: Option<String> =
        ledger.query_row("SELECT made_by FROM read_model", [], |row| row.get(0)).optional()?;
    Ok(made_by == Some(read_model_maker()))
}

/// Whether the search index over people was made by this very text.
pub fn search_is_current(people: &Connection) -> Result<bool, CasebookError> {
    let made_by: Option<String> = people
        .query_row("SELECT sql FROM sqlite_schema WHERE name = 'person_search'", [], |row| row.get(0))
        .optional()?;
    Ok(made_by.is_some_and(|made_by| SEARCH.contains(&made_by)))
}

/// The tables of the read model that follow from a case's own entries. The numbers of sheets follow from prints.
pub fn read_model_tables(connection: &Connection) -> Result<Vec<String>, CasebookError> {
    let mut statement = connection.prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('read_model', 'entry', 'sheet') ORDER BY name",
    )?;
    let names = statement.query_map([], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

/// Notes what made the read model.
pub fn sign_read_model(ledger: &Connection) -> Result<(), CasebookError> {
    ledger.execute("DELETE FROM read_model", [])?;
    ledger.execute("INSERT INTO read_model (made_by) VALUES (?)", [read_model_maker()])?;
    Ok(())
}

fn read_model_maker() -> String {
    format!("{READ_MODEL_RULES}:{}", crate::form::digest_text(&Sha256::digest(READ_MODEL).into()))
}

/// Gives SQLCipher its key, and keeps its own log silent: our errors say what happened.
pub fn set_key(connection: &Connection, key: &[u8; 32]) -> Result<(), CasebookError> {
    use std::fmt::Write;
    connection.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    let mut hex = Zeroizing::new(String::with_capacity(67));
    hex.push_str("x'");
    for byte in key {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex.push('\'');
    connection.pragma_update(None, "key", hex.as_str())?;
    Ok(())
}

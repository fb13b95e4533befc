-- The ledger file's truth: a commitment, changed only with a new number and a way from the old one.
-- The tables for lists and figures beside it are in read_model.sql.
CREATE TABLE entry (
    number   INTEGER PRIMARY KEY CHECK (number > 0),
    -- Copies of what `body` says, for looking entries up. `verify` compares them.
    case_id  INTEGER,
    known_on INTEGER NOT NULL,
    kind     TEXT NOT NULL,
    body     BLOB NOT NULL,
    -- SHA-256 over the digest before and the body.
    digest   BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT;
CREATE INDEX entry_by_case ON entry (case_id, number) WHERE case_id IS NOT NULL;
CREATE INDEX entry_by_attempt ON entry (known_on) WHERE kind IN ('contact_attempted', 'undone');
CREATE INDEX entry_of_desk ON entry (kind, number) WHERE case_id IS NULL;

PRAGMA user_version = 1;

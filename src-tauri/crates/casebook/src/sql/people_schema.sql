-- The people file: personal text as versions that are never overwritten. Erasing deletes them.
CREATE TABLE person_version (
    row_id  INTEGER PRIMARY KEY,
    -- The case or officer it speaks of.
    subject INTEGER NOT NULL,
    nonce   BLOB NOT NULL CHECK (length(nonce) = 32),
    text    TEXT NOT NULL
) STRICT;
CREATE INDEX person_version_by_subject ON person_version (subject);

-- Rows written whose entries may not have been. Settled at the next start.
CREATE TABLE unsettled (
    row_id INTEGER PRIMARY KEY,
    -- Which write they belong to: a program settles its own only.
    batch  INTEGER NOT NULL
) STRICT;

CREATE VIRTUAL TABLE person_search USING fts5 (
    name, telephone, address,
    prefix = '2 3 4',
    tokenize = 'unicode61 remove_diacritics 2'
);
-- PRAGMA secure_delete does not reach the index.
INSERT INTO person_search (person_search, rank) VALUES ('secure-delete', 1);

PRAGMA user_version = 1;

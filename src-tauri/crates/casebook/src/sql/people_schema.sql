-- The people file: personal text as versions that are never overwritten. Erasing deletes them.
CREATE TABLE person_version (
    -- In the order written. The ids that entries name are random: as the key they would scatter each import.
    place   INTEGER PRIMARY KEY,
    row_id  INTEGER NOT NULL UNIQUE,
    -- The case or officer it speaks of.
    subject INTEGER NOT NULL,
    nonce   BLOB NOT NULL CHECK (length(nonce) = 32),
    text    TEXT NOT NULL,
    -- The day its case was reported, where the row is in the search index: the latest case is found first.
    search_day INTEGER
) STRICT;
CREATE INDEX person_version_by_subject ON person_version (subject);

-- Batches whose entries may not have been written. Settled at the next start.
CREATE TABLE unsettled (
    -- A program settles its own batches only.
    batch INTEGER PRIMARY KEY,
    -- The ledger's last entry before the batch: those that name its rows have higher numbers.
    after INTEGER NOT NULL,
    -- The batch's row ids, eight bytes each.
    rows  BLOB NOT NULL
) STRICT;

PRAGMA user_version = 2;

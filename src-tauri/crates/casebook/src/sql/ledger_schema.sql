-- The ledger file. `entry` is the truth; everything after it is the read model and can be rebuilt from it.
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

-- What stands of each case now, for lists. Days count from 1 January of year 1.
CREATE TABLE case_row (
    case_id        INTEGER PRIMARY KEY,
    reference      TEXT NOT NULL COLLATE NOCASE,
    victim_number  TEXT,
    first_known_on INTEGER NOT NULL,
    kind           TEXT NOT NULL,
    reported_on    INTEGER,
    borough        TEXT,
    ward           TEXT,
    risk           TEXT,
    strands        TEXT,
    outcome_number INTEGER CHECK (outcome_number BETWEEN 1 AND 22),
    outcome_on     INTEGER,
    -- The contact is still open: neither reached nor ended. Policy may owe none all the same.
    contact_open   INTEGER NOT NULL CHECK (contact_open IN (0, 1)),
    planned_on     INTEGER,
    planned_officer INTEGER,
    differences    INTEGER NOT NULL,
    -- Attempts, wishes, ending, links to the investigation; rows of the people file in force.
    contact        TEXT NOT NULL,
    personal       TEXT NOT NULL
) STRICT;
CREATE INDEX case_row_by_reference ON case_row (reference, victim_number);
CREATE INDEX case_row_by_report ON case_row (reported_on DESC, case_id);
CREATE INDEX case_row_open ON case_row (reported_on, case_id) WHERE contact_open = 1;
CREATE INDEX case_row_new ON case_row (first_known_on);
CREATE INDEX case_row_planned ON case_row (planned_on) WHERE planned_on IS NOT NULL;

-- What figures need, as it was known: from `known_from` up to and not with `known_to`.
CREATE TABLE case_version (
    case_id        INTEGER NOT NULL,
    known_from     INTEGER NOT NULL,
    known_to       INTEGER CHECK (known_to > known_from),
    kind           TEXT NOT NULL,
    reported_on    INTEGER NOT NULL,
    risk           TEXT,
    outcome_number INTEGER,
    outcome_on     INTEGER,
    withdrawn      INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
    withdrawn_on   INTEGER,
    reached_on     INTEGER,
    ended_on       INTEGER,
    tried          INTEGER NOT NULL CHECK (tried IN (0, 1)),
    strands        TEXT,
    borough        TEXT,
    ward           TEXT,
    team           TEXT,
    PRIMARY KEY (case_id, known_from)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX case_version_now ON case_version (case_id) WHERE known_to IS NULL;

PRAGMA user_version = 1;

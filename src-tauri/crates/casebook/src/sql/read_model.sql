-- The read model: tables for lists and figures, written in the transaction that appends what they follow from.
-- Change them freely: a desk whose read model another text than this one made is rebuilt when it is next opened.
DROP TABLE IF EXISTS case_row;
DROP TABLE IF EXISTS case_merged;
DROP TABLE IF EXISTS case_unlisted;
DROP TABLE IF EXISTS case_version;
DROP TABLE IF EXISTS open_task;
DROP TABLE IF EXISTS sheet;
DROP TABLE IF EXISTS read_model;

-- Which text and which rules made these tables.
CREATE TABLE read_model (
    made_by TEXT NOT NULL
) STRICT;

-- What stands of each case now, for lists. Days count from 1 January of year 1.
CREATE TABLE case_row (
    -- Ids are random: as the primary key they would scatter each import over the whole file.
    case_id        INTEGER NOT NULL UNIQUE,
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
    -- Fields on which the extract and a person both spoke and nobody has settled it. As bits.
    differences    INTEGER NOT NULL,
    -- Attempts, wishes, ending, links to the investigation; rows of the people file in force.
    contact        TEXT NOT NULL,
    personal       TEXT NOT NULL,
    -- Fields with a value; problems that nobody has set aside, and above them those somebody has. As bits.
    said           INTEGER NOT NULL,
    problems       INTEGER NOT NULL,
    -- Coded fields without a column of their own, as "|name=value|…".
    tags           TEXT NOT NULL,
    -- Who did something with it last, and when that was known.
    worked_by      INTEGER,
    worked_on      INTEGER,
    -- Steps of the investigation and what the victim was told of them, where there were any.
    clock_acts     TEXT
) STRICT;
CREATE INDEX case_row_by_reference ON case_row (reference, victim_number, reported_on);
CREATE INDEX case_row_by_report ON case_row (reported_on DESC, case_id);
CREATE INDEX case_row_open ON case_row (reported_on, case_id) WHERE contact_open = 1;
CREATE INDEX case_row_new ON case_row (first_known_on);
CREATE INDEX case_row_problems ON case_row (problems, reported_on) WHERE problems <> 0;
CREATE INDEX case_row_worked ON case_row (worked_by, worked_on) WHERE worked_by IS NOT NULL;
CREATE INDEX case_row_differs ON case_row (reported_on) WHERE differences <> 0;
CREATE INDEX case_row_planned ON case_row (planned_on) WHERE planned_on IS NOT NULL;

-- Cases in no list that an extract still finds by their key: they went into another one, or, without one, every
-- import that brought them was taken back.
CREATE TABLE case_unlisted (
    case_id       INTEGER PRIMARY KEY,
    reference     TEXT NOT NULL COLLATE NOCASE,
    victim_number TEXT,
    into_case     INTEGER
) STRICT;
CREATE INDEX case_unlisted_by_reference ON case_unlisted (reference, victim_number);

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
    offered        INTEGER NOT NULL CHECK (offered IN (0, 1)),
    age_band       TEXT,
    sex            TEXT,
    ethnicity      TEXT,
    disability     INTEGER CHECK (disability IN (0, 1)),
    language       TEXT,
    UNIQUE (case_id, known_from)
) STRICT;

-- What contacts left to be done and nobody has done yet. The entry that raised a task names it.
CREATE TABLE open_task (
    case_id   INTEGER NOT NULL,
    entry     INTEGER NOT NULL,
    kind      TEXT NOT NULL,
    owner     INTEGER NOT NULL,
    raised_on INTEGER NOT NULL,
    due_on    INTEGER NOT NULL,
    PRIMARY KEY (case_id, entry)
) STRICT, WITHOUT ROWID;

-- Contact sheets that were printed: the number each bears, for whom, and when it was first printed.
CREATE TABLE sheet (
    number     INTEGER PRIMARY KEY,
    case_id    INTEGER NOT NULL,
    printed_on INTEGER NOT NULL
) STRICT;
CREATE INDEX sheet_by_case ON sheet (case_id, number);

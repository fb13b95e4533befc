-- Search over people, in the people file. A row's id is the day its case was reported, then its place.
DROP TABLE IF EXISTS person_search;
DROP TABLE IF EXISTS name_word;

CREATE VIRTUAL TABLE person_search USING fts5 (
    name, telephone, address,
    prefix = '1 2 3 4',
    tokenize = 'unicode61 remove_diacritics 2'
);
-- PRAGMA secure_delete does not reach the index.
INSERT INTO person_search (person_search, rank) VALUES ('secure-delete', 1);
-- An import's names are gathered in memory and written in few large pieces.
INSERT INTO person_search (person_search, rank) VALUES ('hashsize', 8388608);

-- Every word of every name, for spelling that is nearly right.
CREATE TABLE name_word (
    word TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

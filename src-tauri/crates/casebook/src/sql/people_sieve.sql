-- The latest rows of a search, in memory, divided into words as `person_search` divides them.
CREATE VIRTUAL TABLE IF NOT EXISTS temp.sieve USING fts5 (
    name, telephone, address,
    content = '',
    tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO temp.sieve (sieve) VALUES ('delete-all');

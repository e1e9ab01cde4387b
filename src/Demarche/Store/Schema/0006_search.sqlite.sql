-- The search index: a projection of the journals, which can be emptied and filled again.
-- search_case: the head that a case's rows belong to. Rows of another head are not searched.
CREATE TABLE search_case (
  case_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  version TEXT NOT NULL,
  PRIMARY KEY (case_id)
);

-- A scope: the texts of one case that the same readers see. class is read by the program, never by SQL;
-- last is the last place in time that a row of it was given.
CREATE TABLE search_scope (
  id INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL,
  class_hash TEXT NOT NULL,
  class TEXT NOT NULL,
  last BIGINT NOT NULL,
  UNIQUE (case_id, class_hash)
);

-- id: the order of time in the upper bits, the scope in the lower ones.
CREATE TABLE search_row (
  id INTEGER PRIMARY KEY,
  case_id TEXT NOT NULL,
  item TEXT NOT NULL,
  kind TEXT NOT NULL,
  part BIGINT NOT NULL,
  words TEXT NOT NULL,
  UNIQUE (case_id, item, kind, part)
);

-- The words come ready: letters and digits in lower case, and words that begin with '=', which nobody can type.
CREATE VIRTUAL TABLE search_words USING fts5(
  words, content = 'search_row', content_rowid = 'id', columnsize = 0, prefix = '3', tokenize = "ascii tokenchars '='"
);

CREATE TRIGGER search_row_comes AFTER INSERT ON search_row
BEGIN
  INSERT INTO search_words (rowid, words) VALUES (NEW.id, NEW.words);
END;

CREATE TRIGGER search_row_goes AFTER DELETE ON search_row
BEGIN
  INSERT INTO search_words (search_words, rowid, words) VALUES ('delete', OLD.id, OLD.words);
END;

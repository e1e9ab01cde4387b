-- The row of a journal in head is both the lock on it and the truth about its end.
CREATE TABLE head (
  case_id TEXT NOT NULL,
  number BIGINT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (case_id)
);

CREATE TABLE entry (
  case_id TEXT NOT NULL,
  number BIGINT NOT NULL,
  time TEXT NOT NULL,
  author TEXT NOT NULL,
  kind TEXT NOT NULL,
  version BIGINT NOT NULL,
  marking TEXT NOT NULL,
  body TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (case_id, number)
);

-- Wrapped keys of erasable fields: deleting the row is what erases the field.
CREATE TABLE field_key (
  case_id TEXT NOT NULL,
  key_id TEXT NOT NULL,
  wrapped TEXT NOT NULL,
  PRIMARY KEY (case_id, key_id)
);

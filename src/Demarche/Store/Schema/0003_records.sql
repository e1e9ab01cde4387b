CREATE TABLE credential (
  person TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  totp_wrapped TEXT,
  failed BIGINT NOT NULL,
  locked_until TEXT,
  changed TEXT NOT NULL,
  PRIMARY KEY (person)
);

-- hash is the SHA-256 of the session's token: the table alone opens no session.
CREATE TABLE session (
  hash TEXT NOT NULL,
  person TEXT NOT NULL,
  created TEXT NOT NULL,
  seen TEXT NOT NULL,
  expires TEXT NOT NULL,
  PRIMARY KEY (hash)
);

CREATE INDEX session_person ON session (person);

-- The outbox. state: waiting, running, done, dead.
CREATE TABLE work (
  case_id TEXT NOT NULL,
  id TEXT NOT NULL,
  partner TEXT NOT NULL,
  payload_sha256 TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  due TEXT NOT NULL,
  last_error TEXT,
  claimed_by TEXT,
  claimed_until TEXT,
  created TEXT NOT NULL,
  PRIMARY KEY (case_id, id)
);

CREATE INDEX work_due ON work (state, due);

CREATE TABLE received (
  package_id TEXT NOT NULL,
  partner TEXT NOT NULL,
  sealed_sha256 TEXT NOT NULL,
  receipt TEXT NOT NULL,
  time TEXT NOT NULL,
  PRIMARY KEY (package_id)
);

CREATE TABLE setting (
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (name)
);

-- The private half of a person's vault key under a passphrase that the desk does not keep. Changed passphrase, changed row: the old one opens nothing.
CREATE TABLE vault_key (
  person TEXT NOT NULL,
  key_id TEXT NOT NULL,
  wrapped TEXT NOT NULL,
  failed BIGINT NOT NULL,
  locked_until TEXT,
  PRIMARY KEY (person)
);

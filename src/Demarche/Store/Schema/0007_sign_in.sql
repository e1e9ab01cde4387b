-- Failed tries to sign in, by where they came from. place is a hash: the table names no login and no address.
CREATE TABLE sign_in_failure (
  place TEXT NOT NULL,
  failed BIGINT NOT NULL,
  locked_until TEXT,
  seen TEXT NOT NULL,
  PRIMARY KEY (place)
);

CREATE INDEX sign_in_failure_seen ON sign_in_failure (seen);

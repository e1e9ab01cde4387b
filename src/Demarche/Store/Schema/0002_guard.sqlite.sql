CREATE TABLE document (
  sha256 TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (sha256)
);

CREATE TRIGGER entry_is_never_updated BEFORE UPDATE ON entry
BEGIN
  SELECT RAISE(ABORT, 'The journal is append-only: an entry was to be updated. Append a correction instead.');
END;

CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry
BEGIN
  SELECT RAISE(ABORT, 'The journal is append-only: an entry was to be deleted. Append a withdrawal instead.');
END;

-- INSERT OR REPLACE deletes the old row without firing the trigger above.
CREATE TRIGGER entry_is_never_replaced BEFORE INSERT ON entry
WHEN EXISTS (SELECT 1 FROM entry WHERE case_id = NEW.case_id AND number = NEW.number)
BEGIN
  SELECT RAISE(ABORT, 'The journal is append-only: an entry was to be replaced. Append a correction instead.');
END;

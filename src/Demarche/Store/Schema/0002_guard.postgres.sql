CREATE TABLE document (
  sha256 TEXT NOT NULL,
  bytes BYTEA NOT NULL,
  PRIMARY KEY (sha256)
);

CREATE FUNCTION refuse_entry_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The journal is append-only: % on entry is refused. Append a correction or a withdrawal instead.', TG_OP
    USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER entry_is_never_changed BEFORE UPDATE OR DELETE ON entry
  FOR EACH ROW EXECUTE FUNCTION refuse_entry_change();

CREATE TRIGGER entry_is_never_truncated BEFORE TRUNCATE ON entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_entry_change();

-- Always: a session that sets session_replication_role = replica would skip an ordinary trigger.
ALTER TABLE entry ENABLE ALWAYS TRIGGER entry_is_never_changed;
ALTER TABLE entry ENABLE ALWAYS TRIGGER entry_is_never_truncated;

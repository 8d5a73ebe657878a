-- The journal is written once. SQLite has no roles, so triggers say no; whoever drops them is found by the chain.
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN
  SELECT RAISE(ABORT, 'the journal is append-only: correct by a new entry');
END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN
  SELECT RAISE(ABORT, 'the journal is append-only: correct by a new entry');
END;

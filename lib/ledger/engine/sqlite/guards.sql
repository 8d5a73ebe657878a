-- The journal is written once. SQLite has no roles, so triggers say no; whoever drops them is found by the chain.
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN
  SELECT RAISE(ABORT, 'the journal is append-only: correct by a new entry');
END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN
  SELECT RAISE(ABORT, 'the journal is append-only: correct by a new entry');
END;
-- So are the records of notices.
CREATE TRIGGER notices_no_update BEFORE UPDATE ON notices BEGIN
  SELECT RAISE(ABORT, 'an issued notice never changes: correct it by a new one');
END;
CREATE TRIGGER notices_no_delete BEFORE DELETE ON notices BEGIN
  SELECT RAISE(ABORT, 'an issued notice never changes: correct it by a new one');
END;
CREATE TRIGGER notice_lines_no_update BEFORE UPDATE ON notice_lines BEGIN
  SELECT RAISE(ABORT, 'an issued notice never changes: correct it by a new one');
END;
CREATE TRIGGER notice_lines_no_delete BEFORE DELETE ON notice_lines BEGIN
  SELECT RAISE(ABORT, 'an issued notice never changes: correct it by a new one');
END;
CREATE TRIGGER notice_rows_no_update BEFORE UPDATE ON notice_rows BEGIN
  SELECT RAISE(ABORT, 'an issued notice never changes: correct it by a new one');
END;
CREATE TRIGGER notice_rows_no_delete BEFORE DELETE ON notice_rows BEGIN
  SELECT RAISE(ABORT, 'an issued notice never changes: correct it by a new one');
END;
CREATE TRIGGER notice_releases_no_update BEFORE UPDATE ON notice_releases BEGIN
  SELECT RAISE(ABORT, 'an issued notice never changes: correct it by a new one');
END;
CREATE TRIGGER notice_releases_no_delete BEFORE DELETE ON notice_releases BEGIN
  SELECT RAISE(ABORT, 'an issued notice never changes: correct it by a new one');
END;

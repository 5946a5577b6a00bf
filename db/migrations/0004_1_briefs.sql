-- What people write around a verdict, which notes are private, and what was printed.

ALTER TABLE document ADD COLUMN note_private INTEGER NOT NULL DEFAULT 0 CHECK (note_private IN (0, 1));
ALTER TABLE trial ADD COLUMN notes_private INTEGER NOT NULL DEFAULT 0 CHECK (notes_private IN (0, 1));

-- The log holds whole rows, from which undo, the bin and the history put them back: so they get the new columns, too.
UPDATE change SET before = json_set(before, '$.note_private', 0) WHERE entity = 'document' AND before IS NOT NULL;
UPDATE change SET after = json_set(after, '$.note_private', 0) WHERE entity = 'document' AND after IS NOT NULL;
UPDATE change SET before = json_set(before, '$.notes_private', 0) WHERE entity = 'trial' AND before IS NOT NULL;
UPDATE change SET after = json_set(after, '$.notes_private', 0) WHERE entity = 'trial' AND after IS NOT NULL;

CREATE TABLE brief (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE CHECK (uid <> ''),
  claim_uid TEXT NOT NULL UNIQUE REFERENCES claim (uid) ON DELETE CASCADE,
  question TEXT NOT NULL,
  asker TEXT NOT NULL,
  bottom_line TEXT NOT NULL,
  search TEXT NOT NULL,
  uncertainty TEXT NOT NULL,
  advice TEXT NOT NULL,
  prepared_by TEXT NOT NULL,
  checked_by TEXT NOT NULL,
  recheck_by TEXT NOT NULL CHECK (recheck_by = '' OR recheck_by GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  note TEXT NOT NULL,
  private INTEGER NOT NULL CHECK (private IN (0, 1)) -- the note leaves the library only when somebody says so
) STRICT;

CREATE TRIGGER brief_stays BEFORE UPDATE OF claim_uid ON brief
WHEN OLD.claim_uid IS NOT NEW.claim_uid BEGIN
  SELECT RAISE(ABORT, 'a brief stays with its claim');
END;

-- What was printed, when, of which claims, and what their verdicts were then. It is a record of what happened, as the
-- history is: so it is outside the change log, undo does not take it back, it is never changed, and it stays when a
-- claim is deleted. The file itself is in the table file.
CREATE TABLE printed (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE CHECK (uid <> ''),
  at TEXT NOT NULL, -- when it was stored
  claim_uids TEXT NOT NULL CHECK (json_valid(claim_uids) AND json_type(claim_uids) = 'array'),
  kind TEXT NOT NULL,
  format TEXT NOT NULL,
  language TEXT NOT NULL,
  day TEXT NOT NULL,
  rules_version TEXT NOT NULL,
  thresholds TEXT NOT NULL,
  verdicts TEXT NOT NULL CHECK (json_valid(verdicts) AND json_type(verdicts) = 'array'),
  private INTEGER NOT NULL CHECK (private IN (0, 1)), -- private notes are in it
  sha256 TEXT NOT NULL REFERENCES file (sha256) ON DELETE RESTRICT,
  file_name TEXT NOT NULL
) STRICT;
CREATE INDEX printed_file ON printed (sha256);

CREATE TRIGGER printed_stays BEFORE UPDATE ON printed BEGIN
  SELECT RAISE(ABORT, 'what was printed stays as it was');
END;

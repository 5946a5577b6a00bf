-- The files of documents, where quotes and claims stand in them, what else a list of references tells of a document, and
-- which documents report which trials.

ALTER TABLE document ADD COLUMN file TEXT NOT NULL DEFAULT ''; -- file.sha256; no reference: undo moves it as it likes
ALTER TABLE document ADD COLUMN file_name TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN abstract TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN volume TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN issue TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN pages TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN language TEXT NOT NULL DEFAULT '';
ALTER TABLE document ADD COLUMN registry_ids TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(registry_ids) AND json_type(registry_ids) = 'array');
ALTER TABLE claim ADD COLUMN wording_prefix TEXT NOT NULL DEFAULT '';
ALTER TABLE claim ADD COLUMN wording_suffix TEXT NOT NULL DEFAULT '';
ALTER TABLE claim ADD COLUMN wording_page INTEGER NOT NULL DEFAULT 0;
ALTER TABLE claim ADD COLUMN wording_start INTEGER NOT NULL DEFAULT 0;
ALTER TABLE claim ADD COLUMN wording_end INTEGER NOT NULL DEFAULT 0;
ALTER TABLE quote ADD COLUMN page INTEGER NOT NULL DEFAULT 0;
ALTER TABLE quote ADD COLUMN start_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE quote ADD COLUMN end_at INTEGER NOT NULL DEFAULT 0;
CREATE INDEX document_file ON document (file) WHERE file <> '';

-- The log holds whole rows, from which undo, the bin and the history put them back: so they get the new columns, too.
UPDATE change
SET before = json_set(before, '$.file', '', '$.file_name', '', '$.abstract', '', '$.volume', '', '$.issue', '',
  '$.pages', '', '$.language', '', '$.registry_ids', '[]')
WHERE entity = 'document' AND before IS NOT NULL;
UPDATE change
SET after = json_set(after, '$.file', '', '$.file_name', '', '$.abstract', '', '$.volume', '', '$.issue', '',
  '$.pages', '', '$.language', '', '$.registry_ids', '[]')
WHERE entity = 'document' AND after IS NOT NULL;
UPDATE change
SET before = json_set(before, '$.wording_prefix', '', '$.wording_suffix', '', '$.wording_page', 0, '$.wording_start',
  0, '$.wording_end', 0)
WHERE entity = 'claim' AND before IS NOT NULL;
UPDATE change
SET after = json_set(after, '$.wording_prefix', '', '$.wording_suffix', '', '$.wording_page', 0, '$.wording_start', 0,
  '$.wording_end', 0)
WHERE entity = 'claim' AND after IS NOT NULL;
UPDATE change
SET before = json_set(before, '$.page', 0, '$.start_at', 0, '$.end_at', 0)
WHERE entity = 'quote' AND before IS NOT NULL;
UPDATE change
SET after = json_set(after, '$.page', 0, '$.start_at', 0, '$.end_at', 0)
WHERE entity = 'quote' AND after IS NOT NULL;

-- Files are kept by their content and outside the change log: what points to them is logged. bytes comes last, so that
-- the rest of a row is read without it. pages is written after the texts of the pages: see document_pages.
CREATE TABLE file (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  size INTEGER NOT NULL,
  pages INTEGER NOT NULL DEFAULT 0,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE page (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL REFERENCES file (sha256) ON DELETE CASCADE,
  number INTEGER NOT NULL CHECK (number > 0),
  text TEXT NOT NULL,
  layout BLOB NOT NULL, -- where paragraphs and words stand
  UNIQUE (sha256, number)
) STRICT;

CREATE TABLE report (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE CHECK (uid <> ''),
  document_uid TEXT NOT NULL REFERENCES document (uid) ON DELETE CASCADE,
  trial_uid TEXT NOT NULL REFERENCES trial (uid) ON DELETE CASCADE,
  relation TEXT NOT NULL,
  UNIQUE (document_uid, trial_uid)
) STRICT;
CREATE INDEX report_trial ON report (trial_uid);

-- The search index: one row for each claim, trial, document, appraisal with a reason and link with a reason. It holds
-- no text of its own. Its rowid is the entity's id times 8, plus 0 for a claim, 1 for a trial, 2 for a document, 3 for
-- an appraisal, 4 for a link. The views say what is indexed; the triggers keep it in step.

CREATE VIRTUAL TABLE search USING fts5 (
  title,
  body,
  content = '',
  contentless_delete = 1,
  tokenize = 'unicode61 remove_diacritics 2',
  prefix = '1 2 3'
);
INSERT INTO search (search, rank) VALUES ('rank', 'bm25(8.0, 1.0)'); -- a word in the title counts most

-- The facts of a trial that are words to search for.
CREATE TABLE search_field (
  field TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
INSERT INTO search_field (field) VALUES
  ('citation'), ('doi'), ('pmid'), ('registration'), ('country'), ('funding'), ('population'), ('intervention'), ('drug'),
  ('comparator'), ('blinding_summary'), ('follow_up_kind'), ('attrition'), ('adverse_events'),
  ('serious_adverse_events'), ('other_findings'), ('source_conflicts');

CREATE VIEW claim_text AS
SELECT id * 8 AS docid, uid, label AS title, text || ' ' || wording AS body
FROM claim;

CREATE VIEW trial_text AS
SELECT id * 8 + 1 AS docid, uid, name AS title,
  notes || ' ' || coalesce((
    SELECT group_concat(f.value, ' ' ORDER BY f.field)
    FROM fact f
    WHERE f.trial_uid = trial.uid
      AND f.status <> 'not-reported'
      AND f.field IN (SELECT field FROM search_field)
  ), '') AS body
FROM trial;

CREATE VIEW document_text AS
SELECT id * 8 + 2 AS docid, uid, title, author || ' ' || outlet || ' ' || doi || ' ' || pmid || ' ' || note AS body
FROM document;

CREATE VIEW appraisal_text AS
SELECT id * 8 + 3 AS docid, uid, '' AS title, reason AS body
FROM appraisal
WHERE reason <> '';

CREATE VIEW link_text AS
SELECT id * 8 + 4 AS docid, uid, '' AS title, reason || ' ' || why || ' ' || pico_note AS body
FROM link
WHERE reason <> '' OR why <> '' OR pico_note <> '';

CREATE TRIGGER claim_search_insert AFTER INSERT ON claim BEGIN
  INSERT INTO search (rowid, title, body) SELECT docid, title, body FROM claim_text WHERE uid = NEW.uid;
END;
CREATE TRIGGER claim_search_update AFTER UPDATE OF label, text, wording ON claim
WHEN (OLD.label, OLD.text, OLD.wording) IS NOT (NEW.label, NEW.text, NEW.wording) BEGIN
  DELETE FROM search WHERE rowid = OLD.id * 8;
  INSERT INTO search (rowid, title, body) SELECT docid, title, body FROM claim_text WHERE uid = NEW.uid;
END;
CREATE TRIGGER claim_search_delete AFTER DELETE ON claim BEGIN
  DELETE FROM search WHERE rowid = OLD.id * 8;
END;

CREATE TRIGGER trial_search_insert AFTER INSERT ON trial BEGIN
  INSERT INTO search (rowid, title, body) SELECT docid, title, body FROM trial_text WHERE uid = NEW.uid;
END;
CREATE TRIGGER trial_search_update AFTER UPDATE OF name, notes ON trial
WHEN (OLD.name, OLD.notes) IS NOT (NEW.name, NEW.notes) BEGIN
  DELETE FROM search WHERE rowid = OLD.id * 8 + 1;
  INSERT INTO search (rowid, title, body) SELECT docid, title, body FROM trial_text WHERE uid = NEW.uid;
END;
CREATE TRIGGER trial_search_delete AFTER DELETE ON trial BEGIN
  DELETE FROM search WHERE rowid = OLD.id * 8 + 1;
END;

-- A fact of a trial changes the trial's row. While the trial itself is not there yet (an import writes its facts
-- first, so that the row is made once), there is nothing to change.
CREATE TRIGGER fact_search_insert AFTER INSERT ON fact
WHEN NEW.trial_uid IS NOT NULL AND NEW.field IN (SELECT field FROM search_field) BEGIN
  DELETE FROM search WHERE rowid = (SELECT id * 8 + 1 FROM trial WHERE uid = NEW.trial_uid);
  INSERT INTO search (rowid, title, body) SELECT docid, title, body FROM trial_text WHERE uid = NEW.trial_uid;
END;
CREATE TRIGGER fact_search_update AFTER UPDATE OF value, status ON fact
WHEN (OLD.value, OLD.status) IS NOT (NEW.value, NEW.status)
  AND NEW.trial_uid IS NOT NULL AND NEW.field IN (SELECT field FROM search_field) BEGIN
  DELETE FROM search WHERE rowid = (SELECT id * 8 + 1 FROM trial WHERE uid = NEW.trial_uid);
  INSERT INTO search (rowid, title, body) SELECT docid, title, body FROM trial_text WHERE uid = NEW.trial_uid;
END;
CREATE TRIGGER fact_search_delete AFTER DELETE ON fact
WHEN OLD.trial_uid IS NOT NULL AND OLD.field IN (SELECT field FROM search_field) BEGIN
  DELETE FROM search WHERE rowid = (SELECT id * 8 + 1 FROM trial WHERE uid = OLD.trial_uid);
  INSERT INTO search (rowid, title, body) SELECT docid, title, body FROM trial_text WHERE uid = OLD.trial_uid;
END;

CREATE TRIGGER document_search_insert AFTER INSERT ON document BEGIN
  INSERT INTO search (rowid, title, body) SELECT docid, title, body FROM document_text WHERE uid = NEW.uid;
END;
CREATE TRIGGER document_search_update AFTER UPDATE OF title, author, outlet, doi, pmid, note ON document
WHEN (OLD.title, OLD.author, OLD.outlet, OLD.doi, OLD.pmid, OLD.note) IS NOT (NEW.title, NEW.author, NEW.outlet, NEW.doi, NEW.pmid, NEW.note) BEGIN
  DELETE FROM search WHERE rowid = OLD.id * 8 + 2;
  INSERT INTO search (rowid, title, body) SELECT docid, title, body FROM document_text WHERE uid = NEW.uid;
END;
CREATE TRIGGER document_search_delete AFTER DELETE ON document BEGIN
  DELETE FROM search WHERE rowid = OLD.id * 8 + 2;
END;

CREATE TRIGGER appraisal_search_insert AFTER INSERT ON appraisal BEGIN
  INSERT INTO search (rowid, title, body) SELECT docid, title, body FROM appraisal_text WHERE uid = NEW.uid;
END;
CREATE TRIGGER appraisal_search_update AFTER UPDATE OF reason ON appraisal
WHEN OLD.reason IS NOT NEW.reason BEGIN
  DELETE FROM search WHERE rowid = OLD.id * 8 + 3;
  INSERT INTO search (rowid, title, body) SELECT docid, title, body FROM appraisal_text WHERE uid = NEW.uid;
END;
CREATE TRIGGER appraisal_search_delete AFTER DELETE ON appraisal BEGIN
  DELETE FROM search WHERE rowid = OLD.id * 8 + 3;
END;

CREATE TRIGGER link_search_insert AFTER INSERT ON link BEGIN
  INSERT INTO search (rowid, title, body) SELECT docid, title, body FROM link_text WHERE uid = NEW.uid;
END;
CREATE TRIGGER link_search_update AFTER UPDATE OF reason, why, pico_note ON link
WHEN (OLD.reason, OLD.why, OLD.pico_note) IS NOT (NEW.reason, NEW.why, NEW.pico_note) BEGIN
  DELETE FROM search WHERE rowid = OLD.id * 8 + 4;
  INSERT INTO search (rowid, title, body) SELECT docid, title, body FROM link_text WHERE uid = NEW.uid;
END;
CREATE TRIGGER link_search_delete AFTER DELETE ON link BEGIN
  DELETE FROM search WHERE rowid = OLD.id * 8 + 4;
END;

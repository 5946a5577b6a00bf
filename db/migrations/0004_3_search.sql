-- The search index finds a claim by its brief, too: in the row that holds what is written beside the claim, its
-- citation check (the claim's id times 8, plus 7).

DROP VIEW citation_text;

CREATE VIEW citation_text AS
SELECT c.id * 8 + 7 AS docid, c.uid AS uid, '' AS title,
  c.citation_quote || ' ' || c.citation_note || coalesce(
    ' ' || b.question || ' ' || b.asker || ' ' || b.bottom_line || ' ' || b.search || ' ' || b.uncertainty || ' ' ||
    b.advice || ' ' || b.prepared_by || ' ' || b.checked_by || ' ' || b.note, '') AS body
FROM claim c
LEFT JOIN brief b ON b.claim_uid = c.uid
WHERE c.citation_quote <> '' OR c.citation_note <> '' OR b.uid IS NOT NULL;

CREATE TRIGGER brief_search_insert AFTER INSERT ON brief BEGIN
  DELETE FROM search WHERE rowid = (SELECT id * 8 + 7 FROM claim WHERE uid = NEW.claim_uid);
  INSERT INTO search (rowid, title, body) SELECT docid, title, body FROM citation_text WHERE uid = NEW.claim_uid;
END;
CREATE TRIGGER brief_search_update AFTER UPDATE ON brief BEGIN
  DELETE FROM search WHERE rowid = (SELECT id * 8 + 7 FROM claim WHERE uid = NEW.claim_uid);
  INSERT INTO search (rowid, title, body) SELECT docid, title, body FROM citation_text WHERE uid = NEW.claim_uid;
END;
CREATE TRIGGER brief_search_delete AFTER DELETE ON brief BEGIN
  DELETE FROM search WHERE rowid = (SELECT id * 8 + 7 FROM claim WHERE uid = OLD.claim_uid);
  INSERT INTO search (rowid, title, body) SELECT docid, title, body FROM citation_text WHERE uid = OLD.claim_uid;
END;

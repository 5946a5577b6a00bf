-- The search index holds what judgements, facts and citation checks rest on, too: a row for each quote of an appraisal
-- (its id times 8, plus 5), each fact that carries a quote (plus 6), and each claim whose citation was checked (plus 7).

CREATE VIEW quote_text AS
SELECT id * 8 + 5 AS docid, uid, '' AS title, exact AS body
FROM quote
WHERE exact <> '';

CREATE VIEW fact_text AS
SELECT id * 8 + 6 AS docid, uid, '' AS title, quote AS body
FROM fact
WHERE quote <> '';

CREATE VIEW citation_text AS
SELECT id * 8 + 7 AS docid, uid, '' AS title, citation_quote || ' ' || citation_note AS body
FROM claim
WHERE citation_quote <> '' OR citation_note <> '';

CREATE TRIGGER quote_search_insert AFTER INSERT ON quote BEGIN
  INSERT INTO search (rowid, title, body) SELECT docid, title, body FROM quote_text WHERE uid = NEW.uid;
END;
CREATE TRIGGER quote_search_update AFTER UPDATE OF exact ON quote
WHEN OLD.exact IS NOT NEW.exact BEGIN
  DELETE FROM search WHERE rowid = OLD.id * 8 + 5;
  INSERT INTO search (rowid, title, body) SELECT docid, title, body FROM quote_text WHERE uid = NEW.uid;
END;
CREATE TRIGGER quote_search_delete AFTER DELETE ON quote BEGIN
  DELETE FROM search WHERE rowid = OLD.id * 8 + 5;
END;

CREATE TRIGGER fact_quote_search_insert AFTER INSERT ON fact
WHEN NEW.quote <> '' BEGIN
  INSERT INTO search (rowid, title, body) SELECT docid, title, body FROM fact_text WHERE uid = NEW.uid;
END;
CREATE TRIGGER fact_quote_search_update AFTER UPDATE OF quote ON fact
WHEN OLD.quote IS NOT NEW.quote BEGIN
  DELETE FROM search WHERE rowid = OLD.id * 8 + 6;
  INSERT INTO search (rowid, title, body) SELECT docid, title, body FROM fact_text WHERE uid = NEW.uid;
END;
CREATE TRIGGER fact_quote_search_delete AFTER DELETE ON fact
WHEN OLD.quote <> '' BEGIN
  DELETE FROM search WHERE rowid = OLD.id * 8 + 6;
END;

CREATE TRIGGER citation_search_insert AFTER INSERT ON claim BEGIN
  INSERT INTO search (rowid, title, body) SELECT docid, title, body FROM citation_text WHERE uid = NEW.uid;
END;
CREATE TRIGGER citation_search_update AFTER UPDATE OF citation_quote, citation_note ON claim
WHEN (OLD.citation_quote, OLD.citation_note) IS NOT (NEW.citation_quote, NEW.citation_note) BEGIN
  DELETE FROM search WHERE rowid = OLD.id * 8 + 7;
  INSERT INTO search (rowid, title, body) SELECT docid, title, body FROM citation_text WHERE uid = NEW.uid;
END;
CREATE TRIGGER citation_search_delete AFTER DELETE ON claim BEGIN
  DELETE FROM search WHERE rowid = OLD.id * 8 + 7;
END;

INSERT INTO search (rowid, title, body)
SELECT docid, title, body FROM quote_text
UNION ALL SELECT docid, title, body FROM fact_text
UNION ALL SELECT docid, title, body FROM citation_text;

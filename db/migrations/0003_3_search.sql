-- The search index finds documents by their abstracts, registry numbers and the text of their files.

DROP TRIGGER document_search_insert;
DROP TRIGGER document_search_update;
DROP VIEW document_text;

CREATE VIEW document_text AS
SELECT id * 8 + 2 AS docid, uid, title,
  author || ' ' || outlet || ' ' || doi || ' ' || pmid || ' ' || note || ' ' || abstract || ' ' || registry_ids || ' ' ||
  coalesce((
    SELECT group_concat(p.text, ' ' ORDER BY p.number)
    FROM page p
    WHERE p.sha256 = document.file
  ), '') AS body
FROM document;

CREATE TRIGGER document_search_insert AFTER INSERT ON document BEGIN
  INSERT INTO search (rowid, title, body) SELECT docid, title, body FROM document_text WHERE uid = NEW.uid;
END;
CREATE TRIGGER document_search_update
AFTER UPDATE OF title, author, outlet, doi, pmid, note, abstract, registry_ids, file ON document
WHEN (OLD.title, OLD.author, OLD.outlet, OLD.doi, OLD.pmid, OLD.note, OLD.abstract, OLD.registry_ids, OLD.file)
  IS NOT (NEW.title, NEW.author, NEW.outlet, NEW.doi, NEW.pmid, NEW.note, NEW.abstract, NEW.registry_ids, NEW.file) BEGIN
  DELETE FROM search WHERE rowid = OLD.id * 8 + 2;
  INSERT INTO search (rowid, title, body) SELECT docid, title, body FROM document_text WHERE uid = NEW.uid;
END;

-- Once for all pages of a file, not once a page: whoever writes pages writes their number last.
CREATE TRIGGER document_pages AFTER UPDATE OF pages ON file BEGIN
  DELETE FROM search WHERE rowid IN (SELECT id * 8 + 2 FROM document WHERE file = NEW.sha256);
  INSERT INTO search (rowid, title, body)
  SELECT docid, title, body FROM document_text WHERE uid IN (SELECT uid FROM document WHERE file = NEW.sha256);
END;

INSERT INTO search_field (field) VALUES ('judged_elsewhere'); -- no library has such a fact yet

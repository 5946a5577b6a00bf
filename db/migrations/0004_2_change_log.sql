-- The change log, with the new columns and the briefs.

DROP TRIGGER document_insert;
DROP TRIGGER document_update;
DROP TRIGGER document_delete;
DROP TRIGGER trial_insert;
DROP TRIGGER trial_update;
DROP TRIGGER trial_delete;

CREATE TRIGGER document_insert AFTER INSERT ON document BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'document', NEW.uid,
    NEW.uid,
    'insert',
    NULL,
    json_object(
    'uid', NEW.uid, 'key', NEW.key, 'kind', NEW.kind, 'title', NEW.title, 'author', NEW.author, 'outlet',
    NEW.outlet, 'date', NEW.date, 'doi', NEW.doi, 'pmid', NEW.pmid, 'url', NEW.url, 'note', NEW.note,
    'note_private', NEW.note_private, 'file', NEW.file, 'file_name', NEW.file_name, 'abstract', NEW.abstract,
    'volume', NEW.volume, 'issue', NEW.issue, 'pages', NEW.pages, 'language', NEW.language, 'registry_ids',
    NEW.registry_ids, 'position', NEW.position));
END;

CREATE TRIGGER document_update AFTER UPDATE ON document
WHEN (OLD.uid, OLD.key, OLD.kind, OLD.title, OLD.author, OLD.outlet, OLD.date, OLD.doi, OLD.pmid, OLD.url, OLD.note,
  OLD.note_private, OLD.file, OLD.file_name, OLD.abstract, OLD.volume, OLD.issue, OLD.pages, OLD.language,
  OLD.registry_ids, OLD.position) IS NOT (NEW.uid, NEW.key, NEW.kind, NEW.title, NEW.author, NEW.outlet, NEW.date,
  NEW.doi, NEW.pmid, NEW.url, NEW.note, NEW.note_private, NEW.file, NEW.file_name, NEW.abstract, NEW.volume,
  NEW.issue, NEW.pages, NEW.language, NEW.registry_ids, NEW.position) BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'document', NEW.uid,
    NEW.uid,
    'update',
    json_object(
    'uid', OLD.uid, 'key', OLD.key, 'kind', OLD.kind, 'title', OLD.title, 'author', OLD.author, 'outlet',
    OLD.outlet, 'date', OLD.date, 'doi', OLD.doi, 'pmid', OLD.pmid, 'url', OLD.url, 'note', OLD.note,
    'note_private', OLD.note_private, 'file', OLD.file, 'file_name', OLD.file_name, 'abstract', OLD.abstract,
    'volume', OLD.volume, 'issue', OLD.issue, 'pages', OLD.pages, 'language', OLD.language, 'registry_ids',
    OLD.registry_ids, 'position', OLD.position),
    json_object(
    'uid', NEW.uid, 'key', NEW.key, 'kind', NEW.kind, 'title', NEW.title, 'author', NEW.author, 'outlet',
    NEW.outlet, 'date', NEW.date, 'doi', NEW.doi, 'pmid', NEW.pmid, 'url', NEW.url, 'note', NEW.note,
    'note_private', NEW.note_private, 'file', NEW.file, 'file_name', NEW.file_name, 'abstract', NEW.abstract,
    'volume', NEW.volume, 'issue', NEW.issue, 'pages', NEW.pages, 'language', NEW.language, 'registry_ids',
    NEW.registry_ids, 'position', NEW.position));
END;

CREATE TRIGGER document_delete AFTER DELETE ON document BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'document', OLD.uid,
    OLD.uid,
    'delete',
    json_object(
    'uid', OLD.uid, 'key', OLD.key, 'kind', OLD.kind, 'title', OLD.title, 'author', OLD.author, 'outlet',
    OLD.outlet, 'date', OLD.date, 'doi', OLD.doi, 'pmid', OLD.pmid, 'url', OLD.url, 'note', OLD.note,
    'note_private', OLD.note_private, 'file', OLD.file, 'file_name', OLD.file_name, 'abstract', OLD.abstract,
    'volume', OLD.volume, 'issue', OLD.issue, 'pages', OLD.pages, 'language', OLD.language, 'registry_ids',
    OLD.registry_ids, 'position', OLD.position),
    NULL);
END;

CREATE TRIGGER trial_insert AFTER INSERT ON trial BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'trial', NEW.uid,
    NEW.uid,
    'insert',
    NULL,
    json_object(
    'uid', NEW.uid, 'key', NEW.key, 'name', NEW.name, 'notes', NEW.notes, 'notes_private', NEW.notes_private,
    'position', NEW.position));
END;

CREATE TRIGGER trial_update AFTER UPDATE ON trial
WHEN (OLD.uid, OLD.key, OLD.name, OLD.notes, OLD.notes_private, OLD.position) IS NOT (NEW.uid, NEW.key, NEW.name,
  NEW.notes, NEW.notes_private, NEW.position) BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'trial', NEW.uid,
    NEW.uid,
    'update',
    json_object(
    'uid', OLD.uid, 'key', OLD.key, 'name', OLD.name, 'notes', OLD.notes, 'notes_private', OLD.notes_private,
    'position', OLD.position),
    json_object(
    'uid', NEW.uid, 'key', NEW.key, 'name', NEW.name, 'notes', NEW.notes, 'notes_private', NEW.notes_private,
    'position', NEW.position));
END;

CREATE TRIGGER trial_delete AFTER DELETE ON trial BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'trial', OLD.uid,
    OLD.uid,
    'delete',
    json_object(
    'uid', OLD.uid, 'key', OLD.key, 'name', OLD.name, 'notes', OLD.notes, 'notes_private', OLD.notes_private,
    'position', OLD.position),
    NULL);
END;

CREATE TRIGGER brief_insert AFTER INSERT ON brief BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'brief', NEW.uid,
    NEW.claim_uid,
    'insert',
    NULL,
    json_object(
    'uid', NEW.uid, 'claim_uid', NEW.claim_uid, 'question', NEW.question, 'asker', NEW.asker, 'bottom_line',
    NEW.bottom_line, 'search', NEW.search, 'uncertainty', NEW.uncertainty, 'advice', NEW.advice, 'prepared_by',
    NEW.prepared_by, 'checked_by', NEW.checked_by, 'recheck_by', NEW.recheck_by, 'note', NEW.note, 'private',
    NEW.private));
END;

CREATE TRIGGER brief_update AFTER UPDATE ON brief
WHEN (OLD.uid, OLD.claim_uid, OLD.question, OLD.asker, OLD.bottom_line, OLD.search, OLD.uncertainty, OLD.advice,
  OLD.prepared_by, OLD.checked_by, OLD.recheck_by, OLD.note, OLD.private) IS NOT (NEW.uid, NEW.claim_uid,
  NEW.question, NEW.asker, NEW.bottom_line, NEW.search, NEW.uncertainty, NEW.advice, NEW.prepared_by, NEW.checked_by,
  NEW.recheck_by, NEW.note, NEW.private) BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'brief', NEW.uid,
    NEW.claim_uid,
    'update',
    json_object(
    'uid', OLD.uid, 'claim_uid', OLD.claim_uid, 'question', OLD.question, 'asker', OLD.asker, 'bottom_line',
    OLD.bottom_line, 'search', OLD.search, 'uncertainty', OLD.uncertainty, 'advice', OLD.advice, 'prepared_by',
    OLD.prepared_by, 'checked_by', OLD.checked_by, 'recheck_by', OLD.recheck_by, 'note', OLD.note, 'private',
    OLD.private),
    json_object(
    'uid', NEW.uid, 'claim_uid', NEW.claim_uid, 'question', NEW.question, 'asker', NEW.asker, 'bottom_line',
    NEW.bottom_line, 'search', NEW.search, 'uncertainty', NEW.uncertainty, 'advice', NEW.advice, 'prepared_by',
    NEW.prepared_by, 'checked_by', NEW.checked_by, 'recheck_by', NEW.recheck_by, 'note', NEW.note, 'private',
    NEW.private));
END;

CREATE TRIGGER brief_delete AFTER DELETE ON brief BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'brief', OLD.uid,
    OLD.claim_uid,
    'delete',
    json_object(
    'uid', OLD.uid, 'claim_uid', OLD.claim_uid, 'question', OLD.question, 'asker', OLD.asker, 'bottom_line',
    OLD.bottom_line, 'search', OLD.search, 'uncertainty', OLD.uncertainty, 'advice', OLD.advice, 'prepared_by',
    OLD.prepared_by, 'checked_by', OLD.checked_by, 'recheck_by', OLD.recheck_by, 'note', OLD.note, 'private',
    OLD.private),
    NULL);
END;

-- The user's own table of hedging and emphatic words. No row means the table that comes with the program.

CREATE TABLE strength_words (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE CHECK (uid = 'strength'), -- one row at most
  words TEXT NOT NULL CHECK (json_valid(words)) -- an object: a list of words for each strength
) STRICT;

CREATE TRIGGER strength_words_insert AFTER INSERT ON strength_words BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'strength_words', NEW.uid, NEW.uid, 'insert',
    NULL,
    json_object('uid', NEW.uid, 'words', NEW.words));
END;

CREATE TRIGGER strength_words_update AFTER UPDATE ON strength_words
WHEN (OLD.uid, OLD.words) IS NOT (NEW.uid, NEW.words) BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'strength_words', NEW.uid, NEW.uid, 'update',
    json_object('uid', OLD.uid, 'words', OLD.words),
    json_object('uid', NEW.uid, 'words', NEW.words));
END;

CREATE TRIGGER strength_words_delete AFTER DELETE ON strength_words BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'strength_words', OLD.uid, OLD.uid, 'delete',
    json_object('uid', OLD.uid, 'words', OLD.words),
    NULL);
END;

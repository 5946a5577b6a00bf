-- The change log of the threshold sets, as of the other entities.

CREATE TRIGGER threshold_set_insert AFTER INSERT ON threshold_set BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'threshold_set', NEW.uid,
    NEW.uid,
    'insert',
    NULL,
    json_object(
    'uid', NEW.uid, 'name', NEW.name, 'numbers', NEW.numbers, 'position', NEW.position));
END;

CREATE TRIGGER threshold_set_update AFTER UPDATE ON threshold_set
WHEN (OLD.uid, OLD.name, OLD.numbers, OLD.position) IS NOT (NEW.uid, NEW.name, NEW.numbers, NEW.position) BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'threshold_set', NEW.uid,
    NEW.uid,
    'update',
    json_object(
    'uid', OLD.uid, 'name', OLD.name, 'numbers', OLD.numbers, 'position', OLD.position),
    json_object(
    'uid', NEW.uid, 'name', NEW.name, 'numbers', NEW.numbers, 'position', NEW.position));
END;

CREATE TRIGGER threshold_set_delete AFTER DELETE ON threshold_set BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'threshold_set', OLD.uid,
    OLD.uid,
    'delete',
    json_object(
    'uid', OLD.uid, 'name', OLD.name, 'numbers', OLD.numbers, 'position', OLD.position),
    NULL);
END;

CREATE TRIGGER threshold_use_insert AFTER INSERT ON threshold_use BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'threshold_use', NEW.uid,
    coalesce(NEW.set_uid, NEW.built_in),
    'insert',
    NULL,
    json_object(
    'uid', NEW.uid, 'built_in', NEW.built_in, 'set_uid', NEW.set_uid));
END;

CREATE TRIGGER threshold_use_update AFTER UPDATE ON threshold_use
WHEN (OLD.uid, OLD.built_in, OLD.set_uid) IS NOT (NEW.uid, NEW.built_in, NEW.set_uid) BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'threshold_use', NEW.uid,
    coalesce(NEW.set_uid, NEW.built_in),
    'update',
    json_object(
    'uid', OLD.uid, 'built_in', OLD.built_in, 'set_uid', OLD.set_uid),
    json_object(
    'uid', NEW.uid, 'built_in', NEW.built_in, 'set_uid', NEW.set_uid));
END;

CREATE TRIGGER threshold_use_delete AFTER DELETE ON threshold_use BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'threshold_use', OLD.uid,
    coalesce(OLD.set_uid, OLD.built_in),
    'delete',
    json_object(
    'uid', OLD.uid, 'built_in', OLD.built_in, 'set_uid', OLD.set_uid),
    NULL);
END;

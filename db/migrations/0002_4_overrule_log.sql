-- The change log of these decisions, as of the other entities.

CREATE TRIGGER overrule_insert AFTER INSERT ON overrule BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'overrule', NEW.uid,
    NEW.claim_uid,
    'insert',
    NULL,
    json_object(
    'uid', NEW.uid, 'claim_uid', NEW.claim_uid, 'reviewer_uid', NEW.reviewer_uid, 'step', NEW.step, 'value', NEW.value,
    'reason', NEW.reason, 'decided_at', NEW.decided_at));
END;

CREATE TRIGGER overrule_update AFTER UPDATE ON overrule
WHEN (OLD.uid, OLD.claim_uid, OLD.reviewer_uid, OLD.step, OLD.value, OLD.reason, OLD.decided_at) IS NOT
  (NEW.uid, NEW.claim_uid, NEW.reviewer_uid, NEW.step, NEW.value, NEW.reason, NEW.decided_at) BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'overrule', NEW.uid,
    NEW.claim_uid,
    'update',
    json_object(
    'uid', OLD.uid, 'claim_uid', OLD.claim_uid, 'reviewer_uid', OLD.reviewer_uid, 'step', OLD.step, 'value', OLD.value,
    'reason', OLD.reason, 'decided_at', OLD.decided_at),
    json_object(
    'uid', NEW.uid, 'claim_uid', NEW.claim_uid, 'reviewer_uid', NEW.reviewer_uid, 'step', NEW.step, 'value', NEW.value,
    'reason', NEW.reason, 'decided_at', NEW.decided_at));
END;

CREATE TRIGGER overrule_delete AFTER DELETE ON overrule BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'overrule', OLD.uid,
    OLD.claim_uid,
    'delete',
    json_object(
    'uid', OLD.uid, 'claim_uid', OLD.claim_uid, 'reviewer_uid', OLD.reviewer_uid, 'step', OLD.step, 'value', OLD.value,
    'reason', OLD.reason, 'decided_at', OLD.decided_at),
    NULL);
END;

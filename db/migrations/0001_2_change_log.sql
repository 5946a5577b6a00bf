-- The change log. Every insert, update and delete of an entity writes one row with the whole row before and after, in
-- the same transaction; an update that changes nothing writes none. Outside an action the triggers abort, so that nothing
-- changes without a who, when and why.

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
    NEW.outlet, 'date', NEW.date, 'doi', NEW.doi, 'pmid', NEW.pmid, 'url', NEW.url, 'note', NEW.note, 'position',
    NEW.position));
END;

CREATE TRIGGER document_update AFTER UPDATE ON document
WHEN (OLD.uid, OLD.key, OLD.kind, OLD.title, OLD.author, OLD.outlet, OLD.date, OLD.doi, OLD.pmid, OLD.url, OLD.note,
  OLD.position) IS NOT (NEW.uid, NEW.key, NEW.kind, NEW.title, NEW.author, NEW.outlet, NEW.date, NEW.doi,
  NEW.pmid, NEW.url, NEW.note, NEW.position) BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'document', NEW.uid,
    NEW.uid,
    'update',
    json_object(
    'uid', OLD.uid, 'key', OLD.key, 'kind', OLD.kind, 'title', OLD.title, 'author', OLD.author, 'outlet',
    OLD.outlet, 'date', OLD.date, 'doi', OLD.doi, 'pmid', OLD.pmid, 'url', OLD.url, 'note', OLD.note, 'position',
    OLD.position),
    json_object(
    'uid', NEW.uid, 'key', NEW.key, 'kind', NEW.kind, 'title', NEW.title, 'author', NEW.author, 'outlet',
    NEW.outlet, 'date', NEW.date, 'doi', NEW.doi, 'pmid', NEW.pmid, 'url', NEW.url, 'note', NEW.note, 'position',
    NEW.position));
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
    OLD.outlet, 'date', OLD.date, 'doi', OLD.doi, 'pmid', OLD.pmid, 'url', OLD.url, 'note', OLD.note, 'position',
    OLD.position),
    NULL);
END;

CREATE TRIGGER reviewer_insert AFTER INSERT ON reviewer BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'reviewer', NEW.uid,
    NEW.uid,
    'insert',
    NULL,
    json_object(
    'uid', NEW.uid, 'name', NEW.name, 'initials', NEW.initials, 'position', NEW.position));
END;

CREATE TRIGGER reviewer_update AFTER UPDATE ON reviewer
WHEN (OLD.uid, OLD.name, OLD.initials, OLD.position) IS NOT (NEW.uid, NEW.name, NEW.initials, NEW.position) BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'reviewer', NEW.uid,
    NEW.uid,
    'update',
    json_object(
    'uid', OLD.uid, 'name', OLD.name, 'initials', OLD.initials, 'position', OLD.position),
    json_object(
    'uid', NEW.uid, 'name', NEW.name, 'initials', NEW.initials, 'position', NEW.position));
END;

CREATE TRIGGER reviewer_delete AFTER DELETE ON reviewer BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'reviewer', OLD.uid,
    OLD.uid,
    'delete',
    json_object(
    'uid', OLD.uid, 'name', OLD.name, 'initials', OLD.initials, 'position', OLD.position),
    NULL);
END;

CREATE TRIGGER claim_insert AFTER INSERT ON claim BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'claim', NEW.uid,
    NEW.uid,
    'insert',
    NULL,
    json_object(
    'uid', NEW.uid, 'key', NEW.key, 'part', NEW.part, 'parent_uid', NEW.parent_uid, 'document_uid',
    NEW.document_uid, 'label', NEW.label, 'wording', NEW.wording, 'text', NEW.text, 'place', NEW.place, 'as_of',
    NEW.as_of, 'family', NEW.family, 'coding', NEW.coding, 'kind', NEW.kind, 'population', NEW.population,
    'intervention', NEW.intervention, 'comparator', NEW.comparator, 'outcome', NEW.outcome, 'effect_kind',
    NEW.effect_kind, 'construct', NEW.construct, 'instrument', NEW.instrument, 'measure', NEW.measure,
    'assertiveness', NEW.assertiveness, 'magnitude', NEW.magnitude, 'horizon', NEW.horizon, 'horizon_days',
    NEW.horizon_days, 'custom_low_days', NEW.custom_low_days, 'custom_some_days', NEW.custom_some_days, 'mid',
    NEW.mid, 'mid_low', NEW.mid_low, 'mid_high', NEW.mid_high, 'mid_source', NEW.mid_source, 'large_size',
    NEW.large_size, 'margin', NEW.margin, 'planning_sd', NEW.planning_sd, 'control_risk', NEW.control_risk, 'rrr',
    NEW.rrr, 'tolerable_risk', NEW.tolerable_risk, 'ois', NEW.ois, 'nearly_all', NEW.nearly_all, 'publication_bias',
    NEW.publication_bias, 'other_bias', NEW.other_bias, 'search_stated', NEW.search_stated, 'evidence_form',
    NEW.evidence_form, 'evidence_domain', NEW.evidence_domain, 'evidence_levels', NEW.evidence_levels,
    'evidence_quantifier', NEW.evidence_quantifier, 'evidence_frame', NEW.evidence_frame, 'evidence_meets',
    NEW.evidence_meets, 'evidence_count', NEW.evidence_count, 'evidence_subject_uid', NEW.evidence_subject_uid,
    'evidence_rank_field', NEW.evidence_rank_field, 'evidence_construct', NEW.evidence_construct,
    'evidence_min_days', NEW.evidence_min_days, 'evidence_complete', NEW.evidence_complete, 'citation_cited',
    NEW.citation_cited, 'citation_finding', NEW.citation_finding, 'citation_actual', NEW.citation_actual,
    'citation_quote', NEW.citation_quote, 'citation_locator', NEW.citation_locator, 'citation_note',
    NEW.citation_note, 'position', NEW.position));
END;

CREATE TRIGGER claim_update AFTER UPDATE ON claim
WHEN (OLD.uid, OLD.key, OLD.part, OLD.parent_uid, OLD.document_uid, OLD.label, OLD.wording, OLD.text, OLD.place,
  OLD.as_of, OLD.family, OLD.coding, OLD.kind, OLD.population, OLD.intervention, OLD.comparator, OLD.outcome,
  OLD.effect_kind, OLD.construct, OLD.instrument, OLD.measure, OLD.assertiveness, OLD.magnitude, OLD.horizon,
  OLD.horizon_days, OLD.custom_low_days, OLD.custom_some_days, OLD.mid, OLD.mid_low, OLD.mid_high, OLD.mid_source,
  OLD.large_size, OLD.margin, OLD.planning_sd, OLD.control_risk, OLD.rrr, OLD.tolerable_risk, OLD.ois,
  OLD.nearly_all, OLD.publication_bias, OLD.other_bias, OLD.search_stated, OLD.evidence_form, OLD.evidence_domain,
  OLD.evidence_levels, OLD.evidence_quantifier, OLD.evidence_frame, OLD.evidence_meets, OLD.evidence_count,
  OLD.evidence_subject_uid, OLD.evidence_rank_field, OLD.evidence_construct, OLD.evidence_min_days,
  OLD.evidence_complete, OLD.citation_cited, OLD.citation_finding, OLD.citation_actual, OLD.citation_quote,
  OLD.citation_locator, OLD.citation_note, OLD.position) IS NOT (NEW.uid, NEW.key, NEW.part, NEW.parent_uid,
  NEW.document_uid, NEW.label, NEW.wording, NEW.text, NEW.place, NEW.as_of, NEW.family, NEW.coding, NEW.kind,
  NEW.population, NEW.intervention, NEW.comparator, NEW.outcome, NEW.effect_kind, NEW.construct, NEW.instrument,
  NEW.measure, NEW.assertiveness, NEW.magnitude, NEW.horizon, NEW.horizon_days, NEW.custom_low_days,
  NEW.custom_some_days, NEW.mid, NEW.mid_low, NEW.mid_high, NEW.mid_source, NEW.large_size, NEW.margin,
  NEW.planning_sd, NEW.control_risk, NEW.rrr, NEW.tolerable_risk, NEW.ois, NEW.nearly_all, NEW.publication_bias,
  NEW.other_bias, NEW.search_stated, NEW.evidence_form, NEW.evidence_domain, NEW.evidence_levels,
  NEW.evidence_quantifier, NEW.evidence_frame, NEW.evidence_meets, NEW.evidence_count, NEW.evidence_subject_uid,
  NEW.evidence_rank_field, NEW.evidence_construct, NEW.evidence_min_days, NEW.evidence_complete,
  NEW.citation_cited, NEW.citation_finding, NEW.citation_actual, NEW.citation_quote, NEW.citation_locator,
  NEW.citation_note, NEW.position) BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'claim', NEW.uid,
    NEW.uid,
    'update',
    json_object(
    'uid', OLD.uid, 'key', OLD.key, 'part', OLD.part, 'parent_uid', OLD.parent_uid, 'document_uid',
    OLD.document_uid, 'label', OLD.label, 'wording', OLD.wording, 'text', OLD.text, 'place', OLD.place, 'as_of',
    OLD.as_of, 'family', OLD.family, 'coding', OLD.coding, 'kind', OLD.kind, 'population', OLD.population,
    'intervention', OLD.intervention, 'comparator', OLD.comparator, 'outcome', OLD.outcome, 'effect_kind',
    OLD.effect_kind, 'construct', OLD.construct, 'instrument', OLD.instrument, 'measure', OLD.measure,
    'assertiveness', OLD.assertiveness, 'magnitude', OLD.magnitude, 'horizon', OLD.horizon, 'horizon_days',
    OLD.horizon_days, 'custom_low_days', OLD.custom_low_days, 'custom_some_days', OLD.custom_some_days, 'mid',
    OLD.mid, 'mid_low', OLD.mid_low, 'mid_high', OLD.mid_high, 'mid_source', OLD.mid_source, 'large_size',
    OLD.large_size, 'margin', OLD.margin, 'planning_sd', OLD.planning_sd, 'control_risk', OLD.control_risk, 'rrr',
    OLD.rrr, 'tolerable_risk', OLD.tolerable_risk, 'ois', OLD.ois, 'nearly_all', OLD.nearly_all, 'publication_bias',
    OLD.publication_bias, 'other_bias', OLD.other_bias, 'search_stated', OLD.search_stated, 'evidence_form',
    OLD.evidence_form, 'evidence_domain', OLD.evidence_domain, 'evidence_levels', OLD.evidence_levels,
    'evidence_quantifier', OLD.evidence_quantifier, 'evidence_frame', OLD.evidence_frame, 'evidence_meets',
    OLD.evidence_meets, 'evidence_count', OLD.evidence_count, 'evidence_subject_uid', OLD.evidence_subject_uid,
    'evidence_rank_field', OLD.evidence_rank_field, 'evidence_construct', OLD.evidence_construct,
    'evidence_min_days', OLD.evidence_min_days, 'evidence_complete', OLD.evidence_complete, 'citation_cited',
    OLD.citation_cited, 'citation_finding', OLD.citation_finding, 'citation_actual', OLD.citation_actual,
    'citation_quote', OLD.citation_quote, 'citation_locator', OLD.citation_locator, 'citation_note',
    OLD.citation_note, 'position', OLD.position),
    json_object(
    'uid', NEW.uid, 'key', NEW.key, 'part', NEW.part, 'parent_uid', NEW.parent_uid, 'document_uid',
    NEW.document_uid, 'label', NEW.label, 'wording', NEW.wording, 'text', NEW.text, 'place', NEW.place, 'as_of',
    NEW.as_of, 'family', NEW.family, 'coding', NEW.coding, 'kind', NEW.kind, 'population', NEW.population,
    'intervention', NEW.intervention, 'comparator', NEW.comparator, 'outcome', NEW.outcome, 'effect_kind',
    NEW.effect_kind, 'construct', NEW.construct, 'instrument', NEW.instrument, 'measure', NEW.measure,
    'assertiveness', NEW.assertiveness, 'magnitude', NEW.magnitude, 'horizon', NEW.horizon, 'horizon_days',
    NEW.horizon_days, 'custom_low_days', NEW.custom_low_days, 'custom_some_days', NEW.custom_some_days, 'mid',
    NEW.mid, 'mid_low', NEW.mid_low, 'mid_high', NEW.mid_high, 'mid_source', NEW.mid_source, 'large_size',
    NEW.large_size, 'margin', NEW.margin, 'planning_sd', NEW.planning_sd, 'control_risk', NEW.control_risk, 'rrr',
    NEW.rrr, 'tolerable_risk', NEW.tolerable_risk, 'ois', NEW.ois, 'nearly_all', NEW.nearly_all, 'publication_bias',
    NEW.publication_bias, 'other_bias', NEW.other_bias, 'search_stated', NEW.search_stated, 'evidence_form',
    NEW.evidence_form, 'evidence_domain', NEW.evidence_domain, 'evidence_levels', NEW.evidence_levels,
    'evidence_quantifier', NEW.evidence_quantifier, 'evidence_frame', NEW.evidence_frame, 'evidence_meets',
    NEW.evidence_meets, 'evidence_count', NEW.evidence_count, 'evidence_subject_uid', NEW.evidence_subject_uid,
    'evidence_rank_field', NEW.evidence_rank_field, 'evidence_construct', NEW.evidence_construct,
    'evidence_min_days', NEW.evidence_min_days, 'evidence_complete', NEW.evidence_complete, 'citation_cited',
    NEW.citation_cited, 'citation_finding', NEW.citation_finding, 'citation_actual', NEW.citation_actual,
    'citation_quote', NEW.citation_quote, 'citation_locator', NEW.citation_locator, 'citation_note',
    NEW.citation_note, 'position', NEW.position));
END;

CREATE TRIGGER claim_delete AFTER DELETE ON claim BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'claim', OLD.uid,
    OLD.uid,
    'delete',
    json_object(
    'uid', OLD.uid, 'key', OLD.key, 'part', OLD.part, 'parent_uid', OLD.parent_uid, 'document_uid',
    OLD.document_uid, 'label', OLD.label, 'wording', OLD.wording, 'text', OLD.text, 'place', OLD.place, 'as_of',
    OLD.as_of, 'family', OLD.family, 'coding', OLD.coding, 'kind', OLD.kind, 'population', OLD.population,
    'intervention', OLD.intervention, 'comparator', OLD.comparator, 'outcome', OLD.outcome, 'effect_kind',
    OLD.effect_kind, 'construct', OLD.construct, 'instrument', OLD.instrument, 'measure', OLD.measure,
    'assertiveness', OLD.assertiveness, 'magnitude', OLD.magnitude, 'horizon', OLD.horizon, 'horizon_days',
    OLD.horizon_days, 'custom_low_days', OLD.custom_low_days, 'custom_some_days', OLD.custom_some_days, 'mid',
    OLD.mid, 'mid_low', OLD.mid_low, 'mid_high', OLD.mid_high, 'mid_source', OLD.mid_source, 'large_size',
    OLD.large_size, 'margin', OLD.margin, 'planning_sd', OLD.planning_sd, 'control_risk', OLD.control_risk, 'rrr',
    OLD.rrr, 'tolerable_risk', OLD.tolerable_risk, 'ois', OLD.ois, 'nearly_all', OLD.nearly_all, 'publication_bias',
    OLD.publication_bias, 'other_bias', OLD.other_bias, 'search_stated', OLD.search_stated, 'evidence_form',
    OLD.evidence_form, 'evidence_domain', OLD.evidence_domain, 'evidence_levels', OLD.evidence_levels,
    'evidence_quantifier', OLD.evidence_quantifier, 'evidence_frame', OLD.evidence_frame, 'evidence_meets',
    OLD.evidence_meets, 'evidence_count', OLD.evidence_count, 'evidence_subject_uid', OLD.evidence_subject_uid,
    'evidence_rank_field', OLD.evidence_rank_field, 'evidence_construct', OLD.evidence_construct,
    'evidence_min_days', OLD.evidence_min_days, 'evidence_complete', OLD.evidence_complete, 'citation_cited',
    OLD.citation_cited, 'citation_finding', OLD.citation_finding, 'citation_actual', OLD.citation_actual,
    'citation_quote', OLD.citation_quote, 'citation_locator', OLD.citation_locator, 'citation_note',
    OLD.citation_note, 'position', OLD.position),
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
    'uid', NEW.uid, 'key', NEW.key, 'name', NEW.name, 'notes', NEW.notes, 'position', NEW.position));
END;

CREATE TRIGGER trial_update AFTER UPDATE ON trial
WHEN (OLD.uid, OLD.key, OLD.name, OLD.notes, OLD.position) IS NOT (NEW.uid, NEW.key, NEW.name, NEW.notes,
  NEW.position) BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'trial', NEW.uid,
    NEW.uid,
    'update',
    json_object(
    'uid', OLD.uid, 'key', OLD.key, 'name', OLD.name, 'notes', OLD.notes, 'position', OLD.position),
    json_object(
    'uid', NEW.uid, 'key', NEW.key, 'name', NEW.name, 'notes', NEW.notes, 'position', NEW.position));
END;

CREATE TRIGGER trial_delete AFTER DELETE ON trial BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'trial', OLD.uid,
    OLD.uid,
    'delete',
    json_object(
    'uid', OLD.uid, 'key', OLD.key, 'name', OLD.name, 'notes', OLD.notes, 'position', OLD.position),
    NULL);
END;

CREATE TRIGGER arm_insert AFTER INSERT ON arm BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'arm', NEW.uid,
    NEW.trial_uid,
    'insert',
    NULL,
    json_object(
    'uid', NEW.uid, 'trial_uid', NEW.trial_uid, 'name', NEW.name, 'role', NEW.role, 'position', NEW.position));
END;

CREATE TRIGGER arm_update AFTER UPDATE ON arm
WHEN (OLD.uid, OLD.trial_uid, OLD.name, OLD.role, OLD.position) IS NOT (NEW.uid, NEW.trial_uid, NEW.name, NEW.role,
  NEW.position) BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'arm', NEW.uid,
    NEW.trial_uid,
    'update',
    json_object(
    'uid', OLD.uid, 'trial_uid', OLD.trial_uid, 'name', OLD.name, 'role', OLD.role, 'position', OLD.position),
    json_object(
    'uid', NEW.uid, 'trial_uid', NEW.trial_uid, 'name', NEW.name, 'role', NEW.role, 'position', NEW.position));
END;

CREATE TRIGGER arm_delete AFTER DELETE ON arm BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'arm', OLD.uid,
    OLD.trial_uid,
    'delete',
    json_object(
    'uid', OLD.uid, 'trial_uid', OLD.trial_uid, 'name', OLD.name, 'role', OLD.role, 'position', OLD.position),
    NULL);
END;

CREATE TRIGGER result_insert AFTER INSERT ON result BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'result', NEW.uid,
    NEW.trial_uid,
    'insert',
    NULL,
    json_object(
    'uid', NEW.uid, 'trial_uid', NEW.trial_uid, 'name', NEW.name, 'experimental_uid', NEW.experimental_uid,
    'control_uid', NEW.control_uid, 'position', NEW.position));
END;

CREATE TRIGGER result_update AFTER UPDATE ON result
WHEN (OLD.uid, OLD.trial_uid, OLD.name, OLD.experimental_uid, OLD.control_uid, OLD.position) IS NOT (NEW.uid,
  NEW.trial_uid, NEW.name, NEW.experimental_uid, NEW.control_uid, NEW.position) BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'result', NEW.uid,
    NEW.trial_uid,
    'update',
    json_object(
    'uid', OLD.uid, 'trial_uid', OLD.trial_uid, 'name', OLD.name, 'experimental_uid', OLD.experimental_uid,
    'control_uid', OLD.control_uid, 'position', OLD.position),
    json_object(
    'uid', NEW.uid, 'trial_uid', NEW.trial_uid, 'name', NEW.name, 'experimental_uid', NEW.experimental_uid,
    'control_uid', NEW.control_uid, 'position', NEW.position));
END;

CREATE TRIGGER result_delete AFTER DELETE ON result BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'result', OLD.uid,
    OLD.trial_uid,
    'delete',
    json_object(
    'uid', OLD.uid, 'trial_uid', OLD.trial_uid, 'name', OLD.name, 'experimental_uid', OLD.experimental_uid,
    'control_uid', OLD.control_uid, 'position', OLD.position),
    NULL);
END;

CREATE TRIGGER fact_insert AFTER INSERT ON fact BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'fact', NEW.uid,
    coalesce(
      NEW.trial_uid,
      (SELECT trial_uid FROM arm WHERE uid = NEW.arm_uid),
      (SELECT trial_uid FROM result WHERE uid = NEW.result_uid),
      ''),
    'insert',
    NULL,
    json_object(
    'uid', NEW.uid, 'trial_uid', NEW.trial_uid, 'arm_uid', NEW.arm_uid, 'result_uid', NEW.result_uid, 'field',
    NEW.field, 'value', NEW.value, 'status', NEW.status, 'source', NEW.source, 'document_uid', NEW.document_uid,
    'locator', NEW.locator, 'quote', NEW.quote, 'confidence', NEW.confidence, 'note', NEW.note, 'checked_by',
    NEW.checked_by, 'checked_at', NEW.checked_at));
END;

CREATE TRIGGER fact_update AFTER UPDATE ON fact
WHEN (OLD.uid, OLD.trial_uid, OLD.arm_uid, OLD.result_uid, OLD.field, OLD.value, OLD.status, OLD.source,
  OLD.document_uid, OLD.locator, OLD.quote, OLD.confidence, OLD.note, OLD.checked_by, OLD.checked_at) IS NOT
  (NEW.uid, NEW.trial_uid, NEW.arm_uid, NEW.result_uid, NEW.field, NEW.value, NEW.status, NEW.source,
  NEW.document_uid, NEW.locator, NEW.quote, NEW.confidence, NEW.note, NEW.checked_by, NEW.checked_at) BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'fact', NEW.uid,
    coalesce(
      NEW.trial_uid,
      (SELECT trial_uid FROM arm WHERE uid = NEW.arm_uid),
      (SELECT trial_uid FROM result WHERE uid = NEW.result_uid),
      ''),
    'update',
    json_object(
    'uid', OLD.uid, 'trial_uid', OLD.trial_uid, 'arm_uid', OLD.arm_uid, 'result_uid', OLD.result_uid, 'field',
    OLD.field, 'value', OLD.value, 'status', OLD.status, 'source', OLD.source, 'document_uid', OLD.document_uid,
    'locator', OLD.locator, 'quote', OLD.quote, 'confidence', OLD.confidence, 'note', OLD.note, 'checked_by',
    OLD.checked_by, 'checked_at', OLD.checked_at),
    json_object(
    'uid', NEW.uid, 'trial_uid', NEW.trial_uid, 'arm_uid', NEW.arm_uid, 'result_uid', NEW.result_uid, 'field',
    NEW.field, 'value', NEW.value, 'status', NEW.status, 'source', NEW.source, 'document_uid', NEW.document_uid,
    'locator', NEW.locator, 'quote', NEW.quote, 'confidence', NEW.confidence, 'note', NEW.note, 'checked_by',
    NEW.checked_by, 'checked_at', NEW.checked_at));
END;

CREATE TRIGGER fact_delete AFTER DELETE ON fact BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'fact', OLD.uid,
    coalesce(
      OLD.trial_uid,
      (SELECT trial_uid FROM arm WHERE uid = OLD.arm_uid),
      (SELECT trial_uid FROM result WHERE uid = OLD.result_uid),
      ''),
    'delete',
    json_object(
    'uid', OLD.uid, 'trial_uid', OLD.trial_uid, 'arm_uid', OLD.arm_uid, 'result_uid', OLD.result_uid, 'field',
    OLD.field, 'value', OLD.value, 'status', OLD.status, 'source', OLD.source, 'document_uid', OLD.document_uid,
    'locator', OLD.locator, 'quote', OLD.quote, 'confidence', OLD.confidence, 'note', OLD.note, 'checked_by',
    OLD.checked_by, 'checked_at', OLD.checked_at),
    NULL);
END;

CREATE TRIGGER link_insert AFTER INSERT ON link BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'link', NEW.uid,
    NEW.claim_uid,
    'insert',
    NULL,
    json_object(
    'uid', NEW.uid, 'claim_uid', NEW.claim_uid, 'trial_uid', NEW.trial_uid, 'result_uid', NEW.result_uid,
    'position', NEW.position, 'relation', NEW.relation, 'reason', NEW.reason, 'coder', NEW.coder, 'why', NEW.why,
    'context', NEW.context, 'pico', NEW.pico, 'pico_note', NEW.pico_note, 'reversed', NEW.reversed));
END;

CREATE TRIGGER link_update AFTER UPDATE ON link
WHEN (OLD.uid, OLD.claim_uid, OLD.trial_uid, OLD.result_uid, OLD.position, OLD.relation, OLD.reason, OLD.coder,
  OLD.why, OLD.context, OLD.pico, OLD.pico_note, OLD.reversed) IS NOT (NEW.uid, NEW.claim_uid, NEW.trial_uid,
  NEW.result_uid, NEW.position, NEW.relation, NEW.reason, NEW.coder, NEW.why, NEW.context, NEW.pico,
  NEW.pico_note, NEW.reversed) BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'link', NEW.uid,
    NEW.claim_uid,
    'update',
    json_object(
    'uid', OLD.uid, 'claim_uid', OLD.claim_uid, 'trial_uid', OLD.trial_uid, 'result_uid', OLD.result_uid,
    'position', OLD.position, 'relation', OLD.relation, 'reason', OLD.reason, 'coder', OLD.coder, 'why', OLD.why,
    'context', OLD.context, 'pico', OLD.pico, 'pico_note', OLD.pico_note, 'reversed', OLD.reversed),
    json_object(
    'uid', NEW.uid, 'claim_uid', NEW.claim_uid, 'trial_uid', NEW.trial_uid, 'result_uid', NEW.result_uid,
    'position', NEW.position, 'relation', NEW.relation, 'reason', NEW.reason, 'coder', NEW.coder, 'why', NEW.why,
    'context', NEW.context, 'pico', NEW.pico, 'pico_note', NEW.pico_note, 'reversed', NEW.reversed));
END;

CREATE TRIGGER link_delete AFTER DELETE ON link BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'link', OLD.uid,
    OLD.claim_uid,
    'delete',
    json_object(
    'uid', OLD.uid, 'claim_uid', OLD.claim_uid, 'trial_uid', OLD.trial_uid, 'result_uid', OLD.result_uid,
    'position', OLD.position, 'relation', OLD.relation, 'reason', OLD.reason, 'coder', OLD.coder, 'why', OLD.why,
    'context', OLD.context, 'pico', OLD.pico, 'pico_note', OLD.pico_note, 'reversed', OLD.reversed),
    NULL);
END;

CREATE TRIGGER appraisal_insert AFTER INSERT ON appraisal BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'appraisal', NEW.uid,
    coalesce((SELECT claim_uid FROM link WHERE uid = NEW.link_uid), ''),
    'insert',
    NULL,
    json_object(
    'uid', NEW.uid, 'link_uid', NEW.link_uid, 'reviewer_uid', NEW.reviewer_uid, 'domain', NEW.domain, 'suggestion',
    NEW.suggestion, 'rule', NEW.rule, 'rules_version', NEW.rules_version, 'judgement', NEW.judgement, 'reason',
    NEW.reason, 'bias_direction', NEW.bias_direction, 'judged_at', NEW.judged_at));
END;

CREATE TRIGGER appraisal_update AFTER UPDATE ON appraisal
WHEN (OLD.uid, OLD.link_uid, OLD.reviewer_uid, OLD.domain, OLD.suggestion, OLD.rule, OLD.rules_version,
  OLD.judgement, OLD.reason, OLD.bias_direction, OLD.judged_at) IS NOT (NEW.uid, NEW.link_uid, NEW.reviewer_uid,
  NEW.domain, NEW.suggestion, NEW.rule, NEW.rules_version, NEW.judgement, NEW.reason, NEW.bias_direction,
  NEW.judged_at) BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'appraisal', NEW.uid,
    coalesce((SELECT claim_uid FROM link WHERE uid = NEW.link_uid), ''),
    'update',
    json_object(
    'uid', OLD.uid, 'link_uid', OLD.link_uid, 'reviewer_uid', OLD.reviewer_uid, 'domain', OLD.domain, 'suggestion',
    OLD.suggestion, 'rule', OLD.rule, 'rules_version', OLD.rules_version, 'judgement', OLD.judgement, 'reason',
    OLD.reason, 'bias_direction', OLD.bias_direction, 'judged_at', OLD.judged_at),
    json_object(
    'uid', NEW.uid, 'link_uid', NEW.link_uid, 'reviewer_uid', NEW.reviewer_uid, 'domain', NEW.domain, 'suggestion',
    NEW.suggestion, 'rule', NEW.rule, 'rules_version', NEW.rules_version, 'judgement', NEW.judgement, 'reason',
    NEW.reason, 'bias_direction', NEW.bias_direction, 'judged_at', NEW.judged_at));
END;

CREATE TRIGGER appraisal_delete AFTER DELETE ON appraisal BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'appraisal', OLD.uid,
    coalesce((SELECT claim_uid FROM link WHERE uid = OLD.link_uid), ''),
    'delete',
    json_object(
    'uid', OLD.uid, 'link_uid', OLD.link_uid, 'reviewer_uid', OLD.reviewer_uid, 'domain', OLD.domain, 'suggestion',
    OLD.suggestion, 'rule', OLD.rule, 'rules_version', OLD.rules_version, 'judgement', OLD.judgement, 'reason',
    OLD.reason, 'bias_direction', OLD.bias_direction, 'judged_at', OLD.judged_at),
    NULL);
END;

CREATE TRIGGER answer_insert AFTER INSERT ON answer BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'answer', NEW.uid,
    coalesce((SELECT l.claim_uid FROM appraisal a JOIN link l ON l.uid = a.link_uid WHERE a.uid = NEW.appraisal_uid), ''),
    'insert',
    NULL,
    json_object(
    'uid', NEW.uid, 'appraisal_uid', NEW.appraisal_uid, 'question', NEW.question, 'answer', NEW.answer));
END;

CREATE TRIGGER answer_update AFTER UPDATE ON answer
WHEN (OLD.uid, OLD.appraisal_uid, OLD.question, OLD.answer) IS NOT (NEW.uid, NEW.appraisal_uid, NEW.question,
  NEW.answer) BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'answer', NEW.uid,
    coalesce((SELECT l.claim_uid FROM appraisal a JOIN link l ON l.uid = a.link_uid WHERE a.uid = NEW.appraisal_uid), ''),
    'update',
    json_object(
    'uid', OLD.uid, 'appraisal_uid', OLD.appraisal_uid, 'question', OLD.question, 'answer', OLD.answer),
    json_object(
    'uid', NEW.uid, 'appraisal_uid', NEW.appraisal_uid, 'question', NEW.question, 'answer', NEW.answer));
END;

CREATE TRIGGER answer_delete AFTER DELETE ON answer BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'answer', OLD.uid,
    coalesce((SELECT l.claim_uid FROM appraisal a JOIN link l ON l.uid = a.link_uid WHERE a.uid = OLD.appraisal_uid), ''),
    'delete',
    json_object(
    'uid', OLD.uid, 'appraisal_uid', OLD.appraisal_uid, 'question', OLD.question, 'answer', OLD.answer),
    NULL);
END;

CREATE TRIGGER quote_insert AFTER INSERT ON quote BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'quote', NEW.uid,
    coalesce((
      SELECT l.claim_uid
      FROM appraisal_quote q
      JOIN appraisal a ON a.uid = q.appraisal_uid
      JOIN link l ON l.uid = a.link_uid
      WHERE q.quote_uid = NEW.uid
      ORDER BY q.id
      LIMIT 1
    ), ''),
    'insert',
    NULL,
    json_object(
    'uid', NEW.uid, 'document_uid', NEW.document_uid, 'exact', NEW.exact, 'prefix', NEW.prefix, 'suffix',
    NEW.suffix, 'locator', NEW.locator));
END;

CREATE TRIGGER quote_update AFTER UPDATE ON quote
WHEN (OLD.uid, OLD.document_uid, OLD.exact, OLD.prefix, OLD.suffix, OLD.locator) IS NOT (NEW.uid, NEW.document_uid,
  NEW.exact, NEW.prefix, NEW.suffix, NEW.locator) BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'quote', NEW.uid,
    coalesce((
      SELECT l.claim_uid
      FROM appraisal_quote q
      JOIN appraisal a ON a.uid = q.appraisal_uid
      JOIN link l ON l.uid = a.link_uid
      WHERE q.quote_uid = NEW.uid
      ORDER BY q.id
      LIMIT 1
    ), ''),
    'update',
    json_object(
    'uid', OLD.uid, 'document_uid', OLD.document_uid, 'exact', OLD.exact, 'prefix', OLD.prefix, 'suffix',
    OLD.suffix, 'locator', OLD.locator),
    json_object(
    'uid', NEW.uid, 'document_uid', NEW.document_uid, 'exact', NEW.exact, 'prefix', NEW.prefix, 'suffix',
    NEW.suffix, 'locator', NEW.locator));
END;

CREATE TRIGGER quote_delete AFTER DELETE ON quote BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'quote', OLD.uid,
    coalesce((
      SELECT l.claim_uid
      FROM appraisal_quote q
      JOIN appraisal a ON a.uid = q.appraisal_uid
      JOIN link l ON l.uid = a.link_uid
      WHERE q.quote_uid = OLD.uid
      ORDER BY q.id
      LIMIT 1
    ), ''),
    'delete',
    json_object(
    'uid', OLD.uid, 'document_uid', OLD.document_uid, 'exact', OLD.exact, 'prefix', OLD.prefix, 'suffix',
    OLD.suffix, 'locator', OLD.locator),
    NULL);
END;

CREATE TRIGGER appraisal_quote_insert AFTER INSERT ON appraisal_quote BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'appraisal_quote', NEW.uid,
    coalesce((SELECT l.claim_uid FROM appraisal a JOIN link l ON l.uid = a.link_uid WHERE a.uid = NEW.appraisal_uid), ''),
    'insert',
    NULL,
    json_object(
    'uid', NEW.uid, 'appraisal_uid', NEW.appraisal_uid, 'quote_uid', NEW.quote_uid, 'position', NEW.position));
END;

CREATE TRIGGER appraisal_quote_update AFTER UPDATE ON appraisal_quote
WHEN (OLD.uid, OLD.appraisal_uid, OLD.quote_uid, OLD.position) IS NOT (NEW.uid, NEW.appraisal_uid, NEW.quote_uid,
  NEW.position) BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'appraisal_quote', NEW.uid,
    coalesce((SELECT l.claim_uid FROM appraisal a JOIN link l ON l.uid = a.link_uid WHERE a.uid = NEW.appraisal_uid), ''),
    'update',
    json_object(
    'uid', OLD.uid, 'appraisal_uid', OLD.appraisal_uid, 'quote_uid', OLD.quote_uid, 'position', OLD.position),
    json_object(
    'uid', NEW.uid, 'appraisal_uid', NEW.appraisal_uid, 'quote_uid', NEW.quote_uid, 'position', NEW.position));
END;

CREATE TRIGGER appraisal_quote_delete AFTER DELETE ON appraisal_quote BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'appraisal_quote', OLD.uid,
    coalesce((SELECT l.claim_uid FROM appraisal a JOIN link l ON l.uid = a.link_uid WHERE a.uid = OLD.appraisal_uid), ''),
    'delete',
    json_object(
    'uid', OLD.uid, 'appraisal_uid', OLD.appraisal_uid, 'quote_uid', OLD.quote_uid, 'position', OLD.position),
    NULL);
END;

-- The change log, with the new columns and the new table.

DROP TRIGGER document_insert;
DROP TRIGGER document_update;
DROP TRIGGER document_delete;
DROP TRIGGER claim_insert;
DROP TRIGGER claim_update;
DROP TRIGGER claim_delete;
DROP TRIGGER quote_insert;
DROP TRIGGER quote_update;
DROP TRIGGER quote_delete;

CREATE TRIGGER document_insert AFTER INSERT ON document BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'document', NEW.uid,
    NEW.uid,
    'insert',
    NULL,
    json_object(
    'uid', NEW.uid, 'key', NEW.key, 'kind', NEW.kind, 'title', NEW.title, 'author', NEW.author, 'outlet', NEW.outlet,
    'date', NEW.date, 'doi', NEW.doi, 'pmid', NEW.pmid, 'url', NEW.url, 'note', NEW.note, 'file', NEW.file,
    'file_name', NEW.file_name, 'abstract', NEW.abstract, 'volume', NEW.volume, 'issue', NEW.issue, 'pages',
    NEW.pages, 'language', NEW.language, 'registry_ids', NEW.registry_ids, 'position', NEW.position));
END;

CREATE TRIGGER document_update AFTER UPDATE ON document
WHEN (OLD.uid, OLD.key, OLD.kind, OLD.title, OLD.author, OLD.outlet, OLD.date, OLD.doi, OLD.pmid, OLD.url, OLD.note,
  OLD.file, OLD.file_name, OLD.abstract, OLD.volume, OLD.issue, OLD.pages, OLD.language, OLD.registry_ids,
  OLD.position) IS NOT (NEW.uid, NEW.key, NEW.kind, NEW.title, NEW.author, NEW.outlet, NEW.date, NEW.doi, NEW.pmid,
  NEW.url, NEW.note, NEW.file, NEW.file_name, NEW.abstract, NEW.volume, NEW.issue, NEW.pages, NEW.language,
  NEW.registry_ids, NEW.position) BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'document', NEW.uid,
    NEW.uid,
    'update',
    json_object(
    'uid', OLD.uid, 'key', OLD.key, 'kind', OLD.kind, 'title', OLD.title, 'author', OLD.author, 'outlet', OLD.outlet,
    'date', OLD.date, 'doi', OLD.doi, 'pmid', OLD.pmid, 'url', OLD.url, 'note', OLD.note, 'file', OLD.file,
    'file_name', OLD.file_name, 'abstract', OLD.abstract, 'volume', OLD.volume, 'issue', OLD.issue, 'pages',
    OLD.pages, 'language', OLD.language, 'registry_ids', OLD.registry_ids, 'position', OLD.position),
    json_object(
    'uid', NEW.uid, 'key', NEW.key, 'kind', NEW.kind, 'title', NEW.title, 'author', NEW.author, 'outlet', NEW.outlet,
    'date', NEW.date, 'doi', NEW.doi, 'pmid', NEW.pmid, 'url', NEW.url, 'note', NEW.note, 'file', NEW.file,
    'file_name', NEW.file_name, 'abstract', NEW.abstract, 'volume', NEW.volume, 'issue', NEW.issue, 'pages',
    NEW.pages, 'language', NEW.language, 'registry_ids', NEW.registry_ids, 'position', NEW.position));
END;

CREATE TRIGGER document_delete AFTER DELETE ON document BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'document', OLD.uid,
    OLD.uid,
    'delete',
    json_object(
    'uid', OLD.uid, 'key', OLD.key, 'kind', OLD.kind, 'title', OLD.title, 'author', OLD.author, 'outlet', OLD.outlet,
    'date', OLD.date, 'doi', OLD.doi, 'pmid', OLD.pmid, 'url', OLD.url, 'note', OLD.note, 'file', OLD.file,
    'file_name', OLD.file_name, 'abstract', OLD.abstract, 'volume', OLD.volume, 'issue', OLD.issue, 'pages',
    OLD.pages, 'language', OLD.language, 'registry_ids', OLD.registry_ids, 'position', OLD.position),
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
    'uid', NEW.uid, 'key', NEW.key, 'part', NEW.part, 'parent_uid', NEW.parent_uid, 'document_uid', NEW.document_uid,
    'label', NEW.label, 'wording', NEW.wording, 'text', NEW.text, 'place', NEW.place, 'as_of', NEW.as_of, 'family',
    NEW.family, 'coding', NEW.coding, 'kind', NEW.kind, 'population', NEW.population, 'intervention',
    NEW.intervention, 'comparator', NEW.comparator, 'outcome', NEW.outcome, 'effect_kind', NEW.effect_kind,
    'construct', NEW.construct, 'instrument', NEW.instrument, 'measure', NEW.measure, 'assertiveness',
    NEW.assertiveness, 'magnitude', NEW.magnitude, 'horizon', NEW.horizon, 'horizon_days', NEW.horizon_days,
    'custom_low_days', NEW.custom_low_days, 'custom_some_days', NEW.custom_some_days, 'mid', NEW.mid, 'mid_low',
    NEW.mid_low, 'mid_high', NEW.mid_high, 'mid_source', NEW.mid_source, 'large_size', NEW.large_size, 'margin',
    NEW.margin, 'planning_sd', NEW.planning_sd, 'control_risk', NEW.control_risk, 'rrr', NEW.rrr, 'tolerable_risk',
    NEW.tolerable_risk, 'ois', NEW.ois, 'nearly_all', NEW.nearly_all, 'publication_bias', NEW.publication_bias,
    'other_bias', NEW.other_bias, 'search_stated', NEW.search_stated, 'evidence_form', NEW.evidence_form,
    'evidence_domain', NEW.evidence_domain, 'evidence_levels', NEW.evidence_levels, 'evidence_quantifier',
    NEW.evidence_quantifier, 'evidence_frame', NEW.evidence_frame, 'evidence_meets', NEW.evidence_meets,
    'evidence_count', NEW.evidence_count, 'evidence_subject_uid', NEW.evidence_subject_uid, 'evidence_rank_field',
    NEW.evidence_rank_field, 'evidence_construct', NEW.evidence_construct, 'evidence_min_days', NEW.evidence_min_days,
    'evidence_complete', NEW.evidence_complete, 'citation_cited', NEW.citation_cited, 'citation_finding',
    NEW.citation_finding, 'citation_actual', NEW.citation_actual, 'citation_quote', NEW.citation_quote,
    'citation_locator', NEW.citation_locator, 'citation_note', NEW.citation_note, 'wording_prefix',
    NEW.wording_prefix, 'wording_suffix', NEW.wording_suffix, 'wording_page', NEW.wording_page, 'wording_start',
    NEW.wording_start, 'wording_end', NEW.wording_end, 'position', NEW.position));
END;

CREATE TRIGGER claim_update AFTER UPDATE ON claim
WHEN (OLD.uid, OLD.key, OLD.part, OLD.parent_uid, OLD.document_uid, OLD.label, OLD.wording, OLD.text, OLD.place,
  OLD.as_of, OLD.family, OLD.coding, OLD.kind, OLD.population, OLD.intervention, OLD.comparator, OLD.outcome,
  OLD.effect_kind, OLD.construct, OLD.instrument, OLD.measure, OLD.assertiveness, OLD.magnitude, OLD.horizon,
  OLD.horizon_days, OLD.custom_low_days, OLD.custom_some_days, OLD.mid, OLD.mid_low, OLD.mid_high, OLD.mid_source,
  OLD.large_size, OLD.margin, OLD.planning_sd, OLD.control_risk, OLD.rrr, OLD.tolerable_risk, OLD.ois, OLD.nearly_all,
  OLD.publication_bias, OLD.other_bias, OLD.search_stated, OLD.evidence_form, OLD.evidence_domain,
  OLD.evidence_levels, OLD.evidence_quantifier, OLD.evidence_frame, OLD.evidence_meets, OLD.evidence_count,
  OLD.evidence_subject_uid, OLD.evidence_rank_field, OLD.evidence_construct, OLD.evidence_min_days,
  OLD.evidence_complete, OLD.citation_cited, OLD.citation_finding, OLD.citation_actual, OLD.citation_quote,
  OLD.citation_locator, OLD.citation_note, OLD.wording_prefix, OLD.wording_suffix, OLD.wording_page,
  OLD.wording_start, OLD.wording_end, OLD.position) IS NOT (NEW.uid, NEW.key, NEW.part, NEW.parent_uid,
  NEW.document_uid, NEW.label, NEW.wording, NEW.text, NEW.place, NEW.as_of, NEW.family, NEW.coding, NEW.kind,
  NEW.population, NEW.intervention, NEW.comparator, NEW.outcome, NEW.effect_kind, NEW.construct, NEW.instrument,
  NEW.measure, NEW.assertiveness, NEW.magnitude, NEW.horizon, NEW.horizon_days, NEW.custom_low_days,
  NEW.custom_some_days, NEW.mid, NEW.mid_low, NEW.mid_high, NEW.mid_source, NEW.large_size, NEW.margin,
  NEW.planning_sd, NEW.control_risk, NEW.rrr, NEW.tolerable_risk, NEW.ois, NEW.nearly_all, NEW.publication_bias,
  NEW.other_bias, NEW.search_stated, NEW.evidence_form, NEW.evidence_domain, NEW.evidence_levels,
  NEW.evidence_quantifier, NEW.evidence_frame, NEW.evidence_meets, NEW.evidence_count, NEW.evidence_subject_uid,
  NEW.evidence_rank_field, NEW.evidence_construct, NEW.evidence_min_days, NEW.evidence_complete, NEW.citation_cited,
  NEW.citation_finding, NEW.citation_actual, NEW.citation_quote, NEW.citation_locator, NEW.citation_note,
  NEW.wording_prefix, NEW.wording_suffix, NEW.wording_page, NEW.wording_start, NEW.wording_end, NEW.position) BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'claim', NEW.uid,
    NEW.uid,
    'update',
    json_object(
    'uid', OLD.uid, 'key', OLD.key, 'part', OLD.part, 'parent_uid', OLD.parent_uid, 'document_uid', OLD.document_uid,
    'label', OLD.label, 'wording', OLD.wording, 'text', OLD.text, 'place', OLD.place, 'as_of', OLD.as_of, 'family',
    OLD.family, 'coding', OLD.coding, 'kind', OLD.kind, 'population', OLD.population, 'intervention',
    OLD.intervention, 'comparator', OLD.comparator, 'outcome', OLD.outcome, 'effect_kind', OLD.effect_kind,
    'construct', OLD.construct, 'instrument', OLD.instrument, 'measure', OLD.measure, 'assertiveness',
    OLD.assertiveness, 'magnitude', OLD.magnitude, 'horizon', OLD.horizon, 'horizon_days', OLD.horizon_days,
    'custom_low_days', OLD.custom_low_days, 'custom_some_days', OLD.custom_some_days, 'mid', OLD.mid, 'mid_low',
    OLD.mid_low, 'mid_high', OLD.mid_high, 'mid_source', OLD.mid_source, 'large_size', OLD.large_size, 'margin',
    OLD.margin, 'planning_sd', OLD.planning_sd, 'control_risk', OLD.control_risk, 'rrr', OLD.rrr, 'tolerable_risk',
    OLD.tolerable_risk, 'ois', OLD.ois, 'nearly_all', OLD.nearly_all, 'publication_bias', OLD.publication_bias,
    'other_bias', OLD.other_bias, 'search_stated', OLD.search_stated, 'evidence_form', OLD.evidence_form,
    'evidence_domain', OLD.evidence_domain, 'evidence_levels', OLD.evidence_levels, 'evidence_quantifier',
    OLD.evidence_quantifier, 'evidence_frame', OLD.evidence_frame, 'evidence_meets', OLD.evidence_meets,
    'evidence_count', OLD.evidence_count, 'evidence_subject_uid', OLD.evidence_subject_uid, 'evidence_rank_field',
    OLD.evidence_rank_field, 'evidence_construct', OLD.evidence_construct, 'evidence_min_days', OLD.evidence_min_days,
    'evidence_complete', OLD.evidence_complete, 'citation_cited', OLD.citation_cited, 'citation_finding',
    OLD.citation_finding, 'citation_actual', OLD.citation_actual, 'citation_quote', OLD.citation_quote,
    'citation_locator', OLD.citation_locator, 'citation_note', OLD.citation_note, 'wording_prefix',
    OLD.wording_prefix, 'wording_suffix', OLD.wording_suffix, 'wording_page', OLD.wording_page, 'wording_start',
    OLD.wording_start, 'wording_end', OLD.wording_end, 'position', OLD.position),
    json_object(
    'uid', NEW.uid, 'key', NEW.key, 'part', NEW.part, 'parent_uid', NEW.parent_uid, 'document_uid', NEW.document_uid,
    'label', NEW.label, 'wording', NEW.wording, 'text', NEW.text, 'place', NEW.place, 'as_of', NEW.as_of, 'family',
    NEW.family, 'coding', NEW.coding, 'kind', NEW.kind, 'population', NEW.population, 'intervention',
    NEW.intervention, 'comparator', NEW.comparator, 'outcome', NEW.outcome, 'effect_kind', NEW.effect_kind,
    'construct', NEW.construct, 'instrument', NEW.instrument, 'measure', NEW.measure, 'assertiveness',
    NEW.assertiveness, 'magnitude', NEW.magnitude, 'horizon', NEW.horizon, 'horizon_days', NEW.horizon_days,
    'custom_low_days', NEW.custom_low_days, 'custom_some_days', NEW.custom_some_days, 'mid', NEW.mid, 'mid_low',
    NEW.mid_low, 'mid_high', NEW.mid_high, 'mid_source', NEW.mid_source, 'large_size', NEW.large_size, 'margin',
    NEW.margin, 'planning_sd', NEW.planning_sd, 'control_risk', NEW.control_risk, 'rrr', NEW.rrr, 'tolerable_risk',
    NEW.tolerable_risk, 'ois', NEW.ois, 'nearly_all', NEW.nearly_all, 'publication_bias', NEW.publication_bias,
    'other_bias', NEW.other_bias, 'search_stated', NEW.search_stated, 'evidence_form', NEW.evidence_form,
    'evidence_domain', NEW.evidence_domain, 'evidence_levels', NEW.evidence_levels, 'evidence_quantifier',
    NEW.evidence_quantifier, 'evidence_frame', NEW.evidence_frame, 'evidence_meets', NEW.evidence_meets,
    'evidence_count', NEW.evidence_count, 'evidence_subject_uid', NEW.evidence_subject_uid, 'evidence_rank_field',
    NEW.evidence_rank_field, 'evidence_construct', NEW.evidence_construct, 'evidence_min_days', NEW.evidence_min_days,
    'evidence_complete', NEW.evidence_complete, 'citation_cited', NEW.citation_cited, 'citation_finding',
    NEW.citation_finding, 'citation_actual', NEW.citation_actual, 'citation_quote', NEW.citation_quote,
    'citation_locator', NEW.citation_locator, 'citation_note', NEW.citation_note, 'wording_prefix',
    NEW.wording_prefix, 'wording_suffix', NEW.wording_suffix, 'wording_page', NEW.wording_page, 'wording_start',
    NEW.wording_start, 'wording_end', NEW.wording_end, 'position', NEW.position));
END;

CREATE TRIGGER claim_delete AFTER DELETE ON claim BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'claim', OLD.uid,
    OLD.uid,
    'delete',
    json_object(
    'uid', OLD.uid, 'key', OLD.key, 'part', OLD.part, 'parent_uid', OLD.parent_uid, 'document_uid', OLD.document_uid,
    'label', OLD.label, 'wording', OLD.wording, 'text', OLD.text, 'place', OLD.place, 'as_of', OLD.as_of, 'family',
    OLD.family, 'coding', OLD.coding, 'kind', OLD.kind, 'population', OLD.population, 'intervention',
    OLD.intervention, 'comparator', OLD.comparator, 'outcome', OLD.outcome, 'effect_kind', OLD.effect_kind,
    'construct', OLD.construct, 'instrument', OLD.instrument, 'measure', OLD.measure, 'assertiveness',
    OLD.assertiveness, 'magnitude', OLD.magnitude, 'horizon', OLD.horizon, 'horizon_days', OLD.horizon_days,
    'custom_low_days', OLD.custom_low_days, 'custom_some_days', OLD.custom_some_days, 'mid', OLD.mid, 'mid_low',
    OLD.mid_low, 'mid_high', OLD.mid_high, 'mid_source', OLD.mid_source, 'large_size', OLD.large_size, 'margin',
    OLD.margin, 'planning_sd', OLD.planning_sd, 'control_risk', OLD.control_risk, 'rrr', OLD.rrr, 'tolerable_risk',
    OLD.tolerable_risk, 'ois', OLD.ois, 'nearly_all', OLD.nearly_all, 'publication_bias', OLD.publication_bias,
    'other_bias', OLD.other_bias, 'search_stated', OLD.search_stated, 'evidence_form', OLD.evidence_form,
    'evidence_domain', OLD.evidence_domain, 'evidence_levels', OLD.evidence_levels, 'evidence_quantifier',
    OLD.evidence_quantifier, 'evidence_frame', OLD.evidence_frame, 'evidence_meets', OLD.evidence_meets,
    'evidence_count', OLD.evidence_count, 'evidence_subject_uid', OLD.evidence_subject_uid, 'evidence_rank_field',
    OLD.evidence_rank_field, 'evidence_construct', OLD.evidence_construct, 'evidence_min_days', OLD.evidence_min_days,
    'evidence_complete', OLD.evidence_complete, 'citation_cited', OLD.citation_cited, 'citation_finding',
    OLD.citation_finding, 'citation_actual', OLD.citation_actual, 'citation_quote', OLD.citation_quote,
    'citation_locator', OLD.citation_locator, 'citation_note', OLD.citation_note, 'wording_prefix',
    OLD.wording_prefix, 'wording_suffix', OLD.wording_suffix, 'wording_page', OLD.wording_page, 'wording_start',
    OLD.wording_start, 'wording_end', OLD.wording_end, 'position', OLD.position),
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
    'uid', NEW.uid, 'document_uid', NEW.document_uid, 'exact', NEW.exact, 'prefix', NEW.prefix, 'suffix', NEW.suffix,
    'locator', NEW.locator, 'page', NEW.page, 'start_at', NEW.start_at, 'end_at', NEW.end_at));
END;

CREATE TRIGGER quote_update AFTER UPDATE ON quote
WHEN (OLD.uid, OLD.document_uid, OLD.exact, OLD.prefix, OLD.suffix, OLD.locator, OLD.page, OLD.start_at, OLD.end_at)
  IS NOT (NEW.uid, NEW.document_uid, NEW.exact, NEW.prefix, NEW.suffix, NEW.locator, NEW.page, NEW.start_at,
  NEW.end_at) BEGIN
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
    'uid', OLD.uid, 'document_uid', OLD.document_uid, 'exact', OLD.exact, 'prefix', OLD.prefix, 'suffix', OLD.suffix,
    'locator', OLD.locator, 'page', OLD.page, 'start_at', OLD.start_at, 'end_at', OLD.end_at),
    json_object(
    'uid', NEW.uid, 'document_uid', NEW.document_uid, 'exact', NEW.exact, 'prefix', NEW.prefix, 'suffix', NEW.suffix,
    'locator', NEW.locator, 'page', NEW.page, 'start_at', NEW.start_at, 'end_at', NEW.end_at));
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
    'uid', OLD.uid, 'document_uid', OLD.document_uid, 'exact', OLD.exact, 'prefix', OLD.prefix, 'suffix', OLD.suffix,
    'locator', OLD.locator, 'page', OLD.page, 'start_at', OLD.start_at, 'end_at', OLD.end_at),
    NULL);
END;

CREATE TRIGGER report_insert AFTER INSERT ON report BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'report', NEW.uid,
    NEW.trial_uid,
    'insert',
    NULL,
    json_object(
    'uid', NEW.uid, 'document_uid', NEW.document_uid, 'trial_uid', NEW.trial_uid, 'relation', NEW.relation));
END;

CREATE TRIGGER report_update AFTER UPDATE ON report
WHEN (OLD.uid, OLD.document_uid, OLD.trial_uid, OLD.relation) IS NOT (NEW.uid, NEW.document_uid, NEW.trial_uid,
  NEW.relation) BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'report', NEW.uid,
    NEW.trial_uid,
    'update',
    json_object(
    'uid', OLD.uid, 'document_uid', OLD.document_uid, 'trial_uid', OLD.trial_uid, 'relation', OLD.relation),
    json_object(
    'uid', NEW.uid, 'document_uid', NEW.document_uid, 'trial_uid', NEW.trial_uid, 'relation', NEW.relation));
END;

CREATE TRIGGER report_delete AFTER DELETE ON report BEGIN
  INSERT INTO change (action_id, entity, uid, owner, op, before, after)
  VALUES (
    coalesce((SELECT action_id FROM current_action), RAISE(ABORT, 'an edit outside an action')),
    'report', OLD.uid,
    OLD.trial_uid,
    'delete',
    json_object(
    'uid', OLD.uid, 'document_uid', OLD.document_uid, 'trial_uid', OLD.trial_uid, 'relation', OLD.relation),
    NULL);
END;

-- The entities of a library.
--
-- References are by uid, not by row number: a statement can then be built from values known beforehand, and the change
-- log reads the same in every library. Optional references are NULL when not given; other text that is not given is
-- empty, as in the domain's types. Row numbers never leave the file.

PRAGMA application_id = 1131169650; -- "ClGr": tells a library from other programs' databases

CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE CHECK (uid <> ''),
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  author TEXT NOT NULL,
  outlet TEXT NOT NULL,
  date TEXT NOT NULL,
  doi TEXT NOT NULL,
  pmid TEXT NOT NULL,
  url TEXT NOT NULL,
  note TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX document_position ON document (position);

CREATE TABLE reviewer (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE CHECK (uid <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  initials TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX reviewer_position ON reviewer (position);

CREATE TABLE trial (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE CHECK (uid <> ''),
  key TEXT NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  notes TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX trial_position ON trial (position);

CREATE TABLE arm (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE CHECK (uid <> ''),
  trial_uid TEXT NOT NULL REFERENCES trial (uid) ON DELETE CASCADE,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('', 'experimental', 'control', 'both', 'other')),
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX arm_trial ON arm (trial_uid, position);

CREATE TABLE result (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE CHECK (uid <> ''),
  trial_uid TEXT NOT NULL REFERENCES trial (uid) ON DELETE CASCADE,
  name TEXT NOT NULL,
  experimental_uid TEXT REFERENCES arm (uid) ON DELETE SET NULL,
  control_uid TEXT REFERENCES arm (uid) ON DELETE SET NULL,
  position INTEGER NOT NULL,
  UNIQUE (uid, trial_uid)
) STRICT;
CREATE INDEX result_trial ON result (trial_uid, position);
CREATE INDEX result_experimental ON result (experimental_uid) WHERE experimental_uid IS NOT NULL;
CREATE INDEX result_control ON result (control_uid) WHERE control_uid IS NOT NULL;

-- A fact belongs to exactly one trial, arm or result, which has it once. A document that a fact rests on cannot be
-- deleted: the fact would lose its source without a word.
CREATE TABLE fact (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE CHECK (uid <> ''),
  trial_uid TEXT REFERENCES trial (uid) ON DELETE CASCADE,
  arm_uid TEXT REFERENCES arm (uid) ON DELETE CASCADE,
  result_uid TEXT REFERENCES result (uid) ON DELETE CASCADE,
  field TEXT NOT NULL CHECK (field <> ''),
  value TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('', 'reported', 'not-reported')),
  source TEXT NOT NULL,
  document_uid TEXT REFERENCES document (uid) ON DELETE RESTRICT,
  locator TEXT NOT NULL,
  quote TEXT NOT NULL,
  confidence TEXT NOT NULL,
  note TEXT NOT NULL,
  checked_by TEXT NOT NULL,
  checked_at TEXT NOT NULL,
  CHECK ((trial_uid IS NOT NULL) + (arm_uid IS NOT NULL) + (result_uid IS NOT NULL) = 1)
) STRICT;
CREATE UNIQUE INDEX fact_trial ON fact (trial_uid, field) WHERE trial_uid IS NOT NULL;
CREATE UNIQUE INDEX fact_arm ON fact (arm_uid, field) WHERE arm_uid IS NOT NULL;
CREATE UNIQUE INDEX fact_result ON fact (result_uid, field) WHERE result_uid IS NOT NULL;
CREATE INDEX fact_document ON fact (document_uid) WHERE document_uid IS NOT NULL;

CREATE TABLE claim (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE CHECK (uid <> ''),
  key TEXT NOT NULL,
  part INTEGER NOT NULL CHECK (part >= 0),
  parent_uid TEXT REFERENCES claim (uid) ON DELETE CASCADE,
  document_uid TEXT REFERENCES document (uid) ON DELETE CASCADE,
  label TEXT NOT NULL CHECK (label <> ''),
  wording TEXT NOT NULL,
  text TEXT NOT NULL CHECK (text <> ''),
  place TEXT NOT NULL,
  as_of TEXT NOT NULL,
  family TEXT NOT NULL,
  coding TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('effect', 'evidence', 'report', 'not-shown', 'not-a-trial-question')),
  population TEXT NOT NULL,
  intervention TEXT NOT NULL,
  comparator TEXT NOT NULL,
  outcome TEXT NOT NULL,

  -- what an effect claim asserts
  effect_kind TEXT NOT NULL CHECK (
    effect_kind IN ('', 'benefit', 'harm', 'no-difference', 'no-better', 'non-inferiority', 'duration-limit')),
  construct TEXT NOT NULL,
  instrument TEXT NOT NULL,
  measure TEXT NOT NULL,
  assertiveness TEXT NOT NULL CHECK (assertiveness IN ('', 'hedged', 'plain', 'emphatic')),
  magnitude TEXT NOT NULL CHECK (magnitude IN ('', 'any', 'important', 'large')),
  horizon TEXT NOT NULL CHECK (
    horizon IN ('', 'rapid-hours', 'rapid-days', 'short', 'sustained', 'long', 'at-day', 'through-day', 'by-day', 'custom')),
  horizon_days REAL,
  custom_low_days REAL,
  custom_some_days REAL,
  mid REAL,
  mid_low REAL,
  mid_high REAL,
  mid_source TEXT NOT NULL,
  large_size REAL,
  margin REAL,
  planning_sd REAL,
  control_risk REAL,
  rrr REAL,
  tolerable_risk REAL,
  ois REAL,
  nearly_all INTEGER NOT NULL CHECK (nearly_all IN (0, 1)),
  publication_bias INTEGER NOT NULL CHECK (publication_bias IN (0, 1)),
  other_bias INTEGER NOT NULL CHECK (other_bias IN (0, 1)),
  search_stated INTEGER NOT NULL CHECK (search_stated IN (0, 1)),

  -- what an evidence claim asserts; lists are JSON arrays
  evidence_form TEXT NOT NULL CHECK (evidence_form IN ('', 'share', 'rank', 'count', 'absence')),
  evidence_domain TEXT NOT NULL CHECK (evidence_domain IN ('', 'blinding', 'sample-size', 'follow-up', 'attrition')),
  evidence_levels TEXT NOT NULL CHECK (json_valid(evidence_levels) AND json_type(evidence_levels) = 'array'),
  evidence_quantifier TEXT NOT NULL CHECK (evidence_quantifier IN ('', 'all', 'most', 'many', 'some', 'few', 'none')),
  evidence_frame TEXT NOT NULL CHECK (json_valid(evidence_frame) AND json_type(evidence_frame) = 'array'),
  evidence_meets TEXT NOT NULL CHECK (json_valid(evidence_meets) AND json_type(evidence_meets) = 'array'),
  evidence_count INTEGER,
  evidence_subject_uid TEXT REFERENCES trial (uid) ON DELETE SET NULL,
  evidence_rank_field TEXT NOT NULL,
  evidence_construct TEXT NOT NULL,
  evidence_min_days REAL,
  evidence_complete INTEGER NOT NULL CHECK (evidence_complete IN (0, 1)),

  -- does the cited source say it?
  citation_cited TEXT NOT NULL,
  citation_finding TEXT NOT NULL CHECK (
    citation_finding IN (
      '', 'says-it', 'says-part', 'does-not-say', 'says-the-opposite', 'no-such-source', 'another-source', 'not-obtained')),
  citation_actual TEXT NOT NULL,
  citation_quote TEXT NOT NULL,
  citation_locator TEXT NOT NULL,
  citation_note TEXT NOT NULL,

  position INTEGER NOT NULL
) STRICT;
CREATE INDEX claim_position ON claim (position);
CREATE INDEX claim_parent ON claim (parent_uid) WHERE parent_uid IS NOT NULL;
CREATE INDEX claim_document ON claim (document_uid) WHERE document_uid IS NOT NULL;
CREATE INDEX claim_subject ON claim (evidence_subject_uid) WHERE evidence_subject_uid IS NOT NULL;

-- A result is linked to a claim once, or it would count twice in the pool; and it is a result of the linked trial.
CREATE TABLE link (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE CHECK (uid <> ''),
  claim_uid TEXT NOT NULL REFERENCES claim (uid) ON DELETE CASCADE,
  trial_uid TEXT NOT NULL REFERENCES trial (uid) ON DELETE CASCADE,
  result_uid TEXT,
  position INTEGER NOT NULL,
  relation TEXT NOT NULL CHECK (
    relation IN ('', 'supports', 'contradicts', 'no-difference', 'mixed', 'inconclusive', 'context')),
  reason TEXT NOT NULL,
  coder TEXT NOT NULL CHECK (coder IN ('', 'supports', 'contradicts', 'no-difference', 'mixed', 'inconclusive', 'context')),
  why TEXT NOT NULL,
  context INTEGER NOT NULL CHECK (context IN (0, 1)),
  pico TEXT NOT NULL CHECK (pico IN ('', 'none', 'some', 'major')),
  pico_note TEXT NOT NULL,
  reversed INTEGER NOT NULL CHECK (reversed IN (0, 1)),
  FOREIGN KEY (result_uid, trial_uid) REFERENCES result (uid, trial_uid) ON DELETE CASCADE
) STRICT;
CREATE INDEX link_claim ON link (claim_uid, position);
CREATE INDEX link_trial ON link (trial_uid);
CREATE INDEX link_result ON link (result_uid, trial_uid) WHERE result_uid IS NOT NULL;
CREATE UNIQUE INDEX link_once ON link (claim_uid, result_uid) WHERE result_uid IS NOT NULL;

CREATE TABLE appraisal (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE CHECK (uid <> ''),
  link_uid TEXT NOT NULL REFERENCES link (uid) ON DELETE CASCADE,
  reviewer_uid TEXT NOT NULL REFERENCES reviewer (uid) ON DELETE RESTRICT,
  domain TEXT NOT NULL CHECK (domain IN ('blinding', 'sample-size', 'follow-up', 'attrition')),
  suggestion TEXT NOT NULL CHECK (suggestion IN ('', 'low', 'some-concerns', 'high', 'no-information', 'not-extracted')),
  rule TEXT NOT NULL,
  rules_version TEXT NOT NULL,
  judgement TEXT NOT NULL CHECK (judgement IN ('', 'low', 'some-concerns', 'high', 'no-information')),
  reason TEXT NOT NULL,
  bias_direction TEXT NOT NULL CHECK (bias_direction IN ('', 'towards-experimental', 'towards-control', 'unclear')),
  judged_at TEXT NOT NULL,
  UNIQUE (link_uid, reviewer_uid, domain)
) STRICT;
CREATE INDEX appraisal_reviewer ON appraisal (reviewer_uid);

CREATE TABLE answer (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE CHECK (uid <> ''), -- the appraisal's and the question: the same answer in every library
  appraisal_uid TEXT NOT NULL REFERENCES appraisal (uid) ON DELETE CASCADE,
  question TEXT NOT NULL CHECK (question <> ''),
  answer TEXT NOT NULL CHECK (
    answer IN ('', 'yes', 'probably-yes', 'probably-no', 'no', 'no-information', 'not-reported', 'not-applicable')),
  UNIQUE (appraisal_uid, question)
) STRICT;

CREATE TABLE quote (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE CHECK (uid <> ''),
  document_uid TEXT REFERENCES document (uid) ON DELETE RESTRICT,
  exact TEXT NOT NULL,
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  locator TEXT NOT NULL
) STRICT;
CREATE INDEX quote_document ON quote (document_uid) WHERE document_uid IS NOT NULL;

CREATE TABLE appraisal_quote (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE CHECK (uid <> ''), -- the appraisal's and the quote's
  appraisal_uid TEXT NOT NULL REFERENCES appraisal (uid) ON DELETE CASCADE,
  quote_uid TEXT NOT NULL REFERENCES quote (uid) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  UNIQUE (appraisal_uid, quote_uid)
) STRICT;
CREATE INDEX appraisal_quote_quote ON appraisal_quote (quote_uid);

-- Where the window was left: never part of the history.
CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

-- A user action groups the changes of one transaction. state is that of an edit: done, undone (may be redone), dropped
-- (undone, and another edit has followed). A base is an action below which undo does not go.
CREATE TABLE action (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE CHECK (uid <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('edit', 'undo', 'redo', 'base')),
  name TEXT NOT NULL CHECK (name <> ''),
  reviewer TEXT NOT NULL, -- as signed; kept when the reviewer is deleted
  at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'dropped')),
  target INTEGER REFERENCES action (id) ON DELETE RESTRICT, -- what an undo or redo acted on
  CHECK ((target IS NOT NULL) = (kind IN ('undo', 'redo')))
) STRICT;
CREATE INDEX action_state ON action (kind, state, id);
CREATE INDEX action_target ON action (target) WHERE target IS NOT NULL;

-- The action that is being written: one row, set and cleared within each transaction.
CREATE TABLE current_action (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  action_id INTEGER REFERENCES action (id) ON DELETE RESTRICT
) STRICT;
CREATE INDEX current_action_action ON current_action (action_id) WHERE action_id IS NOT NULL;
INSERT INTO current_action (id, action_id) VALUES (1, NULL);

-- owner is the claim, trial, document or reviewer that a changed row belongs to; empty where it cannot be known.
CREATE TABLE change (
  seq INTEGER PRIMARY KEY,
  action_id INTEGER NOT NULL REFERENCES action (id) ON DELETE RESTRICT,
  entity TEXT NOT NULL,
  uid TEXT NOT NULL,
  owner TEXT NOT NULL,
  op TEXT NOT NULL CHECK (op IN ('insert', 'update', 'delete')),
  before TEXT CHECK (before IS NULL OR json_valid(before)),
  after TEXT CHECK (after IS NULL OR json_valid(after)),
  CHECK ((before IS NULL) = (op = 'insert') AND (after IS NULL) = (op = 'delete'))
) STRICT;
CREATE INDEX change_action ON change (action_id);
CREATE INDEX change_owner ON change (owner);
CREATE INDEX change_uid ON change (uid);

-- What belongs to something stays with it. A put under the uid of another subject's row is a mistake, which would
-- otherwise take the row away from there.
CREATE TRIGGER arm_stays BEFORE UPDATE OF trial_uid ON arm
WHEN OLD.trial_uid IS NOT NEW.trial_uid BEGIN
  SELECT RAISE(ABORT, 'an arm stays with its trial');
END;
CREATE TRIGGER result_stays BEFORE UPDATE OF trial_uid ON result
WHEN OLD.trial_uid IS NOT NEW.trial_uid BEGIN
  SELECT RAISE(ABORT, 'a result stays with its trial');
END;
CREATE TRIGGER fact_stays BEFORE UPDATE OF trial_uid, arm_uid, result_uid, field ON fact
WHEN (OLD.trial_uid, OLD.arm_uid, OLD.result_uid, OLD.field)
  IS NOT (NEW.trial_uid, NEW.arm_uid, NEW.result_uid, NEW.field) BEGIN
  SELECT RAISE(ABORT, 'a fact stays with its subject and field');
END;
CREATE TRIGGER appraisal_stays BEFORE UPDATE OF link_uid, reviewer_uid, domain ON appraisal
WHEN (OLD.link_uid, OLD.reviewer_uid, OLD.domain) IS NOT (NEW.link_uid, NEW.reviewer_uid, NEW.domain) BEGIN
  SELECT RAISE(ABORT, 'an appraisal stays with its link, reviewer and domain');
END;

-- The parts of a sentence are the main claim and its further parts; a part has none of its own.
CREATE TRIGGER claim_depth_insert BEFORE INSERT ON claim
WHEN NEW.parent_uid IS NOT NULL AND (
  EXISTS (SELECT 1 FROM claim WHERE uid = NEW.parent_uid AND parent_uid IS NOT NULL)
  OR EXISTS (SELECT 1 FROM claim WHERE parent_uid = NEW.uid)) BEGIN
  SELECT RAISE(ABORT, 'a part of a sentence has no parts');
END;
CREATE TRIGGER claim_depth_update BEFORE UPDATE OF parent_uid ON claim
WHEN NEW.parent_uid IS NOT NULL AND (
  EXISTS (SELECT 1 FROM claim WHERE uid = NEW.parent_uid AND parent_uid IS NOT NULL)
  OR EXISTS (SELECT 1 FROM claim WHERE parent_uid = NEW.uid)) BEGIN
  SELECT RAISE(ABORT, 'a part of a sentence has no parts');
END;

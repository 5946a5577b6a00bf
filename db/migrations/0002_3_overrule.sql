-- A reviewer's own decision on a step from the judgements to the verdict on a claim.

CREATE TABLE overrule (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE CHECK (uid <> ''),
  claim_uid TEXT NOT NULL REFERENCES claim (uid) ON DELETE CASCADE,
  reviewer_uid TEXT NOT NULL REFERENCES reviewer (uid) ON DELETE RESTRICT,
  step TEXT NOT NULL CHECK (step IN (
    'risk-of-bias', 'inconsistency', 'indirectness', 'imprecision', 'publication-bias',
    'certainty', 'magnitude', 'horizon', 'scope', 'verdict')),
  value TEXT NOT NULL CHECK (value <> ''),
  reason TEXT NOT NULL CHECK (reason <> ''),
  decided_at TEXT NOT NULL,
  UNIQUE (claim_uid, reviewer_uid, step)
) STRICT;
CREATE INDEX overrule_reviewer ON overrule (reviewer_uid);

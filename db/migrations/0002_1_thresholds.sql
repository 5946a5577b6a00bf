-- Threshold sets: the user's own, and which set is in force. The sets that come with the program are in the program.

CREATE TABLE threshold_set (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE CHECK (uid <> ''),
  name TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (name <> ''),
  numbers TEXT NOT NULL CHECK (json_valid(numbers)), -- an object: each number of the method by its key
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX threshold_set_position ON threshold_set (position);

-- The set in force: no row means the default set, so that a set that is deleted while in force leaves the default.
CREATE TABLE threshold_use (
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE CHECK (uid = 'thresholds'), -- one row at most
  built_in TEXT NOT NULL,
  set_uid TEXT REFERENCES threshold_set (uid) ON DELETE CASCADE,
  CHECK ((built_in = '') = (set_uid IS NOT NULL))
) STRICT;
CREATE INDEX threshold_use_set ON threshold_use (set_uid) WHERE set_uid IS NOT NULL;

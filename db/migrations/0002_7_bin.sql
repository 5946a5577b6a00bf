-- The bin lists what was deleted, the newest first, however long the log is.
CREATE INDEX change_deleted ON change (seq, entity) WHERE op = 'delete';

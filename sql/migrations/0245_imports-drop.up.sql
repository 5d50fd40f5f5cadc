-- Folders from which files of agencies are taken in by themselves: how each was found when it was looked into last.
CREATE TABLE insp_imp_drop (
  source {{text:32}} NOT NULL PRIMARY KEY,
  looked_at {{ts}} NOT NULL,
  waiting {{i64}} NOT NULL,
  refused {{i64}} NOT NULL,
  problem {{text:60}} NOT NULL
);

-- Whoever carries out a copy is known: each taking is another owner and the next fence, and only he ends it. `index_owed` of the
-- row '' says that rows were written which the search index does not have; what was copied before may be such, too.
ALTER TABLE insp_copy_run ADD COLUMN owner {{text:64}};
ALTER TABLE insp_copy_run ADD COLUMN fence {{i64}} NOT NULL DEFAULT 0;
ALTER TABLE insp_copy_state ADD COLUMN index_owed {{bool}} NOT NULL DEFAULT 0;
UPDATE insp_copy_state SET index_owed = 1 WHERE view_name = '';

-- What becomes of changes whose decision falls: `to_follow` marks those of a file that somebody must look at; a change that the MIS
-- was told of already is taken back by another one, which `reverses` it. 0: none.
ALTER TABLE insp_amendment ADD COLUMN to_follow {{bool}} NOT NULL DEFAULT 0;
ALTER TABLE insp_amendment ADD COLUMN reverses {{i64}} NOT NULL DEFAULT 0;
ALTER TABLE insp_amendment ADD COLUMN reversed_by {{i64}} NOT NULL DEFAULT 0;
CREATE INDEX insp_amendment_follow ON insp_amendment (to_follow, id);

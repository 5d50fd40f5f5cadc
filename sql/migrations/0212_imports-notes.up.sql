-- A way of reading that is not used any more: a version of its own that says so.
ALTER TABLE insp_imp_profile ADD COLUMN retired {{bool}} NOT NULL DEFAULT 0;
-- What is told of a load without holding it: hidden rows and sheets.
ALTER TABLE insp_imp_load ADD COLUMN notes {{longtext}};
-- Numbers that fit no rule of their kind and were taken nevertheless: how many in each column, and the first of them.
ALTER TABLE insp_imp_figure ADD COLUMN warned {{i64}} NOT NULL DEFAULT 0;
CREATE TABLE insp_imp_warning (
  load_id {{i64}} NOT NULL,
  line {{i64}} NOT NULL,
  field {{text:40}} NOT NULL,
  code {{text:60}} NOT NULL,
  value_text {{text:200}} NOT NULL,
  PRIMARY KEY (load_id, line, field)
);

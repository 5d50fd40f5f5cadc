-- Code lists by day: places, offices, sectors. A row of insp_code_entry is one code as it stood from valid_from until the
-- day before valid_to; a code may have several rows, and no row is ever deleted. insp_code_succession says what became
-- of a code.
CREATE TABLE insp_code_list (
  list {{text:20}} NOT NULL PRIMARY KEY,
  revision {{i64}} NOT NULL,
  source_hash {{text:64}} NOT NULL
);

-- One act on a list: what happened, since which day, by which paper, who entered it.
CREATE TABLE insp_code_act (
  id {{i64}} NOT NULL PRIMARY KEY,
  list {{text:20}} NOT NULL,
  kind {{text:20}} NOT NULL,
  day {{day}} NOT NULL,
  reference {{text:400}} NOT NULL,
  revision {{i64}} NOT NULL,
  entered_by {{text:120}} NOT NULL,
  entered_at {{ts}} NOT NULL
);

CREATE INDEX insp_code_act_by_list ON insp_code_act (list, revision);

CREATE TABLE insp_code_entry (
  list {{text:20}} NOT NULL,
  code {{text:20}} NOT NULL,
  valid_from {{day}} NOT NULL,
  valid_to {{day}},
  level {{text:20}} NOT NULL,
  parent {{text:20}} NOT NULL,
  name_lo {{text:200}} NOT NULL,
  name_en {{text:200}} NOT NULL,
  other_names {{text:400}} NOT NULL,
  serves {{text:400}} NOT NULL,
  source {{text:400}} NOT NULL,
  begun_by {{i64}} NOT NULL,
  ended_by {{i64}},
  PRIMARY KEY (list, code, valid_from)
);

CREATE TABLE insp_code_succession (
  list {{text:20}} NOT NULL,
  code {{text:20}} NOT NULL,
  successor {{text:20}} NOT NULL,
  day {{day}} NOT NULL,
  kind {{text:20}} NOT NULL,
  act_id {{i64}} NOT NULL,
  PRIMARY KEY (list, code, successor, day)
);

-- Every name that a place has or had, for whoever reads what registers write.
CREATE VIEW insp_place_names AS
  SELECT e.code, e.level, e.parent, e.name_lo, e.name_en, e.other_names, e.valid_from, e.valid_to
  FROM insp_code_entry e WHERE e.list = 'territory';

-- The territory tree. Each load is a new version with new nested-set numbers; one version is current. Codes are stable:
-- a code that a new version leaves out stays in it as a retired leaf, so that rows which carry the code keep a place.
CREATE TABLE insp_territory_version (
  version {{i64}} NOT NULL PRIMARY KEY,
  valid_from {{day}} NOT NULL,
  is_current {{bool}} NOT NULL,
  content_hash {{text:64}} NOT NULL,
  note {{text:400}} NOT NULL,
  loaded_at {{ts}} NOT NULL
);

CREATE TABLE insp_territory (
  version {{i64}} NOT NULL,
  code {{text:20}} NOT NULL,
  parent {{text:20}},
  kind {{text:20}} NOT NULL,
  name_lo {{text:200}} NOT NULL,
  name_en {{text:200}} NOT NULL,
  low {{i64}} NOT NULL,
  high {{i64}} NOT NULL,
  valid_from {{day}} NOT NULL,
  valid_to {{day}},
  PRIMARY KEY (version, code)
);

CREATE UNIQUE INDEX insp_territory_by_low ON insp_territory (version, low);

-- What scoped statements join: JOIN insp_territory_current t ON t.code = c.territory … AND <scope on t.low>.
CREATE VIEW insp_territory_current AS
  SELECT t.code, t.parent, t.kind, t.name_lo, t.name_en, t.low, t.high, t.valid_from, t.valid_to, t.version
  FROM insp_territory t JOIN insp_territory_version v ON v.version = t.version
  WHERE v.is_current = 1;

-- What a role at a place covers in each version of the tree: the place itself, what came of it, and the closed places that
-- it came of. A place may have several rows. held_before: only for who held the role there before that day.
CREATE TABLE insp_territory_reach (
  version {{i64}} NOT NULL,
  code {{text:20}} NOT NULL,
  low {{i64}} NOT NULL,
  high {{i64}} NOT NULL,
  held_before {{day}},
  PRIMARY KEY (version, code, low, high)
);

INSERT INTO insp_territory_reach (version, code, low, high, held_before)
  SELECT version, code, low, high, NULL FROM insp_territory;

CREATE VIEW insp_territory_reach_current AS
  SELECT r.code, r.low, r.high, r.held_before
  FROM insp_territory_reach r JOIN insp_territory_version v ON v.version = r.version
  WHERE v.is_current = 1;

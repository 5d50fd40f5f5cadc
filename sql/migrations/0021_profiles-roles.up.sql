CREATE TABLE insp_permission (
  code {{text:60}} NOT NULL PRIMARY KEY,
  name_lo {{text:200}} NOT NULL,
  name_en {{text:200}} NOT NULL
);

CREATE TABLE insp_title (
  code {{text:40}} NOT NULL PRIMARY KEY,
  place {{int}} NOT NULL,
  name_lo {{text:200}} NOT NULL,
  name_en {{text:200}} NOT NULL
);

CREATE TABLE insp_role (
  code {{text:40}} NOT NULL PRIMARY KEY,
  place {{int}} NOT NULL,
  name_lo {{text:200}} NOT NULL,
  name_en {{text:200}} NOT NULL,
  held_at {{text:200}} NOT NULL
);

CREATE TABLE insp_role_permission (
  role_code {{text:40}} NOT NULL,
  permission {{text:60}} NOT NULL,
  PRIMARY KEY (role_code, permission)
);

-- One row: which roles file is loaded. Its version tells every host that its kept copy is old.
CREATE TABLE insp_role_stamp (
  id {{i64}} NOT NULL PRIMARY KEY,
  version {{i64}} NOT NULL,
  content_hash {{text:64}} NOT NULL,
  loaded_at {{ts}} NOT NULL
);

-- One user of the host in one role at one territory, from first_day to last_day inclusive.
CREATE TABLE insp_profile (
  id {{i64}} NOT NULL PRIMARY KEY,
  user_id {{text:120}} NOT NULL,
  login {{text:120}} NOT NULL,
  name_lo {{text:200}} NOT NULL,
  name_en {{text:200}} NOT NULL,
  role_code {{text:40}} NOT NULL,
  title_code {{text:40}},
  territory_code {{text:20}} NOT NULL,
  first_day {{day}} NOT NULL,
  last_day {{day}},
  reason {{text:400}} NOT NULL,
  version {{i64}} NOT NULL
);

CREATE INDEX insp_profile_by_user ON insp_profile (user_id);

CREATE INDEX insp_profile_by_territory ON insp_profile (territory_code, role_code);

-- An open order's team may read the labour unit's earlier files everywhere, until the order is closed.
CREATE TABLE insp_grant (
  case_id {{i64}} NOT NULL,
  id {{i64}} NOT NULL,
  user_id {{text:120}} NOT NULL,
  labour_unit {{text:80}} NOT NULL,
  reason {{text:80}} NOT NULL,
  opened_at {{ts}} NOT NULL,
  closed_at {{ts}},
  PRIMARY KEY (case_id, id)
);

CREATE INDEX insp_grant_by_user ON insp_grant (user_id, labour_unit);

-- What happened to the units of a list, and what is known of an old paper file beside its case row.

CREATE TABLE insp_unit_list_event (
  list_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  entry_id {{i64}} NOT NULL,
  kind {{text:20}} NOT NULL,
  content {{text:1000}} NOT NULL,
  at_time {{ts}} NOT NULL,
  by_user {{text:64}} NOT NULL,
  PRIMARY KEY (list_id, id)
);
CREATE INDEX insp_unit_list_event_entry ON insp_unit_list_event (list_id, entry_id);

-- `number_key` is the paper's number as it is compared: capitals, Latin digits.
CREATE TABLE insp_paper_file (
  case_id {{id}} NOT NULL,
  id {{id}} NOT NULL,
  number_key {{text:40}} NOT NULL,
  kept_at {{text:300}},
  note {{text:2000}},
  imported_at {{ts}} NOT NULL,
  imported_by {{text:64}} NOT NULL,
  PRIMARY KEY (case_id, id)
);
CREATE UNIQUE INDEX insp_paper_file_number ON insp_paper_file (number_key);

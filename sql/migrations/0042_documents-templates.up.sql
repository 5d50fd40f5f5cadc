-- Templates that staff have replaced. Versions are only added; what was in force on a day can always be shown.
CREATE TABLE insp_template (
  id {{id}} NOT NULL PRIMARY KEY,
  language {{text:5}} NOT NULL,
  kind {{text:60}} NOT NULL,
  version {{int}} NOT NULL,
  valid_from {{day}} NOT NULL,
  blob_id {{i64}} NOT NULL,
  sha256 {{text:64}} NOT NULL,
  file_name {{text:200}} NOT NULL,
  note {{text:500}} NOT NULL,
  uploaded_at {{ts}} NOT NULL,
  uploaded_by {{text:120}} NOT NULL
);
CREATE UNIQUE INDEX insp_template_version ON insp_template (language, kind, version);

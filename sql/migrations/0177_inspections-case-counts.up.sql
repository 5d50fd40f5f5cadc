-- How many files there are by place and state, kept by whoever moves a file. In sixteen parts by the file's number, so that people who
-- work in one place seldom wait for each other.
CREATE TABLE insp_case_count (
  territory {{text:16}} NOT NULL,
  state {{text:20}} NOT NULL,
  part {{int}} NOT NULL,
  files {{i64}} NOT NULL,
  PRIMARY KEY (territory, state, part)
);
INSERT INTO insp_case_count (territory, state, part, files)
SELECT territory, state, case_id % 16, COUNT(*) FROM insp_case GROUP BY territory, state, case_id % 16;

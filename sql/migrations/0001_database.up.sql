-- What the database room itself keeps: blocks of ids, requests already done, series of numbers, jobs.
CREATE TABLE insp_id_block (
  series {{text:40}} NOT NULL PRIMARY KEY,
  next_value {{i64}} NOT NULL
);

-- One row per request that may be sent twice, written in the same transaction as what it did.
CREATE TABLE insp_idempotency (
  request_key {{text:100}} NOT NULL PRIMARY KEY,
  request_hash {{text:64}} NOT NULL,
  created_at {{ts}} NOT NULL,
  result {{longtext}}
);
CREATE INDEX insp_idempotency_created ON insp_idempotency (created_at);

-- The last number given in each series of numbers that people see.
CREATE TABLE insp_number_series (
  kind {{text:40}} NOT NULL,
  office {{text:40}} NOT NULL,
  year {{int}} NOT NULL,
  last_number {{int}} NOT NULL,
  PRIMARY KEY (kind, office, year),
  CHECK (last_number >= 0),
  CHECK (year BETWEEN 1990 AND 9999)
);

-- Why a number of a series stands for nothing.
CREATE TABLE insp_number_void (
  kind {{text:40}} NOT NULL,
  office {{text:40}} NOT NULL,
  year {{int}} NOT NULL,
  number {{int}} NOT NULL,
  reason {{text:500}} NOT NULL,
  voided_by {{text:100}} NOT NULL,
  voided_at {{ts}} NOT NULL,
  PRIMARY KEY (kind, office, year, number),
  FOREIGN KEY (kind, office, year) REFERENCES insp_number_series (kind, office, year)
);

-- Work that is due at some time. Leases run on the database's clock, due times on the business clock.
CREATE TABLE insp_job (
  id {{id}} NOT NULL PRIMARY KEY,
  kind {{text:60}} NOT NULL,
  job_key {{text:150}},
  state {{text:10}} NOT NULL,
  due_at {{ts}} NOT NULL,
  payload {{longtext}} NOT NULL,
  attempts {{int}} NOT NULL,
  max_attempts {{int}} NOT NULL,
  fence {{i64}} NOT NULL,
  lease_owner {{text:64}},
  lease_until {{ts}},
  created_at {{ts}} NOT NULL,
  ended_at {{ts}},
  last_error {{text:1000}},
  UNIQUE (kind, job_key),
  CHECK (state IN ('ready', 'running', 'done', 'dead')),
  CHECK (attempts >= 0 AND max_attempts > 0)
);
CREATE INDEX insp_job_due ON insp_job (state, due_at, id);
CREATE INDEX insp_job_lease ON insp_job (state, lease_until);

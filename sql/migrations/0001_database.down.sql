DROP TABLE insp_job;
DROP TABLE insp_number_void;
DROP TABLE insp_number_series;
DROP TABLE insp_idempotency;
DROP TABLE insp_id_block;

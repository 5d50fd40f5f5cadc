DROP TABLE insp_amendment_confirmation;
DROP TABLE insp_amendment_sent;
DROP TABLE insp_amendment_batch;
ALTER TABLE insp_amendment DROP COLUMN late_at;
ALTER TABLE insp_amendment DROP COLUMN batch;
ALTER TABLE insp_amendment DROP COLUMN sent_at;

ALTER TABLE insp_amendment_confirmation DROP COLUMN version;
ALTER TABLE insp_amendment_confirmation DROP COLUMN aside_reason;
ALTER TABLE insp_amendment_confirmation DROP COLUMN aside_by;
ALTER TABLE insp_amendment_confirmation DROP COLUMN aside_at;
ALTER TABLE insp_amendment DROP COLUMN asked_key;
ALTER TABLE insp_amendment DROP COLUMN asked_at;

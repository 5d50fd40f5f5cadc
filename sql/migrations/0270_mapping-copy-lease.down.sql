ALTER TABLE insp_copy_state DROP COLUMN index_owed;
ALTER TABLE insp_copy_run DROP COLUMN fence;
ALTER TABLE insp_copy_run DROP COLUMN owner;

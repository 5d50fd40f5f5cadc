-- Without a new version: the key under which the MIS is asked stays as it is.
UPDATE insp_amendment SET late_at = ? WHERE case_id = ? AND id = ? AND version = ? AND late_at IS NULL

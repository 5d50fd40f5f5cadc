UPDATE insp_wf_suspension SET to_day = ?, resumed_by = ?, resumed_at = ?, resumed_reason = ?, resumed_document = ?, version = version + 1
WHERE case_id = ? AND id = ? AND to_day IS NULL

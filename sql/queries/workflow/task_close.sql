UPDATE insp_wf_task SET state = ?, done_at = ?, done_by = ? WHERE case_id = ? AND id = ? AND state = 'open'

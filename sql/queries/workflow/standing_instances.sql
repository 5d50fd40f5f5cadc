SELECT id, process, bundle, rev, state, territory, started_at, ended_at FROM insp_wf_instance WHERE case_id = ? ORDER BY id

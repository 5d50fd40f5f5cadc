INSERT INTO insp_wf_instance (case_id, id, process, bundle, rev, state, territory, started_at, ended_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)

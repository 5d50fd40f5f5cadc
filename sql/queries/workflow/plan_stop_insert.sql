INSERT INTO insp_wf_plan_stop (plan, seq, stopped_by, stopped_at, reason) VALUES (?, ?, ?, ?, ?)

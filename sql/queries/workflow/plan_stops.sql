SELECT seq, stopped_by, stopped_at, reason, resumed_by, resumed_at FROM insp_wf_plan_stop WHERE plan = ? ORDER BY seq

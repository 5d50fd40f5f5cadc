UPDATE insp_wf_plan_stop SET resumed_by = ?, resumed_at = ? WHERE plan = ? AND seq = ?

SELECT case_id, what, node, new_node, detail, old_day, new_day FROM insp_wf_plan_change WHERE plan = ? AND pass = ? AND case_id >= ? AND case_id <= ? ORDER BY case_id, instance, seq

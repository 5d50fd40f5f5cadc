INSERT INTO insp_wf_plan_line (case_id, plan, pass, instance, bundle, outcome, code, node, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)

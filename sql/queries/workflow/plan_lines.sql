SELECT case_id, instance, bundle, outcome, code, node FROM insp_wf_plan_line WHERE plan = ? AND pass = ? AND (? = '' OR outcome = ?) AND case_id > ? ORDER BY case_id, instance LIMIT ?

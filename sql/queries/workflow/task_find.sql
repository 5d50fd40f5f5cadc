SELECT instance, node, role, territory, assignee, state FROM insp_wf_task WHERE case_id = ? AND id = ?

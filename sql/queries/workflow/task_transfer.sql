UPDATE insp_wf_task SET node = ?, form_key = ?, role = ?, territory = ?, assignee = ?, due_day = ?, due_confirmed = ? WHERE case_id = ? AND id = ? AND state = 'open'

SELECT id, task, held_by, given_to, reason, given_at, given_by FROM insp_delegation WHERE case_id = ? ORDER BY id

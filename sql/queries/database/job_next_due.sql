SELECT min(due_at) FROM insp_job WHERE state = 'ready'

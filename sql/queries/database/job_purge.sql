DELETE FROM insp_job WHERE state = 'done' AND job_key IS NULL AND ended_at < ?

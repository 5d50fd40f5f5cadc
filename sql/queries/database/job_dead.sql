SELECT id, kind, payload, last_error, attempts, ended_at FROM insp_job WHERE state = 'dead' ORDER BY ended_at DESC, id DESC LIMIT ?

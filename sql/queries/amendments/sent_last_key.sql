SELECT change_key FROM insp_amendment_sent WHERE case_id = ? AND amendment_id = ? ORDER BY batch DESC LIMIT 1

SELECT field, period, before_value, after_value FROM insp_amendment_line WHERE case_id = ? AND amendment_id = ? ORDER BY seq

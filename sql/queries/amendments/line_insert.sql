INSERT INTO insp_amendment_line (case_id, amendment_id, seq, field, period, before_value, after_value) VALUES (?, ?, ?, ?, ?, ?, ?)

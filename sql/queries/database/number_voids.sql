SELECT number, reason, voided_by, voided_at FROM insp_number_void WHERE kind = ? AND office = ? AND year = ? ORDER BY number

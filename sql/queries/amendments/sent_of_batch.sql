SELECT s.case_id, s.amendment_id, s.batch, s.change_key, s.outcome, s.reference, s.answered_on, s.reason
FROM insp_amendment_sent s WHERE s.batch = ? ORDER BY s.seq

-- By whom and, if he stood in for somebody, for whom.
SELECT t.done_by, s.done_for FROM insp_wf_task t
LEFT JOIN insp_wf_stand_in s ON s.case_id = t.case_id AND s.task = t.id
WHERE t.case_id = ? AND t.node = ? AND t.item = ? AND t.state = 'done' ORDER BY t.id DESC LIMIT 1

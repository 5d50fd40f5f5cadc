-- Of all instances: a file that was opened again does not forget who decided before.
SELECT t.node, t.done_by, s.done_for FROM insp_wf_task t
LEFT JOIN insp_wf_stand_in s ON s.case_id = t.case_id AND s.task = t.id
WHERE t.case_id = ? AND t.state = 'done'

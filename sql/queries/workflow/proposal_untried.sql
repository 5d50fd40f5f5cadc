-- Files that began after a trial did, and that it did not meet.
SELECT COUNT(*) FROM insp_wf_instance i WHERE i.state = 'running' AND i.started_at >= ?
  AND NOT EXISTS (SELECT 1 FROM insp_wf_plan_line l WHERE l.case_id = i.case_id AND l.plan = ? AND l.pass = 0 AND l.instance = i.id)

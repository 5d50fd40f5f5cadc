-- Files with a period in working days that holds the day and was derived before the calendar's revision.
SELECT case_id FROM (
  SELECT case_id FROM (SELECT DISTINCT case_id FROM insp_wf_timer WHERE case_id > ? AND state IN ('armed', 'referred') AND calendar = 'working'
    AND calendar_rev < ? AND anchor_day < ? AND due_day >= ? ORDER BY case_id LIMIT 50) a
  UNION SELECT case_id FROM (SELECT DISTINCT case_id FROM insp_wf_task WHERE case_id > ? AND state = 'open' AND calendar = 'working'
    AND calendar_rev < ? AND anchor_day < ? AND due_day >= ? ORDER BY case_id LIMIT 50) b) x
ORDER BY case_id LIMIT 50

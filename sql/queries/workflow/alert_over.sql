-- What was done, moved or ended meanwhile waits for nobody.
UPDATE insp_wf_alert SET state = 'over', version = version + 1 WHERE state IN ('open', 'acknowledged') AND NOT (
  (of_what = 'task' AND EXISTS (SELECT 1 FROM insp_wf_task k WHERE k.case_id = insp_wf_alert.case_id AND k.id = insp_wf_alert.deadline
    AND k.state = 'open' AND k.due_day = insp_wf_alert.due_day))
  OR (of_what = 'timer' AND EXISTS (SELECT 1 FROM insp_wf_timer m WHERE m.case_id = insp_wf_alert.case_id AND m.id = insp_wf_alert.deadline
    AND m.state IN ('armed', 'referred') AND m.due_day = insp_wf_alert.due_day))
  OR (of_what = 'drawn' AND EXISTS (SELECT 1 FROM insp_wf_instance i WHERE i.case_id = insp_wf_alert.case_id AND i.id = insp_wf_alert.instance
    AND i.state = 'running')))

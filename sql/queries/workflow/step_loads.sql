-- Open tasks by step, in the places of the caller.
SELECT w.process, w.node, (SELECT MAX(i.bundle) FROM insp_wf_instance i WHERE i.case_id = w.newest AND i.process = w.process),
  w.waiting, w.overdue, w.oldest
FROM (SELECT n.process, n.node, SUM(n.waiting) AS waiting, SUM(n.overdue) AS overdue, MIN(n.oldest) AS oldest, MAX(n.newest) AS newest
      FROM (SELECT t.place, t.process, t.node, COUNT(*) AS waiting, SUM(CASE WHEN t.due_day < ? THEN 1 ELSE 0 END) AS overdue,
              MIN(t.opened_at) AS oldest, MAX(t.case_id) AS newest
            FROM insp_wf_task t
            WHERE t.state = 'open' AND t.place IN (SELECT p.code FROM insp_territory_current p WHERE /*scope*/)
            GROUP BY t.place, t.process, t.node) n
      GROUP BY n.process, n.node) w
ORDER BY w.waiting DESC, w.process, w.node

-- The newest run: what it was ordered for and what became of it; and whether any was ever carried out to its end.
-- By time: each process numbers its runs from a block of its own.
SELECT r.snapshots, (SELECT COUNT(*) FROM insp_link_run d WHERE d.state = 'done'), r.run_id, r.state, r.ended_at,
       CASE WHEN r.retry_of IS NULL THEN 0 ELSE 1 END, r.anew
FROM insp_link_run r ORDER BY r.ordered_at DESC, r.run_id DESC LIMIT 1

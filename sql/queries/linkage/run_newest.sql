-- What the newest run found, and whether any was ever carried out to its end.
SELECT r.snapshots, (SELECT COUNT(*) FROM insp_link_run d WHERE d.state = 'done') FROM insp_link_run r ORDER BY r.run_id DESC LIMIT 1

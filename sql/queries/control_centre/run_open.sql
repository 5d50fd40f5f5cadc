SELECT r.state, r.ordered_at, (SELECT SUM(p.done_work) FROM insp_link_run_part p WHERE p.run_id = r.run_id),
  (SELECT SUM(p.all_work) FROM insp_link_run_part p WHERE p.run_id = r.run_id)
FROM insp_link_run r WHERE r.open_slot IS NOT NULL

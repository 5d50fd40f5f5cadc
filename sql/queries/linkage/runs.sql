SELECT r.run_id, r.state, r.ordered_by, r.ordered_at, r.started_at, r.ended_at, r.owner, r.lease_until, r.fence, r.stop_asked, r.failure, r.version, r.anew, f.ordered_at
FROM insp_link_run r LEFT JOIN insp_link_run f ON f.run_id = r.retry_of ORDER BY r.ordered_at DESC, r.run_id DESC LIMIT ?

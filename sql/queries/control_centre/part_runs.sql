-- The run whose pairs stand, of each pair of registers.
SELECT p.part, rp.state, rp.pairs_capped, coalesce(r.ended_at, r.started_at), rp.snapshot_sha256
FROM insp_link_part p LEFT JOIN insp_link_run_part rp ON rp.run_id = p.run_id AND rp.part = p.part
LEFT JOIN insp_link_run r ON r.run_id = p.run_id

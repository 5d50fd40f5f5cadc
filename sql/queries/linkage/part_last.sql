-- The run whose pairs of a part stand, what it was linked from, and whether anybody has written to the part since.
SELECT rp.run_id, rp.inputs_sha256, CASE WHEN rp.revision = p.revision THEN 1 ELSE 0 END
FROM insp_link_part p JOIN insp_link_run_part rp ON rp.run_id = p.run_id AND rp.part = p.part
WHERE p.part = ? AND rp.state = 'done'

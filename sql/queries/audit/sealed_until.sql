SELECT s.chain_id, s.seq, s.hash FROM insp_audit_sealed s
JOIN (SELECT chain_id, max(seq) AS seq FROM insp_audit_sealed WHERE number <= ? GROUP BY chain_id) m
  ON m.chain_id = s.chain_id AND m.seq = s.seq
ORDER BY s.chain_id

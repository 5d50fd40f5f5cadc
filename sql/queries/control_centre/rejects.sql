SELECT l.source, COUNT(*), MIN(l.ordered_at) FROM insp_imp_load l JOIN insp_imp_reject r ON r.load_id = l.id
WHERE l.state IN ('current', 'held') AND r.state = 'open' GROUP BY l.source

-- Files that came to nothing since the last one of their source that counts.
SELECT l.source, COUNT(*) FROM insp_imp_load l
WHERE l.state = 'failed' AND NOT EXISTS (SELECT 1 FROM insp_imp_load c WHERE c.source = l.source AND c.state = 'current' AND c.ordered_at > l.ordered_at)
GROUP BY l.source

-- As the table stood at a revision, but for one entry.
SELECT day, kind, territory FROM insp_holiday
WHERE revision <= ? AND (withdrawn_revision = 0 OR withdrawn_revision > ?) AND id <> ? ORDER BY day, id

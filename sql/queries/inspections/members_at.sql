-- The team as it was at a moment.
SELECT user_id, role, since FROM insp_case_member
WHERE case_id = ? AND since <= ? AND (until IS NULL OR until > ?) ORDER BY id

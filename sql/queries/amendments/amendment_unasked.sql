-- Accepted once more, it is another change to the MIS. A decision that falls while it is being accepted marks nothing: the job looks at
-- each once.
UPDATE insp_amendment SET asked_at = NULL, asked_key = NULL, settled = 0, to_follow = CASE WHEN reverses = 0 THEN 1 ELSE 0 END
WHERE case_id = ? AND id = ?

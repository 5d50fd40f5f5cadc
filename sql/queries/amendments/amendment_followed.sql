-- Before it is looked at: whoever marks it again meanwhile waits, and his mark stays. What counts as not told is looked at only
-- while nobody asks the MIS for it at the same moment.
UPDATE insp_amendment SET to_follow = 0 WHERE case_id = ? AND id = ? AND to_follow = 1 AND (? = 1 OR asked_at IS NULL)

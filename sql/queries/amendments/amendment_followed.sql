UPDATE insp_amendment SET to_follow = 0, reversed_by = ? WHERE case_id = ? AND id = ? AND to_follow = 1

UPDATE insp_amendment SET to_follow = 1
WHERE case_id = ? AND reverses = 0 AND reversed_by = 0 AND state IN ('accepted', 'refused', 'sent', 'applied', 'confirmed')

UPDATE insp_profile SET version = version WHERE user_id IN (?, ?)

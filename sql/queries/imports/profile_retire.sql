UPDATE insp_imp_profile SET is_newest = 0 WHERE id = ? AND version = ? AND is_newest = 1

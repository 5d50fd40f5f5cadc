SELECT 1 FROM insp_link WHERE part = ? AND ((lsso_id = ? AND register_id = ?) OR (lsso_id = ? AND register_id = ?))

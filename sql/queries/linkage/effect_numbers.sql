SELECT COUNT(*) FROM insp_link WHERE part = ? AND lsso_id = ? AND counts = 1 AND link_id <> ?

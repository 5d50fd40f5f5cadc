SELECT sample_id FROM insp_link_sample WHERE part = ? AND week = ?

SELECT revision FROM insp_link_part WHERE part = ?

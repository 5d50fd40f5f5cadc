SELECT sha256, as_of FROM insp_reg_snapshot WHERE source = ? AND is_current = 1

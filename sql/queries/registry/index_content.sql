SELECT source, sha256 FROM insp_reg_snapshot WHERE is_current = 1 ORDER BY source

DELETE FROM insp_imp_drop WHERE source = ?

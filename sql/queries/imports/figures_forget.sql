DELETE FROM insp_imp_figure WHERE load_id = ?

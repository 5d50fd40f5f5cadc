SELECT field, filled, distinct_values, bad, lowest, highest, warned FROM insp_imp_figure WHERE load_id = ?

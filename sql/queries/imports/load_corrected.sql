UPDATE insp_imp_load SET rows_good = rows_good + 1, rows_bad = rows_bad - 1, version = version + 1 WHERE id = ? AND version = ?

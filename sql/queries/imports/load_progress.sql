UPDATE insp_imp_load SET state = 'reading', last_line = ?, rows_good = rows_good + ?, rows_bad = rows_bad + ?, header = ?, version = version + 1
WHERE id = ? AND version = ? AND state IN ('waiting', 'reading')

UPDATE insp_imp_load SET state = 'current', version = version + 1 WHERE snapshot_id = ? AND state = 'former'
